//! What cells of a form take, what is said of them, and how the levels that they name are coloured.

use super::looks::Looks;
use crate::sheet::{Choice, Choices, Colored, MESSAGE, Note};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Formula, Note as XlsxNote, XlsxError,
};

/// Excel's limit for the title of a message, in characters.
const TITLE: usize = 32;

/// What a cell takes, and what is said when it is chosen.
pub(super) fn validation(choice: &Choice) -> Result<DataValidation, XlsxError> {
    let taken = match &choice.from {
        Choices::Any => DataValidation::new().allow_any_value(),
        Choices::Words(words) => DataValidation::new().allow_list_strings(words)?,
        Choices::Named(name) => DataValidation::new().allow_list_formula(Formula::new(format!("={name}"))),
    };
    if choice.title.is_empty() {
        return Ok(taken);
    }
    let message = &choice.message;
    // A long message is cut evenly, so that each of its lines is begun.
    let lines: Vec<&str> = message.lines().collect();
    let room = MESSAGE / lines.len().max(1) - 1;
    let message = if message.chars().count() <= MESSAGE {
        message.clone()
    } else {
        lines.iter().map(|line| short(line, room)).collect::<Vec<_>>().join("\n")
    };
    taken.set_input_title(short(&choice.title, TITLE))?.set_input_message(message)
}

fn short(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        text.to_owned()
    } else {
        text.chars().take(limit - 1).collect::<String>() + "…"
    }
}

/// A remark, in a box that holds the criteria of a scale.
pub(super) fn note(note: &Note) -> XlsxNote {
    XlsxNote::new(&note.text).set_width(420).set_height(260).set_author("tobokel").add_author_prefix(false)
}

/// The conditions under which a cell has the colour of a level.
pub(super) fn colored(column: &Colored, looks: &Looks) -> Vec<ConditionalFormatCell> {
    let condition = |(word, level): &(String, _)| {
        let rule = ConditionalFormatCellRule::EqualTo(word.clone());
        Some(ConditionalFormatCell::new().set_rule(rule).set_format(looks.of_level_named(*level)?))
    };
    column.levels.iter().filter_map(condition).collect()
}
