//! What governs a run besides its inputs: a configuration, and another method than the Regulation's.
//!
//! Every document says it: a configuration can keep findings from being made, and whoever reads a document without findings
//! must see that. Where all is default, documents say nothing of it.

use crate::case::{Configuration, SeverityOf};
use crate::locale::{Arg, Language, Message};
use crate::method::Method;
use crate::sheet::{Role, Sheet};

/// What governs a run.
#[derive(Clone, Copy, Debug)]
pub struct InForce<'a> {
    /// The configuration, if there is one.
    pub configuration: Option<&'a Configuration>,
    /// The method.
    pub method: &'a Method,
}

impl Configuration {
    /// What it changes about the findings, in short.
    fn changes(&self) -> Arg {
        let listed = |items: Vec<Arg>| (!items.is_empty()).then_some(Arg::List(items));
        let list = |words: &[String]| listed(words.iter().map(|word| word.as_str().into()).collect());
        let count = |count: usize| (count > 0).then(|| Arg::from(count));
        let severity = self.severity.iter().map(|SeverityOf { code, severity }| {
            let severity = Message::new(match *severity {
                "error" => "severity-error",
                "warning" => "severity-warning",
                _ => "severity-information",
            });
            Message::new("settings-severity-of").with("code", code.as_str()).with("severity", severity).into()
        });
        let changes = [
            ("settings-select", "codes", list(&self.select)),
            ("settings-ignore", "codes", list(&self.ignore)),
            ("settings-severity", "codes", listed(severity.collect())),
            ("settings-fail-on", "word", self.fail_on.as_deref().map(Arg::from)),
            ("settings-waivers", "count", count(self.waivers.len())),
            ("settings-columns", "count", count(self.columns.len())),
        ];
        let changes = changes.into_iter().filter_map(|(id, name, value)| Some(Message::new(id).with(name, value?)));
        let both = |first, second| Message::new("skipped-and").with("first", first).with("second", second);
        changes.reduce(both).unwrap_or_else(|| Message::new("settings-nothing")).into()
    }
}

impl<'a> InForce<'a> {
    /// The method, where it is not the one that is used when none is named.
    #[must_use]
    pub fn other_method(&self) -> Option<&'a Method> {
        Some(self.method).filter(|method| !method.is_default())
    }

    /// A sentence on the configuration and one on the method, where they are not the defaults.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        let configuration = self.configuration.map(|file| {
            Message::new("in-force-configuration")
                .with("path", file.path.as_str())
                .with("sha256", file.sha256.as_str())
                .with("changes", file.changes())
        });
        let method = self.other_method().map(|method| {
            Message::new("in-force-method").with("id", method.id.as_str()).with("sha256", method.sha256.as_str())
        });
        configuration.into_iter().chain(method).map(|message| message.shortened()).collect()
    }

    /// The last sheet of each workbook, where there is something to say.
    #[must_use]
    pub fn sheet<'s>(&self, language: Language) -> Option<Sheet<'s>> {
        if self.configuration.is_none() && self.other_method().is_none() {
            return None;
        }
        let mut sheet = Sheet { name: language.text("sheet-settings"), widths: vec![28, 68], ..Sheet::default() };
        sheet.across(Role::Title, language.text("heading-settings"));
        let mut fact = |id: &str, value: String| sheet.fact(language.text(id), Role::Body, value);
        if let Some(file) = self.configuration {
            fact("fact-configuration", file.path.clone());
            fact("fact-configuration-sha256", file.sha256.clone());
            let changes = Message::new("settings-changes").with("changes", file.changes()).shortened();
            fact("fact-configuration-changes", language.message(&changes));
        }
        fact("fact-method-id", self.method.id.clone());
        fact("fact-method-sha256", self.method.sha256.clone());
        Some(sheet)
    }
}
