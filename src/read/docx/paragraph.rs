//! A paragraph while it is read, with the fields and the signs in it.

use super::styles::Numbered;

/// Where a break that somebody set lets a page begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Page {
    #[default]
    Nowhere,
    /// With the paragraph.
    Begins,
    /// Behind it.
    Ends,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// The number that it has by itself, with the blank behind it.
    pub number: String,
    pub text: String,
    pub hidden: String,
    pub style: Option<String>,
    pub numbered: Numbered,
    /// The level of the heading that it says it is.
    pub outline: Option<u32>,
    /// Whether its end is deleted, and the deletion is tracked: the next one goes on with it.
    pub is_joined: bool,
    pub page: Page,
    /// Whether the run that is read is hidden.
    pub is_run_hidden: bool,
}

/// The fields that are open: whether each shows its result now, or still says how to make it.
#[derive(Debug, Default)]
pub(super) struct FieldCodes(Vec<bool>);

impl FieldCodes {
    /// A mark of a field: its beginning, the end of its code, its end.
    pub fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => self.0.push(false),
            "separate" => {
                if let Some(last) = self.0.last_mut() {
                    *last = true;
                }
            }
            "end" => drop(self.0.pop()),
            _ => {}
        }
    }

    /// Whether what stands here is a code, and no text.
    pub fn is_code(&self) -> bool {
        self.0.iter().any(|shows| !shows)
    }
}

/// The list of a form's field from which one entry was chosen.
#[derive(Debug, Default)]
pub(super) struct Choice {
    pub chosen: usize,
    pub entries: Vec<String>,
}

/// A sign of a font of signs as a text has it; `None` for one that only the font knows.
pub(super) fn sign(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    let own = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let is_of_signs = font.starts_with("Wingdings") || font == "Symbol";
    let known = match (font, own) {
        ("Wingdings", 0xfc) | ("Wingdings 2", 0x50) => '✓',
        ("Wingdings", 0xfb) | ("Wingdings 2", 0x4f) => '✗',
        ("Wingdings", 0xfe) | ("Wingdings 2", 0x52) => '☑',
        ("Wingdings", 0xfd | 0x78) | ("Wingdings 2", 0x51 | 0x53) => '☒',
        ("Wingdings", 0xa8 | 0x6f) | ("Wingdings 2", 0xa3) => '☐',
        ("Symbol", 0xb7) | ("Wingdings", 0xa7 | 0x6c | 0x6e) => '•',
        ("Symbol", 0xb0) => '°',
        ("Symbol", 0xb3) => '≥',
        ("Symbol", 0xa3) => '≤',
        ("Symbol", 0xb1) => '±',
        ("Symbol", 0xb4) => '×',
        ("Symbol", 0xae) => '→',
        // The digits and signs of Symbol stand where those of all fonts do.
        ("Symbol", 0x20..=0x3f) => char::from_u32(own)?,
        _ if is_of_signs => return None,
        _ => char::from_u32(code)?,
    };
    Some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_results_of_fields_are_texts() {
        let mut fields = FieldCodes::default();
        let states = ["begin", "begin", "separate", "end", "separate", "end", "end"].map(|kind| {
            fields.mark(kind);
            fields.is_code()
        });
        assert_eq!(states, [true, true, true, true, false, false, false]);
    }

    #[test]
    fn signs_of_fonts_become_letters() {
        assert_eq!(sign("Wingdings", "F0FC"), Some('✓'));
        assert_eq!(sign("Symbol", "F032"), Some('2'));
        assert_eq!(sign("Wingdings", "F021"), None);
        assert_eq!(sign("Arial", "2116"), Some('№'));
    }
}
