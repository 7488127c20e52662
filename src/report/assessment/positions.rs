//! The exposed positions: each post of each unit with its situations and its highest residual level. A post alone names nobody:
//! the chief specialists of two departments are two people.

use crate::case::Case;
use crate::model::Level;
use crate::report::annex::signatures;
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet};
use crate::text::comparable;
use std::cmp::Reverse;

/// A post of a unit as several situations name it.
struct Post<'a> {
    name: &'a str,
    unit: Option<&'a str>,
    /// The place of the unit among the others, as the register names them.
    of_unit: usize,
    ids: Vec<&'a str>,
    highest: Option<Level>,
}

/// The exposed positions of a register, those of the highest residual level first, then in the register's order: an order's annex.
pub(in crate::report) fn positions<'a>(case: &Case<'a>) -> Sheet<'a> {
    listed(case, posts(case))
}

/// The same unit by unit.
pub(in crate::report) fn by_unit<'a>(case: &Case<'a>) -> Sheet<'a> {
    let mut posts = posts(case);
    posts.sort_by_key(|post| post.of_unit);
    listed(case, posts)
}

fn listed<'a>(case: &Case<'a>, posts: Vec<Post<'a>>) -> Sheet<'a> {
    let widths = vec![6, 36, 30, 14, 15, 15];
    let mut sheet = Sheet { name: case.text("sheet-positions"), widths, ..Sheet::default() };
    sheet.across(Role::Title, case.text("title-positions"));
    sheet.across(Role::Title, case.register.organization.name.as_str());
    sheet.draft(case.draft());
    let titles = ["column-id", "column-position", "column-unit", "column-count", "head-situations", "column-highest"];
    sheet.head(heads(case.language, titles), 0);
    for (number, post) in (1_usize..).zip(posts) {
        sheet.row(vec![
            Cell::number(Role::Short, number),
            Cell::text(Role::Body, post.name),
            Cell::optional(Role::Body, post.unit),
            Cell::number(Role::Short, post.ids.len()),
            Cell::text(Role::Body, post.ids.join(", ")),
            case.level_cell(post.highest),
        ]);
    }
    sheet.filter_to = sheet.last_row();
    let drawn_up = case.register.assessment.assessors.first().map(String::as_str);
    sheet.add(signatures(sheet.columns(), drawn_up, case.language));
    sheet
}

fn posts<'a>(case: &Case<'a>) -> Vec<Post<'a>> {
    let mut posts: Vec<Post<'a>> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    let mut units = std::collections::BTreeMap::new();
    for row in case.rows() {
        let unit = row.situation.unit.as_deref();
        let count = units.len();
        let of_unit = *units.entry(unit.map(comparable)).or_insert(count);
        for name in &row.situation.positions {
            let key = (of_unit, comparable(name));
            let at = *places.entry(key).or_insert_with(|| {
                posts.push(Post { name, unit, of_unit, ids: Vec::new(), highest: None });
                posts.len() - 1
            });
            let post = &mut posts[at];
            if post.ids.last() != Some(&row.situation.id.as_str()) {
                post.ids.push(&row.situation.id);
            }
            post.highest = post.highest.max(row.outcome.map(|outcome| outcome.residual));
        }
    }
    posts.sort_by_key(|post| Reverse(post.highest));
    posts
}
