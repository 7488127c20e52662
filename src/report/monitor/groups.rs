//! Measures in groups, and their counts: what is owed, by chapter, by executor, by organisation.

use crate::assess::execution::State;
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::monitor::{self, Executor, Line, Monitored, Monitoring, Tally};
use crate::report::monitor::words::period_words;
use crate::sheet::{Cell, Role};
use std::borrow::Cow;
use std::cmp::Reverse;

impl Tally {
    /// The share carried out in words, with the whole percent, rounded down.
    pub(super) fn share(&self, language: Language) -> String {
        self.share_of(self.carried_out, language)
    }

    fn share_of(&self, done: usize, language: Language) -> String {
        match (done * 100).checked_div(self.begun) {
            Some(percent) => {
                let share = Message::new("monitor-share").with("done", done).with("begun", self.begun);
                language.message(&share.with("percent", percent))
            }
            None => language.text("monitor-share-none"),
        }
    }

    /// The counts as cells of a table, then the share; with what was verified, how much of it was and what waits for it.
    pub(super) fn cells<'c>(&self, language: Language, with_verified: bool) -> Vec<Cell<'c>> {
        let number = |count: usize| Cell::number(Role::Short, count);
        let mut cells = vec![
            number(self.measures),
            number(self.done),
            number(self.overdue),
            number(self.due),
            number(self.continuous),
            number(self.upcoming),
            number(self.without_term),
            Cell::text(Role::Short, self.share_of(self.done, language)),
        ];
        if with_verified {
            cells.extend([number(self.waiting), Cell::text(Role::Short, self.share_of(self.verified, language))]);
        }
        cells
    }
}

/// The ids of the titles above [`Tally::cells`], and the widths of their columns.
pub(super) fn count_titles(with_verified: bool) -> impl Iterator<Item = (&'static str, u16)> {
    let titles = TITLES.map(|id| (id, if id == "monitor-head-share" { 20 } else { 12 }));
    let verified = [("monitor-head-waiting", 12), ("monitor-head-verified", 20)];
    titles.into_iter().chain(verified.into_iter().filter(move |_| with_verified))
}

const TITLES: [&str; 8] = [
    "monitor-measures",
    "monitor-state-done",
    "monitor-state-overdue",
    "monitor-state-due",
    "monitor-state-continuous",
    "monitor-state-upcoming",
    "monitor-state-none",
    "monitor-head-share",
];

/// What is owed, below its headings: what is overdue, for the longest time first, what is due in the period, what has no term.
pub(super) fn owed<'p, 'a>(plan: &'p Monitored<'a>) -> [(String, Vec<&'p Line<'a>>); 3] {
    let mut overdue: Vec<&Line<'a>> = plan.of(State::Overdue).collect();
    overdue.sort_by_key(|line| Reverse(line.standing.days_overdue));
    let due_in = Message::new("monitor-heading-due").with("period", period_words(&plan.watch, plan.language));
    [
        (plan.text("monitor-heading-overdue"), overdue),
        (plan.language.message(&due_in), plan.of(State::Due).collect()),
        (plan.text("monitor-heading-none"), plan.lines.iter().filter(|line| line.standing.state.is_none()).collect()),
    ]
}

/// The counts of a plan below the title of what they are grouped by: chapters in its order, lead executors, the worst first,
/// and levels, where it has any.
pub(super) fn shares<'a>(plan: &Monitored<'_>, method: &'a Method) -> Vec<(&'static str, Vec<(Cell<'a>, Tally)>)> {
    let chapter = |(id, name): (&str, Option<&str>)| match (id, name) {
        ("", None) => plan.text("monitor-no-chapter"),
        ("", Some(name)) => name.to_owned(),
        (id, None) => format!("{id}."),
        (id, Some(name)) => format!("{id}. {name}"),
    };
    let chapters =
        monitor::by_chapter(plan).into_iter().map(|(of, tally)| (Cell::text(Role::Body, chapter(of)), tally));
    let post = |post: Option<&str>| post.map_or_else(|| plan.text("monitor-no-executor"), str::to_owned);
    let executors = monitor::by_executor(plan).into_iter().map(|(of, tally)| (Cell::text(Role::Body, post(of)), tally));
    let level = |level| Cell::text(Role::Level(level), method.level(level).label.get(plan.language));
    let levels: Vec<_> = monitor::by_level(plan).into_iter().map(|(of, tally)| (level(of), tally)).collect();
    let mut shares = vec![("field-chapter", chapters.collect()), ("monitor-head-lead", executors.collect())];
    if !levels.is_empty() {
        shares.push(("column-residual", levels));
    }
    shares
}

/// An organisation or an executor among those of many plans.
pub(super) struct Rank<'a> {
    /// The organisation's name.
    pub organization: Cow<'a, str>,
    /// The executor; of an organisation none.
    pub executor: Option<Cow<'a, str>>,
    pub tally: Tally,
}

impl<'a> Rank<'a> {
    /// The executor, where it is one, and the organisation.
    pub fn names(&self) -> impl Iterator<Item = Cell<'a>> + use<'a> {
        let names = self.executor.clone().into_iter().chain([self.organization.clone()]);
        names.map(|name| Cell::text(Role::Body, name))
    }
}

/// The organisations of a run, the worst first.
pub(super) fn organizations<'a>(of: &Monitoring<'a>) -> Vec<Rank<'a>> {
    let rank = |(organization, tally)| Rank { organization, executor: None, tally };
    monitor::organizations(of).into_iter().map(rank).collect()
}

/// The lead executors of each organisation, the worst first.
pub(super) fn executors<'a>(of: &Monitoring<'a>) -> Vec<Rank<'a>> {
    let rank = |((post, organization), tally): (Executor<'a>, _)| {
        let executor = post.map_or_else(|| of.text("monitor-no-executor").into(), Cow::Borrowed);
        Rank { organization, executor: Some(executor), tally }
    };
    monitor::executors(of).into_iter().map(rank).collect()
}
