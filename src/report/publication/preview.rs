//! What would be published, and what would stay: for whoever publishes, before anybody else sees it. It names places, and never what
//! stands there.

use crate::diag::in_word;
use crate::locale::{Language, Message};
use crate::publication::{HeldText, Made, PublicTable, Publication, Why, may_be_published};
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet};
use crate::source::{Position, cell_name};

/// How many bodies, and how many texts that stay, are shown.
const SHOWN: usize = 40;

/// The counts in a sentence.
#[must_use]
pub fn preview_line(made: &Made) -> String {
    let of = &made.publication;
    let withheld = || of.bodies.iter().flat_map(|body| &body.withheld);
    let count = |why: Why| withheld().filter(|one| one.why == why).map(|one| one.count).sum::<usize>();
    let message = Message::new("preview-line")
        .with("bodies", of.bodies.len())
        .with("situations", of.bodies.iter().map(|body| body.situations.len()).sum::<usize>())
        .with("measures", of.bodies.iter().map(|body| body.measures.len()).sum::<usize>())
        .with("stays", count(Why::NotListed))
        .with("names", count(Why::Person) + count(Why::Contact));
    of.language.message(&message)
}

/// The tables of the preview: the bodies, what leaves, what stays and why, where names of persons and what reaches them stand.
#[must_use]
pub fn preview_tables(made: &Made) -> Vec<Sheet<'_>> {
    let of = &made.publication;
    let mut tables = vec![bodies(of), leaves(of), stays(of)];
    if !made.held.is_empty() {
        tables.push(held(made));
    }
    tables
}

fn sheet<'a>(language: Language, title: &str, columns: &[&str]) -> Sheet<'a> {
    Sheet::table(language.text(title), [heads(language, columns.iter().copied())])
}

/// Says how many rows of a table are not shown.
fn more(count: usize, language: Language, table: &mut Sheet<'_>) {
    if count > SHOWN {
        let more = language.message(&Message::new("preview-more").with("count", count - SHOWN));
        table.row(vec![Cell::text(Role::Remark, more)]);
    }
}

fn bodies(of: &Publication) -> Sheet<'_> {
    let titles = ["fact-organization", "preview-situations", "preview-measures", "preview-names", "preview-page"];
    let mut table = sheet(of.language, "preview-bodies", &titles);
    for body in of.bodies.iter().take(SHOWN) {
        let named = body.withheld.iter().filter(|one| one.why != Why::NotListed).map(|one| one.count).sum::<usize>();
        table.row(vec![
            Cell::text(Role::Body, body.name.as_str()),
            Cell::number(Role::Short, body.situations.len()),
            Cell::number(Role::Short, body.measures.len()),
            Cell::number(Role::Short, named),
            Cell::text(Role::Body, body.page.as_deref().unwrap_or("index.html")),
        ]);
    }
    more(of.bodies.len(), of.language, &mut table);
    table
}

/// The fields that leave: of the list, of the plan.
fn leaves(of: &Publication) -> Sheet<'_> {
    let mut table = sheet(of.language, "preview-leaves", &["preview-table", "preview-fields"]);
    let titles = |which| {
        let fields = of.fields.listed().filter(|field| field.of == which);
        fields.map(|field| of.language.text(field.title)).collect::<Vec<_>>()
    };
    let always = ["field-id", "field-situation", "head-level"].map(|id| of.language.text(id)).to_vec();
    for (title, fields) in [
        ("preview-list", [always, titles(PublicTable::Situations)].concat()),
        ("preview-plan", titles(PublicTable::Measures)),
    ] {
        let fields = if fields.is_empty() { of.language.text("preview-nothing") } else { fields.join("; ") };
        table.row(vec![Cell::text(Role::Body, of.language.text(title)), Cell::text(Role::Body, fields)]);
    }
    table
}

/// The fields that stay, over all bodies.
fn stays(of: &Publication) -> Sheet<'_> {
    let mut sums: Vec<(&str, Why, &str, usize)> = Vec::new();
    for one in of.bodies.iter().flat_map(|body| &body.withheld) {
        let why = match one.why {
            Why::Person | Why::Contact => held_why(one.why),
            Why::NotListed if may_be_published(one.field) => "preview-why-not-listed",
            Why::NotListed => "preview-why-never",
        };
        match sums.iter_mut().find(|(title, _, known, _)| (*title, *known) == (one.title, why)) {
            Some((.., count)) => *count += one.count,
            None => sums.push((one.title, one.why, why, one.count)),
        }
    }
    // Names and contacts first: they are to be mended. Then what could be published.
    sums.sort_by_key(|(_, of, why, _)| (*of == Why::NotListed, *of, std::cmp::Reverse(*why)));
    let mut table = sheet(of.language, "preview-stays", &["preview-field", "preview-why", "preview-count"]);
    for (title, _, why, count) in sums {
        table.row(vec![
            Cell::text(Role::Body, of.language.text(title)),
            Cell::text(Role::Body, of.language.text(why)),
            Cell::number(Role::Short, count),
        ]);
    }
    table
}

/// The id of the message that says what in a text keeps it.
fn held_why(why: Why) -> &'static str {
    if why == Why::Contact { "preview-why-contact" } else { "preview-why-person" }
}

/// Where names of persons and what reaches them stand, so that somebody can put posts there.
fn held(made: &Made) -> Sheet<'_> {
    let language = made.publication.language;
    let titles = ["preview-file", "preview-place", "preview-field", "preview-why"];
    let mut table = sheet(language, "preview-where", &titles);
    for held in made.held.iter().take(SHOWN) {
        table.row(vec![
            Cell::text(Role::Body, held.place.path.to_string()),
            Cell::text(Role::Body, place(held, language)),
            Cell::text(Role::Body, language.text(held.title)),
            Cell::text(Role::Body, language.text(held_why(held.why))),
        ]);
    }
    more(made.held.len(), language, &mut table);
    table
}

fn place(held: &HeldText, language: Language) -> String {
    let position = &held.place.position;
    let message = in_word(position).unwrap_or_else(|| match position {
        Position::File => Message::new("reply-whole-file"),
        Position::Text { line, .. } => Message::new("place-line").with("line", *line),
        Position::Cell { sheet: Some(sheet), row, column, .. } => {
            Message::new("place-cell").with("sheet", sheet.as_ref()).with("cell", cell_name(*row, *column))
        }
        Position::Cell { sheet: None, row, .. } => Message::new("place-line").with("line", *row + 1),
    });
    language.message(&message)
}
