//! The comparison as JSON: `tobokel/comparison/1`.
//!
//! Keys are English, levels and methods are named by their keys, what is unknown is `null`, and nothing changes within the
//! schema number. `situations` has every situation of both registers, in the later one's order, `changed` telling which
//! differ; `new` and `closed` have those of one register alone. `inherent.change` and `residual.change` are `raised`,
//! `lowered`, `unchanged`, `assessed` (not before, but now), `not-assessed` (no longer), `open` (in neither) or
//! `incomparable` (the methods have other scales). Under two methods `under_new_method` holds the levels that the earlier
//! points have by the later method: from `old` to it is the method's doing alone, from it to `new` is the assessors'.
//! `days` is by how much the end of a term moved, forwards positive. `target` is the level that the earlier measures aimed at,
//! `reached` when they are done with evidence and the later assessment says so. `criteria` has the criteria whose points changed,
//! came or went, by the name that they have in the language of the run: `moved_points` where the point of the scale, which criteria
//! make, moved with it, `moved_level` where the level before controls did, too.

use crate::assess::Outcome;
use crate::case::{Case, Configuration, Row};
use crate::compare::{
    Comparison, ControlChange, CriterionChange, MatchedBy, MeasureChange, MeasureFate, Pair, Shift, Totals, Undecided,
};
use crate::model::{Axis, Category, Level, Measure};
use crate::report::document_parts::{Counts, FileSource, MethodDocument, OrganizationDocument, Tool, tool};
use crate::report::kinds::{Day, DeclaredLevelKey, KeyOf, LevelKey, Sha256, kind};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;

kind! {
    /// How a level moved.
    ShiftKey(Shift) => { "enum": ["raised", "lowered", "unchanged", "assessed", "not-assessed", "open", "incomparable"] };
    /// By what two situations were recognised as one.
    MatchedByKey(MatchedBy) => { "enum": ["id", "text", "similar-text"] };
    /// One of the two scales.
    ScaleKey(&'static str) => { "enum": Axis::ALL.map(Axis::key) };
    /// How a control changed.
    ControlChangeKey(ControlChange) => { "enum": [
        "gained", "lost", "description-changed", "grade-raised", "grade-lowered", "grade-changed", "evidence-gained",
        "evidence-lost", "allowed-to-lower", "not-allowed-to-lower"
    ] };
    /// What became of a measure.
    MeasureFateKey(MeasureFate) => { "enum": ["new", "dropped", "cleared", "completed", "carried-over", "kept"] };
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct ComparisonDocument<'a> {
    schema: &'static str,
    tool: Tool,
    as_of: Day,
    configuration: Option<&'a Configuration>,
    across_methods: bool,
    old: Side<'a>,
    new: Side<'a>,
    totals: Totals,
    situations: Vec<PairDocument<'a>>,
    new_situations: Vec<Single<'a>>,
    closed_situations: Vec<Single<'a>>,
    undecided: Vec<UndecidedDocument<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Side<'a> {
    source: FileSource<'a>,
    organization: OrganizationDocument<'a>,
    method: MethodDocument<'a>,
    assessed_on: Option<Day>,
    situations: usize,
    assessed: usize,
    inherent: Counts<'a>,
    residual: Counts<'a>,
}

#[derive(Serialize, JsonSchema)]
struct PairDocument<'a> {
    id: &'a str,
    old_id: &'a str,
    matched_by: MatchedByKey,
    text: &'a str,
    old_text: Option<&'a str>,
    changed: bool,
    likelihood: Points,
    harm: Points,
    criteria: Vec<CriterionDocument<'a>>,
    inherent: Levels<'a>,
    residual: Levels<'a>,
    /// What the earlier measures aimed at; `null` where none did.
    target: Option<TargetDocument<'a>>,
    category: Change<Option<KeyOf<Category>>>,
    control: Vec<ControlChangeKey>,
    measures: Vec<MeasureDocument<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct TargetDocument<'a> {
    level: DeclaredLevelKey<'a>,
    reached: bool,
}

#[derive(Serialize, JsonSchema)]
struct Points {
    old: Option<u8>,
    new: Option<u8>,
    rescored_without_reason: bool,
}

/// A criterion whose points changed.
#[derive(Serialize, JsonSchema)]
pub(super) struct CriterionDocument<'a> {
    scale: ScaleKey,
    key: &'a str,
    label: &'a str,
    old: Option<u8>,
    new: Option<u8>,
    rescored_without_reason: bool,
    moved_points: bool,
    moved_level: bool,
}

#[derive(Serialize, JsonSchema)]
struct Levels<'a> {
    old: Option<LevelKey<'a>>,
    under_new_method: Option<LevelKey<'a>>,
    new: Option<LevelKey<'a>>,
    change: ShiftKey,
}

#[derive(Serialize, JsonSchema)]
struct Change<T> {
    old: T,
    new: T,
}

#[derive(Serialize, JsonSchema)]
struct MeasureDocument<'a> {
    text: &'a str,
    change: MeasureFateKey,
    due: Change<Option<&'a str>>,
    term_moved: bool,
    days: Option<i64>,
}

#[derive(Serialize, JsonSchema)]
struct Single<'a> {
    id: &'a str,
    text: &'a str,
    inherent: Option<LevelKey<'a>>,
    residual: Option<LevelKey<'a>>,
    /// Whether the other register has the id before another situation.
    id_reused: bool,
}

#[derive(Serialize, JsonSchema)]
struct UndecidedDocument<'a> {
    id: &'a str,
    candidates: Vec<&'a str>,
}

/// What changed, as a document of schema `tobokel/comparison/1`.
#[must_use]
pub fn comparison_document<'a>(
    comparison: &'a Comparison<'a>,
    configuration: Option<&'a Configuration>,
) -> impl Serialize + 'a {
    let single = |case: &Case<'a>, other: &Case<'a>, row: &Row<'a>| Single {
        id: &row.situation.id,
        text: &row.situation.text,
        inherent: row.outcome.map(|outcome| key(case, outcome.inherent)),
        residual: row.outcome.map(|outcome| key(case, outcome.residual)),
        id_reused: other.register.situations().any(|(_, situation)| situation.id == row.situation.id),
    };
    let undecided = |undecided: &'a Undecided<'a>| UndecidedDocument {
        id: &undecided.old.situation.id,
        candidates: undecided.candidates.iter().map(|row| row.situation.id.as_str()).collect(),
    };
    let (old, new) = (&comparison.old, &comparison.new);
    ComparisonDocument {
        schema: "tobokel/comparison/1",
        tool: tool(),
        as_of: Day(new.as_of),
        configuration,
        across_methods: comparison.across_methods(),
        old: side(old),
        new: side(new),
        totals: comparison.totals(),
        situations: comparison.pairs.iter().map(|pair| situation(comparison, pair)).collect(),
        new_situations: comparison.added.iter().map(|row| single(new, old, row)).collect(),
        closed_situations: comparison.closed.iter().map(|row| single(old, new, row)).collect(),
        undecided: comparison.undecided.iter().map(undecided).collect(),
    }
}

fn key<'a>(case: &Case<'a>, level: Level) -> LevelKey<'a> {
    LevelKey(&case.method.level(level).key)
}

pub(super) fn side<'a>(case: &Case<'a>) -> Side<'a> {
    let organization = &case.register.organization;
    Side {
        source: FileSource { path: case.path(), sha256: Some(Sha256(case.file.sha256())) },
        organization: OrganizationDocument::new(&organization.id, Some(organization)),
        method: MethodDocument::of(case.method),
        assessed_on: case.register.assessment.date.map(Day),
        situations: case.assessment.outcomes.len(),
        assessed: case.assessment.ranking.len(),
        inherent: Counts(case.method, &case.assessment.inherent),
        residual: Counts(case.method, &case.assessment.residual),
    }
}

fn situation<'a>(comparison: &Comparison<'a>, pair: &'a Pair<'a>) -> PairDocument<'a> {
    let (old, new) = (pair.old.situation, pair.new.situation);
    let base = pair.base.as_ref().filter(|_| comparison.across_methods());
    let levels = |stage: fn(&Outcome) -> Level, change: Shift| Levels {
        old: pair.old.outcome.map(|outcome| key(&comparison.old, stage(outcome))),
        under_new_method: base.map(|outcome| key(&comparison.new, stage(outcome))),
        new: pair.new.outcome.map(|outcome| key(&comparison.new, stage(outcome))),
        change: ShiftKey(change),
    };
    let points = |old, new, rescored_without_reason| Points { old, new, rescored_without_reason };
    PairDocument {
        id: &new.id,
        old_id: &old.id,
        matched_by: MatchedByKey(pair.by),
        text: &new.text,
        old_text: pair.text_changed.then_some(old.text.as_str()),
        changed: pair.is_changed(),
        likelihood: points(old.likelihood.points(), new.likelihood.points(), pair.rescored[0]),
        harm: points(old.harm.points(), new.harm.points(), pair.rescored[1]),
        criteria: criteria(comparison, pair),
        inherent: levels(|outcome| outcome.inherent, pair.inherent),
        residual: levels(|outcome| outcome.residual, pair.residual),
        target: pair.target(comparison.proof).map(|(level, reached)| TargetDocument {
            level: DeclaredLevelKey(&comparison.old.method.level(level).key),
            reached,
        }),
        category: Change { old: old.category.map(KeyOf), new: new.category.map(KeyOf) },
        control: pair.control.iter().copied().map(ControlChangeKey).collect(),
        measures: pair.measures.iter().map(measure).collect(),
    }
}

pub(super) fn criteria<'a>(comparison: &Comparison<'a>, pair: &Pair<'a>) -> Vec<CriterionDocument<'a>> {
    let document = |change: &CriterionChange<'a>| CriterionDocument {
        scale: ScaleKey(change.axis.key()),
        key: change.key(),
        label: comparison.criterion_name(change),
        old: change.points(true),
        new: change.points(false),
        rescored_without_reason: change.is_unexplained(),
        moved_points: change.moved_points,
        moved_level: change.moved_level,
    };
    pair.criteria.iter().map(document).collect()
}

fn measure<'a>(change: &MeasureChange<'a>) -> MeasureDocument<'a> {
    let due = |measure: Option<&'a Measure>| Some(measure?.due.as_ref()?.text.as_str());
    MeasureDocument {
        text: change.text(),
        change: MeasureFateKey(change.fate),
        due: Change { old: due(change.old), new: due(change.new) },
        term_moved: change.moved.is_some(),
        days: change.moved.and_then(|moved| moved.days),
    }
}
