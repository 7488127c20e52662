//! The corpora, read from the tables in this folder: a case is a name, an input and what it gives (see `tests/intake.rs`).
//!
//! An input is said by one of the ways of [`Input`]; without one it is the base workbook. Texts may hold `{head}` and `{row}`
//! (the base table, `|` between its cells; `{head;}` and `{row;}` with `;`), `{second}` (one more row) and `{x×40}` (forty times
//! "x"). `each` makes several cases of one: `{}` is the item, `{?}` the item in quotation marks.

use super::made::{archive, claiming, compound, made, part, set_sheet_data, without};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// One input and what is expected of it.
pub struct Case {
    pub name: String,
    pub path: String,
    pub bytes: Vec<u8>,
    /// The sheet that is asked for.
    pub sheet: Option<String>,
    pub expected: String,
}

const HEAD: &str = "№|Функция (ыйгарым укук)|Учур же кырдаал|Категориясы|Деңгээли|Ыктымалдуулук|Негиздеме|Зыян|Негиздеме|\
    Контролдун натыйжалуулугу|Чара|Мөөнөтү";
const ROW: &str = "1|Жер|Жер тилкесин берүү|Кырдаалдык|жогорку|2|арыздар|3|чыгым|орточо|Комиссия түзүү|2026-Q4";
const SECOND: &str = "2|Жер|Жер салыгы|Кырдаалдык|жогорку|1|а|1|б|||";
const COLUMNS: [(&str, usize); 7] =
    [("text", 2), ("category", 3), ("level", 4), ("likelihood", 5), ("harm", 7), ("effectiveness", 9), ("due", 11)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Entry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    gives: String,
    #[serde(default)]
    each: Vec<String>,
    /// The name of the file, by default `тизмек.csv` or `тизмек.xlsx`.
    file: Option<String>,
    sheet: Option<String>,
    input: Option<Input>,
    /// Whether a byte order mark stands before a text.
    #[serde(default)]
    mark: bool,
    /// Into what a text is encoded; UTF-8 by default.
    encoding: Option<String>,
    /// How much of the file is left: of a hundred parts, or bytes; fewer than none are cut off at the end.
    percent: Option<usize>,
    bytes: Option<isize>,
    /// What stands behind the file, byte by byte.
    after: Option<String>,
}

/// How an input is said.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Input {
    /// The base table as CSV with one cell replaced: its column and what is typed.
    Typed(String, String),
    /// The head and these rows as CSV, `|` between cells, `\n` for a line break in one.
    Rows(String),
    Text(String),
    /// A text of bytes, one to a letter.
    Bytes(String),
    /// The base workbook with these cells written anew: texts, numbers, yes or no.
    Cells(BTreeMap<String, toml::Value>),
    /// The base workbook with these numbers written as days.
    Days(BTreeMap<String, f64>),
    /// The base workbook with a formula for the likelihood that gives this.
    Formula(String),
    /// The base workbook with this XML in the place of the likelihood's cell.
    Xml(String),
    /// The base workbook with this XML in the place of all rows.
    SheetData(String),
    /// A workbook of these rows.
    Sheet(Grid),
    /// A workbook of several sheets: names and rows.
    Sheets(Vec<(String, String)>),
    /// An archive of these parts.
    Archive(Vec<(String, String)>),
    /// A compound file with a stream of this name.
    Stream(String),
    /// The base workbook without a part.
    Without(String),
    /// A file of this folder.
    Kept(String),
    /// The base workbook, or a file of this folder, with a text of a part replaced.
    Replaced {
        file: Option<String>,
        part: String,
        from: String,
        to: String,
    },
    /// The base workbook whose parts claim so many bytes.
    Claiming(u32),
    /// Made by `made.rs`, which knows it by the name of the case.
    Made,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grid {
    rows: String,
    /// Cells merged: a range and its text.
    #[serde(default)]
    merged: Vec<(String, String)>,
    /// Rows and columns that are hidden.
    #[serde(default)]
    hidden: Vec<String>,
}

/// All cases, in the order of the tables.
pub fn corpus() -> Vec<Case> {
    let tables = [
        include_str!("points.toml"),
        include_str!("words.toml"),
        include_str!("terms.toml"),
        include_str!("titles.toml"),
        include_str!("rows.toml"),
        include_str!("worksheets.toml"),
        include_str!("encodings.toml"),
        include_str!("containers.toml"),
    ];
    let entries = tables.iter().flat_map(|table| toml::from_str::<Table>(table).unwrap_or_else(|e| panic!("{e}")).case);
    entries.flat_map(cases).collect()
}

/// The cases of an entry.
fn cases(entry: Entry) -> Vec<Case> {
    let items: Vec<Option<String>> =
        if entry.each.is_empty() { vec![None] } else { entry.each.iter().cloned().map(Some).collect() };
    let of = |item: Option<String>| {
        let said = |text: &str| {
            let item = item.as_deref().unwrap_or_default();
            filled(&text.replace("{}", item).replace("{?}", &format!("{item:?}")))
        };
        let mut bytes = entry.input.as_ref().map_or_else(base, |input| input.bytes(&entry.name, said));
        if entry.mark {
            bytes.splice(0..0, "\u{feff}".bytes());
        }
        match entry.encoding.as_deref() {
            None => {}
            Some("UTF-16LE") => bytes = utf16(&bytes, u16::to_le_bytes),
            Some("UTF-16BE") => bytes = utf16(&bytes, u16::to_be_bytes),
            Some("windows-1251") => bytes = encoding_rs::WINDOWS_1251.encode(str::from_utf8(&bytes).unwrap()).0.into(),
            Some(other) => panic!("no such encoding: {other}"),
        }
        let left = entry.percent.map(|percent| bytes.len() * percent / 100);
        let left =
            left.or(entry.bytes.map(|count| usize::try_from(count).unwrap_or(bytes.len() - count.unsigned_abs())));
        bytes.truncate(left.unwrap_or(bytes.len()));
        bytes.extend(entry.after.iter().flat_map(|after| latin(after)));
        let is_text = matches!(entry.input, Some(Input::Typed(..) | Input::Rows(_) | Input::Text(_)));
        let path = entry.file.clone().unwrap_or(if is_text { "тизмек.csv" } else { "тизмек.xlsx" }.to_owned());
        Case { name: said(&entry.name), path, bytes, sheet: entry.sheet.clone(), expected: entry.gives.clone() }
    };
    items.into_iter().map(of).collect()
}

impl Input {
    fn bytes(&self, name: &str, said: impl Fn(&str) -> String) -> Vec<u8> {
        match self {
            Self::Typed(column, text) => {
                let (_, at) = COLUMNS.iter().find(|(known, _)| known == column).expect("a column of the base table");
                let mut rows = split(&[HEAD, ROW].join("\n"));
                rows[1][*at] = said(text);
                csv(&rows).into()
            }
            Self::Rows(rows) => csv(&split(&format!("{HEAD}\n{}", said(rows)))).into(),
            Self::Text(text) => said(text).into(),
            Self::Bytes(text) => latin(&said(text)),
            Self::Cells(cells) => book(|sheet| cells.iter().for_each(|(place, value)| write(sheet, place, value))),
            Self::Days(days) => book(|sheet| {
                let format = Format::new().set_num_format("dd.mm.yyyy");
                for (place, day) in days {
                    let (row, column) = at(place);
                    sheet.write_number_with_format(row, column, *day, &format).unwrap();
                }
            }),
            Self::Formula(result) => book(|sheet| {
                sheet.write_formula(1, 5, Formula::new("=1+1").set_result(result)).unwrap();
            }),
            Self::Xml(xml) => {
                let marked = book(|sheet| {
                    sheet.write_number(1, 5, 987_654).unwrap();
                });
                part(&marked, "xl/worksheets/sheet1.xml", "<c r=\"F2\"><v>987654</v></c>", &said(xml))
            }
            Self::SheetData(rows) => set_sheet_data(&base(), &said(rows)),
            Self::Sheet(grid) => workbook(|workbook| {
                let sheet = workbook.add_worksheet().set_name("Тизмек").unwrap();
                put(sheet, (0, 0), &split(&said(&grid.rows)));
                for (range, text) in &grid.merged {
                    let (first, last) = range.split_once(':').expect("a range");
                    let ((top, left), (bottom, right)) = (at(first), at(last));
                    sheet.merge_range(top, left, bottom, right, text, &Format::new()).unwrap();
                }
                for hidden in &grid.hidden {
                    match hidden.parse::<u32>() {
                        Ok(row) => {
                            sheet.set_row_hidden(row - 1).unwrap();
                        }
                        Err(_) => {
                            sheet.set_column_hidden(at(&format!("{hidden}1")).1).unwrap();
                        }
                    }
                }
            }),
            Self::Sheets(sheets) => workbook(|workbook| {
                for (name, rows) in sheets {
                    put(workbook.add_worksheet().set_name(name).unwrap(), (0, 0), &split(&said(rows)));
                }
            }),
            Self::Archive(parts) => {
                let parts = parts.iter().map(|(name, content)| (name.clone(), latin(content)));
                archive(&parts.collect::<Vec<_>>())
            }
            Self::Stream(name) => compound(name),
            Self::Without(gone) => without(&base(), gone),
            Self::Kept(file) => kept(file),
            Self::Replaced { file, part: name, from, to } => {
                part(&file.as_ref().map_or_else(base, |file| kept(file)), name, from, to)
            }
            Self::Claiming(size) => claiming(&base(), *size),
            Self::Made => made(name),
        }
    }
}

/// A file of this folder.
pub fn kept(file: &str) -> Vec<u8> {
    std::fs::read(format!("tests/intake/{file}")).unwrap()
}

/// A text with its placeholders filled in.
pub fn filled(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (inside, behind) = after.split_once('}').unwrap_or_default();
        let times = inside.rsplit_once('×').and_then(|(text, times)| Some(text.repeat(times.parse().ok()?)));
        let known = match inside {
            "head" => Some(HEAD.to_owned()),
            "row" => Some(ROW.to_owned()),
            "head;" => Some(HEAD.replace('|', ";")),
            "row;" => Some(ROW.replace('|', ";")),
            "second" => Some(SECOND.to_owned()),
            _ => times,
        };
        rest = if let Some(known) = known {
            out.push_str(&known);
            behind
        } else {
            out.push('{');
            after
        };
    }
    out + rest
}

pub fn split(rows: &str) -> Vec<Vec<String>> {
    rows.lines().map(|row| row.split('|').map(|cell| cell.replace("\\n", "\n")).collect()).collect()
}

fn csv(rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| match cell.as_str() {
        cell if cell.contains(['"', '\n', '\r', ',', ';', '\t']) => format!("\"{}\"", cell.replace('"', "\"\"")),
        cell => cell.to_owned(),
    };
    rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(";") + "\n").collect()
}

fn utf16<const N: usize>(text: &[u8], bytes: fn(u16) -> [u8; N]) -> Vec<u8> {
    str::from_utf8(text).unwrap().encode_utf16().flat_map(bytes).collect()
}

/// A text of bytes, one to a letter.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(letter).expect("a byte")).collect()
}

/// The row and column, 0-based, of a cell's name.
fn at(cell: &str) -> (u32, u16) {
    let digits = cell.find(|letter: char| letter.is_ascii_digit()).expect("the name of a cell");
    let column = cell[..digits].bytes().fold(0, |column, letter| column * 26 + u16::from(letter - b'A') + 1);
    (cell[digits..].parse::<u32>().unwrap() - 1, column - 1)
}

fn write(sheet: &mut Worksheet, place: &str, value: &toml::Value) {
    let (row, column) = at(place);
    match value {
        toml::Value::String(text) => {
            sheet.write_string(row, column, text).unwrap();
        }
        toml::Value::Float(number) => {
            sheet.write_number(row, column, *number).unwrap();
        }
        toml::Value::Boolean(answer) => {
            sheet.write_boolean(row, column, *answer).unwrap();
        }
        other => panic!("no value of a cell: {other}"),
    }
}

/// Writes rows at a place: what looks like a number is one.
pub fn put(sheet: &mut Worksheet, (top, left): (u32, u16), rows: &[Vec<String>]) {
    for (row, cells) in (top..).zip(rows) {
        for (column, cell) in (left..).zip(cells) {
            match (cell.as_str(), cell.parse::<f64>()) {
                ("", _) => {}
                (_, Ok(number)) => {
                    sheet.write_number(row, column, number).unwrap();
                }
                (text, Err(_)) => {
                    sheet.write_string(row, column, text).unwrap();
                }
            }
        }
    }
}

pub fn workbook(make: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    make(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

/// The base workbook, and then whatever else.
fn book(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    workbook(|workbook| {
        let sheet = workbook.add_worksheet().set_name("Тизмек").unwrap();
        put(sheet, (0, 0), &split(&[HEAD, ROW].join("\n")));
        change(sheet);
    })
}

/// The base workbook: the base table in the sheet "Тизмек".
pub fn base() -> Vec<u8> {
    book(|_| ())
}
