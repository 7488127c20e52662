//! What a measure is bound to instead of a day: "as needed", "on recruitment", "жумушка кабыл алууда", "within ten days of the
//! approval". Such a clause is told by a word of the lists, and everything else in it may be any word; what stands outside
//! it is read as a term. A clause that holds a year, a month or a quarter is not taken apart: it may mean two things.

use super::tokens::Atom;
use super::unreadable::Unreadable;
use super::words::{Unit, Word};

/// A term without its clauses.
pub(super) struct Outside {
    /// What is left.
    pub atoms: Vec<Atom>,
    /// Whether there was a clause.
    pub event: bool,
}

/// Takes the clauses out of a term.
pub(super) fn outside(atoms: Vec<Atom>) -> Result<Outside, Unreadable> {
    let opens = |atom: &Atom| matches!(atom, Atom::Word(Word::Event | Word::Head | Word::Tail | Word::Condition));
    let event = atoms.iter().any(opens);
    if !event {
        let known = !atoms.contains(&Atom::Other);
        let atoms = atoms.into_iter().map(plain).collect();
        return if known { Ok(Outside { atoms, event }) } else { Err(Unreadable::Unknown) };
    }
    let mut reader = Clauses::default();
    for phrase in atoms.split(|atom| *atom == Atom::Comma) {
        reader.phrase(phrase)?;
        reader.kept.push(Atom::Comma);
    }
    let conditional = atoms.contains(&Atom::Word(Word::Condition));
    if conditional && reader.kept.iter().any(says_when) {
        return Err(Unreadable::Unknown);
    }
    if !reader.kept.iter().any(says_when) {
        reader.kept.clear();
    }
    Ok(Outside { atoms: reader.kept, event: true })
}

/// An adjective of a rhythm is a recurrence where no clause follows it.
fn plain(atom: Atom) -> Atom {
    match atom {
        Atom::Word(Word::Adjective(how)) => Atom::Word(Word::Recurrence(how)),
        atom => atom,
    }
}

/// Whether it is a part of a calendar.
fn is_dated(atom: &Atom) -> bool {
    matches!(
        atom,
        Atom::Year(_)
            | Atom::Dated(..)
            | Atom::DayMonth(..)
            | Atom::Word(Word::Month(_) | Word::Quarter | Word::Half | Word::Year | Word::ThisYear)
    )
}

fn is_recurrence(atom: &Atom) -> bool {
    matches!(atom, Atom::Word(Word::Recurrence(_) | Word::OtherRhythm))
}

fn says_when(atom: &Atom) -> bool {
    is_dated(atom) || is_recurrence(atom) || matches!(atom, Atom::Word(Word::Unit(_) | Word::DayOfMonth))
}

/// "Not later than ten working days": how long after the event.
fn is_offset(atoms: &[Atom]) -> bool {
    let unit = |atom: &Atom| matches!(atom, Atom::Word(Word::Unit(_) | Word::DayKind));
    let part = |atom: &Atom| {
        let word = matches!(
            atom,
            Atom::Word(
                Word::By
                    | Word::Filler
                    | Word::Count(_)
                    | Word::AtLeast
                    | Word::To
                    | Word::And
                    | Word::From
                    | Word::TimesOf(1)
            )
        );
        word || unit(atom) || matches!(atom, Atom::Number(_) | Atom::Dash { .. })
    };
    atoms.iter().any(unit) && atoms.iter().all(part)
}

#[derive(Default)]
struct Clauses {
    kept: Vec<Atom>,
    /// Whether the phrase before ended in a clause whose words may go on.
    open: bool,
}

impl Clauses {
    /// Takes what is no clause out of a phrase between two commas.
    fn phrase(&mut self, phrase: &[Atom]) -> Result<(), Unreadable> {
        let without_events: Vec<Atom> =
            phrase.iter().copied().filter(|atom| *atom != Atom::Word(Word::Event)).collect();
        let whole = without_events.len() < phrase.len();
        let is_tail = |atom: &Atom| *atom == Atom::Word(Word::Tail);
        let is_head = |atom: &Atom| matches!(atom, Atom::Word(Word::Head | Word::Condition));
        if whole && !without_events.iter().any(|atom| *atom == Atom::Other || is_tail(atom) || is_head(atom)) {
            self.open = true;
            self.keep(&without_events);
            return Ok(());
        }
        let head = phrase.iter().position(|atom| is_head(atom) || *atom == Atom::Word(Word::Event));
        if let Some(head) = head {
            self.open = true;
            let before = &phrase[..head];
            self.inside(&phrase[head + 1..])?;
            return if is_offset(before) { Ok(()) } else { self.beside(before) };
        }
        if let Some(tail) = phrase.iter().rposition(is_tail) {
            self.open = false;
            let other = phrase[..tail].iter().position(|atom| *atom == Atom::Other).unwrap_or(tail);
            // What stands before the first word of the clause may belong to it: "2026-жылдын жыйынтыгы боюнча".
            let before = &phrase[..other];
            if before.iter().any(is_dated) {
                return Err(Unreadable::Ambiguous);
            }
            self.keep_recurrences(before);
            self.inside(&phrase[other..tail])?;
            let after = &phrase[tail + 1..];
            return if is_offset(after) { Ok(()) } else { self.beside(after) };
        }
        if phrase.contains(&Atom::Other) {
            if !self.open && !is_offset(phrase) {
                return Err(Unreadable::Unknown);
            }
            return self.inside(phrase);
        }
        self.open = false;
        self.keep(phrase);
        Ok(())
    }

    /// The words of a clause: a rhythm among them counts ("by schedule once a quarter"), a part of the calendar is refused.
    fn inside(&mut self, atoms: &[Atom]) -> Result<(), Unreadable> {
        // "After nine months": of the year, or of the event?
        let months = |pair: &[Atom]| {
            matches!(pair, [Atom::Number(_) | Atom::Word(Word::Count(_)), Atom::Word(Word::Unit(Unit::Month))])
        };
        let first_months = atoms.windows(2).position(months) == Some(0);
        if atoms.iter().any(is_dated) || first_months {
            return Err(Unreadable::Ambiguous);
        }
        self.keep_recurrences(atoms);
        Ok(())
    }

    /// What stands beside a clause in its phrase: a term, or more words of the clause.
    fn beside(&mut self, atoms: &[Atom]) -> Result<(), Unreadable> {
        if atoms.contains(&Atom::Other) {
            return self.inside(atoms);
        }
        self.keep(atoms);
        Ok(())
    }

    fn keep(&mut self, atoms: &[Atom]) {
        self.kept.extend(atoms.iter().copied().map(plain));
    }

    fn keep_recurrences(&mut self, atoms: &[Atom]) {
        self.kept.extend(atoms.iter().filter(|atom| is_recurrence(atom)));
    }
}
