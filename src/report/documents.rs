//! What this program writes for other programs: JSON documents, with the types that their schemas are made from, and flat
//! tables.

use crate::report::assessment::document::{Document, RegisterDocument, RegisterPlanDocument};
use crate::report::assessment::records::{ASSESSMENT, PLAN};
use crate::report::comparison::document::ComparisonDocument;
use crate::report::consolidation::document::ConsolidatedDocument;
use crate::report::consolidation::records::HEADERS;
use crate::report::findings::document::FindingsDocument;
use crate::report::monitor::document::MonitorDocument;
use schemars::{Schema, SchemaGenerator};

/// What a schema of a document is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DocumentSchema {
    /// What the command line calls the schema.
    pub name: &'static str,
    /// What the document calls itself.
    pub schema: &'static str,
    /// The ids of the messages with its title and its description.
    pub title: &'static str,
    pub help: &'static str,
    /// Makes the schema of the document's type.
    pub make: fn(&mut SchemaGenerator) -> Schema,
}

macro_rules! documents {
    ($($name:literal $schema:literal $title:literal $help:literal: $type:ty;)+) => {
        /// All documents.
        pub(crate) const DOCUMENTS: &[DocumentSchema] = &[$(DocumentSchema {
            name: $name,
            schema: $schema,
            title: $title,
            help: $help,
            make: SchemaGenerator::root_schema_for::<$type>,
        }),+];
    };
}

documents! {
    "assessment" "tobokel/assessment/1" "schema-assessment" "schema-assessment-help":
        Document<'_, RegisterDocument<'_>>;
    "management-plan" "tobokel/plan/1" "schema-management-plan" "schema-management-plan-help":
        Document<'_, RegisterPlanDocument<'_>>;
    "findings" "tobokel/findings/1" "schema-findings" "schema-findings-help": FindingsDocument<'_>;
    "consolidated" "tobokel/consolidated/1" "schema-consolidated" "schema-consolidated-help": ConsolidatedDocument<'_>;
    "monitor" "tobokel/monitor/1" "schema-monitor" "schema-monitor-help": MonitorDocument<'_>;
    "comparison" "tobokel/comparison/1" "schema-comparison" "schema-comparison-help": ComparisonDocument<'_>;
}

/// The headers of all flat tables: a CSV file is known as one of this program's by the whole of its header, since a register may
/// well begin with a column called `organization`.
#[must_use]
pub fn table_headers() -> Vec<&'static [&'static str]> {
    [&[ASSESSMENT, PLAN], HEADERS.as_slice()].concat()
}
