//! Where the risks lie: organisations by groups of functions, each cell with the highest level after controls.

use super::{Consolidation, Groups};
use crate::model::Level;
use crate::sheet::{Cell, Role, Sheet};
use crate::text::words;
use std::cmp::Reverse;
use std::collections::HashMap;

/// How many groups have a column of their own; the rest stands together in the last one.
const COLUMNS: usize = 10;

pub(super) fn sheet<'a>(all: &Consolidation<'a>) -> Sheet<'a> {
    let mut groups = Groups::new();
    for (_, situation) in all.situations() {
        groups.add(situation.group.as_deref().unwrap_or_default(), ());
    }
    let mut names: Vec<(&str, usize)> = groups.groups.iter().map(|(name, members)| (*name, members.len())).collect();
    names.sort_by_key(|(_, count)| Reverse(*count));
    let rest = names.len() > COLUMNS;
    names.truncate(COLUMNS);
    let mut columns = vec![("fact-organization", 36)];
    columns.extend(std::iter::repeat_n(("field-group", 14), names.len() + usize::from(rest)));
    let mut sheet = all.table(["consolidated-sheet-heat", "consolidated-heat", "consolidated-heat-remark"], &columns);
    let head = sheet.repeat_rows.map_or(0, |rows| rows.0);
    let title = |name: &str| if name.is_empty() { all.text("consolidated-no-group") } else { name.to_owned() };
    let titles = names.iter().map(|(name, _)| title(name)).chain(rest.then(|| all.text("consolidated-other-groups")));
    for (cell, title) in sheet.rows[head as usize].cells[1..].iter_mut().zip(titles) {
        *cell = Cell::text(Role::Head, title);
    }
    sheet.freeze = Some((head + 1, 1));
    let columns: HashMap<String, usize> = names.iter().enumerate().map(|(at, (name, _))| (words(name), at)).collect();
    for digest in all.digests {
        // The highest level of each column, and how many situations have it.
        let mut highest: Vec<Option<(Level, usize)>> = vec![None; names.len() + usize::from(rest)];
        for situation in &digest.situations {
            let Some(outcome) = &situation.outcome else { continue };
            let group = words(situation.group.as_deref().unwrap_or_default());
            let cell = &mut highest[columns.get(&group).copied().unwrap_or(names.len())];
            *cell = match *cell {
                Some((level, count)) if level == outcome.residual => Some((level, count + 1)),
                Some((level, count)) if level > outcome.residual => Some((level, count)),
                _ => Some((outcome.residual, 1)),
            };
        }
        let mut cells = vec![Cell::text(Role::Body, digest.organization.name.as_str())];
        cells.extend(highest.into_iter().map(|highest| match highest {
            Some((level, count)) => Cell::text(Role::Level(level), format!("{} · {count}", all.label(level))),
            None => Cell::empty(Role::Short),
        }));
        sheet.row(cells);
    }
    sheet
}
