//! The execution of plans as a JSON document. Keys are English, values that are unknown are `null`, and nothing here changes
//! within a schema number.

use crate::assess::execution::{State, days_waiting};
use crate::case::Configuration;
use crate::method::Method;
use crate::model::{Amount, Reporting, Status, Verification};
use crate::monitor::{Line, Monitored, Monitoring, Tally};
use crate::report::document_parts::{DueDocument, MethodDocument, OrganizationDocument, Source, Tool, tool};
use crate::report::findings::document::{Finding, findings};
use crate::report::kinds::{Day, KeyOf, LevelKey, StateKey};
use crate::report::monitor::since::SinceDocument;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct MonitorDocument<'a> {
    schema: &'static str,
    tool: Tool,
    as_of: Day,
    method: MethodDocument<'a>,
    configuration: Option<&'a Configuration>,
    period: PeriodDocument,
    plans: Vec<PlanDocument<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct PeriodDocument {
    from: Day,
    to: Day,
}

#[derive(Serialize, JsonSchema)]
struct PlanDocument<'a> {
    source: Source<'a>,
    title: Option<&'a str>,
    organization: OrganizationDocument<'a>,
    measures: Vec<MeasureDocument<'a>>,
    summary: Tally,
    verification: VerificationDocument,
    since: Option<SinceDocument<'a>>,
    reports: Vec<ReportDocument>,
    findings: Vec<Finding<'a>>,
}

/// How many measures were confirmed by somebody other than their executor, and how many that are called done wait for it.
#[derive(Serialize, JsonSchema)]
struct VerificationDocument {
    verified: usize,
    waiting: usize,
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
    status: KeyOf<Status>,
    state: Option<StateKey>,
    days_overdue: Option<i32>,
    level: Option<LevelKey<'a>>,
    done_on: Option<Day>,
    result: Option<&'a str>,
    reason: Option<&'a str>,
    evidence: Option<&'a str>,
    reported_on: Option<Day>,
    verified: Option<VerifiedDocument<'a>>,
    days_waiting: Option<i32>,
    indicator_values: IndicatorDocument<'a>,
}

/// What was found when somebody looked whether the measure was carried out.
#[derive(Serialize, JsonSchema)]
struct VerifiedDocument<'a> {
    result: Option<KeyOf<Verification>>,
    by: Option<&'a str>,
    on: Option<Day>,
    note: Option<&'a str>,
}

/// The values of an indicator, as they were written.
#[derive(Serialize, JsonSchema)]
struct IndicatorDocument<'a> {
    baseline: Option<&'a str>,
    target: Option<&'a str>,
    measured: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct ReportDocument {
    kind: KeyOf<Reporting>,
    period: String,
    deadline: Day,
}

/// The execution of all plans of a run; files that could not be read stand in the list with their findings and without
/// measures. The reports of a plan are those whose deadlines fall in the period.
#[must_use]
pub fn monitor_document<'a>(of: &'a Monitoring<'a>) -> impl Serialize + 'a {
    MonitorDocument {
        schema: "tobokel/monitor/1",
        tool: tool(),
        as_of: Day(of.watch.as_of),
        method: MethodDocument::of(of.method),
        configuration: of.configuration,
        period: PeriodDocument { from: Day(of.watch.from), to: Day(of.watch.to) },
        plans: of.plans.iter().map(|plan| plan_document(plan, of.method)).collect(),
    }
}

fn plan_document<'a>(plan: &'a Monitored<'a>, method: &'a Method) -> PlanDocument<'a> {
    let reports = plan.reports().into_iter().map(|report| ReportDocument {
        kind: KeyOf(report.kind),
        period: report.period(),
        deadline: Day(report.deadline),
    });
    let tally = plan.tally();
    PlanDocument {
        source: Source::new(&plan.file.path, plan.sha256, plan.file.columns()),
        title: plan.title,
        organization: OrganizationDocument::new(plan.id, plan.organization),
        measures: plan.lines.iter().map(|line| measure(line, method, plan.watch.as_of)).collect(),
        summary: tally,
        verification: VerificationDocument { verified: tally.verified, waiting: tally.waiting },
        since: SinceDocument::of(plan),
        reports: reports.collect(),
        findings: findings(plan.findings, plan.language),
    }
}

fn measure<'a>(line: &'a Line<'a>, method: &'a Method, as_of: Date) -> MeasureDocument<'a> {
    let measure = line.measure;
    let written = |amount: &'a Option<Amount>| amount.as_ref().map(|amount| amount.text.as_str());
    MeasureDocument {
        id: &line.id,
        chapter: line.chapter,
        task: line.task,
        text: &measure.text,
        due: measure.due.as_ref().map(DueDocument::of),
        responsible: &measure.responsible,
        lead: line.lead(),
        expected_result: measure.expected_result.as_deref(),
        indicator: measure.indicator.as_deref(),
        funding: measure.funding.as_deref(),
        // A measure without a status is planned.
        status: KeyOf(measure.status.unwrap_or(Status::Planned)),
        state: line.standing.state.map(|state| StateKey(State::key(state))),
        days_overdue: line.standing.days_overdue,
        level: line.level.map(|level| LevelKey(&method.level(level).key)),
        done_on: measure.done_on.map(Day),
        result: measure.result.as_deref(),
        reason: measure.reason.as_deref(),
        evidence: measure.evidence.as_deref(),
        reported_on: measure.reported_on.map(Day),
        verified: measure.verified.as_ref().map(|verified| VerifiedDocument {
            result: verified.result.map(KeyOf),
            by: verified.by.as_deref(),
            on: verified.on.map(Day),
            note: verified.note.as_deref(),
        }),
        days_waiting: days_waiting(measure, as_of),
        indicator_values: IndicatorDocument {
            baseline: written(&measure.baseline),
            target: written(&measure.target),
            measured: written(&measure.measured),
        },
    }
}
