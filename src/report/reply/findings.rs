//! The list of a reply: what to correct, the worst first, each with links to its place in the tables that the reply shows and,
//! where that lies beside, in the department's own file.

use crate::diag::{Folded, Severity};
use crate::locale::Message;
use crate::report::layout::heads;
use crate::report::reply::places::{link, link_to_cell, link_to_shown, place};
use crate::report::reply::subject::Reply;
use crate::report::words::first_few;
use crate::sheet::{Cell, Role, Sheet};
use crate::source::Position;
use crate::text::excerpt;

/// How much of a note a row tells, in characters.
const NOTE: usize = 240;
/// How many situations a row names.
const SITUATIONS: usize = 6;

/// The columns: how wide, and the message that is the title.
const COLUMNS: [(u16, &str); 10] = [
    (5, "column-id"),
    (16, "head-severity"),
    (14, "reply-head-sheet"),
    (14, "head-place"),
    (14, "reply-head-yours"),
    (14, "reply-head-other"),
    (20, "reply-head-column"),
    (11, "head-situation"),
    (40, "head-found"),
    (40, "reply-head-write"),
];
/// Columns that a text file, a file that does not lie beside, or findings of one place do not need: an empty one is left out, and the columns of sentences take its room.
const OPTIONAL: [usize; 4] = [2, 4, 5, 6];
/// The least width of a column of sentences.
const WIDE: u16 = 40;

/// The sheet of what to correct.
pub(super) fn findings<'a>(reply: &Reply<'_, 'a>) -> Sheet<'a> {
    let rows: Vec<_> = (1_u32..).zip(&reply.found).map(|(number, one)| row(reply, number, one)).collect();
    let is_used = |at: &usize| !OPTIONAL.contains(at) || rows.iter().any(|cells| !cells[*at].shown().is_empty());
    let used: Vec<usize> = (0..COLUMNS.len()).filter(is_used).collect();
    let room: u16 = COLUMNS.iter().enumerate().filter(|(at, _)| !used.contains(at)).map(|(_, (width, _))| width).sum();
    let width = |at: &usize| COLUMNS[*at].0 + if COLUMNS[*at].0 < WIDE { 0 } else { room / 2 };
    let mut sheet = Sheet {
        name: reply.text("reply-sheet-findings"),
        widths: used.iter().map(width).collect(),
        landscape: true,
        ..Sheet::default()
    };
    sheet.across(Role::Title, reply.text("reply-sheet-findings"));
    let name = reply.entry.case().map_or(reply.entry.id(), |case| &case.register.organization.name);
    sheet.across(Role::Remark, name);
    let title = |at: usize| match COLUMNS[at].1 {
        "head-situation" if reply.is_plan() => "column-measure",
        title => title,
    };
    sheet.head(heads(reply.language, used.iter().map(|at| title(*at))), 0);
    let kept = |(at, cell)| used.contains(&at).then_some(cell);
    sheet.add(rows.into_iter().map(|cells| cells.into_iter().enumerate().filter_map(kept).collect()));
    sheet
}

fn row<'a>(reply: &Reply<'_, 'a>, number: u32, one: &Folded<'a>) -> Vec<Cell<'a>> {
    let found = one.first;
    let help = found.help.as_ref().map(|help| reply.advice(help)).unwrap_or_default();
    // The sheet and the cell stand apart: programs break a text over lines, but not the text of a link.
    let (sheet, place) = match (&found.place.position, one.range()) {
        (Position::Cell { sheet: Some(sheet), word: None, .. }, Some(range)) => (Some(sheet.as_ref()), range),
        _ => (None, place(reply, one)),
    };
    // Notes only accompany what is to correct.
    let said = |text: String| if found.severity == Severity::Information { excerpt(&text, NOTE) } else { text };
    let yours = link(reply, one);
    vec![
        Cell::number(Role::Short, number),
        Cell::text(Role::Label, reply.text(&format!("severity-{}", found.severity.key()))),
        Cell::optional(Role::Body, sheet),
        Cell::text(Role::Body, place.clone()).linked(link_to_shown(reply, one)),
        yours.map_or_else(|| Cell::empty(Role::Body), |link| Cell::text(Role::Body, place).linked(Some(link))),
        other_place(reply, one),
        Cell::optional(Role::Body, title(one)),
        Cell::text(Role::Short, situations(reply, one)),
        Cell::text(Role::Body, said(reply.format(&found.message))),
        Cell::text(Role::Body, said(help)),
    ]
}

/// The place that the finding compares its own with, where both are in the department's file.
fn other_place<'a>(reply: &Reply<'_, '_>, one: &Folded<'_>) -> Cell<'a> {
    let found = one.first;
    let other = found.other.as_ref().filter(|other| other.path == found.place.path);
    let Some((link, place)) = other.and_then(|other| link_to_cell(reply, &other.position)) else {
        return Cell::empty(Role::Body);
    };
    Cell::text(Role::Body, place).linked(Some(link))
}

/// The title of the column, if the finding is about a situation: one about the whole table points at the table's first cell, and
/// that column's title would mislead.
fn title<'a>(one: &Folded<'a>) -> Option<&'a str> {
    one.first.situation.as_ref()?;
    match &one.first.place.position {
        Position::Cell { title, .. } => title.as_deref(),
        Position::File | Position::Text { .. } => None,
    }
}

/// The first of the situations that a finding is about.
fn situations(reply: &Reply<'_, '_>, one: &Folded<'_>) -> String {
    let ids = one.situations();
    let (shown, more) = first_few(&ids, SITUATIONS, ", ");
    if more == 0 {
        return shown;
    }
    reply.format(&Message::new("ids-and-more").with("count", ids.len()).with("ids", shown).with("more", more))
}
