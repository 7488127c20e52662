//! What several organisations have in common: the same situation, scored differently here and there; and what registers say of
//! other bodies.

use super::{Consolidation, Groups};
use crate::assess::Outcome;
use crate::model::Level;
use crate::report::{Digest, SituationDigest};
use crate::sheet::{Cell, Role, Sheet};
use crate::text::{excerpt, words};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A situation, or a function, that several organisations have.
pub(super) struct Common<'a> {
    /// Whether it is the situations that are the same, not just their function.
    pub same_situation: bool,
    pub text: &'a str,
    pub organizations: usize,
    pub situations: usize,
    /// The least and the greatest value of two points, with the organisation that has it first.
    pub least: (u32, &'a Digest),
    pub greatest: (u32, &'a Digest),
    /// The highest level after controls.
    pub highest: Level,
}

/// What is common to two organisations or more, the widest spread of scores first, then the most organisations, then in the
/// order of the run.
pub(super) fn common<'a>(all: &Consolidation<'a>) -> Vec<Common<'a>> {
    let mut by_text = Groups::new();
    let mut by_function = Groups::new();
    for (digest, situation) in all.situations() {
        let Some(outcome) = &situation.outcome else { continue };
        by_text.add(&situation.text, (digest, outcome));
        by_function.add(&situation.function, (digest, outcome));
    }
    let mut found = Vec::new();
    for (same_situation, groups) in [(true, by_text.groups), (false, by_function.groups)] {
        found.extend(groups.into_iter().filter_map(|(text, members)| one(same_situation, text, &members)));
    }
    found.sort_by_key(|common| {
        Reverse((common.same_situation, common.greatest.0 - common.least.0, common.organizations))
    });
    found
}

fn one<'a>(same_situation: bool, text: &'a str, members: &[(&'a Digest, &'a Outcome)]) -> Option<Common<'a>> {
    let paths: BTreeSet<&str> = members.iter().map(|(digest, _)| digest.path.as_str()).collect();
    if text.is_empty() || paths.len() < 2 {
        return None;
    }
    let least = members.iter().min_by_key(|(_, outcome)| outcome.sum)?;
    let greatest = members.iter().rev().max_by_key(|(_, outcome)| outcome.sum)?;
    Some(Common {
        same_situation,
        text,
        organizations: paths.len(),
        situations: members.len(),
        least: (least.1.sum, least.0),
        greatest: (greatest.1.sum, greatest.0),
        highest: members.iter().map(|(_, outcome)| outcome.residual).max()?,
    })
}

pub(super) fn sheet<'a>(all: &Consolidation<'a>) -> Sheet<'a> {
    let mut sheet = all.table(
        ["consolidated-sheet-common", "consolidated-common", "consolidated-common-remark"],
        &[
            ("consolidated-kind", 14),
            ("column-situation", 48),
            ("consolidated-organizations-count", 12),
            ("head-situations", 12),
            ("consolidated-least", 9),
            ("consolidated-least-where", 28),
            ("consolidated-greatest", 9),
            ("consolidated-greatest-where", 28),
            ("column-highest", 14),
        ],
    );
    for common in common(all) {
        let kind = if common.same_situation { "column-situation" } else { "column-function" };
        sheet.row(vec![
            Cell::text(Role::Body, all.text(kind)),
            Cell::text(Role::Body, common.text),
            Cell::number(Role::Short, common.organizations),
            Cell::number(Role::Short, common.situations),
            Cell::number(Role::Short, common.least.0),
            Cell::text(Role::Body, common.least.1.organization.name.as_str()),
            Cell::number(Role::Short, common.greatest.0),
            Cell::text(Role::Body, common.greatest.1.organization.name.as_str()),
            all.level_cell(Some(common.highest)),
        ]);
    }
    sheet
}

/// What a register says of another body that is in the run.
pub(super) struct Elsewhere<'a> {
    pub digest: &'a Digest,
    pub situation: &'a SituationDigest,
    /// The organisation of the run that is named.
    pub named: &'a Digest,
    /// Whether that organisation has a situation with the same words, or in a function with the same name.
    pub has_it: bool,
}

/// What registers say of other bodies of the run: first where the body that is named lacks the situation, then where it has it.
/// What names no body of the run stands in the table of situations.
pub(super) fn elsewhere<'a>(all: &Consolidation<'a>) -> Vec<Elsewhere<'a>> {
    let names: Vec<(String, &Digest)> =
        all.digests.iter().map(|digest| (words(&digest.organization.name), digest)).collect();
    // Names are looked for by their first word: hundreds of names in thousands of cells would be millions of searches.
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (name, _)) in names.iter().enumerate() {
        by_word.entry(name.split(' ').next().unwrap_or_default()).or_default().push(at);
    }
    let mut known: HashMap<&str, HashSet<String>> = HashMap::new();
    let mut found = Vec::new();
    for (digest, situation) in all.situations() {
        let Some(said) = situation.elsewhere.as_deref().map(words) else { continue };
        let mut named: Vec<usize> = said.split(' ').filter_map(|word| by_word.get(word)).flatten().copied().collect();
        named.sort_unstable();
        named.dedup();
        named.retain(|at| {
            let (name, other) = &names[*at];
            !name.is_empty() && other.path != digest.path && format!(" {said} ").contains(&format!(" {name} "))
        });
        for at in named {
            let other = names[at].1;
            let theirs = known.entry(other.path.as_str()).or_insert_with(|| {
                let texts = other.situations.iter().flat_map(|situation| [&*situation.text, &*situation.function]);
                texts.map(words).collect()
            });
            let has_it = theirs.contains(&words(&situation.text)) || theirs.contains(&words(&situation.function));
            found.push(Elsewhere { digest, situation, named: other, has_it });
        }
    }
    found.sort_by_key(|one| one.has_it);
    found
}

pub(super) fn elsewhere_sheet<'a>(all: &Consolidation<'a>) -> Sheet<'a> {
    let mut sheet = all.table(
        ["consolidated-sheet-elsewhere", "consolidated-elsewhere", "consolidated-elsewhere-remark"],
        &[
            ("fact-organization", 30),
            ("column-id", 8),
            ("column-situation", 44),
            ("column-elsewhere", 44),
            ("consolidated-named", 30),
            ("consolidated-has-it", 14),
        ],
    );
    for one in elsewhere(all) {
        let has_it = if one.has_it { "consolidated-has" } else { "consolidated-lacks" };
        sheet.row(vec![
            Cell::text(Role::Body, one.digest.organization.name.as_str()),
            Cell::text(Role::Short, one.situation.id.as_str()),
            Cell::text(Role::Body, excerpt(&one.situation.text, 200)),
            Cell::optional(Role::Body, one.situation.elsewhere.as_deref()),
            Cell::text(Role::Body, one.named.organization.name.as_str()),
            Cell::text(Role::Short, all.text(has_it)),
        ]);
    }
    sheet
}
