//! Which situation of the earlier register is which of the later one.
//!
//! Texts are compared, not ids alone: a row put in shifts the ids below it, and an id may be given to another situation.
//! The same text decides first, then the texts' words, cut to five letters so that endings do not matter; of equally good
//! candidates none is taken. The order of steps, and of candidates in each, is fixed: the result never depends on chance.

use crate::case::Row;
use crate::text::words;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// How many letters of a word are compared.
const LETTERS: usize = 5;
/// How many of a thousand words of both texts must be common for the same situation under the same id.
const LEAST_WITH_ID: usize = 600;
/// The same where ids differ: then the text alone speaks for it.
const LEAST_WITHOUT_ID: usize = 750;

/// By what two situations were recognised as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MatchedBy {
    /// The id, with a text that is the same or much alike.
    Id,
    /// The text; the id changed.
    Text,
    /// A text much alike; the id changed.
    SimilarText,
}

/// A situation as it is recognised.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    id: &'a str,
    function: String,
    text: String,
}

/// A situation as it is recognised where no register is at hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recognised<'a> {
    pub id: &'a str,
    pub function: &'a str,
    /// Empty where it is not known.
    pub text: &'a str,
}

/// Which situations of two lists are the same ones, by their numbers: as two registers are compared; one whose text is not known in one
/// of them is known by its id.
pub(crate) fn same_situations(old: &[Recognised<'_>], new: &[Recognised<'_>]) -> Vec<(usize, usize)> {
    let [before, now] = [old, new].map(|all| all.iter().map(|one| Candidate::known(*one)).collect::<Vec<_>>());
    let found = matched(&before, &now).pairs.into_iter();
    let mut pairs: Vec<(usize, usize)> = found.map(|(of_old, of_new, _)| (of_old, of_new)).collect();
    let (mut is_old, mut is_new) = (vec![false; old.len()], vec![false; new.len()]);
    for (of_old, of_new) in &pairs {
        (is_old[*of_old], is_new[*of_new]) = (true, true);
    }
    for (of_old, before) in old.iter().enumerate().filter(|(at, _)| !is_old[*at]) {
        let mut left = new.iter().enumerate().filter(|(at, _)| !is_new[*at]);
        let same = |now: &Recognised<'_>| now.id == before.id && (now.text.is_empty() || before.text.is_empty());
        if let Some((of_new, _)) = left.find(|(_, now)| same(now)) {
            is_new[of_new] = true;
            pairs.push((of_old, of_new));
        }
    }
    pairs
}

impl<'a> Candidate<'a> {
    fn known(one: Recognised<'a>) -> Self {
        Self { id: one.id, function: words(one.function), text: words(one.text) }
    }

    pub fn of(row: &Row<'a>) -> Self {
        let function = words(&row.function.name);
        Self { id: &row.situation.id, function, text: words(&row.situation.text) }
    }

    fn stems(&self) -> BTreeSet<String> {
        let stems = self.text.split(' ').filter(|word| !word.is_empty());
        stems.map(|word| word.chars().take(LETTERS).collect()).collect()
    }
}

/// The pairs found, by the numbers of the situations, and what could not be decided.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub pairs: Vec<(usize, usize, MatchedBy)>,
    /// An earlier situation with the later ones that resemble it equally, or resemble several equally.
    pub undecided: Vec<(usize, Vec<usize>)>,
}

/// Pairs the situations of two registers.
pub(super) fn matched(old: &[Candidate<'_>], new: &[Candidate<'_>]) -> Found {
    let mut pairing = Pairing { old, new, of_old: vec![None; old.len()], taken: vec![false; new.len()] };
    pairing.by_key(|situation| Some((situation.id.to_owned(), situation.text.clone())));
    let with_text = |situation: &Candidate<'_>| (!situation.text.is_empty()).then(|| situation.text.clone());
    pairing.by_key(|situation| Some((situation.function.clone(), with_text(situation)?)));
    pairing.by_key(with_text);
    let left = pairing.by_likeness();
    let pairs = pairing.of_old.iter().enumerate().filter_map(|(at, found)| found.map(|of_new| (at, of_new)));
    let by = |(at, of_new): (usize, usize)| {
        let by = match (old[at].id == new[of_new].id, old[at].text == new[of_new].text) {
            (true, _) => MatchedBy::Id,
            (false, true) => MatchedBy::Text,
            (false, false) => MatchedBy::SimilarText,
        };
        (at, of_new, by)
    };
    Found { pairs: pairs.map(by).collect(), undecided: left }
}

/// Pairs in the making.
struct Pairing<'a> {
    old: &'a [Candidate<'a>],
    new: &'a [Candidate<'a>],
    /// For each earlier situation, the later one.
    of_old: Vec<Option<usize>>,
    /// Whether a later situation has its earlier one.
    taken: Vec<bool>,
}

/// Two situations that may be one: how much alike (of a thousand), and whether under one id.
#[derive(Clone, Copy, Debug)]
struct Likeness {
    old: usize,
    new: usize,
    rank: (usize, bool),
}

impl<'a> Pairing<'a> {
    fn pair(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.taken[new] = true;
    }

    fn unpaired_old(&self) -> impl Iterator<Item = (usize, &Candidate<'a>)> {
        self.old.iter().enumerate().filter(|(at, _)| self.of_old[*at].is_none())
    }

    fn unpaired_new(&self) -> impl Iterator<Item = (usize, &Candidate<'a>)> {
        self.new.iter().enumerate().filter(|(at, _)| !self.taken[*at])
    }

    /// Pairs what alone has a key on both sides.
    fn by_key<K: Ord>(&mut self, key: impl Fn(&Candidate<'_>) -> Option<K>) {
        let mut with: BTreeMap<K, [Vec<usize>; 2]> = BTreeMap::new();
        let (old, new) = (self.unpaired_old().map(|one| (0, one)), self.unpaired_new().map(|one| (1, one)));
        for (side, (at, situation)) in old.chain(new) {
            if let Some(key) = key(situation) {
                with.entry(key).or_default()[side].push(at);
            }
        }
        for [of_old, of_new] in with.into_values() {
            if let ([of_old], [of_new]) = (of_old.as_slice(), of_new.as_slice()) {
                self.pair(*of_old, *of_new);
            }
        }
    }

    /// Pairs what is more alike to each other than to anything else; gives back what is left undecided.
    fn by_likeness(&mut self) -> Vec<(usize, Vec<usize>)> {
        let mut left = self.likenesses();
        loop {
            let best = |side: fn(&Likeness) -> usize, count: usize| {
                let mut best: Vec<((usize, bool), usize)> = vec![((0, false), 0); count];
                for likeness in &left {
                    let entry = &mut best[side(likeness)];
                    match likeness.rank.cmp(&entry.0) {
                        Ordering::Greater => *entry = (likeness.rank, 1),
                        Ordering::Equal => entry.1 += 1,
                        Ordering::Less => {}
                    }
                }
                best
            };
            let of_old = best(|likeness| likeness.old, self.old.len());
            let of_new = best(|likeness| likeness.new, self.new.len());
            let is_best = |likeness: &&Likeness| {
                (likeness.rank, 1) == of_old[likeness.old] && (likeness.rank, 1) == of_new[likeness.new]
            };
            let decided: Vec<Likeness> = left.iter().filter(is_best).copied().collect();
            if decided.is_empty() {
                break;
            }
            for likeness in decided {
                self.pair(likeness.old, likeness.new);
            }
            left.retain(|likeness| self.of_old[likeness.old].is_none() && !self.taken[likeness.new]);
        }
        let mut undecided: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for likeness in left.iter().filter(|likeness| likeness.rank.0 >= LEAST_WITHOUT_ID) {
            undecided.entry(likeness.old).or_default().push(likeness.new);
        }
        undecided.into_iter().collect()
    }

    /// All likenesses of what is not paired yet that are great enough, in the order of the registers.
    ///
    /// Two texts that are enough alike share at least three sevenths of the words of either, so one of them stands among
    /// any four sevenths: only later situations that share one of the rarest of these are looked at.
    fn likenesses(&self) -> Vec<Likeness> {
        let new: Vec<BTreeSet<String>> = self.new.iter().map(Candidate::stems).collect();
        let mut with_stem: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, _) in self.unpaired_new() {
            for stem in &new[at] {
                with_stem.entry(stem).or_default().push(at);
            }
        }
        let mut found = Vec::new();
        for (at, situation) in self.unpaired_old() {
            let stems = situation.stems();
            let holders = |stem: &String| with_stem.get(stem.as_str()).map_or(&[][..], Vec::as_slice);
            let mut rarest: Vec<&String> = stems.iter().collect();
            rarest.sort_by_key(|stem| holders(stem).len());
            let needed = (stems.len() * 3).div_ceil(7);
            let looked_at = rarest.into_iter().take(stems.len() + 1 - needed.min(stems.len()));
            let candidates: BTreeSet<usize> = looked_at.flat_map(|stem| holders(stem).iter().copied()).collect();
            for candidate in candidates {
                let common = stems.intersection(&new[candidate]).count();
                let alike = 2000 * common / (stems.len() + new[candidate].len());
                let same_id = situation.id == self.new[candidate].id;
                if alike >= if same_id { LEAST_WITH_ID } else { LEAST_WITHOUT_ID } {
                    found.push(Likeness { old: at, new: candidate, rank: (alike, same_id) });
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side<'a>(rows: &[(&'a str, &str)]) -> Vec<Candidate<'a>> {
        rows.iter().map(|(id, text)| Candidate { id, function: String::new(), text: words(text) }).collect()
    }

    fn pairs(old: &[(&str, &str)], new: &[(&str, &str)]) -> (Vec<String>, usize) {
        let found = matched(&side(old), &side(new));
        let shown = |(a, b, by): &(usize, usize, MatchedBy)| format!("{}={} {by:?}", old[*a].0, new[*b].0);
        (found.pairs.iter().map(shown).collect(), found.undecided.len())
    }

    #[test]
    fn a_row_put_in_shifts_the_ids_and_the_texts_say_which_is_which() {
        let old = [("1.1", "адис арызды кезексиз карайт"), ("1.2", "комиссия тааныш адамга артыкчылык берет")];
        let new = [("1.1", "таптакыр башка иш"), ("1.2", old[0].1), ("1.3", old[1].1)];
        assert_eq!(pairs(&old, &new), (vec!["1.1=1.2 Text".into(), "1.2=1.3 Text".into()], 0));
    }

    #[test]
    fn swapped_texts_are_followed_and_an_edited_text_keeps_its_id() {
        let old = [("1", "жер тилкесин кезексиз берет"), ("2", "текшерүүнү алдын ала айтып коёт")];
        assert_eq!(pairs(&old, &[("1", old[1].1), ("2", old[0].1)]).0, ["1=2 Text", "2=1 Text"]);
        assert_eq!(pairs(&old[..1], &[("1", "жер тилкесин арендага кезексиз берет")]).0, ["1=1 Id"]);
        assert_eq!(pairs(&old[..1], &[("7", "жер тилкелерин кезексиз берет")]).0, ["1=7 SimilarText"]);
    }

    #[test]
    fn an_id_with_a_wholly_different_text_is_another_situation() {
        assert_eq!(pairs(&[("1", "жер тилкесин берүү")], &[("1", "кызматка алуу сынагы")]), (Vec::new(), 0));
        assert_eq!(pairs(&[("1", "")], &[("2", "")]), (Vec::new(), 0));
        assert_eq!(pairs(&[("1", "")], &[("1", "")]).0, ["1=1 Id"]);
    }

    #[test]
    fn of_two_equal_candidates_none_is_taken() {
        let text = "адис арызды кезексиз карайт";
        assert_eq!(pairs(&[("1", text)], &[("2", text), ("3", text)]), (Vec::new(), 1));
        assert_eq!(pairs(&[("1", text), ("2", text)], &[("3", text)]), (Vec::new(), 2));
        assert_eq!(pairs(&[("1", text)], &[("1", text), ("3", text)]).0, ["1=1 Id"]);
    }
}
