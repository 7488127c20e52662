//! Files without a command, as when they are dropped on the program's icon; and files that somebody has open meanwhile.

use crate::support::{Folder, said};
use tobokel::locale::{Language, Message};

const REGISTER: &str = include_str!("../registers/dostuk.toml");
const ALWAYS: &[&str] = &["--as-of", "2026-11-21", "--lang", "ru"];
const ASSESSMENT: &str = "a (оценка).xlsx";

fn folder(files: &[&str]) -> Folder {
    let files: Vec<_> = files.iter().map(|name| (*name, REGISTER)).collect();
    Folder::with(&files, ALWAYS)
}

fn says(id: &'static str, args: &[(&'static str, &str)]) -> String {
    let message = args.iter().fold(Message::new(id), |message, (name, arg)| message.with(name, *arg));
    Language::Ru.message(&message)
}

#[test]
fn a_result_that_is_dropped_alone_is_called_one_and_its_register_is_named() {
    let folder = folder(&["a.toml"]);
    assert_eq!(folder.run(&["a.toml"]).status.code(), Some(0));
    let before = std::fs::read(folder.path(ASSESSMENT)).unwrap();
    for result in [ASSESSMENT, "a (замечания).xlsx"] {
        let run = folder.run(&[result]);
        assert_eq!(run.status.code(), Some(2));
        let (what, instead) =
            (says("result-dropped", &[("path", result)]), says("result-dropped-of-help", &[("register", "a.toml")]));
        assert!(said(&run).contains(&what) && said(&run).contains(&instead), "{}", said(&run));
    }
    assert!(before == std::fs::read(folder.path(ASSESSMENT)).unwrap(), "it is as it was");
    assert_eq!(std::fs::read_dir(folder.root()).unwrap().count(), 3, "nothing is made of a result");
    // Without its register beside it nobody knows more than that.
    std::fs::remove_file(folder.path("a.toml")).unwrap();
    let run = folder.run(&[ASSESSMENT]);
    assert!(said(&run).contains(&says("result-dropped-help", &[])), "{}", said(&run));
}

#[test]
fn a_result_among_registers_keeps_none_of_them_from_being_assessed() {
    let folder = folder(&["a.toml", "b.toml"]);
    assert_eq!(folder.run(&["a.toml"]).status.code(), Some(0));
    let run = folder.run(&[ASSESSMENT, "b.toml"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert!(said(&run).contains(&says("result-dropped", &[("path", ASSESSMENT)])), "{}", said(&run));
    assert!(folder.path("b (оценка).xlsx").is_file());
    assert!(!folder.path("a (оценка) (оценка).xlsx").exists());
}

#[test]
fn who_drops_a_plan_is_told_where_its_execution_is_reported() {
    let folder = folder(&["a.toml"]);
    assert!(folder.run(&["plan", "a.toml", "-o", "plan.xlsx"]).status.success());
    let run = folder.run(&["plan.xlsx"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(said(&run).contains(&says("plan-dropped-help", &[])), "{}", said(&run));
}

#[test]
fn an_assessment_as_json_still_stands_for_its_registers() {
    let folder = folder(&["a.toml"]);
    assert!(folder.run(&["assess", "a.toml", "-o", "all.json"]).status.success());
    let run = folder.run(&["all.json"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
}

#[test]
fn of_an_input_that_is_open_it_is_said_once_that_what_is_not_saved_is_not_read() {
    let folder = folder(&["in/a.toml", "in/b.toml"]);
    for name in ["in/a", "in/b"] {
        assert!(folder.run(&["convert", &format!("{name}.toml"), &format!("{name}.xlsx")]).status.success());
        std::fs::remove_file(folder.path(&format!("{name}.toml"))).unwrap();
    }
    let open = says("open-elsewhere", &[("path", "in/a.xlsx"), ("program", "Excel")]);
    let commands: [&[&str]; 8] = [
        &["check", "in"],
        &["check", "in/a.xlsx", "--format", "json"],
        &["assess", "in", "-o", "out/"],
        &["plan", "in/a.xlsx"],
        &["compare", "in/a.xlsx", "in/b.xlsx"],
        &["convert", "in/a.xlsx", "c.toml", "--force"],
        &["init", "d.xlsx", "--from", "in/a.xlsx", "--force"],
        &["in/a.xlsx"],
    ];
    for command in commands {
        let run = folder.run(command);
        assert!(!said(&run).contains(&open), "{command:?}: nobody has it open: {}", said(&run));
    }
    folder.write("in/~$a.xlsx", "a lock");
    for command in commands {
        let run = folder.run(command);
        let told = String::from_utf8(run.stderr).unwrap();
        assert_eq!(told.matches(&open).count(), 1, "{command:?}: {told}");
        assert!(run.status.success(), "{command:?}: a note fails nothing: {told}");
    }
}
