//! A register as the form that people fill in: canonical titles in the register's language, one sheet each for the
//! organisation, the register and the measures; or one flat table with the measures beside their situations.
//!
//! The reader reads what is written here back as the same register; what a format cannot hold is told.

use crate::locale::{Language, Message};
use crate::method::{Criterion, Method};
use crate::model::{
    Axis, CriterionScore, Field, FieldSpec, Fields, Function, Keyword as _, Kind, Measure, Organization, Register,
    Situation, Table, Value,
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

/// A column of the register's table.
#[derive(Clone, Copy)]
enum Column<'a> {
    /// A field of the function.
    Function(&'static Field<Function>),
    /// A field of the situation.
    Situation(&'static Field<Situation>),
    /// A field of the points by a criterion.
    Criterion(Axis, &'a Criterion, &'static Field<CriterionScore>),
}

impl Column<'_> {
    fn title(self, language: Language) -> String {
        match self {
            Self::Function(field) => title(field.spec, language),
            Self::Situation(field) => title(field.spec, language),
            Self::Criterion(_, criterion, field) if field.spec.kind == Kind::Points => {
                criterion.label.get(language).to_owned()
            }
            Self::Criterion(..) => language.text("column-justification"),
        }
    }

    fn is_id(self) -> bool {
        matches!(self, Self::Situation(field) if field.spec.key == "id")
    }

    fn value<'r>(self, function: &'r Function, situation: &'r Situation) -> Value<'r> {
        match self {
            Self::Function(field) => (field.get)(function),
            Self::Situation(field) => (field.get)(situation),
            Self::Criterion(axis, criterion, field) => {
                let scored = situation.score(axis).criteria.iter().find(|scored| scored.key == criterion.key);
                scored.map_or(Value::Nothing, |scored| (field.get)(scored))
            }
        }
    }
}

/// The title of the column of a field.
fn title(field: &FieldSpec, language: Language) -> String {
    field.column.map(|column| language.text(&format!("column-{column}"))).unwrap_or_default()
}

impl<'a> Form<'a> {
    /// The workbook: organisation, register, measures. Its creation time is the given day.
    #[must_use]
    pub fn book(&self, as_of: Date) -> Book<'a> {
        let Register { organization, assessment, .. } = self.register;
        let particulars = particulars(organization, assessment, self.method, self.language);
        Book {
            title: self.language.text("title-register"),
            organization: &organization.name,
            as_of: Some(as_of),
            level_colors: self.method.levels.iter().map(|level| level.color.as_str()).collect(),
            sheets: vec![particulars, self.situations(), self.measures()],
            ..Book::default()
        }
    }

    /// The flat table of a CSV file, its header first, and what it cannot hold.
    #[must_use]
    pub fn flat(&self) -> (Vec<Vec<Cow<'a, str>>>, Vec<Message>) {
        let (own, of_measures) = (self.situation_columns(), self.measure_columns());
        let width = own.len() + of_measures.len();
        let of_own = own.iter().map(|column| column.title(self.language));
        let titles = of_own.chain(of_measures.iter().map(|field| title(field.spec, self.language)));
        let mut rows: Vec<Vec<Cow<'a, str>>> = vec![titles.map(Cow::from).collect()];
        let mut lost = self.lost_in_tables();
        lost.push(Message::new("csv-loses-organisation"));
        let mut group = None;
        let cells = |measure: &'a Measure| of_measures.iter().map(|field| self.said((field.get)(measure)));
        for (function, situation) in self.register.situations() {
            if let Some(heading) = heading(function, &mut group) {
                let mut row = vec![Cow::from(""); width];
                row[0] = heading.into();
                rows.push(row);
            }
            let mut row: Vec<Cow<'a, str>> =
                own.iter().map(|column| self.said(column.value(function, situation))).collect();
            row.extend(situation.measures.first().into_iter().flat_map(cells));
            row.resize(width, "".into());
            rows.push(row);
            for measure in situation.measures.iter().skip(1) {
                if measure.due.is_none() {
                    let message = Message::new("csv-loses-measure").with("id", situation.id.as_str());
                    lost.push(message.with("measure", measure.text.as_str()));
                    continue;
                }
                let mut row = vec![Cow::from(""); own.len()];
                row.extend(cells(measure));
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

    /// The columns of the register, the function's name among the situation's.
    fn situation_columns(&self) -> Vec<Column<'a>> {
        let is_used = |field: &Field<Situation>| {
            !RARE.contains(&field.spec.key)
                || self.register.situations().any(|(_, situation)| (field.get)(situation) != Value::Nothing)
        };
        let own = Situation::FIELDS.iter().filter(|field| is_used(field)).map(Column::Situation);
        let mut columns: Vec<Column<'a>> = Vec::new();
        for column in own {
            columns.push(column);
            // The criteria of a scale stand behind the reason for its points.
            if let Column::Situation(field) = column
                && let (Some(part), "justification") = field.spec.part_and_key()
                && let Some(axis) = Axis::ALL.into_iter().find(|axis| axis.key() == part)
            {
                columns.extend(self.criteria_columns(axis));
            }
        }
        let of_function = Function::FIELDS.iter().filter(|field| field.spec.column.is_some());
        columns.splice(1..1, of_function.map(Column::Function));
        columns
    }

    /// Two columns for each criterion of a scale that the register uses.
    fn criteria_columns(&self, axis: Axis) -> impl Iterator<Item = Column<'a>> {
        let register = self.register;
        let is_used = move |criterion: &&'a Criterion| {
            let mut scored = register.situations().flat_map(|(_, situation)| &situation.score(axis).criteria);
            scored.any(|scored| scored.key == criterion.key)
        };
        let used = self.method.criteria(axis).all.iter().filter(is_used);
        used.flat_map(move |criterion| {
            CriterionScore::FIELDS.iter().map(move |field| Column::Criterion(axis, criterion, field))
        })
    }

    fn measure_columns(&self) -> Vec<&'static Field<Measure>> {
        let measures = || self.register.situations().flat_map(|(_, situation)| &situation.measures);
        let is_used = |field: &Field<Measure>| measures().any(|measure| (field.get)(measure) != Value::Nothing);
        // What somebody found when looking stands together: who and when would say nothing alone.
        let is_verified = measures().any(|measure| measure.verified.is_some());
        let is_written = |field: &&Field<Measure>| match field.spec.part_and_key() {
            (Some("verified"), _) => is_verified,
            (_, key) => !RARE.contains(&key) || is_used(field),
        };
        Measure::FIELDS.iter().filter(is_written).collect()
    }

    /// What a cell says of a value.
    fn said(&self, value: Value<'a>) -> Cow<'a, str> {
        said(value, self.method, self.language)
    }

    fn situations(&self) -> Sheet<'a> {
        let columns = self.situation_columns();
        let mut sheet =
            self.sheet("sheet-register", columns.iter().map(|column| (column.title(self.language), column.is_id())));
        let mut group = None;
        for (function, situation) in self.register.situations() {
            if let Some(heading) = heading(function, &mut group) {
                sheet.row(vec![Cell::text(Role::Group, heading).spanning(sheet.columns())]);
            }
            let cells = columns.iter().map(|column| match column.value(function, situation) {
                Value::Points(points) => Cell::number(Role::Body, points),
                Value::Level(level) => Cell::text(Role::Level(level), self.said(Value::Level(level))),
                value => filled(self.said(value)),
            });
            sheet.row(cells.collect());
        }
        sheet
    }

    fn measures(&self) -> Sheet<'a> {
        let columns = self.measure_columns();
        let id = FieldSpec::find(Table::Situation, "id");
        let specs = id.into_iter().chain(columns.iter().map(|field| field.spec));
        let titles = specs.map(|spec| (title(spec, self.language), spec.key == "id"));
        let mut sheet = self.sheet("sheet-measures", titles);
        for (_, situation) in self.register.situations() {
            for measure in &situation.measures {
                let mut cells = vec![Cell::text(Role::Short, situation.id.as_str())];
                cells.extend(columns.iter().map(|field| filled(self.said((field.get)(measure)))));
                sheet.row(cells);
            }
        }
        sheet
    }

    /// A sheet with the titles of its columns, each with whether it is that of ids.
    fn sheet(&self, name: &str, columns: impl Iterator<Item = (String, bool)>) -> Sheet<'a> {
        let (titles, ids): (Vec<String>, Vec<bool>) = columns.unzip();
        let mut sheet = Sheet {
            name: self.language.text(name),
            widths: ids.into_iter().map(|is_id| if is_id { 8 } else { 24 }).collect(),
            landscape: true,
            repeat_rows: Some((0, 0)),
            freeze: Some((1, 1)),
            purpose: Purpose::Form,
            ..Sheet::default()
        };
        sheet.row(titles.into_iter().map(|title| Cell::text(Role::Head, title)).collect());
        sheet
    }
}

/// The sheet of the organisation and of the record about the whole register or plan: a line for each field.
pub(super) fn particulars<'a>(
    organization: &'a Organization,
    record: &'a impl Fields,
    method: &'a Method,
    language: Language,
) -> Sheet<'a> {
    let rows = lines(organization, method, language).chain(lines(record, method, language));
    Sheet {
        name: language.text("sheet-organisation"),
        widths: vec![44, 60],
        purpose: Purpose::Form,
        rows: rows.collect(),
        ..Sheet::default()
    }
}

/// Whether a field holds the id of a method, which people know by its title.
pub(super) fn is_method(field: &FieldSpec) -> bool {
    (field.table, field.key) == (Table::Assessment, "method")
}

/// A line for each field of a record: its name and what is said of it.
fn lines<'a, R: Fields>(record: &'a R, method: &'a Method, language: Language) -> impl Iterator<Item = Row<'a>> {
    R::FIELDS.iter().map(move |field| {
        let value = said((field.get)(record), method, language);
        let value = filled(if is_method(field.spec) { method_words(value, method, language) } else { value });
        Row { cells: vec![Cell::text(Role::Label, language.text(field.spec.name)), value] }
    })
}

/// What a cell of a form says of a value: keywords, levels and grades by their names.
pub(super) fn said<'a>(value: Value<'a>, method: &'a Method, language: Language) -> Cow<'a, str> {
    let keyword = |id: &str| language.text(id).into();
    match value {
        Value::Texts(texts) => joined(&texts).into(),
        Value::Level(level) => method.level(level).label.get(language).into(),
        Value::Grade(grade) => method.grade(grade).label.get(language).into(),
        Value::Category(category) => keyword(category.message_id()),
        Value::OrganizationKind(kind) => keyword(kind.message_id()),
        Value::Status(status) => keyword(status.message_id()),
        Value::Verification(found) => keyword(found.message_id()),
        Value::Language(of) => language_words(of, language).into(),
        Value::Boolean(answer) => keyword(if answer { "answer-yes" } else { "answer-no" }),
        Value::Reporting(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| language.text(kind.message_id())).collect();
            joined(&kinds).into()
        }
        value => method.canonical(value).unwrap_or_default(),
    }
}

/// What a language is called in a language.
pub(super) fn language_words(of: Language, language: Language) -> String {
    language.text(&format!("language-{}", of.code()))
}

/// What a cell of a form says of the method of a register: the title of the one in use, the id of another.
pub(super) fn method_words<'a>(named: Cow<'a, str>, method: &'a Method, language: Language) -> Cow<'a, str> {
    if named == method.id { method.title.get(language).into() } else { named }
}

/// What a cell of a form says of the field with a key; `None` if the record has no such field.
pub(super) fn said_of<'a, R: Fields>(
    record: &'a R,
    key: &str,
    method: &'a Method,
    language: Language,
) -> Option<Cow<'a, str>> {
    let field = R::FIELDS.iter().find(|field| field.spec.key == key)?;
    Some(said((field.get)(record), method, language))
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

/// Texts in one cell, as the reader takes them apart: semicolons between them, `\;` for a semicolon in one. A single text that
/// the reader could take for several ends with a semicolon.
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
