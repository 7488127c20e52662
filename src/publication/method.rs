//! The method as a reader needs it.

use super::{PublicLevel, PublicMethod};
use crate::locale::Language;
use crate::method::{LevelSpec, Method, Point};
use crate::model::Level;

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
