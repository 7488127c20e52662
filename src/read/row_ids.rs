//! Ids that repeat under each heading: `1` under "1." and `1` under "2." are `1.1` and `2.1`.

use super::codes;
use super::columns::Header;
use super::grid::Grid;
use super::raw::{RawFunction, RawValue};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::Table;

/// Puts the heading's number before plain numbers that restart under each heading: `2` becomes `1.2`.
pub(super) fn qualify_ids(grid: &Grid, header: &Header, functions: &mut [RawFunction<'static>], sink: &mut Sink<'_>) {
    let mut seen = std::collections::BTreeSet::new();
    let (mut restarts, mut plain) = (false, true);
    for id in functions.iter().flat_map(|f| &f.situations).filter_map(|s| s.record.text_of("id")) {
        plain &= !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        restarts |= !seen.insert(id.to_owned());
    }
    let grouped = functions.iter().any(|f| f.record.field("group").is_some());
    if !(restarts && plain && grouped) {
        return;
    }
    let (mut number, mut renamed, mut group) = (0, 0_usize, None);
    for function in functions {
        let own = function.record.field("group").map(|field| field.spot);
        if number == 0 || own != group {
            number += 1;
            group = own;
        }
        for field in function.situations.iter_mut().flat_map(|s| &mut s.record.fields).filter(|field| field.key == "id")
        {
            if let RawValue::Text(id) = &field.value {
                field.value = RawValue::Text(format!("{number}.{}", &**id).into());
                renamed += 1;
            }
        }
    }
    let spot = grid.spot(header.row, header.column(Table::Situation, "id").unwrap_or_default());
    sink.report(&codes::IDS_QUALIFIED, spot, Message::new("ids-qualified").with("count", renamed));
}
