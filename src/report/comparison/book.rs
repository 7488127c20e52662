//! The workbook of a comparison: summary, risk map with arrows, changes, measures, sources.

use crate::assess::Outcome;
use crate::case::{Case, Row};
use crate::compare::{Comparison, MeasureChange, Pair};
use crate::report::assessment::map::Cells;
use crate::report::comparison::words::days;
use crate::report::layout::{self, heads};
use crate::report::tool::{TOOL, VERSION};
use crate::report::words::{file_name, joined};
use crate::sheet::{Book, Cell, Fit, Role, Sheet};

/// The columns of the changes.
const CHANGES: [(&str, u16); 9] = [
    ("column-id", 7),
    ("compare-old-id", 9),
    ("column-situation", 36),
    ("compare-likelihood", 15),
    ("compare-harm", 9),
    ("compare-inherent-level", 17),
    ("compare-residual-old", 13),
    ("compare-residual-new", 13),
    ("compare-what-changed", 48),
];

/// The columns of the measures.
const MEASURES: [(&str, u16); 8] = [
    ("column-id", 7),
    ("column-situation", 36),
    ("column-measure", 40),
    ("column-responsible", 24),
    ("compare-fate", 18),
    ("compare-due-old", 16),
    ("compare-due-new", 16),
    ("compare-days", 9),
];

/// The workbook of a comparison.
#[must_use]
pub fn comparison_workbook<'a>(comparison: &'a Comparison<'a>) -> Book<'a> {
    let case = &comparison.new;
    let name = case.register.organization.name.as_str();
    Book {
        title: case.text("compare-title"),
        organization: name,
        draft: comparison.draft(),
        sheets: vec![
            comparison.summary(),
            comparison.map_sheet(),
            comparison.changes_sheet(),
            comparison.measures_sheet(),
            comparison.sources(),
        ],
        ..layout::book(name, case.as_of, case.method, case.language)
    }
}

impl<'a> Comparison<'a> {
    fn summary(&self) -> Sheet<'a> {
        let case = &self.new;
        let mut sheet = Sheet {
            name: case.text("sheet-summary"),
            widths: vec![30, 20, 20, 20, 20],
            landscape: true,
            fit: Fit::OnePage,
            ..Sheet::default()
        };
        sheet.across(Role::Title, case.text("compare-title"));
        sheet.across(Role::Title, case.register.organization.name.as_str());
        sheet.draft(self.draft());
        sheet.gap();
        let head = |id| Cell::text(Role::Head, case.text(id));
        sheet.row(vec![Cell::empty(Role::Head), head("compare-old").spanning(2), head("compare-new").spanning(2)]);
        for (id, values) in self.facts() {
            let mut row = vec![Cell::text(Role::Label, case.text(id))];
            row.extend(values.map(|value| Cell::text(Role::Body, value).spanning(2)));
            sheet.row(row);
        }
        sheet.gap();
        sheet.add(self.levels());
        sheet.gap();
        if self.is_empty() {
            sheet.across(Role::Text, case.text("compare-nothing"));
        }
        for line in self.total_lines() {
            sheet.across(Role::Text, line);
        }
        sheet.across(Role::Remark, case.text("compare-remark-matching"));
        if self.across_methods() {
            sheet.across(Role::Remark, case.text("compare-remark-methods"));
        }
        sheet
    }

    /// What is known of the two sides.
    fn facts(&self) -> Vec<(&'static str, [String; 2])> {
        let both = |of: &dyn Fn(&Case<'a>) -> String| [of(&self.old), of(&self.new)];
        let count = |case: &Case<'a>| self.new.format(case.situation_counts());
        let date = |case: &Case<'a>| match case.register.assessment.date {
            Some(day) => self.new.language.date(day),
            None => self.new.text("not-given"),
        };
        let order =
            |case: &Case<'a>| case.register.assessment.order.clone().unwrap_or_else(|| self.new.text("not-given"));
        vec![
            ("fact-organization", both(&|case| case.register.organization.name.clone())),
            ("fact-assessment-date", both(&date)),
            ("fact-order", both(&order)),
            ("fact-method-id", both(&|case| case.method.id.clone())),
            ("fact-situations", both(&count)),
        ]
    }

    fn map_sheet(&self) -> Sheet<'a> {
        let columns = self.new.method.harm.len() + 1;
        let mut widths = vec![26];
        let each = u16::try_from(100 / (columns - 1)).unwrap_or(10).clamp(12, 33);
        widths.extend(std::iter::repeat_n(each, columns - 1));
        let mut sheet = Sheet { name: self.new.text("sheet-map"), widths, landscape: true, ..Sheet::default() };
        sheet.across(Role::Title, self.new.text("title-map"));
        sheet.across(Role::Heading, self.new.text("heading-map-inherent"));
        sheet.add(self.map(Cells::Whole));
        sheet.across(Role::Remark, self.new.text("compare-remark-map"));
        sheet
    }

    fn changes_sheet(&self) -> Sheet<'a> {
        let mut sheet = self.listing("compare-sheet-changes", "compare-title-changes", &CHANGES);
        let changed: Vec<_> =
            self.pairs.iter().filter(|pair| pair.is_changed()).map(|pair| self.changed(pair)).collect();
        let single = |rows: &[Row<'a>], is_closed| rows.iter().map(|row| self.single(row, is_closed)).collect();
        let groups = [
            ("compare-changed", changed),
            ("compare-added", single(&self.added, false)),
            ("compare-closed", single(&self.closed, true)),
        ];
        for (id, rows) in groups {
            if !rows.is_empty() {
                sheet.across(Role::Group, self.new.text(id));
            }
            sheet.add(rows);
        }
        sheet
    }

    fn changed(&self, pair: &Pair<'a>) -> Vec<Cell<'a>> {
        let (old, new) = (pair.old.situation, pair.new.situation);
        let (was, is) = (pair.old.outcome, pair.new.outcome);
        let inherent = |case: &Case<'a>, outcome: Option<&Outcome>| {
            outcome.map(|outcome| case.method.level(outcome.inherent).label.get(self.new.language))
        };
        vec![
            Cell::text(Role::Short, new.id.as_str()),
            Cell::text(Role::Short, old.id.as_str()),
            Cell::text(Role::Body, new.text.as_str()),
            Cell::text(Role::Short, self.both(old.likelihood.points(), new.likelihood.points())),
            Cell::text(Role::Short, self.both(old.harm.points(), new.harm.points())),
            Cell::text(Role::Short, self.both(inherent(&self.old, was), inherent(&self.new, is))),
            self.old_level(was.map(|outcome| outcome.residual)),
            self.new.level_cell(is.map(|outcome| outcome.residual)),
            Cell::text(Role::Body, self.sentences(pair).join("\n")),
        ]
    }

    fn single(&self, row: &Row<'a>, is_closed: bool) -> Vec<Cell<'a>> {
        let (situation, outcome) = (row.situation, row.outcome);
        let case = if is_closed { &self.old } else { &self.new };
        let inherent = outcome.map(|outcome| case.method.level(outcome.inherent).label.get(self.new.language));
        let residual = outcome.map(|outcome| outcome.residual);
        let (id, empty) = (Cell::text(Role::Short, situation.id.as_str()), || Cell::empty(Role::Short));
        let ids = if is_closed { [empty(), id] } else { [id, empty()] };
        let levels =
            if is_closed { [self.old_level(residual), empty()] } else { [empty(), self.new.level_cell(residual)] };
        let mut cells: Vec<Cell<'a>> = ids.into();
        cells.extend([
            Cell::text(Role::Body, situation.text.as_str()),
            Cell::text(Role::Short, self.shown(situation.likelihood.points())),
            Cell::text(Role::Short, self.shown(situation.harm.points())),
            Cell::text(Role::Short, self.shown(inherent)),
        ]);
        cells.extend(levels);
        cells.push(Cell::text(Role::Body, self.remarks(row, is_closed)));
        cells
    }

    fn measures_sheet(&self) -> Sheet<'a> {
        let mut sheet = self.listing("compare-sheet-measures", "compare-title-measures", &MEASURES);
        let within_one = self.is_one_assessment();
        for pair in &self.pairs {
            let listed = |change: &&MeasureChange<'a>| change.is_told() || (change.is_carried() && !within_one);
            for change in pair.measures.iter().filter(listed) {
                let [old, new] = self.terms(change);
                let measure = change.new.or(change.old);
                sheet.row(vec![
                    Cell::text(Role::Short, pair.new.situation.id.as_str()),
                    Cell::text(Role::Body, pair.new.situation.text.as_str()),
                    Cell::text(Role::Body, change.text()),
                    Cell::text(Role::Body, measure.map(|it| joined(&it.responsible)).unwrap_or_default()),
                    Cell::text(Role::Body, self.fate(change)),
                    Cell::text(Role::Body, old),
                    Cell::text(Role::Body, new),
                    Cell::text(Role::Short, days(change.moved)),
                ]);
            }
        }
        sheet
    }

    fn sources(&self) -> Sheet<'a> {
        let case = &self.new;
        let mut sheet = Sheet {
            name: case.text("compare-sheet-sources"),
            widths: vec![28, 50, 50],
            landscape: true,
            ..Sheet::default()
        };
        sheet.across(Role::Title, case.text("heading-origin"));
        let head = |id| Cell::text(Role::Head, case.text(id));
        sheet.row(vec![Cell::empty(Role::Head), head("compare-old"), head("compare-new")]);
        let both = |of: fn(&Case<'a>) -> &'a str| [of(&self.old), of(case)].map(str::to_owned);
        let facts = [
            ("fact-register-file", [&self.old, case].map(|side| file_name(side.path()))),
            ("fact-register-sha256", both(|side| side.file.sha256())),
            ("fact-method", [&self.old, case].map(|side| side.method.title.get(case.language).to_owned())),
            ("fact-act", [&self.old, case].map(|side| side.method.act.get(case.language).to_owned())),
            ("fact-method-id", both(|side| &side.method.id)),
            ("fact-method-sha256", both(|side| &side.method.sha256)),
        ];
        for (id, values) in facts {
            let mut row = vec![Cell::text(Role::Label, case.text(id))];
            row.extend(values.map(|value| Cell::text(Role::Body, value)));
            sheet.row(row);
        }
        sheet.fact(case.text("fact-tool"), Role::Body, format!("{TOOL} {VERSION}"));
        sheet.fact(case.text("fact-as-of"), Role::Body, case.language.date(case.as_of));
        sheet
    }

    /// A table that is printed across several pages, its titles on each.
    fn listing(&self, name: &str, title: &str, columns: &[(&str, u16)]) -> Sheet<'a> {
        let mut sheet = Sheet {
            name: self.new.text(name),
            widths: columns.iter().map(|(_, width)| *width).collect(),
            landscape: true,
            ..Sheet::default()
        };
        sheet.across(Role::Title, self.new.text(title));
        sheet.head(heads(self.new.language, columns.iter().map(|(id, _)| *id)), 1);
        sheet.filter = None;
        sheet
    }

    /// `2 → 3`, or the one value where both are the same.
    fn both<T: PartialEq + std::fmt::Display>(&self, old: Option<T>, new: Option<T>) -> String {
        if old == new { self.shown(new) } else { format!("{} → {}", self.shown(old), self.shown(new)) }
    }
}
