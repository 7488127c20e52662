//! The parts of a method, and the look-ups.

use super::basis::Basis;
use super::criteria::{Criteria, Criterion};
use crate::locale::Texts;
use crate::model::{Axis, Grade, Level, keyed};

/// The embedded methods: id and text.
pub const EMBEDDED: &[(&str, &str)] = &[(DEFAULT, include_str!("kg-232-2026.toml"))];

/// The id of the method that is used when none is named: Annex I of the Regulation (resolution No 232 of 8 April 2026).
pub const DEFAULT: &str = "kg-232-2026";

/// A method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Texts,
    /// The act it comes from.
    pub act: Texts,
    /// The annex that positions refer to.
    pub annex: Texts,
    /// How the two points make one value.
    pub combination: Combination,
    /// Where the combination is laid down.
    pub combination_basis: Basis,
    /// The level below which no control lowers.
    pub floor: Decision<Level>,
    /// The level that decides on the treatment.
    pub treatment_follows: Decision<Stage>,
    /// What a control must have besides its grade before it lowers.
    pub control_conditions: Decision<ControlConditions>,
    /// After how many months at the latest an assessment is reviewed.
    pub review_months: Decision<u32>,
    /// What ranks one risk before another, the first key first.
    pub priority: Decision<Vec<PriorityKey>>,
    /// The levels, the lowest first.
    pub levels: Vec<LevelSpec>,
    /// The likelihood scale, ascending.
    pub likelihood: Vec<Point>,
    /// The harm scale, ascending.
    pub harm: Vec<Point>,
    /// What the points of likelihood may be reasoned by.
    pub likelihood_criteria: Criteria,
    /// What the points of harm may be reasoned by.
    pub harm_criteria: Criteria,
    /// The cells of the matrix.
    pub cells: Vec<MatrixCell>,
    /// The bands of values.
    pub bands: Vec<Band>,
    /// The grades of control effectiveness, ascending.
    pub controls: Vec<GradeSpec>,
    /// The treatment of each computed level.
    pub treatments: Vec<Treatment>,
    /// SHA-256 of the method file, lower-case hexadecimal.
    pub sha256: String,
}

/// A setting that the act leaves open or fixes, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision<T> {
    /// What was decided.
    pub value: T,
    /// Where it is laid down.
    pub basis: Basis,
    /// The decision in words.
    pub note: Texts,
}

keyed! {
    /// How two points make one value.
    Combination {
        /// They are added.
        Sum = "sum",
        /// They are multiplied.
        Product = "product",
    }
}

impl Combination {
    /// The value of two points.
    #[must_use]
    pub fn value(self, likelihood: u8, harm: u8) -> u32 {
        match self {
            Self::Sum => u32::from(likelihood) + u32::from(harm),
            Self::Product => u32::from(likelihood) * u32::from(harm),
        }
    }
}

keyed! {
    /// A stage of an assessment.
    Stage {
        /// Before controls.
        Inherent = "inherent",
        /// After controls.
        Residual = "residual",
    }
}

/// What a control must have before it lowers a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ControlConditions {
    /// A description.
    pub description: bool,
    /// Evidence.
    pub evidence: bool,
}

keyed! {
    /// A key of the priority order.
    PriorityKey {
        /// The residual level, descending.
        Residual = "residual",
        /// The inherent level, descending.
        Inherent = "inherent",
        /// The value of the two points, descending.
        Sum = "sum",
        /// The points of harm, descending.
        Harm = "harm",
        /// The points of likelihood, descending.
        Likelihood = "likelihood",
        /// The register's own order, ascending. Makes the order total.
        RegisterOrder = "register-order",
    }
}

/// A level of risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelSpec {
    /// Its key in files.
    pub key: String,
    /// Its name.
    pub label: Texts,
    /// One letter that stands for it where colours do not.
    pub letter: Texts,
    /// Further words that are read as this level.
    pub accept: Vec<String>,
    /// Its colour, `RRGGBB`.
    pub color: String,
    /// Whether a register may only declare it and no points lead to it.
    pub declared_only: bool,
    /// Where it is laid down.
    pub basis: Basis,
    /// A remark.
    pub note: Option<Texts>,
}

/// A point of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The points.
    pub points: u8,
    /// Their name.
    pub label: Texts,
    /// Further words that are read as these points.
    pub accept: Vec<String>,
    /// What they stand for.
    pub criteria: Texts,
    /// The same in a few words, for a message beside a cell.
    pub brief: Option<Texts>,
    /// Where it is laid down.
    pub basis: Basis,
}

/// A cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixCell {
    /// The points of likelihood.
    pub likelihood: u8,
    /// The points of harm.
    pub harm: u8,
    /// The value of the two.
    pub value: u32,
    /// The level of that value.
    pub level: Level,
    /// Where it is laid down.
    pub basis: Basis,
}

/// A band of values that make one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The least value.
    pub from: u32,
    /// The greatest value.
    pub to: u32,
    /// The level.
    pub level: Level,
    /// Where it is laid down.
    pub basis: Basis,
}

/// A grade of control effectiveness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeSpec {
    /// Its key in files.
    pub key: String,
    /// Its name.
    pub label: Texts,
    /// Further words that are read as this grade.
    pub accept: Vec<String>,
    /// What it stands for.
    pub criteria: Texts,
    /// By how many levels it lowers.
    pub lowers: u8,
    /// Where it is laid down.
    pub basis: Basis,
}

/// What is to be done at a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treatment {
    /// The level.
    pub level: Level,
    /// What is to be done.
    pub text: Texts,
    /// Whether measures are owed.
    pub measure_required: bool,
    /// Whether the head of the body controls the measures.
    pub head_control: bool,
    /// Where it is laid down.
    pub basis: Basis,
}

impl Method {
    /// Whether it is the method that is used when none is named. No other method that is read by name has its id.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.id == DEFAULT
    }

    /// The cell of two points; `None` if a scale does not have them.
    #[must_use]
    pub fn cell(&self, likelihood: u8, harm: u8) -> Option<&MatrixCell> {
        self.cells.iter().find(|cell| cell.likelihood == likelihood && cell.harm == harm)
    }

    /// The description of a level.
    #[must_use]
    pub fn level(&self, level: Level) -> &LevelSpec {
        &self.levels[level.index()]
    }

    /// The level with the given key.
    #[must_use]
    pub fn level_by_key(&self, key: &str) -> Option<Level> {
        let at = self.levels.iter().position(|level| level.key == key)?;
        u8::try_from(at).ok().map(Level)
    }

    /// The levels that points can lead to, the lowest first.
    #[must_use]
    pub fn computed_levels(&self) -> impl DoubleEndedIterator<Item = (Level, &LevelSpec)> {
        let numbered = (0..u8::MAX).zip(&self.levels).filter(|(_, level)| !level.declared_only);
        numbered.map(|(at, level)| (Level(at), level)).collect::<Vec<_>>().into_iter()
    }

    /// The description of a grade.
    #[must_use]
    pub fn grade(&self, grade: Grade) -> &GradeSpec {
        &self.controls[grade.index()]
    }

    /// The treatment of a level.
    #[must_use]
    pub fn treatment(&self, level: Level) -> Option<&Treatment> {
        self.treatments.iter().find(|treatment| treatment.level == level)
    }

    /// A point of the likelihood scale.
    #[must_use]
    pub fn likelihood_point(&self, points: u8) -> Option<&Point> {
        self.likelihood.iter().find(|point| point.points == points)
    }

    /// A point of the harm scale.
    #[must_use]
    pub fn harm_point(&self, points: u8) -> Option<&Point> {
        self.harm.iter().find(|point| point.points == points)
    }

    /// The band of a value.
    #[must_use]
    pub fn band(&self, value: u32) -> Option<&Band> {
        self.bands.iter().find(|band| (band.from..=band.to).contains(&value))
    }
}

impl Method {
    /// The points of a scale, ascending.
    #[must_use]
    pub fn scale(&self, axis: Axis) -> &[Point] {
        match axis {
            Axis::Likelihood => &self.likelihood,
            Axis::Harm => &self.harm,
        }
    }

    /// The criteria of a scale.
    #[must_use]
    pub fn criteria(&self, axis: Axis) -> &Criteria {
        match axis {
            Axis::Likelihood => &self.likelihood_criteria,
            Axis::Harm => &self.harm_criteria,
        }
    }

    /// All criteria, those of likelihood first. A criterion's place in this order is its number.
    pub fn all_criteria(&self) -> impl Iterator<Item = (Axis, &Criterion)> {
        Axis::ALL.into_iter().flat_map(|axis| self.criteria(axis).all.iter().map(move |criterion| (axis, criterion)))
    }

    /// The number of a criterion among all.
    #[must_use]
    pub fn criterion_number(&self, axis: Axis, key: &str) -> Option<u32> {
        let mut all = (0..).zip(self.all_criteria());
        all.find(|(_, (of, criterion))| *of == axis && *criterion.key == *key).map(|(number, _)| number)
    }
}
