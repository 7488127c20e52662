//! The execution of a plan quarter by quarter, as a drawing with its table.

use super::chart::{bar, drawing, hatching, label, length};
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

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

/// The parts of a quarter's bar: what it counts, its name, its class.
type Part = (fn(&Execution) -> usize, &'static str, &'static str);
const PARTS: [Part; 3] = [
    (|quarter| quarter.done, "page-done", "done"),
    (|quarter| quarter.overdue, "page-overdue", "late"),
    (open, "page-open", "open"),
];

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

/// The drawing and the table, if there is any quarter.
pub(super) fn figure(words: Words<'_>, quarters: &[Execution]) -> Markup {
    let greatest = quarters.iter().map(|quarter| quarter.due).max().unwrap_or_default();
    let title = words.say("page-chart-quarters");
    let said = |quarter: &Execution| {
        let mut args: Vec<(&'static str, Arg)> = vec![("quarter", name(words, quarter).into())];
        args.extend([("done", quarter.done.into()), ("overdue", quarter.overdue.into()), ("open", open(quarter).into())]);
        words.fill("page-chart-quarter", &args)
    };
    let described = quarters.iter().map(said).collect::<Vec<_>>().join("; ");
    html! {
        @if greatest > 0 {
            figure {
                figcaption { (title) }
                (drawing("quarters", quarters.len() * ROW + PARTS.len() * KEY, &title, &described, &bars(words, quarters, greatest)))
                (table(words, quarters, &title))
            }
        }
    }
}

fn bars(words: Words<'_>, quarters: &[Execution], greatest: usize) -> Markup {
    html! {
        (hatching("hatching"))
        @for (place, quarter) in quarters.iter().enumerate() {
            @let y = place * ROW;
            (label(0, y + 16, html! { (roman(quarter)) " " (quarter.year) }))
            @for (index, (count, _, class)) in PARTS.iter().enumerate() {
                @let before: usize = PARTS[..index].iter().map(|(count, ..)| count(quarter)).sum();
                @let (x, long) = (length(before, greatest, BARS.1), length(count(quarter), greatest, BARS.1));
                @if long > 0 { (bar(BARS.0 + x, y, long, 22, class)) }
                @if long >= ROOM { text.inside.(class) x=(BARS.0 + x + long / 2) y=(y + 16) { (count(quarter)) } }
            }
            (label(BARS.0 + length(quarter.due, greatest, BARS.1) + 6, y + 16, quarter.due))
        }
        @for (place, (_, said, class)) in PARTS.iter().enumerate() {
            @let y = quarters.len() * ROW + place * KEY;
            (bar(0, y + 2, 18, 14, class))
            (label(26, y + 14, words.say(said)))
        }
    }
}

fn table(words: Words<'_>, quarters: &[Execution], title: &str) -> Markup {
    html! {
        table {
            caption.off { (title) }
            thead { tr {
                th scope="col" { (words.say("page-quarter")) }
                th.num scope="col" { (words.say("page-due")) }
                @for (_, said, _) in PARTS { th.num scope="col" { (words.say(said)) } }
            } }
            tbody {
                @for quarter in quarters {
                    tr {
                        th scope="row" { (roman(quarter)) " " (quarter.year) }
                        td.num { (quarter.due) }
                        @for (count, ..) in PARTS { td.num { (count(quarter)) } }
                    }
                }
            }
        }
    }
}
