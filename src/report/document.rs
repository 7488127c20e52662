//! The assessment and the plan as JSON documents. Keys are English, values that are unknown are `null`, and nothing here
//! changes within a schema number.

use super::findings_document::{Finding, findings};
use super::lines::PlanLine;
use super::{Configuration, Run, TOOL, VERSION};
use crate::assess::Outcome;
use crate::case::{Case, Entry, Row};
use crate::method::Method;
use crate::model::{Amount, Keyword as _, Level, Measure, Period, Term};
use crate::source::ColumnReading;

use jiff::civil::Date;
use serde::Serialize;

/// A document: what every one begins with, and its registers.
#[derive(Serialize)]
struct Document<'a, R> {
    schema: &'static str,
    tool: Tool,
    as_of: String,
    method: MethodDocument<'a>,
    /// What governs the run; `null` where nothing but the defaults does.
    configuration: Option<&'a Configuration>,
    registers: Vec<R>,
}

#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
pub(super) struct MethodDocument<'a> {
    pub id: &'a str,
    pub sha256: &'a str,
}

impl<'a> MethodDocument<'a> {
    pub fn of(method: &'a Method) -> Self {
        Self { id: &method.id, sha256: &method.sha256 }
    }
}

#[derive(Serialize)]
struct RegisterDocument<'a> {
    source: Source<'a>,
    organization: Organization<'a>,
    summary: Summary<'a>,
    situations: Vec<SituationDocument<'a>>,
    plan: Vec<PlanEntry<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct RegisterPlanDocument<'a> {
    source: Source<'a>,
    organization: Organization<'a>,
    plan: Vec<PlanEntry<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
pub(super) struct Source<'a> {
    pub path: &'a str,
    pub sha256: Option<&'a str>,
    pub columns: Vec<Column<'a>>,
}

/// A file of which only the name and the fingerprint are told.
#[derive(Serialize)]
pub(super) struct FileSource<'a> {
    pub path: &'a str,
    pub sha256: Option<&'a str>,
}

/// What a column of a table was read as.
#[derive(Serialize)]
pub(super) struct Column<'a> {
    sheet: Option<&'a str>,
    #[serde(rename = "column")]
    letters: &'a str,
    title: &'a str,
    field: Option<&'a str>,
    by: Option<&'static str>,
}

/// What the columns of a file's tables were read as.
pub(super) fn columns(readings: &[ColumnReading]) -> Vec<Column<'_>> {
    readings
        .iter()
        .map(|reading| Column {
            sheet: reading.sheet.as_deref(),
            letters: &reading.column,
            title: &reading.title,
            field: reading.field.as_deref(),
            by: reading.by,
        })
        .collect()
}

#[derive(Serialize)]
pub(super) struct Organization<'a> {
    pub id: &'a str,
    pub name: Option<&'a str>,
    pub kind: Option<&'static str>,
}

#[derive(Serialize)]
struct Summary<'a> {
    situations: usize,
    assessed: usize,
    inherent: Counts<'a, &'a [usize]>,
    residual: Counts<'a, &'a [usize]>,
}

/// Counts by level, the lowest level first.
pub(super) struct Counts<'a, C>(pub &'a Method, pub C);

impl<C: AsRef<[usize]>> Serialize for Counts<'_, C> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let levels = self.0.computed_levels();
        serializer.collect_map(
            levels.map(|(level, spec)| {
                (spec.key.as_str(), self.1.as_ref().get(level.index()).copied().unwrap_or_default())
            }),
        )
    }
}

#[derive(Serialize)]
struct SituationDocument<'a> {
    key: String,
    id: &'a str,
    group: Option<&'a str>,
    function: &'a str,
    text: &'a str,
    category: Option<&'static str>,
    unit: Option<&'a str>,
    positions: &'a [String],
    elsewhere: Option<&'a str>,
    declared_level: Option<&'a str>,
    likelihood: ScoreDocument<'a>,
    harm: ScoreDocument<'a>,
    sum: Option<u32>,
    inherent: Option<&'a str>,
    control: Option<ControlDocument<'a>>,
    residual: Option<&'a str>,
    target: Option<&'a str>,
    priority: Option<usize>,
    measures: Vec<MeasureDocument<'a>>,
}

#[derive(Serialize)]
struct ScoreDocument<'a> {
    score: Option<u8>,
    justification: Option<&'a str>,
}

#[derive(Serialize)]
struct ControlDocument<'a> {
    description: Option<&'a str>,
    effectiveness: Option<&'a str>,
    evidence: Option<&'a str>,
    lowers: bool,
    lowered: Option<bool>,
}

#[derive(Serialize)]
struct MeasureDocument<'a> {
    text: &'a str,
    due: Option<DueDocument<'a>>,
    responsible: &'a [String],
    expected_result: Option<&'a str>,
    indicator: Option<&'a str>,
    funding: Option<&'a str>,
    status: Option<&'static str>,
    done_on: Option<String>,
    result: Option<&'a str>,
    reason: Option<&'a str>,
    evidence: Option<&'a str>,
    /// The values of the indicator, as they were written.
    baseline: Option<&'a str>,
    target: Option<&'a str>,
    measured: Option<&'a str>,
    reported_on: Option<String>,
    target_level: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct DueDocument<'a> {
    text: &'a str,
    from: Option<String>,
    to: Option<String>,
    recurrence: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<TermDocument>,
}

#[derive(Serialize)]
struct TermDocument {
    from: String,
    to: String,
    recurrence: Option<&'static str>,
}

#[derive(Serialize)]
struct PlanEntry<'a> {
    rank: usize,
    key: String,
    situation: &'a str,
    level: &'a str,
    head_control: bool,
    measure: Option<&'a str>,
    due: Option<&'a str>,
    responsible: &'a [String],
}

/// The assessment of the registers that could be read, and of the files that could not: these stand in the list with
/// their findings and without situations.
#[must_use]
pub fn assessment_document<'a>(run: &'a Run<'a>) -> impl Serialize + 'a {
    let registers = run.entries.iter().map(|entry| match entry {
        Entry::Case(case) => register(entry, case),
        Entry::Plan(_) | Entry::Refused(_) => RegisterDocument {
            source: entry.source(),
            organization: entry.organization(),
            summary: Summary {
                situations: 0,
                assessed: 0,
                inherent: Counts(run.method, &[]),
                residual: Counts(run.method, &[]),
            },
            situations: Vec::new(),
            plan: Vec::new(),
            findings: findings(entry.findings(), entry.language()),
        },
    });
    document("tobokel/assessment/1", run, registers.collect())
}

/// The plans of the same.
#[must_use]
pub fn plan_document<'a>(run: &'a Run<'a>) -> impl Serialize + 'a {
    let registers = run.entries.iter().map(|entry| match entry {
        Entry::Case(case) => RegisterPlanDocument {
            source: entry.source(),
            organization: entry.organization(),
            plan: plan(case),
            findings: findings(case.findings, case.language),
        },
        Entry::Plan(_) | Entry::Refused(_) => RegisterPlanDocument {
            source: entry.source(),
            organization: entry.organization(),
            plan: Vec::new(),
            findings: findings(entry.findings(), entry.language()),
        },
    });
    document("tobokel/plan/1", run, registers.collect())
}

fn document<'a, R>(schema: &'static str, run: &Run<'a>, registers: Vec<R>) -> Document<'a, R> {
    Document {
        schema,
        tool: tool(),
        as_of: run.as_of.to_string(),
        method: MethodDocument::of(run.method),
        configuration: run.configuration,
        registers,
    }
}

impl<'a> Entry<'a> {
    pub(super) fn source(&self) -> Source<'a> {
        Source { path: self.path(), sha256: self.sha256(), columns: columns(self.columns()) }
    }

    /// The organisation; of a file that was not read, what its name gives.
    pub(super) fn organization(&self) -> Organization<'a> {
        let organization = match self {
            Self::Case(case) => &case.register.organization,
            Self::Plan(planned) => &planned.plan.organization,
            Self::Refused(refused) => return Organization { id: refused.file.stem(), name: None, kind: None },
        };
        Organization {
            id: &organization.id,
            name: Some(&organization.name),
            kind: organization.kind.map(|kind| kind.key()),
        }
    }
}

/// The tool, as every document names it.
pub(super) fn tool() -> Tool {
    Tool { name: TOOL, version: VERSION }
}

fn register<'a>(entry: &Entry<'a>, case: &Case<'a>) -> RegisterDocument<'a> {
    let (assessment, keys) = (case.assessment, case.keys());
    RegisterDocument {
        source: entry.source(),
        organization: entry.organization(),
        summary: Summary {
            situations: assessment.outcomes.len(),
            assessed: assessment.ranking.len(),
            inherent: Counts(case.method, assessment.inherent.as_slice()),
            residual: Counts(case.method, assessment.residual.as_slice()),
        },
        situations: case.rows().map(|row| situation(case, &row, keys(&row))).collect(),
        plan: plan(case),
        findings: findings(case.findings, case.language),
    }
}

fn situation<'a>(case: &Case<'a>, row: &Row<'a>, key: String) -> SituationDocument<'a> {
    let (situation, outcome) = (row.situation, row.outcome);
    let level = |level: Level| case.method.level(level).key.as_str();
    let score = |score: &'a crate::model::Score| ScoreDocument {
        score: score.points,
        justification: score.justification.as_deref(),
    };
    SituationDocument {
        key,
        id: &situation.id,
        group: row.function.group.as_deref(),
        function: &row.function.name,
        text: &situation.text,
        category: situation.category.map(|category| category.key()),
        unit: situation.unit.as_deref(),
        positions: &situation.positions,
        elsewhere: situation.elsewhere.as_deref(),
        declared_level: situation.declared_level.map(level),
        likelihood: score(&situation.likelihood),
        harm: score(&situation.harm),
        sum: outcome.map(|outcome| outcome.sum),
        inherent: outcome.map(|outcome| level(outcome.inherent)),
        control: situation.control.as_ref().map(|control| ControlDocument {
            description: control.description.as_deref(),
            effectiveness: control.effectiveness.map(|grade| case.method.grade(grade).key.as_str()),
            evidence: control.evidence.as_deref(),
            lowers: control.lowers,
            lowered: outcome.map(Outcome::lowered),
        }),
        residual: outcome.map(|outcome| level(outcome.residual)),
        target: outcome.and_then(|outcome| outcome.target).map(level),
        priority: outcome.map(|outcome| outcome.priority),
        measures: situation.measures.iter().map(|given| measure(given, case.method)).collect(),
    }
}

fn measure<'a>(measure: &'a Measure, method: &'a Method) -> MeasureDocument<'a> {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let value = |amount: &'a Option<Amount>| amount.as_ref().map(|amount| amount.text.as_str());
    MeasureDocument {
        text: &measure.text,
        due: measure.due.as_ref().map(due),
        responsible: &measure.responsible,
        expected_result: measure.expected_result.as_deref(),
        indicator: measure.indicator.as_deref(),
        funding: measure.funding.as_deref(),
        status: measure.status.map(|status| status.key()),
        done_on: day(measure.done_on),
        result: measure.result.as_deref(),
        reason: measure.reason.as_deref(),
        evidence: measure.evidence.as_deref(),
        baseline: value(&measure.baseline),
        target: value(&measure.target),
        measured: value(&measure.measured),
        reported_on: day(measure.reported_on),
        target_level: measure.target_level.map(|level| method.level(level).key.as_str()),
    }
}

pub(super) fn due(period: &Period) -> DueDocument<'_> {
    DueDocument {
        text: &period.text,
        from: period.from.map(|day| day.to_string()),
        to: period.to.map(|day| day.to_string()),
        recurrence: period.recurrence.map(|recurrence| recurrence.key()),
        terms: period.terms.iter().map(term).collect(),
    }
}

fn term(term: &Term) -> TermDocument {
    TermDocument {
        from: term.from.to_string(),
        to: term.to.to_string(),
        recurrence: term.recurrence.map(|recurrence| recurrence.key()),
    }
}

fn plan<'a>(case: &Case<'a>) -> Vec<PlanEntry<'a>> {
    let keys = case.keys();
    let entry = |line: PlanLine<'a>| PlanEntry {
        rank: line.outcome.priority,
        key: keys(&line.row),
        situation: &line.row.situation.id,
        level: &case.method.level(line.outcome.treated_level(case.method)).key,
        head_control: line.outcome.head_control,
        measure: line.measure.map(|measure| measure.text.as_str()),
        due: line.measure.and_then(|measure| measure.due.as_ref()).map(|due| due.text.as_str()),
        responsible: line.measure.map(|measure| measure.responsible.as_slice()).unwrap_or_default(),
    };
    case.plan_lines().into_iter().map(entry).collect()
}
