//! Reports that stand twice: in one file, in an earlier file of the body, in the file of another body; the finding names both places.

use crate::support::{Folder, said};
use serde_json::Value;
use std::fmt::Write as _;

const ALWAYS: &[&str] = &["--as-of", "2026-10-10", "--lang", "en"];

/// A measure that was carried out on a day.
struct Done<'a> {
    text: &'a str,
    on: &'a str,
    result: &'a str,
    more: &'a str,
}

fn done<'a>(text: &'a str, on: &'a str, result: &'a str) -> Done<'a> {
    Done { text, on, result, more: "" }
}

const PARK: &str = "В парке высажено 120 саженцев и установлено 15 скамеек";
const TURNED: &str = "Установлено 15 скамеек, высажено в парке 120 саженцев";

fn plan(body: &str, measures: &[Done<'_>]) -> String {
    let mut text = format!(
        "[organization]\nname = \"{body}\"\nlanguage = \"ru\"\n[plan]\ntitle = \"План\"\n[[chapter]]\nname = \"Раздел\"\n[[chapter.task]]\n"
    );
    for Done { text: measure, on, result, more } in measures {
        let on = if on.is_empty() { String::new() } else { format!("done_on = {on}\n") };
        let _ = write!(
            text,
            "[[chapter.task.measure]]\ntext = \"{measure}\"\nresponsible = [\"бухгалтер\"]\nstatus = \"done\"\n{on}result = \"{result}\"\n{more}\n"
        );
    }
    text
}

fn register(body: &str, measures: &[Done<'_>]) -> String {
    let plan = plan(body, measures);
    let measures = plan.split_once("[[chapter.task]]\n").map(|(_, measures)| measures).unwrap_or_default();
    format!(
        "[organization]\nname = \"{body}\"\nlanguage = \"ru\"\n[[function]]\nname = \"Благоустройство\"\n[[function.situation]]\n\
         text = \"Подрядчика выбирают без торгов\"\nlikelihood = {{ score = 2, justification = \"Торги не объявляли\" }}\n\
         harm = {{ score = 2, justification = \"Переплата за год\" }}\n{}",
        measures.replace("chapter.task.measure", "function.situation.measure")
    )
}

/// The findings about repeats: code, file, the key of the field, and what is said.
fn found(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let all = [&["check", "--format", "json", "--select", "TB423,TB424,TB425"], arguments].concat();
    let output = folder.run(&all);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    let finding = |found: &Value| {
        let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("code"), text("message"))
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    list(&document["registers"]).iter().flat_map(|of| list(&of["findings"])).map(|one| finding(&one)).collect()
}

#[test]
fn three_in_a_row_are_two_findings_that_name_the_first() {
    let measures =
        [done("Парк", "2026-03-20", PARK), done("Парк", "2026-06-20", TURNED), done("Парк", "2026-09-20", PARK)];
    for (name, text) in [("plan.toml", plan("Город", &measures)), ("register.toml", register("Город", &measures))]
    {
        let folder = Folder::with(&[(name, &text)], ALWAYS);
        let found = found(&folder, &[name]);
        assert_eq!(found.len(), 2, "{found:#?}");
        let line = text.lines().position(|line| line.starts_with("result")).expect("there is one") + 1;
        for (found, shown) in found.iter().zip([TURNED, PARK]) {
            let whole = found.contains(&format!("(line {line})")) && found.contains(shown);
            assert!(found.starts_with("TB423 ") && whole, "{found}");
        }
    }
}

#[test]
fn result_and_evidence_of_one_measure_are_one_finding_and_an_order_for_two_measures_is_none() {
    let order = "evidence = \"Приказ № 45 от 12.02.2026\"\n";
    let with = |text, on, result| Done { text, on, result, more: order };
    let both = plan("Город", &[with("Парк", "2026-03-20", PARK), with("Парк", "2026-06-20", PARK)]);
    let folder = Folder::with(&[("plan.toml", &both)], ALWAYS);
    let all = found(&folder, &["plan.toml"]);
    assert_eq!(all.len(), 1, "{all:#?}");
    assert!(all[0].contains("Result, Evidence of execution"), "{all:#?}");
    let two = [with("Парк", "2026-03-20", PARK), with("Сайт", "2026-03-25", "Сайт открыт для жалоб жителей на дворы")];
    folder.write("two.toml", plan("Город", &two));
    assert_eq!(found(&folder, &["two.toml"]), [""; 0]);
    let later =
        [with("Парк", "2026-03-20", PARK), with("Сайт", "2026-06-25", "Сайт открыт для жалоб жителей на дворы")];
    folder.write("later.toml", plan("Город", &later));
    assert_eq!(found(&folder, &["later.toml"]).len(), 1);
}

#[test]
fn a_baseline_shows_what_is_reported_again_and_not_what_is_carried_on() {
    let before = plan(
        "Город Талас",
        &[done("Парк", "2025-09-20", PARK), done("Сайт", "2025-08-01", "Сайт открыт, 31 жалоба рассмотрена")],
    );
    let now = plan(
        "Город Талас",
        &[done("Парк", "2026-09-20", TURNED), done("Сайт", "2025-08-01", "Сайт открыт, 31 жалоба рассмотрена")],
    );
    let folder = Folder::with(&[("old/last-year.toml", &before), ("this-year.toml", &now)], ALWAYS);
    for baseline in ["old", "old/last-year.toml"] {
        let found = found(&folder, &["this-year.toml", "--baseline", baseline]);
        assert_eq!(found.len(), 1, "{found:#?}");
        let whole = found[0].contains("measure 1.1.1 (old/last-year.toml, line ") && found[0].contains(TURNED);
        assert!(found[0].starts_with("TB424 ") && whole, "{found:#?}");
    }
    assert_eq!(found(&folder, &["this-year.toml"]), [""; 0]);
}

#[test]
fn both_places_stand_in_json_and_in_sarif() {
    let before = plan("Город Талас", &[done("Сайт", "2025-08-01", "Сайт открыт, 31 жалоба рассмотрена")]);
    let now = plan(
        "Город Талас",
        &[
            done("Парк", "2026-03-20", PARK),
            done("Парк", "2026-06-20", TURNED),
            done("Сайт", "2026-08-01", "Рассмотрена 31 жалоба, сайт открыт"),
        ],
    );
    let folder = Folder::with(&[("old.toml", &before), ("new.toml", &now)], ALWAYS);
    let run = |format| {
        let output =
            folder.run(&["check", "new.toml", "--baseline", "old.toml", "--format", format, "--select", "TB423,TB424"]);
        serde_json::from_slice::<Value>(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)))
    };
    let line = |text: &str, result: &str| text.lines().position(|line| line.contains(result)).expect("it is there") + 1;
    let expected = [("TB423", "new.toml", line(&now, PARK)), ("TB424", "old.toml", line(&before, "31"))];
    let (json, sarif) = (run("json"), run("sarif"));
    for (at, (code, path, line)) in expected.into_iter().enumerate() {
        let found = &json["registers"][0]["findings"][at];
        assert_eq!(found["code"], code, "{json:#}");
        assert_eq!((&found["other_place"]["path"], &found["other_place"]["line"]), (&path.into(), &line.into()));
        let related = &sarif["runs"][0]["results"][at]["relatedLocations"][0]["physicalLocation"];
        assert_eq!(related["artifactLocation"]["uri"], path, "{sarif:#}");
        assert_eq!(related["region"]["startLine"], line, "{sarif:#}");
    }
    // A finding of one place has no other.
    let all = folder.run(&["check", "new.toml", "--format", "json"]);
    let all: Value = serde_json::from_slice(&all.stdout).unwrap_or_else(|_| panic!("{}", said(&all)));
    let findings = all["registers"][0]["findings"].as_array().expect("a list");
    assert!(findings.iter().any(|found| found.get("other_place").is_none()), "{all:#}");
}

#[test]
fn what_repeats_the_same_file_and_the_earlier_one_is_found_once() {
    let before = plan("Город Талас", &[done("Парк", "2025-09-20", PARK)]);
    let now = plan("Город Талас", &[done("Парк", "2026-03-20", PARK), done("Парк", "2026-06-20", TURNED)]);
    let folder = Folder::with(&[("old.toml", &before), ("new.toml", &now)], ALWAYS);
    let found = found(&folder, &["new.toml", "--baseline", "old.toml"]);
    let codes: Vec<&str> = found.iter().map(|found| &found[..5]).collect();
    // The first one stands in the earlier file, the second one in the first.
    assert_eq!(codes, ["TB424", "TB423"], "{found:#?}");
}

#[test]
fn a_json_of_last_quarter_is_a_baseline_too() {
    let before = register("Город Талас", &[done("Парк", "2026-03-20", PARK)]);
    let now = register("Город Талас", &[done("Парк", "2026-06-20", PARK)]);
    let folder = Folder::with(&[("old.toml", &before), ("new.toml", &now)], ALWAYS);
    folder.run(&["assess", "old.toml", "-o", "old.json"]);
    let found = found(&folder, &["new.toml", "--baseline", "old.json"]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("a measure of situation 1"), "{found:#?}");
    let none = folder.run(&["check", "new.toml", "--baseline", "nowhere"]);
    assert_eq!(none.status.code(), Some(2), "{}", said(&none));
}

#[test]
fn a_measure_each_quarter_without_a_day_repeats_what_the_last_file_said() {
    let each = |more| Done { text: "Парк", on: "", result: PARK, more };
    let quarterly = plan("Город", &[each("due = \"2026 quarterly\"\n")]);
    let once = plan("Город", &[each("due = \"2026-Q4\"\n")]);
    let folder = Folder::with(&[("quarterly.toml", &quarterly), ("once.toml", &once)], ALWAYS);
    for (file, count) in [("quarterly.toml", 1), ("once.toml", 0)] {
        folder.write("old/plan.toml", folder.read(file));
        assert_eq!(found(&folder, &[file, "--baseline", "old"]).len(), count, "{file}");
    }
}

#[test]
fn the_report_of_another_body_is_found_in_the_later_file_wherever_many_are_read() {
    let one = register("Айыл Арал", &[done("Парк", "2026-03-20", PARK)]);
    let two = register("Айыл Кашкар", &[done("Сквер", "2026-03-22", TURNED)]);
    let general = "Проведена разъяснительная работа среди сотрудников по вопросам противодействия коррупции";
    let dull = register("Айыл Төрт-Күл", &[done("Беседы", "2026-03-20", general)]);
    let as_dull = register("Айыл Жаңы-Жол", &[done("Беседы", "2026-03-20", general)]);
    let files = [("in/a.toml", &*one), ("in/b.toml", &two), ("in/c.toml", &dull), ("in/d.toml", &as_dull)];
    let folder = Folder::with(&files, ALWAYS);
    let all = found(&folder, &["in"]);
    assert_eq!(all.len(), 1, "{all:#?}");
    let whole = all[0].contains("Айыл Арал, a measure of situation 1 (in/a.toml, line ");
    assert!(all[0].starts_with("TB425 ") && whole, "{all:#?}");
    // Assessed together, they say the same; read back, nothing new is found.
    folder.run(&["assess", "in", "-o", "all.json"]);
    let of_all = |text: &str| text.matches("TB425").count();
    assert_eq!(of_all(&folder.read("all.json")), 1);
    let checked = folder.run(&["assess", "in", "-o", "all.json", "--check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    assert_eq!(found(&folder, &["all.json"]).len(), 1);
}

#[test]
fn a_body_and_the_one_above_it_may_report_the_same() {
    let above = register("Район", &[done("Парк", "2026-03-20", PARK)]);
    let below = register("Айыл Арал", &[done("Парк", "2026-03-20", PARK)])
        .replace("language = \"ru\"", "language = \"ru\"\nparent = \"Район\"");
    let folder = Folder::with(&[("in/a.toml", &above), ("in/b.toml", &below)], ALWAYS);
    assert_eq!(found(&folder, &["in"]), [""; 0]);
}

#[test]
fn what_the_words_of_two_reports_share_is_no_repeat_where_numbers_or_names_differ() {
    let pairs = [
        ("Отремонтирована школа в селе Арал, заменена кровля", "Отремонтирована школа в селе Кашкар, заменена кровля"),
        ("Высажено 120 саженцев в парке у реки", "Высажено 130 саженцев в парке у реки"),
        ("Нарушений при проверке 14 аптек не выявлено", "Нарушения при проверке 14 аптек выявлены"),
        ("Проверкой охвачено 1995 жителей города", "Проверкой охвачено 2012 жителей города"),
        ("30 кудук каралып, суусу талапка жооп берет", "30 кудук каралып, суусу талапка жооп бербейт"),
        ("12 тилкенин тизмеси сайтка жарыяланды", "12 тилкенин тизмеси сайтка жарыяланбады"),
        ("Приказом № 45 от 12.02.2026 утверждён порядок найма", "Приказом № 45 от 14.05.2026 утверждён порядок найма"),
    ];
    for (one, two) in pairs {
        let text = plan("Город", &[done("Работа", "2026-03-20", one), done("Работа", "2026-06-20", two)]);
        let folder = Folder::with(&[("plan.toml", &text)], ALWAYS);
        assert_eq!(found(&folder, &["plan.toml"]), [""; 0], "{one} | {two}");
    }
}
