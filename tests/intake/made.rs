//! Files that no table can say: damaged, hollow, lying or huge ones, made of good ones.

use super::corpus::{base, filled, kept, put, split, workbook};
use rust_xlsxwriter::{Chart, ChartType};
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use tobokel::source::cell_name;

/// The input of the case of this name.
pub fn made(name: &str) -> Vec<u8> {
    match name {
        "a hidden sheet with a register" | "a hidden sheet that is named" => workbook(|workbook| {
            put(workbook.add_worksheet().set_name("Тизмек").unwrap(), (0, 0), &split(&filled("{head}\n{row}")));
            let old = workbook.add_worksheet().set_name("Эски").unwrap().set_hidden(true);
            put(old, (0, 0), &split(&filled("{head}\n{row}")));
        }),
        "a table that does not begin at A1" => workbook(|workbook| {
            let sheet = workbook.add_worksheet().set_name("Тизмек").unwrap();
            put(sheet, (9, 27), &split(&filled("{head}\n{row}").replace("|2|", "|9|")));
        }),
        "a situation in the last row of all" => workbook(|workbook| {
            let sheet = workbook.add_worksheet().set_name("Тизмек").unwrap();
            put(sheet, (4, 0), &split(&filled("{head}")));
            put(sheet, (1_048_575, 0), &split(&filled("{row}").replace("|2|", "|9|")));
        }),
        "a chart sheet" => workbook(|workbook| {
            put(workbook.add_worksheet().set_name("Тизмек").unwrap(), (0, 0), &split(&filled("{head}\n{row}")));
            let mut chart = Chart::new(ChartType::Column);
            chart.add_series().set_values(("Тизмек", 1, 5, 1, 7));
            workbook.add_chartsheet().set_name("Диаграмма").unwrap().insert_chart(0, 0, &chart).unwrap();
        }),
        "a workbook with a byte turned" => {
            let mut bytes = base();
            let at = bytes.windows(24).position(|window| window == b"xl/worksheets/sheet1.xml").unwrap();
            bytes[at + 40..at + 80].iter_mut().for_each(|byte| *byte ^= 0x55);
            bytes
        }
        "a workbook that is no XML" => {
            rezip(&base(), |name, content| Some(if name == "xl/workbook.xml" { b"<<<".to_vec() } else { content }))
        }
        "a sheet cut in the middle" => rezip(&base(), |name, mut content| {
            if name == "xl/worksheets/sheet1.xml" {
                content.truncate(content.len() / 2);
            }
            Some(content)
        }),
        "twenty thousand formatted rows" => {
            let row = |row| format!("<row r=\"{row}\" s=\"1\"><c r=\"A{row}\" s=\"0\"/></row>");
            set_sheet_data(&base(), &(1..=20_000).map(row).collect::<String>())
        }
        "all the columns that there are" => {
            let mut wide = String::from("<row r=\"1\">");
            for column in 0..16_384 {
                let _ = write!(wide, "<c r=\"{}\"><v>{column}</v></c>", cell_name(0, column));
            }
            set_sheet_data(&base(), &(wide + "</row>"))
        }
        "an XLS cell in the last corner" => {
            let mut far = kept("small.xls");
            let cell = far.windows(4).position(|four| four == b"\xfd\0\x0a\0").unwrap();
            far[cell + 4..cell + 8].copy_from_slice(&[0xff; 4]);
            far
        }
        "an XLS whose directory never ends" => {
            let mut circle = kept("small.xls");
            let number = |at: usize| u32::from_le_bytes(circle[at..at + 4].try_into().unwrap());
            let (directory, sectors) = (number(48), number(76));
            let entry = (512 * (sectors + 1) + 4 * directory) as usize;
            circle[entry..entry + 4].copy_from_slice(&directory.to_le_bytes());
            circle
        }
        other => panic!("nobody makes {other:?}"),
    }
}

/// The workbook with other XML for all its rows.
pub fn set_sheet_data(bytes: &[u8], rows: &str) -> Vec<u8> {
    rezip(bytes, |name, content| match name {
        "xl/worksheets/sheet1.xml" => {
            let text = String::from_utf8(content).unwrap();
            let (before, rest) = text.split_once("<sheetData>").unwrap();
            let (_, after) = rest.split_once("</sheetData>").unwrap();
            Some(format!("{before}<sheetData>{rows}</sheetData>{after}").into_bytes())
        }
        _ => Some(content),
    })
}

pub fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same archive with its parts changed, or left out.
pub fn rezip(bytes: &[u8], mut change: impl FnMut(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for part in 0..from.len() {
        let mut part = from.by_index(part).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.extend(change(&name, content).map(|content| (name, content)));
    }
    archive(&parts)
}

pub fn without(bytes: &[u8], gone: &str) -> Vec<u8> {
    rezip(bytes, |name, content| (name != gone).then_some(content))
}

/// The same archive with a text of a part replaced.
pub fn part(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    rezip(bytes, |name, content| {
        if name != part {
            return Some(content);
        }
        let text = String::from_utf8(content).unwrap();
        assert!(text.contains(from), "{text}");
        Some(text.replace(from, to).into_bytes())
    })
}

/// An OLE compound file that names a stream.
pub fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

/// An archive whose directory says that its parts are of a size that they are not.
pub fn claiming(bytes: &[u8], size: u32) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let entries: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at).collect();
    for at in entries {
        bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
    }
    bytes
}
