//! Collects the findings of one file, up to a number; counts those beyond it.

use super::finding::{Code, Diagnostic, Severity, sort};
use super::medium;
use crate::locale::Message;
use crate::source::{Medium, Place, SourceFile, Spot};

/// How many findings are kept of what one reader or the rules find in a file. Each takes about a kilobyte; a register of 100,000
/// situations with a fault of habit in each has as many.
pub const MOST: usize = 150_000;

/// That there are more findings than are kept.
pub const TOO_MANY: Code = Code { code: "TB020", name: "too-many-findings", severity: Severity::Error };

/// Collects the findings of one file.
#[derive(Debug)]
pub struct Sink<'a> {
    file: &'a SourceFile,
    found: Vec<Diagnostic>,
    /// How many findings there are beyond [`MOST`], of which kinds, and the last of them.
    beyond: usize,
    kinds: Vec<&'static Code>,
    last: Option<Box<Diagnostic>>,
}

impl<'a> Sink<'a> {
    /// An empty sink for a file.
    #[must_use]
    pub fn new(file: &'a SourceFile) -> Self {
        Self { file, found: Vec::new(), beyond: 0, kinds: Vec::new(), last: None }
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
        self.take_out(&mut found, self.found.len());
        self.found.append(&mut found);
    }

    /// Takes out and counts the findings for which there is no room beside `known` ones.
    fn take_out(&mut self, found: &mut Vec<Diagnostic>, known: usize) {
        let room = MOST.saturating_sub(known).min(found.len());
        for beyond in found.drain(room..) {
            self.beyond += 1;
            self.note(beyond.code);
        }
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

    /// The findings of a sink for the same file that fit beside `known` ones, in order; counts the rest.
    pub fn kept_of(&mut self, mut part: Self, known: usize) -> Vec<Diagnostic> {
        self.take_out(&mut part.found, known);
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
        if self.file.medium() == Medium::Word {
            found.iter_mut().for_each(medium::speak_of_tables);
        }
        sort(&mut found);
        found
    }
}
