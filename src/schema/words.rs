//! The words that a keyword or a point is recognised by, as patterns.
//!
//! The reader ignores letter case and invisible signs. A pattern that did the same would not be readable, so a schema takes each
//! word in lower case and with a capital letter.

use crate::locale::{Language, Texts};
use crate::method::Point;
use crate::model::Keyword;
use crate::schema::parts::en;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A value that a field accepts: its key and every word for it.
pub(super) struct Accepted {
    /// The key; `None` for the value that only words stand for.
    pub key: Option<String>,
    pub words: Vec<String>,
}

/// The value of a method with its words.
pub(super) fn accepted(key: &str, label: &Texts, accept: &[String]) -> Accepted {
    let words = Language::ALL.map(|language| label.get(language).to_owned());
    Accepted { key: Some(key.to_owned()), words: words.into_iter().chain(accept.iter().cloned()).collect() }
}

/// The values of a keyword of the form with their words in the catalogues.
pub(super) fn of_keyword<T: Keyword>() -> Vec<Accepted> {
    let accepted = |value: &T| {
        let id = value.message_id();
        let names = Language::ALL.map(|language| language.text(id));
        let more = Language::ALL.map(|language| language.text(&format!("{id}-accept")));
        let more = more.iter().flat_map(|list| list.split(", ")).map(str::to_owned);
        Accepted { key: Some(value.key().to_owned()), words: names.into_iter().chain(more).collect() }
    };
    T::ALL.iter().map(accepted).collect()
}

/// One of the keys, which an editor offers, or one of the words.
pub(super) fn keyword(values: &[Accepted]) -> Value {
    let keys: Vec<&str> = values.iter().filter_map(|value| value.key.as_deref()).collect();
    let words = values.iter().flat_map(|value| value.key.iter().chain(&value.words));
    let pattern = format!("^\\s*{}\\s*$", any_of(words.map(String::as_str)));
    json!({ "anyOf": [
        { "enum": keys },
        { "type": "string", "pattern": pattern, "description": en("schema-words") },
    ] })
}

/// Points of a scale: the number, its name, or both. An empty text counts as absent.
pub(super) fn points(scale: &[Point]) -> Value {
    let numbers: Vec<u8> = scale.iter().map(|point| point.points).collect();
    let mut forms = Vec::new();
    for point in scale {
        let Accepted { words, .. } = accepted("", &point.label, &point.accept);
        let (number, words) = (point.points, any_of(words.iter().map(String::as_str)));
        forms.push(format!("{number}([.,]0*)?|{number}\\s*\\(\\s*{words}\\s*\\)|{words}"));
    }
    let pattern = format!("^\\s*({})?\\s*$", forms.join("|"));
    json!({ "anyOf": [
        { "enum": numbers },
        { "type": "string", "pattern": pattern, "description": en("schema-words") },
    ] })
}

/// A group that matches any of the words, in lower case and with a capital letter, and as they are listed.
fn any_of<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut seen = BTreeSet::new();
    let mut forms = Vec::new();
    for word in words {
        for form in [either_case(word), either_case(&word.to_lowercase())] {
            if seen.insert(form.clone()) {
                forms.push(form);
            }
        }
    }
    format!("({})", forms.join("|"))
}

/// A word whose first letter may be small or capital.
fn either_case(word: &str) -> String {
    let mut out = String::new();
    for (at, letter) in word.chars().enumerate() {
        let other = |mut other: String| other.pop().filter(|other| *other != letter);
        let twin = other(letter.to_uppercase().collect()).or_else(|| other(letter.to_lowercase().collect()));
        if let Some(twin) = twin.filter(|_| at == 0) {
            out.extend(['[', letter.min(twin), letter.max(twin), ']']);
        } else {
            if "\\^$.|?*+()[]{}/".contains(letter) {
                out.push('\\');
            }
            out.push(letter);
        }
    }
    out
}
