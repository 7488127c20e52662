//! Documents in folders: registers and plans are read, letters are listed, what this program made is known.

use super::places::{HEAD, WHOLE};
use crate::support::docx::{Docx, paragraph, table_of};
use crate::support::{Folder, said};
use serde_json::Value;

const PLAN: &str = "№|Милдеттер|Иш-чаралар|Мөөнөтү|Жооптуу аткаруучулар|Күтүлгөн натыйжа";
const MEASURE: &str = "1|Ачыктык|Кезекти сайтка жарыялоо|2027-Q4|жер адиси|кезек сайтта";

fn folder() -> Folder {
    let folder = Folder::with(&[], &["--as-of", "2026-07-01"]);
    let titled = |title: &str, lines: &[&str]| Docx::of(&(paragraph(title) + &table_of(lines)));
    folder.write("in/dostuk/Тизмек.DOCX", titled("Уюмдун аталышы: Достук айыл өкмөтү", &[HEAD, WHOLE]).bytes());
    folder.write("in/plan.docx", titled("2026-жылга план", &[PLAN, MEASURE]).bytes());
    folder.write("in/letter.docx", titled("Урматтуу кесиптештер", &["Тиркеме|2 барак"]).bytes());
    folder.write("in/own.docx", titled("Баалоо", &[HEAD, WHOLE]).part("docProps/custom.xml", OWN).bytes());
    folder.write("in/damaged.docx", b"PK\x03\x04 cut short");
    folder.write("in/~$letter.docx", b"lock");
    folder.write("in/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    folder
}

/// The mark as workbooks have it.
const OWN: &str = r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="tobokel"><vt:lpwstr>assessment</vt:lpwstr></property></Properties>"#;

#[test]
fn every_document_of_a_folder_is_accounted_for() {
    let folder = folder();
    let out = said(&folder.run(&["assess", "in", "-o", "out/"]));
    let text = folder.read("out/consolidated.json");
    let json: Value = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}: {out}"));
    let became: Vec<(&str, &str)> = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["path"].as_str().unwrap(), file["became"].as_str().unwrap()))
        .collect();
    assert_eq!(
        became,
        [
            ("in/damaged.docx", "refused"),
            ("in/dostuk/Тизмек.DOCX", "register"),
            ("in/letter.docx", "unsupported"),
            ("in/old.doc", "unsupported"),
            ("in/own.docx", "own-output"),
            ("in/plan.docx", "plan"),
        ],
        "{out}"
    );
    let reason = json["files"][2]["reason"].as_str().unwrap();
    assert_eq!(reason, "тизмектин же пландын таблицасы жок Word документи");
    assert!(out.contains("тизмеги же планы жок Word документтери: in/letter.docx"), "{out}");
}

#[test]
fn a_letter_that_is_named_is_refused_in_its_own_words() {
    let folder = folder();
    let out = folder.run(&["check", "in/letter.docx", "--lang", "ru"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(said(&out).contains("в этой таблице не найдена шапка перечня"), "{}", said(&out));
}

#[test]
fn every_command_takes_documents() {
    let folder = folder();
    let register = "in/dostuk/Тизмек.DOCX";
    for arguments in [
        &["assess", register, "--format", "json"][..],
        &["assess", register, "-o", "a.xlsx"],
        &["plan", register, "--format", "json"],
        &["monitor", "in/plan.docx", "--format", "json"],
        &["compare", register, register, "--format", "json"],
        &["convert", register, "a.toml"],
        &["convert", register, "b.xlsx"],
        &["convert", "in/plan.docx", "plan.toml"],
        &["explain", register, "1"],
    ] {
        let out = folder.run(arguments);
        assert!(matches!(out.status.code(), Some(0 | 1)), "{arguments:?}: {}", said(&out));
        assert!(!said(&out).contains("TB008"), "{arguments:?}: {}", said(&out));
    }
    let converted = folder.read("a.toml");
    assert!(
        converted.contains("name = \"Достук айыл өкмөтү\"") && converted.contains("due = \"2027-Q4\""),
        "{converted}"
    );
    let plan = folder.read("plan.toml");
    assert!(plan.contains("title = \"2026-жылга план\""), "{plan}");
}

#[test]
fn a_reply_shows_the_tables_that_came_and_says_what_a_letter_lacks() {
    let folder = folder();
    let faulty = WHOLE.replace("2027-Q4", "");
    folder.write("in/dostuk/Тизмек.DOCX", Docx::of(&(paragraph("Тизмек") + &table_of(&[HEAD, &faulty]))).bytes());
    let out = folder.run(&["assess", "in", "--replies", "replies", "--lang", "ky"]);
    let said_of_run = said(&out);
    let name = walk(&folder.path("replies"));
    let reply = name.iter().find(|path| path.contains("Тизмек") && path.contains(".xlsx"));
    let reply = reply.unwrap_or_else(|| panic!("{name:?} {said_of_run}"));
    let sheets = tobokel::read::shown_sheets(&std::fs::read(reply).unwrap());
    let names: Vec<&str> = sheets.iter().filter_map(|sheet| sheet.name.as_deref()).collect();
    assert!(names.contains(&"1. Тизмек"), "{names:?}");
    let all = format!("{sheets:?}");
    assert!(all.contains("1-таблица, 2-сап, «Мөөнөтү» тилкеси"), "{all}");
    let letter = name.iter().find(|path| path.contains("letter") && path.contains(".xlsx")).unwrap();
    let all = format!("{:?}", tobokel::read::shown_sheets(&std::fs::read(letter).unwrap()));
    assert!(all.contains("документте тизмектин да, пландын да таблицасы жок"), "{all}");
}

/// All files below a folder.
fn walk(folder: &std::path::Path) -> Vec<String> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    all.filter(|entry| entry.file_type().is_file()).map(|entry| entry.path().display().to_string()).collect()
}
