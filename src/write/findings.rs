//! Findings for people: each with its place, the source line with a caret, and what to do.

use super::excerpt::SourceExcerpt;
use super::wrap::wrapped;
use crate::diag::{Diagnostic, Folded, Severity, Unit, folded};
use crate::locale::{Language, Message};
use crate::source::{Position, SourceFile};
use crate::text::{printable, printable_lines};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;

/// How findings are shown.
#[derive(Clone, Copy, Debug)]
pub struct FindingStyle {
    /// The language.
    pub language: Language,
    /// Whether colours are used.
    pub color: bool,
    /// How many characters fit into a line.
    pub width: u16,
    /// Whether sentences end where the line does: only where a person looks.
    pub wraps: bool,
}

/// The narrowest column of words, in characters.
const NARROWEST: usize = 20;

/// How many situations are named where a finding concerns several.
const SITUATIONS: usize = 5;

/// How many findings of one kind in one file are shown; the rest are counted: nobody reads on, and drawing them can take many
/// seconds. Machine formats keep all.
const OF_ONE_KIND: usize = 100;

/// The length of what stands before advice, besides the numbers of lines.
const ADVICE: usize = " = ".len();
/// The indent of a place in a table.
const PLACE: &str = "    ";

/// The findings of one file, each with its source line; the same finding down a column is shown once.
#[must_use]
pub fn findings(found: &[Diagnostic], file: &SourceFile, style: FindingStyle) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(usize::from(style.width));
    let mut out = String::new();
    // By code: how many were shown, and how many findings were not.
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in folded(found) {
        let (shown, beyond) = kinds.entry(finding.first.code.code).or_default();
        if *shown < OF_ONE_KIND {
            *shown += 1;
            out.push_str(&one(&finding, file, style, &renderer));
            out.push('\n');
        } else {
            *beyond += finding.count();
        }
    }
    for (code, (_, beyond)) in kinds.into_iter().filter(|(_, (_, beyond))| *beyond > 0) {
        let message = Message::new("findings-of-kind-beyond").with("code", code).with("count", beyond);
        out.push_str(&style.lines(&style.language.message(&message), 0));
        out.push('\n');
    }
    out
}

fn one(folded: &Folded<'_>, file: &SourceFile, style: FindingStyle, renderer: &Renderer) -> String {
    let (finding, language) = (folded.first, style.language);
    let (level, name) = match finding.severity {
        Severity::Error => (Level::ERROR, "severity-error"),
        Severity::Warning => (Level::WARNING, "severity-warning"),
        Severity::Information => (Level::INFO, "severity-information"),
    };
    let (name, code) = (language.text(name), finding.code.code);
    let said = style.lines(&said(folded, language), name.chars().count() + code.len() + "[]: ".len());
    let title = level.with_name(name).primary_title(said).id(code);
    let mut group = Group::with_title(title);
    let path = printable(&finding.place.path);
    let gutter = match &finding.place.position {
        Position::Text { line, .. } => line.to_string().len(),
        Position::Cell { .. } | Position::File => 0,
    };
    let excerpt;
    group = match &finding.place.position {
        Position::Text { line, column, start, end } => {
            match SourceExcerpt::of(&file.text, *start, *end, usize::from(style.width).saturating_sub(gutter + 3)) {
                Some(found) => {
                    excerpt = found;
                    let mark = AnnotationKind::Primary.span(excerpt.mark.clone());
                    let snippet = Snippet::source(&excerpt.line).line_start(*line).annotation(mark);
                    if excerpt.is_cut {
                        group.element(Origin::path(path).line(*line).char_column(*column)).element(snippet)
                    } else {
                        group.element(snippet.path(path))
                    }
                }
                None => group.element(Origin::path(path).line(*line).char_column(*column)),
            }
        }
        Position::Cell { sheet, title, .. } => {
            let place = place_in_table(folded, sheet.as_deref(), title.as_deref(), language);
            let lines =
                if style.wraps { wrapped(&place, usize::from(style.width) - PLACE.len(), "") } else { vec![place] };
            group.element(Origin::path(lines.join(&format!("\n{PLACE}"))))
        }
        Position::File => group.element(Origin::path(path)),
    };
    if let Some(help) = &finding.help {
        let name = language.text("severity-help");
        let help = style.lines(&language.message(help), gutter + ADVICE + name.chars().count() + ": ".len());
        group = group.element(Level::HELP.with_name(name).message(help));
    }
    renderer.render(&[group])
}

impl FindingStyle {
    /// A sentence, safe for a terminal, in lines that leave room for what stands before the first.
    fn lines(self, sentence: &str, before: usize) -> String {
        let sentence = printable(sentence);
        if !self.wraps {
            return sentence.into_owned();
        }
        let width = usize::from(self.width).saturating_sub(before).max(NARROWEST);
        printable_lines(&wrapped(&sentence, width, "").join("\n")).into_owned()
    }
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
    if let Some(table) = folded.in_word() {
        let place = Message::new("place-in-file").with("path", &*folded.first.place.path).with("place", table);
        return language.message(&several(place, "place-several-word", folded.count()).shortened());
    }
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
    language.message(&several(place, "place-several", folded.count()).shortened())
}

/// A place, with the number of those that it stands for.
fn several(place: Message, id: &'static str, count: usize) -> Message {
    if count == 1 { place } else { Message::new(id).with("place", place).with("count", count) }
}
