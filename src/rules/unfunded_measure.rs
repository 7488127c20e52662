//! A measure buys, installs or builds something, and its funding says that no money is needed.
//!
//! The buying has to be the act itself: what ends a Kyrgyz clause or begins a Russian one. A list of what was bought, a check of
//! a contract for building or a programme on paper costs nothing.

use super::Rule;
use super::measures::{Circumstances, Fault, fault_if};
use super::signs::{Signs, Words, acts, clauses};
use super::words::WORDS;
use crate::diag::{Code, Severity};
use crate::locale::Message;
use crate::model::Measure;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB413", name: "unfunded-measure", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check: |subject, sink| subject.judge(sink, &RULE, judge),
};

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(funding) = &measure.funding else { return Vec::new() };
    let unfunded = needs_no_money(funding) && buys(&measure.text);
    let message = || Message::new("unfunded-measure").with("funding", funding.as_str());
    fault_if(unfunded, "funding", message, Message::new("unfunded-measure-help"))
}

fn needs_no_money(funding: &str) -> bool {
    let typed = Words::of(funding);
    let words = typed.list();
    WORDS.no_funds.occur(&words) && !WORDS.a_source.occur(&words)
}

fn buys(measure: &str) -> bool {
    clauses(measure).any(|clause| {
        let typed = Words::of(clause);
        let words = typed.list();
        if WORDS.papers.occur(&words) {
            return false;
        }
        let with_things = WORDS.things.occur(&words);
        // Each act of "buying and installing" counts by itself, its thing stands with one of them.
        acts(clause).iter().any(|act| {
            let act = &act.list()[..];
            let begins = |signs: &Signs| signs.length_at(act).is_some();
            WORDS.buying_endings.end(act)
                || WORDS.developing_endings.end(act)
                || begins(&WORDS.buying_beginnings)
                || begins(&WORDS.developing_beginnings)
                || takes_a_thing(act)
                || (with_things && (WORDS.installing_endings.end(act) || begins(&WORDS.installing_beginnings)))
        })
    })
}

/// Whether an act ends with a thing and the verb "take".
fn takes_a_thing(act: &[&str]) -> bool {
    act.split_last().is_some_and(|(verb, things)| WORDS.taking_endings.are(&[*verb]) && WORDS.things.end(things))
}
