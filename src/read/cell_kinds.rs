//! How words in cells are read: levels, points, categories and statuses among words that change nothing.

use super::build::{Keywords, levels, scale};
use super::keyword::{Vocabulary, Word};
use super::method::embedded_method;
use crate::method::Method;

fn method() -> Method {
    embedded_method("kg-232-2026").expect("it is embedded")
}

/// What the words of one kind make of a text: a value, or that a person is asked.
fn value<T: Copy + PartialEq + std::fmt::Debug>(words: &Vocabulary<T>, text: &str) -> String {
    match words.find(text) {
        Word::Known(value) | Word::LookAlike(value) => format!("{value:?}"),
        Word::Unknown(_) => "asked".into(),
    }
}

#[test]
fn values_are_read_among_words_that_change_nothing() {
    let (levels, points, keywords) = (levels(&method()), scale(&method().likelihood), Keywords::all());
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path("tests/columns/cells.csv").unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        let (kind, expected, text) = (&record[0], &record[1], &record[2]);
        let found = match kind {
            "level" => value(&levels, text),
            "point" => value(&points, text),
            "category" => value(&keywords.categories, text),
            "status" => value(&keywords.statuses, text),
            other => panic!("{other}"),
        };
        assert_eq!(found, expected, "{kind}: {text}");
    }
}

#[test]
fn advice_never_turns_a_meaning_round() {
    let meant = |text| match Keywords::all().statuses.find(text) {
        Word::Unknown(near) => near.unwrap_or_default().to_owned(),
        Word::Known(value) | Word::LookAlike(value) => format!("read: {value:?}"),
    };
    assert_eq!(meant("аткрылды"), "аткарылды");
    assert_eq!(meant("испонено"), "исполнено");
    assert_eq!(meant("не испонено"), "не исполнено");
    for text in
        ["аткарылбоду", "неисполненно", "аткарылбаганы", "исполнено наполовину", "почти исполнено", "на исполненни"]
    {
        let meant = meant(text);
        assert!(!["исполнено", "аткарылды", "аткарылган", "не исполнено"].contains(&meant.as_str()), "{text}: {meant}");
    }
    let levels = levels(&method());
    for text in ["невысокий", "не высокий", "выше среднего", "жогорураак"] {
        assert!(matches!(levels.find(text), Word::Unknown(None)), "{text}");
    }
    assert!(matches!(levels.find("высоккий"), Word::Unknown(Some("высокий"))));
    assert!(matches!(levels.find("Орго"), Word::Unknown(Some("орто"))));
}
