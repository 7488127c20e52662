//! What this program writes for other programs: JSON documents, with the types that their schemas are made from, and flat
//! tables.

use crate::report::assessment::document::{Document, Nothing, Published, RegisterDocument, RegisterPlanDocument};
use crate::report::assessment::records::{ASSESSMENT, PLAN};
use crate::report::comparison::document::ComparisonDocument;
use crate::report::comparison::many::document::ComparisonsDocument;
use crate::report::consolidation::document::ConsolidatedDocument;
use crate::report::consolidation::lines::SituationLine;
use crate::report::consolidation::records::headers;
use crate::report::findings::document::FindingsDocument;
use crate::report::monitor::document::MonitorDocument;
use crate::report::reply::index::HEADER as INDEX;
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// What a schema of a document is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DocumentSchema {
    /// What the command line calls the schema; `schema-NAME` and `schema-NAME-help` are its title and its description.
    pub name: &'static str,
    /// What the document calls itself.
    pub schema: &'static str,
    /// Makes the schema of the document's type.
    pub make: fn(&mut SchemaGenerator) -> Schema,
}

const fn of<T: JsonSchema>(name: &'static str, schema: &'static str) -> DocumentSchema {
    DocumentSchema { name, schema, make: SchemaGenerator::root_schema_for::<T> }
}

/// All documents.
pub(crate) const DOCUMENTS: [DocumentSchema; 8] = [
    of::<Document<'_, RegisterDocument<'_>, Published<'_>>>("assessment", "tobokel/assessment/1"),
    of::<Document<'_, RegisterPlanDocument<'_>, Nothing>>("management-plan", "tobokel/plan/1"),
    of::<FindingsDocument<'_>>("findings", "tobokel/findings/1"),
    of::<ConsolidatedDocument<'_>>("consolidated", "tobokel/consolidated/1"),
    of::<SituationLine<'_>>("situation", "tobokel/situation/1"),
    of::<MonitorDocument<'_>>("monitor", "tobokel/monitor/1"),
    of::<ComparisonDocument<'_>>("comparison", "tobokel/comparison/1"),
    of::<ComparisonsDocument<'_>>("comparisons", "tobokel/comparisons/1"),
];

/// The headers of all flat tables: a CSV file is known as one of this program's by the whole of its header, since a register may
/// well begin with a column called `organization`.
#[must_use]
pub fn table_headers() -> Vec<&'static [&'static str]> {
    [ASSESSMENT, PLAN, INDEX].into_iter().chain(headers()).collect()
}
