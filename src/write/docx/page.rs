//! The page: A4 (for broad forms A3) with the margins of official papers, what stands at its foot, and the mark of a draft at its head.

use super::xml::{DECLARATION, RELATIONS, WORD, escaped};
use crate::sheet::{Book, Sheet};

/// How a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Upright,
    Broad,
    /// A form of more columns than A4 has room for, to be filled in on a screen: A3 on its side.
    Large,
}

/// The most columns of a table on A4.
const COLUMNS: u16 = 12;

// In twentieths of a point: the sides of A4; 30 mm at the left, where papers are bound, 10 at the right, 20 above and below.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
const LONG_OF_A3: u32 = 23_811;
const LEFT: u32 = 1701;
const RIGHT: u32 = 567;
const ABOVE: u32 = 1134;
/// How far the foot and the head stand from the edge: 10 mm.
const EDGE: u32 = 567;

/// The longest name of an organisation at the foot, in characters: a longer one would be printed over the day in the middle.
const LONGEST: (usize, usize) = (48, 80);

impl Side {
    pub fn of(sheet: &Sheet<'_>) -> Self {
        match sheet.landscape {
            true if sheet.columns() > COLUMNS => Self::Large,
            true => Self::Broad,
            false => Self::Upright,
        }
    }

    /// The room between the margins, in twentieths of a point.
    pub fn width(self) -> u32 {
        self.sides()[0] - LEFT - RIGHT
    }

    /// The same from the upper margin to the lower one.
    pub fn height(self) -> u32 {
        self.sides()[1] - 2 * ABOVE
    }

    fn sides(self) -> [u32; 2] {
        match self {
            Self::Upright => [SHORT, LONG],
            Self::Broad => [LONG, SHORT],
            Self::Large => [LONG_OF_A3, LONG],
        }
    }

    /// What a section says of its pages.
    pub fn section(self, book: &Book<'_>) -> String {
        let footer = match self {
            _ if has_no_foot(book) => String::new(),
            Self::Upright => reference("footer", "rId3"),
            Self::Broad | Self::Large => reference("footer", "rId4"),
        };
        let header = book.draft.as_ref().map(|_| reference("header", "rId5")).unwrap_or_default();
        let [width, height] = self.sides();
        let turned = if width > height { " w:orient=\"landscape\"" } else { "" };
        format!(
            "<w:sectPr>{header}{footer}<w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/><w:pgMar w:top=\"{ABOVE}\" \
             w:right=\"{RIGHT}\" w:bottom=\"{ABOVE}\" w:left=\"{LEFT}\" w:header=\"{EDGE}\" w:footer=\"{EDGE}\" \
             w:gutter=\"0\"/></w:sectPr>"
        )
    }
}

fn reference(what: &str, id: &str) -> String {
    format!("<w:{what}Reference w:type=\"default\" r:id=\"{id}\"/>")
}

/// Whether pages have nothing at their foot: a form to fill in.
fn has_no_foot(book: &Book<'_>) -> bool {
    book.footer.iter().all(String::is_empty)
}

/// The feet of upright and broad pages and the head of a draft, as far as there are any: name, XML.
pub(super) fn parts(book: &Book<'_>) -> Vec<(&'static str, String)> {
    let mut parts = Vec::new();
    if !has_no_foot(book) {
        parts.push(("word/footer1.xml", footer(book, Side::Upright, LONGEST.0)));
        parts.push(("word/footer2.xml", footer(book, Side::Broad, LONGEST.1)));
    }
    if let Some(draft) = &book.draft {
        let text = escaped(draft).replace('\n', " ");
        let line = format!("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
        parts.push(("word/header1.xml", format!("{DECLARATION}<w:hdr {WORD} {RELATIONS}>{line}</w:hdr>")));
    }
    parts
}

/// The relations and content types of these parts: id, kind, file.
pub(super) fn relations(book: &Book<'_>) -> Vec<(&'static str, &'static str, &'static str)> {
    let mut relations = Vec::new();
    if !has_no_foot(book) {
        relations.extend([("rId3", "footer", "footer1.xml"), ("rId4", "footer", "footer2.xml")]);
    }
    if book.draft.is_some() {
        relations.push(("rId5", "header", "header1.xml"));
    }
    relations
}

fn footer(book: &Book<'_>, side: Side, longest: usize) -> String {
    let [left, center, right] = &book.footer;
    let width = side.width();
    let tabs = format!(
        "<w:tabs><w:tab w:val=\"center\" w:pos=\"{}\"/><w:tab w:val=\"right\" w:pos=\"{width}\"/></w:tabs>",
        width / 2
    );
    let short: String = left.chars().take(longest).collect();
    let left = if short.len() < left.len() { short + "…" } else { short };
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let mut page = String::new();
    let mut rest = right.as_str();
    while let Some(at) = rest.find('{') {
        let (before, code) = rest.split_at(at);
        page.push_str(&run(before));
        let known =
            [("{pages}", "NUMPAGES"), ("{page}", "PAGE")].into_iter().find(|(known, _)| code.starts_with(known));
        let (taken, said) = known.map_or_else(|| (1, run("{")), |(known, name)| (known.len(), field(name)));
        page.push_str(&said);
        rest = &code[taken..];
    }
    page.push_str(&run(rest));
    let tab = "<w:r><w:tab/></w:r>";
    let line = [&run(&left), tab, &run(center), tab, &page].concat();
    format!(
        "{DECLARATION}<w:ftr {WORD} {RELATIONS}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{tabs}</w:pPr>{line}</w:p></w:ftr>"
    )
}
