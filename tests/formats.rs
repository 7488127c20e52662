//! The machine formats of findings, sign by sign: concise lines, workflow commands, `JUnit` and SARIF, with texts that
//! would break each of them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tobokel::case::{Entry, Refused};
use tobokel::diag::{Code, Diagnostic, Severity, Waiver};
use tobokel::examine::{Conditions, Examined, examine};
use tobokel::locale::{Language, Message};
use tobokel::method::{DEFAULT, Method};
use tobokel::read::embedded_method;
use tobokel::report::{Run, sarif_document};
use tobokel::source::{Place, Position, SourceFile};
use tobokel::write::{self, FindingStyle};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

const FAULT: Code = Code { code: "TB991", name: "plain-fault", severity: Severity::Error };
const DOUBT: Code = Code { code: "TB992", name: "plain-doubt", severity: Severity::Warning };
const REMARK: Code = Code { code: "TB993", name: "plain-remark", severity: Severity::Information };

/// A file name with Cyrillic letters, a space and the signs that workflow commands set apart.
const PATH: &str = "тизмек/Достук 1:2,3%.toml";

const REGISTER: &str = r#"
[organization]
name = "Достук"
id = "dostuk"
[[function]]
name = "f"
[[function.situation]]
id = "1.1"
text = "takes a bribe & <hides> it"
[[function.situation]]
id = "1.2"
text = "lets a friend ]]> pass"
[[function.situation]]
id = "1.3"
text = "nothing was found here"
"#;

/// A finding whose message is a text, a colon and the letter r.
fn finding(code: &'static Code, path: &str, position: Position, text: &str) -> Diagnostic {
    let message = Message::new("with-reason").with("message", text).with("reason", "r");
    Diagnostic::new(code, Place { path: path.into(), position }, message)
}

fn line(line: usize) -> Position {
    Position::Text { line, column: 3, start: 0, end: 1 }
}

fn cell(row: u32) -> Position {
    Position::Cell { sheet: Some("Тизмек".into()), row, column: 5, title: Some("Harm".into()), word: None }
}

fn record(row: u32) -> Position {
    Position::Cell { sheet: None, row, column: 5, title: None, word: None }
}

fn of(id: &str, mut finding: Diagnostic) -> Diagnostic {
    finding.situation = Some(id.to_owned());
    finding
}

fn waived(mut finding: Diagnostic, by: Option<&str>) -> Diagnostic {
    finding.waived = Some(Arc::new(Waiver {
        code: finding.code.code.to_owned(),
        situation: finding.situation.clone(),
        organization: None,
        reason: "a court's decision".to_owned(),
        by: by.map(str::to_owned),
        until: "2026-12-31".parse().unwrap(),
    }));
    finding
}

fn method() -> Method {
    embedded_method(DEFAULT).expect("the default method")
}

/// A register with an error, a warning and a waived finding.
fn found() -> Vec<Diagnostic> {
    let mut error = of("1.1", finding(&FAULT, PATH, line(8), "::error::100%\r\na\u{1}b"));
    error.help = Some(Message::new("missing-field-help-table"));
    error.field = Some("harm");
    let warning = of("1.1", finding(&DOUBT, PATH, line(8), "\"q\" & <t> ]]> \u{fffe}"));
    let waived = waived(of("1.2", finding(&FAULT, PATH, line(10), "stands")), Some("the head"));
    vec![finding(&REMARK, PATH, Position::File, "read"), error, warning, waived]
}

fn refused() -> Vec<Diagnostic> {
    vec![finding(&FAULT, "b.xlsx", Position::File, "no register")]
}

/// A run of one register with the given findings, and of one refused file.
fn with_run<T>(found: &[Diagnostic], refused: &[Diagnostic], then: impl FnOnce(&Run<'_>) -> T) -> T {
    let method = method();
    let as_of = "2026-11-21".parse().unwrap();
    let by = Conditions::of(&method, as_of);
    let read = Examined { findings: found.to_vec(), ..examine(PATH, REGISTER.as_bytes(), &by) };
    let file = SourceFile::new("b.xlsx", String::new());
    let refused = Refused { file: &file, readable: false, findings: refused, language: Language::En };
    then(&Run {
        entries: vec![read.entry(&by, Some(Language::En)), Entry::Refused(refused)],
        method: &method,
        configuration: None,
        as_of,
        about_run: Vec::new(),
    })
}

fn sarif(found: &[Diagnostic]) -> serde_json::Value {
    let text = with_run(found, &refused(), |run| write::json(&sarif_document(run)).unwrap());
    serde_json::from_str(&text).unwrap()
}

// ---- Lines

#[test]
fn a_concise_finding_is_one_line_whatever_it_quotes() {
    assert_eq!(
        write::concise(&found(), Language::En),
        "тизмек/Достук 1:2,3%.toml: note[TB993]: read: r\n\
         тизмек/Достук 1:2,3%.toml:8:3: error[TB991] 1.1: ::error::100% ab: r\n\
         тизмек/Достук 1:2,3%.toml:8:3: warning[TB992] 1.1: \"q\" & <t> ]]> \u{fffe}: r\n"
    );
}

#[test]
fn a_concise_finding_names_its_cell_and_speaks_the_language() {
    let found = [of("1.1", finding(&FAULT, "a.xlsx", cell(13), "x")), finding(&DOUBT, "a.csv", record(13), "x")];
    assert_eq!(
        write::concise(&found, Language::Ky),
        "a.xlsx:\"Тизмек\"!F14: ката[TB991] 1.1: x: r\na.csv:14: эскертүү[TB992]: x: r\n"
    );
}

// ---- Workflow commands

#[test]
fn workflow_commands_are_escaped_and_leave_out_what_is_waived() {
    assert_eq!(
        with_run(&found(), &refused(), write::github),
        "::error file=тизмек/Достук 1%3A2%2C3%25.toml,line=8,col=3,title=TB991::\
         situation 1.1: ::error::100%25 ab: r%0Ahelp: fill in this empty cell\n\
         ::error file=b.xlsx,title=TB991::no register: r\n\
         ::warning file=тизмек/Достук 1%3A2%2C3%25.toml,line=8,col=3,title=TB992::\
         situation 1.1: \"q\" & <t> ]]> \u{fffe}: r\n\
         ::notice::Not shown here: errors — 0, warnings — 0, notes — 1\n"
    );
}

#[test]
fn ten_errors_and_ten_warnings_of_all_files_are_shown_and_the_rest_is_counted() {
    let of_code = |code, count| (1..=count).map(move |number| finding(code, PATH, line(number), "x"));
    let found: Vec<Diagnostic> = of_code(&DOUBT, 12).chain(of_code(&FAULT, 9)).collect();
    let errors: Vec<Diagnostic> = (1..=3).map(|number| finding(&FAULT, "b.xlsx", line(number), "x")).collect();
    let commands = with_run(&found, &errors, write::github);
    let lines: Vec<&str> = commands.lines().collect();
    assert_eq!(lines.len(), 21);
    assert!(lines[..10].iter().all(|line| line.starts_with("::error ")), "{commands}");
    assert!(lines[9].starts_with("::error file=b.xlsx,line=1,"), "{commands}");
    assert!(lines[10..20].iter().all(|line| line.starts_with("::warning ")), "{commands}");
    assert_eq!(lines[20], "::notice::Not shown here: errors — 2, warnings — 2, notes — 0");
}

#[test]
fn the_same_finding_down_a_column_is_one_workflow_command() {
    let found: Vec<Diagnostic> =
        (1..=12_u32).map(|row| of(&format!("1.{row}"), finding(&FAULT, PATH, cell(row), "x"))).collect();
    assert_eq!(
        with_run(&found, &[], write::github),
        "::error file=тизмек/Достук 1%3A2%2C3%25.toml,line=2,title=TB991::\
         \"Тизмек\"!F2:F13: situations 1.1, 1.2, 1.3, 1.4, 1.5, …: x: r\n"
    );
}

// ---- For people

#[test]
fn the_same_finding_down_a_column_is_told_once_with_its_range() {
    let style = FindingStyle { language: Language::En, color: false, width: 200, wraps: false };
    let cells: Vec<Diagnostic> =
        [8, 9, 11, 13, 14, 23].map(|row| of(&format!("1.{row}"), finding(&FAULT, "a.xlsx", cell(row), "x"))).into();
    let file = SourceFile::tables("a.xlsx", b"", vec!["Тизмек".into()]);
    assert_eq!(
        write::findings(&cells, &file, style),
        "error[TB991]: situations 1.8, 1.9, 1.11, 1.13, 1.14, …: x: r\n\
         --> a.xlsx, \"Тизмек\"!F9:F24, column \"Harm\" (6 cells)\n"
    );
    let records = [finding(&FAULT, "a.csv", record(8), "x"), finding(&FAULT, "a.csv", record(9), "x")];
    let file = SourceFile::tables("a.csv", b"", Vec::new());
    assert_eq!(
        write::findings(&records, &file, style),
        "error[TB991]: x: r\n--> a.csv, lines 9–10, field 6 (2 cells)\n"
    );
}

// ---- JUnit

#[test]
fn a_junit_report_has_a_suite_for_each_file_and_a_case_for_each_situation() {
    let report = with_run(&found(), &refused(), write::junit);
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tobokel" tests="5" failures="1" errors="1" skipped="1">
  <testsuite name="тизмек/Достук 1:2,3%.toml" tests="4" failures="1" errors="0" skipped="1">
    <testcase classname="dostuk" name="register">
      <system-out>тизмек/Достук 1:2,3%.toml: note[TB993]: read: r</system-out>
    </testcase>
    <testcase classname="dostuk" name="1.1 takes a bribe &amp; &lt;hides&gt; it">
      <failure message="::error::100% ab: r" type="TB991">тизмек/Достук 1:2,3%.toml:8:3: error[TB991] 1.1: ::error::100% ab: r
  help: fill in this empty cell</failure>
      <system-out>тизмек/Достук 1:2,3%.toml:8:3: warning[TB992] 1.1: &quot;q&quot; &amp; &lt;t&gt; ]]&gt; REPLACED: r</system-out>
    </testcase>
    <testcase classname="dostuk" name="1.2 lets a friend ]]&gt; pass">
      <skipped message="a court&apos;s decision (the head, until 31 December 2026)"/>
      <system-out>тизмек/Достук 1:2,3%.toml:10:3: error[TB991] 1.2: stands: r
  a court&apos;s decision (the head, until 31 December 2026)</system-out>
    </testcase>
    <testcase classname="dostuk" name="1.3 nothing was found here"/>
  </testsuite>
  <testsuite name="b.xlsx" tests="1" failures="0" errors="1" skipped="0">
    <testcase classname="b" name="register">
      <error message="no register: r" type="TB991">b.xlsx: error[TB991]: no register: r</error>
    </testcase>
  </testsuite>
</testsuites>
"#;
    assert_eq!(report, expected.replace("REPLACED", "\u{fffd}"));
}

// ---- SARIF

#[test]
fn a_sarif_result_has_its_rule_its_place_and_its_fingerprints() {
    let log = sarif(&found());
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "tobokel");
    assert_eq!(
        driver["rules"][1],
        serde_json::json!({
            "id": "TB992", "name": "PlainDoubt", "shortDescription": { "text": "plain doubt" },
            "fullDescription": { "text": "plain doubt" }, "defaultConfiguration": { "level": "warning" }
        })
    );
    let uri = "%D1%82%D0%B8%D0%B7%D0%BC%D0%B5%D0%BA/%D0%94%D0%BE%D1%81%D1%82%D1%83%D0%BA%201%3A2%2C3%25.toml";
    assert_eq!(
        run["results"][1],
        serde_json::json!({
            "ruleId": "TB991", "ruleIndex": 0, "level": "error",
            "message": {
                "text": "situation 1.1: ::error::100%\r\na\u{1}b: r\nhelp: fill in this empty cell"
            },
            "locations": [{ "physicalLocation": {
                "artifactLocation": { "uri": uri, "index": 0 }, "region": { "startLine": 8, "startColumn": 3 }
            } }],
            "partialFingerprints": { "situation/v1": "TB991:1.1", "field/v1": "TB991:1.1:harm" },
            "suppressions": []
        })
    );
    assert_eq!(
        run["results"][3]["suppressions"],
        serde_json::json!([{
            "kind": "external",
            "justification": "a court's decision (the head, until 31 December 2026)"
        }])
    );
    assert_eq!(run["results"][0]["level"], "note");
    assert_eq!(run["results"][0]["locations"][0]["physicalLocation"]["region"], serde_json::json!({ "startLine": 1 }));
    assert_eq!(run["artifacts"][0]["hashes"]["sha-256"].as_str().unwrap().len(), 64);
    assert_eq!(run["artifacts"][1], serde_json::json!({ "location": { "uri": "b.xlsx" } }));
}

#[test]
fn a_cell_is_a_line_and_a_logical_location_and_a_quoted_link_stays_text() {
    let mut found = [
        finding(&FAULT, "/tmp/a b.xlsx", cell(13), "[x](http://y)"),
        waived(finding(&DOUBT, "./c", line(1), "z"), None),
    ];
    found[0].field = Some("harm");
    let log = sarif(&found);
    let results = &log["runs"][0]["results"];
    assert_eq!(
        results[0]["locations"][0],
        serde_json::json!({
            "physicalLocation": {
                "artifactLocation": { "uri": "file:///tmp/a%20b.xlsx" }, "region": { "startLine": 14 }
            },
            "logicalLocations": [{ "name": "F14", "fullyQualifiedName": "\"Тизмек\"!F14", "kind": "member" }]
        })
    );
    assert_eq!(results[0]["message"]["text"], "\\[x\\](http://y): r");
    assert_eq!(
        results[0]["partialFingerprints"],
        serde_json::json!({ "situation/v1": "TB991:", "field/v1": "TB991::harm" })
    );
    assert_eq!(results[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "c");
    assert_eq!(results[1]["suppressions"][0]["justification"], "a court's decision (until 31 December 2026)");
}

/// A plan that reports the same for two quarters.
const TWICE: &str = r#"
[organization]
name = "Достук айыл өкмөтү"
[plan]
title = "План"
[[chapter]]
name = "Бөлүм"
[[chapter.task]]
[[chapter.task.measure]]
text = "Парк"
status = "done"
done_on = 2026-02-20
result = "В парке высажено 120 саженцев"
[[chapter.task.measure]]
text = "Парк"
status = "done"
done_on = 2026-05-20
result = "Высажено в парке 120 саженцев"
"#;

#[test]
#[ignore = "needs Python with jsonschema and the SARIF schema"]
fn sarif_is_valid() {
    let root = Path::new(ROOT);
    let schema = std::env::var_os("TOBOKEL_SARIF_SCHEMA")
        .map_or_else(|| root.join("../shared/schemas/sarif-schema-2.1.0.json"), PathBuf::from);
    assert!(schema.is_file(), "no schema of SARIF: {} (TOBOKEL_SARIF_SCHEMA names another)", schema.display());
    let method = method();
    let mut inputs: Vec<PathBuf> = Vec::new();
    for folder in ["registers", "tests/intake"] {
        let entries = std::fs::read_dir(root.join(folder)).unwrap();
        inputs.extend(entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    }
    inputs.sort();
    assert!(inputs.len() >= 7, "{inputs:?}");
    let as_of = "2026-11-21".parse().unwrap();
    let by = Conditions::of(&method, as_of);
    let mut all: Vec<Examined> = inputs
        .iter()
        .map(|path| {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            examine(&name, std::fs::read(path).unwrap(), &by)
        })
        .collect();
    all.push(examine(PATH, REGISTER.as_bytes(), &by));
    all.push(examine("plan.toml", TWICE.as_bytes(), &by));
    let mut entries: Vec<Entry<'_>> = all.iter().map(|read| read.entry(&by, Some(Language::Ky))).collect();
    let hostile = found();
    let file = SourceFile::new("a \"b\".xlsx", String::new());
    entries.push(Entry::Refused(Refused { file: &file, readable: false, findings: &hostile, language: Language::Ru }));
    let run = Run { entries, method: &method, configuration: None, as_of, about_run: Vec::new() };
    let log = write::json(&sarif_document(&run)).unwrap();
    let results = serde_json::from_str::<serde_json::Value>(&log).unwrap();
    let found = results["runs"][0]["results"].as_array().unwrap();
    assert!(found.len() > 10);
    assert!(found.iter().any(|result| result["relatedLocations"].is_array()), "{log}");
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("log.sarif");
    std::fs::write(&path, log).unwrap();
    let python = std::env::var_os("TOBOKEL_PYTHON").unwrap_or_else(|| "python3".into());
    let output = Command::new(&python)
        .arg(root.join("tests/support/check_sarif.py"))
        .args([&schema, &path])
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", python.display()));
    let (said, failed) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{said}\n{failed}", output.status);
    assert_eq!(said.trim(), "valid");
}
