//! A plan of measures as the form that people fill in: the official columns, then those of its execution, which an
//! executor fills from quarter to quarter; chapters as headings, abbreviations at the end.
//!
//! The reader reads what is written here back as the same plan; what a format cannot hold is told.

use crate::form::register::{filled, joined, particulars, said};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{
    Chapter, Field, FieldSpec, Fields, Keyword as _, Measure, Plan, PlannedMeasure, Status, Table, Task, Value,
};
use crate::sheet::{Book, Cell, Choice, Choices, Purpose, Role, Sheet};
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

/// Columns of indicators: only where a plan uses one of them.
const OF_INDICATORS: [&str; 4] = ["indicator", "baseline", "target", "measured"];

/// Columns that an executor fills.
const OF_EXECUTION: [&str; 6] = ["status", "done_on", "result", "reason", "evidence", "reported_on"];

/// Columns that somebody other than the executor fills: all of them where a plan uses one.
const OF_VERIFICATION: [&str; 4] = ["verified.result", "verified.by", "verified.on", "verified.note"];

/// A column of the form.
#[derive(Clone, Copy)]
enum Column {
    /// The number of the task.
    Number,
    /// The task.
    Task,
    /// A field of the measure.
    Measure(&'static Field<Measure>),
}

impl Column {
    fn key(self) -> &'static str {
        match self {
            Self::Number => "id",
            Self::Task => "task",
            Self::Measure(field) => field.spec.key,
        }
    }

    /// The id of the message with its title.
    fn title(self) -> Option<String> {
        let spec = match self {
            Self::Number => FieldSpec::find(Table::PlannedMeasure, "id"),
            Self::Task => FieldSpec::find(Table::Task, "text"),
            Self::Measure(field) => Some(field.spec),
        };
        Some(format!("column-{}", spec?.column?))
    }
}

/// A line of the form.
enum Line<'a> {
    Chapter(Cow<'a, str>),
    Measure(Entry<'a>),
}

/// A measure, its number where its task has several, and its task where it is the first.
struct Entry<'a> {
    task: Option<&'a Task>,
    number: Option<usize>,
    measure: &'a Measure,
}

impl<'a> PlanForm<'a> {
    /// The workbook: organisation, plan, abbreviations; it has all columns of execution, to be filled in.
    #[must_use]
    pub fn book(&self, as_of: Date) -> Book<'a> {
        let Plan { organization, record, .. } = self.plan;
        let mut sheets = vec![particulars(organization, record, self.method, self.language), self.measures()];
        if !self.plan.abbreviations.is_empty() {
            sheets.push(self.abbreviations());
        }
        Book {
            title: record.title.clone().unwrap_or_else(|| self.language.text("title-measures-plan")),
            organization: &organization.name,
            as_of: Some(as_of),
            sheets,
            ..Book::default()
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
        rows.push(columns.iter().map(|column| self.title(*column).into()).collect());
        for one in self.lines() {
            match one {
                Line::Chapter(heading) => rows.push(line(heading, "".into())),
                Line::Measure(entry) => rows.push(columns.iter().map(|column| self.cell(*column, &entry)).collect()),
            }
        }
        for entry in &self.plan.abbreviations {
            rows.push(line(entry.short.as_str().into(), entry.full.as_str().into()));
        }
        let mut lost = self.lost_in_tables();
        lost.push(Message::new("csv-loses-plan"));
        (rows, lost)
    }

    fn title(&self, column: Column) -> String {
        column.title().map(|id| self.language.text(&id)).unwrap_or_default()
    }

    /// The columns of the table; `all` with those that an executor is to fill.
    fn columns(&self, all: bool) -> Vec<Column> {
        let measures = || self.plan.measures().map(|(_, _, planned)| &planned.measure);
        let used = |field: &Field<Measure>| measures().any(|measure| (field.get)(measure) != Value::Nothing);
        let named = |keys: &'static [&str]| {
            keys.iter().filter_map(|key| Measure::FIELDS.iter().find(|field| field.spec.key == *key))
        };
        let with_indicators = named(&OF_INDICATORS).any(used);
        let mut columns = vec![Column::Number];
        if self.plan.measures().any(|(_, task, _)| task.text.is_some()) {
            columns.push(Column::Task);
        }
        let indicators = named(&OF_INDICATORS).filter(|field| used(field) || (all && with_indicators));
        let execution = named(&OF_EXECUTION).filter(|field| all || used(field));
        let is_verified = measures().any(|measure| measure.verified.is_some());
        let verification = named(&OF_VERIFICATION).filter(|_| is_verified);
        let measures = named(&OFFICIAL).chain(indicators).chain(execution).chain(verification);
        columns.extend(measures.map(Column::Measure));
        columns
    }

    fn lines(&self) -> impl Iterator<Item = Line<'a>> {
        let plan = self.plan;
        plan.chapters.iter().enumerate().flat_map(|(at, chapter)| {
            let filled = chapter.tasks.iter().any(|task| !task.measures.is_empty());
            let heading = heading(chapter, at).filter(|_| filled).map(Line::Chapter);
            heading.into_iter().chain(chapter.tasks.iter().flat_map(|task| {
                let several = task.measures.len() > 1;
                task.measures.iter().enumerate().map(move |(at, PlannedMeasure { measure, .. })| {
                    let (task, number) = ((at == 0).then_some(task), several.then_some(at + 1));
                    Line::Measure(Entry { task, number, measure })
                })
            }))
        })
    }

    fn cell(&self, column: Column, Entry { task, number, measure }: &Entry<'a>) -> Cow<'a, str> {
        let field = match column {
            Column::Number => return task.map(|task| task.id.as_str().into()).unwrap_or_default(),
            Column::Task => return task.and_then(|task| task.text.as_deref()).map(Into::into).unwrap_or_default(),
            Column::Measure(field) => field,
        };
        match (field.spec.key, number) {
            ("text", Some(number)) => format!("{number}. {}", measure.text).into(),
            ("responsible", _) => self.executors(&measure.responsible).into(),
            _ => said((field.get)(measure), self.method, self.language),
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

    fn measures(&self) -> Sheet<'a> {
        let columns = self.columns(true);
        let width = |column: &Column| match column.key() {
            "id" => 6,
            "due" | "done_on" | "reported_on" | "status" | "baseline" | "target" | "measured" | "verified.result"
            | "verified.on" => 16,
            "text" => 40,
            _ => 26,
        };
        let mut sheet = Sheet {
            name: self.language.text("sheet-measures-plan"),
            widths: columns.iter().map(width).collect(),
            landscape: true,
            repeat_rows: Some((0, 0)),
            freeze: Some((1, 3)),
            purpose: Purpose::Form,
            ..Sheet::default()
        };
        if let Some(at) = columns.iter().position(|column| column.key() == "status") {
            let column = u16::try_from(at).unwrap_or_default();
            let words = Status::ALL.iter().map(|status| self.language.text(status.message_id()));
            let from = Choices::Words(words.collect());
            sheet.choices.push(Choice { column, row: None, from, title: String::new(), message: String::new() });
        }
        sheet.row(columns.iter().map(|column| Cell::text(Role::Head, self.title(*column))).collect());
        let all = sheet.columns();
        for one in self.lines() {
            let cells = match one {
                Line::Chapter(heading) => vec![Cell::text(Role::Group, heading).spanning(all)],
                Line::Measure(entry) => columns.iter().map(|column| filled(self.cell(*column, &entry))).collect(),
            };
            sheet.row(cells);
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
