//! `tobokel.toml`: what an organisation settles once for all runs, instead of typing flags.
//!
//! The file is that of the working folder, or the one that is named: who chooses the folder to work in, chooses it. One that
//! lies among the inputs governs nothing, for with it the sender of a register could keep findings about it from being made.
//! Flags win over the file, and it wins over the defaults. Whatever it says that is not understood is an error with its line:
//! a setting that is silently not in force is worse than none.

pub mod codes;
mod keys;
mod publish;
mod words;

pub use codes::{all_codes, code_named, is_code, is_code_or_family, with_outgrown};
pub use keys::{CONFIG_KEYS, ConfigKey, ConfigKind};
pub use publish::Publish;

use crate::diag::{Diagnostic, Severity, Sink, Waiver};
use crate::locale::{Arg, Language, Message};
use crate::model::{column_keys, criterion_column};
use crate::read::codes as reading;
use crate::read::toml_tree::{integer, kind_of, missing_key, parse, readable, spot, unknown_key};
use crate::source::{Position, SourceFile, Spot};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use words::unknown_word;

/// The name of the file.
pub const CONFIG_FILE: &str = "tobokel.toml";

/// What the file settles; `None` and empty lists where it says nothing.
#[derive(Debug, Default)]
pub struct Config {
    /// The language of documents and messages.
    pub language: Option<Language>,
    /// The method, an id or a file beside the configuration.
    pub method: Option<String>,
    /// Codes and families that are looked for; empty: all.
    pub select: Vec<String>,
    /// Codes and families that are passed over.
    pub ignore: Vec<String>,
    /// Weights other than the rules' own.
    pub severities: BTreeMap<String, Severity>,
    /// From which severity on a run fails: `error`, `warning`, `never`.
    pub fail_on: Option<String>,
    /// Where `assess` writes when nothing is said, each with its place in the file: below the file's own folder.
    pub outputs: Vec<(PathBuf, Spot)>,
    /// Whether tables that `assess` writes begin with the mark by which Excel knows UTF-8.
    pub bom: Option<bool>,
    /// How many situations may have the highest level.
    pub max_high: Option<usize>,
    /// The key of the level from which on each situation needs a measure.
    pub require_measure: Option<String>,
    /// Whether a measure counts as carried out only once somebody other than its executor confirmed it.
    pub verify: Option<bool>,
    /// The organisations whose registers are expected: ids.
    pub organizations: Vec<Expected>,
    /// What is let pass, each with its place in the file.
    pub waivers: Vec<(Waiver, Spot)>,
    /// Titles of columns as they stand in tables, each with the key of the field that it holds, or "" for none.
    pub columns: Vec<(String, String)>,
    /// What is published, and how.
    pub publish: Publish,
    /// On which line each setting stands, by its dotted key.
    pub lines: BTreeMap<String, usize>,
}

/// An organisation whose register is expected, and how its files are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// The id that it goes by.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Other names under which its files come.
    pub aliases: Vec<String>,
    /// The organisation above it, by id or name.
    pub parent: Option<String>,
    /// The language of what is written to it.
    pub language: Option<Language>,
    /// Where replies are sent.
    pub address: Option<String>,
}

/// Reads a configuration, with the findings about waivers that cannot hold; what is not understood in it is an error.
pub fn read_config(file: &SourceFile) -> Result<(Config, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut sink = Sink::new(file);
    let text = readable(&file.text, &mut sink);
    let tree = parse(&text, &mut sink);
    let mut reader = Reader { sink, config: Config::default(), file };
    reader.table("", tree.get_ref());
    let Reader { sink, config, .. } = reader;
    let found = sink.finish();
    if found.iter().any(|finding| finding.severity == Severity::Error) { Err(found) } else { Ok((config, found)) }
}

/// Whether a path leads out of the folder from which it is understood: on any system, for the file may be used on another.
fn leads_out(path: &str) -> bool {
    let is_drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    is_drive || path.starts_with(['/', '\\']) || path.split(['/', '\\']).any(|part| part == "..")
}

/// The finding that an output lies outside the folder of the configuration.
#[must_use]
pub fn output_outside(file: &SourceFile, path: &str, place: Spot) -> Diagnostic {
    let mut sink = Sink::new(file);
    let message = Message::new("config-output-outside").with("path", path);
    sink.report(&codes::OUTPUT_OUTSIDE, place, message).help = Some(Message::new("config-output-outside-help"));
    sink.finish().remove(0)
}

struct Reader<'f> {
    sink: Sink<'f>,
    config: Config,
    file: &'f SourceFile,
}

type Node<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    /// Reads a TOML table by its dotted path; that of the file itself is empty.
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, node) in table {
            match prefix {
                "check.severity" => self.severity(key, node),
                "columns" => self.column(key.get_ref(), node),
                _ => {
                    if let Some(known) = self.known(prefix, key) {
                        self.note(known.path, spot(key.span()));
                        self.value(known, node);
                    }
                }
            }
        }
    }

    /// The entry of a key; reports an unknown key.
    fn known(&mut self, prefix: &str, key: &Spanned<Cow<'_, str>>) -> Option<&'static ConfigKey> {
        let at = |path: &str| CONFIG_KEYS.iter().find(|known| known.path == path);
        let path = if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
        let known = at(&path);
        if known.is_none() {
            let inside: Vec<&str> = CONFIG_KEYS.iter().filter_map(|known| known.inside(prefix)).collect();
            let name: Arg = match at(prefix).map(|table| table.kind) {
                None => Message::new("table-file").into(),
                Some(ConfigKind::Tables) => format!("[[{prefix}]]").into(),
                Some(_) => format!("[{prefix}]").into(),
            };
            unknown_key(key.get_ref(), key.span(), name, &inside, &mut self.sink);
        }
        known
    }

    fn note(&mut self, path: &str, place: Spot) {
        if let Position::Text { line, .. } = self.file.place(place).position {
            self.config.lines.entry(path.to_owned()).or_insert(line);
        }
    }

    fn value(&mut self, known: &ConfigKey, node: &Node<'_>) {
        match (known.kind, node.get_ref()) {
            (ConfigKind::Table, DeValue::Table(inner)) => self.table(known.path, inner),
            (ConfigKind::Tables, DeValue::Array(entries)) => {
                for entry in entries {
                    match entry.get_ref() {
                        DeValue::Table(inner) if known.path == "waiver" => self.waiver(inner, spot(entry.span())),
                        DeValue::Table(inner) => self.organization(inner, spot(entry.span())),
                        _ => self.wrong(known, entry),
                    }
                }
            }
            (ConfigKind::Fields, _) => {
                let texts = self.texts(known, node);
                self.config.publish.fields = Some(publish::fields(known.path, &texts, &mut self.sink));
            }
            (ConfigKind::Text, _) => match (known.path, self.text(known, node)) {
                ("publish.address", address) => self.config.publish.address = address,
                ("publish.licence", named) => {
                    let licence = |named: &String| publish::licence(named, spot(node.span()), &mut self.sink);
                    self.config.publish.licence = named.as_ref().and_then(licence);
                }
                (_, method) => self.config.method = method,
            },
            (ConfigKind::Word(allowed), _) => self.word(known, allowed, node),
            (ConfigKind::Count, value) => match integer(value).map(usize::try_from) {
                Some(Ok(count)) => self.config.max_high = Some(count),
                _ => self.wrong(known, node),
            },
            (ConfigKind::Truth, DeValue::Boolean(answer)) => match known.path {
                "policy.verify" => self.config.verify = Some(*answer),
                _ => self.config.bom = Some(*answer),
            },
            (ConfigKind::Texts | ConfigKind::Codes, _) => {
                let texts = self.texts(known, node);
                let alone = |texts: Vec<(String, Spot)>| texts.into_iter().map(|(text, _)| text).collect();
                match known.path {
                    "check.select" => self.config.select = alone(texts),
                    "check.ignore" => self.config.ignore = alone(texts),
                    _ => self.outputs(texts),
                }
            }
            (ConfigKind::Truth | ConfigKind::Table | ConfigKind::Tables | ConfigKind::Date, _) => {
                self.wrong(known, node);
            }
        }
    }

    fn word(&mut self, known: &ConfigKey, allowed: &[&str], node: &Node<'_>) {
        let Some(word) = self.text(known, node) else { return };
        match known.path {
            _ if !allowed.contains(&word.as_str()) => self.unknown_word(known.path, &word, allowed, node),
            "language" => self.config.language = Language::from_code(&word),
            "check.fail_on" => self.config.fail_on = Some(word),
            _ => self.config.require_measure = Some(word),
        }
    }

    fn unknown_word(&mut self, field: &str, found: &str, allowed: &[&str], node: &Node<'_>) {
        unknown_word(field, found, allowed, spot(node.span()), &mut self.sink);
    }

    fn severity(&mut self, key: &Spanned<Cow<'_, str>>, node: &Node<'_>) {
        let code = key.get_ref().to_string();
        self.code(&code, spot(key.span()), is_code_or_family);
        let DeValue::String(word) = node.get_ref() else { return self.wrong_type(&code, "value-text", node) };
        match Severity::ALL.into_iter().find(|severity| severity.key() == word) {
            Some(severity) => {
                self.note(&format!("check.severity.{code}"), spot(key.span()));
                self.config.severities.insert(code, severity);
            }
            None => self.unknown_word(&code, word, &Severity::ALL.map(Severity::key), node),
        }
    }

    /// The field that a column with a title holds.
    fn column(&mut self, title: &str, node: &Node<'_>) {
        let DeValue::String(field) = node.get_ref() else { return self.wrong_type(title, "value-text", node) };
        let keys: Vec<&str> = column_keys().iter().map(String::as_str).collect();
        // Which criteria there are is known when the method is.
        if field.is_empty() || keys.contains(&field.as_ref()) || criterion_column(field).is_some() {
            self.config.columns.push((title.to_owned(), field.to_string()));
        } else {
            self.unknown_word(title, field, &keys, node);
        }
    }

    fn code(&mut self, code: &str, place: Spot, is_known: fn(&str) -> bool) {
        if !is_known(code) {
            let message = Message::new("unknown-code").with("code", code);
            self.sink.report(&reading::UNKNOWN_WORD, place, message).help = Some(Message::new("unknown-code-help"));
        }
    }

    fn text(&mut self, known: &ConfigKey, node: &Node<'_>) -> Option<String> {
        let text = node.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong(known, node);
        }
        text
    }

    /// Where to write. A file that came from elsewhere must not send documents over the files of others.
    fn outputs(&mut self, texts: Vec<(String, Spot)>) {
        for (text, place) in texts {
            if leads_out(&text) {
                self.sink.extend(vec![output_outside(self.file, &text, place)]);
            } else {
                self.config.outputs.push((PathBuf::from(text), place));
            }
        }
    }

    fn texts(&mut self, known: &ConfigKey, node: &Node<'_>) -> Vec<(String, Spot)> {
        let nodes = node.get_ref().as_array().map_or(std::slice::from_ref(node), |nodes| nodes);
        let mut texts = Vec::new();
        for node in nodes {
            let Some(text) = self.text(known, node) else { continue };
            if known.kind == ConfigKind::Codes {
                self.code(&text, spot(node.span()), is_code_or_family);
            }
            texts.push((text, spot(node.span())));
        }
        texts
    }

    fn wrong(&mut self, known: &ConfigKey, node: &Node<'_>) {
        self.wrong_type(known.path, known.kind.message_id(), node);
    }

    fn wrong_type(&mut self, field: &str, expected: &'static str, node: &Node<'_>) {
        let message = Message::new("wrong-type")
            .with("field", field)
            .with("found", kind_of(node.get_ref()))
            .with("expected", Message::new(expected));
        self.sink.report(&reading::WRONG_TYPE, spot(node.span()), message);
    }

    /// The texts of a table whose keys are all texts but for days.
    fn fields(&mut self, prefix: &str, table: &DeTable<'_>) -> (BTreeMap<String, String>, Option<Date>) {
        let (mut texts, mut day) = (BTreeMap::new(), None);
        for (key, node) in table {
            let Some(known) = self.known(prefix, key) else { continue };
            if known.kind == ConfigKind::Date {
                day = match node.get_ref() {
                    DeValue::String(text) => text.parse().ok(),
                    DeValue::Datetime(day) => day.to_string().parse().ok(),
                    _ => None,
                };
                if day.is_none() {
                    self.wrong(known, node);
                }
            } else if let Some(text) = self.text(known, node).filter(|text| !text.trim().is_empty()) {
                texts.insert(key.get_ref().to_string(), text);
            }
        }
        (texts, day)
    }

    fn organization(&mut self, table: &DeTable<'_>, place: Spot) {
        let mut one = Expected::default();
        for (key, node) in table {
            let Some(known) = self.known("organization", key) else { continue };
            let mut texts = self.texts(known, node).into_iter().map(|(text, _)| text);
            match (key.get_ref().as_ref(), known.kind) {
                ("aliases", _) => one.aliases = texts.collect(),
                ("id", _) => one.id = texts.next().unwrap_or_default(),
                ("name", _) => one.name = texts.next(),
                ("parent", _) => one.parent = texts.next(),
                ("address", _) => one.address = texts.next(),
                (_, ConfigKind::Word(allowed)) => {
                    let word = texts.next().unwrap_or_default();
                    one.language = Language::from_code(&word);
                    if one.language.is_none() {
                        self.unknown_word(known.path, &word, allowed, node);
                    }
                }
                _ => self.wrong(known, node),
            }
        }
        if one.id.trim().is_empty() {
            missing_key("id", "[[organization]]", place, &mut self.sink);
        } else {
            self.config.organizations.push(one);
        }
    }

    fn waiver(&mut self, table: &DeTable<'_>, place: Spot) {
        let (mut texts, until) = self.fields("waiver", table);
        let Some(code) = texts.remove("code") else {
            return missing_key("code", "[[waiver]]", place, &mut self.sink);
        };
        self.code(&code, place, is_code);
        let (reason, by) = (texts.remove("reason"), texts.remove("by"));
        let (situation, organization) = (texts.remove("situation"), texts.remove("organization"));
        let lacking = [
            (reason.is_none(), &codes::WAIVER_WITHOUT_REASON, "waiver-without-reason", "waiver-without-reason-help"),
            (until.is_none(), &codes::WAIVER_WITHOUT_END, "waiver-without-end", "waiver-without-end-help"),
        ];
        for (_, kind, id, help) in lacking.into_iter().filter(|(lacks, ..)| *lacks) {
            let message = Message::new(id).with("code", code.as_str());
            self.sink.report(kind, place, message).help = Some(Message::new(help));
        }
        if let (Some(reason), Some(until)) = (reason, until) {
            self.config.waivers.push((Waiver { code, situation, organization, reason, by, until }, place));
        }
    }
}
