//! The consolidated workbook: its sheets in their order.

use crate::consolidate::Overall;
use crate::report::consolidation::{above, attendance, common, files, heat, mentions, plan, positions, ranking, since};
use crate::report::layout;
use crate::sheet::{Book, Later, Sheet};

/// The consolidated workbook: summary, ranking, bodies above, heat map, plan, comparison, positions, other bodies, missing, faults, all
/// files.
/// The sheet of missing organisations is there only if somebody said which are expected.
#[must_use]
pub fn consolidated_workbook<'a>(all: &'a Overall<'a>) -> Book<'a> {
    let of = &all.of;
    let mut sheets = vec![ranking::summary(all), ranking::ranking(all)];
    sheets.extend(above::above(all));
    sheets.extend([
        later(all, "consolidated-sheet-heat", heat::heat),
        later(all, "sheet-plan", plan::plan),
        later(all, "consolidated-sheet-common", common::common),
        later(all, "sheet-positions", positions::positions),
        later(all, "consolidated-sheet-elsewhere", mentions::mentions),
    ]);
    sheets.extend(attendance::missing(of));
    sheets.extend(since::since(of));
    sheets.extend([attendance::faulty(of), files::files(of)]);
    let title = of.text("consolidated-title");
    let book = layout::book(of.title.unwrap_or(&title), of.as_of, of.method, of.language);
    Book { title, organization: of.title.unwrap_or_default(), draft: of.draft(), sheets, ..book }
}

fn later<'a>(all: &'a Overall<'a>, name: &str, make: fn(&'a Overall<'a>) -> Sheet<'a>) -> Sheet<'a> {
    Later::sheet(all.of.text(name), move || make(all))
}
