//! Whose registers are missing, whose were not expected, and which files have faults.

use super::{Consolidation, Digest, ExpectedOrganization};
use crate::locale::Message;
use crate::report::Faulty;
use crate::report::findings::place;
use crate::sheet::{Cell, Role, Sheet, Stream};
use crate::text::comparable;
use std::collections::{BTreeMap, BTreeSet};

/// The expected organisations of which there is no register, in the order in which they are expected, each with the file
/// of that name that could not be read, if there is one.
pub(super) fn absent<'a>(of: &Consolidation<'a>) -> Vec<(&'a ExpectedOrganization, Option<&'a Faulty>)> {
    let mut settled: BTreeSet<String> = of.digests.iter().flat_map(ids).collect();
    let mut refused = BTreeMap::new();
    for file in of.faulty.iter().filter(|file| file.refused) {
        refused.entry(comparable(&file.id)).or_insert(file);
    }
    let absent = of.expected.iter().filter(|expected| settled.insert(comparable(&expected.id)));
    absent.map(|expected| (expected, refused.get(&comparable(&expected.id)).copied())).collect()
}

/// The ids by which an organisation may be expected: its own, and the one that it goes by where several claim that.
fn ids(digest: &Digest) -> [String; 2] {
    [comparable(&digest.organization.id), comparable(&digest.own_id)]
}

/// The organisations of the run that nobody expected, in the order of the run; none if nobody said who is expected.
pub(super) fn unexpected<'a>(of: &Consolidation<'a>) -> Vec<&'a Digest> {
    let expected: BTreeSet<String> = of.expected.iter().map(|expected| comparable(&expected.id)).collect();
    let is_new = |digest: &&Digest| !expected.is_empty() && !ids(digest).iter().any(|id| expected.contains(id));
    of.digests.iter().filter(is_new).collect()
}

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
