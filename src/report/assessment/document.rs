//! The assessment and the plan as JSON documents. Keys are English, values that are unknown are `null`, and nothing here
//! changes within a schema number.

use crate::case::{Configuration, Entry};
use crate::method::Method;
use crate::model::{AssessmentRecord, Function};
use crate::report::assessment::record_json::RecordJson;
use crate::report::assessment::situation_json::SituationDocument;
use crate::report::document_parts::{Counts, MethodDocument, OrganizationDocument, Source, Tool, tool};
use crate::report::findings::document::{Finding, findings};
use crate::report::kinds::{Day, LevelKey, Rank};
use crate::report::lines::PlanLine;
use crate::report::publication::part::PublicationPart;
use crate::report::run::Run;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// A document: what every one begins with, what it has besides, and its registers.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Document<'a, R, M> {
    schema: &'static str,
    tool: Tool,
    as_of: Day,
    method: MethodDocument<'a>,
    /// What governs the run; `null` where nothing but the defaults does.
    configuration: Option<&'a Configuration>,
    #[serde(flatten)]
    more: M,
    registers: Vec<R>,
}

/// Nothing besides.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Nothing {}

/// What an assessment has besides its registers where it was published: then nothing else stands in it but what everybody may read.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Published<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    publication: Option<PublicationPart<'a>>,
}

impl<'a> Published<'a> {
    pub fn of(part: PublicationPart<'a>) -> Self {
        Self { publication: Some(part) }
    }
}

/// An assessment that was published, of these registers.
pub(in crate::report) fn published<'a>(
    as_of: Date,
    method: &'a Method,
    more: Published<'a>,
    registers: Vec<Value>,
) -> impl Serialize + use<'a> {
    Document {
        schema: ASSESSMENT,
        tool: tool(),
        as_of: Day(as_of),
        method: MethodDocument::of(method),
        configuration: None,
        more,
        registers,
    }
}

const ASSESSMENT: &str = "tobokel/assessment/1";

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct RegisterDocument<'a> {
    source: Source<'a>,
    organization: OrganizationDocument<'a>,
    /// When, by which order and by whom the register was assessed; `null` for a file that was not read.
    assessment: Option<RecordJson<'a, AssessmentRecord>>,
    summary: Summary<'a>,
    /// All functions, also those without a situation, in the register's order.
    functions: Vec<FunctionDocument<'a>>,
    situations: Vec<SituationDocument<'a>>,
    plan: Vec<PlanEntry<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct RegisterPlanDocument<'a> {
    source: Source<'a>,
    organization: OrganizationDocument<'a>,
    plan: Vec<PlanEntry<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Summary<'a> {
    situations: usize,
    assessed: usize,
    inherent: Counts<'a>,
    residual: Counts<'a>,
}

#[derive(Serialize, JsonSchema)]
struct FunctionDocument<'a> {
    group: Option<&'a str>,
    name: &'a str,
    /// How many of the register's situations arise in it.
    situations: usize,
}

#[derive(Serialize, JsonSchema)]
struct PlanEntry<'a> {
    rank: Rank,
    key: String,
    situation: &'a str,
    level: LevelKey<'a>,
    head_control: bool,
    measure: Option<&'a str>,
    due: Option<&'a str>,
    responsible: &'a [String],
}

/// The assessment of the registers that could be read, and of the files that could not: these stand in the list with
/// their findings and without situations.
#[must_use]
pub fn assessment_document<'a>(run: &'a Run<'a>) -> impl Serialize + 'a {
    let register = |entry: &Entry<'a>| register_document(*entry, run.method);
    document(ASSESSMENT, run, Published { publication: None }, run.entries.iter().map(register).collect())
}

/// What is said of one input.
pub(in crate::report) fn register_document<'a>(entry: Entry<'a>, method: &'a Method) -> RegisterDocument<'a> {
    let of = &entry;
    RegisterDocument {
        source: entry.source(),
        organization: entry.organization(),
        assessment: entry.case().map(|case| RecordJson { record: &case.register.assessment, method: case.method }),
        summary: match entry {
            Entry::Case(case) => Summary {
                situations: case.assessment.outcomes.len(),
                assessed: case.assessment.ranking.len(),
                inherent: Counts(case.method, &case.assessment.inherent),
                residual: Counts(case.method, &case.assessment.residual),
            },
            Entry::Plan(_) | Entry::Refused(_) => {
                Summary { situations: 0, assessed: 0, inherent: Counts(method, &[]), residual: Counts(method, &[]) }
            }
        },
        functions: functions(of),
        situations: situations(of),
        plan: plan(of),
        findings: findings(entry.findings(), entry.language()),
    }
}

/// The plans of the same.
#[must_use]
pub fn plan_document<'a>(run: &'a Run<'a>) -> impl Serialize + 'a {
    let register = |entry: &'a Entry<'a>| RegisterPlanDocument {
        source: entry.source(),
        organization: entry.organization(),
        plan: plan(entry),
        findings: findings(entry.findings(), entry.language()),
    };
    document("tobokel/plan/1", run, Nothing {}, run.entries.iter().map(register).collect())
}

fn document<'a, R, M>(schema: &'static str, run: &Run<'a>, more: M, registers: Vec<R>) -> Document<'a, R, M> {
    Document {
        schema,
        tool: tool(),
        as_of: Day(run.as_of),
        method: MethodDocument::of(run.method),
        configuration: run.configuration,
        more,
        registers,
    }
}

fn functions<'a>(entry: &Entry<'a>) -> Vec<FunctionDocument<'a>> {
    let Entry::Case(case) = entry else { return Vec::new() };
    let function = |function: &'a Function| FunctionDocument {
        group: function.group.as_deref(),
        name: &function.name,
        situations: function.situations.len(),
    };
    case.register.functions.iter().map(function).collect()
}

fn situations<'a>(entry: &Entry<'a>) -> Vec<SituationDocument<'a>> {
    let Entry::Case(case) = *entry else { return Vec::new() };
    let keys = case.keys();
    case.rows().map(|row| SituationDocument { method: case.method, key: keys(&row), row }).collect()
}

fn plan<'a>(entry: &Entry<'a>) -> Vec<PlanEntry<'a>> {
    let Entry::Case(case) = entry else { return Vec::new() };
    let keys = case.keys();
    let entry = |line: PlanLine<'a>| PlanEntry {
        rank: Rank(line.outcome.priority),
        key: keys(&line.row),
        situation: &line.row.situation.id,
        level: LevelKey(&case.method.level(line.outcome.treated_level(case.method)).key),
        head_control: line.outcome.head_control,
        measure: line.measure.map(|measure| measure.text.as_str()),
        due: line.measure.and_then(|measure| measure.due.as_ref()).map(|due| due.text.as_str()),
        responsible: line.measure.map(|measure| measure.responsible.as_slice()).unwrap_or_default(),
    };
    case.plan_lines().into_iter().map(entry).collect()
}
