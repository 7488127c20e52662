//! The styles of a document, as far as they say what is read: numbers, hidden text, headings.

use super::xml::{Piece, Xml, given, is_on, number, value};
use crate::read::budget::{Budget, STYLES};
use crate::read::unreadable::Unreadable;
use std::collections::HashMap;
use std::io::BufRead;

/// How many styles one rests on at most: more is a circle.
const DEEPEST: usize = 32;

/// A number that a paragraph or a style gives itself: which list, and which level of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub list: Option<u32>,
    pub level: Option<u32>,
}

/// A style.
#[derive(Clone, Debug, Default)]
struct Style {
    rests_on: Option<String>,
    numbered: Numbered,
    hides: Option<bool>,
    /// The level of a heading, 0 for the first.
    outline: Option<u32>,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

impl Styles {
    pub fn read(part: impl BufRead, budget: &Budget) -> Result<Self, Unreadable> {
        let mut styles = Self::default();
        let mut xml = Xml::of(part);
        let mut current: Option<(String, Style)> = None;
        let (mut counted, mut changes) = (0, 0_usize);
        // The elements that are open, and those in which an earlier state is told.
        let mut open: Vec<bool> = Vec::new();
        while let Some(piece) = xml.next()? {
            let tag = match piece {
                Piece::Open(tag) => tag,
                Piece::Close => {
                    if open.pop() == Some(true) {
                        changes = changes.saturating_sub(1);
                    }
                    continue;
                }
                Piece::Text(_) => continue,
            };
            counted += 1;
            budget.within(counted, &STYLES)?;
            let name = tag.local_name();
            let name: &str = name.as_ref();
            let is_change = name.ends_with("Change");
            changes += usize::from(is_change);
            open.push(is_change);
            if name == "style" {
                if let Some((id, style)) = current.take() {
                    styles.all.insert(id, style);
                }
                let id = given(&tag, "styleId")?.unwrap_or_default();
                let is_usual = matches!(given(&tag, "default")?.as_deref(), Some("1" | "true" | "on"));
                if is_usual && given(&tag, "type")?.as_deref() == Some("paragraph") {
                    styles.usual = Some(id.clone());
                }
                current = Some((id, Style::default()));
            }
            let Some((_, style)) = current.as_mut().filter(|_| changes == 0) else { continue };
            match name {
                "basedOn" => style.rests_on = value(&tag)?,
                "numId" => style.numbered.list = number(&tag)?,
                "ilvl" => style.numbered.level = number(&tag)?,
                "vanish" => style.hides = Some(is_on(&tag)?),
                "outlineLvl" => style.outline = number(&tag)?,
                _ => {}
            }
        }
        styles.all.extend(current);
        Ok(styles)
    }

    /// A style and those that it rests on, the nearest first.
    fn line<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let known = |id: &'s str| Some((id, self.all.get(id)?));
        let first = id.or(self.usual.as_deref()).and_then(known);
        std::iter::successors(first, move |(_, style)| known(style.rests_on.as_deref()?)).take(DEEPEST)
    }

    /// The number that the style of a paragraph gives it, with the id of the style that does.
    pub fn numbered<'s>(&'s self, id: Option<&'s str>) -> Option<(&'s str, Numbered)> {
        let mut level = None;
        for (id, style) in self.line(id) {
            level = level.or(style.numbered.level);
            if style.numbered.list.is_some() {
                return Some((id, Numbered { list: style.numbered.list, level }));
            }
        }
        None
    }

    /// Whether a style hides its text.
    pub fn hides(&self, id: Option<&str>) -> bool {
        self.line(id).find_map(|(_, style)| style.hides).unwrap_or_default()
    }

    /// Whether a paragraph of a style is a heading.
    pub fn is_heading(&self, id: Option<&str>) -> bool {
        self.line(id).find_map(|(_, style)| style.outline).is_some_and(|level| level < 9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::budget::TEXT;

    fn of(xml: &str) -> Styles {
        Styles::read(format!("<w:styles>{xml}</w:styles>").as_bytes(), &Budget::of(1000, &TEXT)).unwrap()
    }

    #[test]
    fn a_style_takes_what_the_one_below_it_says() {
        let styles = of(
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
            <w:style w:styleId="A"><w:basedOn w:val="N"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
            <w:style w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr><w:rPr><w:vanish/></w:rPr></w:style>"#,
        );
        assert_eq!(styles.numbered(Some("B")), Some(("A", Numbered { list: Some(7), level: Some(2) })));
        assert_eq!((styles.hides(Some("B")), styles.hides(None), styles.is_heading(Some("B"))), (true, false, true));
        assert_eq!((styles.numbered(None), styles.is_heading(None)), (None, false));
    }

    #[test]
    fn a_circle_of_styles_ends() {
        let styles = of(
            r#"<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>"#,
        );
        assert_eq!(styles.numbered(Some("A")), None);
    }
}
