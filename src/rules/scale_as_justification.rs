//! A justification says only what the scale says of these points, in its own words or in the Annex's, so it justifies nothing.

use super::emptiness::Emptiness;
use super::prelude::*;
use super::report::{Scored, criteria, label, scores};
use crate::locale::Language;
use crate::method::Method;
use crate::text::{first_words, words};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule::warning("TB602", "scale-as-justification").by_position(7).of_registers(check);

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let wordings = wordings(case.method);
    for row in case.rows() {
        for Scored { justification: key, name, score, .. } in scores(row.situation) {
            if score.justification.as_deref().is_some_and(|text| repeats_the_scale(text, &wordings)) {
                let message = Message::new("scale-as-justification").with("field", Message::new(name));
                case.report(sink, &RULE.code, &row, key, message, "scale-as-justification-help");
            }
        }
        for (axis, scored) in criteria(row.situation) {
            if scored.justification.as_deref().is_some_and(|text| repeats_the_scale(text, &wordings)) {
                let message = Message::new("scale-as-justification").with("field", label(case.method, axis, scored));
                let help = "scale-as-justification-help";
                case.report_criterion(sink, &RULE.code, &row, (axis, scored, "justification"), message, help);
            }
        }
    }
}

/// The names of the method's points, what it says of them and each sentence of that, in the form in which texts are compared.
pub(super) fn wordings(method: &Method) -> BTreeSet<String> {
    let mut wordings = BTreeSet::new();
    for point in method.likelihood.iter().chain(&method.harm) {
        for language in Language::ALL {
            let criteria = point.criteria.get(language);
            wordings.insert(words(criteria));
            wordings.extend(criteria.split_inclusive(['.', ';']).map(words));
            wordings.insert(words(point.label.get(language)));
            wordings.extend(point.brief.as_ref().map(|brief| words(brief.get(language))));
        }
    }
    for (_, criterion) in method.all_criteria() {
        for language in Language::ALL {
            wordings.insert(words(criterion.label.get(language)));
            for point in &criterion.points {
                let criteria = point.criteria.get(language);
                wordings.insert(words(criteria));
                wordings.extend(criteria.split_inclusive(['.', ';']).map(words));
            }
        }
    }
    wordings
}

/// Whether a text is one of these wordings, or the scale in other words.
pub(super) fn repeats_the_scale(text: &str, wordings: &BTreeSet<String>) -> bool {
    is_one_of(text, wordings) || Emptiness::of(text) == Some(Emptiness::OfTheScale)
}

/// Whether a text is one of these wordings. Most begin with a word that none of them begins with.
fn is_one_of(text: &str, wordings: &BTreeSet<String>) -> bool {
    let first = first_words(text, 1);
    let mut same = wordings.range(first.clone()..).take_while(|wording| wording.starts_with(&first));
    same.next().is_some() && wordings.contains(&words(text))
}
