//! What of registers and plans is published: owned values, copied by an allow-list; what is not copied cannot leave. The writers of pages
//! and of open data are handed this and no case, so that a justification, a control or a finding is out of their reach.

pub(crate) mod allowed;
mod body;
mod earlier;
mod make;
mod make_body;
mod make_measure;
mod make_situation;
mod measure;
mod method;
mod names;
mod situation;
mod teller;

pub use allowed::{Licence, PublicTable, PublishedFields, may_be_published};
pub use body::{Body, Draft, Execution, Map, Moved};
pub use earlier::{BodyBefore, Earlier, SituationBefore};
pub use make::{KnownBody, Made, NotReady, Wanted, of};
pub use measure::PublicMeasure;
pub use situation::{Change, Given, PublicSituation, Told, Why, Withheld};
pub use teller::HeldName;

use crate::locale::Language;
use crate::model::Level;
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

/// What a reader needs to know of the method: names in the page's language.
#[derive(Clone, Debug)]
pub struct PublicMethod {
    /// The id.
    pub id: String,
    /// SHA-256 of its file, lower-case hexadecimal.
    pub sha256: String,
    /// The act that it follows, as its file names it.
    pub act: String,
    /// The levels with their words, the lowest first; the index is [`Level::index`].
    pub levels: Vec<PublicLevel>,
    /// The words for points of likelihood, by points from 1.
    pub likelihood: Vec<String>,
    /// The words for points of harm, by points from 1.
    pub harm: Vec<String>,
    /// The level of each sum of points: the cell of likelihood `l` and harm `h` (both from 1) is `cells[l - 1][h - 1]`.
    pub cells: Vec<Vec<Level>>,
}

/// A level of risk as a page names it.
#[derive(Clone, Debug)]
pub struct PublicLevel {
    /// The key: `low`.
    pub key: String,
    /// The word: «төмөнкү».
    pub word: String,
    /// Its colour, six hexadecimal digits.
    pub color: String,
    /// What is done about risks of this level, in a sentence of the method.
    pub treatment: String,
    /// Whether it is only ever declared, never computed.
    pub declared_only: bool,
}
