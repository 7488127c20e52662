//! The proof that a method can be relied on: complete, unambiguous and monotone, or a list of all that is wrong.
//!
//! Residual risk above the inherent one cannot be written down: a grade lowers by a number of levels that is never
//! negative, and the floor only stops it. What can be written down and would be wrong is found here.

use super::criteria_faults::criteria;
use super::definition::{MatrixCell, Method, Point, PriorityKey};
use super::fault::{Fault, descents, fault, repeated};
use crate::locale::{Message, Texts};
use crate::model::Axis;
use crate::text::comparable;
use std::collections::{BTreeMap, BTreeSet};

/// All faults of a method whose entries could be read.
#[must_use]
pub fn faults(method: &Method) -> Vec<Fault> {
    let mut found = Vec::new();
    too_long(method, &mut found);
    if !found.is_empty() {
        return found;
    }
    levels(method, &mut found);
    for axis in Axis::ALL {
        scale(axis, method.scale(axis), &mut found);
    }
    criteria(method, &mut found);
    words(method, &mut found);
    bands(method, &mut found);
    cells(method, &mut found);
    monotone(method, &mut found);
    controls(method, &mut found);
    treatments(method, &mut found);
    priority(method, &mut found);
    found
}

/// The most entries of one list: a matrix of 32 by 32 points. Each entry is compared with all others.
const MOST: usize = 1_024;

fn too_long(method: &Method, found: &mut Vec<Fault>) {
    for (name, entries) in [
        ("level", method.levels.len()),
        ("likelihood", method.likelihood.len()),
        ("harm", method.harm.len()),
        ("band", method.bands.len()),
        ("cell", method.cells.len()),
        ("control", method.controls.len()),
        ("treatment", method.treatments.len()),
    ] {
        if entries > MOST {
            let message = Message::new("method-too-many").with("found", entries).with("most", MOST);
            fault(found, name, message);
        }
    }
}

/// A message about a pair of points.
fn pair(id: &'static str, likelihood: u8, harm: u8) -> Message {
    Message::new(id).with("likelihood", u32::from(likelihood)).with("harm", u32::from(harm))
}

fn levels(method: &Method, found: &mut Vec<Fault>) {
    if method.computed_levels().count() < 2 {
        fault(found, "level", Message::new("method-too-few-levels"));
    }
    for (at, level) in repeated(&method.levels, |one, other| one.key == other.key) {
        let message = Message::new("method-duplicate-key").with("key", level.key.as_str());
        fault(found, format!("level[{at}].key"), message);
    }
    let mut computed_seen = false;
    for (at, level) in method.levels.iter().enumerate() {
        if level.declared_only && computed_seen {
            let message = Message::new("method-declared-level-not-lowest").with("key", level.key.as_str());
            fault(found, format!("level[{at}].declared_only"), message);
        }
        computed_seen |= !level.declared_only;
        if level.color.len() != 6 || !level.color.bytes().all(|b| b.is_ascii_hexdigit()) {
            let message = Message::new("method-bad-color").with("found", level.color.as_str());
            fault(found, format!("level[{at}].color"), message);
        }
    }
    if method.levels.get(method.floor.value.index()).is_some_and(|level| level.declared_only) {
        fault(found, "floor.level", Message::new("method-level-declared-only"));
    }
}

fn scale(axis: Axis, points: &[Point], found: &mut Vec<Fault>) {
    if points.len() < 2 {
        fault(found, format!("{}.point", axis.key()), Message::new("method-too-few-points"));
    }
    for (at, _) in descents(points) {
        let path = format!("{}.point[{}].points", axis.key(), at + 1);
        fault(found, path, Message::new("method-points-not-ascending"));
    }
}

/// No word may stand for two entries of the same list: input is never guessed at.
fn words(method: &Method, found: &mut Vec<Fault>) {
    fn list<'a>(
        name: &str,
        entries: impl Iterator<Item = (&'a str, &'a Texts, &'a Vec<String>)>,
        found: &mut Vec<Fault>,
    ) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (at, (key, label, accept)) in entries.enumerate() {
            let own = [key, &label.ky, &label.ru, &label.en].into_iter().chain(accept.iter().map(String::as_str));
            let mut told = BTreeSet::new();
            for word in own {
                if *seen.entry(comparable(word)).or_insert(at) != at && told.insert(comparable(word)) {
                    fault(found, format!("{name}[{at}]"), Message::new("method-ambiguous-word").with("word", word));
                }
            }
        }
    }
    list("level", method.levels.iter().map(|l| (l.key.as_str(), &l.label, &l.accept)), found);
    list("control", method.controls.iter().map(|g| (g.key.as_str(), &g.label, &g.accept)), found);
    for axis in Axis::ALL {
        let (name, scale) = (format!("{}.point", axis.key()), method.scale(axis));
        list(&name, scale.iter().map(|p| (&*p.label.en, &p.label, &p.accept)), found);
    }
}

fn bands(method: &Method, found: &mut Vec<Fault>) {
    for (at, band) in method.bands.iter().enumerate() {
        if band.from > band.to {
            fault(found, format!("band[{at}].from"), Message::new("method-band-reversed"));
        }
        let before = at.checked_sub(1).map(|before| &method.bands[before]);
        if before.is_some_and(|before| before.to >= band.from) {
            fault(found, format!("band[{at}].from"), Message::new("method-bands-overlap"));
        }
        if before.is_some_and(|before| before.level >= band.level) {
            fault(found, format!("band[{at}].level"), Message::new("method-band-level-not-ascending"));
        }
        if method.level(band.level).declared_only {
            fault(found, format!("band[{at}].level"), Message::new("method-level-declared-only"));
        }
    }
    for (level, spec) in method.computed_levels() {
        if !method.bands.iter().any(|band| band.level == level) {
            fault(found, "band", Message::new("method-level-without-band").with("level", spec.key.as_str()));
        }
    }
}

fn cells(method: &Method, found: &mut Vec<Fault>) {
    for (at, cell) in method.cells.iter().enumerate() {
        let pair = |id| pair(id, cell.likelihood, cell.harm);
        if method.likelihood_point(cell.likelihood).is_none() || method.harm_point(cell.harm).is_none() {
            fault(found, format!("cell[{at}]"), pair("method-cell-off-scale"));
        }
        if method.cells[..at].iter().any(|other| (other.likelihood, other.harm) == (cell.likelihood, cell.harm)) {
            fault(found, format!("cell[{at}]"), pair("method-cell-twice"));
        }
        let value = method.combination.value(cell.likelihood, cell.harm);
        if cell.value != value {
            let message = pair("method-cell-value").with("found", cell.value).with("expected", value);
            fault(found, format!("cell[{at}].value"), message);
        }
        match method.band(cell.value) {
            None => {
                fault(found, format!("cell[{at}].value"), pair("method-cell-without-band").with("found", cell.value));
            }
            Some(band) if band.level != cell.level => {
                let message = pair("method-cell-level")
                    .with("found", method.level(cell.level).key.as_str())
                    .with("expected", method.level(band.level).key.as_str());
                fault(found, format!("cell[{at}].level"), message);
            }
            Some(_) => {}
        }
    }
    for likelihood in &method.likelihood {
        for harm in &method.harm {
            if method.cell(likelihood.points, harm.points).is_none() {
                fault(found, "cell", pair("method-cell-missing", likelihood.points, harm.points));
            }
        }
    }
}

/// More likelihood or more harm never makes a lower level.
fn monotone(method: &Method, found: &mut Vec<Fault>) {
    for (at, cell) in method.cells.iter().enumerate() {
        let is_lower = |other: &MatrixCell| other.likelihood <= cell.likelihood && other.harm <= cell.harm;
        if method.cells.iter().any(|other| is_lower(other) && other.level > cell.level) {
            fault(found, format!("cell[{at}].level"), pair("method-not-monotone", cell.likelihood, cell.harm));
        }
    }
}

fn controls(method: &Method, found: &mut Vec<Fault>) {
    for (at, grade) in repeated(&method.controls, |one, other| one.key == other.key) {
        let message = Message::new("method-duplicate-key").with("key", grade.key.as_str());
        fault(found, format!("control[{at}].key"), message);
    }
    for (at, grade) in method.controls.iter().enumerate() {
        if method.controls[..at].iter().any(|other| other.lowers > grade.lowers) {
            fault(found, format!("control[{at}].lowers"), Message::new("method-grade-not-monotone"));
        }
    }
    if method.controls.is_empty() {
        fault(found, "control", Message::new("method-no-grades"));
    }
}

fn treatments(method: &Method, found: &mut Vec<Fault>) {
    for (at, treatment) in repeated(&method.treatments, |one, other| one.level == other.level) {
        let message = Message::new("method-treatment-twice").with("level", method.level(treatment.level).key.as_str());
        fault(found, format!("treatment[{at}].level"), message);
    }
    for (level, spec) in method.computed_levels() {
        if method.treatment(level).is_none() {
            let message = Message::new("method-level-without-treatment").with("level", spec.key.as_str());
            fault(found, "treatment", message);
        }
    }
}

fn priority(method: &Method, found: &mut Vec<Fault>) {
    let keys = &method.priority.value;
    for (_, key) in repeated(keys, PartialEq::eq) {
        fault(found, "priority.keys", Message::new("method-duplicate-key").with("key", key.key()));
    }
    if keys.last() != Some(&PriorityKey::RegisterOrder) {
        fault(found, "priority.keys", Message::new("method-priority-not-total"));
    }
}
