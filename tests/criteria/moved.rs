//! What a comparison says of criteria: which of them moved, and which moved the point and the level.

use super::{HEAD, folder, json_of};
use crate::support::{Folder, said};
use calamine::{Reader as _, Xlsx};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Cursor;

/// A register of one situation, whose points are illustrative.
fn register(scores: &str) -> String {
    format!("{HEAD}[[function.situation]]\nid = \"1\"\ntext = \"Адис арызды кезексиз каттап, белек алат\"\n{scores}\n")
}

const LIKELIHOOD: &str = "likelihood = { score = 2, justification = \"Кезек жарыяланбайт\" }";

/// Harm by criteria: key, points, why.
fn harm(criteria: &[(&str, u8, &str)]) -> String {
    let mut all = String::new();
    for (key, points, why) in criteria {
        let _ = write!(all, "{key} = {{ score = {points}, justification = \"{why}\" }}, ");
    }
    format!("{LIKELIHOOD}\nharm = {{ criteria = {{ {} }} }}", all.trim_end_matches(", "))
}

/// The criteria that moved, as the JSON of a comparison has them.
fn criteria(old: &str, new: &str) -> Vec<Value> {
    let folder = folder(&[("old.toml", &register(old)), ("new.toml", &register(new))]);
    let document = json_of(&folder, &["compare", "old.toml", "new.toml", "--format", "json", "--lang", "en"]);
    document["situations"][0]["criteria"].as_array().expect("a list").clone()
}

/// Each criterion that moved: its key, its points before and now, whether it moved the point and the level.
fn moved(old: &str, new: &str) -> Vec<String> {
    let shown = |value: &Value| value.as_u64().map_or_else(|| "-".to_owned(), |points| points.to_string());
    let line = |one: &Value| {
        let which = [("moved_points", "point"), ("moved_level", "level")];
        let which = which.map(|(key, word)| if one[key] == true { word } else { "" });
        format!("{} {}>{} {}", one["key"].as_str().unwrap(), shown(&one["old"]), shown(&one["new"]), which.join(" "))
            .trim_end()
            .to_owned()
    };
    criteria(old, new).iter().map(line).collect()
}

#[test]
fn the_json_says_of_each_criterion_what_it_was_what_it_is_and_whether_the_level_moved_with_it() {
    let old = harm(&[("financial", 3, "12 участок, 4 млн сом"), ("reputational", 1, "Даттануу жок")]);
    let new = harm(&[("financial", 1, "Аукцион өттү, 0 сом"), ("reputational", 2, "Даттануу жок")]);
    assert_eq!(
        criteria(&old, &new),
        [
            json!({ "scale": "harm", "key": "financial", "label": "Financial harm", "old": 3, "new": 1,
                    "rescored_without_reason": false, "moved_points": true, "moved_level": true }),
            json!({ "scale": "harm", "key": "reputational", "label": "Reputational harm", "old": 1, "new": 2,
                    "rescored_without_reason": true, "moved_points": false, "moved_level": false }),
        ]
    );
}

#[test]
fn only_the_criterion_that_makes_the_point_moved_it() {
    let of = |points: [u8; 3]| {
        let keys = ["financial", "institutional", "reputational"];
        let all: Vec<_> = keys.into_iter().zip(points).filter(|(_, points)| *points > 0).collect();
        harm(&all.iter().map(|(key, points)| (*key, *points, "себеби бар")).collect::<Vec<_>>())
    };
    // Raised: the one that reaches the new point; lowered: the one that held the earlier point.
    assert_eq!(moved(&of([1, 1, 1]), &of([2, 3, 1])), ["financial 1>2", "institutional 1>3 point level"]);
    assert_eq!(moved(&of([3, 2, 1]), &of([2, 2, 2])), ["financial 3>2 point level", "reputational 1>2"]);
    assert_eq!(moved(&of([3, 3, 1]), &of([1, 3, 2])), ["financial 3>1", "reputational 1>2"]);
    // One that comes or goes moves as one that rises or falls.
    assert_eq!(moved(&of([1, 0, 0]), &of([1, 3, 0])), ["institutional ->3 point level"]);
    assert_eq!(moved(&of([1, 3, 0]), &of([1, 0, 0])), ["institutional 3>- point level"]);
    assert!(moved(&of([1, 2, 3]), &of([1, 2, 3])).is_empty());
}

#[test]
fn points_that_somebody_gives_are_moved_by_no_criterion() {
    let given = |points: u8, criterion: u8| {
        format!(
            "{LIKELIHOOD}\nharm = {{ score = {points}, justification = \"12 үй-бүлө\", \
             criteria = {{ financial = {{ score = {criterion}, justification = \"{criterion} млн сом\" }} }} }}"
        )
    };
    assert_eq!(moved(&given(1, 1), &given(3, 3)), ["financial 1>3"]);
    // Where criteria take the place of given points, they do.
    let combined = harm(&[("financial", 3, "4 млн сом")]);
    let without = format!("{LIKELIHOOD}\nharm = {{ score = 1, justification = \"12 үй-бүлө\" }}");
    assert_eq!(moved(&without, &combined), ["financial ->3 point level"]);
    assert!(moved(&without, &without).is_empty());
}

#[test]
fn a_point_may_move_without_the_level() {
    // A control lowers nothing here; 1 + 1 and 1 + 2 are both low.
    let of = |points: u8| {
        harm(&[("financial", points, "сом менен эсептелди")])
            .replace("likelihood = { score = 2", "likelihood = { score = 1")
    };
    assert_eq!(moved(&of(1), &of(2)), ["financial 1>2 point"]);
}

/// All texts of a workbook's sheet.
fn texts(folder: &Folder, workbook: &str, part: usize) -> Vec<Vec<String>> {
    let bytes = std::fs::read(folder.path(workbook)).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[part].clone();
    let range = book.worksheet_range(&name).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn the_screen_and_the_workbook_say_in_words_which_criterion_moved_the_level() {
    let old = register(&harm(&[("financial", 3, "12 участок, 4 млн сом"), ("reputational", 1, "Даттануу жок")]));
    let new = register(&harm(&[("financial", 1, "Аукцион өттү, 0 сом"), ("reputational", 2, "Эки даттануу")]));
    let folder = folder(&[("old.toml", &old), ("new.toml", &new)]);
    let lines = [
        ("en", "Harm, by the criterion \"Financial harm\": 3 → 1; it moved the points and the level"),
        ("ru", "Ущерб, критерий «Финансовый ущерб»: 3 → 1; от этого изменились балл и уровень"),
        ("ky", "Зыян, «Финансылык зыян» критерийи: 3 → 1; ушундан балл жана деңгээл өзгөрдү"),
    ];
    for (language, line) in lines {
        let run = folder.run(&["compare", "old.toml", "new.toml", "-o", "c.xlsx", "--force", "--lang", language]);
        let shown = said(&run).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(folder.path("c.xlsx").exists(), "{shown}");
        let rows = texts(&folder, "c.xlsx", 2);
        let cell = rows.iter().flatten().find(|cell| cell.contains(line)).unwrap_or_else(|| panic!("{line}: {rows:?}"));
        let other = cell.lines().find(|line| line.contains("1 → 2")).expect("the other criterion");
        assert!(!other.contains(';'), "{other}");
    }
}

#[test]
fn of_many_bodies_each_has_the_situations_in_which_a_criterion_moved() {
    let old = harm(&[("financial", 3, "12 участок, 4 млн сом")]);
    let new = harm(&[("financial", 1, "Аукцион өттү, 0 сом")]);
    let plain = format!("{LIKELIHOOD}\nharm = {{ score = 1, justification = \"12 үй-бүлө\" }}");
    let other = |text: String| text.replace("ornok", "dostuk").replace("Өрнөк", "Достук");
    let folder = folder(&[
        ("old/a.toml", &register(&old)),
        ("new/a.toml", &register(&new)),
        ("old/b.toml", &other(register(&plain))),
        ("new/b.toml", &other(register(&plain))),
    ]);
    let document = json_of(&folder, &["compare", "old/", "new/", "--format", "json", "--lang", "ru"]);
    let bodies = document["organizations"].as_array().unwrap();
    let of = |id: &str| bodies.iter().find(|body| body["id"] == id).map(|body| &body["criteria_changed"]).unwrap();
    assert_eq!(of("dostuk"), &json!([]));
    assert_eq!(
        of("ornok"),
        &json!([{ "id": "1", "old_id": "1", "criteria": [
            { "scale": "harm", "key": "financial", "label": "Финансовый ущерб", "old": 3, "new": 1,
              "rescored_without_reason": false, "moved_points": true, "moved_level": true }] }])
    );
}
