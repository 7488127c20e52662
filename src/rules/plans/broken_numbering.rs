//! The numbers of chapters, tasks or measures jump, or begin anew where they go on. A row was lost, or came twice.

use super::super::prelude::*;
use super::super::report::measure;
use crate::source::{Record, Spot};

pub(super) const RULE: Rule = Rule::warning("TB801", "broken-numbering").of_plans(check);

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    let (mut tasks_before, mut measures_before) = (0_u32, 0_usize);
    let [mut chapters, mut tasks, mut measures] = [Numbers::default(); 3];
    for (at, chapter) in (0..).zip(&case.plan.chapters) {
        if let Some(broken) = chapters.next(&chapter.id) {
            report(
                case.origins.spot(Record::Chapter(at), "id"),
                broken.said(Message::new("numbers-of-chapters")),
                sink,
            );
        }
        tasks.may_begin_anew();
        for task in &chapter.tasks {
            if let Some(broken) = tasks.next(&task.id) {
                let spot = case.origins.spot(Record::Task(tasks_before), "id");
                let message = broken.said(Message::new("numbers-of-tasks"));
                let found = report(spot, message, sink);
                if let Some(first) = task.measures.first() {
                    found.concern_measure(&first.id);
                }
            }
            tasks_before += 1;
            measures.may_begin_anew();
            // The number of a lone measure is its task's.
            for (number, planned) in (measures_before..).zip(&task.measures).filter(|_| task.measures.len() > 1) {
                if let Some(broken) = measures.next(&planned.id) {
                    let spot = case.origins.spot(measure(number), "id");
                    let message = broken.said(Message::new("numbers-of-measures"));
                    report(spot, message, sink).concern_measure(&planned.id);
                }
            }
            measures_before += task.measures.len();
        }
    }
}

fn report<'s>(spot: Spot, message: Message, sink: &'s mut Sink<'_>) -> &'s mut crate::diag::Diagnostic {
    let found = sink.report(&RULE.code, spot, message);
    found.help = Some(Message::new("broken-numbering-help"));
    found.field = Some("id");
    found
}

/// A row of numbers: each is one more than the one before. Where it may begin anew, it may also go on.
#[derive(Clone, Copy, Default)]
struct Numbers {
    last: u32,
    anew: bool,
}

/// A number that does not follow the one before.
struct Broken {
    before: u32,
    found: u32,
}

impl Numbers {
    fn may_begin_anew(&mut self) {
        self.anew = true;
    }

    /// The next number; what is not a number is passed over.
    fn next(&mut self, id: &str) -> Option<Broken> {
        let number: u32 = id.trim_end_matches('.').rsplit('.').next()?.parse().ok()?;
        let (before, anew) = (self.last, self.anew);
        (self.last, self.anew) = (number, false);
        let follows = Some(number) == before.checked_add(1) || (anew && number == 1);
        (!follows).then_some(Broken { before: if anew { 0 } else { before }, found: number })
    }
}

impl Broken {
    fn said(&self, what: Message) -> Message {
        let message = match self.before {
            0 => Message::new("late-numbering"),
            before => Message::new("broken-numbering").with("before", before),
        };
        message.with("what", what).with("found", self.found)
    }
}
