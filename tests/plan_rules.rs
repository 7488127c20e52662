//! The rules of plans of measures, each on a plan as small as can be, in TOML and as the official table; how findings
//! name the measure.

use jiff::civil::{Date, date};
use std::process::{Command, Output};
use tobokel::diag::{Diagnostic, Unit};
use tobokel::examine::{self, Conditions, Input};
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::read::{LoadedPlan, embedded_method};
use tobokel::rules::plans::PLAN_RULES;

/// The day on which a plan is looked at where the day does not matter.
const AS_OF: Date = date(2026, 7, 1);

const HEADER: &str = "No,Tasks,Measures,Deadline,Expected result,Responsible,Indicator,Funding";

fn read(path: &str, text: &str) -> LoadedPlan {
    let method = embedded_method(DEFAULT).expect("the embedded method is valid");
    match examine::read(path, text.as_bytes(), &Conditions::of(&method, AS_OF)) {
        Input::Plan(loaded) => *loaded,
        Input::Register(_) => panic!("{text}\nwas read as a register"),
        Input::Refused { findings, .. } => panic!("{text}\n{findings:#?}"),
    }
}

/// What the rules find in a plan on a day.
fn found_on(plan: LoadedPlan, as_of: Date) -> Vec<Diagnostic> {
    let method = embedded_method(DEFAULT).expect("the embedded method is valid");
    let mut examined = Input::Plan(Box::new(plan)).examined(&Conditions::of(&method, as_of));
    let of_reader = examined.input.findings();
    examined.findings.retain(|found| !of_reader.contains(found));
    examined.findings
}

/// Each finding of a plan in TOML: its code and the measure's id.
fn found(text: &str) -> Vec<(&'static str, String)> {
    codes(&found_on(read("plan.toml", text), AS_OF))
}

/// The same of a table.
fn found_in_table(rows: &str) -> Vec<(&'static str, String)> {
    codes(&found_on(read("plan.csv", &format!("{HEADER}\n{rows}")), AS_OF))
}

fn codes(found: &[Diagnostic]) -> Vec<(&'static str, String)> {
    found.iter().map(|found| (found.code.code, found.situation.clone().unwrap_or_default())).collect()
}

fn one(code: &'static str, id: &str) -> Vec<(&'static str, String)> {
    vec![(code, id.to_owned())]
}

/// A plan for two years with chapters.
fn plan(chapters: &str) -> String {
    format!("[organization]\nname = \"Dostuk\"\n[plan]\nyears = \"2026..2027\"\n{chapters}")
}

/// A chapter with tasks by their numbers, each with one measure.
fn numbered(chapter: &str, tasks: &[&str]) -> String {
    let tasks =
        tasks.iter().map(|id| format!("[[chapter.task]]\nid = \"{id}\"\n{}", measure(&format!("{chapter}/{id}"), "")));
    format!("[[chapter]]\nid = \"{chapter}\"\n{}", tasks.collect::<String>())
}

/// A measure that nothing is wrong with, and what else stands in its table; a line for a key of its own takes its place.
fn measure(name: &str, rest: &str) -> String {
    let own = [
        ("text", format!("\"publish list {name}\"")),
        ("due", "\"2026-Q4\"".to_owned()),
        ("responsible", "[\"secretary\"]".to_owned()),
        ("expected_result", format!("\"list {name} is public\"")),
    ];
    let kept = own.iter().filter(|(key, _)| !rest.lines().any(|line| line.starts_with(&format!("{key} ="))));
    let kept: String = kept.map(|(key, value)| [key, " = ", value, "\n"].concat()).collect();
    // A key without a value is left out.
    let rest: String = rest.lines().filter(|line| !line.ends_with('=')).flat_map(|line| [line, "\n"]).collect();
    format!("[[chapter.task.measure]]\n{kept}{rest}\n")
}

/// A plan of one task with these measures, each given by what is its own.
fn with(measures: &[&str]) -> String {
    let measures = (1..).zip(measures).map(|(number, rest)| measure(&format!("number {number}"), rest));
    plan(&format!("[[chapter]]\n[[chapter.task]]\n{}", measures.collect::<String>()))
}

const DONE: &str = "status = \"done\"\ndone_on = 2026-06-01\nresult = \"the list is public\"\n";

// ---- Rules of plans alone

#[test]
fn a_plan_without_faults_has_no_findings() {
    assert_eq!(found(&plan(&(numbered("1", &["1", "2", "3"]) + &numbered("2", &["1", "2"])))), []);
    assert_eq!(
        found_in_table(
            "1,Open lists,Publish the list,2026-Q4,The list is public,secretary,,local budget\n2,Open books,Publish the book,2027-Q1,The book is public,secretary,,local budget\n"
        ),
        []
    );
}

#[test]
fn numbers_that_jump_or_begin_anew_are_found_once_at_the_place() {
    assert_eq!(found(&plan(&numbered("1", &["1", "2", "5", "6", "7"]))), one("TB801", "1.5"));
    assert_eq!(found(&plan(&numbered("1", &["1", "2", "3", "1"]))), one("TB801", "1.1"));
    assert_eq!(found(&plan(&numbered("1", &["2", "3"]))), one("TB801", "1.2"));
    assert_eq!(found(&plan(&(numbered("1", &["1"]) + &numbered("3", &["1"])))), one("TB801", ""));
    // Tasks numbered through all chapters are in order, and a jump between two chapters is none of theirs.
    assert_eq!(found(&plan(&(numbered("1", &["1", "2"]) + &numbered("2", &["3", "4"])))), []);
    assert_eq!(found(&plan(&(numbered("1", &["1", "2"]) + &numbered("2", &["4"])))), one("TB801", "2.4"));
    let table = "1,Open lists,Publish the list,2026-Q4,The list is public,secretary,,\n\
                 3,Open books,Publish the book,2027-Q1,The book is public,secretary,,\n";
    assert_eq!(found_in_table(table), one("TB801", "1.3"));
    let loaded = read("plan.csv", &format!("{HEADER}\n{table}"));
    let message = Language::En.message(&found_on(loaded, AS_OF)[0].message);
    assert_eq!(message, "numbers of the tasks: after 1 comes 3");
}

#[test]
fn the_measures_of_a_task_are_numbered_in_order() {
    assert_eq!(found(&with(&["id = \"1\"", "id = \"2\"", "id = \"4\""])), one("TB801", "1.1.4"));
    assert_eq!(found(&with(&["id = \"7\""])), []);
}

#[test]
fn an_abbreviation_in_other_letter_case_or_with_a_letter_less_is_one_with_the_other() {
    let executors = |all: &[&str]| {
        let lines: Vec<String> = all.iter().map(|one| format!("responsible = [\"{one}\"]")).collect();
        with(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert_eq!(found(&executors(&["УКЖКААБ", "УКЖКААБ", "УКжКААБ"])), one("TB802", "1.1.3"));
    // The rarer spelling is the one to be looked at, wherever it stands.
    assert_eq!(found(&executors(&["ӨӨжАА", "ӨӨЖААБ", "ӨӨЖААБ"])), one("TB802", "1.1.1"));
    assert_eq!(found(&executors(&["УКМК", "УКМКнын бөлүмү", "КР УКМК"])), []);
    // Short ones, and those of one length, are of different bodies.
    assert_eq!(found(&executors(&["КБ", "КББ", "ЖАМК", "ЖАМБ"])), []);
    let text = executors(&["УКЖКААБ", "УКжКААБ", "УКЖКАБ"]);
    let loaded = read("plan.toml", &text);
    let all = found_on(loaded, AS_OF);
    assert_eq!(all.len(), 1);
    assert!(Language::En.message(&all[0].message).ends_with("УКЖКААБ, УКжКААБ, УКЖКАБ"), "{:?}", all[0].message);
}

#[test]
fn abbreviations_are_looked_up_in_a_list_that_the_plan_has() {
    let entry = |short: &str| format!("[[abbreviation]]\nshort = \"{short}\"\nfull = \"unit\"\n");
    let of = |executor: &str| with(&[&format!("responsible = [\"{executor}\"]")]);
    assert_eq!(found(&of("ФЭБ")), []);
    assert_eq!(found(&(of("ФЭБ") + &entry("КБ"))), one("TB803", "1.1"));
    assert_eq!(found(&(of("ФЭБ, КБ") + &entry("КБ") + &entry("ФЭБ"))), []);
    // Otherwise than in the list is another fault; two entries that differ by a letter are two.
    assert_eq!(found(&(of("УКжКААБ") + &entry("УКЖКААБ"))), one("TB802", "1.1"));
    assert_eq!(found(&(of("УКМКА") + &entry("УКМК") + &entry("УКМКА"))), []);
    assert_eq!(found(&(of("КР Өкмөтү, II бөлүм") + &entry("КБ"))), []);
    let table = "1,Open lists,Publish the list,2026-Q4,The list is public,\"КБ, ФЭБ\",,\nКБ – кадрлар бөлүмү,,,,,,,\n";
    assert_eq!(found_in_table(table), one("TB803", "1.1"));
}

#[test]
fn a_measure_needs_a_lead_a_term_a_result_and_funds_where_others_have_them() {
    assert_eq!(found(&with(&["responsible ="])), one("TB804", "1.1"));
    assert_eq!(found(&with(&["due ="])), one("TB805", "1.1"));
    assert_eq!(found(&with(&["expected_result ="])), one("TB409", "1.1"));
    assert_eq!(found(&with(&["funding = \"local budget\"", ""])), one("TB806", "1.1.2"));
    assert_eq!(found(&with(&["", ""])), []);
    let row = |cells: &str| {
        found_in_table(&format!(
            "1,Open lists,Publish the list,{cells}\n2,Open books,Publish the book,2026-Q4,The book is public,secretary,,local budget\n"
        ))
    };
    assert_eq!(row("2026-Q4,The list is public,,,local budget"), one("TB804", "1.1"));
    assert_eq!(row(",The list is public,secretary,,local budget"), one("TB805", "1.1"));
    assert_eq!(row("2026-Q4,,secretary,,local budget"), one("TB409", "1.1"));
    assert_eq!(row("2026-Q4,The list is public,secretary,,"), one("TB806", "1.1"));
    // A term that could not be read is not an empty one.
    assert_eq!(found(&with(&["due = \"one day\""])), []);
}

#[test]
fn a_term_lies_within_the_years_of_the_plan() {
    for (due, outside) in
        [("2026..2027", false), ("2025-Q4", true), ("2027-Q4..2028-Q1", true), ("2026 quarterly", false)]
    {
        let expected = if outside { one("TB807", "1.1") } else { Vec::new() };
        let text = with(&[&format!("due = \"{due}\"\nstatus = \"in-progress\"")]);
        let found: Vec<_> = found(&text).into_iter().filter(|(code, _)| *code != "TB406").collect();
        assert_eq!(found, expected, "{due}");
    }
    assert_eq!(found(&with(&["due = \"2030\""]).replace("years = \"2026..2027\"\n", "")), []);
}

// ---- Rules that plans share with registers

#[test]
fn what_is_wrong_with_a_measure_of_a_register_is_wrong_with_one_of_a_plan() {
    for (code, own) in [
        ("TB402", "responsible = [\"all staff\"]"),
        ("TB402", "responsible = [\"Dostuk\"]"),
        ("TB404", "due = \"continuous\""),
        ("TB406", "due = \"2026-H1\""),
        ("TB408", "status = \"not-done\""),
        ("TB410", "expected_result = \"measures taken\""),
        ("TB413", "text = \"buy a camera\"\nfunding = \"not required\""),
        ("TB607", "responsible = [\"head Surname A. B.\"]"),
    ] {
        assert_eq!(found(&with(&[own])), one(code, "1.1"), "{own}");
    }
    let done = with(&["status = \"done\"\nevidence = \"report\""]);
    assert_eq!(found(&done), [one("TB407", "1.1"), one("TB407", "1.1")].concat());
    let row = "1,Open lists,Publish the list,continuous,measures taken,all staff,,\n";
    let codes: Vec<&str> = found_in_table(row).iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["TB404", "TB410", "TB402"]);
}

#[test]
fn a_measure_that_stands_three_times_in_a_plan_is_found_and_twice_is_not() {
    let same = "text = \"publish the list\"";
    assert_eq!(found(&with(&[same, same, ""])), []);
    assert_eq!(found(&with(&[same, "", same, "text = \"Publish the list.\""])), one("TB411", "1.1.1"));
}

#[test]
fn execution_and_the_values_of_the_indicator_agree() {
    let with = |rest: &str| found(&with(&[&format!("indicator = \"share of lists\"\n{rest}")]));
    let shown = format!("{DONE}evidence = \"report\"\n");
    assert_eq!(with(&format!("target = 80\nmeasured = 79.9\n{shown}")), one("TB414", "1.1"));
    assert_eq!(with(&format!("target = 80\nmeasured = 80\n{shown}")), []);
    // Where the target is below the baseline, less is better.
    assert_eq!(with(&format!("baseline = 10\ntarget = 2\nmeasured = 3\n{shown}")), one("TB414", "1.1"));
    assert_eq!(with(&format!("baseline = 10\ntarget = 2\nmeasured = 1\n{shown}")), []);
    let given_up = "status = \"not-done\"\nreason = \"no time\"\n";
    assert_eq!(with(&format!("target = 80\nmeasured = 80\n{given_up}")), one("TB415", "1.1"));
    assert_eq!(with(&format!("target = 80\nmeasured = 79\n{given_up}")), []);
    assert_eq!(with(&format!("target = 80\n{shown}")), one("TB416", "1.1"));
    assert_eq!(with("target = 80\nstatus = \"in-progress\""), []);
}

#[test]
fn what_is_done_is_shown_by_a_document_or_a_value_but_only_once_asked_for() {
    assert_eq!(found(&with(&[DONE])), one("TB417", "1.1"));
    assert_eq!(found(&with(&[&format!("{DONE}evidence = \"report\"")])), []);
    assert_eq!(found(&with(&[&format!("{DONE}measured = 5")])), []);
    assert_eq!(found(&with(&[&format!("{DONE}target = 5")])), one("TB416", "1.1"));
}

#[test]
fn what_goes_on_is_not_done_before_its_last_day() {
    let done_on = |due: &str, day: &str| {
        found(&with(&[&format!("due = \"{due}\"\nstatus = \"done\"\n{day}result = \"public\"\nevidence = \"report\"")]))
    };
    let early: Vec<_> = done_on("2026 quarterly", "done_on = 2026-06-30\n");
    assert_eq!(early, one("TB419", "1.1"));
    assert_eq!(done_on("2026 continuous", "done_on = 2026-06-30\n"), one("TB419", "1.1"));
    assert_eq!(done_on("2026 quarterly", "done_on = 2026-12-31\n"), []);
    assert_eq!(done_on("2026-Q4", "done_on = 2026-06-30\n"), []);
    // Without a day it is the day on which the plan is looked at.
    let text = with(&["due = \"2026-H1 quarterly\"\nstatus = \"done\"\nresult = \"public\"\nevidence = \"report\""]);
    let on = |day| codes(&found_on(read("plan.toml", &text), day)).iter().any(|(code, _)| *code == "TB419");
    assert!(on(date(2026, 6, 29)) && !on(date(2026, 6, 30)));
}

// ---- How findings speak

fn check(text: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("plan.toml"), text).expect("it can be written");
    Command::new(env!("CARGO_BIN_EXE_tobokel"))
        .current_dir(folder.path())
        .args(["check", "plan.toml", "--as-of", "2026-07-01"])
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn shown(text: &str, arguments: &[&str]) -> String {
    String::from_utf8(check(text, arguments).stdout).expect("UTF-8")
}

#[test]
fn findings_of_a_plan_name_the_measure_and_not_a_situation() {
    let text = plan(&(numbered("1", &["1"]) + &numbered("2", &["1"]).replace("responsible = [\"secretary\"]\n", "")));
    for (language, said) in [("en", "measure 2.1: "), ("ru", "мероприятие 2.1: "), ("ky", "иш-чара 2.1: ")]
    {
        for format in ["text", "github"] {
            let shown = shown(&text, &["--format", format, "--lang", language]);
            assert!(shown.contains(said), "{language} {format}: {shown}");
        }
    }
    let sarif = shown(&text, &["--format", "sarif"]);
    assert!(sarif.contains("Measure 2.1: ") || sarif.contains("measure 2.1: "), "{sarif}");
    // What the reader finds too.
    let unread = with(&["due = \"one day\""]);
    assert!(shown(&unread, &["--lang", "en"]).contains("measure 1.1: "), "{}", shown(&unread, &["--lang", "en"]));
    let loaded = read("plan.toml", &unread);
    assert_eq!((loaded.findings[0].unit, loaded.findings[0].code.code), (Unit::Measure, "TB007"));
}

#[test]
fn machine_formats_know_a_plan_as_an_input_that_was_read() {
    let text = with(&["responsible =", ""]);
    let json: serde_json::Value = serde_json::from_str(&shown(&text, &["--format", "json"])).expect("JSON");
    assert_eq!(json["registers"][0]["organization"]["name"], "Dostuk");
    assert_eq!(json["registers"][0]["findings"][0]["situation"], "1.1.1");
    assert_eq!(json["registers"][0]["findings"][0]["field"], "responsible");
    let junit = shown(&text, &["--format", "junit", "--lang", "en"]);
    assert!(junit.contains("tests=\"3\" failures=\"1\" errors=\"0\""), "{junit}");
    assert!(junit.contains("name=\"1.1.2 publish list number 2\""), "{junit}");
    assert_eq!(check(&text, &[]).status.code(), Some(1));
    assert_eq!(check(&with(&[""]), &["--fail-on", "warning"]).status.code(), Some(0));
}

#[test]
fn the_rules_of_plans_stand_in_the_order_of_their_codes() {
    assert!(PLAN_RULES.is_sorted_by_key(|rule| rule.code.code));
    assert!(PLAN_RULES.iter().all(|rule| rule.code.code.starts_with("TB8")));
}

#[test]
fn terms_bound_to_events_are_one_warning_down_a_column() {
    let rows = "1,t,a,по мере поступления жалоб,r,x,i,f\n2,t,b,при приёме на работу,r,x,i,f\n3,t,c,зарылчылыкка жараша,r,x,i,f";
    let loaded = read("plan.csv", &format!("{HEADER}\n{rows}"));
    assert!(loaded.findings.iter().all(|found| found.code.code != "TB007"), "{:?}", loaded.findings);
    let found = found_on(loaded, AS_OF);
    let events: Vec<Diagnostic> = found.into_iter().filter(|found| found.code.code == "TB404").collect();
    let folded = tobokel::diag::folded(&events);
    assert_eq!((folded.len(), folded[0].count()), (1, 3));
    assert!(folded[0].range().is_some_and(|range| range.starts_with("D2:")), "{:?}", folded[0].range());
}

#[test]
fn terms_without_a_year_get_the_one_of_the_title_and_that_is_said_once() {
    let table = |title: &str| {
        let rows = "1,t,a,1 квартал,r,x,i,f\n2,t,b,до 1 июля,r,x,i,f\n3,t,c,III квартал 2027 года,r,x,i,f";
        read("plan.csv", &format!("{title},,,,,,,\n{HEADER}\n{rows}"))
    };
    let loaded = table("План мероприятий по противодействию коррупции на 2026 год");
    let dues: Vec<_> = loaded.plan.measures().map(|(_, _, planned)| planned.measure.due.clone()).collect();
    let canonical: Vec<_> = dues.iter().flatten().filter_map(tobokel::model::Period::canonical).collect();
    assert_eq!(canonical, ["2026-Q1", "2026-07-01", "2027-Q3"]);
    let said: Vec<_> = loaded.findings.iter().filter(|found| found.code.code == "TB019").collect();
    assert_eq!(said.len(), 1);
    assert!(Language::En.message(&said[0].message).starts_with("2 terms without a year"), "{:?}", said[0].message);
    // A title for several years does not say which of them is meant.
    let several = table("План мероприятий на 2026–2027 годы");
    let unread = several.findings.iter().filter(|found| found.code.code == "TB007").count();
    assert_eq!(unread, 2);
}
