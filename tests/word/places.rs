//! Findings in documents name tables, rows and columns, and their advice speaks of nothing else.

use crate::support::docx::{Docx, cell_of, paragraph, row, row_of, table, table_of};
use crate::support::{Folder, said};
use jiff::civil::date;
use tobokel::diag::{Diagnostic, in_word};
use tobokel::examine::{Conditions, examine};
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::read::embedded_method;

pub const HEAD: &str = "№|Функция (ыйгарым укук)|Учур же кырдаал|Ыктымалдуулук|Ыктымалдуулуктун негиздемеси|Зыян|Зыяндын негиздемеси|Чара|Мөөнөтү|Жооптуу аткаруучу";
pub const WHOLE: &str = "1|Жер|Адис кезекти өзгөртүп, тааныштарына жер берет|3|арыздар көп|3|чыгым чоң|Кезекти сайтка жарыялоо|2027-Q4|жер адиси";

fn found(bytes: &[u8]) -> Vec<Diagnostic> {
    let method = embedded_method(DEFAULT).unwrap();
    examine("a.docx", bytes, &Conditions::of(&method, date(2026, 7, 1))).findings
}

fn places(found: &[Diagnostic], code: &str, language: Language) -> Vec<String> {
    let of_code = found.iter().filter(|finding| finding.code.code == code);
    let place =
        |finding: &Diagnostic| in_word(&finding.place.position).map_or("-".into(), |place| language.message(&place));
    of_code.map(place).collect()
}

/// Two tables: one of approval, one of the register, in which a term is missing.
fn register() -> Vec<u8> {
    let faulty = WHOLE.replacen("1|", "2|", 1).replace("2027-Q4", "");
    let body = table_of(&["БЕКИТИЛДИ|2026"])
        + &paragraph("Уюмдун аталышы: Достук айыл өкмөтү")
        + &paragraph("Тобокелдиктердин тизмеги");
    Docx::of(&(body + &table_of(&[HEAD, WHOLE, &faulty]))).bytes()
}

#[test]
fn a_place_is_a_table_a_row_and_a_column() {
    let found = found(&register());
    for (language, place) in [
        (Language::En, "table 2, row 3, column \"Мөөнөтү\""),
        (Language::Ru, "таблица 2, строка 3, столбец «Мөөнөтү»"),
        (Language::Ky, "2-таблица, 3-сап, «Мөөнөтү» тилкеси"),
    ] {
        assert_eq!(places(&found, "TB403", language), [place], "{found:#?}");
    }
}

#[test]
fn machine_formats_name_the_table_and_the_cell_in_it() {
    let folder = Folder::with(&[], &["--as-of", "2026-07-01"]);
    folder.write("a.docx", register());
    let json: serde_json::Value =
        serde_json::from_slice(&folder.run(&["check", "a.docx", "--format", "json"]).stdout).unwrap();
    let findings = json["registers"][0]["findings"].as_array().unwrap();
    let missing = findings.iter().find(|finding| finding["code"] == "TB403").unwrap();
    assert_eq!(missing["place"]["sheet"], "2. Тобокелдиктердин тизмеги");
    assert_eq!(missing["place"]["cell"], "I3");
    let concise = said(&folder.run(&["check", "a.docx", "--format", "concise", "--lang", "en"]));
    assert!(concise.contains("a.docx, table 2, row 3, column \"Мөөнөтү\": "), "{concise}");
    let sarif = said(&folder.run(&["check", "a.docx", "--format", "sarif"]));
    assert!(sarif.contains("table 2, row 3, column"), "{sarif}");
    let github = said(&folder.run(&["check", "a.docx", "--format", "github", "--lang", "en"]));
    assert!(github.contains("table 2, row 3, column"), "{github}");
}

#[test]
fn a_range_of_rows_is_one_place() {
    let faulty = |id: &str| WHOLE.replacen("1|", &format!("{id}|"), 1).replace("|жер адиси", "|");
    let lines = [HEAD, WHOLE, &faulty("2"), &faulty("3"), &faulty("4")];
    let folder = Folder::with(&[], &["--as-of", "2026-07-01", "--lang", "en"]);
    folder.write("a.docx", Docx::of(&table_of(&lines)).bytes());
    let out = said(&folder.run(&["check", "a.docx"]));
    assert!(out.contains("a.docx, table 1, rows 3–5, column \"Жооптуу аткаруучу\" (3 places)"), "{out}");
}

#[test]
fn hidden_text_is_told_where_it_stands() {
    let hidden =
        |text: &str| cell_of("", &format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r></w:p>"));
    let cells: String = HEAD.split('|').map(|_| String::new()).collect::<String>() + &hidden("жашыруун");
    let lines = row_of(HEAD) + &row_of(WHOLE) + &row(&cells);
    let found = found(&Docx::of(&table(&lines)).bytes());
    assert_eq!(places(&found, "TB515", Language::En), ["table 1, row 3, column 1"], "{found:#?}");
    let message =
        found.iter().find(|finding| finding.code.code == "TB515").map(|finding| Language::Ru.message(&finding.message));
    assert_eq!(message.as_deref(), Some("скрытый текст не прочитан: «жашыруун»"));
}

/// Documents that are not as they should be, each in its own way.
fn faulty() -> Vec<(&'static str, Vec<u8>)> {
    let lines = |lines: &[&str]| Docx::of(&table_of(lines)).bytes();
    let other = "№|Кырдаал|Чара|Мөөнөтү|Эскертүү\n2|Адис пара алат|Текшерүү|2027|x";
    let other: Vec<&str> = other.lines().collect();
    let shifted = "2 Адис кезекти өзгөртөт|3|арыздар көп|3|чыгым чоң|Кезекти жарыялоо|2027-Q4|жер адиси||";
    let measure = "|||||бул жерде||Дагы бир чара|2027-Q4|адис";
    let posts = WHOLE.replace("жер адиси", "жер адиси, юрист, бухгалтер");
    let several = WHOLE.replace("Кезекти сайтка жарыялоо", "1. Кезекти жарыялоо 2. Комиссия түзүү");
    vec![
        ("empty", Docx::of("<w:p/>").bytes()),
        ("no table", lines(&["Аты|Күнү", "x|y"])),
        ("no organisation", lines(&[HEAD, WHOLE])),
        ("unknown words", lines(&[&format!("{HEAD}|Категориясы"), &format!("{WHOLE}|жаман")])),
        ("untitled column", lines(&[&format!("{HEAD}|"), &format!("{WHOLE}|белги")])),
        ("unknown column", lines(&[&format!("{HEAD}|Эскертүү"), &format!("{WHOLE}|белги")])),
        ("two tables", Docx::of(&(table_of(&[HEAD, WHOLE]) + &paragraph("башка") + &table_of(&other))).bytes()),
        ("shifted", lines(&[HEAD, WHOLE, shifted])),
        ("measure", lines(&[HEAD, WHOLE, measure])),
        ("posts", lines(&[HEAD, &posts, &several.replacen("1|", "2|", 1)])),
        ("two values", lines(&[HEAD, &WHOLE.replace("|3|арыздар", "|2 же 3|арыздар")])),
        ("empty points", lines(&[HEAD, &WHOLE.replace("|3|", "||")])),
        ("day as id", lines(&[HEAD, &WHOLE.replacen("1|", "01.02.2026|", 1)])),
        ("wrong term", lines(&[HEAD, &WHOLE.replace("2027-Q4", "качандыр бир")])),
        ("damaged", b"PK\x03\x04 cut short".to_vec()),
        ("encrypted", include_bytes!("../intake/locked.xlsx").to_vec()),
        ("columns", lines(&[&"a|".repeat(1_100)])),
    ]
}

#[test]
fn nobody_with_a_document_is_told_of_sheets_and_cells() {
    let stems = [
        "sheet",
        "cell",
        "workbook",
        "spreadsheet",
        "Excel",
        "TOML",
        " лист",
        "ячейк",
        "таблиц Excel",
        "барак",
        "барагы",
        "уяча",
    ];
    for (name, bytes) in faulty() {
        let found = found(&bytes);
        assert!(!found.is_empty(), "{name}");
        for finding in &found {
            for language in Language::ALL {
                let help = finding.help.as_ref().map(|help| language.message(help)).unwrap_or_default();
                let text = format!("{} {help}", language.message(&finding.message));
                let spoken = stems.iter().find(|stem| text.to_lowercase().contains(&stem.to_lowercase()));
                assert!(spoken.is_none(), "{name}: {spoken:?} in {text}");
            }
        }
    }
}
