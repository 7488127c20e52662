//! A measure of a register or a plan becomes a line that everybody may read.

use super::teller::{At, Teller};
use super::{Given, PublicMeasure, PublicSituation, Told, Why};
use crate::assess::execution::{Watch, state, verification};
use crate::model::{Level, Measure};

/// Where a measure stands: what it is called, and what it is against.
pub(super) struct Stands<'a> {
    pub key: String,
    pub anchor: String,
    pub id: String,
    pub situation: Option<&'a PublicSituation>,
    pub chapter: Told,
    pub task: Told,
}

pub(super) fn measure(
    of: &Measure,
    stands: Stands<'_>,
    at: At<'_>,
    watch: &Watch,
    teller: &mut Teller<'_>,
) -> PublicMeasure {
    let standing = state(of, watch);
    let due = of.due.as_ref().filter(|_| teller.fields.has("due"));
    teller.count_others(of);
    let responsible = if teller.fields.has("responsible") {
        let posts = of.responsible.iter().map(|post| teller.tell("responsible", Some(post), at, "responsible"));
        posts.filter(|post| *post != Told::Nothing).collect()
    } else {
        vec![Told::Withheld(Why::NotListed)]
    };
    let mut tell = |field, text: Option<&str>| teller.tell(field, text, at, field);
    PublicMeasure {
        text: tell("measure", Some(&of.text)),
        due: tell("due", of.due.as_ref().map(|due| due.text.as_str())),
        from: due.and_then(|due| due.from),
        to: due.and_then(|due| due.to),
        recurrence: due.and_then(|due| due.recurrence).map(|recurrence| recurrence.key()),
        expected_result: tell("expected_result", of.expected_result.as_deref()),
        indicator: tell("indicator", of.indicator.as_deref()),
        funding: tell("funding", of.funding.as_deref()),
        responsible,
        standing: standing.state.filter(|_| teller.fields.has("state")),
        verified: verification(of).filter(|_| teller.fields.has("state")),
        days_overdue: standing.days_overdue.filter(|_| teller.fields.has("days_overdue")),
        done_on: of.done_on.filter(|_| teller.fields.has("done_on")),
        level: stands.situation.and_then(level),
        situation: stands.situation.map(|situation| (situation.key.clone(), situation.anchor.clone())),
        chapter: stands.chapter,
        task: stands.task,
        anchor: stands.anchor,
        key: stands.key,
        id: stands.id,
    }
}

fn level(situation: &PublicSituation) -> Option<Level> {
    match situation.level {
        Given::Value(level) => Some(level),
        Given::Nothing | Given::Withheld(_) => None,
    }
}
