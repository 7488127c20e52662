//! What made a document: this program.

/// The name of the tool in documents.
pub const TOOL: &str = "tobokel";
/// Its version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
