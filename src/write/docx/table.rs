//! A table: its grid, its rows, its cells.

use super::columns::PADDING;
use super::paragraph::Paragraph;
use super::styles::{TABLE_SIZE, ground, is_bold, of_cell};
use crate::sheet::{Cell, Role};

/// The usual room above and below the text of a cell, in twentieths of a point: 0.5 mm.
pub(super) const AIR: u32 = 28;
/// The least height of a row that is signed in, in twentieths of a point: 8 mm.
pub(super) const SIGNED: u32 = 454;
/// A text of more characters than this can be taller than a page: its row may go on on the next one.
const SPLIT: usize = 1500;

/// The tables of a sheet: what they have in common.
#[derive(Clone, Debug)]
pub(super) struct Grid<'c> {
    /// The width of each column, in twentieths of a point.
    pub widths: Vec<u32>,
    /// The size of letters, in half-points.
    pub size: u8,
    /// The room above and below the text of a cell, in twentieths of a point.
    pub air: u32,
    /// The colours of the levels.
    pub levels: &'c [&'c str],
}

/// What a row is among the others of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Titles, repeated on each page.
    Head,
    Body,
    /// A line to sign on, without borders.
    Signature,
}

impl Grid<'_> {
    /// Begins a table.
    pub fn begin(&self, kind: Kind, out: &mut String) {
        let line = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
        let sides: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
        let borders =
            if kind == Kind::Signature { String::new() } else { format!("<w:tblBorders>{sides}</w:tblBorders>") };
        let margin = |side: &str, width: u32| format!("<w:{side} w:w=\"{width}\" w:type=\"dxa\"/>");
        let margins =
            [margin("top", self.air), margin("left", PADDING), margin("bottom", self.air), margin("right", PADDING)]
                .concat();
        let columns: Vec<String> = self.widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        let columns = columns.concat();
        let all: u32 = self.widths.iter().sum();
        out.extend([format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{all}\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/>\
             <w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        )]);
    }

    /// Writes a row, one above lines to sign on so that it stays with these; says how many signs had to be replaced.
    pub fn row(&self, cells: &[Cell<'_>], kind: Kind, is_signed: bool, out: &mut String) -> usize {
        let taken: u16 = cells.iter().map(|cell| cell.span).sum();
        let after = self.widths.len().saturating_sub(taken.into());
        out.push_str("<w:tr><w:trPr>");
        if after > 0 {
            let width: u32 = self.widths[usize::from(taken)..].iter().sum();
            out.extend([format!("<w:gridAfter w:val=\"{after}\"/><w:wAfter w:w=\"{width}\" w:type=\"dxa\"/>")]);
        }
        let is_tall = |cell: &Cell<'_>| cell.shown().chars().count() > SPLIT;
        if !cells.iter().any(is_tall) {
            out.push_str("<w:cantSplit/>");
        }
        match kind {
            Kind::Head => out.push_str("<w:tblHeader/>"),
            Kind::Signature => out.extend([format!("<w:trHeight w:val=\"{SIGNED}\" w:hRule=\"atLeast\"/>")]),
            Kind::Body => {}
        }
        out.push_str("</w:trPr>");
        let (mut from, mut replaced) = (0, 0);
        // The heading of a group stays on the page of its first row.
        let keep_next = is_signed || kind == Kind::Signature || cells.iter().any(|cell| cell.role == Role::Group);
        for cell in cells {
            replaced += self.cell(cell, from, keep_next, kind, out);
            from += usize::from(cell.span);
        }
        if cells.is_empty() {
            replaced += self.cell(&Cell::empty(Role::Body), 0, false, kind, out);
        }
        out.push_str("</w:tr>");
        replaced
    }

    fn cell(&self, cell: &Cell<'_>, from: usize, keep_next: bool, kind: Kind, out: &mut String) -> usize {
        let width: u32 = self.widths.iter().skip(from).take(cell.span.into()).sum();
        out.extend([format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>")]);
        if cell.span > 1 {
            out.extend([format!("<w:gridSpan w:val=\"{}\"/>", cell.span)]);
        }
        if let Some(color) = ground(cell.role, self.levels) {
            out.extend([format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{color}\"/>")]);
        }
        let align = match (kind, cell.role) {
            (Kind::Signature, _) => Some("bottom"),
            (_, Role::Level(_) | Role::Head | Role::FormHead | Role::NeededHead | Role::Group) => Some("center"),
            _ => None,
        };
        if let Some(align) = align {
            out.extend([format!("<w:vAlign w:val=\"{align}\"/>")]);
        }
        out.push_str("</w:tcPr>");
        let style = if kind == Kind::Signature && !is_bold(cell.role) { "TableText" } else { of_cell(cell.role) };
        let size = (self.size != TABLE_SIZE).then_some(self.size);
        let replaced = Paragraph { style, keep_next, size, ..Paragraph::default() }.write(&cell.shown(), out);
        out.push_str("</w:tc>");
        replaced
    }
}
