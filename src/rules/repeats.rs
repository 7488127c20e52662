//! The same result, evidence or value of an indicator, reported again: for another quarter, year or measure of one file, of
//! an earlier file of the body, or of another body.
//!
//! Two texts are one report where they say the same; what says when is left out, all other numbers must agree. A measure that is listed twice or carried on unchanged repeats nothing: its day is the same. One order may approve two things
//! in a quarter, so evidence repeats only that of another one. What every body writes is no finding between two bodies.

mod lists;
mod near;
mod pairs;
mod said;
mod times;
mod tokens;
mod told;

use super::prelude::*;
use crate::diag::{Code, Diagnostic, Severity, in_word};
use crate::locale::Arg;
use crate::source::{Place, Position, cell_name};
use pairs::{Repeat, repeats};
use rayon::prelude::*;
use said::{Said, is_unusual};
use std::collections::{BTreeMap, BTreeSet};
pub use told::Reports;
use told::{EVIDENCE, RESULT, Says, Told};

pub(super) const RULE: Rule =
    Rule::warning("TB423", "repeated-report").by_position(8).of_registers(check).of_plans(check_plan);

/// A report that an earlier file of the body has already.
const BEFORE: Code = Code { code: "TB424", name: "report-of-earlier-period", severity: Severity::Warning };
/// A report that another body of the run has already.
const ELSEWHERE: Code = Code { code: "TB425", name: "report-of-another-body", severity: Severity::Warning };

/// The codes that are found by more than one file.
pub const CODES: [&Code; 2] = [&BEFORE, &ELSEWHERE];

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    sink.extend(within(&Reports::of(case)));
}

fn check_plan(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    sink.extend(within(&Reports::of_plan(case)));
}

/// What is reported twice in one file.
fn within(reports: &Reports) -> Vec<Diagnostic> {
    let finding = |repeat: Repeat| {
        let other = at(&reports.told[repeat.earlier], repeat.fields[0], false);
        found(&reports.told[repeat.later], &reports.told[repeat.earlier], &RULE.code, &repeat.fields, other)
    };
    repeats_within(reports).into_iter().filter_map(finding).collect()
}

fn repeats_within(reports: &Reports) -> Vec<Repeat> {
    let all: Vec<&Told> = reports.told.iter().collect();
    let is_repeat = |later: usize, earlier: usize, field: usize| {
        let (later, earlier) = (all[later], all[earlier]);
        if !tell(later, earlier, field) {
            return false;
        }
        if field == RESULT {
            let same_measure = later.is_of_measure_of(earlier);
            return if same_measure {
                later.when.is(&earlier.when) == Some(false)
            } else {
                later.text(field).is_some_and(tells_of_one)
            };
        }
        later.when.is_of_another_quarter(&earlier.when)
    };
    repeats(&all, is_repeat)
}

/// What an earlier file of the body has reported already.
fn since(reports: &Reports, before: &Reports) -> Vec<Diagnostic> {
    let all: Vec<&Told> = before.told.iter().chain(&reports.told).collect();
    let is_new = |number: usize| number >= before.told.len();
    let is_repeat = |later: usize, earlier: usize, field: usize| {
        if is_new(earlier) || !is_new(later) {
            return false;
        }
        let (later, earlier) = (all[later], all[earlier]);
        if !tell(later, earlier, field) {
            return false;
        }
        let same_measure = later.is_of_measure_of(earlier);
        if same_measure && later.when.recurs_undated(&earlier.when) {
            return true;
        }
        if later.when.is(&earlier.when) != Some(false) {
            return false;
        }
        match field {
            RESULT => same_measure || later.text(field).is_some_and(tells_of_one),
            _ => later.when.is_of_another_quarter(&earlier.when),
        }
    };
    let finding = |repeat: Repeat| {
        let other = at(all[repeat.earlier], repeat.fields[0], true);
        found(all[repeat.later], all[repeat.earlier], &BEFORE, &repeat.fields, other)
    };
    repeats(&all, is_repeat).into_iter().filter_map(finding).collect()
}

/// What each file reports that another body reported in a file before it, but for what it repeats of itself.
#[must_use]
pub fn elsewhere(files: &[Option<Reports>]) -> Vec<Vec<Diagnostic>> {
    let own = |(file, reports): (usize, &'_ Option<Reports>)| {
        let reports = reports.as_ref()?;
        let repeated: BTreeSet<usize> = repeats_within(reports).iter().map(|repeat| repeat.later).collect();
        let own = |told: &Told| [RESULT, EVIDENCE].into_iter().any(|field| told.text(field).is_some_and(is_own));
        let told = reports.told.iter().enumerate().filter(|(number, told)| own(told) && !repeated.contains(number));
        Some((file, told.map(|(number, _)| number).collect::<Vec<_>>()))
    };
    let kept: Vec<(usize, Vec<usize>)> = files.par_iter().enumerate().filter_map(own).collect();
    let of_files = kept.iter().filter_map(|(file, numbers)| Some((*file, files[*file].as_ref()?, numbers)));
    let all: Vec<(usize, &Reports, &Told)> = of_files
        .flat_map(|(file, reports, numbers)| numbers.iter().map(move |number| (file, reports, &reports.told[*number])))
        .collect();
    let told: Vec<&Told> = all.iter().map(|(.., told)| *told).collect();
    let is_repeat = |later: usize, earlier: usize, field: usize| {
        let (file, reports, told) = &all[later];
        let (of_earlier, others, _) = &all[earlier];
        file != of_earlier && told.text(field).is_some_and(is_own) && !reports.is_near(others)
    };
    let mut findings: Vec<Vec<Diagnostic>> = files.iter().map(|_| Vec::new()).collect();
    for repeat in repeats(&told, is_repeat) {
        let (.., reports, earlier) = &all[repeat.earlier];
        let other = Message::new("repeat-of-body")
            .with("body", reports.name.as_str())
            .with("measure", at(earlier, repeat.fields[0], true));
        let of_file = &mut findings[all[repeat.later].0];
        of_file.extend(found(told[repeat.later], earlier, &ELSEWHERE, &repeat.fields, other));
    }
    findings
}

/// What the bodies of a run have reported before, by the id that each goes by now, of registers and of plans.
#[derive(Debug, Default)]
pub struct Before(BTreeMap<(String, bool), Reports>);

impl Before {
    /// Notes what a body reported before.
    pub fn add(&mut self, id: &str, is_register: bool, reports: Reports) {
        self.0.insert((id.to_owned(), is_register), reports);
    }

    /// What a register repeats of it.
    #[must_use]
    pub fn repeated(&self, case: &Case<'_>) -> Vec<Diagnostic> {
        self.of(Reports::of(case), true)
    }

    /// What a plan repeats of it.
    #[must_use]
    pub fn repeated_in_plan(&self, case: &PlanCase<'_>) -> Vec<Diagnostic> {
        self.of(Reports::of_plan(case), false)
    }

    fn of(&self, reports: Reports, is_register: bool) -> Vec<Diagnostic> {
        let before = self.0.get(&(reports.id.clone(), is_register));
        before.map(|before| since(&reports, before)).unwrap_or_default()
    }
}

/// Adds what more was found of reports: one cause is one finding, the nearest repeat.
pub fn join(findings: &mut Vec<Diagnostic>, more: Vec<Diagnostic>) {
    let is_of_repeats = |known: &&Diagnostic| known.code == &RULE.code || CODES.contains(&known.code);
    let known: BTreeSet<Place> = findings.iter().filter(is_of_repeats).map(|known| known.place.clone()).collect();
    findings.extend(more.into_iter().filter(|found| !known.contains(&found.place)));
}

fn found(later: &Told, earlier: &Told, code: &'static Code, fields: &[usize], other: Message) -> Option<Diagnostic> {
    let mut found = later.finding(code, fields, other)?;
    found.other = earlier.place(fields[0]).cloned();
    let of_another = code == &ELSEWHERE;
    found.help = Some(Message::new(if of_another { "report-of-another-body-help" } else { "repeated-report-help" }));
    Some(found)
}

/// Whether two reports that say the same say enough; evidence does where one of them names its day.
fn tell(later: &Told, earlier: &Told, field: usize) -> bool {
    tells(later, field) || (field == EVIDENCE && tells(earlier, field))
}

/// Whether a report says enough to be a fact: two that say no more are alike by chance.
fn tells(told: &Told, field: usize) -> bool {
    match told.given[field].as_ref().map(|given| &given.says) {
        Some(Says::Text(said)) if field == EVIDENCE => {
            // A kind of document is the same each quarter.
            said.names_one() || said.unusual() > 0 || said.words.len() >= LONG
        }
        Some(Says::Text(said)) => {
            said.words.len() >= FACT || said.is_marked() || (said.counts() > 0 && said.words.len() > 1)
        }
        Some(Says::Value { value, at_target, .. }) => !at_target && is_unusual(value.unsigned_abs()),
        None => false,
    }
}

/// The least words of a report that is a fact without a number.
const FACT: usize = 4;
/// The words of a report that nobody writes twice by chance.
const LONG: usize = 8;

/// Whether a result is that of one measure alone.
fn tells_of_one(said: &Said) -> bool {
    let (words, counts) = (said.words.len(), said.counts());
    words > FACT || (said.is_marked() && words > 1) || (counts > 1 && words > 2)
}

/// Whether a report is a body's own: long, or with a number, and not of what every body says.
fn is_own(said: &Said) -> bool {
    let shown = (said.unusual() > 0 && said.own > 2) || (said.weight() > 1 && said.own > 1);
    // An order from above is named by many.
    said.documents.is_empty() && (said.own >= LONG || shown)
}

/// A measure and where its field stands.
fn at(told: &Told, field: usize, with_path: bool) -> Message {
    let measure = told.named();
    let Some(place) = told.place(field) else { return measure };
    match in_words(place, with_path) {
        Some(place) => Message::new("repeat-at").with("measure", measure).with("place", place),
        None => measure,
    }
}

/// A place in words: the file, if it is another one, and the cell, the line or the row.
fn in_words(place: &Place, with_path: bool) -> Option<Arg> {
    let position = in_word(&place.position).or_else(|| match &place.position {
        Position::File => None,
        Position::Text { line, .. } => Some(Message::new("place-line").with("line", *line)),
        Position::Cell { sheet: Some(sheet), row, column, .. } => {
            let cell = cell_name(*row, *column);
            Some(Message::new("place-cell").with("sheet", sheet.as_ref()).with("cell", cell))
        }
        Position::Cell { sheet: None, row, .. } => Some(Message::new("place-line").with("line", *row + 1)),
    });
    match (position, with_path) {
        (Some(position), false) => Some(position.into()),
        (None, false) => None,
        (Some(position), true) => {
            Some(Message::new("place-in-file").with("path", &*place.path).with("place", position).into())
        }
        (None, true) => Some((&*place.path).into()),
    }
}
