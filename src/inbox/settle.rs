//! The files of a run as registers of bodies: each goes by the id of its body, which is unique in the run; of several versions
//! the later one counts.

use super::bodies::{By, Known, Whose, whose};
use super::claims::{Claim, Shared, told_apart};
use super::name::same_body;
use super::versions::{Sent, Verdict, versions};
use crate::text::comparable;
use std::collections::{BTreeMap, BTreeSet};

/// An organisation that is known beforehand, with its id.
pub type Listed = (String, Known);

/// What became of the files of a run, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// The id under which the file's body is known, where it is another than the file's own.
    pub bodies: BTreeMap<usize, String>,
    /// The id that the file goes by in the run, where it is another than its own.
    pub ids: BTreeMap<usize, String>,
    /// Files of which a later version is there, and that one.
    pub replaced: BTreeMap<usize, usize>,
    /// Files of one body of which nothing says which is the later: both count.
    pub undecided: Vec<(usize, usize)>,
    /// Files that could be from several of the organisations that are known: their ids.
    pub several: Vec<(usize, Vec<String>)>,
    /// Files that were given to a body by less than its whole name.
    pub taken: Vec<(usize, By)>,
    /// The ids that several files claim.
    pub shared: Vec<Shared>,
}

/// Settles whose each file is, and which counts.
#[must_use]
pub fn settle(claims: &[(usize, Claim)], listed: &[Listed]) -> Settlement {
    let mut all = Settlement::default();
    let mut claims = claims.to_vec();
    let known: Vec<&Known> = listed.iter().map(|(_, known)| known).collect();
    let mut is_listed = BTreeSet::new();
    for (number, claim) in &mut claims {
        let is_known = listed.iter().any(|(id, _)| comparable(id) == comparable(&claim.id));
        if claim.given && is_known {
            is_listed.insert(*number);
            continue;
        }
        match whose(&known, claim.name.as_deref(), &claim.titles, &claim.path) {
            // Its own id stays; the list knows it under another one.
            Whose::Of(body, By::Name) if claim.given => {
                all.bodies.insert(*number, listed[body].0.clone());
            }
            _ if claim.given => {}
            Whose::Of(body, by) => {
                let id = &listed[body].0;
                if *id != claim.id {
                    all.bodies.insert(*number, id.clone());
                    all.ids.insert(*number, id.clone());
                    all.taken.push((*number, by));
                }
                is_listed.insert(*number);
                claim.id.clone_from(id);
                claim.given = true;
            }
            Whose::Several(bodies, _) => {
                all.several.push((*number, bodies.into_iter().map(|body| listed[body].0.clone()).collect()));
            }
            Whose::Nobody => {}
        }
    }
    for body in of_one_body(&claims, &is_listed) {
        let sent: Vec<Sent<'_>> =
            body.iter().map(|at| Sent { path: &claims[*at].1.path, assessed_on: claims[*at].1.assessed_on }).collect();
        for (at, verdict) in body.iter().zip(versions(&sent)) {
            match verdict {
                Verdict::Replaced(by) => {
                    all.replaced.insert(claims[*at].0, claims[body[by]].0);
                }
                // Told once, at the later file of the two.
                Verdict::Undecided(other) if *at > body[other] => {
                    all.undecided.push((claims[body[other]].0, claims[*at].0));
                }
                Verdict::Counts | Verdict::Undecided(_) => {}
            }
        }
    }
    let own: BTreeMap<usize, String> = claims.iter().map(|(number, claim)| (*number, claim.id.clone())).collect();
    let counting: Vec<(usize, Claim)> =
        claims.into_iter().filter(|(number, _)| !all.replaced.contains_key(number)).collect();
    all.shared = told_apart(&counting);
    for (number, name) in all.shared.iter().flat_map(|shared| &shared.names) {
        all.ids.insert(*number, name.clone());
    }
    // An earlier version goes by the name of the one that counts.
    let later: Vec<(usize, String)> =
        all.replaced.iter().map(|(number, by)| (*number, all.ids.get(by).unwrap_or(&own[by]).clone())).collect();
    all.ids.extend(later);
    all
}

/// The number of the organisation, among those that are known, that a claim is of.
#[must_use]
pub fn known_body(claim: &Claim, listed: &[Listed]) -> Option<usize> {
    let of_id = || listed.iter().position(|(id, _)| comparable(id) == comparable(&claim.id));
    let known: Vec<&Known> = listed.iter().map(|(_, known)| known).collect();
    match whose(&known, claim.name.as_deref(), &claim.titles, &claim.path) {
        _ if claim.given => of_id(),
        Whose::Of(body, _) => Some(body),
        Whose::Several(..) | Whose::Nobody => None,
    }
}

/// The id under which the body is known that a file is from, as far as its path tells.
#[must_use]
pub fn body_of<'l>(path: &str, listed: &'l [Listed]) -> Option<&'l str> {
    body_by_path(path, listed).map(|(body, _)| body)
}

/// The same, and what told it.
pub(super) fn body_by_path<'l>(path: &str, listed: &'l [Listed]) -> Option<(&'l str, By)> {
    let known: Vec<&Known> = listed.iter().map(|(_, known)| known).collect();
    match whose(&known, None, &[], path) {
        Whose::Of(body, by) => Some((&listed[body].0, by)),
        Whose::Several(..) | Whose::Nobody => None,
    }
}

/// The registers that are of one body, by their places in the list; bodies with one register are left out.
fn of_one_body(claims: &[(usize, Claim)], listed: &BTreeSet<usize>) -> Vec<Vec<usize>> {
    let mut bodies: Vec<Vec<usize>> = Vec::new();
    for (at, (number, claim)) in claims.iter().enumerate().filter(|(_, (_, claim))| claim.register) {
        let is_mine = |body: &&mut Vec<usize>| {
            let (of_first, first) = &claims[body[0]];
            let both_listed = listed.contains(number) && listed.contains(of_first);
            is_one_body(claim, first, both_listed)
        };
        match bodies.iter_mut().find(is_mine) {
            Some(body) => body.push(at),
            None => bodies.push(vec![at]),
        }
    }
    bodies.retain(|body| body.len() > 1);
    bodies
}

/// Whether two registers are of one body: one that is known; else the same id or name, in one folder or in a folder below it, and
/// not under different bodies.
fn is_one_body(one: &Claim, other: &Claim, listed: bool) -> bool {
    let same_id = one.given && other.given && comparable(&one.id) == comparable(&other.id);
    if listed && same_id {
        return true;
    }
    let names = one.name.as_deref().zip(other.name.as_deref());
    let same = same_id || names.is_some_and(|(name, of_other)| same_body(name, of_other));
    let other_parent = one.parent.as_deref().zip(other.parent.as_deref()).is_some_and(|(a, b)| !same_body(a, b));
    same && !other_parent && one.lies_with(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn claim(path: &str, name: Option<&str>) -> Claim {
        let stem = path.rsplit('/').next().unwrap_or(path).split('.').next().unwrap_or_default();
        Claim { path: path.into(), id: stem.into(), register: true, name: name.map(str::to_owned), ..Claim::default() }
    }

    fn listed(all: &[(&str, &str, Option<&str>)]) -> Vec<Listed> {
        all.iter().map(|(id, name, parent)| ((*id).to_owned(), Known::new([*id, *name], *parent))).collect()
    }

    fn settled(claims: &[Claim], known: &[Listed]) -> Settlement {
        settle(&claims.iter().cloned().enumerate().collect::<Vec<_>>(), known)
    }

    #[test]
    fn a_body_goes_by_the_id_under_which_it_is_known() {
        let known = listed(&[("kemin", "Кемин району", None), ("talas", "Талас шаары", None)]);
        let all = settled(&[claim("in/Кемин.xlsx", Some("Кемин району")), claim("in/b.xlsx", None)], &known);
        assert_eq!(all.ids, BTreeMap::from([(0, "kemin".to_owned())]));
        assert_eq!(all.taken, [(0, By::Name)]);
    }

    #[test]
    fn of_two_versions_the_later_counts_and_both_go_by_one_id() {
        let sent =
            [claim("in/Сокулук.xlsx", Some("Сокулук а.ө.")), claim("in/Сокулук v2.xlsx", Some("Сокулук айыл өкмөтү"))];
        let all = settled(&sent, &[]);
        assert_eq!((all.replaced, all.shared.len()), (BTreeMap::from([(0, 1)]), 0));
        // Nothing tells which is the later.
        let sent = [claim("in/a.xlsx", Some("Кемин")), claim("in/почта/a.xlsx", Some("Кемин"))];
        let all = settled(&sent, &[]);
        assert_eq!((all.replaced.len(), all.undecided), (0, vec![(0, 1)]));
        assert_eq!(all.ids[&1], "почта/a");
        let days = [
            Claim { assessed_on: Some(date(2026, 6, 15)), ..claim("in/a.xlsx", Some("Кемин")) },
            Claim { assessed_on: Some(date(2026, 5, 1)), ..claim("in/b.xlsx", Some("Кемин")) },
        ];
        assert_eq!(settled(&days, &[]).replaced, BTreeMap::from([(1, 0)]));
    }

    #[test]
    fn bodies_of_one_name_in_different_folders_are_two() {
        let name = Some("Ак-Суу айыл өкмөтү");
        let sent = [claim("in/Чүй/Ак-Суу.xlsx", name), claim("in/Ысык-Көл/Ак-Суу.xlsx", name)];
        let all = settled(&sent, &[]);
        assert!(all.replaced.is_empty() && all.undecided.is_empty());
        assert_eq!((all.ids[&0].as_str(), all.ids[&1].as_str()), ("Чүй/Ак-Суу", "Ысык-Көл/Ак-Суу"));
        // One that is known by its parent takes the id under which it is known.
        let known = listed(&[
            ("aksu-chui", "Ак-Суу айыл өкмөтү", Some("Чүй")),
            ("aksu-ik", "Ак-Суу айыл өкмөтү", Some("Ысык-Көл")),
        ]);
        let all = settled(&sent, &known);
        assert_eq!((all.ids[&0].as_str(), all.ids[&1].as_str()), ("aksu-chui", "aksu-ik"));
        assert!(all.shared.is_empty());
    }

    #[test]
    fn a_file_that_could_be_from_two_bodies_is_given_to_neither() {
        let known = listed(&[("a", "Ак-Суу айыл өкмөтү", None), ("b", "Ак-Суу айыл өкмөтү", None)]);
        let all = settled(&[claim("in/Ак-Суу.xlsx", Some("Ак-Суу айыл өкмөтү"))], &known);
        assert_eq!(all.several, [(0, vec!["a".to_owned(), "b".to_owned()])]);
        assert!(all.ids.is_empty());
    }
}
