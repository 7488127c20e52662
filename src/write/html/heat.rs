//! The heat map of a ministry as a drawing: bodies by levels, shaded by share. Its table is that of the bodies, with the same shades.

use super::chart::{WIDTH, drawing};
use super::colours::step;
use super::words::Words;
use maud::{Markup, html};
use std::cmp::Reverse;

/// How many bodies the drawing shows; more could not be told apart on a screen.
const MOST: usize = 40;
/// Where cells begin, in the drawing's units, and how high a row and the names of the levels are.
const CELLS: usize = 136;
const ROW: usize = 26;
const HEAD: usize = 24;
/// How many letters of a name stand in front of its row.
const LETTERS: usize = 17;

/// A body's row: its number in the table, its name, how many situations are at each level.
pub(super) struct Row<'b> {
    pub(super) number: usize,
    pub(super) name: &'b str,
    pub(super) counts: Vec<usize>,
}

/// The drawing.
pub(super) fn figure(words: Words<'_>, rows: &[Row<'_>], levels: &[usize]) -> Markup {
    let mut shown: Vec<&Row<'_>> = rows.iter().collect();
    if shown.len() > MOST {
        shown.sort_by_key(|row| Reverse((percent(&row.counts, row.counts.len() - 1), row.counts.last().copied())));
        shown.truncate(MOST);
    }
    let wide = (WIDTH - CELLS) / levels.len().max(1);
    let title = words.say("page-chart-heat");
    let cells = html! {
        @for (column, level) in levels.iter().enumerate() {
            text.small x=(CELLS + column * wide) y="16" { (words.of.method.levels[*level].word) }
        }
        @for (place, row) in shown.iter().enumerate() {
            @let y = HEAD + place * ROW;
            text.small x="0" y=(y + 16) { (row.number) ". " (shortened(row.name)) }
            @for (column, level) in levels.iter().enumerate() {
                @let (x, all) = (CELLS + column * wide, row.counts.iter().sum());
                @let class = format!("h{level}{}", step(row.counts[*level], all));
                rect.bar.(class) x=(x) y=(y) width=(wide - 3) height=(ROW - 3) {}
                text.inside.(class) x=(x + (wide - 3) / 2) y=(y + 16) { (percent(&row.counts, *level)) }
            }
        }
    };
    html! {
        figure {
            figcaption { (title) }
            (drawing("heat", HEAD + shown.len() * ROW, &title, &words.say("page-chart-heat-read"), &cells))
            p { (words.say("page-chart-heat-read")) }
            @if shown.len() < rows.len() { p { (words.fill("page-chart-heat-most", &[("count", shown.len().into())])) } }
        }
    }
}

/// The share of a level in whole per cent.
fn percent(counts: &[usize], level: usize) -> usize {
    let all: usize = counts.iter().sum();
    if all == 0 { 0 } else { (counts[level] * 200 + all) / (2 * all) }
}

/// A name that has room in front of its row.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_a_long_name_cut_between_letters() {
        assert_eq!([percent(&[1, 2], 0), percent(&[1, 2], 1), percent(&[0, 0], 0)], [33, 67, 0]);
        assert_eq!(shortened("Айыл"), "Айыл");
        assert_eq!(shortened("Транспорт жана коммуникациялар"), "Транспорт жана ко…");
    }
}
