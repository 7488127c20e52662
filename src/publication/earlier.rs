//! What was published last year, or could have been: the situations of each body with their levels, and what became of them.

use super::{Change, Given, Moved, PublicSituation, Told};
use crate::case::Case;
use crate::compare::{Recognised, are_two_methods, same_situations};
use crate::inbox::Body as Named;
use crate::method::Method;
use crate::model::Level;
use crate::publication::make_situation::{level_of, public_id};
use crate::publication::stays::why_it_stays;
use jiff::civil::Date;
use std::cmp::Ordering;

/// An earlier publication, or the registers of an earlier year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Its bodies.
    pub bodies: Vec<BodyBefore>,
}

/// A body as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyBefore {
    /// By what it is known.
    pub named: Named,
    /// The day of its assessment.
    pub date: Option<Date>,
    /// SHA-256 of the method by which it was assessed.
    pub method_sha256: String,
    /// Its situations.
    pub situations: Vec<SituationBefore>,
}

/// A situation as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SituationBefore {
    /// The id.
    pub id: String,
    /// The function; empty where it is not known.
    pub function: String,
    /// The text; empty where it was held back.
    pub text: String,
    /// The key of its level.
    pub level: Option<String>,
}

impl BodyBefore {
    /// The body of a register of an earlier year.
    #[must_use]
    pub fn of(case: &Case<'_>, named: Named) -> Self {
        let situation = |row: crate::case::Row<'_>| SituationBefore {
            id: row.situation.id.clone(),
            function: row.function.name.to_string(),
            text: row.situation.text.to_string(),
            level: level_of(&row).map(|level| case.method.level(level).key.clone()),
        };
        let situations = case.rows().map(situation).collect();
        let (date, method_sha256) = (case.register.assessment.date, case.method.sha256.clone());
        Self { named, date, method_sha256, situations }
    }
}

/// Notes at each situation what became of it, and counts.
pub(super) fn changed(now: &mut [PublicSituation], before: &BodyBefore, method: &Method) -> Moved {
    // What is held back today is compared as if it had been held back then.
    let shown = |text: &str| if why_it_stays(text).is_some() { String::new() } else { text.to_owned() };
    let then: Vec<(String, String)> =
        before.situations.iter().map(|one| (shown(&one.function), shown(&one.text))).collect();
    let old: Vec<Recognised<'_>> = before
        .situations
        .iter()
        .zip(&then)
        .map(|(one, (function, text))| Recognised { id: &one.id, function, text })
        .collect();
    let new: Vec<Recognised<'_>> = now
        .iter()
        .map(|one| Recognised { id: &one.id, function: words(&one.function), text: words(&one.text) })
        .collect();
    let pairs = same_situations(&old, &new);
    let mut partner = vec![None; now.len()];
    let mut gone = vec![true; before.situations.len()];
    for (of_old, of_new) in pairs {
        partner[of_new] = Some(of_old);
        gone[of_old] = false;
    }
    let across_methods = are_two_methods(&before.method_sha256, &method.sha256);
    let level_then = |at: usize| {
        let key = before.situations[at].level.as_deref().filter(|_| !across_methods);
        key.and_then(|key| method.level_by_key(key))
    };
    let mut moved =
        Moved { since: before.date, across_methods, new: 0, gone: Vec::new(), lower: 0, higher: 0, same: 0 };
    for (situation, partner) in now.iter_mut().zip(partner) {
        situation.change = match (partner, partner.and_then(level_then), situation.level) {
            (None, ..) => {
                moved.new += 1;
                Some(Change::New)
            }
            (_, Some(then), Given::Value(now)) => {
                *match now.cmp(&then) {
                    Ordering::Less => &mut moved.lower,
                    Ordering::Greater => &mut moved.higher,
                    Ordering::Equal => &mut moved.same,
                } += 1;
                Some(if then == now { Change::Same } else { Change::Was(then) })
            }
            _ => None,
        };
    }
    let left = before.situations.iter().zip(&then).enumerate().filter(|(at, _)| gone[*at]);
    moved.gone = left
        .map(|(at, (one, (_, text)))| (public_id(&one.id, at), text.clone(), level_then(at)))
        .collect::<Vec<(String, String, Option<Level>)>>();
    moved
}

fn words(told: &Told) -> &str {
    match told {
        Told::Text(text) => text,
        Told::Nothing | Told::Withheld(_) => "",
    }
}
