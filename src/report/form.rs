//! A register as the form that people fill in: canonical titles in the register's language, one sheet each for the
//! organisation, the register and the measures; or one flat table with the measures beside their situations.
//!
//! What is written here, the reader reads back as the same register; what a format cannot hold is said.

use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{
    AssessmentRecord, FIELDS, FieldSpec, Function, Keyword as _, Kind, Level, Measure, Organization, Register, Score,
    Situation, Table,
};
use crate::sheet::{Book, Cell, Purpose, Role, Row, Sheet};
use jiff::civil::Date;
use std::borrow::Cow;

/// A register as a form.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// The register.
    pub register: &'a Register,
    /// The method that names its levels, points and grades.
    pub method: &'a Method,
    /// The language of titles and keywords.
    pub language: Language,
}

/// Columns that are written only where a register uses them.
const RARE: [&str; 11] = [
    "control.lowers",
    "status",
    "done_on",
    "result",
    "reason",
    "evidence",
    "baseline",
    "target",
    "measured",
    "reported_on",
    "target_level",
];

impl<'a> Form<'a> {
    /// The workbook: organisation, register, measures. Its creation time is the given day.
    #[must_use]
    pub fn book(&self, as_of: Date) -> Book<'a> {
        Book {
            title: self.language.text("title-register"),
            organization: &self.register.organization.name,
            as_of: Some(as_of),
            level_colors: self.method.levels.iter().map(|level| level.color.as_str()).collect(),
            footer: Default::default(),
            draft: None,
            names: Vec::new(),
            sheets: vec![self.organization(), self.situations(), self.measures()],
        }
    }

    /// The flat table of a CSV file, its header first, and what it cannot hold.
    #[must_use]
    pub fn flat(&self) -> (Vec<Vec<Cow<'a, str>>>, Vec<Message>) {
        let (own, of_measures) = (self.columns(Table::Situation), self.columns(Table::Measure));
        let width = own.len() + of_measures.len();
        let titles = own.iter().chain(&of_measures).map(|field| self.title(field).into());
        let mut rows: Vec<Vec<Cow<'a, str>>> = vec![titles.collect()];
        let mut lost = self.lost_in_tables();
        lost.push(Message::new("csv-loses-organisation"));
        let mut group = None;
        for (function, situation) in self.register.situations() {
            if let Some(heading) = heading(function, &mut group) {
                let mut row = vec![Cow::from(""); width];
                row[0] = heading.into();
                rows.push(row);
            }
            let mut row: Vec<Cow<'a, str>> =
                own.iter().map(|field| self.of_situation(function, situation, field)).collect();
            let first = situation.measures.first();
            row.extend(
                of_measures
                    .iter()
                    .map(|field| first.map(|m| of_measure(m, field, self.method, self.language)).unwrap_or_default()),
            );
            rows.push(row);
            for measure in situation.measures.iter().skip(1) {
                if measure.due.is_none() {
                    let message = Message::new("csv-loses-measure").with("id", situation.id.as_str());
                    lost.push(message.with("measure", measure.text.as_str()));
                    continue;
                }
                let mut row = vec![Cow::from(""); own.len()];
                row.extend(of_measures.iter().map(|field| of_measure(measure, field, self.method, self.language)));
                rows.push(row);
            }
        }
        (rows, lost)
    }

    /// What neither a workbook nor a CSV file can hold of this register.
    #[must_use]
    pub fn lost_in_tables(&self) -> Vec<Message> {
        let functions = &self.register.functions;
        let empty = functions.iter().filter(|function| function.situations.is_empty());
        let empty = empty.map(|function| Message::new("table-loses-function").with("name", function.name.as_str()));
        // A heading holds until the next one.
        let mut before = None;
        let stray = functions.iter().filter(|function| !function.situations.is_empty()).filter_map(|function| {
            before = function.group.as_deref().or(before);
            let group = before.filter(|_| function.group.is_none())?;
            Some(Message::new("table-gives-group").with("name", function.name.as_str()).with("group", group))
        });
        empty.chain(stray).collect()
    }

    fn title(&self, field: &FieldSpec) -> String {
        field.column.map(|column| self.language.text(&format!("column-{column}"))).unwrap_or_default()
    }

    /// The columns of a table, the function's name among the situation's.
    fn columns(&self, table: Table) -> Vec<&'static FieldSpec> {
        let mut columns: Vec<&FieldSpec> = FIELDS.iter().filter(|field| field.table == table).collect();
        columns.retain(|field| !RARE.contains(&field.key) || self.is_used(field));
        if table == Table::Situation {
            columns.splice(1..1, FieldSpec::find(Table::Function, "name"));
        }
        columns
    }

    fn is_used(&self, field: &FieldSpec) -> bool {
        let mut situations = self.register.situations();
        if field.table == Table::Situation {
            return situations.any(|(_, situation)| situation.control.as_ref().is_some_and(|control| !control.lowers));
        }
        situations.any(|(_, s)| {
            s.measures.iter().any(|measure| !of_measure(measure, field, self.method, self.language).is_empty())
        })
    }

    fn organization(&self) -> Sheet<'a> {
        let (organization, record) = (&self.register.organization, &self.register.assessment);
        let mut sheet = Sheet {
            name: self.language.text("sheet-organisation"),
            widths: vec![44, 60],
            purpose: Purpose::Form,
            ..Sheet::default()
        };
        for field in FIELDS.iter().filter(|field| matches!(field.table, Table::Organization | Table::Assessment)) {
            let value = match field.table {
                Table::Organization => of_organization(organization, field.key, self.language),
                _ => of_record(record, field.key),
            };
            let value = value.map_or_else(|| Cell::empty(Role::Body), |value| Cell::text(Role::Body, value));
            sheet.row(vec![Cell::text(Role::Label, self.language.text(field.name)), value]);
        }
        sheet
    }

    fn situations(&self) -> Sheet<'a> {
        let columns = self.columns(Table::Situation);
        let mut sheet = self.sheet("sheet-register", &columns);
        let mut group = None;
        for (function, situation) in self.register.situations() {
            if let Some(heading) = heading(function, &mut group) {
                sheet.row(vec![Cell::text(Role::Group, heading).spanning(sheet.columns())]);
            }
            let cells = columns.iter().map(|field| {
                if field.table == Table::Situation && field.key == "declared_level" {
                    return self.level_cell(situation.declared_level);
                }
                let written = self.of_situation(function, situation, field);
                match (field.kind, written.parse::<i64>()) {
                    (Kind::Points, Ok(points)) => Cell::number(Role::Body, points),
                    _ => filled(written),
                }
            });
            sheet.rows.push(Row { cells: cells.collect() });
        }
        sheet
    }

    fn level_cell(&self, level: Option<Level>) -> Cell<'a> {
        level.map_or_else(
            || Cell::empty(Role::Body),
            |level| Cell::text(Role::Level(level), self.method.level(level).label.get(self.language)),
        )
    }

    fn measures(&self) -> Sheet<'a> {
        let mut columns = self.columns(Table::Measure);
        columns.splice(0..0, FieldSpec::find(Table::Situation, "id"));
        let mut sheet = self.sheet("sheet-measures", &columns);
        for (_, situation) in self.register.situations() {
            for measure in &situation.measures {
                let mut cells = vec![Cell::text(Role::Short, situation.id.as_str())];
                cells.extend(
                    columns[1..].iter().map(|field| filled(of_measure(measure, field, self.method, self.language))),
                );
                sheet.rows.push(Row { cells });
            }
        }
        sheet
    }

    fn sheet(&self, name: &str, columns: &[&FieldSpec]) -> Sheet<'a> {
        let mut sheet = Sheet {
            name: self.language.text(name),
            widths: columns.iter().map(|field| if field.key == "id" { 8 } else { 24 }).collect(),
            landscape: true,
            repeat_rows: Some((0, 0)),
            freeze: Some((1, 1)),
            purpose: Purpose::Form,
            ..Sheet::default()
        };
        sheet.row(columns.iter().map(|field| Cell::text(Role::Head, self.title(field))).collect());
        sheet
    }

    /// What a cell of the form says of a situation.
    pub(super) fn of_situation(
        &self,
        function: &'a Function,
        situation: &'a Situation,
        field: &FieldSpec,
    ) -> Cow<'a, str> {
        let control = situation.control.as_ref();
        let points = |score: &Score| score.points.map(|points| points.to_string().into());
        let value: Option<Cow<'a, str>> = match field.key {
            "name" => Some(function.name.as_str().into()),
            "id" => Some(situation.id.as_str().into()),
            "text" => Some(situation.text.as_str().into()),
            "category" => situation.category.map(|category| self.language.text(category.message_id()).into()),
            "unit" => situation.unit.as_deref().map(Into::into),
            "positions" => Some(joined(&situation.positions).into()),
            "elsewhere" => situation.elsewhere.as_deref().map(Into::into),
            "declared_level" => {
                situation.declared_level.map(|level| self.method.level(level).label.get(self.language).into())
            }
            "likelihood.score" => points(&situation.likelihood),
            "likelihood.justification" => situation.likelihood.justification.as_deref().map(Into::into),
            "harm.score" => points(&situation.harm),
            "harm.justification" => situation.harm.justification.as_deref().map(Into::into),
            "control.description" => control.and_then(|control| control.description.as_deref()).map(Into::into),
            "control.effectiveness" => control
                .and_then(|control| control.effectiveness)
                .map(|grade| self.method.grade(grade).label.get(self.language).into()),
            "control.evidence" => control.and_then(|control| control.evidence.as_deref()).map(Into::into),
            _ => control.filter(|control| !control.lowers).map(|_| self.language.text("answer-no").into()),
        };
        value.unwrap_or_default()
    }
}

/// What a cell of the form says of the organisation.
pub(super) fn of_organization<'a>(
    organization: &'a Organization,
    key: &str,
    language: Language,
) -> Option<Cow<'a, str>> {
    match key {
        "name" => Some(organization.name.as_str().into()),
        "id" => Some(organization.id.as_str().into()),
        "kind" => organization.kind.map(|kind| language.text(kind.message_id()).into()),
        "language" => organization.language.map(|language| language.code().into()),
        _ => organization.parent.as_deref().map(Into::into),
    }
}

/// What a cell of the form says of the assessment.
pub(super) fn of_record<'a>(record: &'a AssessmentRecord, key: &str) -> Option<Cow<'a, str>> {
    match key {
        "date" => record.date.map(|day| day.to_string().into()),
        "method" => record.method.as_deref().map(Into::into),
        "order" => record.order.as_deref().map(Into::into),
        "assessors" => Some(joined(&record.assessors).into()),
        _ => record.high_level_controller.as_deref().map(Into::into),
    }
}

/// What a cell of the form says of a measure.
pub(super) fn of_measure<'a>(
    measure: &'a Measure,
    field: &FieldSpec,
    method: &'a Method,
    language: Language,
) -> Cow<'a, str> {
    let value: Option<Cow<'a, str>> = match field.key {
        "text" => Some(measure.text.as_str().into()),
        "due" => measure.due.as_ref().map(|due| due.text.as_str().into()),
        "responsible" => Some(joined(&measure.responsible).into()),
        "expected_result" => measure.expected_result.as_deref().map(Into::into),
        "indicator" => measure.indicator.as_deref().map(Into::into),
        "funding" => measure.funding.as_deref().map(Into::into),
        "status" => measure.status.map(|status| language.text(status.message_id()).into()),
        "done_on" => measure.done_on.map(|day| day.to_string().into()),
        "result" => measure.result.as_deref().map(Into::into),
        "reason" => measure.reason.as_deref().map(Into::into),
        "evidence" => measure.evidence.as_deref().map(Into::into),
        "baseline" => measure.baseline.as_ref().map(|amount| amount.text.as_str().into()),
        "target" => measure.target.as_ref().map(|amount| amount.text.as_str().into()),
        "measured" => measure.measured.as_ref().map(|amount| amount.text.as_str().into()),
        "reported_on" => measure.reported_on.map(|day| day.to_string().into()),
        _ => measure.target_level.map(|level| method.level(level).label.get(language).into()),
    };
    value.unwrap_or_default()
}

/// The heading that stands before a function's situations, where a new group begins.
pub(super) fn heading<'a>(function: &'a Function, group: &mut Option<&'a str>) -> Option<&'a str> {
    let own = function.group.as_deref();
    let begins = own.is_some() && own != *group;
    if begins {
        *group = own;
    }
    own.filter(|_| begins)
}

pub(super) fn filled(value: Cow<'_, str>) -> Cell<'_> {
    if value.is_empty() { Cell::empty(Role::Body) } else { Cell::text(Role::Body, value) }
}

/// Whether the reader may look for several posts in a text.
fn one_could_be_several(text: &str) -> bool {
    let and = || Language::ALL.iter().any(|language| text.contains(&format!(" {} ", language.label("word-and"))));
    text.contains([',', '\n']) || text.starts_with(|c: char| c.is_ascii_digit()) || and()
}

/// Texts in one cell, as the reader takes them apart: semicolons between them, `\;` for a semicolon in one. A text that could be
/// several ends with one where it stands alone: the reader would look for several posts in it.
pub(super) fn joined(texts: &[String]) -> String {
    let mut cell =
        texts.iter().map(|text| text.replace('\\', "\\\\").replace(';', "\\;")).collect::<Vec<_>>().join("; ");
    if let [one] = texts
        && one_could_be_several(one)
    {
        cell.push(';');
    }
    cell
}
