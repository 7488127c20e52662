//! Who carries out how much: by chapter, by lead executor, by level of risk; over many plans by organisation.

use crate::model::Level;
use crate::monitor::line::Line;
use crate::monitor::plans::{Monitored, Monitoring};
use crate::monitor::tally::{Tally, grouped};
use crate::text::comparable;
use std::borrow::Cow;
use std::collections::HashMap;

/// A chapter: its number as printed, "" where there is none, and its name.
pub(crate) type Chapter<'a> = (&'a str, Option<&'a str>);

/// The chapters of a plan, in its order.
pub(crate) fn by_chapter<'a>(plan: &Monitored<'a>) -> Vec<(Chapter<'a>, Tally)> {
    let chapter = |line: &Line<'a>| (line.chapter_id, line.chapter);
    grouped(&plan.lines, plan.watch.as_of, |line| Some((chapter(line), chapter(line))))
}

/// The lead executors of a plan, the worst first; `None` for measures without one.
pub(crate) fn by_executor<'a>(plan: &Monitored<'a>) -> Vec<(Option<&'a str>, Tally)> {
    let lead = |line: &Line<'a>| Some((line.lead().map(comparable), line.lead()));
    let mut found = grouped(&plan.lines, plan.watch.as_of, lead);
    found.sort_by(|(_, a), (_, b)| a.worst_first(b));
    found
}

/// The residual levels of the risks that the measures are against, the highest first; none in a plan tied to no risks.
pub(crate) fn by_level(plan: &Monitored<'_>) -> Vec<(Level, Tally)> {
    let mut found = grouped(&plan.lines, plan.watch.as_of, |line| line.level.map(|level| (level, level)));
    found.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    found
}

/// A lead executor among those of many plans.
pub(crate) struct Executor<'a> {
    /// The post; `None`: the measures without one.
    pub post: Option<&'a str>,
    /// The organisation's name.
    pub organization: Cow<'a, str>,
    pub tally: Tally,
}

/// The organisations of a run, the worst first. Plans of one organisation count together.
pub(crate) fn organizations<'a>(of: &Monitoring<'a>) -> Vec<(Cow<'a, str>, Tally)> {
    let mut places: HashMap<&'a str, usize> = HashMap::new();
    let mut found: Vec<(Cow<'a, str>, Tally)> = Vec::new();
    for plan in of.plans.iter().filter(|plan| plan.is_read()) {
        let place = *places.entry(plan.id).or_insert(found.len());
        if place == found.len() {
            found.push((of.name(plan), Tally::default()));
        }
        found[place].1.join(&plan.tally());
    }
    found.sort_by(|(_, a), (_, b)| a.worst_first(b));
    found
}

/// The lead executors of each organisation, the worst first. The same post in two organisations is two executors.
pub(crate) fn executors<'a>(of: &Monitoring<'a>) -> Vec<Executor<'a>> {
    let mut places: HashMap<(&'a str, String), usize> = HashMap::new();
    let mut found: Vec<Executor<'a>> = Vec::new();
    for plan in of.plans.iter().filter(|plan| plan.is_read()) {
        for line in &plan.lines {
            let key = (plan.id, line.lead().map(comparable).unwrap_or_default());
            let place = *places.entry(key).or_insert(found.len());
            if place == found.len() {
                found.push(Executor { post: line.lead(), organization: of.name(plan), tally: Tally::default() });
            }
            found[place].tally.add(line, of.watch.as_of);
        }
    }
    found.sort_by(|a, b| a.tally.worst_first(&b.tally));
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
