//! A paragraph: its style, what it has besides, its text.

use super::xml::content;

/// What a paragraph has besides its style.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    pub style: &'static str,
    /// Whether it stays on the page of what follows.
    pub keep_next: bool,
    /// Whether a page begins with it.
    pub page_break: bool,
    /// How far from the left margin it begins, in twentieths of a point.
    pub indent: u32,
    /// The size of its letters in half-points, where that is not its style's.
    pub size: Option<u8>,
}

impl Paragraph {
    /// Writes it with a text; says how many signs had to be replaced.
    pub fn write(self, text: &str, out: &mut String) -> usize {
        let Self { style, keep_next, page_break, indent, size } = self;
        out.extend(["<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/>"]);
        if keep_next {
            out.push_str("<w:keepNext/>");
        }
        if page_break {
            out.push_str("<w:pageBreakBefore/>");
        }
        if indent > 0 {
            out.extend([format!("<w:ind w:left=\"{indent}\"/>")]);
        }
        out.push_str("</w:pPr>");
        let mut replaced = 0;
        if !text.is_empty() {
            out.push_str("<w:r>");
            if let Some(size) = size {
                out.extend([format!("<w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>")]);
            }
            replaced = content(text, out);
            out.push_str("</w:r>");
        }
        out.push_str("</w:p>");
        replaced
    }
}

/// An empty paragraph as low as can be, of so many twentieths of a point, with what else it says: between two tables, and at the
/// end of a section.
pub(super) fn low(height: u32, keep_next: bool, also: &str, out: &mut String) {
    let keep = if keep_next { "<w:keepNext/>" } else { "" };
    out.extend([format!(
        "<w:p><w:pPr>{keep}<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{height}\" w:lineRule=\"exact\"/>\
         <w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr>{also}</w:pPr></w:p>"
    )]);
}
