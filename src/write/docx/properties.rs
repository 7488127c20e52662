//! What a document says of itself: title, whose it is, language, the mark of this program; and how its parts hang together.

use super::page;
use super::xml::{DECLARATION, WORD, escaped};
use crate::locale::Language;
use crate::sheet::Book;
use crate::write::{MARK, MARK_AS_OF, MARK_VERSION};

/// The day on which a document was made that speaks of no day.
const SOME_DAY: &str = "2026-01-01";

const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The language of a text, as Word names it.
pub(super) fn tag(language: Language) -> &'static str {
    match language {
        Language::Ky => "ky-KG",
        Language::Ru => "ru-RU",
        Language::En => "en-GB",
    }
}

/// The parts besides text, styles and pages: name, XML.
pub(super) fn parts(book: &Book<'_>, kind: &str, version: &str, language: Language) -> [(&'static str, String); 7] {
    [
        ("[Content_Types].xml", content_types(book)),
        ("_rels/.rels", relations_of_root()),
        ("docProps/core.xml", core(book, language)),
        ("docProps/app.xml", app(book)),
        ("docProps/custom.xml", custom(book, kind, version)),
        ("word/_rels/document.xml.rels", relations(book)),
        ("word/settings.xml", settings(language)),
    ]
}

fn content_types(book: &Book<'_>) -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    let word = |name: &str, kind: &str| part(&format!("word/{name}"), &format!("{CONTENT}.{kind}+xml"));
    let mut parts = word("document.xml", "document.main");
    parts += &word("styles.xml", "styles");
    parts += &word("settings.xml", "settings");
    for (_, kind, file) in page::relations(book) {
        parts += &word(file, kind);
    }
    parts += &part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    for name in ["extended", "custom"] {
        let file = if name == "custom" { "custom" } else { "app" };
        let kind = format!("application/vnd.openxmlformats-officedocument.{name}-properties+xml");
        parts += &part(&format!("docProps/{file}.xml"), &kind);
    }
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{parts}</Types>"
    )
}

fn relationships(all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let kind = if kind.starts_with("http") { (*kind).to_owned() } else { format!("{TYPE}/{kind}") };
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
    };
    let all: String = all.iter().map(one).collect();
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

fn relations_of_root() -> String {
    relationships(&[
        ("rId1", "officeDocument", "word/document.xml"),
        (
            "rId2",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
        ("rId3", "extended-properties", "docProps/app.xml"),
        ("rId4", "custom-properties", "docProps/custom.xml"),
    ])
}

fn relations(book: &Book<'_>) -> String {
    let mut all = vec![("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml")];
    all.extend(page::relations(book));
    relationships(&all)
}

fn core(book: &Book<'_>, language: Language) -> String {
    let day = book.as_of.map_or_else(|| SOME_DAY.to_owned(), |day| day.to_string());
    let (title, organization, tag) = (escaped(&book.title), escaped(book.organization), tag(language));
    let when = |name: &str| format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:{name}>");
    let subject = if organization.is_empty() { title.clone() } else { format!("{title}. {organization}") };
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>\
         <dc:creator>{organization}</dc:creator>{}{}<dc:language>{tag}</dc:language></cp:coreProperties>",
        when("created"),
        when("modified")
    )
}

fn app(book: &Book<'_>) -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>{MARK}</Application><Company>{}</Company></Properties>",
        escaped(book.organization)
    )
}

fn custom(book: &Book<'_>, kind: &str, version: &str) -> String {
    let as_of = book.as_of.map(|day| day.to_string()).unwrap_or_default();
    let properties = [(MARK, kind), (MARK_VERSION, version), (MARK_AS_OF, &as_of)];
    let one = |(number, (name, value)): (usize, &(&str, &str))| {
        format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{number}\" name=\"{name}\">\
             <vt:lpwstr>{}</vt:lpwstr></property>",
            escaped(value)
        )
    };
    // The numbers 0 and 1 are taken.
    let all: String = (2..).zip(&properties).map(one).collect();
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">{all}</Properties>"
    )
}

fn settings(language: Language) -> String {
    format!(
        "{DECLARATION}<w:settings {WORD}><w:defaultTabStop w:val=\"709\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"{}\"/></w:settings>",
        tag(language)
    )
}
