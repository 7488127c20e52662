//! The proof that criteria can be relied on: each has a key and a name of its own and describes every point of its scale.

use super::criteria::Criterion;
use super::definition::{Method, Point};
use super::fault::{Fault, descents, fault, repeated};
use crate::locale::{Language, Message};
use crate::model::Axis;
use crate::text::comparable;
use std::collections::BTreeMap;

/// The most criteria of a scale: each is a row of the assessment sheet and two columns of a table.
const MOST: usize = 32;

/// The end of the keys of columns that hold reasons: a criterion's key would make the same.
const RESERVED: &str = "justification";

pub(super) fn criteria(method: &Method, found: &mut Vec<Fault>) {
    for axis in Axis::ALL {
        let (of, scale) = (axis.key(), method.scale(axis));
        let criteria = &method.criteria(axis).all;
        if criteria.len() > MOST {
            let message = Message::new("method-too-many").with("found", criteria.len()).with("most", MOST);
            fault(found, format!("{of}.criterion"), message);
            continue;
        }
        for (at, criterion) in repeated(criteria, |one, other| one.key == other.key) {
            let message = Message::new("method-duplicate-key").with("key", &*criterion.key);
            fault(found, format!("{of}.criterion[{at}].key"), message);
        }
        for (at, criterion) in criteria.iter().enumerate() {
            let path = format!("{of}.criterion[{at}]");
            if !is_key(&criterion.key) {
                let message = Message::new("method-bad-key").with("found", &*criterion.key);
                fault(found, format!("{path}.key"), message);
            }
            // What is wrong with the scale is told there.
            if scale.len() > 1 && descents(scale).next().is_none() {
                points(&path, criterion, scale, found);
            }
        }
    }
    names(method, found);
}

/// Whether a text can be a key in files and a part of the key of a column.
fn is_key(key: &str) -> bool {
    let is_plain = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte));
    is_plain && !key.ends_with(RESERVED)
}

/// Each point of the scale is described once, and no other.
fn points(path: &str, criterion: &Criterion, scale: &[Point], found: &mut Vec<Fault>) {
    for (at, point) in criterion.points.iter().enumerate() {
        let points = u32::from(point.points);
        if !scale.iter().any(|known| known.points == point.points) {
            let message = Message::new("method-criterion-off-scale").with("points", points);
            fault(found, format!("{path}.point[{at}].points"), message);
        }
    }
    for (at, point) in repeated(&criterion.points, |one, other| one.points == other.points) {
        let message = Message::new("method-criterion-point-twice").with("points", u32::from(point.points));
        fault(found, format!("{path}.point[{at}].points"), message);
    }
    for known in scale.iter().filter(|known| criterion.point(known.points).is_none()) {
        let message = Message::new("method-criterion-without-point").with("points", u32::from(known.points));
        fault(found, path, message);
    }
}

/// A name is the title of a column: no two criteria of a method may have one.
fn names(method: &Method, found: &mut Vec<Fault>) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for axis in Axis::ALL {
        for (at, criterion) in method.criteria(axis).all.iter().enumerate() {
            let path = format!("{}.criterion[{at}]", axis.key());
            for language in Language::ALL {
                let name = criterion.label.get(language);
                if *seen.entry(comparable(name)).or_insert_with(|| path.clone()) != path {
                    let message = Message::new("method-criterion-name-twice").with("name", name);
                    fault(found, format!("{path}.label"), message);
                    break;
                }
            }
        }
    }
}
