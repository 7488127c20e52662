//! What the terminal shows of a comparison: what is compared, the totals, the changes, the measures, the map.

use crate::case::Case;
use crate::compare::Comparison;
use crate::locale::Message;
use crate::report::assessment::map::Cells;
use crate::report::comparison::words::days;
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet};
use crate::text::printable;

/// What is compared with what, how the situations changed, and how many measures were carried over: a line for each.
#[must_use]
pub fn comparison_line(comparison: &Comparison<'_>) -> String {
    let case = &comparison.new;
    let side = |case: &Case<'_>| {
        let day = case.register.assessment.date.map(|day| format!(" ({})", comparison.new.language.date(day)));
        case.path().to_owned() + &day.unwrap_or_default()
    };
    let sides = Message::new("compare-line")
        .with("organization", case.register.organization.name.as_str())
        .with("old", side(&comparison.old))
        .with("new", side(case));
    let mut lines = vec![case.format(sides)];
    lines.extend(comparison.draft());
    if comparison.is_empty() {
        lines.push(case.text("compare-nothing"));
    }
    lines.extend(comparison.total_lines());
    let lines: Vec<_> = lines.iter().map(|line| printable(line)).collect();
    lines.join("\n")
}

impl<'a> Comparison<'a> {
    /// The totals in sentences.
    pub(super) fn total_lines(&self) -> Vec<String> {
        let totals = self.totals();
        let mut lines = vec![
            Message::new("compare-totals")
                .with("added", totals.added)
                .with("closed", totals.closed)
                .with("raised", totals.raised)
                .with("lowered", totals.lowered)
                .with("unchanged", totals.unchanged)
                .with("other", totals.not_compared),
        ];
        if totals.rescored_without_reason > 0 {
            lines.push(Message::new("compare-totals-rescored").with("count", totals.rescored_without_reason));
        }
        if let Some(count) = totals.changed_by_method {
            let methods = Message::new("compare-totals-method")
                .with("old", self.old.method.id.as_str())
                .with("new", self.new.method.id.as_str())
                .with("count", count);
            lines.push(methods);
        }
        if let Some(percent) = totals.carried_over_percent.filter(|_| totals.carried_over > 0) {
            let carried = Message::new("compare-totals-carried")
                .with("carried", totals.carried_over)
                .with("all", totals.open_measures)
                .with("percent", percent)
                .with("moved", totals.terms_moved);
            lines.push(carried);
        }
        lines.into_iter().map(|message| self.new.format(message)).collect()
    }

    /// The counts by level of both sides: the titles, then a row for each level.
    pub(super) fn levels(&self) -> Vec<Vec<Cell<'a>>> {
        let columns = [
            "head-level",
            "compare-inherent-old",
            "compare-inherent-new",
            "compare-residual-old",
            "compare-residual-new",
        ];
        let mut rows = vec![heads(self.new.language, columns)];
        for (level, spec) in self.new.method.computed_levels().rev() {
            let of_old = |counts: &[usize]| match self.old.method.level_by_key(&spec.key) {
                Some(level) => Cell::number(Role::Short, counts[level.index()]),
                None => Cell::text(Role::Short, self.new.text("not-assessed-short")),
            };
            rows.push(vec![
                Cell::text(Role::Level(level), self.new.level_label(level)),
                of_old(&self.old.assessment.inherent),
                Cell::number(Role::Short, self.new.assessment.inherent[level.index()]),
                of_old(&self.old.assessment.residual),
                Cell::number(Role::Short, self.new.assessment.residual[level.index()]),
            ]);
        }
        rows
    }

    fn changes(&self) -> Sheet<'a> {
        let titles = ["column-id", "column-situation", "compare-what-changed", "short-residual"];
        let mut sheet = Sheet::table(self.new.text("compare-title-changes"), [heads(self.new.language, titles)]);
        for pair in self.pairs.iter().filter(|pair| pair.is_changed()) {
            sheet.row(vec![
                Cell::text(Role::Short, pair.new.situation.id.as_str()),
                Cell::text(Role::Body, pair.new.situation.text.as_str()),
                Cell::text(Role::Body, self.sentences(pair).join("\n")),
                self.residual(pair),
            ]);
        }
        for (rows, id, is_closed) in [(&self.added, "compare-added", false), (&self.closed, "compare-closed", true)] {
            for row in rows {
                let level = row.outcome.map(|outcome| outcome.residual);
                let said = [self.new.text(id), self.remarks(row, is_closed)];
                sheet.row(vec![
                    Cell::text(Role::Short, row.situation.id.as_str()),
                    Cell::text(Role::Body, row.situation.text.as_str()),
                    Cell::text(Role::Body, said.join("\n").trim_end().to_owned()),
                    if is_closed { self.old_level(level) } else { self.new.level_cell(level) },
                ]);
            }
        }
        sheet
    }

    fn carried_table(&self) -> Sheet<'a> {
        let titles = ["column-id", "column-measure", "compare-due-old", "compare-due-new", "compare-days"];
        let mut sheet = Sheet::table(self.new.text("compare-title-carried"), [heads(self.new.language, titles)]);
        for (pair, change) in self.carried() {
            let [old, new] = self.terms(change);
            sheet.row(vec![
                Cell::text(Role::Short, pair.new.situation.id.as_str()),
                Cell::text(Role::Body, change.text()),
                Cell::text(Role::Body, old),
                Cell::text(Role::Body, new),
                Cell::text(Role::Short, days(change.moved)),
            ]);
        }
        sheet
    }
}

/// The tables of a comparison: levels, changes, measures carried over, risk map. What would be empty is left out.
#[must_use]
pub fn comparison_tables<'a>(comparison: &Comparison<'a>) -> Vec<Sheet<'a>> {
    let case = &comparison.new;
    let mut tables = vec![Sheet::table(case.text("compare-title-levels"), comparison.levels())];
    tables.extend([comparison.changes(), comparison.carried_table()].into_iter().filter(|sheet| sheet.rows.len() > 1));
    if !comparison.is_empty() {
        let mut map = Sheet::table(case.text("title-map"), comparison.map(Cells::Letter));
        let remark = Cell::text(Role::Remark, case.text("compare-remark-map"));
        map.row(vec![remark.spanning(u16::try_from(case.method.harm.len() + 1).unwrap_or(1))]);
        tables.push(map);
    }
    tables
}
