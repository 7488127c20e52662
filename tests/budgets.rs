//! Files made to take all memory or all time: each is refused or read within seconds and within a gigabyte, and stops no
//! other file. Each runs in a process of its own, with a limit of time and, on Linux, of memory.

#![allow(clippy::format_collect, clippy::too_many_lines, reason = "the files are built from lists, once")]

use super::support::docx::Docx;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tobokel::locale::{Language, Message};
use tobokel::method::DEFAULT;
use tobokel::read::budget::{self, LIMITS, Limit, Unit};
use tobokel::read::{embedded_method, read_register};
use zip::write::SimpleFileOptions;

/// How long one run may take. In the release build none of these takes more than two seconds.
const LIMIT: Duration = Duration::from_mins(1);

/// What a run of the program said, or a panic if it does not end in time or takes more than 2 GiB of memory.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_tobokel");
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -v 2097152; exec \"$0\" \"$@\"", program]);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder).args(arguments).env("COLUMNS", "120").env("SOURCE_DATE_EPOCH", "1780000000");
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = |from: &mut dyn std::io::Read| {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        bytes
    };
    std::thread::scope(|scope| {
        let (stdout, stderr) = (scope.spawn(move || read(&mut out)), scope.spawn(move || read(&mut err)));
        let begin = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if begin.elapsed() > LIMIT {
                child.kill().unwrap();
                panic!("{arguments:?} does not end");
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        Output { status, stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() }
    })
}

fn text_of(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|part| String::from_utf8_lossy(part)).concat()
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const TITLES: [&str; 8] = [
    "№",
    "Функция (ыйгарым укук)",
    "Учур же кырдаал",
    "Категориясы",
    "Ыктымалдуулук",
    "Негиздеме",
    "Зыян",
    "Негиздеме",
];

/// A cell with a text of its own.
fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn header() -> String {
    let cells = ('A'..).zip(TITLES).map(|(column, title)| cell(&format!("{column}1"), title));
    format!("<row r=\"1\">{}</row>", cells.collect::<String>())
}

/// A row of a register, whose text of a situation is given as a cell.
fn row(number: usize, situation: &str) -> String {
    format!(
        "<row r=\"{number}\"><c r=\"A{number}\"><v>{}</v></c>{situation}<c r=\"E{number}\"><v>2</v></c>{}<c \
         r=\"G{number}\"><v>2</v></c>{}</row>",
        number - 1,
        cell(&format!("F{number}"), "журналда эки учур жазылган"),
        cell(&format!("H{number}"), "бюджетке зыян келтирилет"),
    )
}

/// A workbook of one sheet, with shared texts and styles.
fn workbook(sheet: &str, texts: &str, styles: &str) -> Vec<u8> {
    workbook_of(&["S"], sheet, texts, styles)
}

/// A workbook of several sheets that are all the same part.
fn workbook_of(names: &[&str], sheet: &str, texts: &str, styles: &str) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, what: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{kind}/{what}\" Target=\"{target}\"/>")
    };
    let sheets: String = names
        .iter()
        .enumerate()
        .map(|(number, name)| format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"s\"/>", number + 1))
        .collect();
    let relations = [
        relation("s", "worksheet", "worksheets/sheet1.xml"),
        relation("t", "sharedStrings", "sharedStrings.xml"),
        relation("l", "styles", "styles.xml"),
    ];
    let root = format!("<Relationships>{}</Relationships>", relation("w", "officeDocument", "xl/workbook.xml"));
    let workbook = format!("<workbook xmlns:r=\"{kind}\"><sheets>{sheets}</sheets></workbook>");
    let relations = format!("<Relationships>{}</Relationships>", relations.concat());
    let types = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\" \
                 PartName=\"/xl/workbook.xml\"/></Types>";
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    let texts = format!("<sst>{texts}</sst>");
    let styles = format!("<styleSheet>{styles}</styleSheet>");
    archive(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", texts.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ])
}

/// An OpenDocument workbook with some content.
fn open_document(content: &str) -> Vec<u8> {
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

const ODS: &str = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">";
const ODS_END: &str = "</table:table></office:spreadsheet></office:body></office:document-content>";

/// A row of an OpenDocument table that stands so many times.
fn ods_row(text: &str, times: &str) -> String {
    format!(
        "<table:table-row table:number-rows-repeated=\"{times}\"><table:table-cell \
         office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell></table:table-row>"
    )
}

/// The number makes another file of it: copies are passed over.
fn good(number: usize) -> Vec<u8> {
    let rows: String =
        (2..5).map(|n| row(n, &cell(&format!("C{n}"), &format!("жер берүүдө тартип бузулат {n} {number}")))).collect();
    workbook(&format!("<sheetData>{}{rows}</sheetData>", header()), "", "")
}

/// A sheet of a header and rows.
fn sheet_of(rows: impl Iterator<Item = String>) -> String {
    format!("<sheetData>{}{}</sheetData>", header(), rows.collect::<String>())
}

/// Refused: the message says what was counted.
fn over(limit: &'static Limit) -> String {
    let told = limit.exceeded(0).message();
    let counted = Language::En.text(limit.counted);
    assert!(Language::En.message(&told).contains(&counted));
    format!("too much for one file — {counted}")
}

#[test]
fn files_made_to_take_all_memory_or_time_are_refused_with_what_was_counted() {
    let long = format!("<si><t>{}</t></si>", "x".repeat(1_000_000));
    let shared = sheet_of((2..2002).map(|n| row(n, &format!("<c r=\"C{n}\" t=\"s\"><v>0</v></c>"))));
    let wide = sheet_of((2..402).map(|n| format!("<row r=\"{n}\">{}</row>", "<c><v>1</v></c>".repeat(2_000))));
    let few = sheet_of((2..4).map(|n| row(n, &cell(&format!("C{n}"), "жер"))));
    let names: Vec<String> = (0..1_100).map(|number| format!("S{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let held = format!(
        "<sheetData>{}<row r=\"2\">{}</row>{}</sheetData><mergeCells><mergeCell ref=\"C2:C2002\"/></mergeCells>",
        header(),
        cell("C2", &"y".repeat(1_000_000)),
        (3..2003).map(|n| row(n, "")).collect::<String>(),
    );
    let damaged = Language::En.text("workbook-damaged");
    let damaged = damaged.split(" (").next().expect("what stands before the cause").to_owned();
    let cases: Vec<(&str, &str, Vec<u8>, String)> = vec![
        ("one long text in 2,000 cells", "a.xlsx", workbook(&shared, &long, ""), over(&budget::TEXT)),
        ("one long text merged over 2,000 rows", "a.xlsx", workbook(&held, "", ""), over(&budget::TEXT)),
        ("400 rows of 2,000 columns", "a.xlsx", workbook(&wide, "", ""), over(&budget::COLUMNS)),
        (
            "rows without end",
            "a.csv",
            format!("{}\n{}", TITLES.join(","), "1,,a,,2\n".repeat(150_100)).into_bytes(),
            over(&budget::ROWS),
        ),
        ("a row of a million fields", "a.csv", ",a".repeat(1_000_000).into_bytes(), over(&budget::COLUMNS)),
        ("a row of nearly ten million fields", "b.csv", ",".repeat(9_900_000).into_bytes(), over(&budget::COLUMNS)),
        (
            "200,001 merged ranges",
            "a.xlsx",
            workbook(&(few.clone() + &"<mergeCell ref=\"A9:B9\"/>".repeat(200_001)), "", ""),
            over(&budget::MERGED),
        ),
        (
            "merged ranges over all rows",
            "a.xlsx",
            workbook(&(few.clone() + &"<mergeCell ref=\"A1:A1048576\"/>".repeat(20)), "", ""),
            over(&budget::MERGED_ROWS),
        ),
        (
            "a shared formula with a huge number",
            "a.xlsx",
            workbook(&(few.clone() + "<f t=\"shared\" si=\"4294967295\">A1</f>"), "", ""),
            over(&budget::SHARED_FORMULAS),
        ),
        ("sheets without end", "a.xlsx", workbook_of(&names, &few, "", ""), over(&budget::SHEETS)),
        ("styles without end", "a.xlsx", workbook(&few, "", &"<xf/>".repeat(1_000_001)), over(&budget::STYLES)),
        ("a part that unfolds", "a.xlsx", workbook(&few, "", &" ".repeat(40 << 20)), over(&budget::PART_XML)),
        (
            "a table of texts that unfolds",
            "a.xlsx",
            workbook(&few, &" ".repeat(60 << 20), ""),
            over(&budget::TEXTS_XML),
        ),
        (
            "an attribute without end",
            "a.xlsx",
            workbook(&format!("<row x=\"{}\"/>{few}", " ".repeat(20 << 20)), "", ""),
            over(&budget::TOKEN),
        ),
        (
            "a table that claims four thousand million texts",
            "a.xlsx",
            archive(&[
                ("xl/workbook.xml", b"<workbook/>"),
                ("xl/sharedStrings.xml", b"<sst uniqueCount='4000000000'/>"),
            ]),
            damaged.clone(),
        ),
        (
            "a row beyond 32 bits",
            "a.xlsx",
            workbook(&few.replace("r=\"2\"", "r=\"4294967297\""), "", ""),
            damaged.clone(),
        ),
        (
            "an ODS table without its end",
            "a.ods",
            open_document(&(ODS.to_owned() + &ods_row("a", "1"))),
            damaged.clone(),
        ),
        ("the same, named xlsx", "a.xlsx", open_document(&(ODS.to_owned() + &ods_row("a", "1"))), damaged.clone()),
        (
            "an open annotation",
            "a.xls",
            open_document(&format!(
                "{ODS}<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>a"
            )),
            damaged.clone(),
        ),
        (
            "repeated rows of a long text",
            "a.ods",
            open_document(&format!("{ODS}{}{ODS_END}", ods_row(&"x".repeat(100_000), "10000"))),
            over(&budget::TEXT_THRICE),
        ),
        (
            "repeated rows whose number is written in codes",
            "a.ods",
            open_document(&format!("{ODS}{}{ODS_END}", ods_row("a", "&#57;000000000"))),
            over(&budget::ROWS),
        ),
        (
            "two filled cells at the ends of a sheet, whose number of rows is written in codes",
            "a.ods",
            open_document(&format!(
                "{ODS}{}<table:table-row table:number-rows-repeated=\"&#57;00000\"><table:table-cell/></table:table-row>{}\
                 {ODS_END}",
                ods_row("a", "1"),
                ods_row("a", "1").replacen(
                    "<table:table-cell",
                    "<table:table-cell table:number-columns-repeated=\"9\"/><table:table-cell",
                    1
                ),
            )),
            over(&budget::AREA),
        ),
        (
            "a filled row down to the last of a sheet",
            "a.ods",
            open_document(&format!("{ODS}{}{ODS_END}", ods_row("a", "1048565"))),
            over(&budget::ROWS),
        ),
        (
            "the same in two tables",
            "a.ods",
            open_document(&format!(
                "{ODS}{}</table:table><table:table table:name=\"B\">{}{ODS_END}",
                ods_row("a", "80000"),
                ods_row("a", "80000")
            )),
            over(&budget::ROWS),
        ),
        (
            "a row that stands a million times only for a reader who does not mind how its tag is written",
            "a.ods",
            open_document(&format!(
                "{ODS}{}{ODS_END}",
                ods_row("a", "1048565").replacen("<table:table-row", "<table:table-row b", 1)
            )),
            damaged.clone(),
        ),
        (
            "a cell whose value is found only by such a reader",
            "a.ods",
            open_document(&format!(
                "{ODS}{}{ODS_END}",
                ods_row("a", "1048565").replacen("<table:table-cell", "<table:table-cell b", 1)
            )),
            damaged.clone(),
        ),
        (
            "repeated spaces",
            "a.ods",
            open_document(&format!("{ODS}{}{ODS_END}", ods_row("a<text:s text:c=\"4000000000\"/>", "1"))),
            over(&budget::TEXT_THRICE),
        ),
        (
            "a long unit beside each of many positions",
            "a.toml",
            format!(
                "[organization]\nname = 'o'\n[[function]]\nname = 'a'\n[[function.situation]]\ntext = 'b'\nunit = '{}'\npositions = [{}]\n",
                "x".repeat(3_000_000),
                (0..1_000).map(|n| format!("'p{n}', ")).collect::<String>()
            )
            .into_bytes(),
            over(&budget::REPEATED),
        ),
        (
            "a long name of a function beside each of many situations",
            "a.toml",
            format!(
                "[organization]\nname = 'o'\n[[function]]\nname = '{}'\n{}",
                "x".repeat(3_000_000),
                "[[function.situation]]\ntext = 'b'\n".repeat(500)
            )
            .into_bytes(),
            over(&budget::REPEATED),
        ),
        (
            "a long task beside each of many measures",
            "a.toml",
            format!(
                "[organization]\nname = 'o'\n[plan]\ntitle = 'a'\n[[chapter]]\nname = 'b'\n[[chapter.task]]\ntext = '{}'\n{}",
                "x".repeat(3_000_000),
                "[[chapter.task.measure]]\ntext = 'c'\n".repeat(500)
            )
            .into_bytes(),
            over(&budget::REPEATED),
        ),
        (
            "a document that unfolds",
            "a.docx",
            Docx::of(&format!("<w:p/>{}", " ".repeat(8 << 20)).repeat(13)).bytes(),
            over(&budget::DOCUMENT_XML),
        ),
        ("elements in each other without end", "a.docx", Docx::of(&"<w:sdt>".repeat(1_000)).bytes(), over(&budget::DEPTH)),
        (
            "tables in each other without end",
            "a.docx",
            Docx::of(&"<w:tbl><w:tr><w:tc>".repeat(20)).bytes(),
            over(&budget::NESTED),
        ),
        ("keys without end", "a.toml", "a=1\n".repeat(700_000).into_bytes(), over(&budget::KEYS)),
        ("lists without end", "a.toml", ("a = ".to_owned() + &"[".repeat(700_000)).into_bytes(), over(&budget::KEYS)),
    ];
    let folder = TempDir::new().unwrap();
    for (case, name, bytes, says) in cases {
        assert!(bytes.len() < 10_000_000, "{case}: {} bytes", bytes.len());
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let output = run(folder.path(), &["check", name, "--lang", "en"]);
        let told = text_of(&output);
        assert_eq!(output.status.code(), Some(2), "{case}: {told}");
        assert!(told.contains("error[TB008]") && told.contains(&says), "{case}: {told}");
        assert_eq!(told.matches("error[").count(), 1, "{case}: {told}");
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
}

#[test]
fn long_files_without_a_limit_of_their_own_end_in_time() {
    let text = "текст уланат ".repeat(40);
    let continued = sheet_of(
        std::iter::once(row(2, &cell("C2", "жер")))
            .chain((3..6_000).map(|n| format!("<row r=\"{n}\">{}</row>", cell(&format!("F{n}"), &text)))),
    );
    let merged: String = (2..10_000).map(|n| format!("<mergeCell ref=\"A{n}:D{n}\"/>")).collect();
    let headings = (2..10_000).map(|n| format!("<row r=\"{n}\">{}</row>", cell(&format!("A{n}"), "Бөлүм")));
    let headings = sheet_of(headings.chain([row(10_000, &cell("C10000", "жер"))]));
    let hidden =
        sheet_of((2..5_000).map(|n| row(n, &cell(&format!("C{n}"), "жер")).replacen("<row", "<row hidden=\"1\"", 1)));
    let mut abbreviations = "№,Чара,Мөөнөтү,Жооптуу аткаруучу,Күтүлүүчү натыйжа\n".to_owned();
    for number in 1..5_000 {
        writeln!(
            abbreviations,
            "{number},Агенттик (мындан ары - АА{number}) ишти АА{} менен жүргүзөт,2027,АА{number},н",
            number - 1
        )
        .unwrap();
    }
    let cases: [(&str, &str, Vec<u8>); 6] = [
        ("continued rows", "a.xlsx", workbook(&continued, "", "")),
        ("merged rows", "a.xlsx", workbook(&format!("{headings}<mergeCells>{merged}</mergeCells>"), "", "")),
        ("hidden rows", "a.xlsx", workbook(&hidden, "", "")),
        ("a line of megabytes with many faults", "a.toml", ("x=[".to_owned() + &"{a=},".repeat(2_000)).into_bytes()),
        ("abbreviations", "a.csv", abbreviations.into_bytes()),
        ("a long text", "a.csv", format!("{}\n1,f,{}", TITLES.join(","), "сөз; ".repeat(500_000)).into_bytes()),
    ];
    let folder = TempDir::new().unwrap();
    for (case, name, bytes) in cases {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let output = run(folder.path(), &["check", name, "-q"]);
        assert!(output.status.code().is_some_and(|code| code <= 2), "{case}: {}", text_of(&output));
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
}

#[test]
fn thirty_good_files_beside_two_hostile_ones_give_thirty_assessments_and_two_findings() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    for number in 0..30 {
        std::fs::write(folder.path().join(format!("in/good{number:02}.xlsx")), good(number)).unwrap();
    }
    let long = format!("<si><t>{}</t></si>", "x".repeat(1_000_000));
    let shared = sheet_of((2..2002).map(|n| row(n, &format!("<c r=\"C{n}\" t=\"s\"><v>0</v></c>"))));
    std::fs::write(folder.path().join("in/aborts.xlsx"), workbook(&shared, &long, "")).unwrap();
    std::fs::write(folder.path().join("in/hangs.ods"), open_document(&(ODS.to_owned() + &ods_row("a", "1")))).unwrap();
    let output = run(folder.path(), &["assess", "in", "-o", "out/", "--lang", "en"]);
    let told = text_of(&output);
    let written = std::fs::read_dir(folder.path().join("out")).unwrap().flatten();
    let written = written.filter(|entry| entry.file_name().to_string_lossy().starts_with("good")).count();
    assert_eq!(written, 30, "{told}");
    let output = run(folder.path(), &["check", "in", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let registers = document["registers"].as_array().unwrap();
    let refused = |register: &serde_json::Value| {
        let findings = register["findings"].as_array().unwrap();
        findings.iter().filter(|finding| finding["code"] == "TB008").count()
    };
    assert_eq!(registers.len(), 32);
    assert_eq!(registers.iter().map(refused).collect::<Vec<_>>().iter().sum::<usize>(), 2);
}

#[test]
fn a_long_text_that_many_cells_share_is_held_once() {
    let text = format!("<si><t> {}</t></si>", "жер тилкеси ".repeat(100));
    let shared = sheet_of((2..2002).map(|n| row(n, &format!("<c r=\"C{n}\" t=\"s\"><v>0</v></c>"))));
    let bytes = workbook(&shared, &text, "");
    let loaded = read_register("a.xlsx", &bytes, &embedded_method(DEFAULT).expect("it is embedded"), None)
        .expect("it is a register");
    let places: HashSet<*const u8> =
        loaded.register.situations().map(|(_, situation)| situation.text.as_ptr()).collect();
    assert_eq!((loaded.register.situations().count(), places.len()), (2_000, 1));
}

#[test]
fn the_finding_points_at_the_sheet_and_the_cell_with_which_it_was_too_much() {
    let folder = TempDir::new().unwrap();
    let long = format!("<si><t>{}</t></si>", "x".repeat(1_000_000));
    let shared = sheet_of((2..2002).map(|n| row(n, &format!("<c r=\"C{n}\" t=\"s\"><v>0</v></c>"))));
    std::fs::write(folder.path().join("a.xlsx"), workbook_of(&["Тизмек"], &shared, &long, "")).unwrap();
    for (language, words) in [
        ("ky", "бир файлга өтө көп — бардык уячалардагы текст"),
        ("ru", "слишком много для одного файла — текст всех ячеек"),
        ("en", "too much for one file — the text of all cells: at most 1"),
    ] {
        let told = text_of(&run(folder.path(), &["check", "a.xlsx", "--lang", language]));
        assert!(told.contains(words) && told.contains("\"Тизмек\"!C1") || told.contains("«Тизмек»!C1"), "{told}");
    }
}

#[test]
fn a_run_takes_no_more_threads_than_there_are_processors() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.xlsx"), good(0)).unwrap();
    let output = run(folder.path(), &["-j", "100000", "check", "a.xlsx"]);
    assert!(output.status.code().is_some_and(|code| code <= 1), "{}", text_of(&output));
}

#[test]
fn a_file_larger_than_any_input_may_be_is_refused_before_it_is_read() {
    let folder = TempDir::new().unwrap();
    for name in ["a.csv", "a.toml", "method.toml"] {
        std::fs::File::create(folder.path().join(name)).unwrap().set_len(budget::FILE.most + 1).unwrap();
    }
    std::fs::write(folder.path().join("good.xlsx"), good(0)).unwrap();
    let most = usize::try_from(budget::FILE.most >> 20).unwrap();
    for (name, arguments) in [
        ("a.csv", vec!["check", "a.csv"]),
        ("a.toml", vec!["check", "a.toml"]),
        ("method.toml", vec!["check", "good.xlsx", "--method", "method.toml"]),
        ("a.toml", vec!["check", "good.xlsx", "--config", "a.toml"]),
    ] {
        let told = text_of(&run(folder.path(), &[&arguments[..], &["--lang", "en"]].concat()));
        let message = Message::new("input-too-large").with("path", name).with("most", most);
        assert!(told.contains(&Language::En.message(&message)), "{arguments:?}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_sockets_are_no_files() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("good.xlsx"), good(0)).unwrap();
    let made = Command::new("mkfifo").current_dir(folder.path()).args(["pipe.toml", "good.seal.toml"]).status();
    assert!(made.expect("mkfifo is there").success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket.toml")).unwrap();
    for (path, arguments) in [
        ("pipe.toml", vec!["check", "pipe.toml"]),
        ("socket.toml", vec!["check", "socket.toml"]),
        ("/dev/zero", vec!["check", "/dev/zero"]),
        ("/dev/zero", vec!["check", "good.xlsx", "--method", "/dev/zero"]),
        ("pipe.toml", vec!["check", "good.xlsx", "--config", "pipe.toml"]),
        ("pipe.toml", vec!["compare", "pipe.toml", "good.xlsx"]),
    ] {
        for language in Language::ALL {
            let told = text_of(&run(folder.path(), &[&arguments[..], &["--lang", language.code()]].concat()));
            let message = Message::new("not-a-file").with("path", path);
            assert!(told.contains(&language.message(&message)), "{arguments:?}: {told}");
        }
    }
    // In a folder they are passed over.
    let told = text_of(&run(folder.path(), &["check", ".", "--lang", "en"]));
    assert!(told.contains("good.xlsx"), "{told}");
}

/// The table of limits as the documentation has it.
fn table() -> String {
    let mut table = "| Limit | At most | Why |\n|---|---|---|\n".to_owned();
    for limit in LIMITS {
        let most = match limit.unit {
            Unit::Pieces => Language::En.message(
                &Message::new("over-budget").with("what", "").with("most", usize::try_from(limit.most).unwrap()),
            ),
            Unit::Bytes => format!(": at most {} MiB", limit.most >> 20),
        };
        let most = most.rsplit("at most ").next().unwrap().to_owned();
        let growing = if limit.per_byte > 0 {
            format!(" and {} times the size of the file", limit.per_byte)
        } else {
            String::new()
        };
        let formats = if limit.key.ends_with("ods_xls") { " (ODS, XLS)" } else { "" };
        writeln!(table, "| {}{formats} | {most}{growing} | {} |", Language::En.text(limit.counted), limit.reason)
            .unwrap();
    }
    table
}

#[test]
fn the_documentation_has_the_table_of_limits() {
    let path = "SECURITY.md";
    let text = std::fs::read_to_string(path).unwrap();
    let begin = text.find("| Limit |").expect("the table is there");
    let end = begin + text[begin..].find("\n\n").expect("something stands behind it") + 1;
    let expected = format!("{}{}{}", &text[..begin], table(), &text[end..]);
    if std::env::var_os("TOBOKEL_BLESS").is_some() {
        std::fs::write(path, &expected).unwrap();
    } else {
        assert_eq!(text, expected);
    }
}
