//! Findings as JSON: those of a register inside its document, or all findings of a run alone.

use crate::case::{Configuration, Entry};
use crate::diag::{Diagnostic, Severity, count};
use crate::locale::Language;
use crate::report::document_parts::{MethodDocument, OrganizationDocument, Source, Tool, tool};
use crate::report::kinds::{CellName, Day, FindingCode, Rank, SeverityKey};
use crate::report::run::Run;
use crate::source::{InTable, Place, Position, cell_name};
use schemars::JsonSchema;
use serde::Serialize;

/// The document of `check --format json`.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct FindingsDocument<'a> {
    schema: &'static str,
    tool: Tool,
    as_of: Day,
    method: MethodDocument<'a>,
    configuration: Option<&'a Configuration>,
    summary: Counts,
    registers: Vec<RegisterFindings<'a>>,
    /// What was found about the run's configuration.
    findings: Vec<Finding<'a>>,
    /// What lay where inputs were looked for and is none.
    passed_over: Vec<PassedOver>,
}

#[derive(Serialize, JsonSchema)]
struct PassedOver {
    path: String,
    reason: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct Counts {
    error: usize,
    warning: usize,
    information: usize,
    waived: usize,
}

#[derive(Serialize, JsonSchema)]
struct RegisterFindings<'a> {
    source: Source<'a>,
    organization: Option<OrganizationDocument<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Finding<'a> {
    code: FindingCode,
    severity: SeverityKey,
    /// The id of the situation; in a plan of measures, of the measure.
    situation: Option<&'a str>,
    field: Option<&'static str>,
    message: String,
    waived: Option<WaiverDocument<'a>>,
    place: PlaceDocument<'a>,
    /// The other place that the finding compares this one with; absent where it speaks of one only.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_place: Option<PlaceDocument<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct PlaceDocument<'a> {
    path: &'a str,
    sheet: Option<&'a str>,
    cell: Option<CellName>,
    line: Option<Rank>,
    column: Option<Rank>,
}

/// Why a finding counts for nothing.
#[derive(Serialize, JsonSchema)]
struct WaiverDocument<'a> {
    reason: &'a str,
    by: Option<&'a str>,
    until: Day,
}

/// All findings of a run, and the files that it passed over, each with the word for why.
#[must_use]
pub fn findings_document<'a>(run: &'a Run<'_>, passed_over: Vec<(String, &'static str)>) -> impl Serialize + 'a {
    let all = |severity| run.findings().map(|found| count(std::slice::from_ref(found), severity)).sum();
    let register = |entry: &'a Entry<'_>| RegisterFindings {
        source: entry.source(),
        organization: (!matches!(entry, Entry::Refused(_))).then(|| entry.organization()),
        findings: findings(entry.findings(), entry.language()),
    };
    FindingsDocument {
        schema: "tobokel/findings/1",
        tool: tool(),
        as_of: Day(run.as_of),
        method: MethodDocument::of(run.method),
        configuration: run.configuration,
        summary: Counts {
            error: all(Severity::Error),
            warning: all(Severity::Warning),
            information: all(Severity::Information),
            waived: run.findings().filter(|found| found.waived.is_some()).count(),
        },
        registers: run.entries.iter().map(register).collect(),
        findings: findings(&run.about_run, Language::En),
        passed_over: passed_over.into_iter().map(|(path, reason)| PassedOver { path, reason }).collect(),
    }
}

/// Findings as JSON, their messages in a language.
pub(in crate::report) fn findings(found: &[Diagnostic], language: Language) -> Vec<Finding<'_>> {
    found.iter().map(|found| finding(found, language)).collect()
}

/// A position as machine formats tell it: a worksheet and its cell, or a line and a column of a text, both 1-based.
#[derive(Default)]
pub(in crate::report) struct Coordinates<'a> {
    pub sheet: Option<&'a str>,
    pub cell: Option<String>,
    pub line: Option<usize>,
    pub column: Option<usize>,
}

/// A position as machine formats tell it.
pub(in crate::report) fn coordinates(position: &Position) -> Coordinates<'_> {
    let mut place = Coordinates::default();
    match position {
        Position::File => {}
        Position::Text { line, column, .. } => (place.line, place.column) = (Some(*line), Some(*column)),
        // A line before a table of a document stands in none of its cells.
        Position::Cell { sheet: Some(sheet), word: Some(InTable { row, .. }), column, .. } => {
            (place.sheet, place.cell) = (Some(sheet.as_ref()), row.map(|row| cell_name(row, *column)));
        }
        Position::Cell { sheet: Some(sheet), row, column, .. } => {
            (place.sheet, place.cell) = (Some(sheet.as_ref()), Some(cell_name(*row, *column)));
        }
        Position::Cell { sheet: None, row, column, .. } => {
            (place.line, place.column) = (Some(*row as usize + 1), Some(usize::from(*column) + 1));
        }
    }
    place
}

fn place(place: &Place) -> PlaceDocument<'_> {
    let Coordinates { sheet, cell, line, column } = coordinates(&place.position);
    let (line, column) = (line.map(Rank), column.map(Rank));
    PlaceDocument { path: &place.path, sheet, cell: cell.map(CellName), line, column }
}

fn finding(found: &Diagnostic, language: Language) -> Finding<'_> {
    Finding {
        code: FindingCode(found.code.code),
        severity: SeverityKey(found.severity.key()),
        situation: found.situation.as_deref(),
        field: found.field,
        message: language.message(&found.message),
        waived: found.waived.as_deref().map(|waiver| WaiverDocument {
            reason: &waiver.reason,
            by: waiver.by.as_deref(),
            until: Day(waiver.until),
        }),
        place: place(&found.place),
        other_place: found.other.as_ref().map(place),
    }
}
