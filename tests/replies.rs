//! The replies to departments, read back cell by cell, and their links in the XML of the workbook.

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Read as _};
use std::sync::Arc;
use tobokel::diag::{Code, Diagnostic, Severity, Waiver};
use tobokel::examine::{self, Conditions, Examined};
use tobokel::locale::{Language, Message};
use tobokel::method::{DEFAULT, Method};
use tobokel::read::embedded_method;
use tobokel::report::reply_workbook;
use tobokel::source::{Place, Position};
use tobokel::write::xlsx;

const AS_OF: &str = "2026-11-21";
const FAULT: Code = Code { code: "TB991", name: "plain-fault", severity: Severity::Error };
const DOUBT: Code = Code { code: "TB992", name: "plain-doubt", severity: Severity::Warning };
const REMARK: Code = Code { code: "TB993", name: "plain-remark", severity: Severity::Information };

/// A register in which every situation is assessed, with `{}` for the points of the second.
const REGISTER: &str = r#"
[organization]
name = "Достук айыл өкмөтү"
[[function]]
name = "Жер мамилелери"
[[function.situation]]
id = "1.1"
text = "Жер адиси арыздарды кезексиз карайт"
likelihood = { score = 3, justification = "арыздар кагаз журналда катталат" }
harm = { score = 2, justification = "үй-бүлөлөр жер тилкесин ала албай калат" }
[[function.situation]]
id = "1.2"
text = "Комиссия тааныш адамга артыкчылык берет"
likelihood = {}
harm = { score = 1, justification = "арыздануучулардын саны аз болгон" }
"#;

/// A file with what was made of it.
struct Made {
    method: Method,
    examined: Examined,
}

impl Made {
    fn of(path: &str, bytes: &[u8]) -> Self {
        let method = embedded_method(DEFAULT).unwrap();
        let by = Conditions::of(&method, AS_OF.parse().unwrap());
        let examined = examine::read(path, bytes, &by).into_register().examined(&by);
        Self { method, examined }
    }

    /// The register above with findings of its own.
    fn with(findings: Vec<Diagnostic>) -> Self {
        let text = REGISTER.replace("likelihood = {}", "likelihood = { score = 1, justification = \"эч качан\" }");
        let mut made = Self::of("тизмек.toml", text.as_bytes());
        made.examined.findings = findings;
        made
    }

    fn reply(&self, language: Language, link: Option<&str>) -> Vec<u8> {
        let by = Conditions::of(&self.method, AS_OF.parse().unwrap());
        let as_of = by.as_of;
        let entry = self.examined.entry(&by, Some(language));
        let (bytes, notes) = xlsx(reply_workbook(&entry, as_of, &self.method, link), "reply", "0").unwrap();
        assert_eq!(notes, []);
        bytes
    }
}

/// A workbook of a department: the points of the last three rows are faults of one kind.
fn department(sheet: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let out = workbook.add_worksheet();
    out.set_name(sheet).unwrap();
    let head = ["№", "Учур же кырдаал", "Ыктымалдуулук", "Негиздеме", "Зыян", "Негиздеме"];
    let rows = [["1.1", "Адис арызды кезексиз карайт", "3", "журнал кагазда", "9", "үй-бүлөлөр күтөт"]; 3];
    for (column, title) in (0..).zip(head) {
        out.write_string(0, column, title).unwrap();
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(points) if column > 0 => out.write_number(row, column, points).unwrap(),
                _ if column == 0 => out.write_string(row, column, format!("1.{row}")).unwrap(),
                _ => out.write_string(row, column, cell).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn at(code: &'static Code, position: Position, text: &str) -> Diagnostic {
    let message = Message::new("with-reason").with("message", text).with("reason", "r");
    Diagnostic::new(code, Place { path: "тизмек.xlsx".into(), position }, message)
}

fn cell(row: u32, column: u16) -> Position {
    Position::Cell { sheet: Some("Тизмек".into()), row, column, title: Some("=Зыян".into()) }
}

fn waived(mut found: Diagnostic) -> Diagnostic {
    let until = "2026-12-31".parse().unwrap();
    let (code, reason) = (found.code.code.to_owned(), "чечим".to_owned());
    found.waived = Some(Arc::new(Waiver { code, situation: None, organization: None, reason, by: None, until }));
    found
}

/// The sheets with the texts of their rows.
fn grids(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = workbook.sheet_names();
    let grid = |name: &String| {
        assert!(workbook.worksheet_formula(name).unwrap().used_cells().all(|(_, _, formula)| formula.is_empty()));
        let range = workbook.worksheet_range(name).unwrap();
        let rows = range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
        (name.clone(), rows)
    };
    names.iter().map(grid).collect()
}

fn texts(grid: &(String, Vec<Vec<String>>)) -> Vec<&str> {
    grid.1.iter().flatten().map(String::as_str).filter(|text| !text.is_empty()).collect()
}

/// The rows of findings: below the heading, the remark and the titles.
fn listed(grids: &[(String, Vec<Vec<String>>)]) -> &[Vec<String>] {
    &grids[1].1[3..]
}

fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).unwrap();
    Some(text)
}

fn next(id: &'static str, language: Language) -> String {
    language.message(&Message::new(id).with("sheet", language.text("reply-sheet-findings")))
}

#[test]
fn a_place_in_a_workbook_leads_to_the_cells_of_the_departments_own_file() {
    for language in Language::ALL {
        let made = Made::of("кат/Достук 5%20.xlsx", &department("О'Нил \"Тизмек\" & 1"));
        let bytes = made.reply(language, Some("Достук 5%20.xlsx"));
        let sheet = part(&bytes, "xl/worksheets/sheet2.xml").unwrap();
        // Three points off the scale are one row with a range.
        let place = "'О''Нил &quot;Тизмек&quot; &amp; 1'!E2:E4";
        assert!(sheet.contains(&format!("location=\"{place}\"")), "{sheet}");
        let relations = part(&bytes, "xl/worksheets/_rels/sheet2.xml.rels").unwrap();
        assert!(relations.contains("Target=\"Достук%205%2520.xlsx\" TargetMode=\"External\""), "{relations}");
        let grids = grids(&bytes);
        let row = listed(&grids).iter().find(|row| row[3] == "E2:E4").unwrap();
        assert_eq!(row[1], language.text("severity-error"));
        assert_eq!(row[2], "О'Нил \"Тизмек\" & 1");
        assert_eq!(row[4], "Зыян");
        assert_eq!(row[5], "1.1, 1.2, 1.3");
        assert!(row[6].contains('9') && !row[7].is_empty(), "{row:?}");
        let sheet_and_column = Message::new("reply-next-link")
            .with("sheet", language.text("reply-sheet-findings"))
            .with("column", language.text("head-place"));
        assert!(texts(&grids[0]).contains(&language.message(&sheet_and_column).as_str()));
    }
}

#[test]
fn without_a_file_beside_it_or_with_a_name_that_excel_cannot_follow_a_reply_has_no_links() {
    let made = Made::of("a.xlsx", &department("Тизмек"));
    for link in [None, Some("а#1.xlsx"), Some("../a.xlsx")] {
        let bytes = made.reply(Language::Ky, link);
        assert_eq!(part(&bytes, "xl/worksheets/_rels/sheet2.xml.rels"), None, "{link:?}");
        assert!(listed(&grids(&bytes)).iter().any(|row| row[3] == "E2:E4"));
    }
}

#[test]
fn a_reply_about_a_workbook_names_no_key_no_bracket_and_no_flag() {
    let mut said = 0;
    for (path, bytes) in [("бөлүм.xlsx", department("Тизмек")), ("бөлүм.csv", b"a;b\n1;2\n".to_vec())] {
        let made = Made::of(path, &bytes);
        for language in Language::ALL {
            for text in grids(&made.reply(language, None)).iter().flat_map(texts) {
                said += 1;
                let is_foreign = |word: &str| {
                    word.starts_with("--")
                        || word.contains(['[', ']', '_']) && word.bytes().any(|b| b.is_ascii_lowercase())
                };
                assert!(!text.split_whitespace().any(is_foreign), "{language:?}: {text}");
            }
        }
    }
    assert!(said > 150, "{said}");
}

#[test]
fn a_draft_says_how_many_situations_are_not_assessed() {
    for language in Language::ALL {
        let bytes = Made::of("тизмек.toml", REGISTER.as_bytes()).reply(language, Some("тизмек.toml"));
        let grids = grids(&bytes);
        let draft = Message::new("reply-draft").with("open", 1_usize).with("all", 2_usize);
        let summary = texts(&grids[0]);
        assert!(summary.contains(&language.message(&draft).as_str()), "{summary:?}");
        assert!(summary.contains(&next("reply-next-correct", language).as_str()), "{summary:?}");
        // A text file has lines, and no titles of columns.
        assert!(!texts(&grids[1]).contains(&language.text("reply-head-column").as_str()));
        let line = language.message(&Message::new("place-line").with("line", 11_usize));
        assert!(listed(&grids).iter().any(|row| row[2] == line), "{:?}", listed(&grids));
        assert_eq!(part(&bytes, "xl/worksheets/_rels/sheet2.xml.rels"), None);
    }
}

#[test]
fn a_file_that_is_no_register_is_returned_with_the_reason() {
    for language in Language::ALL {
        let mut made = Made::of("кат/Достук.xlsx", b"%PDF-1.7");
        // Of a refused file nothing is let pass: its findings are the reason.
        made.examined.findings = made.examined.findings.into_iter().map(waived).collect();
        let grids = grids(&made.reply(language, Some("Достук.xlsx")));
        let summary = texts(&grids[0]);
        assert!(summary.contains(&language.text("reply-returned").as_str()), "{summary:?}");
        assert!(summary.contains(&next("reply-next-returned", language).as_str()), "{summary:?}");
        assert!(summary.contains(&"Достук.xlsx"));
        assert!(!summary.contains(&language.text("head-inherent-count").as_str()));
        assert_eq!(listed(&grids).len(), 1);
        assert!(texts(&grids[1]).contains(&language.text("reply-whole-file").as_str()));
    }
}

#[test]
fn a_register_without_faults_gets_one_sheet_that_confirms_it() {
    let notes = |count: u32| (0..count).map(|row| at(&REMARK, cell(row, 3), &format!("окулду {row}"))).collect();
    for language in Language::ALL {
        for findings in [Vec::new(), notes(3), notes(12)] {
            let count = findings.len();
            let grids = grids(&Made::with(findings).reply(language, Some("тизмек.xlsx")));
            assert_eq!(grids.len(), 1);
            let summary = texts(&grids[0]);
            assert!(summary.contains(&language.text("reply-accepted").as_str()), "{summary:?}");
            assert!(summary.contains(&language.text("reply-next-nothing").as_str()), "{summary:?}");
            assert!(summary.contains(&"Достук айыл өкмөтү"));
            let shown = summary.iter().filter(|text| text.starts_with("окулду")).count();
            assert_eq!(shown, count.min(8));
            let more = language.message(&Message::new("reply-notes-more").with("count", 4_usize));
            assert_eq!(summary.contains(&more.as_str()), count == 12);
        }
    }
}

#[test]
fn what_is_waived_is_left_out_and_counts_for_nothing() {
    let found =
        vec![waived(at(&FAULT, cell(1, 4), "w")), at(&DOUBT, cell(2, 4), "d"), waived(at(&DOUBT, cell(3, 4), "d"))];
    let grids_of = |findings| grids(&Made::with(findings).reply(Language::En, None));
    let grids = grids_of(found);
    assert_eq!(listed(&grids).len(), 1);
    assert_eq!(listed(&grids)[0][2..4], ["Тизмек", "E3"]);
    let summary = texts(&grids[0]);
    assert!(summary.contains(&"errors 0, warnings 1, notes 0"), "{summary:?}");
    assert!(summary.contains(&next("reply-next-look", Language::En).as_str()), "{summary:?}");
    assert_eq!(grids_of(vec![waived(at(&FAULT, cell(1, 4), "w"))]).len(), 1);
}

#[test]
fn the_worst_comes_first_and_a_repeated_finding_is_one_row_that_names_the_first_situations() {
    let mut found = vec![at(&REMARK, cell(0, 0), "n"), at(&DOUBT, cell(1, 4), "d")];
    for row in 1..=9 {
        let mut fault = at(&FAULT, cell(row, 5), "e");
        fault.situation = Some(format!("1.{row}"));
        found.push(fault);
    }
    let grids = grids(&Made::with(found).reply(Language::En, None));
    let rows = listed(&grids);
    let column = |at: usize| rows.iter().map(|row| row[at].as_str()).collect::<Vec<_>>();
    assert_eq!(column(0), ["1", "2", "3"]);
    assert_eq!(column(1), ["error", "warning", "note"]);
    assert_eq!(column(3), ["F2:F10", "E2", "A1"]);
    assert_eq!(column(5), ["9: 1.1, 1.2, 1.3, 1.4, 1.5, 1.6 and 3 more", "", ""]);
    assert!(texts(&grids[0]).contains(&"errors 9, warnings 1, notes 1"));
}

#[test]
fn lines_of_a_csv_file_are_named_as_lines() {
    let line = |row| at(&FAULT, Position::Cell { sheet: None, row, column: 2, title: None }, "e");
    let bytes = Made::with(vec![line(4), line(5), line(8)]).reply(Language::Ru, Some("a.csv"));
    assert_eq!(listed(&grids(&bytes))[0][2], "строки 5–9");
    assert_eq!(part(&bytes, "xl/worksheets/_rels/sheet2.xml.rels"), None);
}

#[test]
fn a_text_that_looks_like_a_formula_stays_a_text() {
    let mut fault = at(&FAULT, cell(1, 4), "=HYPERLINK(\"http://a\")");
    fault.situation = Some("=1".to_owned());
    let bytes = Made::with(vec![fault]).reply(Language::Ky, Some("=a.xlsx"));
    let grids = grids(&bytes);
    let row = &listed(&grids)[0];
    let shown: Vec<&str> = row[4..7].iter().map(String::as_str).collect();
    assert_eq!(shown, ["=Зыян", "=1", "=HYPERLINK(\"http://a\"): r"]);
    assert!(texts(&grids[0]).contains(&"=a.xlsx"));
}

#[test]
fn the_same_reply_is_the_same_bytes_and_prints_on_one_page_and_under_repeated_titles() {
    let made = Made::of("a.xlsx", &department("Тизмек"));
    let bytes = made.reply(Language::Ky, Some("a.xlsx"));
    assert!(bytes == made.reply(Language::Ky, Some("a.xlsx")));
    let summary = part(&bytes, "xl/worksheets/sheet1.xml").unwrap();
    assert!(summary.contains("<pageSetup paperSize=\"9\" orientation=\"portrait\""), "{summary}");
    let list = part(&bytes, "xl/worksheets/sheet2.xml").unwrap();
    assert!(list.contains("orientation=\"landscape\"") && list.contains("<autoFilter ref=\"A3:"), "{list}");
    assert!(part(&bytes, "xl/workbook.xml").unwrap().contains("$3:$3"));
}
