//! What a rule is: a code with its weight, and what it looks at.

use super::measures::Judge;
use crate::case::{Case, PlanCase};
use crate::diag::{Code, FIRST_VERSION, Severity, Sink};

/// A rule.
pub struct Rule {
    /// Its code, name and weight.
    pub code: Code,
    /// The version that brought it; a later one than the first is set with `Rule { since: "...", ..Rule::warning(...) }`.
    pub since: &'static str,
    /// The position of Annex I that it guards; `None`: a lesson of practice.
    pub position: Option<u8>,
    /// What it does with a register,
    pub(super) register: Option<fn(&Case<'_>, &mut Sink<'_>)>,
    /// with a plan of measures,
    pub(super) plan: Option<fn(&PlanCase<'_>, &mut Sink<'_>)>,
    /// and with any measure, whether it stands against a risk or in a plan.
    pub(super) measure: Option<Judge>,
}

impl Rule {
    /// A rule that finds errors: of the first version and of no position unless a further word says more.
    pub(super) const fn error(code: &'static str, name: &'static str) -> Self {
        let code = Code { code, name, severity: Severity::Error };
        Self { code, since: FIRST_VERSION, position: None, register: None, plan: None, measure: None }
    }

    pub(super) const fn warning(code: &'static str, name: &'static str) -> Self {
        Self::error(code, name).of_weight(Severity::Warning)
    }

    pub(super) const fn information(code: &'static str, name: &'static str) -> Self {
        Self::error(code, name).of_weight(Severity::Information)
    }

    const fn of_weight(mut self, severity: Severity) -> Self {
        self.code.severity = severity;
        self
    }

    pub(super) const fn by_position(mut self, position: u8) -> Self {
        self.position = Some(position);
        self
    }

    pub(super) const fn of_registers(mut self, check: fn(&Case<'_>, &mut Sink<'_>)) -> Self {
        self.register = Some(check);
        self
    }

    pub(super) const fn of_plans(mut self, check: fn(&PlanCase<'_>, &mut Sink<'_>)) -> Self {
        self.plan = Some(check);
        self
    }

    pub(super) const fn of_measures(mut self, judge: Judge) -> Self {
        self.measure = Some(judge);
        self
    }
}
