//! The catalogues (Fluent), parsed family by family on demand: to parse all takes longer than to assess a small register.

use super::language::Language;
use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The messages and the explanations of codes.
fn sources(language: Language) -> [&'static str; 2] {
    match language {
        Language::Ky => [include_str!("ky.ftl"), include_str!("explanations.ky.ftl")],
        Language::Ru => [include_str!("ru.ftl"), include_str!("explanations.ru.ftl")],
        Language::En => [include_str!("en.ftl"), include_str!("explanations.en.ftl")],
    }
}

/// The source of a language's catalogue, for tests that compare the three.
#[must_use]
pub fn catalogue(language: Language) -> String {
    sources(language).join("\n")
}

/// Parsed messages.
pub(super) type Bundle = FluentBundle<FluentResource>;

/// The messages whose ids begin with the same word.
#[derive(Default)]
struct Family {
    entries: Vec<&'static str>,
    parsed: OnceLock<Bundle>,
}

/// The families of a language by their word; the explanations of codes are one of their own, without a word.
type Families = HashMap<&'static str, Family, FixedState>;

/// An entry goes from a line that begins with a letter to the next such line. Neighbours of a family stay together.
fn by_families([messages, explanations]: [&'static str; 2]) -> Families {
    let mut families = Families::default();
    families.entry("").or_default().entries.push(explanations);
    let begins = memchr::memchr_iter(b'\n', messages.as_bytes()).map(|end| end + 1);
    let begins = begins.filter(|at| messages.as_bytes().get(*at).is_some_and(u8::is_ascii_alphabetic));
    let (mut from, mut word) = (0, "");
    for at in begins.chain([messages.len()]) {
        let next = first_word(&messages[at..]);
        if next != word {
            if !word.is_empty() {
                families.entry(word).or_default().entries.push(&messages[from..at]);
            }
            (from, word) = (at, next);
        }
    }
    families
}

/// The word with which an id begins.
fn first_word(id: &str) -> &str {
    id.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// The messages among which one is, if the catalogue has it.
pub(super) fn bundle_with(language: Language, id: &str) -> &'static Bundle {
    static ALL: [OnceLock<Families>; 3] = [const { OnceLock::new() }; 3];
    let families = ALL[language as usize].get_or_init(|| by_families(sources(language)));
    let family = families.get(first_word(id)).unwrap_or_else(|| &families[""]);
    family.parsed.get_or_init(|| parse(language, family.entries.concat()))
}

/// Reads entries of a catalogue. What cannot be parsed is left out; the catalogue tests prove that nothing is.
fn parse(language: Language, entries: String) -> Bundle {
    let resource = match FluentResource::try_new(entries) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let identifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_in_its_family_as_in_the_whole_catalogue() {
        for language in Language::ALL {
            let whole = parse(language, catalogue(language));
            let ids = catalogue(language);
            let ids = ids.lines().filter(|line| line.starts_with(|letter: char| letter.is_ascii_alphabetic()));
            let ids: Vec<&str> = ids.map(|line| line.split_once(" =").unwrap().0).collect();
            assert!(ids.len() > 1000);
            for id in ids {
                let shown = |bundle: &Bundle| {
                    let pattern = bundle.get_message(id).unwrap().value().unwrap();
                    bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned()
                };
                assert_eq!(shown(bundle_with(language, id)), shown(&whole), "{id}");
            }
        }
    }
}
