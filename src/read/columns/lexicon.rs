//! The words of column titles and what they mean: `concepts.toml` and `fields.toml`, ready to be asked.
//!
//! A word takes the longest stem that it begins with; a long word that fits none may differ from one by a letter.

use crate::text::{comparable, without_look_alikes};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// Concepts as bits, in the order of their names.
pub(super) type Concepts = u128;

/// From how many letters on a stem and a word may differ by one letter.
const LONG: usize = 6;

/// What one word of a title means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It has these concepts.
    Known(Concepts),
    /// The same, with one letter corrected.
    Similar(Concepts),
    /// It stands between words that mean something.
    Filler,
    /// Nobody knows.
    Unknown,
}

/// A way in which titles name a field.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The field's place in [`Lexicon::fields`].
    pub field: usize,
    /// What a title must name.
    pub needs: Concepts,
    /// What it must not name.
    pub forbids: Concepts,
    /// How sure that is.
    pub weight: f32,
}

#[derive(Debug)]
struct Stem {
    text: String,
    letters: usize,
    /// Whether the whole word must be equal.
    whole: bool,
    /// No concepts: a filler.
    concepts: Concepts,
}

/// All words and patterns.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// By their first letter.
    stems: HashMap<char, Vec<Stem>>,
    names: Vec<String>,
    /// The keys of the fields that a column can hold.
    pub fields: Vec<&'static str>,
    pub patterns: Vec<Pattern>,
    /// The concepts of what the form does not have.
    pub elsewhere: Concepts,
    /// Words by which a title names a scale of points.
    pub scale: Vec<String>,
    /// Words which alone say when something was done.
    pub when: Vec<String>,
}

#[derive(Deserialize)]
struct ConceptsFile {
    concept: BTreeMap<String, BTreeMap<String, String>>,
    fillers: BTreeMap<String, String>,
    scale: Vec<String>,
    when: Vec<String>,
}

#[derive(Deserialize)]
struct FieldsFile {
    groups: BTreeMap<String, Vec<String>>,
    field: Vec<FieldEntry>,
}

#[derive(Deserialize)]
struct FieldEntry {
    key: String,
    patterns: Vec<PatternEntry>,
}

#[derive(Deserialize)]
struct PatternEntry {
    needs: Vec<String>,
    forbids: Vec<String>,
    weight: f32,
}

/// The lexicon, made when it is first needed.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let parsed = Lexicon::parse(include_str!("concepts.toml"), include_str!("fields.toml"));
        // Both files are part of the program, and a test reads them.
        parsed.unwrap_or_else(|why| unreachable!("concepts.toml or fields.toml: {why}"))
    });
    &LEXICON
}

impl Lexicon {
    fn parse(concepts: &str, fields: &'static str) -> Result<Self, String> {
        let concepts: ConceptsFile = toml::from_str(concepts).map_err(|why| why.to_string())?;
        let file: FieldsFile = toml::from_str(fields).map_err(|why| why.to_string())?;
        let names: Vec<String> = concepts.concept.keys().cloned().collect();
        if names.len() > 128 {
            return Err("more than 128 concepts".into());
        }
        let mut lexicon = Self {
            stems: HashMap::new(),
            names,
            fields: Vec::new(),
            patterns: Vec::new(),
            elsewhere: 0,
            scale: concepts.scale,
            when: concepts.when,
        };
        lexicon.elsewhere = lexicon.mask(file.groups.get("else").ok_or("no group else")?)?;
        for (at, of_languages) in concepts.concept.values().enumerate() {
            for stem in of_languages.values().flat_map(|list| list.split_whitespace()) {
                lexicon.add(stem, 1 << at);
            }
        }
        for filler in concepts.fillers.values().flat_map(|list| list.split_whitespace()) {
            // Short fillers are whole words; long ones have endings.
            let short = filler.chars().count() < 5;
            lexicon.add(&if short { format!("={filler}") } else { filler.to_owned() }, 0);
        }
        for entry in file.field {
            let field = lexicon.fields.len();
            lexicon.fields.push(Box::leak(entry.key.into_boxed_str()));
            for pattern in entry.patterns {
                let forbids = pattern.forbids.iter().map(|name| match name.strip_prefix('@') {
                    Some(group) => lexicon.mask(file.groups.get(group).ok_or(format!("no group {group}"))?),
                    None => lexicon.mask(std::slice::from_ref(name)),
                });
                let forbids = forbids.collect::<Result<Vec<_>, _>>()?.into_iter().fold(0, |all, one| all | one);
                let needs = lexicon.mask(&pattern.needs)?;
                // What a pattern needs is not forbidden by the group that it is of.
                lexicon.patterns.push(Pattern { field, needs, forbids: forbids & !needs, weight: pattern.weight });
            }
        }
        Ok(lexicon)
    }

    fn add(&mut self, stem: &str, concepts: Concepts) {
        let (text, whole) = stem.strip_prefix('=').map_or((stem, false), |text| (text, true));
        let text = comparable(text);
        let Some(first) = text.chars().next() else { return };
        let of_letter = self.stems.entry(first).or_default();
        match of_letter.iter_mut().find(|known| known.text == text && known.whole == whole) {
            Some(known) => known.concepts |= concepts,
            None => of_letter.push(Stem { letters: text.chars().count(), text, whole, concepts }),
        }
    }

    fn mask(&self, names: &[String]) -> Result<Concepts, String> {
        names.iter().try_fold(0, |mask, name| Ok(mask | self.concept(name).ok_or(format!("no concept {name}"))?))
    }

    /// The concept of a name.
    pub fn concept(&self, name: &str) -> Option<Concepts> {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok().map(|at| 1 << at)
    }

    /// The place of a field in [`Lexicon::fields`].
    pub fn place(&self, key: &str) -> usize {
        let place = self.fields.iter().position(|field| *field == key);
        place.unwrap_or_else(|| unreachable!("fields.toml lacks {key}"))
    }

    /// What a word means, given in lower case.
    pub fn word(&self, word: &str) -> Word {
        let Some(of_letter) = word.chars().next().and_then(|first| self.stems.get(&first)) else {
            return Word::Unknown;
        };
        let fits = |stem: &&Stem| if stem.whole { stem.text == word } else { word.starts_with(&stem.text) };
        // A whole word is more than a beginning of the same length.
        let best = of_letter.iter().filter(fits).max_by_key(|stem| (stem.letters, stem.whole));
        match best {
            Some(Stem { concepts: 0, .. }) => Word::Filler,
            Some(stem) => Word::Known(stem.concepts),
            None => similar(word, of_letter),
        }
    }
}

/// A long word that differs by one letter from the beginning that a stem gives; two stems of different meaning are none.
fn similar(word: &str, of_letter: &[Stem]) -> Word {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < LONG {
        return Word::Unknown;
    }
    let mut best: Option<(usize, Concepts)> = None;
    for stem in of_letter.iter().filter(|stem| stem.letters >= LONG && !stem.whole && stem.concepts != 0) {
        let near = (stem.letters - 1..=stem.letters + 1).any(|length| {
            let begin: String = letters.iter().take(length).collect();
            letters.len() >= length && strsim::damerau_levenshtein(&begin, &stem.text) == 1
        });
        if !near {
            continue;
        }
        match best {
            Some((length, _)) if length > stem.letters => {}
            Some((length, concepts)) if length == stem.letters && concepts != stem.concepts => return Word::Unknown,
            _ => best = Some((stem.letters, stem.concepts)),
        }
    }
    best.map_or(Word::Unknown, |(_, concepts)| Word::Similar(concepts))
}

/// A title in the form in which its words are looked up: on one line, lower case, words that a line's end broke put
/// together, `snake_case` and `camelCase` taken apart, Latin letters inside Cyrillic words replaced.
pub(super) fn spelled(title: &str) -> String {
    let joined = title.replace("-\r\n", "").replace("-\n", "").replace('_', " ");
    let mut apart = String::with_capacity(joined.len());
    let mut small = false;
    for letter in joined.chars() {
        if small && letter.is_ascii_uppercase() {
            apart.push(' ');
        }
        small = letter.is_ascii_lowercase();
        apart.push(letter);
    }
    let spelled = comparable(&apart);
    let words = spelled.split(' ').map(|word| without_look_alikes(word).map_or(Cow::Borrowed(word), Cow::Owned));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_stem_wins_and_a_long_word_may_have_a_letter_wrong() {
        let lexicon = lexicon();
        let of = |name: &str| lexicon.concept(name).unwrap();
        assert_eq!(lexicon.word("эффективности"), Word::Known(of("effectiveness")));
        assert_eq!(lexicon.word("эффект"), Word::Known(of("result")));
        assert_eq!(lexicon.word("вероятнасть"), Word::Known(of("likelihood")));
        assert_eq!(lexicon.word("верояность"), Word::Similar(of("likelihood")));
        assert_eq!(lexicon.word("жана"), Word::Filler);
        assert_eq!(lexicon.word("погода"), Word::Unknown);
        assert_eq!(
            spelled("Expected_Resolution\nDateDue Учур же кыр-\nдaал"),
            "expected resolution date due учур же кырдаал"
        );
    }
}
