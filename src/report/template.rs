//! An empty register to fill in, as a description: columns with what to write in each, lists to choose from, the method's
//! matrix, and a guide. Another method or language makes another template.

use super::form::{Form, heading, of_measure, of_organization, of_record};
use super::method::MethodPart;
use crate::assess::assess;
use crate::locale::{Language, Message};
use crate::method::{Method, Point};
use crate::model::{Category, FIELDS, FieldSpec, Keyword, Kind, OrganizationKind, Status, Table};
use crate::sheet::{Cell, Role, Sheet};
use std::borrow::Cow;

/// An empty register, described.
#[derive(Debug)]
pub struct Template<'a> {
    /// The names of the sheets: organisation, register, measures, guide, lists.
    pub sheets: [String; 5],
    /// The title of the document.
    pub title: String,
    /// The labels of the organisation's sheet, each with the value that is filled in already.
    pub organization: Vec<(TemplateColumn, String)>,
    /// The columns of the register, in order; the last three are worked out by formulas.
    pub register: Vec<TemplateColumn>,
    /// The columns of the measures.
    pub measures: Vec<TemplateColumn>,
    /// The rows of the register that are filled already.
    pub register_rows: Vec<TemplateRow<'a>>,
    /// Those of the measures.
    pub measure_rows: Vec<TemplateRow<'a>>,
    /// The lists that cells choose from.
    pub lists: Vec<TemplateList>,
    /// The matrix: for each point of likelihood, for each point of harm, the value and the level's name.
    pub matrix: Vec<Vec<(u32, String)>>,
    /// The points of likelihood and of harm.
    pub scales: [Vec<u8>; 2],
    /// The names of the levels that points lead to, the lowest first, each with its colour `RRGGBB`.
    pub levels: Vec<(String, &'a str)>,
    /// The colours of all levels, by their place in the method, for the guide.
    pub level_colors: Vec<&'a str>,
    /// The 1-based place, among these levels, of the floor.
    pub floor: usize,
    /// The names of the grades of control effectiveness, each with the number of levels by which it lowers.
    pub grades: Vec<(String, u8)>,
    /// Whether a control must be described, and shown to work, before it lowers.
    pub control_conditions: (bool, bool),
    /// The word by which assessors keep the level although the control would lower it.
    pub keep_word: String,
    /// The guide.
    pub guide: Sheet<'a>,
}

/// A column, or a labelled cell, of the template.
#[derive(Clone, Debug)]
pub struct TemplateColumn {
    /// The field's key; of a formula column: sum, inherent, residual.
    pub key: &'static str,
    /// Its title.
    pub title: String,
    /// What to write, shown when the cell is chosen.
    pub help: String,
    /// The name of the list that it chooses from.
    pub list: Option<&'static str>,
    /// Its width in characters.
    pub width: u16,
}

/// A row that is filled already; its texts are the register's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateRow<'a> {
    /// The heading of a group of functions.
    Heading(&'a str),
    /// What stands in each column; of formulas, what they work out.
    Cells(Vec<Cow<'a, str>>),
}

/// A list that cells choose from.
#[derive(Debug)]
pub struct TemplateList {
    /// Its name in formulas.
    pub name: &'static str,
    /// Its values.
    pub values: Vec<String>,
    /// Whether the values are numbers.
    pub numbers: bool,
}

/// The template of a register for a method in a language.
#[must_use]
pub fn template(method: &Method, language: Language) -> Template<'_> {
    let make = Make { method, language };
    let text = |id: &str| language.text(id);
    let mut register = make.columns(Table::Situation, &["done_on"]);
    if let Some(function) = FieldSpec::find(Table::Function, "name") {
        register.insert(1, make.column(function));
    }
    register.extend(["sum", "inherent", "residual"].map(|key| TemplateColumn {
        key,
        title: text(&format!("column-{key}")),
        help: text("template-formula"),
        list: None,
        width: 13,
    }));
    let mut measures = make.columns(Table::Measure, &[]);
    if let Some(id) = FieldSpec::find(Table::Situation, "id") {
        measures.insert(0, TemplateColumn { help: text("template-measure-id"), ..make.column(id) });
    }
    let levels: Vec<_> = method.computed_levels().collect();
    let floor = levels.iter().position(|(level, _)| *level == method.floor.value).unwrap_or_default() + 1;
    Template {
        sheets: ["sheet-organisation", "sheet-register", "sheet-measures", "sheet-guide", "sheet-lists"].map(text),
        title: text("title-register"),
        organization: make.organization(),
        register,
        measures,
        register_rows: Vec::new(),
        measure_rows: Vec::new(),
        lists: make.lists(),
        matrix: make.matrix(),
        scales: [&method.likelihood, &method.harm].map(|scale| scale.iter().map(|point| point.points).collect()),
        levels: levels.iter().map(|(_, level)| (level.label.get(language).to_owned(), level.color.as_str())).collect(),
        level_colors: method.levels.iter().map(|level| level.color.as_str()).collect(),
        floor,
        grades: method.controls.iter().map(|grade| (grade.label.get(language).to_owned(), grade.lowers)).collect(),
        control_conditions: (method.control_conditions.value.description, method.control_conditions.value.evidence),
        keep_word: text("answer-no"),
        guide: make.guide(),
    }
}

/// The template filled with what a register holds.
#[must_use]
pub fn filled_template<'a>(form: &Form<'a>) -> Template<'a> {
    let Form { register, method, language } = *form;
    let mut template = template(method, language);
    let fields = FIELDS.iter().filter(|field| matches!(field.table, Table::Organization | Table::Assessment));
    for (field, (_, value)) in fields.zip(&mut template.organization) {
        let held = match field.table {
            Table::Organization => of_organization(&register.organization, field.key, language),
            _ => of_record(&register.assessment, field.key),
        };
        if let Some(held) = held.filter(|held| !held.is_empty()) {
            *value = held.into_owned();
        }
    }
    let outcomes = assess(register, method).outcomes;
    let level = |level| Cow::Borrowed(method.level(level).label.get(language));
    let mut group = None;
    for ((function, situation), outcome) in register.situations().zip(&outcomes) {
        let heading = heading(function, &mut group).map(TemplateRow::Heading);
        template.register_rows.extend(heading);
        let cell = |column: &TemplateColumn| match (column.key, outcome) {
            ("sum", outcome) => outcome.as_ref().map(|outcome| Cow::Owned(outcome.sum.to_string())).unwrap_or_default(),
            ("inherent", outcome) => outcome.as_ref().map(|outcome| level(outcome.inherent)).unwrap_or_default(),
            ("residual", outcome) => outcome.as_ref().map(|outcome| level(outcome.residual)).unwrap_or_default(),
            (key, _) => {
                let field = FieldSpec::find(Table::Situation, key).or_else(|| FieldSpec::find(Table::Function, key));
                field.map(|field| form.of_situation(function, situation, field)).unwrap_or_default()
            }
        };
        template.register_rows.push(TemplateRow::Cells(template.register.iter().map(cell).collect()));
        for measure in &situation.measures {
            let cell = |column: &TemplateColumn| match FieldSpec::find(Table::Measure, column.key) {
                Some(field) => of_measure(measure, field, method, language),
                None => situation.id.as_str().into(),
            };
            template.measure_rows.push(TemplateRow::Cells(template.measures.iter().map(cell).collect()));
        }
    }
    template
}

struct Make<'a> {
    method: &'a Method,
    language: Language,
}

impl<'a> Make<'a> {
    fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    fn columns(&self, table: Table, without: &[&str]) -> Vec<TemplateColumn> {
        let fields = FIELDS.iter().filter(|field| field.table == table && !without.contains(&field.key));
        fields.map(|field| self.column(field)).collect()
    }

    fn column(&self, field: &FieldSpec) -> TemplateColumn {
        let title = match field.column {
            Some(column) => self.text(&format!("column-{column}")),
            None => self.text(field.name),
        };
        let list = match field.kind {
            Kind::Category => Some("tobokel_categories"),
            Kind::Level => Some("tobokel_levels"),
            Kind::Grade => Some("tobokel_grades"),
            Kind::Status => Some("tobokel_statuses"),
            Kind::OrganizationKind => Some("tobokel_kinds"),
            Kind::Language => Some("tobokel_languages"),
            Kind::Boolean => Some("tobokel_answers"),
            Kind::Points if field.key.starts_with("likelihood") => Some("tobokel_likelihood"),
            Kind::Points => Some("tobokel_harm"),
            Kind::Text | Kind::Texts | Kind::Date | Kind::Period | Kind::Amount | Kind::Reporting => None,
        };
        let help = match field.key {
            "likelihood.score" => self.criteria(&self.method.likelihood),
            "harm.score" => self.criteria(&self.method.harm),
            _ => self.text(match field.kind {
                Kind::Texts => "template-texts",
                Kind::Date => "template-date",
                Kind::Period => "template-term",
                Kind::Amount => "template-amount",
                _ if list.is_some() => "template-choose",
                _ => "template-text",
            }),
        };
        let width = match field.kind {
            Kind::Text | Kind::Texts if field.key == "id" => 8,
            Kind::Text | Kind::Texts => 28,
            _ => 15,
        };
        TemplateColumn { key: field.key, title, help, list, width }
    }

    /// What each point stands for, one on a line.
    fn criteria(&self, scale: &[Point]) -> String {
        let lines: Vec<String> =
            scale.iter().map(|point| format!("{} — {}", point.points, point.criteria.get(self.language))).collect();
        lines.join("\n")
    }

    fn organization(&self) -> Vec<(TemplateColumn, String)> {
        let fields = FIELDS.iter().filter(|field| matches!(field.table, Table::Organization | Table::Assessment));
        let known = fields.map(|field| {
            let value = match (field.table, field.key) {
                (Table::Organization, "language") => self.language.code().to_owned(),
                (Table::Assessment, "method") => self.method.id.clone(),
                _ => String::new(),
            };
            (TemplateColumn { title: self.text(field.name), ..self.column(field) }, value)
        });
        known.collect()
    }

    fn lists(&self) -> Vec<TemplateList> {
        let words = |name, values: Vec<String>| TemplateList { name, values, numbers: false };
        let points = |name, scale: &[Point]| TemplateList {
            name,
            values: scale.iter().map(|point| point.points.to_string()).collect(),
            numbers: true,
        };
        let method = self.method;
        vec![
            words("tobokel_categories", self.keywords::<Category>()),
            words("tobokel_levels", method.levels.iter().map(|l| l.label.get(self.language).to_owned()).collect()),
            words("tobokel_grades", method.controls.iter().map(|g| g.label.get(self.language).to_owned()).collect()),
            words("tobokel_statuses", self.keywords::<Status>()),
            words("tobokel_kinds", self.keywords::<OrganizationKind>()),
            words("tobokel_languages", Language::ALL.map(|language| language.code().to_owned()).into()),
            words("tobokel_answers", vec![self.text("answer-yes"), self.text("answer-no")]),
            points("tobokel_likelihood", &method.likelihood),
            points("tobokel_harm", &method.harm),
        ]
    }

    fn keywords<K: Keyword>(&self) -> Vec<String> {
        K::ALL.iter().map(|keyword| self.text(keyword.message_id())).collect()
    }

    fn matrix(&self) -> Vec<Vec<(u32, String)>> {
        let cell = |likelihood: &Point, harm: &Point| {
            let cell = self.method.cell(likelihood.points, harm.points)?;
            Some((cell.value, self.method.level(cell.level).label.get(self.language).to_owned()))
        };
        let row = |likelihood| self.method.harm.iter().filter_map(|harm| cell(likelihood, harm)).collect();
        self.method.likelihood.iter().map(row).collect()
    }

    fn guide(&self) -> Sheet<'a> {
        let columns = u16::try_from(self.method.harm.len() + 1).unwrap_or(u16::MAX).max(4);
        let mut widths = vec![28];
        widths.extend(std::iter::repeat_n((72 / (columns - 1)).max(11), usize::from(columns - 1)));
        let mut sheet = Sheet { name: self.text("sheet-guide"), widths, ..Sheet::default() };
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Title, self.text("title-guide")).spanning(all)]);
        for step in ["guide-step-1", "guide-step-2", "guide-step-3", "guide-step-4", "guide-step-5"] {
            sheet.row(vec![Cell::text(Role::Text, self.text(step)).spanning(all)]);
        }
        sheet.gap();
        sheet.row(vec![Cell::text(Role::Group, self.text("guide-example")).spanning(all)]);
        for (field, id) in [
            ("column-situation", "example-situation"),
            ("column-likelihood", "example-likelihood"),
            ("column-harm", "example-harm"),
            ("column-control", "example-control"),
            ("column-control-evidence", "example-evidence"),
            ("column-measure", "example-measure"),
        ] {
            let text = self.language.message(&Message::new(id));
            sheet.row(vec![Cell::text(Role::Label, self.text(field)), Cell::text(Role::Body, text).spanning(all - 1)]);
        }
        sheet.gap();
        for part in MethodPart::all(self.method, self.language) {
            part.write(&mut sheet, columns);
            sheet.gap();
        }
        sheet
    }
}
