//! Small pieces of wording that several documents share.

use crate::assess::{ControlEffect, Outcome};
use crate::case::{Case, Unsettled};
use crate::diag::Severity;
use crate::form::point_words;
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{Axis, Control, CriterionScore, Keyword, Period, Recurrence};
use jiff::civil::Date;
use std::borrow::Cow;

impl Case<'_> {
    /// Points of a scale with their name, or that they are not assessed.
    pub(crate) fn points_on(&self, axis: Axis, points: Option<u8>) -> String {
        let Some(points) = points else { return self.text("not-assessed-short") };
        let named = self.method.scale(axis).iter().find(|point| point.points == points);
        named.map_or_else(|| points.to_string(), |point| point_words(point, self.language))
    }

    /// The points by a criterion with their name, and why they were given.
    pub(crate) fn reasoned(&self, axis: Axis, scored: &CriterionScore) -> String {
        let mut said = self.points_on(axis, scored.points);
        if let Some(why) = &scored.justification {
            // No line begins with the dash: that would look like the next criterion.
            said.extend(["\u{a0}— ", why.as_str()]);
        }
        said
    }

    /// The mark of a draft, if the document is one.
    pub(crate) fn draft(&self) -> Option<String> {
        self.unsettled().mark(self.language)
    }

    pub(crate) fn situation_counts(&self) -> Message {
        situation_counts(self.assessment.outcomes.len(), self.assessment.ranking.len())
    }

    /// The name of a keyword.
    pub(crate) fn keyword<K: Keyword>(&self, keyword: Option<K>) -> Option<String> {
        keyword.map(|keyword| self.text(keyword.message_id()))
    }

    /// The grade of a control, or that there is none.
    pub(crate) fn grade(&self, control: Option<&Control>) -> String {
        match control.and_then(|control| control.effectiveness) {
            Some(grade) => self.method.grade(grade).label.get(self.language).to_owned(),
            None => self.text(if control.is_some() { "effectiveness-not-judged" } else { "effectiveness-none" }),
        }
    }

    pub(crate) fn term(&self, period: &Period) -> String {
        term_in_words(self.language, period)
    }
}

impl Unsettled {
    /// The mark of a draft with its counts; `None` where everything is settled.
    #[must_use]
    pub fn mark(self, language: Language) -> Option<String> {
        self.mark_in(language, ["draft-errors", "draft-both"])
    }

    /// The same where other files have errors too: these are in registers.
    pub(super) fn mark_of_registers(self, language: Language) -> Option<String> {
        self.mark_in(language, ["draft-errors-registers", "draft-both-registers"])
    }

    fn mark_in(self, language: Language, [of_errors, of_both]: [&'static str; 2]) -> Option<String> {
        let Self { open, all, errors } = self;
        let of_open = Message::new("draft").with("open", open).with("all", all);
        let mark = match (open, errors) {
            (0, 0) => return None,
            (_, 0) => of_open,
            (0, _) => Message::new(of_errors).with("errors", errors),
            _ => Message::new(of_both).with("open", of_open).with("errors", errors),
        };
        Some(language.message(&mark))
    }
}

/// Posts in one text.
pub(super) fn joined(posts: &[String]) -> Cow<'_, str> {
    match posts {
        [one] => one.into(),
        several => several.join("; ").into(),
    }
}

/// How many situations there are, and how many of them are assessed.
pub(super) fn situation_counts(all: usize, assessed: usize) -> Message {
    Message::new("fact-situations-count").with("all", all).with("assessed", assessed)
}

/// How many findings there are of each severity.
pub(super) fn finding_counts(count: impl Fn(Severity) -> usize) -> Message {
    Message::new("fact-findings-count")
        .with("errors", count(Severity::Error))
        .with("warnings", count(Severity::Warning))
        .with("information", count(Severity::Information))
}

/// The id of the message that stands where a situation has no measure.
pub(super) fn without_measure(is_required: bool) -> &'static str {
    if is_required { "measure-missing" } else { "measure-monitoring" }
}

/// The name of a file without its folders.
pub(super) fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// The first few of several texts, and how many more there are.
pub(super) fn first_few<T: AsRef<str>>(texts: &[T], few: usize, between: &str) -> (String, usize) {
    let shown: Vec<&str> = texts.iter().take(few).map(AsRef::as_ref).collect();
    (shown.join(between), texts.len().saturating_sub(few))
}

/// A term in words, unless people wrote it in words of their own that say more.
#[must_use]
pub fn term_in_words(language: Language, period: &Period) -> String {
    if period.says_more {
        return period.text.clone();
    }
    let terms = period.all();
    if terms.is_empty() {
        let how = period.recurrence.map(|recurrence| language.message(&recurrence_name(recurrence)));
        return how.unwrap_or_else(|| period.text.clone());
    }
    let words = terms.into_iter().map(|term| {
        let words = term_words(language, term.from, term.to);
        let Some(recurrence) = term.recurrence else { return words };
        language.message(&Message::new("term-recurring").with("term", words).with("how", recurrence_name(recurrence)))
    });
    words.collect::<Vec<_>>().join("; ")
}

/// The day that a term is, where it is nothing but one.
pub(super) fn only_day(period: &Period) -> Option<Date> {
    match period.all().as_slice() {
        [term] if term.from == term.to && term.recurrence.is_none() && !period.says_more => Some(term.to),
        _ => None,
    }
}

/// Why a control did or did not lower the level.
pub(crate) fn control_message(outcome: &Outcome, method: &Method) -> Message {
    let inherent = &method.level(outcome.inherent).label;
    let about =
        |id| Message::new(id).with("inherent", inherent).with("residual", &method.level(outcome.residual).label);
    match outcome.control {
        ControlEffect::NoControl => about("control-none"),
        ControlEffect::GradeTooLow(grade) => about("control-grade-too-low").with("grade", &method.grade(grade).label),
        // At the floor, nothing is kept up by what is missing of the control.
        ControlEffect::NoDescription | ControlEffect::NoEvidence if outcome.inherent <= method.floor.value => {
            about("control-at-floor")
        }
        ControlEffect::NoDescription => about("control-no-description"),
        ControlEffect::NoEvidence => about("control-no-evidence"),
        ControlEffect::KeptByAssessors => about("control-kept"),
        ControlEffect::AtFloor => about("control-at-floor"),
        ControlEffect::Lowers(steps) => about("control-lowers").with("steps", u32::from(steps)),
    }
}

fn recurrence_name(recurrence: Recurrence) -> Message {
    Message::new(match recurrence {
        Recurrence::Monthly => "recurrence-monthly",
        Recurrence::Quarterly => "recurrence-quarterly",
        Recurrence::HalfYearly => "recurrence-half-yearly",
        Recurrence::Yearly => "recurrence-yearly",
        Recurrence::Continuous => "recurrence-continuous",
        Recurrence::Event => "recurrence-event",
    })
}

/// The names of the months.
const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];

/// A span of days as people write it: a day, a month, a quarter, a half-year, a year, years, or from day to day.
fn term_words(language: Language, from: Date, to: Date) -> String {
    let year = |day: Date| i64::from(day.year());
    let whole = from.day() == 1 && to == to.last_of_month();
    let message = match (from.month(), to.month(), from.year() == to.year()) {
        _ if from == to => return language.date(from),
        (1, 12, true) if whole => Message::new("term-year").with("year", year(from).to_string()),
        (1, 12, false) if whole => {
            Message::new("term-years").with("from", year(from).to_string()).with("to", year(to).to_string())
        }
        (1, 6, true) if whole => half(1, year(from)),
        (7, 12, true) if whole => half(2, year(from)),
        (first, last, true) if whole && first % 3 == 1 && last == first + 2 => {
            let roman = ["I", "II", "III", "IV"][usize::from(last.unsigned_abs()) / 3 - 1];
            Message::new("term-quarter").with("quarter", roman).with("year", year(from).to_string())
        }
        (first, last, true) if whole && first == last => Message::new("term-month")
            .with("month", Message::new(MONTHS[usize::from(first.unsigned_abs()) - 1]))
            .with("year", year(from).to_string()),
        _ => Message::new("term-span").with("from", from).with("to", to),
    };
    language.message(&message)
}

fn half(number: usize, year: i64) -> Message {
    Message::new("term-half-year").with("half", ["I", "II"][number - 1]).with("year", year.to_string())
}
