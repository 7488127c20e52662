//! How each kind of value is understood: text, keyword, points, date, term.

use super::build::Builder;
use super::codes;
use super::days::{EARLIEST, day_in_figures, day_of_serial, day_with_dots, in_figures};
use super::keyword::{Vocabulary, Word};
use super::raw::{RawField, RawRecord, RawText, RawValue};
use super::term::{Reading, Unreadable, Years, term_of_years};
use crate::diag::{Code, Diagnostic};
use crate::locale::{Arg, Message};
use crate::model::{Amount, FIELDS, FieldSpec, Period, Register, Reporting, Stated, Table, Text};
use crate::source::{Record, Spot};
use crate::text::{excerpt, is_dash, without_look_alikes};
use jiff::civil::Date;
use std::collections::HashMap;

/// So many terms are kept in view: registers have fewer different ones.
const TERMS: usize = 1_024;

/// How much of a typed text a message shows, in characters.
const SHOWN: usize = 40;

impl Builder<'_, '_> {
    /// Begins a record: notes its place and its fields' places, reports what it cannot do without.
    pub(super) fn enter(&mut self, record: Record, table: Table, raw: &RawRecord<'_>) {
        self.record = record;
        self.origins.note(record, "", raw.spot);
        for field in &raw.fields {
            self.origins.note(record, field.key, field.spot);
        }
        for field in FIELDS.iter().filter(|field| table.holds(field) && field.required) {
            if !raw.fields.iter().any(|present| present.key == field.key) && raw.spot != Spot::File {
                let message = Message::new("missing-field").with("field", Message::new(field.name));
                let help = Message::new("missing-field-help").with("key", field.key);
                let spot = self.origins.cell(record, field.key, raw.spot).unwrap_or(raw.spot);
                self.report(&codes::MISSING_KEY, field.key, spot, message).help = Some(help);
            }
        }
    }

    pub(super) fn report(
        &mut self,
        code: &'static Code,
        key: &'static str,
        spot: Spot,
        message: Message,
    ) -> &mut Diagnostic {
        if let Record::Situation(number) | Record::Measure(number, _) | Record::PlannedMeasure(number) = self.record {
            self.to_name.push((self.sink.count(), number));
        }
        let found = self.sink.report(code, spot, message);
        found.field = Some(if key.is_empty() { key } else { key.split('.').next().unwrap_or(key) });
        found
    }

    /// A text; white space at its ends is dropped, an empty one is reported and counts as absent.
    pub(super) fn text(&mut self, raw: &mut RawRecord<'_>, key: &'static str) -> Option<Text> {
        self.own(raw, key)
    }

    /// The same as a text of its own, or as one that cells share.
    pub(super) fn own<T: for<'t> From<RawText<'t>>>(
        &mut self,
        raw: &mut RawRecord<'_>,
        key: &'static str,
    ) -> Option<T> {
        let field = take(raw, key)?;
        match field.value {
            RawValue::Text(text) => self.kept(key, text, field.spot),
            _ => self.wrong_type(&field, "value-text"),
        }
    }

    /// A text or a list of texts.
    pub(super) fn texts(&mut self, raw: &mut RawRecord<'_>, key: &'static str) -> Vec<String> {
        let Some(field) = take(raw, key) else { return Vec::new() };
        match field.value {
            RawValue::Text(text) => self.kept(key, text, field.spot).into_iter().collect(),
            RawValue::Texts(texts) => texts.into_iter().filter_map(|(text, spot)| self.kept(key, text, spot)).collect(),
            _ => self.wrong_type(&field, "value-texts").unwrap_or_default(),
        }
    }

    /// The id of a situation; one that mixes alphabets is reported, because another may look the same.
    pub(super) fn id(&mut self, raw: &mut RawRecord<'_>) -> String {
        let spot = raw.fields.iter().find(|field| field.key == "id").map(|field| field.spot);
        let id: String = self.own(raw, "id").unwrap_or_default();
        if let (Some(spot), Some(_)) = (spot, without_look_alikes(&id)) {
            let message = Message::new("look-alike-id").with("id", excerpt(&id, SHOWN));
            self.report(&codes::LOOK_ALIKE_ID, "id", spot, message).help = Some(Message::new("look-alike-id-help"));
        }
        id
    }

    /// As [`Self::said`]; a text without white space at its ends is kept without a copy.
    fn kept<'t, T: From<RawText<'t>>>(&mut self, key: &'static str, text: RawText<'t>, spot: Spot) -> Option<T> {
        // A dash says that there is nothing, in every format.
        if is_dash(&text) && !field(self.record, key).is_some_and(|field| field.required) {
            return None;
        }
        if text.is_empty() || text.trim().len() < text.len() {
            return self.said(key, &text, spot).map(|text| RawText::from(text.to_owned()).into());
        }
        Some(text.into())
    }

    fn said<'t>(&mut self, key: &'static str, text: &'t str, spot: Spot) -> Option<&'t str> {
        let text = text.trim();
        if text.is_empty() {
            let message = Message::new("empty-text").with("field", name(self.record, key));
            self.report(&codes::EMPTY_TEXT, key, spot, message).help = Some(Message::new("empty-text-help"));
            return None;
        }
        Some(text)
    }

    pub(super) fn boolean(&mut self, raw: &mut RawRecord<'_>, key: &'static str) -> Option<bool> {
        let field = take(raw, key)?;
        match field.value {
            RawValue::Boolean(flag) => Some(flag),
            RawValue::Text(ref text) => self.word(
                key,
                text,
                field.spot,
                |builder| &builder.keywords.answers,
                &codes::UNKNOWN_WORD,
                "unknown-word",
            ),
            _ => self.wrong_type(&field, "value-boolean"),
        }
    }

    pub(super) fn date(&mut self, raw: &mut RawRecord<'_>, key: &'static str) -> Option<Date> {
        let field = take(raw, key)?;
        let typed = match &field.value {
            RawValue::Date(day) => return Some(*day),
            RawValue::Text(text) => text.trim().to_owned(),
            RawValue::Integer(serial) if let Some(day) = day_of_serial(*serial) => return Some(day),
            _ => return self.wrong_type(&field, "value-date"),
        };
        let iso = Period::parse(&typed).filter(|period| period.from == period.to).and_then(|period| period.from);
        // A day in words, as terms have it: "20 мая 2026 года".
        let in_words = || {
            let period =
                typed.starts_with(|c: char| c.is_ascii_digit()).then(|| term_of_years(&typed, None).ok()).flatten();
            period.map(|read| read.period).filter(|period| period.recurrence.is_none() && period.terms.is_empty())
        };
        let one_day = |period: Period| period.from.filter(|from| period.to == Some(*from));
        let day = iso.or_else(|| day_with_dots(&typed)).or_else(|| in_words().and_then(one_day));
        if day.is_none() {
            let message = Message::new("unreadable-date")
                .with("field", name(self.record, key))
                .with("found", excerpt(&typed, SHOWN));
            let help = if day_in_figures(&typed).is_some() { "no-such-day-help" } else { "unreadable-date-help" };
            self.report(&codes::UNREADABLE_TERM, key, field.spot, message).help = Some(Message::new(help));
        }
        day
    }

    pub(super) fn period(&mut self, raw: &mut RawRecord<'_>, key: &'static str) -> Option<Period> {
        let field = take(raw, key)?;
        let typed = match &field.value {
            RawValue::Date(day) if day.year() < EARLIEST => {
                return Some(self.unread_term(&field, &in_figures(*day), "early-date-help"));
            }
            RawValue::Date(day) => return Some(Period::day(*day)),
            RawValue::Text(text) => self.said(key, text, field.spot)?.to_owned(),
            RawValue::Integer(serial) if let Some(day) = day_of_serial(*serial) => return Some(Period::day(day)),
            RawValue::Integer(year) => year.to_string(),
            _ => return self.wrong_type(&field, "value-term"),
        };
        match self.term(&typed) {
            Ok(Reading { period, years_taken }) => {
                if years_taken {
                    self.years_taken.push(field.spot);
                }
                Some(period)
            }
            Err(why) => {
                let help = match why {
                    Unreadable::WithoutYear => "term-without-year-help",
                    Unreadable::Rhythm => "term-rhythm-help",
                    Unreadable::Ambiguous => "term-ambiguous-help",
                    Unreadable::Unknown if day_in_figures(&typed).is_some() => "no-such-day-help",
                    Unreadable::Unknown => "unreadable-term-help",
                };
                Some(self.unread_term(&field, &typed, help))
            }
        }
    }

    /// Reads a term; what stands in many rows is read once.
    fn term(&mut self, typed: &str) -> Result<Reading, Unreadable> {
        if self.terms.0 != self.years {
            self.terms = (self.years, HashMap::new());
        }
        if let Some(read) = self.terms.1.get(typed) {
            return read.clone();
        }
        let read = term_of_years(typed, self.years);
        if self.terms.1.len() < TERMS {
            self.terms.1.insert(typed.to_owned(), read.clone());
        }
        read
    }

    fn unread_term(&mut self, field: &RawField<'_>, typed: &str, help: &'static str) -> Period {
        let message = Message::new("unreadable-term")
            .with("field", name(self.record, field.key))
            .with("found", excerpt(typed, SHOWN));
        self.report(&codes::UNREADABLE_TERM, field.key, field.spot, message).help = Some(Message::new(help));
        Period::unread(typed)
    }

    /// Says once that terms without a year got those of the title.
    pub(super) fn report_years_taken(&mut self) {
        let (Some(Years { first, last }), Some(spot)) = (self.years, self.years_taken.first()) else { return };
        let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let message = Message::new("years-of-title").with("count", self.years_taken.len()).with("years", years);
        self.sink.report(&codes::YEARS_OF_TITLE, *spot, message);
    }

    /// The value of an indicator.
    pub(super) fn amount(&mut self, raw: &mut RawRecord<'_>, key: &'static str) -> Option<Amount> {
        let field = take(raw, key)?;
        let typed = match &field.value {
            RawValue::Integer(number) => number.to_string(),
            RawValue::Fraction(number) => number.to_string(),
            RawValue::Text(text) => self.said(key, text, field.spot)?.to_owned(),
            _ => return self.wrong_type(&field, "value-amount"),
        };
        let amount = Amount::parse(&typed);
        if amount.is_none() {
            let message = Message::new("unreadable-amount")
                .with("field", name(self.record, key))
                .with("found", excerpt(&typed, SHOWN));
            self.report(&codes::UNREADABLE_AMOUNT, key, field.spot, message).help =
                Some(Message::new("unreadable-amount-help"));
        }
        amount
    }

    /// The kinds of report that a plan owes: one or several.
    pub(super) fn reports(&mut self, raw: &mut RawRecord<'_>, key: &'static str) -> Vec<Reporting> {
        let Some(field) = take(raw, key) else { return Vec::new() };
        let words: Vec<(String, Spot)> = match &field.value {
            RawValue::Text(text) => super::lists::split(text).into_iter().map(|word| (word, field.spot)).collect(),
            RawValue::Texts(texts) => texts.iter().map(|(word, spot)| (word.to_string(), *spot)).collect(),
            _ => return self.wrong_type(&field, "value-texts").unwrap_or_default(),
        };
        let mut found: Vec<Reporting> = words
            .iter()
            .filter_map(|(word, spot)| {
                self.word(
                    key,
                    word,
                    *spot,
                    |builder| &builder.keywords.reportings,
                    &codes::UNKNOWN_WORD,
                    "unknown-word",
                )
            })
            .collect();
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
            RawValue::Text(text) => self.word(key, text, field.spot, vocabulary, &codes::UNKNOWN_WORD, "unknown-word"),
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
            return self
                .wrong_type(&RawField { key, value: RawValue::Error(typed.into()), spot: field.spot }, "value-points");
        }
        self.word(key, &typed, field.spot, vocabulary, &codes::POINTS_OFF_SCALE, "points-off-scale")
    }

    fn word<T: Copy + PartialEq>(
        &mut self,
        key: &'static str,
        typed: &str,
        spot: Spot,
        vocabulary: fn(&Self) -> &Vocabulary<T>,
        unknown: &'static Code,
        unknown_message: &'static str,
    ) -> Option<T> {
        let about = |id| Message::new(id).with("field", name(self.record, key)).with("found", excerpt(typed, SHOWN));
        // What is only counted needs no proposal.
        let word = match vocabulary(self).known(typed) {
            None if self.sink.is_full() => Word::Unknown(None),
            _ => vocabulary(self).find(typed),
        };
        match word {
            Word::Known(value) => {
                if has_hidden_signs(typed.trim()) {
                    let message = about("normalised");
                    self.report(&codes::NORMALISED, key, spot, message);
                }
                Some(value)
            }
            Word::LookAlike(value) => {
                let message = about("look-alike");
                self.report(&codes::LOOK_ALIKE, key, spot, message);
                Some(value)
            }
            Word::Unknown(_) if vocabulary(self).names_several(typed) => {
                let allowed = Arg::List(vocabulary(self).allowed.clone());
                let message = about("two-values");
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
                let message = about(unknown_message);
                self.report(unknown, key, spot, message).help = Some(help);
                None
            }
        }
    }

    /// What a workbook's own formula says; kept to be compared.
    pub(super) fn stated(&mut self, stated: &mut Stated, key: &'static str, typed: &str, spot: Spot) {
        let level = || match self.levels.find(typed) {
            Word::Known(level) | Word::LookAlike(level) => Some(level),
            Word::Unknown(_) => None,
        };
        let understood = match key {
            "sum" => {
                stated.sum = typed.trim().parse().ok();
                stated.sum.is_some()
            }
            "inherent" => {
                stated.inherent = level();
                stated.inherent.is_some()
            }
            _ => {
                stated.residual = level();
                stated.residual.is_some()
            }
        };
        self.origins.note(self.record, key, spot);
        if !understood && !typed.trim().chars().all(|c| matches!(c, '—' | '-' | '–')) {
            let message = Message::new("stated-unreadable").with("found", excerpt(typed, SHOWN));
            self.report(&codes::UNKNOWN_WORD, key, spot, message);
        }
    }

    fn wrong_type<T>(&mut self, field: &RawField<'_>, expected: &'static str) -> Option<T> {
        // Whoever keeps a table knows neither TOML's values nor its dates.
        let is_cell = matches!(field.spot, Spot::Cell { .. });
        let expected = match expected {
            "value-date" if is_cell => "value-date-cell",
            "value-term" if is_cell => "value-term-cell",
            "value-boolean" if is_cell => "value-answer-cell",
            "value-word" if is_cell => "value-word-cell",
            "value-texts" if is_cell => "value-text",
            other => other,
        };
        let found = match &field.value {
            RawValue::Text(_) => "value-text",
            RawValue::Integer(_) => "value-integer",
            RawValue::Fraction(_) => "value-fraction",
            RawValue::Boolean(_) if is_cell => "value-boolean-cell",
            RawValue::Boolean(_) => "value-boolean",
            RawValue::Date(_) if is_cell => "value-date-cell",
            RawValue::Date(_) => "value-date",
            RawValue::Texts(_) => "value-list",
            RawValue::Error(shown) | RawValue::Uncalculated(shown) => {
                let (code, id) = match field.value {
                    RawValue::Error(_) => (&codes::CELL_ERROR, "cell-error"),
                    _ => (&codes::UNCALCULATED, "uncalculated"),
                };
                let message =
                    Message::new(id).with("field", name(self.record, field.key)).with("found", excerpt(shown, SHOWN));
                self.report(code, field.key, field.spot, message).help =
                    Some(Message::new(if id == "cell-error" { "cell-error-help" } else { "uncalculated-help" }));
                return None;
            }
        };
        if let (RawValue::Date(day), Spot::Cell { .. }) = (&field.value, field.spot) {
            // Nobody wrote a day there: "2-3" became one.
            let message = Message::new("cell-became-day")
                .with("field", name(self.record, field.key))
                .with("day", *day)
                .with("typed", format!("{}-{}", day.day(), day.month()))
                .with("expected", Message::new(expected));
            self.report(&codes::WRONG_TYPE, field.key, field.spot, message).help =
                Some(Message::new("cell-became-day-help"));
            return None;
        }
        let message = Message::new("wrong-type")
            .with("field", name(self.record, field.key))
            .with("found", Message::new(found))
            .with("expected", Message::new(expected));
        self.report(&codes::WRONG_TYPE, field.key, field.spot, message);
        None
    }

    /// Reports each id that stands before two situations or more.
    pub(super) fn duplicate_ids(&mut self, register: &Register) {
        let mut seen = HashMap::new();
        for (number, (_, situation)) in (0..).zip(register.situations()) {
            if let Some(first) = seen.insert(situation.id.as_str(), number) {
                seen.insert(situation.id.as_str(), first);
                let spot = self.origins.spot(Record::Situation(number), "id");
                let message = Message::new("duplicate-id").with("id", excerpt(&situation.id, SHOWN));
                self.record = Record::Situation(number);
                self.report(&codes::DUPLICATE_ID, "id", spot, message).help = Some(Message::new("duplicate-id-help"));
            }
        }
    }

    /// Ties what was found in situations to their ids, which are known only when all have been read.
    pub(super) fn name_situations(&mut self, register: &Register) {
        let ids: Vec<&str> = register.situations().map(|(_, situation)| situation.id.as_str()).collect();
        for (finding, number) in &self.to_name {
            self.sink.tie(*finding, ids[*number as usize]);
        }
    }
}

/// A number without the fraction that says nothing: `2.0`, `2,0`.
fn whole(number: &str) -> &str {
    let number = number.trim();
    let (digits, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let nothing =
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && fraction.bytes().all(|b| b == b'0');
    if nothing { digits } else { number }
}

/// Whether a word holds signs that nobody sees, or letters typed in two parts.
fn has_hidden_signs(typed: &str) -> bool {
    let hidden = |c: char| matches!(c, '\u{a0}' | '\u{202f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{300}'..='\u{36f}' | '\u{feff}');
    typed.chars().any(hidden)
}

/// Takes a field out of a record.
fn take<'a>(raw: &mut RawRecord<'a>, key: &str) -> Option<RawField<'a>> {
    let at = raw.fields.iter().position(|field| field.key == key)?;
    Some(raw.fields.swap_remove(at))
}

/// What users call a field.
fn name(record: Record, key: &str) -> Arg {
    field(record, key).map_or_else(|| key.into(), |field| Message::new(field.name).into())
}

/// A field of a record.
fn field(record: Record, key: &str) -> Option<&'static FieldSpec> {
    let table = match record {
        Record::Organization => Table::Organization,
        Record::Assessment => Table::Assessment,
        Record::Function(_) => Table::Function,
        Record::Situation(_) => Table::Situation,
        Record::Measure(..) => Table::Measure,
        Record::Plan => Table::Plan,
        Record::Chapter(_) => Table::Chapter,
        Record::Task(_) => Table::Task,
        Record::PlannedMeasure(_) => Table::PlannedMeasure,
        Record::Abbreviation(_) => Table::Abbreviation,
    };
    FieldSpec::find(table, key)
}
