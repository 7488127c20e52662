//! The list of situations in the columns of the official form, under its headings, with what is done about each.

use super::finder::{Choice, finder};
use super::plan::state;
use super::words::{NOTHING, Words};
use crate::model::Keyword as _;
use crate::publication::{Body, Change, Given, PublicMeasure, PublicSituation, Told};
use maud::{Markup, html};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A column: the field that must be published for it, its title, how wide it is.
struct Column {
    field: &'static str,
    title: &'static str,
    width: &'static str,
    cell: fn(Words<'_>, &PublicSituation, &[&PublicMeasure]) -> Markup,
}

const COLUMNS: [Column; 9] = [
    Column { field: "id", title: "column-id", width: "4.5rem", cell: |words, situation, _| number(words, situation) },
    Column {
        field: "function",
        title: "column-function",
        width: "1.3fr",
        cell: |words, situation, _| words.told(&situation.function),
    },
    Column {
        field: "text",
        title: "column-situation",
        width: "1.8fr",
        cell: |words, situation, _| html! { strong { (words.told(&situation.text)) } },
    },
    Column {
        field: "category",
        title: "column-category",
        width: "8rem",
        cell: |words, situation, _| category(words, situation),
    },
    Column {
        field: "level",
        title: "column-declared-level",
        width: "7.5rem",
        cell: |words, situation, _| level(words, situation),
    },
    Column {
        field: "unit",
        title: "column-unit",
        width: "1.1fr",
        cell: |words, situation, _| words.told(&situation.unit),
    },
    Column {
        field: "positions",
        title: "column-positions",
        width: "1.1fr",
        cell: |words, situation, _| several(words, &situation.positions),
    },
    Column {
        field: "elsewhere",
        title: "column-elsewhere",
        width: "1fr",
        cell: |words, situation, _| words.told(&situation.elsewhere),
    },
    Column {
        field: "measure",
        title: "page-heading-plan",
        width: "10rem",
        cell: |words, _, measures| done(words, measures),
    },
];

fn columns(words: Words<'_>) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().filter(move |column| words.of.fields.has(column.field))
}

/// The rules of style for the list's columns.
pub(super) fn style(words: Words<'_>) -> String {
    table_style("list", columns(words).map(|column| (words.say(column.title), column.width)))
}

/// The rules of style of a table whose rows are cards on a phone: the widths of its columns, and their titles on the cards.
pub(super) fn table_style<'t>(id: &str, columns: impl Iterator<Item = (Cow<'t, str>, &'t str)>) -> String {
    let (mut labels, mut widths) = (String::new(), String::new());
    for (number, (title, width)) in columns.enumerate() {
        let title = title.replace('\\', "\\\\").replace('"', "\\\"");
        labels += &format!("#{id} .r>:nth-child({})::before{{content:\"{title}\"}}", number + 1);
        widths += " ";
        widths += width;
    }
    format!(
        "@media screen and (max-width:63.99rem){{{labels}}}@media screen and (min-width:64rem){{#{id} .r,#{id} .head{{grid-template-columns:{widths}}}}}"
    )
}

/// The section of the list.
pub(super) fn section(words: Words<'_>, body: &Body) -> Markup {
    let mut measures: BTreeMap<&str, Vec<&PublicMeasure>> = BTreeMap::new();
    for measure in &body.measures {
        if let Some((key, _)) = &measure.situation {
            measures.entry(key).or_default().push(measure);
        }
    }
    let of = |situation: &PublicSituation| measures.get(situation.key.as_str()).map_or(&[][..], Vec::as_slice);
    let columns: Vec<&Column> = columns(words).collect();
    html! {
        section #situations {
            h2 { (words.say("page-heading-list")) }
            @if body.situations.is_empty() {
                p { (words.say("page-list-none")) }
            } @else {
                p { (words.say("page-list-read")) }
                (controls(words))
                table #list.rows role="table" {
                    caption.off { (words.say("page-heading-list")) }
                    thead role="rowgroup" {
                        tr.head role="row" {
                            @for column in &columns { th scope="col" role="columnheader" { (words.say(column.title)) } }
                        }
                    }
                    @for group in body.situations.chunk_by(|one, next| one.group == next.group) {
                        tbody role="rowgroup" {
                            @if let Told::Text(heading) = &group[0].group { (group_row(columns.len(), &words.text(heading))) }
                            @for situation in group { (row(words, &columns, situation, of(situation))) }
                        }
                    }
                }
            }
        }
    }
}

/// A heading over rows of a table.
pub(super) fn group_row(columns: usize, heading: &Markup) -> Markup {
    html! { tr.group role="row" { th scope="rowgroup" role="rowheader" colspan=(columns) { (heading) } } }
}

fn controls(words: Words<'_>) -> Markup {
    let title = words.say("page-find-situations");
    let levels = words.of.method.levels.iter().rev().map(|level| level.word.clone()).collect();
    let mut choices = Vec::new();
    let place = |field: &str| columns(words).position(|column| column.field == field);
    if place("function").is_some() {
        choices.push(Choice::of_rows(words.say("column-function"), "td:nth-child(2)"));
    }
    choices.push(Choice { label: words.say("head-level").into_owned(), parts: ".l", values: levels });
    if place("unit").is_some() {
        choices.push(Choice::of_rows(words.say("column-unit"), ".u"));
    }
    finder(words, "list", &title, &choices, &[("level", "page-order-level")])
}

fn row(words: Words<'_>, columns: &[&Column], situation: &PublicSituation, measures: &[&PublicMeasure]) -> Markup {
    // A number goes up with the level; a situation without one stands below all.
    let rank = if let Given::Value(level) = situation.level { level.index() + 1 } else { 0 };
    html! {
        tr #(situation.anchor).r role="row" data-level=(rank) {
            @for column in columns {
                td.u[column.field == "unit"] role="cell" { ((column.cell)(words, situation, measures)) }
            }
        }
    }
}

fn number(words: Words<'_>, situation: &PublicSituation) -> Markup {
    html! { (situation.id) " " (link_to_itself(words, "page-link-situation", &situation.id, &situation.anchor)) }
}

/// The lasting link of a row.
pub(super) fn link_to_itself(words: Words<'_>, id: &str, number: &str, anchor: &str) -> Markup {
    html! { a.self href={ "#" (anchor) } aria-label=(words.fill(id, &[("id", number.into())])) { "#" } }
}

fn category(words: Words<'_>, situation: &PublicSituation) -> Markup {
    html! {
        @match situation.category {
            Given::Value(category) => (words.say(category.message_id())),
            Given::Nothing => (NOTHING),
            Given::Withheld(why) => (words.withheld(why)),
        }
    }
}

/// The level of the list; where they are known, the points, the level before controls and the earlier one too.
fn level(words: Words<'_>, situation: &PublicSituation) -> Markup {
    let said = |id: &str, level| words.fill(id, &[("level", words.level(level).word.as_str().into())]);
    html! {
        @match situation.level {
            Given::Value(level) => (words.chip(level)),
            Given::Nothing => (words.say("page-not-assessed")),
            Given::Withheld(why) => (words.withheld(why)),
        }
        @match (situation.inherent, situation.level) {
            (Given::Value(before), Given::Value(now)) if before != now => small { (said("page-level-before", before)) },
            _ => {}
        }
        @if let (Given::Value(likelihood), Given::Value(harm)) = (situation.likelihood, situation.harm) {
            @let args = [("likelihood", u32::from(likelihood).into()), ("harm", u32::from(harm).into())];
            small { (words.fill("page-level-points", &args)) }
        }
        @match situation.change {
            Some(Change::New) => small { (words.say("page-change-new")) },
            Some(Change::Was(level)) => small { (said("page-change-was", level)) },
            Some(Change::Same) | None => {}
        }
    }
}

/// Posts or executors, one below the other.
pub(super) fn several(words: Words<'_>, told: &[Told]) -> Markup {
    html! {
        @match told {
            [] => (NOTHING),
            [one] => span.e { (words.told(one)) },
            more => ul { @for one in more { li.e { (words.told(one)) } } },
        }
    }
}

/// The measures against a situation, as links to them, with where they stand.
fn done(words: Words<'_>, measures: &[&PublicMeasure]) -> Markup {
    html! {
        @if measures.is_empty() { (NOTHING) } @else {
            ul {
                @for measure in measures { li { a href={ "#" (measure.anchor) } { (measure.id) } " " (state(words, measure)) } }
            }
        }
    }
}
