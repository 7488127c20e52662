//! What `assessment.json` of a publication has besides the registers: where things stand on the pages, the whole plan with its
//! execution, what changed, and how much is held back.

use crate::assess::execution::State;
use crate::method::Method;
use crate::model::Verification;
use crate::publication::{Body, Change, Map, Moved, PublicMeasure, PublicSituation, Publication, Why};
use crate::report::document_parts::Counts;
use crate::report::kinds::{Day, DeclaredLevelKey, KeyOf, RecurrenceKey, StateKey, kind};
use crate::report::publication::package::{DraftOf, LicenceOf};
use crate::report::publication::records::{change_key, given, link, text, withheld_of_measure, withheld_of_situation};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;

kind! {
    /// Why something is held back.
    WhyKey(&'static str) => { "enum": ["not-listed", "person", "contact"] };
    /// What became of a situation.
    ChangeKey(&'static str) => { "enum": ["new", "changed", "same"] };
}

/// The part.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct PublicationPart<'a> {
    /// The fields that are published.
    fields: Vec<&'a str>,
    licence: LicenceOf<'a>,
    /// Where a citizen writes to.
    address: Option<&'a str>,
    /// Bodies of which nothing is published.
    missing: Vec<&'a str>,
    bodies: Vec<BodyPart<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct BodyPart<'a> {
    organization: &'a str,
    page: &'a str,
    address: Option<&'a str>,
    /// `null` where it is no draft.
    draft: Option<DraftOf>,
    withheld: Vec<WithheldPart>,
    /// Situations by points, before controls: a row for each point of likelihood, in it a count for each point of harm.
    map: Option<Vec<Vec<usize>>>,
    /// The same after controls: in each cell, how many of its situations are at which level; `null` where that would tell points.
    map_after: Option<Vec<Vec<Option<Counts<'a>>>>>,
    quarters: Vec<InQuarter>,
    changes: Option<Changes<'a>>,
    situations: Vec<SituationPart<'a>>,
    measures: Vec<MeasurePart<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct WithheldPart {
    field: &'static str,
    why: WhyKey,
    count: usize,
}

#[derive(Serialize, JsonSchema)]
struct InQuarter {
    year: i16,
    quarter: i8,
    due: usize,
    /// As reported.
    done: usize,
    /// Of them confirmed by somebody other than the executor; `null` where nobody looked whether any measure was carried out.
    verified: Option<usize>,
    overdue: usize,
}

#[derive(Serialize, JsonSchema)]
struct Changes<'a> {
    since: Option<Day>,
    /// Whether the earlier assessment was made by another method: then no level is compared.
    across_methods: bool,
    new: usize,
    lower: Option<usize>,
    higher: Option<usize>,
    same: Option<usize>,
    gone: Vec<Gone<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Gone<'a> {
    id: &'a str,
    text: &'a str,
    level: Option<DeclaredLevelKey<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct SituationPart<'a> {
    key: &'a str,
    /// After controls; the declared one where there are no points.
    level: Option<DeclaredLevelKey<'a>>,
    change: Option<ChangeKey>,
    level_before: Option<DeclaredLevelKey<'a>>,
    link: String,
    withheld: Vec<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct MeasurePart<'a> {
    key: &'a str,
    /// The key of the situation that it is against.
    situation: Option<&'a str>,
    number: &'a str,
    chapter: Option<&'a str>,
    task: Option<&'a str>,
    measure: Option<&'a str>,
    due: Option<&'a str>,
    due_from: Option<Day>,
    due_to: Option<Day>,
    recurrence: Option<RecurrenceKey>,
    responsible: Vec<&'a str>,
    expected_result: Option<&'a str>,
    indicator: Option<&'a str>,
    funding: Option<&'a str>,
    state: Option<StateKey>,
    /// What came out when somebody other than the executor looked.
    verified: Option<KeyOf<Verification>>,
    done_on: Option<Day>,
    days_overdue: Option<i32>,
    level: Option<DeclaredLevelKey<'a>>,
    link: String,
    withheld: Vec<&'static str>,
}

impl<'a> PublicationPart<'a> {
    pub fn of(of: &'a Publication, method: &'a Method) -> Self {
        Self {
            fields: of.fields.keys().to_vec(),
            licence: LicenceOf::of(of),
            address: of.contact.as_deref(),
            missing: of.missing.iter().map(String::as_str).collect(),
            bodies: of.bodies.iter().map(|body| BodyPart::of(of, body, method)).collect(),
        }
    }
}

impl<'a> BodyPart<'a> {
    fn of(of: &'a Publication, body: &'a Body, method: &'a Method) -> Self {
        let withheld = body.withheld.iter().map(|one| WithheldPart {
            field: one.field,
            why: WhyKey(why_key(one.why)),
            count: one.count,
        });
        let quarters = body.quarters.iter().map(|one| InQuarter {
            year: one.year,
            quarter: one.quarter,
            due: one.due,
            done: one.done,
            verified: body.shows_verification().then_some(one.verified),
            overdue: one.overdue,
        });
        Self {
            organization: &body.id,
            page: body.page.as_deref().unwrap_or("index.html"),
            address: body.contact.as_deref(),
            draft: DraftOf::of([body]),
            withheld: withheld.collect(),
            map: body.map.as_ref().map(|map| map.counts.clone()),
            map_after: body.map.as_ref().map(|map| after(map, method)),
            quarters: quarters.collect(),
            changes: body.moved.as_ref().map(|moved| changes(of, moved)),
            situations: body.situations.iter().map(|one| situation(of, body, one)).collect(),
            measures: body.measures.iter().map(|one| measure(of, body, one)).collect(),
        }
    }
}

fn after<'a>(map: &'a Map, method: &'a Method) -> Vec<Vec<Option<Counts<'a>>>> {
    let in_cell = |counts: &'a Option<Vec<usize>>| counts.as_ref().map(|counts| Counts(method, counts));
    map.after.iter().map(|row| row.iter().map(in_cell).collect()).collect()
}

/// Why something is held back, as a key.
pub(super) fn why_key(why: Why) -> &'static str {
    match why {
        Why::NotListed => "not-listed",
        Why::Person => "person",
        Why::Contact => "contact",
    }
}

fn level(of: &Publication, level: crate::model::Level) -> Option<DeclaredLevelKey<'_>> {
    of.method.levels.get(level.index()).map(|level| DeclaredLevelKey(&level.key))
}

fn changes<'a>(of: &'a Publication, moved: &'a Moved) -> Changes<'a> {
    let gone =
        moved.gone.iter().map(|(id, text, then)| Gone { id, text, level: then.and_then(|then| level(of, then)) });
    let compared = |count| (!moved.across_methods).then_some(count);
    Changes {
        since: moved.since.map(Day),
        new: moved.new,
        across_methods: moved.across_methods,
        lower: compared(moved.lower),
        higher: compared(moved.higher),
        same: compared(moved.same),
        gone: gone.collect(),
    }
}

fn situation<'a>(of: &'a Publication, body: &'a Body, one: &'a PublicSituation) -> SituationPart<'a> {
    let now = given(one.level);
    let before = match one.change {
        Some(Change::Was(then)) => Some(then),
        Some(Change::Same) => now,
        Some(Change::New) | None => None,
    };
    SituationPart {
        key: &one.key,
        level: now.and_then(|now| level(of, now)),
        change: one.change.map(|change| ChangeKey(change_key(change))),
        level_before: before.and_then(|before| level(of, before)),
        link: link(body, &one.anchor),
        withheld: withheld_of_situation(one),
    }
}

fn measure<'a>(of: &'a Publication, body: &'a Body, one: &'a PublicMeasure) -> MeasurePart<'a> {
    MeasurePart {
        key: &one.key,
        situation: one.situation.as_ref().map(|(key, _)| key.as_str()),
        number: &one.id,
        chapter: text(&one.chapter),
        task: text(&one.task),
        measure: text(&one.text),
        due: text(&one.due),
        due_from: one.from.map(Day),
        due_to: one.to.map(Day),
        recurrence: one.recurrence.map(RecurrenceKey),
        responsible: one.responsible.iter().filter_map(text).collect(),
        expected_result: text(&one.expected_result),
        indicator: text(&one.indicator),
        funding: text(&one.funding),
        state: one.standing.map(State::key).map(StateKey),
        verified: one.verified.map(KeyOf),
        done_on: one.done_on.map(Day),
        days_overdue: one.days_overdue,
        level: one.level.and_then(|one| level(of, one)),
        link: link(body, &one.anchor),
        withheld: withheld_of_measure(one),
    }
}
