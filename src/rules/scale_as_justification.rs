//! A justification says only what the scale says of these points, so it justifies nothing.

use super::{Rule, Subject, scores};
use crate::diag::{Code, Severity, Sink};
use crate::locale::{Language, Message};
use crate::text::{first_words, words};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: &Code { code: "TB602", name: "scale-as-justification", severity: Severity::Warning },
    since: "0.1.0",
    position: Some(7),
    check,
};

fn check(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let points = subject.method.likelihood.iter().chain(&subject.method.harm);
    let mut wordings = BTreeSet::new();
    for point in points {
        for language in Language::ALL {
            let criteria = point.criteria.get(language);
            wordings.insert(words(criteria));
            wordings.extend(criteria.split_inclusive(['.', ';']).map(words));
            wordings.insert(words(point.label.get(language)));
        }
    }
    for row in subject.rows() {
        let keys = ["likelihood.justification", "harm.justification"];
        for (key, (_, name, score)) in keys.into_iter().zip(scores(row.situation)) {
            if score.justification.as_deref().is_some_and(|text| is_one_of(text, &wordings)) {
                let message = Message::new("scale-as-justification").with("field", Message::new(name));
                subject.report(sink, &RULE, &row, key, message).help =
                    Some(Message::new("scale-as-justification-help"));
            }
        }
    }
}

/// Whether a text is one of these wordings. Most begin with a word that none of them begins with.
fn is_one_of(text: &str, wordings: &BTreeSet<String>) -> bool {
    let first = first_words(text, 1);
    let mut same = wordings.range(first.clone()..).take_while(|wording| wording.starts_with(&first));
    same.next().is_some() && wordings.contains(&words(text))
}
