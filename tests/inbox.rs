//! A ministry's folder: whose each file is, what became of it, and nothing counted twice.

use super::support::{Folder, said};
use serde_json::Value;

const DAY: &[&str] = &["--as-of", "2026-11-21", "--lang", "en"];

/// A register that gives a name, no id.
fn register(name: &str, risk: &str) -> String {
    format!(
        r#"[organization]
name = "{name}"

[assessment]
date = 2026-06-15
order = "1"
assessors = ["secretary"]
high_level_controller = "head"

[[function]]
name = "Issuing certificates"

[[function.situation]]
text = "{risk}"
likelihood = {{ score = 1, justification = "The queue is kept on paper and checked daily." }}
harm = {{ score = 2, justification = "People lose trust in the office." }}
"#
    )
}

fn consolidated(folder: &Folder) -> Value {
    let run = folder.run(&["assess", "in", "-o", "out/"]);
    assert!(run.status.code().is_some_and(|code| code < 2), "{}", said(&run));
    serde_json::from_str(&folder.read("out/consolidated.json")).unwrap()
}

/// What became of each file: its path, the word, its organisation, the file of which it is one.
fn became(document: &Value) -> Vec<[String; 4]> {
    let text = |file: &Value, key: &str| file[key].as_str().unwrap_or("-").to_owned();
    let files = document["files"].as_array().unwrap();
    files.iter().map(|file| ["path", "became", "organization", "of"].map(|key| text(file, key))).collect()
}

fn ids(document: &Value, list: &str) -> Vec<String> {
    let ids = document[list].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
    ids.collect()
}

#[test]
fn every_file_of_the_folders_is_accounted_for() {
    let risk = "A clerk takes money for a certificate out of turn";
    let folder = Folder::with(&[], DAY);
    folder.write("in/north/Dostuk.toml", register("Dostuk", risk));
    folder.write("in/north/post/Dostuk.toml", register("Dostuk", risk));
    folder.write("in/north/Ak-Suu.toml", register("Ak-Suu", risk));
    folder.write("in/south/Ak-Suu.toml", register("Ak-Suu", "A clerk loses a file on purpose"));
    folder.write("in/south/Kemin.toml", register("Kemin", risk));
    folder.write("in/south/Kemin v2.toml", register("Kemin", "An inspector warns before a check"));
    folder.write("in/south/empty.xlsx", "");
    folder.write("in/south/letter.csv", "To whom it may concern\n");
    folder.write("in/south/scan.pdf", "%PDF-1.4");
    folder.write("in/south/~$Kemin.xlsx", "lock");
    folder.write("in/south/.hidden", "");
    let document = consolidated(&folder);
    let found = became(&document);
    let found: Vec<[&str; 4]> = found.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    assert_eq!(
        found,
        [
            ["in/north/Ak-Suu.toml", "register", "north/Ak-Suu", "-"],
            ["in/north/Dostuk.toml", "register", "Dostuk", "-"],
            ["in/north/post/Dostuk.toml", "copy", "Dostuk", "in/north/Dostuk.toml"],
            ["in/south/Ak-Suu.toml", "register", "south/Ak-Suu", "-"],
            ["in/south/Kemin v2.toml", "register", "Kemin v2", "-"],
            ["in/south/Kemin.toml", "replaced", "Kemin v2", "in/south/Kemin v2.toml"],
            ["in/south/empty.xlsx", "refused", "-", "-"],
            ["in/south/letter.csv", "refused", "-", "-"],
            ["in/south/scan.pdf", "unsupported", "-", "-"],
        ]
    );
    // The earlier version was read, and the copy is none of the files.
    let told = said(&folder.run(&["assess", "in", "-o", "again/"]));
    assert!(told.contains("Files — 7: read — 5, not read — 2."), "{told}");
    // Nothing is counted twice, in no document.
    assert_eq!(ids(&document, "organizations").len(), 4);
    let keys: Vec<&str> = ["north/Ak-Suu", "south/Ak-Suu", "Dostuk", "Kemin v2"].into();
    let situations = folder.read("out/situations.csv");
    for key in keys {
        assert_eq!(situations.matches(&format!("{key}/1")).count(), 1, "{key}: {situations}");
    }
    assert_eq!(situations.lines().count(), 5);
    assert_eq!(folder.read("out/files.csv").lines().count(), 10);
    let shown = folder.run(&["assess", "in", "--format", "json"]);
    let all: Value = serde_json::from_slice(&shown.stdout).unwrap();
    let read = all["registers"].as_array().unwrap().iter().filter(|one| one["summary"]["situations"] != 0);
    assert_eq!(read.count(), 4);
    // The same again, compared.
    let check = folder.run(&["assess", "in", "-o", "out/", "--check"]);
    assert_eq!(check.status.code(), Some(1), "the folder has refused files");
    assert!(!said(&check).contains("differs"), "{}", said(&check));
}

#[test]
fn attendance_goes_by_names_aliases_and_folders() {
    let risk = "A clerk takes money for a certificate out of turn";
    let folder = Folder::with(&[], DAY);
    folder.write(
        "tobokel.toml",
        r#"
[[organization]]
id = "kemin"
name = "Кемин району"

[[organization]]
id = "sokuluk"
name = "Сокулук айыл өкмөтү"

[[organization]]
id = "aksu-chui"
name = "Ак-Суу айыл өкмөтү"
parent = "Чүй облусу"

[[organization]]
id = "aksu-ik"
name = "Ак-Суу айыл өкмөтү"
parent = "Ысык-Көл облусу"

[[organization]]
id = "archive"
name = "Талас облустук архиви"
aliases = ["мамархив"]

[[organization]]
id = "min-kush"
name = "Миң-Куш айыл өкмөтү"

[[organization]]
id = "naryn"
name = "Нарын шаарынын мэриясы"
"#,
    );
    folder.write("in/Чүй облусу/Кемин.toml", register("Кемин", risk));
    folder.write("in/Чүй облусу/Сокулук а.ө. толтурулган.toml", register("«Сокулук» а.ө.", risk));
    folder.write("in/Чүй облусу/1.toml", register("Ак-Суу айыл өкмөтү", "A clerk loses a file on purpose"));
    folder.write("in/Ысык-Көл облусу/2.toml", register("Ак-Суу айыл өкмөтү", "An inspector warns before a check"));
    folder.write("in/Талас/3.toml", register("Мамархив", "A guard lets files out for money"));
    folder.write("in/Нарын/Миң-Куш.xlsx", "");
    folder.write("in/Нарын/Ат-Башы.toml", register("Ат-Башы", "A driver sells fuel of the office"));
    let document = consolidated(&folder);
    // Somebody who reads the screen knows names; an id stands beside one that two bodies have.
    let told = said(&folder.run(&["assess", "in", "-o", "again/"]));
    assert!(told.contains("толтурулган.toml is from \"Сокулук айыл өкмөтү\": "), "{told}");
    assert!(told.contains("1.toml is from \"Ак-Суу айыл өкмөтү (aksu-chui)\": "), "{told}");
    let mut found = ids(&document, "organizations");
    found.sort();
    assert_eq!(found, ["aksu-chui", "aksu-ik", "archive", "kemin", "sokuluk", "Ат-Башы"]);
    assert_eq!(ids(&document, "missing"), ["min-kush", "naryn"]);
    assert_eq!(document["missing"][0]["unreadable"], "in/Нарын/Миң-Куш.xlsx");
    assert_eq!(ids(&document, "unexpected"), ["Ат-Башы"]);
}

#[test]
fn what_is_not_clear_is_a_finding_at_the_file() {
    let folder = Folder::with(&[], DAY);
    folder.write(
        "tobokel.toml",
        "[[organization]]\nid = \"a\"\nname = \"Ак-Суу айыл өкмөтү\"\nparent = \"Чүй\"\n\n\
         [[organization]]\nid = \"b\"\nname = \"Ак-Суу айыл өкмөтү\"\nparent = \"Талас\"\n",
    );
    folder.write("in/Ак-Суу.toml", register("Ак-Суу айыл өкмөтү", "A clerk loses a file on purpose"));
    folder.write("in/Кемин.toml", register("Кемин", "A clerk takes money for a certificate out of turn"));
    folder.write("in/почта/Кемин.toml", register("Кемин", "An inspector warns before a check"));
    folder.write("in/скан.pdf", "%PDF-1.4");
    let run = folder.run(&["check", "in", "--format", "concise"]);
    let lines = said(&run);
    for (path, code) in [("in/Ак-Суу.toml", "TB021"), ("in/почта/Кемин.toml", "TB022"), ("in/скан.pdf", "TB023")]
    {
        let is_told = lines.lines().any(|line| line.starts_with(path) && line.contains(code));
        assert!(is_told, "{path}: {lines}");
    }
    // Which is the later, the day tells.
    let dated = register("Кемин", "An inspector warns before a check").replace("2026-06-15", "2026-09-01");
    folder.write("in/почта/Кемин.toml", dated);
    assert!(!said(&folder.run(&["check", "in", "--format", "concise"])).contains("TB022"));
}

#[test]
fn a_second_run_says_what_became_of_each_body() {
    let folder = Folder::with(&[], DAY);
    let risk = "A clerk takes money for a certificate out of turn";
    let faulty = |name: &str| register(name, risk).replace("harm = { score = 2", "harm = { score = 7");
    folder.write("in/same.toml", register("Same", risk));
    folder.write("in/mended.toml", faulty("Mended"));
    folder.write("in/still.toml", faulty("Still"));
    folder.write("in/gone.toml", register("Gone", "A driver sells fuel of the office"));
    folder.write("in/other.toml", register("Other", "A guard lets files out for money"));
    folder.run(&["assess", "in", "-o", "first/"]);
    folder.write("in/mended.toml", register("Mended", "An inspector warns before a check"));
    folder.write("in/other.toml", register("Other", "A guard lets people in for money"));
    folder.write("in/new.toml", register("New", "A clerk loses a file on purpose"));
    // With an error, and new all the same.
    folder.write("in/newer.toml", faulty("Newer").replace("out of turn", "at home"));
    std::fs::remove_file(folder.path("in/gone.toml")).unwrap();
    let run = folder.run(&["assess", "in", "-o", "second/", "--since", "first/consolidated.json"]);
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    let document: Value = serde_json::from_str(&folder.read("second/consolidated.json")).unwrap();
    let moved = document["since"].as_array().unwrap().iter();
    let mut states: Vec<[&str; 2]> =
        moved.map(|one| ["organization", "state"].map(|key| one[key].as_str().unwrap())).collect();
    states.sort_unstable();
    let expected = [
        ["gone", "gone"],
        ["mended", "corrected"],
        ["new", "new"],
        ["newer", "new"],
        ["other", "changed"],
        ["same", "unchanged"],
        ["still", "still-faulty"],
    ];
    assert_eq!(states, expected);
    let mended = document["since"].as_array().unwrap().iter().find(|one| one["organization"] == "mended").unwrap();
    assert_eq!((&mended["errors_before"], &mended["errors"]), (&1.into(), &0.into()));
    assert_eq!(mended["gone"][0]["code"], "TB101");
    // Something else than a consolidation is refused by name.
    let run = folder.run(&["assess", "in", "-o", "third/", "--since", "tobokel.toml"]);
    assert_eq!(run.status.code(), Some(2));
}

#[test]
fn the_list_of_bodies_says_who_is_above_and_the_worst_finding_says_why_a_file_was_refused() {
    let folder = Folder::with(&[], DAY);
    folder.write("tobokel.toml", "[[organization]]\nid = \"kemin\"\nname = \"Kemin\"\nparent = \"Chui\"\n");
    let own = "[organization]\nname = \"Kemin\"\nparent = \"a district\"\n";
    let text = register("Kemin", "A clerk loses a file on purpose").replace("[organization]\nname = \"Kemin\"\n", own);
    folder.write("in/Kemin.toml", text);
    // A header and nothing below it: that no organisation is named is the smaller fault.
    folder.write("in/empty.csv", "No,Function,Case or situation,Likelihood,Harm\n");
    let document = consolidated(&folder);
    assert_eq!(document["registers"][0]["organization"]["parent"], "Chui");
    let files = document["files"].as_array().unwrap();
    let empty = files.iter().find(|file| file["path"] == "in/empty.csv").unwrap();
    assert_eq!((&empty["became"], &empty["reason"]), (&"refused".into(), &"the file holds no situation".into()));
}
