//! One situation's arithmetic in sentences, each with the position of the act that it rests on.

use crate::assess::{ControlEffect, Outcome};
use crate::case::{Case, Row};
use crate::form::basis_words;
use crate::locale::{Arg, Message};
use crate::method::{Basis, Combination, Combine, Stage};
use crate::model::{Axis, Score};
use crate::report::words::control_message;

/// For each situation with an id or a key, its key and the sentences that explain it; an id may repeat.
#[must_use]
pub fn explain(case: &Case<'_>, named: &str) -> Vec<(String, Vec<String>)> {
    let keys = case.keys();
    let rows = case.rows().map(|row| (keys(&row), row));
    let meant = rows.filter(|(key, row)| row.situation.id == named || key == named);
    meant.map(|(key, row)| (key, situation(case, &row))).collect()
}

fn situation(case: &Case<'_>, row: &Row<'_>) -> Vec<String> {
    let mut said = Vec::new();
    let situation = row.situation;
    said.extend(case.draft());
    let intro = Message::new("explain-situation")
        .with("id", situation.id.as_str())
        .with("text", situation.text.as_str())
        .with("function", row.function.name.as_str());
    said.push(case.format(intro));
    for axis in Axis::ALL {
        points(case, axis, situation.score(axis), &mut said);
        criteria(case, axis, situation.score(axis), &mut said);
    }
    match row.outcome {
        Some(assessed) => outcome(case, row, assessed, &mut said),
        None => said.push(case.text("explain-not-assessed")),
    }
    said
}

/// A sentence with the place in the act where its rule stands.
fn sentence(case: &Case<'_>, message: Message, basis: Basis) -> String {
    let basis = basis_words(case.method, basis, case.language);
    case.format(Message::new("explain-with-basis").with("sentence", case.format(message)).with("basis", basis))
}

fn points(case: &Case<'_>, axis: Axis, score: &Score, said: &mut Vec<String>) {
    let id = match axis {
        Axis::Likelihood => "explain-likelihood",
        Axis::Harm => "explain-harm",
    };
    let scale = case.method.scale(axis);
    let Some(point) = scale.iter().find(|point| Some(point.points) == score.points()) else {
        said.push(case.format(Message::new("explain-no-points").with("scale", Message::new(id))));
        return;
    };
    let message = Message::new("explain-points")
        .with("scale", Message::new(id))
        .with("points", u32::from(point.points))
        .with("label", &point.label);
    said.push(sentence(case, message, point.basis));
    match &score.justification {
        Some(why) => said.push(case.format(Message::new("explain-justification").with("why", why.as_str()))),
        // What stands behind combined points is said at each criterion.
        None if score.is_combined() => {}
        None => said.push(case.text("explain-no-justification")),
    }
}

/// Each criterion with its points, what they stand for and why they were given; then how the criteria combine.
fn criteria(case: &Case<'_>, axis: Axis, score: &Score, said: &mut Vec<String>) {
    let of_scale = case.method.criteria(axis);
    let mut notes: Vec<&str> = Vec::new();
    for scored in &score.criteria {
        let Some(criterion) = of_scale.find(&scored.key) else { continue };
        let points = scored.points.unwrap_or_default();
        let point = case.method.scale(axis).iter().find(|point| Some(point.points) == scored.points);
        let message = match point.zip(criterion.point(points)) {
            Some((point, meaning)) => Message::new("explain-criterion")
                .with("points", u32::from(points))
                .with("label", &point.label)
                .with("meaning", &meaning.criteria),
            None => Message::new("explain-criterion-without-points"),
        };
        said.push(sentence(case, message.with("criterion", &criterion.label), criterion.basis));
        said.push(match &scored.justification {
            Some(why) => case.format(Message::new("explain-criterion-justification").with("why", why.as_str())),
            None => case.text("explain-criterion-no-justification"),
        });
        let note = criterion.note.as_ref().map(|note| note.get(case.language));
        notes.extend(note.filter(|note| !notes.contains(note)));
    }
    // Where the criteria are from, once for all that say the same.
    said.extend(notes.into_iter().map(|note| case.format(Message::new("explain-criteria-note").with("note", note))));
    let Some(combined) = score.combined else { return };
    let message = match (of_scale.combine, score.given) {
        (Combine::Highest, None) => Message::new("explain-combined-highest"),
        (Combine::Highest, Some(given)) => {
            Message::new("explain-given-and-combined-highest").with("given", u32::from(given))
        }
    };
    let deciding = score.criteria.iter().filter(|scored| of_scale.combine.decides(combined, scored));
    let names = deciding.filter_map(|scored| of_scale.find(&scored.key)).map(|criterion| Arg::from(&criterion.label));
    let message = message.with("points", u32::from(combined)).with("criteria", Arg::List(names.collect()));
    said.push(sentence(case, message, of_scale.basis));
}

fn outcome(case: &Case<'_>, row: &Row<'_>, outcome: &Outcome, said: &mut Vec<String>) {
    let method = case.method;
    let sign = match method.combination {
        Combination::Sum => "+",
        Combination::Product => "×",
    };
    let sum = Message::new("explain-sum")
        .with("likelihood", u32::from(outcome.likelihood))
        .with("harm", u32::from(outcome.harm))
        .with("sum", outcome.sum)
        .with("sign", sign);
    said.push(sentence(case, sum, method.combination_basis));
    if let Some(band) = method.band(outcome.sum) {
        let message = Message::new("explain-band")
            .with("from", band.from)
            .with("to", band.to)
            .with("sum", outcome.sum)
            .with("level", &method.level(outcome.inherent).label);
        said.push(sentence(case, message, band.basis));
    }
    if let Some(description) = row.situation.control.as_ref().and_then(|control| control.description.as_deref()) {
        said.push(case.format(Message::new("explain-control").with("description", description)));
    }
    // Position 5 is the act's; what a control must have, and the floor, are the method's own decisions.
    let grade = row.situation.control.as_ref().and_then(|control| control.effectiveness);
    let basis = match outcome.control {
        ControlEffect::NoControl | ControlEffect::NoDescription | ControlEffect::NoEvidence => {
            method.control_conditions.basis
        }
        ControlEffect::AtFloor => method.floor.basis,
        _ => grade.map_or(Basis::NotFixed, |grade| method.grade(grade).basis),
    };
    said.push(sentence(case, control_message(outcome, method), basis));
    let residual = Message::new("explain-residual").with("level", &method.level(outcome.residual).label);
    said.push(case.format(residual));
    let treated = outcome.treated_level(method);
    if let Some(treatment) = method.treatment(treated) {
        let stage = match method.treatment_follows.value {
            Stage::Inherent => "stage-inherent",
            Stage::Residual => "stage-residual",
        };
        let message = Message::new("explain-treatment")
            .with("level", &method.level(treated).label)
            .with("stage", Message::new(stage))
            .with("treatment", &treatment.text);
        said.push(sentence(case, message, treatment.basis));
        if treatment.head_control {
            said.push(case.format(Message::new("explain-head-control").with("head", case.controller())));
        }
    }
    let rank = Message::new("explain-rank").with("rank", outcome.priority).with("all", case.assessment.ranking.len());
    said.push(sentence(case, rank, method.priority.basis));
}
