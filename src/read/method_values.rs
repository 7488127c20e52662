//! Reads single values of a method file: numbers, texts in three languages, choices, tables.

use super::codes;
use super::toml_tree::{integer, list, missing_key, spot, unknown_key, wrong_type};
use crate::diag::Sink;
use crate::locale::{Arg, Language, Message, Texts};
use crate::method::{Basis, NOT_FIXED};
use crate::source::Spot;
use crate::text::suggestion;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) struct Reader<'f> {
    pub(super) sink: Sink<'f>,
    /// Where each entry stands, by its path.
    pub(super) spots: BTreeMap<String, Spot>,
    /// Paths of entries that could not be decoded; what is proved of a method presumes that there are none.
    pub(super) broken: BTreeSet<String>,
    pub(super) level_keys: Vec<String>,
}

/// A table being decoded: what was asked of it, so that the rest can be reported.
pub(super) struct Entry<'t> {
    pub(super) path: String,
    pub(super) place: Spot,
    pub(super) table: Option<&'t DeTable<'t>>,
    pub(super) asked: Vec<&'static str>,
}

impl Reader<'_> {
    /// The place of an entry, or of the nearest one around it.
    pub(super) fn spot(&self, path: &str) -> Spot {
        let mut around = std::iter::successors(Some(path), |path| path.rfind(['.', '[']).map(|at| &path[..at]));
        around.find_map(|path| self.spots.get(path)).copied().unwrap_or(Spot::File)
    }

    /// The place of what a fault is about. A scale without criteria may be a list of its points.
    pub(super) fn place_of(&self, path: &str) -> Spot {
        if !self.spots.contains_key(path) && path.contains(".point") {
            let in_list = self.spot(&path.replacen(".point", "", 1));
            return if in_list == Spot::File { self.spot(path) } else { in_list };
        }
        self.spot(path)
    }

    pub(super) fn choice<T: Copy>(
        &mut self,
        entry: &mut Entry<'_>,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let word = self.text(entry, key);
        let chosen = choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if chosen.is_none() && !word.is_empty() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.not_allowed(entry, key, &word, &names);
        }
        chosen
    }

    pub(super) fn basis(&mut self, entry: &mut Entry<'_>) -> Basis {
        let Some(node) = self.take(entry, "position") else { return Basis::NotFixed };
        match (integer(node.get_ref()).and_then(|number| u32::try_from(number).ok()), node.get_ref().as_str()) {
            (Some(number), _) if number > 0 => Basis::Position(number),
            (_, Some(NOT_FIXED)) => Basis::NotFixed,
            _ => {
                let message = Message::new("method-bad-position").with("words", NOT_FIXED);
                self.fault(entry, "position", node.span(), message);
                Basis::NotFixed
            }
        }
    }

    pub(super) fn small(&mut self, entry: &mut Entry<'_>, key: &'static str) -> u8 {
        u8::try_from(self.number(entry, key, 0..=100)).unwrap_or_default()
    }

    pub(super) fn number(
        &mut self,
        entry: &mut Entry<'_>,
        key: &'static str,
        allowed: std::ops::RangeInclusive<u32>,
    ) -> u32 {
        let Some(node) = self.take(entry, key) else { return 0 };
        let number = integer(node.get_ref()).and_then(|number| u32::try_from(number).ok());
        number.filter(|number| allowed.contains(number)).unwrap_or_else(|| {
            let message = Message::new("method-number-out-of-range")
                .with("key", key)
                .with("from", *allowed.start())
                .with("to", *allowed.end());
            self.fault(entry, key, node.span(), message);
            0
        })
    }

    pub(super) fn flag(&mut self, entry: &mut Entry<'_>, key: &'static str) -> bool {
        let Some(node) = self.take(entry, key) else { return false };
        node.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong(entry, key, node, "value-boolean");
            false
        })
    }

    pub(super) fn text(&mut self, entry: &mut Entry<'_>, key: &'static str) -> String {
        let Some(node) = self.take(entry, key) else { return String::new() };
        match node.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => text.to_owned(),
            Some(_) => {
                self.fault(entry, key, node.span(), Message::new("empty-text").with("field", key));
                String::new()
            }
            None => {
                self.wrong(entry, key, node, "value-text");
                String::new()
            }
        }
    }

    pub(super) fn words(&mut self, entry: &mut Entry<'_>, key: &'static str) -> Vec<String> {
        let Some(node) = self.take(entry, key) else { return Vec::new() };
        let Some(items) = node.get_ref().as_array() else {
            self.wrong(entry, key, node, "value-texts");
            return Vec::new();
        };
        let word = |item: &Spanned<DeValue<'_>>| {
            let word = item.get_ref().as_str().map(str::to_owned);
            if word.is_none() {
                self.wrong(entry, key, item, "value-text");
            }
            word
        };
        items.iter().filter_map(word).collect()
    }

    pub(super) fn optional_texts(&mut self, entry: &mut Entry<'_>, key: &'static str) -> Option<Texts> {
        if entry.table.is_some_and(|table| table.contains_key(key)) {
            return Some(self.texts(entry, key));
        }
        entry.asked.push(key);
        None
    }

    pub(super) fn texts(&mut self, entry: &mut Entry<'_>, key: &'static str) -> Texts {
        let mut inner = self.table(entry, key);
        let [ky, ru, en] = Language::ALL.map(|language| self.text(&mut inner, language.code()).into());
        self.close(inner);
        Texts { ky, ru, en }
    }

    pub(super) fn table<'t>(&mut self, entry: &mut Entry<'t>, key: &'static str) -> Entry<'t> {
        let path = entry.child(key);
        let node = self.take(entry, key);
        let place = node.map_or(entry.place, |node| spot(node.span()));
        let table = node.and_then(|node| {
            let table = node.get_ref().as_table();
            if table.is_none() {
                self.wrong(entry, key, node, "value-table");
            }
            table
        });
        Entry { path, place, table, asked: Vec::new() }
    }

    pub(super) fn entries<'t, T>(
        &mut self,
        root: &mut Entry<'t>,
        key: &'static str,
        each: impl Fn(&mut Self, &mut Entry<'t>) -> T,
    ) -> Vec<T> {
        let Some(node) = self.take(root, key) else { return Vec::new() };
        let Some(items) = node.get_ref().as_array() else {
            self.wrong(root, key, node, "value-tables");
            return Vec::new();
        };
        let mut out = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = format!("{}[{at}]", root.child(key));
            let place = spot(item.span());
            self.spots.insert(path.clone(), place);
            match item.get_ref().as_table() {
                Some(table) => {
                    let mut entry = Entry { path, place, table: Some(table), asked: Vec::new() };
                    out.push(each(self, &mut entry));
                    self.close(entry);
                }
                None => self.wrong(root, key, item, "value-table"),
            }
        }
        out
    }

    /// The value of a key, which is thereby known; reports it missing.
    pub(super) fn take<'t>(&mut self, entry: &mut Entry<'t>, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        entry.asked.push(key);
        let table = entry.table?;
        let path = entry.child(key);
        let Some(node) = table.get(key) else {
            missing_key(key, entry.name(), entry.place, &mut self.sink);
            self.broken.insert(path);
            return None;
        };
        self.spots.insert(path, spot(node.span()));
        Some(node)
    }

    /// Reports the keys of a decoded table that nothing asked for.
    pub(super) fn close(&mut self, entry: Entry<'_>) {
        for key in entry.table.into_iter().flat_map(DeTable::keys) {
            if !entry.asked.contains(&key.get_ref().as_ref()) {
                unknown_key(key.get_ref(), key.span(), entry.name(), &entry.asked, &mut self.sink);
            }
        }
    }

    pub(super) fn wrong(
        &mut self,
        entry: &Entry<'_>,
        key: &'static str,
        node: &Spanned<DeValue<'_>>,
        expected: &'static str,
    ) {
        wrong_type(key, node, expected, &mut self.sink);
        self.broken.insert(entry.child(key));
    }

    pub(super) fn fault(&mut self, entry: &Entry<'_>, key: &str, span: std::ops::Range<usize>, message: Message) {
        self.sink.report(&codes::INVALID_METHOD, spot(span), message);
        self.broken.insert(entry.child(key));
    }

    pub(super) fn not_allowed(&mut self, entry: &Entry<'_>, key: &'static str, found: &str, allowed: &[&str]) {
        let place = self.spot(&entry.child(key));
        let help = match suggestion(found, allowed.iter().copied()) {
            Some(near) => Message::new("did-you-mean-or").with("word", near).with("allowed", list(allowed)),
            None => Message::new("allowed-values").with("allowed", list(allowed)),
        };
        let message = Message::new("unknown-word").with("field", Arg::from(key)).with("found", found);
        self.sink.report(&codes::UNKNOWN_WORD, place, message).help = Some(help);
        self.broken.insert(entry.child(key));
    }
}

impl Entry<'_> {
    pub(super) fn child(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub(super) fn name(&self) -> Arg {
        if self.path.is_empty() { Message::new("table-file").into() } else { self.path.as_str().into() }
    }
}
