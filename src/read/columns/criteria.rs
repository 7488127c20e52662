//! The columns of single criteria: known by the names that the method gives them, before the other columns are weighed.
//!
//! A title names a criterion where it has all words of the criterion's name, with any ending, and hardly another; with a word for
//! "justification" it is the reason. A justification on the right of a criterion's points that names nothing belongs to them.

use super::asked::Asked;
use super::fields::Holds;
use super::header::{By, Column, OfCriterion};
use super::titles::{Read, Title};
use crate::locale::Language;
use crate::method::Criterion;
use crate::model::{Axis, JUSTIFICATION};
use crate::read::grid::{CellValue, Grid};
use crate::text::comparable;

/// How many words a title may have besides the name, such as "points".
const BESIDES: usize = 1;

/// What the ending of a word takes at most, and what is left of a word at least, in letters.
const ENDING: usize = 3;
const STEM: usize = 4;

/// From which share of points below a title that only resembles a name holds points.
const MOST: f32 = 0.5;

/// Takes the columns of criteria out of the titles.
pub(super) fn apart(
    grid: &Grid,
    after: usize,
    titles: Vec<Title>,
    asked: &Asked<'_>,
    read: &mut Read,
) -> (Vec<Column>, Vec<Title>) {
    let Some(method) = asked.method else { return (Vec::new(), titles) };
    let criteria: Vec<(Axis, &Criterion)> = method.all_criteria().collect();
    if criteria.is_empty() {
        return (Vec::new(), titles);
    }
    let mut columns: Vec<Column> = Vec::new();
    let mut others = Vec::new();
    for title in titles {
        if let Some((axis, criterion, justification)) = asked.criterion_of(&title.whole, &title.own) {
            columns.push(column(title, OfCriterion::new(method, axis, criterion), justification, By::Setting));
            continue;
        }
        if asked.said_of(&title.whole, &title.own).is_some() {
            others.push(title);
            continue;
        }
        let is_reason = read.title(&title.whole).0.names(JUSTIFICATION);
        let named = criteria.iter().find_map(|(axis, criterion)| Some((*axis, *criterion, fit(&title, criterion)?)));
        let same = |column: &Column, justification| {
            named.is_some_and(|(axis, criterion, _)| {
                column.is_of(axis, &criterion.key) && column.holds == Some(Holds::Criterion { justification })
            })
        };
        let last = columns.last().filter(|last| last.number + 1 == title.number);
        let (of, justification, by) = match (named, last) {
            (Some((axis, criterion, by)), _) if !columns.iter().any(|column| same(column, is_reason)) => {
                if !is_reason && by != By::Canonical && !holds_points(grid, after, title.number) {
                    others.push(title);
                    continue;
                }
                (OfCriterion::new(method, axis, criterion), is_reason, by)
            }
            (None, Some(left))
                if left.holds == Some(Holds::Criterion { justification: false }) && is_bare_reason(&title) =>
            {
                let Some(of) = left.criterion.as_deref().cloned() else { continue };
                (of, true, By::Canonical)
            }
            _ => {
                others.push(title);
                continue;
            }
        };
        columns.push(column(title, of, justification, by));
    }
    (columns, others)
}

fn column(title: Title, of: OfCriterion, justification: bool, by: By) -> Column {
    Column {
        number: title.number,
        holds: Some(Holds::Criterion { justification }),
        title: title.whole.as_str().into(),
        own: title.own.as_str().into(),
        by,
        likeliest: Vec::new(),
        criterion: Some(Box::new(of)),
    }
}

/// By what a title names a criterion; `None` if it does not.
fn fit(title: &Title, criterion: &Criterion) -> Option<By> {
    let [own, whole] = [&title.own, &title.whole].map(|text| comparable(text));
    let mut by_words = false;
    for language in Language::ALL {
        let name = comparable(criterion.label.get(language));
        if own == name || whole == name {
            return Some(By::Canonical);
        }
        by_words |= names(&whole, &name);
    }
    by_words.then_some(By::Title)
}

/// Whether a title has all words of a name, with any ending, and hardly another.
fn names(title: &str, name: &str) -> bool {
    let reasons = Language::ALL.map(|language| comparable(&language.text("column-justification")));
    let is_reason = |word: &str| reasons.iter().any(|reason| begins_alike(word, reason));
    let words = |text: &str| -> Vec<String> {
        let letters = text.split(|letter: char| !letter.is_alphabetic());
        letters.filter(|word| word.chars().nth(1).is_some()).map(str::to_owned).collect()
    };
    let mut of_title = words(title);
    of_title.retain(|word| !is_reason(word));
    let of_name = words(name);
    let has = |wanted: &String| of_title.iter().any(|word| begins_alike(word, wanted));
    !of_name.is_empty() && of_name.iter().all(has) && of_title.len() <= of_name.len() + BESIDES
}

/// Whether two words are one but for their endings.
fn begins_alike(word: &str, other: &str) -> bool {
    let letters = other.chars().count();
    let stem: String = other.chars().take(letters.saturating_sub(ENDING).max(STEM)).collect();
    word.starts_with(&stem)
}

/// Whether a title is no more than "justification".
fn is_bare_reason(title: &Title) -> bool {
    let own = comparable(&title.own);
    Language::ALL.iter().any(|language| comparable(&language.text("column-justification")) == own)
}

/// Whether what stands in a column is short, as points and their names are.
fn holds_points(grid: &Grid, after: usize, number: u16) -> bool {
    let cells = || grid.rows[after..].iter().filter_map(|row| row.cell(number));
    let is_point = |cell: &&CellValue| cell.shown().chars().take(POINT + 1).count() <= POINT;
    let (filled, points) = (cells().count(), cells().filter(is_point).count());
    filled == 0 || points as f32 >= MOST * filled as f32
}

/// How many letters points with their name have at most.
const POINT: usize = 14;
