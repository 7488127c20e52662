//! Organisations by groups of functions, with the highest level after controls of each.

use crate::consolidate::consolidation::{Consolidation, numbered};
use crate::consolidate::headings::compared;
use crate::model::Level;
use std::cmp::Reverse;

/// A group of functions over all registers.
pub(crate) struct Group<'a> {
    /// Its heading as the first register has it; `None`: functions without a group.
    pub name: Option<&'a str>,
    /// What each organisation has in it, by the organisation's number; those without a situation in it are left out.
    pub cells: Vec<(usize, Heat)>,
    /// How many situations it has.
    pub situations: usize,
}

/// What an organisation has in a group.
#[derive(Clone, Copy, Default)]
pub(crate) struct Heat {
    /// The highest level after controls; `None` if nothing is assessed.
    pub highest: Option<Level>,
    /// How many situations are at it.
    pub at_highest: usize,
    /// How many situations there are.
    pub situations: usize,
}

impl Heat {
    pub fn add(&mut self, level: Option<Level>, at_level: usize, situations: usize) {
        self.situations += situations;
        if level > self.highest {
            (self.highest, self.at_highest) = (level, at_level);
        } else if level.is_some() && level == self.highest {
            self.at_highest += at_level;
        }
    }
}

/// The groups: headings of the same words are one, and usual ones of one meaning in whichever language. The group with the most situations comes first, among equals the one that
/// appears first; functions without a group come last.
pub(crate) fn groups<'a>(of: &Consolidation<'a>) -> Vec<Group<'a>> {
    let headings = of.situations().map(|(_, row)| row.function.group.as_deref().map(compared).unwrap_or_default());
    let numbers = numbered(headings);
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut ungrouped = Group { name: None, cells: Vec::new(), situations: 0 };
    for ((place, row), number) in of.situations().zip(numbers) {
        let group = match number.map(|number| number as usize) {
            Some(number) => {
                if number == groups.len() {
                    groups.push(Group { name: row.function.group.as_deref(), cells: Vec::new(), situations: 0 });
                }
                &mut groups[number]
            }
            None => &mut ungrouped,
        };
        group.situations += 1;
        let organization = place.organization as usize;
        if group.cells.last().is_none_or(|(last, _)| *last != organization) {
            group.cells.push((organization, Heat::default()));
        }
        if let Some((_, heat)) = group.cells.last_mut() {
            heat.add(row.outcome.map(|outcome| outcome.residual), 1, 1);
        }
    }
    groups.sort_by_key(|group| Reverse(group.situations));
    groups.extend((ungrouped.situations > 0).then_some(ungrouped));
    groups
}
