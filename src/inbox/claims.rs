//! Ids made unique.
//!
//! An organisation goes by the id that its register gives, else by the file's stem. Many bodies name their files alike, so
//! over many files an id alone may stand for two bodies. Everything that joins by id (tables, rankings, baselines, waivers)
//! would take these for one: the ids of a run are made unique here, before anything is joined.

use crate::text::comparable;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A file with what it claims of its organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    /// The file, as the user named it, with forward slashes.
    pub path: String,
    /// The id.
    pub id: String,
    /// Whether the file itself gives the id; else it is the file's stem.
    pub given: bool,
    /// Whether the file is a register, and not a plan of measures.
    pub register: bool,
    /// The name that the file gives.
    pub name: Option<String>,
    /// The organisation above it that the file gives.
    pub parent: Option<String>,
    /// The texts above its tables.
    pub titles: Vec<String>,
    /// The day of the assessment that it gives.
    pub assessed_on: Option<Date>,
}

impl Claim {
    /// Whether the two cannot be of one body. A body has one register in a run, and beside it plans that name its id.
    fn rivals(&self, other: &Self) -> bool {
        (self.register && other.register) || !(self.given && other.given)
    }

    /// The name by so many folders above the file: `north/dostuk`.
    fn below(&self, folders: usize) -> String {
        let above = self.folders();
        let from = above.len().saturating_sub(folders);
        [&above[from..], &[self.id.as_str()]].concat().join("/")
    }

    /// The name by the file itself, where folders do not tell.
    fn beside(&self, folders: usize) -> String {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        format!("{} ({file})", self.below(folders))
    }

    /// Whether two files lie in one folder, or one in a folder below the other's.
    pub(super) fn lies_with(&self, other: &Self) -> bool {
        let (one, other) = (self.folders(), other.folders());
        one.starts_with(&other) || other.starts_with(&one)
    }

    fn folders(&self) -> Vec<&str> {
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.pop();
        parts.retain(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'));
        parts
    }
}

/// An id that several files claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The id.
    pub id: String,
    /// The name that each goes by in the run, by the number of its file.
    pub names: Vec<(usize, String)>,
}

/// The ids that several bodies claim, with the names that tell these apart: the nearest folders that differ stand before the
/// id; in one folder the file's name stands behind it. Claims have the numbers of their files.
#[must_use]
pub fn told_apart(claims: &[(usize, Claim)]) -> Vec<Shared> {
    let mut by_id: BTreeMap<String, Vec<&(usize, Claim)>> = BTreeMap::new();
    for claim in claims {
        by_id.entry(comparable(&claim.1.id)).or_default().push(claim);
    }
    let known: BTreeSet<&String> = by_id.keys().collect();
    let mut shared = Vec::new();
    for group in by_id.values().filter(|group| clash(group, |claim| claim.id.clone())) {
        let deepest = group.iter().map(|(_, claim)| claim.folders().len()).max().unwrap_or_default();
        let fits = |name: &dyn Fn(&Claim) -> String| {
            let is_free = |claim: &Claim, name: &String| *name == claim.id || !known.contains(&comparable(name));
            !clash(group, name) && group.iter().all(|(_, claim)| is_free(claim, &name(claim)))
        };
        let folders = (1..=deepest).find(|folders| fits(&|claim| claim.below(*folders)));
        let beside = || [1, deepest].into_iter().find(|folders| fits(&|claim| claim.beside(*folders)));
        let name = |claim: &Claim| match folders {
            Some(folders) => claim.below(folders),
            None => claim.beside(beside().unwrap_or(deepest)),
        };
        let names = group.iter().map(|(number, claim)| (*number, name(claim))).collect();
        shared.push(Shared { id: group[0].1.id.clone(), names });
    }
    shared
}

/// Whether rivals would have one name.
fn clash(group: &[&(usize, Claim)], name: impl Fn(&Claim) -> String) -> bool {
    let mut named: BTreeMap<String, Vec<&Claim>> = BTreeMap::new();
    for (_, claim) in group {
        named.entry(comparable(&name(claim))).or_default().push(claim);
    }
    named.values().any(|same| same.iter().enumerate().any(|(at, one)| same[at + 1..].iter().any(|two| one.rivals(two))))
}

/// All names that an organisation of a file may be meant by, when something outside the run names it: its id, and its id
/// below the folders of the file. So what was written about `north/dostuk` holds when that file is looked at alone.
#[must_use]
pub fn names(id: &str, path: &str) -> Vec<String> {
    let claim = Claim { path: path.to_owned(), id: id.to_owned(), ..Claim::default() };
    (0..=claim.folders().len()).map(|folders| claim.below(folders)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(path: &str, id: &str, given: bool, register: bool) -> Claim {
        Claim { path: path.into(), id: id.into(), given, register, ..Claim::default() }
    }

    fn told(claims: &[Claim]) -> Vec<String> {
        let mut names: Vec<String> = claims.iter().map(|claim| claim.id.clone()).collect();
        let claims: Vec<_> = claims.iter().cloned().enumerate().collect();
        for (number, name) in told_apart(&claims).into_iter().flat_map(|shared| shared.names) {
            names[number] = name;
        }
        names
    }

    #[test]
    fn the_nearest_folders_that_differ_stand_before_the_id() {
        let by_stem = |path: &str| claim(path, "a", false, true);
        assert_eq!(told(&[by_stem("in/north/a.toml"), by_stem("in/south/a.csv")]), ["north/a", "south/a"]);
        assert_eq!(told(&[by_stem("x/2026/a.toml"), by_stem("y/2026/a.toml")]), ["x/2026/a", "y/2026/a"]);
        assert_eq!(told(&[by_stem("a.toml"), by_stem("north/a.toml")]), ["a", "north/a"]);
        // One folder: the files' names tell.
        assert_eq!(told(&[by_stem("in/a.toml"), by_stem("in/a.csv")]), ["in/a (a.toml)", "in/a (a.csv)"]);
        assert_eq!(told(&[by_stem("a.toml"), by_stem("./a.csv")]), ["a (a.toml)", "a (a.csv)"]);
        // Letter case and ways of writing a letter make no other body.
        assert_eq!(told(&[claim("n/A.toml", "A", false, true), by_stem("s/a.toml")]), ["n/A", "s/a"]);
        // A name that another file has already is none.
        let other = claim("b.toml", "north/a", true, true);
        assert_eq!(told(&[by_stem("in/north/a.toml"), by_stem("in/south/a.toml"), other])[0], "in/north/a");
    }

    #[test]
    fn a_body_has_one_register_and_plans_that_name_it() {
        let plan = |path: &str, given| claim(path, "a", given, false);
        let register = |path: &str| claim(path, "a", true, true);
        assert_eq!(told(&[register("in/a.toml"), plan("in/plan.toml", true), plan("in/next.toml", true)]), ["a"; 3]);
        assert_eq!(told(&[plan("n/a.csv", false), plan("s/a.csv", false)]), ["n/a", "s/a"]);
        assert_eq!(told(&[register("n/x.toml"), register("s/y.toml")]), ["n/a", "s/a"]);
        // Its plan stays with the register of its own folder.
        let told = told(&[register("n/x.toml"), plan("n/plan.toml", true), register("s/y.toml")]);
        assert_eq!(told, ["n/a", "n/a", "s/a"]);
    }

    #[test]
    fn an_organisation_may_be_named_with_the_folders_of_its_file() {
        assert_eq!(names("a", "../in/north/a.toml"), ["a", "north/a", "in/north/a"]);
        assert_eq!(names("a", "a.toml"), ["a"]);
    }
}
