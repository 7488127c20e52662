//! The same register is always the same bytes, whoever runs the program, where and when; and `assess --check` says whether
//! a file on disk is still what its register makes.

use super::support::tobokel;
use calamine::{Reader as _, Xlsx};
use std::fmt::Write as _;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;
use tobokel::locale::{Language, Message};

/// A register of several situations; none of its own settings but the language can reach the documents' bytes.
fn register(language: Option<&str>, marker: &str) -> String {
    let language = language.map(|code| format!("language = \"{code}\"\n")).unwrap_or_default();
    let mut text =
        format!("[organization]\nname = \"Достук айыл өкмөтү\"\n{language}[assessment]\ndate = 2026-06-15\n");
    for number in 1..=12 {
        let (likelihood, harm) = (1 + number % 3, 1 + number / 2 % 3);
        write!(
            text,
            "[[function]]\ngroup = \"Топ {}\"\nname = \"Функция {number}\"\n[[function.situation]]\n\
             text = \"{marker} {number}\"\npositions = [\"адис\", \"катчы {number}\"]\n\
             likelihood = {{ score = {likelihood}, justification = \"себеби\" }}\n\
             harm = {{ score = {harm}, justification = \"себеби\" }}\n\
             control = {{ description = \"текшерүү\", effectiveness = \"high\", evidence = \"журнал\" }}\n\
             [[function.situation.measure]]\ntext = \"чара {number}\"\ndue = \"2026-Q4\"\nresponsible = [\"катчы\"]\n",
            1 + number / 5
        )
        .unwrap();
    }
    text
}

fn run(mut command: Command) -> Output {
    let output = command.output().expect("the program starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{command:?}: {:?}\n{stderr}", output.status);
    output
}

/// A folder with two registers, `registers/a.toml` and `registers/b.toml`.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("registers")).unwrap();
    std::fs::write(folder.path().join("registers/a.toml"), register(Some("ky"), "Кырдаал")).unwrap();
    std::fs::write(folder.path().join("registers/b.toml"), register(Some("ru"), "Ситуация")).unwrap();
    folder
}

const FILES: [&str; 4] = ["out/a.xlsx", "out/b.xlsx", "all.json", "all.csv"];

/// Everything that a run writes and prints.
fn everything(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Vec<Vec<u8>> {
    let outputs = ["-o", "out/", "-o", "all.json", "-o", "all.csv", "--force"];
    let mut written = tobokel(folder, &[&["assess", "registers"], outputs.as_slice(), arguments].concat());
    run({
        written.envs(variables.iter().copied());
        written
    });
    let mut bytes: Vec<_> = FILES.iter().map(|name| std::fs::read(folder.join(name)).expect(name)).collect();
    for format in ["json", "csv", "table"] {
        let mut printed = tobokel(folder, &[&["assess", "registers", "--format", format], arguments].concat());
        printed.envs(variables.iter().copied());
        bytes.push(run(printed).stdout);
    }
    bytes
}

#[test]
fn two_runs_two_time_zones_two_folders_and_any_number_of_threads_give_the_same_bytes() {
    let (first, second) = (folder(), folder());
    let day = ["--as-of", "2026-11-21"];
    let expected = everything(first.path(), &[], &day);
    let again = everything(first.path(), &[], &day);
    assert!(expected == again, "a second run");
    for zone in ["Asia/Bishkek", "America/New_York", "UTC"] {
        assert!(expected == everything(first.path(), &[("TZ", zone)], &day), "TZ={zone}");
    }
    for threads in ["1", "2", "7"] {
        let arguments = [day.as_slice(), &["-j", threads]].concat();
        assert!(expected == everything(first.path(), &[], &arguments), "-j {threads}");
    }
    assert!(expected == everything(second.path(), &[], &day), "another working folder");
    // No document needs temporary files beside itself.
    let nowhere = first.path().join("no-such-folder");
    let nowhere = nowhere.to_str().unwrap();
    for name in ["TMPDIR", "TMP", "TEMP"] {
        assert!(expected == everything(first.path(), &[(name, nowhere)], &day), "{name} is nowhere");
    }
}

#[test]
fn no_header_says_when_or_on_which_system_the_workbook_was_made() {
    let folder = folder();
    run(tobokel(folder.path(), &["assess", "registers/a.toml", "-o", "a.xlsx", "--as-of", "2026-11-21"]));
    let bytes = std::fs::read(folder.path().join("a.xlsx")).unwrap();
    // The end of the archive says how many headers there are, and where.
    let at = |from: usize| usize::try_from(u32::from_le_bytes(bytes[from..from + 4].try_into().unwrap())).unwrap();
    let short = |from: usize| usize::from(u16::from_le_bytes(bytes[from..from + 2].try_into().unwrap()));
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let (count, mut header) = (short(end + 10), at(end + 16));
    assert!(count > 10);
    for _ in 0..count {
        assert_eq!(&bytes[header..header + 4], b"PK\x01\x02");
        let unix = 3;
        assert_eq!(bytes[header + 5], unix);
        let first_day_of_1980 = 1 << 5 | 1;
        assert_eq!((short(header + 12), short(header + 14)), (0, first_day_of_1980));
        let local = at(header + 42);
        assert_eq!((short(local + 10), short(local + 12)), (0, first_day_of_1980));
        // Neither a comment nor a field beside those of all archives.
        assert_eq!((short(header + 30), short(header + 32), short(local + 28)), (0, 0, 0));
        header += 46 + short(header + 28);
    }
}

fn as_of(output: &Output) -> String {
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    document["as_of"].as_str().unwrap().to_owned()
}

#[test]
fn the_day_comes_from_source_date_epoch_in_utc_and_as_of_wins_over_it() {
    let folder = folder();
    let arguments = ["assess", "registers/a.toml", "--format", "json"];
    let with_epoch = |epoch: &str, zone: &str, more: &[&str]| {
        let mut command = tobokel(folder.path(), &[&arguments, more].concat());
        run({
            command.env("SOURCE_DATE_EPOCH", epoch).env("TZ", zone);
            command
        })
    };
    // 2026-03-31 23:30:00 UTC: already April in Bishkek.
    for zone in ["Asia/Bishkek", "America/New_York"] {
        assert_eq!(as_of(&with_epoch("1774999800", zone, &[])), "2026-03-31", "{zone}");
    }
    assert_eq!(as_of(&with_epoch("1774999800", "UTC", &["--as-of", "2025-01-02"])), "2025-01-02");
    let mut unreadable = tobokel(folder.path(), &[arguments.as_slice(), &["--lang", "en"]].concat());
    let output = unreadable.env("SOURCE_DATE_EPOCH", "tomorrow").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = Language::En.message(&Message::new("source-date-epoch-unreadable").with("found", "tomorrow"));
    assert!(String::from_utf8(output.stderr).unwrap().contains(&said));
}

#[test]
fn the_language_never_comes_from_the_machine() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.toml"), register(None, "Кырдаал")).unwrap();
    let with_locale = |locale: &str| {
        let arguments = ["assess", "a.toml", "-o", "a.xlsx", "--format", "table", "--as-of", "2026-11-21"];
        let mut assess = tobokel(folder.path(), &arguments);
        for name in ["LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE"] {
            assess.env(name, locale);
        }
        let output = run(assess);
        let mut help = tobokel(folder.path(), &["--help"]);
        let help = run({
            help.env("LC_ALL", locale).env("LANG", locale);
            help
        });
        (output.stdout, output.stderr, std::fs::read(folder.path().join("a.xlsx")).unwrap(), help.stdout)
    };
    let expected = with_locale("C");
    assert!(String::from_utf8(expected.0.clone()).unwrap().contains(&Language::Ky.text("title-situations")));
    assert!(String::from_utf8(expected.3.clone()).unwrap().contains(&Language::Ky.text("help-command-tobokel")));
    for locale in ["en_US.UTF-8", "ru_RU.UTF-8", "ky_KG.UTF-8", "tr_TR.UTF-8", ""] {
        assert!(with_locale(locale) == expected, "LANG={locale}");
    }
}

/// Writes `a.toml` and makes `a.xlsx`, `a.json` and `a.csv` of it, for a day.
fn made(folder: &Path, day: &str) {
    std::fs::write(folder.join("a.toml"), register(Some("ky"), "Кырдаал")).unwrap();
    let outputs = ["-o", "a.xlsx", "-o", "a.json", "-o", "a.csv"];
    run(tobokel(folder, &[&["assess", "a.toml", "--as-of", day], outputs.as_slice()].concat()));
}

/// What `assess --check` says of a file, and its exit code.
fn check(folder: &Path, file: &str, more: &[&str]) -> (Option<i32>, String) {
    let arguments = [&["assess", "a.toml", "--check", "-o", file, "--lang", "ky"], more].concat();
    let output = run(tobokel(folder, &arguments));
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn says(id: &'static str, file: &str) -> String {
    Language::Ky.message(&Message::new(id).with("path", file)) + "\n"
}

#[test]
fn check_finds_equal_files_equal_and_takes_the_day_from_the_file() {
    let folder = TempDir::new().unwrap();
    made(folder.path(), "2025-02-03");
    for file in ["a.xlsx", "a.json", "a.csv"] {
        let before = std::fs::read(folder.path().join(file)).unwrap();
        assert_eq!(check(folder.path(), file, &[]), (Some(0), says("check-equal", file)));
        assert_eq!(check(folder.path(), file, &["--as-of", "2025-02-03"]), (Some(0), says("check-equal", file)));
        assert!(before == std::fs::read(folder.path().join(file)).unwrap(), "{file}: a check writes nothing");
    }
    for file in ["a.xlsx", "a.json"] {
        let (code, said) = check(folder.path(), file, &["--as-of", "2025-02-04"]);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.starts_with(&says("check-differs", file)), "{said}");
    }
}

/// The sheet and the cell in which a workbook holds a text, as Excel names them.
fn place_of(path: &Path, sheet: &str, text: &str) -> String {
    let mut workbook: Xlsx<BufReader<File>> = calamine::open_workbook(path).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    let (top, left) = range.start().unwrap();
    let (row, column, _) = range.used_cells().find(|(_, _, cell)| **cell == *text).expect("the text is there");
    let letter = char::from(b'A' + u8::try_from(left as usize + column).unwrap());
    format!("{letter}{}", top as usize + row + 1)
}

#[test]
fn check_names_the_sheet_and_the_cell_that_differ() {
    let folder = TempDir::new().unwrap();
    made(folder.path(), "2026-11-21");
    let sheet = Language::Ky.text("sheet-register");
    let cell = place_of(&folder.path().join("a.xlsx"), &sheet, "Кырдаал 7");
    let text = std::fs::read_to_string(folder.path().join("a.toml")).unwrap();
    std::fs::write(folder.path().join("a.toml"), text.replace("Кырдаал 7", "Башкача 7")).unwrap();
    let (code, said) = check(folder.path(), "a.xlsx", &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with(&says("check-differs", "a.xlsx")), "{said}");
    let place = Message::new("place-cell").with("sheet", sheet).with("cell", cell);
    let message = Message::new("check-place").with("place", place).with("disk", "Кырдаал 7").with("now", "Башкача 7");
    assert!(said.contains(&Language::Ky.message(&message)), "{said}");
    for file in ["a.json", "a.csv"] {
        let (code, said) = check(folder.path(), file, &[]);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.starts_with(&says("check-differs", file)) && said.contains("Башкача 7"), "{said}");
    }
}

#[test]
fn check_says_that_a_file_is_missing_or_no_workbook() {
    let folder = TempDir::new().unwrap();
    made(folder.path(), "2026-11-21");
    assert_eq!(check(folder.path(), "none.xlsx", &[]), (Some(1), says("check-missing", "none.xlsx")));
    assert!(!folder.path().join("none.xlsx").exists());
    std::fs::write(folder.path().join("note.xlsx"), "a note").unwrap();
    let (code, said) = check(folder.path(), "note.xlsx", &[]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains(&Language::Ky.text("check-not-a-workbook")), "{said}");
    // A file cut off in the middle, as after a full disk.
    let bytes = std::fs::read(folder.path().join("a.xlsx")).unwrap();
    std::fs::write(folder.path().join("half.xlsx"), &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(check(folder.path(), "half.xlsx", &[]).0, Some(1));
}
