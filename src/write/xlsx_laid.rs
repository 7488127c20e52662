//! Rows laid out: the height of each, and texts too tall for one cut into pieces that go on in further rows.

use super::xlsx_layout::{Type, column_pixels, fits, lines, pieces};
use super::xlsx_looks::set_in;
use super::xlsx_texts::any;
use crate::sheet::{Cell, Role, Row, Sheet, Value};
use std::borrow::Cow;
use std::mem;

/// The height of a row for which none is set, in points.
const USUAL_ROW: f64 = 15.0;
/// The least height of a row that is signed in, in points.
const SIGNED_ROW: f64 = 30.0;

/// A row of the book laid out: its texts cut into pieces, and how tall the rows are in which these stand.
pub(super) struct Laid<'t> {
    pub cells: Vec<Cell<'t>>,
    pub cut: Vec<Cut<'t>>,
    pub height: f64,
    /// The heights of the rows after the first, which hardly any row of the book has.
    pub more_heights: Vec<f64>,
    /// In how many cells something was replaced.
    pub replaced: usize,
}

impl<'t> Laid<'t> {
    /// Lays out a row of a sheet.
    pub fn out(Row { mut cells }: Row<'t>, of: &Sheet<'_>) -> Self {
        let (mut height, mut more_heights, mut replaced) = (USUAL_ROW, Vec::new(), 0);
        let mut cut: Vec<Cut<'t>> = Vec::with_capacity(cells.len());
        let mut column: u16 = 0;
        for cell in &mut cells {
            let text: Option<Cow<'t, str>> = match &mut cell.value {
                Value::Empty => Some("".into()),
                Value::Number(number) => (cell.span > 1).then(|| number.to_string().into()),
                Value::Text(text) => Some(writable(mem::take(text), &mut replaced)),
            };
            let after = column + cell.span;
            let columns = of.widths.iter().skip(column.into()).take(cell.span.into());
            let pixels = columns.map(|width| column_pixels(*width)).sum();
            let set_in = set_in(cell.role);
            let (first, more) = match text {
                None => (None, Vec::new()),
                Some(text) if of.uncut || fits(&text) => {
                    let lines = lines(&text, pixels, set_in);
                    (Some((text, lines)), Vec::new())
                }
                Some(text) => {
                    let (first, more) = cut_up(text, pixels, set_in);
                    (Some(first), more)
                }
            };
            more_heights.resize(more_heights.len().max(more.len()), USUAL_ROW);
            let heights = [&mut height].into_iter().chain(&mut more_heights);
            for ((_, lines), height) in first.iter().chain(&more).zip(heights) {
                *height = height.max(*lines as f64 * set_in.line_height() + 2.0);
            }
            cut.push(Cut { from: column, after, first, more });
            column = after;
        }
        if cells.iter().any(|cell| cell.role == Role::Signature) {
            height = height.max(SIGNED_ROW);
        }
        Self { cells, cut, height, more_heights, replaced }
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
pub(super) type Piece<'t> = (Cow<'t, str>, usize);

/// A cell with the pieces of its text, of which all but the first go on in further rows.
pub(super) struct Cut<'t> {
    pub from: u16,
    /// The column after its last.
    pub after: u16,
    pub first: Option<Piece<'t>>,
    pub more: Vec<Piece<'t>>,
}
