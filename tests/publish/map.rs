//! The map of points before and after controls: what it counts, and that the second tells nobody's points that the first does not.

use super::{done, folder, register};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A register whose situations have points and, where it is said, a control that works: it lowers the level by one.
fn controlled(situations: &[(u8, u8, bool)]) -> String {
    let points: Vec<(u8, u8)> = situations.iter().map(|(likelihood, harm, _)| (*likelihood, *harm)).collect();
    let text = register("a", "Tash", &points);
    let mut parts = text.split("[[function.situation.measure]]");
    let mut out = parts.next().unwrap().to_owned();
    for (part, (number, (.., works))) in parts.zip(situations.iter().enumerate()) {
        if *works {
            let _ = writeln!(
                out,
                "control = {{ description = \"two officers open each file of number {number}\", effectiveness = \"high\", \
                 evidence = \"journal {number}\" }}"
            );
        }
        out = out + "[[function.situation.measure]]" + part;
    }
    out
}

fn published(situations: &[(u8, u8, bool)], config: &str) -> Value {
    let folder = folder(&[("a.toml", &controlled(situations)), ("tobokel.toml", config)]);
    done(&folder.run(&["publish", "a.toml", "-o", "site"]));
    serde_json::from_str(&folder.read("site/assessment.json")).unwrap()
}

const POINTS: &str = "[publish]\nfields = [\"inherent\", \"likelihood\", \"harm\"]\n";

#[test]
fn after_controls_each_cell_says_how_many_of_it_are_at_which_level() {
    let situations = [(3, 3, true), (3, 3, false), (1, 1, false)];
    let body = &published(&situations, POINTS)["publication"]["bodies"][0];
    assert_eq!(body["map"], json!([[1, 0, 0], [0, 0, 0], [0, 0, 2]]));
    assert_eq!(body["map_after"][2][2], json!({ "low": 0, "medium": 1, "high": 1 }));
    assert_eq!(body["map_after"][0][0], json!({ "low": 1, "medium": 0, "high": 0 }));
    // Of so few, neither map is shown where points are not published.
    let body = &published(&situations, "")["publication"]["bodies"][0];
    assert!(body["map"].is_null() && body["map_after"].is_null());
}

#[test]
fn a_cell_is_not_divided_where_that_would_tell_the_points_of_a_situation() {
    // Of five high ones, the only one that a control lowers stands in one cell.
    let mut situations = vec![(3, 3, true), (3, 3, false), (2, 3, false), (3, 2, false), (3, 2, false)];
    situations.extend([(1, 1, false); 6]);
    let body = &published(&situations, "")["publication"]["bodies"][0];
    assert_eq!(body["map"], json!([[6, 0, 0], [0, 0, 1], [0, 2, 2]]));
    assert_eq!([&body["map_after"][2][2], &body["map_after"][2][1], &body["map_after"][1][2]], [&Value::Null; 3]);
    assert_eq!(body["map_after"][0][0], json!({ "low": 6, "medium": 0, "high": 0 }));
    // Lowered in more than one row and column, they tell nobody's.
    situations[2].2 = true;
    situations[3].2 = true;
    situations.push((2, 3, false));
    let body = &published(&situations, "")["publication"]["bodies"][0];
    assert_eq!(body["map_after"][2][2], json!({ "low": 0, "medium": 1, "high": 1 }));
    // Where the points are published anyway, nothing is hidden.
    situations[2].2 = false;
    situations[3].2 = false;
    let body = &published(&situations, POINTS)["publication"]["bodies"][0];
    assert_eq!(body["map_after"][2][2], json!({ "low": 0, "medium": 1, "high": 1 }));
}

/// What a reader can work out of a publication without points, tried on many registers: from the list, the level of a situation before
/// and after controls; from the maps, in which cells it may stand.
#[test]
fn the_second_map_tells_nobodys_points_that_the_first_does_not() {
    let mut seed: u64 = 20_260_424;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let method = tobokel::read::embedded_method("kg-232-2026").unwrap();
    let (mut divided, mut whole) = (0, 0);
    for _ in 0..24 {
        let count = 10 + next(25);
        let situations: Vec<(u8, u8, bool)> =
            (0..count).map(|_| ([1, 2, 3][next(3)], [1, 2, 3][next(3)], next(3) == 0)).collect();
        let document = published(&situations, "");
        let body = &document["publication"]["bodies"][0];
        let cell = |table: &str, (likelihood, harm): (u8, u8)| {
            body[table][usize::from(likelihood) - 1][usize::from(harm) - 1].clone()
        };
        let places: Vec<(u8, u8)> =
            (1..=3).flat_map(|likelihood| (1..=3).map(move |harm| (likelihood, harm))).collect();
        for (row, (likelihood, harm, _)) in
            document["registers"][0]["situations"].as_array().unwrap().iter().zip(&situations)
        {
            let (inherent, residual) = (row["inherent"].as_str().unwrap(), row["residual"].as_str().unwrap());
            let of_level =
                |place: &&(u8, u8)| method.level(method.cell(place.0, place.1).unwrap().level).key == inherent;
            let first: Vec<(u8, u8)> = places
                .iter()
                .filter(of_level)
                .copied()
                .filter(|place| cell("map", *place).as_u64() > Some(0))
                .collect();
            let may = |place: &(u8, u8)| {
                let after = cell("map_after", *place);
                after.is_null() || after[residual].as_u64() > Some(0)
            };
            let second: Vec<(u8, u8)> = first.iter().copied().filter(may).collect();
            assert!(second.contains(&(*likelihood, *harm)));
            let scales = |places: &[(u8, u8)]| {
                let likelihoods: BTreeSet<u8> = places.iter().map(|place| place.0).collect();
                let harms: BTreeSet<u8> = places.iter().map(|place| place.1).collect();
                (likelihoods.len() == 1, harms.len() == 1)
            };
            assert_eq!(scales(&first), scales(&second), "{situations:?}: {body}");
        }
        for place in places.iter().filter(|place| cell("map", **place).as_u64() > Some(0)) {
            if cell("map_after", *place).is_null() { whole += 1 } else { divided += 1 }
        }
    }
    assert!(divided > 40 && whole > 40, "both happen: {divided}, {whole}");
}
