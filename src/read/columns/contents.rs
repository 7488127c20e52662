//! The cells below a title: they agree with it, contradict it, or decide what it leaves open.

use super::lexicon::Lexicon;
use crate::model::Recurrence;
use crate::read::grid::{CellValue, Grid, GridRow};
use crate::read::term::{Unreadable, term};
use crate::text::{Beginnings, comparable};
use foldhash::fast::FixedState;
use serde::Deserialize;
use std::collections::{BTreeSet, HashSet};
use std::sync::{LazyLock, OnceLock};

/// How many rows are looked at.
const LOOKED_AT: usize = 40;

/// From how many filled cells on a column is fully believed.
const ENOUGH: f32 = 4.0;

/// From how many letters on a text is a long one.
const LONG: usize = 28;

#[derive(Deserialize)]
struct Words {
    levels: HashSet<String, FixedState>,
    letters: HashSet<String, FixedState>,
    crosses: HashSet<String, FixedState>,
    strategies: HashSet<String, FixedState>,
    statuses: HashSet<String, FixedState>,
    posts: Beginnings,
    units: Beginnings,
    between: HashSet<String, FixedState>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The file is part of the program, and the tests read it.
    toml::from_str(include_str!("contents.toml")).unwrap_or_else(|why| unreachable!("contents.toml: {why}"))
});

/// What the cells of a column are, as shares of those that hold anything.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    /// How many cells hold something.
    pub filled: usize,
    /// Whole numbers from 0 to 10.
    small: f32,
    numbers: f32,
    /// Shares, sums, ranges.
    amounts: f32,
    levels: f32,
    letters: f32,
    /// A cross or a tick.
    pub crosses: f32,
    terms: Terms,
    dates: f32,
    long: f32,
    statuses: f32,
    strategies: f32,
    posts: f32,
    units: f32,
    distinct: f32,
    /// Short codes and numbers, nearly all different.
    ids: bool,
    /// Numbers that count up from 1.
    counting: bool,
}

/// Which of the cells are terms. Texts are read as such only where somebody asks: that takes longer than all the rest.
#[derive(Clone, Debug, Default)]
struct Terms {
    /// How many are terms for sure.
    sure: usize,
    /// The texts that may be some.
    open: Vec<String>,
    filled: usize,
    share: OnceLock<f32>,
}

impl Terms {
    fn share(&self) -> f32 {
        *self.share.get_or_init(|| {
            let terms = self.sure + self.open.iter().filter(|text| looks_like_term(text)).count();
            terms as f32 / self.filled.max(1) as f32
        })
    }
}

impl Contents {
    /// Looks at the cells of a column below a header.
    pub fn of(grid: &Grid, rows: &[GridRow], column: u16) -> Self {
        // A text alone in its row, and one that is merged across columns, is a heading.
        let is_merged = |row: &GridRow| grid.merge_of(row.number, column).is_some_and(|merge| merge.3 > merge.1);
        let rows = sample(rows).filter(|row| row.cells.len() > 1);
        let cells = rows.filter_map(|row| row.cell(column).filter(|_| !is_merged(row)));
        let cells: Vec<&CellValue> = cells.collect();
        let filled = cells.len();
        if filled == 0 {
            return Self::default();
        }
        let words = &*WORDS;
        let texts: Vec<String> = cells.iter().map(|cell| word_of(cell)).collect();
        let share = |is: &dyn Fn(usize) -> bool| (0..filled).filter(|at| is(*at)).count() as f32 / filled as f32;
        let whole = |at: usize| cells[at].whole();
        // A year alone is a term.
        let year = |at: usize| whole(at).is_some_and(|whole| (1990..=2100).contains(&whole));
        let number =
            |at: usize| (matches!(cells[at], CellValue::Number(_)) || texts[at].parse::<f64>().is_ok()) && !year(at);
        // "Low, since ..." gives a level and says why.
        let level = |at: usize| {
            let first = texts[at].split([',', ';', ':', '(', '–', '—']).next().unwrap_or_default();
            words.levels.contains(&texts[at]) || words.levels.contains(first.trim_end())
        };
        let date = |at: usize| matches!(cells[at], CellValue::Date(_));
        let distinct = texts.iter().collect::<BTreeSet<_>>().len() as f32 / filled as f32;
        let wholes: Vec<i64> = cells.iter().filter_map(|cell| cell.whole()).collect();
        let counting = wholes.len() * 10 >= filled * 9
            && filled >= 2
            && wholes.first().is_some_and(|first| (0..=1).contains(first))
            && wholes.windows(2).all(|pair| pair[1] == pair[0] + 1 || pair[1] == 1);
        let is_term = |at: &usize| date(*at) || year(*at);
        let is_open = |at: &usize| !is_term(at) && !number(*at);
        let terms = Terms {
            sure: (0..filled).filter(is_term).count(),
            open: (0..filled).filter(is_open).map(|at| texts[at].clone()).collect(),
            filled,
            share: OnceLock::new(),
        };
        let codes = share(&|at| is_code(&texts[at]));
        Self {
            filled,
            small: share(&|at| whole(at).is_some_and(|whole| (0..=10).contains(&whole))),
            numbers: share(&number),
            amounts: share(&|at| is_amount(&texts[at])),
            levels: share(&level),
            // One letter may be anything; the same few over and over stand for levels.
            letters: if filled < 4 || distinct > 0.75 { 0.0 } else { share(&|at| words.letters.contains(&texts[at])) },
            crosses: share(&|at| words.crosses.contains(&texts[at])),
            dates: share(&date),
            long: share(&|at| texts[at].chars().count() >= LONG && !level(at)),
            statuses: share(&|at| words.statuses.contains(&texts[at])),
            strategies: if filled < 4 { 0.0 } else { share(&|at| words.strategies.contains(&texts[at])) },
            posts: share(&|at| words.posts.begin(&texts[at])),
            units: share(&|at| words.units.begin(&texts[at])),
            distinct,
            ids: filled >= 3 && distinct >= 0.9 && codes >= 0.9,
            counting,
            terms,
        }
    }

    /// How much the contents speak for a field (above 0) or against it.
    pub fn fit(&self, field: &str) -> f32 {
        if self.filled == 0 {
            return 0.0;
        }
        // Words and numbers beside each other: a scale whose points have names.
        let points = self.crosses.max((self.small + self.levels + self.letters).min(1.0));
        let texts = self.long;
        let no_words = self.numbers.max(self.levels + self.letters).max(self.dates);
        match field {
            "likelihood" | "harm" => match () {
                () if points >= 0.7 => 1.5,
                () if texts >= 0.5 => -5.0,
                // Shares and points of other scales are points that cannot be used, and points all the same.
                () if self.numbers + self.amounts >= 0.7 => 0.0,
                () if points < 0.2 => -3.0,
                () => -1.0,
            },
            "declared_level" | "inherent" | "target_level" => match () {
                () if self.levels + self.letters >= 0.6 => 1.5,
                () if texts >= 0.5 => -5.0,
                () if self.numbers >= 0.6 => -1.5,
                () if self.levels + self.letters < 0.1 => -2.0,
                () => -1.0,
            },
            "residual" => match () {
                () if texts >= 0.5 => -5.0,
                () if self.levels + self.letters + self.numbers >= 0.6 => 1.0,
                () => -2.0,
            },
            "sum" => match () {
                () if self.numbers >= 0.7 => 1.0,
                () if texts >= 0.4 => -5.0,
                () => -3.0,
            },
            "due" | "done_on" | "reported_on" | "verified_on" => match () {
                () if field != "due" && self.dates + self.terms.share() >= 0.5 => 1.0,
                () if self.terms.share() >= 0.5 => 1.5,
                () if self.terms.share() >= 0.2 => 0.5,
                () if self.posts + self.units >= 0.5 => -5.0,
                () if self.numbers >= 0.5 || self.levels >= 0.5 || self.statuses >= 0.5 => -5.0,
                () if texts >= 0.6 => -3.0,
                () => -1.0,
            },
            "measure" => match () {
                () if self.strategies >= 0.5 => -6.0,
                () if no_words >= 0.6 || self.statuses >= 0.5 => -5.0,
                () if texts >= 0.5 => 1.0,
                () if texts < 0.15 => -0.5,
                () => 0.0,
            },
            "situation" => match () {
                () if no_words >= 0.6 || self.strategies >= 0.5 => -5.0,
                () if self.ids => -4.0,
                () if texts >= 0.5 => 1.0,
                () => 0.0,
            },
            "status" => match () {
                () if self.levels + self.letters >= 0.5 => -5.0,
                () if self.statuses >= 0.4 => 1.5,
                () if (texts >= 0.6 && self.distinct > 0.5) || self.numbers >= 0.6 => -3.0,
                () => 0.0,
            },
            "verified" => match () {
                () if self.levels + self.letters >= 0.5 || self.dates >= 0.5 || self.numbers >= 0.6 => -4.0,
                () if texts >= 0.6 => -3.0,
                () => 0.0,
            },
            "category" => match () {
                () if self.levels + self.letters >= 0.5 || self.statuses >= 0.5 => -4.0,
                () if self.dates >= 0.5 => -5.0,
                () if texts >= 0.7 => -2.0,
                () if self.filled >= 3 && self.distinct <= 0.7 && self.numbers < 0.3 => 0.7,
                () => 0.0,
            },
            "control_effectiveness" => match () {
                () if self.levels + self.letters + self.small >= 0.6 => 1.0,
                () if texts >= 0.5 => -4.0,
                () => 0.0,
            },
            "id" => match () {
                () if self.ids || self.counting => 1.0,
                () if texts >= 0.3 => -5.0,
                () if self.levels >= 0.5 || self.dates >= 0.5 => -4.0,
                () => 0.0,
            },
            "unit" | "positions" | "responsible" | "verified_by" => match () {
                () if no_words >= 0.6 || self.statuses >= 0.5 => -5.0,
                () if field == "unit" && self.units > self.posts => 0.5,
                () if field == "positions" && self.posts > self.units => 0.5,
                () if matches!(field, "responsible" | "verified_by") && self.posts + self.units >= 0.3 => 0.5,
                () => 0.0,
            },
            "baseline" | "target" | "measured" | "funding" | "indicator" | "result"
                if self.levels + self.letters >= 0.6 =>
            {
                -4.0
            }
            "control_lowers" | "baseline" | "target" | "measured" | "funding" | "indicator" | "result" => 0.0,
            // Everything else is text.
            _ if no_words >= 0.6 => -4.0,
            _ => 0.0,
        }
    }

    /// The score of a column for ids by its contents alone.
    pub fn as_ids(&self, titled: bool) -> f32 {
        match (self.counting, self.ids, titled) {
            (true, _, false) => 7.0,
            (true, _, true) | (_, true, _) => 6.25,
            _ => 0.0,
        }
    }

    /// The scores of a column's title with what its contents say, for the fields in the order of the lexicon.
    pub fn weigh(&self, lexicon: &Lexicon, titled: &[f32]) -> Vec<f32> {
        // One cell may hold anything: what a column holds is told by several.
        let sure = (self.filled as f32 / ENOUGH).min(1.0);
        let weigh = |(field, score): (&&str, &f32)| if *score > 0.0 { score + sure * self.fit(field) } else { 0.0 };
        lexicon.fields.iter().zip(titled).map(weigh).collect()
    }
}

/// Rows to look at: the first ones, and of a long table some from further down.
fn sample(rows: &[GridRow]) -> impl Iterator<Item = &GridRow> {
    let half = LOOKED_AT / 2;
    let step = (rows.len().saturating_sub(half) / half).max(1);
    rows.iter().take(half).chain(rows.iter().skip(half).step_by(step).take(half))
}

/// A cell as a word to look up: lower case, without a full stop behind.
fn word_of(cell: &CellValue) -> String {
    let shown = cell.shown();
    // Long texts are looked at only for their length and their beginning.
    let cut = shown.char_indices().nth(120).map_or(shown.len(), |(at, _)| at);
    comparable(&shown[..cut]).trim_end_matches(['.', ',', ';']).to_owned()
}

/// Whether a text is a number or a code such as `7`, `2.1`, `R-03`, `risk_12`.
fn is_code(text: &str) -> bool {
    let length = text.chars().count();
    (1..=14).contains(&length)
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '№' | '#' | ')'))
        && !is_day(text)
}

/// Whether a text that is no bare number is a share, a sum or a range: `75%`, `75% to 100%`, `$15000`. A range of years is a
/// term.
fn is_amount(text: &str) -> bool {
    if text.parse::<f64>().is_ok() || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let between = |word: &str| WORDS.between.contains(word);
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    let mut parts = parts.filter(|part| !part.is_empty() && !between(part)).peekable();
    let is_number = |part: &str| {
        let bare = part.trim_matches(['%', '$', '€', '₽', '<', '>', '≤', '≥']).replace(',', ".");
        bare.parse::<f64>().is_ok_and(|number| bare.len() != part.len() || !(1990.0..=2100.0).contains(&number))
    };
    parts.peek().is_some() && !is_day(text) && parts.all(is_number)
}

/// Whether a text is a day: `31.12.2026`, `2026-12-31`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a text is a term, even one that lacks something: `III квартал`, `до 2027 года`. A term bound to an event
/// must be short: many sentences begin like one.
fn looks_like_term(text: &str) -> bool {
    let letters = text.chars().count();
    // No term is as long, and most texts are sentences.
    if letters > 200 {
        return false;
    }
    match term(text) {
        Err(why) => why != Unreadable::Unknown,
        Ok(period) => period.recurrence != Some(Recurrence::Event) || letters <= 60,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sums_and_ranges_are_amounts_and_terms_are_none() {
        for text in ["75%", "75% to 100%", "10–25%", "$15000", "0,5", "от 5 до 10"] {
            assert!(is_amount(text), "{text}");
        }
        for text in ["2025-2027", "31.12.2026", "2026-12-31", "высокий", "3 дня", "", "—", "0.45"] {
            assert!(!is_amount(text), "{text}");
        }
    }

    #[test]
    fn a_term_looks_like_one_and_a_sentence_does_not() {
        for text in ["III квартал", "2026-жыл", "ежемесячно", "до 1 марта 2026 года", "по мере необходимости"]
        {
            assert!(looks_like_term(text), "{text}");
        }
        for text in ["юрист", "Провести проверку всех дел отдела", "высокий"] {
            assert!(!looks_like_term(text), "{text}");
        }
    }
}
