//! `monitor --since`: what moved since the last report, and a year's quarters side by side.

use crate::support::{Folder, said};
use calamine::{Reader, Xlsx};
use serde_json::{Value, json};

fn plan(measures: &[(&str, &str, &str)]) -> String {
    let mut text = String::from(
        "[organization]\nname = \"Өрнөк айыл өкмөтү\"\nid = \"ornok\"\n[plan]\ntitle = \"План\"\n[[chapter]]\nname = \"Услуги\"\n[[chapter.task]]\n",
    );
    for (measure, due, more) in measures {
        let head = ["[[chapter.task.measure]]\ntext = \"", measure, "\"\ndue = \"", due, "\"\n"];
        text.extend(head.into_iter().chain(["responsible = [\"секретарь\"]\n", more, "\n"]));
    }
    text
}

const DONE: &str = "status = \"done\"\ndone_on = 2026-05-20\nresult = \"готово\"\nevidence = \"акт\"";

fn before_and_after() -> Folder {
    let before = plan(&[
        ("Опубликовать очередь", "2026-Q2", ""),
        ("Разделить приём", "2026-Q2", ""),
        ("Сверить книги", "2026-Q1", ""),
        ("Установить камеры", "2026-Q1", DONE),
        ("Обучить сотрудников", "2026-Q4", ""),
        ("Купить стенд", "2026-Q4", ""),
    ]);
    let after = plan(&[
        ("Опубликовать очередь", "2026-Q2", DONE),
        ("Разделить приём", "2026-Q2", ""),
        ("Сверить книги", "2026-Q1", ""),
        ("Установить камеры", "2026-Q1", "status = \"in-progress\""),
        ("Обучить сотрудников", "2027-Q1", ""),
        ("Завести журнал", "2026-Q4", ""),
    ]);
    let folder = Folder::with(&[("before/plan.toml", &before), ("plan.toml", &after)], &["--lang", "ru"]);
    let earlier = folder.run(&[
        "monitor",
        "before/plan.toml",
        "-o",
        "earlier.json",
        "--as-of",
        "2026-06-15",
        "--fail-on",
        "never",
    ]);
    assert!(earlier.status.success(), "{}", said(&earlier));
    folder
}

#[test]
fn what_moved_since_the_last_report_is_told_by_measure() {
    let folder = before_and_after();
    let arguments = ["monitor", "plan.toml", "--since", "earlier.json", "--as-of", "2026-07-10"];
    let document: Value =
        serde_json::from_slice(&folder.run(&[&arguments[..], &["--format", "json"]].concat()).stdout).unwrap();
    assert_eq!(
        document["plans"][0]["since"],
        json!({
            "as_of": "2026-06-15",
            "newly_done": ["1.1.1"],
            "slipped": ["1.1.2"],
            "still_overdue": ["1.1.3"],
            "reopened": ["1.1.4"],
            "new": ["1.1.6"],
            "gone": ["1.1.6"],
            "moved": [{ "id": "1.1.5", "before": "2026-Q4", "days": 90 }],
            "share": { "before": { "done": 1, "begun": 4 }, "now": { "done": 1, "begun": 4 } },
        }),
        "{document:#}"
    );
    let shown = said(&folder.run(&arguments));
    assert!(shown.contains("После отчёта от 15.06.2026"), "{shown}");
    assert!(shown.contains("Просрочено за это время"), "{shown}");
}

#[test]
fn the_workbook_has_a_sheet_of_it_and_a_chart_of_four_quarters() {
    let folder = before_and_after();
    let made = folder.run(&[
        "monitor",
        "plan.toml",
        "--since",
        "earlier.json",
        "--as-of",
        "2026-07-10",
        "-o",
        "report.xlsx",
        "--fail-on",
        "never",
    ]);
    assert!(made.status.success(), "{}", said(&made));
    let mut book: Xlsx<_> = calamine::open_workbook(folder.path("report.xlsx")).unwrap();
    assert!(book.sheet_names().contains(&"С прошлого отчёта".to_owned()), "{:?}", book.sheet_names());
    let summary = book.worksheet_range("Сводка").unwrap();
    let rows: Vec<String> =
        summary.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
    let at = rows.iter().position(|row| row.starts_with("Квартал|")).unwrap();
    assert!(rows[at + 4].contains("III"), "{rows:#?}");
    assert!(rows[at + 2].contains("|2|0|2"), "{rows:#?}");
}

#[test]
fn a_file_that_is_no_report_is_refused_with_advice() {
    let folder = before_and_after();
    folder.write("other.json", "{ \"schema\": \"tobokel/assessment/1\" }");
    for other in ["other.json", "plan.toml"] {
        let refused = folder.run(&["monitor", "plan.toml", "--since", other]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains("команда monitor записала"), "{}", said(&refused));
    }
}

#[test]
fn a_plan_that_the_earlier_report_does_not_have_is_named() {
    let folder = before_and_after();
    folder.write("new.toml", plan(&[("Открыть окно", "2026-Q4", "")]).replace("ornok", "other"));
    let shown = said(&folder.run(&["monitor", "new.toml", "--since", "earlier.json", "--as-of", "2026-07-10"]));
    assert!(shown.contains("в прошлом отчёте этого плана нет"), "{shown}");
}
