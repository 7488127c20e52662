//! Sheets as terminal tables: wide text wraps inside its column, levels are words first and colours second.

use super::wrap::wrapped_lines;
use crate::model::Level;
use crate::sheet::{Cell, Role, Row, Sheet};
use crate::text::{printable, printable_lines};
use comfy_table::{Attribute, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};
use textwrap::core::display_width;

/// How a table is shown.
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

/// The blanks on both sides of a cell together, in characters.
const AIR: u16 = 2;

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
    let (mut below, mut needs) = (Vec::new(), Vec::new());
    for (at, row) in sheet.every_row().enumerate() {
        let cells: Vec<comfy_table::Cell> = row.cells.iter().map(|cell| shown(cell, style)).collect();
        if at == 0 && row.cells.iter().all(|cell| cell.role == Role::Head) {
            note_needs(&row, &mut needs);
            table.set_header(cells);
        } else if let [cell] = row.cells.as_slice() {
            let line = printable(&cell.shown()).into_owned();
            let lines = if style.wraps { wrapped_lines(&line, usize::from(style.width)) } else { line };
            below.push(printable_lines(&lines).into_owned());
        } else {
            note_needs(&row, &mut needs);
            table.add_row(cells);
        }
    }
    // Short columns give their air to the texts.
    let second = sheet.rows.get(1).map(|row| row.cells.as_slice()).unwrap_or_default();
    let is_airless = |at: usize| {
        style.width < NARROW && second.get(at).is_some_and(|cell| matches!(cell.role, Role::Short | Role::Level(_)))
    };
    let air: Vec<u16> = (0..needs.len()).map(|at| if is_airless(at) { 0 } else { AIR }).collect();
    let (air, widths) = widths(&needs, air, style.width);
    for (at, (air, width)) in air.into_iter().zip(widths).enumerate() {
        if let Some(column) = table.column_mut(at) {
            column.set_padding((air / 2, air / 2));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
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

/// What the cells of a column need, in characters.
#[derive(Clone, Copy, Debug, Default)]
struct Need {
    /// The longest word.
    word: u16,
    /// The longest line.
    line: u16,
}

/// Notes what the cells of a row need.
fn note_needs(row: &Row<'_>, needs: &mut Vec<Need>) {
    needs.resize(needs.len().max(row.cells.len()), Need::default());
    let longest = |parts: &mut dyn Iterator<Item = &str>| {
        u16::try_from(parts.map(display_width).max().unwrap_or_default()).unwrap_or(u16::MAX)
    };
    for (cell, need) in row.cells.iter().zip(needs) {
        let shown = cell.shown();
        need.word = need.word.max(longest(&mut shown.split([' ', '\n'])));
        need.line = need.line.max(longest(&mut shown.lines()));
    }
}

/// The air of each column and its width, air included. Each is wide enough for its longest word, so that lines end between
/// words; where the words do not all fit, columns first lose their air, then the longest words are broken, for there is no
/// other way. Each character that is left goes to the column whose text takes the most lines.
fn widths(needs: &[Need], mut air: Vec<u16>, width: u16) -> (Vec<u16>, Vec<u16>) {
    // A line stands on each side of each column.
    let room = usize::from(width).saturating_sub(needs.len() + 1);
    let needed = |air: &[u16], most: u16| -> usize {
        needs.iter().zip(air).map(|(need, air)| usize::from(need.word.min(most)) + usize::from(*air)).sum()
    };
    if needed(&air, u16::MAX) > room {
        air.fill(0);
    }
    let widest = needs.iter().map(|need| need.word).max().unwrap_or_default();
    let most = (1..=widest).rev().find(|most| needed(&air, *most) <= room).unwrap_or(1);
    let mut inner: Vec<u16> = needs.iter().map(|need| need.word.min(most).max(1)).collect();
    for _ in needed(&air, most)..room {
        let lacking = (0..needs.len()).filter(|at| inner[*at] < needs[*at].line);
        // As fractions: lines of one column against those of the other.
        let lines = |one: usize, other: usize| u64::from(needs[one].line) * u64::from(inner[other]);
        let Some(at) = lacking.max_by(|one, other| lines(*one, *other).cmp(&lines(*other, *one))) else { break };
        inner[at] += 1;
    }
    let widths = inner.iter().zip(&air).map(|(inner, air)| inner + air).collect();
    (air, widths)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u16, rows: &[&[&str]]) -> String {
        let mut sheet = Sheet::default();
        for (at, row) in rows.iter().enumerate() {
            let role = if at == 0 { Role::Head } else { Role::Body };
            sheet.row(row.iter().map(|text| Cell::text(role, (*text).to_owned())).collect());
        }
        let style = TerminalStyle { width, wraps: true, color: false, highest: Level(3), lowest: Level(1) };
        table(&sheet, style)
    }

    #[test]
    fn rows_of_a_table_end_between_words_as_long_as_all_words_fit() {
        let text = "заместитель начальника отдела материального обеспечения учреждения";
        let drawn = drawn(
            80,
            &[
                &["Основной исполнитель", "Орган (учреждение)", "Исполнено", "Просрочено", "Срок наступает", "Доля"],
                &[text, "Департамент лицензирования и контроля", "10", "10", "10", "0 из 11 (0 %)"],
            ],
        );
        for word in text.split(' ').chain(["лицензирования", "(учреждение)", "Просрочено", "наступает"])
        {
            assert!(drawn.contains(word), "{word}\n{drawn}");
        }
        assert!(drawn.lines().all(|line| display_width(line) <= 80), "{drawn}");
    }

    #[test]
    fn words_that_do_not_fit_together_are_broken_and_the_table_stays_on_the_screen() {
        let word = "а".repeat(50);
        let drawn = drawn(60, &[&["А", "Б"], &[&word, &word]]);
        assert!(drawn.lines().all(|line| display_width(line) <= 60), "{drawn}");
        let need = |word, line| Need { word, line };
        assert_eq!(
            widths(&[need(50, 50), need(50, 50), need(3, 3)], vec![2, 2, 0], 60),
            (vec![0, 0, 0], vec![26, 27, 3])
        );
    }

    #[test]
    fn room_that_is_left_goes_to_the_text_that_takes_the_most_lines() {
        let need = |word, line| Need { word, line };
        assert_eq!(widths(&[need(5, 20), need(6, 6)], vec![2, 2], 60), (vec![2, 2], vec![22, 8]));
        let (_, narrow) = widths(&[need(5, 100), need(8, 17)], vec![2, 0], 40);
        assert_eq!(narrow, [29, 8]);
    }
}
