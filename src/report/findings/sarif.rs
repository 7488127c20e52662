//! Findings as a SARIF 2.1.0 log, the format in which code hosts take the results of an analysis. Always in English.
//!
//! GitHub refuses a whole log for one result without a physical location, so each has one: of a cell the row stands for
//! the line, and the cell itself is the logical location. Findings that are waived are in it, marked as suppressed.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use crate::case;
use crate::diag::{Code, Diagnostic, Severity};
use crate::locale::Language;
use crate::report::document_parts::MethodDocument;
use crate::report::run::Run;
use crate::report::tool::{TOOL, VERSION};
use crate::source::{Position, cell_name};
use crate::text::capitalised;
use serde::Serialize;
use std::collections::BTreeMap;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'a> {
    tool: Tool,
    automation_details: Details,
    column_kind: &'static str,
    artifacts: Vec<Artifact<'a>>,
    results: Vec<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'a>>,
}

/// What governs the run, where it is not the default. The specification leaves the names in this bag to each tool.
#[derive(Serialize)]
struct Properties<'a> {
    configuration: Option<&'a case::Configuration>,
    method: MethodDocument<'a>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    name: String,
    short_description: Text,
    full_description: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Text>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Details {
    id: String,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Artifact<'a> {
    location: ArtifactLocation,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    hashes: BTreeMap<&'static str, &'a str>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

/// A finding; the specification calls it a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    partial_fingerprints: BTreeMap<&'static str, String>,
    /// Empty, not absent, where nothing is waived: the specification wants it for all results or for none.
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

/// Without a `status`: one that has none is accepted (section 3.27.23), and schemas in use differ in that key's name.
#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

/// The findings of a run as a SARIF log.
#[must_use]
pub fn sarif_document<'a>(run: &Run<'a>) -> impl Serialize + use<'a> {
    let found = || run.findings();
    let codes: BTreeMap<&str, &Code> = found().map(|finding| (finding.code.code, finding.code)).collect();
    let numbers: BTreeMap<&str, usize> = codes.keys().enumerate().map(|(number, code)| (*code, number)).collect();
    let mut artifacts: Vec<Artifact<'a>> = Vec::new();
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &run.entries {
        // A file that is named twice is listed once: the schema wants artifacts to be unique.
        files.entry(entry.path()).or_insert_with(|| {
            artifacts.push(Artifact {
                location: ArtifactLocation { uri: uri(entry.path()), index: None },
                hashes: entry.sha256().map(|hash| ("sha-256", hash)).into_iter().collect(),
            });
            artifacts.len() - 1
        });
    }
    let outcome = |finding: &Diagnostic| Outcome {
        rule_id: finding.code.code,
        rule_index: numbers.get(finding.code.code).copied().unwrap_or_default(),
        level: level(finding.severity),
        message: Text { text: said(finding) },
        locations: [location(finding, files.get(&*finding.place.path).copied())],
        partial_fingerprints: fingerprints(finding),
        suppressions: suppressions(finding),
    };
    let results = found().map(outcome).collect();
    let rules = codes.values().map(|code| rule(code)).collect();
    Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [SarifRun {
            tool: Tool { driver: Driver { name: TOOL, version: VERSION, semantic_version: VERSION, rules } },
            // The slash at the end says that the name is of a category of runs, not of one of them.
            automation_details: Details { id: format!("{TOOL}/") },
            column_kind: "unicodeCodePoints",
            artifacts,
            results,
            properties: properties(run),
        }],
    }
}

fn properties<'a>(run: &Run<'a>) -> Option<Properties<'a>> {
    let is_said = run.configuration.is_some() || run.in_force().other_method().is_some();
    is_said.then(|| Properties { configuration: run.configuration, method: MethodDocument::of(run.method) })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

/// A rule with what the catalogue says of it; else with its name in words.
fn rule(code: &Code) -> Rule {
    let text = |id: String| Language::En.has(&id).then(|| Text { text: Language::En.text(&id) });
    let name = || Text { text: code.name.replace('-', " ") };
    let brief = |id: String| text(id).unwrap_or_else(name);
    let why = text(format!("rule-{}-why", code.name));
    Rule {
        id: code.code,
        name: code.name.split('-').map(capitalised).collect(),
        short_description: brief(format!("rule-{}", code.name)),
        full_description: why.unwrap_or_else(|| brief(format!("rule-{}", code.name))),
        help: text(format!("rule-{}-mend", code.name)),
        default_configuration: Configuration { level: level(code.severity) },
    }
}

/// What was found, with the situation, and the advice behind it.
fn said(finding: &Diagnostic) -> String {
    let language = Language::En;
    let mut said = language.message(&finding.message);
    if let Some(with_id) = finding.said(said.as_str()) {
        said = language.message(&with_id);
    }
    if let Some(help) = &finding.help {
        said = format!("{said}\n{}: {}", language.text("severity-help"), language.message(help));
    }
    // What a register quotes must not become a link in a viewer (section 3.11.6).
    if said.contains("](") { said.replace('[', "\\[").replace("](", "\\](") } else { said }
}

fn location(finding: &Diagnostic, index: Option<usize>) -> Location {
    let mut logical_locations = None;
    let region = match &finding.place.position {
        Position::File => Region { start_line: 1, start_column: None },
        Position::Text { line, column, .. } => Region { start_line: *line, start_column: Some(*column) },
        Position::Cell { sheet, row, column, .. } => {
            if let Some(sheet) = sheet {
                let name = cell_name(*row, *column);
                let fully_qualified_name = format!("\"{sheet}\"!{name}");
                logical_locations = Some([LogicalLocation { name, fully_qualified_name, kind: "member" }]);
            }
            Region { start_line: *row as usize + 1, start_column: None }
        }
    };
    let artifact_location = ArtifactLocation { uri: uri(&finding.place.path), index };
    Location { physical_location: PhysicalLocation { artifact_location, region }, logical_locations }
}

/// What stays the same when lines move, so that a finding is known again: the code with the situation, and the field.
fn fingerprints(finding: &Diagnostic) -> BTreeMap<&'static str, String> {
    let situation = format!("{}:{}", finding.code.code, finding.situation.as_deref().unwrap_or_default());
    let field = finding.field.map(|field| ("field/v1", format!("{situation}:{field}")));
    field.into_iter().chain([("situation/v1", situation)]).collect()
}

fn suppressions(finding: &Diagnostic) -> Vec<Suppression> {
    let suppression = |justification| Suppression { kind: "external", justification };
    let waiver = finding.waived.as_ref();
    waiver.map(|waiver| suppression(Language::En.message(&waiver.justification()))).into_iter().collect()
}

/// A path as a reference of RFC 3986: relative ones stay so, an absolute one names its scheme.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let path = path.trim_start_matches("./");
    let is_drive = matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if is_drive {
        uri.push_str("file:///");
    }
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            b':' if is_drive && at == 1 => uri.push(':'),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
