//! The columns of the template: which they are, what to write in each, and the list that it chooses from.

use crate::form::method_part::point_words;
use crate::form::template::column::{Column, WORKED_OUT};
use crate::form::template::make::Make;
use crate::method::{Point, choices};
use crate::model::{Axis, FIELDS, FieldSpec, Kind, Table};
use crate::sheet::MESSAGE;

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
