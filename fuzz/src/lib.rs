//! What the targets share: bytes put into the package that a reader expects, and a file read to its last finding.

use std::io::{Cursor, Write};
use std::sync::LazyLock;
use tobokel::examine::{Conditions, Input};
use tobokel::method::{DEFAULT, Method};
use tobokel::model::{Plan, Register};
use tobokel::read::{Asked, Read, embedded_method, read_file};
use tobokel::write::{plan_toml, register_toml};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

static METHOD: LazyLock<Method> = LazyLock::new(|| embedded_method(DEFAULT).expect("the embedded method"));

/// Lets a panic pass that a reader catches, as it does with those of a library over a damaged workbook; any other ends the run.
/// With `TOBOKEL_PANICS` set, the first that is caught is shown and ends the run: so an input is looked into.
pub fn caught_panics_pass() {
    if std::env::var_os("TOBOKEL_PANICS").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

/// The method by which everything is read.
pub fn method() -> &'static Method {
    &METHOD
}

/// Reads a file, assesses it and looks at it by every rule.
pub fn examine(name: &str, bytes: &[u8]) -> Input {
    tobokel::examine::examine(name, bytes, &Conditions::of(method(), DAY)).input
}

/// The day on which registers are looked at: any.
const DAY: jiff::civil::Date = jiff::civil::date(2026, 7, 1);

/// Makes sure that a register comes back from TOML as it went in.
///
/// # Panics
/// If it does not.
pub fn register_comes_back(register: &Register) {
    let text = register_toml(register, method());
    match read_file("register.toml", text.as_bytes(), method(), &Asked::default()) {
        Ok(Read::Register(again)) => assert_eq!(&again.register, register, "{text}"),
        other => panic!("not read again: {other:?}\n{text}"),
    }
}

/// Makes sure that a plan comes back from TOML as it went in.
///
/// # Panics
/// If it does not.
pub fn plan_comes_back(plan: &Plan) {
    let text = plan_toml(plan, method());
    match read_file("plan.toml", text.as_bytes(), method(), &Asked::default()) {
        Ok(Read::Plan(again)) => assert_eq!(&again.plan, plan, "{text}"),
        other => panic!("not read again: {other:?}\n{text}"),
    }
}

/// An archive of these parts, in this order.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        archive.start_file(*name, stored).expect("a part begins in memory");
        archive.write_all(bytes).expect("a part is written in memory");
    }
    archive.finish().expect("an archive ends in memory").into_inner()
}

/// A compound file with one stream, the records of an old workbook.
pub fn old_workbook(records: &[u8]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
        .expect("a container in memory");
    let mut stream = container.create_stream("/Workbook").expect("a stream in memory");
    stream.write_all(records).expect("records written in memory");
    drop(stream);
    container.flush().expect("a container written in memory");
    container.into_inner().into_inner()
}

/// A workbook of one sheet: the first part is what stands in the element `worksheet`, the second, after a zero byte, in the
/// element `sst` of its shared texts.
pub fn workbook(bytes: &[u8]) -> Vec<u8> {
    let (sheet, texts) = match bytes.iter().position(|byte| *byte == 0) {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (bytes, &b""[..]),
    };
    let element = |name: &str, inside: &[u8]| {
        let begin = format!("<{name} xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        [begin.as_bytes(), inside, format!("</{name}>").as_bytes()].concat()
    };
    archive(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", &element("sst", texts)),
        ("xl/worksheets/sheet1.xml", &element("worksheet", sheet)),
    ])
}

/// A Word document: its body, its lists and its styles, parted by zero bytes.
pub fn document(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut element = |name: &str| {
        let begin = format!("<w:{name} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
        [begin.as_bytes(), parts.next().unwrap_or_default(), format!("</w:{name}>").as_bytes()].concat()
    };
    let (text, lists, styles) = (element("document"), element("numbering"), element("styles"));
    archive(&[
        ("_rels/.rels", DOCUMENT),
        ("word/document.xml", &text),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/numbering.xml", &lists),
        ("word/styles.xml", &styles),
    ])
}

const DOCUMENT: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const DOCUMENT_RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const TYPES: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#;
const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const WORKBOOK_RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const STYLES: &[u8] = br#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>"#;
