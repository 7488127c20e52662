//! What a report's text says, whatever the order and the endings of its words and whenever it was: words, numbers, documents.
//! Two texts that say the same are one report.

use super::super::likeness::{Essence, says};
use super::lists::List;
use super::near::{Paired, Spelled, pair};
use super::times::{Day, Document, MOST, take_out};
use super::tokens::{Token, tokens};
use std::borrow::Cow;
use std::hash::{BuildHasher as _, Hash};

/// What a text says.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// A number for each word, ascending.
    pub words: Vec<u64>,
    /// The same for each negated word, and for each that undoes a thing.
    pub negations: Vec<u64>,
    /// The numbers of things in thousandths, ascending.
    pub numbers: Vec<u64>,
    pub documents: Vec<Document>,
    /// Whether it says what kind of document it names: an order, a record.
    pub shows: bool,
    pub days: Vec<Day>,
    /// The words that are names.
    pub names: Vec<u64>,
    pub sentences: Vec<Sentence>,
    /// How many words there are that not every body says of itself.
    pub own: usize,
    /// See [`Spelled`].
    order: Vec<u64>,
    spelled: String,
}

/// A sentence among others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    pub key: u64,
    pub words: usize,
    pub numbers: usize,
}

/// Longer texts are compared as a whole: nobody types one anew with a word changed.
const LONGEST: usize = 200;

impl Said {
    pub fn of(text: &str) -> Self {
        let mut tokens = tokens(text);
        let noted = take_out(&mut tokens);
        let shows = tokens.iter().any(|token| token.known.is_in(List::Documents));
        let mut said = Self { documents: noted.documents, days: noted.days, shows, ..Self::default() };
        let mut from = 0;
        while from < tokens.len() {
            let length = tokens[from + 1..].iter().take_while(|token| !token.begins).count() + 1;
            said.add_sentence(&mut tokens[from..from + length]);
            from += length;
        }
        for list in [&mut said.words, &mut said.negations, &mut said.numbers, &mut said.names] {
            list.sort_unstable();
            list.dedup();
        }
        said
    }

    fn add_sentence(&mut self, tokens: &mut [Token<'_>]) {
        let mut numbers = take_numbers(tokens);
        numbers.sort_unstable();
        let kept: Vec<&Token<'_>> = kept(tokens);
        let meanings: Vec<Cow<'_, str>> = kept.iter().map(|token| meaning(token)).collect();
        let list: Vec<&str> = meanings.iter().map(AsRef::as_ref).collect();
        for (at, token) in kept.iter().enumerate() {
            let before_place = kept.get(at + 1).is_some_and(|next| next.known.is_in(List::BehindNames))
                && !token.known.is_in(List::BehindNames);
            let number = says(list[at]);
            if token.is_name_like && (!token.begins || before_place) && token.word.chars().count() > 2 {
                self.names.extend(number);
            }
            let says_little = token.known.is_in(List::Everybody) || token.known.is_in(List::Fillers);
            self.own += usize::from(!says_little);
            if let Some(number) = number {
                self.order.push(number);
                self.spelled += &token.word;
                if token.known.is_in(List::Reversals) {
                    self.negations.push(number);
                }
                self.spelled += if token.is_cut { ". " } else { " " };
            }
        }
        let essence = Essence::of_words(&list);
        let whole = essence.whole();
        let (words, negations) = essence.into_parts();
        let key = sum(numbers.iter().map(hash), whole);
        self.sentences.push(Sentence { key, words: words.len(), numbers: numbers.len() });
        self.words.extend(words);
        self.negations.extend(negations);
        self.numbers.extend(numbers);
    }

    /// Whether something in it is unlikely to come about twice: a number of two figures or more, a document with its day.
    pub fn is_marked(&self) -> bool {
        self.unusual() > 0 || self.has_dated()
    }

    pub fn has_dated(&self) -> bool {
        self.documents.iter().any(|document| document.day.is_some())
    }

    /// Whether it names a document by a number that few have: an order or a record, with its day or a number of two figures.
    pub fn names_one(&self) -> bool {
        let figures = |document: &Document| document.number.chars().filter(char::is_ascii_digit).count();
        self.has_dated() || (self.shows && self.documents.iter().any(|document| figures(document) > 1))
    }

    /// How many of its numbers are unlikely to come about twice.
    pub fn unusual(&self) -> usize {
        self.numbers.iter().filter(|number| is_unusual(**number)).count()
    }

    /// How much its numbers tell together: each by its figures before the zeros but one.
    pub fn weight(&self) -> usize {
        self.numbers.iter().map(|number| bare(*number).checked_ilog10().unwrap_or(0) as usize).sum()
    }

    /// How many of its numbers say how many, rather than that there is one.
    pub fn counts(&self) -> usize {
        self.numbers.iter().filter(|number| **number > 1000).count()
    }

    /// The keys by which texts that may say the same are found: two of these have one in common.
    pub fn keys(&self) -> Vec<u64> {
        let numbers = self.numbers_key();
        let words = self.words.iter().chain(&self.negations).copied();
        let whole = sum(words, numbers);
        let mut keys = vec![whole];
        if self.words.len() <= LONGEST && self.words.len() > 2 {
            keys.extend(self.words.iter().map(|word| whole.wrapping_sub(*word)));
        }
        if self.sentences.len() > 1 {
            keys.extend(self.sentences.iter().filter(|sentence| sentence.words > 1).map(|sentence| sentence.key));
        }
        if !self.documents.is_empty() || self.unusual() > 0 || self.counts() > 1 {
            keys.push(sum(self.documents.iter().map(|document| hash(&document.number)), hash(&numbers)));
        }
        keys
    }

    fn spelled(&self) -> Spelled<'_> {
        Spelled { words: &self.words, names: &self.names, order: &self.order, text: &self.spelled }
    }

    /// Equal for texts with the same numbers.
    pub fn numbers_key(&self) -> u64 {
        sum(self.numbers.iter().map(hash), 0)
    }

    /// Whether another text says the same.
    pub fn is(&self, other: &Self) -> bool {
        if self.numbers != other.numbers || !self.names_documents_of(other) {
            return false;
        }
        // What came about on another day and has nothing else that tells is another thing.
        let other_days = || !self.days.iter().any(|day| other.days.iter().any(|other| day.may_be(*other)));
        if !self.is_marked() && !self.days.is_empty() && !other.days.is_empty() && other_days() {
            return false;
        }
        let Paired { common, own, others } = match pair(self.spelled(), other.spelled()) {
            Ok(paired) => paired,
            Err(left) => return self.has_sentence_of(other, left),
        };
        if self.has_sentence_of(other, own.len().max(others.len())) {
            return true;
        }
        let is_name = |said: &Self, words: &[u64]| words.iter().any(|word| said.names.binary_search(word).is_ok());
        if self.negations != other.negations || is_name(self, &own) || is_name(other, &others) {
            return false;
        }
        let (less, more) = (own.len().min(others.len()), own.len().max(others.len()));
        let marked = self.is_marked() || other.is_marked() || self.counts() > 1;
        if less == 0 {
            let room = match common {
                3.. if marked => (common / 2).max(1),
                8.. => 2,
                5.. => 1,
                _ => 0,
            };
            return more <= room;
        }
        let alike = 2 * common * 100 / (2 * common + less + more).max(1);
        match common {
            3.. if self.weight() > 1 => alike >= ALIKE,
            4.. if marked => less == 1 && more <= 2,
            14.. => more <= 2,
            9.. => more == 1,
            _ => false,
        }
    }

    /// Whether both name the same documents, of the same days where both say so.
    fn names_documents_of(&self, other: &Self) -> bool {
        let of_one_day = |one: &Document, two: &Document| one.day.zip(two.day).is_none_or(|(one, two)| one.may_be(two));
        let same = |one: &Document, two: &Document| one.number == two.number && of_one_day(one, two);
        self.documents.len() == other.documents.len()
            && self.documents.iter().zip(&other.documents).all(|(one, two)| same(one, two))
    }

    /// Whether both have a sentence in common that says something, has all their numbers, and is longer than the rest.
    fn has_sentence_of(&self, other: &Self, rest: usize) -> bool {
        let tells = |sentence: &Sentence| {
            sentence.words >= if self.is_marked() { 2 } else { 4 }
                && sentence.words >= rest
                && sentence.numbers >= self.numbers.len()
        };
        let shared = |sentence: &&Sentence| other.sentences.iter().any(|of_other| of_other.key == sentence.key);
        let sentences = self.sentences.len().max(other.sentences.len());
        (2..=MOST).contains(&sentences) && self.sentences.iter().filter(shared).any(tells)
    }
}

/// How many of a hundred words of two texts with the same telling numbers must be common.
const ALIKE: usize = 65;

/// Whether a number, in thousandths, is unlikely to come about twice: it has two figures before its zeros.
pub(super) fn is_unusual(thousandths: u64) -> bool {
    bare(thousandths) > 9
}

/// A number without the zeros at its end.
fn bare(mut number: u64) -> u64 {
    while number > 0 && number.is_multiple_of(10) {
        number /= 10;
    }
    number
}

/// The words that say something: no words of time, and none that every report has, unless negated.
fn kept<'a, 't>(tokens: &'a [Token<'t>]) -> Vec<&'a Token<'t>> {
    let mut negated = false;
    let mut kept = Vec::with_capacity(tokens.len());
    for token in tokens.iter().filter(|token| !token.gone && !token.is_number) {
        let known = token.known;
        let is_single = token.word.chars().nth(1).is_none() && known.group.is_none();
        let says_nothing = known.is_in(List::ReportWords) && !known.is_in(List::Negative);
        if negated || !(is_single || says_nothing) {
            kept.push(token);
        }
        negated = known.is_in(List::Negations);
    }
    kept
}

/// A word, or the sign of its group; a word with a negative ending stays itself.
fn meaning<'t>(token: &'t Token<'_>) -> Cow<'t, str> {
    // A letter of private use for each group.
    let letter = |group: usize| char::from_u32(0xe000 + u32::try_from(group).ok()?);
    let group = token.known.group.filter(|_| !token.known.is_in(List::Negative));
    group.and_then(letter).map_or(Cow::Borrowed(&*token.word), |letter| Cow::Owned(letter.into()))
}

/// Takes the numbers out, in figures or words, in thousandths.
fn take_numbers(tokens: &mut [Token<'_>]) -> Vec<u64> {
    let (mut numbers, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let read = if tokens[at].gone {
            None
        } else if tokens[at].is_number {
            Some(in_figures(&tokens[at..]))
        } else {
            in_words(&tokens[at..])
        };
        let Some((mut number, mut length)) = read else {
            at += 1;
            continue;
        };
        if let Some(times) = tokens.get(at + length).and_then(|next| next.known.multiple) {
            number = number.saturating_mul(times.into());
            length += 1;
        }
        tokens[at..at + length].iter_mut().for_each(|token| token.gone = true);
        numbers.push(number);
        at += length;
    }
    numbers
}

/// A number in figures and how many tokens it takes: groups of three figures, and decimals behind a comma or a point.
fn in_figures(tokens: &[Token<'_>]) -> (u64, usize) {
    let mut whole = tokens[0].word.clone();
    let mut length = 1;
    let is_space = |text: &str| text.chars().count() == 1 && text.chars().all(char::is_whitespace);
    if whole.len() <= 3 {
        for next in
            tokens[1..].iter().take_while(|next| next.is_number && next.word.len() == 3 && is_space(next.before))
        {
            whole += &next.word;
            length += 1;
        }
    }
    let decimals = tokens.get(length).filter(|next| next.is_number && matches!(next.before, "," | "."));
    let fraction = decimals.map_or("", |next| next.word.get(..3).unwrap_or(&next.word));
    length += usize::from(decimals.is_some());
    let thousandths = format!("{whole}{fraction:0<3}");
    // Longer ones are no numbers of things.
    (thousandths.parse().ok().unwrap_or_else(|| hash(&thousandths)), length)
}

/// A number in words and how many tokens it takes: "twenty five".
fn in_words(tokens: &[Token<'_>]) -> Option<(u64, usize)> {
    let (mut number, mut length) = (tokens[0].known.number?, 1);
    let mut last = number;
    for next in tokens[1..].iter().take_while(|next| !next.gone) {
        let Some(value) = next.known.number else { break };
        let fits = ((last == 10 || last >= 20) && value < 10) || (last >= 100 && value < 100);
        if !fits {
            break;
        }
        (number, last) = (number + value, value);
        length += 1;
    }
    Some((u64::from(number) * 1000, length))
}

fn sum(numbers: impl Iterator<Item = u64>, first: u64) -> u64 {
    numbers.fold(first, u64::wrapping_add)
}

pub(super) fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    foldhash::fast::FixedState::default().hash_one(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(one: &str, two: &str) -> (usize, usize) {
        let paired = pair(Said::of(one).spelled(), Said::of(two).spelled()).expect("they are alike");
        (paired.own.len(), paired.others.len())
    }

    #[test]
    fn a_form_a_slip_an_abbreviation_a_compound_and_an_acronym_are_the_word_itself() {
        for (one, two) in [
            ("порядок аренды", "о порядке аренды"),
            ("установлен в ЦОН", "установлен в ЦОНе"),
            ("дговор с банком", "договор с банком"),
            ("тех. условия выданы", "технические условия выданы"),
            ("декларации госслужащих", "декларации государственных служащих"),
            ("видеокөзөмөл коюлду", "видео көзөмөл коюлду"),
            ("земли ГЛФ", "земли государственного лесного фонда"),
        ] {
            assert_eq!(left(one, two), (0, 0), "{one} | {two}");
            assert_eq!(left(two, one), (0, 0), "{two} | {one}");
        }
    }

    #[test]
    fn another_word_and_a_name_with_another_letter_are_not() {
        for (one, two) in [
            ("проверено школ", "проверено школьников"),
            ("обучены врачи", "обучены учителя"),
            ("клуб в селе Ноокат", "клуб в селе Ноокен"),
        ] {
            assert_eq!(left(one, two), (1, 1), "{one} | {two}");
        }
    }
}
