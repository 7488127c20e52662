//! A column whose words follow another classification than the form's: one finding, not one for each cell.

use super::codes;
use super::raw::RawRegister;
use crate::diag::Diagnostic;
use crate::locale::{Arg, Message};
use crate::source::Position;
use std::collections::BTreeMap;

/// From how many cells on, and from which share of a column's, its words are another classification.
const CELLS: usize = 4;
const SHARE: usize = 3;

/// How many of the words a message shows.
const SHOWN: usize = 4;

/// How many cells hold a keyword, by the key of the field as findings name it.
pub(super) fn filled(raw: &RawRegister<'_>) -> BTreeMap<&'static str, usize> {
    let keys = ["category", "declared_level", "control.effectiveness", "likelihood.score", "harm.score", "status"];
    let situations = raw.functions.iter().flat_map(|function| &function.situations);
    let records = situations.flat_map(|situation| std::iter::once(&situation.record).chain(&situation.measures));
    let mut filled = BTreeMap::new();
    for field in records.flat_map(|record| &record.fields).filter(|field| keys.contains(&field.key)) {
        *filled.entry(field.key.split('.').next().unwrap_or(field.key)).or_default() += 1;
    }
    filled
}

/// The findings, with those of a column where hardly any word is the form's merged into one.
pub(super) fn folded(found: Vec<Diagnostic>, filled: &BTreeMap<&'static str, usize>) -> Vec<Diagnostic> {
    let unknown = |finding: &Diagnostic| {
        let code = [&codes::UNKNOWN_WORD, &codes::POINTS_OFF_SCALE, &codes::WRONG_TYPE].contains(&finding.code);
        let cell = matches!(finding.place.position, Position::Cell { .. });
        finding.field.filter(|_| code && cell)
    };
    let mut of_field: BTreeMap<&'static str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in &found {
        if let Some(field) = unknown(finding) {
            of_field.entry(field).or_default().push(finding);
        }
    }
    of_field.retain(|field, cells| {
        let filled = filled.get(field).copied().unwrap_or_default();
        cells.len() >= CELLS && filled > 0 && cells.len() * (SHARE + 1) >= filled * SHARE
    });
    let argument = |finding: &Diagnostic, wanted: &str| {
        finding.message.args.iter().find(|(name, _)| *name == wanted).map(|(_, argument)| argument.clone())
    };
    let merged = |(field, cells): (&&'static str, &Vec<&Diagnostic>)| {
        let mut words: Vec<Arg> = Vec::new();
        for word in cells.iter().filter_map(|finding| argument(finding, "found")) {
            if words.len() < SHOWN && !words.contains(&word) {
                words.push(word);
            }
        }
        let message = Message::new("other-words")
            .with("field", argument(cells[0], "field").unwrap_or_else(|| (*field).into()))
            .with("found", Arg::List(words))
            .with("count", cells.len());
        (*field, Diagnostic { situation: None, message, ..cells[0].clone() })
    };
    let mut once: BTreeMap<&'static str, Diagnostic> = of_field.iter().map(merged).collect();
    let mut kept = Vec::with_capacity(found.len());
    for finding in &found {
        match unknown(finding).filter(|field| of_field.contains_key(field)) {
            None => kept.push(finding.clone()),
            Some(field) => kept.extend(once.remove(field)),
        }
    }
    kept
}
