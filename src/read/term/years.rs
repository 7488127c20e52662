//! The years that a plan's title names: they are taken for terms that name none.

use super::tokens::{self, Atom};
use super::words::Word;
use crate::model::Period;
use crate::text::comparable;

/// The years of a table or a document, as its title names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// The first.
    pub first: i16,
    /// The last; the same for one year.
    pub last: i16,
}

impl Years {
    /// Of a plan's own years.
    #[must_use]
    pub fn of_period(period: &Period) -> Option<Self> {
        Some(Self { first: period.from?.year(), last: period.to?.year() })
    }

    /// The years that a title is about: "на 2026 год", "2025–2027-жылдарга". Years of dates ("от 5 марта 2025 года") are not
    /// meant; where more than one is left, none is taken.
    #[must_use]
    pub fn of_title(title: &str) -> Option<Self> {
        let mut atoms = Vec::new();
        // What no term can hold stands in titles all the same.
        for part in comparable(title).split("...") {
            atoms.extend(tokens::atoms(part).ok()?);
        }
        let mut found: Option<Self> = None;
        for (at, atom) in atoms.iter().enumerate() {
            let Atom::Year(first) = *atom else { continue };
            let (before, after) = (&atoms[..at], &atoms[at + 1..]);
            let (last, after) = match after {
                [Atom::Dash { .. } | Atom::Word(Word::And | Word::To), Atom::Year(last), after @ ..] => (*last, after),
                after => (first, after),
            };
            let joined = matches!(before, [.., Atom::Year(_), Atom::Dash { .. } | Atom::Word(Word::And | Word::To)]);
            let of_a_day = matches!(before, [.., Atom::Word(Word::Month(_))])
                || matches!(after, [Atom::Word(Word::Year), Atom::Number(_), Atom::Word(Word::Month(_)), ..]);
            let named = matches!(after, [Atom::Word(Word::Year), ..])
                || matches!(before, [.., Atom::Word(Word::Filler | Word::From)]);
            if joined || of_a_day || !named {
                continue;
            }
            let years = Self { first, last };
            if last < first || found.is_some_and(|found| found != years) {
                return None;
            }
            found = Some(years);
        }
        found
    }
}
