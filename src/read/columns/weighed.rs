//! A column with all that speaks for and against each field: its title, what stands below it, its neighbours, the user's settings.

use super::asked::Setting;
use super::assign::THRESHOLD;
use super::contents::Contents;
use super::lexicon::lexicon;
use super::titles::Title;
use crate::model::JUSTIFICATION;
use crate::read::grid::Grid;
use crate::text::comparable;

/// From which score on a title leaves no doubt.
pub(super) const SURE: f32 = 7.0;

/// A column with all that speaks for and against each field.
#[derive(Default)]
pub(super) struct Weighed {
    pub title: Title,
    pub contents: Contents,
    /// By the title alone.
    pub titled: Vec<f32>,
    /// With the contents.
    pub scores: Vec<f32>,
    pub similar: bool,
    pub canonical: bool,
    /// What the user says.
    pub setting: Setting,
    pub of_both: bool,
}

/// The key of the field at a place in a row of scores. Behind the fields stands the justification once more.
pub(super) fn key_at(place: usize) -> &'static str {
    lexicon().fields.get(place).copied().unwrap_or(JUSTIFICATION)
}

/// The keys of the fields that were assigned.
pub(super) fn keys_of(assigned: &[Option<usize>]) -> Vec<&'static str> {
    assigned.iter().flatten().map(|place| key_at(*place)).collect()
}

/// Adds the columns that have no title and count up: they hold the ids.
pub(super) fn untitled(grid: &Grid, after: usize, weighed: &mut Vec<Weighed>) {
    let lexicon = lexicon();
    let Some(first) = weighed.first().map(|column| column.title.number) else { return };
    for number in (0..first).rev().take(2) {
        let contents = Contents::of(grid, &grid.rows[after..], number);
        let score = contents.as_ids(false);
        if score > 0.0 {
            let titled = vec![0.0; lexicon.fields.len()];
            let mut scores = titled.clone();
            scores[lexicon.place("id")] = score;
            let title = Title { number, ..Title::default() };
            weighed.insert(0, Weighed { title, contents, titled, scores, ..Weighed::default() });
        }
    }
}

/// Tells evidence of a control from evidence of a measure by the columns on its left.
pub(super) fn neighbours(weighed: &mut [Weighed]) {
    let lexicon = lexicon();
    let (of_control, of_measure) = (lexicon.place("control_evidence"), lexicon.place("evidence"));
    let best = |column: &Weighed| {
        let best = lexicon.fields.iter().zip(&column.scores).max_by(|a, b| a.1.total_cmp(b.1));
        best.filter(|(_, score)| **score >= THRESHOLD).map(|(field, _)| *field)
    };
    let all: Vec<Option<&str>> = weighed.iter().map(best).collect();
    let control = |field: Option<&str>| matches!(field, Some("control" | "control_effectiveness" | "control_lowers"));
    let done = |field: Option<&str>| matches!(field, Some("status" | "done_on" | "result" | "reason"));
    for (at, column) in weighed.iter_mut().enumerate() {
        if column.scores[of_control] <= 0.0 || column.scores[of_measure] <= 0.0 {
            continue;
        }
        let nearest = all[..at].iter().rev().copied().find(|field| control(*field) || done(*field));
        match nearest {
            Some(field) if done(field) => column.scores[of_measure] += 0.75,
            None if !all.iter().copied().any(control) => {}
            _ => column.scores[of_control] += 0.75,
        }
    }
}

/// Whether a title alone says no more than "when".
pub(super) fn is_when(title: &Title) -> bool {
    let said = comparable(&title.own);
    title.group.is_empty() && lexicon().when.contains(&said)
}

/// Beside a column of a verification, "When" is the day of the verification; anywhere else, a term.
pub(super) fn when_verified(weighed: &mut [Weighed]) {
    let lexicon = lexicon();
    let places = ["verified", "verified_by"].map(|key| lexicon.place(key));
    let is_verification = |column: &Weighed| places.iter().any(|place| column.scores[*place] >= THRESHOLD);
    for at in 1..weighed.len() {
        if is_when(&weighed[at].title) && is_verification(&weighed[at - 1]) {
            let column = &mut weighed[at];
            column.scores.fill(0.0);
            column.scores[lexicon.place("verified_on")] = SURE;
            column.titled.clone_from(&column.scores);
        }
    }
}

/// Lets the user's settings of columns win over everything.
pub(super) fn settle(weighed: &mut [Weighed]) {
    for column in weighed.iter_mut().filter(|column| column.setting != Setting::Nothing) {
        for (field, score) in lexicon().fields.iter().zip(&mut column.scores) {
            *score = if column.setting == Setting::Field(field) { 100.0 } else { 0.0 };
        }
    }
}
