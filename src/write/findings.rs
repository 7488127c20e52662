//! Findings for people: each with its place, the source line with a caret, and what to do.

use crate::diag::{Diagnostic, Folded, Severity, Unit, folded};
use crate::locale::{Language, Message};
use crate::source::{Position, SourceFile};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// How findings are shown.
#[derive(Clone, Copy, Debug)]
pub struct FindingStyle {
    /// The language.
    pub language: Language,
    /// Whether colours are used.
    pub color: bool,
    /// How many characters fit into a line.
    pub width: u16,
}

/// How many situations are named where a finding concerns several.
const SITUATIONS: usize = 5;

/// The findings of one file, each with the source line it speaks of; the same one down a column is told once.
#[must_use]
pub fn findings(found: &[Diagnostic], file: &SourceFile, style: FindingStyle) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(usize::from(style.width));
    folded(found).iter().map(|finding| one(finding, file, style.language, &renderer) + "\n").collect()
}

fn one(folded: &Folded<'_>, file: &SourceFile, language: Language, renderer: &Renderer) -> String {
    let finding = folded.first;
    let (level, name) = match finding.severity {
        Severity::Error => (Level::ERROR, "severity-error"),
        Severity::Warning => (Level::WARNING, "severity-warning"),
        Severity::Information => (Level::INFO, "severity-information"),
    };
    let title = level.with_name(language.text(name)).primary_title(said(folded, language)).id(finding.code.code);
    let mut group = Group::with_title(title);
    group = match &finding.place.position {
        // Only the line itself: a renderer that is given the whole file counts its lines anew for each finding.
        Position::Text { line, start, end, .. } if *end <= file.text.len() => {
            let span = first_line(&file.text, *start, *end);
            let begin = file.text[..span.start].rfind('\n').map_or(0, |before| before + 1);
            let finish = file.text[span.end..].find('\n').map_or(file.text.len(), |after| span.end + after);
            group.element(
                Snippet::source(&file.text[begin..finish])
                    .line_start(*line)
                    .path(finding.place.path.to_string())
                    .annotation(AnnotationKind::Primary.span(span.start - begin..span.end - begin)),
            )
        }
        Position::Text { line, column, .. } => {
            group.element(Origin::path(finding.place.path.to_string()).line(*line).char_column(*column))
        }
        Position::Cell { sheet, title, .. } => {
            group.element(Origin::path(place_in_table(folded, sheet.as_deref(), title.as_deref(), language)))
        }
        Position::File => group.element(Origin::path(finding.place.path.to_string())),
    };
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name(language.text("severity-help")).message(language.message(help)));
    }
    renderer.render(&[group])
}

/// What was found, with the ids of the situations that it concerns.
pub(super) fn said(folded: &Folded<'_>, language: Language) -> String {
    let message = language.message(&folded.first.message);
    let ids = folded.situations();
    let message = match ids.as_slice() {
        [] => return message,
        [_] => folded.first.said(message.as_str()).unwrap_or_else(|| folded.first.message.clone()),
        several => {
            let mut ids = several[..several.len().min(SITUATIONS)].join(", ");
            if several.len() > SITUATIONS {
                ids.push_str(", …");
            }
            let said = match folded.first.unit {
                Unit::Situation => Message::new("finding-of-situations"),
                Unit::Measure => Message::new("finding-of-measures"),
            };
            said.with("ids", ids).with("message", message)
        }
    };
    language.message(&message)
}

/// `file.xlsx, "Sheet"!N9:N24, column "Harm" (16 cells)`: cells as a person looks for them.
fn place_in_table(folded: &Folded<'_>, sheet: Option<&str>, title: Option<&str>, language: Language) -> String {
    let (column, from, to) = folded.rows().unwrap_or_default();
    let id = match (sheet, title, from == to) {
        (Some(_), None, _) => "place-in-sheet",
        (Some(_), Some(_), _) => "place-in-titled-column",
        (None, None, true) => "place-in-record",
        (None, Some(_), true) => "place-in-titled-field",
        (None, None, false) => "place-in-records",
        (None, Some(_), false) => "place-in-titled-records",
    };
    let place = Message::new(id)
        .with("path", &*folded.first.place.path)
        .with("sheet", sheet.unwrap_or_default())
        .with("cell", folded.range().unwrap_or_default())
        .with("line", from + 1)
        .with("last", to + 1)
        .with("column", u32::from(column) + 1)
        .with("title", title.unwrap_or_default());
    if folded.count() == 1 {
        return language.message(&place);
    }
    language.message(&Message::new("place-several").with("place", place).with("count", folded.count()))
}

/// A span cut at the end of its first line: a whole table is pointed at by its heading.
fn first_line(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let end = text.get(start..end).and_then(|span| span.find('\n')).map_or(end, |at| start + at);
    start..end
}
