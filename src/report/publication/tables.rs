//! The tables of the open data: their columns, which are those of the fields that are published, and how they are joined.

use crate::publication::{Body, Publication, PublishedFields};
use crate::report::consolidation::columns::{Column, Holds, Join, Table};
use crate::report::records::FlatTable;

/// A column, and the published field that it belongs to; `""` where it is always there, [`EARLIER`] where something is
/// compared, [`VERIFIED`] where something was verified.
type Known = (&'static str, Holds, &'static str, &'static str);

/// Stands for what is known only where an earlier publication is.
const EARLIER: &str = "earlier";

/// Stands for what is known only where somebody looked whether measures were carried out.
const VERIFIED: &str = "verified";

/// The last column of each table: what is held back in the row because of what stands in it.
const WITHHELD: Known = ("withheld", Holds::Text, "data-withheld", "");

const ORGANIZATIONS: &[Known] = &[
    ("organization", Holds::Text, "field-organization-id", ""),
    ("name", Holds::Text, "field-organization-name", ""),
    ("parent", Holds::Text, "field-organization-parent", ""),
    ("language", Holds::Text, "data-public-language", ""),
    ("assessed_on", Holds::Day, "field-assessment-date", ""),
    ("order", Holds::Text, "field-assessment-order", ""),
    ("address", Holds::Text, "data-public-address", ""),
    ("situations", Holds::Whole, "data-situations", ""),
    ("measures", Holds::Whole, "data-measures", "measure"),
    ("done", Holds::Whole, "data-public-done", "state"),
    ("verified", Holds::Whole, "data-public-verified", VERIFIED),
    ("overdue", Holds::Whole, "data-public-overdue", "state"),
    ("draft", Holds::Truth, "data-public-draft", ""),
    ("link", Holds::Text, "data-public-link", ""),
    WITHHELD,
];

const SITUATIONS: &[Known] = &[
    ("key", Holds::Text, "column-key", ""),
    ("organization", Holds::Text, "field-organization-id", ""),
    ("situation", Holds::Text, "field-id", ""),
    ("group", Holds::Text, "field-group", "function"),
    ("function", Holds::Text, "field-function", "function"),
    ("text", Holds::Text, "field-situation", ""),
    ("category", Holds::Text, "field-category", "category"),
    ("unit", Holds::Text, "field-unit", "unit"),
    ("positions", Holds::Text, "field-positions", "positions"),
    ("elsewhere", Holds::Text, "field-elsewhere", "elsewhere"),
    ("likelihood", Holds::Whole, "field-likelihood", "likelihood"),
    ("harm", Holds::Whole, "field-harm", "harm"),
    ("sum", Holds::Whole, "column-sum", "sum"),
    ("inherent", Holds::Text, "column-inherent", "inherent"),
    ("level", Holds::Text, "data-public-level", ""),
    ("change", Holds::Text, "data-public-change", EARLIER),
    ("level_before", Holds::Text, "data-public-level-before", EARLIER),
    ("link", Holds::Text, "data-public-link", ""),
    WITHHELD,
];

const MEASURES: &[Known] = &[
    ("measure_key", Holds::Text, "data-public-measure-key", ""),
    ("organization", Holds::Text, "field-organization-id", ""),
    ("key", Holds::Text, "column-key", ""),
    ("situation", Holds::Text, "field-id", ""),
    ("number", Holds::Text, "field-measure-id", ""),
    ("chapter", Holds::Text, "field-chapter", "chapter"),
    ("task", Holds::Text, "field-task", "task"),
    ("measure", Holds::Text, "field-measure", ""),
    ("due", Holds::Text, "field-due", "due"),
    ("due_from", Holds::Day, "data-due-from", "due"),
    ("due_to", Holds::Day, "data-due-to", "due"),
    ("recurrence", Holds::Text, "data-recurrence", "due"),
    ("responsible", Holds::Text, "field-responsible", "responsible"),
    ("expected_result", Holds::Text, "field-expected-result", "expected_result"),
    ("indicator", Holds::Text, "field-indicator", "indicator"),
    ("funding", Holds::Text, "field-funding", "funding"),
    ("state", Holds::Text, "data-state", "state"),
    ("verified", Holds::Text, "field-verified", VERIFIED),
    ("done_on", Holds::Day, "field-done-on", "done_on"),
    ("days_overdue", Holds::Whole, "data-days-overdue", "days_overdue"),
    ("level", Holds::Text, "data-public-level", ""),
    ("link", Holds::Text, "data-public-link", ""),
    WITHHELD,
];

const ORGANIZATION: Join = (&["organization"], "organizations", &["organization"]);
const SITUATION: Join = (&["key"], "situations", &["key"]);

/// The tables of a publication: of the bodies, of the situations and, where the plan is published, of the measures.
pub(super) fn tables(of: &Publication) -> Vec<Table> {
    let earlier = of.bodies.iter().any(|body| body.moved.is_some());
    let verified = of.bodies.iter().any(Body::shows_verification);
    let table = |name, title, unique, joins, columns: &[Known]| {
        let columns: Vec<Column> =
            columns.iter().filter(|known| is_there(known, &of.fields, earlier, verified)).map(column).collect();
        let header = columns.iter().map(|column| column.key).collect();
        Table { name, title, columns, header, unique, joins }
    };
    let mut tables = vec![
        table("organizations", "data-public-organizations", &["organization"], &[], ORGANIZATIONS),
        table("situations", "data-public-situations", &["key"], &[ORGANIZATION], SITUATIONS),
    ];
    if of.fields.has("measure") {
        tables.push(table("measures", "data-public-measures", &["measure_key"], &[ORGANIZATION, SITUATION], MEASURES));
    }
    tables
}

fn is_there((.., field): &Known, fields: &PublishedFields, earlier: bool, verified: bool) -> bool {
    match *field {
        "" => true,
        EARLIER => earlier,
        VERIFIED => verified,
        "sum" => fields.has("likelihood") && fields.has("harm"),
        field => fields.has(field),
    }
}

fn column((key, holds, title, _): &Known) -> Column {
    Column { key, holds: *holds, title }
}

/// Each table by its name, its records made as they are written.
#[must_use]
pub fn publication_tables(of: &Publication) -> Vec<(&'static str, FlatTable<'_>)> {
    let records = |table: Table| {
        // Once in a run, and for its whole length.
        let header: &'static [&'static str] = table.header.leak();
        (table.name, FlatTable { header, rows: super::records::rows(of, table.name, header) })
    };
    tables(of).into_iter().map(records).collect()
}

/// Whether a line is the header of a table that was published: its columns are known, in their order, and none of those is lacking
/// that are always there.
#[must_use]
pub fn is_header_of_publication(line: &str) -> bool {
    [ORGANIZATIONS, SITUATIONS, MEASURES].into_iter().any(|columns| {
        let mut wanted = columns.iter();
        let known = line.split(',').all(|name| {
            let next = wanted.by_ref().find(|(key, .., field)| *key == name || field.is_empty());
            next.is_some_and(|(key, ..)| *key == name)
        });
        known && wanted.next().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_table_is_known_by_its_header_whatever_is_published() {
        for columns in [ORGANIZATIONS, SITUATIONS, MEASURES] {
            let all: Vec<&str> = columns.iter().map(|(key, ..)| *key).collect();
            let least: Vec<&str> =
                columns.iter().filter(|(.., field)| field.is_empty()).map(|(key, ..)| *key).collect();
            assert!(is_header_of_publication(&all.join(",")) && is_header_of_publication(&least.join(",")));
            assert!(!is_header_of_publication(&all[1..].join(",")));
            assert!(!is_header_of_publication(&all[..all.len() - 1].join(",")));
        }
        assert!(!is_header_of_publication("key,organization,situation,text"));
    }
}
