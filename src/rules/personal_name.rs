//! A person's name where a post belongs. Only clear patterns: a surname with initials, a full name with the father's.

use super::measures::{Circumstances, Fault};
use super::{Rule, names};
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::model::Measure;
use crate::source::Record;
use crate::text::excerpt;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB607", name: "personal-name", severity: Severity::Warning },
    since: "0.1.0",
    position: None,
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let message = |found: &str| Message::new("personal-name").with("found", excerpt(found, 60));
    let help = || Some(Message::new("personal-name-help"));
    let made = &case.register.assessment;
    let posts = made.assessors.iter().map(|post| ("assessors", post));
    for (key, post) in posts.chain(made.high_level_controller.iter().map(|post| ("high_level_controller", post))) {
        if names::has_name(post) {
            let spot = case.origins.spot(Record::Assessment, key);
            let found = sink.report(RULE.code, spot, message(post));
            (found.help, found.field) = (help(), Some(key));
        }
    }
    for row in case.rows() {
        for post in row.situation.positions.iter().filter(|post| names::has_name(post)) {
            case.report(sink, &RULE, &row, "positions", message(post)).help = help();
        }
    }
    case.judge(sink, &RULE, judge);
}

pub(super) fn judge(measure: &Measure, _: &Circumstances) -> Vec<Fault> {
    // A bare name is told by another rule (`vague-responsible`).
    let named = |post: &&String| names::has_name(post) && !names::only_a_name(post);
    let fault = |post: &String| Fault {
        key: "responsible",
        message: Message::new("personal-name").with("found", excerpt(post, 60)),
        help: Message::new("personal-name-help"),
    };
    measure.responsible.iter().filter(named).map(fault).collect()
}
