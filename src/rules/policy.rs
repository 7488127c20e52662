//! What an organisation demands of its own registers, apart from faults: not too many high risks, no new ones, a measure
//! for each. The demands come from the command line or the configuration; the act knows none of them.

use crate::assess::execution::Proof;
use crate::case::{Case, Row};
use crate::diag::{Code, Severity, Sink};
use crate::locale::Message;
use crate::model::Level;
use crate::source::Spot;
use std::collections::BTreeSet;

/// More situations than allowed have the highest level after controls.
const TOO_MANY_HIGH: Code = Code { code: "TB701", name: "too-many-high-risks", severity: Severity::Error };
/// A situation has the highest level that it did not have before.
const NEW_HIGH: Code = Code { code: "TB702", name: "new-high-risk", severity: Severity::Error };
/// A situation at or above a level has no measure.
const NO_MEASURE: Code = Code { code: "TB703", name: "no-measure-by-policy", severity: Severity::Error };

/// All codes of broken demands.
pub const CODES: [&Code; 3] = [&TOO_MANY_HIGH, &NEW_HIGH, &NO_MEASURE];

/// What is demanded of each register.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// The most situations that may be at the highest level after controls.
    pub max_high: Option<usize>,
    /// Each situation from this level on, after controls, has a measure.
    pub require_measure: Option<Level>,
    /// What shows that a measure was carried out.
    pub proof: Proof,
    /// No situation at the highest level after controls but these, which had it before.
    pub high_before: Option<Baseline>,
}

/// Which situations had the highest level in an earlier assessment: the organisation's id and the situation's.
pub type Baseline = BTreeSet<(String, String)>;

impl Policy {
    /// Whether a code is one of broken demands.
    #[must_use]
    pub fn owns(code: &Code) -> bool {
        CODES.iter().any(|own| own.code == code.code)
    }
}

/// Reports each demand that a register does not meet.
pub fn check(case: &Case<'_>, policy: &Policy, sink: &mut Sink<'_>) {
    let Some((highest, label)) = case.method.computed_levels().next_back().map(|(level, spec)| (level, &spec.label))
    else {
        return;
    };
    let level = |row: &Row<'_>| row.outcome.map(|outcome| outcome.residual);
    let high: Vec<Row<'_>> = case.rows().filter(|row| level(row) == Some(highest)).collect();
    if let Some(most) = policy.max_high.filter(|most| high.len() > *most) {
        let message = Message::new("too-many-high-risks")
            .with("count", high.len())
            .with("level", label)
            .with("most", most)
            .with("ids", case.ids(high.iter().map(|row| row.number)));
        sink.report(&TOO_MANY_HIGH, Spot::File, message).help = Some(Message::new("too-many-high-risks-help"));
    }
    if let Some(before) = &policy.high_before {
        let organization = &case.register.organization.id;
        for row in &high {
            if !before.contains(&(organization.clone(), row.situation.id.clone())) {
                let message = Message::new("new-high-risk").with("level", label);
                case.report(sink, &NEW_HIGH, row, "likelihood.score", message, "new-high-risk-help");
            }
        }
    }
    if let Some(least) = policy.require_measure {
        let bare = |row: &Row<'_>| row.situation.measures.is_empty();
        for row in case.rows().filter(|row| level(row).is_some_and(|level| level >= least) && bare(row)) {
            let reached = level(&row).unwrap_or(least);
            let message = Message::new("no-measure-by-policy").with("level", &case.method.level(reached).label);
            case.report(sink, &NO_MEASURE, &row, "measure", message, "missing-measure-help");
        }
    }
}
