//! The proof that a method can be relied on: complete, unambiguous and monotone, or a list of all that is wrong.
//!
//! Residual risk above the inherent one cannot be written down: a grade lowers by a number of levels that is never
//! negative, and the floor only stops it. What can be written down and would be wrong is found here.

use super::definition::{Method, PriorityKey};
use crate::locale::{Message, Texts};
use crate::text::comparable;
use std::collections::{BTreeMap, BTreeSet};

/// Something wrong with a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The entry, as `cell[3].level`; places in lists are 0-based.
    pub path: String,
    /// What is wrong.
    pub message: Message,
}

/// All faults of a method whose entries could be read.
#[must_use]
pub fn faults(method: &Method) -> Vec<Fault> {
    let mut found = Vec::new();
    too_long(method, &mut found);
    if !found.is_empty() {
        return found;
    }
    levels(method, &mut found);
    scale("likelihood", method.likelihood.iter().map(|point| point.points), &mut found);
    scale("harm", method.harm.iter().map(|point| point.points), &mut found);
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
            fault(found, name.into(), message);
        }
    }
}

fn fault(found: &mut Vec<Fault>, path: String, message: Message) {
    found.push(Fault { path, message });
}

fn levels(method: &Method, found: &mut Vec<Fault>) {
    if method.computed_levels().count() < 2 {
        fault(found, "level".into(), Message::new("method-too-few-levels"));
    }
    let mut computed_seen = false;
    for (at, level) in method.levels.iter().enumerate() {
        if method.levels[..at].iter().any(|other| other.key == level.key) {
            fault(
                found,
                format!("level[{at}].key"),
                Message::new("method-duplicate-key").with("key", level.key.as_str()),
            );
        }
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
        fault(found, "floor.level".into(), Message::new("method-level-declared-only"));
    }
}

fn scale(name: &'static str, points: impl Iterator<Item = u8>, found: &mut Vec<Fault>) {
    let points: Vec<u8> = points.collect();
    if points.len() < 2 {
        fault(found, name.into(), Message::new("method-too-few-points"));
    }
    for (at, pair) in points.windows(2).enumerate() {
        if pair[0] >= pair[1] {
            fault(found, format!("{name}[{}].points", at + 1), Message::new("method-points-not-ascending"));
        }
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
    for (name, scale) in [("likelihood", &method.likelihood), ("harm", &method.harm)] {
        list(name, scale.iter().map(|p| (&*p.label.en, &p.label, &p.accept)), found);
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
            fault(found, "band".into(), Message::new("method-level-without-band").with("level", spec.key.as_str()));
        }
    }
}

fn cells(method: &Method, found: &mut Vec<Fault>) {
    for (at, cell) in method.cells.iter().enumerate() {
        let pair =
            |id| Message::new(id).with("likelihood", u32::from(cell.likelihood)).with("harm", u32::from(cell.harm));
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
                let message = Message::new("method-cell-missing")
                    .with("likelihood", u32::from(likelihood.points))
                    .with("harm", u32::from(harm.points));
                fault(found, "cell".into(), message);
            }
        }
    }
}

/// More likelihood or more harm never makes a lower level.
fn monotone(method: &Method, found: &mut Vec<Fault>) {
    for (at, cell) in method.cells.iter().enumerate() {
        let falls = method
            .cells
            .iter()
            .any(|other| other.likelihood <= cell.likelihood && other.harm <= cell.harm && other.level > cell.level);
        if falls {
            let message = Message::new("method-not-monotone")
                .with("likelihood", u32::from(cell.likelihood))
                .with("harm", u32::from(cell.harm));
            fault(found, format!("cell[{at}].level"), message);
        }
    }
}

fn controls(method: &Method, found: &mut Vec<Fault>) {
    for (at, grade) in method.controls.iter().enumerate() {
        if method.controls[..at].iter().any(|other| other.key == grade.key) {
            let message = Message::new("method-duplicate-key").with("key", grade.key.as_str());
            fault(found, format!("control[{at}].key"), message);
        }
        if method.controls[..at].iter().any(|other| other.lowers > grade.lowers) {
            fault(found, format!("control[{at}].lowers"), Message::new("method-grade-not-monotone"));
        }
    }
    if method.controls.is_empty() {
        fault(found, "control".into(), Message::new("method-no-grades"));
    }
}

fn treatments(method: &Method, found: &mut Vec<Fault>) {
    for (at, treatment) in method.treatments.iter().enumerate() {
        if method.treatments[..at].iter().any(|other| other.level == treatment.level) {
            let message =
                Message::new("method-treatment-twice").with("level", method.level(treatment.level).key.as_str());
            fault(found, format!("treatment[{at}].level"), message);
        }
    }
    for (level, spec) in method.computed_levels() {
        if method.treatment(level).is_none() {
            fault(
                found,
                "treatment".into(),
                Message::new("method-level-without-treatment").with("level", spec.key.as_str()),
            );
        }
    }
}

fn priority(method: &Method, found: &mut Vec<Fault>) {
    let keys = &method.priority.value;
    for (at, key) in keys.iter().enumerate() {
        if keys[..at].contains(key) {
            fault(found, "priority.keys".into(), Message::new("method-duplicate-key").with("key", key.key()));
        }
    }
    if keys.last() != Some(&PriorityKey::RegisterOrder) {
        fault(found, "priority.keys".into(), Message::new("method-priority-not-total"));
    }
}
