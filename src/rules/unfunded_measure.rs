//! A measure buys, installs or builds something, and its funding says that no money is needed.
//!
//! The buying has to be the act itself: what ends a Kyrgyz clause or begins a Russian one. A list of what was bought, a check of
//! a contract for building or a programme on paper costs nothing.

use super::acts::{acts, clauses};
use super::prelude::*;
use super::signs::{Signs, Words};
use super::words::WORDS;

pub(super) const RULE: Rule = Rule::warning("TB413", "unfunded-measure").of_measures(judge);

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    let Some(funding) = &measure.funding else { return Vec::new() };
    let unfunded = needs_no_money(funding) && buys(&measure.text);
    let message = || Message::new("unfunded-measure").with("funding", funding.as_str());
    fault_if(unfunded, "funding", message, "unfunded-measure-help")
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
        // A purchase is one whatever is bought, and by whatever list.
        let acts_of_clause = acts(clause);
        let kyrgyz = words.last().is_some_and(|last| WORDS.verbal_nouns.are(&[*last]));
        let purchase = acts_of_clause.iter().any(|act| is_purchase(&act.list(), kyrgyz));
        if purchase || WORDS.papers.occur(&words) {
            return purchase;
        }
        let with_things = WORDS.things.occur(&words);
        // Each act of "buying and installing" counts by itself, its thing stands with one of them.
        acts_of_clause.iter().any(|act| {
            let act = act.list();
            let act = itself(&act);
            let begins = |signs: &Signs| signs.length_at(act).is_some();
            WORDS.developing_endings.end(act)
                || begins(&WORDS.developing_beginnings)
                || takes_a_thing(act)
                || takes_a_thing(&words)
                || (with_things && (WORDS.installing_endings.end(act) || begins(&WORDS.installing_beginnings)))
        })
    })
}

/// Whether an act buys or builds by its own words. A Kyrgyz clause ends with its verb, whatever Russian word it begins with.
fn is_purchase(act: &[&str], kyrgyz: bool) -> bool {
    WORDS.buying_endings.end(act) || (!kyrgyz && WORDS.buying_beginnings.length_at(itself(act)).is_some())
}

/// The act behind the adjectives and light verbs before it: "to carry out a planned purchase" is a purchase.
fn itself<'a>(act: &'a [&'a str]) -> &'a [&'a str] {
    let light = |word: &&str| {
        let alone = &[*word][..];
        WORDS.light_verbs.are(alone) || (WORDS.adjectives.are(alone) && !WORDS.acting.are(alone))
    };
    let at = act.iter().position(|word| !light(word)).unwrap_or(0);
    &act[at..]
}

/// Whether an act ends with a thing and the verb "take".
fn takes_a_thing(act: &[&str]) -> bool {
    (1..act.len()).any(|at| {
        let place = WORDS.place_endings.taken_off(act[at - 1], 2).is_some();
        !place && WORDS.taking_endings.are(&act[at..]) && WORDS.things.end(&act[..at])
    })
}
