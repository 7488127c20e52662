//! How many situations stand where: the map of points, and the levels before and after controls as a drawing with its table.

use super::chart::{WIDTH, bar, drawing, label, length};
use super::words::Words;
use crate::model::Level;
use crate::publication::{Body, Given, Map, PublicLevel, PublicSituation};
use maud::{Markup, html};

/// Where bars begin and how long the longest is, in the drawing's units; behind it stands what it is.
const BARS: (usize, usize) = (0, 150);
/// The height of a level in the drawing.
const ROW: usize = 66;

/// How many situations of a body are at each level of its list. Where the map is published it counts them too, and means the same.
pub(super) fn counts_of(words: Words<'_>, body: &Body) -> Vec<usize> {
    count(words, &body.situations, |situation| situation.level)
}

/// How many situations of a body have no level.
pub(super) fn open_of(body: &Body) -> usize {
    body.situations.iter().filter(|situation| situation.level == Given::Nothing).count()
}

fn count(
    words: Words<'_>,
    situations: &[PublicSituation],
    of: impl Fn(&PublicSituation) -> Given<Level>,
) -> Vec<usize> {
    let mut counts = vec![0; words.of.method.levels.len()];
    for situation in situations {
        if let Given::Value(level) = of(situation) {
            counts[level.index()] += 1;
        }
    }
    counts
}

/// The section of the map and the levels.
pub(super) fn section(words: Words<'_>, body: &Body) -> Markup {
    html! {
        section #map {
            h2 { (words.say("page-heading-map")) }
            @match &body.map {
                Some(map) => {
                    div.pair { (before(words, map)) (after(words, map)) }
                    (levels(words, &map.inherent, &map.residual, true))
                }
                None => div.pair {
                    p { (words.say("page-map-none")) }
                    @let inherent = count(words, &body.situations, |situation| situation.inherent);
                    (levels(words, &inherent, &counts_of(words, body), false))
                },
            }
        }
    }
}

/// The map before controls: how many situations have these points.
fn before(words: Words<'_>, map: &Map) -> Markup {
    html! {
        div {
            (matrix(words, &words.say("heading-map-inherent"), |likelihood, harm, level| html! {
                td.{ "l" (level.index()) } { b.n { (map.counts[likelihood][harm]) } " " (words.level(level).word) }
            }))
            p { (words.say("page-map-read")) }
        }
    }
}

/// The map after controls. Points do not change, so each situation stands in its cell, which says at which levels its situations are.
fn after(words: Words<'_>, map: &Map) -> Markup {
    let is_whole = map.after.iter().flatten().any(Option::is_none);
    html! {
        div {
            (matrix(words, &words.say("page-map-after"), |likelihood, harm, _| {
                let whole = || html! { td.whole { b.n { (map.counts[likelihood][harm]) } " " (words.say("page-map-whole")) } };
                map.after[likelihood][harm].as_ref().map_or_else(whole, |counts| divided(words, counts))
            }))
            p { (words.say("page-map-after-read")) }
            @if is_whole { p { (words.say("page-map-whole-read")) } }
        }
    }
}

/// A cell with what is at each level, the highest first; where all is at one level, the whole cell has its colour.
fn divided(words: Words<'_>, counts: &[usize]) -> Markup {
    let levels: Vec<(usize, usize)> =
        counts.iter().copied().enumerate().rev().filter(|(_, count)| *count > 0).collect();
    let part = |index: usize, count| html! { b.n { (count) } " " (words.of.method.levels[index].word) };
    html! {
        @match levels[..] {
            [] => td.whole { b.n { "0" } },
            [(index, count)] => td.{ "l" (index) } { (part(index, count)) },
            _ => td.parts { @for (index, count) in &levels { span.{ "l" (index) } { (part(*index, *count)) } " " } },
        }
    }
}

/// The table of likelihood and harm, with its cells made of their places, which begin at 0, and of what their points lead to.
pub(super) fn matrix(words: Words<'_>, caption: &str, cell: impl Fn(usize, usize, Level) -> Markup) -> Markup {
    let method = &words.of.method;
    html! {
        table.matrix {
            caption { (caption) }
            thead {
                tr {
                    td { (words.say("head-map-corner")) }
                    @for (points, word) in method.harm.iter().enumerate() { th scope="col" { b { (points + 1) } " " (word) } }
                }
            }
            tbody {
                @for (likelihood, word) in method.likelihood.iter().enumerate().rev() {
                    tr {
                        th scope="row" { b { (likelihood + 1) } " " (word) }
                        @for (harm, level) in method.cells[likelihood].iter().enumerate() {
                            (cell(likelihood, harm, *level))
                        }
                    }
                }
            }
        }
    }
}

/// The levels before and after controls; alone in its line, it has its table beside the drawing.
fn levels(words: Words<'_>, inherent: &[usize], residual: &[usize], alone: bool) -> Markup {
    let both: Vec<usize> = inherent.iter().zip(residual).map(|(one, two)| one + two).collect();
    let rows = words.levels(&both);
    let greatest = inherent.iter().chain(residual).copied().max().unwrap_or_default();
    let said = |(index, level): &(usize, &PublicLevel)| {
        let args = [
            ("level", level.word.as_str().into()),
            ("before", inherent[*index].into()),
            ("after", residual[*index].into()),
        ];
        words.fill("page-chart-level", &args)
    };
    let described = rows.iter().map(said).collect::<Vec<_>>().join("; ");
    let title = words.say("page-chart-levels");
    let two = [(inherent, "page-chart-before", "before"), (residual, "page-chart-after", "after")];
    let bars = html! {
        @for (place, (index, level)) in rows.iter().enumerate() {
            @let top = place * ROW;
            (label(0, top + 14, &level.word))
            @for (line, (counts, when, class)) in two.iter().enumerate() {
                @let (long, y) = (length(counts[*index], greatest, BARS.1), top + 20 + line * 20);
                (bar(BARS.0, y, long, 15, &format!("l{index} {class}")))
                (label(BARS.0 + long + 6, y + 12, html! { (counts[*index]) " — " (words.say(when)) }))
            }
        }
    };
    html! {
        figure class=[alone.then_some("beside")] {
            figcaption { (title) }
            (drawing("levels", rows.len() * ROW, &title, &described, &bars))
            table {
                caption.off { (title) }
                thead { tr {
                    th scope="col" { (words.say("head-level")) }
                    th.num scope="col" { (words.say("page-chart-before")) }
                    th.num scope="col" { (words.say("page-chart-after")) }
                } }
                tbody {
                    @for (index, _) in &rows {
                        tr {
                            th scope="row" { (words.chip_at(*index)) }
                            td.num { (inherent[*index]) }
                            td.num { (residual[*index]) }
                        }
                    }
                }
            }
            p { (words.say("page-controls")) }
        }
    }
}

const _: () = assert!(BARS.0 + BARS.1 < WIDTH, "what a bar is stands behind it");
