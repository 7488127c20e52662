//! The description of the open data, `datapackage.json`: a Tabular Data Package of the Frictionless Data project.

use crate::locale::{Language, Message};
use crate::publication::{Body, Publication};
use crate::report::consolidation::package::table_resource;
use crate::report::document_parts::{Tool, tool};
use crate::report::kinds::Day;
use crate::report::publication::tables::tables;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize)]
struct Package<'a, R> {
    /// By this every document of the program is known as its own; the standard allows keys of one's own.
    schema: &'static str,
    profile: &'static str,
    name: &'static str,
    title: String,
    titles: Titles,
    description: String,
    tool: Tool,
    as_of: Day,
    /// How many situations are not assessed and how many errors there are, where it is a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<DraftOf>,
    licenses: [LicenceOf<'a>; 1],
    sources: Vec<Source<'a>>,
    resources: Vec<R>,
}

#[derive(Serialize)]
struct Titles {
    ky: String,
    ru: String,
    en: String,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct DraftOf {
    not_assessed: usize,
    errors: usize,
}

impl DraftOf {
    /// What makes a draft of bodies together.
    pub fn of<'b>(bodies: impl IntoIterator<Item = &'b Body>) -> Option<Self> {
        let drafts = bodies.into_iter().filter_map(|body| body.draft);
        drafts.map(|draft| Self { not_assessed: draft.open, errors: draft.errors }).reduce(|sum, one| Self {
            not_assessed: sum.not_assessed + one.not_assessed,
            errors: sum.errors + one.errors,
        })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct LicenceOf<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    title: &'a str,
    path: &'a str,
}

impl<'a> LicenceOf<'a> {
    pub fn of(publication: &'a Publication) -> Self {
        let licence = &publication.licence;
        Self { name: licence.id, title: &licence.title, path: &licence.url }
    }
}

#[derive(Serialize)]
struct Source<'a> {
    title: &'a str,
}

/// The description of the tables.
#[must_use]
pub fn publication_package(of: &Publication) -> impl Serialize + '_ {
    let [ky, ru, en] = Language::ALL.map(|language| language.text("publication-title"));
    let described = Message::new("publication-description").with("day", of.as_of);
    let name = |body: &'_ Body| of.bodies.len() == 1 && !body.name.is_empty();
    let whose = of.name.as_deref().or(of.bodies.first().filter(|body| name(body)).map(|body| body.name.as_str()));
    let title = of.language.text("publication-title");
    let bodies = of.bodies.iter().map(|body| body.name.as_str());
    Package {
        schema: "tobokel/datapackage/1",
        profile: "tabular-data-package",
        name: "corruption-risks",
        title: whose.map_or(title.clone(), |whose| format!("{whose}: {title}")),
        titles: Titles { ky, ru, en },
        description: of.language.message(&described),
        tool: tool(),
        as_of: Day(of.as_of),
        draft: DraftOf::of(&of.bodies),
        licenses: [LicenceOf::of(of)],
        sources: std::iter::once(of.method.act.as_str()).chain(bodies).map(|title| Source { title }).collect(),
        resources: tables(of).iter().map(table_resource).collect(),
    }
}
