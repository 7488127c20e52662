//! A publication as `assessment.json`: an assessment of registers in which nothing stands but what is published, with a part of its own.
//!
//! The registers are made anew of what may leave and go through the same hands as every other register: a field that is new there
//! is there, and empty.

use crate::assess::Assessment;
use crate::assess::execution::State;
use crate::case::{Case, Entry};
use crate::method::Method;
use crate::model::{
    AssessmentRecord, Function, Level, Measure, Organization, Period, Recurrence, Register, Score, Situation, Status,
    Text, Verified,
};
use crate::publication::{Body, PublicMeasure, PublicSituation, Publication, Told};
use crate::report::assessment::document::{Published, published, register_document};
use crate::report::publication::part::PublicationPart;
use crate::report::publication::records::{given, text};
use crate::source::{Medium, Origins, SourceFile};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The document.
///
/// # Errors
/// Never: all keys are texts.
pub fn publication_document(of: &Publication, method: &Method) -> serde_json::Result<impl Serialize + use<>> {
    let registers = of.bodies.iter().map(|body| register_of(of, body, method)).collect::<serde_json::Result<_>>()?;
    let part = PublicationPart::of(of, method);
    serde_json::to_value(published(of.as_of, method, Published::of(part), registers))
}

/// A body as a register of the document.
fn register_of(of: &Publication, body: &Body, method: &Method) -> serde_json::Result<Value> {
    let register = register(body, method);
    let nothing = Assessment {
        outcomes: vec![None; body.situations.len()],
        ranking: Vec::new(),
        inherent: Vec::new(),
        residual: Vec::new(),
    };
    // No file is named: its name may be a person's.
    let file = SourceFile::known(&body.id, String::new(), Medium::Text);
    let case = Case {
        file: &file,
        register: &register,
        origins: &Origins::default(),
        assessment: &nothing,
        method,
        findings: &[],
        language: body.language,
        as_of: of.as_of,
    };
    let mut document = serde_json::to_value(register_document(Entry::Case(case), method))?;
    document["source"] = json!({ "path": body.id, "sha256": null, "columns": [] });
    let key = |level: Option<Level>| level.map(|level| method.level(level).key.as_str());
    let mut counts: [HashMap<&str, usize>; 2] = Default::default();
    for (number, one) in body.situations.iter().enumerate() {
        let [inherent, residual] = [given(one.inherent), computed(one, method)].map(key);
        let row = &mut document["situations"][number];
        row["key"] = one.key.as_str().into();
        row["sum"] = given(one.sum).into();
        row["inherent"] = inherent.into();
        row["residual"] = residual.into();
        for (counts, level) in counts.iter_mut().zip([inherent, residual]) {
            *counts.entry(level.unwrap_or_default()).or_default() += 1;
        }
    }
    let assessed = body.situations.iter().filter(|one| computed(one, method).is_some()).count();
    document["summary"]["assessed"] = assessed.into();
    for (stage, counts) in ["inherent", "residual"].into_iter().zip(counts) {
        for (_, level) in method.computed_levels() {
            document["summary"][stage][&level.key] = counts.get(level.key.as_str()).copied().unwrap_or_default().into();
        }
    }
    Ok(document)
}

/// The level after controls, where it is no declared one.
fn computed(one: &PublicSituation, method: &Method) -> Option<Level> {
    let declared = one.inherent == crate::publication::Given::Nothing;
    given(one.level).filter(|level| !declared && !method.level(*level).declared_only)
}

fn register(body: &Body, method: &Method) -> Register {
    let mut against: HashMap<&str, Vec<&PublicMeasure>> = HashMap::new();
    for measure in &body.measures {
        if let Some((key, _)) = &measure.situation {
            against.entry(key).or_default().push(measure);
        }
    }
    let mut functions: Vec<Function> = Vec::new();
    for one in &body.situations {
        let measures = against.remove(one.key.as_str()).unwrap_or_default();
        let situation = situation(one, &measures, method);
        let (group, name) = (optional(&one.group), optional(&one.function).unwrap_or_default());
        match functions.last_mut() {
            Some(last) if last.group == group && last.name == name => last.situations.push(situation),
            _ => functions.push(Function { group, name, situations: vec![situation] }),
        }
    }
    Register {
        organization: Organization {
            name: body.name.clone(),
            id: body.id.clone(),
            kind: None,
            language: Some(body.language),
            parent: body.parent.clone(),
        },
        assessment: AssessmentRecord { date: body.date, order: body.order.clone(), ..AssessmentRecord::default() },
        functions,
    }
}

fn situation(one: &PublicSituation, measures: &[&PublicMeasure], method: &Method) -> Situation {
    let score = |points| Score { given: given(points), ..Score::default() };
    Situation {
        id: one.id.clone(),
        text: optional(&one.text).unwrap_or_default(),
        category: given(one.category),
        unit: optional(&one.unit),
        positions: texts(&one.positions),
        elsewhere: optional(&one.elsewhere),
        declared_level: given(one.level).filter(|_| computed(one, method).is_none()),
        likelihood: score(one.likelihood),
        harm: score(one.harm),
        measures: measures.iter().map(|measure| of_measure(measure)).collect(),
        ..Situation::default()
    }
}

fn of_measure(one: &PublicMeasure) -> Measure {
    let recurrence = Recurrence::ALL.into_iter().find(|known| Some(known.key()) == one.recurrence);
    let due = text(&one.due).map(|words| Period { from: one.from, to: one.to, recurrence, ..Period::unread(words) });
    Measure {
        text: optional(&one.text).unwrap_or_default(),
        due,
        responsible: texts(&one.responsible),
        expected_result: optional(&one.expected_result),
        indicator: optional(&one.indicator),
        funding: optional(&one.funding),
        status: (one.standing == Some(State::Done)).then_some(Status::Done),
        done_on: one.done_on,
        verified: one.verified.map(|found| Box::new(Verified { result: Some(found), ..Verified::default() })),
        ..Measure::default()
    }
}

fn optional(told: &Told) -> Option<Text> {
    text(told).map(Text::from)
}

fn texts(all: &[Told]) -> Vec<String> {
    all.iter().filter_map(text).map(str::to_owned).collect()
}
