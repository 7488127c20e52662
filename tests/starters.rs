//! `init NEW --kind KIND`: the register that a body begins with is read back as it was made, asks for points and nothing else, and
//! each of its situations is named until one of its words is changed.

use super::support::{Folder, said};
use serde_json::Value;
use std::collections::BTreeSet;
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::model::Register;
use tobokel::read::{Asked, Read, embedded_method, read_file};
use tobokel::starter::{STARTERS, Starter, is_unadapted};

/// The official languages: the ones that the registers are written in.
const WRITTEN: [Language; 2] = [Language::Ky, Language::Ru];

/// What a register says that nobody has filled in: no name, no points, no day; nothing adapted; in a workbook how many rows it has.
const EXPECTED: [&str; 5] = ["TB004", "TB201", "TB208", "TB507", "TB610"];

fn all() -> impl Iterator<Item = (Starter, Language)> {
    STARTERS.iter().flat_map(|starter| WRITTEN.map(|language| (*starter, language)))
}

fn begin(folder: &Folder, file: &str, starter: Starter, language: Language) {
    let output = folder.run(&["init", file, "--kind", starter.key, "--lang", language.code(), "--force"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

fn read(folder: &Folder, file: &str) -> Register {
    let bytes = std::fs::read(folder.path(file)).unwrap();
    match read_file(file, bytes, &embedded_method(DEFAULT).unwrap(), &Asked::default()) {
        Ok(Read::Register(loaded)) => loaded.register,
        Ok(Read::Plan(_)) => panic!("{file} is a plan"),
        Err(unread) => panic!("{file}: {:?}", unread.1),
    }
}

/// The findings of `check`: code and situation.
fn found(folder: &Folder, file: &str) -> Vec<(String, Option<String>)> {
    let output = folder.run(&["check", file, "--format", "json"]);
    let document: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}", said(&output)));
    let findings = document["files"].as_array().or(document["registers"].as_array()).expect("files").iter();
    let findings = findings.flat_map(|file| file["findings"].as_array().expect("findings"));
    let text = |value: &Value| value.as_str().map(str::to_owned);
    findings.map(|one| (text(&one["code"]).expect("a code"), text(&one["situation"]))).collect()
}

fn unadapted(folder: &Folder, file: &str) -> BTreeSet<String> {
    let findings = found(folder, file).into_iter().filter(|(code, _)| code == "TB610");
    findings.map(|(_, id)| id.expect("a situation")).collect()
}

#[test]
fn the_register_of_every_kind_is_read_back_as_it_was_made() {
    let folder = Folder::with(&[], &[]);
    for (starter, language) in all() {
        let wanted = starter.register(language).unwrap();
        for file in ["new.xlsx", "new.toml"] {
            begin(&folder, file, starter, language);
            let found = read(&folder, file);
            assert_eq!(found.functions, wanted.functions, "{} {language:?} {file}", starter.key);
            assert_eq!(found.assessment.high_level_controller, wanted.assessment.high_level_controller);
            assert_eq!(found.organization.kind, wanted.organization.kind);
            assert_eq!(found.organization.language, Some(language));
        }
    }
}

#[test]
fn the_register_of_every_kind_lacks_what_only_its_assessors_know_and_nothing_else() {
    let folder = Folder::with(&[], &[]);
    for (starter, language) in all() {
        for file in ["new.xlsx", "new.toml"] {
            begin(&folder, file, starter, language);
            let codes: BTreeSet<String> = found(&folder, file).into_iter().map(|(code, _)| code).collect();
            let strange: Vec<&String> = codes.iter().filter(|code| !EXPECTED.contains(&code.as_str())).collect();
            assert!(strange.is_empty(), "{} {language:?} {file}: {strange:?}", starter.key);
        }
        let given = starter.register(language).unwrap();
        for (_, situation) in given.situations() {
            assert_eq!((situation.likelihood.points(), situation.harm.points()), (None, None), "{}", situation.id);
            assert!(situation.category.is_some() && !situation.positions.is_empty(), "{}", situation.id);
        }
    }
}

#[test]
fn every_kind_says_the_same_in_both_languages_and_no_more_than_one_can_work_through() {
    for starter in STARTERS {
        let [ky, ru] = WRITTEN.map(|language| starter.register(language).unwrap());
        assert!(starter.register(Language::En).is_none(), "{}", starter.key);
        assert!((6..=10).contains(&ky.functions.len()), "{}: {} functions", starter.key, ky.functions.len());
        let count = ky.situations().count();
        assert!((12..=25).contains(&count), "{}: {count} situations", starter.key);
        let shape = |register: &Register| -> Vec<_> {
            let situations = register.situations().map(|(_, one)| {
                let control = one.control.is_some();
                let rhythms: Vec<_> = one.measures.iter().map(|it| it.due.as_ref().map(|due| due.recurrence)).collect();
                (one.id.clone(), one.category, one.unit.is_some(), one.positions.len(), control, rhythms)
            });
            situations.collect()
        };
        assert_eq!(shape(&ky), shape(&ru), "{}", starter.key);
        for register in [&ky, &ru] {
            let mut measures = register.situations().flat_map(|(_, one)| &one.measures);
            assert!(measures.all(|it| it.due.is_some() && !it.responsible.is_empty()), "{}", starter.key);
            let texts: BTreeSet<&str> = register.situations().map(|(_, one)| one.text.as_str()).collect();
            assert_eq!(texts.len(), count, "{}: a situation stands twice", starter.key);
        }
    }
}

#[test]
fn each_situation_is_named_until_a_word_of_it_is_changed() {
    let folder = Folder::with(&[], &[]);
    for (starter, language) in all() {
        begin(&folder, "new.toml", starter, language);
        let register = read(&folder, "new.toml");
        let ids: BTreeSet<String> = register.situations().map(|(_, one)| one.id.clone()).collect();
        assert_eq!(unadapted(&folder, "new.toml"), ids, "{} {language:?}", starter.key);
        let (_, changed) = register.situations().nth(1).unwrap();
        let (first, rest) = changed.text.split_once(' ').unwrap();
        let text = folder.read("new.toml");
        let with = |new: &str| text.replace(changed.text.as_str(), new);
        // Letter case, spaces and punctuation are no words.
        folder.write("new.toml", with(&format!("{}   {rest}!", first.to_uppercase())));
        assert_eq!(unadapted(&folder, "new.toml"), ids, "{} {language:?}", starter.key);
        folder.write("new.toml", with(&format!("{first} 7 {rest}")));
        let mut others = ids.clone();
        others.remove(&changed.id);
        assert_eq!(unadapted(&folder, "new.toml"), others, "{} {language:?}", starter.key);
    }
}

#[test]
fn a_situation_is_known_as_a_starters_in_the_other_language_and_under_another_function_too() {
    for (starter, language) in all() {
        let register = starter.register(language).unwrap();
        assert!(register.situations().all(|(_, one)| is_unadapted(&one.text)));
        assert!(!register.functions.iter().any(|function| is_unadapted(&function.name)));
    }
}

#[test]
fn a_kind_that_is_not_known_is_answered_with_those_that_are_and_the_likeliest_in_her_language() {
    let folder = Folder::with(&[], &[]);
    for language in Language::ALL {
        let output = folder.run(&["init", "new.xlsx", "--kind", "kindergaten", "--lang", language.code()]);
        assert_eq!(output.status.code(), Some(2));
        let said = said(&output);
        for starter in STARTERS {
            assert!(said.contains(starter.key), "{said}");
        }
        let suggestion = language.format("did-you-mean", &[("word", "kindergarten".into())]);
        assert!(said.contains(&suggestion), "{suggestion}: {said}");
    }
    let output = folder.run(&["init", "new.xlsx", "--kind", "school", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--lang ky"), "{}", said(&output));
    assert!(!folder.path("new.xlsx").exists());
    // A word is known in any letter case.
    let output = folder.run(&["init", "new.xlsx", "--kind", "School", "--lang", "KY"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = folder.run(&["init", "new.xlsx", "--kind", "school", "--from", "old.xlsx"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

#[test]
fn the_same_kind_is_the_same_bytes() {
    let folder = Folder::with(&[], &[]);
    for (starter, language) in all() {
        for ending in ["xlsx", "toml"] {
            let [one, other] = ["one", "other"].map(|name| {
                let file = format!("{name}.{ending}");
                begin(&folder, &file, starter, language);
                std::fs::read(folder.path(&file)).unwrap()
            });
            assert!(one == other, "{} {language:?} {ending}", starter.key);
        }
    }
}
