//! Texts as XML.

/// The beginning of every part.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The name space of what a document says.
pub(super) const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
/// That of relations.
pub(super) const RELATIONS: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// A text for an element or an attribute. A sign that XML has no place for is replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        push(letter, &mut out);
    }
    out
}

/// Adds a letter; says whether it had to be replaced.
fn push(letter: char, out: &mut String) -> bool {
    match letter {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        // As it stands, readers would take it for the end of a line.
        '\r' => out.push_str("&#13;"),
        '\u{fffe}' | '\u{ffff}' => {
            out.push('\u{fffd}');
            return true;
        }
        '\t' | '\n' | ' '.. => out.push(letter),
        _ => {
            out.push('\u{fffd}');
            return true;
        }
    }
    false
}

/// Adds what a run of text holds: its words, line breaks and tabulators. Says how many signs had to be replaced.
pub(super) fn content(text: &str, out: &mut String) -> usize {
    let mut replaced = 0;
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        for (at, piece) in line.split('\t').enumerate() {
            if at > 0 {
                out.push_str("<w:tab/>");
            }
            if piece.is_empty() {
                continue;
            }
            out.push_str("<w:t xml:space=\"preserve\">");
            replaced += piece.chars().filter(|letter| push(*letter, out)).count();
            out.push_str("</w:t>");
        }
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tabulators_and_signs_of_xml_stay_what_they_are() {
        let mut out = String::new();
        assert_eq!(content("a<b\n\nв\tг \u{1}\u{ffff}", &mut out), 2);
        let text = |text: &str| format!("<w:t xml:space=\"preserve\">{text}</w:t>");
        let wanted = [&text("a&lt;b"), "<w:br/><w:br/>", &text("в"), "<w:tab/>", &text("г \u{fffd}\u{fffd}")];
        assert_eq!(out, wanted.concat());
        assert_eq!(escaped("\"&\r"), "&quot;&amp;&#13;");
    }
}
