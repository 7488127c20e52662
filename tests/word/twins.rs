//! A document says what the workbook or the CSV file with the same table says.

use super::places::{HEAD, WHOLE};
use crate::support::docx::{Docx, paragraph, table_of};
use crate::support::{Folder, said};
use serde_json::Value;

/// A document of registers or plans without the names of files, the places in them, and sentences, which speak of places.
fn without_places(mut value: Value) -> Value {
    match &mut value {
        Value::Object(all) => {
            for place in ["path", "sha256", "sheet", "cell", "line", "column", "message"] {
                all.remove(place);
            }
            all.values_mut().for_each(|inner| *inner = without_places(inner.take()));
            // They stand in the order of their places.
            if let Some(Value::Array(findings)) = all.get_mut("findings") {
                findings.sort_by_key(ToString::to_string);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|inner| *inner = without_places(inner.take())),
        _ => {}
    }
    value
}

/// What a command says of a file as JSON, without places.
fn json(folder: &Folder, command: &str, path: &str) -> Value {
    let out = folder.run(&[command, path, "--format", "json"]);
    let parsed = serde_json::from_slice(&out.stdout);
    without_places(parsed.unwrap_or_else(|why| panic!("{command} {path}: {why}: {}", said(&out))))
}

#[test]
fn a_table_says_the_same_in_a_document_and_in_a_csv_file() {
    let second = WHOLE.replacen("1|", "2|", 1).replace("2027-Q4", "качандыр бир");
    let lines =
        ["Уюмдун аталышы: Достук айыл өкмөтү", HEAD, WHOLE, "Каттоо", &second, "|||||||Дагы бир чара|2027-Q3|адис"];
    let folder = Folder::with(&[], &["--as-of", "2026-07-01"]);
    folder.write("csv/a.csv", lines.join("\n").replace('|', ";"));
    folder.write("docx/a.docx", Docx::of(&(paragraph(lines[0]) + &table_of(&lines[1..]))).bytes());
    let (read, expected) = (json(&folder, "assess", "docx/a.docx"), json(&folder, "assess", "csv/a.csv"));
    assert!(read == expected, "{}", difference(&expected, &read, String::new()));
}

#[test]
fn a_plan_says_the_same_in_a_document_and_in_a_csv_file() {
    let plan = include_str!("../plans/dostuk.csv");
    let folder = Folder::with(&[("csv/p.csv", plan)], &["--as-of", "2026-07-01"]);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(plan.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let first = records.iter().position(|record| record.iter().filter(|cell| !cell.is_empty()).count() > 1).unwrap();
    let above: String = records[..first].iter().map(|record| paragraph(&record[0])).collect();
    let rows: Vec<String> = records[first..].iter().map(|record| record.iter().collect::<Vec<_>>().join("|")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    folder.write("docx/p.docx", Docx::of(&(above + &table_of(&rows))).bytes());
    let (read, expected) = (json(&folder, "monitor", "docx/p.docx"), json(&folder, "monitor", "csv/p.csv"));
    assert!(read == expected, "{}", difference(&expected, &read, String::new()));
}

/// The ways in which the script of python-docx makes a table: as it is, with numbers of its own, with tracked changes, in another one.
const WAYS: [&str; 4] = ["plain", "numbered", "tracked", "nested"];

#[test]
#[ignore = "needs python-docx"]
#[expect(clippy::print_stderr, reason = "a test says what it counted")]
fn a_document_that_python_docx_made_says_what_its_workbook_says() {
    let root = env!("CARGO_MANIFEST_DIR");
    let folder = Folder::with(&[], &["--as-of", "2026-07-01"]);
    let (mut same, mut all) = (0, 0);
    let registers =
        ["registers/dostuk.toml", "tests/intake/small.toml", "tests/plans/dostuk.csv", "tests/plans/ministry.csv"];
    for source in registers.map(|name| format!("{root}/{name}")) {
        let is_plan = source.contains("/plans/");
        let stem = source.rsplit('/').next().unwrap().split('.').next().unwrap();
        let book = format!("book/{stem}.xlsx");
        std::fs::create_dir_all(folder.path("book")).unwrap();
        let converted = folder.run(&["convert", &source, &book, "--force"]);
        assert!(folder.path(&book).is_file(), "{}", said(&converted));
        let command = if is_plan { "monitor" } else { "assess" };
        let expected = json(&folder, command, &book);
        for way in WAYS {
            let document = format!("{way}/{stem}.docx");
            std::fs::create_dir_all(folder.path(way)).unwrap();
            let python = std::env::var("TOBOKEL_PYTHON").unwrap_or_else(|_| "python3".into());
            let script = format!("{root}/tests/support/make_document.py");
            let made = std::process::Command::new(python)
                .args([
                    script.as_str(),
                    folder.path(&book).to_str().unwrap(),
                    folder.path(&document).to_str().unwrap(),
                    way,
                ])
                .output()
                .unwrap();
            assert!(made.status.success(), "{}", said(&made));
            all += 1;
            let read = json(&folder, command, &document);
            if read == expected {
                same += 1;
            } else {
                eprintln!("{way} {stem}: {}", difference(&expected, &read, String::new()));
            }
        }
    }
    eprintln!("{same} of {all} documents say what their workbooks say");
    assert_eq!(same, all);
}

/// The first place where two documents differ.
fn difference(one: &Value, other: &Value, at: String) -> String {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => one
            .iter()
            .find(|(key, value)| other.get(*key) != Some(*value))
            .map_or_else(|| at.clone(), |(key, value)| difference(value, &other[key.as_str()], format!("{at}.{key}"))),
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let number = one.iter().zip(other).position(|(one, other)| one != other).unwrap_or_default();
            difference(&one[number], &other[number], format!("{at}[{number}]"))
        }
        _ => format!("{at}: {one:.300} | {other:.300}"),
    }
}
