//! The sheet of the exposed positions over all organisations: an order's annex.

use crate::consolidate::{Overall, Post};
use crate::report::annex::{Annex, signatures};
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet, Stream};

/// A row below the titles. There are many, so each is made when it is written.
enum Below<'p, 'a> {
    /// The heading of a body, by its number in the run.
    Body(u32),
    /// A post with its number in the list.
    Post(usize, &'p Post<'a>),
    /// A line to sign on, by its place among them.
    Signature(usize),
}

/// The exposed positions, body by body.
pub(super) fn positions<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let of = &all.of;
    let widths = vec![7, 52, 46, 16, 18];
    let mut sheet = Sheet { name: of.text("sheet-positions"), widths, ..Sheet::default() };
    let columns = sheet.columns();
    of.titles("title-positions", &mut sheet);
    let titles = ["column-id", "column-position", "column-unit", "column-count", "column-highest"];
    sheet.head(heads(of.language, titles), 0);
    sheet.filter = None;
    let posts = &all.posts;
    of.or_nothing(posts.is_empty(), &mut sheet);
    let mut below = Vec::new();
    for (number, post) in (1..).zip(posts) {
        if number == 1 || posts[number - 2].organization != post.organization {
            below.push(Below::Body(post.organization));
        }
        below.push(Below::Post(number, post));
    }
    let signatures = signatures(columns, None, of.language);
    below.extend((0..signatures.len()).map(Below::Signature));
    let names = of.names();
    sheet.stream = Some(Stream::new(below.len(), move |number| match &below[number] {
        Below::Body(organization) => {
            vec![Cell::text(Role::Group, names[*organization as usize].clone()).spanning(columns)]
        }
        Below::Post(number, post) => vec![
            Cell::number(Role::Short, *number),
            Cell::text(Role::Body, post.name),
            Cell::optional(Role::Body, post.unit),
            Cell::number(Role::Short, post.situations),
            of.level_cell(post.highest),
        ],
        Below::Signature(place) => signatures[*place].clone(),
    }));
    Annex::default().approved(sheet, of.language)
}
