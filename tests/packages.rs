//! Workbooks whose package is legal but unusual are read like any other; one that names a cell beyond all worksheets is not.

#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::unnecessary_wraps,
    reason = "names of parts are as the library writes them; what is expected has the form of what is read"
)]

use rust_xlsxwriter::{Format, Workbook};
use std::io::{Cursor, Read as _, Write as _};
use tobokel::method::{DEFAULT, Method};
use tobokel::read::{embedded_method, read_register};

fn method() -> Method {
    embedded_method(DEFAULT).expect("the default method")
}

/// The parts of a workbook with a register of one situation.
fn parts() -> Vec<(String, Vec<u8>)> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Тизмек № 1 & калганы").unwrap();
    let head = ["№", "Функция", "Учур же кырдаал", "Ыктымалдуулук", "Негиздеме", "Зыян", "Негиздеме", "Мөөнөтү"];
    for (column, title) in (0..).zip(head) {
        sheet.write_string(0, column, title).unwrap();
    }
    for (column, text) in [(0, "1"), (1, "Жер"), (2, "Жер тилкесин берүү"), (4, "арыздар"), (6, "чыгым")]
    {
        sheet.write_string(1, column, text).unwrap();
    }
    sheet.write_number(1, 3, 2).unwrap();
    sheet.write_number(1, 5, 3).unwrap();
    sheet.write_number_with_format(1, 7, 46_000, &Format::new().set_num_format("dd.mm.yyyy")).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let part = |name: String| {
        let mut content = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut content).unwrap();
        (name, content)
    };
    names.into_iter().map(part).collect()
}

fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The workbook with the texts of some parts changed.
fn with(name: impl Fn(&str) -> bool, change: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let mut parts = parts();
    let mut changed = 0;
    for (own, content) in &mut parts {
        if name(own) {
            *content = change(std::str::from_utf8(content).unwrap());
            changed += 1;
        }
    }
    assert!(changed > 0);
    archive(&parts)
}

/// What is read: the situation's text and points.
fn read(bytes: &[u8]) -> Result<(String, [Option<u8>; 2]), String> {
    match read_register("тизмек.xlsx", bytes, &method(), None) {
        Ok(loaded) => {
            let (_, situation) = loaded.register.situations().next().unwrap();
            Ok((situation.text.to_string(), [situation.likelihood.points(), situation.harm.points()]))
        }
        Err(unread) => Err(unread.1[0].message.id.to_owned()),
    }
}

fn whole() -> Result<(String, [Option<u8>; 2]), String> {
    Ok(("Жер тилкесин берүү".to_owned(), [Some(2), Some(3)]))
}

const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

#[test]
fn relations_may_take_steps() {
    assert_eq!(read(&archive(&parts())), whole());
    for before in ["./", "../xl/", "/xl/", "../xl/./", "./../xl/", "..\\xl\\"] {
        let changed = |text: &str| text.replace("Target=\"", &format!("Target=\"{before}")).into_bytes();
        assert_eq!(read(&with(|name| name == RELATIONS, changed)), whole(), "{before}");
    }
    for before in ["./", "/", "../", "/./"] {
        let changed = |text: &str| text.replace("Target=\"", &format!("Target=\"{before}")).into_bytes();
        assert_eq!(read(&with(|name| name == "_rels/.rels", changed)), whole(), "{before}");
    }
}

#[test]
fn parts_may_be_in_utf_16() {
    for (mark, big) in [(true, false), (true, true), (false, false), (false, true)] {
        let utf16 = |text: &str| {
            let text = text.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");
            let text = if mark { format!("\u{feff}{text}") } else { text };
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        for part in ["sheet1.xml", "sharedStrings.xml", "workbook.xml", ".rels", "styles.xml", ".xml"] {
            assert_eq!(read(&with(|name| name.ends_with(part), utf16)), whole(), "{part}, mark: {mark}, big: {big}");
        }
    }
}

#[test]
fn parts_may_be_in_windows_1251() {
    let encoded = |text: &str| {
        let text = text
            .replace("encoding=\"UTF-8\"", "encoding='windows-1251'")
            .replace('ү', "&#1199;")
            .replace('ө', "&#1257;");
        encoding_rs::WINDOWS_1251.encode(&text).0.into_owned()
    };
    assert_eq!(read(&with(|name| name.ends_with("sharedStrings.xml"), encoded)), whole());
}

#[test]
fn parts_may_lie_elsewhere() {
    for (from, to) in [
        ("xl/", "book/inner/"),
        ("xl/", ""),
        ("xl/workbook.xml", "xl/Main.xml"),
        ("xl/sharedStrings.xml", "xl/texts/all.xml"),
        ("xl/worksheets/sheet1.xml", "xl/worksheets/a b.xml"),
        ("xl/worksheets/sheet1.xml", "XL/Worksheets/SHEET1.XML"),
    ] {
        let (from_file, to_file) = (from.trim_start_matches("xl/"), to.trim_start_matches("xl/"));
        let moved = parts().into_iter().map(|(name, content)| {
            let rels_of_workbook = from.ends_with("workbook.xml") && name == RELATIONS;
            let name = if rels_of_workbook { "xl/_rels/Main.xml.rels".to_owned() } else { name.replace(from, to) };
            let is_renamed_only = to.starts_with("XL/");
            if is_renamed_only || (!name.ends_with(".rels") && name != "[Content_Types].xml") {
                return (name, content);
            }
            let text = String::from_utf8(content).unwrap();
            let text = if from == "xl/" { text.replace(from, to) } else { text.replace(from_file, to_file) };
            (name, text.replace("a b.xml", "a%20b.xml").into_bytes())
        });
        let moved: Vec<(String, Vec<u8>)> = moved.collect();
        assert_eq!(read(&archive(&moved)), whole(), "{from} → {to}");
    }
}

#[test]
fn a_cell_beyond_all_worksheets_is_never_read_as_another() {
    // Counted in 32 bits, each of these would be the second row, or the third column of it.
    for cell in ["C4294967298", "C8589934594", "C04294967298", "NQSZZZC2", "C00000000004294967298"] {
        let changed = |text: &str| text.replace("r=\"C2\"", &format!("r=\"{cell}\"")).into_bytes();
        let bytes = with(|name| name.ends_with("sheet1.xml"), changed);
        assert_eq!(read(&bytes), Err("workbook-damaged".to_owned()), "{cell}");
    }
    let changed =
        |text: &str| text.replace("<row r=\"2\"", "<row r=\"4294967298\"").replace(" r=\"C2\"", "").into_bytes();
    assert_eq!(read(&with(|name| name.ends_with("sheet1.xml"), changed)), Err("workbook-damaged".to_owned()));
    let merged = "<mergeCells count=\"1\"><mergeCell ref=\"A2:C4294967298\"/></mergeCells>";
    let changed = |text: &str| text.replace("</sheetData>", &format!("</sheetData>{merged}")).into_bytes();
    assert_eq!(read(&with(|name| name.ends_with("sheet1.xml"), changed)), Err("workbook-damaged".to_owned()));
}
