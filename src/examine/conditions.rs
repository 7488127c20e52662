//! What a file is examined by: the method, the day, what was asked of the reading, what a user settled about findings.

use crate::assess::execution::Proof;
use crate::diag::Adjustment;
use crate::method::Method;
use crate::read::Asked;
use crate::rules::policy::Policy;
use crate::rules::repeats::Before;
use crate::rules::seal::Beside;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a file is examined by.
#[derive(Clone, Copy)]
pub struct Conditions<'c> {
    /// The method.
    pub method: &'c Method,
    /// The day on which it is looked at.
    pub as_of: Date,
    /// What is asked of the reading of tables.
    pub asked: Asked<'c>,
    /// Which findings count, how much they weigh, and what is let pass.
    pub adjustment: &'c Adjustment,
    /// What is demanded of each register.
    pub policy: &'c Policy,
    /// Where seals are looked for, if they are.
    pub seals: Option<&'c dyn SealSource>,
    /// What the bodies reported in an earlier period, if that is known.
    pub before: Option<&'c Before>,
}

/// Looks for the seal beside a register.
pub trait SealSource: Sync {
    /// What is known of the seal of a register, by the path of its file.
    fn beside(&self, register: &str) -> Beside;
}

/// Every finding counts and weighs what its code weighs.
static UNADJUSTED: Adjustment =
    Adjustment { select: Vec::new(), off: &[], ignore: Vec::new(), severities: BTreeMap::new(), waivers: Vec::new() };

/// Nothing is demanded.
static UNDEMANDING: Policy = Policy { max_high: None, require_measure: None, proof: Proof::Report, high_before: None };

impl<'c> Conditions<'c> {
    /// A method and a day, and nothing that a user settled: every finding counts, and no seal is looked for.
    #[must_use]
    pub fn of(method: &'c Method, as_of: Date) -> Self {
        let (adjustment, policy) = (&UNADJUSTED, &UNDEMANDING);
        Self { method, as_of, asked: Asked::default(), adjustment, policy, seals: None, before: None }
    }
}
