//! The workbook of a comparison of many bodies: summary, bodies, changes, measures carried over, bodies in one alone.

use crate::compare::Comparisons;
use crate::report::layout::{self, heads};
use crate::sheet::{Book, Cell, Fit, Role, Sheet};

/// The columns of the changes.
const CHANGES: [(&str, u16); 5] = [
    ("fact-organization", 34),
    ("column-id", 9),
    ("column-situation", 50),
    ("compare-what-changed", 60),
    ("short-residual", 18),
];

/// The columns of the measures carried over.
const CARRIED: [(&str, u16); 6] = [
    ("fact-organization", 34),
    ("column-id", 9),
    ("column-measure", 60),
    ("compare-due-old", 18),
    ("compare-due-new", 18),
    ("compare-days", 10),
];

/// The workbook.
#[must_use]
pub fn comparisons_workbook<'a>(of: &'a Comparisons<'a>) -> Book<'a> {
    let title = of.text("compare-title");
    let mut sheets = vec![of.summary(), of.bodies_sheet()];
    // A sheet in which nothing would stand is left out.
    sheets.extend([of.changes_sheet(), of.carried_sheet(), of.alone_sheet()].into_iter().flatten());
    Book { sheets, title: title.clone(), ..layout::book(&title, of.as_of, of.methods[1], of.language) }
}

impl<'a> Comparisons<'a> {
    fn summary(&self) -> Sheet<'a> {
        let mut sheet = Sheet {
            name: self.text("sheet-summary"),
            widths: vec![30, 20, 20, 20, 20],
            landscape: true,
            fit: Fit::OnePage,
            ..Sheet::default()
        };
        sheet.across(Role::Title, self.text("compare-title"));
        sheet.gap();
        for line in self.lines() {
            sheet.across(Role::Text, line);
        }
        sheet.gap();
        sheet.add(self.level_rows());
        sheet.gap();
        sheet.across(Role::Remark, self.text("compare-many-remark"));
        sheet.across(Role::Remark, self.text("compare-many-remark-measures"));
        sheet.across(Role::Remark, self.text("compare-remark-matching"));
        if self.across_methods() {
            sheet.across(Role::Remark, self.text("compare-remark-methods"));
        }
        sheet
    }

    fn bodies_sheet(&self) -> Sheet<'a> {
        let titles = self.body_titles();
        let widths = std::iter::once(44).chain(std::iter::repeat_n(14, titles.len() - 1)).collect();
        let mut sheet = self.sheet("compare-many-bodies", widths);
        sheet.head(titles, 1);
        sheet.add(self.body_rows());
        sheet
    }

    fn changes_sheet(&self) -> Option<Sheet<'a>> {
        let mut all = Vec::new();
        for body in &self.bodies {
            let (comparison, name) = (&body.comparison, self.name(&body.comparison.new));
            for pair in comparison.pairs.iter().filter(|pair| pair.is_changed()) {
                all.push(vec![
                    Cell::text(Role::Body, name.clone()),
                    Cell::text(Role::Short, pair.new.situation.id.as_str()),
                    Cell::text(Role::Body, pair.new.situation.text.as_str()),
                    Cell::text(Role::Body, comparison.sentences(pair).join("\n")),
                    comparison.residual(pair),
                ]);
            }
            let groups = [(&comparison.added, "compare-added", false), (&comparison.closed, "compare-closed", true)];
            for (rows, id, is_closed) in groups {
                for row in rows {
                    let level = row.outcome.map(|outcome| outcome.residual);
                    let said = [self.text(id), comparison.remarks(row, is_closed)];
                    all.push(vec![
                        Cell::text(Role::Body, name.clone()),
                        Cell::text(Role::Short, row.situation.id.as_str()),
                        Cell::text(Role::Body, row.situation.text.as_str()),
                        Cell::text(Role::Body, said.join("\n").trim_end().to_owned()),
                        if is_closed { comparison.old_level(level) } else { comparison.new.level_cell(level) },
                    ]);
                }
            }
        }
        self.listing("compare-title-changes", &CHANGES, all)
    }

    fn carried_sheet(&self) -> Option<Sheet<'a>> {
        let mut all = Vec::new();
        for body in &self.bodies {
            for (pair, change) in body.comparison.carried() {
                let [old, new] = body.comparison.terms(change);
                all.push(vec![
                    Cell::text(Role::Body, self.name(&body.comparison.new)),
                    Cell::text(Role::Short, pair.new.situation.id.as_str()),
                    Cell::text(Role::Body, change.text()),
                    Cell::text(Role::Body, old),
                    Cell::text(Role::Body, new),
                    Cell::text(Role::Short, super::super::words::days(change.moved)),
                ]);
            }
        }
        self.listing("compare-title-carried", &CARRIED, all)
    }

    fn alone_sheet(&self) -> Option<Sheet<'a>> {
        let columns = [("fact-organization", 50), ("compare-fate", 60), ("fact-situations", 14)];
        self.listing("compare-many-alone", &columns, self.alone_rows())
    }

    /// A sheet of rows; `None` where there are none. A column in which nothing stands is left out.
    fn listing(&self, title: &str, columns: &[(&str, u16)], rows: Vec<Vec<Cell<'a>>>) -> Option<Sheet<'a>> {
        if rows.is_empty() {
            return None;
        }
        let is_used = |at: &usize| rows.iter().any(|cells| !cells[*at].shown().is_empty());
        let used: Vec<usize> = (0..columns.len()).filter(is_used).collect();
        let mut sheet = self.sheet(title, used.iter().map(|at| columns[*at].1).collect());
        sheet.head(heads(self.language, used.iter().map(|at| columns[*at].0)), 1);
        let kept = |(at, cell)| used.contains(&at).then_some(cell);
        sheet.add(rows.into_iter().map(|cells| cells.into_iter().enumerate().filter_map(kept).collect()));
        Some(sheet)
    }

    fn sheet(&self, title: &str, widths: Vec<u16>) -> Sheet<'a> {
        let mut sheet = Sheet { name: self.text(title), widths, landscape: true, ..Sheet::default() };
        sheet.across(Role::Title, self.text(title));
        sheet
    }
}
