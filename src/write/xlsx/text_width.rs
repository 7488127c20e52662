//! How much room text takes in a worksheet: the widths of letters, lines, and the cutting of texts that are too tall for one
//! row.
//!
//! The widths are those of the type that official papers are printed in. Excel shows at most 409 points of a row and stores
//! at most 32,767 characters in a cell.

use std::ops::Range;

/// The tallest text that is put into one row, in lines: 30 lines of 10-point type stay below Excel's 409 points.
pub(super) const LINES_IN_ROW: usize = 30;

/// The room that a column gives, in pixels at 96 dots an inch.
pub(super) fn column_pixels(characters: u16) -> usize {
    usize::from(characters) * 7 + 5
}

/// Letters' widths in hundredths of the type size, Times New Roman, from U+0020.
#[rustfmt::skip]
const LATIN: [u8; 95] = [
    25, 33, 41, 50, 50, 83, 78, 18, 33, 33, 50, 56, 25, 33, 25, 28, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 28, 28, 56, 56, 56, 44,
    92, 72, 67, 67, 72, 61, 56, 72, 72, 33, 39, 72, 61, 89, 72, 72, 56, 72, 67, 56, 61, 72, 72, 94, 72, 72, 61, 33, 28, 33, 47, 50,
    33, 44, 50, 44, 50, 44, 33, 50, 50, 28, 28, 50, 28, 78, 50, 50, 50, 50, 33, 39, 28, 50, 50, 72, 50, 50, 44, 48, 20, 48, 54,
];

/// The same from U+0410.
#[rustfmt::skip]
const CYRILLIC: [u8; 80] = [
    72, 57, 67, 58, 68, 61, 90, 50, 72, 72, 67, 68, 89, 72, 72, 72, 56, 67, 61, 71, 79, 72, 72, 65, 101, 101, 71, 87, 57, 66, 103, 67,
    44, 51, 47, 41, 51, 44, 69, 40, 54, 54, 49, 50, 63, 54, 50, 54, 50, 44, 44, 50, 65, 50, 54, 50, 77, 77, 52, 67, 46, 43, 75, 46,
    44, 44, 48, 41, 43, 39, 28, 28, 28, 73, 72, 50, 49, 54, 50, 54,
];

/// The widths of all letters of one byte or two, by their numbers: looking one up is all that is done for most letters.
static WIDTHS: [u8; 0x800] = {
    let mut widths = [OTHER; 0x800];
    let mut at = 0;
    while at < widths.len() {
        widths[at] = match at {
            0x20..=0x7e => LATIN[at - 0x20],
            0x300..=0x36f => 0,
            0x410..=0x45f => CYRILLIC[at - 0x410],
            // ң, ү, ө.
            0x4a3 | 0x4af | 0x4e9 => 60,
            _ => OTHER,
        };
        at += 1;
    }
    widths
};

/// The widths of the letters from U+0400 to U+04FF once more, by their two bytes taken as one number, from the first such
/// number on: nearly all letters are among them.
static OF_PAIRS: [u8; 0x340] = {
    let mut widths = [0; 0x340];
    let mut at = 0x400;
    while at < 0x500 {
        widths[(at >> 6) * 0x100 + (at & 0x3f) - 0x1000] = WIDTHS[at];
        at += 1;
    }
    widths
};

/// The width of a letter of which nothing is known.
const OTHER: u8 = 80;
/// The width of the widest letters.
const WIDEST: u8 = 120;

/// The width of the letter that begins at a byte of a text, and of how many bytes it is.
#[inline]
fn letter_at(text: &str, at: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let first = bytes[at];
    if first < 0x80 {
        return (WIDTHS[usize::from(first)].into(), 1);
    }
    match bytes.get(at + 1) {
        Some(second) if first & 0xe0 == 0xc0 => {
            let number = usize::from(first & 0x1f) << 6 | usize::from(second & 0x3f);
            (WIDTHS[number].into(), 2)
        }
        _ => rare_letter(text[at..].chars().next().unwrap_or_default()),
    }
}

#[cold]
fn rare_letter(letter: char) -> (usize, usize) {
    let width = match letter {
        '\u{200b}'..='\u{200f}' => 0,
        '\u{2000}'..='\u{2e7f}' | '\u{3000}'.. => WIDEST,
        _ => OTHER,
    };
    (width.into(), letter.len_utf8())
}

/// The type that a text is set in.
#[derive(Clone, Copy, Debug)]
pub(in crate::write) struct Type {
    /// Its size in points.
    pub size: u8,
    /// Whether it is bold.
    pub bold: bool,
}

impl Type {
    /// The height of its lines, in points.
    pub fn line_height(self) -> f64 {
        f64::from(self.size) * 1.27
    }

    /// The room in a cell so many pixels wide, in hundredths of this type's size, a little air taken off.
    fn room(self, pixels: usize) -> usize {
        let air = if self.bold { 90 } else { 98 };
        // A point is 96/72 pixels; the cell keeps some pixels at each side for itself.
        (pixels.saturating_sub(7) * air * 72 / 96 / usize::from(self.size)).max(110)
    }
}

/// Lays words out into lines and says where each line after the first begins, as byte offsets.
fn line_starts(text: &str, room: usize, mut begin: impl FnMut(usize)) {
    let (bytes, mut at, mut width) = (text.as_bytes(), 0, 0);
    while at < bytes.len() {
        let start = at;
        let of_word;
        (of_word, at) = word_at(text, at);
        // Most words fit where the one before them ends.
        if width + of_word <= room {
            width += of_word;
        } else {
            width = word_broken(text, start..at, width, room, &mut begin);
        }
        match bytes.get(at) {
            Some(b'\n') => {
                width = 0;
                begin(at + 1);
            }
            Some(divides) => width += usize::from(WIDTHS[usize::from(*divides)]),
            None => {}
        }
        at += 1;
    }
}

/// How wide the letters are up to the next sign that divides words or lines, and where that is.
fn word_at(text: &str, start: usize) -> (usize, usize) {
    let (mut rest, mut width) = (&text.as_bytes()[start..], 0);
    loop {
        if let [first, second, after @ ..] = rest
            && let Some(own) = OF_PAIRS.get(usize::from(u16::from_be_bytes([*first, *second]).wrapping_sub(0xd080)))
        {
            width += usize::from(*own);
            rest = after;
            continue;
        }
        rest = match rest {
            // All such signs come before the letters.
            [first, ..] if *first <= b'-' && matches!(first, b'\n' | b' ' | b'-') => break,
            [first, after @ ..] if *first < 0x80 => {
                width += usize::from(WIDTHS[usize::from(*first)]);
                after
            }
            [] => break,
            _ => {
                let (own, length) = letter_at(text, text.len() - rest.len());
                width += own;
                &rest[length..]
            }
        };
    }
    (width, text.len() - rest.len())
}

/// The width of the longest word of a text, in hundredths of the size of its type: what a column needs that breaks none.
pub(in crate::write) fn longest_word(text: &str) -> u32 {
    let (mut at, mut longest) = (0, 0);
    while at < text.len() {
        let width;
        (width, at) = word_at(text, at);
        longest = longest.max(width);
        at += 1;
    }
    u32::try_from(longest).unwrap_or(u32::MAX)
}

/// Lays out a word that does not fit into the rest of a line, of which so much is taken; says how much its last line takes.
fn word_broken(text: &str, word: Range<usize>, taken: usize, room: usize, begin: &mut impl FnMut(usize)) -> usize {
    let (mut width, mut word_start, mut word_width, mut at) = (taken, word.start, 0, word.start);
    while at < word.end {
        let (own, length) = letter_at(text, at);
        if width + own > room && width > 0 {
            // The word goes to the next line whole, unless it is a line of its own already.
            if width > word_width {
                begin(word_start);
                width = word_width;
            } else {
                begin(at);
                (width, word_start, word_width) = (0, at, 0);
            }
        }
        width += own;
        word_width += own;
        at += length;
    }
    width
}

/// How many lines a text takes in a cell so many pixels wide.
pub(in crate::write) fn lines(text: &str, pixels: usize, set_in: Type) -> usize {
    let room = set_in.room(pixels);
    // No letter takes more than 94 hundredths for each of its bytes.
    if text.len() * 94 <= room && !text.contains('\n') {
        return 1;
    }
    let mut lines = 1;
    line_starts(text, room, |_| lines += 1);
    lines
}

/// Whether a text fits into one row whatever its width: even a line of one letter each would.
pub(super) fn fits(text: &str) -> bool {
    text.len() <= LINES_IN_ROW
}

/// A piece of a text, and its number of lines.
pub(super) type Piece<'t> = (&'t str, usize);

/// A text cut into pieces of which each fits into one row of a cell so many pixels wide: the first, and those after it, which
/// hardly any text has. Joined, they are the text.
pub(super) fn pieces(text: &str, pixels: usize, set_in: Type) -> (Piece<'_>, Vec<Piece<'_>>) {
    if fits(text) {
        return ((text, lines(text, pixels, set_in)), Vec::new());
    }
    let mut cut = Vec::new();
    let (mut from, mut lines) = (0, 1);
    line_starts(text, set_in.room(pixels), |start| {
        if lines == LINES_IN_ROW && start < text.len() {
            cut.push((&text[from..start], lines));
            (from, lines) = (start, 0);
        }
        lines += 1;
    });
    let last = (&text[from..], lines);
    if cut.is_empty() {
        return (last, cut);
    }
    cut.push(last);
    (cut.remove(0), cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Type = Type { size: 10, bold: false };

    #[test]
    fn pieces_joined_are_the_text_and_each_fits_into_a_row() {
        let texts =
            ["", "сөз ".repeat(20_000).as_str(), &"ж".repeat(40_000), &"a\n".repeat(500), &"😀-".repeat(900), "short"]
                .map(str::to_owned);
        for text in texts {
            for pixels in [20, 200, 440] {
                let (first, more) = pieces(&text, pixels, BODY);
                let cut = [vec![first], more].concat();
                assert_eq!(cut.iter().map(|(piece, _)| *piece).collect::<String>(), text);
                for (piece, _) in cut {
                    let count = lines(piece.trim_end_matches('\n'), pixels, BODY);
                    assert!(count <= LINES_IN_ROW, "{count} lines at {pixels}: {piece}");
                    assert!(piece.encode_utf16().count() < 32_767);
                }
            }
        }
    }

    #[test]
    fn a_word_is_as_wide_as_its_letters() {
        let of_letters = |word: &str| word.char_indices().map(|(at, _)| letter_at(word, at).0).sum::<usize>();
        let mut buffer = [0; 4];
        for letter in ('!'..='\u{2fff}').filter(|letter| *letter != '-') {
            let letter = letter.encode_utf8(&mut buffer);
            assert_eq!(word_at(letter, 0), (of_letters(letter), letter.len()), "{letter}");
        }
        let word = "Жер-тилкеси,ң4W😀ÿ";
        assert_eq!(word_at(word, 0), (of_letters("Жер"), "Жер".len()));
        assert_eq!(word_at(word, "Жер-".len()), (of_letters("тилкеси,ң4W😀ÿ"), word.len()));
    }

    #[test]
    fn no_short_text_is_wider_than_it_is_taken_for() {
        for text in ["WWWWWW", "ЩЮЩЮЩ", "мммм", "@@@@@"] {
            let wide = text.char_indices().map(|(at, _)| letter_at(text, at).0).sum::<usize>();
            for pixels in 8..200 {
                let fits = wide <= BODY.room(pixels);
                assert_eq!(lines(text, pixels, BODY) == 1, fits, "{text} in {pixels}");
            }
        }
    }

    #[test]
    fn words_wrap_whole_and_line_breaks_count() {
        assert_eq!(lines("", 100, BODY), 1);
        assert_eq!(lines("one\ntwo\nthree", 400, BODY), 3);
        let word = "Ыктымалдуулук";
        let wide = word.char_indices().map(|(at, _)| letter_at(word, at).0).sum::<usize>();
        let pixels = wide * 10 * 96 / 72 / 95 + 30;
        assert_eq!(lines(&format!("{word} {word} {word}"), pixels, BODY), 3);
    }
}
