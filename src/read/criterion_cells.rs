//! Cells of the columns of criteria: each belongs to the record of its criterion.

use super::columns::Column;
use super::raw::{RawCriterion, RawRecord};
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
