//! What governs a run besides its inputs and its method: a configuration, as every document names it.

use crate::diag::Severity;
use schemars::JsonSchema;
use serde::Serialize;

/// The configuration that governs a run, with what it changes of the findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Configuration {
    /// The file, as it is named from the working folder, with forward slashes.
    pub path: String,
    /// SHA-256 of the file, lower-case hexadecimal.
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// Codes and families that alone are looked for; empty: all.
    pub select: Vec<String>,
    /// Codes and families that are passed over.
    pub ignore: Vec<String>,
    /// Weights other than the rules' own, by code or family.
    pub severity: Vec<SeverityOf>,
    /// From which severity on the run fails, if it says so.
    pub fail_on: Option<String>,
    /// The code of each waiver, in the order of the file.
    pub waivers: Vec<String>,
    /// Titles of columns, each with the field that it is read as; "" for a column that is not read.
    pub columns: Vec<FieldOf>,
}

/// Another weight of a code or family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeverityOf {
    /// The code or family.
    pub code: String,
    /// The key of its weight.
    #[schemars(extend("enum" = Severity::ALL.map(Severity::key)))]
    pub severity: &'static str,
}

/// The field that a column with a title is read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldOf {
    /// The title.
    pub title: String,
    /// The key of the field.
    pub field: String,
}
