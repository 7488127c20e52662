//! The page of several bodies: how they stand beside each other, and the way to the page of each.

use super::finder::{Choice, finder};
use super::rows::{Label, Layout, MANY, TOGETHER, table_style};
use super::words::{NOTHING, Words};
use super::{closing, colours, frame, heat, levels, plan, quarters};
use crate::assess::execution::State;
use crate::publication::{Body, Execution, Publication};
use maud::{Markup, html};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A body with the figures of its row.
struct Line<'b> {
    number: usize,
    body: &'b Body,
    counts: Vec<usize>,
    open: usize,
    done: usize,
    verified: usize,
    late: usize,
}

/// The page of several bodies, each with its own page.
#[must_use]
pub fn overview_page(of: &Publication) -> String {
    let words = Words::new(of);
    let lines: Vec<Line<'_>> = of.bodies.iter().enumerate().map(|(index, body)| line(words, index, body)).collect();
    let columns = Columns::of(words, &lines);
    let title = match &of.name {
        Some(name) => words.fill("page-title", &[("name", name.as_str().into())]),
        None => words.say("page-title-bodies").into_owned(),
    };
    let content = html! {
        header {
            p.kicker { (words.say("page-kicker")) }
            h1 { (of.name.as_deref().unwrap_or(&title)) }
        }
        main #main {
            p { (words.say("page-what")) }
            p { (words.say("page-who-bodies")) }
            p { (words.say("page-can-bodies")) }
            dl.facts {
                dt { (words.say("fact-act")) }
                dd { (of.method.act) }
                dt { (words.say("fact-as-of")) }
                dd { (of.language.date(of.as_of)) }
            }
            (short(words, &lines, &columns))
            (closing::contents(words, vec![("bodies", "page-heading-bodies"), ("heat", "page-heading-levels")]))
            section #bodies {
                h2 { (words.say("page-heading-bodies")) }
                (table(words, &lines, &columns))
                @if !of.missing.is_empty() {
                    h3 { (words.say("page-missing")) }
                    ul { @for name in &of.missing { li { (name) } } }
                }
            }
            section #heat {
                h2 { (words.say("page-heading-levels")) }
                (heat::figure(words, &lines.iter().map(Line::heat).collect::<Vec<_>>(), &columns.levels))
            }
            @let quarters = sums(&of.bodies);
            @if of.fields.has("state") && !quarters.is_empty() {
                section #plan { h2 { (words.say("page-heading-plan")) } (quarters::figure(words, &quarters, columns.shows(Shown::Verified))) }
            }
            (closing::method(words))
            (closing::withheld(words, of.bodies.iter().flat_map(|body| &body.withheld)))
            (closing::contact(words, of.contact.as_deref()))
            (closing::data(words))
        }
        (closing::footer(words))
    };
    frame::page(words, &title, &columns.style(words), &content)
}

fn line<'b>(words: Words<'_>, index: usize, body: &'b Body) -> Line<'b> {
    Line {
        number: index + 1,
        body,
        counts: levels::counts_of(words, body),
        open: levels::open_of(body),
        done: plan::how_many(body, State::Done),
        verified: plan::verified(body),
        late: plan::how_many(body, State::Overdue),
    }
}

impl<'b> Line<'b> {
    fn heat(&self) -> heat::Row<'b> {
        heat::Row { number: self.number, name: &self.body.name, counts: self.counts.clone() }
    }
}

/// How the plans of all bodies were carried out, quarter by quarter.
fn sums(bodies: &[Body]) -> Vec<Execution> {
    let mut sums: BTreeMap<(i16, i8), Execution> = BTreeMap::new();
    for one in bodies.iter().flat_map(|body| &body.quarters) {
        let none = Execution { due: 0, done: 0, verified: 0, overdue: 0, ..*one };
        let sum = sums.entry((one.year, one.quarter)).or_insert(none);
        sum.due += one.due;
        sum.done += one.done;
        sum.verified += one.verified;
        sum.overdue += one.overdue;
    }
    sums.into_values().collect()
}

/// How many situations of all bodies are at each level.
fn at_levels(words: Words<'_>, lines: &[Line<'_>]) -> Vec<usize> {
    let levels = 0..words.of.method.levels.len();
    levels.map(|level| lines.iter().map(|line| line.counts[level]).sum()).collect()
}

fn total(lines: &[Line<'_>], of: impl Fn(&Line<'_>) -> usize) -> usize {
    lines.iter().map(of).sum()
}

fn short(words: Words<'_>, lines: &[Line<'_>], columns: &Columns) -> Markup {
    let all = total(lines, |line| line.body.situations.len());
    let measures = total(lines, |line| line.body.measures.len());
    let (done, late) = (total(lines, |line| line.done), total(lines, |line| line.late));
    let verified = columns.shows(Shown::Verified).then(|| total(lines, |line| line.verified));
    let levels = words.counts(&at_levels(words, lines), total(lines, |line| line.open));
    html! {
        section #short {
            h2 { (words.say("page-heading-short")) }
            ul.short {
                li { a href="#bodies" { (words.fill("page-short-bodies", &[("bodies", lines.len().into())])) } }
                li { a href="#heat" { (words.fill("page-short-situations", &[("all", all.into()), ("levels", levels.into())])) } }
                @if words.of.fields.has("state") && measures > 0 {
                    li { (plan::short(words, measures, done, verified)) }
                    @if late == 0 { li { (words.say("page-short-in-time")) } } @else {
                        li.no { (words.fill("page-short-late-only", &[("count", late.into())])) }
                    }
                }
            }
        }
    }
}

/// Which columns there are.
struct Columns {
    /// The levels, the highest first.
    levels: Vec<usize>,
    /// Whether any body has one above it.
    above: bool,
    /// Whether measures are published, and where they stand.
    measures: bool,
    execution: Shown,
}

/// What is shown of how measures were carried out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    Nothing,
    /// What is reported.
    Reported,
    /// Beside it what was verified, for anything was.
    Verified,
}

impl Columns {
    fn of(words: Words<'_>, lines: &[Line<'_>]) -> Self {
        Self {
            levels: words.levels(&at_levels(words, lines)).into_iter().map(|(index, _)| index).collect(),
            above: lines.iter().any(|line| line.body.parent.is_some()),
            measures: words.of.fields.has("measure"),
            execution: match lines.iter().any(|line| line.body.shows_verification()) {
                _ if !words.of.fields.has("state") => Shown::Nothing,
                true => Shown::Verified,
                false => Shown::Reported,
            },
        }
    }

    /// Whether so much is shown of how measures were carried out.
    fn shows(&self, execution: Shown) -> bool {
        self.execution >= execution
    }

    /// Their titles, with their layout and whether they hold numbers.
    fn heads<'p>(&self, words: Words<'p>) -> Vec<(Cow<'p, str>, Layout, bool)> {
        let mut heads = vec![(words.say("page-body"), Layout("2fr", 0, Label::None), false)];
        let mut add = |is: bool, title: Cow<'p, str>, width, place, number| {
            heads.extend(is.then_some((title, Layout(width, place, Label::Beside), number)));
        };
        add(self.above, words.say("fact-parent"), "1.5fr", 1, false);
        add(true, words.say("page-situations"), "5.75rem", 2, true);
        for level in &self.levels {
            add(true, words.of.method.levels[*level].word.as_str().into(), "5.25rem", 3, true);
        }
        add(self.measures, words.say("page-measures"), "6.75rem", 4, true);
        add(
            self.shows(Shown::Reported),
            words.say(if self.shows(Shown::Verified) { "page-reported" } else { "page-done" }),
            "6.75rem",
            4,
            true,
        );
        add(self.shows(Shown::Verified), words.say("page-verified"), "7.25rem", 4, true);
        add(self.shows(Shown::Reported), words.say("page-overdue"), "6.75rem", 4, true);
        add(true, words.say("fact-assessment-date"), "7.5rem", 5, false);
        heads
    }

    fn style(&self, words: Words<'_>) -> String {
        table_style("list", self.heads(words).into_iter().map(|(title, layout, _)| (title, layout)))
    }
}

fn table(words: Words<'_>, lines: &[Line<'_>], columns: &Columns) -> Markup {
    let title = words.say("page-find-bodies");
    let above = columns.above.then(|| Choice::of_rows(words.say("fact-parent"), ".above"));
    let mut orders = vec![("high", "page-order-level"), ("late", "page-order-late"), ("name", "page-order-name")];
    orders.retain(|(key, _)| *key != "late" || columns.shows(Shown::Reported));
    html! {
        (finder(words, "list", &title, above.as_slice(), &orders))
        table #list.rows.many[lines.len() > MANY] role="table" {
            caption.off { (words.say("page-heading-bodies")) }
            thead role="rowgroup" {
                tr.head role="row" {
                    @for (title, _, is_number) in columns.heads(words) {
                        th.num[is_number] scope="col" role="columnheader" { (title) }
                    }
                }
            }
            @for lines in lines.chunks(TOGETHER) {
                tbody role="rowgroup" { @for line in lines { (row(words, line, columns)) } }
            }
            tbody.sum role="rowgroup" {
                tr.r role="row" {
                    th scope="row" role="rowheader" { (words.say("monitor-total")) }
                    @if columns.above { td role="cell" { (NOTHING) } }
                    (numbers(total(lines, |line| line.body.situations.len()), &at_levels(words, lines), columns))
                    @if columns.measures { td.num role="cell" { (total(lines, |line| line.body.measures.len())) } }
                    @if columns.shows(Shown::Reported) {
                        td.num role="cell" { (total(lines, |line| line.done)) }
                        @if columns.shows(Shown::Verified) { td.num role="cell" { (total(lines, |line| line.verified)) } }
                        td.num role="cell" { (total(lines, |line| line.late)) }
                    }
                    td role="cell" { (NOTHING) }
                }
            }
        }
    }
}

/// A body's row. It is sorted by how many situations are at the highest level, and how many measures are late.
fn row(words: Words<'_>, line: &Line<'_>, columns: &Columns) -> Markup {
    let Line { body, counts, .. } = line;
    let above = body.parent.as_ref();
    let name_of = |parent: &str| words.of.bodies.iter().find(|other| other.id == parent).map(|other| &other.name);
    let above = above.map(|parent| name_of(parent).or(body.parent_name.as_ref()).unwrap_or(parent));
    let own = Words::about(words.of, body);
    html! {
        tr #{ "body-" (body.id) }.r role="row" data-high=(counts.last().copied().unwrap_or_default()) data-late=(line.late) data-name=(body.name) {
            th scope="row" role="rowheader" {
                (line.number) ". "
                @match &body.page {
                    Some(page) => a href=(page) { (own.text(&body.name)) },
                    None => (own.text(&body.name)),
                }
                @if body.draft.is_some() { small.no { (words.say("page-draft")) } }
                @if line.open > 0 { small { (words.say("page-not-assessed")) ": " (line.open) } }
            }
            @if columns.above {
                td role="cell" { @if let Some(above) = above { span.above { (above) } } @else { (NOTHING) } }
            }
            (numbers(body.situations.len(), counts, columns))
            @if columns.measures { td.num role="cell" { (body.measures.len()) } }
            @if columns.shows(Shown::Reported) {
                td.num role="cell" { (line.done) }
                @if columns.shows(Shown::Verified) { td.num role="cell" { (line.verified) } }
                td.num role="cell" { @if line.late > 0 { b.no { (line.late) } } @else { "0" } }
            }
            td role="cell" { @if let Some(date) = body.date { (words.of.language.date(date)) } @else { (NOTHING) } }
        }
    }
}

/// How many situations there are and how many of them are at each level, shaded by share.
fn numbers(all: usize, counts: &[usize], columns: &Columns) -> Markup {
    let whole = counts.iter().sum();
    html! {
        td.num role="cell" { (all) }
        @for level in &columns.levels {
            td.num.{ "h" (level) (colours::step(counts[*level], whole)) } role="cell" { (counts[*level]) }
        }
    }
}
