//! The sheet of what became of each body since an earlier run.

use crate::consolidate::{Consolidation, Since, moved, names};
use crate::report::consolidation::files::named;
use crate::sheet::{Cell, Role, Sheet};

/// How many errors that are gone a row names.
const NAMED: usize = 5;

/// The sheet; `None` where no earlier run is named.
pub(super) fn since<'a>(of: &Consolidation<'a>) -> Option<Sheet<'a>> {
    of.since?;
    let columns = [
        ("fact-organization", 40),
        ("consolidated-since-state", 24),
        ("consolidated-since-before", 12),
        ("consolidated-since-now", 12),
        ("consolidated-since-gone", 70),
    ];
    let titles = ["consolidated-sheet-since", "consolidated-title-since"];
    let mut sheet = of.listing(titles, Some("consolidated-remark-since"), &columns, 1);
    let (rows, names) = (moved(of), names(of));
    of.or_nothing(rows.is_empty(), &mut sheet);
    for row in rows {
        let mut gone: Vec<&str> = row.gone.iter().take(NAMED).map(|(_, message)| message.as_str()).collect();
        if row.gone.len() > NAMED {
            gone.push("…");
        }
        sheet.row(vec![
            Cell::text(Role::Body, named(row.organization, &names)),
            Cell::text(Role::Body, of.text(word(row.since))),
            Cell::number(Role::Short, row.errors[0]),
            Cell::number(Role::Short, row.errors[1]),
            Cell::text(Role::Body, gone.join("\n")),
        ]);
    }
    Some(sheet)
}

/// The id of the word for what became of a body.
fn word(since: Since) -> &'static str {
    match since {
        Since::New => "since-new",
        Since::Corrected => "since-corrected",
        Since::Changed => "since-changed",
        Since::Unchanged => "since-unchanged",
        Since::StillFaulty => "since-still-faulty",
        Since::Gone => "since-gone",
    }
}
