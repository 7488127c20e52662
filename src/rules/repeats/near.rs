//! Words of two reports that are nearly one: another form, a slip of the hand, an abbreviation, a word written in two.
//! A name is one only in another form: one letter makes another village of it.

use super::super::likeness::without_endings;
use std::cmp::Ordering;

/// The words of a text as they are compared.
#[derive(Clone, Copy)]
pub(super) struct Spelled<'s> {
    /// A number for each word, ascending, and those of names.
    pub words: &'s [u64],
    pub names: &'s [u64],
    /// The number of each word in the order of the text, and the words as they are spelled, a space behind each; one that is
    /// cut has its stop.
    pub order: &'s [u64],
    pub text: &'s str,
}

/// What two texts have in common and what is left of each.
pub(super) struct Paired {
    pub common: usize,
    pub own: Vec<u64>,
    pub others: Vec<u64>,
}

/// Where more is left of a text, or more than it has in common with the other, two are not nearly one.
const MOST_LEFT: usize = 12;

/// Pairs the words that are left of two texts when those are taken away that both have; of texts that have too little in common,
/// how many words are left of one of them.
pub(super) fn pair(one: Spelled<'_>, two: Spelled<'_>) -> Result<Paired, usize> {
    let both = shared(one.words, two.words);
    let (less, more) = ordered(one.words.len() - both, two.words.len() - both);
    if more > MOST_LEFT || less > both {
        return Err(more);
    }
    let (mut common, mut own, mut others) = (both, without(one.words, two.words), without(two.words, one.words));
    if more == 0 {
        return Ok(Paired { common, own, others });
    }
    let (spelled, of_others) = (words(one), words(two));
    let left = |words: &[Word<'_>], left: &[u64]| -> Vec<usize> {
        left.iter().filter_map(|says| words.iter().position(|word| word.says == *says)).collect()
    };
    let mut slips = 0;
    for at in left(&spelled, &own) {
        let word = &spelled[at];
        let near = left(&of_others, &others).into_iter().find_map(|other| {
            let other = &of_others[other];
            let slip = !word.is_like(other);
            (!slip || (slips < SLIPS && word.is_slip_of(other))).then_some((other.says, slip))
        });
        if let Some((says, slip)) = near {
            slips += usize::from(slip);
            own.retain(|left| *left != word.says);
            others.retain(|left| *left != says);
            common += 1;
        }
    }
    common += join(&spelled, &mut own, &of_others, &mut others);
    common += join(&of_others, &mut others, &spelled, &mut own);
    Ok(Paired { common, own, others })
}

/// Pairs each word that is left with several that stand together in the other text and make it up.
fn join(words: &[Word<'_>], left: &mut Vec<u64>, others: &[Word<'_>], of_others: &mut Vec<u64>) -> usize {
    let before = left.len();
    left.retain(|says| {
        let Some(word) = words.iter().find(|word| word.says == *says) else { return true };
        let made_up = others.windows(2).find(|two| word.is_compound(&two[0], &two[1]));
        let made_up = made_up.or_else(|| {
            let letters = letters_of(word.typed);
            let fits = ACRONYM.contains(&letters);
            fits.then(|| others.windows(letters).find(|all| word.is_acronym(all))).flatten()
        });
        let Some(made_up) = made_up else { return true };
        of_others.retain(|left| made_up.iter().all(|part| part.says != *left));
        false
    });
    before - left.len()
}

/// How many slips of the hand two reports may differ by.
const SLIPS: usize = 2;
/// Words of fewer letters that differ by one are other words.
const SLIP: usize = 6;
/// The letters that an acronym has.
const ACRONYM: std::ops::RangeInclusive<usize> = 3..=5;
/// The letters of two forms of a word that must agree: so many, and so many of ten of the longer one.
const FORM: usize = 4;
const OF_TEN: usize = 7;
/// The letters of a short word, and of the ending that it may have more.
const SHORT: usize = 3;
const ENDING: usize = 2;
/// The least letters of a word that is cut in a compound.
const CUT: usize = 2;
/// An abbreviation has so many letters.
const ABBREVIATION: std::ops::RangeInclusive<usize> = 2..=5;

/// A word of a text.
struct Word<'s> {
    says: u64,
    typed: &'s str,
    stem: &'s str,
    /// Whether a stop stands behind it in the midst of a sentence.
    is_short: bool,
    is_name: bool,
}

fn words(of: Spelled<'_>) -> Vec<Word<'_>> {
    let words = of.order.iter().zip(of.text.split_terminator(' '));
    words
        .map(|(says, spelled)| {
            let typed = spelled.trim_end_matches('.');
            let is_name = of.names.binary_search(says).is_ok();
            Word { says: *says, typed, stem: without_endings(typed), is_short: spelled.len() > typed.len(), is_name }
        })
        .collect()
}

impl Word<'_> {
    /// Whether both are forms of one word, or the one an abbreviation of the other.
    fn is_like(&self, other: &Self) -> bool {
        let common = common(self.stem, other.stem);
        let more = letters_of(self.stem).max(letters_of(other.stem));
        let forms = common >= FORM && common * 10 >= more * OF_TEN;
        forms
            || self.is_short_form_of(other)
            || other.is_short_form_of(self)
            || self.shortens(other)
            || other.shortens(self)
    }

    /// Whether the other is this word with an ending that is not known: of a short word, or of an acronym.
    fn is_short_form_of(&self, other: &Self) -> bool {
        let ending = other.typed.strip_prefix(self.typed).map(letters_of);
        letters_of(self.typed) >= SHORT && ending.is_some_and(|ending| ending <= ENDING)
    }

    fn shortens(&self, other: &Self) -> bool {
        self.is_short && ABBREVIATION.contains(&letters_of(self.typed)) && other.typed.starts_with(self.typed)
    }

    /// Whether one letter was left out, put in, changed, or two were turned round.
    fn is_slip_of(&self, other: &Self) -> bool {
        if self.is_name || other.is_name {
            return false;
        }
        let (one, two): (Vec<char>, Vec<char>) = (self.stem.chars().collect(), other.stem.chars().collect());
        let (less, more) = ordered(one.len(), two.len());
        if less < SLIP || more - less > 1 {
            return false;
        }
        let same = one.iter().zip(&two).take_while(|(one, two)| one == two).count();
        let (one, two) = (&one[same..], &two[same..]);
        let turned = || one.len() > 1 && two.len() > 1 && one[0] == two[1] && one[1] == two[0] && one[2..] == two[2..];
        one.get(1..) == Some(two) || two.get(1..) == Some(one) || one.get(1..) == two.get(1..) || turned()
    }

    /// Whether it is these two written as one word, the first of them maybe cut: "stateservant" for "state servant".
    fn is_compound(&self, first: &Self, second: &Self) -> bool {
        let beginning = common(self.typed, first.typed);
        let is_rest = |letters: usize| {
            let rest: String = self.typed.chars().skip(letters).collect();
            let common = common(&rest, second.typed);
            let longer = letters_of(without_endings(&rest)).max(letters_of(second.stem));
            common >= FORM && common * 10 >= longer * OF_TEN
        };
        // A cut word may go on with the same letter that the second begins with.
        (beginning.saturating_sub(1).max(CUT)..=beginning).any(is_rest)
    }

    /// Whether it is made up of the first letters of these.
    fn is_acronym(&self, words: &[Self]) -> bool {
        let first = words.iter().map(|word| word.typed.chars().next());
        self.typed.chars().map(Some).eq(first)
    }
}

fn common(one: &str, two: &str) -> usize {
    one.chars().zip(two.chars()).take_while(|(one, two)| one == two).count()
}

fn letters_of(word: &str) -> usize {
    word.chars().count()
}

fn ordered(one: usize, two: usize) -> (usize, usize) {
    (one.min(two), one.max(two))
}

/// How many words stand in both of two sorted lists.
fn shared(mut one: &[u64], mut two: &[u64]) -> usize {
    let mut both = 0;
    while let ([first, of_one @ ..], [second, of_two @ ..]) = (one, two) {
        both += usize::from(first == second);
        (one, two) = match first.cmp(second) {
            Ordering::Less => (of_one, two),
            Ordering::Equal => (of_one, of_two),
            Ordering::Greater => (one, of_two),
        };
    }
    both
}

/// What stands in one sorted list and not in another.
fn without(words: &[u64], others: &[u64]) -> Vec<u64> {
    words.iter().copied().filter(|word| others.binary_search(word).is_err()).collect()
}
