//! Records as typed become a model with its findings, or the findings say why there is none.

use super::budget::{Excess, REPEATED};
use super::raw::{RawPlan, RawRegister};
use super::{build, build_plan, codes, other_words};
use crate::diag::{Diagnostic, Sink};
use crate::locale::{Language, Message};
use crate::method::Method;
use crate::model::{Plan, Register, Text};
use crate::source::{Origins, Record, SourceFile, Spot};
use crate::text::comparable;

/// A model, where its fields were read, and what was found.
pub(super) enum Built {
    Register(Register, Origins, Vec<Diagnostic>),
    Plan(Plan, Origins, Vec<Diagnostic>),
}

/// Makes the model of a register as typed; the findings alone if that is none for this method.
pub(super) fn finish(
    mut raw: RawRegister<'_>,
    file: &SourceFile,
    method: &Method,
    mut sink: Sink<'_>,
) -> Result<Built, Vec<Diagnostic>> {
    file.note_columns(std::mem::take(&mut raw.verdict.readings));
    let filled = other_words::filled(&raw);
    let (mut register, origins) = build::build(raw, file.stem(), method, &mut sink);
    // People know a method by its title; the forms say it so.
    let is_title = |named: &str| Language::ALL.iter().any(|of| comparable(method.title.get(*of)) == comparable(named));
    if register.assessment.method.as_deref().is_some_and(is_title) {
        register.assessment.method = Some(method.id.clone());
    }
    let is_empty = register.situations().next().is_none();
    if is_empty {
        report_empty(Record::Situation(0), "no-situations", "no-situations-help", &origins, &mut sink);
    }
    let repeated = repeated(&register);
    if let Some((number, excess)) = &repeated {
        report_repeated(origins.spot(Record::Situation(*number), "positions"), excess, &mut sink);
    }
    let other = register.assessment.method.as_deref().filter(|named| *named != method.id);
    if let Some(named) = other {
        let message = Message::new("other-method").with("named", named).with("used", method.id.as_str());
        sink.report(&codes::UNKNOWN_METHOD, origins.spot(Record::Assessment, "method"), message).help =
            Some(Message::new("other-method-help").with("used", method.id.as_str()));
    }
    let is_refused = is_empty || repeated.is_some() || other.is_some();
    let findings = other_words::folded(sink.finish(), &filled);
    if is_refused { Err(findings) } else { Ok(Built::Register(register, origins, findings)) }
}

/// The same for a plan; the findings alone if it has no measure.
pub(super) fn finish_plan(
    mut raw: RawPlan<'_>,
    file: &SourceFile,
    method: &Method,
    mut sink: Sink<'_>,
) -> Result<Built, Vec<Diagnostic>> {
    file.note_columns(std::mem::take(&mut raw.verdict.readings));
    let (plan, origins) = build_plan::build(raw, file.stem(), method, &mut sink);
    let is_empty = plan.measures().next().is_none();
    if is_empty {
        report_empty(Record::PlannedMeasure(0), "no-measures", "no-measures-help", &origins, &mut sink);
    }
    let repeated = repeated_in_plan(&plan);
    if let Some((number, excess)) = &repeated {
        report_repeated(origins.spot(Record::Task(*number), "text"), excess, &mut sink);
    }
    let findings = sink.finish();
    if is_empty || repeated.is_some() { Err(findings) } else { Ok(Built::Plan(plan, origins, findings)) }
}

/// Reports a file without the records that it is made of; after a syntax error they may well be there.
fn report_empty(record: Record, id: &'static str, help: &'static str, origins: &Origins, sink: &mut Sink<'_>) {
    if !sink.has(&codes::SYNTAX) {
        let spot = origins.title(record, "text").unwrap_or(Spot::File);
        sink.report(&codes::NO_SITUATIONS, spot, Message::new(id)).help = Some(Message::new(help));
    }
}

fn report_repeated(spot: Spot, excess: &Excess, sink: &mut Sink<'_>) {
    sink.report(&codes::UNREADABLE_FILE, spot, excess.message()).help = Some(excess.help());
}

/// The excess of what documents would print again, with the number of the situation that exceeds it: the function beside each
/// of its situations, the unit beside each position, the situation beside each measure.
fn repeated(register: &Register) -> Option<(u32, Excess)> {
    let length = |text: &Option<Text>| text.as_deref().map_or(0, str::len);
    printed_again(register.situations().map(|(function, situation)| {
        [
            (1, function.name.len() + length(&function.group)),
            (situation.positions.len().saturating_sub(1), length(&situation.unit)),
            (situation.measures.len().saturating_sub(1), situation.text.len()),
        ]
    }))
}

/// The same of a plan: the task beside each of its measures. The number is the task's.
fn repeated_in_plan(plan: &Plan) -> Option<(u32, Excess)> {
    let tasks = plan.chapters.iter().flat_map(|chapter| &chapter.tasks);
    printed_again(tasks.map(|task| [(task.measures.len(), task.text.as_deref().map_or(0, str::len))]))
}

/// The first record whose texts exceed the limit, each given with how often it is printed and its length in bytes.
fn printed_again<const N: usize>(records: impl Iterator<Item = [(usize, usize); N]>) -> Option<(u32, Excess)> {
    let mut counted = 0_usize;
    let number = (0..).zip(records).find_map(|(number, texts)| {
        let bytes = texts.map(|(times, length)| times.saturating_mul(length));
        counted = bytes.into_iter().fold(counted, usize::saturating_add);
        (counted as u64 > REPEATED.most).then_some(number)
    })?;
    Some((number, REPEATED.exceeded(0)))
}
