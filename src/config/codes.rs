//! The codes of what is found about a configuration, and the list of all codes of the program.

use crate::diag::{Code, Severity};
use std::sync::LazyLock;

/// A waiver that does not say why: it is not in force.
pub const WAIVER_WITHOUT_REASON: Code =
    Code { code: "TB901", name: "waiver-without-reason", severity: Severity::Warning };
/// A waiver that does not end: it is not in force.
pub const WAIVER_WITHOUT_END: Code = Code { code: "TB902", name: "waiver-without-end", severity: Severity::Warning };
/// A waiver whose last day is past: it is no longer in force.
pub const WAIVER_EXPIRED: Code = Code { code: "TB903", name: "expired-waiver", severity: Severity::Warning };
/// A waiver that lets nothing pass.
pub const WAIVER_UNUSED: Code = Code { code: "TB904", name: "unused-waiver", severity: Severity::Warning };

/// An output outside the folder of the configuration.
pub const OUTPUT_OUTSIDE: Code = Code { code: "TB905", name: "output-outside-folder", severity: Severity::Error };

/// All codes about a configuration.
pub const ALL: &[&Code] =
    &[&WAIVER_WITHOUT_REASON, &WAIVER_WITHOUT_END, &WAIVER_EXPIRED, &WAIVER_UNUSED, &OUTPUT_OUTSIDE];

/// Every code of the program, in the order of the codes.
#[must_use]
pub fn all_codes() -> Vec<&'static Code> {
    let mut codes: Vec<&'static Code> = crate::read::codes::ALL.to_vec();
    codes.extend(crate::rules::RULES.iter().map(|rule| &rule.code));
    codes.extend(crate::rules::plans::PLAN_RULES.iter().map(|rule| &rule.code));
    codes.extend(crate::rules::repeats::CODES);
    codes.extend(crate::rules::policy::CODES);
    codes.extend(crate::rules::seal::CODES);
    codes.extend(crate::inbox::codes::ALL);
    codes.extend(ALL);
    codes.sort_by_key(|code| code.code);
    codes
}

/// Families of codes that outgrew their tens: the family's beginning, and a code that belongs to it all the same.
const OUTGROWN: [(&str, &str); 1] = [("TB85", crate::rules::seal::NO_REGISTER.code)];

/// Codes and families, with the codes that a family outgrew: `TB85` stands for all findings about seals, `TB860` too.
#[must_use]
pub fn with_outgrown<'a>(entries: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let mut all = Vec::new();
    for entry in entries {
        all.push(entry.clone());
        all.extend(OUTGROWN.iter().filter(|(family, _)| entry == family).map(|(_, code)| (*code).to_owned()));
    }
    all
}

/// The same, gathered once: a configuration may name hundreds of thousands.
static KNOWN: LazyLock<Vec<&'static Code>> = LazyLock::new(all_codes);

/// Whether a text is a code or a family of codes: the beginning of one, `TB2` or `TB201`.
#[must_use]
pub fn is_code_or_family(text: &str) -> bool {
    text.len() > 2 && KNOWN.iter().any(|code| code.code.starts_with(text))
}

/// The code of a text.
#[must_use]
pub fn code_named(text: &str) -> Option<&'static Code> {
    KNOWN.iter().find(|code| code.code == text).copied()
}

/// Whether a text is a code.
#[must_use]
pub fn is_code(text: &str) -> bool {
    KNOWN.iter().any(|code| code.code == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_of_seals_holds_every_code_about_seals() {
        let family = with_outgrown(&["TB85".to_owned(), "TB1".to_owned()]);
        for code in crate::rules::seal::CODES {
            assert!(family.iter().any(|entry| code.code.starts_with(entry.as_str())), "{}", code.code);
        }
        assert_eq!(family, ["TB85", "TB860", "TB1"]);
    }
}
