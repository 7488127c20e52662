//! Who carries out how much: by chapter, by lead executor, by level of risk; over many plans by organisation.

use super::tally::{Tally, grouped};
use super::{Monitored, Monitoring};
use crate::model::Level;
use crate::text::comparable;
use std::borrow::Cow;
use std::collections::HashMap;

/// The chapters of a plan, in its order.
pub(super) fn by_chapter(plan: &Monitored<'_>) -> Vec<(String, Tally)> {
    grouped(&plan.lines, plan.watch.as_of, |line| {
        let name = match (line.chapter_id, line.chapter) {
            ("", None) => plan.text("monitor-no-chapter"),
            ("", Some(name)) => name.to_owned(),
            (id, None) => format!("{id}."),
            (id, Some(name)) => format!("{id}. {name}"),
        };
        Some(((line.chapter_id, line.chapter), name))
    })
}

/// The lead executors of a plan, the worst first.
pub(super) fn by_executor(plan: &Monitored<'_>) -> Vec<(String, Tally)> {
    let mut found = grouped(&plan.lines, plan.watch.as_of, |line| match line.lead() {
        Some(lead) => Some((comparable(lead), lead.to_owned())),
        None => Some((String::new(), plan.text("monitor-no-executor"))),
    });
    found.sort_by(|(_, a), (_, b)| a.worst_first(b));
    found
}

/// The residual levels of the risks that the measures are against, the highest first; none in a plan tied to no risks.
pub(super) fn by_level(plan: &Monitored<'_>) -> Vec<(Level, Tally)> {
    let mut found = grouped(&plan.lines, plan.watch.as_of, |line| line.level.map(|level| (level, level)));
    found.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    found
}

/// An organisation or an executor among those of many plans.
pub(super) struct Rank<'a> {
    /// The organisation's name.
    pub organization: Cow<'a, str>,
    /// The executor; of an organisation none.
    pub executor: Option<Cow<'a, str>>,
    pub tally: Tally,
}

/// The organisations of a run, the worst first. Plans of one organisation count together.
pub(super) fn organizations<'a>(of: &Monitoring<'a>) -> Vec<Rank<'a>> {
    let mut places: HashMap<&'a str, usize> = HashMap::new();
    let mut found: Vec<Rank<'a>> = Vec::new();
    for plan in of.plans.iter().filter(|plan| plan.is_read()) {
        let place = *places.entry(plan.id).or_insert(found.len());
        if place == found.len() {
            found.push(Rank { organization: of.name(plan), executor: None, tally: Tally::default() });
        }
        found[place].tally.join(&plan.tally());
    }
    found.sort_by(|a, b| a.tally.worst_first(&b.tally));
    found
}

/// The lead executors of each organisation, the worst first. The same post in two organisations is two executors.
pub(super) fn executors<'a>(of: &Monitoring<'a>) -> Vec<Rank<'a>> {
    let mut places: HashMap<(&'a str, String), usize> = HashMap::new();
    let mut found: Vec<Rank<'a>> = Vec::new();
    for plan in of.plans.iter().filter(|plan| plan.is_read()) {
        for line in &plan.lines {
            let key = (plan.id, line.lead().map(comparable).unwrap_or_default());
            let place = *places.entry(key).or_insert(found.len());
            if place == found.len() {
                let executor = line.lead().map_or_else(|| of.text("monitor-no-executor").into(), Cow::Borrowed);
                found.push(Rank { organization: of.name(plan), executor: Some(executor), tally: Tally::default() });
            }
            found[place].tally.add(line, of.watch.as_of);
        }
    }
    found.sort_by(|a, b| a.tally.worst_first(&b.tally));
    found
}

/// All plans of a run together.
pub(super) fn total(of: &Monitoring<'_>) -> Tally {
    let mut total = Tally::default();
    for plan in &of.plans {
        total.join(&plan.tally());
    }
    total
}
