//! `tobokel monitor`: plans and registers in, tables, JSON, workbooks and calendars out.

use super::support::Folder;
use calamine::{Data, Reader as _, Xlsx};
use serde_json::{Value, json};
use std::process::Command;

const PLAN: &str = r#"
[organization]
name = "Ministry, of roads; and more"
id = "roads"
kind = "state-body"
language = "en"

[plan]
title = "Plan of measures for 2025–2027"
order = "No 12"
years = "2025..2027"

[[chapter]]
name = "Rules"

[[chapter.task]]
text = "Clear rules"

[[chapter.task.measure]]
text = "Publish the rules of licensing"
due = "2026-Q1"
responsible = ["Legal Department", "Press Service"]
expected_result = "The rules can be read on the site"
funding = "not required"

[[chapter.task.measure]]
text = "Approve the rules of internal control"
due = "2025-Q4"
responsible = ["Audit"]
status = "done"
done_on = 2025-12-20
result = "The rules are approved"
evidence = "Order No 512"

[[chapter]]
name = "Training"

[[chapter.task]]
text = "Skilled staff"

[[chapter.task.measure]]
text = "Train the heads"
due = "2026-Q3"
responsible = ["legal department"]

[[chapter.task.measure]]
text = "Keep the telephone of trust"
due = "2025..2027 yearly"
responsible = ["Audit"]
reported_on = 2026-03-01

[[chapter.task.measure]]
text = "Ask the staff"
due = "2027-H1"
responsible = ["Press Service"]

[[chapter.task.measure]]
text = "Nobody knows when"
responsible = ["Press Service"]
"#;

fn with_plan() -> Folder {
    Folder::with(&[("plan.toml", PLAN)], &[])
}

trait Asked {
    fn monitor(&self, arguments: &[&str]) -> String;
    fn json(&self, arguments: &[&str]) -> Value;
    fn sheets(&self, name: &str) -> Vec<(String, Vec<Vec<String>>)>;
}

impl Asked for Folder {
    fn monitor(&self, arguments: &[&str]) -> String {
        let arguments = [&["monitor", "--as-of", "2026-07-15", "-q", "--lang", "en"], arguments].concat();
        let output = self.run(&arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.monitor(&[arguments, &["--format", "json"]].concat())).unwrap()
    }

    fn sheets(&self, name: &str) -> Vec<(String, Vec<Vec<String>>)> {
        let mut workbook: Xlsx<_> = calamine::open_workbook(self.path(name)).unwrap();
        let text = |cell: &Data| cell.to_string();
        workbook
            .worksheets()
            .into_iter()
            .map(|(name, range)| (name, range.rows().map(|row| row.iter().map(text).collect()).collect()))
            .collect()
    }
}

fn states(plan: &Value) -> Vec<(&str, Option<&str>)> {
    let measures = plan["measures"].as_array().unwrap();
    measures.iter().map(|measure| (measure["id"].as_str().unwrap(), measure["state"].as_str())).collect()
}

#[test]
fn the_document_has_the_keys_of_the_contract() {
    let found = with_plan().json(&["plan.toml"]);
    assert_eq!(found["schema"], "tobokel/monitor/1");
    assert_eq!(found["as_of"], "2026-07-15");
    assert_eq!(found["period"], json!({"from": "2026-07-01", "to": "2026-09-30"}));
    let plan = &found["plans"][0];
    assert_eq!(plan["source"]["path"], "plan.toml");
    assert_eq!(plan["title"], "Plan of measures for 2025–2027");
    assert_eq!(
        plan["organization"],
        json!({"id": "roads", "name": "Ministry, of roads; and more", "kind": "state-body", "language": "en", "parent": null})
    );
    assert_eq!(
        states(plan),
        [
            ("1.1.1", Some("overdue")),
            ("1.1.2", Some("done")),
            ("2.1.1", Some("due")),
            ("2.1.2", Some("continuous")),
            ("2.1.3", Some("upcoming")),
            ("2.1.4", None),
        ]
    );
    assert_eq!(
        plan["summary"],
        json!({"measures": 6, "done": 1, "overdue": 1, "due": 1, "upcoming": 1, "continuous": 1})
    );
    assert_eq!(plan["reports"], json!([{"kind": "quarterly", "period": "2026-Q2", "deadline": "2026-07-01"}]));
    let first = &plan["measures"][0];
    assert_eq!(first["chapter"], "Rules");
    assert_eq!(first["task"], "Clear rules");
    assert_eq!(first["due"], json!({"text": "2026-Q1", "from": "2026-01-01", "to": "2026-03-31", "recurrence": null}));
    assert_eq!(first["lead"], "Legal Department");
    assert_eq!(first["indicator"], Value::Null);
    assert_eq!(first["status"], "planned");
    assert_eq!(first["days_overdue"], 106);
    assert_eq!(plan["measures"][1]["status"], "done");
    assert_eq!(plan["measures"][5]["due"], Value::Null);
    // The measure without a term is a finding.
    assert!(plan["findings"].is_array());
}

#[test]
fn the_quarter_or_the_year_that_is_asked_for_is_the_period() {
    let folder = with_plan();
    let found = folder.json(&["plan.toml", "--quarter", "2026-q4"]);
    assert_eq!(found["period"], json!({"from": "2026-10-01", "to": "2026-12-31"}));
    assert_eq!(found["as_of"], "2026-07-15");
    assert_eq!(states(&found["plans"][0])[2].1, Some("upcoming"));
    let found = folder.json(&["plan.toml", "--year", "2027"]);
    assert_eq!(found["period"], json!({"from": "2027-01-01", "to": "2027-12-31"}));
    assert_eq!(states(&found["plans"][0])[4].1, Some("due"));
    assert_eq!(states(&found["plans"][0])[0].1, Some("overdue"));
    for bad in [
        ["--quarter", "2026"],
        ["--quarter", "2026-Q5"],
        ["--year", "2026-Q1"],
        ["--year", "26"],
        ["--year", "2026 quarterly"],
    ] {
        let output = folder.run(&["monitor", "plan.toml", bad[0], bad[1]]);
        assert_eq!(output.status.code(), Some(2), "{bad:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
    let both = folder.run(&["monitor", "plan.toml", "--quarter", "2026-Q1", "--year", "2026"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_plan_is_monitored_alike_from_every_format_it_is_converted_to() {
    let folder = with_plan();
    let measures = |name: &str| folder.json(&[name])["plans"][0]["measures"].clone();
    let wanted = measures("plan.toml");
    for name in ["plan.xlsx", "plan.csv"] {
        assert!(folder.run(&["convert", "plan.toml", name, "-q"]).status.success());
        let found = measures(name);
        for (found, wanted) in found.as_array().unwrap().iter().zip(wanted.as_array().unwrap()) {
            for key in ["id", "text", "state", "days_overdue", "lead", "done_on", "result", "reported_on"] {
                assert_eq!(found[key], wanted[key], "{name} {key}");
            }
        }
    }
}

#[test]
fn the_plan_of_a_register_is_monitored_in_the_same_shape() {
    let register = concat!(env!("CARGO_MANIFEST_DIR"), "/registers/department.toml");
    let folder = with_plan();
    let found = folder.json(&[register]);
    let plan = &found["plans"][0];
    assert_eq!(plan["title"], Value::Null);
    assert_eq!(plan["measures"].as_array().unwrap().len(), 11);
    let several = plan["measures"].as_array().unwrap().iter().find(|measure| measure["id"] == "2.2.2").unwrap();
    assert!(several["task"].is_string() && several["chapter"].is_string() && several["level"].is_string());
}

#[test]
fn the_exit_code_says_what_was_asked_for() {
    let folder = with_plan();
    folder.write("broken.toml", "[organization\n");
    let code = |arguments: &[&str], as_of: &str| {
        let arguments = [&["monitor", "-q", "--as-of", as_of], arguments].concat();
        folder.run(&arguments).status.code()
    };
    assert_eq!(code(&["plan.toml"], "2026-07-15"), Some(0));
    assert_eq!(code(&["plan.toml", "--fail-on", "overdue"], "2026-07-15"), Some(1));
    assert_eq!(code(&["plan.toml", "--fail-on", "overdue"], "2026-03-31"), Some(0));
    assert_eq!(code(&["plan.toml", "--fail-on", "overdue"], "2026-04-01"), Some(1));
    assert_eq!(code(&["plan.toml", "broken.toml"], "2026-03-31"), Some(1));
    assert_eq!(code(&["plan.toml", "broken.toml", "--fail-on", "overdue"], "2026-03-31"), Some(1));
    assert_eq!(code(&["plan.toml", "broken.toml", "--fail-on", "never"], "2026-07-15"), Some(0));
    assert_eq!(code(&["broken.toml"], "2026-07-15"), Some(2));
    assert_eq!(code(&["plan.toml", "-o", "out/"], "2026-07-15"), Some(2));
    assert_eq!(code(&["plan.toml", "-o", "plan.toml"], "2026-07-15"), Some(2));
    assert_eq!(code(&["plan.toml", "-o", "out.csv"], "2026-07-15"), Some(2));
}

#[test]
fn the_report_is_in_the_form_of_the_plan() {
    let folder = with_plan();
    folder.monitor(&["plan.toml", "-o", "report.xlsx"]);
    let sheets = folder.sheets("report.xlsx");
    assert_eq!(sheets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Report", "Summary", "Due"]);
    let report = &sheets[0].1;
    let head = report.iter().position(|row| row[0] == "No").unwrap();
    assert_eq!(report[head].len(), 9);
    assert_eq!(report[head + 1][0], "1. Rules");
    assert_eq!(report[head + 2][..4], ["1.1.1", "Clear rules", "Publish the rules of licensing", "quarter I of 2026"]);
    assert_eq!(report[head + 2][7], "overdue, days: 106");
    assert_eq!(report[head + 3][7], "done");
    assert!(report[head + 3][8].contains("20 December 2025") && report[head + 3][8].contains("Order No 512"));
    assert!(report[0][0].contains("quarter III of 2026"));
    // What is owed: overdue first, then what is due, then what has no term.
    let owed: Vec<&str> = sheets[2].1.iter().map(|row| row[0].as_str()).filter(|id| id.contains('.')).collect();
    assert_eq!(owed[owed.len() - 3..], ["1.1.1", "2.1.1", "2.1.4"]);
    let summary: Vec<String> = sheets[1].1.iter().map(|row| row.join("|")).collect();
    // The same executor in another letter case is the same executor.
    assert!(summary.iter().any(|row| row.starts_with("Legal Department|2|0|1|1|")), "{summary:#?}");
    assert!(summary.iter().any(|row| row.starts_with("Yearly report: 2026|1 February 2027")), "{summary:#?}");
    // The report is no input: a search of the folder passes it over.
    assert_eq!(folder.json(&["."])["plans"].as_array().unwrap().len(), 1);
    // It is replaced, as a document of this program is.
    folder.monitor(&["plan.toml", "-o", "report.xlsx"]);
}

#[test]
fn an_executor_fills_the_form_and_reads_what_is_still_owed() {
    let folder = with_plan();
    assert!(folder.run(&["convert", "plan.toml", "form.csv", "-q", "--lang", "en"]).status.success());
    let text = std::fs::read_to_string(folder.path("form.csv")).unwrap();
    let head: Vec<&str> = text.lines().find(|line| line.starts_with("No,")).unwrap().split(',').collect();
    let status = head.iter().position(|title| *title == "Status").unwrap();
    let rows: Vec<String> = text
        .lines()
        .map(|line| {
            if !line.contains("Publish the rules") {
                return line.to_owned();
            }
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            cells[status] = "done".into();
            cells.join(",")
        })
        .collect();
    folder.write("form.csv", &(rows.join("\n") + "\n"));
    let found = folder.json(&["form.csv"]);
    assert_eq!(states(&found["plans"][0])[0].1, Some("done"));
    let table = folder.monitor(&["form.csv"]);
    assert!(!table.contains("Overdue measures") && table.contains("Train the heads"), "{table}");
}

#[test]
fn the_terminal_shows_what_is_overdue_first_in_every_language_and_width() {
    let folder = with_plan();
    for language in ["ky", "ru", "en"] {
        for width in ["80", "120"] {
            let mut command =
                folder.command(&["monitor", "plan.toml", "--as-of", "2026-07-15", "-q", "--lang", language]);
            let output = command.env("COLUMNS", width).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
            assert!(at("1.1.1") < at("2.1.1") && at("2.1.1") < at("2.1.2") && at("2.1.2") < at("2.1.3"), "{text}");
            let width: usize = width.parse().unwrap();
            let tables = text.lines().filter(|line| line.starts_with(['│', '┌']));
            assert!(tables.clone().count() > 10);
            assert!(tables.into_iter().all(|line| line.chars().count() <= width), "{text}");
        }
    }
}

#[test]
fn many_plans_make_one_consolidated_report_ranked_by_what_is_overdue() {
    let folder = with_plan();
    folder.write("in/a.toml", PLAN.replace("\"roads\"", "\"a\"").replace("2026-Q1", "2026-Q4"));
    folder.write("in/b.toml", PLAN.replace("\"roads\"", "\"b\"").replace("Ministry, of roads; and more", "Second"));
    folder.write("in/c.toml", "[organization\n");
    let output = folder.run(&["monitor", "in", "--as-of", "2026-07-15", "--lang", "en", "-q", "-o", "all.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    let sheets = folder.sheets("all.xlsx");
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Organisations", "Executors", "Overdue", "Files with errors"]);
    let ranks: Vec<&[String]> =
        sheets[0].1.iter().filter(|row| row[0] == "1" || row[0] == "2").map(|row| &row[1..5]).collect();
    assert_eq!(ranks, [["Second", "6", "1", "1"], ["Ministry, of roads; and more", "6", "1", "0"]]);
    assert_eq!(sheets[1].1.iter().filter(|row| row[1] == "Legal Department").count(), 2);
    assert!(sheets[2].1.iter().any(|row| row[0] == "Second" && row[1] == "1.1.1"));
    assert!(sheets[3].1.iter().any(|row| row[0].ends_with("c.toml")));
    let found: Value = serde_json::from_slice(
        &folder.run(&["monitor", "in", "--as-of", "2026-07-15", "-q", "--format", "json"]).stdout,
    )
    .unwrap();
    assert_eq!(found["plans"].as_array().unwrap().len(), 3);
    assert_eq!(
        found["plans"][2]["organization"],
        json!({"id": "c", "name": null, "kind": null, "language": null, "parent": null})
    );
}

#[test]
fn bodies_of_one_name_stay_apart_in_every_table() {
    let plan = |id: &str, name: &str, due: &str| {
        PLAN.replace("\"roads\"", &format!("\"{id}\""))
            .replace("Ministry, of roads; and more", name)
            .replace("2026-Q1", due)
    };
    let folder = Folder::with(&[], &[]);
    folder.write("in/a.toml", plan("chui", "Ак-Суу айыл өкмөтү", "2026-Q1"));
    folder.write("in/b.toml", plan("ik", "АК-СУУ айыл өкмөтү", "2026-Q1"));
    folder.write("in/c.toml", plan("kemin", "Кемин району", "2026-Q4"));
    let names = ["Ак-Суу айыл өкмөтү (chui)", "АК-СУУ айыл өкмөтү (ik)"];
    folder.monitor(&["in", "-o", "all.xlsx"]);
    let sheets = folder.sheets("all.xlsx");
    for name in names {
        let row = sheets[0].1.iter().find(|row| row[1] == name).unwrap_or_else(|| panic!("{name}: {:?}", sheets[0].1));
        assert_eq!(row[2..5], ["6", "1", "1"]);
        assert_eq!(sheets[1].1.iter().filter(|row| row[1] == "Audit" && row[2] == name).count(), 1, "{name}");
        assert_eq!(sheets[2].1.iter().filter(|row| row[0] == name).count(), 1, "{name}");
    }
    assert!(sheets[0].1.iter().any(|row| row[1] == "Кемин району"));
    let screen = folder.monitor(&["in"]);
    let calendar = folder.monitor(&["in", "--format", "ics"]).replace("\r\n ", "");
    for name in names {
        assert!(screen.contains(&format!("{name}: Plan of measures")), "{screen}");
        assert!(calendar.contains(name), "{name}");
    }
    let found = folder.json(&["in"]);
    let overdue = found["plans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|plan| (&plan["organization"]["id"], &plan["summary"]["overdue"]));
    assert_eq!(
        overdue.collect::<Vec<_>>(),
        [(&json!("chui"), &json!(1)), (&json!("ik"), &json!(1)), (&json!("kemin"), &json!(0))]
    );
}

#[test]
fn check_monitor_and_compare_know_alike_what_is_done() {
    // What is said of it, what its indicator shows of a target of ten; then what became of it.
    let statuses = [None, Some("planned"), Some("in-progress"), Some("done"), Some("not-done")];
    for (status, measured) in
        statuses.iter().flat_map(|status| [None, Some(4), Some(10)].map(|measured| (status, measured)))
    {
        let done = if let Some(measured) = measured { measured == 10 } else { *status == Some("done") };
        let said = status.map(|status| format!("status = \"{status}\"\n")).unwrap_or_default();
        let shown = measured.map(|measured| format!("indicator = \"plots\"\ntarget = 10\nmeasured = {measured}\n"));
        let register = |said: &str, date: &str| {
            format!(
                "[organization]\nname = \"Body\"\nid = \"body\"\n[assessment]\ndate = {date}\nhigh_level_controller = \"head\"\n\
                 [[function]]\nname = \"Land\"\n[[function.situation]]\nid = \"1\"\ntext = \"The officer asks for money\"\n\
                 likelihood = {{ score = 3, justification = \"so often\" }}\nharm = {{ score = 3, justification = \"so much\" }}\n\
                 [[function.situation.measure]]\ntext = \"Publish each plot\"\ndue = \"2026-Q2\"\nresponsible = [\"secretary\"]\n{said}"
            )
        };
        let now = register(&(said + &shown.unwrap_or_default()), "2026-06-15");
        let folder = Folder::with(&[("now.toml", &now), ("before.toml", &register("", "2025-06-15"))], &[]);
        let case = format!("{status:?}, measured {measured:?}");
        let monitored = folder.json(&["now.toml", "--fail-on", "never"]);
        let plan = &monitored["plans"][0];
        let state = if done { "done" } else { "overdue" };
        assert_eq!(plan["measures"][0]["state"], state, "{case}");
        assert_eq!(plan["summary"]["done"], usize::from(done), "{case}");
        let run = |arguments: &[&str]| {
            let output = folder.run(&[arguments, &["--as-of", "2026-07-15", "-q", "--lang", "en"]].concat());
            String::from_utf8(output.stdout).unwrap()
        };
        // `check` speaks of what is overdue once: as such, or by what is wrong with what is said of it.
        let checked = run(&["check", "now.toml", "--format", "concise"]);
        let overdue = ["TB406", "TB414", "TB408"].iter().filter(|code| checked.contains(**code)).count();
        assert_eq!(overdue, usize::from(!done), "{case}: {checked}");
        // What was open before is completed or carried over; what was done before is no open measure.
        for (old, new, fate) in [
            ("before.toml", "now.toml", if done { "completed" } else { "carried-over" }),
            ("now.toml", "before.toml", if done { "kept" } else { "carried-over" }),
        ] {
            let compared: Value = serde_json::from_str(&run(&["compare", old, new, "--format", "json"])).unwrap();
            assert_eq!(compared["situations"][0]["measures"][0]["change"], fate, "{case}: {old} {new}");
            let open = old == "before.toml" || !done;
            assert_eq!(compared["totals"]["open_measures"], usize::from(open), "{case}: {old}");
        }
    }
}

#[test]
fn the_same_bytes_come_out_on_one_thread_as_on_four_and_in_any_time_zone() {
    let folder = with_plan();
    for number in 0..30 {
        folder.write(&format!("in/p{number:02}.toml"), PLAN.replace("\"roads\"", &format!("\"p{number}\"")));
    }
    let bytes = |jobs: &str, zone: &str, output: &str| {
        let arguments =
            ["monitor", "in", "-j", jobs, "--as-of", "2026-07-15", "-q", "--lang", "ru", "--force", "-o", output];
        let mut command = folder.command(&arguments);
        assert!(command.env("TZ", zone).status().unwrap().success());
        std::fs::read(folder.path(output)).unwrap()
    };
    for output in ["all.xlsx", "all.json", "all.ics"] {
        let first = bytes("1", "Asia/Bishkek", output);
        assert_eq!(first, bytes("4", "Asia/Bishkek", output), "{output}");
        assert_eq!(first, bytes("4", "America/Los_Angeles", output), "{output}");
    }
}

// ---- Calendars

#[test]
fn a_calendar_is_of_short_lines_and_has_an_event_for_each_open_day() {
    let folder = with_plan();
    let text = folder.monitor(&["plan.toml", "--format", "ics"]);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75));
    // Overdue, due, the next year's end of the recurring one, upcoming; reports: four of quarters, one of a year.
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 4 + 5);
    assert_eq!(text.matches("BEGIN:VALARM").count(), 2 * 9);
    let unfolded = text.replace("\r\n ", "");
    for day in
        ["20260331", "20260930", "20271231", "20270630", "20261001", "20270101", "20270201", "20270401", "20270701"]
    {
        assert_eq!(unfolded.matches(&format!("DTSTART;VALUE=DATE:{day}\r\n")).count(), 1, "{day}");
    }
    assert!(unfolded.contains("DTEND;VALUE=DATE:20260401\r\n"));
    assert!(unfolded.contains("Ministry\\, of roads\\; and more"));
    let uids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let before = uids(&unfolded);
    let later = folder.run(&["monitor", "plan.toml", "--format", "ics", "-q", "--as-of", "2026-07-20", "--lang", "ky"]);
    assert_eq!(before, uids(&String::from_utf8(later.stdout).unwrap()));
    assert_eq!(before.iter().collect::<std::collections::BTreeSet<_>>().len(), before.len());
    folder.monitor(&["plan.toml", "-o", "plan.ics"]);
    assert_eq!(std::fs::read_to_string(folder.path("plan.ics")).unwrap(), text);
    // It is one of this program's, so it may be replaced; a calendar of another program may not.
    folder.monitor(&["plan.toml", "-o", "plan.ics"]);
    folder.write("other.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//other//\r\nEND:VCALENDAR\r\n");
    assert_eq!(folder.run(&["monitor", "plan.toml", "-o", "other.ics"]).status.code(), Some(2));
}

#[test]
fn the_plan_of_a_register_is_a_calendar_too() {
    let register = concat!(env!("CARGO_MANIFEST_DIR"), "/registers/department.toml");
    let folder = with_plan();
    let output = folder.run(&["plan", register, "--format", "ics", "-q", "--as-of", "2026-11-21"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.matches("BEGIN:VEVENT").count() > 10, "{text}");
    assert!(folder.run(&["plan", register, "-o", "plan.ics", "-q", "--as-of", "2026-11-21"]).status.success());
    assert_eq!(std::fs::read_to_string(folder.path("plan.ics")).unwrap(), text);
}

/// A second implementation reads the calendar: the same days, the same texts, two reminders each.
#[test]
#[ignore = "needs icalendar"]
fn icalendar_reads_the_calendar() {
    const READ: &str = r#"
import sys
from datetime import date, timedelta
from icalendar import Calendar
calendar = Calendar.from_ical(open(sys.argv[1], "rb").read())
events = calendar.walk("VEVENT")
assert not calendar.errors, calendar.errors
for event in events:
    assert not event.errors, event.errors
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    assert type(start) is date and end - start == timedelta(days=1)
    alarms = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
    assert alarms == [timedelta(days=-14), timedelta(days=-1)], alarms
print(len(events), len({str(event["UID"]) for event in events}))
for event in events[:1]:
    print(event.decoded("DTSTART"), str(event["SUMMARY"]))
    print(str(event["DESCRIPTION"]).splitlines()[0])
"#;
    let folder = with_plan();
    folder.monitor(&["plan.toml", "-o", "plan.ics"]);
    let python = std::env::var("TOBOKEL_PYTHON").unwrap_or_else(|_| "python3".into());
    let output = Command::new(python).args(["-c", READ]).arg(folder.path("plan.ics")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "9 9\n2026-03-31 1.1.1 Publish the rules of licensing\nOrganisation: Ministry, of roads; and more\n"
    );
}
