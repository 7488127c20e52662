//! Findings for people: each with its place, the source line with a caret, and what to do.

use crate::diag::{Diagnostic, Severity};
use crate::locale::{Language, Message};
use crate::source::{Position, SourceFile, cell_name};
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

/// The findings of one file, each with the source line it speaks of.
#[must_use]
pub fn findings(found: &[Diagnostic], file: &SourceFile, style: FindingStyle) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(usize::from(style.width));
    found.iter().map(|finding| one(finding, file, style.language, &renderer) + "\n").collect()
}

fn one(finding: &Diagnostic, file: &SourceFile, language: Language, renderer: &Renderer) -> String {
    let (level, name) = match finding.severity {
        Severity::Error => (Level::ERROR, "severity-error"),
        Severity::Warning => (Level::WARNING, "severity-warning"),
        Severity::Information => (Level::INFO, "severity-information"),
    };
    let mut message = language.message(&finding.message);
    if let Some(id) = &finding.situation {
        message =
            language.message(&Message::new("finding-of-situation").with("id", id.as_str()).with("message", message));
    }
    let title = level.with_name(language.text(name)).primary_title(message).id(finding.code.code);
    let mut group = Group::with_title(title);
    group = match &finding.place.position {
        Position::Text { start, end, .. } if *end <= file.text.len() => group.element(
            Snippet::source(file.text.as_str())
                .path(finding.place.path.to_string())
                .annotation(AnnotationKind::Primary.span(first_line(&file.text, *start, *end))),
        ),
        Position::Text { line, column, .. } => {
            group.element(Origin::path(finding.place.path.to_string()).line(*line).char_column(*column))
        }
        Position::Cell { sheet, row, column, title } => group.element(Origin::path(language.message(&place_of_cell(
            &finding.place.path,
            sheet.as_deref(),
            *row,
            *column,
            title.as_deref(),
        )))),
        Position::File => group.element(Origin::path(finding.place.path.to_string())),
    };
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name(language.text("severity-help")).message(language.message(help)));
    }
    renderer.render(&[group])
}

/// `file.xlsx, "Sheet"!F14, column "Harm"`: a cell as a person looks for it.
fn place_of_cell(path: &str, sheet: Option<&str>, row: u32, column: u16, title: Option<&str>) -> Message {
    let (id, titled) = match sheet {
        Some(_) => ("place-in-sheet", "place-in-titled-column"),
        None => ("place-in-record", "place-in-titled-field"),
    };
    Message::new(if title.is_some() { titled } else { id })
        .with("path", path)
        .with("sheet", sheet.unwrap_or_default())
        .with("cell", cell_name(row, column))
        .with("line", row + 1)
        .with("column", u32::from(column) + 1)
        .with("title", title.unwrap_or_default())
}

/// A span cut at the end of its first line: a whole table is pointed at by its heading.
fn first_line(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let end = text.get(start..end).and_then(|span| span.find('\n')).map_or(end, |at| start + at);
    start..end
}
