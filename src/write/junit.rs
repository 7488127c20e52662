//! Findings as a `JUnit` report, which build servers show as a table: a register is a suite, a situation a case of it.
//!
//! An error fails the case; warnings are its output. A case with nothing but waived findings is skipped. There are no times: the same run gives the same bytes.
//! <https://github.com/testmoapp/junitxml>

use super::concise::line;
use crate::case::Entry;
use crate::diag::{Diagnostic, Severity};
use crate::locale::{Language, Message};
use crate::report::Run;
use crate::text::in_one_line;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::collections::BTreeMap;
use std::io;

type Xml = Writer<Vec<u8>>;

/// The findings of a run as a `JUnit` report, each suite in the language of its register.
#[must_use]
pub fn junit(run: &Run<'_>) -> String {
    let mut suites: Vec<Suite<'_>> = run.entries.iter().map(Suite::new).collect();
    // What was found about the run's configuration is a suite of its own.
    if let Some(first) = run.about_run.first() {
        let mut case = TestCase::new("configuration".to_owned());
        run.about_run.iter().for_each(|finding| case.take(finding));
        let language = run.entries.first().map_or(Language::Ky, |entry| entry.language());
        suites.push(Suite {
            path: &first.place.path,
            id: crate::report::TOOL,
            language,
            refused: false,
            cases: vec![case],
        });
    }
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory cannot fail.
    let written = write(&suites, &properties(run), &mut xml);
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8(xml.into_inner()).unwrap_or_default() + "\n"
}

/// A register or a plan of measures, or a file that is neither.
struct Suite<'a> {
    path: &'a str,
    id: &'a str,
    language: Language,
    refused: bool,
    /// The register as a whole, then its situations; the plan, then its measures.
    cases: Vec<TestCase<'a>>,
}

/// A situation or a measure with what was found about it.
struct TestCase<'a> {
    name: String,
    errors: Vec<&'a Diagnostic>,
    remarks: Vec<&'a Diagnostic>,
    waived: Vec<&'a Diagnostic>,
}

impl<'a> TestCase<'a> {
    fn new(name: String) -> Self {
        Self { name, errors: Vec::new(), remarks: Vec::new(), waived: Vec::new() }
    }

    fn take(&mut self, finding: &'a Diagnostic) {
        if finding.waived.is_some() {
            self.waived.push(finding);
        } else if finding.severity == Severity::Error {
            self.errors.push(finding);
        } else {
            self.remarks.push(finding);
        }
    }

    fn is_skipped(&self) -> bool {
        !self.waived.is_empty() && self.errors.is_empty() && self.remarks.is_empty()
    }
}

impl<'a> Suite<'a> {
    fn new(entry: &Entry<'a>) -> Self {
        let (titles, whole) = match entry {
            Entry::Case(case) => (case.situation_titles(), "register"),
            Entry::Plan(planned) => (planned.measure_titles(), "plan"),
            Entry::Refused(_) => (Vec::new(), "register"),
        };
        let refused = matches!(entry, Entry::Refused(_));
        let mut cases = vec![TestCase::new(whole.to_owned())];
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, title) in titles {
            // A finding about an id that stands twice goes to the first with it.
            numbers.entry(id).or_insert(cases.len());
            cases.push(TestCase::new(in_one_line(&format!("{id} {title}")).into_owned()));
        }
        for finding in entry.findings() {
            let number = finding.situation.as_deref().and_then(|id| numbers.get(id)).copied().unwrap_or_default();
            cases[number].take(finding);
        }
        Self { path: entry.path(), id: entry.id(), language: entry.language(), refused, cases }
    }

    /// How many cases there are, failed, went wrong and were skipped.
    fn counts(&self) -> [usize; 4] {
        let all = self.cases.len();
        if self.refused {
            return [all, 0, 1, 0];
        }
        let failed = self.cases.iter().filter(|case| !case.errors.is_empty()).count();
        [all, failed, 0, self.cases.iter().filter(|case| case.is_skipped()).count()]
    }
}

/// What counts are called in the report.
const COUNTS: [&str; 4] = ["tests", "failures", "errors", "skipped"];

fn attributes(name: &str, counts: [usize; 4]) -> Vec<(&'static str, String)> {
    let counts = COUNTS.into_iter().zip(counts.map(|count| count.to_string()));
    std::iter::once(("name", valid(&in_one_line(name)))).chain(counts).collect()
}

/// What governs the run, where it is not the default: names and values.
fn properties(run: &Run<'_>) -> Vec<(&'static str, String)> {
    let in_force = run.in_force();
    let mut properties = Vec::new();
    if let Some(file) = run.configuration {
        properties.push(("configuration", file.path.clone()));
        properties.push(("configuration.sha256", file.sha256.clone()));
        let severity: Vec<String> = file.severity.iter().map(|of| format!("{}={}", of.code, of.severity)).collect();
        let columns: Vec<String> = file.columns.iter().map(|of| format!("{}={}", of.title, of.field)).collect();
        let changes = [
            ("configuration.select", file.select.join(",")),
            ("configuration.ignore", file.ignore.join(",")),
            ("configuration.severity", severity.join(",")),
            ("configuration.fail_on", file.fail_on.clone().unwrap_or_default()),
            ("configuration.waivers", file.waivers.join(",")),
            ("configuration.columns", columns.join(",")),
        ];
        properties.extend(changes.into_iter().filter(|(_, value)| !value.is_empty()));
    }
    if run.configuration.is_some() || in_force.other_method().is_some() {
        properties.push(("method", run.method.id.clone()));
        properties.push(("method.sha256", run.method.sha256.clone()));
    }
    properties
}

fn write(suites: &[Suite<'_>], properties: &[(&'static str, String)], xml: &mut Xml) -> io::Result<()> {
    let mut totals = [0; 4];
    for suite in suites {
        for (total, count) in totals.iter_mut().zip(suite.counts()) {
            *total += count;
        }
    }
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    element(xml, "testsuites", &attributes(crate::report::TOOL, totals), |xml| {
        suites.iter().try_for_each(|suite| {
            element(xml, "testsuite", &attributes(suite.path, suite.counts()), |xml| {
                if !properties.is_empty() {
                    element(xml, "properties", &[], |xml| {
                        properties.iter().try_for_each(|(name, value)| {
                            let value = valid(&in_one_line(value));
                            empty_element(xml, "property", &[("name", (*name).to_owned()), ("value", value)])
                        })
                    })?;
                }
                suite.cases.iter().try_for_each(|case| test_case(suite, case, xml))
            })
        })
    })
}

fn test_case(suite: &Suite<'_>, case: &TestCase<'_>, xml: &mut Xml) -> io::Result<()> {
    let name = [("classname", valid(&in_one_line(suite.id))), ("name", valid(&case.name))];
    let is_silent = case.errors.is_empty() && case.remarks.is_empty() && case.waived.is_empty();
    if is_silent && !suite.refused {
        return empty_element(xml, "testcase", &name);
    }
    let mut remarks = case.remarks.clone();
    remarks.extend(&case.waived);
    element(xml, "testcase", &name, |xml| {
        if case.is_skipped() && !suite.refused {
            let reasons = case.waived.iter().filter_map(|finding| finding.waived.as_ref());
            let mut reasons: Vec<String> =
                reasons.map(|waiver| said(&waiver.justification(), suite.language)).collect();
            reasons.dedup();
            empty_element(xml, "skipped", &[("message", valid(&reasons.join("; ")))])?;
        } else if suite.refused || !case.errors.is_empty() {
            let kind = if suite.refused { "error" } else { "failure" };
            let first = case.errors.first();
            let message = first.map(|first| said(&first.message, suite.language)).unwrap_or_default();
            let code = first.map(|first| first.code.code).unwrap_or_default().to_owned();
            let head = [("message", valid(&message)), ("type", code)];
            element(xml, kind, &head, |xml| text(xml, &lines(&case.errors, suite.language)))?;
        }
        if remarks.is_empty() {
            return Ok(());
        }
        element(xml, "system-out", &[], |xml| text(xml, &lines(&remarks, suite.language)))
    })
}

/// Findings one to a line, each with its advice, and with why it is waived.
fn lines(found: &[&Diagnostic], language: Language) -> String {
    let mut lines = Vec::new();
    for finding in found {
        lines.push(line(finding, language));
        if let Some(help) = &finding.help {
            lines.push(format!("  {}: {}", language.text("severity-help"), said(help, language)));
        }
        if let Some(waiver) = &finding.waived {
            lines.push(format!("  {}", said(&waiver.justification(), language)));
        }
    }
    lines.join("\n")
}

/// A message on one line.
fn said(message: &Message, language: Language) -> String {
    in_one_line(&language.message(message)).into_owned()
}

fn element(
    xml: &mut Xml,
    name: &str,
    attributes: &[(&'static str, String)],
    content: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let attributes = attributes.iter().map(|(key, value)| (*key, value.as_str()));
    xml.create_element(name).with_attributes(attributes).write_inner_content(content).map(|_| ())
}

fn empty_element(xml: &mut Xml, name: &str, attributes: &[(&'static str, String)]) -> io::Result<()> {
    let attributes = attributes.iter().map(|(key, value)| (*key, value.as_str()));
    xml.create_element(name).with_attributes(attributes).write_empty().map(|_| ())
}

fn text(xml: &mut Xml, text: &str) -> io::Result<()> {
    xml.write_event(Event::Text(BytesText::new(&valid(text))))
}

/// A text with what XML 1.0 cannot hold replaced: control characters and the two codes that are no characters.
fn valid(text: &str) -> String {
    let forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(forbidden, "\u{fffd}")
}
