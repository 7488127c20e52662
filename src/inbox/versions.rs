//! Which of several registers of one body counts: the later one, by the day of its assessment, else by what the names of the
//! files say. Where neither tells, all count, and that is said.

use super::name::Mark;
use jiff::civil::Date;

/// A register that a body sent.
#[derive(Clone, Debug)]
pub(super) struct Sent<'a> {
    /// The file, with forward slashes.
    pub path: &'a str,
    /// The day of the assessment, where the register gives one.
    pub assessed_on: Option<Date>,
}

/// What becomes of a register among others of its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It counts.
    Counts,
    /// The one with this number is a later version of it.
    Replaced(usize),
    /// Nothing tells it from the one with this number: both count.
    Undecided(usize),
}

/// What becomes of each of several registers of one body.
pub(super) fn versions(sent: &[Sent<'_>]) -> Vec<Verdict> {
    let marks: Vec<Mark> = sent.iter().map(|sent| Mark::of(stem(sent.path))).collect();
    // Where days differ they decide; a register without a day is no earlier than one with it.
    let later = |one: usize, other: usize| match (sent[one].assessed_on, sent[other].assessed_on) {
        (Some(day), Some(of_other)) if day != of_other => day > of_other,
        _ => marks[one] > marks[other],
    };
    let verdict = |one: usize| {
        let others = || (0..sent.len()).filter(|other| *other != one);
        // The latest of those that are later.
        let best = others()
            .filter(|other| later(*other, one))
            .reduce(|best, other| if later(other, best) { other } else { best });
        let equal = others().find(|other| !later(*other, one) && !later(one, *other));
        match (best, equal) {
            (Some(best), _) => Verdict::Replaced(best),
            (None, Some(other)) => Verdict::Undecided(other),
            (None, None) => Verdict::Counts,
        }
    };
    (0..sent.len()).map(verdict).collect()
}

fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn told(sent: &[(&str, Option<Date>)]) -> Vec<Verdict> {
        let sent: Vec<Sent<'_>> =
            sent.iter().map(|(path, assessed_on)| Sent { path, assessed_on: *assessed_on }).collect();
        versions(&sent)
    }

    #[test]
    fn the_later_day_counts_whatever_the_names_say() {
        let days = [("a v2.xlsx", Some(date(2026, 5, 1))), ("a.xlsx", Some(date(2026, 6, 15)))];
        assert_eq!(told(&days), [Verdict::Replaced(1), Verdict::Counts]);
    }

    #[test]
    fn without_days_the_names_tell() {
        let day = Some(date(2026, 6, 15));
        assert_eq!(told(&[("a v2 (оңдолгон).xlsx", day), ("a.xlsx", day)]), [Verdict::Counts, Verdict::Replaced(0)]);
        let three = [("a.xlsx", None), ("a исправленный.xlsx", None), ("a исправленный v3.xlsx", None)];
        assert_eq!(told(&three), [Verdict::Replaced(2), Verdict::Replaced(2), Verdict::Counts]);
    }

    #[test]
    fn where_nothing_tells_all_count_and_that_is_said() {
        assert_eq!(told(&[("a.xlsx", None), ("b/a.xlsx", None)]), [Verdict::Undecided(1), Verdict::Undecided(0)]);
        assert_eq!(told(&[("a.xlsx", None)]), [Verdict::Counts]);
    }
}
