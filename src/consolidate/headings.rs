//! Headings of functions: those that say one thing in three languages are one group.

use crate::locale::Language;
use crate::text::words;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a group is usually called, by language; the first name of each is the one that is shown.
#[derive(Deserialize)]
struct Heading {
    ky: Vec<String>,
    ru: Vec<String>,
    en: Vec<String>,
}

impl Heading {
    fn names(&self) -> impl Iterator<Item = &String> {
        self.ky.iter().chain(&self.ru).chain(&self.en)
    }
}

struct Headings {
    all: Vec<Heading>,
    by_words: HashMap<String, usize>,
}

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| {
    #[derive(Deserialize)]
    struct Data {
        heading: Vec<Heading>,
    }
    let Data { heading: all } =
        toml::from_str(include_str!("headings.toml")).unwrap_or_else(|error| unreachable!("headings.toml: {error}"));
    let each = all.iter().enumerate().flat_map(|(number, heading)| heading.names().map(move |name| (name, number)));
    let by_words = each.map(|(name, number)| (words(name), number)).collect();
    Headings { all, by_words }
});

/// The usual heading that a text is, whatever the language, the letters' case and the number before it.
fn usual(text: &str) -> Option<&'static Heading> {
    let typed = words(text);
    let known = |words: &str| HEADINGS.by_words.get(words).map(|number| &HEADINGS.all[*number]);
    known(&typed).or_else(|| {
        let (number, rest) = typed.split_once(' ')?;
        let is_number = number.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, 'i' | 'v' | 'x'));
        is_number.then(|| known(rest)).flatten()
    })
}

/// The text by which a heading is compared with others: of a usual one the same in every language.
pub(super) fn compared(text: &str) -> &str {
    usual(text).and_then(|heading| heading.ky.first()).map_or(text, String::as_str)
}

/// A heading as a document in a language shows it: a usual one in that language, any other as it was written.
pub(crate) fn shown(text: &str, language: Language) -> &str {
    let in_language = |heading: &'static Heading| {
        match language {
            Language::Ky => &heading.ky,
            Language::Ru => &heading.ru,
            Language::En => &heading.en,
        }
        .first()
    };
    usual(text).and_then(in_language).map_or(text, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_heading_is_one_group_in_every_language() {
        let one = compared("Кызмат көрсөтүү функциясы");
        for other in
            ["ФУНКЦИЯ ОКАЗАНИЯ УСЛУГ", "1. Функция оказания услуг", "II. Кызмат көрсөтүү функциясы:", "Services"]
        {
            assert_eq!(compared(other), one, "{other}");
        }
        assert_eq!(shown("service function", Language::Ru), "Функция оказания услуг");
        assert_eq!(shown("Кадровая работа", Language::Ky), "Кадр иштери");
    }

    #[test]
    fn any_other_heading_stays_as_it_is() {
        for heading in ["Хирургия", "1-топ", "10", "", "Функция"] {
            assert_eq!((compared(heading), shown(heading, Language::En)), (heading, heading));
        }
    }

    #[test]
    fn no_name_is_that_of_two_groups() {
        let names: usize = HEADINGS.all.iter().map(|heading| heading.names().count()).sum();
        assert_eq!(names, HEADINGS.by_words.len());
        assert!(
            HEADINGS.all.iter().all(|heading| [&heading.ky, &heading.ru, &heading.en].iter().all(|of| !of.is_empty()))
        );
    }
}
