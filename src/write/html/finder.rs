//! The controls that filter and sort a table. They are hidden until the script runs, which fills in what the rows hold.

use super::words::Words;
use maud::{Markup, html};

/// A choice by what stands in the rows.
pub(super) struct Choice {
    /// The label.
    pub(super) label: String,
    /// Where a row holds the value, as a selector of style.
    pub(super) parts: &'static str,
    /// The values in their order, where it is not that of the rows.
    pub(super) values: Vec<String>,
}

impl Choice {
    /// A choice of whatever the rows hold.
    pub(super) fn of_rows(label: impl Into<String>, parts: &'static str) -> Self {
        Self { label: label.into(), parts, values: Vec::new() }
    }
}

/// The controls of a table: a search by words, choices, and orders, each with the name of the row's number that it goes by.
pub(super) fn finder(
    words: Words<'_>,
    table: &str,
    title: &str,
    choices: &[Choice],
    orders: &[(&'static str, &'static str)],
) -> Markup {
    let count = words.fill("page-find-count", &[("shown", "%n".into()), ("all", "%a".into())]);
    html! {
        form.find hidden data-table=(table) data-count=(count) aria-label=(title) {
            p { label for={ (table) "-q" } { (words.say("page-find-word")) } input id={ (table) "-q" } type="search" autocomplete="off"; }
            @for (number, choice) in choices.iter().enumerate() {
                p {
                    label for={ (table) "-" (number) } { (choice.label) }
                    select id={ (table) "-" (number) } data-parts=(choice.parts) {
                        option value="" { (words.say("page-find-all")) }
                        @for value in &choice.values { option value=(value) { (value) } }
                    }
                }
            }
            p {
                label for={ (table) "-o" } { (words.say("page-find-order")) }
                select.order id={ (table) "-o" } {
                    option value="" { (words.say("page-order-list")) }
                    @for (key, said) in orders { option value=(key) { (words.say(said)) } }
                }
            }
            p { button type="reset" { (words.say("page-find-clear")) } }
            p.count role="status" {}
        }
    }
}
