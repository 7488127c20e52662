//! The columns of the template: what to write in each, and the list that it chooses from.

use crate::form::method_part::point_words;
use crate::form::template::criteria::Behind;
use crate::form::template::make::Make;
use crate::method::{Point, choices};
use crate::model::{Axis, FIELDS, FieldSpec, Kind, Table};
use crate::sheet::{Cell, Choice, Choices, MESSAGE, Role};
use std::borrow::Cow;

/// The columns that formulas work out: the sum of points, the level, the level after controls.
pub(super) const WORKED_OUT: [&str; 3] = ["sum", "inherent", "residual"];

/// The fields that a list worth signing cannot do without; their cells are tinted.
const NEEDED: [(Table, &str); 15] = [
    (Table::Organization, "name"),
    (Table::Assessment, "date"),
    (Table::Assessment, "order"),
    (Table::Assessment, "assessors"),
    (Table::Assessment, "high_level_controller"),
    (Table::Function, "name"),
    (Table::Situation, "text"),
    (Table::Situation, "category"),
    (Table::Situation, "positions"),
    (Table::Situation, "likelihood.score"),
    (Table::Situation, "likelihood.justification"),
    (Table::Situation, "harm.score"),
    (Table::Situation, "harm.justification"),
    (Table::Measure, "text"),
    (Table::Measure, "due"),
];

/// Of measures, too: who does it.
const NEEDED_OF_MEASURES: (Table, &str) = (Table::Measure, "responsible");

/// The width of the columns that stay in view, of other texts, and of words from a list, in characters: on a screen of 1366
/// pixels the first three take two fifths.
const WIDTHS: [(Table, &str, u16); 3] =
    [(Table::Situation, "id", 6), (Table::Function, "name", 26), (Table::Situation, "text", 42)];
const TEXT: u16 = 28;
const WORD: u16 = 15;

/// A column, or a labelled cell, of the template.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    /// The field's key, or that of a formula.
    pub key: &'static str,
    /// Its title.
    pub title: String,
    /// What to write, as short as programs show it whole.
    pub help: String,
    /// The rest of it, as a remark at the title.
    pub remark: Option<String>,
    /// The name of the list that it chooses from.
    pub list: Option<&'static str>,
    /// Whether it must be filled.
    pub is_needed: bool,
    /// Its width in characters.
    pub width: u16,
    /// The names of points, where it holds points.
    pub points: Vec<(u8, String)>,
    /// The criterion, where it holds points by one, or their reason.
    pub behind: Option<Behind<'a>>,
}

/// The key of the points of a scale.
pub(super) fn score(axis: Axis) -> &'static str {
    match axis {
        Axis::Likelihood => "likelihood.score",
        Axis::Harm => "harm.score",
    }
}

impl Column<'_> {
    /// The scale whose points it holds.
    pub fn scale(&self) -> Option<Axis> {
        let of_whole = || Axis::ALL.into_iter().find(|axis| self.key == score(*axis));
        self.behind.filter(|_| self.holds_points()).map(|behind| behind.axis).or_else(of_whole)
    }

    /// The name of points that it may hold.
    pub fn name_of(&self, points: u8) -> Option<String> {
        self.points.iter().find(|(known, _)| *known == points).map(|(_, name)| name.clone())
    }

    /// Whether it is worked out.
    pub fn is_formula(&self) -> bool {
        WORKED_OUT.contains(&self.key)
    }

    /// Whether it holds points.
    pub fn holds_points(&self) -> bool {
        !self.points.is_empty()
    }

    /// What the cells of the column take, or the one in a row.
    pub fn choice(&self, column: u16, row: Option<u32>) -> Choice {
        let from = match self.list {
            Some(list) if self.holds_points() => Choices::Offered(list),
            Some(list) => Choices::Named(list),
            None if self.is_formula() => Choices::WorkedOut,
            None => Choices::Any,
        };
        Choice { column, row, from, title: self.title.clone(), message: self.help.clone() }
    }

    /// The cell of its title.
    pub fn head<'a>(&self) -> Cell<'a> {
        Cell::text(if self.is_needed { Role::NeededHead } else { Role::FormHead }, self.title.clone())
    }

    /// A cell to fill in, with what it holds.
    pub fn cell<'a>(&self, value: Cow<'a, str>) -> Cell<'a> {
        let role = match (self.holds_points(), self.is_needed) {
            (true, true) => Role::Points,
            (true, false) if self.behind.is_some() => Role::Chosen,
            (true, false) => Role::WorkedOut,
            (false, true) => Role::Needed,
            (false, false) => Role::Answer,
        };
        let named = self.points.iter().find(|(points, _)| value == points.to_string());
        match named {
            Some((_, name)) => Cell::text(role, name.clone()),
            None if value.is_empty() => Cell::empty(role),
            None => Cell::text(role, value),
        }
    }
}

impl<'a> Make<'a> {
    /// The columns of the register. Those that are worked out stand behind what people fill in; criteria stand last, so that each
    /// column stands where it does without them.
    pub fn columns_of_register(&self) -> Vec<Column<'a>> {
        let mut columns = self.columns(Table::Situation);
        if let Some(function) = FieldSpec::find(Table::Function, "name") {
            columns.insert(1, self.column(function));
        }
        columns.extend(WORKED_OUT.map(|key| Column {
            key,
            title: self.text(&format!("column-{key}")),
            help: self.text("template-formula"),
            remark: None,
            list: None,
            is_needed: false,
            width: 13,
            points: Vec::new(),
            behind: None,
        }));
        columns.extend(self.columns_of_criteria());
        columns
    }

    /// The columns of the measures.
    pub fn columns_of_measures(&self) -> Vec<Column<'a>> {
        let mut columns = self.columns(Table::Measure);
        if let Some(id) = FieldSpec::find(Table::Situation, "id") {
            let help = self.text("template-measure-id");
            columns.insert(0, Column { help, is_needed: true, ..self.column(id) });
        }
        columns
    }

    fn columns(&self, table: Table) -> Vec<Column<'a>> {
        // Who verifies a measure is not who fills the form in.
        let is_filled_in = |field: &&FieldSpec| field.table == table && field.part_and_key().0 != Some("verified");
        FIELDS.iter().filter(is_filled_in).map(|field| self.column(field)).collect()
    }

    pub fn column(&self, field: &FieldSpec) -> Column<'a> {
        let title = match field.column {
            Some(column) => self.text(&format!("column-{column}")),
            None => self.text(field.name),
        };
        let scale: Option<&[Point]> = match field.key {
            "likelihood.score" => Some(&self.method.likelihood),
            "harm.score" => Some(&self.method.harm),
            _ => None,
        };
        let list = match field.kind {
            Kind::Category => Some("tobokel_categories"),
            Kind::Level => Some("tobokel_levels"),
            Kind::Grade => Some("tobokel_grades"),
            Kind::Status => Some("tobokel_statuses"),
            Kind::OrganizationKind => Some("tobokel_kinds"),
            Kind::Language => Some("tobokel_languages"),
            Kind::Boolean => Some("tobokel_answers"),
            Kind::Points if field.key.starts_with("likelihood") => Some(choices(Axis::Likelihood)),
            Kind::Points => Some(choices(Axis::Harm)),
            Kind::Text
            | Kind::Texts
            | Kind::Date
            | Kind::Period
            | Kind::Amount
            | Kind::Reporting
            | Kind::Verification => None,
        };
        let own = (field.table, field.key);
        let usual = match field.kind {
            Kind::Text | Kind::Texts => TEXT,
            _ => WORD,
        };
        // Of a point that criteria make, neither the point nor a reason of its own must be filled in.
        let of_criteria =
            field.part_and_key().0.is_some_and(|part| self.reasoned.iter().any(|axis| axis.key() == part));
        let help = match (of_criteria, scale) {
            (true, Some(_)) => self.text("template-combined"),
            (true, None) => self.text("template-combined-reason"),
            (false, Some(scale)) => self.choices(scale),
            (false, None) => self.help(field, list.is_some()),
        };
        Column {
            key: field.key,
            title,
            help,
            remark: scale.map(|scale| self.criteria(scale)),
            list,
            is_needed: !of_criteria && (NEEDED.contains(&own) || own == NEEDED_OF_MEASURES),
            width: WIDTHS.iter().find(|(table, key, _)| (*table, *key) == own).map_or(usual, |(.., width)| *width),
            points: scale
                .unwrap_or_default()
                .iter()
                .map(|point| (point.points, point_words(point, self.language)))
                .collect(),
            behind: None,
        }
    }

    /// What to write: what the field is, then how its kind is written.
    fn help(&self, field: &FieldSpec, chosen: bool) -> String {
        let own = format!("template-{}", field.name);
        let what = self.text(&if self.language.has(&own) { own } else { format!("{}-help", field.name) });
        let mut letters = what.chars();
        let what: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        let how = match field.kind {
            Kind::Texts => "template-texts",
            Kind::Date => "template-date",
            Kind::Amount => "template-amount",
            _ if chosen => "template-choose",
            // A term says itself how it is written; of a text there is nothing to say.
            _ => return format!("{what}."),
        };
        format!("{what}. {}", self.text(how))
    }

    /// The points with what they stand for in a few words, one on a line; without the words, where not all fit.
    fn choices(&self, scale: &[Point]) -> String {
        let line = |point: &Point| {
            let name = point_words(point, self.language);
            let brief = point.brief.as_ref().unwrap_or(&point.criteria).get(self.language);
            format!("{name} — {brief}")
        };
        let whole = scale.iter().map(line).collect::<Vec<_>>().join("\n");
        if whole.encode_utf16().count() <= MESSAGE {
            return whole;
        }
        let names: Vec<String> = scale.iter().map(|point| point_words(point, self.language)).collect();
        format!("{}. {}", names.join(", "), self.text("template-criteria"))
    }

    /// What each point stands for, one on a line.
    fn criteria(&self, scale: &[Point]) -> String {
        let line =
            |point: &Point| format!("{} — {}", point_words(point, self.language), point.criteria.get(self.language));
        scale.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}
