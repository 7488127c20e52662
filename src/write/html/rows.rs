//! Tables whose rows are lines where there is room and cards on a phone. What that needs besides the common style is made for each table:
//! how wide its columns are, and where and under which title they stand on a card.

use maud::{Markup, html};
use std::borrow::Cow;

/// From so many rows on, those out of sight are not laid out.
pub(super) const MANY: usize = 200;

/// How many rows stand together at most: what is out of sight is passed over so many at once.
pub(super) const TOGETHER: usize = 50;

/// How a column is laid out: its width in a line, its place on a card, and where its title stands there.
#[derive(Clone, Copy)]
pub(super) struct Layout(pub(super) &'static str, pub(super) u8, pub(super) Label);

/// The width of a column that stands below the line, under all that follow the second.
pub(super) const BELOW: &str = "";

/// Where a title stands on a card.
#[derive(Clone, Copy)]
pub(super) enum Label {
    /// Nowhere: what stands there speaks for itself.
    None,
    /// Above what it names.
    Above,
    /// Beside it.
    Beside,
}

/// The rules of style of a table's columns. Titles on cards are for the eye: the columns have their headers.
pub(super) fn table_style<'t>(id: &str, columns: impl Iterator<Item = (Cow<'t, str>, Layout)>) -> String {
    let (mut cards, mut widths, mut below) = (String::new(), String::new(), String::new());
    for (number, (title, Layout(width, place, label))) in (1..).zip(columns) {
        let title = title.replace('\\', "\\\\").replace('"', "\\\"");
        let cell = format!("#{id} .r>:nth-child({number})");
        let shown = match label {
            Label::None => String::new(),
            Label::Above => format!("{cell}::before{{{};display:block}}", content(&title)),
            Label::Beside => format!("{cell}::before{{{}}}", content(&format!("{title}: "))),
        };
        cards += &format!("{cell}{{order:{place}}}{shown}");
        if width == BELOW {
            let named = content(&format!("{title}: "));
            below = format!("{cell}{{grid-column:3/-1}}{cell}::before{{{named}}}#{id} .head>:nth-child({number}){{position:absolute;clip-path:inset(50%)}}");
        } else if width.ends_with("fr") {
            widths += &format!(" minmax(0,{width})");
        } else {
            widths += &format!(" {width}");
        }
    }
    format!(
        "@media screen and (max-width:63.99rem){{{cards}}}\
         @media screen and (min-width:64rem){{#{id} .r,#{id} .head{{grid-template-columns:{widths}}}{below}}}"
    )
}

/// A text that is seen and not read aloud; older browsers know only the first form.
fn content(text: &str) -> String {
    format!("content:\"{text}\";content:\"{text}\" / \"\"")
}

/// A heading over rows of a table.
pub(super) fn group_row(columns: usize, heading: &Markup) -> Markup {
    html! { tr.group role="row" { th scope="rowgroup" role="rowheader" colspan=(columns) { (heading) } } }
}
