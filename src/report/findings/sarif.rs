//! Findings as a SARIF 2.1.0 log, the format in which code hosts take the results of an analysis. Always in English.
//!
//! GitHub refuses a whole log for one result without a physical location, so each has one: the row of a cell stands for its line,
//! and the cell itself is the logical location. Waived findings are in the log, marked as suppressed.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use crate::case::Configuration;
use crate::diag::{Code, Diagnostic, Severity, in_word};
use crate::locale::Language;
use crate::report::document_parts::MethodDocument;
use crate::report::run::Run;
use crate::report::tool::{TOOL, VERSION};
use crate::source::{InTable, Place, Position, cell_name};
use crate::text::capitalised;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is said of the other place of a finding that compares two; this format is always in English.
const OTHER: &str = "the place that this one is compared with";

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
struct Log<'r, 'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'r, 'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'r, 'a> {
    tool: Value,
    automation_details: Value,
    column_kind: &'static str,
    artifacts: Vec<Value>,
    results: Results<'r, 'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'a>>,
}

/// What governs the run, where it is not the default. The specification leaves the names in this bag to each tool.
#[derive(Serialize)]
struct Properties<'a> {
    configuration: Option<&'a Configuration>,
    method: MethodDocument<'a>,
}

/// The findings, which the specification calls results, each made when it is written: there may be very many.
struct Results<'r, 'a> {
    run: &'r Run<'a>,
    /// The place of each code among the rules, and of each file among the artifacts.
    codes: BTreeMap<&'static str, usize>,
    files: BTreeMap<&'a str, usize>,
}

impl Serialize for Results<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.run.findings().map(|finding| {
            let code = finding.code.code;
            let located = |place: &Place| location(place, self.files.get(&*place.path).copied());
            let mut result = json!({
                "ruleId": code,
                "ruleIndex": self.codes.get(code),
                "level": level(finding.severity),
                "message": { "text": said(finding) },
                "locations": [located(&finding.place)],
                "partialFingerprints": fingerprints(finding),
                "suppressions": suppressions(finding),
            });
            if let Some(other) = &finding.other {
                let mut other = located(other);
                other["message"] = json!({ "text": OTHER });
                result["relatedLocations"] = json!([other]);
            }
            result
        }))
    }
}

/// The findings of a run as a SARIF log.
#[must_use]
pub fn sarif_document<'r>(run: &'r Run<'_>) -> impl Serialize + 'r {
    let codes: BTreeMap<&'static str, &Code> = run.findings().map(|found| (found.code.code, found.code)).collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(code)).collect();
    let mut artifacts = Vec::new();
    let mut files = BTreeMap::new();
    for entry in &run.entries {
        // A file that is named twice is listed once: the schema wants artifacts to be unique.
        files.entry(entry.path()).or_insert_with(|| {
            let mut artifact = json!({ "location": { "uri": uri(entry.path()) } });
            if let Some(hash) = entry.sha256() {
                artifact["hashes"] = json!({ "sha-256": hash });
            }
            artifacts.push(artifact);
            artifacts.len() - 1
        });
    }
    let driver = json!({ "name": TOOL, "version": VERSION, "semanticVersion": VERSION, "rules": rules });
    let is_governed = run.configuration.is_some() || run.in_force().other_method().is_some();
    let properties = || Properties { configuration: run.configuration, method: MethodDocument::of(run.method) };
    let codes = codes.into_keys().zip(0..).collect();
    Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [SarifRun {
            tool: json!({ "driver": driver }),
            // The slash at the end says that the name is of a category of runs, not of one of them.
            automation_details: json!({ "id": format!("{TOOL}/") }),
            column_kind: "unicodeCodePoints",
            artifacts,
            results: Results { run, codes, files },
            properties: is_governed.then(properties),
        }],
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

/// A rule with what the catalogue says of it; else with its name in words.
fn rule(code: &Code) -> Value {
    let text = |ending: &str| {
        let id = format!("rule-{}{ending}", code.name);
        Language::En.has(&id).then(|| Language::En.text(&id))
    };
    let brief = text("").unwrap_or_else(|| code.name.replace('-', " "));
    let mut rule = json!({
        "id": code.code,
        "name": code.name.split('-').map(capitalised).collect::<String>(),
        "shortDescription": { "text": brief },
        "fullDescription": { "text": text("-why").unwrap_or(brief) },
    });
    if let Some(help) = text("-mend") {
        rule["help"] = json!({ "text": help });
    }
    rule["defaultConfiguration"] = json!({ "level": level(code.severity) });
    rule
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

fn location(place: &Place, index: Option<usize>) -> Value {
    let mut artifact = json!({ "uri": uri(&place.path) });
    if let Some(index) = index {
        artifact["index"] = index.into();
    }
    let region = match &place.position {
        Position::File => json!({ "startLine": 1 }),
        Position::Text { line, column, .. } => json!({ "startLine": line, "startColumn": column }),
        Position::Cell { word: Some(InTable { row, .. }), .. } => json!({ "startLine": row.unwrap_or_default() + 1 }),
        Position::Cell { row, .. } => json!({ "startLine": row + 1 }),
    };
    let mut location = json!({ "physicalLocation": { "artifactLocation": artifact, "region": region } });
    if let Some(table) = in_word(&place.position) {
        let name = Language::En.message(&table.shortened());
        location["logicalLocations"] = json!([{ "name": name, "fullyQualifiedName": name, "kind": "member" }]);
    } else if let Position::Cell { sheet: Some(sheet), row, column, .. } = &place.position {
        let name = cell_name(*row, *column);
        let whole = format!("\"{sheet}\"!{name}");
        location["logicalLocations"] = json!([{ "name": name, "fullyQualifiedName": whole, "kind": "member" }]);
    }
    location
}

/// What tells a finding from others even when lines move: the code with the situation, and the field.
fn fingerprints(finding: &Diagnostic) -> BTreeMap<&'static str, String> {
    let situation = format!("{}:{}", finding.code.code, finding.situation.as_deref().unwrap_or_default());
    let field = finding.field.map(|field| ("field/v1", format!("{situation}:{field}")));
    field.into_iter().chain([("situation/v1", situation)]).collect()
}

/// Empty, not absent, where nothing is waived: the specification wants it for all results or for none. Without a `status`: one
/// that has none is accepted (section 3.27.23), and schemas in use differ in that key's name.
fn suppressions(finding: &Diagnostic) -> Vec<Value> {
    let justification = finding.waived.iter().map(|waiver| Language::En.message(&waiver.justification()));
    justification.map(|justification| json!({ "kind": "external", "justification": justification })).collect()
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
