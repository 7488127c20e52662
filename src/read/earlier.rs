//! An earlier assessment, as this program's own JSON document holds it.

use serde_json::Value;
use std::collections::BTreeSet;

/// The situations that a JSON assessment puts at a level after controls: the organisation's id and the situation's. `None`
/// if the text is no such document.
#[must_use]
pub fn situations_at(document: &str, level: &str) -> Option<BTreeSet<(String, String)>> {
    let document: Value = serde_json::from_str(document).ok()?;
    let schema = document.get("schema")?.as_str()?;
    if schema != "tobokel/assessment/1" {
        return None;
    }
    let mut found = BTreeSet::new();
    for register in document.get("registers")?.as_array()? {
        let organization = register.get("organization")?.get("id")?.as_str()?;
        for situation in register.get("situations")?.as_array()? {
            if situation.get("residual")?.as_str() == Some(level) {
                found.insert((organization.to_owned(), situation.get("id")?.as_str()?.to_owned()));
            }
        }
    }
    Some(found)
}
