//! What a user makes of findings: which codes count, how much they weigh, and what is let pass for a while.

use super::finding::{Diagnostic, Severity, Waiver};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The choices of a run.
#[derive(Clone, Debug, Default)]
pub struct Adjustment {
    /// Codes and families that are looked for; empty: all.
    pub select: Vec<String>,
    /// Codes that are looked for only where they or their families are selected.
    pub off: &'static [&'static str],
    /// Codes and families that are passed over.
    pub ignore: Vec<String>,
    /// Weights other than the codes' own, by code or family.
    pub severities: BTreeMap<String, Severity>,
    /// What is let pass.
    pub waivers: Vec<Arc<Waiver>>,
}

impl Adjustment {
    /// The findings of one register, adjusted; its organisation may have several names. Those of a refused file all count.
    #[must_use]
    pub fn apply(
        &self,
        findings: Vec<Diagnostic>,
        organization: &[String],
        refused: bool,
        as_of: Date,
    ) -> Vec<Diagnostic> {
        let waivers = self.in_force(organization, as_of);
        let wanted = findings.into_iter().filter(|found| refused || self.wants(found.code.code));
        let adjusted = wanted.map(|mut found| {
            if let Some(entry) = longest(self.severities.keys(), found.code.code) {
                found.severity = self.severities[entry];
            }
            // A finding of an earlier run may have been let pass then.
            let before = found.waived.take().filter(|before| before.until >= as_of);
            found.waived = waiver(&waivers, &found).or(before);
            found
        });
        adjusted.collect()
    }

    /// Whether a code is looked for: the longer of the two matching entries decides, and passing over wins a draw.
    #[must_use]
    pub fn wants(&self, code: &str) -> bool {
        let length = |list: &[String]| longest(list.iter(), code).map(String::len);
        match (length(&self.select), length(&self.ignore)) {
            (None, _) if !self.select.is_empty() || self.off.contains(&code) => false,
            (selected, Some(ignored)) => selected.is_some_and(|selected| selected > ignored),
            (_, None) => true,
        }
    }

    /// The waivers that hold for an organisation on a day, by code and situation: of several the first.
    fn in_force(&self, organization: &[String], as_of: Date) -> InForce<'_> {
        let mut in_force = InForce::new();
        for (number, waiver) in self.waivers.iter().enumerate() {
            let concerned = waiver.organization.as_ref().is_none_or(|named| organization.contains(named));
            if concerned && waiver.until >= as_of {
                in_force.entry((&waiver.code, waiver.situation.as_deref())).or_insert((number, waiver));
            }
        }
        in_force
    }
}

/// Waivers by code and situation, each with its number.
type InForce<'w> = HashMap<(&'w str, Option<&'w str>), (usize, &'w Arc<Waiver>)>;

/// The first waiver that lets a finding pass.
fn waiver(waivers: &InForce<'_>, found: &Diagnostic) -> Option<Arc<Waiver>> {
    let of_all = waivers.get(&(found.code.code, None));
    let of_one = found.situation.as_deref().and_then(|named| waivers.get(&(found.code.code, Some(named))));
    of_all.into_iter().chain(of_one).min_by_key(|(number, _)| *number).map(|(_, waiver)| Arc::clone(waiver))
}

/// The longest entry that is the code or its family.
fn longest<'a>(entries: impl Iterator<Item = &'a String>, code: &str) -> Option<&'a String> {
    entries.filter(|entry| code.starts_with(entry.as_str())).max_by_key(|entry| entry.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    fn selecting(select: &[&str]) -> Adjustment {
        Adjustment { select: words(select), ..Adjustment::default() }
    }

    #[test]
    fn the_longer_entry_decides_and_passing_over_wins_a_draw() {
        let choose = |select, ignore| Adjustment { ignore: words(ignore), ..selecting(select) };
        assert!(choose(&[], &[]).wants("TB201"));
        assert!(!choose(&[], &["TB2"]).wants("TB201"));
        assert!(choose(&["TB201"], &["TB2"]).wants("TB201"));
        assert!(!choose(&["TB2"], &["TB2"]).wants("TB201"));
        assert!(!choose(&["TB3"], &[]).wants("TB201"));
    }

    #[test]
    fn what_is_off_is_looked_for_where_it_is_selected() {
        let choose = |select| Adjustment { off: &["TB604"], ..selecting(select) };
        assert!(!choose(&[]).wants("TB604") && choose(&[]).wants("TB605"));
        assert!(choose(&["TB604"]).wants("TB604") && choose(&["TB6"]).wants("TB604"));
    }
}
