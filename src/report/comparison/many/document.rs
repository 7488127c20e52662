//! The comparison of many bodies as JSON: `tobokel/comparisons/1`.
//!
//! `organizations` are the bodies that are in both, in the later one's order, each with the totals that a comparison of its two
//! registers gives. `trend` is `better` where more of the situations that are in both have a lower level after controls than a
//! higher one, `worse` where more have a higher one, `not-assessed` where in one of the two no situation has its points. `undecided` names bodies that several earlier ones may have been: they
//! stand among the new ones, those among the gone. `criteria_changed` of a body has its situations in which a criterion's points
//! changed, as the comparison of its two registers has them.

use crate::case::{Case, Configuration};
use crate::compare::{Compared, Comparison, Comparisons, Sum, Totals, Trend};
use crate::inbox::PartnerBy;
use crate::method::Method;
use crate::report::comparison::document::{CriterionDocument, Side, criteria, side};
use crate::report::document_parts::{Counts, MethodDocument, Tool, tool};
use crate::report::kinds::{Day, kind};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

kind! {
    /// By what two bodies were known as one.
    PartnerByKey(&'static str) => { "enum": [PartnerBy::Id.key(), PartnerBy::Name.key()] };
    /// Which way a body went.
    TrendKey(&'static str) => { "enum": Trend::ALL.map(Trend::key) };
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct ComparisonsDocument<'a> {
    schema: &'static str,
    tool: Tool,
    as_of: Day,
    configuration: Option<&'a Configuration>,
    across_methods: bool,
    old: Whole<'a>,
    new: Whole<'a>,
    better: usize,
    same: usize,
    worse: usize,
    not_assessed: usize,
    totals: Totals,
    measures_done: usize,
    organizations: Vec<BodyDocument<'a>>,
    new_organizations: Vec<Side<'a>>,
    gone_organizations: Vec<Side<'a>>,
    undecided: Vec<UndecidedBody<'a>>,
}

/// All registers of one side.
#[derive(Serialize, JsonSchema)]
struct Whole<'a> {
    method: MethodDocument<'a>,
    organizations: usize,
    situations: usize,
    assessed: usize,
    inherent: OwnedCounts<'a>,
    residual: OwnedCounts<'a>,
}

#[derive(Serialize, JsonSchema)]
struct BodyDocument<'a> {
    id: &'a str,
    name: &'a str,
    old_id: &'a str,
    matched_by: PartnerByKey,
    trend: TrendKey,
    old: Side<'a>,
    new: Side<'a>,
    totals: Totals,
    measures_done: usize,
    criteria_changed: Vec<SituationCriteria<'a>>,
}

/// A situation in which a criterion's points changed.
#[derive(Serialize, JsonSchema)]
struct SituationCriteria<'a> {
    id: &'a str,
    old_id: &'a str,
    criteria: Vec<CriterionDocument<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct UndecidedBody<'a> {
    id: &'a str,
    name: &'a str,
    candidates: Vec<&'a str>,
}

/// Counts by level that belong to the document alone.
struct OwnedCounts<'a>(&'a Method, Vec<usize>);

impl Serialize for OwnedCounts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Counts(self.0, &self.1).serialize(serializer)
    }
}

impl JsonSchema for OwnedCounts<'_> {
    fn schema_name() -> Cow<'static, str> {
        Counts::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Counts::json_schema(generator)
    }
}

/// What changed, as a document of schema `tobokel/comparisons/1`.
#[must_use]
pub fn comparisons_document<'a>(
    of: &'a Comparisons<'a>,
    configuration: Option<&'a Configuration>,
) -> impl Serialize + use<'a> {
    let [old, new] = of.sums();
    let whole = |method: &'a Method, sum: Sum| Whole {
        method: MethodDocument::of(method),
        organizations: sum.organizations,
        situations: sum.situations,
        assessed: sum.assessed,
        inherent: OwnedCounts(method, sum.inherent),
        residual: OwnedCounts(method, sum.residual),
    };
    let undecided = |(case, several): &(Case<'a>, Vec<Case<'a>>)| UndecidedBody {
        id: &case.register.organization.id,
        name: &case.register.organization.name,
        candidates: several.iter().map(|case| case.register.organization.id.as_str()).collect(),
    };
    let [better, same, worse, not_assessed] = of.trends();
    ComparisonsDocument {
        schema: "tobokel/comparisons/1",
        tool: tool(),
        as_of: Day(of.as_of),
        configuration,
        across_methods: of.across_methods(),
        old: whole(of.methods[0], old),
        new: whole(of.methods[1], new),
        better,
        same,
        worse,
        not_assessed,
        totals: of.totals(),
        measures_done: of.done(),
        organizations: of.bodies.iter().map(body).collect(),
        new_organizations: of.new.iter().map(side).collect(),
        gone_organizations: of.gone.iter().map(side).collect(),
        undecided: of.undecided.iter().map(undecided).collect(),
    }
}

fn body<'a>(body: &'a Compared<'a>) -> BodyDocument<'a> {
    let Comparison { old, new, pairs, .. } = &body.comparison;
    let changed = pairs.iter().filter(|pair| !pair.criteria.is_empty()).map(|pair| SituationCriteria {
        id: &pair.new.situation.id,
        old_id: &pair.old.situation.id,
        criteria: criteria(&body.comparison, pair),
    });
    BodyDocument {
        id: &new.register.organization.id,
        name: &new.register.organization.name,
        old_id: &old.register.organization.id,
        matched_by: PartnerByKey(body.by.key()),
        trend: TrendKey(body.trend().key()),
        old: side(old),
        new: side(new),
        totals: body.comparison.totals(),
        measures_done: body.done(),
        criteria_changed: changed.collect(),
    }
}
