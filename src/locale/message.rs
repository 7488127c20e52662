//! Messages: an id and its arguments become a sentence when the language is known.
//!
//! They are cut to what can be shown: whoever writes a file could else fill the screen, and memory, with a key of megabytes.

use super::catalogue::bundle_with;
use super::language::Language;
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Date;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// How much of one argument a message shows, in characters: more than any honest name or id has.
const LONGEST: usize = 1_000;

/// How many items of a list a message shows; a method may have many levels.
const ITEMS: usize = 100;

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

    /// Cuts what is filled in to what can be shown.
    pub fn shorten(&mut self) {
        self.args.iter_mut().for_each(|(_, arg)| arg.shorten());
    }

    /// The same message, cut to what can be shown.
    #[must_use]
    pub fn shortened(&self) -> Self {
        let mut message = self.clone();
        message.shorten();
        message
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

    fn shorten(&mut self) {
        match self {
            Self::Text(text) => {
                if let Some(short) = cut(text) {
                    *text = short;
                }
            }
            Self::Texts(texts) => {
                for text in [&mut texts.ky, &mut texts.ru, &mut texts.en] {
                    if let Some(short) = cut(text) {
                        *text = short.into();
                    }
                }
            }
            Self::Message(message) => message.shorten(),
            Self::List(items) => {
                if items.len() > ITEMS {
                    items.truncate(ITEMS);
                    items.push("…".into());
                }
                items.iter_mut().for_each(Self::shorten);
            }
            Self::Number(_) | Self::Date(_) => {}
        }
    }
}

/// A text that is too long to be shown, as far as it is shown.
fn cut(text: &str) -> Option<String> {
    // No character has less than a byte.
    let (end, _) = (text.len() > LONGEST).then(|| text.char_indices().nth(LONGEST)).flatten()?;
    Some(format!("{}…", &text[..end]))
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

impl Language {
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
        self.filled(id, None)
    }

    /// The text of a message with its arguments.
    #[must_use]
    pub fn format(self, id: &str, args: &[(&'static str, Arg)]) -> String {
        let values = args.iter().map(|(name, arg)| (*name, arg.value(self))).collect();
        self.filled(id, Some(&values)).into_owned()
    }

    /// The text of a [`Message`].
    #[must_use]
    pub fn message(self, message: &Message) -> String {
        self.format(message.id, &message.args)
    }

    /// An id that no catalogue has is shown in braces: a fault of this program that the catalogue tests exclude, and that must
    /// not hide the rest of a report.
    fn filled(self, id: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        let bundle = bundle_with(self, id);
        match bundle.get_message(id).and_then(|message| message.value()) {
            Some(pattern) => bundle.format_pattern(pattern, args, &mut Vec::new()),
            None => format!("{{{id}}}").into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_id_is_visible() {
        assert_eq!(Language::En.text("no-such-message"), "{no-such-message}");
    }

    #[test]
    fn a_message_shows_no_more_of_an_argument_than_can_be_read() {
        let long = "я".repeat(LONGEST + 1);
        let inner = Message::new("severity-error").with("found", long.as_str());
        let list = Arg::List(vec![Arg::from("а"); ITEMS + 1]);
        let honest = "я".repeat(LONGEST);
        let message = Message::new("severity-error").with("a", inner).with("b", list).with("c", honest.as_str());
        let shown = message.shortened();
        let Arg::Message(inner) = &shown.args[0].1 else { panic!("{shown:?}") };
        assert_eq!(inner.args[0].1, Arg::from(format!("{honest}…")));
        assert!(matches!(&shown.args[1].1, Arg::List(items) if items.len() == ITEMS + 1));
        assert_eq!(shown.args[2], message.args[2]);
    }
}
