//! The sheets of missing and unexpected organisations, and of files with faults.

use crate::consolidate::{Consolidation, Faulty, absent, unexpected};
use crate::locale::Message;
use crate::report::findings::told;
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet, Stream};

/// The sheet of missing and of unexpected organisations; `None` if nobody said who is expected.
pub(super) fn missing<'a>(of: &Consolidation<'a>) -> Option<Sheet<'a>> {
    if of.expected.is_empty() {
        return None;
    }
    let mut sheet = of.sheet("consolidated-sheet-missing", "consolidated-title-missing", vec![24, 56, 44]);
    sheet.landscape = false;
    sheet.gap();
    let (absent, unexpected) = (absent(of), unexpected(of));
    let part = |sheet: &mut Sheet<'a>, id, count: usize, titles: [&str; 3]| {
        sheet.across(Role::Heading, of.format(Message::new(id).with("count", count)));
        if count == 0 {
            sheet.across(Role::Remark, of.text("consolidated-nothing"));
        } else {
            sheet.row(heads(of.language, titles));
        }
    };
    let titles = ["consolidated-id", "fact-organization", "consolidated-why"];
    part(&mut sheet, "consolidated-heading-missing", absent.len(), titles);
    for (expected, refused) in absent {
        let why = match refused {
            Some(file) => of.format(Message::new("consolidated-unreadable").with("path", file.path.as_str())),
            None => of.text("consolidated-no-register"),
        };
        sheet.row(vec![
            Cell::text(Role::Body, expected.id.as_str()),
            Cell::optional(Role::Body, expected.name.as_deref()),
            Cell::text(Role::Body, why),
        ]);
    }
    sheet.gap();
    let titles = ["consolidated-id", "fact-organization", "fact-register-file"];
    part(&mut sheet, "consolidated-heading-unexpected", unexpected.len(), titles);
    for digest in unexpected {
        sheet.row(vec![
            Cell::text(Role::Body, digest.organization.id.as_str()),
            Cell::text(Role::Body, digest.organization.name.as_str()),
            Cell::text(Role::Body, digest.path.as_str()),
        ]);
    }
    Some(sheet)
}

/// The sheet of files with faults: a row for each error that is kept, and at least one for each file.
pub(super) fn faulty<'a>(of: &Consolidation<'a>) -> Sheet<'a> {
    let columns = [
        ("consolidated-file", 34),
        ("consolidated-state", 18),
        ("consolidated-errors", 10),
        ("head-place", 22),
        ("head-found", 52),
        ("head-advice", 48),
    ];
    let names = ["consolidated-sheet-faulty", "consolidated-title-faulty"];
    let mut sheet = of.listing(names, Some("consolidated-remark-faulty"), &columns, 1);
    let lines: Vec<(&'a Faulty, usize)> =
        of.faulty.iter().flat_map(|file| (0..file.findings.len().max(1)).map(move |number| (file, number))).collect();
    of.or_nothing(lines.is_empty(), &mut sheet);
    let of = *of;
    sheet.stream = Some(Stream::new(lines.len(), move |number| {
        let (file, number) = lines[number];
        let state = if file.refused { "consolidated-refused" } else { "consolidated-read-with-errors" };
        let [place, message, help] = told(file.findings.get(number), of.language);
        vec![
            Cell::text(Role::Body, file.path.as_str()),
            Cell::text(Role::Body, of.text(state)),
            Cell::number(Role::Short, file.errors),
            place,
            message,
            help,
        ]
    }));
    sheet
}
