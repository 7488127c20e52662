//! An earlier report on the same plans, and how today's is compared with it.
//!
//! The earlier report is the JSON document that this program wrote; only what is compared is read of it.

use crate::assess::execution::State;
use crate::monitor::line::Line;
use crate::monitor::plans::Monitored;
use crate::monitor::since::{Share, Since, Step, TermMoved};
use crate::text::words;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{HashMap, VecDeque};

/// An earlier report.
#[derive(Clone, Debug)]
pub struct EarlierReport {
    as_of: Date,
    plans: Vec<EarlierPlan>,
}

#[derive(Deserialize)]
struct Document {
    schema: String,
    as_of: String,
    plans: Vec<EarlierPlan>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierPlan {
    title: Option<String>,
    organization: EarlierBody,
    measures: Vec<EarlierMeasure>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierBody {
    id: String,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierMeasure {
    id: String,
    text: String,
    state: Option<String>,
    due: Option<EarlierDue>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierDue {
    text: String,
    from: Option<String>,
    to: Option<String>,
    recurrence: Option<String>,
}

/// The schema of the reports that are understood.
const SCHEMA: &str = "tobokel/monitor/1";

impl EarlierReport {
    /// Reads the JSON document of a report; an error where it is another document, or no JSON.
    pub fn parse(text: &str) -> Result<Self, String> {
        let document: Document = serde_json::from_str(text).map_err(|why| why.to_string())?;
        if document.schema != SCHEMA {
            return Err(document.schema);
        }
        let as_of = document.as_of.parse().map_err(|why: jiff::Error| why.to_string())?;
        Ok(Self { as_of, plans: document.plans })
    }

    /// The plan of the same body and, where it has several, of the same title; `None` where there is none, or none can be told.
    fn plan_of(&self, plan: &Monitored<'_>) -> Option<&EarlierPlan> {
        let of_body = || self.plans.iter().filter(|known| known.organization.id == plan.id);
        let title = |title: Option<&str>| title.map(words);
        let mut of_title = of_body().filter(|known| title(known.title.as_deref()) == title(plan.title));
        match (of_title.next(), of_title.next()) {
            (Some(one), None) => Some(one),
            (None, _) => Some(of_body().next()?).filter(|_| of_body().count() == 1),
            (Some(_), Some(_)) => None,
        }
    }
}

impl Monitored<'_> {
    /// The same, with what moved since an earlier report, if that has the plan.
    #[must_use]
    pub fn since(self, earlier: &EarlierReport) -> Self {
        let since = earlier.plan_of(&self).map(|plan| since(&self.lines, plan, earlier.as_of));
        Self { since, ..self }
    }
}

fn since(lines: &[Line<'_>], earlier: &EarlierPlan, as_of: Date) -> Since {
    let mut taken = vec![false; earlier.measures.len()];
    let partners: Vec<Option<usize>> = partners(lines, earlier, &mut taken);
    let (mut steps, mut moved) = (Vec::new(), Vec::new());
    for (number, (line, partner)) in lines.iter().zip(&partners).enumerate() {
        let Some(before) = partner.map(|at| &earlier.measures[at]) else {
            steps.push((Step::New, number));
            continue;
        };
        let was = |state: State| before.state.as_deref() == Some(state.key());
        let step = match line.standing.state {
            Some(State::Done) => (!was(State::Done)).then_some(Step::Done),
            _ if was(State::Done) => Some(Step::Reopened),
            Some(State::Overdue) if was(State::Overdue) => Some(Step::StillOverdue),
            Some(State::Overdue) => Some(Step::Slipped),
            _ => None,
        };
        steps.extend(step.map(|step| (step, number)));
        moved.extend(term_moved(number, line, before.due.as_ref()));
    }
    let measures = earlier.measures.iter().zip(taken);
    let gone = measures.filter(|(_, taken)| !taken).map(|(measure, _)| (measure.id.clone(), measure.text.clone()));
    Since { as_of, steps, moved, gone: gone.collect(), before: share(earlier, as_of) }
}

/// The earlier measure of each line: of the same id and words, else of the same words. One that was worded anew is another.
fn partners(lines: &[Line<'_>], earlier: &EarlierPlan, taken: &mut [bool]) -> Vec<Option<usize>> {
    type KeyOf = fn(&str, &str) -> String;
    let passes: [KeyOf; 2] = [|id, text| format!("{id}\n{}", words(text)), |_, text| words(text)];
    let mut found = vec![None; lines.len()];
    for key in passes {
        let mut waiting: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, measure) in earlier.measures.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            waiting.entry(key(&measure.id, &measure.text)).or_default().push_back(at);
        }
        for (line, place) in lines.iter().zip(&mut found).filter(|(_, place)| place.is_none()) {
            *place = waiting.get_mut(&key(&line.id, &line.measure.text)).and_then(VecDeque::pop_front);
            if let Some(at) = place {
                taken[*at] = true;
            }
        }
    }
    found
}

fn term_moved(number: usize, line: &Line<'_>, before: Option<&EarlierDue>) -> Option<TermMoved> {
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
    let now = line.measure.due.as_ref();
    let (from, to) = before.map_or((None, None), |due| (day(&due.from), day(&due.to)));
    let same = match (before, now) {
        (None, None) => true,
        (Some(before), Some(now)) if to.is_some() || now.to.is_some() => {
            (from, to) == (now.from, now.to) || words(&before.text) == words(&now.text)
        }
        (Some(before), Some(now)) => words(&before.text) == words(&now.text),
        _ => false,
    };
    let days = || Some((now?.to? - to?).get_days());
    (!same).then(|| TermMoved {
        line: number,
        before: before.map(|due| due.text.clone()).unwrap_or_default(),
        days: days(),
    })
}

/// The share carried out at the day of the earlier report.
fn share(plan: &EarlierPlan, as_of: Date) -> Share {
    let mut share = Share::default();
    for measure in &plan.measures {
        let done = measure.state.as_deref() == Some(State::Done.key());
        let begun = measure.due.as_ref().is_some_and(|due| match due.from.as_deref().map(str::parse::<Date>) {
            Some(Ok(from)) => from <= as_of,
            Some(Err(_)) | None => due.recurrence.is_some(),
        });
        share.done += usize::from(done);
        share.begun += usize::from(done || begun);
    }
    share
}
