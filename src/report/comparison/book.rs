//! The workbook of a comparison: summary, risk map with arrows, changes, measures, sources.

use super::words::days;
use crate::case::{Case, Row};
use crate::compare::{Comparison, MeasureChange, Pair};
use crate::locale::Message;
use crate::report::assessment::map::Cells;
use crate::report::{TOOL, VERSION};
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
    let page = Message::new("footer-page").with("page", "{page}").with("pages", "{pages}");
    Book {
        title: case.text("compare-title"),
        organization: name,
        as_of: Some(case.as_of),
        level_colors: case.method.levels.iter().map(|level| level.color.as_str()).collect(),
        footer: [name.to_owned(), case.language.date(case.as_of), case.format(page)],
        draft: comparison.draft(),
        names: Vec::new(),
        sheets: vec![
            comparison.summary(),
            comparison.map_sheet(),
            comparison.changes_sheet(),
            comparison.measures_sheet(),
            comparison.sources(),
        ],
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
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Title, case.text("compare-title")).spanning(all)]);
        sheet.row(vec![Cell::text(Role::Title, case.register.organization.name.as_str()).spanning(all)]);
        if let Some(draft) = self.draft() {
            sheet.row(vec![Cell::text(Role::Draft, draft).spanning(all)]);
        }
        sheet.gap();
        let head = |id| Cell::text(Role::Head, case.text(id));
        sheet.row(vec![Cell::empty(Role::Head), head("compare-old").spanning(2), head("compare-new").spanning(2)]);
        for (id, values) in self.facts() {
            let mut row = vec![Cell::text(Role::Label, case.text(id))];
            row.extend(values.map(|value| Cell::text(Role::Body, value).spanning(2)));
            sheet.row(row);
        }
        sheet.gap();
        for row in self.levels() {
            sheet.row(row);
        }
        sheet.gap();
        if self.is_empty() {
            sheet.row(vec![Cell::text(Role::Text, case.text("compare-nothing")).spanning(all)]);
        }
        for line in self.total_lines() {
            sheet.row(vec![Cell::text(Role::Text, line).spanning(all)]);
        }
        sheet.row(vec![Cell::text(Role::Remark, case.text("compare-remark-matching")).spanning(all)]);
        if self.across_methods() {
            sheet.row(vec![Cell::text(Role::Remark, case.text("compare-remark-methods")).spanning(all)]);
        }
        sheet
    }

    /// What is known of the two sides.
    fn facts(&self) -> Vec<(&'static str, [String; 2])> {
        let both = |of: &dyn Fn(&Case<'a>) -> String| [of(&self.old), of(&self.new)];
        let count = |case: &Case<'a>| {
            let message = Message::new("fact-situations-count")
                .with("all", case.assessment.outcomes.len())
                .with("assessed", case.assessment.ranking.len());
            self.new.format(message)
        };
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
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Title, self.new.text("title-map")).spanning(all)]);
        sheet.row(vec![Cell::text(Role::Heading, self.new.text("heading-map-inherent")).spanning(all)]);
        for row in self.map(Cells::Whole) {
            sheet.row(row);
        }
        sheet.row(vec![Cell::text(Role::Remark, self.new.text("compare-remark-map")).spanning(all)]);
        sheet
    }

    fn changes_sheet(&self) -> Sheet<'a> {
        let mut sheet = self.listing("compare-sheet-changes", "compare-title-changes", &CHANGES);
        let all = sheet.columns();
        let group = |id: &str| Cell::text(Role::Group, self.new.text(id)).spanning(all);
        let changed: Vec<&Pair<'a>> = self.pairs.iter().filter(|pair| pair.is_changed()).collect();
        if !changed.is_empty() {
            sheet.row(vec![group("compare-changed")]);
        }
        for pair in changed {
            sheet.row(self.changed(pair));
        }
        for (rows, id, is_closed) in [(&self.added, "compare-added", false), (&self.closed, "compare-closed", true)] {
            if !rows.is_empty() {
                sheet.row(vec![group(id)]);
            }
            for row in rows {
                sheet.row(self.single(row, is_closed));
            }
        }
        sheet
    }

    fn changed(&self, pair: &Pair<'a>) -> Vec<Cell<'a>> {
        let (old, new) = (pair.old.situation, pair.new.situation);
        let (was, is) = (pair.old.outcome, pair.new.outcome);
        let inherent = [
            was.map(|outcome| self.old.method.level(outcome.inherent).label.get(self.new.language)),
            is.map(|outcome| self.new.level_label(outcome.inherent)),
        ];
        vec![
            Cell::text(Role::Short, new.id.as_str()),
            Cell::text(Role::Short, old.id.as_str()),
            Cell::text(Role::Body, new.text.as_str()),
            Cell::text(Role::Short, self.both(old.likelihood.points, new.likelihood.points)),
            Cell::text(Role::Short, self.both(old.harm.points, new.harm.points)),
            Cell::text(Role::Short, self.both(inherent[0], inherent[1])),
            self.old_level(was.map(|outcome| outcome.residual)),
            self.new.level_cell(is.map(|outcome| outcome.residual)),
            Cell::text(Role::Body, self.sentences(pair).join("\n")),
        ]
    }

    fn single(&self, row: &Row<'a>, is_closed: bool) -> Vec<Cell<'a>> {
        let (situation, outcome) = (row.situation, row.outcome);
        let points = |points: Option<u8>| {
            let none = || self.new.text("not-assessed-short");
            Cell::text(Role::Short, points.map_or_else(none, |points| points.to_string()))
        };
        let case = if is_closed { &self.old } else { &self.new };
        let none = self.new.text("not-assessed-short");
        let inherent =
            outcome.map_or(none, |outcome| case.method.level(outcome.inherent).label.get(self.new.language).to_owned());
        let residual = outcome.map(|outcome| outcome.residual);
        let (id, empty) = (Cell::text(Role::Short, situation.id.as_str()), || Cell::empty(Role::Short));
        let ids = if is_closed { [empty(), id] } else { [id, empty()] };
        let levels =
            if is_closed { [self.old_level(residual), empty()] } else { [empty(), self.new.level_cell(residual)] };
        let mut cells: Vec<Cell<'a>> = ids.into();
        cells.push(Cell::text(Role::Body, situation.text.as_str()));
        cells.extend([points(situation.likelihood.points), points(situation.harm.points)]);
        cells.push(Cell::text(Role::Short, inherent));
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
                    Cell::text(Role::Body, measure.map(|it| Case::posts(&it.responsible)).unwrap_or_default()),
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
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Title, case.text("heading-origin")).spanning(all)]);
        let head = |id| Cell::text(Role::Head, case.text(id));
        sheet.row(vec![Cell::empty(Role::Head), head("compare-old"), head("compare-new")]);
        let file = |case: &Case<'a>| case.path().rsplit('/').next().unwrap_or(case.path()).to_owned();
        let facts = [
            ("fact-register-file", [file(&self.old), file(case)]),
            ("fact-register-sha256", [self.old.file.sha256().to_owned(), case.file.sha256().to_owned()]),
            ("fact-method", [&self.old, case].map(|side| side.method.title.get(case.language).to_owned())),
            ("fact-act", [&self.old, case].map(|side| side.method.act.get(case.language).to_owned())),
            ("fact-method-id", [self.old.method.id.clone(), case.method.id.clone()]),
            ("fact-method-sha256", [self.old.method.sha256.clone(), case.method.sha256.clone()]),
        ];
        for (id, values) in facts {
            let mut row = vec![Cell::text(Role::Label, case.text(id))];
            row.extend(values.map(|value| Cell::text(Role::Body, value)));
            sheet.row(row);
        }
        let made = [("fact-tool", format!("{TOOL} {VERSION}")), ("fact-as-of", case.language.date(case.as_of))];
        for (id, value) in made {
            sheet.row(vec![Cell::text(Role::Label, case.text(id)), Cell::text(Role::Body, value).spanning(2)]);
        }
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
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Title, self.new.text(title)).spanning(all)]);
        let titles = columns.iter().map(|(id, _)| Cell::text(Role::Head, self.new.text(id)));
        let head = sheet.row(titles.collect());
        sheet.repeat_rows = Some((head, head));
        sheet.freeze = Some((head + 1, 1));
        sheet
    }

    /// `2 → 3`, or the one value where both are the same.
    fn both<T: PartialEq + std::fmt::Display>(&self, old: Option<T>, new: Option<T>) -> String {
        let shown = |value: &Option<T>| match value {
            Some(value) => value.to_string(),
            None => self.new.text("not-assessed-short"),
        };
        if old == new { shown(&new) } else { format!("{} → {}", shown(&old), shown(&new)) }
    }
}
