//! The method as a reader needs it.

use crate::locale::Language;
use crate::method::{LevelSpec, Method, Point};
use crate::model::Level;

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

impl PublicMethod {
    /// What a reader needs to know of a method, in a language.
    pub(super) fn of(method: &Method, language: Language) -> Self {
        let level = |(at, spec): (u8, &LevelSpec)| PublicLevel {
            key: spec.key.clone(),
            word: spec.label.get(language).to_owned(),
            color: spec.color.clone(),
            treatment: method.treatment(Level(at)).map(|of| of.text.get(language).to_owned()).unwrap_or_default(),
            declared_only: spec.declared_only,
        };
        let words = |scale: &[Point]| scale.iter().map(|point| point.label.get(language).to_owned()).collect();
        let cell =
            |likelihood: &Point, harm: &Point| method.cell(likelihood.points, harm.points).map(|cell| cell.level);
        let row = |likelihood: &Point| method.harm.iter().filter_map(|harm| cell(likelihood, harm)).collect();
        Self {
            id: method.id.clone(),
            sha256: method.sha256.clone(),
            act: method.act.get(language).to_owned(),
            levels: (0..).zip(&method.levels).map(level).collect(),
            likelihood: words(&method.likelihood),
            harm: words(&method.harm),
            cells: method.likelihood.iter().map(row).collect(),
        }
    }
}
