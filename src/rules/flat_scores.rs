//! Nearly all situations have one level, or one pair of points: the scores do not tell the risks apart.

use super::prelude::*;
use crate::assess::Outcome;
use crate::source::Record;
use std::collections::BTreeMap;

/// Fewer situations may well be alike.
const LEAST: usize = 8;
/// From this percentage on they are nearly all.
const SHARE: usize = 80;

pub(super) const RULE: Rule = Rule::warning("TB608", "flat-scores").of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let outcomes: Vec<&Outcome> = case.rows().filter_map(|row| row.outcome).collect();
    if outcomes.len() < LEAST {
        return;
    }
    let pair = most(outcomes.iter().map(|outcome| (outcome.likelihood, outcome.harm)));
    let level = most(outcomes.iter().map(|outcome| outcome.inherent));
    let nearly_all = |count: usize| count * 100 >= SHARE * outcomes.len();
    let message = if let Some(((likelihood, harm), count)) = pair.filter(|(_, count)| nearly_all(*count)) {
        Message::new("flat-points")
            .with("likelihood", u32::from(likelihood))
            .with("harm", u32::from(harm))
            .with("count", count)
    } else if let Some((level, count)) = level.filter(|(_, count)| nearly_all(*count)) {
        Message::new("flat-levels").with("level", &case.method.level(level).label).with("count", count)
    } else {
        return;
    };
    let spot = case.origins.spot(Record::Situation(0), "likelihood.score");
    sink.report(&RULE.code, spot, message.with("total", outcomes.len())).help = Some(Message::new("flat-scores-help"));
}

/// The most frequent value and its count; of equally frequent ones the least.
fn most<T: Ord>(values: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0) += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count)
}
