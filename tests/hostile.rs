//! Texts that break spreadsheets: each goes through a register into the workbook and the CSV and is read back. It must
//! still be there, still be a text, and leave a file that a spreadsheet opens without repair.

#![allow(clippy::cmp_owned, reason = "a cell is compared by what it shows")]

use super::support::tobokel;
use calamine::{Data, Reader as _, Xlsx};
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;
use std::process::Output;
use std::sync::OnceLock;
use tempfile::TempDir;
use tobokel::locale::{Language, Message};
use tobokel::sheet::{Book, Cell, Role, Row, Sheet};

/// The texts, each the beginning of every text field of one situation.
fn hostile_texts() -> Vec<String> {
    let controls: String = ('\u{1}'..' ').chain(['\u{7f}', '\u{80}', '\u{85}', '\u{9f}']).collect();
    let mut texts: Vec<String> = [
        "=1+1",
        "=HYPERLINK(\"http://example.invalid/?x=\"&A1,\"баа\")",
        "+996 312 000000",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)",
        "\tтабуляциядан кийин",
        "'=1+1",
        "{=1+1}",
        "_x0041_",
        "_x0041_x0042_ _X0041_ _x004_ _xFFFF_",
        "солго \u{202e}тескери\u{202c} \u{200f}оңго\u{200e} \u{2067}بيان\u{2069}",
        "👨\u{200d}👩\u{200d}👧 🇰🇬 🏞️ 👍🏽",
        "жок белгилер \u{fffe} жана \u{ffff}, алмаштыруу \u{fffd}",
        "&[Page] &P &N &A &amp; <b>]]></b> <!-- -- > ]]>",
        "Ой\u{308} е\u{301} и\u{306} \u{feff}BOM",
        "\"тырмакча\", үтүр; чекит\r\nжаңы сап\rэски сап\nсоңку",
        "[бет]:*?/\\ 'бет'!A1 #REF! TRUE 1e5 0012 2026-06-15",
        "\u{a0}үзүлбөс боштук\u{202f}менен",
    ]
    .map(str::to_owned)
    .into();
    texts.push(format!("башкаруучу [{controls}] белгилер"));
    texts.push("сөз-сөз ".repeat(5_000) + "аягы");
    texts.push("ж".repeat(40_000));
    texts.push("😀".repeat(20_000));
    texts.push("сап\n".repeat(1_200) + "аягы");
    texts
}

/// The fields that hold the texts, as the columns of the CSV call them, with the number of their column in the register.
const FIELDS: [(&str, &str, u32); 9] = [
    ("function", "sheet-register", 1),
    ("situation", "sheet-register", 2),
    ("unit", "sheet-register", 5),
    ("positions", "sheet-register", 6),
    ("elsewhere", "sheet-register", 7),
    ("likelihood_justification", "sheet-scores", 3),
    ("harm_justification", "sheet-scores", 5),
    ("control", "sheet-scores", 6),
    ("control_evidence", "sheet-scores", 8),
];

/// What a field of a situation holds: the hostile text and then the field's name, so that no field is taken for another.
fn said(text: &str, field: &str) -> String {
    format!("{text} {field}")
}

/// What a register keeps of a text: the white space at its ends is dropped.
fn kept(text: &str) -> &str {
    text.trim()
}

/// What a workbook holds of a text: XML has no place for two code points.
fn in_workbook(text: &str) -> String {
    kept(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            ' '..='~' | 'А'..='я' => out.push(letter),
            other => write!(out, "\\U{:08X}", u32::from(other)).unwrap(),
        }
    }
    out + "\""
}

fn register(name: &str, texts: &[String]) -> String {
    let mut out = format!("[organization]\nname = {}\n[assessment]\nassessors = [{0}]\n", quoted(name));
    for text in texts {
        let field = |name| quoted(&said(text, name));
        writeln!(
            out,
            "[[function]]\nname = {}\n[[function.situation]]\ntext = {}\nunit = {}\npositions = [{}]\nelsewhere = {}\n\
             likelihood = {{ score = 2, justification = {} }}\nharm = {{ score = 2, justification = {} }}\n\
             control = {{ description = {}, effectiveness = \"high\", evidence = {} }}\n[[function.situation.measure]]\n\
             text = {}\ndue = {}\nresponsible = [{}]\nexpected_result = {}\nindicator = {}\nfunding = {}",
            field("function"),
            field("situation"),
            field("unit"),
            field("positions"),
            field("elsewhere"),
            field("likelihood_justification"),
            field("harm_justification"),
            field("control"),
            field("control_evidence"),
            field("measure"),
            field("due"),
            field("responsible"),
            field("expected_result"),
            field("indicator"),
            field("funding"),
        )
        .unwrap();
    }
    out
}

/// A register of one harmless situation with the given name of the organisation.
fn named(name: &str) -> String {
    format!(
        "[organization]\nname = {}\n[[function]]\nname = \"f\"\n[[function.situation]]\ntext = \"t\"\n\
         likelihood = {{ score = 1, justification = \"j\" }}\nharm = {{ score = 1, justification = \"j\" }}\n",
        quoted(name)
    )
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    tobokel(folder, arguments).env("SOURCE_DATE_EPOCH", "1780000000").output().expect("the program starts")
}

fn standard_error(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// The hostile register and what was made of it, once for all tests.
struct Made {
    folder: TempDir,
    stderr: String,
}

impl Made {
    fn once() -> &'static Self {
        static MADE: OnceLock<Made> = OnceLock::new();
        MADE.get_or_init(|| {
            let folder = TempDir::new().unwrap();
            let text = register("=Уюм [1]:*?/\\ &[Page] &P 😀\u{1}", &hostile_texts());
            std::fs::write(folder.path().join("hostile.toml"), text).unwrap();
            let arguments =
                ["assess", "hostile.toml", "--lang", "en", "-o", "out.xlsx", "-o", "out.csv", "-o", "out.json"];
            let output = run(folder.path(), &arguments);
            let stderr = standard_error(&output);
            // The terms are no terms: that is an error of the register, and everything is made all the same.
            assert_eq!(output.status.code(), Some(1), "{stderr}");
            Made { folder, stderr }
        })
    }

    fn workbook(&self) -> Grids {
        read(&self.folder.path().join("out.xlsx"))
    }
}

/// The cells of each sheet, by row and column.
type Grids = BTreeMap<String, BTreeMap<(u32, u32), Data>>;

fn read(path: &Path) -> Grids {
    let mut workbook: Xlsx<BufReader<File>> = calamine::open_workbook(path).expect("a workbook");
    let mut grids = Grids::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        let cells = range.used_cells().map(|(row, column, cell)| {
            let at = (top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
            (at, cell.clone())
        });
        grids.insert(name, cells.collect());
    }
    grids
}

/// The texts of a column, those that go on in rows without anything in the first column joined to the one above.
fn joined(grid: &BTreeMap<(u32, u32), Data>, column: u32, first_row: u32) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let last_row = grid.keys().map(|(row, _)| *row).max().unwrap_or_default();
    for row in first_row..=last_row {
        if grid.get(&(row, 0)).is_some_and(|id| *id != Data::Empty) {
            texts.push(String::new());
        }
        if let (Some(text), Some(cell)) = (texts.last_mut(), grid.get(&(row, column))) {
            text.push_str(&cell.to_string());
        }
    }
    texts
}

/// The row after the one whose first cell holds the title of the first column.
fn below_header(grid: &BTreeMap<(u32, u32), Data>, title: &str) -> u32 {
    let found = grid.iter().find(|((_, column), cell)| *column == 0 && cell.to_string() == title);
    found.unwrap_or_else(|| panic!("no row begins with {title}")).0.0 + 1
}

#[test]
fn a_workbook_holds_every_hostile_text_of_the_register_whole() {
    let workbook = Made::once().workbook();
    let texts = hostile_texts();
    for (field, sheet, column) in FIELDS {
        let register = &workbook[&Language::En.text(sheet)];
        let first_row = below_header(register, &Language::En.text("column-id"));
        let mut found = joined(register, column, first_row);
        // Below the list stands a line to sign on.
        found.truncate(found.len() - usize::from(sheet == "sheet-register"));
        assert_eq!(found.len(), texts.len(), "{field}");
        for (found, text) in found.iter().zip(&texts) {
            let expected = in_workbook(&said(text, field));
            let start: String = text.chars().take(30).collect();
            assert!(*found == expected, "{field} of {start:?}: {} characters of {}", found.len(), expected.len());
        }
    }
}

#[test]
fn the_plan_holds_every_hostile_text_of_the_measures_whole() {
    let workbook = Made::once().workbook();
    let plan = &workbook[&Language::En.text("sheet-plan")];
    let first_row = below_header(plan, &Language::En.text("column-rank"));
    let fields =
        [(4, "measure"), (5, "due"), (6, "expected_result"), (7, "indicator"), (8, "responsible"), (9, "funding")];
    for (column, field) in fields {
        let found = joined(plan, column, first_row);
        for text in &hostile_texts() {
            let expected = in_workbook(&said(text, field));
            let start: String = text.chars().take(30).collect();
            assert!(found.contains(&expected), "{field} of {start:?} is not in the plan");
        }
    }
}

#[test]
fn the_assessment_sheets_and_the_positions_hold_every_hostile_text_whole() {
    let workbook = Made::once().workbook();
    let sheets = joined(&workbook[&Language::En.text("sheet-sheets")], 1, 0);
    let positions = joined(&workbook[&Language::En.text("sheet-positions")], 1, 0);
    for text in &hostile_texts() {
        let start: String = text.chars().take(30).collect();
        for (field, ..) in FIELDS {
            let expected = in_workbook(&said(text, field));
            assert!(sheets.contains(&expected), "{field} of {start:?} is not on an assessment sheet");
        }
        assert!(sheets.contains(&in_workbook(&said(text, "measure"))), "the measure of {start:?}");
        for field in ["due", "responsible", "expected_result", "indicator", "funding"] {
            let title = Language::En.text(&format!("column-{}", field.replace('_', "-")));
            let line = format!("{title}: {}", in_workbook(&said(text, field)));
            assert!(sheets.iter().any(|cell| cell.contains(&line)), "{field} of {start:?}");
        }
    }
    // A long name of a post fills the second column of several rows: there the pieces are all in that column.
    let all = positions.concat();
    for text in &hostile_texts() {
        let expected = in_workbook(&said(text, "positions"));
        assert!(all.contains(&expected), "{:?}", expected.chars().take(30).collect::<String>());
    }
}

#[test]
fn texts_stay_texts_and_no_sheet_holds_a_formula() {
    let made = Made::once();
    let path = made.folder.path().join("out.xlsx");
    let mut workbook: Xlsx<BufReader<File>> = calamine::open_workbook(&path).unwrap();
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).unwrap();
        let found: Vec<_> = formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()).collect();
        assert!(found.is_empty(), "{name}: {found:?}");
    }
    for (name, grid) in made.workbook() {
        for (place, cell) in grid {
            let is_small_number = matches!(cell, Data::Float(number) if number.fract() == 0.0 && number < 1000.0);
            assert!(matches!(cell, Data::String(_) | Data::Empty) || is_small_number, "{name} {place:?}: {cell:?}");
        }
    }
}

/// The parts of a workbook that are XML.
fn parts(path: &Path) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts = BTreeMap::new();
    for name in names {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap_or_else(|error| panic!("{name}: {error}"));
        parts.insert(name, text);
    }
    parts
}

/// The texts of all elements of a name.
fn elements(xml: &str, wanted: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("not well-formed: {error}")) {
            Event::Start(tag) => {
                inside = tag.name().as_ref() == wanted;
                if inside {
                    found.push(String::new());
                }
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(name) if inside => found.last_mut().unwrap().push_str(match name.as_ref() as &str {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("&{other};"),
            }),
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[test]
fn every_part_of_the_workbook_is_well_formed_and_within_the_limits_of_excel() {
    let parts = parts(&Made::once().folder.path().join("out.xlsx"));
    assert!(parts.len() > 10);
    for (name, xml) in &parts {
        elements(xml, "");
        let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        assert!(xml.chars().all(allowed), "{name} holds a code point that XML has no place for");
        if name.starts_with("xl/worksheets/sheet") {
            assert!(!xml.contains("<f>") && !xml.contains("<f "), "{name} holds a formula");
            for height in xml.split(" ht=\"").skip(1) {
                let height: f64 = height.split('"').next().unwrap().parse().unwrap();
                assert!(height <= 409.5, "{name}: a row {height} points high");
            }
        }
    }
    let workbook = &parts["xl/workbook.xml"];
    for name in workbook.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(units(name) <= 31, "{name}");
    }
    for text in elements(&parts["xl/sharedStrings.xml"], "t") {
        assert!(units(&text) <= 32_767, "a cell of {} characters", units(&text));
    }
}

#[test]
fn what_a_workbook_had_to_change_or_continue_is_said() {
    let made = Made::once();
    let language = Language::En;
    let says = |message: &Message| made.stderr.contains(&language.message(message));
    let workbook = made.workbook();
    let sheet = language.text("sheet-scores");
    let register = &workbook[&sheet];
    let first_row = below_header(register, &language.text("column-id"));
    let last_row = register.keys().map(|(row, _)| *row).max().unwrap();
    let (mut row, mut continued) = (first_row, 0);
    for text in hostile_texts() {
        let message = |id| Message::new(id).with("sheet", sheet.as_str()).with("row", row + 1);
        if text.contains(['\u{fffe}', '\u{ffff}']) {
            assert!(says(&message("xlsx-replaced")), "{}", made.stderr);
        }
        let end = (row + 1..=last_row).find(|at| register.get(&(*at, 0)).is_some_and(|id| *id != Data::Empty));
        let end = end.unwrap_or(last_row + 1);
        if end - row > 1 {
            continued += 1;
            assert!(says(&message("xlsx-continued").with("rows", end - row)), "row {row}: {}", made.stderr);
        }
        row = end;
    }
    assert_eq!(continued, 4);
}

#[test]
fn a_csv_field_that_a_spreadsheet_would_run_gets_an_apostrophe_and_is_reported() {
    let made = Made::once();
    let mut reader = csv::Reader::from_path(made.folder.path().join("out.csv")).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let texts = hostile_texts();
    assert_eq!(rows.len(), texts.len());
    let mut neutralised = 0;
    for (number, (row, text)) in rows.iter().zip(&texts).enumerate() {
        for (field, ..) in FIELDS {
            // In tables "situation" is an id.
            let column_name = if field == "situation" { "text" } else { field };
            let column = header.iter().position(|name| name == column_name).unwrap();
            let text = said(text, field);
            let text = kept(&text);
            let start: String = text.chars().take(30).collect();
            if text.starts_with(['=', '+', '-', '@']) {
                neutralised += 1;
                assert_eq!(row[column].strip_prefix('\''), Some(text), "{field}");
                let message = Message::new("csv-neutralised")
                    .with("row", number + 2)
                    .with("column", column_name)
                    .with("apostrophe", "'");
                let message = Language::En.message(&message);
                assert!(made.stderr.contains(&message), "not reported: {message}");
            } else {
                assert!(&row[column] == text, "{field} of {start:?}");
            }
        }
    }
    assert_eq!(neutralised, 5 * FIELDS.len());
}

#[test]
fn the_csv_of_the_plan_neutralises_and_reports_as_well() {
    let folder = TempDir::new().unwrap();
    let texts = ["=1+1".to_owned(), "@SUM(1)".to_owned()];
    std::fs::write(folder.path().join("a.toml"), register("уюм", &texts)).unwrap();
    for arguments in [&["plan", "a.toml", "--format", "csv"][..], &["plan", "a.toml", "-o", "plan.csv"]] {
        let output = run(folder.path(), &[arguments, &["--lang", "en"]].concat());
        let text = match arguments.iter().position(|word| *word == "-o") {
            Some(_) => std::fs::read(folder.path().join("plan.csv")).unwrap(),
            None => output.stdout.clone(),
        };
        let mut reader = csv::Reader::from_reader(text.as_slice());
        let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let column = header.iter().position(|name| name == "measure").unwrap();
        let measures: Vec<String> = reader.records().map(|row| row.unwrap()[column].to_owned()).collect();
        assert_eq!(measures, ["'=1+1 measure", "'@SUM(1) measure"], "{arguments:?}");
        let said =
            Message::new("csv-neutralised").with("row", 2_usize).with("column", "measure").with("apostrophe", "'");
        let stderr = standard_error(&output);
        assert!(stderr.contains(&Language::En.message(&said)), "{arguments:?}: not reported\n{stderr}");
    }
}

#[test]
fn the_json_holds_every_text_as_the_register_does() {
    let text = std::fs::read(Made::once().folder.path().join("out.json")).unwrap();
    let document: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let situations = document["registers"][0]["situations"].as_array().unwrap();
    for (situation, text) in situations.iter().zip(hostile_texts()) {
        let says = |value: &serde_json::Value, field: &str| value.as_str() == Some(kept(&said(&text, field)));
        assert!(says(&situation["text"], "situation"));
        assert!(says(&situation["positions"][0], "positions"));
        assert!(says(&situation["control"]["evidence"], "control_evidence"));
        assert!(says(&situation["measures"][0]["text"], "measure"));
        assert!(says(&situation["measures"][0]["due"]["text"], "due"));
    }
}

/// A part of a footer or header as a spreadsheet prints it, without the codes for type; `&P` and `&N` as `#`.
fn printed(codes: &str) -> [String; 3] {
    let mut parts = [String::new(), String::new(), String::new()];
    let mut at = 1;
    let mut rest = codes.chars().peekable();
    while let Some(letter) = rest.next() {
        if letter != '&' {
            parts[at].push(letter);
            continue;
        }
        match rest.next() {
            Some('L') => at = 0,
            Some('C') => at = 1,
            Some('R') => at = 2,
            Some('&') => parts[at].push('&'),
            Some('P' | 'N') => parts[at].push('#'),
            Some('K') => rest.by_ref().take(6).for_each(drop),
            Some('"') => rest.by_ref().take_while(|letter| *letter != '"').for_each(drop),
            Some(digit) if digit.is_ascii_digit() => while rest.next_if(char::is_ascii_digit).is_some() {},
            code => panic!("the code &{code:?} in {codes:?}"),
        }
    }
    parts.map(|part| part.trim().to_owned())
}

/// What stands in the footer of each sheet of the workbook of an organisation with the given name.
fn footers(name: &str) -> (Vec<String>, String) {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.toml"), named(name)).unwrap();
    let output = run(folder.path(), &["assess", "a.toml", "-o", "a.xlsx", "-q", "--lang", "en"]);
    let stderr = standard_error(&output);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    let parts = parts(&folder.path().join("a.xlsx"));
    let sheets = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
    (sheets.map(|(_, xml)| elements(xml, "oddFooter").concat()).collect(), stderr)
}

#[test]
fn the_footer_prints_the_name_of_the_organisation_as_it_is() {
    let page = Language::En.message(&Message::new("footer-page").with("page", "#").with("pages", "#"));
    for name in
        ["А & Б", "&P & &N &L&R", "12 мектеп", "&[Page] of &[Pages]", "&[Date] &[File]", "{page} {pages}", "_x0041_"]
    {
        let (footers, _) = footers(name);
        assert_eq!(footers.len(), 8);
        for footer in footers {
            let [left, _, right] = printed(&footer);
            assert_eq!((left.as_str(), right.as_str()), (name, page.as_str()), "{footer}");
        }
    }
}

#[test]
fn a_name_too_long_for_a_footer_is_shortened_there_and_the_page_number_stays() {
    let page = Language::En.message(&Message::new("footer-page").with("page", "#").with("pages", "#"));
    for letter in ["Ж", "&", "😀", "Ү&"] {
        let (footers, stderr) = footers(&letter.repeat(300 / letter.chars().count()));
        assert_eq!(stderr, "", "{letter}");
        for footer in footers {
            assert!(units(&footer) <= 255, "{letter}: {} characters", units(&footer));
            let [left, middle, right] = printed(&footer);
            assert!(left.starts_with(&letter.repeat(20)) && left.ends_with('…'), "{letter}: {left:?}");
            assert_eq!((middle.as_str(), right.as_str()), ("28 May 2026", page.as_str()), "{letter}");
        }
    }
}

#[test]
fn the_name_of_the_organisation_stands_whole_on_every_sheet_that_shows_it() {
    let name = "Ж Ү & [1]:*?/\\ '😀' ".repeat(16).trim().to_owned();
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.toml"), named(&name)).unwrap();
    run(folder.path(), &["assess", "a.toml", "-o", "a.xlsx", "-q", "--lang", "en"]);
    let workbook = read(&folder.path().join("a.xlsx"));
    for sheet in ["sheet-summary", "sheet-register", "sheet-scores", "sheet-sheets", "sheet-plan", "sheet-positions"] {
        let cells = &workbook[&Language::En.text(sheet)];
        let found = cells.values().any(|cell| cell.to_string() == name);
        assert!(found, "{sheet}");
    }
}

#[test]
fn sheet_names_of_any_text_become_names_that_excel_takes() {
    let names = [
        "",
        "'",
        "[a]:*?/\\",
        "History",
        "ж".repeat(40).as_str(),
        &"ж".repeat(50),
        &"😀".repeat(20),
        "a",
        "A",
        "\u{1}b\n",
    ]
    .map(str::to_owned);
    let sheet = |name: &String| Sheet {
        name: name.clone(),
        widths: vec![10],
        rows: vec![Row { cells: vec![Cell::text(Role::Body, name.clone())] }],
        ..Sheet::default()
    };
    let book = Book {
        as_of: Some("2026-06-15".parse().unwrap()),
        sheets: names.iter().map(sheet).collect(),
        ..Book::default()
    };
    let (bytes, _) = tobokel::write::xlsx(book, "test", "0").expect("every name is made fit");
    let workbook: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let made = workbook.sheet_names();
    assert_eq!(made.len(), names.len());
    let mut seen = std::collections::BTreeSet::new();
    for name in made {
        let fits = (1..=31).contains(&units(&name)) && !name.contains(['[', ']', ':', '*', '?', '/', '\\']);
        let no_apostrophe = !name.starts_with('\'') && !name.ends_with('\'');
        assert!(fits && no_apostrophe && !name.chars().any(char::is_control), "{name:?}");
        assert!(seen.insert(name.to_lowercase()), "{name:?} is there twice");
        assert_ne!(name.to_lowercase(), "history", "Excel keeps this name for itself");
    }
}

#[test]
fn a_terminal_is_never_sent_the_control_characters_of_a_register() {
    let folder = TempDir::new().unwrap();
    let texts = ["\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m сөз".to_owned()];
    let text = register("Уюм \u{1b}[31m\u{8}", &texts)
        .replace("[assessment]", "[assessment]\nhigh_level_controller = \"\\u001B[1m\"");
    let text = text.replace("score = 2", "score = 3").replace("effectiveness = \"high\"", "effectiveness = \"low\"");
    std::fs::write(folder.path().join("a.toml"), text).unwrap();
    for arguments in [&["assess", "a.toml"][..], &["plan", "a.toml"], &["explain", "a.toml", "1"]] {
        let output = run(folder.path(), arguments);
        for shown in [&output.stdout, &output.stderr] {
            let shown = String::from_utf8(shown.clone()).unwrap();
            let control = shown.chars().find(|letter| letter.is_control() && *letter != '\n');
            assert_eq!(control, None, "{arguments:?}: {shown:?}");
        }
    }
}
