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
            div.pair {
                @match &body.map {
                    Some(map) => {
                        div {
                            p { (words.say("page-map-read")) }
                            (matrix(words, &words.say("heading-map-inherent"), |likelihood, harm, level| html! {
                                b.n { (map.counts[likelihood][harm]) } " " (words.level(level).word)
                            }))
                        }
                    }
                    None => p { (words.say("page-map-none")) },
                }
                @match &body.map {
                    Some(Map { inherent, residual, .. }) => (levels(words, inherent, residual)),
                    None => {
                        @let inherent = count(words, &body.situations, |situation| situation.inherent);
                        (levels(words, &inherent, &counts_of(words, body)))
                    }
                }
            }
        }
    }
}

/// The table of likelihood and harm, with something in each cell of it; its indices begin at 0.
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
                            td.{ "l" (level.index()) } { (cell(likelihood, harm, *level)) }
                        }
                    }
                }
            }
        }
    }
}

/// The levels before and after controls.
fn levels(words: Words<'_>, inherent: &[usize], residual: &[usize]) -> Markup {
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
        figure {
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
