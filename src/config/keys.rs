//! Every key of `tobokel.toml`, once: the reader and the schema are made from this table.

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct ConfigKey {
    /// The dotted path.
    pub path: &'static str,
    /// What it may hold.
    pub kind: ConfigKind,
    /// The id of the message that says what it is for.
    pub help: &'static str,
}

/// What a key may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigKind {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// Codes or families of codes, one or a list.
    Codes,
    /// Keys of fields that may be published.
    Fields,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number from 0 on.
    Count,
    /// true or false.
    Truth,
    /// A day.
    Date,
    /// A table.
    Table,
    /// Tables in double brackets.
    Tables,
}

impl ConfigKind {
    /// The id of the message that says what was expected.
    #[must_use]
    pub fn message_id(self) -> &'static str {
        match self {
            Self::Text | Self::Word(_) => "value-text",
            Self::Texts | Self::Codes | Self::Fields => "value-texts",
            Self::Count => "value-integer",
            Self::Truth => "value-boolean",
            Self::Date => "value-date",
            Self::Table => "value-table",
            Self::Tables => "value-tables",
        }
    }
}

impl ConfigKey {
    /// The key's own name, if it stands directly in the table `prefix`.
    #[must_use]
    pub fn inside(&self, prefix: &str) -> Option<&'static str> {
        let rest = if prefix.is_empty() { self.path } else { self.path.strip_prefix(prefix)?.strip_prefix('.')? };
        (!rest.contains('.')).then_some(rest)
    }
}

const fn key(path: &'static str, kind: ConfigKind, help: &'static str) -> ConfigKey {
    ConfigKey { path, kind, help }
}

/// All keys, in the order in which they are documented.
pub const CONFIG_KEYS: &[ConfigKey] = &[
    key("language", ConfigKind::Word(&["ky", "ru", "en"]), "config-language"),
    key("method", ConfigKind::Text, "config-method"),
    key("check", ConfigKind::Table, "config-check"),
    key("check.select", ConfigKind::Codes, "config-select"),
    key("check.ignore", ConfigKind::Codes, "config-ignore"),
    key("check.fail_on", ConfigKind::Word(&["error", "warning", "never"]), "config-fail-on"),
    key("check.severity", ConfigKind::Table, "config-severity"),
    key("assess", ConfigKind::Table, "config-assess"),
    key("assess.output", ConfigKind::Texts, "config-output"),
    key("assess.bom", ConfigKind::Truth, "config-bom"),
    key("columns", ConfigKind::Table, "config-columns"),
    key("policy", ConfigKind::Table, "config-policy"),
    key("policy.max_high", ConfigKind::Count, "config-max-high"),
    key("policy.require_measure", ConfigKind::Word(&["medium", "high"]), "config-require-measure"),
    key("policy.verify", ConfigKind::Truth, "config-verify"),
    key("organization", ConfigKind::Tables, "config-organization"),
    key("organization.id", ConfigKind::Text, "config-organization-id"),
    key("organization.name", ConfigKind::Text, "config-organization-name"),
    key("organization.aliases", ConfigKind::Texts, "config-organization-aliases"),
    key("organization.parent", ConfigKind::Text, "config-organization-parent"),
    key("organization.language", ConfigKind::Word(&["ky", "ru", "en"]), "config-organization-language"),
    key("organization.address", ConfigKind::Text, "config-organization-address"),
    key("publish", ConfigKind::Table, "config-publish"),
    key("publish.fields", ConfigKind::Fields, "config-publish-fields"),
    key("publish.address", ConfigKind::Text, "config-publish-address"),
    key("publish.licence", ConfigKind::Text, "config-publish-licence"),
    key("waiver", ConfigKind::Tables, "config-waiver"),
    key("waiver.code", ConfigKind::Text, "config-waiver-code"),
    key("waiver.situation", ConfigKind::Text, "config-waiver-situation"),
    key("waiver.organization", ConfigKind::Text, "config-waiver-organization"),
    key("waiver.reason", ConfigKind::Text, "config-waiver-reason"),
    key("waiver.by", ConfigKind::Text, "config-waiver-by"),
    key("waiver.until", ConfigKind::Date, "config-waiver-until"),
];
