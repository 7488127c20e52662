//! Word documents: the papers of an order, the plan, the report, a form; what a reader finds in them, whose they are, and how
//! they are made sure of.

mod programs;

use super::support::{Folder, said};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;
use tobokel::locale::Language;
use tobokel::sheet::{Book, Cell, Role, Sheet};
use tobokel::write::docx;

const REGISTER: &str = "[organization]\nname = \"Достук айыл өкмөтү\"\nlanguage = \"ky\"\n\
    [assessment]\ndate = 2026-06-15\norder = \"№ 114\"\nassessors = [\"жооптуу катчы\"]\n\
    high_level_controller = \"айыл өкмөтүнүн башчысы\"\n\
    [[function]]\ngroup = \"Уруксат берүү функциясы\"\nname = \"Жер берүү\"\n\
    [[function.situation]]\nid = \"1.1\"\ntext = \"Кезексиз тилке берүү\"\ncategory = \"situational\"\n\
    unit = \"Жер бөлүмү\"\npositions = [\"жер адиси\"]\ndeclared_level = \"medium\"\n\
    likelihood = { score = 3, justification = \"кезек ачык эмес\" }\nharm = { score = 3, justification = \"укук бузулат\" }\n\
    control = { description = \"видео жазылат\", effectiveness = \"high\", evidence = \"жазуулар\" }\n\
    [[function.situation.measure]]\ntext = \"Кезекти жарыялоо\"\ndue = \"2026-Q4\"\nresponsible = [\"жер адиси\"]\n\
    [[function.situation]]\nid = \"1.2\"\ntext = \"Акыны азайтуу\"\ncategory = \"systemic\"\n\
    unit = \"Каржы бөлүмү\"\npositions = [\"салык адиси\"]\n\
    likelihood = { score = 1, justification = \"сейрек\" }\nharm = { score = 1, justification = \"аз\" }\n";

const ALWAYS: &[&str] = &["--as-of", "2026-11-21"];

fn folder() -> Folder {
    Folder::with(&[("a.toml", REGISTER)], ALWAYS)
}

/// The parts of a document, by their names.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        parts.insert(name, text);
    }
    parts
}

/// The tables of a document: rows of texts of cells; and its paragraphs.
fn read(bytes: &[u8]) -> (Vec<Vec<Vec<String>>>, Vec<String>) {
    let xml = &parts(bytes)["word/document.xml"];
    let (mut tables, mut paragraphs, mut said) = (Vec::new(), Vec::new(), String::new());
    let (mut inside, mut opened) = (0, 0);
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) => match tag.name().as_ref() {
                "w:tbl" => {
                    inside += 1;
                    tables.push(Vec::new());
                }
                "w:p" => opened += 1,
                "w:tr" => tables.last_mut().unwrap().push(Vec::new()),
                _ => {}
            },
            Event::Empty(tag) if tag.name().as_ref() == "w:br" => said.push('\n'),
            // What stands between the elements is how they are written.
            Event::Text(text) if inside > 0 || opened > 0 => said += &text.xml10_content(),
            Event::GeneralRef(code) => said.extend(["&", code.as_ref(), ";"]),
            Event::End(tag) => match tag.name().as_ref() {
                "w:tbl" => inside -= 1,
                "w:tc" => tables.last_mut().unwrap().last_mut().unwrap().push(std::mem::take(&mut said)),
                "w:p" if inside == 0 => paragraphs.push(std::mem::take(&mut said)),
                _ => {}
            },
            Event::Eof => return (tables, paragraphs),
            _ => {}
        }
    }
}

fn made(folder: &Folder, arguments: &[&str]) -> Vec<u8> {
    let ran = folder.run(arguments);
    assert!(matches!(ran.status.code(), Some(0 | 1)), "{arguments:?}: {}", said(&ran));
    let file = arguments
        .iter()
        .find(|argument| Path::new(argument).extension().is_some_and(|ending| ending == "docx"))
        .unwrap();
    std::fs::read(folder.path(file)).unwrap()
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[test]
fn the_list_has_the_assessed_level_in_the_official_column_and_the_earlier_one_beside_it() {
    let folder = folder();
    let (tables, paragraphs) = read(&made(&folder, &["assess", "a.toml", "-o", "a.docx"]));
    assert_eq!(paragraphs[0], "20___-жылдын «____» ______________ № 114 буйругуна 1-тиркеме");
    let list = &tables[0];
    assert_eq!(list[0].len(), 9);
    assert_eq!(list[0][5], Language::Ky.text("fact-declared-level"));
    assert_eq!(list[1], ["Уруксат берүү функциясы"]);
    let [first, second] = [&list[2], &list[3]];
    assert_eq!(first[..6], ["1.1", "Жер берүү", "Кезексиз тилке берүү", "Кырдаалдык", "Жогорку", "Орточо"]);
    assert_eq!(second[3..6], ["Системалуу (реалдуу)", "Төмөнкү", ""]);
}

#[test]
fn a_register_that_was_never_published_has_the_official_eight_columns() {
    let folder = Folder::with(&[("a.toml", &REGISTER.replace("declared_level = \"medium\"\n", ""))], ALWAYS);
    let (tables, _) = read(&made(&folder, &["assess", "a.toml", "-o", "a.docx", "--parts", "register"]));
    assert_eq!(tables[0][0].len(), 8);
}

#[test]
fn annexes_are_numbered_and_one_alone_is_not() {
    let folder = folder();
    // The register gives the order's number, not its day.
    let line = |number: usize| format!("20___-жылдын «____» ______________ № 114 буйругуна {number}-тиркеме");
    let (_, all) = read(&made(&folder, &["assess", "a.toml", "-o", "a.docx"]));
    let lines: Vec<&String> = all.iter().filter(|said| said.contains("№ 114 буйругуна")).collect();
    assert_eq!(lines, [1, 2, 3, 4].map(line).iter().collect::<Vec<_>>());
    let (_, one) = read(&made(&folder, &["assess", "a.toml", "-o", "b.docx", "--parts", "plan"]));
    assert!(one[0].ends_with("№ 114 буйругуна тиркеме"), "{one:?}");
}

#[test]
fn the_order_names_posts_and_annexes_and_leaves_open_what_the_register_does_not_know() {
    let folder = folder();
    let (tables, paragraphs) = read(&made(&folder, &["assess", "a.toml", "-o", "a.docx", "--parts", "order"]));
    assert_eq!(paragraphs[..2], ["Достук айыл өкмөтү", "БУЙРУК"]);
    assert_eq!(tables[0][0][2], "№ 114");
    assert!(tables[0][0][0].contains("____"));
    assert_eq!(tables[1][0][0], "Айыл өкмөтүнүн башчысы");
    let text = paragraphs.join("\n");
    for point in ["1. ", "1-тиркемеге", "2-тиркемеге", "3-тиркемеге", "(4-тиркеме)", "15.06.2027"]
    {
        assert!(text.contains(point), "{point}: {text}");
    }
    // The annexes stand behind it as they do without it.
    assert!(text.contains("№ 114 буйругуна 4-тиркеме"));
    let (_, few) = read(&made(&folder, &["assess", "a.toml", "-o", "b.docx", "--parts", "order,register"]));
    let text = few.join("\n");
    assert!(text.contains("тиркемеге") && !text.contains("башкаруу планы"), "{text}");
}

#[test]
fn exposed_positions_stand_unit_by_unit() {
    let register = REGISTER.replace("[\"салык адиси\"]", "[\"салык адиси\", \"жер адиси\"]")
        + "[[function.situation]]\nid = \"1.3\"\ntext = \"Документти жоготуу\"\nunit = \"Жер бөлүмү\"\n\
           positions = [\"архивчи\"]\nlikelihood = { score = 2, justification = \"бар\" }\n\
           harm = { score = 2, justification = \"бар\" }\n";
    let folder = Folder::with(&[("a.toml", &register)], ALWAYS);
    let (tables, _) = read(&made(&folder, &["assess", "a.toml", "-o", "a.docx", "--parts", "positions"]));
    let units: Vec<&str> = tables[0][1..].iter().map(|row| row[2].as_str()).collect();
    assert_eq!(units, ["Жер бөлүмү", "Жер бөлүмү", "Каржы бөлүмү", "Каржы бөлүмү"]);
}

#[test]
fn a_paper_that_is_signed_holds_no_finding_and_a_draft_says_so_on_each_page() {
    let register = REGISTER.replace("harm = { score = 1, justification = \"аз\" }\n", "");
    let folder = Folder::with(&[("a.toml", &register)], ALWAYS);
    let found = folder.run(&["check", "a.toml", "--format", "concise"]);
    assert!(said(&found).contains("TB2"), "{}", said(&found));
    let all = parts(&made(&folder, &["assess", "a.toml", "-o", "a.docx", "--parts", "order,register,plan,sheets"]));
    assert!(!all["word/document.xml"].contains("TB2"));
    assert!(all["word/header1.xml"].contains("ДОЛБООР: 2 кырдаалдын ичинен 1"), "{}", all["word/header1.xml"]);
    let sections = all["word/document.xml"].matches("<w:sectPr>").count();
    assert_eq!(all["word/document.xml"].matches("<w:headerReference").count(), sections);
    assert!(!parts(&made(&self::folder(), &["assess", "a.toml", "-o", "a.docx"])).contains_key("word/header1.xml"));
}

#[test]
fn a_part_that_no_document_has_is_refused_with_those_that_there_are() {
    let folder = folder();
    for (file, part, has) in [("a.docx", "summary", "order, map, register"), ("a.xlsx", "order", "summary, map")] {
        let ran = folder.run(&["assess", "a.toml", "-o", file, "--parts", part, "--lang", "en"]);
        assert_eq!(ran.status.code(), Some(2));
        assert!(said(&ran).contains(&format!("no part \"{part}\"")) && said(&ran).contains(has), "{}", said(&ran));
        assert!(!folder.path(file).exists());
    }
    // What one of two documents has is asked of that one.
    let both = ["assess", "a.toml", "-o", "a.docx", "-o", "a.xlsx", "--parts", "order,summary"];
    assert!(matches!(folder.run(&both).status.code(), Some(0 | 1)));
    let book: calamine::Xlsx<_> = calamine::open_workbook(folder.path("a.xlsx")).unwrap();
    assert_eq!(calamine::Reader::sheet_names(&book).len(), 1);
}

#[test]
fn of_several_registers_a_folder_gets_word_documents_and_one_document_is_refused() {
    let other = REGISTER.replace("Достук", "Сокулук");
    let folder = Folder::with(&[("in/a.toml", REGISTER), ("in/b.toml", &other)], ALWAYS);
    let refused = folder.run(&["assess", "in", "-o", "a.docx", "--lang", "en"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("--word"), "{}", said(&refused));
    let ran = folder.run(&["assess", "in", "-o", "out", "--word"]);
    assert!(matches!(ran.status.code(), Some(0 | 1)), "{}", said(&ran));
    for name in ["a.xlsx", "a.docx", "b.xlsx", "b.docx", "consolidated.xlsx"] {
        assert!(folder.path("out").join(name).is_file(), "{name}");
    }
    // Such documents are known again, and are no input.
    let again = folder.run(&["check", "in", "out", "--lang", "en"]);
    assert!(said(&again).contains("made by tobokel: out/a.docx"), "{}", said(&again));
    let checked = folder.run(&["assess", "in", "-o", "out", "--word", "--check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    // Without the flag they are nobody's business.
    let checked = folder.run(&["assess", "in", "-o", "out", "--check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
}

#[test]
fn the_same_register_is_the_same_bytes() {
    let folder = folder();
    let first = made(&folder, &["assess", "a.toml", "-o", "a.docx", "--parts", "order", "-j", "1"]);
    let again = made(&folder, &["assess", "a.toml", "-o", "b.docx", "--parts", "order", "-j", "4"]);
    assert!(first == again);
    let mut archive = zip::ZipArchive::new(Cursor::new(&first)).unwrap();
    for number in 0..archive.len() {
        let part = archive.by_index(number).unwrap();
        assert_eq!(part.last_modified(), Some(zip::DateTime::default()));
    }
    assert!(parts(&first)["docProps/core.xml"].contains("2026-11-21T00:00:00Z"));
}

#[test]
fn a_document_on_disk_is_compared_and_the_place_that_differs_is_named() {
    let folder = folder();
    let arguments = ["assess", "a.toml", "-o", "a.docx", "--parts", "order"];
    made(&folder, &arguments);
    let check = || folder.command(&[&arguments[..], &["--check"]].concat()).output().unwrap();
    assert!(said(&check()).contains("Дал келет"), "{}", said(&check()));
    folder.write("a.toml", REGISTER.replace("Кезексиз тилке берүү", "Тилкени кезексиз берүү"));
    let differs = check();
    assert_eq!(differs.status.code(), Some(1));
    let place = "3-таблица, 3-сап, 3-уяча: дискте «Кезексиз тилке берүү», азыр «Тилкени кезексиз берүү»";
    assert!(said(&differs).contains(place), "{}", said(&differs));
    folder.write("a.docx", "no document");
    assert!(said(&check()).contains(Language::Ky.text("check-not-a-document").trim()), "{}", said(&check()));
}

#[test]
fn a_change_of_looks_alone_is_told_by_the_part_of_the_file() {
    let one = docx(book("а"), "plan", "1", Language::Ky).unwrap().0;
    let mut colored = book("а");
    colored.sheets[0].rows[1].cells[0].role = Role::Head;
    let two = docx(colored, "plan", "1", Language::Ky).unwrap().0;
    let found = tobokel::read::word_differences(&one, &two, 10).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place, tobokel::read::WordPlace::Part("word/document.xml".to_owned()));
    assert_eq!(tobokel::read::word_differences(&one, &one, 10).unwrap(), []);
}

#[test]
fn only_a_document_that_tobokel_made_is_replaced() {
    let folder = folder();
    made(&folder, &["assess", "a.toml", "-o", "a.docx"]);
    made(&folder, &["assess", "a.toml", "-o", "a.docx"]);
    let foreign = b"PK\x03\x04 somebody's letter";
    folder.write("letter.docx", foreign);
    let refused = folder.run(&["assess", "a.toml", "-o", "letter.docx"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert_eq!(bytes(&folder.path("letter.docx")), foreign);
    made(&folder, &["assess", "a.toml", "-o", "letter.docx", "--force"]);
    // What was converted is filled in by somebody from then on.
    made(&folder, &["convert", "a.toml", "form.docx"]);
    let refused = folder.run(&["assess", "a.toml", "-o", "form.docx"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
}

#[test]
fn plan_report_and_comparison_are_written_in_word() {
    let folder = folder();
    folder.write(
        "b.toml",
        REGISTER.replace("score = 1, justification = \"сейрек\"", "score = 3, justification = \"көп\""),
    );
    let (plan, _) = read(&made(&folder, &["plan", "a.toml", "-o", "plan.docx"]));
    assert!(plan[0].iter().any(|row| row.iter().any(|cell| cell == "Кезекти жарыялоо")));
    let (report, said) = read(&made(&folder, &["monitor", "a.toml", "--quarter", "2026-Q4", "-o", "monitor.docx"]));
    assert!(report[0].iter().any(|row| row.iter().any(|cell| cell == "Кезекти жарыялоо")));
    assert!(said.iter().any(|line| line.contains("2026")), "{said:?}");
    let (changes, _) = read(&made(&folder, &["compare", "a.toml", "b.toml", "-o", "compare.docx"]));
    assert!(changes.iter().flatten().flatten().any(|cell| cell.contains("Акыны азайтуу")));
    let several = folder.run(&["plan", "a.toml", "b.toml", "-o", "plans.docx"]);
    assert_eq!(several.status.code(), Some(2));
}

#[test]
fn a_form_in_word_has_every_value_under_its_canonical_title() {
    let folder = folder();
    let (tables, paragraphs) = read(&made(&folder, &["convert", "a.toml", "form.docx"]));
    assert_eq!(tables.len(), 3);
    let names = ["sheet-organisation", "sheet-register", "sheet-measures"].map(|id| Language::Ky.text(id));
    let headings: Vec<&String> = paragraphs.iter().filter(|said| !said.is_empty()).collect();
    assert_eq!(headings, names.iter().collect::<Vec<_>>());
    let column = |title: &str| tables[1][0].iter().position(|cell| *cell == Language::Ky.text(title)).unwrap();
    assert_eq!(tables[1][2][column("column-situation")], "Кезексиз тилке берүү");
    assert_eq!(tables[1][2][column("column-likelihood")], "3");
    assert_eq!(tables[1][2][column("column-control-evidence")], "жазуулар");
    assert_eq!(tables[2][1][..2], ["1.1", "Кезекти жарыялоо"]);
}

fn book(text: &str) -> Book<'_> {
    let mut sheet = Sheet { name: text.to_owned(), widths: vec![10, 10], ..Sheet::default() };
    sheet.row(vec![Cell::text(Role::Title, text).spanning(2)]);
    sheet.row(vec![Cell::text(Role::Body, text), Cell::text(Role::Short, "2")]);
    Book {
        title: text.to_owned(),
        organization: text,
        draft: Some(text.to_owned()),
        sheets: vec![sheet],
        ..Book::default()
    }
}

#[test]
fn texts_that_word_would_refuse_make_no_broken_document_and_are_told() {
    let hostile = "<w:t>&\"]]> \u{1}\u{ffff}\r\n\t{page}";
    let (bytes, notes) = docx(book(hostile), "plan", "1", Language::Ru).unwrap();
    assert_eq!(notes.len(), 2);
    for (name, xml) in parts(&bytes) {
        let mut reader = Reader::from_str(&xml);
        let broken = loop {
            match reader.read_event() {
                Ok(Event::Eof) => break None,
                Ok(_) => {}
                Err(error) => break Some(error),
            }
        };
        assert!(broken.is_none(), "{name}: {broken:?}");
        assert!(!xml.contains(['\u{1}', '\u{ffff}']), "{name}");
    }
}
