//! A code of the program explained: what it finds, why that matters, what to write instead, with a bad and a good example.
//!
//! For the terminal as text, for documentation as Markdown. The words are the catalogues', in messages named after the code.

use crate::diag::Code;
use crate::locale::{Language, Message};
use std::fmt::Write as _;

/// A code with its examples, if it has any.
#[derive(Clone, Copy, Debug)]
pub struct CodeExplanation {
    /// The code.
    pub code: &'static Code,
    /// The version that brought it.
    pub since: &'static str,
    /// Whether it is looked for only where it is selected.
    pub off: bool,
    /// A text with the fault and one without it.
    pub examples: Option<CodeExamples>,
}

/// A text with the fault and one without it.
#[derive(Clone, Copy, Debug)]
pub struct CodeExamples {
    /// What the code finds.
    pub bad: &'static str,
    /// The same without the fault.
    pub good: &'static str,
    /// The format of both: the ending of a file that holds them.
    pub format: &'static str,
}

/// The three parts of every explanation: the message that heads the part, and the ending of the message that is the part.
const PARTS: [(&str, &str); 3] =
    [("explain-code-what", ""), ("explain-code-why", "-why"), ("explain-code-mend", "-mend")];

impl CodeExplanation {
    /// The explanation as text for a terminal.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let mut out = format!("{} {} ({})\n", self.code.code, self.code.name, self.standing(language));
        for (heading, text) in self.parts(language) {
            let _ = write!(out, "\n{heading}\n  {text}\n");
        }
        if self.off {
            let _ = write!(out, "\n{}\n", self.said_to_be_off(language));
        }
        for (heading, example) in self.examples(language) {
            let _ = write!(out, "\n{heading}\n");
            for line in example.lines() {
                let indented = format!("  {line}");
                out.push_str(indented.trim_end());
                out.push('\n');
            }
        }
        out
    }

    /// The explanation as a section of a Markdown document.
    #[must_use]
    pub fn markdown(&self, language: Language) -> String {
        let mut out = format!("## {} {}\n\n_{}_\n", self.code.code, self.code.name, self.standing(language));
        for (heading, text) in self.parts(language) {
            let _ = write!(out, "\n**{heading}.** {}\n", literal(&text));
        }
        if self.off {
            let _ = write!(out, "\n{}\n", literal(&self.said_to_be_off(language)));
        }
        for (heading, example) in self.examples(language) {
            let format = self.examples.map_or("", |examples| examples.format);
            let _ = write!(out, "\n{heading}:\n\n```{format}\n{}\n```\n", example.trim_end());
        }
        out
    }

    /// How much a finding of the code weighs, and since when there is the code.
    fn standing(&self, language: Language) -> String {
        let severity = language.text(&format!("severity-{}", self.code.severity.key()));
        let message = Message::new("explain-code").with("severity", severity).with("version", self.since);
        language.message(&message)
    }

    fn said_to_be_off(&self, language: Language) -> String {
        language.message(&Message::new("explain-code-off").with("code", self.code.code))
    }

    fn parts(&self, language: Language) -> [(String, String); 3] {
        PARTS.map(|(heading, ending)| {
            (language.text(heading), language.text(&format!("rule-{}{ending}", self.code.name)))
        })
    }

    fn examples(&self, language: Language) -> Vec<(String, &'static str)> {
        let both = self.examples.map(|examples| {
            [("explain-code-bad", examples.bad), ("explain-code-good", examples.good)]
                .map(|(heading, example)| (language.text(heading), example))
        });
        both.into_iter().flatten().collect()
    }
}

/// A text in which Markdown sees no signs of its own.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '[' | ']' | '*' | '_' | '`' | '<' | '>' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severity;

    const CODE: Code = Code { code: "TB202", name: "missing-justification", severity: Severity::Error };

    #[test]
    fn an_explanation_holds_its_examples_line_by_line() {
        let examples = Some(CodeExamples { bad: "a\n\nb\n", good: "c\n", format: "toml" });
        let explained = CodeExplanation { code: &CODE, since: "0.1.0", off: false, examples };
        let text = explained.text(Language::En);
        assert!(
            text.starts_with("TB202 missing-justification (error, since version 0.1.0)\n\nWhat is found\n  "),
            "{text}"
        );
        assert!(text.ends_with("\n  a\n\n  b\n\nExample without it\n  c\n"), "{text}");
        let markdown = explained.markdown(Language::En);
        assert!(
            markdown
                .starts_with("## TB202 missing-justification\n\n_error, since version 0.1.0_\n\n**What is found.** ")
        );
        assert!(markdown.contains("\n```toml\na\n\nb\n```\n"), "{markdown}");
        assert!(!CodeExplanation { examples: None, ..explained }.text(Language::En).contains("Example"));
        assert!(!text.contains("--select"));
        assert!(CodeExplanation { off: true, ..explained }.text(Language::En).contains("--select TB202"));
    }

    #[test]
    fn signs_of_markdown_are_kept_as_typed() {
        assert_eq!(literal("[[a_b]] *"), "\\[\\[a\\_b\\]\\] \\*");
    }
}
