//! What the bodies of a run reported in an earlier period: their registers and plans of then, or a JSON assessment.

use crate::assess::assess;
use crate::cli::console::Console;
use crate::cli::input::load;
use crate::cli::options::Options;
use crate::cli::run::counting;
use crate::cli::whose;
use crate::examine::{Examined, Input};
use crate::inbox::{Body, Claim, partners};
use crate::rules::repeats::{Before, Reports};
use anyhow::Result;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What a body reported before.
pub(super) struct Reported {
    body: Body,
    is_register: bool,
    reports: Reports,
}

/// Reads the files of then, those that count.
pub(super) fn read(path: &Path, options: &Options, console: &Console) -> Result<Vec<Input>> {
    let (inputs, _) = load(&[PathBuf::from(path)], &options.conditions(), console)?;
    Ok(counting(inputs, options, console))
}

/// What was reported in them.
pub(super) fn reported(inputs: Vec<Input>, options: &Options) -> Vec<Reported> {
    let by = options.conditions();
    let reported = |input: Input| {
        let claim = input.claim()?;
        let assessment = match &input {
            Input::Register(loaded) => Some(assess(&loaded.register, &options.method)),
            Input::Plan(_) | Input::Refused { .. } => None,
        };
        let examined = Examined { input, assessment, findings: Vec::new() };
        Some(Reported { is_register: claim.register, body: claim.body(), reports: examined.reports_of_any(&by)? })
    };
    inputs.into_par_iter().filter_map(reported).collect()
}

/// The same by the ids that the bodies go by now. Registers are those of registers, plans of plans; a body of which it cannot be
/// decided which one it was reported nothing; `said`: of registers that was said already.
pub(super) fn known_as(reported: Vec<Reported>, inputs: &[Input], said: bool, console: &Console) -> Before {
    let mut before = Before::default();
    let (registers, plans): (Vec<Reported>, Vec<Reported>) =
        reported.into_iter().partition(|reported| reported.is_register);
    for (of_kind, is_register) in [(registers, true), (plans, false)] {
        let claims = inputs.iter().filter_map(Input::claim).filter(|claim| claim.register == is_register);
        let new: Vec<Body> = claims.map(Claim::body).collect();
        let old: Vec<Body> = of_kind.iter().map(|reported| reported.body.clone()).collect();
        let found = partners(&old, &new);
        if !(is_register && said) {
            whose::say_undecided(&found, &old, &new, console);
        }
        let mut of_kind: Vec<Option<Reports>> = of_kind.into_iter().map(|reported| Some(reported.reports)).collect();
        for (of_old, of_new, _) in found.pairs {
            if let Some(reports) = of_kind[of_old].take() {
                before.add(&new[of_new].id, is_register, reports);
            }
        }
    }
    before
}
