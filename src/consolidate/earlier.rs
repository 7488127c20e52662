//! A body as an earlier run knew it.

/// What an earlier run knew of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EarlierBody {
    /// The id that it went by.
    pub id: String,
    /// SHA-256 of its register; `None` where it sent none that could be read.
    pub sha256: Option<String>,
    /// How many errors there were.
    pub errors: usize,
    /// The errors that were kept: code and message.
    pub findings: Vec<(String, String)>,
}
