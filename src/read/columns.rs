//! What each column of a table means, and how sure that is.
//!
//! A header is the row, or the two or three rows, that explain the columns below them best ([`search`]). Its titles are
//! taken apart into words, and those into concepts ([`lexicon`], [`title`]); what stands below agrees or contradicts
//! ([`contents`]); then each column gets the field that fits it best, each field one column ([`assign`], [`decide`]). No title
//! is known by name here: words are data, in `concepts.toml`, `fields.toml` and `contents.toml`.

mod asked;
mod assign;
mod contents;
mod criteria;
mod decide;
mod fields;
mod header;
mod lexicon;
mod search;
mod title;
mod titles;
mod verdict;
mod weighed;

pub use asked::Asked;

pub(super) use fields::{Form, Holds};
pub(super) use header::{Column, Header};
pub(super) use search::headers;
pub(super) use verdict::{Verdict, header_spot, lay_out, report};

/// Prepares the words of titles; otherwise the first table waits for them.
pub(super) fn make_ready() {
    let _ = lexicon::lexicon();
    let _ = fields::canonical("");
}
