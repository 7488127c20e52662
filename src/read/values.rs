//! Understands each kind of value: text, date, term, amount.

use super::build::Builder;
use super::codes;
use super::days::{EARLIEST, day_in_figures, day_of_serial, day_with_dots, in_figures};
use super::keyword::Word;
use super::raw::{RawField, RawRecord, RawText, RawValue};
use super::term::{Reading, Unreadable, Years, term, term_of_years};
use crate::diag::{Code, Diagnostic};
use crate::locale::{Arg, Message};
use crate::model::{Amount, FIELDS, FieldSpec, Period, Stated, Table};
use crate::source::{Record, Spot};
use crate::text::{excerpt, is_dash, without_look_alikes};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// How many terms are remembered: registers have fewer different ones.
const TERMS: usize = 1_024;

/// How much of a typed text a message shows, in characters.
pub(super) const SHOWN: usize = 40;

/// How many characters an id has at most. It stands in every finding about its situation, and each measure has its own.
const LONGEST_ID: usize = 200;

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
        if let Record::Situation(number)
        | Record::Measure(number, _)
        | Record::Criterion(number, _)
        | Record::PlannedMeasure(number) = self.record
        {
            self.to_name.push((self.sink.count(), number));
        }
        let found = self.sink.report(code, spot, message);
        found.field = match self.criterion {
            Some((axis, _)) => Some(axis.key()),
            None => key.split('.').next(),
        };
        found
    }

    /// Reports that a field holds what was typed, with advice.
    fn report_typed(
        &mut self,
        code: &'static Code,
        id: &'static str,
        field: &RawField<'_>,
        typed: &str,
        help: &'static str,
    ) {
        let message = self.about(id, field.key, typed);
        self.report(code, field.key, field.spot, message).help = Some(Message::new(help));
    }

    /// What users call a field of the record that is being read; the points of a criterion are called as the criterion is.
    fn name(&self, key: &str) -> Arg {
        match (self.record, self.criterion) {
            (Record::Criterion(..), Some((_, label))) if key == "score" => label.into(),
            (Record::Criterion(..), Some((_, label))) => {
                Message::new("field-justification-of").with("criterion", label).into()
            }
            (record, _) => field(record, key).map_or_else(|| key.into(), |field| Message::new(field.name).into()),
        }
    }

    /// A message that names a field and shows what was typed in it.
    pub(super) fn about(&self, id: &'static str, key: &'static str, typed: &str) -> Message {
        Message::new(id).with("field", self.name(key)).with("found", excerpt(typed, SHOWN))
    }

    /// A text; white space at its ends is dropped, an empty one is reported and counts as absent.
    pub(super) fn text<T: for<'t> From<RawText<'t>>>(
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

    /// An id; one that is too long is reported and dropped.
    pub(super) fn short_id(&mut self, raw: &mut RawRecord<'_>) -> Option<String> {
        let spot = raw.spot_of("id");
        let id: String = self.text(raw, "id")?;
        if id.chars().nth(LONGEST_ID).is_none() {
            return Some(id);
        }
        let message = Message::new("id-too-long").with("id", excerpt(&id, SHOWN)).with("most", LONGEST_ID);
        self.report(&codes::WRONG_TYPE, "id", spot, message).help = Some(Message::new("id-too-long-help"));
        None
    }

    /// The id of a situation; one that mixes alphabets is reported, because another may look the same.
    pub(super) fn id(&mut self, raw: &mut RawRecord<'_>) -> String {
        let spot = raw.field("id").map(|field| field.spot);
        let id = self.short_id(raw).unwrap_or_default();
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

    pub(super) fn said<'t>(&mut self, key: &'static str, text: &'t str, spot: Spot) -> Option<&'t str> {
        let text = text.trim();
        if text.is_empty() {
            let message = Message::new("empty-text").with("field", self.name(key));
            self.report(&codes::EMPTY_TEXT, key, spot, message).help = Some(Message::new("empty-text-help"));
            return None;
        }
        Some(text)
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
            let period = term(&typed).ok().filter(|_| typed.starts_with(|c: char| c.is_ascii_digit()))?;
            let is_plain = period.recurrence.is_none() && period.terms.is_empty() && period.from == period.to;
            period.from.filter(|_| is_plain)
        };
        let day = iso.or_else(|| day_with_dots(&typed)).or_else(in_words);
        if day.is_none() {
            let help = if day_in_figures(&typed).is_some() { "no-such-day-help" } else { "unreadable-date-help" };
            self.report_typed(&codes::UNREADABLE_TERM, "unreadable-date", &field, &typed, help);
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
        self.report_typed(&codes::UNREADABLE_TERM, "unreadable-term", field, typed, help);
        Period::unread(typed)
    }

    /// Reports once that terms without a year took the years of the title.
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
            let (code, help) = (&codes::UNREADABLE_AMOUNT, "unreadable-amount-help");
            self.report_typed(code, "unreadable-amount", &field, &typed, help);
        }
        amount
    }

    /// Keeps the result of a workbook's own formula, to be compared.
    pub(super) fn stated(&mut self, stated: &mut Stated, key: &'static str, typed: &str, spot: Spot) {
        let understood = if key == "sum" {
            stated.sum = typed.trim().parse().ok();
            stated.sum.is_some()
        } else {
            let level = if key == "inherent" { &mut stated.inherent } else { &mut stated.residual };
            *level = match self.levels.find(typed) {
                Word::Known(level) | Word::LookAlike(level) => Some(level),
                Word::Unknown(_) => None,
            };
            level.is_some()
        };
        self.origins.note(self.record, key, spot);
        if !understood && !typed.trim().chars().all(|c| matches!(c, '—' | '-' | '–')) {
            let message = Message::new("stated-unreadable").with("found", excerpt(typed, SHOWN));
            self.report(&codes::UNKNOWN_WORD, key, spot, message);
        }
    }

    pub(super) fn wrong_type<T>(&mut self, field: &RawField<'_>, expected: &'static str) -> Option<T> {
        // People who keep a table do not know the types of TOML.
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
            RawValue::Date(day) if is_cell => {
                // Nobody wrote a day there: "2-3" became one.
                let message = Message::new("cell-became-day")
                    .with("field", self.name(field.key))
                    .with("day", *day)
                    .with("typed", format!("{}-{}", day.day(), day.month()))
                    .with("expected", Message::new(expected));
                self.report(&codes::WRONG_TYPE, field.key, field.spot, message).help =
                    Some(Message::new("cell-became-day-help"));
                return None;
            }
            RawValue::Date(_) => "value-date",
            RawValue::Texts(_) => "value-list",
            RawValue::Error(shown) => {
                self.report_typed(&codes::CELL_ERROR, "cell-error", field, shown, "cell-error-help");
                return None;
            }
            RawValue::Uncalculated(shown) => {
                self.report_typed(&codes::UNCALCULATED, "uncalculated", field, shown, "uncalculated-help");
                return None;
            }
        };
        let message = Message::new("wrong-type")
            .with("field", self.name(field.key))
            .with("found", Message::new(found))
            .with("expected", Message::new(expected));
        self.report(&codes::WRONG_TYPE, field.key, field.spot, message);
        None
    }

    /// Reports each id that stands before two records or more.
    pub(super) fn duplicate_ids(
        &mut self,
        ids: &[&str],
        of: fn(u32) -> Record,
        message: &'static str,
        help: Option<&'static str>,
    ) {
        let mut seen = HashSet::new();
        for (number, id) in (0..).zip(ids) {
            if !seen.insert(id) {
                self.record = of(number);
                let spot = self.origins.spot(self.record, "id");
                let message = Message::new(message).with("id", excerpt(id, SHOWN));
                self.report(&codes::DUPLICATE_ID, "id", spot, message).help = help.map(Message::new);
            }
        }
    }
}

/// Takes a field out of a record.
pub(super) fn take<'a>(raw: &mut RawRecord<'a>, key: &str) -> Option<RawField<'a>> {
    let at = raw.fields.iter().position(|field| field.key == key)?;
    Some(raw.fields.swap_remove(at))
}

/// A field of a record.
fn field(record: Record, key: &str) -> Option<&'static FieldSpec> {
    let table = match record {
        Record::Organization => Table::Organization,
        Record::Assessment => Table::Assessment,
        Record::Function(_) => Table::Function,
        Record::Situation(_) => Table::Situation,
        Record::Measure(..) => Table::Measure,
        Record::Criterion(..) => Table::Criterion,
        Record::Plan => Table::Plan,
        Record::Chapter(_) => Table::Chapter,
        Record::Task(_) => Table::Task,
        Record::PlannedMeasure(_) => Table::PlannedMeasure,
        Record::Abbreviation(_) => Table::Abbreviation,
    };
    FieldSpec::find(table, key)
}
