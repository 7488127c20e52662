//! The list of situations in the columns of the official form, under its headings, with what is done about each.

use super::cells::{link_to_itself, several, state};
use super::finder::{Choice, finder};
use super::rows::{BELOW, Label, Layout, MANY, TOGETHER, group_row, table_style};
use super::words::{NOTHING, Words};
use crate::model::Keyword as _;
use crate::publication::{Body, Change, Given, PublicMeasure, PublicSituation, Told};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// A column: the field that must be published for it, its title, and how it is laid out.
struct Column {
    field: &'static str,
    title: &'static str,
    layout: Layout,
    cell: fn(Words<'_>, &PublicSituation, &[&PublicMeasure]) -> Markup,
}

const COLUMNS: [Column; 9] = [
    Column {
        field: "id",
        title: "column-id",
        layout: Layout("3.75rem", 0, Label::None),
        cell: |words, situation, _| number(words, situation),
    },
    Column {
        field: "function",
        title: "column-function",
        layout: Layout("1.1fr", 4, Label::Above),
        cell: |words, situation, _| words.told(&situation.function),
    },
    Column {
        field: "text",
        title: "column-situation",
        layout: Layout("1.5fr", 1, Label::None),
        cell: |words, situation, _| html! { strong { (words.told(&situation.text)) } },
    },
    Column {
        field: "category",
        title: "column-category",
        layout: Layout("8rem", 5, Label::Beside),
        cell: |words, situation, _| category(words, situation),
    },
    Column {
        field: "level",
        title: "column-declared-level",
        layout: Layout("7rem", 2, Label::Beside),
        cell: |words, situation, _| level(words, situation),
    },
    Column {
        field: "unit",
        title: "column-unit",
        layout: Layout("1fr", 6, Label::Above),
        cell: |words, situation, _| words.told(&situation.unit),
    },
    Column {
        field: "positions",
        title: "column-positions",
        layout: Layout("1fr", 7, Label::Above),
        cell: |words, situation, _| several(words, &situation.positions),
    },
    Column {
        field: "elsewhere",
        title: "column-elsewhere",
        layout: Layout("1fr", 8, Label::Above),
        cell: |words, situation, _| words.told(&situation.elsewhere),
    },
    Column {
        field: "measure",
        title: "page-heading-plan",
        layout: Layout(BELOW, 3, Label::Above),
        cell: |words, _, measures| done(words, measures),
    },
];

fn columns(words: Words<'_>) -> impl Iterator<Item = &'static Column> {
    COLUMNS.iter().filter(move |column| words.of.fields.has(column.field))
}

/// The rules of style for the list's columns.
pub(super) fn style(words: Words<'_>) -> String {
    table_style("list", columns(words).map(|column| (words.say(column.title), column.layout)))
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
                table #list.rows.many[body.situations.len() > MANY] role="table" {
                    caption.off { (words.say("page-heading-list")) }
                    thead role="rowgroup" {
                        tr.head role="row" {
                            @for column in &columns { th scope="col" role="columnheader" { (words.say(column.title)) } }
                        }
                    }
                    @for group in body.situations.chunk_by(|one, next| one.group == next.group) {
                        @for (index, situations) in group.chunks(TOGETHER).enumerate() {
                            tbody role="rowgroup" {
                                @match &group[0].group {
                                    Told::Text(heading) if index == 0 => (group_row(columns.len(), &words.text(heading))),
                                    _ => {}
                                }
                                @for situation in situations { (row(words, &columns, situation, of(situation))) }
                            }
                        }
                    }
                }
            }
        }
    }
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
                td.u[column.field == "unit"].does[column.field == "measure"] role="cell" { ((column.cell)(words, situation, measures)) }
            }
        }
    }
}

fn number(words: Words<'_>, situation: &PublicSituation) -> Markup {
    html! { (situation.id) " " (link_to_itself(words, "page-link-situation", &situation.id, &situation.anchor)) }
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
