//! A TOML text as a tree with a span for each key and value, and all its syntax errors at once.
//!
//! The tree is walked, not deserialised: serde stops at the first type error and words it in English.

use super::codes;
use crate::diag::Sink;
use crate::locale::{Arg, Message};
use crate::source::Spot;
use crate::text::suggestion;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

/// How many broken lines of a file are blanked, each with its finding.
const REPAIRS: usize = 8;

/// Parses a text; what could be parsed is returned even when there are errors.
pub(crate) fn parse<'a>(text: &'a str, sink: &mut Sink<'_>) -> Spanned<DeTable<'a>> {
    Parsed::of(text).reported(sink)
}

/// A text as a tree, with what is wrong in it.
pub(crate) struct Parsed<'a> {
    tree: Spanned<DeTable<'a>>,
    errors: Vec<toml::de::Error>,
}

impl<'a> Parsed<'a> {
    fn of(text: &'a str) -> Self {
        let (tree, errors) = DeTable::parse_recoverable(text);
        Self { tree, errors }
    }

    /// The tree; what is wrong is reported.
    pub fn reported(self, sink: &mut Sink<'_>) -> Spanned<DeTable<'a>> {
        for error in self.errors {
            let place = spot(error.span().unwrap_or(0..0));
            sink.report(&codes::SYNTAX, place, syntax_message(&error)).help = Some(Message::new("syntax-help"));
        }
        self.tree
    }
}

/// The text with the lines blanked at which the parser would stop, or swallow the lines that follow; each is reported.
/// All other bytes keep their places and can be read.
pub(crate) fn readable<'a>(text: &'a str, sink: &mut Sink<'_>) -> Cow<'a, str> {
    parsed(text, sink).map_or_else(Cow::Owned, |_| Cow::Borrowed(text))
}

/// The tree of a text that needs no line blanked, else the text that [`readable`] gives: most need none, and a long one
/// is not parsed twice.
pub(crate) fn parsed<'a>(text: &'a str, sink: &mut Sink<'_>) -> Result<Parsed<'a>, String> {
    let mut parsed = Parsed::of(text);
    let Some(mut text) = mended(text, &mut parsed.errors, sink) else { return Ok(parsed) };
    for _ in 1..REPAIRS {
        let Some(better) = mended(&text, &mut Parsed::of(&text).errors, sink) else { break };
        text = better;
    }
    Err(text)
}

/// The text without its first line that keeps others from being read; `None` if no line does.
fn mended(text: &str, errors: &mut [toml::de::Error], sink: &mut Sink<'_>) -> Option<String> {
    errors.sort_by_key(|error| error.span().map(|span| span.start));
    let (at, message) = errors.iter().enumerate().find_map(|(number, error)| {
        let at = error.span()?.start;
        let words = error.message();
        if words.starts_with("key with no value") || words.starts_with("missing value for key") {
            return Some((at, "syntax-missing-value"));
        }
        // A bracket that is never closed: the first line that does not continue the list stands after the fault.
        let missing_comma = words.starts_with("missing comma between");
        let begins_line = text[..at].ends_with('\n');
        let never_closed = || errors[number..].iter().any(|later| later.message().starts_with("unclosed "));
        (missing_comma && begins_line && never_closed()).then(|| (at - 1, "syntax-unclosed"))
    })?;
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let end = text[at..].find('\n').map_or(text.len(), |after| at + after);
    let place = spot(start..end);
    sink.report(&codes::SYNTAX, place, Message::new(message)).help = Some(Message::new("syntax-help"));
    let mut text = text.to_owned();
    text.replace_range(start..end, &" ".repeat(end - start));
    Some(text)
}

/// The line on which a text stops being UTF-8.
pub(super) fn line_of_damage(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().next().map_or(1, |chunk| chunk.valid().split('\n').count())
}

/// The span of a tree node as a spot.
pub(crate) fn spot(span: Range<usize>) -> Spot {
    let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Spot::Span { start: narrow(span.start), end: narrow(span.end) }
}

/// The messages for the parser's own words, the first that fits: it tells its errors apart only by their English text.
const SYNTAX: [(&str, &str); 17] = [
    ("duplicate key", "syntax-duplicate-key"),
    ("string values must be quoted", "syntax-unquoted-text"),
    ("missing opening quote", "syntax-unclosed-text"),
    ("invalid basic string", "syntax-unclosed-text"),
    ("invalid literal string", "syntax-unclosed-text"),
    ("missing value", "syntax-missing-value"),
    ("key with no value", "syntax-missing-value"),
    ("missing assignment", "syntax-assignment"),
    ("extra assignment", "syntax-assignment"),
    ("extra `=`", "syntax-assignment"),
    ("unexpected `=`", "syntax-assignment"),
    ("comma", "syntax-comma"),
    ("unclosed", "syntax-unclosed"),
    ("dotted key", "syntax-extend"),
    ("recursion", "syntax-depth"),
    ("recurse", "syntax-depth"),
    ("key", "syntax-key"),
];

fn syntax_message(error: &toml::de::Error) -> Message {
    let words = error.message().split(", expected").next().unwrap_or_default();
    let known = SYNTAX.iter().find(|(part, _)| words.contains(part));
    Message::new(match known.map_or("syntax-other", |(_, id)| *id) {
        "syntax-unquoted-text" if error.span().is_some_and(|span| span.is_empty()) => "syntax-missing-value",
        id => id,
    })
}

/// What kind of value this is, for "found ..., expected ...".
pub(crate) fn kind_of(value: &DeValue<'_>) -> Message {
    Message::new(match value {
        DeValue::String(_) => "value-text",
        DeValue::Integer(_) => "value-integer",
        DeValue::Float(_) => "value-fraction",
        DeValue::Boolean(_) => "value-boolean",
        DeValue::Datetime(_) => "value-date",
        DeValue::Array(_) => "value-list",
        DeValue::Table(_) => "value-table",
    })
}

/// A whole number, if it is one and fits.
pub(crate) fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// The day of a moment; `None` where it is a time, or no day of the calendar.
pub(crate) fn day(moment: &Datetime) -> Option<Date> {
    let day = moment.date.filter(|_| moment.time.is_none())?;
    Date::new(i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
}

/// Reports a key that the table does not have, with the allowed ones and the most like.
pub(crate) fn unknown_key(key: &str, span: Range<usize>, table: impl Into<Arg>, allowed: &[&str], sink: &mut Sink<'_>) {
    let help = match suggestion(key, allowed.iter().copied()) {
        Some(near) => Message::new("did-you-mean").with("word", near),
        None => Message::new("allowed-keys").with("keys", list(allowed)),
    };
    let message = Message::new("unknown-key").with("key", key).with("table", table);
    sink.report(&codes::UNKNOWN_KEY, spot(span), message).help = Some(help);
}

/// Reports a value of the wrong kind.
pub(crate) fn wrong_type(key: &str, value: &Spanned<DeValue<'_>>, expected: &'static str, sink: &mut Sink<'_>) {
    let message = Message::new("wrong-type")
        .with("field", key)
        .with("found", kind_of(value.get_ref()))
        .with("expected", Message::new(expected));
    sink.report(&codes::WRONG_TYPE, spot(value.span()), message);
}

/// Reports a table that lacks a key.
pub(crate) fn missing_key(key: &str, table: impl Into<Arg>, place: Spot, sink: &mut Sink<'_>) {
    let message = Message::new("missing-key").with("key", key).with("table", table);
    sink.report(&codes::MISSING_KEY, place, message);
}

/// Words as an argument.
pub(crate) fn list(words: &[&str]) -> Arg {
    Arg::List(words.iter().map(|word| Arg::from(*word)).collect())
}
