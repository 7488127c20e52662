//! The abbreviations among a plan's executors and in its list, those that are one and the same together.

use super::super::words::WORDS;
use super::PlanSubject;
use crate::model::PlannedMeasure;
use crate::text::{abbreviations, comparable, differ_by_a_letter};
use std::cmp::Reverse;
use std::collections::HashMap;

/// An abbreviation in all its spellings.
pub(super) struct Family<'a> {
    /// As the plan's list has it.
    pub listed: Option<&'a str>,
    /// The spellings in use.
    pub forms: Vec<Form<'a>>,
    /// Every spelling in the form in which texts are compared, with the number of its letters.
    keys: Vec<(String, usize)>,
}

/// One spelling.
pub(super) struct Form<'a> {
    /// As it was written, without a case ending.
    pub text: &'a str,
    /// The measures among whose executors it stands, each with its 0-based number.
    pub uses: Vec<(usize, &'a PlannedMeasure)>,
}

/// The families: those of the list in its order, then the others, the most used spelling first.
pub(super) fn families<'a>(subject: &PlanSubject<'a>) -> Vec<Family<'a>> {
    let entries = subject.plan.abbreviations.iter().map(|entry| entry.short.trim());
    let mut families: Vec<Family<'a>> =
        entries.map(|short| Family { listed: Some(short), forms: Vec::new(), keys: vec![key(short)] }).collect();
    let mut rest: Vec<(Form<'a>, (String, usize))> = Vec::new();
    // An entry that a spelling agrees with comes before one that it nearly agrees with: two may differ by a letter.
    for form in forms(subject) {
        let key = key(form.text);
        match families.iter_mut().find(|family| family.keys[0] == key) {
            Some(family) => family.forms.push(form),
            None => rest.push((form, key)),
        }
    }
    for (form, key) in rest {
        let same = |family: &&mut Family<'a>| family.keys.iter().any(|own| *own == key || lacks_a_letter(own, &key));
        match families.iter_mut().find(same) {
            Some(family) => {
                family.forms.push(form);
                family.keys.push(key);
            }
            None => families.push(Family { listed: None, forms: vec![form], keys: vec![key] }),
        }
    }
    families
}

/// The spellings in use, the most frequent first; equally frequent ones in the plan's order.
fn forms<'a>(subject: &PlanSubject<'a>) -> Vec<Form<'a>> {
    let mut forms: Vec<Form<'a>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (number, planned) in subject.measures() {
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

fn key(text: &str) -> (String, usize) {
    let key = comparable(text);
    let letters = key.chars().count();
    (key, letters)
}

/// Whether one of two abbreviations has a letter that the other lacks. Two of equal length with one other letter are
/// mostly two bodies.
fn lacks_a_letter((one, letters): &(String, usize), (other, others): &(String, usize)) -> bool {
    letters.abs_diff(*others) == 1 && differ_by_a_letter(one, other)
}
