//! The assessment and the plan as JSON documents. Keys are English, values that are unknown are `null`, and nothing here
//! changes within a schema number.

use crate::case::{Case, Configuration, Entry};
use crate::method::Method;
use crate::model::{Keyword as _, OrganizationKind, Period, Recurrence, Term, column_keys};
use crate::report::assessment::situation_json::SituationDocument;
use crate::report::findings::document::{Finding, findings};
use crate::report::kinds::{CountsByLevel, Day, KeyOf, LevelKey, MethodId, Rank, Sha256, one_of_or_null};
use crate::report::lines::PlanLine;
use crate::report::{Run, TOOL, VERSION};
use crate::source::ColumnReading;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

/// A document: what every one begins with, and its registers.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Document<'a, R> {
    schema: &'static str,
    tool: Tool,
    #[schemars(with = "Day")]
    as_of: String,
    method: MethodDocument<'a>,
    /// What governs the run; `null` where nothing but the defaults does.
    configuration: Option<&'a Configuration>,
    registers: Vec<R>,
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct MethodDocument<'a> {
    #[schemars(with = "MethodId")]
    pub id: &'a str,
    #[schemars(with = "Sha256")]
    pub sha256: &'a str,
}

impl<'a> MethodDocument<'a> {
    pub fn of(method: &'a Method) -> Self {
        Self { id: &method.id, sha256: &method.sha256 }
    }
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct RegisterDocument<'a> {
    source: Source<'a>,
    organization: Organization<'a>,
    summary: Summary<'a>,
    situations: Vec<SituationDocument<'a>>,
    plan: Vec<PlanEntry<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct RegisterPlanDocument<'a> {
    source: Source<'a>,
    organization: Organization<'a>,
    plan: Vec<PlanEntry<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Source<'a> {
    pub path: &'a str,
    #[schemars(with = "Option<Sha256>")]
    pub sha256: Option<&'a str>,
    pub columns: Vec<Column<'a>>,
}

/// A file of which only the name and the fingerprint are told.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct FileSource<'a> {
    pub path: &'a str,
    #[schemars(with = "Option<Sha256>")]
    pub sha256: Option<&'a str>,
}

/// What a column of a table was read as.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Column<'a> {
    sheet: Option<&'a str>,
    #[serde(rename = "column")]
    letters: &'a str,
    title: &'a str,
    #[schemars(schema_with = "column_field")]
    field: Option<&'a str>,
    #[schemars(schema_with = "decided_by")]
    by: Option<&'static str>,
}

/// What the columns of a file's tables were read as.
pub(in crate::report) fn columns(readings: &[ColumnReading]) -> Vec<Column<'_>> {
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

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Organization<'a> {
    pub id: &'a str,
    pub name: Option<&'a str>,
    #[schemars(with = "Option<KeyOf<OrganizationKind>>")]
    pub kind: Option<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct Summary<'a> {
    situations: usize,
    assessed: usize,
    #[schemars(with = "CountsByLevel")]
    inherent: Counts<'a, &'a [usize]>,
    #[schemars(with = "CountsByLevel")]
    residual: Counts<'a, &'a [usize]>,
}

/// Counts by level, the lowest level first.
pub(in crate::report) struct Counts<'a, C>(pub &'a Method, pub C);

impl<C: AsRef<[usize]>> Serialize for Counts<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let levels = self.0.computed_levels();
        serializer.collect_map(
            levels.map(|(level, spec)| {
                (spec.key.as_str(), self.1.as_ref().get(level.index()).copied().unwrap_or_default())
            }),
        )
    }
}

fn column_field(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(column_keys().iter().map(String::as_str))
}

fn decided_by(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(["title", "similar-title", "content", "setting"].into_iter())
}

fn recurrence(_: &mut SchemaGenerator) -> Schema {
    one_of_or_null(Recurrence::ALL.iter().map(|recurrence| recurrence.key()))
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct DueDocument<'a> {
    text: &'a str,
    #[schemars(with = "Option<Day>")]
    from: Option<String>,
    #[schemars(with = "Option<Day>")]
    to: Option<String>,
    #[schemars(schema_with = "recurrence")]
    recurrence: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<TermDocument>,
}

#[derive(Serialize, JsonSchema)]
struct TermDocument {
    #[schemars(with = "Day")]
    from: String,
    #[schemars(with = "Day")]
    to: String,
    #[schemars(schema_with = "recurrence")]
    recurrence: Option<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct PlanEntry<'a> {
    #[schemars(with = "Rank")]
    rank: usize,
    key: String,
    situation: &'a str,
    #[schemars(with = "LevelKey")]
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
    pub(in crate::report) fn source(&self) -> Source<'a> {
        Source { path: self.path(), sha256: self.sha256(), columns: columns(self.columns()) }
    }

    /// The organisation; of a file that was not read, what its name gives.
    pub(in crate::report) fn organization(&self) -> Organization<'a> {
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
pub(in crate::report) fn tool() -> Tool {
    Tool { name: TOOL, version: VERSION }
}

fn register<'a>(entry: &Entry<'a>, case: &'a Case<'a>) -> RegisterDocument<'a> {
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
        situations: case.rows().map(|row| SituationDocument { case, key: keys(&row), row }).collect(),
        plan: plan(case),
        findings: findings(case.findings, case.language),
    }
}

pub(in crate::report) fn due(period: &Period) -> DueDocument<'_> {
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
