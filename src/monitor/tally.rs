//! Counts of measures by their state, and what share of them is carried out: of a plan, a chapter, an executor, a level.

use crate::assess::execution::{Proof, State, has_begun, is_verified, waits_for_verification};
use crate::monitor::line::Line;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::Hash;

// How many measures are in each state. A comment of documentation would stand in the schema of the JSON document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Tally {
    pub measures: usize,
    pub done: usize,
    pub overdue: usize,
    pub due: usize,
    pub upcoming: usize,
    pub continuous: usize,
    #[serde(skip)]
    pub without_term: usize,
    /// Those that are done and that somebody other than the executor confirmed.
    #[serde(skip)]
    pub verified: usize,
    /// Those that are called done and that nobody verified yet.
    #[serde(skip)]
    pub waiting: usize,
    /// Those that are carried out, by what is asked as proof. Of these the share is made.
    #[serde(skip)]
    pub carried_out: usize,
    /// Those that should have been begun: done, or of a term that has begun. Of these the share is taken.
    #[serde(skip)]
    pub begun: usize,
}

impl Tally {
    pub fn add(&mut self, line: &Line<'_>, as_of: Date, proof: Proof) {
        self.measures += 1;
        let verified = usize::from(is_verified(line.measure));
        self.verified += verified;
        self.waiting += usize::from(waits_for_verification(line.measure));
        self.carried_out += match proof {
            Proof::Report => usize::from(line.is(State::Done)),
            Proof::Verification => verified,
        };
        self.begun += usize::from(has_begun(line.measure, as_of));
        *match line.standing.state {
            Some(State::Done) => &mut self.done,
            Some(State::Overdue) => &mut self.overdue,
            Some(State::Due) => &mut self.due,
            Some(State::Continuous) => &mut self.continuous,
            Some(State::Upcoming) => &mut self.upcoming,
            None => &mut self.without_term,
        } += 1;
    }

    pub fn join(&mut self, other: &Self) {
        self.measures += other.measures;
        self.done += other.done;
        self.overdue += other.overdue;
        self.due += other.due;
        self.continuous += other.continuous;
        self.upcoming += other.upcoming;
        self.verified += other.verified;
        self.without_term += other.without_term;
        self.waiting += other.waiting;
        self.carried_out += other.carried_out;
        self.begun += other.begun;
    }

    /// The order of a ranking: first the most overdue, then the smallest share carried out, then the most measures.
    pub fn worst_first(&self, other: &Self) -> Ordering {
        let share = |a: &Self, b: &Self| (a.carried_out * b.begun.max(1)).cmp(&(b.carried_out * a.begun.max(1)));
        other.overdue.cmp(&self.overdue).then(share(self, other)).then(other.measures.cmp(&self.measures))
    }
}

/// Counts by groups, in the order of their first appearance; what a group appears with first gives it its name.
pub(super) fn grouped<'l, 'a: 'l, K: Hash + Eq, G, N>(
    lines: impl IntoIterator<Item = (K, G, &'l Line<'a>)>,
    (as_of, proof): (Date, Proof),
    name: impl Fn(G) -> N,
) -> Vec<(N, Tally)> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut found: Vec<(N, Tally)> = Vec::new();
    for (key, group, line) in lines {
        let place = *places.entry(key).or_insert(found.len());
        if place == found.len() {
            found.push((name(group), Tally::default()));
        }
        found[place].1.add(line, as_of, proof);
    }
    found
}
