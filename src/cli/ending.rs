//! How a command ends.

use super::args::FailOn;

/// How a command ended. The numbers are the exit codes of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ending {
    /// Done, with nothing at or above `--fail-on`.
    Done = 0,
    /// Findings at or above it, or a document that differs.
    Findings = 1,
    /// Could not run.
    CouldNotRun = 2,
}

impl Ending {
    /// How a run with these counts ends. A broken demand fails it at any threshold; a run that read nothing could not run.
    pub fn of([errors, warnings, _]: [usize; 3], broken: bool, any_read: bool, fail_on: FailOn) -> Self {
        let failed = match fail_on {
            FailOn::Overdue | FailOn::Error => errors > 0,
            FailOn::Warning => errors + warnings > 0,
            FailOn::Never => false,
        };
        if !any_read {
            Self::CouldNotRun
        } else if failed || broken {
            Self::Findings
        } else {
            Self::Done
        }
    }
}
