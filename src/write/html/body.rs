//! The page of a body: what it is, in short, the map, the list, the plan, what changed, and the end of every page.

use super::words::Words;
use super::{closing, frame, levels, list, plan};
use crate::assess::execution::State;
use crate::locale::{Arg, Message};
use crate::publication::{Body, Draft, Moved, Publication};
use maud::{Markup, html};

/// The page of one body.
#[must_use]
pub fn body_page(of: &Publication, body: &Body) -> String {
    let words = Words::about(of, body);
    let title = words.fill("page-title", &[("name", body.name.as_str().into())]);
    let style = list::style(words) + &plan::style(words, body);
    let content = html! {
        header {
            @if body.page.is_some() { p { a href="index.html" { (of.name.as_deref().unwrap_or(&words.say("page-back"))) } } }
            p.kicker { (words.say("page-kicker")) }
            h1 { (words.text(&body.name)) }
            @if let Some(draft) = body.draft { (draft_mark(words, draft, body.situations.len())) }
        }
        main #main {
            (beginning(words))
            (short(words, body))
            (facts(words, body))
            (contents(words, body))
            @if has_situations(body) { (levels::section(words, body)) }
            (list::section(words, body))
            (plan::section(words, body))
            @if let Some(moved) = &body.moved { (changes(words, moved)) }
            (closing::method(words))
            (closing::withheld(words, body.withheld.iter()))
            (closing::contact(words, body.contact.as_deref().or(of.contact.as_deref())))
            (closing::data(words))
        }
        (closing::footer(words))
    };
    frame::page(words, &title, &style, &content)
}

/// Whether there is anything to count: a body may have a plan alone.
fn has_situations(body: &Body) -> bool {
    !body.situations.is_empty()
}

/// That this is a draft, and why.
fn draft_mark(words: Words<'_>, Draft { open, errors }: Draft, all: usize) -> Markup {
    let of_open = Message::new("draft").with("open", open).with("all", all);
    let mark = match (open, errors) {
        (_, 0) => of_open,
        (0, _) => Message::new("draft-errors").with("errors", errors),
        _ => Message::new("draft-both").with("open", of_open).with("errors", errors),
    };
    html! { p.draft { strong { (words.of.language.message(&mark)) } } }
}

/// What this is, in three sentences.
fn beginning(words: Words<'_>) -> Markup {
    html! {
        p { (words.say("page-what")) }
        p { (words.say("page-who")) }
        p { (words.say("page-can")) }
    }
}

fn facts(words: Words<'_>, body: &Body) -> Markup {
    let above = body.parent.as_ref().and_then(|parent| words.of.bodies.iter().find(|other| other.id == *parent));
    html! {
        dl.facts {
            @match (above, &body.parent_name) {
                (Some(above), _) => {
                    dt { (words.say("fact-parent")) }
                    dd { a href=(above.page.as_deref().unwrap_or("index.html")) { (above.name) } }
                }
                (None, Some(name)) => { dt { (words.say("fact-parent")) } dd { (name) } }
                (None, None) => {}
            }
            @if let Some(date) = body.date { dt { (words.say("fact-assessment-date")) } dd { (words.of.language.date(date)) } }
            @if let Some(order) = &body.order { dt { (words.say("fact-order")) } dd { (words.text(order)) } }
            dt { (words.say("fact-as-of")) }
            dd { (words.of.language.date(words.of.as_of)) }
            dt { (words.say("fact-act")) }
            dd { (words.of.method.act) }
        }
    }
}

/// The figures that matter, in sentences that lead to where they come from.
fn short(words: Words<'_>, body: &Body) -> Markup {
    let at_levels = words.counts(&levels::counts_of(words, body), levels::open_of(body));
    let all = body.situations.len();
    html! {
        section #short {
            h2 { (words.say("page-heading-short")) }
            ul.short {
                @if has_situations(body) {
                    li { a href="#situations" { (words.fill("page-short-situations", &[("all", all.into()), ("levels", at_levels.into())])) } }
                }
                @if words.of.fields.has("state") && !body.measures.is_empty() { (short_of_plan(words, body)) }
                @if let Some(moved) = &body.moved { li { a href="#changes" { (words.fill(short_of(moved), &moves(moved))) } } }
            }
        }
    }
}

fn short_of_plan(words: Words<'_>, body: &Body) -> Markup {
    let done = plan::how_many(body, State::Done);
    let late = plan::how_many(body, State::Overdue);
    let longest = body.measures.iter().filter_map(|measure| measure.days_overdue).max();
    let longest = longest.and_then(|days| u32::try_from(days).ok());
    html! {
        li { a href="#plan" { (plan::short(words, body.measures.len(), done, body.shows_verification().then(|| plan::verified(body)))) } }
        @match (late, longest) {
            (0, _) => li { (words.say("page-short-in-time")) },
            (_, Some(days)) => {
                li.no { a href="#late" { (words.fill("page-short-late", &[("count", late.into()), ("days", days.into())])) } }
            }
            (_, None) => li.no { a href="#late" { (words.fill("page-short-late-only", &[("count", late.into())])) } },
        }
    }
}

/// The sentence of what changed: across methods it speaks of no levels.
fn short_of(moved: &Moved) -> &'static str {
    if moved.across_methods { "page-short-moved-across" } else { "page-short-moved" }
}

fn moves(moved: &Moved) -> [(&'static str, Arg); 4] {
    [
        ("new", moved.new.into()),
        ("gone", moved.gone.len().into()),
        ("lower", moved.lower.into()),
        ("higher", moved.higher.into()),
    ]
}

fn contents(words: Words<'_>, body: &Body) -> Markup {
    let map = has_situations(body).then_some(("map", "page-heading-map"));
    let mut parts: Vec<_> = map.into_iter().collect();
    parts.extend([("situations", "page-heading-list"), ("plan", "page-heading-plan")]);
    parts.extend(body.moved.is_some().then_some(("changes", "page-heading-changes")));
    closing::contents(words, parts)
}

/// What changed since the assessment before.
fn changes(words: Words<'_>, moved: &Moved) -> Markup {
    let mut counts = vec![("page-moved-new", moved.new), ("page-moved-gone", moved.gone.len())];
    if !moved.across_methods {
        let levels = [moved.lower, moved.higher, moved.same];
        counts.extend(["page-moved-lower", "page-moved-higher", "page-moved-same"].into_iter().zip(levels));
    }
    html! {
        section #changes {
            h2 { (words.say("page-heading-changes")) }
            @if let Some(since) = moved.since { p { (words.fill("page-moved-since", &[("date", since.into())])) } }
            @if moved.across_methods { p { (words.say("page-moved-across")) } }
            table {
                caption.off { (words.say("page-heading-changes")) }
                thead { tr { th scope="col" { (words.say("page-withheld-what")) } th.num scope="col" { (words.say("page-count")) } } }
                tbody { @for (title, count) in counts { tr { th scope="row" { (words.say(title)) } td.num { (count) } } } }
            }
            @if !moved.gone.is_empty() {
                table {
                    caption { (words.say("page-moved-gone")) }
                    thead { tr {
                        th scope="col" { (words.say("column-id")) }
                        th scope="col" { (words.say("column-situation")) }
                        @if !moved.across_methods { th scope="col" { (words.say("page-moved-then")) } }
                    } }
                    tbody {
                        @for (id, text, level) in &moved.gone {
                            tr {
                                td { (id) }
                                td { (words.text(text)) }
                                @if !moved.across_methods { td { @if let Some(level) = level { (words.chip(*level)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}
