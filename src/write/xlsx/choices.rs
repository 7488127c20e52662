//! What cells of a form take, what is said of them, and how the levels that they name are coloured.

use super::looks::Looks;
use crate::sheet::{Choice, Choices, Colored, MESSAGE, MESSAGE_TITLE, Marked, Note};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, DataValidation, Formula,
    Note as XlsxNote, XlsxError,
};

/// What a cell takes, and what is said when it is chosen.
pub(super) fn validation(choice: &Choice) -> Result<DataValidation, XlsxError> {
    let list = |name: &str| DataValidation::new().allow_list_formula(Formula::new(format!("={name}")));
    let taken = match &choice.from {
        Choices::Any => DataValidation::new().allow_any_value(),
        Choices::Words(words) => DataValidation::new().allow_list_strings(words)?,
        Choices::Named(name) => list(name),
        Choices::Offered(name) => list(name).show_error_message(false),
        Choices::WorkedOut => DataValidation::new().allow_custom(Formula::new("=FALSE")).ignore_blank(false),
    };
    if choice.title.is_empty() {
        return Ok(taken);
    }
    let (title, message) = told(choice);
    let taken = match choice.from {
        Choices::Named(_) | Choices::WorkedOut => taken.set_error_title(&title)?.set_error_message(&message)?,
        _ => taken,
    };
    taken.set_input_title(title)?.set_input_message(message)
}

/// The title and the message, each whole where it can be: a title that is too long is the first line of the message.
fn told(choice: &Choice) -> (String, String) {
    let units = |text: &str| text.encode_utf16().count();
    let (title, message) = if units(&choice.title) <= MESSAGE_TITLE {
        (choice.title.clone(), choice.message.clone())
    } else {
        let both = format!("{}\n{}", choice.title, choice.message);
        (String::new(), if units(&both) <= MESSAGE { both } else { choice.message.clone() })
    };
    if units(&message) <= MESSAGE {
        return (title, message);
    }
    // A long message is cut evenly, so that each of its lines is begun.
    let lines: Vec<&str> = message.lines().collect();
    let room = MESSAGE / lines.len().max(1) - 1;
    (title, lines.iter().map(|line| short(line, room)).collect::<Vec<_>>().join("\n"))
}

fn short(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        text.to_owned()
    } else {
        text.chars().take(limit - 1).collect::<String>() + "…"
    }
}

/// How many characters stand on a line of a remark, the height of a line, and the lowest and the tallest box, in pixels: the
/// tallest holds the criteria of a scale.
const NOTE_LINE: usize = 64;
const NOTE_LINE_HEIGHT: usize = 17;
const NOTE_HEIGHTS: (usize, usize) = (60, 260);

/// A remark, in a box that holds it.
pub(super) fn note(note: &Note) -> XlsxNote {
    let lines: usize = note.text.lines().map(|line| line.chars().count() / NOTE_LINE + 1).sum();
    let height = (lines * NOTE_LINE_HEIGHT + NOTE_LINE_HEIGHT).clamp(NOTE_HEIGHTS.0, NOTE_HEIGHTS.1);
    let height = u32::try_from(height).unwrap_or(260);
    XlsxNote::new(&note.text).set_width(420).set_height(height).set_author("tobokel").add_author_prefix(false)
}

/// The conditions under which a cell has the colour of a level.
pub(super) fn colored(column: &Colored, looks: &Looks) -> Vec<ConditionalFormatCell> {
    let condition = |(word, level): &(String, _)| {
        let rule = ConditionalFormatCellRule::EqualTo(word.clone());
        Some(ConditionalFormatCell::new().set_rule(rule).set_format(looks.of_level_named(*level)?))
    };
    column.levels.iter().filter_map(condition).collect()
}

/// The condition under which a cell is marked.
pub(super) fn marking(marked: &Marked) -> ConditionalFormatFormula {
    ConditionalFormatFormula::new()
        .set_rule(format!("={}", marked.when).as_str())
        .set_format(Looks::of_mark(marked.mark))
}
