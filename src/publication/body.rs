//! A body with what it publishes.

use super::{PublicMeasure, PublicSituation, Withheld};
use crate::locale::Language;
use crate::model::Level;
use jiff::civil::Date;

/// A body, its list and its plan.
#[derive(Clone, Debug)]
pub struct Body {
    /// The id, unique in the publication; also the start of its anchors.
    pub id: String,
    /// The file of its own page, beside `index.html`; `None` where it alone is published, on `index.html` itself.
    pub page: Option<String>,
    /// The name.
    pub name: String,
    /// The id of the body above it, if that is known.
    pub parent: Option<String>,
    /// The name of the body above it, where it is known from elsewhere than this publication.
    pub parent_name: Option<String>,
    /// The language of its texts.
    pub language: Language,
    /// The day of the assessment.
    pub date: Option<Date>,
    /// The order that approves the list.
    pub order: Option<String>,
    /// Where a citizen writes to about this body, if it has an address of its own.
    pub contact: Option<String>,
    /// The situations, in the register's order.
    pub situations: Vec<PublicSituation>,
    /// The measures of the register and of plans of the same body, in their order.
    pub measures: Vec<PublicMeasure>,
    /// How its plan was carried out, quarter by quarter, in order; empty where no term is known.
    pub quarters: Vec<Execution>,
    /// How many situations stand in each cell of the map, and at which levels they are after controls. Counts only: whose points they
    /// are is not said. `None` where points are not published and so few situations stand on the map that a count would tell them.
    pub map: Option<Map>,
    /// What changed since the publication or the registers of last year.
    pub moved: Option<Moved>,
    /// What was held back, by reason.
    pub withheld: Vec<Withheld>,
    /// Why it is a draft, if it is one.
    pub draft: Option<Draft>,
}

impl Body {
    /// Whether somebody looked whether a measure was carried out: then what is reported and what is verified stand side by side.
    #[must_use]
    pub fn shows_verification(&self) -> bool {
        self.measures.iter().any(|measure| measure.verified.is_some())
    }
}

/// Counts of situations on the matrix.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// Before controls: `counts[likelihood - 1][harm - 1]`.
    pub counts: Vec<Vec<usize>>,
    /// After controls: of each cell of `counts`, how many are at each level; the index is [`Level::index`]. `None` where that would tell
    /// somebody's points that `counts` does not tell.
    pub after: Vec<Vec<Option<Vec<usize>>>>,
    /// How many are at each level before controls; the index is [`Level::index`].
    pub inherent: Vec<usize>,
    /// How many are at each level after controls.
    pub residual: Vec<usize>,
}

/// What makes a publication a draft: it was forced in spite of errors or of situations without points.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    /// Situations that are not assessed.
    pub open: usize,
    /// Errors.
    pub errors: usize,
}

/// How a plan was carried out in a quarter.
#[derive(Clone, Copy, Debug)]
pub struct Execution {
    /// The year.
    pub year: i16,
    /// The quarter, from 1.
    pub quarter: i8,
    /// Measures whose last day falls in it.
    pub due: usize,
    /// Of them carried out by the day of the publication, as reported.
    pub done: usize,
    /// Of them confirmed by somebody other than the executor.
    pub verified: usize,
    /// Of them past their last day and not carried out.
    pub overdue: usize,
}

/// What changed since last year, in counts; which situation moved how stands with the situation.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The day of the earlier assessment.
    pub since: Option<Date>,
    /// Whether it was made by another method: then no level is compared, for the same word means something else.
    pub across_methods: bool,
    /// Situations that are new.
    pub new: usize,
    /// Situations that fell away: their texts were published before, so they may be named: id, text, level then.
    pub gone: Vec<(String, String, Option<Level>)>,
    /// Levels after controls that are lower now.
    pub lower: usize,
    /// Levels after controls that are higher now.
    pub higher: usize,
    /// Levels that stayed.
    pub same: usize,
}
