//! Parts of a workbook that nothing here reads: each is noted by its kind and fingerprint.

use super::facts::{Aspect, Facts};
use crate::read::package::{Package, Relation};
use crate::read::unreadable::Unreadable;
use crate::source::fingerprint;

/// Relations whose parts are read elsewhere, or change nothing that a reader sees.
const KNOWN: [&str; 9] = [
    "officeDocument",
    "worksheet",
    "sharedStrings",
    "styles",
    "theme",
    "calcChain",
    "thumbnail",
    "printerSettings",
    "hyperlink",
];

/// Notes a part of a kind that is not read: what it is, and its fingerprint.
pub(super) fn other_part(relation: &Relation, package: &mut Package<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    // Properties of the document are shown beside it.
    if !KNOWN.contains(&relation.kind.as_str()) && !relation.kind.ends_with("properties") {
        let said = match (relation.is_external, package.bytes(&relation.part)?) {
            (false, Some(bytes)) => format!("{} {}", relation.kind, &fingerprint(&bytes)[..8]),
            _ => format!("{} {}", relation.kind, relation.target),
        };
        let known = facts.entry((Aspect::Other, String::new())).or_default();
        known.extend([said.as_str(), "; "]);
    }
    Ok(())
}
