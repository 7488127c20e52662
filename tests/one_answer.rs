//! One body, one post, one measure: every command and every document gives the same answer about it, and none takes two for
//! one.

use super::support::{said, tobokel};
use serde_json::Value;
use std::path::Path;
use std::process::Output;
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
    tobokel(folder.path(), arguments).args(["--lang", "en", "--as-of", "2026-11-21"]).output().unwrap()
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
        "1|chief specialist|Land department|2|1, 3|high",
        "2|chief specialist||1|4|medium",
        "3|Chief specialist|Finance department|1|2|low",
    ];
    assert!(listed.windows(3).any(|rows| rows == wanted), "{listed:#?}");
    let all = rows(&folder.path().join("out/consolidated.xlsx"), "Exposed positions");
    let wanted = [
        "Body",
        "1|chief specialist|Land department|2|high",
        "2|chief specialist||1|medium",
        "3|Chief specialist|Finance department|1|low",
        "Other",
        "4|chief specialist|Land department|2|high",
    ];
    assert!(all.windows(6).any(|rows| rows == wanted), "{all:#?}");
    let all = std::fs::read_to_string(folder.path().join("out/consolidated.json")).unwrap();
    let all: Value = serde_json::from_str(&all).unwrap();
    let posts: Vec<_> = all["positions"].as_array().unwrap().iter().map(|post| &post["unit"]).collect();
    assert_eq!(posts[..3], [&Value::from("Land department"), &Value::Null, &Value::from("Finance department")]);
    assert_eq!(posts[3..], posts[..3]);
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
    // One cause is one finding: such a term is not told of as overdue besides.
    assert!(found("b.toml").contains("TB405") && !found("b.toml").contains("TB406"), "{}", found("b.toml"));
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
        // Of several files together it says that these are errors in registers.
        let is_mark = |row: &String| row.replace(" in registers", "").starts_with(mark);
        assert!(shown.iter().any(is_mark), "{arguments:?}: {shown:#?}");
        let on_screen = said(&run(&folder, &arguments[..arguments.len() - 2]));
        assert!(on_screen.contains(mark), "{arguments:?}: {on_screen}");
    }
    // A calendar says so in its name and in each event; so does what explains one risk.
    let open = reached().replace("2026-Q2", "2027-Q2").replace("measured = 100", "measured = 60");
    std::fs::write(folder.path().join("d.toml"), open.replace("responsible = [\"secretary\"]\n", "")).unwrap();
    std::fs::write(folder.path().join("e.toml"), open).unwrap();
    let calendar = |file: &str, out: &str| {
        run(&folder, &["plan", file, "-o", out, "--as-of", "2026-07-01"]);
        std::fs::read_to_string(folder.path().join(out)).unwrap().replace("\r\n ", "")
    };
    let (drafted, settled) = (calendar("d.toml", "d.ics"), calendar("e.toml", "e.ics"));
    assert!(drafted.contains("X-WR-CALNAME:Terms of plans. DRAFT: errors found: 1"), "{drafted}");
    assert_eq!(drafted.matches("DESCRIPTION:DRAFT: errors found: 1").count(), drafted.matches("BEGIN:VEVENT").count());
    assert!(settled.contains("BEGIN:VEVENT") && !settled.contains("DRAFT"), "{settled}");
    let explained = said(&run(&folder, &["explain", "in/a.toml", "1"]));
    assert!(explained.starts_with(mark), "{explained}");
    // The register stays assessed, and one without errors is no draft.
    let assessed = document(&folder, &["assess", "in/a.toml", "--format", "json"]);
    assert_eq!(assessed["registers"][0]["summary"]["assessed"], 1);
    for arguments in [
        &["assess", "clean.toml"][..],
        &["plan", "clean.toml"],
        &["monitor", "clean.toml"],
        &["explain", "clean.toml", "1"],
    ] {
        assert!(!said(&run(&folder, arguments)).contains("DRAFT"), "{arguments:?}");
    }
    // What is let pass counts for nothing, and both counts stand beside each other.
    let open = text.replace("harm = { score = 3", "harm = { justification = \"x\" }\n#");
    std::fs::write(folder.path().join("in/a.toml"), open).unwrap();
    let on_screen = said(&run(&folder, &["assess", "in/a.toml"]));
    assert!(on_screen.contains("DRAFT: 1 of 1 situations not assessed; errors found: 2"), "{on_screen}");
}

// ---- A body

/// A register with one situation and an overdue measure.
fn of_body(name: &str, points: u8) -> String {
    let measure = "[[function.situation.measure]]\ntext = \"publish every plot\"\ndue = \"2026-Q2\"\n\
                   responsible = [\"secretary\"]\nexpected_result = \"all see it\"\n";
    register(&format!("name = \"{name}\""), &[situation("1.10", "Land department", "officer", points) + measure])
}

/// Two bodies of the same name whose files have the same name.
fn two_bodies() -> TempDir {
    folder(&[("in/north/dostuk.toml", &of_body("Dostuk", 3)), ("in/south/dostuk.toml", &of_body("Dostuk", 1))])
}

const NOTE: &str =
    "The id \"dostuk\" stands for several files (2). In this run they go by: north/dostuk, south/dostuk.";

#[test]
fn two_files_of_one_name_are_two_bodies_in_every_document_and_that_is_said() {
    let folder = two_bodies();
    let output = run(&folder, &["assess", "in", "-o", "out/"]);
    assert!(said(&output).contains(NOTE), "{}", said(&output));
    let text = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let first = |name: &str| {
        text(name).lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(first("organizations.csv"), ["north/dostuk", "south/dostuk"]);
    let all: Value = serde_json::from_str(&text("consolidated.json")).unwrap();
    let ids: Vec<_> = all["organizations"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(ids, ["north/dostuk", "south/dostuk"]);
    for arguments in [&["assess", "in", "--format", "json"][..], &["plan", "in", "--format", "json"]] {
        let all = document(&folder, arguments);
        let ids: Vec<_> = all["registers"].as_array().unwrap().iter().map(|one| &one["organization"]["id"]).collect();
        assert_eq!(ids, ["north/dostuk", "south/dostuk"], "{arguments:?}");
    }
    // A file alone keeps its id.
    let one = document(&folder, &["assess", "in/north/dostuk.toml", "--format", "json"]);
    assert_eq!(one["registers"][0]["organization"]["id"], "dostuk");
}

#[test]
fn two_bodies_of_one_name_are_two_in_the_ranking_of_executions() {
    let folder = two_bodies();
    let output = run(&folder, &["monitor", "in", "-o", "monitor.xlsx"]);
    assert!(said(&output).contains(NOTE), "{}", said(&output));
    let file = folder.path().join("monitor.xlsx");
    for sheet in ["Organisations", "Executors", "Overdue"] {
        let shown = rows(&file, sheet).join("\n");
        assert!(shown.contains("Dostuk (north/dostuk)") && shown.contains("Dostuk (south/dostuk)"), "{sheet}: {shown}");
    }
    let on_screen = said(&run(&folder, &["monitor", "in"]));
    assert!(on_screen.contains("Dostuk (north/dostuk)"), "{on_screen}");
    let all = document(&folder, &["monitor", "in", "--format", "json"]);
    let ids: Vec<_> = all["plans"].as_array().unwrap().iter().map(|one| &one["organization"]["id"]).collect();
    assert_eq!(ids, ["north/dostuk", "south/dostuk"]);
    // A body's plans that name its id stay the body's.
    let plan = |id: &str| {
        format!(
            "[organization]\nname = \"Dostuk\"\n{id}[plan]\ntitle = \"p\"\n[[chapter]]\n[[chapter.task]]\ntext = \"t\"\n\
                 [[chapter.task.measure]]\ntext = \"m\"\ndue = \"2027\"\nresponsible = [\"x\"]\n"
        )
    };
    let given = of_body("Dostuk", 3).replace("[organization]\n", "[organization]\nid = \"dostuk\"\n");
    for (name, text) in [("one/a.toml", given), ("one/p.toml", plan("id = \"dostuk\"\n"))] {
        std::fs::create_dir_all(folder.path().join("one")).unwrap();
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let output = run(&folder, &["monitor", "one", "--format", "json"]);
    assert!(!said(&output).contains("stands for several"), "{}", said(&output));
}

#[test]
fn a_baseline_knows_which_of_two_bodies_had_a_high_risk() {
    let folder = two_bodies();
    let new_high = |paths: &[&str], baseline: &str| {
        let more = ["--no-new-high", "--baseline", baseline, "--format", "concise", "--select", "TB702"];
        let found = said(&run(&folder, &[&["check"], paths, &more[..]].concat()));
        let found = found.lines().filter(|line| line.contains("[TB702]"));
        found.map(|line| line.split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    std::fs::write(folder.path().join("old.json"), run(&folder, &["assess", "in", "--format", "json", "-q"]).stdout)
        .unwrap();
    // Now both are high: the southern one is new, whichever way the baseline is given and the run is cut.
    let south = folder.path().join("in/south/dostuk.toml");
    let calm = std::fs::read_to_string(&south).unwrap();
    let high = of_body("Dostuk", 3);
    for part in ["north", "south"] {
        let path = folder.path().join("old").join(part);
        std::fs::create_dir_all(&path).unwrap();
        std::fs::write(path.join("dostuk.toml"), if part == "north" { &high } else { &calm }).unwrap();
    }
    // Not the northern one's bytes: a copy is counted once.
    std::fs::write(&south, high.clone() + "# south\n").unwrap();
    for baseline in ["old.json", "old"] {
        assert_eq!(new_high(&["in"], baseline), ["in/south/dostuk.toml"], "{baseline}");
        assert_eq!(new_high(&["in/south/dostuk.toml"], baseline), ["in/south/dostuk.toml"], "{baseline}");
        assert_eq!(new_high(&["in/north/dostuk.toml"], baseline), [""; 0], "{baseline}");
    }
    // One file of before says what it knows of one of two, and nothing of the other.
    let one = run(&folder, &["assess", "old/north/dostuk.toml", "--format", "json", "-q"]);
    std::fs::write(folder.path().join("one.json"), one.stdout).unwrap();
    for baseline in ["old/north/dostuk.toml", "one.json"] {
        assert_eq!(new_high(&["in"], baseline), ["in/south/dostuk.toml"], "{baseline}");
    }
    // In a document of many, a file finds its own body, and the other one is not taken for it.
    let compared = document(&folder, &["compare", "old.json", "in/south/dostuk.toml", "--format", "json"]);
    assert_eq!(compared["old"]["organization"]["id"], "south/dostuk");
    let output = said(&run(&folder, &["compare", "old.json", "in/south/dostuk.toml"]));
    assert!(!output.contains("ids differ"), "{output}");
    // A document in which two registers have one id says nothing that can be relied on.
    let mixed = std::fs::read_to_string(folder.path().join("old.json")).unwrap();
    std::fs::write(folder.path().join("mixed.json"), mixed.replace("\"north/dostuk\"", "\"south/dostuk\"")).unwrap();
    for arguments in [
        &["check", "in", "--no-new-high", "--baseline", "mixed.json"][..],
        &["compare", "mixed.json", "in/south/dostuk.toml", "--organization", "south/dostuk"],
    ] {
        let output = run(&folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let wanted = "mixed.json holds two registers with the organisation id \"south/dostuk\"";
        assert!(said(&output).contains(wanted), "{}", said(&output));
    }
}

#[test]
fn a_waiver_for_one_of_two_bodies_lets_nothing_of_the_other_pass() {
    let folder = two_bodies();
    let waiver = |id: &str| {
        let text =
            format!("[[waiver]]\ncode = \"TB406\"\norganization = \"{id}\"\nreason = \"r\"\nuntil = 2027-01-01\n");
        std::fs::write(folder.path().join("tobokel.toml"), text).unwrap();
    };
    let let_pass = |paths: &[&str]| {
        let found = document(&folder, &[&["assess"], paths, &["--format", "json"]].concat());
        let registers = found["registers"].as_array().unwrap().iter();
        let lets = |register: &Value| {
            register["findings"]
                .as_array()
                .unwrap()
                .iter()
                .any(|found| found["code"] == "TB406" && !found["waived"].is_null())
        };
        registers.map(lets).collect::<Vec<_>>()
    };
    waiver("north/dostuk");
    assert_eq!(let_pass(&["in"]), [true, false]);
    assert_eq!(let_pass(&["in/north/dostuk.toml"]), [true]);
    let checked = document(&folder, &["check", "in", "--format", "json"]);
    assert_eq!(checked["summary"]["waived"], 1);
    // The id that two have is neither's: the waiver is reported as one that lets nothing pass.
    waiver("dostuk");
    assert_eq!(let_pass(&["in"]), [false, false]);
    assert_eq!(let_pass(&["in/south/dostuk.toml"]), [true]);
    let checked = said(&run(&folder, &["check", "in", "--format", "concise"]));
    assert!(checked.contains("TB904"), "{checked}");
}

#[test]
fn an_expected_id_that_two_files_claim_is_not_missing() {
    let folder = two_bodies();
    std::fs::write(folder.path().join("tobokel.toml"), "[[organization]]\nid = \"dostuk\"\n").unwrap();
    run(&folder, &["assess", "in", "-o", "out/"]);
    let all = std::fs::read_to_string(folder.path().join("out/consolidated.json")).unwrap();
    let all: Value = serde_json::from_str(&all).unwrap();
    assert_eq!((&all["missing"], &all["unexpected"]), (&serde_json::json!([]), &serde_json::json!([])));
}

// ---- A situation

/// The records of a CSV table, each by its columns.
fn records(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let record = |row: csv::StringRecord| header.iter().zip(&row).map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    reader.records().map(|row| record(row.unwrap())).collect()
}

#[test]
fn a_key_is_unique_in_a_run_and_a_text_in_every_format() {
    let two = |name: &str| {
        let second = situation("1.1", "Land department", "officer", 2).replace("of row 1.1", "of the first row");
        of_body(name, 3) + &second
    };
    let folder = folder(&[
        ("in/north/dostuk.toml", &two("Dostuk")),
        ("in/south/dostuk.toml", &(two("Dostuk") + "# Same words, another file.\n")),
    ]);
    let wanted = ["north/dostuk/1.1", "north/dostuk/1.10", "south/dostuk/1.1", "south/dostuk/1.10"];
    let sorted = |mut keys: Vec<String>| {
        keys.sort();
        keys.dedup();
        keys
    };
    run(&folder, &["assess", "in", "-o", "out/"]);
    let written = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let printed = |arguments: &[&str]| String::from_utf8(run(&folder, arguments).stdout).unwrap();
    let tables = [
        (written("situations.csv"), 4),
        (written("measures.csv"), 2),
        (printed(&["assess", "in", "--format", "csv"]), 4),
        (printed(&["plan", "in", "--format", "csv"]), 4),
    ];
    for (text, count) in &tables {
        let rows = records(text);
        let keys = sorted(rows.iter().map(|row| row["key"].clone()).collect());
        assert_eq!(rows.len(), *count);
        assert!(keys.iter().all(|key| wanted.contains(&key.as_str())) && keys.len() == *count, "{keys:?}");
        // One name, one meaning: "situation" is never a text, "text" always what can happen.
        for row in &rows {
            let id = row.get("situation").or(row.get("id")).unwrap();
            assert!(row["key"].ends_with(&format!("/{id}")), "{row:?}");
            assert!(row.get("text").is_none_or(|text| text.starts_with("The officer of")), "{row:?}");
        }
    }
    for (arguments, list) in [
        (&["assess", "in", "--format", "json"][..], "situations"),
        (&["assess", "in", "--format", "json"], "plan"),
        (&["plan", "in", "--format", "json"], "plan"),
    ] {
        let all = document(&folder, arguments);
        let registers = all["registers"].as_array().unwrap().iter();
        let keys =
            registers.flat_map(|one| one[list].as_array().unwrap()).map(|one| one["key"].as_str().unwrap().to_owned());
        assert_eq!(sorted(keys.collect()), wanted, "{arguments:?} {list}");
    }
}

#[test]
fn the_table_of_situations_has_what_the_register_says_of_them() {
    let control = "category = \"potential\"\ndeclared_level = \"high\"\n\
        control = { description = \"two sign\", effectiveness = \"high\", evidence = \"the log\", lowers = false }\n";
    let text = register("name = \"Body\"", &[situation("1", "Land department", "officer", 3) + control]);
    let folder = folder(&[("in/a.toml", &text)]);
    run(&folder, &["assess", "in", "-o", "out/"]);
    let joined = records(&std::fs::read_to_string(folder.path().join("out/situations.csv")).unwrap());
    let alone = records(&String::from_utf8(run(&folder, &["assess", "in", "--format", "csv"]).stdout).unwrap());
    for (column, value) in [
        ("category", "potential"),
        ("declared_level", "high"),
        ("likelihood_justification", "so it was 1 times"),
        ("harm_justification", "so much was lost 1 times"),
        ("control", "two sign"),
        ("control_effectiveness", "high"),
        ("control_evidence", "the log"),
        ("control_lowers", "false"),
        ("control_lowered", "false"),
        ("path", "in/a.toml"),
    ] {
        assert_eq!(joined[0][column], value, "{column}");
    }
    // Columns of one name hold the same in both tables.
    for (column, value) in &joined[0] {
        assert!(alone[0].get(column).is_none_or(|other| other == value), "{column}");
    }
}

#[test]
fn two_situations_under_one_id_have_two_keys() {
    let text = register("name = \"Body\"", &[situation("1", "", "officer", 3), situation("1", "", "head", 2)]);
    let folder = folder(&[("a.toml", &text)]);
    let keys = records(&String::from_utf8(run(&folder, &["assess", "a.toml", "--format", "csv"]).stdout).unwrap());
    assert_eq!([&keys[0]["key"], &keys[1]["key"]], ["a/1", "a/1 (2)"]);
}

#[test]
fn an_id_that_several_situations_have_is_explained_for_each_and_a_key_for_one() {
    let folder = two_bodies();
    let all = String::from_utf8(run(&folder, &["explain", "in", "1.10"]).stdout).unwrap();
    let heads = ["north/dostuk/1.10 (in/north/dostuk.toml)\n", "south/dostuk/1.10 (in/south/dostuk.toml)\n"];
    assert!(heads.iter().all(|head| all.contains(head)), "{all}");
    let one = String::from_utf8(run(&folder, &["explain", "in", "south/dostuk/1.10"]).stdout).unwrap();
    assert!(all.ends_with(&one) && !one.is_empty() && !one.contains("north"), "{one}");
}
