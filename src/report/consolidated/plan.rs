//! The plan over all organisations, the most urgent first: by the method's own keys; of equal situations first the one whose
//! organisation comes first in the run, then the register's order. That is a total order.

use super::Consolidation;
use crate::assess::{Outcome, urgency};
use crate::report::{Digest, SituationDigest};
use crate::sheet::{Cell, Role, Sheet};

/// A situation with its organisation and outcome.
pub(super) type Line<'a> = (&'a Digest, &'a SituationDigest, &'a Outcome);

/// The assessed situations in the order of the plan.
pub(super) fn lines<'a>(all: &Consolidation<'a>) -> Vec<Line<'a>> {
    let assessed =
        all.situations().filter_map(|(digest, situation)| Some((digest, situation, situation.outcome.as_ref()?)));
    let mut lines: Vec<Line<'a>> = assessed.collect();
    lines.sort_by(|(_, _, a), (_, _, b)| urgency(a, b, all.method));
    lines
}

pub(super) fn sheet<'a>(all: &Consolidation<'a>) -> Sheet<'a> {
    let mut sheet = all.table(
        ["consolidated-sheet-plan", "consolidated-plan", "consolidated-plan-remark"],
        &[
            ("column-rank", 7),
            ("fact-organization", 28),
            ("column-id", 8),
            ("column-situation", 38),
            ("column-inherent", 11),
            ("column-residual", 11),
            ("column-measure", 38),
            ("column-due", 15),
            ("column-responsible", 22),
            ("column-funding", 16),
        ],
    );
    for (rank, (digest, situation, outcome)) in (1_usize..).zip(lines(all)) {
        let start = || {
            vec![
                Cell::number(Role::Short, rank),
                Cell::text(Role::Body, digest.organization.name.as_str()),
                Cell::text(Role::Short, situation.id.as_str()),
                Cell::text(Role::Body, situation.text.as_str()),
                all.level_cell(Some(outcome.inherent)),
                all.level_cell(Some(outcome.residual)),
            ]
        };
        for measure in &situation.measures {
            let mut cells = start();
            cells.extend([
                Cell::text(Role::Body, measure.text.as_str()),
                Cell::optional(Role::Body, measure.due.as_deref()),
                Cell::text(Role::Body, crate::report::Case::posts(&measure.responsible)),
                Cell::optional(Role::Body, measure.funding.as_deref()),
            ]);
            sheet.row(cells);
        }
        if situation.measures.is_empty() {
            let mut cells = start();
            cells.extend((0..4).map(|_| Cell::empty(Role::Body)));
            sheet.row(cells);
        }
    }
    sheet
}
