//! What each column of a header holds: titles and contents weighed, fields assigned one to one, and the table's form told by
//! its columns.

use super::Asked;
use super::assign::assigned;
use super::contents::Contents;
use super::fields::{Form, Holds, canonical, holds};
use super::header::{By, Column, tie_justifications};
use super::lexicon::lexicon;
use super::titles::{Read, Title};
use super::verdict::Setting;
use crate::model::{JUSTIFICATION, Table};
use crate::read::grid::Grid;
use crate::read::row_kinds::is_numbers;

/// Two fields whose scores for a column differ by less are not told apart.
const MARGIN: f32 = 0.5;

/// From which score on a title leaves no doubt.
const SURE: f32 = 7.0;

/// From which share of canonical titles on a table is one of this program's forms, whose titles hold.
const OWN_FORM: f32 = 0.6;

/// A column while it is being decided.
#[derive(Debug)]
pub(super) struct Deciding {
    pub column: Column,
    /// Whether it names a field which another column holds already.
    pub repeated: bool,
    /// Whether it is the reason for both points.
    pub of_both: bool,
    /// Whether its title alone leaves no doubt.
    pub sure: bool,
}

/// What was decided about a header.
pub(super) struct Decided {
    pub form: Form,
    pub doubtful: bool,
    pub columns: Vec<Deciding>,
}

/// A column with all that speaks for and against each field.
struct Weighed {
    title: Title,
    contents: Contents,
    /// By the title alone.
    titled: Vec<f32>,
    /// With the contents.
    scores: Vec<f32>,
    similar: bool,
    canonical: bool,
    /// What the user says.
    setting: Setting,
    of_both: bool,
}

/// Decides what the columns of a header hold; `None` if that makes no table.
pub(super) fn decide(
    grid: &Grid,
    after: usize,
    titles: Vec<Title>,
    asked: &Asked<'_>,
    read: &mut Read,
) -> Option<Decided> {
    let lexicon = lexicon();
    // A row of column numbers says nothing of what stands below.
    let numbers = grid.rows.get(after).is_some_and(|row| is_numbers(row, titles.len()));
    let rows = &grid.rows[after + usize::from(numbers)..];
    let own_form =
        titles.iter().filter(|title| canonical(&title.own).is_some()).count() as f32 >= OWN_FORM * titles.len() as f32;
    let mut weighed: Vec<Weighed> = titles
        .into_iter()
        .map(|title| {
            let (mut by_title, similar) = read.scores(&title);
            let contents = Contents::of(grid, rows, title.number);
            let keys = canonical(&title.whole);
            let setting = asked.column(&title.whole, &title.own);
            let mut scores = contents.weigh(lexicon, &by_title);
            let place = |wanted: &str| lexicon.fields.iter().position(|field| *field == wanted);
            if let Some(keys) = keys.filter(|_| own_form) {
                for (field, score) in lexicon.fields.iter().zip(&mut scores) {
                    *score = if keys.iter().any(|key| key == field) { 20.0 } else { 0.0 };
                }
                by_title.clone_from(&scores);
            } else if let Some(ids) = place("id") {
                scores[ids] = scores[ids].max(contents.as_ids(true));
            }
            let of_both = read.title(&title.whole).0.names("likelihood") && read.title(&title.whole).0.names("harm");
            let canonical = keys.is_some();
            Weighed { title, contents, titled: by_title, scores, similar, canonical, setting, of_both }
        })
        .collect();
    untitled(grid, after, &mut weighed);
    neighbours(&mut weighed);
    settle(&mut weighed);
    // Which form it is: by the columns of both, as well as they can be told.
    let all = assigned(&matrix(&weighed, None));
    let keys: Vec<&str> = all.iter().flatten().map(|at| lexicon.fields[*at % lexicon.fields.len()]).collect();
    let (mut form, doubtful) = form_of(&keys)?;
    let mut fields = assigned(&matrix(&weighed, Some(form)));
    if form == Form::Register
        && let Some(vague) = vague(&weighed, &all, read)
    {
        // "Contents", "Name" above what is done by somebody by some day: measures, not situations.
        let mut of_plan = matrix(&weighed, Some(Form::Plan));
        if let Some(measure) = lexicon.fields.iter().position(|field| *field == "measure") {
            of_plan[vague][measure] += 1.0;
        }
        let of_plan = assigned(&of_plan);
        let keys: Vec<&str> = of_plan.iter().flatten().map(|at| lexicon.fields[*at % lexicon.fields.len()]).collect();
        if keys.contains(&"measure") && keys.contains(&"due") {
            (form, fields) = (Form::Plan, of_plan);
        }
    }
    let columns = columns_of(form, weighed, &fields);
    let has = |table, key| columns.iter().any(|column| column.column.holds == Some(Holds::Field(table, key)));
    let needed = match form {
        Form::Register => has(Table::Situation, "text"),
        Form::Plan => has(Table::Measure, "text"),
    };
    // Two columns are a table only where both are named in so many words.
    let known = columns.iter().filter(|column| column.column.holds.is_some());
    let enough = known.clone().count() > 2 || known.clone().all(|column| column.sure);
    (needed && enough).then_some(Decided { form, doubtful, columns })
}

/// The column of situations, where it is known by words alone that could name anything, and nothing is assessed.
fn vague(weighed: &[Weighed], fields: &[Option<usize>], read: &mut Read) -> Option<usize> {
    let of_risks = ["risk", "situation", "corruption", "threat", "likelihood", "harm"];
    let assessed =
        ["likelihood", "harm", "declared_level", "inherent", "residual", "sum", "elsewhere", "category", "measure"];
    let lexicon = lexicon();
    let key = |place: usize| lexicon.fields[place % lexicon.fields.len()];
    let vague = weighed.iter().zip(fields).position(|(column, place)| {
        place.is_some_and(|place| key(place) == "situation")
            && column.setting == Setting::Nothing
            && !of_risks.iter().any(|concept| read.title(&column.title.whole).0.names(concept))
    });
    vague.filter(|_| !fields.iter().flatten().any(|place| assessed.contains(&key(*place))))
}

/// Adds the columns that have no title and count up: they hold the ids.
fn untitled(grid: &Grid, after: usize, weighed: &mut Vec<Weighed>) {
    let lexicon = lexicon();
    let Some(first) = weighed.first().map(|column| column.title.number) else { return };
    for number in (0..first).rev().take(2) {
        let contents = Contents::of(grid, &grid.rows[after..], number);
        let score = contents.as_ids(false);
        if score == 0.0 {
            continue;
        }
        let mut scores = vec![0.0; lexicon.fields.len()];
        if let Some(ids) = lexicon.fields.iter().position(|field| *field == "id") {
            scores[ids] = score;
        }
        let title = Title { number, whole: String::new(), own: String::new(), group: String::new() };
        let (titled, similar, canonical, setting, of_both) =
            (vec![0.0; lexicon.fields.len()], false, false, Setting::Nothing, false);
        weighed.insert(0, Weighed { title, contents, titled, scores, similar, canonical, setting, of_both });
    }
}

/// Tells evidence of a control from evidence that a measure was carried out: by what stands on its left.
fn neighbours(weighed: &mut [Weighed]) {
    let fields = &lexicon().fields;
    let place = |wanted: &str| fields.iter().position(|field| *field == wanted).unwrap_or_default();
    let (of_control, of_measure) = (place("control_evidence"), place("evidence"));
    let best = |column: &Weighed| {
        let best = fields.iter().zip(&column.scores).max_by(|a, b| a.1.total_cmp(b.1));
        best.filter(|(_, score)| **score >= 6.0).map(|(field, _)| *field)
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
            Some(field) if control(field) => column.scores[of_control] += 0.75,
            Some(_) => column.scores[of_measure] += 0.75,
            None if all.iter().copied().any(control) => column.scores[of_control] += 0.75,
            None => {}
        }
    }
}

/// Makes what the user says of columns win over everything.
fn settle(weighed: &mut [Weighed]) {
    for column in weighed {
        if column.setting == Setting::Nothing {
            continue;
        }
        for (field, score) in lexicon().fields.iter().zip(&mut column.scores) {
            *score = if column.setting == Setting::Field(field) { 100.0 } else { 0.0 };
        }
    }
}

/// The scores of all columns for the fields of a form, or of both forms. Behind the fields stands the justification once
/// more: two columns may have that title.
fn matrix(weighed: &[Weighed], form: Option<Form>) -> Vec<Vec<f32>> {
    let lexicon = lexicon();
    let justification = lexicon.fields.iter().position(|field| *field == JUSTIFICATION);
    let of_form = |field: &str| form.is_none_or(|form| holds(form, field).is_some());
    weighed
        .iter()
        .map(|column| {
            let scores = lexicon.fields.iter().zip(&column.scores);
            let mut row: Vec<f32> = scores.map(|(field, score)| if of_form(field) { *score } else { 0.0 }).collect();
            row.push(justification.map_or(0.0, |at| row[at]));
            row
        })
        .collect()
}

/// The form that columns make, and whether they could make the other one as well.
fn form_of(keys: &[&str]) -> Option<(Form, bool)> {
    let has = |key: &str| keys.contains(&key);
    let weight = |key: &&str| match *key {
        "situation" | "likelihood" | "harm" | "inherent" | "residual" | "elsewhere" => 2.0,
        "declared_level" => 1.5,
        _ => 1.0,
    };
    let of_register = [
        "id",
        "situation",
        "likelihood",
        "harm",
        "inherent",
        "residual",
        "elsewhere",
        "declared_level",
        "function",
        "category",
        "unit",
        "positions",
        "control",
        "control_effectiveness",
        "sum",
        "likelihood_justification",
        "harm_justification",
        "justification",
    ];
    let register: f32 = keys.iter().filter(|key| of_register.contains(key)).map(weight).sum();
    let followed = ["due", "responsible", "expected_result", "funding", "indicator", "status"];
    let plan = keys.iter().filter(|key| followed.contains(key)).count();
    let assessed = ["likelihood", "harm", "declared_level", "inherent", "residual", "sum", "elsewhere"]
        .iter()
        .filter(|key| has(key))
        .count();
    let is_register = has("situation") && keys.len() >= 2 && (register >= 3.0 || has("measure"));
    let is_plan = has("measure") && keys.len() >= 2 && (plan >= 1 || has("id") || has("task"));
    match (is_register, is_plan) {
        (true, true) if assessed > 0 || has("category") || has("positions") => Some((Form::Register, false)),
        // Risks with measures and terms, and nothing that is assessed.
        (true, true) => Some((Form::Register, has("due") && plan >= 2)),
        (true, false) => Some((Form::Register, false)),
        (false, true) => Some((Form::Plan, false)),
        (false, false) => None,
    }
}

fn columns_of(form: Form, weighed: Vec<Weighed>, fields: &[Option<usize>]) -> Vec<Deciding> {
    let lexicon = lexicon();
    let count = lexicon.fields.len();
    let field_of = |place: usize| if place >= count { JUSTIFICATION } else { lexicon.fields[place] };
    let taken: Vec<(&str, usize)> =
        fields.iter().enumerate().filter_map(|(at, place)| Some((field_of((*place)?), at))).collect();
    let mut columns: Vec<Deciding> = Vec::new();
    for (at, column) in weighed.iter().enumerate() {
        let mut rivals: Vec<(&'static str, f32)> = lexicon
            .fields
            .iter()
            .zip(&column.scores)
            .filter(|(field, score)| **score >= 4.5 && holds(form, field).is_some())
            .map(|(field, score)| (*field, *score))
            .collect();
        rivals.sort_by(|a, b| b.1.total_cmp(&a.1));
        let own = fields[at].map(field_of);
        let score =
            own.map_or(0.0, |own| rivals.iter().find(|(field, _)| *field == own).map_or(0.0, |(_, score)| *score));
        // Another field that nobody has, and that would do as well.
        let rival = own.and_then(|own| {
            rivals.iter().find(|(field, other)| {
                *field != own && score - other < MARGIN && !taken.iter().any(|(taken, _)| taken == field)
            })
        });
        let mut likeliest: Vec<&'static str> = Vec::new();
        let mut settled = None;
        match (own, rival) {
            (Some(own), None) => settled = holds(form, own),
            (Some(own), Some((rival, _))) => likeliest.extend([own, *rival]),
            (None, _) => likeliest.extend(rivals.first().map(|(field, _)| *field)),
        }
        // The same title twice: the second names a field that the first holds.
        let repeated = own.is_none()
            && rivals.first().is_some_and(|(field, score)| {
                *score >= 6.0
                    && taken.iter().any(|(other, by)| {
                        other == field
                            && (weighed[*by].scores
                                [lexicon.fields.iter().position(|known| known == field).unwrap_or(0)]
                                - score)
                                .abs()
                                < 0.01
                            && same_title(&weighed[*by], column)
                    })
            });
        let by = match own {
            Some(_) if column.setting != Setting::Nothing => By::Setting,
            Some(_) if column.canonical => By::Canonical,
            Some(own) => {
                let titled = lexicon.fields.iter().position(|field| *field == own).map_or(0.0, |at| column.titled[at]);
                if titled < super::assign::THRESHOLD {
                    By::Content
                } else if column.similar {
                    By::SimilarTitle
                } else {
                    By::Title
                }
            }
            None => By::Title,
        };
        if column.setting == Setting::NotRead {
            likeliest.clear();
        }
        columns.push(Deciding {
            column: Column {
                number: column.title.number,
                holds: settled,
                title: column.title.whole.as_str().into(),
                own: column.title.own.as_str().into(),
                by: if column.setting == Setting::Nothing { by } else { By::Setting },
                likeliest,
            },
            repeated,
            of_both: column.of_both,
            sure: own.is_some_and(|own| {
                let titled = lexicon.fields.iter().position(|field| *field == own).map_or(0.0, |at| column.titled[at]);
                titled >= SURE || column.canonical || column.setting != Setting::Nothing
            }),
        });
    }
    crosses(&weighed, &mut columns);
    tie_justifications(form, &mut columns);
    columns
}

/// Whether two titles say the same.
fn same_title(one: &Weighed, other: &Weighed) -> bool {
    crate::text::comparable(&one.title.own) == crate::text::comparable(&other.title.own)
        || (one.canonical && other.canonical)
}

/// Columns that are the points of one score, with a cross in one of them: three or more under one title, each named by a
/// point or a level.
fn crosses(weighed: &[Weighed], columns: &mut [Deciding]) {
    for (key, concept) in [("likelihood.score", "likelihood"), ("harm.score", "harm")] {
        let mut of_score: Vec<usize> = Vec::new();
        for (at, column) in weighed.iter().enumerate() {
            let group = super::title::Meaning::of(&column.title.group);
            if !column.title.group.is_empty()
                && group.names(concept)
                && column.title.own.chars().count() <= 12
                && (column.contents.filled == 0 || column.contents.crosses >= 0.9)
            {
                of_score.push(at);
            }
        }
        if of_score.len() >= 3 {
            for at in of_score {
                columns[at].column.holds = Some(Holds::Point(key));
                columns[at].column.by = By::Content;
                columns[at].column.likeliest.clear();
                columns[at].repeated = false;
            }
        }
    }
}
