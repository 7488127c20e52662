//! What registers say about other bodies, held against those bodies' own registers.

use super::{Consolidation, Place, named, numbered, short};
use crate::sheet::{Cell, Role, Sheet, Stream};
use crate::text::words;
use std::collections::{BTreeMap, BTreeSet};

/// The shortest id, in letters, by which an organisation is looked for in a text: a shorter one stands there by chance.
const SHORTEST_ID: usize = 3;

/// What a register says about other bodies in one situation.
pub(super) struct Mention {
    /// The situation.
    pub place: Place,
    /// The organisation of the run that is named there, and whether it has a situation of the same words; `None` if none
    /// is named.
    pub named: Option<(u32, bool)>,
}

/// Everything that registers say about other bodies, in the order of the run: an entry for each organisation that is
/// named, or one without.
pub(super) fn mentions(of: &Consolidation<'_>) -> Vec<Mention> {
    let speaks = |text: &Option<String>| text.as_deref().is_some_and(|text| !words(text).is_empty());
    if !of.situations().any(|(_, situation)| speaks(&situation.elsewhere)) {
        return Vec::new();
    }
    let numbers = numbered(of.situations().map(|(_, situation)| situation.text.as_str()));
    let has: BTreeSet<(u32, Option<u32>)> =
        of.situations().zip(&numbers).map(|((place, _), number)| (place.organization, *number)).collect();
    let names = names(of);
    let mut mentions = Vec::new();
    for ((place, situation), number) in of.situations().zip(&numbers) {
        let Some(text) = situation.elsewhere.as_deref().filter(|_| speaks(&situation.elsewhere)) else { continue };
        let mut found = found(&words(text), &names);
        found.remove(&place.organization);
        if found.is_empty() {
            mentions.push(Mention { place, named: None });
        }
        mentions.extend(found.into_iter().map(|organization| {
            let same = number.is_some() && has.contains(&(organization, *number));
            Mention { place, named: Some((organization, same)) }
        }));
    }
    mentions
}

/// The words of names and ids by their first word, so that not every name is looked for in every text.
type Names = BTreeMap<String, Vec<(String, u32)>>;

fn names(of: &Consolidation<'_>) -> Names {
    let mut names = Names::new();
    for (number, digest) in of.digests.iter().enumerate() {
        let (name, id) = (words(&digest.organization.name), words(&digest.organization.id));
        let telling = id.chars().count() >= SHORTEST_ID && id.chars().any(char::is_alphabetic);
        for name in [Some(name), telling.then_some(id)].into_iter().flatten() {
            if let Some(first) = name.split(' ').next().filter(|first| !first.is_empty()) {
                names.entry(first.to_owned()).or_default().push((name, short(number)));
            }
        }
    }
    names
}

/// The organisations whose names or ids stand in a text as whole words.
fn found(text: &str, names: &Names) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (first, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let begins = |name: &str| rest.strip_prefix(name).is_some_and(|tail| tail.is_empty() || tail.starts_with(' '));
        let candidates = names.get(first).into_iter().flatten();
        found.extend(candidates.filter(|(name, _)| begins(name)).map(|(_, organization)| *organization));
        rest = after;
    }
    found
}

/// What registers say about other bodies.
pub(super) fn elsewhere<'a>(of: &Consolidation<'a>) -> Sheet<'a> {
    let widths = vec![30, 50, 50, 30, 20];
    let mut sheet = of.sheet("consolidated-sheet-elsewhere", "consolidated-title-elsewhere", widths);
    of.remark(&mut sheet, "consolidated-remark-elsewhere");
    let titles = of.titles(&[
        "fact-organization",
        "column-situation",
        "column-elsewhere",
        "consolidated-named",
        "consolidated-has-it",
    ]);
    Consolidation::head(&mut sheet, titles, 1);
    let mentions = mentions(of);
    of.or_nothing(mentions.is_empty(), &mut sheet);
    let (names, of) = (of.names(), *of);
    sheet.stream = Some(Stream::new(mentions.len(), move |number| {
        let Mention { place, named: about } = &mentions[number];
        let situation = place.of(&of);
        let name = |organization: u32| Cell::text(Role::Body, names[organization as usize].clone());
        let (other, answer) = match about {
            None => (of.level_cell(None), "not-assessed-short"),
            Some((organization, true)) => (name(*organization), "consolidated-has"),
            Some((organization, false)) => (name(*organization), "consolidated-lacks"),
        };
        vec![
            name(place.organization),
            Cell::text(Role::Body, named(situation)),
            Cell::optional(Role::Body, situation.elsewhere.as_deref()),
            other,
            Cell::text(Role::Short, of.text(answer)),
        ]
    }));
    sheet
}
