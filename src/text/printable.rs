//! Texts that come from files or arguments made safe for a line of a terminal and of a build's log.
//!
//! Whoever writes a register also writes what a terminal shows of it. A text must not steer the terminal (escape
//! sequences), hide or turn round what stands beside it (signs without width, signs of direction), begin a line of its own,
//! or be a command to the service that runs the build (`::error`, `##[error]`).

use std::borrow::Cow;

/// A text as one line that somebody's terminal or build may show: line breaks and tabulators are spaces, signs that cannot be
/// seen are left out, and what a build service would obey is broken by a space.
///
/// <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let line = in_one_line(text);
    let begin = line.len() - line.trim_start().len();
    // A command begins the line; whatever stands before it makes it a text.
    if line[begin..].starts_with("::") { format!("{}: {}", &line[..begin], &line[begin + 1..]).into() } else { line }
}

/// A text as a part of such a line: not at its beginning.
#[must_use]
pub fn in_one_line(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_visible) && !text.contains("##") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut before = '\0';
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        if ends_line(letter) || letter == '\t' {
            // A line break of two signs is one space.
            if !(letter == '\n' && before == '\r') {
                out.push(' ');
            }
        } else if is_visible(letter) {
            if letter == '#' && out.ends_with('#') && is_named_in_brackets(rest.as_str()) {
                out.push(' ');
            }
            out.push(letter);
        }
        before = letter;
    }
    out.into()
}

/// Whether a text goes on as `error]` and `vso[` do behind the signs that begin a command.
fn is_named_in_brackets(rest: &str) -> bool {
    rest.chars().filter(|letter| is_visible(*letter)).find(|letter| !letter.is_ascii_alphabetic()) == Some('[')
}

/// A text of several lines, each made [`printable`].
#[must_use]
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    if text.lines().all(|line| matches!(printable(line), Cow::Borrowed(_))) {
        return text.into();
    }
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(|line| printable(line.trim_end_matches('\r'))).collect();
    lines.join("\n").into()
}

/// A part of a line that is shown just as it stands: what cannot be seen, or begins a command, is a replacement sign, so that
/// columns stay what they are.
#[must_use]
pub fn shown_in_place(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        let begins_command = letter == '#' && out.ends_with('#') && is_named_in_brackets(rest.as_str());
        let stays = (letter == '\t' || is_visible(letter)) && !begins_command;
        out.push(if stays { letter } else { char::REPLACEMENT_CHARACTER });
    }
    out
}

/// Whether a sign can be seen and leaves what stands beside it as it is.
#[must_use]
pub fn is_visible(letter: char) -> bool {
    // Nearly all letters are decided by the first comparison.
    matches!(letter, ' '..='~' | '\u{400}'..='\u{52f}')
        || !(letter.is_control() || ends_line(letter) || has_no_width(letter) || turns_direction(letter))
}

fn ends_line(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Unicode's default-ignorable code points, and those that mark annotations.
fn has_no_width(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The bidirectional controls.
fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_as_it_is_unless_it_would_do_something() {
        for text in ["Достук айыл өкмөтү", "№ 114: «а» — 5 %", "1.1 #2 a:b", "\u{a0}e\u{301}👍🏽"]
        {
            assert!(matches!(printable(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn nothing_that_steers_a_terminal_or_breaks_a_line_is_left() {
        assert_eq!(printable("a\u{1b}]0;b\u{7}\u{9b}31mc\u{7f}\0"), "a]0;b31mc");
        assert_eq!(printable("a\r\nb\nc\rd\te\u{85}f\u{2028}g\u{b}h"), "a b c d e f g h");
        assert_eq!(printable("ки\u{200b}р\u{202e}ди\u{2066}\u{feff}\u{ad}\u{e0041}"), "кирди");
    }

    #[test]
    fn no_text_is_a_command_to_a_build_service() {
        assert_eq!(printable("::error file=a::b"), ": :error file=a::b");
        assert_eq!(printable("\n:\u{200b}:error"), " : :error");
        assert_eq!(printable("x ##[error]y ##vso[z]"), "x # #[error]y # #vso[z]");
        assert_eq!(printable_lines("а\n::error::b\r\n  ::в\n## г [д]"), "а\n: :error::b\n  : :в\n## г [д]");
    }

    #[test]
    fn in_place_a_sign_is_one_sign() {
        assert_eq!(shown_in_place("а\u{1b}\u{202e}\tб ##[e]"), "а\u{fffd}\u{fffd}\tб #\u{fffd}[e]");
    }
}
