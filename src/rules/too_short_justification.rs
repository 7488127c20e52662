//! A justification that says nothing: "there is a risk", "may do serious harm". How short it is does not matter.

use super::emptiness::Emptiness;
use super::scale_as_justification::{repeats_the_scale, wordings};
use super::{Rule, scores};
use crate::case::Case;
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::text::excerpt;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB603", name: "too-short-justification", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(7),
    check,
};

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let wordings = wordings(case.method);
    for row in case.rows() {
        let keys = ["likelihood.justification", "harm.justification"];
        for (key, (_, name, score)) in keys.into_iter().zip(scores(row.situation)) {
            let Some(text) = &score.justification else { continue };
            // What repeats the scale is another rule's affair.
            if Emptiness::of(text) == Some(Emptiness::OfItself) && !repeats_the_scale(text, &wordings) {
                let message = Message::new("too-short-justification")
                    .with("field", Message::new(name))
                    .with("found", excerpt(text, 60));
                case.report(sink, &RULE, &row, key, message).help = Some(Message::new("too-short-justification-help"));
            }
        }
    }
}
