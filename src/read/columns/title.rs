//! A title as concepts, and how well it names each field.

use super::lexicon::{Concepts, Lexicon, Word, lexicon, spelled};

/// How much a title loses if none of its words is known.
const UNKNOWN: f32 = 2.0;

/// How much it loses for each known word that the pattern does not ask for.
const SURPLUS: f32 = 0.25;

/// The most that it loses for these: titles of forms are long.
const MOST: f32 = 0.75;

/// What a title says.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// The concepts of each known word.
    words: Vec<Concepts>,
    /// How many words are unknown.
    unknown: usize,
    /// Whether a word is known only with a letter corrected.
    pub similar: bool,
    pub concepts: Concepts,
    /// Whether it names a scale of points.
    scale: bool,
}

impl Meaning {
    /// Reads a title. What stands in brackets counts only where nothing else is known; what follows a colon, never.
    pub fn of(title: &str) -> Self {
        let lexicon = lexicon();
        let spelled = spelled(title);
        let scale = has_scale(&spelled);
        let before = spelled.split_once(':').map_or(spelled.as_str(), |(before, _)| before);
        let (outside, inside) = brackets(before);
        let meaning = Self::of_words(lexicon, &outside, scale);
        if meaning.concepts != 0 {
            return meaning;
        }
        let inside = Self::of_words(lexicon, &inside, scale);
        if inside.concepts != 0 { inside } else { Self::of_words(lexicon, &spelled, scale) }
    }

    fn of_words(lexicon: &Lexicon, text: &str, scale: bool) -> Self {
        let mut meaning = Self { scale, ..Self::default() };
        for chunk in text.split_whitespace() {
            // `п/п` and `s/n` are words, as they stand.
            let whole = chunk.trim_end_matches([',', '.', ';']);
            if whole.contains(['/', '.', '№', '#'])
                && let Word::Known(concepts) = lexicon.word(whole)
            {
                meaning.add(concepts);
                continue;
            }
            for word in chunk.split(|c: char| !(c.is_alphanumeric() || matches!(c, '№' | '#' | '‘' | '’' | '\'')))
            {
                meaning.word(lexicon, word, scale);
            }
        }
        meaning
    }

    fn word(&mut self, lexicon: &Lexicon, word: &str, scale: bool) {
        if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let single = word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic);
        // `L` and `I` stand for likelihood and impact where a scale is named; other single letters name points.
        if single && matches!(word, "l" | "i") && !scale {
            return;
        }
        match lexicon.word(word) {
            Word::Known(concepts) => self.add(concepts),
            Word::Similar(concepts) => {
                self.similar = true;
                self.add(concepts);
            }
            Word::Filler => {}
            Word::Unknown => self.unknown += usize::from(!single),
        }
    }

    fn add(&mut self, concepts: Concepts) {
        self.words.push(concepts);
        self.concepts |= concepts;
    }

    /// Whether a word of the title has this concept.
    pub fn names(&self, concept: &str) -> bool {
        lexicon().concept(concept).is_some_and(|concept| self.concepts & concept != 0)
    }

    /// How well the title names each field, in the order of [`Lexicon::fields`]; 0 where it does not.
    pub fn scores(&self) -> Vec<f32> {
        self.scores_with(!0)
    }

    /// The same by the patterns alone that need one of these concepts.
    pub fn scores_with(&self, one_of: Concepts) -> Vec<f32> {
        let lexicon = lexicon();
        let mut scores = vec![0.0_f32; lexicon.fields.len()];
        if self.concepts == 0 {
            return scores;
        }
        let all = self.words.len() + self.unknown;
        let unknown = UNKNOWN * self.unknown as f32 / all as f32;
        for pattern in &lexicon.patterns {
            if pattern.needs & !self.concepts != 0
                || pattern.forbids & self.concepts != 0
                || pattern.needs & one_of == 0
            {
                continue;
            }
            let surplus = self.words.iter().filter(|word| **word & pattern.needs == 0).count();
            let score = pattern.weight - unknown - (SURPLUS * surplus as f32).min(MOST);
            // Where a title names a scale, numbers stand below: points, not words for levels.
            let score = match lexicon.fields[pattern.field] {
                "declared_level" if self.scale => score - 1.5,
                "sum" if self.scale => score + 1.0,
                _ => score,
            };
            scores[pattern.field] = scores[pattern.field].max(score);
        }
        scores
    }
}

/// Whether a title names a scale of points: `1-5`, `1to5`, `0–10`, «балл».
fn has_scale(spelled: &str) -> bool {
    let mut digits = spelled.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | '.')));
    let range = |part: &str| {
        let mut ends = part.split(['-', '–', '—', '.']).filter(|end| !end.is_empty());
        ends.next().is_some() && ends.next().is_some()
    };
    digits.any(range)
        || spelled.split(|c: char| !c.is_alphanumeric()).any(|word| lexicon().scale.iter().any(|known| known == word))
}

/// What stands outside brackets, and what inside.
fn brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            letter if depth == 0 => outside.push(letter),
            letter => inside.push(letter),
        }
        if matches!(letter, '(' | ')' | '[' | ']') {
            outside.push(' ');
            inside.push(' ');
        }
    }
    (outside, inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best field of a title alone, if it is good enough to be read.
    fn best(title: &str) -> Option<&'static str> {
        let scores = Meaning::of(title).scores();
        let best = lexicon().fields.iter().zip(scores).max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best.1 >= super::super::assign::THRESHOLD).then_some(*best.0)
    }

    #[test]
    fn titles_of_real_tables_name_their_fields() {
        let text = std::fs::read_to_string("tests/columns/titles.csv").expect("the list of titles is there");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let (mut right, mut unread, mut wrong) = (0, Vec::new(), Vec::new());
        for record in reader.records().flatten() {
            let (title, field) = (&record[2], &record[3]);
            let mut wanted: Vec<&str> = field.split('|').collect();
            if field == "justification" {
                wanted.extend(["likelihood_justification", "harm_justification"]);
            }
            match best(title) {
                Some(found) if wanted.contains(&found) => right += 1,
                None if field == "-" => right += 1,
                None => unread.push(format!("{title}: {field}")),
                Some(found) => wrong.push(format!("{title}: {found} for {field}")),
            }
        }
        // What stands below, or on the left, decides the rest.
        assert!(right >= 243 && wrong.len() <= 13, "right: {right}, unread: {unread:#?}, wrong: {wrong:#?}");
    }
}
