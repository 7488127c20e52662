//! The sheets of missing and unexpected organisations, and of files with faults.

use crate::consolidate::{Consolidation, Faulty, absent, unexpected};
use crate::locale::Message;
use crate::report::findings::place;
use crate::sheet::{Cell, Role, Sheet, Stream};

/// The sheet of missing and of unexpected organisations; `None` if nobody said who is expected.
pub(super) fn missing<'a>(of: &Consolidation<'a>) -> Option<Sheet<'a>> {
    if of.expected.is_empty() {
        return None;
    }
    let mut sheet = of.sheet("consolidated-sheet-missing", "consolidated-title-missing", vec![24, 56, 44]);
    sheet.landscape = false;
    sheet.gap();
    let all = sheet.columns();
    let (absent, unexpected) = (absent(of), unexpected(of));
    let part = |sheet: &mut Sheet<'a>, id, count: usize, titles: [&str; 3]| {
        let heading = of.format(Message::new(id).with("count", count));
        sheet.row(vec![Cell::text(Role::Heading, heading).spanning(all)]);
        if count == 0 {
            of.remark(sheet, "consolidated-nothing");
        } else {
            sheet.row(of.titles(&titles).into_iter().map(|title| Cell::text(Role::Head, title)).collect());
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

/// The sheet of files with faults: a row for each error that is kept, at least one for each file.
pub(super) fn faulty<'a>(of: &Consolidation<'a>) -> Sheet<'a> {
    let widths = vec![34, 18, 10, 22, 52, 48];
    let mut sheet = of.sheet("consolidated-sheet-faulty", "consolidated-title-faulty", widths);
    of.remark(&mut sheet, "consolidated-remark-faulty");
    let titles = of.titles(&[
        "consolidated-file",
        "consolidated-state",
        "consolidated-errors",
        "head-place",
        "head-found",
        "head-advice",
    ]);
    Consolidation::head(&mut sheet, titles, 1);
    let lines: Vec<(&'a Faulty, usize)> =
        of.faulty.iter().flat_map(|file| (0..file.findings.len().max(1)).map(move |number| (file, number))).collect();
    of.or_nothing(lines.is_empty(), &mut sheet);
    let of = *of;
    sheet.stream = Some(Stream::new(lines.len(), move |number| {
        let (file, number) = lines[number];
        let found = file.findings.get(number);
        let state = if file.refused { "consolidated-refused" } else { "consolidated-read-with-errors" };
        let help = found.and_then(|found| found.help.as_ref());
        vec![
            Cell::text(Role::Body, file.path.as_str()),
            Cell::text(Role::Body, of.text(state)),
            Cell::number(Role::Short, file.errors),
            Cell::text(Role::Body, found.map(|found| place(of.language, &found.place.position)).unwrap_or_default()),
            Cell::text(Role::Body, found.map(|found| of.language.message(&found.message)).unwrap_or_default()),
            Cell::text(Role::Body, help.map(|help| of.language.message(help)).unwrap_or_default()),
        ]
    }));
    sheet
}
