//! The sheet of all files that were found, with what became of each.

use crate::consolidate::{Consolidation, names};
use crate::inbox::Became;
use crate::sheet::{Cell, Role, Sheet, Stream};
use std::collections::BTreeMap;

/// The sheet of files, in the order of their paths.
pub(super) fn files<'a>(of: &Consolidation<'a>) -> Sheet<'a> {
    let columns = [
        ("column-id", 6),
        ("consolidated-file", 52),
        ("consolidated-became", 22),
        ("fact-organization", 30),
        ("consolidated-copy-of", 44),
        ("consolidated-why", 52),
    ];
    let titles = ["consolidated-sheet-files", "consolidated-title-files"];
    let mut sheet = of.listing(titles, Some("consolidated-remark-files"), &columns, 2);
    of.or_nothing(of.files.is_empty(), &mut sheet);
    let (of, names) = (*of, names(of));
    sheet.stream = Some(Stream::new(of.files.len(), move |number| {
        let file = &of.files[number];
        vec![
            Cell::number(Role::Short, number + 1),
            Cell::text(Role::Body, file.path.as_str()),
            Cell::text(Role::Body, of.text(word(file.became))),
            Cell::text(Role::Body, file.organization.as_deref().map(|id| named(id, &names)).unwrap_or_default()),
            Cell::optional(Role::Body, file.of.as_deref()),
            Cell::text(Role::Body, file.reason.clone().map(|reason| of.format(reason)).unwrap_or_default()),
        ]
    }));
    sheet
}

/// A body by its name, with its id where that is another word; by its id alone where nobody gives its name.
pub(super) fn named(id: &str, names: &BTreeMap<&str, &str>) -> String {
    match names.get(id) {
        Some(name) if *name != id => format!("{name} ({id})"),
        _ => id.to_owned(),
    }
}

/// The id of the word for what became of a file.
pub(in crate::report) fn word(became: Became) -> &'static str {
    match became {
        Became::Register => "became-register",
        Became::Plan => "became-plan",
        Became::OwnOutput => "became-own-output",
        Became::Copy => "became-copy",
        Became::Replaced => "became-replaced",
        Became::Refused => "became-refused",
        Became::Unsupported => "became-unsupported",
        Became::NotRead => "became-not-read",
    }
}
