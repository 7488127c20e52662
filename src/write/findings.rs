//! Findings for people: each with its place, the source line with a caret, and what to do.

use crate::diag::{Diagnostic, Severity};
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
    group = match finding.place.position {
        Position::Text { start, end, .. } if end <= file.text.len() => group.element(
            Snippet::source(file.text.as_str())
                .path(finding.place.path.to_string())
                .annotation(AnnotationKind::Primary.span(first_line(&file.text, start, end))),
        ),
        Position::Text { line, column, .. } => {
            group.element(Origin::path(finding.place.path.to_string()).line(line).char_column(column))
        }
        Position::File => group.element(Origin::path(finding.place.path.to_string())),
    };
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name(language.text("severity-help")).message(language.message(help)));
    }
    renderer.render(&[group])
}

/// A span cut at the end of its first line: a whole table is pointed at by its heading.
fn first_line(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let end = text.get(start..end).and_then(|span| span.find('\n')).map_or(end, |at| start + at);
    start..end
}
