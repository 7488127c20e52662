//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change.
//!
//! GitHub shows ten errors and ten warnings of a step and drops the rest without a word, so the writer chooses which, and
//! says how many are left out.
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use super::findings::said;
use crate::diag::{Folded, Severity, folded};
use crate::locale::{Language, Message};
use crate::report::Run;
use crate::source::Position;
use crate::text::printable;

/// How many annotations of one kind GitHub shows.
const SHOWN: usize = 10;

/// The findings of a run as workflow commands: errors, warnings, what governs the run, and how many are left out. The same
/// finding down a column is one annotation. Waived findings are dropped; pieces of information are only counted.
#[must_use]
pub fn github(run: &Run<'_>) -> String {
    let mut out = String::new();
    let mut left_out = [0; 3];
    let first_language = run.entries.first().map_or(Language::Ky, |entry| entry.language());
    for (severity, left_out) in Severity::ALL.into_iter().zip(&mut left_out) {
        let mut room = if severity == Severity::Information { 0 } else { SHOWN };
        let of_inputs = run.entries.iter().map(|entry| (entry.findings(), entry.language()));
        for (findings, language) in of_inputs.chain([(run.about_run.as_slice(), first_language)]) {
            let counts = |one: &Folded<'_>| one.first.severity == severity && one.first.waived.is_none();
            for one in folded(findings).iter().filter(|one| counts(one)) {
                if room == 0 {
                    *left_out += one.count();
                } else {
                    room -= 1;
                    out.push_str(&command(one, language));
                }
            }
        }
    }
    for message in run.in_force().messages() {
        out.extend(["::notice::", &data(&printable(&first_language.message(&message))), "\n"]);
    }
    if left_out.iter().any(|count| *count > 0) {
        let [errors, warnings, information] = left_out;
        let message = Message::new("findings-left-out")
            .with("errors", errors)
            .with("warnings", warnings)
            .with("information", information);
        out.extend(["::notice::", &data(&first_language.message(&message)), "\n"]);
    }
    out
}

fn command(one: &Folded<'_>, language: Language) -> String {
    let finding = one.first;
    let name = if finding.severity == Severity::Error { "error" } else { "warning" };
    let path = &finding.place.path;
    let place = match &finding.place.position {
        Position::Text { line, column, .. } => format!(",line={line},col={column}"),
        // A document has no lines.
        Position::File | Position::Cell { word: Some(_), .. } => String::new(),
        Position::Cell { row, .. } => format!(",line={}", row + 1),
    };
    let mut message = said(one, language);
    // A line number means little in a workbook: the cells are named in words too.
    if let Some(table) = one.in_word() {
        message = format!("{}: {message}", language.message(&table));
    } else if let (Position::Cell { sheet: Some(sheet), .. }, Some(range)) = (&finding.place.position, one.range()) {
        message = format!("\"{sheet}\"!{range}: {message}");
    }
    message = printable(&message).into_owned();
    if let Some(help) = &finding.help {
        let help = language.message(help);
        let help = printable(&help);
        message = format!("{message}\n{}: {help}", language.text("severity-help"));
    }
    format!("::{name} file={}{place},title={}::{}\n", property(path), property(finding.code.code), data(&message))
}

/// A message as the command takes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, where a colon or a comma would end it.
fn property(text: &str) -> String {
    data(&printable(text)).replace(':', "%3A").replace(',', "%2C")
}
