//! Understands the words that a field takes from a list: keywords, levels, grades, points, answers.

use super::build::Builder;
use super::codes;
use super::keyword::{Vocabulary, Word};
use super::raw::{RawField, RawRecord, RawValue};
use super::values::take;
use crate::diag::Code;
use crate::locale::{Arg, Message};
use crate::model::Reporting;
use crate::source::Spot;

/// What is said of a word that the field's list does not have, and of points that are not on the scale.
const UNKNOWN: (&Code, &str) = (&codes::UNKNOWN_WORD, "unknown-word");
const OFF_SCALE: (&Code, &str) = (&codes::POINTS_OFF_SCALE, "points-off-scale");

impl Builder<'_, '_> {
    pub(super) fn boolean(&mut self, raw: &mut RawRecord<'_>, key: &'static str) -> Option<bool> {
        let field = take(raw, key)?;
        match field.value {
            RawValue::Boolean(flag) => Some(flag),
            RawValue::Text(ref text) => self.word(key, text, field.spot, |builder| &builder.keywords.answers, UNKNOWN),
            _ => self.wrong_type(&field, "value-boolean"),
        }
    }

    /// The kinds of report that a plan owes: one or several.
    pub(super) fn reports(&mut self, raw: &mut RawRecord<'_>, key: &'static str) -> Vec<Reporting> {
        let Some(field) = take(raw, key) else { return Vec::new() };
        let words: Vec<(String, Spot)> = match &field.value {
            RawValue::Text(text) => super::lists::split(text).into_iter().map(|word| (word, field.spot)).collect(),
            RawValue::Texts(texts) => texts.iter().map(|(word, spot)| (word.clone().into(), *spot)).collect(),
            _ => return self.wrong_type(&field, "value-texts").unwrap_or_default(),
        };
        let known = |(word, spot): &(String, Spot)| {
            self.word(key, word, *spot, |builder| &builder.keywords.reportings, UNKNOWN)
        };
        let mut found: Vec<Reporting> = words.iter().filter_map(known).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A keyword of the form or of the method.
    pub(super) fn keyword<T: Copy + PartialEq>(
        &mut self,
        raw: &mut RawRecord<'_>,
        key: &'static str,
        vocabulary: fn(&Self) -> &Vocabulary<T>,
    ) -> Option<T> {
        let field = take(raw, key)?;
        match &field.value {
            RawValue::Text(text) => self.word(key, text, field.spot, vocabulary, UNKNOWN),
            _ => self.wrong_type(&field, "value-word"),
        }
    }

    /// Points: a whole number of the scale, its name, or both (`2 (орточо)`) if they agree.
    pub(super) fn points(
        &mut self,
        raw: &mut RawRecord<'_>,
        key: &'static str,
        vocabulary: fn(&Self) -> &Vocabulary<u8>,
    ) -> Option<u8> {
        let field = take(raw, key)?;
        let typed = match &field.value {
            RawValue::Integer(number) => number.to_string(),
            RawValue::Fraction(number) => whole(number).to_owned(),
            RawValue::Text(text) => whole(self.said(key, text, field.spot)?).to_owned(),
            _ => return self.wrong_type(&field, "value-points"),
        };
        if typed.starts_with('#') && typed.ends_with(['!', '?', 'A']) {
            return self.wrong_type(&RawField { value: RawValue::Error(typed.into()), ..field }, "value-points");
        }
        self.word(key, &typed, field.spot, vocabulary, OFF_SCALE)
    }

    fn word<T: Copy + PartialEq>(
        &mut self,
        key: &'static str,
        typed: &str,
        spot: Spot,
        vocabulary: fn(&Self) -> &Vocabulary<T>,
        (unknown, unknown_message): (&'static Code, &'static str),
    ) -> Option<T> {
        // What is only counted needs no proposal.
        let word = match vocabulary(self).known(typed) {
            None if self.sink.is_full() => Word::Unknown(None),
            _ => vocabulary(self).find(typed),
        };
        match word {
            Word::Known(value) => {
                if has_hidden_signs(typed.trim()) {
                    let message = self.about("normalised", key, typed);
                    self.report(&codes::NORMALISED, key, spot, message);
                }
                Some(value)
            }
            Word::LookAlike(value) => {
                let message = self.about("look-alike", key, typed);
                self.report(&codes::LOOK_ALIKE, key, spot, message);
                Some(value)
            }
            Word::Unknown(_) if vocabulary(self).names_several(typed) => {
                let allowed = Arg::List(vocabulary(self).allowed.clone());
                let message = self.about("two-values", key, typed);
                self.report(&codes::TWO_VALUES, key, spot, message).help =
                    Some(Message::new("two-values-help").with("allowed", allowed));
                None
            }
            Word::Unknown(near) => {
                let allowed = Arg::List(vocabulary(self).allowed.clone());
                let help = match near {
                    Some(near) => Message::new("did-you-mean-or").with("word", near).with("allowed", allowed),
                    None => Message::new("allowed-values").with("allowed", allowed),
                };
                let message = self.about(unknown_message, key, typed);
                self.report(unknown, key, spot, message).help = Some(help);
                None
            }
        }
    }
}

/// Whether a word holds invisible signs, or letters typed in two parts.
fn has_hidden_signs(typed: &str) -> bool {
    let hidden = |c: char| matches!(c, '\u{a0}' | '\u{202f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{300}'..='\u{36f}' | '\u{feff}');
    typed.chars().any(hidden)
}

/// A number without the fraction that says nothing: `2.0`, `2,0`.
fn whole(number: &str) -> &str {
    let number = number.trim();
    let (digits, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let nothing =
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && fraction.bytes().all(|b| b == b'0');
    if nothing { digits } else { number }
}
