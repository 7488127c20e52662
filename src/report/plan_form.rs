//! A plan of measures as the form that people fill in: the official columns, then those of its execution, which an
//! executor fills from quarter to quarter; chapters as headings, abbreviations at the end.
//!
//! What is written here, the reader reads back as the same plan; what a format cannot hold is said.

use super::form::{filled, joined, of_measure, of_organization};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{
    Chapter, FIELDS, FieldSpec, Keyword as _, Measure, Plan, PlannedMeasure, Reporting, Status, Table, Task,
};
use crate::sheet::{Book, Cell, Choice, Choices, Purpose, Role, Row, Sheet};
use jiff::civil::Date;
use std::borrow::Cow;

/// A plan as a form.
#[derive(Clone, Copy, Debug)]
pub struct PlanForm<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The method that names levels.
    pub method: &'a Method,
    /// The language of titles and keywords.
    pub language: Language,
}

/// The official columns before those of execution, in their order.
const OFFICIAL: [&str; 5] = ["text", "due", "expected_result", "responsible", "funding"];

/// Columns that are written only where a plan uses them, or where an executor is to fill them.
const OF_INDICATORS: [&str; 4] = ["indicator", "baseline", "target", "measured"];

/// Columns that an executor fills.
const OF_EXECUTION: [&str; 6] = ["status", "done_on", "result", "reason", "evidence", "reported_on"];

/// A line of the form.
enum Line<'a> {
    Chapter(Cow<'a, str>),
    Measure { task: Option<&'a Task>, number: Option<usize>, measure: &'a Measure },
}

impl<'a> PlanForm<'a> {
    /// The workbook: organisation, plan, abbreviations; the columns of execution are there to be filled.
    #[must_use]
    pub fn book(&self, as_of: Date) -> Book<'a> {
        let mut sheets = vec![self.about(), self.measures()];
        if !self.plan.abbreviations.is_empty() {
            sheets.push(self.abbreviations());
        }
        Book {
            title: self.plan.record.title.clone().unwrap_or_else(|| self.language.text("title-measures-plan")),
            organization: &self.plan.organization.name,
            as_of: Some(as_of),
            level_colors: Vec::new(),
            footer: Default::default(),
            draft: None,
            names: Vec::new(),
            sheets,
        }
    }

    /// What neither a workbook nor a CSV file can hold of this plan.
    #[must_use]
    pub fn lost_in_tables(&self) -> Vec<Message> {
        let chapters = self.plan.chapters.iter();
        let empty =
            chapters.clone().filter(|chapter| chapter.tasks.is_empty()).filter_map(|chapter| chapter.name.as_deref());
        let tasks = chapters.flat_map(|chapter| &chapter.tasks).filter(|task| task.measures.is_empty());
        let tasks = tasks.filter_map(|task| task.text.as_deref());
        empty.chain(tasks).map(|text| Message::new("table-loses-task").with("text", text)).collect()
    }

    /// The flat table of a CSV file, and what it cannot hold.
    #[must_use]
    pub fn flat(&self) -> (Vec<Vec<Cow<'a, str>>>, Vec<Message>) {
        let columns = self.columns(false);
        let line = |first: Cow<'a, str>, second: Cow<'a, str>| {
            let mut row = vec![Cow::from(""); columns.len()];
            (row[0], row[1]) = (first, second);
            row
        };
        let mut rows = Vec::new();
        if let Some(title) = &self.plan.record.title {
            rows.push(line(title.as_str().into(), "".into()));
        }
        rows.push(columns.iter().map(|field| self.title(field).into()).collect());
        for one in self.lines() {
            match one {
                Line::Chapter(heading) => rows.push(line(heading, "".into())),
                Line::Measure { task, number, measure } => {
                    rows.push(columns.iter().map(|field| self.cell(field, task, number, measure)).collect());
                }
            }
        }
        for entry in &self.plan.abbreviations {
            rows.push(line(entry.short.as_str().into(), entry.full.as_str().into()));
        }
        let mut lost = self.lost_in_tables();
        lost.push(Message::new("csv-loses-plan"));
        (rows, lost)
    }

    fn title(&self, field: &FieldSpec) -> String {
        field.column.map(|column| self.language.text(&format!("column-{column}"))).unwrap_or_default()
    }

    /// The columns of the table; `all` with those that an executor is to fill.
    fn columns(&self, all: bool) -> Vec<&'static FieldSpec> {
        let own = FieldSpec::find;
        let measures = || self.plan.measures().map(|(_, _, planned)| &planned.measure);
        let used = |key: &str| {
            own(Table::Measure, key).is_some_and(|field| {
                measures().any(|measure| !of_measure(measure, field, self.method, self.language).is_empty())
            })
        };
        let with_indicators = OF_INDICATORS.iter().any(|key| used(key));
        let mut columns: Vec<&FieldSpec> = own(Table::PlannedMeasure, "id").into_iter().collect();
        if self.plan.measures().any(|(_, task, _)| task.text.is_some()) {
            columns.extend(own(Table::Task, "text"));
        }
        columns.extend(OFFICIAL.iter().filter_map(|key| own(Table::Measure, key)));
        columns.extend(
            OF_INDICATORS
                .iter()
                .filter(|key| used(key) || (all && with_indicators))
                .filter_map(|key| own(Table::Measure, key)),
        );
        columns.extend(OF_EXECUTION.iter().filter(|key| all || used(key)).filter_map(|key| own(Table::Measure, key)));
        columns
    }

    fn lines(&self) -> impl Iterator<Item = Line<'a>> {
        let plan = self.plan;
        plan.chapters.iter().enumerate().flat_map(|(at, chapter)| {
            let filled = chapter.tasks.iter().any(|task| !task.measures.is_empty());
            let heading = heading(chapter, at).filter(|_| filled).map(Line::Chapter);
            heading.into_iter().chain(chapter.tasks.iter().flat_map(|task| {
                let several = task.measures.len() > 1;
                task.measures.iter().enumerate().map(move |(at, PlannedMeasure { measure, .. })| Line::Measure {
                    task: (at == 0).then_some(task),
                    number: several.then_some(at + 1),
                    measure,
                })
            }))
        })
    }

    fn cell(
        &self,
        field: &FieldSpec,
        task: Option<&'a Task>,
        number: Option<usize>,
        measure: &'a Measure,
    ) -> Cow<'a, str> {
        match (field.table, field.key) {
            (Table::PlannedMeasure, _) => task.map(|task| task.id.as_str().into()).unwrap_or_default(),
            (Table::Task, _) => task.and_then(|task| task.text.as_deref()).map(Into::into).unwrap_or_default(),
            (_, "text") => match number {
                Some(number) => format!("{number}. {}", measure.text).into(),
                None => measure.text.as_str().into(),
            },
            (_, "responsible") => self.executors(&measure.responsible).into(),
            _ => of_measure(measure, field, self.method, self.language),
        }
    }

    /// The executors in one cell. The reader takes one that holds commas or blanks apart, unless a semicolon ends it.
    fn executors(&self, executors: &[String]) -> String {
        let mut cell = joined(executors);
        if let [one] = executors
            && (one.contains([',', '\n']) || (!self.plan.abbreviations.is_empty() && one.contains(char::is_whitespace)))
        {
            cell.push(';');
        }
        cell
    }

    fn about(&self) -> Sheet<'a> {
        let (organization, record) = (&self.plan.organization, &self.plan.record);
        let mut sheet = Sheet {
            name: self.language.text("sheet-organisation"),
            widths: vec![44, 60],
            purpose: Purpose::Form,
            ..Sheet::default()
        };
        for field in FIELDS.iter().filter(|field| matches!(field.table, Table::Organization | Table::Plan)) {
            let value: Option<Cow<'a, str>> = match (field.table, field.key) {
                (Table::Organization, key) => of_organization(organization, key, self.language),
                (_, "title") => record.title.as_deref().map(Into::into),
                (_, "order") => record.order.as_deref().map(Into::into),
                (_, "years") => record.years.as_ref().map(|years| years.text.as_str().into()),
                _ => Some(joined(&self.reports()).into()),
            };
            sheet.row(vec![Cell::text(Role::Label, self.language.text(field.name)), filled(value.unwrap_or_default())]);
        }
        sheet
    }

    fn reports(&self) -> Vec<String> {
        let name = |report: &Reporting| self.language.text(report.message_id());
        self.plan.record.reports.iter().map(name).collect()
    }

    fn measures(&self) -> Sheet<'a> {
        let columns = self.columns(true);
        let width = |field: &FieldSpec| match (field.table, field.key) {
            (Table::PlannedMeasure, _) => 6,
            (Table::Measure, "due" | "done_on" | "reported_on" | "status" | "baseline" | "target" | "measured") => 16,
            (Table::Measure, "text") => 40,
            _ => 26,
        };
        let mut sheet = Sheet {
            name: self.language.text("sheet-measures-plan"),
            widths: columns.iter().map(|field| width(field)).collect(),
            landscape: true,
            repeat_rows: Some((0, 0)),
            freeze: Some((1, 3)),
            purpose: Purpose::Form,
            ..Sheet::default()
        };
        if let Some(at) = columns.iter().position(|field| field.key == "status") {
            let words = Status::ALL.iter().map(|status| self.language.text(status.message_id())).collect();
            sheet.choices.push(Choice {
                column: u16::try_from(at).unwrap_or_default(),
                row: None,
                from: Choices::Words(words),
                title: String::new(),
                message: String::new(),
            });
        }
        sheet.row(columns.iter().map(|field| Cell::text(Role::Head, self.title(field))).collect());
        let all = sheet.columns();
        for one in self.lines() {
            match one {
                Line::Chapter(heading) => {
                    sheet.row(vec![Cell::text(Role::Group, heading).spanning(all)]);
                }
                Line::Measure { task, number, measure } => {
                    let cells = columns.iter().map(|field| filled(self.cell(field, task, number, measure)));
                    sheet.rows.push(Row { cells: cells.collect() });
                }
            }
        }
        sheet
    }

    fn abbreviations(&self) -> Sheet<'a> {
        let mut sheet = Sheet {
            name: self.language.text("sheet-abbreviations"),
            widths: vec![20, 80],
            purpose: Purpose::Form,
            ..Sheet::default()
        };
        let titles = ["field-abbreviation", "field-abbreviation-full"];
        sheet.row(titles.map(|id| Cell::text(Role::Head, self.language.text(id))).into());
        for entry in &self.plan.abbreviations {
            sheet.row(vec![Cell::text(Role::Body, entry.short.as_str()), Cell::text(Role::Body, entry.full.as_str())]);
        }
        sheet
    }
}

/// The heading of a chapter; none for the tasks that stand before any.
fn heading(chapter: &Chapter, at: usize) -> Option<Cow<'_, str>> {
    match &chapter.name {
        Some(name) => Some(format!("{}. {name}", chapter.id).into()),
        None => (at > 0).then(|| format!("{}.", chapter.id).into()),
    }
}
