//! The execution of plans as a JSON document. Keys are English, values that are unknown are `null`, and nothing here changes
//! within a schema number.

use super::super::kinds::{Day, KeyOf, LevelKey, one_of};
use crate::assess::execution::{Report, State};
use crate::case::Configuration;
use crate::method::Method;
use crate::model::{Amount, Keyword as _, Reporting, Status};
use crate::monitor::{Line, Monitored, Monitoring};
use crate::report::assessment::document::{
    DueDocument, MethodDocument, Organization, Source, Tool, columns, due, tool,
};
use crate::report::findings::document::{Finding, findings};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use std::borrow::Cow;

/// The key of where a measure stands.
struct StateKey;

impl JsonSchema for StateKey {
    fn schema_name() -> Cow<'static, str> {
        "state".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        one_of(State::ALL.map(State::key).into_iter())
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct MonitorDocument<'a> {
    schema: &'static str,
    tool: Tool,
    #[schemars(with = "Day")]
    as_of: String,
    method: MethodDocument<'a>,
    configuration: Option<&'a Configuration>,
    period: PeriodDocument,
    plans: Vec<PlanDocument<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct PeriodDocument {
    #[schemars(with = "Day")]
    from: String,
    #[schemars(with = "Day")]
    to: String,
}

#[derive(Serialize, JsonSchema)]
struct PlanDocument<'a> {
    source: Source<'a>,
    title: Option<&'a str>,
    organization: Organization<'a>,
    measures: Vec<MeasureDocument<'a>>,
    summary: Summary,
    reports: Vec<ReportDocument>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct MeasureDocument<'a> {
    id: &'a str,
    chapter: Option<&'a str>,
    task: Option<&'a str>,
    text: &'a str,
    due: Option<DueDocument<'a>>,
    responsible: &'a [String],
    lead: Option<&'a str>,
    expected_result: Option<&'a str>,
    indicator: Option<&'a str>,
    funding: Option<&'a str>,
    #[schemars(with = "KeyOf<Status>")]
    status: &'static str,
    #[schemars(with = "Option<StateKey>")]
    state: Option<&'static str>,
    days_overdue: Option<i32>,
    #[schemars(with = "Option<LevelKey>")]
    level: Option<&'a str>,
    #[schemars(with = "Option<Day>")]
    done_on: Option<String>,
    result: Option<&'a str>,
    reason: Option<&'a str>,
    evidence: Option<&'a str>,
    #[schemars(with = "Option<Day>")]
    reported_on: Option<String>,
    indicator_values: IndicatorDocument<'a>,
}

/// The values of an indicator, as they were written.
#[derive(Serialize, JsonSchema)]
struct IndicatorDocument<'a> {
    baseline: Option<&'a str>,
    target: Option<&'a str>,
    measured: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Summary {
    measures: usize,
    done: usize,
    overdue: usize,
    due: usize,
    upcoming: usize,
    continuous: usize,
}

#[derive(Serialize, JsonSchema)]
struct ReportDocument {
    #[schemars(with = "KeyOf<Reporting>")]
    kind: &'static str,
    period: String,
    #[schemars(with = "Day")]
    deadline: String,
}

/// The execution of all plans of a run; files that could not be read stand in the list with their findings and without
/// measures. The reports of a plan are those whose deadlines fall in the period.
#[must_use]
pub fn monitor_document<'a>(of: &'a Monitoring<'a>) -> impl Serialize + 'a {
    MonitorDocument {
        schema: "tobokel/monitor/1",
        tool: tool(),
        as_of: of.watch.as_of.to_string(),
        method: MethodDocument::of(of.method),
        configuration: of.configuration,
        period: PeriodDocument { from: of.watch.from.to_string(), to: of.watch.to.to_string() },
        plans: of.plans.iter().map(|plan| plan_document(plan, of.method)).collect(),
    }
}

fn plan_document<'a>(plan: &'a Monitored<'a>, method: &'a Method) -> PlanDocument<'a> {
    let tally = plan.tally();
    let organization = plan.organization;
    PlanDocument {
        source: Source { path: plan.path, sha256: plan.sha256, columns: columns(plan.columns) },
        title: plan.title,
        organization: Organization {
            id: plan.id,
            name: organization.map(|organization| organization.name.as_str()),
            kind: organization.and_then(|organization| organization.kind).map(|kind| kind.key()),
        },
        measures: plan.lines.iter().map(|line| measure(line, method)).collect(),
        summary: Summary {
            measures: tally.measures,
            done: tally.done,
            overdue: tally.overdue,
            due: tally.due,
            upcoming: tally.upcoming,
            continuous: tally.continuous,
        },
        reports: plan.reports().iter().map(report).collect(),
        findings: findings(plan.findings, plan.language),
    }
}

fn measure<'a>(line: &'a Line<'a>, method: &'a Method) -> MeasureDocument<'a> {
    let measure = line.measure;
    MeasureDocument {
        id: &line.id,
        chapter: line.chapter,
        task: line.task,
        text: &measure.text,
        due: measure.due.as_ref().map(due),
        responsible: &measure.responsible,
        lead: line.lead(),
        expected_result: measure.expected_result.as_deref(),
        indicator: measure.indicator.as_deref(),
        funding: measure.funding.as_deref(),
        // A measure of a plan is planned, until something else is said of it.
        status: measure.status.unwrap_or(Status::Planned).key(),
        state: line.standing.state.map(State::key),
        days_overdue: line.standing.days_overdue,
        level: line.level.map(|level| method.level(level).key.as_str()),
        done_on: measure.done_on.map(|day| day.to_string()),
        result: measure.result.as_deref(),
        reason: measure.reason.as_deref(),
        evidence: measure.evidence.as_deref(),
        reported_on: measure.reported_on.map(|day| day.to_string()),
        indicator_values: IndicatorDocument {
            baseline: measure.baseline.as_ref().map(written),
            target: measure.target.as_ref().map(written),
            measured: measure.measured.as_ref().map(written),
        },
    }
}

fn written(amount: &Amount) -> &str {
    &amount.text
}

fn report(report: &Report) -> ReportDocument {
    ReportDocument { kind: report.kind.key(), period: report.period(), deadline: report.deadline.to_string() }
}
