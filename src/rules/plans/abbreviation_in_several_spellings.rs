//! One abbreviation is written in several ways among the executors, or otherwise than in the plan's list.

use super::PlanRule;
use super::abbreviations::families;
use crate::case::PlanCase;
use crate::diag::{Code, Severity, Sink};
use crate::locale::{Arg, Message};

pub(super) const RULE: PlanRule = PlanRule {
    code: &Code { code: "TB802", name: "abbreviation-in-several-spellings", severity: Severity::Warning },
    since: "0.1.0",
    check,
};

fn check(case: &PlanCase<'_>, sink: &mut Sink<'_>) {
    for family in families(case) {
        let spellings = family.spellings();
        // The first is that of the list, or the most used: the finding stands where another comes first.
        let others = family.forms.iter().filter(|form| form.text != spellings[0]);
        let Some((number, planned)) = others.filter_map(|form| form.uses.first()).min_by_key(|(number, _)| *number)
        else {
            continue;
        };
        let message = Message::new("abbreviation-in-several-spellings")
            .with("spellings", Arg::List(spellings.iter().copied().map(Arg::from).collect()));
        case.report(sink, RULE.code, (*number, planned), "responsible", message).help =
            Some(Message::new("abbreviation-in-several-spellings-help").with("first", spellings[0]));
    }
}
