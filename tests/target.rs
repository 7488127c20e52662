//! Target levels: what measures aim at is shown beside the levels before and after controls, and changes neither.

use std::process::Command;
use tobokel::assess::execution::Proof;
use tobokel::assess::{Outcome, assess, target_reached};
use tobokel::method::{DEFAULT, Method};
use tobokel::model::{Control, Function, Grade, Level, Measure, Register, Score, Situation, Status, Text};
use tobokel::read::embedded_method;

fn method() -> Method {
    embedded_method(DEFAULT).expect("the embedded method is valid")
}

fn level(key: &str) -> Level {
    method().level_by_key(key).expect("the level is there")
}

fn aiming(levels: &[Option<Level>]) -> Vec<Measure> {
    levels.iter().map(|level| Measure { target_level: *level, ..Measure::default() }).collect()
}

/// Every pair of points, with and without a control that lowers.
fn situations(measures: &[Measure]) -> Vec<Situation> {
    let mut all = Vec::new();
    for likelihood in 1..=3 {
        for harm in 1..=3 {
            for grade in [None, Some(Grade(2))] {
                let score = |points| Score { given: Some(points), ..Score::default() };
                let text = || Some(Text::from("x"));
                let control = Control { description: text(), effectiveness: grade, evidence: text(), lowers: true };
                let (likelihood, harm) = (score(likelihood), score(harm));
                let measures = measures.to_vec();
                all.push(Situation { likelihood, harm, control: Some(control), measures, ..Situation::default() });
            }
        }
    }
    all
}

fn outcomes(situations: Vec<Situation>) -> Vec<Outcome> {
    let functions = vec![Function { situations, ..Function::default() }];
    let found = assess(&Register { functions, ..Register::default() }, &method());
    found.outcomes.into_iter().map(|outcome| outcome.expect("it has points")).collect()
}

#[test]
fn a_target_changes_neither_points_nor_levels_nor_the_place_in_the_plan() {
    let none = outcomes(situations(&aiming(&[None])));
    let levels: Vec<Option<Level>> =
        ["zero", "low", "medium", "high"].map(|key| Some(level(key))).into_iter().chain([None]).collect();
    for first in &levels {
        for second in &levels {
            let with = outcomes(situations(&aiming(&[*first, *second])));
            for (with, without) in with.iter().zip(&none) {
                assert_eq!(Outcome { target: None, ..*with }, *without);
                assert!(with.target.is_none_or(|target| target <= with.residual));
                let lowest = [first, second].into_iter().flatten().filter(|level| **level != self::level("zero")).min();
                assert_eq!(with.target, lowest.map(|level| (*level).min(with.residual)));
            }
        }
    }
}

#[test]
fn a_target_is_reached_when_its_measures_are_done_with_evidence_and_the_next_assessment_says_so() {
    let done = |target: Option<&str>, status, evidence: Option<&str>| Measure {
        target_level: target.map(level),
        status,
        evidence: evidence.map(Text::from),
        ..Measure::default()
    };
    let reached = |measures: Vec<Measure>, now: &str| {
        target_reached(&Situation { measures, ..Situation::default() }, level(now), Proof::Report)
    };
    let proved = || done(Some("low"), Some(Status::Done), Some("minutes"));
    assert!(reached(vec![proved()], "low"));
    assert!(!reached(vec![proved()], "medium"), "the next assessment does not say so");
    assert!(!reached(vec![done(Some("low"), Some(Status::Done), None)], "low"), "no evidence");
    assert!(!reached(vec![done(Some("low"), Some(Status::InProgress), Some("minutes"))], "low"), "not done");
    assert!(!reached(vec![proved(), done(Some("medium"), None, None)], "low"), "one of two is not done");
    assert!(reached(vec![proved(), done(None, None, None)], "low"), "a measure that aims at no level does not count");
    assert!(!reached(vec![done(None, Some(Status::Done), Some("minutes"))], "low"), "nothing was aimed at");
    assert!(!reached(Vec::new(), "low"));
}

#[test]
fn the_json_and_the_tables_show_the_target_beside_the_other_levels() {
    let folder = tempfile::tempdir().unwrap();
    let register = "[organization]\nname = \"Body\"\n[[function]]\nname = \"Land\"\n[[function.situation]]\ntext = \"a\"\n\
        likelihood = { score = 3, justification = \"b\" }\nharm = { score = 3, justification = \"c\" }\n\
        [[function.situation.measure]]\ntext = \"d\"\ntarget_level = \"medium\"\n[[function.situation]]\ntext = \"e\"\n\
        likelihood = { score = 1, justification = \"f\" }\nharm = { score = 1, justification = \"g\" }\n";
    std::fs::write(folder.path().join("register.toml"), register).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tobokel"));
        let output = command.current_dir(folder.path()).args(arguments).args(["--lang", "en", "-q"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let json: serde_json::Value = serde_json::from_str(&run(&["assess", "register.toml", "--format", "json"])).unwrap();
    let situations = &json["registers"][0]["situations"];
    assert_eq!((&situations[0]["residual"], &situations[0]["target"]), (&"high".into(), &"medium".into()));
    assert_eq!(situations[0]["measures"][0]["target_level"], "medium");
    assert!(situations[1]["target"].is_null() && situations[1]["residual"] == "low");
    let tables = run(&["assess", "register.toml"]);
    assert!(tables.contains("Levels side by side"), "{tables}");
    std::fs::write(folder.path().join("register.toml"), register.replace("target_level = \"medium\"\n", "")).unwrap();
    assert!(!run(&["assess", "register.toml"]).contains("Levels side by side"));
}
