//! Which texts stay, whatever their field: those that may name a person, and those that say how to reach one. Each stays whole: what is
//! left of a text without a part of it may still tell whose it was.

use super::Why;
use crate::rules::{has_contact, has_name, may_name_a_person};

/// Why a text stays. Doubt is enough.
pub(super) fn why_it_stays(text: &str) -> Option<Why> {
    why(may_name_a_person(text), text)
}

/// Why the name of a body stays: many are called after somebody, so a person is named only by clear signs.
pub(super) fn why_a_name_stays(name: &str) -> Option<Why> {
    why(has_name(name), name)
}

fn why(person: bool, text: &str) -> Option<Why> {
    if person { Some(Why::Person) } else { has_contact(text).then_some(Why::Contact) }
}
