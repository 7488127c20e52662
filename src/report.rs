//! What each document says: the workbook's sheets, the terminal's tables, the JSON document, explanations in words.
//!
//! Reports take a [`crate::case::Case`] and make [`crate::sheet::Book`]s or serialisable documents. They choose what is said and in
//! which order; how it looks is the writers' affair.

mod assessment;
mod columns;
mod comparison;
mod consolidation;
mod documents;
mod draft;
mod findings;
mod in_force;
mod kinds;
mod lines;
mod method;
mod monitor;
mod reply;
mod run;
mod seal;
mod words;

pub use assessment::book::{Part, plan_workbook, workbook, workbook_with_findings};
pub use assessment::document::{assessment_document, plan_document};
pub use assessment::explain::explain;
pub use assessment::records::{FlatTable, assessment_rows, plan_rows, table_headers};
pub use assessment::screen::{overview, plan_tables, summary_line};
pub use columns::column_table;
pub use comparison::{comparison_document, comparison_line, comparison_tables, comparison_workbook};
pub use consolidation::{consolidated_document, consolidated_tables, consolidated_workbook};
pub(crate) use documents::{DOCUMENTS, DocumentSchema};
pub use findings::code::{CodeExamples, CodeExplanation};
pub use findings::document::findings_document;
pub use findings::sarif::sarif_document;
pub use in_force::InForce;
pub(crate) use kinds::OF_METHOD;
pub use method::{method_list, method_tables};
pub use monitor::{Calendar, CalendarEvent, calendar, monitor_document, monitor_tables, monitor_workbook};
pub use reply::reply_workbook;
pub use run::Run;
pub use seal::seal;
pub use words::term_in_words;

/// The name of the tool in documents.
pub const TOOL: &str = "tobokel";
/// Its version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
