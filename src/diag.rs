//! Findings: what is wrong or worth a look, where, and what to do about it.
//!
//! This module knows no rule: codes are given by whoever finds something. It holds the shape of a finding, the sink that
//! collects them, and the one total order in which they are shown.

mod adjust;
mod folded;
mod medium;

pub use adjust::Adjustment;
pub use folded::{Folded, folded};

use crate::locale::Message;
use crate::source::{Place, SourceFile, Spot};
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
        let (reason, until) = (self.reason.as_str(), self.until);
        match &self.by {
            Some(by) => {
                Message::new("waived-by-until").with("reason", reason).with("by", by.as_str()).with("until", until)
            }
            None => Message::new("waived-until").with("reason", reason).with("until", until),
        }
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
    pub fn said(&self, message: impl Into<crate::locale::Arg>) -> Option<Message> {
        let id = self.situation.as_deref()?;
        let said = match self.unit {
            Unit::Situation => Message::new("finding-of-situation"),
            Unit::Measure => Message::new("finding-of-measure"),
        };
        Some(said.with("id", id).with("message", message))
    }
}

/// Collects the findings of one file.
#[derive(Debug)]
pub struct Sink<'a> {
    file: &'a SourceFile,
    found: Vec<Diagnostic>,
    /// What is found beyond [`MOST`]: how often, the last one, and the kinds.
    beyond: usize,
    last: Option<Box<Diagnostic>>,
    kinds: Vec<&'static Code>,
}

/// How many findings are kept of what one reader or the rules find in a file. Each takes about a kilobyte; a register of 100,000
/// situations with a fault of habit in each has as many.
pub const MOST: usize = 150_000;

/// That there are more findings than are kept.
pub const TOO_MANY: Code = Code { code: "TB020", name: "too-many-findings", severity: Severity::Error };

impl<'a> Sink<'a> {
    /// An empty sink for a file.
    #[must_use]
    pub fn new(file: &'a SourceFile) -> Self {
        Self { file, found: Vec::new(), beyond: 0, last: None, kinds: Vec::new() }
    }

    /// A finding at a spot of the file; the caller may add to it before the next call.
    pub fn report(&mut self, code: &'static Code, spot: Spot, mut message: Message) -> &mut Diagnostic {
        message.shorten();
        if self.found.len() >= MOST {
            self.beyond += 1;
            self.note(code);
            return self.last.insert(Box::new(Diagnostic::new(code, self.file.place(Spot::File), message)));
        }
        self.found.push(Diagnostic::new(code, self.file.place(spot), message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Notes the kind of a finding that is not kept.
    fn note(&mut self, code: &'static Code) {
        if !self.kinds.contains(&code) {
            self.kinds.push(code);
        }
    }

    /// The place of a spot of the file.
    #[must_use]
    pub fn place(&self, spot: Spot) -> Place {
        self.file.place(spot)
    }

    /// An empty sink for the same file.
    #[must_use]
    pub fn of_same_file(&self) -> Self {
        Self::new(self.file)
    }

    /// Takes findings that were collected apart.
    pub fn extend(&mut self, mut found: Vec<Diagnostic>) {
        for beyond in found.drain(found.len().min(MOST.saturating_sub(self.found.len()))..) {
            self.beyond += 1;
            self.note(beyond.code);
        }
        self.found.append(&mut found);
    }

    /// How many findings there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Whether what is found from now on is only counted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    /// Whether there is a finding of a kind.
    #[must_use]
    pub fn has(&self, code: &'static Code) -> bool {
        self.found.iter().any(|found| found.code == code) || self.kinds.contains(&code)
    }

    /// Ties a finding, by its number, to a situation.
    pub fn tie(&mut self, finding: usize, situation: &str) {
        if let Some(found) = self.found.get_mut(finding) {
            found.situation = Some(situation.to_owned());
        }
    }

    /// Ties a finding, by its number, to a measure of a plan.
    pub fn tie_measure(&mut self, finding: usize, id: &str) {
        if let Some(found) = self.found.get_mut(finding) {
            found.concern_measure(id);
        }
    }

    /// The findings of a sink for the same file, in their order: those for which there is room beside so many that are known.
    /// The others are counted here.
    pub fn kept_of(&mut self, mut part: Self, known: usize) -> Vec<Diagnostic> {
        let room = MOST.saturating_sub(known).min(part.found.len());
        for beyond in part.found.drain(room..) {
            self.beyond += 1;
            if !self.kinds.contains(&beyond.code) {
                self.kinds.push(beyond.code);
            }
        }
        self.beyond += std::mem::take(&mut part.beyond);
        for kind in std::mem::take(&mut part.kinds) {
            self.note(kind);
        }
        part.finish()
    }

    /// The findings in their order.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut found = self.found;
        if self.beyond > 0 {
            let place = self.file.place(Spot::File);
            let message = Message::new("findings-beyond").with("count", self.beyond);
            let mut told = Diagnostic::new(&TOO_MANY, place, message);
            told.severity = self.kinds.iter().map(|code| code.severity).min().unwrap_or(TOO_MANY.severity);
            told.help = Some(Message::new("findings-beyond-help"));
            found.push(told);
        }
        found.iter_mut().filter_map(|found| found.help.as_mut()).for_each(Message::shorten);
        if self.file.is_of_tables() {
            found.iter_mut().for_each(medium::speak_of_cells);
        }
        sort(&mut found);
        found
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
