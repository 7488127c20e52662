//! Results rolled up: assessments as JSON are registers again, for `assess` and for `compare`.

use super::support::{Folder, said};
use calamine::{Reader as _, Xlsx};
use serde_json::Value;
use std::io::Cursor;

const DAY: &[&str] = &["--as-of", "2026-11-21", "--lang", "en"];

/// A register: name, parent, rows of a text with the points of likelihood and of harm, whether its measure is done.
fn register(name: &str, parent: &str, rows: &[(&str, u8, u8, bool)]) -> String {
    let head = format!(
        r#"[organization]
name = "{name}"
language = "en"
parent = "{parent}"

[assessment]
date = 2026-06-15
order = "1"
assessors = ["secretary"]
high_level_controller = "head"

[[function]]
name = "Keeping the archive"

[[function]]
group = "Services"
name = "Issuing certificates"
"#
    );
    let row = |(text, likelihood, harm, done): &(&str, u8, u8, bool)| {
        let done = if *done {
            "status = \"done\"\ndone_on = 2026-05-01\nresult = \"the queue is on the portal\"\nevidence = \"screenshot\""
        } else {
            "status = \"planned\""
        };
        format!(
            r#"
[[function.situation]]
text = "{text}"
category = "situational"
unit = "Front office"
positions = ["clerk of {name}"]
likelihood = {{ score = {likelihood}, justification = "The queue of {name} is kept on paper: {text}." }}
harm = {{ score = {harm}, justification = "People of {name} lose trust in the office: {text}." }}
control = {{ description = "The head of {name} looks at the queue each week.", effectiveness = "medium", evidence = "journal" }}

[[function.situation.measure]]
text = "Keep the queue of {name} on the portal"
due = "2026-Q4"
responsible = ["secretary of {name}"]
expected_result = "each certificate out of turn is seen at once"
{done}
"#
        )
    };
    head + &rows.iter().map(row).collect::<String>()
}

const TAKES: &str = "A clerk takes money for a certificate out of turn";
const LOSES: &str = "A clerk loses a file on purpose for a bribe";
const WARNS: &str = "An inspector warns the owner before a check";

/// Two regions: four bodies, two of them of one name.
fn regions(below: &str) -> Folder {
    let folder = Folder::with(&[], DAY);
    let at = |path: &str| format!("{below}/{path}");
    folder.write(&at("chui/Ak-Suu.toml"), register("Ak-Suu", "Chui", &[(TAKES, 3, 3, false), (LOSES, 1, 1, false)]));
    folder.write(&at("chui/Kemin.toml"), register("Kemin", "Chui", &[(TAKES, 2, 2, true)]));
    folder.write(&at("ik/Ak-Suu.toml"), register("Ak-Suu", "Issyk-Kul", &[(WARNS, 1, 2, false)]));
    folder.write(&at("ik/Ton.toml"), register("Ton", "Issyk-Kul", &[(TAKES, 1, 3, false), (WARNS, 3, 2, false)]));
    folder
}

fn document(folder: &Folder, path: &str) -> Value {
    serde_json::from_str(&folder.read(path)).unwrap()
}

fn ends_well(folder: &Folder, arguments: &[&str]) -> String {
    let run = folder.run(arguments);
    assert!(run.status.code().is_some_and(|code| code < 2), "{arguments:?}: {}", said(&run));
    said(&run)
}

fn forget(value: &mut Value) {
    match value {
        Value::Array(parts) => parts.iter_mut().for_each(forget),
        Value::Object(keys) => {
            keys.retain(|key, _| key != "path" && key != "columns");
            keys.values_mut().for_each(forget);
        }
        _ => {}
    }
}

/// A document without what speaks of paths.
fn without_paths(mut document: Value) -> Value {
    let all = document.as_object_mut().unwrap();
    all.retain(|key, _| key != "files" && key != "configuration");
    forget(&mut document);
    document
}

/// A table without its columns of paths.
fn without_path(table: &str) -> Vec<String> {
    let mut rows = table.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let Some(path) = head.iter().position(|title| title == "path") else {
        return table.lines().map(str::to_owned).collect();
    };
    let from_end = head.len() - path;
    let cut = |mut row: Vec<String>| {
        row.remove(row.len() - from_end);
        row.join(",")
    };
    std::iter::once(head.clone()).chain(rows).map(cut).collect()
}

#[test]
fn a_run_over_json_gives_what_the_run_over_the_registers_gave() {
    let folder = regions("in");
    ends_well(&folder, &["assess", "in", "-o", "out/"]);
    std::fs::create_dir(folder.path("json")).unwrap();
    std::fs::copy(folder.path("out/consolidated.json"), folder.path("json/all.json")).unwrap();
    std::fs::write(folder.path("one.json"), folder.run(&["assess", "in", "--format", "json", "-q"]).stdout).unwrap();
    let of_registers = without_paths(document(&folder, "out/consolidated.json"));
    assert_eq!(of_registers["organizations"].as_array().unwrap().len(), 4);
    assert_eq!(of_registers["organizations"][0]["functions"], 2, "a function without situations stays one");
    for (input, out) in [("one.json", "again"), ("json", "twice")] {
        let said = ends_well(&folder, &["assess", input, "-o", &format!("{out}/")]);
        assert!(said.contains("stands for the registers in it: 4"), "{said}");
        assert_eq!(without_paths(document(&folder, &format!("{out}/consolidated.json"))), of_registers, "{input}");
        for table in ["situations.csv", "measures.csv", "organizations.csv"] {
            let read = |folder_of: &str| without_path(&folder.read(&format!("{folder_of}/{table}")));
            assert_eq!(read(out), read("out"), "{input}: {table}");
        }
    }
    let files = document(&folder, "twice/consolidated.json")["files"].clone();
    let row = |at: usize| ["path", "became"].map(|key| files[at][key].as_str().unwrap().to_owned());
    assert_eq!(row(0), ["json/all.json", "own-output"]);
    assert_eq!(row(1), ["json/all.json/in/chui/Ak-Suu.toml", "register"]);
    // Each register gets its workbook, in folders like those from which it came.
    assert!(folder.path("twice/all/in/chui/Kemin.xlsx").is_file());
}

/// How many findings the bodies of a run have, by their ids: errors, warnings, information; and the errors below each body.
fn found(folder: &Folder, run: &str) -> [Vec<(Value, Value)>; 2] {
    let document = document(folder, &format!("{run}/consolidated.json"));
    let rows = |list: &str, key: &str| {
        let rows = document[list].as_array().unwrap().iter();
        let mut rows: Vec<_> = rows.map(|row| (row["id"].clone(), row[key].clone())).collect();
        rows.sort_by_key(|(id, _)| id.to_string());
        rows
    };
    [rows("organizations", "findings"), rows("above", "errors")]
}

#[test]
fn what_was_found_in_the_registers_counts_in_a_run_over_their_json_and_nothing_new_is_found() {
    let folder = Folder::with(&[], DAY);
    // A table without columns for category, justification and control: one finding for the column, none for each row.
    let table = "№,Учур же кырдаал,Ыктымалдуулук,Зыян,Чара,Мөөнөтү\n1.1,Адис арызды кезексиз карайт,2,3,Кезекти порталда \
                 жүргүзүү,2026-Q4\n1.2,Адис чек араны чоңойтуп жазат,3,9,,\n1.3,Инспектор эскертет,1,1,,\n";
    folder.write("in/a.csv", table);
    folder.write("in/b.toml", register("Kemin", "Chui", &[(TAKES, 2, 2, false), (TAKES, 2, 2, false)]));
    folder.write(
        "tobokel.toml",
        "[[organization]]\nid = \"a\"\nparent = \"Chui\"\n\
         [[waiver]]\ncode = \"TB601\"\nreason = \"as agreed\"\nuntil = 2027-01-01\n",
    );
    ends_well(&folder, &["assess", "in", "-o", "out/"]);
    let [bodies, above] = found(&folder, "out");
    assert!(bodies.iter().all(|(_, counts)| counts["error"] != 0 || counts["warning"] != 0), "{bodies:?}");
    std::fs::create_dir(folder.path("json")).unwrap();
    std::fs::copy(folder.path("out/consolidated.json"), folder.path("json/all.json")).unwrap();
    std::fs::write(folder.path("one.json"), folder.run(&["assess", "in", "--format", "json", "-q"]).stdout).unwrap();
    for (input, out) in [("one.json", "again"), ("json", "twice")] {
        ends_well(&folder, &["assess", input, "-o", &format!("{out}/")]);
        assert_eq!(found(&folder, out), [bodies.clone(), above.clone()], "{input}");
        let findings = |of: &str| folder.read(&format!("{of}/findings.csv")).lines().count();
        assert_eq!(findings(out), findings("out"), "{input}");
        let registers = |of: &str| document(&folder, &format!("{of}/consolidated.json"))["registers"].clone();
        let (mut first, mut second) = (registers("out"), registers(out));
        forget(&mut first);
        forget(&mut second);
        assert_eq!(first, second, "{input}");
    }
}

#[test]
fn regions_become_a_country_by_their_parents_and_nothing_counts_twice() {
    let folder = regions("in");
    for region in ["chui", "ik"] {
        ends_well(&folder, &["assess", &format!("in/{region}"), "-o", &format!("of-{region}/")]);
        std::fs::create_dir_all(folder.path("regions")).unwrap();
        let from = folder.path(&format!("of-{region}/consolidated.json"));
        std::fs::copy(from, folder.path(&format!("regions/{region}.json"))).unwrap();
    }
    folder.write(
        "tobokel.toml",
        "[[organization]]\nid = \"chui\"\nname = \"Chui\"\nparent = \"country\"\n\
         [[organization]]\nid = \"ik\"\nname = \"Issyk-Kul\"\nparent = \"country\"\n\
         [[organization]]\nid = \"country\"\nname = \"The country\"\n",
    );
    ends_well(&folder, &["assess", "regions", "-o", "country/"]);
    let country = document(&folder, "country/consolidated.json");
    let above: Vec<_> = country["above"].as_array().unwrap().iter().collect();
    let row =
        |row: &Value| (row["id"].as_str().unwrap().to_owned(), row["organizations"].clone(), row["situations"].clone());
    let found: Vec<_> = above.iter().map(|one| row(one)).collect();
    assert_eq!(
        found,
        [
            ("country".to_owned(), 4.into(), 6.into()),
            ("chui".to_owned(), 2.into(), 3.into()),
            ("ik".to_owned(), 2.into(), 3.into()),
        ]
    );
    // Both bodies of one name are there, each with its region before its id.
    let ids: Vec<_> = country["organizations"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(ids.len(), 4);
    assert_eq!(ids.iter().filter(|id| id.as_str().unwrap().ends_with("Ak-Suu")).count(), 2, "{ids:?}");
    // The same register in a document and as a file is a copy.
    ends_well(&folder, &["assess", "regions/chui.json", "in/chui/Kemin.toml", "regions/ik.json", "-o", "mixed/"]);
    let mixed = document(&folder, "mixed/consolidated.json");
    assert_eq!(mixed["organizations"].as_array().unwrap().len(), 4);
    let files = mixed["files"].as_array().unwrap();
    let copy = files.iter().find(|file| file["became"] == "copy").unwrap();
    assert_eq!(
        (&copy["path"], &copy["of"]),
        (&"in/chui/Kemin.toml".into(), &"regions/chui.json/in/chui/Kemin.toml".into())
    );
    // Beside registers such a document is not read.
    std::fs::copy(folder.path("regions/chui.json"), folder.path("in/chui.json")).unwrap();
    let said = ends_well(&folder, &["assess", "in", "-o", "beside/"]);
    assert!(said.contains("not read beside registers"), "{said}");
    assert_eq!(document(&folder, "beside/consolidated.json")["organizations"].as_array().unwrap().len(), 4);
}

#[test]
fn parents_in_a_circle_are_told_and_not_followed() {
    let folder = Folder::with(&[], DAY);
    folder.write("in/a.toml", register("North", "South", &[(TAKES, 1, 2, false)]));
    folder.write("in/b.toml", register("South", "North", &[(LOSES, 1, 2, false)]));
    let said = ends_well(&folder, &["assess", "in", "-o", "out/"]);
    assert!(said.contains("stand above themselves"), "{said}");
    let circles = document(&folder, "out/consolidated.json")["circles"].clone();
    assert_eq!(circles, serde_json::json!([["North", "South"]]));
}

#[test]
fn a_document_of_another_method_or_a_broken_one_is_refused_with_the_reason() {
    let folder = regions("in");
    std::fs::write(folder.path("all.json"), folder.run(&["assess", "in", "--format", "json", "-q"]).stdout).unwrap();
    let text = folder.read("all.json");
    let sha256 = document(&folder, "all.json")["method"]["sha256"].as_str().unwrap().to_owned();
    folder.write("other.json", text.replace(&sha256, &"0".repeat(64)));
    folder.write("cut.json", &text[..text.len() / 2]);
    for (path, reason) in [("other.json", "made by the method"), ("cut.json", "is not whole")] {
        let run = folder.run(&["assess", path, "in/chui/Kemin.toml", "--format", "csv"]);
        assert_eq!(run.status.code(), Some(1), "{path}: {}", said(&run));
        assert!(said(&run).contains(reason), "{path}: {}", said(&run));
    }
    // A document is an input: it is not overwritten.
    let run = folder.run(&["assess", "all.json", "-o", "all.json", "--force"]);
    assert_eq!(run.status.code(), Some(2), "{}", said(&run));
    assert_eq!(folder.read("all.json"), text);
}

#[test]
fn two_years_of_a_ministry_are_compared_body_by_body() {
    let folder = regions("old");
    let new = |path: &str, text: String| folder.write(&format!("new/{path}"), text.replace("2026-06-15", "2026-11-01"));
    new("chui/Ak-Suu.toml", register("Ak-Suu", "Chui", &[(TAKES, 1, 1, true), (WARNS, 1, 2, false)]));
    new("ik/Ak-Suu.toml", register("Ak-Suu", "Issyk-Kul", &[(WARNS, 3, 3, false)]));
    new("ik/Ton town.toml", register("Ton", "Issyk-Kul", &[(TAKES, 1, 3, false), (WARNS, 3, 2, false)]));
    new("ik/Karakol.toml", register("Karakol", "Issyk-Kul", &[(LOSES, 1, 2, false)]));
    let json = |old: &str, new: &str| -> Value {
        let run = folder.run(&["compare", old, new, "--format", "json", "-q"]);
        assert!(run.status.code().is_some_and(|code| code < 2), "{}", said(&run));
        serde_json::from_slice(&run.stdout).unwrap()
    };
    let found = json("old", "new");
    assert_eq!(found["schema"], "tobokel/comparisons/1");
    let bodies: Vec<_> = found["organizations"].as_array().unwrap().iter().collect();
    let told = |one: &Value| ["id", "old_id", "matched_by", "trend"].map(|key| one[key].as_str().unwrap().to_owned());
    let told: Vec<_> = bodies.iter().map(|one| told(one)).collect();
    let told: Vec<[&str; 4]> = told.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    assert_eq!(
        told,
        [
            ["chui/Ak-Suu", "chui/Ak-Suu", "id", "better"],
            ["ik/Ak-Suu", "ik/Ak-Suu", "id", "worse"],
            ["Ton town", "Ton", "name", "same"],
        ]
    );
    assert_eq!(
        (&bodies[0]["measures_done"], &bodies[0]["totals"]["new"], &bodies[0]["totals"]["closed"]),
        (&1.into(), &1.into(), &1.into())
    );
    assert_eq!(bodies[1]["totals"]["carried_over"], 1);
    assert_eq!((&found["better"], &found["worse"], &found["same"]), (&1.into(), &1.into(), &1.into()));
    let names = |list: &str| {
        found[list].as_array().unwrap().iter().map(|one| one["organization"]["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (names("new_organizations"), names("gone_organizations")),
        (vec!["Karakol".into()], vec!["Kemin".into()])
    );
    assert_eq!((&found["old"]["situations"], &found["new"]["situations"]), (&6.into(), &6.into()));
    // The same from the results of both years.
    for year in ["old", "new"] {
        let document = folder.run(&["assess", year, "--format", "json", "-q"]).stdout;
        std::fs::write(folder.path(&format!("{year}.json")), document).unwrap();
    }
    let of_results = json("old.json", "new.json");
    assert_eq!(without_paths(of_results), without_paths(found));
    // As a table, and as a workbook.
    let shown = ends_well(&folder, &["compare", "old", "new"]);
    assert!(shown.contains("Got better — 1, got worse — 1, as before — 1, not assessed — 0."), "{shown}");
    ends_well(&folder, &["compare", "old", "new", "-o", "change.xlsx"]);
    assert!(folder.path("change.xlsx").is_file());
}

#[test]
fn of_two_earlier_bodies_of_one_name_none_is_taken_silently() {
    let folder = Folder::with(&[], DAY);
    folder.write("old/1.toml", register("Ak-Suu", "", &[(TAKES, 3, 3, false)]));
    folder.write("old/other/2.toml", register("Kemin", "", &[(LOSES, 3, 3, false)]));
    folder.write("old/third/3.toml", register("Ak-Suu", "", &[(TAKES, 1, 1, false)]));
    folder.write("new/x.toml", register("Ak-Suu", "", &[(TAKES, 3, 3, false)]));
    folder.write("new/y.toml", register("Kemin", "", &[(LOSES, 3, 3, false)]));
    let run = folder.run(&["compare", "old", "new", "--format", "json"]);
    assert!(said(&run).contains("None of them was taken"), "{}", said(&run));
    let found: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(found["organizations"].as_array().unwrap().len(), 1);
    assert_eq!(found["undecided"][0]["candidates"], serde_json::json!(["1", "3"]));
    // A baseline takes none either: what was high is new.
    let run =
        folder.run(&["check", "new", "--no-new-high", "--baseline", "old", "--select", "TB702", "--format", "concise"]);
    let found = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(found.contains("x.toml") && !found.contains("y.toml"), "{found} {}", said(&run));
}

#[test]
fn the_rows_of_the_bodies_above_sum_to_all_bodies() {
    let folder = regions("in");
    let own = register("Directorate", "", &[(LOSES, 2, 2, false), (WARNS, 1, 1, false)]);
    folder.write("in/own.toml", own.replace("parent = \"\"\n", ""));
    ends_well(&folder, &["assess", "in", "-o", "out/"]);
    let bytes = std::fs::read(folder.path("out/consolidated.xlsx")).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range("Bodies above").unwrap();
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    // The bodies, the missing ones, the situations.
    let counts = |name: &str| {
        let row = rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name}: {rows:?}"));
        [1, 3].map(|at| row[at].parse::<usize>().unwrap())
    };
    assert_eq!(counts("Chui"), [2, 3]);
    assert_eq!(counts("Issyk-Kul"), [2, 3]);
    assert_eq!(counts("No body above is named"), [1, 2]);
    // Where each has one, there is no such row.
    std::fs::remove_file(folder.path("in/own.toml")).unwrap();
    ends_well(&folder, &["assess", "in", "-o", "out/"]);
    let bytes = std::fs::read(folder.path("out/consolidated.xlsx")).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range("Bodies above").unwrap();
    assert!(sheet.rows().all(|row| row[0] != "No body above is named"));
}

#[test]
fn bodies_without_points_are_neither_better_nor_unchanged_and_nothing_empty_is_written() {
    let folder = Folder::with(&[], DAY);
    let open = |text: String| text.replace("likelihood = { score = 1, ", "likelihood = { ");
    let later = |text: String| text.replace("2026-06-15", "2026-11-01");
    for (year, change) in [("old", str::to_owned as fn(&str) -> String), ("new", |text| text.to_owned())] {
        let text = |name: &str, rows: &[(&str, u8, u8, bool)]| {
            let text = change(&register(name, "Chui", rows));
            if year == "new" { later(text) } else { text }
        };
        folder.write(&format!("{year}/same.toml"), text("Same", &[(TAKES, 2, 2, false)]));
        let points = text("Open", &[(LOSES, 1, 2, false)]);
        folder.write(&format!("{year}/open.toml"), if year == "new" { open(points) } else { points });
    }
    let run = folder.run(&["compare", "old", "new", "--format", "json", "-q"]);
    let found: Value = serde_json::from_slice(&run.stdout).unwrap();
    let counts = ["better", "same", "worse", "not_assessed"].map(|key| found[key].as_u64().unwrap());
    assert_eq!(counts, [0, 1, 0, 1], "{found}");
    let run = folder.run(&["compare", "old", "new", "-o", "change.xlsx"]);
    let bytes = std::fs::read(folder.path("change.xlsx")).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    // The same bodies are in both, no term moved.
    let sheets = workbook.sheet_names();
    assert!(!sheets.contains(&"In one assessment alone".to_owned()), "{sheets:?}: {}", said(&run));
    let rows = |workbook: &mut Xlsx<_>, sheet: &str| -> Vec<Vec<String>> {
        let sheet = workbook.worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}: {sheets:?}"));
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let carried = rows(&mut workbook, "Measures carried over");
    assert!(carried[1].contains(&"Deadline now".to_owned()) && !carried[1].contains(&"Days".to_owned()), "{carried:?}");
    let bodies = rows(&mut workbook, "Organisations");
    let open = bodies.iter().find(|row| row[0] == "Open").unwrap();
    assert!(open[1] == "not assessed" && open[9..].iter().any(|cell| cell.ends_with("→ —")), "{bodies:?}");
    // What is said of the files: the earlier ones first.
    folder.write("old/a.pdf", "%PDF-1.7");
    folder.write("new/b.pdf", "%PDF-1.7");
    let told = said(&folder.run(&["compare", "old", "new"]));
    let at = |name: &str| told.find(name).unwrap_or_else(|| panic!("{name}: {told}"));
    assert!(at("old/a.pdf") < at("new/b.pdf"), "{told}");
}
