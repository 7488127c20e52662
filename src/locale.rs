//! The catalogues: a message id and its arguments become a sentence in Kyrgyz, Russian or English.
//!
//! Sentences live in `src/locale/*.ftl` (Fluent), never in Rust code. The language is passed in, never global, and never
//! taken from the machine. Not here: words of the method (levels, points), which live in the method file as [`Texts`].

mod short;
mod spoken;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use foldhash::fast::FixedState;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, OnceLock};

/// The language of a document or of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Kyrgyz, the default.
    Ky,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which they are listed to users.
    pub const ALL: [Self; 3] = [Self::Ky, Self::Ru, Self::En];

    /// The two-letter code used in files and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ky => "ky",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language with the given code, in lower case.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Whether the catalogue has a message.
    #[must_use]
    pub fn has(self, id: &str) -> bool {
        bundle_with(self, id).has_message(id)
    }

    /// The text of a message without arguments.
    #[must_use]
    pub fn text(self, id: &str) -> String {
        self.label(id).into_owned()
    }

    /// The same, not copied out of the catalogue: the labels of documents stand in them thousands of times.
    #[must_use]
    pub fn label(self, id: &str) -> Cow<'static, str> {
        let bundle = bundle_with(self, id);
        match bundle.get_message(id).and_then(|message| message.value()) {
            Some(pattern) => bundle.format_pattern(pattern, None, &mut Vec::new()),
            None => format!("{{{id}}}").into(),
        }
    }

    /// The text of a message with its arguments. An id that no catalogue has is shown in braces: a fault of this
    /// program that the catalogue tests exclude, and that must not hide the rest of a report.
    #[must_use]
    pub fn format(self, id: &str, args: &[(&'static str, Arg)]) -> String {
        let bundle = bundle_with(self, id);
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return format!("{{{id}}}");
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, arg.value(self));
        }
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// The text of a [`Message`].
    #[must_use]
    pub fn message(self, message: &Message) -> String {
        self.format(message.id, &message.args)
    }

    /// A date as people of this language write it in tables: `15.06.2026`, in English `15 June 2026`.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        match self {
            Self::Ky | Self::Ru => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
            Self::En => date.strftime("%-d %B %Y").to_string(),
        }
    }
}

/// A text in all three languages, as the method file gives it. Messages about thousands of situations take it along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Kyrgyz.
    pub ky: Arc<str>,
    /// Russian.
    pub ru: Arc<str>,
    /// English.
    pub en: Arc<str>,
}

impl Texts {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Ky => &self.ky,
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }
}

/// A message: the id of its sentence and what is filled in. The sentence is made when the language is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The id in the catalogues.
    pub id: &'static str,
    /// The named arguments.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// The message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }
}

/// What can be filled into a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A text that is the same in every language: what was typed, a key, a name.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A date, written as the language does.
    Date(Date),
    /// A text that the method file gives in every language.
    Texts(Texts),
    /// Another message.
    Message(Box<Message>),
    /// Several, joined with commas.
    List(Vec<Arg>),
}

impl Arg {
    fn value(&self, language: Language) -> FluentValue<'static> {
        match self {
            Self::Number(number) => (*number).into(),
            other => other.text(language).into(),
        }
    }

    /// The argument as text in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => language.date(*date),
            Self::Texts(texts) => texts.get(language).to_owned(),
            Self::Message(message) => language.message(message),
            Self::List(items) => items.iter().map(|item| item.text(language)).collect::<Vec<_>>().join(", "),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&Path> for Arg {
    fn from(path: &Path) -> Self {
        Self::Text(path.display().to_string())
    }
}

impl From<&Texts> for Arg {
    fn from(texts: &Texts) -> Self {
        Self::Texts(texts.clone())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl From<Date> for Arg {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The source of a language's catalogue, for tests that compare the three: the messages, and the explanations of codes.
#[must_use]
pub fn catalogue(language: Language) -> String {
    [messages_of(language), explanations_of(language)].join("\n")
}

fn messages_of(language: Language) -> &'static str {
    match language {
        Language::Ky => include_str!("locale/ky.ftl"),
        Language::Ru => include_str!("locale/ru.ftl"),
        Language::En => include_str!("locale/en.ftl"),
    }
}

fn explanations_of(language: Language) -> &'static str {
    match language {
        Language::Ky => include_str!("locale/explanations.ky.ftl"),
        Language::Ru => include_str!("locale/explanations.ru.ftl"),
        Language::En => include_str!("locale/explanations.en.ftl"),
    }
}

type Bundle = FluentBundle<FluentResource>;

/// The messages whose ids begin with the same word: where they stand in the catalogue, parsed when the first is needed.
#[derive(Default)]
struct Family {
    entries: Vec<&'static str>,
    parsed: OnceLock<Bundle>,
}

/// The families of a language. A run needs few of them; to parse all catalogues takes longer than to assess a small register.
type Families = HashMap<&'static str, Family, FixedState>;

fn families(language: Language) -> &'static Families {
    static KY: LazyLock<Families> = LazyLock::new(|| by_families(messages_of(Language::Ky)));
    static RU: LazyLock<Families> = LazyLock::new(|| by_families(messages_of(Language::Ru)));
    static EN: LazyLock<Families> = LazyLock::new(|| by_families(messages_of(Language::En)));
    match language {
        Language::Ky => &KY,
        Language::Ru => &RU,
        Language::En => &EN,
    }
}

/// An entry begins at a line that begins with a letter, and goes on to the next one. Those of a family that follow each
/// other stay together.
fn by_families(catalogue: &'static str) -> Families {
    let mut families = Families::default();
    let begins = memchr::memchr_iter(b'\n', catalogue.as_bytes()).map(|end| end + 1);
    let begins = begins.filter(|at| catalogue.as_bytes().get(*at).is_some_and(u8::is_ascii_alphabetic));
    let (mut from, mut word) = (0, "");
    for at in begins.chain([catalogue.len()]) {
        let next = first_word(&catalogue[at..]);
        if next != word {
            if !word.is_empty() {
                families.entry(word).or_default().entries.push(&catalogue[from..at]);
            }
            (from, word) = (at, next);
        }
    }
    families
}

/// The word with which an id begins.
fn first_word(id: &str) -> &str {
    let end = id.bytes().position(|letter| !letter.is_ascii_alphanumeric());
    end.map_or(id, |end| &id[..end])
}

/// The messages among which one is, if any catalogue has it.
fn bundle_with(language: Language, id: &str) -> &'static Bundle {
    match families(language).get(first_word(id)) {
        Some(family) => family.parsed.get_or_init(|| parse(language, family.entries.concat())),
        None => explanations(language),
    }
}

/// The explanations of codes are a family of their own.
fn explanations(language: Language) -> &'static Bundle {
    static KY: LazyLock<Bundle> = LazyLock::new(|| parse(Language::Ky, explanations_of(Language::Ky).to_owned()));
    static RU: LazyLock<Bundle> = LazyLock::new(|| parse(Language::Ru, explanations_of(Language::Ru).to_owned()));
    static EN: LazyLock<Bundle> = LazyLock::new(|| parse(Language::En, explanations_of(Language::En).to_owned()));
    match language {
        Language::Ky => &KY,
        Language::Ru => &RU,
        Language::En => &EN,
    }
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
    use jiff::civil::date;

    #[test]
    fn dates_are_written_as_the_language_does() {
        assert_eq!(Language::Ky.date(date(2026, 6, 5)), "05.06.2026");
        assert_eq!(Language::En.date(date(2026, 6, 5)), "5 June 2026");
    }

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

    #[test]
    fn an_unknown_id_is_visible() {
        assert_eq!(Language::En.text("no-such-message"), "{no-such-message}");
    }
}
