//! The lead executor is the body itself, its staff at large or a person's bare name: nobody can be asked by post.
//!
//! The first executor named leads and answers for the measure; whoever stands behind may be as many as they like.

use super::executors::nobody_in_particular;
use super::names;
use super::prelude::*;
use crate::text::excerpt;

pub(super) const RULE: Rule = Rule::warning("TB402", "vague-responsible").of_measures(judge);

fn judge(measure: &Measure, circumstances: &Circumstances) -> Vec<Fault> {
    let Some(lead) = measure.responsible.first() else { return Vec::new() };
    if names::only_a_name(lead) {
        let message = || Message::new("personal-name").with("found", excerpt(lead, 60));
        return fault_if(true, "responsible", message, "personal-name-help");
    }
    let vague = nobody_in_particular(lead, &circumstances.body);
    let message = || Message::new("vague-responsible").with("found", excerpt(lead, 60));
    fault_if(vague, "responsible", message, "vague-responsible-help")
}
