//! Word documents made by hand, from as much XML as a test is about.

use std::io::{Cursor, Write as _};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document, part by part.
#[derive(Clone, Default)]
pub struct Docx {
    body: String,
    styles: String,
    numbering: String,
    others: Vec<(String, Vec<u8>)>,
    /// Another kind than that of usual documents.
    kind: Option<&'static str>,
}

impl Docx {
    /// A document with this content of its body.
    pub fn of(body: &str) -> Self {
        Self { body: body.to_owned(), ..Self::default() }
    }

    pub fn styles(mut self, xml: &str) -> Self {
        xml.clone_into(&mut self.styles);
        self
    }

    pub fn numbering(mut self, xml: &str) -> Self {
        xml.clone_into(&mut self.numbering);
        self
    }

    pub fn part(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.others.push((name.to_owned(), content.into()));
        self
    }

    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = Some(kind);
        self
    }

    /// The parts by their names.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let kind =
            self.kind.unwrap_or("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");
        let relation = |id: u8, kind: &str, target: &str| {
            format!(r#"<Relationship Id="rId{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
        };
        let relations = |all: &str| {
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#
            )
        };
        let root = |name: &str, inside: &str| format!("<w:{name} {SPACES}>{inside}</w:{name}>");
        let texts = [
            (
                "[Content_Types].xml",
                format!(
                    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>"#
                ),
            ),
            ("_rels/.rels", relations(&relation(1, "officeDocument", "word/document.xml"))),
            (
                "word/_rels/document.xml.rels",
                relations(&(relation(1, "styles", "styles.xml") + &relation(2, "numbering", "numbering.xml"))),
            ),
            ("word/document.xml", root("document", &format!("<w:body>{}<w:sectPr/></w:body>", self.body))),
            ("word/styles.xml", root("styles", &self.styles)),
            ("word/numbering.xml", root("numbering", &self.numbering)),
        ];
        let own = texts.into_iter().map(|(name, text)| {
            let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{text}");
            (name.to_owned(), declared.into_bytes())
        });
        let is_replaced = |name: &str| self.others.iter().any(|(other, _)| other == name);
        own.filter(|(name, _)| !is_replaced(name)).chain(self.others.iter().cloned()).collect()
    }

    pub fn bytes(&self) -> Vec<u8> {
        archive(&self.parts())
    }
}

/// An archive of these parts.
pub fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A text as XML holds it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(text))
}

pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// A cell with these properties and this content.
pub fn cell_of(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

pub fn cell(text: &str) -> String {
    cell_of("", &paragraph(text))
}

pub fn row(cells: &str) -> String {
    format!("<w:tr>{cells}</w:tr>")
}

/// A row of texts, between `|`.
pub fn row_of(texts: &str) -> String {
    row(&texts.split('|').map(cell).collect::<String>())
}

pub fn table(rows: &str) -> String {
    format!("<w:tbl><w:tblPr/>{rows}</w:tbl>")
}

/// A table of lines, their cells between `|`.
pub fn table_of(lines: &[&str]) -> String {
    table(&lines.iter().map(|line| row_of(line)).collect::<String>())
}
