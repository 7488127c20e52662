//! A register to fill in, empty or filled, as a workbook that helps: a page that greets, lists to choose from, a message at each
//! cell, formulas for the sum of points and the levels. Another method or language makes another template.
//!
//! No sheet is protected. Excel forbids to sort or to delete a row of a protected sheet if one of its cells is locked, whatever else
//! is allowed, and each row has locked cells as soon as its formulas are. So the formulas alone are guarded, each by a choice that takes
//! nothing typed; one that is written over all the same is found by `check` (`stated-value-differs`). Only the points that criteria make may
//! be written over: assessors may give another one. For the same reason no cells of
//! the tables are joined: the headings of groups stand on one line over empty cells.

mod column;
mod columns;
mod criteria;
mod formulas;
mod guide;
mod lists;
mod make;

use crate::assess::assess;
use crate::form::register::{Form, heading, is_method, method_words, said_of};
use crate::locale::Language;
use crate::method::Method;
use crate::model::{FIELDS, Table};
use crate::sheet::{Book, Cell, Colored, Heights, Mark, Marked, Note, Purpose, Role, Sheet};
use column::Column;
use formulas::Formulas;
pub use make::CriteriaColumns;
use make::Make;

/// How many rows are prepared for situations, and as many for measures.
const PREPARED: u32 = 300;
/// How many empty rows there are at least below those that are filled.
const BELOW: u32 = 100;
/// The height of the titles of a table, in points: room for three lines.
const TITLES: u16 = 44;
/// The widths of the two columns of the organisation's sheet, in characters.
const LABELS: u16 = 58;
const ANSWERS: u16 = 60;
/// The scale at which tables are printed, in percent: three pages wide, each with the first columns again.
const SCALE: u16 = 70;
/// How much room a printed page has beside the columns that it repeats, in characters.
const ROOM: u16 = 120;
/// How many columns stay in view and tell a filled row: number, function, situation; of measures: number, measure.
const SITUATION: u16 = 3;
const MEASURE: u16 = 2;

/// The template of a register for a method in a language.
#[must_use]
pub fn template(method: &Method, language: Language, columns: CriteriaColumns) -> Book<'_> {
    Make::empty(method, language, columns).book(None)
}

/// The template filled with what a register holds.
#[must_use]
pub fn filled_template<'a>(form: &Form<'a>, columns: CriteriaColumns) -> Book<'a> {
    Make::of(form, columns).book(Some(form))
}

impl<'a> Make<'a> {
    fn book(&self, form: Option<&Form<'a>>) -> Book<'a> {
        let register = self.register(form);
        let mut names = self.names(register.next_row());
        let (lists, of_lists) = self.lists();
        names.extend(of_lists);
        let name = form.map_or("", |form| form.register.organization.name.as_str());
        let count = form.map_or((0, 0), |form| {
            let outcomes = assess(form.register, form.method).outcomes;
            (outcomes.iter().flatten().count(), outcomes.len())
        });
        // In the order that `make` knows them by.
        let sheets =
            vec![self.organization(form), register, self.measures(form), self.guide(name, count), self.method(), lists];
        Book {
            title: self.text("title-register"),
            level_colors: self.method.levels.iter().map(|level| level.color.as_str()).collect(),
            sheets,
            names,
            ..Book::default()
        }
    }

    fn organization(&self, form: Option<&Form<'a>>) -> Sheet<'a> {
        let mut sheet = Sheet {
            name: self.text("sheet-organisation"),
            widths: vec![LABELS, ANSWERS],
            purpose: Purpose::Form,
            heights: Heights::Unset,
            ..Sheet::default()
        };
        for field in FIELDS.iter().filter(|field| matches!(field.table, Table::Organization | Table::Assessment)) {
            let column = Column { title: self.text(field.name), ..self.column(field) };
            let held = form.and_then(|form| match field.table {
                Table::Organization => said_of(&form.register.organization, field.key, form.method, form.language),
                _ => said_of(&form.register.assessment, field.key, form.method, form.language),
            });
            let value = held.filter(|held| !held.is_empty()).unwrap_or_else(|| match (field.table, field.key) {
                (Table::Organization, "language") => self.text(&format!("language-{}", self.language.code())).into(),
                (Table::Assessment, "method") => self.method.id.as_str().into(),
                _ => "".into(),
            });
            let value = if is_method(field) { method_words(value, self.method, self.language) } else { value };
            let choice = column.choice(1, Some(sheet.next_row()));
            sheet.row(vec![Cell::text(Role::FormLabel, column.title.clone()), column.cell(value)]);
            sheet.choices.push(choice);
        }
        sheet
    }

    fn register(&self, form: Option<&Form<'a>>) -> Sheet<'a> {
        let columns = self.columns_of_register();
        let formulas = Formulas::new(self, &columns);
        let mut sheet = self.table("sheet-register", &columns, SITUATION);
        if self.folds {
            // Nobody is asked for the level that was published before giving points; where there is one, it is seen.
            sheet.folded = columns.iter().zip(0..).find(|(column, _)| column.key == "declared_level").map(|(_, at)| at);
        }
        let levels: Vec<_> = self.levels().collect();
        for (column, number) in columns.iter().zip(0..) {
            if column.is_formula() {
                sheet.colored.push(Colored { column: number, levels: levels.clone() });
            }
            let marked = match column.key {
                "text" if !self.unadapted.is_empty() => Some((formulas.unadapted(1), Mark::Unadapted)),
                _ => column.scale().map(|axis| (Formulas::off_scale(axis, number, 1), Mark::Faulty)),
            };
            sheet.marked.extend(marked.map(|(when, mark)| Marked { column: number, when, mark }));
        }
        if let Some(form) = form {
            situations(form, &columns, &formulas, &mut sheet);
        }
        prepare(&mut sheet, |row| {
            let cell = |column: &Column<'_>| match formulas.of(column.key, row) {
                Some(formula) => Cell::formula(Role::WorkedOut, formula, ""),
                None => column.cell("".into()),
            };
            columns.iter().map(cell).collect()
        });
        sheet
    }

    fn measures(&self, form: Option<&Form<'a>>) -> Sheet<'a> {
        let columns = self.columns_of_measures();
        let mut sheet = self.table("sheet-measures", &columns, MEASURE);
        if let Some(form) = form {
            for (_, situation) in form.register.situations() {
                for measure in &situation.measures {
                    let cell = |column: &Column<'_>| {
                        let said = said_of(measure, column.key, form.method, form.language);
                        column.cell(said.unwrap_or_else(|| situation.id.as_str().into()))
                    };
                    sheet.row(columns.iter().map(cell).collect());
                }
            }
        }
        prepare(&mut sheet, |_| columns.iter().map(|column| column.cell("".into())).collect());
        sheet
    }

    /// A table with its titles, their remarks, and what the cells of each column take; its first columns stay in view.
    fn table(&self, name: &str, columns: &[Column<'_>], first: u16) -> Sheet<'a> {
        let mut sheet = Sheet {
            name: self.text(name),
            widths: columns.iter().map(|column| column.width).collect(),
            landscape: true,
            repeat_rows: Some((0, 0)),
            repeat_columns: first,
            column_breaks: page_breaks(columns),
            foldable: foldable(columns),
            scale: Some(SCALE),
            freeze: Some((1, first)),
            head_height: Some(TITLES),
            purpose: Purpose::Form,
            printed_by: Some(first),
            heights: Heights::Growing,
            ..Sheet::default()
        };
        sheet.row(columns.iter().map(Column::head).collect());
        for (number, column) in (0..).zip(columns) {
            sheet.notes.extend(column.remark.clone().map(|text| Note { row: 0, column: number, text }));
            sheet.choices.push(column.choice(number, None));
        }
        sheet
    }
}

/// The columns at which pages begin: the first of points, and each criterion that begins a scale or has no more room.
fn page_breaks(columns: &[Column<'_>]) -> Vec<u16> {
    let mut breaks: Vec<u16> =
        columns.iter().zip(0..).find(|(column, _)| column.holds_points()).map(|(_, at)| at).into_iter().collect();
    let (mut scale, mut taken) = (None, 0);
    for ((column, reason), at) in columns.iter().zip(columns.iter().skip(1)).zip(0..) {
        let Some(behind) = column.behind.filter(|_| column.holds_points()) else { continue };
        let width = column.width + reason.width;
        taken += width;
        if scale != Some(behind.axis) || taken > ROOM {
            breaks.push(at);
            (scale, taken) = (Some(behind.axis), width);
        }
    }
    breaks
}

/// The columns of criteria, from the first to the last: who looks at the rest folds them away.
fn foldable(columns: &[Column<'_>]) -> Option<(u16, u16)> {
    let mut criteria = columns.iter().zip(0..).filter(|(column, _)| column.behind.is_some()).map(|(_, number)| number);
    let first = criteria.next()?;
    Some((first, criteria.last().unwrap_or(first)))
}

/// Adds the rows of a register's situations.
fn situations<'a>(form: &Form<'a>, columns: &[Column<'_>], formulas: &Formulas, sheet: &mut Sheet<'a>) {
    let outcomes = assess(form.register, form.method).outcomes;
    let level = |level| form.method.level(level).label.get(form.language).to_owned();
    let mut group = None;
    for ((function, situation), outcome) in form.register.situations().zip(&outcomes) {
        if let Some(heading) = heading(function, &mut group) {
            let mut cells = vec![Cell::empty(Role::FormGroup); columns.len()];
            cells[0] = Cell::text(Role::FormGroup, heading.to_owned());
            sheet.row(cells);
        }
        let row = sheet.next_row();
        let cell = |column: &Column<'_>| {
            let score = column.scale().map(|axis| situation.score(axis));
            let is_given = score.is_some_and(|score| score.given.is_some());
            if let Some(formula) = formulas.of(column.key, row).filter(|_| !is_given) {
                // Programs that do not calculate show what the method says.
                let result = match score {
                    Some(score) => score.combined.and_then(|points| column.name_of(points)),
                    None => outcome.as_ref().map(|outcome| match column.key {
                        "sum" => outcome.sum.to_string(),
                        "inherent" => level(outcome.inherent),
                        _ => level(outcome.residual),
                    }),
                };
                return Cell::formula(Role::WorkedOut, formula, result.unwrap_or_default());
            }
            if let Some(behind) = column.behind {
                let scored = behind.of(situation);
                let said = scored.and_then(|scored| said_of(scored, column.key, form.method, form.language));
                return column.cell(said.unwrap_or_default());
            }
            let said = said_of(situation, column.key, form.method, form.language);
            let said = said.or_else(|| said_of(function, column.key, form.method, form.language));
            column.cell(said.unwrap_or_default())
        };
        sheet.row(columns.iter().map(cell).collect());
    }
}

/// Adds empty rows to fill in.
fn prepare<'a>(sheet: &mut Sheet<'a>, row: impl Fn(u32) -> Vec<Cell<'a>>) {
    let last = PREPARED.max(sheet.next_row().saturating_add(BELOW - 1));
    while sheet.next_row() <= last {
        let cells = row(sheet.next_row());
        sheet.row(cells);
    }
}
