//! A line of a source file as a finding shows it, and what in it the finding is about.
//!
//! A renderer that is given the whole file counts its lines anew for each finding; it is given one line. It cuts a long one
//! around its mark, but lets a mark that is longer than the screen run over the edge: such a mark is shortened here.

use crate::text::shown_in_place;
use std::ops::Range;

/// What the renderer keeps free on both sides of a mark, in characters.
const AROUND: usize = 16;

/// A line, safe for a terminal.
pub(super) struct SourceExcerpt {
    pub line: String,
    /// What the finding is about: a span of bytes of the line.
    pub mark: Range<usize>,
    /// Whether so much stands before the mark that only its end is in the line.
    pub is_cut: bool,
}

/// How much of a line is shown before and after the beginning of a mark, in bytes: a line may be megabytes long.
const SHOWN: usize = 1 << 11;

impl SourceExcerpt {
    /// The line that a span begins in, for a number of characters; `None` if the text has no such span.
    pub fn of(text: &str, start: usize, end: usize, width: usize) -> Option<Self> {
        text.get(start..end)?;
        let (from, to) =
            (text.floor_char_boundary(start.saturating_sub(SHOWN)), text.floor_char_boundary(start + SHOWN));
        // A mark of several lines, such as a whole table, is cut to its first.
        let end = end.min(to);
        let end = text[start..end].find('\n').map_or(end, |at| start + at);
        let before = text[from..start].rfind('\n');
        let begin = before.map_or(from, |before| from + before + 1);
        let finish = text[end..to].find('\n').map_or(to, |after| end + after);
        let before_is_cut = before.is_none() && from > 0;
        let (before, marked) =
            (shown_in_place(&text[begin..start]), shown_in_place(text[start..end].trim_end_matches('\r')));
        let line = format!("{before}{marked}{}", shown_in_place(text[end..finish].trim_end_matches('\r')));
        let most = width.saturating_sub(AROUND).max(1);
        let length = marked.char_indices().nth(most).map_or(marked.len(), |(at, _)| at);
        Some(Self { line, mark: before.len()..before.len() + length, is_cut: before_is_cut })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, marked: &str, width: usize) -> (String, String) {
        let start = text.find(marked).unwrap();
        let excerpt = SourceExcerpt::of(text, start, start + marked.len(), width).unwrap();
        let mark = excerpt.line[excerpt.mark.clone()].to_owned();
        (excerpt.line, mark)
    }

    #[test]
    fn a_mark_ends_with_its_line_and_with_the_screen() {
        let text = "биринчи\nname = \"башчы\"\r\nүчүнчү";
        assert_eq!(excerpt(text, "\"башчы\"", 80), ("name = \"башчы\"".into(), "\"башчы\"".into()));
        assert_eq!(excerpt("[a]\r\nb = 1", "[a]\r\nb", 80), ("[a]".into(), "[a]".into()));
        let long = format!("б{}б", "а".repeat(100));
        assert_eq!(excerpt(&long, &"а".repeat(100), 26), (long, "а".repeat(10)));
    }

    #[test]
    fn signs_that_cannot_be_seen_keep_their_place() {
        assert_eq!(excerpt("a\u{1b}[31mb = 1", "b", 80), ("a\u{fffd}[31mb = 1".into(), "b".into()));
        assert_eq!(excerpt("ab", "", 80), ("ab".into(), String::new()));
    }
}
