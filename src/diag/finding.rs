//! A finding, and the one total order in which findings are shown.

use crate::locale::{Arg, Message};
use crate::source::Place;
use jiff::civil::Date;
use std::sync::Arc;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The register cannot be relied on here.
    Error,
    /// Somebody should look at it.
    Warning,
    /// Worth knowing; nothing to do.
    Information,
}

impl Severity {
    /// All severities, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Information];

    /// The key in machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
        }
    }
}

/// The version of this program that brought the first codes; none came later yet.
pub const FIRST_VERSION: &str = "0.1.0";

/// What kind of finding it is. Codes are permanent.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The code, `TB` and three digits.
    pub code: &'static str,
    /// The fault's name, in kebab case: it completes "allow ...".
    pub name: &'static str,
    /// Its weight unless a user changes it.
    pub severity: Severity,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What kind it is.
    pub code: &'static Code,
    /// Its weight.
    pub severity: Severity,
    /// One fact: what was found.
    pub message: Message,
    /// What to do.
    pub help: Option<Message>,
    /// Where.
    pub place: Place,
    /// The other place that it speaks of, where it compares two.
    pub other: Option<Place>,
    /// The id of the situation that it concerns; in a plan of measures, of the measure.
    pub situation: Option<String>,
    /// What has that id.
    pub unit: Unit,
    /// The key of the field that it concerns.
    pub field: Option<&'static str>,
    /// The key under which the model has that field, where it is another one.
    pub key: Option<&'static str>,
    /// Why and until when somebody lets it pass; such a finding is kept but counts for nothing.
    pub waived: Option<Arc<Waiver>>,
}

/// What a finding concerns within its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A situation of a register.
    #[default]
    Situation,
    /// A measure of a plan that is not tied to risks.
    Measure,
}

/// Somebody's word that a kind of finding may stand, for one situation or for a whole register, until a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The code that it lets pass.
    pub code: String,
    /// The situation; `None`: the register as a whole.
    pub situation: Option<String>,
    /// The organisation's id; `None`: every register of the run.
    pub organization: Option<String>,
    /// Why.
    pub reason: String,
    /// Who answers for it, by post.
    pub by: Option<String>,
    /// The last day on which it holds.
    pub until: Date,
}

impl Waiver {
    /// Why the finding may stand, on whose word and until when, as a sentence.
    #[must_use]
    pub fn justification(&self) -> Message {
        let id = if self.by.is_some() { "waived-by-until" } else { "waived-until" };
        let mut message = Message::new(id).with("reason", self.reason.as_str()).with("until", self.until);
        message.args.extend(self.by.as_deref().map(|by| ("by", by.into())));
        message
    }
}

impl Diagnostic {
    /// A finding of a kind at a place.
    #[must_use]
    pub fn new(code: &'static Code, place: Place, message: Message) -> Self {
        Self {
            code,
            severity: code.severity,
            message,
            help: None,
            place,
            other: None,
            situation: None,
            unit: Unit::Situation,
            field: None,
            key: None,
            waived: None,
        }
    }

    /// Ties the finding to a measure of a plan.
    pub fn concern_measure(&mut self, id: &str) {
        (self.situation, self.unit) = (Some(id.to_owned()), Unit::Measure);
    }

    /// What was found, with the id of what it concerns.
    #[must_use]
    pub fn said(&self, message: impl Into<Arg>) -> Option<Message> {
        let id = self.situation.as_deref()?;
        let said = match self.unit {
            Unit::Situation => Message::new("finding-of-situation"),
            Unit::Measure => Message::new("finding-of-measure"),
        };
        Some(said.with("id", id).with("message", message))
    }
}

/// Puts findings in the one order in which they are shown: by file, then place, then code, then message.
pub fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|a, b| {
        (&a.place, a.code.code, a.message.id, &a.situation).cmp(&(&b.place, b.code.code, b.message.id, &b.situation))
    });
}

/// How many findings there are of a severity, without those that are waived.
#[must_use]
pub fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|finding| finding.severity == severity && finding.waived.is_none()).count()
}
