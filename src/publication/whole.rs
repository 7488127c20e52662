//! The whole of what is published.

use super::allowed::{Licence, PublishedFields};
use super::body::Body;
use super::method::PublicMethod;
use crate::locale::Language;
use jiff::civil::Date;

/// What is published of one body, or of a ministry with its bodies.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The language of the page's own words; the texts of registers stay in theirs.
    pub language: Language,
    /// The day that it speaks of.
    pub as_of: Date,
    /// Where a citizen writes to, from `tobokel.toml`: an address of mail or of a page, or a postal address.
    pub contact: Option<String>,
    /// The name of the body above all that are shown, where there are several.
    pub name: Option<String>,
    /// How the levels come about.
    pub method: PublicMethod,
    /// Which fields are published: a page and a table have no place for others.
    pub fields: PublishedFields,
    /// Under which licence anybody may use it.
    pub licence: Licence,
    /// The names of bodies that are expected and of which nothing is published here; those whose names are not known are left out.
    pub missing: Vec<String>,
    /// The bodies, in the order of the run.
    pub bodies: Vec<Body>,
}
