//! Raw records of a plan become its model; the values are understood as those of a register are.

use super::build::Builder;
use super::codes;
use super::raw::{RawChapter, RawPlan, RawRecord, RawTask};
use super::term::Years;
use crate::diag::Sink;
use crate::locale::Message;
use crate::method::Method;
use crate::model::{Abbreviation, Chapter, Plan, PlanRecord, PlannedMeasure, Table, Task};
use crate::source::{Origins, Record};
use std::collections::HashMap;

/// Makes the model of a plan as typed.
pub(super) fn build(mut raw: RawPlan<'_>, stem: &str, method: &Method, sink: &mut Sink<'_>) -> (Plan, Origins) {
    let mut plans = Plans { builder: Builder::new(method, sink), chapters: 0, tasks: 0, measures: 0 };
    plans.builder.lack(&raw.verdict.absent);
    plans.builder.origins.note_layout(std::mem::take(&mut raw.verdict.layout));
    let organization = plans.builder.organization(raw.organization, stem);
    let record = plans.record(raw.plan);
    if plans.builder.years.is_none() {
        // A title over several lines may have its years in any of them.
        let mut years = raw.above.iter().filter_map(|line| Years::of_title(line));
        let first = years.next();
        plans.builder.years = first.filter(|first| years.all(|other| other == *first));
    }
    let chapters = raw.chapters.into_iter().map(|chapter| plans.chapter(chapter)).collect();
    let abbreviations = (0..).zip(raw.abbreviations).map(|(at, entry)| plans.abbreviation(at, entry)).collect();
    let mut plan = Plan { organization, record, chapters, abbreviations };
    number(&mut plan);
    let mut builder = plans.builder;
    builder.report_years_taken();
    builder.origins.finish();
    let ids: Vec<&str> = plan.measures().map(|(_, _, measure)| measure.id.as_str()).collect();
    duplicate_ids(&mut builder, &ids);
    for (finding, number) in &builder.to_name {
        builder.sink.tie_measure(*finding, ids[*number as usize]);
    }
    (plan, builder.origins)
}

/// Gives chapters and tasks without a number the next one, and each measure its full number: chapter, task and, where the
/// task has several measures, the measure's own.
fn number(plan: &mut Plan) {
    let mut chapters = 0;
    for chapter in &mut plan.chapters {
        chapters = next(&mut chapter.id, chapters);
        let mut tasks = 0;
        for task in &mut chapter.tasks {
            tasks = next(&mut task.id, tasks);
            let (mut measures, several) = (0, task.measures.len() > 1);
            for measure in &mut task.measures {
                let full = measure.id.contains('.');
                if full {
                    continue;
                }
                measures = next(&mut measure.id, measures);
                let parts = [chapter.id.as_str(), task.id.as_str(), if several { &measure.id } else { "" }];
                let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                measure.id = parts.join(".");
            }
        }
    }
}

/// Gives a number where there is none: the one after the number before. Returns the number to go on from.
fn next(id: &mut String, before: u32) -> u32 {
    if id.is_empty() {
        *id = (before + 1).to_string();
    }
    id.parse().unwrap_or(before + 1)
}

/// Reports each number that stands before two measures or more.
fn duplicate_ids(builder: &mut Builder<'_, '_>, ids: &[&str]) {
    let mut seen = HashMap::new();
    for (number, id) in (0..).zip(ids) {
        if seen.insert(*id, number).is_some() {
            builder.record = Record::PlannedMeasure(number);
            let spot = builder.origins.spot(builder.record, "id");
            let message = Message::new("duplicate-measure-id").with("id", *id);
            builder.report(&codes::DUPLICATE_ID, "id", spot, message);
        }
    }
}

struct Plans<'b, 'f> {
    builder: Builder<'b, 'f>,
    chapters: u32,
    tasks: u32,
    measures: u32,
}

impl Plans<'_, '_> {
    fn record(&mut self, mut raw: RawRecord<'_>) -> PlanRecord {
        let builder = &mut self.builder;
        builder.enter(Record::Plan, Table::Plan, &raw);
        let record = PlanRecord {
            title: builder.own(&mut raw, "title"),
            order: builder.own(&mut raw, "order"),
            years: builder.period(&mut raw, "years"),
            reports: builder.reports(&mut raw, "reports"),
        };
        let said = record.years.as_ref().and_then(Years::of_period);
        builder.years = said.or_else(|| record.title.as_deref().and_then(Years::of_title));
        record
    }

    fn chapter(&mut self, mut raw: RawChapter<'_>) -> Chapter {
        self.builder.enter(Record::Chapter(self.chapters), Table::Chapter, &raw.record);
        self.chapters += 1;
        let id = self.builder.own(&mut raw.record, "id").unwrap_or_default();
        let name = self.builder.text(&mut raw.record, "name");
        Chapter { id, name, tasks: raw.tasks.into_iter().map(|task| self.task(task)).collect() }
    }

    fn task(&mut self, mut raw: RawTask<'_>) -> Task {
        self.builder.enter(Record::Task(self.tasks), Table::Task, &raw.record);
        self.tasks += 1;
        let id = self.builder.own(&mut raw.record, "id").unwrap_or_default();
        let text = self.builder.text(&mut raw.record, "text");
        Task { id, text, measures: raw.measures.into_iter().map(|measure| self.measure(measure)).collect() }
    }

    fn measure(&mut self, mut raw: RawRecord<'_>) -> PlannedMeasure {
        let at = Record::PlannedMeasure(self.measures);
        self.measures += 1;
        // The id is taken before the record is entered, and belongs to it all the same.
        self.builder.record = at;
        let spot = raw.fields.iter().find(|field| field.key == "id").map(|field| field.spot);
        let id = self.builder.id(&mut raw);
        if let Some(spot) = spot {
            self.builder.origins.note(at, "id", spot);
        }
        PlannedMeasure { id, measure: self.builder.measure(at, Table::PlannedMeasure, raw) }
    }

    fn abbreviation(&mut self, at: u32, mut raw: RawRecord<'_>) -> Abbreviation {
        self.builder.enter(Record::Abbreviation(at), Table::Abbreviation, &raw);
        Abbreviation {
            short: self.builder.own(&mut raw, "short").unwrap_or_default(),
            full: self.builder.own(&mut raw, "full").unwrap_or_default(),
        }
    }
}
