//! Who carries out how much: by chapter, by lead executor, by level of risk; over many plans by organisation.

use crate::model::Level;
use crate::monitor::plans::{Monitored, Monitoring};
use crate::monitor::tally::{Tally, grouped};
use crate::text::comparable;
use std::borrow::Cow;
use std::collections::HashMap;

/// A chapter: its number as printed, "" where there is none, and its name.
pub(crate) type Chapter<'a> = (&'a str, Option<&'a str>);

/// The chapters of a plan, in its order.
pub(crate) fn by_chapter<'a>(plan: &Monitored<'a>) -> Vec<(Chapter<'a>, Tally)> {
    let lines = plan.lines.iter().map(|line| ((line.chapter_id, line.chapter), line));
    grouped(lines.map(|(chapter, line)| (chapter, chapter, line)), plan.counting(), |chapter| chapter)
}

/// The lead executors of a plan, the worst first; `None` for measures without one.
pub(crate) fn by_executor<'a>(plan: &Monitored<'a>) -> Vec<(Option<&'a str>, Tally)> {
    let lines = plan.lines.iter().map(|line| (line.lead().map(comparable), line.lead(), line));
    let mut found = grouped(lines, plan.counting(), |post| post);
    found.sort_by(|(_, a), (_, b)| a.worst_first(b));
    found
}

/// The residual levels of the risks that the measures are against, the highest first; none in a plan tied to no risks.
pub(crate) fn by_level(plan: &Monitored<'_>) -> Vec<(Level, Tally)> {
    let lines = plan.lines.iter().filter_map(|line| Some((line.level?, line.level?, line)));
    let mut found = grouped(lines, plan.counting(), |level| level);
    found.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    found
}

/// The organisations of a run, the worst first. Plans of one organisation count together.
pub(crate) fn organizations<'a>(of: &Monitoring<'a>) -> Vec<(Cow<'a, str>, Tally)> {
    let mut places: HashMap<&'a str, usize> = HashMap::new();
    let mut found: Vec<(Cow<'a, str>, Tally)> = Vec::new();
    for (name, plan) in of.named() {
        let place = *places.entry(plan.id).or_insert(found.len());
        if place == found.len() {
            found.push((name, Tally::default()));
        }
        found[place].1.join(&plan.tally());
    }
    found.sort_by(|(_, a), (_, b)| a.worst_first(b));
    found
}

/// A lead executor among those of many plans: the post, `None` for measures without one, and the organisation's name.
pub(crate) type Executor<'a> = (Option<&'a str>, Cow<'a, str>);

/// The lead executors of each organisation, the worst first. The same post in two organisations is two executors.
pub(crate) fn executors<'a>(of: &Monitoring<'a>) -> Vec<(Executor<'a>, Tally)> {
    let plans: Vec<_> = of.named().collect();
    let lines = plans.iter().flat_map(|(name, plan)| plan.lines.iter().map(move |line| (name, plan, line)));
    let lines = lines.map(|(name, plan, line)| {
        ((plan.id, line.lead().map(comparable).unwrap_or_default()), (name, line.lead()), line)
    });
    let mut found = grouped(lines, (of.watch.as_of, of.proof), |(name, post)| (post, name.clone()));
    found.sort_by(|(_, a), (_, b)| a.worst_first(b));
    found
}

/// All plans of a run together.
pub(crate) fn total(of: &Monitoring<'_>) -> Tally {
    let mut total = Tally::default();
    for plan in &of.plans {
        total.join(&plan.tally());
    }
    total
}
