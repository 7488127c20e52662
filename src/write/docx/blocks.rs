//! What a row of a sheet is on paper: a line of text, a row of a table, a line to sign on, or a gap.

use crate::sheet::{Cell, Role, Row, Value};

/// A row on paper.
pub(super) enum Block<'r, 'a> {
    /// A line of text that stands alone: its cell, and how many columns are left free before it.
    Line(&'r Cell<'a>, u16),
    /// A row of a table.
    Table(&'r [Cell<'a>]),
    /// A line to sign on or to fill in.
    Signature(&'r [Cell<'a>]),
    Gap,
}

/// The height of a gap, and of what keeps two tables apart, in twentieths of a point.
pub(super) const GAP: u32 = 160;

impl<'r, 'a> Block<'r, 'a> {
    pub fn of(Row { cells }: &'r Row<'a>) -> Self {
        if cells.iter().any(|cell| cell.role == Role::Signature) {
            return Self::Signature(cells);
        }
        let stands_alone = |cell: &Cell<'_>| {
            matches!(cell.role, Role::Title | Role::Heading | Role::Text | Role::Remark | Role::Approval | Role::Draft)
        };
        if !cells.iter().all(stands_alone) {
            return Self::Table(cells);
        }
        let mut filled = cells.iter().enumerate().filter(|(_, cell)| cell.value != Value::Empty);
        match (filled.next(), filled.next()) {
            (None, _) => Self::Gap,
            (Some((at, cell)), None) => Self::Line(cell, cells[..at].iter().map(|cell| cell.span).sum()),
            _ => Self::Table(cells),
        }
    }

    /// Whether a table's row is one of titles.
    pub fn is_head(&self) -> bool {
        matches!(self, Self::Table(cells) if cells.iter().all(|cell| matches!(cell.role, Role::Head | Role::FormHead | Role::NeededHead)))
    }
}
