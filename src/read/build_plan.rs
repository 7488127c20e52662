//! Raw records of a plan become its model; the values are understood as those of a register are.

use super::build::Builder;
use super::raw::{RawChapter, RawPlan, RawRecord, RawTask};
use super::term::Years;
use crate::diag::Sink;
use crate::method::Method;
use crate::model::{Chapter, Plan, PlanRecord, PlannedMeasure, Table, Task};
use crate::source::{Origins, Record};

/// Makes the model of a plan as typed.
pub(super) fn build(mut raw: RawPlan<'_>, stem: &str, method: &Method, sink: &mut Sink<'_>) -> (Plan, Origins) {
    let mut plans = Plans { builder: Builder::new(method, sink), tasks: 0, measures: 0 };
    plans.builder.lack(&raw.verdict.absent);
    plans.builder.origins.note_layout(std::mem::take(&mut raw.verdict.layout));
    let organization = plans.builder.organization(raw.organization, stem);
    let record: PlanRecord = plans.builder.record(Record::Plan, raw.plan);
    let said = record.years.as_ref().and_then(Years::of_period);
    let of_title = || record.title.as_deref().and_then(Years::of_title);
    // A title over several lines may have its years in any of them.
    let of_lines = || {
        let mut years = raw.above.iter().filter_map(|line| Years::of_title(line));
        years.next().filter(|first| years.all(|other| other == *first))
    };
    plans.builder.years = said.or_else(of_title).or_else(of_lines);
    let chapters = (0..).zip(raw.chapters).map(|(number, chapter)| plans.chapter(number, chapter)).collect();
    let abbreviation = |(at, entry)| plans.builder.record(Record::Abbreviation(at), entry);
    let abbreviations = (0..).zip(raw.abbreviations).map(abbreviation).collect();
    let mut plan = Plan { organization, record, chapters, abbreviations };
    number(&mut plan);
    let mut builder = plans.builder;
    builder.report_years_taken();
    builder.origins.finish();
    let ids: Vec<&str> = plan.measures().map(|(_, _, measure)| measure.id.as_str()).collect();
    builder.duplicate_ids(&ids, Record::PlannedMeasure, "duplicate-measure-id", None);
    for (finding, number) in &builder.to_name {
        builder.sink.tie_measure(*finding, ids[*number as usize]);
    }
    (plan, builder.origins)
}

/// Numbers chapters and tasks that have no number, and gives each measure its full number: chapter, task and, where the
/// task has several measures, its own.
fn number(plan: &mut Plan) {
    let mut chapters = 0;
    for chapter in &mut plan.chapters {
        chapters = next(&mut chapter.id, chapters);
        let mut tasks = 0;
        for task in &mut chapter.tasks {
            tasks = next(&mut task.id, tasks);
            let (mut measures, several) = (0, task.measures.len() > 1);
            for measure in task.measures.iter_mut().filter(|measure| !measure.id.contains('.')) {
                measures = next(&mut measure.id, measures);
                let parts = [chapter.id.as_str(), task.id.as_str(), if several { &measure.id } else { "" }];
                measure.id = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
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

struct Plans<'b, 'f> {
    builder: Builder<'b, 'f>,
    tasks: u32,
    measures: u32,
}

impl Plans<'_, '_> {
    fn chapter(&mut self, number: u32, raw: RawChapter<'_>) -> Chapter {
        let chapter: Chapter = self.builder.record(Record::Chapter(number), raw.record);
        Chapter { tasks: raw.tasks.into_iter().map(|task| self.task(task)).collect(), ..chapter }
    }

    fn task(&mut self, raw: RawTask<'_>) -> Task {
        let at = Record::Task(self.tasks);
        self.tasks += 1;
        let task: Task = self.builder.record(at, raw.record);
        Task { measures: raw.measures.into_iter().map(|measure| self.measure(measure)).collect(), ..task }
    }

    fn measure(&mut self, mut raw: RawRecord<'_>) -> PlannedMeasure {
        let at = Record::PlannedMeasure(self.measures);
        self.measures += 1;
        self.builder.enter(at, Table::PlannedMeasure, &raw);
        let mut planned = PlannedMeasure::default();
        self.builder.fill(&mut planned, &mut raw);
        self.builder.fill(&mut planned.measure, &mut raw);
        planned
    }
}
