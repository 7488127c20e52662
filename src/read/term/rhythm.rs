//! How often: n times in a span of time becomes a recurrence, in any order of the words: "not less than once a
//! quarter", "2 раза в год", "айына бир жолудан кем эмес", "every three months".

use super::tokens::Atom;
use super::unreadable::Unreadable;
use super::words::{Unit, Word};
use crate::model::Recurrence;

/// Joins the words that say how often. What only describes a rhythm ("by the 5th of the following month") is dropped,
/// and the second value says so.
pub(super) fn joined(atoms: Vec<Atom>) -> Result<(Vec<Atom>, bool), Unreadable> {
    let joined = recurrences(times(&atoms))?;
    let length = joined.len();
    let atoms = without_details(joined);
    let detailed = atoms.len() < length;
    // "At least" says nothing of any other term.
    let rhythmic = atoms.iter().any(|atom| matches!(atom, Atom::Word(Word::Recurrence(_))));
    let kept = atoms.into_iter().filter(|atom| !(rhythmic && *atom == Atom::Word(Word::AtLeast)));
    Ok((kept.collect(), detailed))
}

/// "Two times" as one.
fn times(atoms: &[Atom]) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        if *atom != Atom::Word(Word::Times) {
            out.push(*atom);
            continue;
        }
        let number = |atom: Option<&Atom>| match atom {
            Some(Atom::Number(count) | Atom::Word(Word::Count(count))) => Some(*count),
            _ => None,
        };
        let count = number(out.last());
        if let Some(count) = count {
            out.pop();
            // "1 (один) раз": in figures and in words.
            if let [.., figure, Atom::Comma] = out.as_slice()
                && number(Some(figure)) == Some(count)
            {
                out.truncate(out.len() - 2);
            }
        }
        out.push(Atom::Word(Word::TimesOf(count.unwrap_or(1))));
    }
    out
}

/// What a pattern at the beginning of some atoms means, and how many atoms it takes.
type Found = (Atom, usize);

fn recurrences(atoms: Vec<Atom>) -> Result<Vec<Atom>, Unreadable> {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut rest = atoms.as_slice();
    while let Some(first) = rest.first() {
        let patterns = [times_per_unit, unit_times, times_of_rhythm, every_unit, unit_behind];
        let found = patterns.iter().find_map(|pattern| pattern(rest, out.last()).transpose()).transpose()?;
        let (atom, length) = found.unwrap_or((*first, 1));
        // "Every quarter once": both say the same.
        if found.is_some() && out.last() == Some(&Atom::Word(Word::Every)) {
            out.pop();
        }
        out.push(atom);
        rest = &rest[length..];
    }
    Ok(out)
}

/// "2 раза в год", "once a quarter", "раз в 3 месяца", "once every three months".
fn times_per_unit(atoms: &[Atom], _: Option<&Atom>) -> Result<Option<Found>, Unreadable> {
    let [Atom::Word(Word::TimesOf(times)), rest @ ..] = atoms else { return Ok(None) };
    let mut after = rest;
    while let [Atom::Word(Word::Filler | Word::Every), more @ ..] = after {
        after = more;
    }
    // In a year that is named, once is no rhythm; more often is, and is not guessed at.
    if let [Atom::Year(_), ..] = after {
        return if *times == 1 { Ok(None) } else { Err(Unreadable::Ambiguous) };
    }
    // "Once in quarter 1": of each year, of one, or once a quarter?
    if let [Atom::Number(_), Atom::Word(Word::Quarter | Word::Half), behind @ ..] = after {
        let of_a_year = behind.iter().any(|atom| matches!(atom, Atom::Year(_)));
        return if *times == 1 && of_a_year { Ok(None) } else { Err(Unreadable::Ambiguous) };
    }
    let Some((months, length)) = interval(after) else { return Ok(None) };
    let taken = atoms.len() - after.len() + length;
    rhythm(months, *times).map(|atom| Some((atom, taken)))
}

/// "Жылына эки жолу", "эки жылда бир жолу", "кварталда кеминде бир жолу".
fn unit_times(atoms: &[Atom], before: Option<&Atom>) -> Result<Option<Found>, Unreadable> {
    let Some((months, length)) = interval(atoms) else { return Ok(None) };
    let mut after = &atoms[length..];
    while let [Atom::Word(Word::AtLeast | Word::Filler), more @ ..] = after {
        after = more;
    }
    // "Жарым жылда бир": "times" is left out.
    let ([Atom::Word(Word::TimesOf(times)), ..] | [Atom::Word(Word::Count(times))]) = after else { return Ok(None) };
    let times = *times;
    match before {
        // "2026-жылда бир жолу", "1-кварталда бир жолу": once in that time.
        Some(Atom::Year(_)) if times != 1 => Err(Unreadable::Ambiguous),
        Some(Atom::Year(_) | Atom::Number(_)) => Ok(None),
        _ => rhythm(months, times).map(|atom| Some((atom, atoms.len() - after.len() + 1))),
    }
}

/// "Twice yearly", "ежегодно 2 раза", "жыл сайын эки жолу".
fn times_of_rhythm(atoms: &[Atom], _: Option<&Atom>) -> Result<Option<Found>, Unreadable> {
    let ([Atom::Word(Word::TimesOf(times)), Atom::Word(Word::Recurrence(how)), behind @ ..]
    | [Atom::Word(Word::Recurrence(how)), Atom::Word(Word::TimesOf(times)), behind @ ..]) = atoms
    else {
        return Ok(None);
    };
    // "Ежеквартально 1 раз в месяц" says two things.
    if interval(behind.strip_prefix(&[Atom::Word(Word::Filler)]).unwrap_or(behind)).is_some() {
        return Ok(None);
    }
    let Some(months) = how.months() else { return Err(Unreadable::Ambiguous) };
    rhythm(i16::from(months), *times).map(|atom| Some((atom, 2)))
}

/// "Каждый квартал", "ар ай", "every 6 months", "ар жыл сайын".
fn every_unit(atoms: &[Atom], _: Option<&Atom>) -> Result<Option<Found>, Unreadable> {
    let [Atom::Word(Word::Every), rest @ ..] = atoms else { return Ok(None) };
    if let [Atom::Word(Word::Recurrence(how)), ..] = rest {
        return Ok(Some((Atom::Word(Word::Recurrence(*how)), 2)));
    }
    let Some((months, length)) = interval(rest) else { return Ok(None) };
    let after = &rest[length..];
    // "Ар кварталда бир жолу" is told by its times.
    if matches!(
        after,
        [Atom::Word(Word::TimesOf(_)), ..] | [Atom::Word(Word::AtLeast), Atom::Word(Word::TimesOf(_)), ..]
    ) {
        return Ok(None);
    }
    let behind = usize::from(matches!(after, [Atom::Word(Word::EveryBehind { .. }), ..]));
    rhythm(months, 1).map(|atom| Some((atom, 1 + length + behind)))
}

/// "Ай сайын", "3 ай сайын", "жыл сайынкы".
fn unit_behind(atoms: &[Atom], _: Option<&Atom>) -> Result<Option<Found>, Unreadable> {
    let Some((months, length)) = interval(atoms) else { return Ok(None) };
    let [Atom::Word(Word::EveryBehind { adjective }), after @ ..] = &atoms[length..] else { return Ok(None) };
    let (times, taken) = match after {
        [Atom::Word(Word::TimesOf(times)), ..] => (*times, length + 2),
        _ => (1, length + 1),
    };
    Ok(Some(match rhythm(months, times)? {
        Atom::Word(Word::Recurrence(how)) if *adjective => (Atom::Word(Word::Adjective(how)), taken),
        atom => (atom, taken),
    }))
}

/// The interval at the beginning of some atoms, in months, and how many atoms it takes.
fn interval(atoms: &[Atom]) -> Option<(i16, usize)> {
    let (count, rest) = match atoms {
        // Quarter 2, not two quarters.
        [Atom::Number(_), Atom::Word(Word::Quarter | Word::Half), ..] => return None,
        [Atom::Number(count) | Atom::Word(Word::Count(count)), rest @ ..] => (i16::from(*count), rest),
        rest => (1, rest),
    };
    let (months, words) = match rest {
        [Atom::Word(Word::Half), Atom::Word(Word::Year), ..] => (6, 2),
        [Atom::Word(Word::Half), ..] => (6, 1),
        [Atom::Word(Word::Quarter), ..] => (3, 1),
        [Atom::Word(Word::Year), ..] => (12, 1),
        [Atom::Word(Word::Unit(Unit::Month)), ..] => (1, 1),
        _ => return None,
    };
    Some((count * months, atoms.len() - rest.len() + words))
}

/// The recurrence of n times in some months.
fn rhythm(months: i16, times: i8) -> Result<Atom, Unreadable> {
    let times = i16::from(times);
    let every = (times > 0 && months % times == 0).then(|| months / times);
    let same = |how: &Recurrence| how.months().map(i16::from) == every && every.is_some();
    let how = Recurrence::ALL.into_iter().find(same).ok_or(Unreadable::Rhythm)?;
    Ok(Atom::Word(Word::Recurrence(how)))
}

/// Drops the day of each month, or of the next, on which something recurring is done.
fn without_details(atoms: Vec<Atom>) -> Vec<Atom> {
    let Some(how) = atoms.iter().find_map(|atom| match atom {
        Atom::Word(Word::Recurrence(how) | Word::Adjective(how)) => Some(*how),
        _ => None,
    }) else {
        return atoms;
    };
    let dated = |atom: &Atom| matches!(atom, Atom::Year(_) | Atom::Dated(..) | Atom::Other);
    if atoms.contains(&Atom::Word(Word::Next)) && !atoms.iter().any(dated) {
        let says_how = |atom: &Atom| matches!(atom, Atom::Word(Word::Recurrence(_) | Word::Adjective(_)));
        return atoms.into_iter().filter(says_how).collect();
    }
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut at = 0;
    while let Some(atom) = atoms.get(at) {
        let after = &atoms[at + 1..];
        let by_before = matches!(out.last(), Some(Atom::Word(Word::By)));
        let taken = match (atom, after) {
            (Atom::Number(_), [Atom::Word(Word::DayOfMonth), Atom::Word(Word::Month(_)), ..]) => 0,
            (Atom::Number(_), [Atom::Word(Word::DayOfMonth), Atom::Word(Word::Unit(Unit::Month) | Word::By), ..]) => 3,
            (Atom::Number(_), [Atom::Word(Word::DayOfMonth), ..]) => 2,
            (Atom::Number(_), [Atom::Word(Word::By), ..]) if how == Recurrence::Monthly => 2,
            (Atom::Number(_), [] | [Atom::Comma, ..]) if how == Recurrence::Monthly && by_before => 1,
            _ => 0,
        };
        if taken > 0 && by_before {
            out.pop();
        }
        if taken == 0 {
            out.push(*atom);
        }
        at += taken.max(1);
    }
    out
}
