//! A column of the template: what it holds, how its cells look and what they take.

use crate::method::Criterion;
use crate::model::{Axis, CriterionScore, Situation};
use crate::sheet::{Cell, Choice, Choices, Role};
use std::borrow::Cow;

/// The columns that formulas work out: the sum of points, the level, the level after controls.
pub(super) const WORKED_OUT: [&str; 3] = ["sum", "inherent", "residual"];

/// A criterion of a scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Behind<'a> {
    pub axis: Axis,
    pub criterion: &'a Criterion,
}

impl Behind<'_> {
    /// The points by the criterion in a situation, with their reason.
    pub fn of(self, situation: &Situation) -> Option<&CriterionScore> {
        situation.score(self.axis).criteria.iter().find(|scored| scored.key == self.criterion.key)
    }
}

/// A column, or a labelled cell, of the template.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    /// The field's key, or that of a formula.
    pub key: &'static str,
    /// Its title.
    pub title: String,
    /// What to write, as short as programs show it whole.
    pub help: String,
    /// The rest of it, as a remark at the title.
    pub remark: Option<String>,
    /// The name of the list that it chooses from.
    pub list: Option<&'static str>,
    /// Whether it must be filled.
    pub is_needed: bool,
    /// Its width in characters.
    pub width: u16,
    /// The names of points, where it holds points.
    pub points: Vec<(u8, String)>,
    /// The criterion, where it holds points by one, or their reason.
    pub behind: Option<Behind<'a>>,
}

/// The key of the points of a scale.
pub(super) fn score(axis: Axis) -> &'static str {
    match axis {
        Axis::Likelihood => "likelihood.score",
        Axis::Harm => "harm.score",
    }
}

impl Column<'_> {
    /// The scale whose points it holds.
    pub fn scale(&self) -> Option<Axis> {
        let of_whole = || Axis::ALL.into_iter().find(|axis| self.key == score(*axis));
        self.behind.filter(|_| self.holds_points()).map(|behind| behind.axis).or_else(of_whole)
    }

    /// The name of points that it may hold.
    pub fn name_of(&self, points: u8) -> Option<String> {
        self.points.iter().find(|(known, _)| *known == points).map(|(_, name)| name.clone())
    }

    /// Whether it is worked out.
    pub fn is_formula(&self) -> bool {
        WORKED_OUT.contains(&self.key)
    }

    /// Whether it holds points.
    pub fn holds_points(&self) -> bool {
        !self.points.is_empty()
    }

    /// What the cells of the column take, or the one in a row.
    pub fn choice(&self, column: u16, row: Option<u32>) -> Choice {
        let from = match self.list {
            Some(list) if self.holds_points() => Choices::Offered(list),
            Some(list) => Choices::Named(list),
            None if self.is_formula() => Choices::WorkedOut,
            None => Choices::Any,
        };
        Choice { column, row, from, title: self.title.clone(), message: self.help.clone() }
    }

    /// The cell of its title.
    pub fn head<'a>(&self) -> Cell<'a> {
        Cell::text(if self.is_needed { Role::NeededHead } else { Role::FormHead }, self.title.clone())
    }

    /// A cell to fill in, with what it holds.
    pub fn cell<'a>(&self, value: Cow<'a, str>) -> Cell<'a> {
        let role = match (self.holds_points(), self.is_needed) {
            (true, true) => Role::Points,
            (true, false) if self.behind.is_some() => Role::Chosen,
            (true, false) => Role::WorkedOut,
            (false, true) => Role::Needed,
            (false, false) => Role::Answer,
        };
        let named = self.points.iter().find(|(points, _)| value == points.to_string());
        match named {
            Some((_, name)) => Cell::text(role, name.clone()),
            None if value.is_empty() => Cell::empty(role),
            None => Cell::text(role, value),
        }
    }
}
