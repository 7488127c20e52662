//! What each document says: the workbook's sheets, the terminal's tables, the JSON document, explanations in words.
//!
//! Reports take a [`crate::case::Case`] and make [`crate::sheet::Book`]s or serialisable documents. They choose what is said and in
//! which order; how it looks is the writers' affair.

mod carried;
mod code;
mod columns;
mod comparison;
mod consolidated;
mod document;
mod documents;
mod draft;
mod explain;
mod findings;
mod findings_document;
mod form;
mod in_force;
mod kinds;
mod lines;
mod map;
mod method;
mod method_table;
mod monitor;
mod overview;
mod plan;
mod plan_form;
mod positions;
mod record_json;
mod register;
mod reply;
mod reply_findings;
mod run;
mod sarif;
mod seal;
mod sheets;
mod summary;
mod table;
mod template;
mod toml_template;
mod words;
mod workbook;

pub use carried::Carried;
pub use code::{CodeExamples, CodeExplanation};
pub use columns::column_table;
pub use comparison::{comparison_document, comparison_line, comparison_tables, comparison_workbook};
pub use consolidated::{consolidated_document, consolidated_tables, consolidated_workbook};
pub use document::{assessment_document, plan_document};
pub(crate) use documents::{DOCUMENTS, DocumentSchema};
pub use explain::explain;
pub use findings_document::findings_document;
pub use form::Form;
pub use in_force::InForce;
pub(crate) use kinds::OF_METHOD;
pub use method::{method_list, method_tables};
pub use monitor::{Calendar, CalendarEvent, calendar, monitor_document, monitor_tables, monitor_workbook};
pub use overview::{overview, plan_tables, summary_line};
pub use plan_form::PlanForm;
pub use reply::reply_workbook;
pub use run::Run;
pub use sarif::sarif_document;
pub use seal::seal;
pub use table::{FlatTable, assessment_rows, plan_rows, table_headers};
pub use template::{filled_template, template};
pub use toml_template::toml_template;
pub use words::term_in_words;
pub use workbook::{Part, plan_workbook, workbook, workbook_with_findings};

/// The name of the tool in documents.
pub const TOOL: &str = "tobokel";
/// Its version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
