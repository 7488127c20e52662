//! Messages: an id and its arguments become a sentence when the language is known.
//!
//! They are cut to what can be shown: else a file with a key of megabytes would fill the screen and memory.

use super::catalogue::bundle_with;
use super::language::Language;
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Date;
use std::borrow::Cow;
use std::path::{MAIN_SEPARATOR, Path};
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

    /// A list that shows no more than `most` items.
    #[must_use]
    pub fn list(items: impl IntoIterator<Item = Self>, most: usize) -> Self {
        let mut items = items.into_iter();
        let mut shown: Vec<Self> = items.by_ref().take(most).collect();
        shown.extend(items.next().map(|_| "…".into()));
        Self::List(shown)
    }

    fn shorten(&mut self) {
        match self {
            Self::Text(text) => cut(text),
            Self::Texts(texts) => [&mut texts.ky, &mut texts.ru, &mut texts.en].into_iter().for_each(cut),
            Self::Message(message) => message.shorten(),
            Self::List(items) => {
                items.iter_mut().take(ITEMS).for_each(Self::shorten);
                *self = Self::list(std::mem::take(items), ITEMS);
            }
            Self::Number(_) | Self::Date(_) => {}
        }
    }
}

/// Cuts a text that is too long to be shown.
fn cut<T: AsRef<str> + From<String>>(text: &mut T) {
    let whole = text.as_ref();
    // No character has less than a byte.
    if whole.len() > LONGEST
        && let Some((end, _)) = whole.char_indices().nth(LONGEST)
    {
        *text = format!("{}…", &whole[..end]).into();
    }
}

/// What becomes an argument, and which.
macro_rules! arguments {
    ($($value:ident: $type:ty => $arg:expr;)*) => {
        $(impl From<$type> for Arg {
            fn from($value: $type) -> Self {
                $arg
            }
        })*
    };
}

arguments! {
    text: &str => Self::Text(text.to_owned());
    text: String => Self::Text(text);
    // With forward slashes, as the same message says it on every system.
    path: &Path => Self::Text(path.display().to_string().replace(MAIN_SEPARATOR, "/"));
    texts: &Texts => Self::Texts(texts.clone());
    message: Message => Self::Message(Box::new(message));
    date: Date => Self::Date(date);
    number: u32 => Self::Number(number.into());
    number: usize => Self::Number(i64::try_from(number).unwrap_or(i64::MAX));
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

    /// The filled sentence. An unknown id, which the catalogue tests exclude, is shown in braces: it must not hide the rest.
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
