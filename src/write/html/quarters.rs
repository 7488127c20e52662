//! The execution of a plan quarter by quarter, as a drawing with its table.

use super::chart::{bar, dots, drawing, hatching, label, length};
use super::words::Words;
use crate::locale::Arg;
use crate::publication::Execution;
use maud::{Markup, html};

/// Where bars begin and how long the longest is, in the drawing's units.
const BARS: (usize, usize) = (76, 210);
/// The height of a quarter in the drawing, and of what explains the bars.
const ROW: usize = 32;
const KEY: usize = 24;
/// The least length of a part of a bar that has room for its number.
const ROOM: usize = 16;

/// So many columns of numbers have room for their titles on a phone.
const FEW: usize = 3;

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

/// The parts of a quarter's bar: what it counts, its name, its class.
type Part = (fn(&Execution) -> usize, &'static str, &'static str);
const DONE: Part = (|quarter| quarter.done, "page-done", "done");
const VERIFIED: Part = (|quarter| quarter.verified, "page-part-verified", "done");
const ONLY_REPORTED: Part = (|quarter| quarter.done.saturating_sub(quarter.verified), "page-part-reported", "said");
const LATE: Part = (|quarter| quarter.overdue, "page-overdue", "late");
const OPEN: Part = (open, "page-open", "open");

/// The parts of a bar and the columns of the table: what is reported and what was verified, as soon as anything was.
fn parts(verified: bool) -> (&'static [Part], &'static [Part]) {
    const REPORTED: Part = (DONE.0, "page-reported", "done");
    const OF_THEM: Part = (VERIFIED.0, "page-verified", "done");
    if verified {
        (&[VERIFIED, ONLY_REPORTED, LATE, OPEN], &[REPORTED, OF_THEM, LATE, OPEN])
    } else {
        (&[DONE, LATE, OPEN], &[DONE, LATE, OPEN])
    }
}

/// Measures whose term ends in the quarter, and is not over.
fn open(quarter: &Execution) -> usize {
    quarter.due.saturating_sub(quarter.done + quarter.overdue)
}

fn roman(quarter: &Execution) -> &'static str {
    usize::try_from(quarter.quarter - 1).ok().and_then(|index| ROMAN.get(index)).unwrap_or(&"")
}

fn name(words: Words<'_>, quarter: &Execution) -> String {
    words.fill("term-quarter", &[("quarter", roman(quarter).into()), ("year", quarter.year.to_string().into())])
}

/// The drawing and the table, if there is any quarter; with what was verified, where anything was.
pub(super) fn figure(words: Words<'_>, quarters: &[Execution], verified: bool) -> Markup {
    let (parts, columns) = parts(verified);
    let greatest = quarters.iter().map(|quarter| quarter.due).max().unwrap_or_default();
    let title = words.say("page-chart-quarters");
    let said = |quarter: &Execution| {
        let mut args: Vec<(&'static str, Arg)> = vec![("quarter", name(words, quarter).into())];
        args.extend([
            ("done", quarter.done.into()),
            ("overdue", quarter.overdue.into()),
            ("open", open(quarter).into()),
        ]);
        args.push(("verified", quarter.verified.into()));
        words.fill(if verified { "page-chart-quarter-verified" } else { "page-chart-quarter" }, &args)
    };
    let described = quarters.iter().map(said).collect::<Vec<_>>().join("; ");
    html! {
        @if greatest > 0 {
            figure {
                figcaption { (title) }
                (drawing("quarters", quarters.len() * ROW + parts.len() * KEY, &title, &described, &bars(words, quarters, parts, greatest)))
                (table(words, quarters, columns, &title))
            }
        }
    }
}

fn bars(words: Words<'_>, quarters: &[Execution], parts: &[Part], greatest: usize) -> Markup {
    html! {
        (hatching("hatching"))
        @if parts.iter().any(|(.., class)| *class == "said") { (dots("dots")) }
        @for (place, quarter) in quarters.iter().enumerate() {
            @let y = place * ROW;
            (label(0, y + 16, html! { (roman(quarter)) " " (quarter.year) }))
            @for (index, (count, _, class)) in parts.iter().enumerate() {
                @let before: usize = parts[..index].iter().map(|(count, ..)| count(quarter)).sum();
                @let (x, long) = (length(before, greatest, BARS.1), length(count(quarter), greatest, BARS.1));
                @if long > 0 { (bar(BARS.0 + x, y, long, 22, class)) }
                @if long >= ROOM { text.inside.(class) x=(BARS.0 + x + long / 2) y=(y + 16) { (count(quarter)) } }
            }
            (label(BARS.0 + length(quarter.due, greatest, BARS.1) + 6, y + 16, quarter.due))
        }
        @for (place, (_, said, class)) in parts.iter().enumerate() {
            @let y = quarters.len() * ROW + place * KEY;
            (bar(0, y + 2, 18, 14, class))
            (label(26, y + 14, words.say(said)))
        }
    }
}

fn table(words: Words<'_>, quarters: &[Execution], columns: &[Part], title: &str) -> Markup {
    html! {
        table class=[(columns.len() > FEW).then_some("counts")] {
            caption.off { (title) }
            thead { tr {
                th scope="col" { (words.say("page-quarter")) }
                @for (_, said, _) in columns { th.num scope="col" { (words.say(said)) } }
            } }
            tbody {
                @for quarter in quarters {
                    tr {
                        th scope="row" { (roman(quarter)) " " (quarter.year) }
                        @for (count, ..) in columns { td.num { (count(quarter)) } }
                    }
                }
            }
        }
    }
}
