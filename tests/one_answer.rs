//! One body, one post, one measure: every command and every document gives the same answer about it, and none takes two for
//! one.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tobokel"));
    command.current_dir(folder.path()).args(arguments).args(["--lang", "en", "--as-of", "2026-11-21"]).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn document(folder: &TempDir, arguments: &[&str]) -> Value {
    let output = run(folder, arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(&output)))
}

/// Each row of a worksheet, cells parted by bars.
fn rows(file: &Path, sheet: &str) -> Vec<String> {
    use calamine::{Data, Reader as _, Xlsx, open_workbook};
    let mut workbook: Xlsx<_> = open_workbook(file).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    let shown = |cell: &Data| if let Data::String(text) = cell { text.clone() } else { cell.to_string() };
    range
        .rows()
        .map(|row| row.iter().map(shown).collect::<Vec<_>>().join("|").trim_end_matches('|').to_owned())
        .collect()
}

/// A situation of a unit with a post and points.
fn situation(id: &str, unit: &str, post: &str, points: u8) -> String {
    let unit = if unit.is_empty() { String::new() } else { format!("unit = \"{unit}\"\n") };
    format!(
        "[[function.situation]]\nid = \"{id}\"\ntext = \"The officer of row {id} asks for money\"\n{unit}\
         positions = [\"{post}\"]\nlikelihood = {{ score = {points}, justification = \"so it was {id} times\" }}\n\
         harm = {{ score = {points}, justification = \"so much was lost {id} times\" }}\n"
    )
}

fn register(head: &str, situations: &[String]) -> String {
    format!(
        "[organization]\n{head}\n[assessment]\ndate = 2026-06-15\nhigh_level_controller = \"head\"\n[[function]]\nname = \"Land\"\n{}",
        situations.concat()
    )
}

// ---- A post

#[test]
fn one_post_in_two_units_is_two_posts_in_the_workbook_and_over_all_bodies() {
    let text = register(
        "name = \"Body\"",
        &[
            situation("1", "Land department", "chief specialist", 3),
            situation("2", "Finance department", "Chief specialist", 1),
            situation("3", "land department", "chief specialist", 1),
            situation("4", "", "chief specialist", 2),
        ],
    );
    let folder = folder(&[("in/a.toml", &text), ("in/b.toml", &text.replace("Body", "Other"))]);
    run(&folder, &["assess", "in", "-o", "out/"]);
    let listed = rows(&folder.path().join("out/a.xlsx"), "Exposed positions");
    let wanted = [
        "chief specialist|Land department|2|1, 3|high",
        "chief specialist||1|4|medium",
        "Chief specialist|Finance department|1|2|low",
    ];
    assert!(listed.windows(3).any(|rows| rows == wanted), "{listed:#?}");
    let all = rows(&folder.path().join("out/consolidated.xlsx"), "Exposed positions");
    let wanted = [
        "chief specialist|Land department|2|4|high",
        "chief specialist||2|2|medium",
        "Chief specialist|Finance department|2|2|low",
    ];
    assert!(all.windows(3).any(|rows| rows == wanted), "{all:#?}");
    let all = std::fs::read_to_string(folder.path().join("out/consolidated.json")).unwrap();
    let all: Value = serde_json::from_str(&all).unwrap();
    let posts: Vec<_> = all["positions"].as_array().unwrap().iter().map(|post| &post["unit"]).collect();
    assert_eq!(posts, [&Value::from("Land department"), &Value::Null, &Value::from("Finance department")]);
}

// ---- A measure

/// A register whose only measure is in progress and has reached its indicator's target, long after its term.
fn reached() -> String {
    register(
        "name = \"Body\"",
        &[situation("1", "Land department", "officer", 3)
            + "[[function.situation.measure]]\ntext = \"publish every plot\"\ndue = \"2026-Q2\"\n\
               responsible = [\"secretary\"]\nindicator = \"plots published\"\nbaseline = 0\ntarget = 100\n\
               measured = 100\nstatus = \"in-progress\"\nevidence = \"the site\"\ntarget_level = \"medium\"\n"],
    )
}

#[test]
fn a_measure_whose_indicator_reached_its_target_is_done_for_every_command() {
    let before = reached();
    let at = before.find("[[function.situation.measure]]").unwrap();
    let after = before[..at].replace("score = 3", "score = 2");
    let folder = folder(&[("old.toml", &before), ("new.toml", &after), ("same.toml", &before)]);
    let monitored = document(&folder, &["monitor", "old.toml", "--format", "json"]);
    assert_eq!(monitored["plans"][0]["measures"][0]["state"], "done");
    let checked = said(&run(&folder, &["check", "old.toml", "--format", "concise"]));
    assert!(!checked.contains("TB406"), "{checked}");
    let json = run(&folder, &["assess", "old.toml", "--format", "json", "-q"]);
    std::fs::write(folder.path().join("old.json"), &json.stdout).unwrap();
    // The register and the JSON made from it say the same.
    for old in ["old.toml", "old.json"] {
        let compared = document(&folder, &["compare", old, "new.toml", "--format", "json"]);
        assert_eq!(compared["situations"][0]["measures"][0]["change"], "cleared", "{old}");
        assert_eq!(compared["totals"]["open_measures"], 0, "{old}");
        assert_eq!(compared["situations"][0]["target"]["reached"], true, "{old}");
        let compared = document(&folder, &["compare", old, "same.toml", "--format", "json"]);
        assert_eq!(compared["situations"][0]["measures"][0]["change"], "kept", "{old}");
    }
}

#[test]
fn a_term_that_ran_out_before_the_assessment_is_no_fault_of_a_measure_that_is_done() {
    let text = reached().replace("2026-Q2", "2026-Q1");
    let folder = folder(&[("a.toml", &text), ("b.toml", &text.replace("measured = 100", "measured = 60"))]);
    let found = |file| said(&run(&folder, &["check", file, "--format", "concise"]));
    assert!(!found("a.toml").contains("TB405"), "{}", found("a.toml"));
    assert!(found("b.toml").contains("TB405") && found("b.toml").contains("TB406"), "{}", found("b.toml"));
}

// ---- A draft

#[test]
fn every_document_of_a_register_with_errors_is_a_draft_and_says_how_many() {
    // All is assessed; the measure has no term: an error.
    let text = reached().replace("due = \"2026-Q2\"\n", "");
    let folder = folder(&[("in/a.toml", &text), ("in/b.toml", &reached()), ("clean.toml", &reached())]);
    let errors = |file: &str| {
        let found = document(&folder, &["check", file, "--format", "json"]);
        found["summary"]["error"].as_u64().unwrap()
    };
    assert_eq!((errors("in/a.toml"), errors("clean.toml")), (1, 0));
    let mark = "DRAFT: errors found: 1";
    for (arguments, sheet) in [
        (&["assess", "in/a.toml", "-o", "out.xlsx"][..], "Summary"),
        (&["plan", "in/a.toml", "-o", "plan.xlsx"], "Management plan"),
        (&["monitor", "in/a.toml", "-o", "monitor.xlsx"], "Summary"),
        (&["monitor", "in", "-o", "monitors.xlsx"], "Organisations"),
        (&["compare", "in/b.toml", "in/a.toml", "-o", "compare.xlsx"], "Summary"),
        (&["assess", "in", "-o", "consolidated.xlsx"], "Summary"),
    ] {
        run(&folder, arguments);
        let file = folder.path().join(arguments[arguments.len() - 1]);
        let shown = rows(&file, sheet);
        assert!(shown.iter().any(|row| row.starts_with(mark)), "{arguments:?}: {shown:#?}");
        let on_screen = said(&run(&folder, &arguments[..arguments.len() - 2]));
        assert!(on_screen.contains(mark), "{arguments:?}: {on_screen}");
    }
    // The register stays assessed, and one without errors is no draft.
    let assessed = document(&folder, &["assess", "in/a.toml", "--format", "json"]);
    assert_eq!(assessed["registers"][0]["summary"]["assessed"], 1);
    for arguments in [&["assess", "clean.toml"][..], &["plan", "clean.toml"], &["monitor", "clean.toml"]] {
        assert!(!said(&run(&folder, arguments)).contains("DRAFT"), "{arguments:?}");
    }
    // What is let pass counts for nothing, and both counts stand beside each other.
    let open = text.replace("harm = { score = 3", "harm = { justification = \"x\" }\n#");
    std::fs::write(folder.path().join("in/a.toml"), open).unwrap();
    let on_screen = said(&run(&folder, &["assess", "in/a.toml"]));
    assert!(on_screen.contains("DRAFT: 1 of 1 situations not assessed; errors found: 2"), "{on_screen}");
}
