//! The situations as lines of JSON: each with its organisation and its measures, as in the assessment's document.

use crate::consolidate::Overall;
use crate::report::assessment::situation_json::SituationDocument;
use crate::report::document_parts::{FileSource, OrganizationDocument};
use crate::report::kinds::Sha256;
use schemars::JsonSchema;
use serde::Serialize;

/// A line.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct SituationLine<'a> {
    schema: &'static str,
    organization: OrganizationDocument<'a>,
    source: FileSource<'a>,
    #[serde(flatten)]
    situation: SituationDocument<'a>,
}

/// What each line begins with, by which the file is known as this program's own.
pub const SITUATION_LINE: &str = r#"{"schema":"tobokel/situation/1","#;

/// A document for each situation, in the order of the run.
pub fn situation_lines<'a>(all: &'a Overall<'a>) -> impl Iterator<Item = impl Serialize + use<'a>> + use<'a> {
    let of = &all.of;
    of.situations().map(move |(place, row)| {
        let digest = &of.digests[place.organization as usize];
        SituationLine {
            schema: "tobokel/situation/1",
            organization: OrganizationDocument::new(&digest.organization.id, Some(&digest.organization)),
            source: FileSource { path: &digest.path, sha256: Some(Sha256(&digest.sha256)) },
            situation: SituationDocument { method: of.method, key: of.key(place), row },
        }
    })
}
