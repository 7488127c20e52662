//! The risk map of a comparison. What moved has an arrow in its old cell and in its new one.

use crate::case::Row;
use crate::compare::Comparison;
use crate::locale::Message;
use crate::report::assessment::map::{Cells, matrix_of};
use crate::report::words::first_few;
use crate::sheet::Cell;

/// How many marks a cell names before it counts the rest; the table of changes has them all.
const SHOWN: usize = 40;

impl<'a> Comparison<'a> {
    /// The matrix of the later method, by the levels before controls.
    pub(super) fn map(&self, cells: Cells) -> Vec<Vec<Cell<'a>>> {
        matrix_of(&self.new, cells, |likelihood, harm| self.marks((likelihood, harm)))
    }

    /// What stands in a cell: plain ids, then those that arrive and leave, then new and closed ones.
    fn marks(&self, here: (u8, u8)) -> String {
        let (mut plain, mut arriving, mut leaving) = (Vec::new(), Vec::new(), Vec::new());
        for pair in &self.pairs {
            let points =
                |situation: &crate::model::Situation| situation.likelihood.points().zip(situation.harm.points());
            let (before, after) = (points(pair.old.situation), points(pair.new.situation));
            let (old, new) = (&pair.old.situation.id, &pair.new.situation.id);
            match (before == Some(here), after == Some(here)) {
                (true, true) => plain.push(new.clone()),
                (false, true) if old == new => arriving.push(format!("→ {new}")),
                (false, true) => arriving.push(format!("→ {new} ({old})")),
                (true, false) => leaving.push(format!("{old} →")),
                (false, false) => {}
            }
        }
        let single = |rows: &[Row<'a>], sign: &str| {
            let at = |row: &&Row<'a>| row.situation.likelihood.points().zip(row.situation.harm.points()) == Some(here);
            rows.iter().filter(at).map(|row| format!("{sign}{}", row.situation.id)).collect::<Vec<_>>()
        };
        let groups = [plain, arriving, leaving, single(&self.added, "+ "), single(&self.closed, "− ")];
        let lines = groups.iter().filter(|marks| !marks.is_empty()).map(|marks| self.line(marks));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn line(&self, marks: &[String]) -> String {
        let (shown, more) = first_few(marks, SHOWN, ", ");
        if more == 0 {
            return shown;
        }
        self.new.format(Message::new("compare-marks-and-more").with("marks", shown).with("more", more))
    }
}
