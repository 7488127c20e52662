//! The height of each row, and texts too tall for one cut into pieces that go on in further rows.
//!
//! Excel fits the height of a row when a file says nothing of it, but not of merged cells, and other programs not at all; so
//! each height is worked out here. No crate does.

use super::looks::{indent_pixels, set_in};
use super::pages::Stands;
use super::shared_strings::any;
use super::text_width::{Type, column_pixels, fits, lines, pieces};
use crate::sheet::{Cell, Heights, Purpose, Role, Row, Sheet, Value};
use std::borrow::Cow;
use std::mem;

/// The height of a row for which none is set, in points.
const USUAL_ROW: f64 = 15.0;
/// The least height of a row that is signed in, in points.
const SIGNED_ROW: f64 = 30.0;

/// A row of the book laid out: how tall it is, and what of its texts goes on in further rows.
pub(super) struct Laid<'t> {
    /// Its cells, each with as much of its text as one row shows.
    pub cells: Vec<Cell<'t>>,
    pub height: f64,
    /// What goes on in further rows, and how tall these are: hardly any row of the book has such.
    pub more: Vec<More<'t>>,
    pub more_heights: Vec<f64>,
    /// In how many cells something was replaced.
    pub replaced: usize,
    /// What it is to the rows around it on paper.
    pub stands: Stands,
}

/// The text of a cell after its first piece.
pub(super) struct More<'t> {
    pub from: u16,
    /// The column after its last.
    pub after: u16,
    pub role: Role,
    pub pieces: Vec<Cow<'t, str>>,
}

impl<'t> Laid<'t> {
    /// Lays out a row of a sheet.
    pub fn out(row: Row<'t>, of: &Sheet<'_>) -> Self {
        let (stands, cells) = (Stands::of(&row), row.cells);
        let mut laid =
            Self { cells, height: USUAL_ROW, more: Vec::new(), more_heights: Vec::new(), replaced: 0, stands };
        let mut from: u16 = 0;
        for cell in &mut laid.cells {
            let set_in = set_in(cell.role);
            let (after, height) = (from + cell.span, |lines: usize| lines as f64 * set_in.line_height() + 2.0);
            if let (Value::Number(number), true) = (&cell.value, cell.span > 1) {
                cell.value = Value::Text(number.to_string().into());
            }
            if let Value::Text(text) = &mut cell.value {
                *text = writable(mem::take(text), &mut laid.replaced);
                let columns = of.widths.iter().skip(from.into()).take(cell.span.into());
                let pixels = columns.map(|width| column_pixels(*width)).sum::<usize>();
                let pixels = pixels.saturating_sub(indent_pixels(cell.role));
                if cell.role == Role::FormGroup {
                    laid.height = laid.height.max(height(1));
                } else if !matches!(of.purpose, Purpose::Paper | Purpose::Aside) || fits(text) {
                    laid.height = laid.height.max(height(lines(text, pixels, set_in)));
                } else {
                    let ((first, lines), more) = cut_up(mem::take(text), pixels, set_in);
                    *text = first;
                    laid.height = laid.height.max(height(lines));
                    laid.more_heights.resize(laid.more_heights.len().max(more.len()), USUAL_ROW);
                    for ((_, lines), tall) in more.iter().zip(&mut laid.more_heights) {
                        *tall = tall.max(height(*lines));
                    }
                    if !more.is_empty() {
                        let pieces = more.into_iter().map(|(piece, _)| piece).collect();
                        laid.more.push(More { from, after, role: cell.role, pieces });
                    }
                }
            }
            if matches!(cell.value, Value::Empty) {
                laid.height = laid.height.max(height(1));
            }
            if cell.role == Role::Signature {
                laid.height = laid.height.max(SIGNED_ROW);
            }
            if let Value::Formula(formula) = &mut cell.value {
                formula.result = writable(mem::take(&mut formula.result).into(), &mut laid.replaced).into_owned();
            }
            from = after;
        }
        if of.heights == Heights::Unset {
            laid.height = USUAL_ROW;
        }
        laid
    }
}

/// A text that a workbook can hold. Replaced, and counted, are the two code points that XML has no place for, and a
/// control character after `_x0041`: written as `_x0001_`, it would close that to the code of another sign.
fn writable<'t>(text: Cow<'t, str>, replaced: &mut usize) -> Cow<'t, str> {
    let ends_in_code = |text: &str| {
        let mut last = text.chars().rev();
        last.by_ref().take(4).all(|digit| digit.is_ascii_hexdigit())
            && last.next() == Some('x')
            && last.next() == Some('_')
    };
    let has_no_place = |(at, letter): (usize, char)| match letter {
        '\u{fffe}' | '\u{ffff}' => true,
        '\t' | '\n' => false,
        c => c < ' ' && ends_in_code(&text[..at]),
    };
    // Most texts hold neither a control character nor a byte that those two begin with.
    let is_strange = |byte: u8| byte == 0xef || (byte < b' ' && byte != b'\n' && byte != b'\t');
    if !any(&text, is_strange) {
        return text;
    }
    if !text.char_indices().any(has_no_place) {
        return text;
    }
    *replaced += 1;
    let written = |(at, letter)| if has_no_place((at, letter)) { '\u{fffd}' } else { letter };
    text.char_indices().map(written).collect::<String>().into()
}

/// A text in pieces of which each fits into one row: the first, and those that go on in further rows.
fn cut_up(text: Cow<'_, str>, pixels: usize, set_in: Type) -> (Piece<'_>, Vec<Piece<'_>>) {
    match text {
        Cow::Borrowed(text) => {
            let ((first, lines), more) = pieces(text, pixels, set_in);
            ((first.into(), lines), more.into_iter().map(|(piece, lines)| (piece.into(), lines)).collect())
        }
        Cow::Owned(text) => {
            let ((first, lines), more) = pieces(&text, pixels, set_in);
            if more.is_empty() {
                return ((text.into(), lines), Vec::new());
            }
            let owned = |(piece, lines): (&str, usize)| (piece.to_owned().into(), lines);
            (owned((first, lines)), more.into_iter().map(owned).collect())
        }
    }
}

/// A piece of a text, and its number of lines.
type Piece<'t> = (Cow<'t, str>, usize);
