//! The heat map: organisations by groups of functions, in each cell the highest level after controls.

use super::{Consolidation, Overall, numbered};
use crate::locale::Message;
use crate::model::Level;
use crate::sheet::{Cell, Role, Sheet};
use std::borrow::Cow;
use std::cmp::Reverse;

/// How many groups have a column of their own; the rest share one.
const COLUMNS: usize = 9;

/// A group of functions over all registers.
pub(super) struct Group<'a> {
    /// Its heading as the first register has it; `None`: functions without a group.
    pub name: Option<&'a str>,
    /// What each organisation has in it, by the organisation's number; those without a situation in it are left out.
    pub cells: Vec<(usize, Heat)>,
    /// How many situations it has.
    pub situations: usize,
}

/// What an organisation has in a group.
#[derive(Clone, Copy, Default)]
pub(super) struct Heat {
    /// The highest level after controls; `None` if nothing is assessed.
    pub highest: Option<Level>,
    /// How many situations are at it.
    pub at_highest: usize,
    /// How many situations there are.
    pub situations: usize,
}

impl Heat {
    fn add(&mut self, level: Option<Level>, at_level: usize, situations: usize) {
        self.situations += situations;
        if level > self.highest {
            (self.highest, self.at_highest) = (level, at_level);
        } else if level.is_some() && level == self.highest {
            self.at_highest += at_level;
        }
    }
}

/// The groups, headings with the same words as one: the one with the most situations first, among equals the one that
/// appears first; functions without a group last.
pub(super) fn groups<'a>(of: &Consolidation<'a>) -> Vec<Group<'a>> {
    let headings = of.situations().map(|(_, row)| row.function.group.as_deref().unwrap_or_default());
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

/// The heat map of all organisations, in the order of the run.
pub(super) fn heat<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let of = &all.of;
    let names = of.names();
    // Functions without a group come last.
    let grouped = all.groups.partition_point(|group| group.name.is_some());
    let (groups, ungrouped) = all.groups.split_at(grouped);
    let (groups, rest) = groups.split_at(groups.len().min(COLUMNS));
    let mut columns: Vec<(Cow<'a, str>, Vec<Heat>)> = Vec::new();
    let spread = |groups: &[Group<'a>]| {
        let mut heats = vec![Heat::default(); of.digests.len()];
        for (organization, heat) in groups.iter().flat_map(|group| &group.cells) {
            heats[*organization].add(heat.highest, heat.at_highest, heat.situations);
        }
        heats
    };
    for group in groups {
        columns.push((group.name.unwrap_or_default().into(), spread(std::slice::from_ref(group))));
    }
    if !rest.is_empty() {
        columns.push((of.text("consolidated-other-groups").into(), spread(rest)));
    }
    if !ungrouped.is_empty() {
        columns.push((of.text("consolidated-no-group").into(), spread(ungrouped)));
    }
    let widths = std::iter::once(36).chain(columns.iter().map(|_| 16)).collect();
    let mut sheet = of.sheet("consolidated-sheet-heat", "consolidated-title-heat", widths);
    of.remark(&mut sheet, "consolidated-remark-heat");
    if !rest.is_empty() {
        let message = Message::new("consolidated-remark-groups").with("shown", COLUMNS).with("rest", rest.len());
        let all = sheet.columns();
        sheet.row(vec![Cell::text(Role::Remark, of.format(message)).spanning(all)]);
    }
    sheet.repeat_columns = 1;
    let titles = std::iter::once(of.text("fact-organization")).chain(columns.iter().map(|(name, _)| name.to_string()));
    Consolidation::head(&mut sheet, titles, 1);
    for (organization, name) in names.into_iter().enumerate() {
        let cells = columns.iter().map(|(_, heats)| cell(of, heats[organization]));
        let cells = std::iter::once(Cell::text(Role::Body, name)).chain(cells).collect();
        sheet.row(cells);
    }
    of.or_nothing(of.digests.is_empty(), &mut sheet);
    sheet
}

fn cell<'a>(of: &Consolidation<'a>, heat: Heat) -> Cell<'a> {
    match heat.highest {
        Some(level) => {
            let label = &of.method.level(level).label;
            let message = Message::new("consolidated-heat-cell").with("level", label).with("count", heat.at_highest);
            Cell::text(Role::Level(level), of.format(message))
        }
        None if heat.situations > 0 => Cell::text(Role::Short, of.text("not-assessed")),
        None => Cell::empty(Role::Body),
    }
}
