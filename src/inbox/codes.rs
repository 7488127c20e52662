//! The codes of what is found about the files of a run. Permanent: a code is never given another meaning.

use crate::diag::{Code, Severity};

/// A file that could be from several of the organisations that are known.
pub const SEVERAL_ORGANIZATIONS: Code =
    Code { code: "TB021", name: "several-organizations", severity: Severity::Warning };
/// Two registers of one organisation, and nothing says which is the later.
pub const TWO_REGISTERS: Code = Code { code: "TB022", name: "two-registers", severity: Severity::Warning };
/// A file that could be a register, of a kind that is not read.
pub const NOT_READ: Code = Code { code: "TB023", name: "file-not-read", severity: Severity::Warning };

/// All codes about the files of a run.
pub const ALL: &[&Code] = &[&SEVERAL_ORGANIZATIONS, &TWO_REGISTERS, &NOT_READ];
