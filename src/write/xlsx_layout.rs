//! How much room text needs in a worksheet: Excel shows at most 409 points of a row and stores at most 32,767 characters in
//! a cell, and does not fit the height of rows whose cells are merged.

/// The tallest text that is put into one row, in lines: 28 lines of 10-point type stay below Excel's 409 points.
const LINES_IN_ROW: usize = 28;

/// The height of a line of 11-point type, in points.
pub(super) const LINE_HEIGHT: f64 = 15.0;

/// How many lines a text takes in a column so many characters wide. Words are taken to wrap badly: better a little air
/// than a line that is cut.
pub(super) fn lines(text: &str, width: usize) -> usize {
    let room = width.max(2) * 19 / 20;
    text.split('\n').map(|paragraph| paragraph.chars().count().div_ceil(room.max(1)).max(1)).sum()
}

/// A text cut into pieces of which each fits into one row of a column so many characters wide. Joined, they are the text.
pub(super) fn pieces(text: &str, width: usize) -> Vec<&str> {
    let room = width.max(2) * LINES_IN_ROW;
    // Bytes are never fewer than characters: most texts are settled here.
    if text.len() <= room && !text.contains('\n') {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let mut rest = text;
    while lines(rest, width) > LINES_IN_ROW {
        let cut = cut(rest, width);
        pieces.push(&rest[..cut]);
        rest = &rest[cut..];
    }
    pieces.push(rest);
    pieces
}

/// Where to cut a text that is too tall: after the last white space that still fits, else in the middle of a word.
fn cut(text: &str, width: usize) -> usize {
    let (mut lines_used, mut in_line, mut after_space) = (1, 0, 0);
    let room = (width.max(2) * 19 / 20).max(1);
    for (at, letter) in text.char_indices() {
        in_line += 1;
        if letter == '\n' || in_line > room {
            lines_used += 1;
            in_line = 0;
        }
        if lines_used > LINES_IN_ROW && at > 0 {
            return if after_space > 0 { after_space } else { at };
        }
        if letter.is_whitespace() {
            after_space = at + letter.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_joined_are_the_text_and_each_fits() {
        for text in ["", "сөз ".repeat(20_000).as_str(), &"ж".repeat(40_000), &"a\n".repeat(500), "short"] {
            for width in [5, 30, 62] {
                let cut = pieces(text, width);
                assert_eq!(cut.concat(), text);
                assert!(
                    cut.iter().all(|piece| lines(piece, width) <= LINES_IN_ROW + 1 && piece.chars().count() < 32_767)
                );
            }
        }
    }
}
