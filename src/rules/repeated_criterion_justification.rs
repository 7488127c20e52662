//! Several criteria of one situation have the same justification: nobody looked at each of them.

use super::prelude::*;
use super::repeated::repeated;
use super::report::{criteria, label};
use crate::locale::Arg;

pub(super) const RULE: Rule = Rule::warning("TB212", "repeated-criterion-justification").of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    for row in case.rows() {
        let all: Vec<_> = criteria(row.situation).collect();
        for group in repeated(all.iter().map(|(_, scored)| scored.justification.as_deref())) {
            let names = group.iter().map(|at| label(case.method, all[*at].0, all[*at].1)).collect();
            let message = Message::new("repeated-criterion-justification").with("criteria", Arg::List(names));
            // The first may be right; the second repeats it.
            let (axis, scored) = all[group[1]];
            let help = "repeated-criterion-justification-help";
            case.report_criterion(sink, &RULE.code, &row, (axis, scored, "justification"), message, help);
        }
    }
}
