//! A person's name where a post belongs. Only clear patterns: a surname with initials, a full name with the father's.

use super::names;
use super::prelude::*;
use crate::source::Record;
use crate::text::excerpt;

pub(super) const RULE: Rule = Rule::warning("TB607", "personal-name").of_registers(check).of_measures(judge);

const HELP: &str = "personal-name-help";

fn message(post: &str) -> Message {
    Message::new("personal-name").with("found", excerpt(post, 60))
}

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let made = &case.register.assessment;
    let posts = made.assessors.iter().map(|post| ("assessors", post));
    for (key, post) in posts.chain(made.high_level_controller.iter().map(|post| ("high_level_controller", post))) {
        if names::has_name(post) {
            let spot = case.origins.spot(Record::Assessment, key);
            let found = sink.report(&RULE.code, spot, message(post));
            (found.help, found.field) = (Some(Message::new(HELP)), Some(key));
        }
    }
    for row in case.rows() {
        for post in row.situation.positions.iter().filter(|post| names::has_name(post)) {
            case.report(sink, &RULE.code, &row, "positions", message(post), HELP);
        }
    }
}

fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    // Another rule reports a bare name (`vague-responsible`).
    let named = |post: &&String| names::has_name(post) && !names::only_a_name(post);
    let fault = |post: &String| Fault { key: "responsible", message: message(post), help: HELP };
    measure.responsible.iter().filter(named).map(fault).collect()
}
