//! The plan: what is late first, then how it is carried out by quarter, chapter and executor, then each measure.

use super::cells::{link_to_itself, several, state, state_id};
use super::finder::{Choice, finder};
use super::quarters;
use super::rows::{Label, Layout, MANY, TOGETHER, group_row, table_style};
use super::term::term;
use super::words::{NOTHING, Words};
use crate::assess::execution::State;
use crate::publication::{Body, PublicMeasure, Told, Why};
use indexmap::IndexMap;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The columns of a summary of measures: what they count, and their titles.
type Count = (fn(&PublicMeasure) -> bool, &'static str);
const ALL: Count = (|_| true, "monitor-head-all");
const DONE: Count = (PublicMeasure::is_done, "page-done");
const REPORTED: Count = (PublicMeasure::is_done, "page-reported");
const VERIFIED: Count = (PublicMeasure::is_verified, "page-verified");
const LATE: Count = (|measure| measure.standing == Some(State::Overdue), "page-overdue");
const OTHERS: Count = (|measure| !matches!(measure.standing, Some(State::Done | State::Overdue)), "page-others");

/// The columns of a summary: what is reported and what was verified stand side by side as soon as anything was.
fn counts(body: &Body) -> &'static [Count] {
    if body.shows_verification() { &[ALL, REPORTED, VERIFIED, LATE, OTHERS] } else { &[ALL, DONE, LATE, OTHERS] }
}

/// A column of the plan: the field that must be published for it, its title, how it is laid out.
struct Column {
    field: &'static str,
    title: &'static str,
    layout: Layout,
    cell: fn(Words<'_>, &Ids<'_>, &PublicMeasure) -> Markup,
}

/// The ids of situations by their anchors.
type Ids<'b> = BTreeMap<&'b str, &'b str>;

const COLUMNS: [Column; 6] = [
    Column {
        field: "id",
        title: "column-id",
        layout: Layout("5.5rem", 0, Label::None),
        cell: |words, _, measure| number(words, measure),
    },
    Column {
        field: "measure",
        title: "column-measure",
        layout: Layout("3fr", 1, Label::None),
        cell: |words, _, measure| what(words, measure),
    },
    Column { field: "id", title: "page-against", layout: Layout("7rem", 5, Label::Beside), cell: against },
    Column {
        field: "due",
        title: "column-due",
        layout: Layout("9rem", 3, Label::Beside),
        cell: |words, _, measure| term(words, measure),
    },
    Column {
        field: "responsible",
        title: "column-responsible",
        layout: Layout("1.3fr", 4, Label::Above),
        cell: |words, _, measure| several(words, &measure.responsible),
    },
    Column {
        field: "state",
        title: "page-state",
        layout: Layout("9.5rem", 2, Label::Beside),
        cell: |words, _, measure| state(words, measure),
    },
];

fn columns(words: Words<'_>, body: &Body) -> Vec<&'static Column> {
    let tied = body.measures.iter().any(|measure| measure.situation.is_some());
    let shown = |column: &&Column| words.of.fields.has(column.field) && (tied || column.title != "page-against");
    COLUMNS.iter().filter(shown).collect()
}

/// The rules of style for the plan's columns.
pub(super) fn style(words: Words<'_>, body: &Body) -> String {
    table_style("measures", columns(words, body).into_iter().map(|column| (words.say(column.title), column.layout)))
}

/// How many measures are in a state.
pub(super) fn how_many(body: &Body, state: State) -> usize {
    body.measures.iter().filter(|measure| measure.standing == Some(state)).count()
}

/// How many measures are carried out, and somebody other than their executors confirmed it.
pub(super) fn verified(body: &Body) -> usize {
    body.measures.iter().filter(|measure| measure.is_verified()).count()
}

/// How many measures there are, how many are done and, where anything was verified, how many of them were.
pub(super) fn short(words: Words<'_>, all: usize, done: usize, verified: Option<usize>) -> String {
    let args = [("all", all.into()), ("done", done.into()), ("verified", verified.unwrap_or_default().into())];
    words.fill(if verified.is_some() { "page-short-verified" } else { "page-short-measures" }, &args)
}

/// The section of the plan.
pub(super) fn section(words: Words<'_>, body: &Body) -> Markup {
    html! {
        section #plan {
            h2 { (words.say("page-heading-plan")) }
            @if body.measures.is_empty() {
                p { (words.say("page-plan-none")) }
            } @else {
                @if words.of.fields.has("state") {
                    p { (words.fill("page-plan-states", &[("as_of", words.of.as_of.into())])) }
                    (late(words, body))
                    (execution(words, body))
                }
                h3 { (words.say("page-plan-list")) }
                (list(words, body))
            }
        }
    }
}

/// What is overdue, the longest first.
fn late(words: Words<'_>, body: &Body) -> Markup {
    let mut late: Vec<&PublicMeasure> =
        body.measures.iter().filter(|measure| measure.standing == Some(State::Overdue)).collect();
    late.sort_by_key(|measure| std::cmp::Reverse(measure.days_overdue));
    html! {
        @if !late.is_empty() {
            h3 #late { (words.say("monitor-heading-overdue")) }
            ul.late {
                @for measure in late {
                    li { a href={ "#" (measure.anchor) } { (measure.id) } ". " (words.told(&measure.text)) " " (state(words, measure)) }
                }
            }
        }
    }
}

/// How the plan is carried out: in all, by quarter, by chapter and by executor.
fn execution(words: Words<'_>, body: &Body) -> Markup {
    let mut by_state: IndexMap<&'static str, usize> = IndexMap::new();
    for standing in State::ALL.into_iter().map(Some).chain([None]) {
        let count = body.measures.iter().filter(|measure| measure.standing == standing).count();
        by_state.insert(state_id(standing), count);
    }
    let (mut chapters, mut executors) = (Groups::new(), Groups::new());
    for measure in &body.measures {
        add(&mut chapters, &measure.chapter, measure);
        for executor in &measure.responsible {
            add(&mut executors, executor, measure);
        }
    }
    html! {
        h3 { (words.say("page-plan-where")) }
        div.pair {
            table {
                caption.off { (words.say("page-plan-where")) }
                thead { tr { th scope="col" { (words.say("page-state")) } th.num scope="col" { (words.say("page-measures")) } } }
                tbody {
                    @for (id, count) in by_state.iter().filter(|(_, count)| **count > 0) {
                        tr { th scope="row" { (words.say(id)) } td.num { (count) } }
                        @if *id == state_id(Some(State::Done)) && body.shows_verification() {
                            tr.of { th scope="row" { (words.say("page-verified-of-done")) } td.num { (verified(body)) } }
                        }
                    }
                    tr { th scope="row" { (words.say("monitor-total")) } td.num { (body.measures.len()) } }
                }
            }
            (quarters::figure(words, &body.quarters, body.shows_verification()))
        }
        @if chapters.len() > 1 { (summary(words, body, ("page-by-chapter", "page-chapter", None), &chapters)) }
        @if executors.len() > 1 { (summary(words, body, ("page-by-executor", "page-executor", Some("page-by-executor-read")), &executors)) }
    }
}

/// Measures by a text of theirs, in the order in which the texts come up; whatever is no text is one group.
type Groups<'b> = IndexMap<Option<&'b str>, (&'b Told, Vec<&'b PublicMeasure>)>;

fn add<'b>(groups: &mut Groups<'b>, told: &'b Told, measure: &'b PublicMeasure) {
    let key = if let Told::Text(text) = told { Some(text.as_str()) } else { None };
    groups.entry(key).or_insert_with(|| (told, Vec::new())).1.push(measure);
}

/// A table of counts that opens where it is wanted: its title, what its rows are, and a remark.
fn summary(words: Words<'_>, body: &Body, said: (&str, &str, Option<&str>), groups: &Groups<'_>) -> Markup {
    let ((title, head, remark), columns) = (said, counts(body));
    html! {
        details {
            summary { (words.say(title)) }
            @if let Some(remark) = remark { p { (words.say(remark)) } }
            table.counts {
                caption.off { (words.say(title)) }
                thead { tr {
                    th scope="col" { (words.say(head)) }
                    @for (_, said) in columns { th.num scope="col" { (words.say(said)) } }
                } }
                tbody {
                    @for (group, measures) in groups.values() {
                        tr {
                            th scope="row" { (words.told(group)) }
                            @for (counts, _) in columns { td.num { (measures.iter().filter(|measure| counts(measure)).count()) } }
                        }
                    }
                }
            }
        }
    }
}

fn list(words: Words<'_>, body: &Body) -> Markup {
    let columns = columns(words, body);
    let ids: Ids<'_> =
        body.situations.iter().map(|situation| (situation.anchor.as_str(), situation.id.as_str())).collect();
    let heading =
        |told: &Told| html! { @if let Told::Text(text) = told { (group_row(columns.len(), &words.text(text))) } };
    html! {
        (controls(words, &columns))
        table #measures.rows.many[body.measures.len() > MANY] role="table" {
            caption.off { (words.say("page-plan-list")) }
            thead role="rowgroup" {
                tr.head role="row" {
                    @for column in &columns { th scope="col" role="columnheader" { (words.say(column.title)) } }
                }
            }
            @for chapter in body.measures.chunk_by(|one, next| one.chapter == next.chapter) {
                @for (place, task) in chapter.chunk_by(|one, next| one.task == next.task).enumerate() {
                    @for (index, measures) in task.chunks(TOGETHER).enumerate() {
                        tbody role="rowgroup" {
                            @if (place, index) == (0, 0) { (heading(&chapter[0].chapter)) }
                            @if index == 0 { (heading(&task[0].task)) }
                            @for measure in measures { (row(words, &columns, &ids, measure)) }
                        }
                    }
                }
            }
        }
    }
}

fn controls(words: Words<'_>, columns: &[&Column]) -> Markup {
    let title = words.say("page-find-measures");
    let has = |field: &str| columns.iter().any(|column| column.field == field);
    let (mut choices, mut orders) = (Vec::new(), vec![("level", "page-order-level")]);
    if has("state") {
        choices.push(Choice::of_rows(words.say("page-state"), ".s"));
        orders.insert(0, ("late", "page-order-late"));
    }
    if has("responsible") {
        choices.push(Choice::of_rows(words.say("page-executor"), ".e"));
    }
    finder(words, "measures", &title, &choices, &orders)
}

fn row(words: Words<'_>, columns: &[&Column], ids: &Ids<'_>, measure: &PublicMeasure) -> Markup {
    let rank = measure.level.map_or(0, |level| level.index() + 1);
    html! {
        tr #(measure.anchor).r role="row" data-level=(rank) data-late=[measure.days_overdue] {
            @for column in columns { td role="cell" { ((column.cell)(words, ids, measure)) } }
        }
    }
}

fn number(words: Words<'_>, measure: &PublicMeasure) -> Markup {
    html! { (measure.id) " " (link_to_itself(words, "page-link-measure", &measure.id, &measure.anchor)) }
}

/// What is to be done, and below it what will be different, what is measured and who pays.
fn what(words: Words<'_>, measure: &PublicMeasure) -> Markup {
    let further = [
        ("column-expected-result", &measure.expected_result),
        ("column-indicator", &measure.indicator),
        ("column-funding", &measure.funding),
    ];
    html! {
        strong { (words.told(&measure.text)) }
        @for (title, told) in further {
            @if !matches!(told, Told::Nothing | Told::Withheld(Why::NotListed)) {
                small { (words.say(title)) ": " (words.told(told)) }
            }
        }
    }
}

/// The situation that a measure is against, with its level.
fn against(words: Words<'_>, ids: &Ids<'_>, measure: &PublicMeasure) -> Markup {
    html! {
        @match &measure.situation {
            Some((key, anchor)) => {
                a href={ "#" (anchor) } { (ids.get(anchor.as_str()).copied().unwrap_or(key)) }
                @if let Some(level) = measure.level { " " (words.chip(level)) }
            }
            None => (NOTHING),
        }
    }
}
