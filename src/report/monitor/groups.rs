//! Counts of measures in words: by chapter, by executor, by organisation.

use crate::locale::{Language, Message};
use crate::monitor::{self, Monitored, Monitoring, Tally};
use crate::sheet::{Cell, Role};
use std::borrow::Cow;

impl Tally {
    /// The share carried out, in words: so many of so many, and percent, rounded down.
    pub(super) fn share(&self, language: Language) -> String {
        match (self.done * 100).checked_div(self.begun) {
            Some(percent) => language.message(
                &Message::new("monitor-share")
                    .with("done", self.done)
                    .with("begun", self.begun)
                    .with("percent", percent),
            ),
            None => language.text("monitor-share-none"),
        }
    }

    /// The counts as cells of a table, then the share.
    pub(super) fn cells<'c>(&self, language: Language) -> [Cell<'c>; 8] {
        let number = |count: usize| Cell::number(Role::Short, count);
        [
            number(self.measures),
            number(self.done),
            number(self.overdue),
            number(self.due),
            number(self.continuous),
            number(self.upcoming),
            number(self.without_term),
            Cell::text(Role::Short, self.share(language)),
        ]
    }
}

/// The ids of the titles over `Tally::cells`: states, which stand in a sentence elsewhere, are among them.
pub(super) const TITLES: [&str; 8] = [
    "monitor-measures",
    "monitor-state-done",
    "monitor-state-overdue",
    "monitor-state-due",
    "monitor-state-continuous",
    "monitor-state-upcoming",
    "monitor-state-none",
    "monitor-head-share",
];

/// The chapters of a plan by their names, in its order.
pub(super) fn by_chapter(plan: &Monitored<'_>) -> Vec<(String, Tally)> {
    let name = |(id, name): (&str, Option<&str>)| match (id, name) {
        ("", None) => plan.text("monitor-no-chapter"),
        ("", Some(name)) => name.to_owned(),
        (id, None) => format!("{id}."),
        (id, Some(name)) => format!("{id}. {name}"),
    };
    monitor::by_chapter(plan).into_iter().map(|(chapter, tally)| (name(chapter), tally)).collect()
}

/// The lead executors of a plan by their posts, the worst first.
pub(super) fn by_executor(plan: &Monitored<'_>) -> Vec<(String, Tally)> {
    let name = |post: Option<&str>| post.map_or_else(|| plan.text("monitor-no-executor"), str::to_owned);
    monitor::by_executor(plan).into_iter().map(|(post, tally)| (name(post), tally)).collect()
}

/// An organisation or an executor among those of many plans.
pub(super) struct Rank<'a> {
    /// The organisation's name.
    pub organization: Cow<'a, str>,
    /// The executor; of an organisation none.
    pub executor: Option<Cow<'a, str>>,
    pub tally: Tally,
}

/// The organisations of a run, the worst first.
pub(super) fn organizations<'a>(of: &Monitoring<'a>) -> Vec<Rank<'a>> {
    let rank = |(organization, tally)| Rank { organization, executor: None, tally };
    monitor::organizations(of).into_iter().map(rank).collect()
}

/// The lead executors of each organisation, the worst first.
pub(super) fn executors<'a>(of: &Monitoring<'a>) -> Vec<Rank<'a>> {
    let executors = monitor::executors(of).into_iter().map(|of_run| {
        let executor = of_run.post.map_or_else(|| of.text("monitor-no-executor").into(), Cow::Borrowed);
        Rank { organization: of_run.organization, executor: Some(executor), tally: of_run.tally }
    });
    executors.collect()
}
