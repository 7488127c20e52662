//! The sheet of the exposed positions over all organisations.

use crate::consolidate::Overall;
use crate::sheet::{Cell, Role, Sheet, Stream};

/// The exposed positions, in the order of the consolidation.
pub(super) fn positions<'a>(all: &'a Overall<'a>) -> Sheet<'a> {
    let of = &all.of;
    let columns = [
        ("column-position", 48),
        ("column-unit", 40),
        ("consolidated-organizations-count", 16),
        ("column-count", 16),
        ("column-highest", 18),
    ];
    let mut sheet = of.listing(["sheet-positions", "title-positions"], None, &columns, 0);
    sheet.landscape = false;
    let posts = &all.posts;
    of.or_nothing(posts.is_empty(), &mut sheet);
    sheet.stream = Some(Stream::new(posts.len(), move |number| {
        let post = &posts[number];
        vec![
            Cell::text(Role::Body, post.name),
            Cell::optional(Role::Body, post.unit),
            Cell::number(Role::Short, post.organizations),
            Cell::number(Role::Short, post.situations),
            of.level_cell(post.highest),
        ]
    }));
    sheet
}
