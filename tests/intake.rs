//! Files as people send them, and files that nobody should send: what is read from each, and exactly what is found.
//!
//! Each case says `situations | findings | what was read`. A finding is a code with its place: `Тизмек!F14` in a workbook,
//! `14:6` (line and field) in a file of text, `-` for the file as a whole. `~` stands for the two findings of every table
//! that stands alone: what became of its rows (TB507, at the header), and that nobody says whose it is (TB512).

#![allow(dropping_references, reason = "what a sheet gives back is not needed")]
#![expect(clippy::too_many_lines, reason = "a corpus is a list")]

use jiff::civil::date;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use tobokel::config::read_config;
use tobokel::diag::{self, Diagnostic, Severity, Sink};
use tobokel::examine::{self, Conditions, Input, SealSource};
use tobokel::form::{Form, PlanForm};
use tobokel::locale::{Arg, Language, Message, catalogue};
use tobokel::method::{DEFAULT, Method};
use tobokel::model::{Keyword as _, Register};
use tobokel::read::{embedded_method, read_seal};
use tobokel::report::{VERSION, seal};
use tobokel::rules::examples::EXAMPLES;
use tobokel::rules::policy::{Baseline, Policy};
use tobokel::rules::seal::{Beside, CODES as SEAL_CODES, FoundSeal, orphaned};
use tobokel::source::{Position, SourceFile, cell_name};
use tobokel::write::xlsx;

/// The longest that one input may take, in milliseconds, in a program that is not optimised, beside other tests.
const LONGEST: u128 = 20_000;

/// One input and what is expected of it.
struct Case {
    name: String,
    path: &'static str,
    bytes: Vec<u8>,
    sheet: Option<&'static str>,
    expected: &'static str,
}

#[derive(Default)]
struct Corpus(Vec<Case>);

impl Corpus {
    fn add(&mut self, name: impl Into<String>, path: &'static str, bytes: impl Into<Vec<u8>>, expected: &'static str) {
        self.0.push(Case { name: name.into(), path, bytes: bytes.into(), sheet: None, expected });
    }

    fn text(&mut self, name: impl Into<String>, text: impl AsRef<str>, expected: &'static str) {
        self.add(name, "тизмек.csv", text.as_ref().as_bytes(), expected);
    }

    fn book(&mut self, name: impl Into<String>, bytes: Vec<u8>, expected: &'static str) {
        self.add(name, "тизмек.xlsx", bytes, expected);
    }

    fn sheet(&mut self, name: impl Into<String>, bytes: Vec<u8>, sheet: &'static str, expected: &'static str) {
        self.book(name, bytes, expected);
        self.0.last_mut().unwrap().sheet = Some(sheet);
    }
}

const HEAD: [&str; 12] = [
    "№",
    "Функция (ыйгарым укук)",
    "Учур же кырдаал",
    "Категориясы",
    "Деңгээли",
    "Ыктымалдуулук",
    "Негиздеме",
    "Зыян",
    "Негиздеме",
    "Контролдун натыйжалуулугу",
    "Чара",
    "Мөөнөтү",
];
const ROW: [&str; 12] = [
    "1",
    "Жер",
    "Жер тилкесин берүү",
    "Кырдаалдык",
    "жогорку",
    "2",
    "арыздар",
    "3",
    "чыгым",
    "орточо",
    "Комиссия түзүү",
    "2026-Q4",
];
const CATEGORY: usize = 3;
const LEVEL: usize = 4;
const LIKELIHOOD: usize = 5;
const HARM: usize = 7;
const GRADE: usize = 9;
const DUE: usize = 11;

fn row_with(column: usize, value: &str) -> Vec<String> {
    let mut row: Vec<String> = ROW.iter().map(|cell| (*cell).to_owned()).collect();
    value.clone_into(&mut row[column]);
    row
}

fn lines<C: AsRef<str>>(separator: &str, rows: &[Vec<C>]) -> String {
    let quoted = |cell: &C| match cell.as_ref() {
        cell if cell.contains(['"', '\n', '\r', ',', ';', '\t']) => format!("\"{}\"", cell.replace('"', "\"\"")),
        cell => cell.to_owned(),
    };
    rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(separator) + "\n").collect()
}

/// The base table with one cell replaced.
fn with(column: usize, value: &str) -> String {
    let head: Vec<String> = HEAD.iter().map(|cell| (*cell).to_owned()).collect();
    lines(";", &[head, row_with(column, value)])
}

/// The base table's header and the given rows, each typed with `|` between its cells.
fn under(rows: &str) -> String {
    lines(";", &split(&format!("{}\n{rows}", HEAD.join("|"))))
}

fn split(rows: &str) -> Vec<Vec<String>> {
    rows.lines().map(|row| row.split('|').map(|cell| cell.replace("\\n", "\n")).collect()).collect()
}

fn utf16(text: &str, mark: bool, big: bool) -> Vec<u8> {
    let mark = mark.then_some('\u{feff}').into_iter();
    let units: Vec<u16> = mark.chain(text.chars()).collect::<String>().encode_utf16().collect();
    units.into_iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn windows_1251(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(text);
    assert!(!lost, "{text}");
    bytes.into_owned()
}

/// Writes rows at a place: what looks like a number is one.
fn put<C: AsRef<str>>(sheet: &mut Worksheet, (top, left): (u32, u16), rows: &[Vec<C>]) {
    for (row, cells) in (top..).zip(rows) {
        for (column, cell) in (left..).zip(cells) {
            match (cell.as_ref(), cell.as_ref().parse::<f64>()) {
                ("", _) => {}
                (_, Ok(number)) => drop(sheet.write_number(row, column, number).unwrap()),
                (text, Err(_)) => drop(sheet.write_string(row, column, text).unwrap()),
            }
        }
    }
}

/// A workbook with the base table in the sheet "Тизмек", and then whatever else.
fn book(change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    rows_book(&lines_of_base(), change)
}

fn lines_of_base() -> String {
    format!("{}\n{}", HEAD.join("|"), ROW.join("|"))
}

fn rows_book(rows: &str, change: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Тизмек").unwrap();
    put(sheet, (0, 0), &split(rows));
    change(sheet);
    workbook.save_to_buffer().unwrap()
}

/// A workbook of several sheets, each with its name and its rows.
fn sheets(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        put(workbook.add_worksheet().set_name(*name).unwrap(), (0, 0), &split(rows));
    }
    workbook.save_to_buffer().unwrap()
}

/// The base workbook with the XML of the likelihood's cell replaced.
fn cell(xml: &str) -> Vec<u8> {
    let bytes = book(|sheet| drop(sheet.write_number(1, 5, 987_654).unwrap()));
    rezip(&bytes, |name, content| match name {
        "xl/worksheets/sheet1.xml" => {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains("<c r=\"F2\"><v>987654</v></c>"), "{text}");
            Some(text.replace("<c r=\"F2\"><v>987654</v></c>", xml).into_bytes())
        }
        _ => Some(content),
    })
}

/// The base workbook with the XML of its rows replaced.
fn sheet_data(rows: &str) -> Vec<u8> {
    rezip(&book(|_| ()), |name, content| match name {
        "xl/worksheets/sheet1.xml" => {
            let text = String::from_utf8(content).unwrap();
            let (before, rest) = text.split_once("<sheetData>").unwrap();
            let (_, after) = rest.split_once("</sheetData>").unwrap();
            Some(format!("{before}<sheetData>{rows}</sheetData>{after}").into_bytes())
        }
        _ => Some(content),
    })
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same archive with its parts changed, or left out.
fn rezip(bytes: &[u8], mut change: impl FnMut(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for part in 0..from.len() {
        let mut part = from.by_index(part).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        if let Some(content) = change(&name, content) {
            parts.push((name, content));
        }
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    archive(&parts)
}

fn part(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
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
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

/// An archive whose directory says that its parts are of a size that they are not.
fn claiming(bytes: &[u8], size: u32) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let entries: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at).collect();
    for at in entries {
        bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
    }
    bytes
}

/// What was found, in the form of the cases.
fn findings(found: &[Diagnostic]) -> Vec<String> {
    let place = |position: &Position| match position {
        Position::File => "-".to_owned(),
        Position::Text { line, column, .. } => format!("{line}:{column}"),
        Position::Cell { sheet: Some(sheet), row, column, .. } => format!("{sheet}!{}", cell_name(*row, *column)),
        Position::Cell { sheet: None, row, column, .. } => format!("{}:{}", row + 1, column + 1),
    };
    found.iter().map(|finding| format!("{} {}", finding.code.code, place(&finding.place.position))).collect()
}

/// A value of a register that a case asks for.
fn shown(register: &Register, found: &[Diagnostic], method: &Method, key: &str) -> String {
    let all = || register.situations().map(|(_, situation)| situation);
    let Some((function, first)) = register.situations().next() else { return "-".into() };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".into());
    let level = |level| method.level(level).key.clone();
    let join = |texts: Vec<String>| texts.join(",");
    match key {
        "L" => join(all().map(|s| or_dash(s.likelihood.points.map(|p| p.to_string()))).collect()),
        "H" => join(all().map(|s| or_dash(s.harm.points.map(|p| p.to_string()))).collect()),
        "why" => {
            or_dash(first.likelihood.justification.clone().map(String::from))
                + "/"
                + &or_dash(first.harm.justification.clone().map(String::from))
        }
        "category" => or_dash(first.category.map(|category| category.key().to_owned())),
        "level" => or_dash(first.declared_level.map(level)),
        "grade" => {
            or_dash(first.control.as_ref().and_then(|c| c.effectiveness).map(|grade| method.grade(grade).key.clone()))
        }
        "lowers" => or_dash(first.control.as_ref().map(|control| control.lowers.to_string())),
        "text" => first.text.to_string(),
        "unit" => or_dash(first.unit.clone().map(String::from)),
        "positions" => first.positions.join("/"),
        "function" => join(register.functions.iter().map(|function| function.name.to_string()).collect()),
        "group" => or_dash(function.group.clone().map(String::from)),
        "groups" => {
            join(register.functions.iter().map(|function| or_dash(function.group.clone().map(String::from))).collect())
        }
        "ids" => join(all().map(|situation| situation.id.clone()).collect()),
        "measures" => join(all().map(|situation| situation.measures.len().to_string()).collect()),
        "measure" => or_dash(first.measures.first().map(|measure| measure.text.to_string())),
        "due" => or_dash(first.measures.first().and_then(|m| m.due.as_ref()).map(|due| {
            let day = |day: Option<jiff::civil::Date>| or_dash(day.map(|day| day.to_string()));
            format!("{}..{}", day(due.from), day(due.to))
        })),
        "name" => register.organization.name.clone(),
        "controller" => or_dash(register.assessment.high_level_controller.clone()),
        "date" => or_dash(register.assessment.date.map(|day| day.to_string())),
        "stated" => format!("{:?}/{:?}", first.stated.sum, first.stated.residual.map(level)),
        // read, headings, continuations, further measures, number rows, repeated headers, closing lines
        "rows" => {
            let rows = found.iter().find(|finding| finding.message.id == "rows-read").unwrap();
            let number = |(_, arg): &(&str, Arg)| arg.text(Language::En);
            rows.message.args.iter().map(number).collect::<Vec<_>>().join("/")
        }
        "help" => found
            .iter()
            .filter(|f| f.code.severity == Severity::Error)
            .map(|f| f.help.as_ref().map(|help| Language::Ky.message(help)).unwrap_or_default())
            .collect::<Vec<_>>()
            .join(" + "),
        "says" => found
            .iter()
            .filter(|f| f.code.severity == Severity::Error)
            .map(|f| f.message.id)
            .collect::<Vec<_>>()
            .join("+"),
        other => panic!("no such key: {other}"),
    }
}

/// Everything that was found in a case: by the reader, then by the rules.
struct Outcome {
    reader: Vec<Diagnostic>,
    rules: Vec<Diagnostic>,
    register: Option<Register>,
}

/// Reads a case as the command line does: a panic is a fault, and must not hide the other cases.
fn outcome(case: &Case, method: &Method) -> Result<Outcome, String> {
    let guarded = std::panic::AssertUnwindSafe(|| read(case, method));
    std::panic::catch_unwind(guarded).map_err(|_| format!("{}: a panic", case.name))
}

fn read(case: &Case, method: &Method) -> Outcome {
    let by = Conditions { asked: case.sheet.into(), ..Conditions::of(method, date(2026, 11, 21)) };
    let examined = examine::read(case.path, &case.bytes, &by).into_register().examined(&by);
    match examined.input {
        Input::Register(loaded) => {
            let rules = examined.findings.into_iter().filter(|found| !loaded.findings.contains(found)).collect();
            Outcome { reader: loaded.findings, rules, register: Some(loaded.register) }
        }
        Input::Plan(_) | Input::Refused { .. } => {
            Outcome { reader: examined.findings, rules: Vec::new(), register: None }
        }
    }
}

/// What a case really gives, in the form in which it says what it expects.
fn actual(case: &Case, outcome: &Outcome, method: &Method) -> String {
    let (_, wanted) = case.expected.rsplit_once(" | ").unwrap_or_default();
    let count = outcome.register.as_ref().map_or("refused".to_owned(), |r| r.situations().count().to_string());
    let mut found = findings(&outcome.reader);
    let alone = |found: &&Diagnostic| found.code.code == "TB507" || found.code.code == "TB512";
    // What columns were read as is told in a line of its own, wherever a title is not the canonical one.
    found.retain(|finding| !finding.starts_with("TB519"));
    let usual: Vec<&Diagnostic> = outcome.reader.iter().filter(alone).collect();
    let first = |finding: &Diagnostic| {
        matches!(&finding.place.position, Position::Cell { row: 0, column: 0, sheet, .. }
            if sheet.as_ref().is_none_or(|sheet| &**sheet == "Тизмек"))
    };
    if usual.len() == 2 && usual.iter().any(|finding| first(finding)) {
        found.retain(|finding| !finding.starts_with("TB507") && !finding.starts_with("TB512"));
        found.insert(0, "~".into());
    }
    let shows: Vec<String> = wanted
        .split("; ")
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, _)| match &outcome.register {
            Some(register) => format!("{key}={}", shown(register, &outcome.reader, method, key)),
            None => format!("{key}={}", shown_of_refused(&outcome.reader, key)),
        })
        .collect();
    format!("{count} | {} | {}", found.join(", "), shows.join("; "))
}

fn shown_of_refused(found: &[Diagnostic], key: &str) -> String {
    match key {
        "says" => found.iter().map(|finding| finding.message.id).collect::<Vec<_>>().join("+"),
        "what" => found
            .iter()
            .flat_map(|f| &f.message.args)
            .map(|(_, arg)| arg.text(Language::En))
            .collect::<Vec<_>>()
            .join("+"),
        _ => "nothing".into(),
    }
}

/// Points, typed in every way.
fn points(corpus: &mut Corpus) {
    for same in [
        "2",
        "2.0",
        "2,0",
        "2,00",
        "2 ",
        " 2",
        "\u{a0}2",
        "2 (орточо)",
        "2(орточо)",
        "2 (орто)",
        "2 (средняя)",
        "орточо",
        "Орто",
        "ОРТОЧО",
        "Орточо ",
        "орто",
        "средняя",
        "Средний",
        "среднее",
        "medium",
        "Medium",
        "moderate",
    ] {
        corpus.text(format!("points {same:?}"), with(LIKELIHOOD, same), "1 | ~ | L=2");
    }
    for reported in ["2\u{a0}(орточо)", "орто\u{ad}чо", "орто\u{200b}чо"] {
        corpus.text(format!("points {reported:?}"), with(LIKELIHOOD, reported), "1 | ~, TB015 2:6 | L=2");
    }
    corpus.text("points with a Latin o", with(LIKELIHOOD, "oрточо"), "1 | ~, TB014 2:6 | L=2");
    corpus.text("points with a Latin o in brackets", with(LIKELIHOOD, "2 (oрточо)"), "1 | ~, TB014 2:6 | L=2");
    for said in ["два", "2 балла", "орточо – 2", "2 балл (орточо)", "балл 2", "Средняя вероятность"]
    {
        corpus.text(format!("points {said:?}"), with(LIKELIHOOD, said), "1 | ~ | L=2");
    }
    corpus.text("points with й in two parts", with(HARM, "высокии\u{306}"), "1 | ~, TB015 2:8 | H=3");
    for off in [
        "2.5",
        "2,5",
        "0",
        "4",
        "-1",
        "+2",
        "22",
        "II",
        "2.2",
        "1-1",
        "2%",
        "1e0",
        "02.03.2026",
        "?",
        "２",
        "٢",
        "true",
    ] {
        corpus.text(format!("points {off:?}"), with(LIKELIHOOD, off), "1 | ~, TB101 2:6 | L=-");
    }
    corpus.text("points that are a long text", with(LIKELIHOOD, &"а".repeat(40_000)), "1 | ~, TB101 2:6 | L=-");
    corpus.text(
        "points with a letter too many",
        with(HARM, "высоккая"),
        "1 | ~, TB101 2:8 | H=-; help=«высокая» деп жазгыңыз келдиби? Колдонууга боло турган маанилер: 1 (төмөнкү), 2 (орточо), 3 (жогорку)",
    );
    for two in [
        "2-3",
        "2/3",
        "2, 3",
        "1–2",
        "орточо же жогорку",
        "орточо/жогорку",
        "2 жана 3",
        "3 (орточо)",
        "2 или 3",
        "2\n3",
    ] {
        corpus.text(format!("points {two:?}"), with(LIKELIHOOD, two), "1 | ~, TB102 2:6 | L=-");
    }
    corpus.text("points left out", with(LIKELIHOOD, ""), "1 | ~ | L=-");
    corpus.text("points that are a no-break space", with(LIKELIHOOD, "\u{a0}"), "1 | ~ | L=-");
    corpus.text("an error as text", with(LIKELIHOOD, "#REF!"), "1 | ~, TB510 2:6 | L=-");
    corpus.text("a formula as text", with(LIKELIHOOD, "=B1+1"), "1 | ~, TB101 2:6 | L=-");

    let number = |value: f64| book(|sheet| drop(sheet.write_number(1, 5, value).unwrap()));
    corpus.book("the number 2", number(2.0), "1 | ~ | L=2");
    corpus.book("the number 1.9999999999999998", number(1.999_999_999_999_999_8), "1 | ~, TB101 Тизмек!F2 | L=-");
    corpus.book("the number 2.5", number(2.5), "1 | ~, TB101 Тизмек!F2 | L=-");
    corpus.book("the number 0", number(0.0), "1 | ~, TB101 Тизмек!F2 | L=-");
    corpus.book("the number 4", number(4.0), "1 | ~, TB101 Тизмек!F2 | L=-");
    corpus.book("the number 1e300", number(1e300), "1 | ~, TB101 Тизмек!F2 | L=-");
    corpus.book(
        "a number as text",
        book(|sheet| drop(sheet.write_string(1, 5, "2").unwrap())),
        "1 | ~, TB514 Тизмек!F2 | L=2",
    );
    corpus.book("true", book(|sheet| drop(sheet.write_boolean(1, 5, true).unwrap())), "1 | ~, TB003 Тизмек!F2 | L=-");
    let date = Format::new().set_num_format("dd.mm.yyyy");
    corpus.book(
        "a date in a score column",
        book(|sheet| drop(sheet.write_number_with_format(1, 5, 46_056, &date).unwrap())),
        "1 | ~, TB003 Тизмек!F2 | L=-",
    );
    let formula = |result: &str| {
        let result = result.to_owned();
        book(move |sheet| drop(sheet.write_formula(1, 5, Formula::new("=1+1").set_result(result)).unwrap()))
    };
    corpus.book("a formula that gives 2", formula("2"), "1 | ~ | L=2");
    corpus.book("a formula that gives a word", formula("орточо"), "1 | ~ | L=2");
    let uncalculated = cell("<c r=\"F2\"><f>1+1</f></c>");
    corpus.book("a formula without a value", uncalculated, "1 | ~, TB509 Тизмек!F2 | L=-");
    corpus.book(
        "a formula with an empty value",
        cell("<c r=\"F2\"><f>1+1</f><v></v></c>"),
        "1 | ~, TB509 Тизмек!F2 | L=-",
    );
    let shared = "<c r=\"F2\"><f t=\"shared\" ref=\"F2:F3\" si=\"0\">1+1</f></c>";
    corpus.book("a shared formula without a value", cell(shared), "1 | ~, TB509 Тизмек!F2 | L=-");
    for error in ["#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#N/A", "#NULL!", "#NUM!"] {
        let xml = format!("<c r=\"F2\" t=\"e\"><v>{error}</v></c>");
        corpus.book(format!("the error {error}"), cell(&xml), "1 | ~, TB510 Тизмек!F2 | L=-");
    }
    corpus.book(
        "an error that nobody knows",
        cell("<c r=\"F2\" t=\"e\"><v>#ЗНАЧ!</v></c>"),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book(
        "an inline text",
        cell("<c r=\"F2\" t=\"inlineStr\"><is><t>2</t></is></c>"),
        "1 | ~, TB514 Тизмек!F2 | L=2",
    );
    corpus.book(
        "an inline text in pieces",
        cell("<c r=\"F2\" t=\"inlineStr\"><is><r><t>орто</t></r><r><t>чо</t></r></is></c>"),
        "1 | ~ | L=2",
    );
    corpus.book("a cell that is formatted and empty", cell("<c r=\"F2\" s=\"0\"/>"), "1 | ~ | L=-");
    corpus.book("a cell without an address", cell("<c><v>2</v></c>"), "1 | ~ | L=2");
    corpus.book(
        "a shared text that is not there",
        cell("<c r=\"F2\" t=\"s\"><v>99999</v></c>"),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book("a number that is none", cell("<c r=\"F2\"><v>zwo</v></c>"), "1 | ~, TB101 Тизмек!F2 | L=-");
    corpus.book("a number that is not finite", cell("<c r=\"F2\"><v>NaN</v></c>"), "1 | ~, TB101 Тизмек!F2 | L=-");
    corpus.book(
        "an ISO date in a score column",
        cell("<c r=\"F2\" t=\"d\"><v>2026-06-15</v></c>"),
        "1 | ~, TB003 Тизмек!F2 | L=-",
    );
}

/// Keywords: category, level, effectiveness.
fn words(corpus: &mut Corpus) {
    for word in ["Кырдаалдык", "кырдаалдык ", "situational", "SITUATIONAL", "ситуационный", "кырдаал\u{ad}дык\u{200b}"]
    {
        let expected = if word.contains('\u{ad}') {
            "1 | ~, TB015 2:4 | category=situational"
        } else {
            "1 | ~ | category=situational"
        };
        corpus.text(format!("category {word:?}"), with(CATEGORY, word), expected);
    }
    corpus.text("category systemic in Kyrgyz", with(CATEGORY, "системалуу (реалдуу)"), "1 | ~ | category=systemic");
    corpus.text("category potential in Russian", with(CATEGORY, "потенциальный"), "1 | ~ | category=potential");
    corpus.text("category misspelt", with(CATEGORY, "кырдаадык"), "1 | ~, TB005 2:4 | category=-");
    corpus.text("category that is none", with(CATEGORY, "кызыл"), "1 | ~, TB005 2:4 | category=-");
    corpus.text("two categories", with(CATEGORY, "кырдаалдык, потенциалдуу"), "1 | ~, TB102 2:4 | category=-");
    corpus.text("category that is a number", with(CATEGORY, "1"), "1 | ~, TB005 2:4 | category=-");
    corpus.text("level with a Latin o", with(LEVEL, "Жoгорку"), "1 | ~, TB014 2:5 | level=high");
    corpus.text("level with a no-break space before it", with(LEVEL, "\u{a0}жогорку"), "1 | ~ | level=high");
    corpus.text("level with й in two parts", with(LEVEL, "высокии\u{306}"), "1 | ~, TB015 2:5 | level=high");
    corpus.text("level zero", with(LEVEL, "нөлдүк"), "1 | ~ | level=zero");
    corpus.text("level in the feminine", with(LEVEL, "Высокая"), "1 | ~ | level=high");
    corpus.text("level misspelt", with(LEVEL, "жагорку"), "1 | ~, TB005 2:5 | level=-; help=«жогорку» деп жазгыңыз келдиби? Колдонууга боло турган маанилер: нөлдүк, төмөнкү, орточо, жогорку");
    for two in ["орточо/жогорку", "орточо-жогорку", "орточо же жогорку", "средний или высокий", "төмөнкү; орточо"]
    {
        corpus.text(format!("level {two:?}"), with(LEVEL, two), "1 | ~, TB102 2:5 | level=-");
    }
    corpus.text("level that is a point", with(LEVEL, "3"), "1 | ~, TB005 2:5 | level=-");
    corpus.text("effectiveness none", with(GRADE, "none"), "1 | ~ | grade=-");
    corpus.text("effectiveness misspelt", with(GRADE, "жогоркуу"), "1 | ~, TB005 2:10 | grade=-");
    corpus.text("effectiveness high in Russian", with(GRADE, "Высокая"), "1 | ~ | grade=high");
    corpus.text(
        "free text stays as typed",
        with(2, "Жoгорку\u{a0}турган\u{ad}дар  — «а»"),
        "1 | ~ | text=Жoгорку\u{a0}турган\u{ad}дар  — «а»",
    );
    corpus.text("free text with й in two parts", with(2, "высокии\u{306}"), "1 | ~ | text=высокии\u{306}");
    corpus.text(
        "free text that looks like markup",
        with(2, "{not-a-message} </script> $x %s"),
        "1 | ~ | text={not-a-message} </script> $x %s",
    );
    let fields = |sheet: &mut Worksheet| {
        sheet.write_string(0, 12, "Снижает ли уровень контроль").unwrap();
        sheet.write_string(1, 12, "нет").unwrap();
    };
    corpus.book("a control that does not lower", book(fields), "1 | ~ | lowers=false");
    let odd = |sheet: &mut Worksheet| {
        fields(sheet);
        sheet.write_string(1, 12, "мүмкүн").unwrap();
    };
    corpus.book("a control that perhaps lowers", book(odd), "1 | ~, TB005 Тизмек!M2 | lowers=true");
    let number = |sheet: &mut Worksheet| {
        fields(sheet);
        sheet.write_number(1, 12, 1).unwrap();
    };
    corpus.book("a control that lowers by 1", book(number), "1 | ~, TB003 Тизмек!M2 | lowers=true");
    corpus.book(
        "a category that is a number",
        book(|s| drop(s.write_number(1, 3, 1).unwrap())),
        "1 | ~, TB003 Тизмек!D2 | category=-",
    );
    corpus.book("a text that is a number", book(|s| drop(s.write_number(1, 2, 15).unwrap())), "1 | ~ | text=15");
    corpus.book(
        "a text that is an error",
        book(|s| drop(s.write_string(1, 2, "#REF!").unwrap())),
        "1 | ~ | text=#REF!",
    );
}

/// Terms of measures.
fn terms(corpus: &mut Corpus) {
    for (typed, expected) in [
        ("2026-Q4", "1 | ~ | due=2026-10-01..2026-12-31"),
        ("2026-10-31", "1 | ~ | due=2026-10-31..2026-10-31"),
        ("31.10.2026", "1 | ~ | due=2026-10-31..2026-10-31"),
        ("31.10.2026-ж.", "1 | ~ | due=2026-10-31..2026-10-31"),
        ("31.10.2026 г.", "1 | ~ | due=2026-10-31..2026-10-31"),
        ("1.2.2026", "1 | ~ | due=2026-02-01..2026-02-01"),
        ("2026", "1 | ~ | due=2026-01-01..2026-12-31"),
        ("46326", "1 | ~, TB007 2:12 | due=-..-"),
        ("continuous", "1 | ~ | due=-..-"),
        ("2025..2027", "1 | ~ | due=2025-01-01..2027-12-31"),
        ("30.02.2026", "1 | ~, TB007 2:12 | due=-..-"),
        ("2026-13-01", "1 | ~, TB007 2:12 | due=-..-"),
        ("2026-Q5", "1 | ~, TB007 2:12 | due=-..-"),
        ("31/10/2026", "1 | ~ | due=2026-10-31..2026-10-31"),
        ("31.10.26", "1 | ~ | due=2026-10-31..2026-10-31"),
        ("10/11/2026", "1 | ~, TB007 2:12 | due=-..-"),
        ("05.01.1900", "1 | ~, TB007 2:12 | due=-..-"),
        ("кийинчерээк", "1 | ~, TB007 2:12 | due=-..-"),
        ("2027..2025", "1 | ~, TB007 2:12 | due=-..-"),
        ("99999999999999999999", "1 | ~, TB007 2:12 | due=-..-"),
    ] {
        corpus.text(format!("term {typed:?}"), with(DUE, typed), expected);
    }
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let serial = |serial: f64| {
        let date = date.clone();
        book(move |sheet| drop(sheet.write_number_with_format(1, 11, serial, &date).unwrap()))
    };
    corpus.book("a term that is a date", serial(46_326.0), "1 | ~ | due=2026-10-31..2026-10-31");
    corpus.book("a term that is a moment", serial(46_326.75), "1 | ~ | due=2026-10-31..2026-10-31");
    corpus.book("a term before all time", serial(-5.0), "1 | ~, TB007 Тизмек!L2 | due=-..-");
    let number = |number: f64| book(move |sheet| drop(sheet.write_number(1, 11, number).unwrap()));
    corpus.book("a term that is a bare serial", number(46_326.0), "1 | ~ | due=2026-10-31..2026-10-31");
    corpus.book("a term that is a year", number(2026.0), "1 | ~ | due=2026-01-01..2026-12-31");
    corpus.book("a term that is a fraction", number(2026.5), "1 | ~, TB003 Тизмек!L2 | due=-");
    corpus.book("a term that is 0", number(0.0), "1 | ~, TB007 Тизмек!L2 | due=-..-");
}

/// Titles: three languages, any order, any shape.
fn titles(corpus: &mut Corpus) {
    corpus.text(
        "titles in Kyrgyz",
        "№;Учур же кырдаал;Ыктымалдуулук;Зыян\n1;а;2;3\n",
        "1 | ~ | L=2; H=3; text=а; function=-",
    );
    corpus.text(
        "titles in Russian",
        "№;Функция;Случай или ситуация;Вероятность;Ущерб\n1;ф;а;2;3\n",
        "1 | ~ | L=2; H=3; text=а",
    );
    corpus.text(
        "titles in English",
        "No;Function;Case or situation;Likelihood;Harm\n1;f;a;2;3\n",
        "1 | ~ | L=2; H=3; text=a",
    );
    corpus.text(
        "titles in three languages at once",
        "№;Функция;Case or situation;Вероятность;Зыян\n1;f;a;2;3\n",
        "1 | ~ | L=2; H=3",
    );
    corpus.text(
        "titles in another order",
        "Зыян;Ыктымалдуулук;Учур же кырдаал;Функция;№\n3;2;а;ф;7\n",
        "1 | ~ | L=2; H=3; ids=7",
    );
    corpus.text("titles in capitals", "№;ФУНКЦИЯ;УЧУР ЖЕ КЫРДААЛ;ЫКТЫМАЛДУУЛУК;ЗЫЯН\n1;ф;а;2;3\n", "1 | ~ | L=2; H=3");
    corpus.text(
        "titles with line breaks",
        "№;Функция;\"Учур же\nкырдаал\";\"Ыктымал-\nдуулук\";Зыян\n1;ф;а;2;3\n",
        "1 | ~ | L=2; H=3",
    );
    corpus.text(
        "titles with double spaces",
        "№;Функция;Случай  или   ситуация;  Вероятность ;Ущерб\n1;ф;а;2;3\n",
        "1 | ~ | L=2; H=3",
    );
    corpus.text(
        "titles with soft hyphens",
        "№;Функция;Учур же кыр\u{ad}даал;Ыктымал\u{ad}дуулук;Зы\u{ad}ян\n1;ф;а;2;3\n",
        "1 | ~ | L=2; H=3",
    );
    corpus.text(
        "titles with й in two parts",
        "№;Функция;Случаи\u{306} или ситуация;Вероятность;Ущерб\n1;ф;а;2;3\n",
        "1 | ~ | L=2; H=3",
    );
    corpus.text(
        "titles with Latin letters",
        "№;Функция;Учур же кырдaал;Ыктымалдуулук;Зыян;Категориясы\n1;ф;а;2;3;кырдаалдык\n",
        "1 | ~ | L=2; H=3; text=а",
    );
    corpus.text(
        "a title hyphenated with CRLF",
        "№;Функция;\"Ситу-\r\nация\";Вероятность;Ущерб\r\n1;ф;а;2;3\r\n",
        "1 | ~ | L=2; H=3",
    );
    corpus.text(
        "the official titles",
        lines(
            ",",
            &[
                vec![
                    "№",
                    "Айыл өкмөтүнүн функциясы (ыйгарым укуктары)",
                    "Коррупциянын тобокелдиги бар учурлар жана кырдаалдар",
                    "Коррупциялык тобокелдиктин категориясы: системалуу (реалдуу), потенциалдуу, кырдаалдык",
                    "Деңгээли (нөлдүк, төмөнкү, орточо, жогорку)",
                    "Түзүмдүк бөлүмдүн (мамлекеттик органдын, мекеменин) аталышы",
                    "Коррупциялык тобокелдикке кабылган кызмат орундары",
                    "Башка маморгандарда/ЖӨБОдо коррупциялык тобокелдиктин пайда болушу мүмкүнбү",
                ],
                vec!["1", "ф", "а", "Кырдаалдык", "Жогорку", "бөлүм", "адис; катчы", "жок"],
            ],
        ),
        "1 | ~, TB503 1:1, TB503 1:1 | category=situational; level=high; unit=бөлүм; positions=адис/катчы",
    );
    corpus.text(
        "titles below other rows",
        "БЕКИТИЛДИ\nТизмек;;;2026\n\n№;Функция;Учур же кырдаал;Ыктымалдуулук;Зыян\n1;ф;а;2;3\n",
        "1 | TB512 -, TB507 4:1 | L=2",
    );
    corpus.text(
        "titles in two rows",
        "№;Функция;Ситуация;Вероятность;;Ущерб;\n;;;балл;обоснование;балл;обоснование\n1;ф;а;2;б;3;в\n",
        "1 | TB512 -, TB507 2:1 | L=2; H=3; why=б/в",
    );
    let merged = rows_book(
        "№|Функция|Ситуация|Баалоо||||\n|||Вероятность|Обоснование|Ущерб|Обоснование\n1|ф|а|2|б|3|в",
        |sheet| {
            sheet.merge_range(0, 3, 0, 6, "Баалоо", &Format::new()).unwrap();
            for (column, title) in [(0, "№"), (1, "Функция"), (2, "Ситуация")] {
                sheet.merge_range(0, column, 1, column, title, &Format::new()).unwrap();
            }
        },
    );
    corpus.book("titles in two rows, merged", merged, "1 | TB512 -, TB507 Тизмек!A2 | L=2; H=3; why=б/в");
    let stems = rows_book(
        "№|Функция|Ситуация|Вероятность||Ущерб|\n|||балл|обоснование|балл|обоснование\n1|ф|а|2|б|3|в",
        |sheet| {
            sheet.merge_range(0, 3, 0, 4, "Вероятность", &Format::new()).unwrap();
            sheet.merge_range(0, 5, 0, 6, "Ущерб", &Format::new()).unwrap();
        },
    );
    corpus.book("scores under their merged titles", stems, "1 | TB512 -, TB507 Тизмек!A2 | L=2; H=3; why=б/в");
    corpus.text(
        "a column that nobody knows",
        "№;Функция;Ситуация;Вероятность;Ущерб;Түсү\n1;ф;а;2;3;кызыл\n",
        "1 | ~, TB504 1:6 | L=2",
    );
    corpus.text(
        "cells beside the table",
        "№;Функция;Ситуация;Вероятность;Ущерб\n1;ф;а;2;3;;эскертүү\n",
        "1 | ~, TB504 1:7 | L=2",
    );
    corpus.text(
        "a column twice",
        "№;Функция;Ситуация;Вероятность;Вероятность;Ущерб\n1;ф;а;2;1;3\n",
        "1 | ~, TB505 1:5 | L=2",
    );
    corpus.text("no column of harm", "№;Функция;Ситуация;Вероятность\n1;ф;а;2\n", "1 | ~, TB503 1:1 | L=2; H=-");
    corpus.text("no column of ids", "Функция;Ситуация;Вероятность;Ущерб\nф;а;2;3\nф;б;1;1\n", "2 | ~ | ids=1,2");
    corpus.text("no titles at all", "1;ф;а;2;3\n2;ф;б;2;3\n", "refused | TB501 1:1 | says=no-register-table");
    corpus.text(
        "titles of something else",
        "Аты;Жашы;Шаары\nАйбек;30;Ош\n",
        "refused | TB501 1:1 | says=no-register-table",
    );
    corpus.text(
        "titles without rows",
        "№;Функция;Ситуация;Вероятность;Ущерб\n",
        "refused | ~, TB011 1:3 | says=no-organisation+rows-read+columns-read+no-situations",
    );
    corpus.text(
        "a header below sixty rows",
        "а;б\n".repeat(70) + "№;Функция;Ситуация;Вероятность;Ущерб\n1;ф;а;2;3\n",
        "refused | TB501 1:1 | ",
    );
}

/// Rows: headings, continuations, totals, signatures.
fn rows(corpus: &mut Corpus) {
    let second = "2|Жер|Жер салыгы|Кырдаалдык|жогорку|1|а|1|б|||";
    let base = ROW.join("|");
    corpus.text(
        "two situations of one function",
        under(&format!("{base}\n{second}")),
        "2 | ~ | ids=1,2; function=Жер; rows=2/0/0/0/0/0/0",
    );
    corpus.text(
        "a heading",
        under(&format!("Жер маселелери\n{base}")),
        "1 | ~ | group=Жер маселелери; rows=1/1/0/0/0/0/0",
    );
    corpus.text(
        "two headings",
        under(&format!("Биринчи\n{base}\nЭкинчи\n{second}")),
        "2 | ~ | groups=Биринчи,Экинчи; ids=1,2; rows=2/2/0/0/0/0/0",
    );
    corpus.text(
        "ids that begin anew",
        under(&format!("Биринчи\n{base}\nЭкинчи\n{base}")),
        "2 | ~, TB508 1:1 | ids=1.1,2.1",
    );
    corpus.text(
        "a heading without situations",
        under(&format!("Бош\nЖер\n{base}")),
        "1 | ~, TB511 2:1 | group=Жер; rows=1/2/0/0/0/0/0",
    );
    corpus.text(
        "a heading in capitals in the second column",
        under(&format!("|ЖЕР МАСЕЛЕЛЕРИ\n{base}")),
        "1 | ~, TB506 2:2 | group=-; rows=1/0/0/0/0/0/0",
    );
    let heading = rows_book(&format!("{}\n|||\n{base}", HEAD.join("|")), |sheet| {
        sheet.merge_range(1, 0, 1, 11, "Жер маселелери", &Format::new()).unwrap();
    });
    corpus.book("a merged heading", heading, "1 | ~ | group=Жер маселелери; ids=1");
    corpus.text(
        "a row of numbers",
        under(&format!("1|2|3|4|5|6|7|8|9|10|11|12\n{base}")),
        "1 | ~ | rows=1/0/0/0/1/0/0",
    );
    corpus.text(
        "a row of numbers, badly typed",
        under(&format!("1|2|3|4|5|6|6|8|9|10|11|12\n{base}")),
        "1 | ~ | rows=1/0/0/0/1/0/0",
    );
    corpus.text(
        "a header again after a page break",
        under(&format!("{base}\n{}\n{second}", HEAD.join("|"))),
        "2 | ~ | rows=2/0/0/0/0/1/0",
    );
    corpus.text(
        "a continuation",
        under(&format!("{base}\n||жана ижарага||||||||")),
        "1 | ~ | text=Жер тилкесин берүү жана ижарага; rows=1/0/1/0/0/0/0",
    );
    corpus.text(
        "a continuation after a blank row",
        format!("{};;;;;;;;;;;\n", under(&base)) + &lines(";", &split("||жана ижарага||||аа||||")),
        "1 | ~ | rows=1/0/0/0/0/0/1",
    );
    corpus.text(
        "one more measure",
        under(&format!("{base}\n||||||||||Окуу|2027")),
        "1 | ~ | measures=2; rows=1/0/0/1/0/0/0",
    );
    corpus.text(
        "one more measure and something beside it",
        under(&format!("{base}\n|||кырдаалдык|||||||Окуу|2027")),
        "1 | ~, TB506 3:4 | measures=2",
    );
    corpus.text("a row of totals", under(&format!("{base}\nБардыгы|||||2||3||||")), "1 | ~ | rows=1/0/0/0/0/0/1");
    corpus.text(
        "a row of totals in Russian",
        under(&format!("{base}\nИтого:|||1|||||||")),
        "1 | ~ | rows=1/0/0/0/0/0/1",
    );
    corpus.text(
        "signatures",
        under(&format!("{base}\n\nБашчы|||||||А. Асанов\nКатчы|||||||Б. Бакытов")),
        "1 | ~ | rows=1/0/0/0/0/0/2",
    );
    corpus.text(
        "signatures right under the table",
        under(&format!("{base}\nБашчы: ______ А. Асанов\n")),
        "1 | ~ | rows=1/0/0/0/0/0/1",
    );
    corpus.text("a footnote", under(&format!("{base}\n* эскертүү")), "1 | ~ | rows=1/0/0/0/0/0/1");
    corpus.text("blank rows between", under(&format!("\n{base}\n\n\n{second}\n\n")), "2 | ~ | rows=2/0/0/0/0/0/0");
    corpus.text("rows of separators alone", under(&base) + ";;;;;;;;;;;\n;;;;;;;;;;;\n", "1 | ~ | rows=1/0/0/0/0/0/0");
    corpus.text("one id twice", under(&format!("{base}\n{base}")), "2 | ~, TB010 3:1 | ids=1,1");
    corpus.text(
        "a situation without its text",
        under("1|Жер||Кырдаалдык|жогорку|2|а|3|б|||"),
        "1 | ~, TB004 2:3 | text=",
    );
    corpus.text(
        "a situation without a function",
        under("1||Жер берүү|Кырдаалдык|жогорку|2|а|3|б|||"),
        "1 | ~, TB004 2:2 | text=Жер берүү",
    );
    corpus.text(
        "a measure without its text",
        under("1|Жер|Жер берүү|||2|а|3|б|||2026"),
        "1 | ~, TB004 2:11 | measures=1",
    );
    corpus.text("a row shorter than the header", under("1|Жер|Жер берүү"), "1 | ~ | L=-");
    corpus.text("a row longer than the header", under(&format!("{base}|ашыкча")), "1 | ~, TB504 1:13 | L=2");
    corpus.text("a row that nobody understands", under(&format!("x|y\n{base}")), "2 | ~, TB004 2:3 | ids=x,1");
    corpus.text(
        "plain rows without ids",
        under("|Жер|Биринчи|||2|а|3|б|||\n|Жер|Экинчи|||1|а|1|б|||"),
        "2 | ~ | ids=1,2",
    );
    let hidden = rows_book(&format!("{}\n{base}\n{second}", HEAD.join("|")), |sheet| {
        sheet.set_row_hidden(1).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    corpus.book(
        "a hidden row and a hidden column",
        hidden,
        "2 | ~, TB515 Тизмек!D1, TB515 Тизмек!A2 | ids=1,2; category=situational",
    );
    let merged = rows_book(
        &format!("{}\n{base}\n2||Жер салыгы|Кырдаалдык|жогорку|1|а|1|б|||", HEAD.join("|")),
        |sheet| {
            sheet.merge_range(1, 1, 2, 1, "Жер", &Format::new()).unwrap();
        },
    );
    corpus.book("a function merged over its situations", merged, "2 | ~ | function=Жер; ids=1,2");
    let points = rows_book(
        &format!("{}\n{base}\n2|Жер|Жер салыгы|Кырдаалдык|жогорку||а|1|б|||", HEAD.join("|")),
        |sheet| {
            sheet.merge_range(1, 5, 2, 5, "2", &Format::new()).unwrap();
        },
    );
    corpus.book("points merged over two situations", points, "2 | ~, TB514 Тизмек!F2 | L=2,2");
    let stated = "Жыйынтык балл|Калдык деңгээл";
    let of = |values: &str| {
        under("").replace("Мөөнөтү", &format!("Мөөнөтү;{}", stated.replace('|', ";")))
            + &lines(";", &split(&format!("{base}|{values}")))
    };
    corpus.text("what the file worked out itself", of("5|жогорку"), "1 | ~ | stated=Some(5)/Some(\"high\")");
    corpus.text("what the file worked out wrongly", of("4|төмөнкү"), "1 | ~ | stated=Some(4)/Some(\"low\")");
    corpus.text(
        "what the file worked out and nobody can read",
        of("беш|кызыл"),
        "1 | ~, TB005 2:13, TB005 2:14 | stated=None/None",
    );
    corpus.text("what the file did not work out", of("—|—"), "1 | ~ | stated=None/None");
}

/// Several sheets, several tables.
fn worksheets(corpus: &mut Corpus) {
    let table = lines_of_base();
    let other = "Аты|Жашы\nАйбек|30";
    corpus.book("a register and another sheet", sheets(&[("Тизмек", &table), ("Башка", other)]), "1 | ~ | L=2");
    corpus.book("a register on the second sheet", sheets(&[("Башка", other), ("Тизмек", &table)]), "1 | ~ | L=2");
    corpus.book(
        "two sheets of one form",
        sheets(&[("Тизмек", &table), ("Экинчи", &table)]),
        "2 | TB512 -, TB507 Тизмек!A1, TB508 Тизмек!A1, TB507 Экинчи!A1 | ids=1.1,2.1; groups=Тизмек,Экинчи",
    );
    corpus.sheet(
        "two registers, one named",
        sheets(&[("Экинчи", &table), ("Тизмек", &table)]),
        "тизмек",
        "1 | ~ | L=2",
    );
    corpus.sheet(
        "a sheet that is not there",
        sheets(&[("Тизмек", &table)]),
        "Экинчи",
        "refused | TB501 - | says=no-such-sheet",
    );
    corpus.sheet(
        "a sheet that is no register",
        sheets(&[("Тизмек", &table), ("Башка", other)]),
        "Башка",
        "refused | TB501 Башка!A1 | says=no-register-table",
    );
    corpus.book(
        "sheets without a register",
        sheets(&[("А", other), ("Б", other)]),
        "refused | TB501 А!A1, TB501 Б!A1 | ",
    );
    corpus.book("empty sheets", sheets(&[("А", ""), ("Б", "")]), "refused | TB501 - | says=tables-empty");
    corpus.book(
        "another table below",
        sheets(&[("Тизмек", &format!("{table}\n\n№|Ситуация|Вероятность|Ущерб\n1|а|2|3"))]),
        "1 | ~, TB502 Тизмек!A4 | L=2",
    );
    corpus.book(
        "the same header after a blank row",
        sheets(&[("Тизмек", &format!("{table}\n\n{table}"))]),
        "2 | ~, TB010 Тизмек!A5 | rows=2/0/0/0/0/1/0",
    );
    let hidden = {
        let mut workbook = Workbook::new();
        put(workbook.add_worksheet().set_name("Тизмек").unwrap(), (0, 0), &split(&table));
        let old = workbook.add_worksheet().set_name("Эски").unwrap().set_hidden(true);
        put(old, (0, 0), &split(&table));
        workbook.save_to_buffer().unwrap()
    };
    corpus.book("a hidden sheet with a register", hidden.clone(), "1 | ~ | L=2");
    corpus.sheet("a hidden sheet that is named", hidden, "Эски", "1 | TB512 -, TB507 Эски!A1 | L=2");
    let offset = {
        let mut workbook = Workbook::new();
        put(workbook.add_worksheet().set_name("Тизмек").unwrap(), (9, 27), &split(&table.replace("|2|", "|9|")));
        workbook.save_to_buffer().unwrap()
    };
    corpus.book("a table that does not begin at A1", offset, "1 | TB512 -, TB507 Тизмек!AB10, TB101 Тизмек!AG11 | L=-");
    let gaps = {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Тизмек").unwrap();
        put(sheet, (4, 0), &split(HEAD.join("|").as_str()));
        put(sheet, (1_048_575, 0), &split(&ROW.join("|").replace("|2|", "|9|")));
        workbook.save_to_buffer().unwrap()
    };
    corpus.book(
        "a situation in the last row of all",
        gaps,
        "1 | TB512 -, TB507 Тизмек!A5, TB101 Тизмек!F1048576 | L=-",
    );
    let organisation = "Уюмдун аталышы|Достук\nБаалоо күнү|2026-06-15";
    let measures = "№|Чара|Мөөнөтү\n1|Окуу|2027\n9|Эч кимдики|2027";
    corpus.book(
        "sheets of the organisation and of measures",
        sheets(&[("Уюм", organisation), ("Тизмек", &table), ("Чаралар", measures)]),
        "1 | TB507 Тизмек!A1, TB513 Чаралар!A3 | measures=2; name=Достук; date=2026-06-15",
    );
    corpus.book(
        "another method",
        sheets(&[("Тизмек", &table), ("Уюм", "Уюмдун аталышы|Достук\nБаалоо усулу|kg-1-1999")]),
        "refused | TB507 Тизмек!A1, TB009 Уюм!B2 | ",
    );
    corpus.book(
        "an organisation of an unknown kind",
        sheets(&[("Тизмек", &table), ("Уюм", "Уюмдун аталышы|Достук\nУюмдун түрү|завод\nБаалоо күнү|эртең")]),
        "1 | TB507 Тизмек!A1, TB005 Уюм!B2, TB007 Уюм!B3 | name=Достук",
    );
    let named_anew = "Органдын (мекеменин) аталышы|Достук\nОргандын коду|dostuk\nБаалоо күнү|15.06.2026";
    corpus.book(
        "a sheet of the organisation with the labels of today",
        sheets(&[("Тизмек", &table), ("Уюм", named_anew)]),
        "1 | TB507 Тизмек!A1 | name=Достук; date=2026-06-15",
    );
    let chart = {
        let mut workbook = Workbook::new();
        put(workbook.add_worksheet().set_name("Тизмек").unwrap(), (0, 0), &split(&table));
        let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Column);
        chart.add_series().set_values(("Тизмек", 1, 5, 1, 7));
        workbook.add_chartsheet().set_name("Диаграмма").unwrap().insert_chart(0, 0, &chart).unwrap();
        workbook.save_to_buffer().unwrap()
    };
    corpus.book("a chart sheet", chart, "1 | ~ | L=2");
    corpus.add(
        "an old workbook",
        "r.xls",
        include_bytes!("intake/small.xls").as_slice(),
        "1 | TB507 Тизмек!A1, TB514 Тизмек!I3, TB514 Тизмек!K3 | ids=1; L=3; H=2",
    );
    corpus.add(
        "an OpenDocument workbook",
        "r.ods",
        include_bytes!("intake/small.ods").as_slice(),
        "1 | TB507 Тизмек!A1, TB514 Тизмек!I3, TB514 Тизмек!K3 | ids=1; L=3; H=2",
    );
    corpus.add(
        "an OpenDocument workbook named xlsx",
        "r.xlsx",
        include_bytes!("intake/small.ods").as_slice(),
        "1 | TB507 Тизмек!A1, TB514 Тизмек!I3, TB514 Тизмек!K3 | ids=1; L=3; H=2",
    );
}

/// Files of text.
fn encodings(corpus: &mut Corpus) {
    let text = with(LIKELIHOOD, "орточо");
    let russian = "№;Функция;Ситуация;Вероятность;Ущерб\n1;ф;Выдача участка;средняя;3\n";
    corpus.add("UTF-8 with a mark", "r.csv", format!("\u{feff}{text}"), "1 | ~ | L=2; category=situational");
    corpus.add("UTF-16 LE with a mark", "r.csv", utf16(&text, true, false), "1 | ~ | L=2; category=situational");
    corpus.add("UTF-16 BE with a mark", "r.csv", utf16(&text, true, true), "1 | ~ | L=2; category=situational");
    corpus.add("UTF-16 LE without a mark", "r.csv", utf16(&text, false, false), "1 | ~ | L=2; category=situational");
    corpus.add("UTF-16 BE without a mark", "r.csv", utf16(&text, false, true), "1 | ~ | L=2; category=situational");
    corpus.add("Windows-1251", "r.csv", windows_1251(russian), "1 | ~ | L=2; text=Выдача участка");
    corpus.add(
        "UTF-16 cut in the middle of a letter",
        "r.csv",
        {
            let mut b = utf16(&text, true, false);
            b.pop();
            b
        },
        "refused | TB008 - | says=not-text",
    );
    corpus.add(
        "UTF-16 with half a pair",
        "r.csv",
        [utf16(&text, true, false), vec![0x00, 0xd8]].concat(),
        "refused | TB008 - | says=not-text",
    );
    corpus.add(
        "UTF-8 with one wrong byte is not Windows-1251",
        "r.csv",
        [text.as_bytes(), b"2;\xff\xfe;\xd0"].concat(),
        "refused | TB501 1:1 | ",
    );
    corpus.add(
        "commas",
        "r.csv",
        lines(",", &[HEAD.to_vec(), ROW.to_vec()]),
        "1 | ~ | L=2; due=2026-10-01..2026-12-31",
    );
    corpus.add("tabs", "r.tsv", lines("\t", &[HEAD.to_vec(), ROW.to_vec()]), "1 | ~ | L=2; due=2026-10-01..2026-12-31");
    corpus.add(
        "semicolons, and commas in the texts",
        "r.csv",
        under(&ROW.join("|").replace("Жер тилкесин берүү", "а, б, в, г, д, е, ж, з, и")),
        "1 | ~ | L=2; text=а, б, в, г, д, е, ж, з, и",
    );
    corpus.add("lines that end in CR LF", "r.csv", text.replace('\n', "\r\n"), "1 | ~ | L=2");
    corpus.add("lines that end in CR", "r.csv", text.replace('\n', "\r"), "1 | ~ | L=2");
    corpus.add("no line end at the end", "r.csv", text.trim_end(), "1 | ~ | L=2");
    corpus.add("a separator that Excel is told", "r.csv", format!("sep=;\n{text}"), "1 | TB512 -, TB507 2:1 | L=2");
    corpus.add(
        "quoted line breaks keep the line numbers",
        "r.csv",
        under(&format!(
            "{}\n{}",
            ROW.join("|").replace("Жер тилкесин берүү", "а\\nб\\nв"),
            ROW.join("|").replace("|2|", "|9|").replace("1|Ж", "2|Ж")
        )),
        "2 | ~, TB101 5:6 | L=2,-",
    );
    corpus.add(
        "a quote that is never closed",
        "r.csv",
        with(2, "x").replace(";x;", ";\"x;"),
        "1 | ~, TB016 2:1 | text=x;Кырдаалдык;жогорку;2;арыздар;3;чыгым;орточо;Комиссия түзүү;2026-Q4; L=-",
    );
    corpus.add("quotes within a text", "r.csv", with(2, "мекеме \"Достук\""), "1 | ~ | text=мекеме \"Достук\"");
    corpus.add(
        "bare quotes within a text",
        "r.csv",
        with(2, "x").replace(";x;", ";мекеме \"Достук\";"),
        "1 | ~ | text=мекеме \"Достук\"",
    );
    corpus.add("a guarded formula", "r.csv", with(2, "'=1+1"), "1 | ~ | text==1+1");
    corpus.add("zeros in a text", "r.csv", with(2, "а\0б"), "refused | TB008 - | says=not-text");
    corpus.add(
        "control characters in a text",
        "r.csv",
        with(2, &"\u{1}\u{2}\u{7}".repeat(50)),
        "refused | TB008 - | says=not-text",
    );
    corpus.add("an empty file", "r.csv", "", "refused | TB501 - | says=tables-empty");
    corpus.add("an empty workbook file", "r.xlsx", "", "refused | TB501 - | says=tables-empty");
    corpus.add("blank lines alone", "r.csv", "\n\n  \n;;;\n", "refused | TB501 4:1 | says=no-register-table");
    corpus.add("a mark alone", "r.csv", "\u{feff}", "refused | TB501 - | says=tables-empty");
    corpus.add(
        "a hundred thousand separators",
        "r.csv",
        ";".repeat(100_000),
        "refused | TB501 1:1 | says=no-register-table",
    );
    corpus.add(
        "seventy thousand columns",
        "r.csv",
        format!("{}\n{}", HEAD.join(";"), ROW.join(";")) + &";x".repeat(70_000),
        "refused | TB008 - | says=over-budget",
    );
    corpus.add("a workbook named csv", "r.csv", book(|_| ()), "1 | ~ | L=2");
    corpus.add("a text named xlsx", "r.xlsx", text.clone(), "1 | ~ | L=2");
    corpus.add("standard input", "-", text, "1 | ~ | L=2");
}

/// Files that are something else, or broken, or made to do harm.
fn containers(corpus: &mut Corpus) {
    let good = book(|_| ());
    for (name, bytes, expected) in [
        (
            "a PDF",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj".to_vec(),
            "refused | TB008 - | says=foreign-file; what=a PDF document",
        ),
        ("an RTF", b"{\\rtf1\\ansi\\deff0 text}".to_vec(), "refused | TB008 - | says=foreign-file"),
        (
            "a web page",
            b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>".to_vec(),
            "refused | TB008 - | says=foreign-file",
        ),
        (
            "a web page after blanks",
            b"\r\n  <HTML><body></body></HTML>".to_vec(),
            "refused | TB008 - | says=foreign-file",
        ),
        (
            "an XML workbook of 2003",
            b"<?xml version=\"1.0\"?><Workbook/>".to_vec(),
            "refused | TB008 - | says=foreign-file",
        ),
        (
            "a Word document",
            archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]),
            "refused | TB008 - | says=foreign-file",
        ),
        ("a binary workbook", archive(&[("xl/workbook.bin", b"\0")]), "refused | TB008 - | says=foreign-file"),
        (
            "an OpenDocument text",
            archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]),
            "refused | TB008 - | says=foreign-file",
        ),
        ("an archive of pictures", archive(&[("a.png", b"\x89PNG")]), "refused | TB008 - | says=foreign-file"),
        ("an empty archive", archive(&[]), "refused | TB008 - | says=foreign-file"),
        ("an encrypted workbook", compound("EncryptedPackage"), "refused | TB008 - | says=workbook-encrypted"),
        ("an old Word document", compound("WordDocument"), "refused | TB008 - | says=foreign-file"),
        ("an old workbook that is hollow", compound("Workbook"), "refused | TB008 - | says=workbook-damaged"),
        ("a compound file of something else", compound("PowerPoint Document"), "refused | TB008 - | says=foreign-file"),
        (
            "a compound file's first bytes",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "refused | TB008 - | says=foreign-file",
        ),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".to_vec(), "refused | TB008 - | says=not-text"),
        ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec(), "refused | TB008 - | says=not-text"),
        ("zeros", vec![0; 4096], "refused | TB008 - | says=not-text"),
        ("an archive's first bytes", b"PK\x03\x04".to_vec(), "refused | TB008 - | says=workbook-damaged"),
    ] {
        corpus.book(name, bytes, expected);
    }
    for percent in [5, 50, 95] {
        let cut = good[..good.len() * percent / 100].to_vec();
        corpus.book(format!("a workbook cut at {percent} %"), cut, "refused | TB008 - | says=workbook-damaged");
    }
    corpus.book(
        "a workbook that lacks its last byte",
        good[..good.len() - 1].to_vec(),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book("a workbook with something after it", [good.as_slice(), b"\n<!-- mail -->"].concat(), "1 | ~ | L=2");
    corpus.book(
        "a workbook with a byte turned",
        {
            let mut bytes = good.clone();
            let at = bytes.windows(24).position(|window| window == b"xl/worksheets/sheet1.xml").unwrap();
            for byte in &mut bytes[at + 40..at + 80] {
                *byte ^= 0x55;
            }
            bytes
        },
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.add(
        "an old workbook cut in half",
        "r.xls",
        &include_bytes!("intake/small.xls")[..5000],
        "refused | TB008 - | says=foreign-file",
    );
    corpus.add(
        "an OpenDocument workbook cut in half",
        "r.ods",
        &include_bytes!("intake/small.ods")[..9000],
        "refused | TB008 - | says=workbook-damaged",
    );
    let without = |gone: &str| rezip(&good, |name, content| (name != gone).then_some(content));
    corpus.book(
        "a workbook without its sheet",
        without("xl/worksheets/sheet1.xml"),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book(
        "a workbook without its shared texts",
        without("xl/sharedStrings.xml"),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book(
        "a workbook without its relations",
        without("xl/_rels/workbook.xml.rels"),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book("a workbook without its styles", without("xl/styles.xml"), "1 | ~ | L=2");
    corpus.book(
        "a workbook that is no XML",
        rezip(&good, |name, content| Some(if name == "xl/workbook.xml" { b"<<<".to_vec() } else { content })),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book(
        "a sheet cut in the middle",
        rezip(&good, |name, mut content| {
            if name == "xl/worksheets/sheet1.xml" {
                content.truncate(content.len() / 2);
            }
            Some(content)
        }),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book("a sheet of no rows", sheet_data(""), "refused | TB501 - | says=tables-empty");
    corpus.book(
        "a part that claims four gigabytes",
        claiming(&good, u32::MAX - 1),
        "refused | TB008 - | says=over-budget-mebibytes",
    );
    corpus.book(
        "a part that claims more than a gigabyte",
        claiming(&good, (1 << 30) + 1),
        "refused | TB008 - | says=over-budget-mebibytes",
    );
    corpus.book("parts that claim nothing", claiming(&good, 0), "refused | TB008 - | says=workbook-damaged");
    corpus.book(
        "an entity in a text",
        part(&good, "xl/sharedStrings.xml", "Жер тилкесин берүү", "&bomb;"),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book(
        "a cell beyond the last column",
        sheet_data("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book(
        "a cell beyond the last row",
        sheet_data("<row r=\"99999999\"><c r=\"A99999999\"><v>1</v></c></row>"),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book(
        "a cell without a column",
        sheet_data("<row r=\"1\"><c r=\"1\"><v>1</v></c></row>"),
        "refused | TB008 - | says=workbook-damaged",
    );
    corpus.book(
        "a cell whose address overflows",
        sheet_data("<row r=\"1\"><c r=\"ZZZZZZZZZZZZ99999999999999\"><v>1</v></c></row>"),
        "refused | TB008 - | says=workbook-damaged",
    );
    let (mut blank, mut wide) = (String::new(), String::from("<row r=\"1\">"));
    for row in 1..=20_000 {
        let _ = write!(blank, "<row r=\"{row}\" s=\"1\"><c r=\"A{row}\" s=\"0\"/></row>");
    }
    for column in 0..16_384 {
        let _ = write!(wide, "<c r=\"{}\"><v>{column}</v></c>", cell_name(0, column));
    }
    corpus.book("twenty thousand formatted rows", sheet_data(&blank), "refused | TB501 - | says=tables-empty");
    corpus.book(
        "all the columns that there are",
        sheet_data(&(wide + "</row>")),
        "refused | TB008 Тизмек!AMK1 | says=over-budget",
    );
    corpus.add(
        "a workbook really saved with a password",
        "r.xlsx",
        std::fs::read("tests/intake/locked.xlsx").unwrap(),
        "refused | TB008 - | says=workbook-encrypted",
    );
    let ods = std::fs::read("tests/intake/small.ods").unwrap();
    let scattered = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
        office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"10000\"/></table:table-row></table:table>";
    corpus.add(
        "ten thousand million repeated cells in an ODS",
        "r.ods",
        part(&ods, "content.xml", "</table:table>", scattered),
        "refused | TB008 - | says=over-budget",
    );
    let xls = std::fs::read("tests/intake/small.xls").unwrap();
    let mut far = xls.clone();
    let cell = far.windows(4).position(|four| four == b"\xfd\0\x0a\0").unwrap();
    far[cell + 4..cell + 8].copy_from_slice(&[0xff; 4]);
    corpus.add("an XLS cell in the last corner", "r.xls", far, "refused | TB008 - | says=over-budget");
    let number = |at: usize| u32::from_le_bytes(xls[at..at + 4].try_into().unwrap());
    let (directory, sectors) = (number(48), number(76));
    let mut circle = xls.clone();
    let entry = (512 * (sectors + 1) + 4 * directory) as usize;
    circle[entry..entry + 4].copy_from_slice(&directory.to_le_bytes());
    corpus.add("an XLS whose directory never ends", "r.xls", circle, "refused | TB008 - | says=workbook-damaged");
    let deep = "<x>".repeat(50_000);
    corpus.book("XML of fifty thousand levels", sheet_data(&deep), "refused | TB501 - | says=tables-empty");
    corpus.add(
        "a register that is not UTF-8",
        "r.toml",
        windows_1251("name = \"Достук\""),
        "refused | TB008 - | says=not-utf8",
    );
    corpus.add("a workbook named toml", "r.toml", good, "refused | TB008 - | says=not-utf8");
}

fn corpus() -> Vec<Case> {
    let mut corpus = Corpus::default();
    points(&mut corpus);
    words(&mut corpus);
    terms(&mut corpus);
    titles(&mut corpus);
    rows(&mut corpus);
    worksheets(&mut corpus);
    encodings(&mut corpus);
    containers(&mut corpus);
    corpus.0
}

#[test]
fn every_input_is_read_or_refused_as_expected() {
    let method = embedded_method(DEFAULT).unwrap();
    let corpus = corpus();
    assert!(corpus.len() >= 120, "{} cases", corpus.len());
    let mut wrong = String::new();
    for case in &corpus {
        let begun = std::time::Instant::now();
        let outcome = match outcome(case, &method) {
            Ok(outcome) => outcome,
            Err(panic) => {
                let _ = writeln!(wrong, "{panic}");
                continue;
            }
        };
        let actual = actual(case, &outcome, &method);
        if actual.trim_end_matches(" | ") != case.expected.trim_end_matches(" | ") {
            let _ = writeln!(wrong, "{}\n  expected {}\n  actual   {actual}", case.name, case.expected);
        }
        if begun.elapsed().as_millis() >= LONGEST {
            let _ = writeln!(wrong, "{} took {:?}", case.name, begun.elapsed());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_name_is_given_once() {
    let mut seen = BTreeSet::new();
    for case in corpus() {
        assert!(seen.insert(case.name.clone()), "{}", case.name);
    }
}

/// What a sentence says of its own, without the words that it quotes from the file.
fn own_words(text: &str) -> String {
    let mut own = String::new();
    let mut inside = None;
    for letter in text.chars() {
        match (inside, letter) {
            (None, '«') => inside = Some('»'),
            (None, '"') => inside = Some('"'),
            (None, '“' | '„') => inside = Some('”'),
            (None, letter) => own.push(letter),
            (Some(end), letter) if end == letter => inside = None,
            _ => {}
        }
    }
    own
}

fn complaint(text: &str, language: Language) -> Option<&'static str> {
    if text.split('{').skip(1).any(|rest| rest.split('}').next().is_some_and(|id| id.contains('-'))) {
        return Some("a message id");
    }
    if text.contains(['{', '}', '$']) {
        return Some("a placeholder");
    }
    let own = own_words(text);
    let words: Vec<&str> = own.split_whitespace().collect();
    let latin = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    if language != Language::En && words.windows(4).any(|four| four.iter().all(|word| latin(word))) {
        return Some("an English sentence");
    }
    if language != Language::En && !text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
        return Some("no Cyrillic letter");
    }
    if language == Language::En && own.chars().filter(|c| ('\u{400}'..='\u{52f}').contains(c)).count() > own.len() / 3 {
        return Some("no English sentence");
    }
    None
}

#[test]
fn every_finding_is_a_sentence_in_each_language() {
    let method = embedded_method(DEFAULT).unwrap();
    let mut wrong = BTreeSet::new();
    for case in corpus() {
        let Ok(outcome) = outcome(&case, &method) else { continue };
        for finding in outcome.reader.iter().chain(&outcome.rules) {
            for language in Language::ALL {
                for message in std::iter::once(&finding.message).chain(&finding.help) {
                    let text = language.message(message);
                    if let Some(complaint) = complaint(&text, language) {
                        wrong.insert(format!("{}: {complaint}: {language:?}: {text}", message.id));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is found in a file: by the reader and by the rules, of a register or of a plan.
fn found_in(path: &str, bytes: &[u8], method: &Method) -> Vec<Diagnostic> {
    examine::examine(path, bytes, &on_the_day(method)).findings
}

/// On the day on which the gallery is made.
fn on_the_day(method: &Method) -> Conditions<'_> {
    Conditions::of(method, date(2026, 7, 1))
}

/// A register or a plan in TOML as the workbook that `convert` makes of it; `None` if it cannot be read.
fn as_workbook(path: &str, bytes: &[u8], method: &Method) -> Option<Vec<u8>> {
    let day = date(2026, 6, 15);
    let language = Language::Ky;
    let book = match examine::read(path, bytes, &on_the_day(method)) {
        Input::Register(loaded) => {
            let form = Form { register: &loaded.register, method, language };
            xlsx(form.book(day), "register", VERSION).unwrap().0
        }
        Input::Plan(loaded) => {
            let form = PlanForm { plan: &loaded.plan, method, language };
            xlsx(form.book(day), "register", VERSION).unwrap().0
        }
        Input::Refused { .. } => return None,
    };
    Some(book)
}

/// What the rules find in their own bad examples; as tables, those examples that can be made a workbook.
fn examples(method: &Method, medium: Medium) -> Vec<(Diagnostic, String)> {
    let mut found = Vec::new();
    for example in EXAMPLES {
        let (path, text) = (format!("example.{}", example.format), example.whole(example.bad));
        let findings = match medium {
            Medium::AsWritten => found_in(&path, text.as_bytes(), method),
            Medium::Workbook if example.format != "toml" => found_in(&path, text.as_bytes(), method),
            Medium::Workbook => match as_workbook(&path, text.as_bytes(), method) {
                Some(bytes) => found_in("example.xlsx", &bytes, method),
                None => continue,
            },
        };
        found.extend(findings.into_iter().map(|finding| (finding, format!("the example of {}", example.code))));
    }
    found
}

/// In what medium the registers stand in which something is found.
#[derive(Clone, Copy, PartialEq)]
enum Medium {
    /// That of the file itself.
    AsWritten,
    /// A workbook made of it.
    Workbook,
}

/// The register of the repository, in a medium.
fn dostuk(method: &Method, medium: Medium) -> (&'static str, Vec<u8>) {
    let text = std::fs::read("registers/dostuk.toml").unwrap();
    match medium {
        Medium::AsWritten => ("dostuk.toml", text),
        Medium::Workbook => ("dostuk.xlsx", as_workbook("dostuk.toml", &text, method).unwrap()),
    }
}

/// A register whose one high risk has no measure, under every demand that there is.
fn demands(method: &Method, medium: Medium) -> Vec<(Diagnostic, String)> {
    let (path, text) = dostuk(method, medium);
    let by = on_the_day(method);
    let mut input = examine::read(path, text, &by);
    let Input::Register(loaded) = &mut input else { panic!("it is a register") };
    for function in &mut loaded.register.functions {
        function.situations.iter_mut().for_each(|situation| situation.measures.clear());
    }
    let require_measure = method.computed_levels().next_back().map(|(level, _)| level);
    let policy = Policy { max_high: Some(1), require_measure, high_before: Some(Baseline::new()) };
    let examined = input.examined(&Conditions { policy: &policy, ..by });
    let demands = examined.findings.into_iter().filter(|finding| Policy::owns(finding.code));
    demands.map(|finding| (finding, "a demand that is not met".to_owned())).collect()
}

/// What lies beside every register.
struct Lies(Beside);

impl SealSource for Lies {
    fn beside(&self, _: &str) -> Beside {
        self.0.clone()
    }
}

/// A register that differs in everything from the seal beside it.
fn seals(method: &Method, medium: Medium) -> Vec<(Diagnostic, String)> {
    let (name, text) = dostuk(method, medium);
    let by = on_the_day(method);
    let mut read = examine::examine(name, text, &by);
    let mut sealed = seal(&read.case(&by).unwrap(), name);
    sealed.method_sha256 = "another".into();
    sealed.situations.retain(|situation| situation.id != "1.1");
    let Input::Register(loaded) = &mut read.input else { panic!("it is a register") };
    let functions = &mut loaded.register.functions;
    let gone = functions.last_mut().and_then(|function| function.situations.pop()).unwrap();
    functions.iter_mut().flat_map(|function| &mut function.situations).for_each(|situation| {
        situation.measures.truncate(0);
        situation.unit = Some(gone.id.as_str().into());
    });
    functions.reverse();
    loaded.register.assessment.order = Some("№ 1".into());
    read = read.input.examined(&by);
    let documents = |name: &str| vec![name.to_owned()];
    let (changed_documents, missing_documents) = (documents("dostuk.xlsx"), documents("dostuk.json"));
    let path = "dostuk.seal.toml".to_owned();
    let unread = read_seal(&path, b"schema = 1").map(|_| sealed.clone());
    let found = |read| FoundSeal {
        path: path.clone(),
        read,
        ids: Vec::new(),
        changed_documents: changed_documents.clone(),
        missing_documents: missing_documents.clone(),
    };
    let missing = Message::new("missing-seal").with("path", path.as_str());
    let mut all = Vec::new();
    for beside in
        [Beside::Found(found(Ok(sealed)).into()), Beside::Found(found(unread).into()), Beside::Missing(missing)]
    {
        read.look_again(&Conditions { seals: Some(&Lies(beside)), ..by });
        all.extend(read.findings.iter().filter(|finding| SEAL_CODES.contains(&finding.code)).cloned());
    }
    let mut sink = Sink::new(read.input.file());
    orphaned(&mut sink);
    all.extend(sink.finish());
    diag::sort(&mut all);
    all.into_iter().map(|finding| (finding, "a register that is not what was sealed".to_owned())).collect()
}

fn waivers() -> Vec<(Diagnostic, String)> {
    let file = SourceFile::new("tobokel.toml", "[[waiver]]\ncode = \"TB403\"\n".into());
    let found = read_config(&file).unwrap().1;
    found.into_iter().map(|finding| (finding, "a waiver that cannot hold".to_owned())).collect()
}

/// Where a finding stands; of a whole file, nothing.
fn place(position: &Position) -> Option<String> {
    match position {
        Position::File => None,
        Position::Text { line, .. } => Some(format!("line {line}")),
        Position::Cell { sheet: Some(sheet), row, column, .. } => Some(format!("{sheet}!{}", cell_name(*row, *column))),
        Position::Cell { sheet: None, row, column, .. } => Some(format!("line {}, field {}", row + 1, column + 1)),
    }
}

#[test]
fn a_damaged_workbook_says_in_the_library_s_words_what_is_wrong_with_it() {
    let method = embedded_method(DEFAULT).unwrap();
    let mut causes = BTreeSet::new();
    for case in corpus() {
        let Ok(outcome) = outcome(&case, &method) else { continue };
        for message in outcome.reader.iter().map(|finding| &finding.message).filter(|it| it.id == "workbook-damaged") {
            let cause =
                message.args.iter().find(|(name, _)| *name == "cause").map(|(_, cause)| cause.text(Language::En));
            causes.insert(cause.unwrap_or_default());
        }
    }
    assert!(causes.len() > 5 && causes.iter().all(|cause| cause.chars().count() > 5), "{causes:#?}");
}

/// What is no word of a person who keeps tables: a key, a bracket, a flag, a short term, the settings file. The file of a seal
/// has its own name.
fn is_of_texts(word: &str) -> bool {
    let word = word.trim_matches(|c: char| "«»\",.:;()".contains(c));
    let is_key = word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '.');
    let is_short_term = word.starts_with("20") && (word.contains("-Q") || word.contains("-H") || word.contains(".."));
    is_key
        || is_short_term
        || word == "="
        || word.contains(['[', ']'])
        || word.starts_with("--")
        || word.contains(".toml") && !word.ends_with(".seal.toml")
}

/// All that the gallery shows, each in the file in which it is found.
fn gallery(method: &Method, medium: Medium) -> Vec<(Diagnostic, String)> {
    let mut found = Vec::new();
    for case in corpus() {
        let Ok(outcome) = outcome(&case, method) else { continue };
        let findings = outcome.reader.into_iter().chain(outcome.rules);
        found.extend(findings.map(|finding| (finding, case.name.clone())));
    }
    // The examples of the rules, what policy demands, what seals show, and what is said of waivers.
    found.extend(examples(method, medium));
    found.extend(demands(method, medium));
    found.extend(seals(method, medium));
    found.extend(waivers());
    found
}

#[test]
fn nothing_that_the_gallery_says_of_tables_names_a_key_a_bracket_or_a_flag() {
    let method = embedded_method(DEFAULT).unwrap();
    let of_tables = |finding: &Diagnostic| !finding.place.path.ends_with(".toml");
    let findings = |medium| gallery(&method, medium).into_iter().map(|(finding, _)| finding);
    let mut shown: Vec<Diagnostic> = findings(Medium::Workbook).filter(of_tables).collect();
    let in_tables: BTreeSet<&str> = shown.iter().map(|finding| finding.code.code).collect();
    // What no workbook that is made of an example keeps, such as a number that is none, is held to the same words.
    let is_lost =
        |finding: &Diagnostic| !in_tables.contains(finding.code.code) && !ONLY_OF_TEXTS.contains(&finding.code.code);
    shown.extend(findings(Medium::AsWritten).filter(is_lost));
    let (mut wrong, mut codes, mut helps) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for finding in &shown {
        codes.insert(finding.code.code);
        helps.extend(finding.help.as_ref().map(|help| help.id));
        for language in Language::ALL {
            // What the file itself says stands in the message in quotation marks; it may be anything.
            let said = (finding.message.id, own_words(&language.message(&finding.message)));
            let advised = finding.help.iter().map(|help| (help.id, language.message(help)));
            for (id, text) in std::iter::once(said).chain(advised) {
                if text.split_whitespace().any(is_of_texts) {
                    wrong.insert(format!("{} {id}: {text}", finding.code.code));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Nothing that the page of the gallery shows is left out.
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gallery.md")).unwrap();
    let on_page: BTreeSet<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")?.split(' ').next()).collect();
    codes.extend(ONLY_OF_TEXTS);
    assert_eq!(codes, on_page);
    assert!(codes.len() >= 90 && helps.len() >= 90, "{} codes, {} pieces of advice", codes.len(), helps.len());
}

/// The codes of the gallery that speak of TOML files alone: their grammar, their keys, the settings.
const ONLY_OF_TEXTS: [&str; 4] = ["TB001", "TB002", "TB901", "TB902"];

#[test]
fn what_is_no_word_of_tables_is_known_as_such() {
    for wrong in [
        "[assessment]",
        "high_level_controller",
        "--seal",
        "tobokel.toml",
        "a = 1",
        "(max_high)",
        "2026-Q4",
        "2026..2027",
    ] {
        assert!(wrong.split_whitespace().any(is_of_texts), "{wrong}");
    }
    for right in ["Уюм!B10", "31.10.2026", "2026–2027-жылдар", "a-b", "№ 114"] {
        assert!(!right.split_whitespace().any(is_of_texts), "{right}");
    }
}

/// The same for what the corpus does not reach: each advice that is said of tables in the place of another.
#[test]
fn what_is_said_of_tables_alone_names_no_key_either() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for line in catalogue(language).lines() {
            let Some((id, text)) = line.split_once(" = ") else { continue };
            let of_tables = ["-help-table", "-help-cell"].iter().any(|end| id.ends_with(end));
            if of_tables && text.split_whitespace().any(is_of_texts) {
                wrong.push(line.to_owned());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The gallery: for each code that the corpus reaches, its message and its help in three languages.
#[test]
fn the_gallery_is_up_to_date() {
    let method = embedded_method(DEFAULT).unwrap();
    let mut messages: BTreeMap<&str, Vec<(Diagnostic, String)>> = BTreeMap::new();
    for (finding, case) in gallery(&method, Medium::AsWritten) {
        let of_code = messages.entry(finding.code.code).or_default();
        if of_code.iter().all(|(other, _)| other.message.id != finding.message.id) {
            of_code.push((finding, case));
        }
    }
    let mut page = String::from(
        "# What is found in files, in three languages\n\nMade by `tests/intake.rs` (`TOBOKEL_BLESS=1 cargo test intake::` makes it anew).\n",
    );
    for (code, found) in &messages {
        let _ = writeln!(page, "\n## {code} {}", found[0].0.code.name);
        for (finding, case) in found {
            let place = place(&finding.place.position).map(|place| format!(" · {place}")).unwrap_or_default();
            let _ = writeln!(page, "\n{} · {case}{place}\n", finding.severity.key());
            for language in Language::ALL {
                let say = |message: &Message| language.message(message).replace('\n', " ");
                let _ = writeln!(page, "- **{}** {}", language.code(), say(&finding.message));
                if let Some(help) = &finding.help {
                    let _ = writeln!(page, "  - {}", say(help));
                }
            }
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gallery.md");
    if std::env::var_os("TOBOKEL_BLESS").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == page, "tests/gallery.md is not up to date: run with TOBOKEL_BLESS=1 and read what changed");
}
