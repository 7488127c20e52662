//! The codes of what readers find. Permanent: a code is never given another meaning.

use crate::diag::{Code, Severity};

macro_rules! codes {
    ($($(#[$doc:meta])* $ident:ident = $code:literal $name:literal $severity:ident;)+) => {
        $($(#[$doc])* pub const $ident: Code = Code { code: $code, name: $name, severity: Severity::$severity };)+
        /// All codes of this module.
        pub const ALL: &[&Code] = &[$(&$ident),+];
    };
}

codes! {
    /// The file is not what its format demands.
    SYNTAX = "TB001" "syntax-error" Error;
    /// A key that the form does not have.
    UNKNOWN_KEY = "TB002" "unknown-key" Error;
    /// A value of another kind than the field holds.
    WRONG_TYPE = "TB003" "wrong-type" Error;
    /// A record lacks what it cannot do without.
    MISSING_KEY = "TB004" "missing-key" Error;
    /// A word that is not among the field's words.
    UNKNOWN_WORD = "TB005" "unknown-word" Error;
    /// A text that says nothing.
    EMPTY_TEXT = "TB006" "empty-text" Warning;
    /// A date or term that cannot be read.
    UNREADABLE_TERM = "TB007" "unreadable-term" Error;
    /// The file cannot be read at all.
    UNREADABLE_FILE = "TB008" "unreadable-file" Error;
    /// The register names a method that is not in use.
    UNKNOWN_METHOD = "TB009" "unknown-method" Error;
    /// Two situations with one id.
    DUPLICATE_ID = "TB010" "duplicate-id" Error;
    /// The register holds no situation.
    NO_SITUATIONS = "TB011" "no-situations" Error;
    /// The method file is not complete and monotone.
    INVALID_METHOD = "TB012" "invalid-method" Error;
    /// The program itself failed on the file.
    INTERNAL = "TB013" "internal-error" Error;
    /// A keyword with Latin letters that look like Cyrillic ones.
    LOOK_ALIKE = "TB014" "look-alike-letters" Information;
    /// Points that the scale does not have.
    POINTS_OFF_SCALE = "TB101" "points-off-scale" Error;
}
