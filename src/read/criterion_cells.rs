//! Cells of the columns of criteria: each belongs to the record of its criterion. And the cells that are made of them.

use super::columns::{Column, Header};
use super::grid::{CellValue, Grid, GridRow};
use super::raw::{RawCriterion, RawRecord};
use crate::model::Axis;
use crate::source::Spot;

/// The record of the criterion that a column is of; a new one where there is none yet.
pub(super) fn criterion_of<'c>(
    column: &Column,
    criteria: &'c mut Vec<RawCriterion<'static>>,
    spot: Spot,
) -> Option<&'c mut RawRecord<'static>> {
    let of = column.criterion.as_ref()?;
    let known = criteria.iter().position(|known| known.axis == of.axis && known.key == *of.key);
    let at = known.unwrap_or_else(|| {
        let key = of.key.to_string().into();
        criteria.push(RawCriterion { axis: of.axis, key, spot, record: RawRecord::new(spot) });
        criteria.len() - 1
    });
    Some(&mut criteria[at].record)
}

/// Takes the points out of rows that a formula of the template makes of its criteria: nobody gave them. Where no criterion can be
/// read, as in a column that was given another title, what the cell shows holds.
pub(super) fn without_combined(rows: &mut [GridRow], grid: &Grid, header: &Header) {
    if grid.combined.is_empty() {
        return;
    }
    for row in rows {
        let number = row.number;
        let has_criteria = Axis::ALL.map(|axis| header.has_criteria_in(row, axis));
        row.cells.retain(|(column, cell)| {
            let Some(axis) = grid.combined_at(number, *column) else { return true };
            let shows_nothing = matches!(cell, CellValue::Uncalculated(_) | CellValue::Error(_));
            !shows_nothing && !Axis::ALL.into_iter().zip(has_criteria).any(|(of, has)| of == axis && has)
        });
    }
}
