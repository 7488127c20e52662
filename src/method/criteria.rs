//! The criteria by which the points of a scale are reasoned, and how they combine into one point.

use super::basis::Basis;
use crate::locale::Texts;
use crate::model::{CriterionScore, Text, keyed};
use std::cmp::Ordering;

keyed! {
    /// How the points of several criteria make one.
    Combine {
        /// The highest of them.
        Highest = "highest",
    }
}

impl Combine {
    /// The id of the message that says how they combine.
    #[must_use]
    pub fn message_id(self) -> &'static str {
        match self {
            Self::Highest => "combine-highest",
        }
    }

    /// The point of a scale that the points of its criteria make; `None` where there are none. A criterion without points
    /// counts for nothing: it neither raises nor lowers.
    #[must_use]
    pub fn value(self, criteria: &[CriterionScore]) -> Option<u8> {
        let points = criteria.iter().filter_map(|criterion| criterion.points);
        match self {
            Self::Highest => points.max(),
        }
    }

    /// Whether a criterion has the points that all of them make.
    #[must_use]
    pub fn decides(self, combined: u8, criterion: &CriterionScore) -> bool {
        match self {
            Self::Highest => criterion.points == Some(combined),
        }
    }

    /// Whether a criterion whose points changed moved the point of the scale that criteria make: with the highest, one that
    /// rose to the point that is now, or fell from the one that was.
    #[must_use]
    pub fn is_moved_by(self, point: [Option<u8>; 2], criterion: [Option<u8>; 2]) -> bool {
        let ([was, is], [before, now]) = (point, criterion);
        match self {
            Self::Highest => match is.cmp(&was) {
                Ordering::Greater => now > before && now == is,
                Ordering::Less => now < before && before == was,
                Ordering::Equal => false,
            },
        }
    }
}

/// The criteria of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria {
    /// How they combine.
    pub combine: Combine,
    /// Where that is laid down.
    pub basis: Basis,
    /// The criteria, in the method's order; a scale may have none.
    pub all: Vec<Criterion>,
}

impl Default for Criteria {
    fn default() -> Self {
        Self { combine: Combine::Highest, basis: Basis::NotFixed, all: Vec::new() }
    }
}

impl Criteria {
    /// The criterion with a key.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Criterion> {
        self.all.iter().find(|criterion| *criterion.key == *key)
    }
}

/// A criterion of a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Its key in files.
    pub key: Text,
    /// Its name.
    pub label: Texts,
    /// What each point of the scale stands for, seen by this criterion.
    pub points: Vec<CriterionPoint>,
    /// Where it is laid down.
    pub basis: Basis,
    /// A remark.
    pub note: Option<Texts>,
}

impl Criterion {
    /// What a point stands for, seen by this criterion.
    #[must_use]
    pub fn point(&self, points: u8) -> Option<&CriterionPoint> {
        self.points.iter().find(|point| point.points == points)
    }
}

/// What a point of a scale stands for, seen by one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionPoint {
    /// The points.
    pub points: u8,
    /// What they stand for.
    pub criteria: Texts,
}
