//! Names in addresses: the fragments, keys and files by which what is published is found. They hold what may stand in an address and
//! in a file name on every system, and are the same from year to year as long as the ids are.

use std::collections::BTreeSet;

/// Names given in one place: none is given twice, in whatever letter case.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// Names, of which some are taken.
    pub fn with(taken: &[&str]) -> Self {
        Self(taken.iter().map(|name| (*name).to_owned()).collect())
    }

    /// A name that is free: the wanted one, or with a number.
    pub fn free(&mut self, wanted: &str, numbered: fn(&str, usize) -> String) -> String {
        let mut numbers = 2..;
        let mut name = wanted.to_owned();
        while !self.0.insert(name.to_lowercase()) {
            name = numbered(wanted, numbers.next().unwrap_or(usize::MAX));
        }
        name
    }
}

/// `a-2`, in a fragment or a file name.
pub(super) fn dashed(name: &str, number: usize) -> String {
    format!("{name}-{number}")
}

/// `a (2)`, in a key.
fn bracketed(name: &str, number: usize) -> String {
    format!("{name} ({number})")
}

/// The keys and fragments of a body.
pub(super) struct Addresses<'a> {
    organization: &'a str,
    situations: Names,
    measures: Names,
    anchors: Names,
}

impl<'a> Addresses<'a> {
    /// Those of the body with an id.
    pub fn of(organization: &'a str) -> Self {
        let names = Names::default;
        Self { organization, situations: names(), measures: names(), anchors: names() }
    }

    /// The key of the situation with an id, and its fragment.
    pub fn situation(&mut self, id: &str) -> (String, String) {
        let key = self.situations.free(&format!("{}/{id}", self.organization), bracketed);
        let anchor = self.anchors.free(&slug(&key), dashed);
        (key, anchor)
    }

    /// The key of the measure of a plan, by its id, and its fragment.
    pub fn planned(&mut self, id: &str) -> (String, String) {
        self.measure(&format!("{}/{id}", self.organization))
    }

    /// The key of a measure against a situation, by its number there, and its fragment.
    pub fn against(&mut self, situation: &str, number: u32) -> (String, String) {
        self.measure(&format!("{situation}/{number}"))
    }

    fn measure(&mut self, wanted: &str) -> (String, String) {
        let key = self.measures.free(wanted, bracketed);
        let anchor = self.anchors.free(&format!("m-{}", slug(&key)), dashed);
        (key, anchor)
    }
}

/// The longest name, in characters: file systems allow 255 bytes.
const LONGEST: usize = 60;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A text as a fragment or a file name: letters, digits, points and dashes; everything else is a dash.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars().take(LONGEST) {
        if letter.is_alphanumeric() || matches!(letter, '.' | '_') {
            out.push(letter);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    let name = out.trim_matches(['-', '.']);
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(|sign: char| sign.is_ascii_digit());
    if name.is_empty() || DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_on_every_system_and_unique() {
        let north = "\u{442}\u{4af}\u{43d}\u{434}\u{4af}\u{43a}";
        assert_eq!(slug(&format!("{north}/dostuk")), format!("{north}-dostuk"));
        assert_eq!(slug("a:b*c?\"<>|d\\e. "), "a-b-c-d-e");
        assert_eq!(["con", "COM1.a", "index", ""].map(slug), ["con_", "COM1.a_", "index", "_"]);
        assert_eq!(slug(&"a".repeat(500)).len(), LONGEST);
        let mut names = Names::with(&["index"]);
        let given = ["index", "a", "A", "a-2"].map(|name| names.free(name, dashed));
        assert_eq!(given, ["index-2", "a", "A-2", "a-2-2"]);
    }
}
