//! What the terminal shows of a comparison of many bodies, and the tables that the workbook shares with it.

use crate::case::Case;
use crate::compare::{Comparisons, Trend};
use crate::locale::{Arg, Message};
use crate::model::Level;
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet};
use crate::text::printable;

/// The columns of the table of bodies that stand beside the levels.
const BODIES: [&str; 9] = [
    "fact-organization",
    "compare-trend",
    "fact-situations",
    "compare-many-new",
    "compare-many-closed",
    "compare-many-raised",
    "compare-many-lowered",
    "compare-many-carried",
    "compare-many-done",
];

/// What is compared, how the bodies and their situations changed: a line for each.
#[must_use]
pub fn comparisons_line(of: &Comparisons<'_>) -> String {
    let lines: Vec<_> = of.lines().into_iter().map(|line| printable(&line).into_owned()).collect();
    lines.join("\n")
}

/// The tables of a terminal.
#[must_use]
pub fn comparisons_tables<'a>(of: &Comparisons<'a>) -> Vec<Sheet<'a>> {
    let mut bodies = Sheet::table(of.text("compare-many-bodies"), [of.body_titles()]);
    bodies.add(of.body_rows());
    let mut tables = vec![Sheet::table(of.text("compare-title-levels"), of.level_rows()), bodies];
    let alone = of.alone_rows();
    if !alone.is_empty() {
        let titles = heads(of.language, ["fact-organization", "compare-fate", "fact-situations"]);
        let mut sheet = Sheet::table(of.text("compare-many-alone"), [titles]);
        sheet.add(alone);
        tables.push(sheet);
    }
    tables
}

impl<'a> Comparisons<'a> {
    pub(super) fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    pub(super) fn format(&self, message: Message) -> String {
        self.language.message(&message)
    }

    /// The comparison in sentences.
    pub(super) fn lines(&self) -> Vec<String> {
        let (totals, [better, same, worse, open]) = (self.totals(), self.trends());
        let mut lines = vec![
            Message::new("compare-many-totals")
                .with("both", self.bodies.len())
                .with("added", self.new.len())
                .with("gone", self.gone.len()),
            Message::new("compare-many-trends")
                .with("better", better)
                .with("same", same)
                .with("worse", worse)
                .with("open", open),
            Message::new("compare-totals")
                .with("added", totals.added)
                .with("closed", totals.closed)
                .with("raised", totals.raised)
                .with("lowered", totals.lowered)
                .with("unchanged", totals.unchanged)
                .with("other", totals.not_compared),
            Message::new("compare-many-measures")
                .with("open", totals.open_measures)
                .with("done", self.done())
                .with("carried", totals.carried_over)
                .with("moved", totals.terms_moved),
        ];
        if totals.rescored_without_reason > 0 {
            lines.push(Message::new("compare-totals-rescored").with("count", totals.rescored_without_reason));
        }
        if let Some(count) = totals.changed_by_method {
            let [old, new] = self.methods.map(|method| method.id.as_str());
            lines.push(Message::new("compare-totals-method").with("old", old).with("new", new).with("count", count));
        }
        lines.into_iter().map(|message| self.format(message)).collect()
    }

    /// The counts by level of all registers: the titles, then a row for each level.
    pub(super) fn level_rows(&self) -> Vec<Vec<Cell<'a>>> {
        let columns = [
            "head-level",
            "compare-inherent-old",
            "compare-inherent-new",
            "compare-residual-old",
            "compare-residual-new",
        ];
        let [old, new] = self.sums();
        let mut rows = vec![heads(self.language, columns)];
        for (level, spec) in self.methods[1].computed_levels().rev() {
            let of_old = |counts: &[usize]| match self.methods[0].level_by_key(&spec.key) {
                Some(level) => Cell::number(Role::Short, counts[level.index()]),
                None => Cell::text(Role::Short, self.text("not-assessed-short")),
            };
            rows.push(vec![
                Cell::text(Role::Level(level), spec.label.get(self.language)),
                of_old(&old.inherent),
                Cell::number(Role::Short, new.inherent[level.index()]),
                of_old(&old.residual),
                Cell::number(Role::Short, new.residual[level.index()]),
            ]);
        }
        rows
    }

    /// The titles of the table of bodies: a column for each level after controls, earlier and now, stands behind the rest.
    pub(super) fn body_titles(&self) -> Vec<Cell<'a>> {
        let mut titles = heads(self.language, BODIES);
        for (_, spec) in self.methods[1].computed_levels().rev() {
            let title = Message::new("consolidated-after-level").with("level", &spec.label);
            titles.push(Cell::text(Role::Head, self.format(title)));
        }
        titles
    }

    /// A row for each body that is in both, those that got worse first.
    pub(super) fn body_rows(&self) -> Vec<Vec<Cell<'a>>> {
        let mut bodies: Vec<_> = self.bodies.iter().collect();
        bodies.sort_by_key(|body| std::cmp::Reverse(body.trend()));
        let row = |body: &&crate::compare::Compared<'a>| {
            let (comparison, totals) = (&body.comparison, body.comparison.totals());
            let both = |old: String, new: String| if old == new { new } else { format!("{old} → {new}") };
            let counts = |case: &Case<'a>| case.assessment.outcomes.len();
            let mut cells = vec![
                Cell::text(Role::Body, self.name(&comparison.new)),
                Cell::text(Role::Short, self.text(word(body.trend()))),
                Cell::text(Role::Short, both(counts(&comparison.old).to_string(), counts(&comparison.new).to_string())),
            ];
            let carried =
                [totals.added, totals.closed, totals.raised, totals.lowered, totals.carried_over, body.done()];
            cells.extend(carried.map(|count| Cell::number(Role::Short, count)));
            for (level, spec) in comparison.new.method.computed_levels().rev() {
                let now = self.count_at(&comparison.new, level);
                let of_old = comparison.old.method.level_by_key(&spec.key);
                let shown = match of_old {
                    Some(level) => both(self.count_at(&comparison.old, level), now),
                    None => now,
                };
                cells.push(Cell::text(Role::Short, shown));
            }
            cells
        };
        bodies.iter().map(row).collect()
    }

    /// How many situations of a body stand at a level after controls; of one that is not assessed nothing is known.
    fn count_at(&self, case: &Case<'a>, level: Level) -> String {
        if case.assessment.ranking.is_empty() {
            return self.text("not-assessed-short");
        }
        case.assessment.residual[level.index()].to_string()
    }

    /// A row for each body that is in one alone.
    pub(super) fn alone_rows(&self) -> Vec<Vec<Cell<'a>>> {
        let row = |case: &Case<'a>, said: String| {
            vec![
                Cell::text(Role::Body, self.name(case)),
                Cell::text(Role::Body, said),
                Cell::number(Role::Short, case.assessment.outcomes.len()),
            ]
        };
        let is = |one: &Case<'a>, other: &Case<'a>| one.register.organization.id == other.register.organization.id;
        let new = self.new.iter().map(|case| {
            let several = self.undecided.iter().find(|(undecided, _)| is(undecided, case));
            let said = several.map(|(_, several)| {
                let ids = several.iter().map(|old| Arg::from(old.register.organization.id.as_str())).collect();
                self.format(Message::new("compare-many-undecided").with("ids", Arg::List(ids)))
            });
            row(case, said.unwrap_or_else(|| self.text("compare-many-body-new")))
        });
        new.chain(self.gone.iter().map(|case| row(case, self.text("compare-many-body-gone")))).collect()
    }

    /// The name of a body, with the id where another body of the comparison has it too.
    pub(super) fn name(&self, case: &Case<'a>) -> String {
        let organization = &case.register.organization;
        let all = self.bodies.iter().map(|body| &body.comparison.new).chain(&self.new).chain(&self.gone);
        let others = all.map(|case| &case.register.organization);
        let is_shared = others.filter(|other| other.name == organization.name).count() > 1;
        if is_shared || organization.name.is_empty() {
            format!("{} ({})", organization.name, organization.id).trim_start().to_owned()
        } else {
            organization.name.clone()
        }
    }
}

/// The id of the word for which way a body went.
fn word(trend: Trend) -> &'static str {
    match trend {
        Trend::Better => "trend-better",
        Trend::Same => "trend-same",
        Trend::Worse => "trend-worse",
        Trend::NotAssessed => "trend-not-assessed",
    }
}
