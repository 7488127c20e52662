//! One abbreviation is written in several ways among the executors, or otherwise than in the plan's list.

use super::super::prelude::*;
use super::abbreviations::families;
use crate::locale::Arg;

pub(super) const RULE: Rule = Rule::warning("TB802", "abbreviation-in-several-spellings").of_plans(check);

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
        let help = "abbreviation-in-several-spellings-help";
        let found = case.report(sink, &RULE.code, (*number, planned), "responsible", message, help);
        found.help = found.help.take().map(|help| help.with("first", spellings[0]));
    }
}
