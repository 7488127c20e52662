//! `tobokel compare`: what changed between two assessments, told in three languages, as JSON and as a workbook.
//!
//! `compare/old.toml` and `compare/new.toml` hold one of each kind of change; `compare/comparison.json` is what they give.
//! `TOBOKEL_BLESS=1` writes it anew.

use super::support::tobokel;
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs in a folder.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    tobokel(folder, arguments).env("COLUMNS", "80").env("SOURCE_DATE_EPOCH", "1795219200").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The comparison of two files as JSON; they have no errors.
fn document(folder: &Path, old: &str, new: &str, more: &[&str]) -> Value {
    let output = run(folder, &[&["compare", old, new, "--format", "json"], more].concat());
    assert_eq!(output.status.code(), Some(0), "{old} {new}: {}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A register of situations: id, text, points of likelihood and of harm.
fn register(method: &str, rows: &[(&str, &str, u8, u8)]) -> String {
    let head = format!(
        "[organization]\nname = \"Управление\"\nid = \"body\"\nlanguage = \"ru\"\n[assessment]\ndate = 2026-06-15\nmethod = \"{method}\"\n\
         order = \"№ 1\"\nassessors = [\"секретарь\"]\nhigh_level_controller = \"начальник\"\n[[function]]\nname = \"Выдача справок\"\n"
    );
    let row = |(id, text, likelihood, harm): &(&str, &str, u8, u8)| {
        format!(
            "[[function.situation]]\nid = \"{id}\"\ntext = \"{text}\"\n\
             likelihood = {{ score = {likelihood}, justification = \"очередь ведётся на бумаге ({id})\" }}\n\
             harm = {{ score = {harm}, justification = \"заявители теряют доверие ({id})\" }}\n\
             [[function.situation.measure]]\ntext = \"Вести очередь на портале ({id})\"\ndue = \"2027-Q1\"\n\
             responsible = [\"секретарь\"]\nexpected_result = \"справка вне очереди сразу заметна ({id})\"\n"
        )
    };
    head + &rows.iter().map(row).collect::<String>()
}

/// A folder with files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

const TAKES: &str = "Секретарь берёт деньги за справку вне очереди";
const HIDES: &str = "Инспектор скрывает нарушение за вознаграждение от владельца";

#[test]
fn each_kind_of_change_is_in_the_document() {
    let golden = project("tests/compare/comparison.json");
    let output = run(&project("tests/compare"), &["compare", "old.toml", "new.toml", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    if std::env::var_os("TOBOKEL_BLESS").is_some() {
        std::fs::write(&golden, &output.stdout).unwrap();
    }
    assert_eq!(text(&output.stdout), std::fs::read_to_string(golden).unwrap());
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |id: &str| document["situations"].as_array().unwrap().iter().find(|row| row["id"] == id).unwrap().clone();
    assert_eq!((of("1.2")["old_id"].as_str(), of("1.2")["matched_by"].as_str()), (Some("1.1"), Some("text")));
    assert_eq!(of("1.2")["likelihood"]["rescored_without_reason"], true);
    assert_eq!(
        (&of("1.2")["measures"][0]["change"], &of("1.2")["measures"][0]["days"]),
        (&"carried-over".into(), &365.into())
    );
    assert_eq!(of("1.3")["control"], serde_json::json!(["grade-raised", "evidence-gained"]));
    assert_eq!(of("1.3")["residual"]["change"], "lowered");
    assert_eq!((&of("2.1")["control"][0], &of("2.1")["residual"]["change"]), (&"lost".into(), &"raised".into()));
    assert_eq!(document["closed_situations"][0]["id_reused"], true);
}

#[test]
fn a_register_compared_with_itself_has_no_differences() {
    for path in ["registers/dostuk.toml", "registers/department.toml", "examples/first-assessment/bakcha.toml"] {
        let output = run(&project("."), &["compare", path, path, "--format", "json", "-q"]);
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_no_difference(&document, path);
        assert_eq!(document["totals"]["carried_over"], 0, "{path}");
    }
    for path in ["examples/from-an-order/dostuk-tizmek.xlsx", "examples/first-assessment/dolboor.toml"] {
        let output = run(&project("."), &["compare", path, path, "--format", "json", "-q"]);
        assert_eq!(output.status.code(), Some(1), "{path} has errors");
        assert_no_difference(&serde_json::from_slice(&output.stdout).unwrap(), path);
    }
}

fn assert_no_difference(document: &Value, what: &str) {
    let rows = document["situations"].as_array().unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["changed"] == false), "{what}");
    for list in ["new_situations", "closed_situations", "undecided"] {
        assert_eq!(document[list], serde_json::json!([]), "{what}: {list}");
    }
}

#[test]
fn the_same_register_in_another_format_has_no_differences() {
    let place = folder(&[("r.toml", &std::fs::read_to_string(project("registers/dostuk.toml")).unwrap())]);
    let json = run(place.path(), &["assess", "r.toml", "--format", "json", "-q"]).stdout;
    std::fs::write(place.path().join("r.json"), json).unwrap();
    for to in ["r.xlsx", "r.csv"] {
        assert_eq!(run(place.path(), &["convert", "r.toml", to]).status.code(), Some(0));
    }
    let pairs =
        [("r.toml", "r.xlsx"), ("r.json", "r.toml"), ("r.xlsx", "r.json"), ("r.csv", "r.toml"), ("r.json", "r.json")];
    for (old, new) in pairs {
        let output = run(place.path(), &["compare", old, new, "--format", "json", "-q"]);
        // A CSV file cannot name who controls the high risks; that is an error.
        assert_eq!(output.status.code(), Some(i32::from(old == "r.csv")), "{}", text(&output.stderr));
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_no_difference(&document, &format!("{old} {new}"));
        assert_eq!(document["totals"]["carried_over"], 0, "{old} {new}");
    }
}

#[test]
fn swapped_texts_are_followed_and_equal_candidates_are_left_alone() {
    let old = register("kg-232-2026", &[("1", TAKES, 3, 2), ("2", HIDES, 2, 2)]);
    let swapped = register("kg-232-2026", &[("1", HIDES, 2, 2), ("2", TAKES, 3, 2)]);
    let doubled = register("kg-232-2026", &[("3", TAKES, 3, 2), ("4", TAKES, 1, 1), ("2", HIDES, 2, 2)]);
    let place = folder(&[("old.toml", &old), ("swapped.toml", &swapped), ("doubled.toml", &doubled)]);
    let document_of = |new: &str| document(place.path(), "old.toml", new, &["-q"]);
    let swapped = document_of("swapped.toml");
    assert_eq!((&swapped["situations"][0]["old_id"], &swapped["totals"]["ids_changed"]), (&"2".into(), &2.into()));
    let doubled = document_of("doubled.toml");
    assert_eq!(doubled["undecided"], serde_json::json!([{ "id": "1", "candidates": ["3", "4"] }]));
    assert_eq!((&doubled["totals"]["new"], &doubled["totals"]["closed"]), (&2.into(), &1.into()));
}

#[test]
fn different_methods_are_refused_unless_asked_and_then_the_method_stands_apart() {
    // By this method three points in all are a medium risk already.
    let method = std::fs::read_to_string(project("src/method/kg-232-2026.toml")).unwrap();
    let method = method
        .replace("id = \"kg-232-2026\"", "id = \"stricter\"")
        .replace("value = 3\nlevel = \"low\"", "value = 3\nlevel = \"medium\"")
        .replace("from = 2\nto = 3", "from = 2\nto = 2")
        .replace("from = 4\nto = 4", "from = 3\nto = 4");
    let old = register("stricter", &[("1", TAKES, 1, 2), ("2", HIDES, 2, 3)]);
    let new = register("kg-232-2026", &[("1", TAKES, 1, 2), ("2", HIDES, 1, 1)]);
    let place = folder(&[("old.toml", &old), ("new.toml", &new), ("stricter.toml", &method)]);
    let method = "stricter.toml";
    let json = run(place.path(), &["assess", "old.toml", "--method", method, "--format", "json", "-q"]).stdout;
    std::fs::write(place.path().join("old.json"), json).unwrap();
    for old in ["old.toml", "old.json"] {
        let refused = run(place.path(), &["compare", old, "new.toml", "--lang", "en"]);
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(
            said.contains("stricter") && said.contains("kg-232-2026") && said.contains("--across-methods"),
            "{said}"
        );
        let document = document(place.path(), old, "new.toml", &["-q", "--across-methods", "--old-method", method]);
        let [first, second] = [0, 1].map(|at| &document["situations"][at]["residual"]);
        // The same points: whatever differs is the method's doing. Other points: the assessors'.
        assert_eq!((&first["under_new_method"], &first["change"]), (&first["new"], &"unchanged".into()), "{first}");
        assert_eq!((&first["old"], &first["new"]), (&"medium".into(), &"low".into()));
        assert_eq!((&second["under_new_method"], &second["change"]), (&"high".into(), &"lowered".into()), "{second}");
        assert_eq!(document["totals"]["changed_by_method"], 1);
    }
    let table = run(
        place.path(),
        &["compare", "old.toml", "new.toml", "--across-methods", "--old-method", method, "--lang", "ru"],
    );
    assert!(text(&table.stdout).contains("Из-за самой"), "{}", text(&table.stdout));
}

#[test]
fn what_cannot_be_compared_is_said_with_the_way_out() {
    let one = register("kg-232-2026", &[("1", TAKES, 3, 2)]);
    let [two, third] = ["other", "third"].map(|id| one.replace("id = \"body\"", &format!("id = \"{id}\"")));
    let place = folder(&[("one.toml", &one), ("two.toml", &two), ("third.toml", &third), ("none.json", "{}")]);
    let json = run(place.path(), &["assess", "one.toml", "two.toml", "--format", "json", "-q"]).stdout;
    std::fs::write(place.path().join("both.json"), json).unwrap();
    let refused = |arguments: &[&str], what: &str| {
        let output = run(place.path(), &[&["compare", "--lang", "en"], arguments].concat());
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(what) && output.stdout.is_empty(), "{said}");
    };
    refused(&[".", "one.toml"], "holds many registers");
    refused(&["none.json", "one.toml"], "no assessment can be read");
    refused(&["both.json", "third.toml"], "body, other");
    refused(&["both.json", "one.toml", "--organization", "third"], "no register of \"third\"");
    refused(&["one.toml", "gone.toml"], "gone.toml");
    refused(&["one.toml", "two.toml", "-o", "one.toml"], "one.toml");
    assert_no_difference(
        &document(place.path(), "both.json", "two.toml", &[]),
        "the register of the same organisation",
    );
    assert_no_difference(
        &document(place.path(), "both.json", "both.json", &["--organization", "body"]),
        "the one asked for",
    );
    std::fs::write(place.path().join("mine.json"), "{}").unwrap();
    refused(&["one.toml", "two.toml", "-o", "mine.json"], "mine.json");
    assert_eq!(
        run(place.path(), &["compare", "one.toml", "two.toml", "-o", "mine.json", "--force"]).status.code(),
        Some(0)
    );
}

#[test]
fn tables_are_in_the_language_asked_for_and_fit_a_terminal() {
    for (language, word) in [("ky", "Эмне өзгөрдү"), ("ru", "Что изменилось"), ("en", "What changed")]
    {
        let output = run(&project("tests/compare"), &["compare", "old.toml", "new.toml", "--lang", language]);
        let shown = text(&output.stdout);
        assert!(shown.contains(word), "{shown}");
        let table = shown.lines().filter(|line| line.starts_with(['│', '┌', '├']));
        assert!(table.clone().count() > 20 && table.clone().all(|line| line.chars().count() <= 80), "{shown}");
        if language != "en" {
            let latin: Vec<&str> = shown
                .split(|letter: char| !letter.is_alphanumeric() && letter != '.')
                .filter(|word| word.chars().filter(char::is_ascii_alphabetic).count() > 2)
                .filter(|word| !["old.toml", "new.toml"].contains(word))
                .collect();
            assert_eq!(latin, Vec::<&str>::new(), "{language}");
        }
    }
}

#[test]
fn the_workbook_says_the_same_cell_by_cell() {
    let place = folder(&[]);
    let copy = |name: &str| std::fs::copy(project("tests/compare").join(name), place.path().join(name)).unwrap();
    for name in ["old.toml", "new.toml"] {
        copy(name);
    }
    let output = run(place.path(), &["compare", "old.toml", "new.toml", "-o", "c.xlsx", "--lang", "en"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{}", text(&output.stderr));
    let mut workbook: Xlsx<_> = open_workbook(place.path().join("c.xlsx")).unwrap();
    assert_eq!(workbook.sheet_names(), ["Summary", "Risk map", "Changes", "Measures", "Sources"]);
    let mut rows = |name: &str| -> Vec<Vec<String>> {
        let range = workbook.worksheet_range(name).unwrap();
        range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
    };
    let map = rows("Risk map");
    let cells: Vec<&[String]> = map[3..6].iter().map(|row| &row[1..4]).collect();
    assert_eq!(cells[0], ["4 · medium", "5 · high\n1.1 →", "6 · high\n+ 1.1"]);
    assert_eq!(cells[1], ["3 · low", "4 · medium\n1.3\n+ 2.2", "5 · high\n2.1"]);
    assert_eq!(cells[2], ["2 · low\n− 2.2", "3 · low\n→ 1.2 (1.1)", "4 · medium"]);
    let changes = rows("Changes");
    let row = |id: &str| changes.iter().find(|row| row[0] == id && !row[1].is_empty()).unwrap();
    assert_eq!(row("1.2")[3..8], ["3 → 1", "2", "high → low", "high", "low"]);
    assert_eq!(row("2.1")[6..], ["medium", "high", "the control is gone"]);
    let closed = changes.last().unwrap();
    assert_eq!((closed[1].as_str(), closed[8].as_str()), ("2.2", "its number now stands before another situation"));
    let measures = rows("Measures");
    let fates: Vec<&str> = measures[2..].iter().map(|row| row[4].as_str()).collect();
    assert_eq!(fates, ["carried over", "done", "new", "dropped, not done", "carried over"]);
    assert_eq!(measures[2][5..], ["quarter IV of 2025", "quarter IV of 2026", "+365"]);
    let sources = rows("Sources");
    assert!(sources.iter().any(|row| row[0] == "SHA-256 of the register" && row[1].len() == 64 && row[1] != row[2]));
}

#[test]
fn a_target_that_was_reached_is_said_of_a_register_and_of_its_json_alike() {
    let place = folder(&[]);
    let year = project("examples/a-year-later");
    let json = run(&year, &["assess", "2026-after-two-quarters.toml", "--format", "json", "-q"]).stdout;
    std::fs::write(place.path().join("old.json"), json).unwrap();
    for name in ["2026-after-two-quarters.toml", "2027.toml"] {
        std::fs::copy(year.join(name), place.path().join(name)).unwrap();
    }
    for old in ["2026-after-two-quarters.toml", "old.json"] {
        let output = run(place.path(), &["compare", old, "2027.toml", "--format", "json"]);
        let document: Value = serde_json::from_slice(&output.stdout).unwrap();
        let target = |id: &str| {
            let all = document["situations"].as_array().unwrap();
            all.iter().find(|situation| situation["id"] == id).map(|situation| situation["target"].clone()).unwrap()
        };
        assert_eq!(target("1.1"), serde_json::json!({ "level": "medium", "reached": true }), "{old}");
        assert_eq!(target("2.1"), serde_json::json!({ "level": "medium", "reached": false }), "{old}");
        assert_eq!(target("1.2"), Value::Null, "{old}");
    }
    for (language, said) in
        [("ky", "Максаттуу деңгээлге жетти"), ("ru", "Целевой уровень достигнут"), ("en", "Target level reached")]
    {
        let output = run(place.path(), &["compare", "old.json", "2027.toml", "--lang", language]);
        let words = text(&output.stdout).replace(['│', '┆', '\n'], " ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        // The last word tells reached from not reached, or the language.
        let last = said.split(' ').next_back().unwrap();
        assert!(words.contains(last), "{language}: {words}");
    }
}
