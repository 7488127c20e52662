//! Advice that fits the medium: in a file of tables it speaks of cells, not of keys or flags.

use super::finding::Diagnostic;
use crate::locale::{Arg, Message};
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

/// What is said of sheets, cells and workbooks; what is said in its place to somebody who has a Word document open.
const IN_WORD: [[&str; 2]; 52] = [
    ["empty-text-help-table", "empty-text-help-table-word"],
    ["early-date-help", "early-date-help-word"],
    ["no-such-sheet", "no-such-sheet-word"],
    ["sheets-are", "sheets-are-word"],
    ["several-registers", "several-registers-word"],
    ["several-registers-help", "several-registers-help-word"],
    ["second-table", "second-table-word"],
    ["second-table-help", "second-table-help-word"],
    ["untitled-column", "untitled-column-word"],
    ["untitled-column-help", "untitled-column-help-word"],
    ["posts-apart", "posts-apart-word"],
    ["other-words", "other-words-word"],
    ["id-became-day", "id-became-day-word"],
    ["id-changed-help", "id-changed-help-word"],
    ["other-table", "other-table-word"],
    ["other-table-help", "other-table-help-word"],
    ["plan-beside-register", "plan-beside-register-word"],
    ["cell-beside-measure", "cell-beside-measure-word"],
    ["cell-beside-measure-help", "cell-beside-measure-help-word"],
    ["shifted-row", "shifted-row-word"],
    ["shifted-continuation", "shifted-continuation-word"],
    ["shifted-row-help", "shifted-row-help-word"],
    ["several-measures", "several-measures-word"],
    ["tables-empty", "tables-empty-word"],
    ["no-register-table", "no-register-table-word"],
    ["workbook-encrypted", "workbook-encrypted-word"],
    ["workbook-encrypted-help", "workbook-encrypted-help-word"],
    ["workbook-damaged", "workbook-damaged-word"],
    ["workbook-damaged-help", "workbook-damaged-help-word"],
    ["budget-cells", "budget-cells-word"],
    ["budget-written", "budget-written-word"],
    ["budget-columns", "budget-columns-word"],
    ["budget-sheets", "budget-sheets-word"],
    ["budget-sheets-help", "budget-sheets-help-word"],
    ["budget-text", "budget-text-word"],
    ["budget-merged", "budget-merged-word"],
    ["budget-apart", "budget-apart-word"],
    ["budget-styles", "budget-styles-word"],
    ["budget-copy-help", "budget-copy-help-word"],
    ["stated-unreadable", "stated-unreadable-word"],
    ["stated-differs", "stated-differs-word"],
    ["stated-differs-help", "stated-differs-help-word"],
    ["two-values", "two-values-word"],
    ["missing-field-help-table", "missing-field-help-table-word"],
    ["missing-controller-help-cell", "missing-controller-help-cell-word"],
    ["missing-controller-help-table", "missing-controller-help-table-word"],
    ["missing-particulars-help-table", "missing-particulars-help-table-word"],
    ["no-organisation-help", "no-organisation-help-word"],
    ["no-organisation-help-cell", "no-organisation-help-cell-word"],
    ["other-method-help-table", "other-method-help-table-word"],
    ["several-organizations-help", "several-organizations-help-word"],
    ["place-several", "place-several-word"],
];

/// Puts what a finding in a Word document says, and its advice, into the words of tables and rows.
pub(super) fn speak_of_tables(finding: &mut Diagnostic) {
    in_words_of_tables(&mut finding.message);
    finding.help.iter_mut().for_each(in_words_of_tables);
}

fn in_words_of_tables(message: &mut Message) {
    if let Some([_, own]) = IN_WORD.into_iter().find(|[general, _]| *general == message.id) {
        message.id = own;
    }
    for (_, arg) in &mut message.args {
        if let Arg::Message(inner) = arg {
            in_words_of_tables(inner);
        }
    }
}
