//! More than a person reads, or longer than anything is named: it is cut or counted on the screen, whoever wrote it.

use super::support::tobokel;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

const REGISTER: &str = "[organization]\nname = \"Достук\"\n[assessment]\ndate = 2026-06-15\n\
    [[function]]\nname = \"Жер\"\n[[function.situation]]\nid = \"1.1\"\ntext = \"Жер тилкесин берүү үчүн пара алуу\"\n\
    likelihood = { score = 3, justification = \"үч арыз\" }\nharm = { score = 3, justification = \"бир жер тилкеси\" }\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let always = ["--lang", "en", "--as-of", "2026-07-01"];
    // The library for threads would take this number by itself.
    tobokel(folder, arguments).args(always).env("RAYON_NUM_THREADS", "999999999").output().unwrap()
}

fn check(register: &str, arguments: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.toml"), register).unwrap();
    let output = run(folder.path(), &[&["check", "a.toml"], arguments].concat());
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_hundred_findings_of_one_kind_are_shown_and_the_rest_is_counted_for_people_alone() {
    let mut register = REGISTER.to_owned();
    for number in 0..250 {
        let _ = writeln!(register, "surplus{number} = 1");
    }
    let text = check(&register, &[]);
    assert_eq!(text.matches("error[TB002]").count(), 100, "{text}");
    assert!(text.contains("\nTB002: 150 more in this file; all of them: tobokel check … --format json\n"), "{text}");
    assert!(text.contains("errors — 252"), "{text}");
    for format in ["json", "concise", "sarif"] {
        let all = check(&register, &["--format", format]);
        assert!(all.matches("surplus").count() >= 250, "{format}");
    }
}

#[test]
fn no_message_quotes_a_key_or_a_word_of_megabytes() {
    let long = "k".repeat(2_000_000);
    let category = format!("category = \"{long}\"\nlikelihood");
    for register in [format!("{REGISTER}{long} = 1\n"), REGISTER.replace("likelihood", &category)] {
        for format in ["text", "concise", "json"] {
            let said = check(&register, &["--format", format]);
            assert!(said.contains("kkk") && said.len() < 10_000, "{format}: {} bytes", said.len());
        }
    }
}

#[test]
fn an_id_as_long_as_a_text_is_one_finding_and_is_not_copied_into_each_other() {
    let long = REGISTER.replace("1.1", &"я".repeat(500_000));
    let measures = "[[function.situation.measure]]\ntext = \"кезекти жарыялоо\"\n".repeat(3_000);
    let found = check(&format!("{long}{measures}"), &["--format", "concise"]);
    let refused: Vec<&str> = found.lines().filter(|line| line.contains("[TB003]")).collect();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].ends_with("is too long: an id has at most 200 characters"), "{}", refused[0]);
    assert!(found.lines().count() > 3_000 && found.lines().all(|line| line.chars().count() < 300));
}

#[test]
fn a_method_of_thousands_of_levels_is_one_finding() {
    let folder = TempDir::new().unwrap();
    let mut method = String::new();
    for number in 0..20_000 {
        let _ = writeln!(method, "[[level]]\nkey = \"l{number}\"");
    }
    method.push_str("[[band]]\nlevel = \"x\"\n");
    std::fs::write(folder.path().join("m.toml"), method).unwrap();
    let output = run(folder.path(), &["method", "show", "m.toml"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("[TB012]").count(), 1, "{said}");
    assert!(said.contains("level: there are more than 100") && said.len() < 1_000, "{said}");
}
