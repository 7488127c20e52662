//! The heat map: organisations by groups of functions, in each cell the highest level after controls.

use crate::consolidate::{Consolidation, Group, Heat, Overall, heading};
use crate::locale::Message;
use crate::report::consolidation::labels::Labels;
use crate::sheet::{Cell, Role, Sheet};
use std::borrow::Cow;

/// How many groups have a column of their own; the rest share one.
const COLUMNS: usize = 9;
/// The longest name of a group, in characters, that stands above its column: in three lines or four.
const HEAD: usize = 44;

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
        let name = heading(group.name.unwrap_or_default(), of.language);
        columns.push((name.into(), spread(std::slice::from_ref(group))));
    }
    if !rest.is_empty() {
        columns.push((of.text("consolidated-other-groups").into(), spread(rest)));
    }
    if !ungrouped.is_empty() {
        columns.push((of.text("consolidated-no-group").into(), spread(ungrouped)));
    }
    let widths = std::iter::once(36).chain(columns.iter().map(|_| 16)).collect();
    let mut sheet = of.sheet("consolidated-sheet-heat", "consolidated-title-heat", widths);
    sheet.across(Role::Remark, of.text("consolidated-remark-heat"));
    if !rest.is_empty() {
        let message = Message::new("consolidated-remark-groups").with("shown", COLUMNS).with("rest", rest.len());
        sheet.across(Role::Remark, of.format(message));
    }
    sheet.repeat_columns = 1;
    let mut labels = Labels::of(HEAD);
    let titles = columns.iter().map(|(name, _)| labels.label(name));
    let titles = std::iter::once(of.label("fact-organization")).chain(titles);
    sheet.head(titles.map(|title| Cell::text(Role::Head, title)).collect(), 1);
    for (organization, name) in names.into_iter().enumerate() {
        let cells = columns.iter().map(|(_, heats)| cell(of, heats[organization]));
        sheet.row(std::iter::once(Cell::text(Role::Body, name)).chain(cells).collect());
    }
    sheet.filter_to = sheet.last_row();
    of.or_nothing(of.digests.is_empty(), &mut sheet);
    labels.legend().for_each(|name| sheet.across(Role::Remark, name));
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
