//! Who governs a run, and that every output says it: the configuration of the working folder or a named one, never one that
//! came with the inputs; the method in force; and where a configuration may send documents.

use super::support::{Folder, said};
use calamine::{Reader as _, Xlsx, open_workbook};
use serde_json::Value;
use tobokel::locale::Language;
use tobokel::source::fingerprint;

/// A register with one error: the measure has no term (TB403).
const REGISTER: &str = r#"
[organization]
name = "Body"
id = "body"
language = "en"

[assessment]
date = 2026-06-15
order = "1"
assessors = ["secretary"]
high_level_controller = "head"

[[function]]
name = "Renting out municipal land"

[[function.situation]]
id = "1"
text = "The land officer tells a friend of a free plot before it is announced"
positions = ["municipal land officer"]
likelihood = { score = 3, justification = "One officer keeps the list of plots." }
harm = { score = 3, justification = "The budget loses rent each year." }

[[function.situation.measure]]
text = "Publish the list of free plots each month"
responsible = ["secretary"]
expected_result = "the list is public"
"#;

/// A configuration that keeps the error from being found.
const SILENT: &str = "[check]\nignore = [\"TB4\"]\n\n[check.severity]\nTB6 = \"information\"\n\n[columns]\n\"X\" = \"unit\"\n\n\
                      [[waiver]]\ncode = \"TB301\"\nreason = \"being agreed\"\nuntil = 2027-01-01\n";

fn with(files: &[(&str, &str)]) -> Folder {
    Folder::with(files, &["--lang", "en", "--as-of", "2026-07-01"])
}

trait Asked {
    fn json(&self, arguments: &[&str]) -> Value;
    /// The names of a workbook's sheets, and the texts of its last one.
    fn sheets(&self, name: &str) -> (Vec<String>, Vec<String>);
}

impl Asked for Folder {
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {}", said(&output)))
    }

    fn sheets(&self, name: &str) -> (Vec<String>, Vec<String>) {
        let mut book: Xlsx<_> = open_workbook(self.path(name)).unwrap();
        let names = book.sheet_names();
        let range = book.worksheet_range(names.last().unwrap()).unwrap();
        let texts = range.cells().map(|(_, _, cell)| cell.to_string()).filter(|text| !text.is_empty()).collect();
        (names, texts)
    }
}

fn in_force(path: &str) -> String {
    format!("Configuration in force: {path} (SHA-256 {})", fingerprint(SILENT.as_bytes()))
}

#[test]
fn a_configuration_among_or_above_the_inputs_is_named_and_not_used() {
    for (lies, paths, below) in [
        ("in/tobokel.toml", &["in"][..], ""),
        ("in/deep/down/tobokel.toml", &["in"], ""),
        ("in/tobokel.toml", &["in/a.toml"], ""),
        ("tobokel.toml", &["in/a.toml"], "in"),
        ("tobokel.toml", &["."], "in"),
    ] {
        let folder = with(&[("in/a.toml", REGISTER), (lies, SILENT)]);
        let paths: Vec<&str> =
            if below.is_empty() { paths.into() } else { paths.iter().map(|p| p.trim_start_matches("in/")).collect() };
        for command in ["check", "assess", "plan", "monitor"] {
            let output = folder.command_in(below, &[&[command], paths.as_slice()].concat()).output().unwrap();
            let said = said(&output);
            assert_eq!(output.status.code(), Some(1), "{command} {lies} {paths:?}: {said}");
            assert!(said.contains("TB403") && !said.contains("in force"), "{command} {lies} {paths:?}: {said}");
            let line = said.lines().find(|line| line.starts_with("Configurations not used: ")).expect(&said);
            assert!(line.contains("tobokel.toml") && line.contains("--config"), "{line}");
        }
    }
}

#[test]
fn the_configuration_of_the_working_folder_governs_whatever_is_read() {
    let folder = with(&[("a.toml", REGISTER), ("tobokel.toml", SILENT), ("elsewhere/b.toml", REGISTER)]);
    for paths in [&["a.toml"][..], &["."], &["elsewhere"], &["elsewhere/b.toml"]] {
        let output = folder.run(&[&["check"], paths].concat());
        assert_eq!(output.status.code(), Some(0), "{paths:?}: {}", said(&output));
        let stdout = String::from_utf8_lossy(&output.stdout);
        let changes = "passed over: TB4; other severities: TB6 note; waivers: 1; columns with a field of their own: 1";
        assert!(stdout.contains(&format!("{}: {changes}\n", in_force("tobokel.toml"))), "{stdout}");
        assert!(!said(&output).contains("not used"), "{}", said(&output));
    }
    let dropped = folder.run(&["elsewhere/b.toml"]);
    assert!(dropped.status.success() && said(&dropped).contains("in force"), "{}", said(&dropped));
    assert!(folder.path("elsewhere/b (assessment).xlsx").is_file());
}

#[test]
fn a_configuration_governs_where_it_is_named_and_none_where_it_is_refused() {
    let folder = with(&[("in/a.toml", REGISTER), ("in/tobokel.toml", SILENT), ("tobokel.toml", "[policy]\n")]);
    let named = folder.run(&["check", "in", "--config", "in/tobokel.toml"]);
    assert_eq!(named.status.code(), Some(0), "{}", said(&named));
    assert!(said(&named).contains(&in_force("in/tobokel.toml")), "{}", said(&named));
    let refused = folder.command_in("in", &["check", ".", "--no-config"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(!said(&refused).contains("in force"), "{}", said(&refused));
    // With neither, the one of the working folder, which changes nothing.
    let neither = folder.run(&["check", "in"]);
    assert!(said(&neither).contains(": it changes no finding\n"), "{}", said(&neither));
    let both = folder.run(&["check", "in", "--no-config", "--config", "in/tobokel.toml"]);
    assert_eq!(both.status.code(), Some(2));
    for command in ["assess", "plan", "monitor", "compare", "convert", "init", "explain", "check"] {
        let help = said(&folder.run(&[command, "--help"]));
        assert!(help.contains("--config") && help.contains("--no-config"), "{command}");
    }
}

#[test]
fn a_configuration_beside_the_inputs_is_no_register() {
    let folder = with(&[("a.toml", REGISTER), ("tobokel.toml", SILENT)]);
    let output = folder.run(&["check", "a.toml", "tobokel.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("settings and seals: tobokel.toml"), "{}", said(&output));
}

/// Every document as JSON, with how it is made.
const DOCUMENTS: [&[&str]; 5] = [
    &["check", "in", "--format", "json"],
    &["assess", "in", "--format", "json", "-q"],
    &["plan", "in", "--format", "json", "-q"],
    &["monitor", "in", "--format", "json", "-q"],
    &["compare", "in/a.toml", "in/a.toml", "--format", "json", "-q"],
];

#[test]
fn every_json_document_says_which_configuration_and_method_it_was_made_by() {
    let folder = with(&[("in/a.toml", REGISTER)]);
    let method = |document: &Value| document.get("method").unwrap_or(&document["new"]["method"])["id"].clone();
    for arguments in DOCUMENTS {
        let document = folder.json(arguments);
        assert_eq!(document["configuration"], Value::Null, "{arguments:?}");
        assert!(document.as_object().unwrap().contains_key("configuration"), "{arguments:?}");
        assert_eq!(method(&document), "kg-232-2026", "{arguments:?}");
    }
    folder.write("tobokel.toml", SILENT);
    folder.run(&["assess", "in", "-o", "out", "-q"]);
    let consolidated: Value =
        serde_json::from_slice(&std::fs::read(folder.path("out/consolidated.json")).unwrap()).unwrap();
    for document in DOCUMENTS.map(|arguments| folder.json(arguments)).iter().chain([&consolidated]) {
        let said = &document["configuration"];
        assert_eq!(said["path"], "tobokel.toml", "{}", document["schema"]);
        assert_eq!(said["sha256"], fingerprint(SILENT.as_bytes()));
        assert_eq!(said["ignore"], serde_json::json!(["TB4"]));
        assert_eq!(said["severity"], serde_json::json!([{ "code": "TB6", "severity": "information" }]));
        assert_eq!(said["waivers"], serde_json::json!(["TB301"]));
        assert_eq!(said["columns"], serde_json::json!([{ "title": "X", "field": "unit" }]));
    }
    // A family is named as it was written, also one that has codes with another beginning.
    folder.write("seals.toml", "[check]\nignore = [\"TB85\"]\n");
    let seals = folder.json(&["check", "in", "--format", "json", "--config", "seals.toml"]);
    assert_eq!(seals["configuration"]["ignore"], serde_json::json!(["TB85"]));
    // What a flag overrules is not in force.
    let overruled = folder.json(&["check", "in", "--format", "json", "--ignore", "TB6"]);
    assert_eq!(overruled["configuration"]["ignore"], serde_json::json!([]));
}

#[test]
fn sarif_and_junit_say_it_too_where_it_is_not_the_default() {
    let folder = with(&[("in/a.toml", REGISTER)]);
    let sarif = ["check", "in", "--format", "sarif"];
    let junit = |folder: &Folder| String::from_utf8(folder.run(&["check", "in", "--format", "junit"]).stdout).unwrap();
    assert_eq!(folder.json(&sarif)["runs"][0].get("properties"), None);
    assert!(!junit(&folder).contains("<properties>"));
    folder.write("tobokel.toml", SILENT);
    let properties = folder.json(&sarif)["runs"][0]["properties"].clone();
    assert_eq!(properties["configuration"]["sha256"], fingerprint(SILENT.as_bytes()));
    assert_eq!(properties["method"]["id"], "kg-232-2026");
    let report = junit(&folder);
    for (name, value) in [
        ("configuration", "tobokel.toml"),
        ("configuration.sha256", &fingerprint(SILENT.as_bytes())),
        ("configuration.ignore", "TB4"),
        ("configuration.severity", "TB6=information"),
        ("configuration.waivers", "TB301"),
        ("method", "kg-232-2026"),
    ] {
        let property = format!("<property name=\"{name}\" value=\"{value}\"/>");
        assert!(report.contains(&property), "{property}\n{report}");
    }
}

#[test]
fn every_workbook_says_it_on_its_last_sheet_and_the_screen_in_a_line() {
    let folder = with(&[("in/a.toml", REGISTER), ("in/b.toml", &REGISTER.replace("\"body\"", "\"b\""))]);
    let made: [(&[&str], &[&str]); 6] = [
        (
            &["assess", "in", "-o", "out", "--replies", "replies"],
            &["out/a.xlsx", "out/consolidated.xlsx", "replies/a.xlsx"],
        ),
        (&["assess", "in/a.toml", "-o", "map.xlsx", "--parts", "map"], &["map.xlsx"]),
        (&["plan", "in/a.toml", "-o", "plan.xlsx"], &["plan.xlsx"]),
        (&["monitor", "in", "-o", "monitor.xlsx"], &["monitor.xlsx"]),
        (&["compare", "in/a.toml", "in/a.toml", "-o", "compare.xlsx"], &["compare.xlsx"]),
        (&["in/a.toml"], &["in/a (assessment).xlsx"]),
    ];
    let name = Language::En.text("sheet-settings");
    for (arguments, books) in made {
        assert!(!said(&folder.run(arguments)).contains("in force"), "{arguments:?}");
        for book in books {
            assert!(!folder.sheets(book).0.contains(&name), "{book}");
        }
    }
    folder.write("tobokel.toml", SILENT);
    for (arguments, books) in made {
        let output = folder.run(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(stderr.matches(&in_force("tobokel.toml")).count(), 1, "{arguments:?}: {stderr}");
        for book in books {
            let (names, texts) = folder.sheets(book);
            assert_eq!(names.last(), Some(&name), "{book}");
            let sha256 = fingerprint(SILENT.as_bytes());
            for text in ["tobokel.toml", &sha256, "kg-232-2026"] {
                assert!(texts.iter().any(|found| found == text), "{book}: {text}\n{texts:#?}");
            }
            assert!(texts.iter().any(|found| found.starts_with("passed over: TB4; ")), "{book}: {texts:#?}");
        }
    }
}

#[test]
fn calendars_and_the_log_of_a_build_say_it_as_well() {
    let folder = with(&[("a.toml", REGISTER)]);
    let made: [&[&str]; 3] = [
        &["monitor", "a.toml", "--format", "ics"],
        &["plan", "a.toml", "--format", "ics"],
        &["check", "a.toml", "--format", "github"],
    ];
    // A long line of a calendar goes on after a line break and a space.
    let stdout = |arguments| String::from_utf8(folder.run(arguments).stdout).unwrap().replace("\r\n ", "");
    for arguments in made {
        assert!(!stdout(arguments).contains("in force"), "{arguments:?}");
    }
    folder.write("tobokel.toml", SILENT);
    for arguments in made {
        let made = stdout(arguments);
        assert_eq!(made.matches(&in_force("tobokel.toml")).count(), 1, "{arguments:?}: {made}");
    }
}

#[test]
fn another_method_than_the_regulations_is_said_in_each_output() {
    let text = include_str!("../examples/other-methods/ua-830-2021.toml");
    let folder =
        with(&[("other.toml", text), ("a.toml", &REGISTER.replace("order = ", "method = \"ua-830-2021\"\norder = "))]);
    let line = format!("Method in force: ua-830-2021 (SHA-256 {})", fingerprint(text.as_bytes()));
    for arguments in [&["check", "a.toml"][..], &["assess", "a.toml", "-o", "a.xlsx"], &["plan", "a.toml"]] {
        let output = folder.run(&[arguments, &["--method", "other.toml"]].concat());
        assert!(said(&output).contains(&line), "{arguments:?}: {}", said(&output));
    }
    assert!(folder.sheets("a.xlsx").1.contains(&"ua-830-2021".to_owned()));
    let sarif = folder.json(&["check", "a.toml", "--format", "sarif", "--method", "other.toml"]);
    assert_eq!(sarif["runs"][0]["properties"]["method"]["sha256"], fingerprint(text.as_bytes()));
    assert_eq!(sarif["runs"][0]["properties"]["configuration"], Value::Null);
}

#[test]
fn a_method_file_with_the_id_of_an_embedded_method_must_say_the_same() {
    let law = include_str!("../src/method/kg-232-2026.toml");
    let months = law.lines().find(|line| line.starts_with("months = ")).expect("the term of the review");
    let folder = with(&[
        ("a.toml", REGISTER),
        ("same.toml", law),
        ("commented.toml", &format!("{law}# no other content\n")),
        ("other.toml", &law.replace(months, "months = 36")),
        ("own.toml", &law.replace(months, "months = 36").replace("id = \"kg-232-2026\"", "id = \"own\"")),
    ]);
    for same in ["same.toml", "commented.toml"] {
        let output = folder.run(&["assess", "a.toml", "--method", same]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    }
    folder.write("in/tobokel.toml", "method = \"../other.toml\"\n");
    for arguments in [
        &["check", "a.toml", "--method", "other.toml"][..],
        &["method", "show", "other.toml"],
        &["check", "a.toml", "--config", "in/tobokel.toml"],
        &["compare", "a.toml", "a.toml", "--across-methods", "--old-method", "other.toml"],
    ] {
        let output = folder.run(arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        let line = law.lines().position(|line| line.starts_with("id = ")).unwrap() + 1;
        assert!(said.contains(&format!("other.toml:{line}:6")), "{said}");
        assert!(said.contains("\"kg-232-2026\" is the id of a method in the program"), "{said}");
    }
    assert_eq!(folder.run(&["method", "show", "own.toml"]).status.code(), Some(0));
}

#[test]
fn an_output_of_a_configuration_lies_below_its_own_folder() {
    for output in
        ["/tmp/x/", "../x/", "out/../../x/", "..", "C:\\\\x\\\\", "\\\\\\\\server\\\\x\\\\", "a\\\\..\\\\..\\\\x\\\\"]
    {
        let folder = with(&[("a.toml", REGISTER)]);
        folder.write("tobokel.toml", format!("[assess]\noutput = [\"fine/\", \"{output}\"]\n"));
        for command in ["assess", "check"] {
            let ran = folder.run(&[command, "a.toml"]);
            assert_eq!(ran.status.code(), Some(2), "{output}: {}", said(&ran));
            assert!(said(&ran).contains("TB905") && said(&ran).contains("tobokel.toml:2:"), "{output}: {}", said(&ran));
            assert!(said(&ran).contains("-o"), "{output}: {}", said(&ran));
        }
        assert!(!folder.path("fine").exists(), "{output}");
    }
    let folder = with(&[("work/a.toml", REGISTER), ("work/sub/s.toml", "[assess]\noutput = \"out/\"\n")]);
    let ran = folder.command_in("work", &["assess", "a.toml", "--config", "sub/s.toml"]).output().unwrap();
    assert!(folder.path("work/sub/out/a.xlsx").is_file(), "{}", said(&ran));
}

#[cfg(unix)]
#[test]
fn an_output_of_a_configuration_follows_no_link_out_of_its_folder() {
    use std::os::unix::fs::symlink;
    for (link, to) in [("out", "../elsewhere"), ("out/a.xlsx", "../../elsewhere/a.xlsx"), ("fine", ".")] {
        let folder = with(&[("work/a.toml", REGISTER), ("elsewhere/a.xlsx", "")]);
        folder.write("work/tobokel.toml", "[assess]\noutput = \"out/\"\n");
        let link_at = folder.path("work").join(link);
        std::fs::create_dir_all(link_at.parent().unwrap()).unwrap();
        symlink(to, &link_at).unwrap();
        let ran = folder.command_in("work", &["assess", "a.toml", "--fail-on", "never"]).output().unwrap();
        if link == "fine" {
            assert_eq!(ran.status.code(), Some(0), "{}", said(&ran));
            continue;
        }
        assert_eq!(ran.status.code(), Some(2), "{link}: {}", said(&ran));
        assert!(said(&ran).contains("TB905") && said(&ran).contains("tobokel.toml:2:10"), "{link}: {}", said(&ran));
        assert_eq!(std::fs::read(folder.path("elsewhere/a.xlsx")).unwrap(), b"");
        // Who names the place on the command line decides for themselves.
        if link == "out" {
            let asked = folder
                .command_in("work", &["assess", "a.toml", "-o", "out/new.xlsx", "--fail-on", "never"])
                .output()
                .unwrap();
            assert_eq!(asked.status.code(), Some(0), "{}", said(&asked));
        }
    }
}
