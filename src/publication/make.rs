//! Cases and plans become a publication. Nothing else of them is reached from it.

use super::allowed::{Licence, PublishedFields};
use super::earlier::Earlier;
use super::make_body::{Files, spaced};
use super::names::{Names, dashed, slug};
use super::stays::{why_a_name_stays, why_it_stays};
use super::teller::HeldText;
use super::{PublicMethod, Publication};
use crate::assess::execution::Watch;
use crate::case::{Entry, Unsettled};
use crate::inbox::{Body as Named, names, partners, same_body};
use crate::locale::Language;
use crate::method::Method;
use crate::rules::has_name;
use crate::source::Record;
use crate::text::comparable;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a publication is to be like, besides its files.
#[derive(Debug)]
pub struct Wanted<'a> {
    /// The method.
    pub method: &'a Method,
    /// The language of its own words.
    pub language: Language,
    /// The day that it speaks of.
    pub as_of: Date,
    /// Which fields are published.
    pub fields: &'a PublishedFields,
    /// Under which licence.
    pub licence: &'a Licence,
    /// Where a citizen writes to.
    pub contact: Option<&'a str>,
    /// The bodies that are known beforehand.
    pub bodies: &'a [KnownBody],
    /// Whether it is a publication of many bodies, however many of them are there: then those that are not are named.
    pub many: bool,
    /// Whether bodies with errors, or with situations that are not assessed, are published as drafts.
    pub force: bool,
    /// What was published before.
    pub earlier: Option<&'a Earlier>,
}

/// A body that is known beforehand.
#[derive(Clone, Debug, Default)]
pub struct KnownBody {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Where a citizen writes to about it.
    pub address: Option<String>,
}

/// A publication, and what was held back from it.
#[derive(Debug)]
pub struct Made {
    /// What everybody may read.
    pub publication: Publication,
    /// The bodies that are not ready, and of which nothing is published.
    pub not_ready: Vec<NotReady>,
    /// What only who publishes may see.
    pub held: Vec<HeldText>,
}

/// A body that is not ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotReady {
    /// Its id.
    pub id: String,
    /// Its files.
    pub paths: Vec<String>,
    /// Why.
    pub unsettled: Unsettled,
}

/// Makes the publication of registers and plans; files that are neither are no part of it.
#[must_use]
pub fn of(entries: &[Entry<'_>], wanted: Wanted<'_>) -> Made {
    let (mut bodies, left): (Vec<Files<'_>>, Vec<Files<'_>>) =
        grouped(entries).into_iter().partition(|body| wanted.force || !body.is_draft());
    let known = |id: &str| wanted.bodies.iter().find(|body| comparable(&body.id) == comparable(id));
    let several = bodies.len() > 1 || !left.is_empty() || wanted.many;
    let missing = if several { missing(&bodies, &left, &wanted) } else { Vec::new() };
    let (mut ids, mut pages) = (Names::default(), Names::with(&["index"]));
    for (number, body) in bodies.iter_mut().enumerate() {
        let own = body.id.clone();
        body.id_stays = why_it_stays(&spaced(&own));
        let id = if body.id_stays.is_some() { format!("body-{}", number + 1) } else { own.clone() };
        body.contact = known(&own).and_then(|body| body.address.clone()).filter(|address| !has_name(address));
        body.id = ids.free(&id, dashed);
        body.page = several.then(|| pages.free(&slug(&body.id), dashed) + ".html");
    }
    join_earlier(&mut bodies, wanted.earlier);
    let above = parents(&bodies, &left, &wanted);
    for (body, above) in bodies.iter_mut().zip(&above) {
        body.parent = above.as_ref().map(|above| above.id.clone());
        body.parent_name = above.as_ref().and_then(|above| above.name.clone());
    }
    let watch = Watch::quarter_of(wanted.as_of);
    let mut held = Vec::new();
    let made = bodies.iter().map(|body| body.body(wanted.fields, wanted.method, &watch, wanted.language, &mut held));
    let made: Vec<_> = made.collect();
    let name = above_all(&above, &made);
    let publication = Publication {
        language: wanted.language,
        as_of: wanted.as_of,
        contact: wanted.contact.filter(|address| !has_name(address)).map(str::to_owned),
        name: name.filter(|_| several),
        method: PublicMethod::of(wanted.method, wanted.language),
        fields: wanted.fields.clone(),
        licence: wanted.licence.clone(),
        missing,
        bodies: made,
    };
    let not_ready = |body: &Files<'_>| NotReady {
        id: body.id.clone(),
        paths: body.paths().map(str::to_owned).collect(),
        unsettled: body.unsettled(),
    };
    Made { publication, not_ready: left.iter().map(not_ready).collect(), held }
}

/// The names of the bodies that are not ready, and of those that are known beforehand and are not there.
fn missing(bodies: &[Files<'_>], left: &[Files<'_>], wanted: &Wanted<'_>) -> Vec<String> {
    let is_there = |id: &str| bodies.iter().chain(left).any(|body| comparable(&body.id) == comparable(id));
    let not_ready = left.iter().filter_map(|body| {
        let listed = wanted.bodies.iter().find(|known| comparable(&known.id) == comparable(&body.id));
        let own = body.organization().filter(|(_, origins, _)| origins.has(Record::Organization, "name"));
        own.map(|(.., of)| of.name.clone()).or_else(|| listed.and_then(|known| known.name.clone()))
    });
    let absent = wanted.bodies.iter().filter(|known| !is_there(&known.id)).filter_map(|known| known.name.clone());
    not_ready.chain(absent).filter(|name| why_a_name_stays(name).is_none()).collect()
}

/// The files of each body, in the order of the run. A plan that gives no id belongs to the only register that has its name.
fn grouped<'a>(entries: &[Entry<'a>]) -> Vec<Files<'a>> {
    let mut bodies: Vec<Files<'a>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let registers: Vec<(&str, &str)> = entries
        .iter()
        .filter_map(Entry::case)
        .map(|case| (case.register.organization.id.as_str(), case.register.organization.name.as_str()))
        .collect();
    for entry in entries {
        let id = match entry {
            Entry::Refused(_) => continue,
            Entry::Plan(plan) if plan.origins.has(Record::Organization, "name") => {
                let name = &plan.plan.organization.name;
                let mut same = registers.iter().filter(|(_, other)| same_body(name, other));
                match (same.next(), same.next()) {
                    (Some((id, _)), None) => id,
                    _ => entry.id(),
                }
            }
            Entry::Case(_) | Entry::Plan(_) => entry.id(),
        };
        let at = *places.entry(comparable(id)).or_insert(bodies.len());
        if at == bodies.len() {
            bodies.push(Files { id: id.to_owned(), ..Files::default() });
        }
        match entry {
            Entry::Case(case) => bodies[at].cases.push(*case),
            Entry::Plan(plan) => bodies[at].plans.push(*plan),
            Entry::Refused(_) => {}
        }
    }
    bodies
}

/// Which body of last year each is: by the id, else by the name.
fn join_earlier<'a>(bodies: &mut [Files<'a>], earlier: Option<&'a Earlier>) {
    let Some(earlier) = earlier else { return };
    let before: Vec<Named> = earlier.bodies.iter().map(|body| body.named.clone()).collect();
    let named = |body: &Files<'_>| {
        let organization = body.organization();
        let has = |key: &str| organization.filter(|(_, origins, _)| origins.has(Record::Organization, key));
        Named {
            also: organization.map(|(file, _, of)| names(&of.id, &file.path)).unwrap_or_default(),
            id: body.id.clone(),
            name: has("name").map(|(.., of)| of.name.clone()),
            parent: organization.and_then(|(.., of)| of.parent.clone()),
        }
    };
    let now: Vec<Named> = bodies.iter().map(named).collect();
    for (of_old, of_new, _) in partners(&before, &now).pairs {
        bodies[of_new].earlier = earlier.bodies.get(of_old);
    }
}

/// The body above another one.
struct Above {
    /// Its id if it is known, else what it is called there.
    id: String,
    /// Its name, if that is known.
    name: Option<String>,
}

/// Of each body the one above it, if there is one: among those that are published, those that are not ready, those that are known
/// beforehand, and those of last year.
fn parents(bodies: &[Files<'_>], left: &[Files<'_>], wanted: &Wanted<'_>) -> Vec<Option<Above>> {
    let called = |one: &Files<'_>| one.organization().map(|(.., of)| (of.id.clone(), of.name.clone()));
    let parent = |body: &Files<'_>| {
        let named = body.organization().and_then(|(.., of)| of.parent.clone());
        let named = named.filter(|parent| why_a_name_stays(parent).is_none())?;
        let is_it = |id: &str, name: &str| comparable(id) == comparable(&named) || same_body(name, &named);
        let is_file = |one: &&Files<'_>| called(one).is_some_and(|(id, name)| is_it(&id, &name));
        if let Some(above) = bodies.iter().find(is_file) {
            return Some(Above { id: above.id.clone(), name: called(above).map(|(_, name)| name) });
        }
        let listed = wanted.bodies.iter().find(|one| is_it(&one.id, one.name.as_deref().unwrap_or_default()));
        let not_ready = || {
            let (_, origins, of) = left.iter().find(is_file).and_then(Files::organization)?;
            Some((of.id.clone(), Some(of.name.clone()).filter(|_| origins.has(Record::Organization, "name"))))
        };
        let before = || {
            let mut all = wanted.earlier.into_iter().flat_map(|earlier| &earlier.bodies).map(|body| &body.named);
            all.find(|one| is_it(&one.id, one.name.as_deref().unwrap_or_default()))
        };
        let name = listed.and_then(|one| one.name.clone()).or_else(|| not_ready().and_then(|(_, name)| name));
        let name = name.or_else(|| before().and_then(|one| one.name.clone()));
        let id = listed.map(|one| one.id.clone()).or_else(|| not_ready().map(|(id, _)| id)).unwrap_or(named);
        Some(Above { id, name: name.filter(|name| why_a_name_stays(name).is_none()) })
    };
    bodies.iter().map(parent).collect()
}

/// The name of the body above all, if there is one; where only its id is known, that.
fn above_all(above: &[Option<Above>], bodies: &[super::Body]) -> Option<String> {
    let top = above.iter().flatten().next()?;
    let is_below = |(body, above): (&super::Body, &Option<Above>)| {
        above.as_ref().map(|above| &above.id) == Some(&top.id) || top.id == body.id
    };
    let name = top.name.as_ref().unwrap_or(&top.id);
    (bodies.iter().zip(above).all(is_below) && why_a_name_stays(name).is_none()).then(|| name.clone())
}
