//! The columns of the template: what to write in each, and the list that it chooses from.

use crate::form::template::make::Make;
use crate::method::Point;
use crate::model::{FIELDS, FieldSpec, Kind, Table};
use crate::sheet::{Cell, Choice, Choices, Role};
use std::borrow::Cow;

/// The columns that formulas work out: the sum of points, the level, the level after controls.
pub(super) const WORKED_OUT: [&str; 3] = ["sum", "inherent", "residual"];

/// A column, or a labelled cell, of the template.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// The field's key, or that of a formula.
    pub key: &'static str,
    /// Its title.
    pub title: String,
    /// What to write.
    pub help: String,
    /// The name of the list that it chooses from.
    pub list: Option<&'static str>,
    /// Its width in characters.
    pub width: u16,
}

impl Column {
    /// Whether it is worked out.
    pub fn is_formula(&self) -> bool {
        WORKED_OUT.contains(&self.key)
    }

    /// What the cells of the column take, or the one in a row.
    pub fn choice(&self, column: u16, row: Option<u32>) -> Choice {
        let from = self.list.map_or(Choices::Any, Choices::Named);
        Choice { column, row, from, title: self.title.clone(), message: self.help.clone() }
    }

    /// A cell to fill in, with what it holds.
    pub fn cell<'a>(&self, value: Cow<'a, str>) -> Cell<'a> {
        let role = if self.key.ends_with("score") { Role::Points } else { Role::Answer };
        match value.parse::<u8>() {
            Ok(points) if role == Role::Points => Cell::number(role, points),
            _ if value.is_empty() => Cell::empty(role),
            _ => Cell::text(role, value),
        }
    }
}

impl Make<'_> {
    /// The columns of the register; the last are worked out.
    pub fn columns_of_register(&self) -> Vec<Column> {
        let mut columns = self.columns(Table::Situation, &["done_on"]);
        if let Some(function) = FieldSpec::find(Table::Function, "name") {
            columns.insert(1, self.column(function));
        }
        columns.extend(WORKED_OUT.map(|key| Column {
            key,
            title: self.text(&format!("column-{key}")),
            help: self.text("template-formula"),
            list: None,
            width: 13,
        }));
        columns
    }

    /// The columns of the measures.
    pub fn columns_of_measures(&self) -> Vec<Column> {
        let mut columns = self.columns(Table::Measure, &[]);
        if let Some(id) = FieldSpec::find(Table::Situation, "id") {
            columns.insert(0, Column { help: self.text("template-measure-id"), ..self.column(id) });
        }
        columns
    }

    fn columns(&self, table: Table, without: &[&str]) -> Vec<Column> {
        let fields = FIELDS.iter().filter(|field| field.table == table && !without.contains(&field.key));
        fields.map(|field| self.column(field)).collect()
    }

    pub fn column(&self, field: &FieldSpec) -> Column {
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
        Column { key: field.key, title, help, list, width }
    }

    /// What each point stands for, one on a line.
    fn criteria(&self, scale: &[Point]) -> String {
        let lines: Vec<String> =
            scale.iter().map(|point| format!("{} — {}", point.points, point.criteria.get(self.language))).collect();
        lines.join("\n")
    }
}
