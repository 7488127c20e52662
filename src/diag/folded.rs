//! The same finding down a column, told once.
//!
//! A register in a table has hundreds of rows, and a fault of habit stands in most of them. People are told of it once,
//! with the range of rows; machine formats keep every finding. Positions in text files never fold: a line is a place of
//! its own there.

use super::finding::Diagnostic;
use crate::source::{Position, cell_name};
use std::collections::{BTreeMap, HashSet};

/// One finding, or the same one in several rows of a column.
#[derive(Clone, Debug)]
pub struct Folded<'a> {
    /// The finding in the uppermost row.
    pub first: &'a Diagnostic,
    /// The same finding in the rows below, from top to bottom.
    pub more: Vec<&'a Diagnostic>,
}

impl<'a> Folded<'a> {
    /// How many findings it stands for, at least 1.
    #[must_use]
    pub fn count(&self) -> usize {
        1 + self.more.len()
    }

    /// The cell, or the range of cells as Excel names it: `F14`, `N9:N24`. `None` where the finding is not in a table.
    #[must_use]
    pub fn range(&self) -> Option<String> {
        let (column, from, to) = self.rows()?;
        let first = cell_name(from, column);
        Some(if from == to { first } else { format!("{first}:{}", cell_name(to, column)) })
    }

    /// The column, the uppermost and the lowest row, all 0-based. `None` where the finding is not in a table.
    #[must_use]
    pub fn rows(&self) -> Option<(u16, u32, u32)> {
        let (column, from) = cell(self.first)?;
        let to = self.more.last().and_then(|last| cell(last)).map_or(from, |(_, row)| row);
        Some((column, from, to))
    }

    /// The ids of the situations concerned, each once, from top to bottom.
    #[must_use]
    pub fn situations(&self) -> Vec<&'a str> {
        let mut seen = HashSet::new();
        let ids = std::iter::once(&self.first).chain(&self.more).filter_map(|found| found.situation.as_deref());
        ids.filter(|id| seen.insert(*id)).collect()
    }
}

/// The findings with those that say the same down a column folded into one, which stands where its first stood.
///
/// Two findings say the same if their code, severity, message with what is filled in, advice, field and waiver are equal.
/// Rows without the finding may lie between; another finding of the same code in the column ends the range.
#[must_use]
pub fn folded(found: &[Diagnostic]) -> Vec<Folded<'_>> {
    let mut folded: Vec<Folded<'_>> = Vec::new();
    // The last range of each code and column. Few are open at once in one file, but many files may come together.
    let mut open: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for finding in found {
        let Some(key) = key(finding) else {
            folded.push(Folded { first: finding, more: Vec::new() });
            continue;
        };
        match open.get(&key).map(|at| &mut folded[*at]) {
            Some(range) if continues(range, finding) => range.more.push(finding),
            _ => {
                open.insert(key, folded.len());
                folded.push(Folded { first: finding, more: Vec::new() });
            }
        }
    }
    folded
}

/// What findings that may fold have in common: file, sheet, column and code.
type Key<'a> = (&'a str, Option<&'a str>, u16, &'static str);

fn key(finding: &Diagnostic) -> Option<Key<'_>> {
    let Position::Cell { sheet, column, .. } = &finding.place.position else { return None };
    Some((&finding.place.path, sheet.as_deref(), *column, finding.code.code))
}

fn continues(range: &Folded<'_>, finding: &Diagnostic) -> bool {
    let first = range.first;
    let last = range.more.last().copied().unwrap_or(first);
    // Two findings in one cell, or a list that is not in the order of the rows, are no range.
    cell(finding).map(|(_, row)| row) > cell(last).map(|(_, row)| row)
        && first.severity == finding.severity
        && first.message == finding.message
        && first.help == finding.help
        && first.field == finding.field
        && first.waived == finding.waived
}

/// The 0-based column and row of a finding in a table.
fn cell(finding: &Diagnostic) -> Option<(u16, u32)> {
    match finding.place.position {
        Position::Cell { row, column, .. } => Some((column, row)),
        Position::File | Position::Text { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Severity};
    use crate::locale::Message;
    use crate::source::Place;

    const CODE: Code = Code { code: "TB999", name: "test-fault", severity: Severity::Warning };
    const OTHER: Code = Code { code: "TB998", name: "other-fault", severity: Severity::Warning };

    fn at(code: &'static Code, row: u32, column: u16, arg: &str) -> Diagnostic {
        let position = Position::Cell { sheet: Some("S".into()), row, column, title: None, word: None };
        let message = Message::new("severity-error").with("found", arg);
        let mut found = Diagnostic::new(code, Place { path: "a.xlsx".into(), position }, message);
        found.situation = Some(format!("1.{row}"));
        found
    }

    fn shown(found: &[Diagnostic]) -> Vec<(String, usize)> {
        folded(found).iter().map(|one| (one.range().unwrap_or_default(), one.count())).collect()
    }

    #[test]
    fn the_same_finding_down_a_column_is_one_with_a_range() {
        let found = [at(&CODE, 8, 13, ""), at(&OTHER, 9, 13, ""), at(&CODE, 9, 13, ""), at(&CODE, 23, 13, "")];
        assert_eq!(shown(&found), [("N9:N24".into(), 3), ("N10".into(), 1)]);
        assert_eq!(folded(&found)[0].situations(), ["1.8", "1.9", "1.23"]);
    }

    #[test]
    fn another_column_another_message_and_the_same_cell_do_not_fold() {
        let found = [at(&CODE, 1, 0, ""), at(&CODE, 2, 1, ""), at(&CODE, 3, 0, "x"), at(&CODE, 4, 0, "")];
        assert_eq!(shown(&found), [("A2".into(), 1), ("B3".into(), 1), ("A4".into(), 1), ("A5".into(), 1)]);
        assert_eq!(shown(&[at(&CODE, 1, 0, ""), at(&CODE, 1, 0, "")]), [("A2".into(), 1), ("A2".into(), 1)]);
    }

    #[test]
    fn places_in_texts_never_fold() {
        let line = |line| {
            let position = Position::Text { line, column: 1, start: line, end: line };
            Diagnostic::new(&CODE, Place { path: "a.toml".into(), position }, Message::new("severity-error"))
        };
        assert_eq!(shown(&[line(1), line(2)]), [(String::new(), 1), (String::new(), 1)]);
    }
}
