//! Execution that somebody other than the executor verified: read, shown beside what was reported, counted where that is asked for.

use crate::support::{Folder, said};
use serde_json::Value;
use tobokel::assess::execution::Proof;
use tobokel::assess::target_reached;
use tobokel::model::{Level, Measure, Situation, Status, Text, Verification, Verified};

const PLAN: &str = r#"
[organization]
name = "Өрнөк айыл өкмөтү"
id = "ornok"
language = "ru"
[plan]
title = "План"
[[chapter]]
name = "Услуги"
[[chapter.task]]
[[chapter.task.measure]]
text = "Публиковать очередь на сайте"
due = "2026-Q1"
responsible = ["ответственный секретарь"]
status = "done"
done_on = 2026-03-20
verified = { result = "confirmed", by = "внутренний аудит", on = 2026-04-02 }
[[chapter.task.measure]]
text = "Разделить приём и решение"
due = "2026-Q1"
responsible = ["ответственный секретарь"]
status = "done"
done_on = 2026-03-25
verified = { result = "partly", by = "внутренний аудит", on = 2026-04-02, note = "приказ есть, кабинета нет" }
[[chapter.task.measure]]
text = "Сверить книги учёта"
due = "2026-Q1"
responsible = ["бухгалтер"]
status = "done"
done_on = 2026-03-01
[[chapter.task.measure]]
text = "Установить камеры"
due = "2026-Q1"
responsible = ["завхоз"]
"#;

fn folder(files: &[(&str, &str)]) -> Folder {
    Folder::with(files, &["--as-of", "2026-04-10", "--lang", "ru"])
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    serde_json::from_slice(&folder.run(arguments).stdout).unwrap()
}

#[test]
fn what_was_verified_stands_beside_what_was_reported() {
    let folder = folder(&[("plan.toml", PLAN)]);
    let document = json(&folder, &["monitor", "plan.toml", "--format", "json"]);
    let plan = &document["plans"][0];
    assert_eq!(plan["summary"]["done"], 3);
    assert_eq!(plan["verification"], serde_json::json!({ "verified": 1, "waiting": 1 }));
    let measures = plan["measures"].as_array().unwrap();
    assert_eq!(
        measures[0]["verified"],
        serde_json::json!({ "result": "confirmed", "by": "внутренний аудит", "on": "2026-04-02", "note": null })
    );
    assert_eq!(measures[2]["verified"], Value::Null);
    let waiting: Vec<&Value> = measures.iter().map(|measure| &measure["days_waiting"]).collect();
    assert_eq!(waiting, [&Value::Null, &Value::Null, &40.into(), &Value::Null]);
    let shown = said(&folder.run(&["monitor", "plan.toml"]));
    assert!(shown.contains("Подтверждено проверкой: 1; ожидает проверки: 1."), "{shown}");
    assert!(shown.contains("подтверждено частично") && shown.contains("3 из 4 (75 %)"), "{shown}");
}

#[test]
fn the_share_is_taken_of_what_was_verified_where_that_is_asked_for() {
    let folder = folder(&[("plan.toml", PLAN)]);
    let shown = said(&folder.run(&["monitor", "plan.toml", "--count", "verified"]));
    assert!(shown.contains("1 из 4 (25 %)"), "{shown}");
    assert!(!shown.contains("3 из 4 (75 %)"), "{shown}");
}

#[test]
fn nothing_is_said_of_verification_where_nobody_verified_anything() {
    let plan: String = PLAN.split_inclusive('\n').filter(|line| !line.starts_with("verified")).collect();
    let folder = folder(&[("plan.toml", &plan)]);
    let shown = said(&folder.run(&["monitor", "plan.toml"]));
    assert!(!shown.contains("провер") && !shown.contains("Провер"), "{shown}");
    let asked = said(&folder.run(&["monitor", "plan.toml", "--count", "verified"]));
    assert!(asked.contains("ожидает проверки"), "{asked}");
}

#[test]
fn columns_of_a_verification_are_known_by_their_meaning() {
    for (titles, result) in [
        ("Текшерилди;Ким текшерди;Качан", "ырасталды"),
        ("Проверено;Кто проверил;Когда проверено", "Подтверждена"),
        ("Результат проверки;Кем проверено (должность);Дата проверки", "да"),
        ("Исполнение проверено;Проверяющий орган;Когда", "подтверждено"),
        ("Verified;Verified by;When", "confirmed"),
    ] {
        let table = format!(
            "№;Мероприятие;Срок;Ответственный;Статус;{titles}\n\
             1;Публиковать очередь на сайте каждый месяц;2026-Q1;ответственный секретарь;исполнено;{result};внутренний аудит;02.04.2026\n"
        );
        let folder = folder(&[("план.csv", &table)]);
        let document = json(&folder, &["monitor", "план.csv", "--format", "json"]);
        let measure = &document["plans"][0]["measures"][0];
        assert_eq!(
            measure["verified"],
            serde_json::json!({ "result": "confirmed", "by": "внутренний аудит", "on": "2026-04-02", "note": null }),
            "{titles}: {}",
            document["plans"][0]["source"]["columns"]
        );
        assert_eq!(measure["due"]["text"], "2026-Q1", "{titles}");
    }
}

#[test]
fn when_alone_is_the_term_of_a_measure() {
    let table = "№;Чара;Ким;Качан\n1;Кезекти сайтка ай сайын жарыялоо;жооптуу катчы;2026-ж. I кварталы\n";
    let folder = folder(&[("план.csv", table)]);
    let document = json(&folder, &["monitor", "план.csv", "--format", "json"]);
    let measure = &document["plans"][0]["measures"][0];
    assert_eq!((&measure["due"]["to"], &measure["verified"]), (&"2026-03-31".into(), &Value::Null));
}

#[test]
fn a_target_counts_only_when_its_measures_are_verified_where_that_is_demanded() {
    let measure = |result: Option<Verification>| Measure {
        target_level: Some(Level(1)),
        status: Some(Status::Done),
        evidence: Some(Text::from("протокол")),
        verified: result.map(|result| Box::new(Verified { result: Some(result), ..Verified::default() })),
        ..Measure::default()
    };
    let reached = |result, proof| {
        target_reached(&Situation { measures: vec![measure(result)], ..Situation::default() }, Level(1), proof)
    };
    for result in [None, Some(Verification::Partly), Some(Verification::NotConfirmed)] {
        assert!(reached(result, Proof::Report), "{result:?}");
        assert!(!reached(result, Proof::Verification), "{result:?}");
    }
    assert!(reached(Some(Verification::Confirmed), Proof::Verification));
}

#[test]
fn the_policy_demands_it_for_comparisons() {
    let register = |day: &str, harm: u8, more: &str| {
        format!(
            "[organization]\nname = \"Өрнөк айыл өкмөтү\"\nid = \"ornok\"\n[assessment]\ndate = {day}\n[[function]]\nname = \"Услуги\"\n\
             [[function.situation]]\nid = \"1.1\"\ntext = \"Секретарь берёт деньги за очередь\"\n\
             likelihood = {{ score = 2, justification = \"были жалобы граждан\" }}\n\
             harm = {{ score = {harm}, justification = \"страдает доверие людей\" }}\n\
             [[function.situation.measure]]\ntext = \"Публиковать очередь\"\ntarget_level = \"low\"\nstatus = \"done\"\n\
             evidence = \"страница сайта\"\n{more}"
        )
    };
    let verified = "verified = { result = \"confirmed\", by = \"внутренний аудит\", on = 2026-04-02 }\n";
    let folder = folder(&[
        ("old.toml", &register("2025-06-15", 2, "")),
        ("old-verified.toml", &register("2025-06-15", 2, verified)),
        ("new.toml", &register("2026-06-15", 1, "")),
        ("verify.toml", "[policy]\nverify = true\n"),
    ]);
    let reached = |old: &str, more: &[&str]| {
        let arguments = [&["compare", old, "new.toml", "--format", "json"], more].concat();
        let document = json(&folder, &arguments);
        document["situations"][0]["target"]["reached"].as_bool().unwrap()
    };
    assert!(reached("old.toml", &[]));
    assert!(!reached("old.toml", &["--config", "verify.toml"]));
    assert!(reached("old-verified.toml", &["--config", "verify.toml"]));
}
