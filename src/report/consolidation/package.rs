//! The description of the tables for other programs, `datapackage.json`: a Tabular Data Package of the Frictionless Data project.
//!
//! <https://specs.frictionlessdata.io/tabular-data-package/>. The standard has one title for each thing, which is English; beside
//! it `titles` has all three languages.

use crate::consolidate::Overall;
use crate::locale::Language;
use crate::report::consolidation::columns::{Column, Holds, Join, TABLES, Table};
use crate::report::document_parts::{Tool, tool};
use crate::report::kinds::Day;
use serde::Serialize;

#[derive(Serialize)]
struct Package<'a> {
    /// By this every document of the program is known as its own; the standard allows keys of one's own.
    schema: &'static str,
    profile: &'static str,
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    tool: Tool,
    as_of: Day,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    name: &'static str,
    path: String,
    title: String,
    titles: Titles,
    profile: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    dialect: Dialect,
    schema: TableSchema,
}

#[derive(Serialize)]
struct Titles {
    ky: String,
    ru: String,
    en: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: char,
    line_terminator: &'static str,
    quote_char: char,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TableSchema {
    fields: Vec<FieldOf>,
    missing_values: [&'static str; 1],
    primary_key: &'static [&'static str],
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Serialize)]
struct FieldOf {
    name: &'static str,
    r#type: &'static str,
    title: String,
    titles: Titles,
}

#[derive(Serialize)]
struct ForeignKey {
    fields: &'static [&'static str],
    reference: Reference,
}

#[derive(Serialize)]
struct Reference {
    /// Empty: the table itself.
    resource: &'static str,
    fields: &'static [&'static str],
}

/// The description of the tables.
#[must_use]
pub fn consolidated_package<'a>(all: &Overall<'a>) -> impl Serialize + use<'a> {
    Package {
        schema: "tobokel/datapackage/1",
        profile: "tabular-data-package",
        name: "assessment-of-corruption-risks",
        title: all.of.title,
        tool: tool(),
        as_of: Day(all.of.as_of),
        resources: TABLES.iter().map(resource).collect(),
    }
}

/// The description of a table.
pub(in crate::report) fn table_resource(table: &Table) -> impl Serialize + use<> {
    resource(table)
}

fn resource(table: &Table) -> Resource {
    let key =
        |(fields, resource, theirs): &Join| ForeignKey { fields, reference: Reference { resource, fields: theirs } };
    Resource {
        name: table.name,
        path: format!("{}.csv", table.name),
        title: Language::En.text(table.title),
        titles: titles(table.title),
        profile: "tabular-data-resource",
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        dialect: Dialect { delimiter: ',', line_terminator: "\n", quote_char: '"', double_quote: true, header: true },
        schema: TableSchema {
            fields: table.columns.iter().map(field).collect(),
            missing_values: [""],
            primary_key: table.unique,
            foreign_keys: table.joins.iter().map(key).collect(),
        },
    }
}

fn field(column: &Column) -> FieldOf {
    let r#type = match column.holds {
        Holds::Text => "string",
        Holds::Whole => "integer",
        Holds::Truth => "boolean",
        Holds::Day => "date",
    };
    FieldOf { name: column.key, r#type, title: Language::En.text(column.title), titles: titles(column.title) }
}

fn titles(id: &str) -> Titles {
    let [ky, ru, en] = [Language::Ky, Language::Ru, Language::En].map(|language| language.text(id));
    Titles { ky, ru, en }
}
