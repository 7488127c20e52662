//! What each document says: the workbook's sheets, the terminal's tables, the JSON document, explanations in words.
//!
//! Reports take a [`crate::case::Case`] and make [`crate::sheet::Book`]s or serialisable documents. They choose what is said and in
//! which order; how it looks is the writers' affair.

mod annex;
mod assessment;
mod columns;
mod comparison;
mod consolidation;
mod document_parts;
mod documents;
mod findings;
mod in_force;
mod kinds;
mod layout;
mod lines;
mod method;
mod monitor;
mod records;
mod reply;
mod run;
mod seal;
mod tool;
mod words;

pub use assessment::book::{Part, plan_workbook, workbook, workbook_with_findings};
pub use assessment::document::{assessment_document, plan_document};
pub use assessment::explain::explain;
pub use assessment::order::book::{order_document, plan_paper};
pub use assessment::records::{assessment_rows, plan_rows};
pub use assessment::screen::{overview, plan_tables, summary_line};
pub use columns::column_table;
pub use comparison::book::comparison_workbook;
pub use comparison::document::comparison_document;
pub use comparison::many::book::comparisons_workbook;
pub use comparison::many::document::comparisons_document;
pub use comparison::many::screen::{comparisons_line, comparisons_tables};
pub use comparison::screen::{comparison_line, comparison_tables};
pub use consolidation::book::consolidated_workbook;
pub use consolidation::document::consolidated_document;
pub use consolidation::lines::{SITUATION_LINE, situation_lines};
pub use consolidation::package::consolidated_package;
pub use consolidation::records::consolidated_tables;
pub use documents::table_headers;
pub(crate) use documents::{DOCUMENTS, DocumentSchema};
pub use findings::code::{CodeExamples, CodeExplanation};
pub use findings::document::findings_document;
pub use findings::findings_workbook;
pub use findings::sarif::sarif_document;
pub use in_force::InForce;
pub(crate) use kinds::OF_METHOD;
pub use method::{method_list, method_tables};
pub use monitor::book::monitor_workbook;
pub use monitor::calendar::{Calendar, CalendarEvent, calendar};
pub use monitor::document::monitor_document;
pub use monitor::screen::monitor_tables;
pub use records::FlatTable;
pub use reply::book::reply_workbook;
pub use reply::index::{Answer, reply_index_rows, reply_index_workbook};
pub use reply::letter::{letter_beginnings, reply_letter};
pub use reply::subject::{Reply, Standing};
pub use run::Run;
pub use seal::seal;
pub use tool::{TOOL, VERSION};
pub use words::term_in_words;
