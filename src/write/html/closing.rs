//! What stands at the end of every page: how a level comes about, what is not published, where to write, the data, and what made it.

use super::levels::matrix;
use super::words::Words;
use crate::publication::{Licence, Why, Withheld};
use crate::report::VERSION;
use maud::{Markup, html};

/// The files of the data beside the page, and what each of them is.
const FILES: [(&str, &str); 5] = [
    ("situations.csv", "page-data-situations"),
    ("measures.csv", "page-data-measures"),
    ("organizations.csv", "page-data-organizations"),
    ("assessment.json", "page-data-assessment"),
    ("datapackage.json", "page-data-package"),
];

/// The way to the parts of a page: its own, then those that end every page.
pub(super) fn contents(words: Words<'_>, mut parts: Vec<(&'static str, &'static str)>) -> Markup {
    parts.extend([
        ("method", "page-heading-method"),
        ("withheld", "page-heading-withheld"),
        ("contact", "page-heading-contact"),
        ("data", "page-heading-data"),
    ]);
    html! {
        nav aria-label=(words.say("page-contents")) {
            ul { @for (anchor, title) in parts { li { a href={ "#" (anchor) } { (words.say(title)) } } } }
        }
    }
}

/// How points are given, by which act, and what follows from a level.
pub(super) fn method(words: Words<'_>) -> Markup {
    let method = &words.of.method;
    let declared = method.levels.iter().filter(|level| level.declared_only);
    html! {
        section #method {
            h2 { (words.say("page-heading-method")) }
            p { (words.say("page-method-points")) }
            p { (words.say("page-method-matrix")) }
            (matrix(words, &words.say("heading-matrix"), |_, _, level| html! { td.{ "l" (level.index()) } { (words.level(level).word) } }))
            p { (words.say("page-method-controls")) }
            @for level in declared { p { (words.fill("page-method-declared", &[("level", level.word.as_str().into())])) } }
            table {
                caption { (words.say("heading-treatments")) }
                thead { tr { th scope="col" { (words.say("head-level")) } th scope="col" { (words.say("head-treatment")) } } }
                tbody {
                    @for (index, level) in method.levels.iter().enumerate().rev().filter(|(_, level)| !level.treatment.is_empty()) {
                        tr { th scope="row" { (words.chip_at(index)) } td { (level.treatment) } }
                    }
                }
            }
            p { (words.say("fact-act")) ": " (method.act) }
        }
    }
}

/// How much was held back of all bodies that are shown, and why.
pub(super) fn withheld<'w>(words: Words<'_>, all: impl Iterator<Item = &'w Withheld>) -> Markup {
    let mut sums: Vec<Withheld> = Vec::new();
    for one in all.filter(|one| one.count > 0) {
        match sums.iter_mut().find(|sum| (sum.field, sum.title, sum.why) == (one.field, one.title, one.why)) {
            Some(sum) => sum.count += one.count,
            None => sums.push(one.clone()),
        }
    }
    html! {
        section #withheld {
            h2 { (words.say("page-heading-withheld")) }
            @if sums.is_empty() {
                p { (words.say("page-withheld-none")) }
            } @else {
                p { (words.say("page-withheld-read")) }
                table {
                    caption.off { (words.say("page-heading-withheld")) }
                    thead { tr {
                        th scope="col" { (words.say("page-withheld-what")) }
                        th scope="col" { (words.say("page-withheld-why")) }
                        th.num scope="col" { (words.say("page-count")) }
                    } }
                    tbody {
                        @for one in &sums {
                            tr { th scope="row" { (words.say(one.title)) } td { (words.say(why(one.why))) } td.num { (one.count) } }
                        }
                    }
                }
            }
        }
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::NotListed => "page-why-field",
        Why::Person => "page-why-person",
        Why::Contact => "page-why-contact",
    }
}

/// Where to write: an address of mail or of a page becomes a link.
pub(super) fn contact(words: Words<'_>, address: Option<&str>) -> Markup {
    html! {
        section #contact {
            h2 { (words.say("page-heading-contact")) }
            @match address {
                Some(address) => {
                    p { (words.say("page-contact")) }
                    p.address { (linked(address)) }
                }
                None => p { (words.say("page-contact-none")) },
            }
            p { (words.say("page-contact-how")) }
        }
    }
}

fn linked(address: &str) -> Markup {
    let is_one_word = !address.contains(char::is_whitespace);
    html! {
        @if is_one_word && (address.starts_with("https://") || address.starts_with("http://")) {
            a href=(address) { (address) }
        } @else if is_one_word && address.contains('@') {
            a href={ "mailto:" (address) } { (address) }
        } @else {
            (address)
        }
    }
}

/// The files of the data.
pub(super) fn data(words: Words<'_>) -> Markup {
    let Licence { title, url, .. } = &words.of.licence;
    html! {
        section #data {
            h2 { (words.say("page-heading-data")) }
            p { (words.say("page-data-read")) }
            ul { @for (file, what) in FILES { li { a href=(file) { (file) } " — " (words.say(what)) } } }
            p { (words.say("page-licence")) " " a href=(url) { (title) } }
        }
    }
}

/// The day that the page speaks of, and what made it.
pub(super) fn footer(words: Words<'_>) -> Markup {
    html! {
        footer {
            p { (words.fill("page-as-of", &[("date", words.of.as_of.into())])) " " (words.fill("page-program", &[("version", VERSION.into())])) }
        }
    }
}
