//! What each column of a header holds: titles and contents weighed, fields assigned one to one, and the table's form told by
//! its columns.

use super::asked::{Asked, Setting};
use super::assign::{THRESHOLD, assigned};
use super::contents::Contents;
use super::criteria;
use super::fields::{Form, Holds, canonical, holds};
use super::header::{By, Column};
use super::lexicon::lexicon;
use super::title::Meaning;
use super::titles::{Read, Title};
use super::weighed::{SURE, Weighed, is_when, key_at, keys_of, neighbours, settle, untitled, when_verified};
use crate::model::{JUSTIFICATION, Table};
use crate::read::grid::Grid;
use crate::text::comparable;

/// Two fields whose scores for a column differ by less are not told apart.
const MARGIN: f32 = 0.5;

/// From which share of canonical titles on a table is one of this program's forms, whose titles hold.
const OWN_FORM: f32 = 0.6;

/// The fields that only an assessment of risks has.
const ASSESSED: [&str; 7] = ["likelihood", "harm", "declared_level", "inherent", "residual", "sum", "elsewhere"];

/// A column while it is being decided.
#[derive(Debug)]
pub(super) struct Deciding {
    pub column: Column,
    /// Whether it names a field which another column holds already.
    pub repeated: bool,
    /// Whether it is the reason for both points.
    of_both: bool,
    /// Whether its title alone leaves no doubt.
    sure: bool,
}

impl Deciding {
    /// A column that was known before the others were weighed.
    fn settled(column: Column) -> Self {
        Self { column, repeated: false, of_both: false, sure: false }
    }
}

/// What was decided about a header.
pub(super) struct Decided {
    pub form: Form,
    pub doubtful: bool,
    pub columns: Vec<Deciding>,
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
    let width = titles.len();
    let (criteria, titles) = criteria::apart(grid, after, titles, asked, read);
    // A row of column numbers says nothing of what stands below.
    let numbers = grid.rows.get(after).is_some_and(|row| row.is_column_numbers(width));
    let rows = &grid.rows[after + usize::from(numbers)..];
    let known = titles.iter().filter(|title| canonical(&title.own).is_some()).count();
    let own_form = known as f32 >= OWN_FORM * titles.len() as f32;
    let weigh = |title: Title| {
        let (mut by_title, similar) = read.scores(&title);
        let contents = Contents::of(grid, rows, title.number);
        let keys = canonical(&title.whole);
        let mut scores = contents.weigh(lexicon, &by_title);
        if let Some(keys) = keys.filter(|_| own_form && !is_when(&title)) {
            let score = |field: &&str| if keys.iter().any(|key| key == field) { 20.0 } else { 0.0 };
            scores = lexicon.fields.iter().map(score).collect();
            by_title.clone_from(&scores);
        } else {
            let id = &mut scores[lexicon.place("id")];
            *id = id.max(contents.as_ids(true));
        }
        let (meaning, _) = read.title(&title.whole);
        let of_both = meaning.names("likelihood") && meaning.names("harm");
        let setting = asked.column(&title.whole, &title.own);
        Weighed { title, contents, titled: by_title, scores, similar, canonical: keys.is_some(), setting, of_both }
    };
    let mut weighed: Vec<Weighed> = titles.into_iter().map(weigh).collect();
    untitled(grid, after, &mut weighed);
    neighbours(&mut weighed);
    when_verified(&mut weighed);
    settle(&mut weighed);
    // Which form it is: by the columns of both forms.
    let mut all = assigned(&matrix(&weighed, None));
    if let Some(nearest) = nearest_to_situation(&weighed, &all) {
        weighed[nearest].scores[lexicon.place("situation")] = THRESHOLD + MARGIN;
        all = assigned(&matrix(&weighed, None));
    }
    let (mut form, doubtful) = form_of(&keys_of(&all))?;
    let mut fields = assigned(&matrix(&weighed, Some(form)));
    if form == Form::Register
        && let Some(vague) = vague(&weighed, &all, read)
    {
        // "Contents", "Name" above what is done by somebody by some day: measures, not situations.
        let mut of_plan = matrix(&weighed, Some(Form::Plan));
        of_plan[vague][lexicon.place("measure")] += 1.0;
        let of_plan = assigned(&of_plan);
        let keys = keys_of(&of_plan);
        if keys.contains(&"measure") && keys.contains(&"due") {
            (form, fields) = (Form::Plan, of_plan);
        }
    }
    let mut columns = columns_of(form, &weighed, &fields);
    if form == Form::Register {
        columns.extend(criteria.into_iter().map(Deciding::settled));
        columns.sort_by_key(|column| column.column.number);
    }
    let needed = match form {
        Form::Register => Holds::Field(Table::Situation, "text"),
        Form::Plan => Holds::Field(Table::Measure, "text"),
    };
    // Two columns are a table only where both titles leave no doubt.
    let mut known = columns.iter().filter(|column| column.column.holds.is_some());
    let enough = known.clone().count() > 2 || known.clone().all(|column| column.sure);
    (enough && known.any(|column| column.column.holds == Some(needed))).then_some(Decided { form, doubtful, columns })
}

/// From which score on a title comes near to naming the risk.
const NEAR: f32 = 3.5;

/// Where a table gives points or a level of risk, and no column names the risk: the one that comes nearest to it, a threat, a weakness,
/// a name.
fn nearest_to_situation(weighed: &[Weighed], fields: &[Option<usize>]) -> Option<usize> {
    let keys = keys_of(fields);
    let level = lexicon().place("declared_level");
    let is_level = |(column, place): (&Weighed, &Option<usize>)| *place == Some(level) && column.titled[level] >= SURE;
    let has_points = ["likelihood", "harm"].iter().all(|key| keys.contains(key));
    if keys.contains(&"situation") || !(has_points || weighed.iter().zip(fields).any(is_level)) {
        return None;
    }
    let situation = lexicon().place("situation");
    let by_title = |at: usize| {
        fields[at].is_some_and(|place| weighed[at].titled.get(place).is_some_and(|score| *score >= THRESHOLD))
    };
    let free = (0..weighed.len()).filter(|at| !by_title(*at) && weighed[*at].setting == Setting::Nothing);
    let near = free.filter(|at| weighed[*at].scores[situation] >= NEAR);
    // Of two that come as near, the left one.
    near.rev().max_by(|a, b| weighed[*a].scores[situation].total_cmp(&weighed[*b].scores[situation]))
}

/// The column of situations, if its title could name anything and the table assesses nothing.
fn vague(weighed: &[Weighed], fields: &[Option<usize>], read: &mut Read) -> Option<usize> {
    if keys_of(fields).iter().any(|key| ASSESSED.contains(key) || ["category", "measure"].contains(key)) {
        return None;
    }
    let of_risks = ["risk", "situation", "corruption", "threat", "likelihood", "harm"];
    weighed.iter().zip(fields).position(|(column, place)| {
        place.is_some_and(|place| key_at(place) == "situation")
            && column.setting == Setting::Nothing
            && !of_risks.iter().any(|concept| read.title(&column.title.whole).0.names(concept))
    })
}

/// The scores of all columns for the fields of a form, or of both forms. Behind the fields stands the justification once
/// more: two columns may have that title.
fn matrix(weighed: &[Weighed], form: Option<Form>) -> Vec<Vec<f32>> {
    let lexicon = lexicon();
    let justification = lexicon.place(JUSTIFICATION);
    let of_form = |field: &str| form.is_none_or(|form| holds(form, field).is_some());
    let row = |column: &Weighed| {
        let scores = lexicon.fields.iter().zip(&column.scores);
        let mut row: Vec<f32> = scores.map(|(field, score)| if of_form(field) { *score } else { 0.0 }).collect();
        row.push(row[justification]);
        row
    };
    weighed.iter().map(row).collect()
}

/// The form that columns make, and whether they could make the other one as well.
fn form_of(keys: &[&str]) -> Option<(Form, bool)> {
    let has = |key: &str| keys.contains(&key);
    let weight = |key: &&str| match *key {
        "situation" | "likelihood" | "harm" | "inherent" | "residual" | "elsewhere" => 2.0,
        "declared_level" => 1.5,
        "id"
        | "function"
        | "category"
        | "unit"
        | "positions"
        | "control"
        | "control_effectiveness"
        | "sum"
        | "likelihood_justification"
        | "harm_justification"
        | "justification" => 1.0,
        _ => 0.0,
    };
    let register: f32 = keys.iter().map(weight).sum();
    let followed = ["due", "responsible", "expected_result", "funding", "indicator", "status"];
    let plan = keys.iter().filter(|key| followed.contains(key)).count();
    let is_register = has("situation") && keys.len() >= 2 && (register >= 3.0 || has("measure"));
    let is_plan = has("measure") && keys.len() >= 2 && (plan >= 1 || has("id") || has("task"));
    let is_assessed = keys.iter().any(|key| ASSESSED.contains(key)) || has("category") || has("positions");
    match (is_register, is_plan) {
        // Risks with measures and terms, and nothing that is assessed.
        (true, true) if !is_assessed => Some((Form::Register, has("due") && plan >= 2)),
        (true, _) => Some((Form::Register, false)),
        (false, true) => Some((Form::Plan, false)),
        (false, false) => None,
    }
}

fn columns_of(form: Form, weighed: &[Weighed], places: &[Option<usize>]) -> Vec<Deciding> {
    let lexicon = lexicon();
    // The place of each column's field: of both justifications, the same.
    let owned: Vec<Option<usize>> = places.iter().map(|place| place.map(|at| lexicon.place(key_at(at)))).collect();
    let decided = |(column, own): (&Weighed, &Option<usize>)| {
        let mut rivals: Vec<(usize, f32)> = column.scores.iter().copied().enumerate().collect();
        rivals.retain(|(at, score)| *score >= 4.5 && holds(form, lexicon.fields[*at]).is_some());
        rivals.sort_by(|a, b| b.1.total_cmp(&a.1));
        let score = rivals.iter().find(|(at, _)| Some(*at) == *own).map_or(0.0, |(_, score)| *score);
        // Another field that no column has, and that fits as well.
        let is_rival = |(at, other): &&(usize, f32)| score - other < MARGIN && !owned.contains(&Some(*at));
        let best = rivals.first().map(|(at, _)| lexicon.fields[*at]);
        let (holds, likeliest) = match own.map(|own| (lexicon.fields[own], rivals.iter().find(is_rival))) {
            Some((own, None)) => (holds(form, own), Vec::new()),
            Some((own, Some((rival, _)))) => (None, vec![own, lexicon.fields[*rival]]),
            None => (None, best.into_iter().collect()),
        };
        // The same title twice: the second names a field that the first holds.
        let is_same = |(at, score): &(usize, f32), other: &Weighed| {
            let same_title = || comparable(&other.title.own) == comparable(&column.title.own);
            *score >= THRESHOLD
                && (other.scores[*at] - score).abs() < 0.01
                && ((other.canonical && column.canonical) || same_title())
        };
        let first = rivals.first().filter(|_| own.is_none());
        let mut holders = weighed.iter().zip(&owned);
        let repeated =
            first.is_some_and(|first| holders.any(|(other, owned)| *owned == Some(first.0) && is_same(first, other)));
        let titled = own.map_or(0.0, |own| column.titled[own]);
        let by = match column.setting {
            Setting::Nothing if own.is_none() => By::Title,
            Setting::Nothing if column.canonical => By::Canonical,
            Setting::Nothing if titled < THRESHOLD => By::Content,
            Setting::Nothing if column.similar => By::SimilarTitle,
            Setting::Nothing => By::Title,
            Setting::NotRead | Setting::Field(_) => By::Setting,
        };
        Deciding {
            column: Column {
                number: column.title.number,
                holds,
                title: column.title.whole.as_str().into(),
                own: column.title.own.as_str().into(),
                by,
                likeliest: if column.setting == Setting::NotRead { Vec::new() } else { likeliest },
                criterion: None,
            },
            repeated,
            of_both: column.of_both,
            sure: own.is_some() && (titled >= SURE || column.canonical || column.setting != Setting::Nothing),
        }
    };
    let mut columns: Vec<Deciding> = weighed.iter().zip(&owned).map(decided).collect();
    crosses(weighed, &mut columns);
    tie_justifications(form, &mut columns);
    columns
}

/// Columns that are the points of one score, with a cross in one of them: three or more under one title, each named by a
/// point or a level.
fn crosses(weighed: &[Weighed], columns: &mut [Deciding]) {
    for (key, concept) in [("likelihood.score", "likelihood"), ("harm.score", "harm")] {
        let is_point = |Weighed { title, contents, .. }: &Weighed| {
            Meaning::of(&title.group).names(concept)
                && title.own.chars().count() <= 12
                && (contents.filled == 0 || contents.crosses >= 0.9)
        };
        let points = weighed.iter().zip(&mut *columns).filter(|(column, _)| is_point(column));
        let points: Vec<&mut Deciding> = points.map(|(_, deciding)| deciding).collect();
        if points.len() >= 3 {
            for Deciding { column, repeated, .. } in points {
                (column.holds, column.by, *repeated) = (Some(Holds::Point(key)), By::Content, false);
                column.likeliest.clear();
            }
        }
    }
}

/// Gives justifications that no title ties to a score the score column nearest on their left.
fn tie_justifications(form: Form, columns: &mut [Deciding]) {
    let mut score = None;
    for at in 0..columns.len() {
        match columns[at].column.holds {
            Some(Holds::Field(Table::Situation, "likelihood.score") | Holds::Point("likelihood.score")) => {
                score = holds(form, "likelihood_justification");
            }
            Some(Holds::Field(Table::Situation, "harm.score") | Holds::Point("harm.score")) => {
                score = holds(form, "harm_justification");
            }
            Some(Holds::Justifications) if !columns[at].of_both => {
                let taken = columns.iter().any(|column| column.column.holds == score);
                columns[at].column.holds = score.filter(|_| !taken);
                columns[at].repeated = taken && score.is_some();
            }
            _ => {}
        }
    }
}
