//! Sheets as terminal tables: wide text wraps inside its column, levels are words first and colours second.

use super::wrap::wrapped_lines;
use crate::model::Level;
use crate::sheet::{Cell, Role, Sheet};
use crate::text::{printable, printable_lines};
use comfy_table::{Attribute, CellAlignment, Color, ContentArrangement, Table, presets};

/// How a terminal is written to.
#[derive(Clone, Copy, Debug)]
pub struct TerminalStyle {
    /// How many characters fit into a line.
    pub width: u16,
    /// Whether sentences end where the line does: only where a person looks.
    pub wraps: bool,
    /// Whether colours are used.
    pub color: bool,
    /// The highest level: it is shown in red; the lowest is the first that points lead to.
    pub highest: Level,
    /// The lowest level that points lead to, shown in green.
    pub lowest: Level,
}

/// Below this width, in characters, every one counts.
const NARROW: u16 = 100;

/// A sheet as a titled table. A first row of titles becomes the header; a row of one spanning cell stands below the table.
#[must_use]
pub fn table(sheet: &Sheet<'_>, style: TerminalStyle) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(style.width);
    if style.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    let mut below = Vec::new();
    for (at, row) in sheet.every_row().enumerate() {
        let cells: Vec<comfy_table::Cell> = row.cells.iter().map(|cell| shown(cell, style)).collect();
        if at == 0 && row.cells.iter().all(|cell| cell.role == Role::Head) {
            table.set_header(cells);
        } else if let [cell] = row.cells.as_slice() {
            let line = printable(&cell.shown()).into_owned();
            let lines = if style.wraps { wrapped_lines(&line, usize::from(style.width)) } else { line };
            below.push(printable_lines(&lines).into_owned());
        } else {
            table.add_row(cells);
        }
    }
    if style.width < NARROW {
        // Short columns give their air to the texts.
        for (at, cell) in sheet.rows.get(1).into_iter().flat_map(|row| row.cells.iter().enumerate()) {
            if matches!(cell.role, Role::Short | Role::Level(_))
                && let Some(column) = table.column_mut(at)
            {
                column.set_padding((0, 0));
            }
        }
    }
    let name = printable(&sheet.name);
    let title = if style.color { format!("\u{1b}[1m{name}\u{1b}[0m") } else { name.into_owned() };
    let mut out = format!("{title}\n{}\n", table.trim_fmt());
    for line in below {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn shown(cell: &Cell<'_>, style: TerminalStyle) -> comfy_table::Cell {
    let shown = comfy_table::Cell::new(printable_lines(&cell.shown()));
    match cell.role {
        Role::Level(level) if style.color => shown.fg(Color::Black).bg(match level {
            level if level == style.highest => Color::Red,
            level if level <= style.lowest => Color::Green,
            _ => Color::Yellow,
        }),
        Role::Head | Role::Label if style.color => shown.add_attribute(Attribute::Bold),
        Role::Short => shown.set_alignment(CellAlignment::Center),
        _ => shown,
    }
}
