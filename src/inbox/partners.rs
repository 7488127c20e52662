//! Which bodies of two runs are one: by the id, else by the name. Where several fit alike none is taken, and they are named.

use super::name::body_words;
use crate::text::comparable;
use std::collections::{BTreeMap, BTreeSet};

/// A body of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The id that it goes by in its run.
    pub id: String,
    /// All ids that it may be meant by: with and without the folders of its file.
    pub also: Vec<String>,
    /// Its name, if its register gives one.
    pub name: Option<String>,
    /// The body above it, if its register says so.
    pub parent: Option<String>,
}

/// By what two bodies were known as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartnerBy {
    /// The id.
    Id,
    /// The name; the ids differ.
    Name,
}

impl PartnerBy {
    /// The word in machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
        }
    }
}

/// The bodies of two runs in pairs, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partners {
    /// One of the earlier run, and one of the later, in the later one's order.
    pub pairs: Vec<(usize, usize, PartnerBy)>,
    /// Those of the later run that have no partner.
    pub new: Vec<usize>,
    /// Those of the earlier run that have none.
    pub gone: Vec<usize>,
    /// Those of the later run that several of the earlier one may have been.
    pub undecided: Vec<(usize, Vec<usize>)>,
}

/// Pairs the bodies of two runs.
#[must_use]
pub fn partners(old: &[Body], new: &[Body]) -> Partners {
    let seen = |bodies: &[Body]| bodies.iter().map(Looked::at).collect::<Vec<_>>();
    let (old, new) = (seen(old), seen(new));
    let mut pairing = Pairing { old: &old, new: &new, of_new: vec![None; new.len()], taken: vec![false; old.len()] };
    let has_id = |one: &Looked, two: &Looked| one.id == two.id;
    let may_be = |one: &Looked, two: &Looked| one.also.contains(&two.id) || two.also.contains(&one.id);
    let both_below = |one: &Looked, two: &Looked| one.parent.is_some() && two.parent.is_some();
    let ids = |body: &Looked| body.also.iter().cloned().collect::<Vec<_>>();
    let name = |body: &Looked| body.name.iter().cloned().collect::<Vec<_>>();
    // Ids may be the stems of files: where the names say otherwise they are not asked first.
    pairing.alone(PartnerBy::Id, ids, |one, two| has_id(one, two) && !one.is_called_otherwise(two));
    pairing.alone(PartnerBy::Id, ids, |one, two| may_be(one, two) && !one.is_called_otherwise(two));
    pairing.alone(PartnerBy::Name, name, |one, two| !one.is_elsewhere(two) && both_below(one, two));
    let by_name = pairing.alone(PartnerBy::Name, name, |one, two| !one.is_elsewhere(two));
    pairing.alone(PartnerBy::Id, ids, has_id);
    let mut all = Partners::default();
    for (number, found) in pairing.of_new.iter().enumerate() {
        match (found, by_name.get(&number)) {
            (Some((old, by)), _) => all.pairs.push((*old, number, *by)),
            (None, Some(several)) => {
                // A body that found its partner by the id is none of them any more.
                let left = several.iter().copied().filter(|old| !pairing.taken[*old]);
                all.undecided.push((number, left.collect()));
                all.new.push(number);
            }
            (None, None) => all.new.push(number),
        }
    }
    all.undecided.retain(|(_, several)| !several.is_empty());
    all.gone = (0..old.len()).filter(|number| !pairing.taken[*number]).collect();
    all
}

/// A body, its names made comparable.
struct Looked {
    id: String,
    /// Its ids with and without folders, among them its own.
    also: BTreeSet<String>,
    name: Option<String>,
    parent: Option<String>,
}

impl Looked {
    fn at(body: &Body) -> Self {
        let also = body.also.iter().chain([&body.id]).map(|id| comparable(id)).collect();
        let name = |name: &Option<String>| name.as_deref().map(body_words).filter(|words| !words.is_empty());
        Self { id: comparable(&body.id), also, name: name(&body.name), parent: name(&body.parent) }
    }

    /// Whether both have names, and these are of two bodies.
    fn is_called_otherwise(&self, other: &Self) -> bool {
        self.name.as_ref().zip(other.name.as_ref()).is_some_and(|(one, two)| one != two)
    }

    /// Whether different bodies are above them.
    fn is_elsewhere(&self, other: &Self) -> bool {
        self.parent.as_ref().zip(other.parent.as_ref()).is_some_and(|(one, two)| one != two)
    }
}

struct Pairing<'a> {
    old: &'a [Looked],
    new: &'a [Looked],
    of_new: Vec<Option<(usize, PartnerBy)>>,
    taken: Vec<bool>,
}

impl Pairing<'_> {
    /// Pairs those that have a key in common and fit each other alone; of the rest, for each that several fit, these.
    fn alone(
        &mut self,
        by: PartnerBy,
        keys: impl Fn(&Looked) -> Vec<String>,
        fits: impl Fn(&Looked, &Looked) -> bool,
    ) -> BTreeMap<usize, Vec<usize>> {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, body) in self.old.iter().enumerate().filter(|(number, _)| !self.taken[*number]) {
            for key in keys(body) {
                by_key.entry(key).or_default().push(number);
            }
        }
        let mut of_new: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut of_old: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (number, body) in self.new.iter().enumerate().filter(|(number, _)| self.of_new[*number].is_none()) {
            let known = keys(body).into_iter().filter_map(|key| by_key.get(&key)).flatten();
            for old in known.copied().filter(|old| fits(&self.old[*old], body)) {
                of_new.entry(number).or_default().insert(old);
                of_old.entry(old).or_default().insert(number);
            }
        }
        let mut left = BTreeMap::new();
        for (number, several) in of_new {
            match several.first() {
                Some(only) if several.len() == 1 && of_old[only].len() == 1 => {
                    self.of_new[number] = Some((*only, by));
                    self.taken[*only] = true;
                }
                _ => {
                    left.insert(number, several.into_iter().collect());
                }
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(id: &str, name: &str, parent: Option<&str>) -> Body {
        let name = (!name.is_empty()).then(|| name.to_owned());
        Body { id: id.into(), also: vec![id.into()], name, parent: parent.map(str::to_owned) }
    }

    #[test]
    fn the_id_decides_then_the_name_in_its_own_spelling() {
        let old = [body("a", "Кемин району", None), body("b", "Талас шаары", None), body("c", "", None)];
        let new = [body("c", "", None), body("x", "ТАЛАС ШААРЫ", None), body("a", "Кемин району", None)];
        let found = partners(&old, &new);
        assert_eq!(found.pairs, [(2, 0, PartnerBy::Id), (1, 1, PartnerBy::Name), (0, 2, PartnerBy::Id)]);
        assert!(found.new.is_empty() && found.gone.is_empty() && found.undecided.is_empty());
    }

    #[test]
    fn of_two_bodies_of_one_name_none_is_taken_unless_something_tells() {
        let name = "Ак-Суу айыл өкмөтү";
        let old = [body("1", name, None), body("2", name, None)];
        let found = partners(&old, &[body("x", name, None)]);
        assert_eq!((found.pairs.len(), found.undecided), (0, vec![(0, vec![0, 1])]));
        assert_eq!((found.new, found.gone), (vec![0], vec![0, 1]));
        let old = [body("1", name, Some("Чүй облусу")), body("2", name, Some("Ысык-Көл облусу"))];
        let found = partners(&old, &[body("x", name, Some("Ысык-Көл облусу"))]);
        assert_eq!(found.pairs, [(1, 0, PartnerBy::Name)]);
    }

    #[test]
    fn one_stem_is_no_proof_where_the_names_say_otherwise() {
        let old = [body("1", "Кемин району", None), body("2", "Талас шаары", None)];
        let new = [body("1", "Талас шаары", None), body("2", "Кемин району", None)];
        let found = partners(&old, &new);
        assert_eq!(found.pairs, [(1, 0, PartnerBy::Name), (0, 1, PartnerBy::Name)]);
        // A body that was renamed keeps its id.
        let found = partners(&[body("a", "Кемин району", None)], &[body("a", "Чоң-Кемин району", None)]);
        assert_eq!(found.pairs, [(0, 0, PartnerBy::Id)]);
    }
}
