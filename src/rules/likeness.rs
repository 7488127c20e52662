//! What a text says, whatever the order and the endings of its words: two texts with one essence say the same.
//!
//! Each word is cut to its stem, words of one meaning become one, and words that make no difference are left out. A number
//! stays as it is, and a negated word ("not", "without", the Kyrgyz endings of that meaning) is another word: "3 days" is not
//! "30 days", "published" is not "not published". No kept crate cuts Kyrgyz words.

use super::signs::Words;
use super::words::WORDS;
use foldhash::fast::FixedState;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// How many letters of a stem are compared.
const LETTERS: usize = 6;

/// What a text says.
pub(super) struct Essence {
    /// A number for each word but those of `fixed`.
    words: Vec<u64>,
    /// A number for each figure and each negated word.
    fixed: Vec<u64>,
}

/// What a word does in a text, whichever words stand beside it.
#[derive(Clone, Copy)]
struct Role {
    /// It makes no difference; a helper makes none behind a converb.
    is_filler: bool,
    is_helper: bool,
    is_converb: bool,
    negation: Option<Negation>,
    kind: Kind,
    /// The number of what it says.
    says: u64,
}

/// Which word a negation negates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Negation {
    /// The one that follows; where none does, the one before.
    Next,
    /// The one before.
    Before,
}

/// What a word is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A number, in figures or in words.
    Figure,
    /// A word with a negative ending.
    Negative,
    Word,
}

impl Role {
    fn of(word: &str) -> Self {
        let alone = &[word][..];
        let (kind, says) = if word.bytes().any(|letter| letter.is_ascii_digit()) || WORDS.figures.are(alone) {
            (Kind::Figure, hash(word))
        } else if let Some(stem) = WORDS.negative_endings.taken_off(word, 2) {
            (Kind::Negative, negated(meaning(stem)))
        } else {
            (Kind::Word, meaning(word))
        };
        let negation = if WORDS.negations_before.are(alone) {
            Some(Negation::Next)
        } else {
            WORDS.negations_behind.are(alone).then_some(Negation::Before)
        };
        Self {
            is_filler: WORDS.fillers.are(alone),
            is_helper: WORDS.helpers.are(alone),
            is_converb: WORDS.converbs.taken_off(word, 1).is_some(),
            negation,
            kind,
            says,
        }
    }
}

/// How many words each thread remembers: a register of any length has fewer.
const KNOWN: usize = 1 << 16;

thread_local! {
    /// A register repeats few words; each is looked up in the lists once.
    static ROLES: RefCell<HashMap<String, Role, FixedState>> = RefCell::default();
}

fn role(word: &str) -> Role {
    ROLES.with_borrow_mut(|roles| {
        if let Some(role) = roles.get(word) {
            return *role;
        }
        if roles.len() >= KNOWN {
            roles.clear();
        }
        *roles.entry(word.to_owned()).or_insert_with(|| Role::of(word))
    })
}

impl Essence {
    pub fn of(text: &str) -> Self {
        Self::of_words(&Words::of(text).list())
    }

    /// Of a text taken apart into words, each made comparable.
    pub fn of_words(list: &[&str]) -> Self {
        let mut essence = Self { words: Vec::with_capacity(list.len()), fixed: Vec::new() };
        let mut said = Said::of(list.len());
        let (mut turned, mut behind_converb) = (false, false);
        for (at, word) in list.iter().enumerate() {
            let role = role(word);
            // A helper with a negative ending turns the verb round.
            let helps = role.is_helper && behind_converb && role.kind != Kind::Negative;
            behind_converb = role.is_converb;
            if helps || role.is_filler {
                continue;
            }
            if role.negation == Some(Negation::Next) && at + 1 < list.len() {
                turned = true;
            } else if role.negation.is_some() {
                let before = essence.words.pop();
                said.forget(before);
                essence.fixed.extend(before.map(negated));
            } else if role.kind == Kind::Figure {
                essence.fixed.push(role.says);
            } else if role.kind == Kind::Negative {
                essence.fixed.push(role.says);
                turned = false;
            } else if turned {
                essence.fixed.push(negated(role.says));
                turned = false;
            } else if said.is_new(&essence.words, role.says) {
                // "Takes and takes" is "takes": a word said twice says no more.
                essence.words.push(role.says);
            }
        }
        essence
    }

    /// The numbers of its words, and those of its figures and negated words.
    pub fn into_parts(self) -> (Vec<u64>, Vec<u64>) {
        (self.words, self.fixed)
    }

    /// Whether there is anything in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.fixed.is_empty()
    }

    /// Equal for texts that say the same.
    pub fn whole(&self) -> u64 {
        self.words.iter().chain(&self.fixed).fold(0, |sum: u64, word| sum.wrapping_add(*word))
    }

    /// What [`Self::whole`] would be without one of the words, for each of them.
    pub fn without_one(&self) -> impl Iterator<Item = u64> {
        let whole = self.whole();
        self.words.iter().map(move |word| whole.wrapping_sub(*word))
    }

    /// Whether another text says all that this one says.
    pub fn is_within(&self, other: &Self) -> bool {
        all_within(&self.words, &other.words) && all_within(&self.fixed, &other.fixed)
    }
}

/// Longer lists are searched by a set: a text of megabytes must not take the square of its words.
const LONG: usize = 64;

fn all_within(words: &[u64], others: &[u64]) -> bool {
    if words.len() <= LONG {
        return words.iter().all(|word| others.contains(word));
    }
    let others: HashSet<u64, FixedState> = others.iter().copied().collect();
    words.iter().all(|word| others.contains(word))
}

/// What a long text has said already.
struct Said(Option<HashSet<u64, FixedState>>);

impl Said {
    fn of(words: usize) -> Self {
        Self((words > LONG).then(HashSet::default))
    }

    /// Whether a word was not said before, among these words.
    fn is_new(&mut self, words: &[u64], word: u64) -> bool {
        match &mut self.0 {
            Some(said) => said.insert(word),
            None => !words.contains(&word),
        }
    }

    fn forget(&mut self, word: Option<u64>) {
        if let (Some(said), Some(word)) = (&mut self.0, word) {
            said.remove(&word);
        }
    }
}

/// The number of a word: that of its group where it has others of one meaning, else that of its stem.
fn meaning(word: &str) -> u64 {
    match WORDS.synonyms.group_of(word) {
        Some(group) => hash(&group.to_string()),
        None => hash(stem(word)),
    }
}

/// The number of the negated word.
fn negated(meaning: u64) -> u64 {
    !meaning
}

/// The number of what a word says, unless it makes no difference or is a figure or a negated word.
pub(super) fn says(word: &str) -> Option<u64> {
    let role = role(word);
    (role.kind == Kind::Word && !role.is_filler).then_some(role.says)
}

/// A word without its endings, cut to the first letters.
fn stem(word: &str) -> &str {
    let stem = without_endings(word);
    stem.char_indices().nth(LETTERS).map_or(stem, |(end, _)| &stem[..end])
}

/// A word without its endings.
pub(super) fn without_endings(word: &str) -> &str {
    let letters = |word: &str| word.chars().count();
    let mut stem = word;
    for _ in 0..3 {
        let left = if letters(stem) > 5 { 3 } else { 2 };
        match WORDS.word_endings.taken_off(stem, left) {
            Some(shorter) => stem = shorter,
            None => break,
        }
    }
    stem
}

/// FNV-1a, spread so that sums of different words do not meet.
fn hash(word: &str) -> u64 {
    let fnv = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    let mixed = (fnv ^ (fnv >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_makes_no_other_word() {
        for (one, other) in [
            ("officials", "official"),
            ("checked", "checks"),
            ("\u{430}\u{434}\u{438}\u{441}", "\u{430}\u{434}\u{438}\u{441}\u{442}\u{435}\u{440}"),
        ] {
            assert_eq!(Essence::of(one).whole(), Essence::of(other).whole(), "{one} {other}");
        }
    }

    #[test]
    fn order_does_not_matter_and_a_number_or_a_negation_does() {
        let same = |one: &str, other: &str| Essence::of(one).whole() == Essence::of(other).whole();
        assert!(same("the list is public", "public is the list"));
        assert!(!same("within 3 days", "within 30 days"));
        assert!(!same("the list is public", "the list is not public"));
        assert!(Essence::of("public list").is_within(&Essence::of("the list is public")));
    }
}
