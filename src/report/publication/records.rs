//! The records of the open data. A cell is empty where there is nothing, and where something is held back: then the last column names
//! the field.

use crate::assess::execution::State;
use crate::model::{Keyword as _, Level};
use crate::publication::{Body, Change, Given, PublicMeasure, PublicSituation, Publication, Told, Why};
use crate::report::records::{Field, number, optional, shown, truth};
use std::collections::HashMap;

/// The records of a table, in the columns of a header.
pub(super) fn rows<'a>(
    of: &'a Publication,
    table: &str,
    header: &'static [&'static str],
) -> Box<dyn Iterator<Item = Vec<Field<'a>>> + 'a> {
    let in_columns = move |cell: &dyn Fn(&str) -> Field<'a>| header.iter().map(|key| cell(key)).collect();
    match table {
        "organizations" => Box::new(of.bodies.iter().map(move |body| in_columns(&|key| organization(body, key)))),
        "situations" => Box::new(of.bodies.iter().flat_map(move |body| {
            let row = move |one: &'a PublicSituation| in_columns(&|key| situation(of, body, one, key));
            body.situations.iter().map(row)
        })),
        _ => Box::new(of.bodies.iter().flat_map(move |body| {
            let ids: HashMap<&str, &str> =
                body.situations.iter().map(|one| (one.key.as_str(), one.id.as_str())).collect();
            let row = move |one: &'a PublicMeasure| {
                let against = one.situation.as_ref().and_then(|(key, _)| ids.get(key.as_str()).copied());
                in_columns(&|key| measure(of, body, one, against, key))
            };
            body.measures.iter().map(row)
        })),
    }
}

/// Where on the pages something stands.
pub(super) fn link(body: &Body, anchor: &str) -> String {
    format!("{}#{anchor}", body.page.as_deref().unwrap_or("index.html"))
}

fn organization<'a>(body: &'a Body, key: &str) -> Field<'a> {
    let with = |state| body.measures.iter().filter(|measure| measure.standing == Some(state)).count();
    match key {
        "organization" => body.id.as_str().into(),
        "name" => body.name.as_str().into(),
        "parent" => optional(body.parent.as_deref()),
        "language" => body.language.code().into(),
        "assessed_on" => shown(body.date),
        "order" => optional(body.order.as_deref()),
        "address" => optional(body.contact.as_deref()),
        "situations" => number(body.situations.len()),
        "measures" => number(body.measures.len()),
        "done" => number(with(State::Done)),
        "verified" => number(body.measures.iter().filter(|measure| measure.is_verified()).count()),
        "overdue" => number(with(State::Overdue)),
        "draft" => truth(body.draft.is_some()),
        "link" => body.page.as_deref().unwrap_or("index.html").into(),
        "withheld" => {
            let own = |field: &&str| body.withheld.iter().any(|one| one.field == *field && one.why != Why::NotListed);
            joined(["id", "name", "order"].into_iter().filter(own))
        }
        _ => Field::default(),
    }
}

fn situation<'a>(of: &'a Publication, body: &'a Body, one: &'a PublicSituation, key: &str) -> Field<'a> {
    let level = |level: Given<Level>| given(level).map(|level| key_of(of, level)).unwrap_or_default();
    match key {
        "key" => one.key.as_str().into(),
        "organization" => body.id.as_str().into(),
        "situation" => one.id.as_str().into(),
        "group" => told(&one.group),
        "function" => told(&one.function),
        "text" => told(&one.text),
        "category" => optional(given(one.category).map(|category| category.key())),
        "unit" => told(&one.unit),
        "positions" => posts(&one.positions),
        "elsewhere" => told(&one.elsewhere),
        "likelihood" => shown(given(one.likelihood)),
        "harm" => shown(given(one.harm)),
        "sum" => shown(given(one.sum)),
        "inherent" => level(one.inherent),
        "level" => level(one.level),
        "change" => optional(one.change.map(change_key)),
        "level_before" => match one.change {
            Some(Change::Was(then)) => key_of(of, then),
            Some(Change::Same) => level(one.level),
            Some(Change::New) | None => Field::default(),
        },
        "link" => link(body, &one.anchor).into(),
        "withheld" => joined(withheld_of_situation(one).into_iter()),
        _ => Field::default(),
    }
}

/// What became of a situation, as a key.
pub(super) fn change_key(change: Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::Was(_) => "changed",
        Change::Same => "same",
    }
}

fn measure<'a>(
    of: &'a Publication,
    body: &'a Body,
    one: &'a PublicMeasure,
    against: Option<&'a str>,
    key: &str,
) -> Field<'a> {
    match key {
        "measure_key" => one.key.as_str().into(),
        "organization" => body.id.as_str().into(),
        "key" => optional(one.situation.as_ref().map(|(key, _)| key.as_str())),
        "situation" => optional(against),
        "number" => one.id.as_str().into(),
        "chapter" => told(&one.chapter),
        "task" => told(&one.task),
        "measure" => told(&one.text),
        "due" => told(&one.due),
        "due_from" => shown(one.from),
        "due_to" => shown(one.to),
        "recurrence" => optional(one.recurrence),
        "responsible" => posts(&one.responsible),
        "expected_result" => told(&one.expected_result),
        "indicator" => told(&one.indicator),
        "funding" => told(&one.funding),
        "state" => optional(one.standing.map(State::key)),
        "verified" => optional(one.verified.map(|found| found.key())),
        "done_on" => shown(one.done_on),
        "days_overdue" => shown(one.days_overdue),
        "level" => one.level.map(|level| key_of(of, level)).unwrap_or_default(),
        "link" => link(body, &one.anchor).into(),
        "withheld" => joined(withheld_of_measure(one).into_iter()),
        _ => Field::default(),
    }
}

/// The columns of a situation that are held back because of what stands in them.
pub(super) fn withheld_of_situation(one: &PublicSituation) -> Vec<&'static str> {
    let texts = [
        ("group", &one.group),
        ("function", &one.function),
        ("text", &one.text),
        ("unit", &one.unit),
        ("elsewhere", &one.elsewhere),
    ];
    names(texts.into_iter().chain(one.positions.iter().map(|post| ("positions", post))))
}

/// The same of a measure.
pub(super) fn withheld_of_measure(one: &PublicMeasure) -> Vec<&'static str> {
    let texts = [
        ("chapter", &one.chapter),
        ("task", &one.task),
        ("measure", &one.text),
        ("due", &one.due),
        ("expected_result", &one.expected_result),
        ("indicator", &one.indicator),
        ("funding", &one.funding),
    ];
    names(texts.into_iter().chain(one.responsible.iter().map(|post| ("responsible", post))))
}

fn names<'t>(texts: impl Iterator<Item = (&'static str, &'t Told)>) -> Vec<&'static str> {
    let mut names: Vec<&str> = texts.filter(|(_, text)| is_held(text)).map(|(name, _)| name).collect();
    names.dedup();
    names
}

/// Whether a text that would leave is held back.
fn is_held(told: &Told) -> bool {
    matches!(told, Told::Withheld(why) if *why != Why::NotListed)
}

/// The text of what is told.
pub(super) fn text(told: &Told) -> Option<&str> {
    match told {
        Told::Text(text) => Some(text),
        Told::Nothing | Told::Withheld(_) => None,
    }
}

fn told(told: &Told) -> Field<'_> {
    optional(text(told))
}

fn posts(posts: &[Told]) -> Field<'_> {
    crate::report::words::joined(&posts.iter().filter_map(text).map(str::to_owned).collect::<Vec<_>>())
        .into_owned()
        .into()
}

fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Field<'static> {
    names.collect::<Vec<_>>().join("; ").into()
}

/// The value of what is given.
pub(super) fn given<T>(given: Given<T>) -> Option<T> {
    match given {
        Given::Value(value) => Some(value),
        Given::Nothing | Given::Withheld(_) => None,
    }
}

fn key_of(of: &Publication, level: Level) -> Field<'_> {
    of.method.levels.get(level.index()).map(|level| level.key.as_str()).unwrap_or_default().into()
}
