//! The replies to departments, read back cell by cell, and their links in the XML of the workbook.

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Read as _};
use std::sync::Arc;
use tobokel::diag::{Code, Diagnostic, Severity, Waiver};
use tobokel::examine::{self, Conditions, Examined};
use tobokel::locale::{Language, Message};
use tobokel::method::{DEFAULT, Method};
use tobokel::read::{embedded_method, shown_sheets};
use tobokel::report::{Reply, reply_letter, reply_workbook};
use tobokel::source::{Place, Position, ShownSheet};
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
    bytes: Vec<u8>,
    examined: Examined,
}

impl Made {
    fn of(path: &str, bytes: &[u8]) -> Self {
        let method = embedded_method(DEFAULT).unwrap();
        let by = Conditions::of(&method, AS_OF.parse().unwrap());
        let examined = examine::read(path, bytes, &by).into_register().examined(&by);
        Self { method, bytes: bytes.to_vec(), examined }
    }

    /// The register above with findings of its own.
    fn with(findings: Vec<Diagnostic>) -> Self {
        let text = REGISTER.replace("likelihood = {}", "likelihood = { score = 1, justification = \"эч качан\" }");
        let mut made = Self::of("тизмек.toml", text.as_bytes());
        made.examined.findings = findings;
        made
    }

    /// What is made of the reply, as the command makes it.
    fn with_reply<T>(&self, language: Language, link: Option<&str>, make: impl Fn(&Reply<'_, '_>) -> T) -> T {
        let by = Conditions::of(&self.method, AS_OF.parse().unwrap());
        let entry = self.examined.entry(&by, Some(language));
        let reply = Reply::of(&entry, link);
        let text = &entry.file().text;
        let sent = if reply.wants_cells() {
            shown_sheets(&self.bytes)
        } else if text.is_empty() {
            Vec::new()
        } else {
            vec![ShownSheet::of_lines(text)]
        };
        make(&reply.showing(sent))
    }

    fn reply(&self, language: Language, link: Option<&str>) -> Vec<u8> {
        self.with_reply(language, link, |reply| {
            let book = reply_workbook(reply, AS_OF.parse().unwrap(), &self.method);
            let (bytes, notes) = xlsx(book, "reply", "0").unwrap();
            assert_eq!(notes, []);
            bytes
        })
    }

    fn letter(&self, language: Language) -> String {
        self.with_reply(language, None, |reply| reply_letter(reply, "жооп.xlsx"))
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
    Position::Cell { sheet: Some("Тизмек".into()), row, column, title: Some("=Зыян".into()), word: None }
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

/// The page that is signed: the last sheet.
fn signed(grids: &[(String, Vec<Vec<String>>)]) -> Vec<&str> {
    texts(grids.last().unwrap())
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
        // The place leads to the table in the reply, and beside it to the department's own file.
        let place = "'О''Нил &quot;Тизмек&quot; &amp; 1'!E2:E4";
        let links: Vec<&str> =
            sheet.split("<hyperlink ").filter(|link| link.contains(&format!("location=\"{place}\""))).collect();
        assert_eq!(links.len(), 2, "{sheet}");
        assert_eq!(links.iter().filter(|link| link.contains("r:id=")).count(), 1, "{links:?}");
        let relations = part(&bytes, "xl/worksheets/_rels/sheet2.xml.rels").unwrap();
        assert!(relations.contains("Target=\"Достук%205%2520.xlsx\" TargetMode=\"External\""), "{relations}");
        let grids = grids(&bytes);
        let row = listed(&grids).iter().find(|row| row[3] == "E2:E4").unwrap();
        assert_eq!(row[1], language.text("severity-error"));
        assert_eq!(row[2], "О'Нил \"Тизмек\" & 1");
        assert_eq!(row[4], "E2:E4");
        assert_eq!(row[5], "Зыян");
        assert_eq!(row[6], "1.1, 1.2, 1.3");
        assert!(row[7].contains('9') && !row[8].is_empty(), "{row:?}");
        let sheet_and_column = Message::new("reply-next-link")
            .with("sheet", language.text("reply-sheet-findings"))
            .with("column", language.text("reply-head-yours"));
        assert!(signed(&grids).contains(&language.message(&sheet_and_column).as_str()));
    }
}

#[test]
fn a_finding_that_compares_two_cells_leads_to_both() {
    let mut made = Made::of("a.xlsx", &department("Тизмек"));
    let mut found = at(&DOUBT, cell(3, 4), "the same");
    found.other = Some(Place { position: cell(1, 4), ..found.place.clone() });
    let mut of_another_file = at(&FAULT, cell(2, 4), "the same elsewhere");
    of_another_file.other = Some(Place { path: "b.xlsx".into(), ..found.place.clone() });
    made.examined.findings = vec![found, of_another_file];
    let bytes = made.reply(Language::En, None);
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml").unwrap();
    for cell in ["E4", "E2"] {
        assert!(sheet.contains(&format!("location=\"'Тизмек'!{cell}\"")), "{cell}: {sheet}");
    }
    let grids = grids(&bytes);
    assert!(texts(&grids[1]).contains(&Language::En.text("reply-head-other").as_str()));
    let shown: Vec<&[String]> = listed(&grids).iter().map(|row| &row[3..5]).collect();
    assert_eq!(shown, [["E3", ""], ["E4", "E2"]]);
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
        let summary = signed(&grids);
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
        // There is no cell to point at: all of it stands on the page.
        assert_eq!(grids.len(), 1);
        let summary = signed(&grids);
        for id in ["reply-returned", "reply-why", "reply-needed", "reply-next-needed"] {
            assert!(summary.contains(&language.text(id).as_str()), "{id}: {summary:?}");
        }
        assert!(summary.contains(&"Достук.xlsx"));
        assert!(summary.iter().any(|text| text.contains("PDF")), "{summary:?}");
        assert!(!summary.contains(&language.text("head-inherent-count").as_str()));
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
            let summary = signed(&grids);
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
    let summary = signed(&grids);
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
    assert!(signed(&grids).contains(&"errors 9, warnings 1, notes 1"));
}

#[test]
fn lines_of_a_csv_file_are_named_as_lines() {
    let line = |row| at(&FAULT, Position::Cell { sheet: None, row, column: 2, title: None, word: None }, "e");
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
    let shown: Vec<&str> = row[5..8].iter().map(String::as_str).collect();
    assert_eq!(shown, ["=Зыян", "=1", "=HYPERLINK(\"http://a\"): r"]);
    assert!(signed(&grids).contains(&"=a.xlsx"));
}

#[test]
fn the_same_reply_is_the_same_bytes_and_prints_on_one_page_and_under_repeated_titles() {
    let made = Made::of("a.xlsx", &department("Тизмек"));
    let bytes = made.reply(Language::Ky, Some("a.xlsx"));
    assert!(bytes == made.reply(Language::Ky, Some("a.xlsx")));
    let summary = part(&bytes, "xl/worksheets/sheet3.xml").unwrap();
    assert!(summary.contains("<pageSetup paperSize=\"9\" orientation=\"portrait\""), "{summary}");
    let list = part(&bytes, "xl/worksheets/sheet2.xml").unwrap();
    assert!(list.contains("orientation=\"landscape\"") && list.contains("<autoFilter ref=\"A3:"), "{list}");
    assert!(part(&bytes, "xl/workbook.xml").unwrap().contains("$3:$3"));
}

/// A workbook with titles above its table, a heading across it, a hidden sheet, and a cell that looks like a formula.
fn sent() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let out = workbook.add_worksheet();
    out.set_name("Тизмек 2026").unwrap();
    out.write_string(0, 0, "Достук айыл өкмөтү").unwrap();
    let usual = rust_xlsxwriter::Format::new();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
    for (column, title) in (0..).zip(["№", "Учур же кырдаал", "Ыктымалдуулук", "Зыян", "Мөөнөтү", "Чара"])
    {
        out.write_string(2, column, title).unwrap();
    }
    out.merge_range(3, 0, 3, 5, "Кызмат көрсөтүү функциясы", &usual).unwrap();
    for (row, harm) in [(4, 2.0), (5, 9.0)] {
        out.write_string(row, 0, format!("1.{}", row - 3)).unwrap();
        out.write_string(row, 1, "=Адис арызды кезексиз карайт").unwrap();
        out.write_number(row, 2, 3.0).unwrap();
        out.write_number(row, 3, harm).unwrap();
        let due = rust_xlsxwriter::ExcelDateTime::from_ymd(2027, 3, 31).unwrap();
        out.write_datetime_with_format(row, 4, &due, &day).unwrap();
        out.write_string(row, 5, "Кезекти сайтка жарыялоо").unwrap();
    }
    workbook.add_worksheet().set_name("Жашыруун").unwrap().set_hidden(true).write_string(0, 0, "x").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_reply_begins_with_the_table_that_was_sent_cell_for_cell() {
    let bytes = Made::of("а/Достук.xlsx", &sent()).reply(Language::Ky, None);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let names = workbook.sheet_names();
    assert_eq!(names[0], "Тизмек 2026");
    assert!(!names.contains(&"Жашыруун".to_owned()), "{names:?}");
    let range = workbook.worksheet_range("Тизмек 2026").unwrap();
    let cell = |row, column| range.get_value((row, column)).unwrap().clone();
    assert_eq!(cell(0, 0), Data::String("Достук айыл өкмөтү".to_owned()));
    assert_eq!(cell(2, 3), Data::String("Зыян".to_owned()));
    assert_eq!(cell(4, 0), Data::String("1.1".to_owned()));
    assert_eq!(cell(5, 1), Data::String("=Адис арызды кезексиз карайт".to_owned()));
    assert_eq!((cell(4, 3), cell(5, 3)), (Data::Float(2.0), Data::Float(9.0)));
    assert_eq!(cell(5, 4), Data::String(Language::Ky.date("2027-03-31".parse().unwrap())));
    let xml = part(&bytes, "xl/worksheets/sheet1.xml").unwrap();
    assert!(xml.contains("<mergeCell ref=\"A4:F4\"/>"), "{xml}");
}

#[test]
fn a_faulty_cell_is_coloured_and_its_note_says_what_is_wrong_and_what_to_write() {
    for language in Language::ALL {
        let bytes = Made::of("Достук.xlsx", &sent()).reply(language, None);
        let xml = part(&bytes, "xl/worksheets/sheet1.xml").unwrap();
        let style = |cell: &str| {
            let from = xml.find(&format!("<c r=\"{cell}\" s=\"")).unwrap() + cell.len() + 11;
            xml[from..].split('"').next().unwrap().to_owned()
        };
        // Nine points of harm are an error; two are none.
        assert_ne!(style("D6"), style("D5"));
        assert_eq!(style("C6"), style("C5"));
        let styles = part(&bytes, "xl/styles.xml").unwrap();
        assert!(styles.contains("FFFFC7CE"), "{styles}");
        let notes = part(&bytes, "xl/comments1.xml").unwrap();
        let of_cell = notes.split("<comment ").find(|note| note.contains("ref=\"D6\"")).unwrap();
        assert!(of_cell.contains('9') && of_cell.contains(&language.text("reply-head-write")), "{of_cell}");
        assert!(!notes.contains("ref=\"D5\""), "{notes}");
        assert!(signed(&grids(&bytes)).contains(&language.text("reply-next-shown").as_str()));
    }
}

#[test]
fn of_a_text_file_the_lines_are_shown_and_the_faulty_one_coloured() {
    let bytes = Made::of("тизмек.toml", REGISTER.as_bytes()).reply(Language::Ru, None);
    let grids = grids(&bytes);
    assert_eq!(grids[0].0, "тизмек");
    assert_eq!(grids[0].1[0][0], "[organization]");
    let lines = REGISTER.lines().filter(|line| !line.is_empty()).count();
    assert_eq!(texts(&grids[0]).len(), lines);
    let notes = part(&bytes, "xl/comments1.xml").unwrap();
    assert!(notes.contains("ref=\"A11\""), "{notes}");
}

#[test]
fn a_table_that_reaches_to_the_last_cell_of_a_worksheet_gives_a_reply_all_the_same() {
    let mut workbook = Workbook::new();
    let out = workbook.add_worksheet();
    for (column, title) in (0..).zip(["№", "Учур же кырдаал", "Ыктымалдуулук", "Зыян"])
    {
        out.write_string(0, column, title).unwrap();
    }
    out.write_string(1, 0, "1.1").unwrap();
    out.write_string(1, 1, "Адис арызды кезексиз карайт").unwrap();
    out.write_string(1, 2, "тогуз").unwrap();
    out.write_string(1_048_575, 16_383, "x").unwrap();
    let bytes = Made::of("a.xlsx", &workbook.save_to_buffer().unwrap()).reply(Language::En, None);
    let grids = grids(&bytes);
    assert!(texts(&grids[0]).contains(&Language::En.text("reply-sent-cut").as_str()));
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
}

#[test]
fn a_letter_says_which_file_came_what_became_of_it_and_the_first_five_things_to_correct() {
    for language in Language::ALL {
        let letter = Made::of("кат/бөлүм.xlsx", &department("Тизмек")).letter(language);
        let lines: Vec<&str> = letter.lines().collect();
        assert_eq!(lines[0], language.message(&Message::new("letter-subject").with("file", "бөлүм.xlsx")));
        assert!(lines.contains(&language.text("letter-to").as_str()), "{letter}");
        assert!(letter.contains(&language.text("letter-until")) && letter.contains("____"), "{letter}");
        assert!(letter.contains("«Тизмек»") || letter.contains("\"Тизмек\""), "{letter}");
        assert!(letter.contains("E2:E4") && letter.contains("жооп.xlsx"), "{letter}");
        let numbered = lines.iter().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
        assert!((1..=5).contains(&numbered), "{letter}");
        assert!(!letter.contains('\u{2068}') && !letter.contains("TB"), "{letter}");
    }
}

#[test]
fn a_letter_about_a_register_without_faults_asks_for_nothing() {
    for language in Language::ALL {
        let letter = Made::with(Vec::new()).letter(language);
        assert!(letter.contains(&language.text("reply-next-nothing")), "{letter}");
        assert!(!letter.contains(&language.text("letter-until")), "{letter}");
    }
}
