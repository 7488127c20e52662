//! The abbreviations among a plan's executors and in its list, those that are one and the same together.

use super::super::words::WORDS;
use crate::case::PlanCase;
use crate::model::PlannedMeasure;
use crate::text::{abbreviations, comparable, shortened};
use std::cmp::Reverse;
use std::collections::HashMap;

/// An abbreviation in all its spellings.
pub(super) struct Family<'a> {
    /// As the plan's list has it.
    pub listed: Option<&'a str>,
    /// The spellings in use.
    pub forms: Vec<Form<'a>>,
}

/// One spelling.
pub(super) struct Form<'a> {
    /// As it was written, without a case ending.
    pub text: &'a str,
    /// The measures among whose executors it stands, each with its 0-based number.
    pub uses: Vec<(usize, &'a PlannedMeasure)>,
}

/// The families: those of the list in its order, then the others, the most used spelling first.
pub(super) fn families<'a>(case: &PlanCase<'a>) -> Vec<Family<'a>> {
    let entries = case.plan.abbreviations.iter().map(|entry| entry.short.trim());
    let mut families: Vec<Family<'a>> =
        entries.map(|short| Family { listed: Some(short), forms: Vec::new() }).collect();
    let mut rest: Vec<(Form<'a>, String)> = Vec::new();
    let mut known = Known::default();
    for (at, family) in families.iter().enumerate() {
        known.add(&comparable(family.listed.unwrap_or_default()), at);
    }
    // An entry that a spelling agrees with comes before one that it nearly agrees with: two may differ by a letter.
    for form in forms(case) {
        let key = comparable(form.text);
        match known.whole.get(&key) {
            Some(at) => families[*at].forms.push(form),
            None => rest.push((form, key)),
        }
    }
    for (form, key) in rest {
        if let Some(at) = known.first_like(&key) {
            known.add(&key, at);
            families[at].forms.push(form);
        } else {
            known.add(&key, families.len());
            families.push(Family { listed: None, forms: vec![form] });
        }
    }
    families
}

/// The spellings in use, the most frequent first; equally frequent ones in the plan's order.
fn forms<'a>(case: &PlanCase<'a>) -> Vec<Form<'a>> {
    let mut forms: Vec<Form<'a>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (number, planned) in case.measures() {
        for text in planned.measure.responsible.iter().flat_map(|executor| abbreviations(executor)) {
            let at = *known.entry(text).or_insert(forms.len());
            if at == forms.len() {
                forms.push(Form { text, uses: Vec::new() });
            }
            forms[at].uses.push((number, planned));
        }
    }
    forms.retain(|form| !WORDS.common_abbreviations.words.contains(&comparable(form.text)));
    forms.sort_by_key(|form| Reverse(form.uses.len()));
    forms
}

impl<'a> Family<'a> {
    /// Each spelling once: the listed one, then those in use.
    pub fn spellings(&self) -> Vec<&'a str> {
        let mut spellings: Vec<&'a str> = self.listed.into_iter().collect();
        spellings.extend(self.forms.iter().map(|form| form.text).filter(|text| Some(*text) != self.listed));
        spellings
    }
}

/// The families by their spellings, and by those without one of their letters: a plan may have tens of thousands.
#[derive(Default)]
struct Known {
    whole: HashMap<String, usize>,
    shortened: HashMap<String, usize>,
}

impl Known {
    /// Adds a spelling of the family at a place, in the form in which texts are compared.
    fn add(&mut self, key: &str, at: usize) {
        let earlier = |known: &mut usize| *known = at.min(*known);
        self.whole.entry(key.to_owned()).and_modify(earlier).or_insert(at);
        for shorter in shortened(key) {
            self.shortened.entry(shorter).and_modify(earlier).or_insert(at);
        }
    }

    /// The first family that has a spelling, or one that has a letter which the other lacks. Two of equal length with one
    /// other letter are mostly two bodies.
    fn first_like(&self, key: &str) -> Option<usize> {
        let longer = self.shortened.get(key).copied();
        let shorter = shortened(key).filter_map(|shorter| self.whole.get(&shorter).copied()).min();
        self.whole.get(key).copied().into_iter().chain(longer).chain(shorter).min()
    }
}
