//! Advice that fits the medium: whoever keeps a table writes into cells, and knows neither keys nor flags.

use super::Diagnostic;
use crate::source::{Position, cell_name};

/// An advice for texts, and what is said in its place of a table.
struct Twin {
    /// The advice that names a key, a bracket or a flag.
    text: &'static str,
    /// What is said at a cell of a sheet; it may name `$sheet` and `$cell`.
    cell: &'static str,
    /// What is said of a file of tables elsewhere.
    table: &'static str,
}

const fn twin(text: &'static str, cell: &'static str, table: &'static str) -> Twin {
    Twin { text, cell, table }
}

const TWINS: &[Twin] = &[
    twin("unreadable-date-help", "unreadable-date-help-table", "unreadable-date-help-table"),
    twin("unreadable-term-help", "unreadable-term-help-table", "unreadable-term-help-table"),
    twin("duplicate-id-help", "duplicate-id-help-table", "duplicate-id-help-table"),
    twin("empty-text-help", "empty-text-help-table", "empty-text-help-table"),
    twin("missing-field-help", "missing-field-help-table", "missing-field-help-table"),
    twin("no-situations-help", "no-situations-help-table", "no-situations-help-table"),
    twin("no-measures-help", "no-measures-help-table", "no-measures-help-table"),
    twin("other-method-help", "other-method-help-table", "other-method-help-table"),
    twin("missing-controller-help", "missing-controller-help-cell", "missing-controller-help-table"),
    twin("missing-particulars-help", "missing-particulars-help", "missing-particulars-help-table"),
    twin("missing-measure-help", "missing-measure-help-table", "missing-measure-help-table"),
    twin("no-organisation-help", "no-organisation-help-cell", "no-organisation-help"),
    twin("too-many-high-risks-help", "too-many-high-risks-help-table", "too-many-high-risks-help-table"),
    twin("sealed-situation-changed-help", "sealed-change-help-table", "sealed-change-help-table"),
    twin("unsealed-situation-help", "unsealed-situation-help-table", "unsealed-situation-help-table"),
    twin("sealed-method-differs-help", "sealed-method-differs-help-table", "sealed-method-differs-help-table"),
    twin("sealed-document-differs-help", "sealed-document-differs-help-table", "sealed-document-differs-help-table"),
    twin("missing-seal-help", "missing-seal-help-table", "missing-seal-help-table"),
];

/// Puts the advice of a finding in a file of tables into the words of tables.
pub(super) fn speak_of_cells(finding: &mut Diagnostic) {
    let Some(help) = &mut finding.help else { return };
    let Some(twin) = TWINS.iter().find(|twin| twin.text == help.id) else { return };
    let Position::Cell { sheet: Some(sheet), row, column, .. } = &finding.place.position else {
        help.id = twin.table;
        return;
    };
    help.id = twin.cell;
    // Only what names the cell gets it: the same advice down a column stays one.
    if !twin.cell.ends_with("-cell") {
        return;
    }
    help.args.push(("sheet", sheet.as_ref().into()));
    help.args.push(("cell", cell_name(*row, *column).into()));
}
