//! Charts as drawings in the page: bars from zero with their numbers beside them, told apart by words and patterns, not by colour alone.

use maud::{Markup, PreEscaped, Render, html};

/// The width of every drawing, in its own units: a letter of 13 units can be read on a phone.
pub(super) const WIDTH: usize = 320;

/// A drawing of a height, with its title and what it says in words. The number makes its ids differ from those of others.
pub(super) fn drawing(name: &str, height: usize, title: &str, said: &str, content: &Markup) -> Markup {
    html! {
        svg.chart role="img" aria-labelledby={ (name) "-t " (name) "-d" } viewBox={ "0 0 " (WIDTH) " " (height) } {
            title id={ (name) "-t" } { (title) }
            desc id={ (name) "-d" } { (said) }
            (content)
        }
    }
}

/// The length of a bar for a number, where the greatest number has the whole length.
pub(super) fn length(number: usize, greatest: usize, whole: usize) -> usize {
    (number * whole).checked_div(greatest).unwrap_or(0)
}

/// A bar, with whatever says what it is.
pub(super) fn bar(x: usize, y: usize, width: usize, height: usize, class: &str) -> Markup {
    html! { rect.bar.(class) x=(x) y=(y) width=(width) height=(height) {} }
}

/// A text at a place.
pub(super) fn label(x: usize, y: usize, text: impl Render) -> Markup {
    html! { text x=(x) y=(y) { (text) } }
}

/// A pattern of slanting lines, for what must be told apart without colours.
pub(super) fn hatching(id: &str) -> Markup {
    PreEscaped(format!(
        "<defs><pattern id=\"{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect class=\"under\" width=\"6\" height=\"6\"></rect><rect class=\"over\" width=\"3\" height=\"6\"></rect></pattern></defs>"
    ))
}

/// A pattern of dots.
pub(super) fn dots(id: &str) -> Markup {
    PreEscaped(format!(
        "<defs><pattern id=\"{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"under\" width=\"6\" \
         height=\"6\"></rect><circle class=\"dot\" cx=\"3\" cy=\"3\" r=\"1.75\"></circle></pattern></defs>"
    ))
}
