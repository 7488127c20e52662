//! What governs a run besides its inputs: a configuration, and another method than the Regulation's.
//!
//! Every document says it: a configuration can keep findings from being made, and whoever reads a document without findings
//! must see that. Where everything is by default there is nothing to say.

use crate::case::{Configuration, SeverityOf};
use crate::locale::{Arg, Language, Message};
use crate::method::Method;
use crate::sheet::{Cell, Role, Sheet};

/// What governs a run.
#[derive(Clone, Copy, Debug)]
pub struct InForce<'a> {
    /// The configuration, if there is one.
    pub configuration: Option<&'a Configuration>,
    /// The method.
    pub method: &'a Method,
}

impl Configuration {
    /// What it changes of the findings, in short.
    fn changes(&self) -> Arg {
        let list = |words: &[String]| Arg::List(words.iter().map(|word| Arg::from(word.as_str())).collect());
        let mut changes = Vec::new();
        if !self.select.is_empty() {
            changes.push(Message::new("settings-select").with("codes", list(&self.select)));
        }
        if !self.ignore.is_empty() {
            changes.push(Message::new("settings-ignore").with("codes", list(&self.ignore)));
        }
        if !self.severity.is_empty() {
            let codes = self.severity.iter().map(|SeverityOf { code, severity }| {
                let severity = Message::new(match *severity {
                    "error" => "severity-error",
                    "warning" => "severity-warning",
                    _ => "severity-information",
                });
                Message::new("settings-severity-of").with("code", code.as_str()).with("severity", severity).into()
            });
            changes.push(Message::new("settings-severity").with("codes", Arg::List(codes.collect())));
        }
        if let Some(word) = &self.fail_on {
            changes.push(Message::new("settings-fail-on").with("word", word.as_str()));
        }
        if !self.waivers.is_empty() {
            changes.push(Message::new("settings-waivers").with("count", self.waivers.len()));
        }
        if !self.columns.is_empty() {
            changes.push(Message::new("settings-columns").with("count", self.columns.len()));
        }
        let both = |first, second| Message::new("skipped-and").with("first", first).with("second", second);
        changes.into_iter().reduce(both).unwrap_or_else(|| Message::new("settings-nothing")).into()
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
        let mut facts = Vec::new();
        if let Some(file) = self.configuration {
            facts.push(("fact-configuration", file.path.clone()));
            facts.push(("fact-configuration-sha256", file.sha256.clone()));
            let changes = Message::new("settings-changes").with("changes", file.changes()).shortened();
            facts.push(("fact-configuration-changes", language.message(&changes)));
        }
        if self.configuration.is_some() || self.other_method().is_some() {
            facts.push(("fact-method-id", self.method.id.clone()));
            facts.push(("fact-method-sha256", self.method.sha256.clone()));
        }
        if facts.is_empty() {
            return None;
        }
        let mut sheet = Sheet { name: language.text("sheet-settings"), widths: vec![28, 68], ..Sheet::default() };
        sheet.row(vec![Cell::text(Role::Title, language.text("heading-settings")).spanning(2)]);
        for (id, value) in facts {
            sheet.row(vec![Cell::text(Role::Label, language.text(id)), Cell::text(Role::Body, value)]);
        }
        Some(sheet)
    }
}
