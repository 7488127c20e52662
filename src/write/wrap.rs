//! Sentences broken between words where a screen ends. A terminal would break them inside words.

use textwrap::{Options, WordSplitter, wrap};

/// A text of several lines, each broken between words so that it fits; what is broken off goes on under its line.
#[must_use]
pub fn wrapped_lines(text: &str, width: usize) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| wrapped(line, width, indent(line)).join("\n")).collect();
    lines.join("\n")
}

/// The lines of one, the later ones after an indent. A word longer than the screen is broken, for there is no other way; a
/// word with a hyphen is one word, for an id is.
pub(super) fn wrapped(line: &str, width: usize, indent: &str) -> Vec<String> {
    let options = Options::new(width).subsequent_indent(indent).word_splitter(WordSplitter::NoHyphenation);
    wrap(line, options).into_iter().map(|line| line.into_owned()).collect()
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches(' ').len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_between_words_and_go_on_under_their_beginning() {
        assert_eq!(
            wrapped_lines("айыл өкмөтүнүн башчысы\n  kg-232-2026 ыкмасы\n", 14),
            "айыл өкмөтүнүн\nбашчысы\n  kg-232-2026\n  ыкмасы\n"
        );
        assert_eq!(wrapped_lines("ааааааааааааааааа", 10), "аааааааааа\nааааааа");
    }
}
