//! Advice that fits the medium: in a file of tables it speaks of cells, not of keys or flags.

use super::finding::Diagnostic;
use crate::source::{Position, cell_name};

/// Advice for texts, which names a key, a bracket or a flag; what is said in its place at a cell of a sheet, where it may name
/// `$sheet` and `$cell`; and what is said of a file of tables elsewhere.
const TWINS: [[&str; 3]; 18] = [
    ["unreadable-date-help", "unreadable-date-help-table", "unreadable-date-help-table"],
    ["unreadable-term-help", "unreadable-term-help-table", "unreadable-term-help-table"],
    ["duplicate-id-help", "duplicate-id-help-table", "duplicate-id-help-table"],
    ["empty-text-help", "empty-text-help-table", "empty-text-help-table"],
    ["missing-field-help", "missing-field-help-table", "missing-field-help-table"],
    ["no-situations-help", "no-situations-help-table", "no-situations-help-table"],
    ["no-measures-help", "no-measures-help-table", "no-measures-help-table"],
    ["other-method-help", "other-method-help-table", "other-method-help-table"],
    ["missing-controller-help", "missing-controller-help-cell", "missing-controller-help-table"],
    ["missing-particulars-help", "missing-particulars-help", "missing-particulars-help-table"],
    ["missing-measure-help", "missing-measure-help-table", "missing-measure-help-table"],
    ["no-organisation-help", "no-organisation-help-cell", "no-organisation-help"],
    ["too-many-high-risks-help", "too-many-high-risks-help-table", "too-many-high-risks-help-table"],
    ["sealed-situation-changed-help", "sealed-change-help-table", "sealed-change-help-table"],
    ["unsealed-situation-help", "unsealed-situation-help-table", "unsealed-situation-help-table"],
    ["sealed-method-differs-help", "sealed-method-differs-help-table", "sealed-method-differs-help-table"],
    ["sealed-document-differs-help", "sealed-document-differs-help-table", "sealed-document-differs-help-table"],
    ["missing-seal-help", "missing-seal-help-table", "missing-seal-help-table"],
];

/// Puts the advice of a finding in a file of tables into the words of tables.
pub(super) fn speak_of_cells(finding: &mut Diagnostic) {
    let Some(help) = &mut finding.help else { return };
    let Some([_, at_cell, elsewhere]) = TWINS.into_iter().find(|[text, ..]| *text == help.id) else { return };
    let Position::Cell { sheet: Some(sheet), row, column, .. } = &finding.place.position else {
        help.id = elsewhere;
        return;
    };
    help.id = at_cell;
    // Only what names the cell gets it: the same advice down a column stays one.
    if !at_cell.ends_with("-cell") {
        return;
    }
    help.args.push(("sheet", sheet.as_ref().into()));
    help.args.push(("cell", cell_name(*row, *column).into()));
}
