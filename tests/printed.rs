//! The workbook as it is printed and signed: pages, the official form, what stands at the top right, links, what a file says of
//! itself, and that findings stand in none of it.

use crate::support::Folder;
use calamine::{Data, Reader as _, Xlsx};
use jiff::ToSpan as _;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};
use tobokel::locale::Language;

const DOSTUK: &str = include_str!("../registers/dostuk.toml");
const ALWAYS: &[&str] = &["--as-of", "2026-11-21"];

/// A workbook: its bytes, opened.
struct Workbook {
    bytes: Vec<u8>,
}

impl Workbook {
    fn of(folder: &Folder, name: &str) -> Self {
        Self { bytes: std::fs::read(folder.path(name)).unwrap() }
    }

    fn assessed(register: &str, arguments: &[&str]) -> Self {
        let folder = Folder::with(&[("a.toml", register)], ALWAYS);
        let run = folder.run(&[&["assess", "a.toml", "-q", "-o", "a.xlsx", "--fail-on", "never"], arguments].concat());
        assert!(run.status.success(), "{run:?}");
        Self::of(&folder, "a.xlsx")
    }

    fn part(&self, name: &str) -> Option<String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let mut xml = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut xml).unwrap();
        Some(xml)
    }

    fn sheets(&self) -> Vec<String> {
        Xlsx::new(Cursor::new(&self.bytes)).unwrap().sheet_names()
    }

    /// The XML of a sheet, by the id of its name in the catalogue.
    fn xml(&self, language: Language, id: &str) -> String {
        let at = self.sheets().iter().position(|name| *name == language.text(id)).unwrap();
        self.part(&format!("xl/worksheets/sheet{}.xml", at + 1)).unwrap()
    }

    /// The rows of a sheet, from its first.
    fn rows(&self, language: Language, id: &str) -> Vec<Vec<Data>> {
        let range = Xlsx::new(Cursor::new(&self.bytes)).unwrap().worksheet_range(&language.text(id)).unwrap();
        assert_eq!(range.start().unwrap().0, 0, "the first row is filled");
        range.rows().map(<[Data]>::to_vec).collect()
    }
}

/// The values of an attribute of all elements of a name.
fn values<'x>(xml: &'x str, element: &str, attribute: &str) -> Vec<&'x str> {
    let begin = format!("<{element} ");
    let elements = xml.split(&begin).skip(1).map(|rest| rest.split_once('>').unwrap().0);
    let value = |inner: &'x str| Some(inner.split_once(&format!("{attribute}=\""))?.1.split_once('"')?.0);
    elements.filter_map(value).collect()
}

/// The day that a cell holds as a date.
fn day(cell: &Data) -> Option<String> {
    let Data::DateTime(at) = cell else { return None };
    #[expect(clippy::cast_possible_truncation, reason = "whole days")]
    let days = at.as_f64() as i64;
    Some(jiff::civil::date(1899, 12, 30).checked_add(days.days()).unwrap().to_string())
}

/// So many groups, each of so many situations that all have measures.
fn grouped(groups: usize, situations: usize) -> String {
    let mut text = String::from("[organization]\nname = \"Достук\"\n");
    for group in 1..=groups {
        for number in 1..=situations {
            write!(
                text,
                "[[function]]\ngroup = \"{group}-топ\"\nname = \"{group}-топтун {number}-функциясы\"\n[[function.situation]]\n\
                 text = \"{}\"\nlikelihood = {{ score = {}, justification = \"себеп\" }}\n\
                 harm = {{ score = 2, justification = \"зыян\" }}\n[[function.situation.measure]]\ntext = \"чара {group}.{number}\"\n",
                "кызмат адамы чечимди өзү чыгарат ".repeat(number + group),
                number % 3 + 1
            )
            .unwrap();
        }
    }
    text
}

#[test]
fn no_heading_stands_last_on_a_page() {
    for (register, least) in [(DOSTUK.to_owned(), 1), (grouped(60, 4), 10)] {
        let workbook = Workbook::assessed(&register, &[]);
        for sheet in ["sheet-register", "sheet-plan"] {
            let xml = workbook.xml(Language::Ky, sheet);
            let breaks = values(&xml, "brk", "id");
            assert!(breaks.len() >= least, "{sheet}: {breaks:?}");
            // Where a sheet is fitted to the width of a page, Excel passes breaks over.
            assert!(!xml.contains("fitToPage") && xml.contains("scale=\""), "{sheet}");
            let headings: Vec<&str> =
                values(&xml, "mergeCell", "ref").into_iter().filter(|at| at.starts_with('A')).collect();
            for last in breaks {
                let is_heading = headings.iter().any(|at| at.starts_with(&format!("A{last}:")));
                assert!(!is_heading, "{sheet}: row {last} is a heading and the last of its page");
            }
        }
    }
}

#[test]
fn text_at_the_left_of_a_cell_with_a_border_is_indented() {
    let styles = Workbook::assessed(DOSTUK, &[]).part("xl/styles.xml").unwrap();
    let (_, formats) = styles.split_once("<cellXfs").unwrap();
    let formats = formats.split_once("</cellXfs>").unwrap().0;
    let bordered: Vec<&str> = formats.split("<xf ").skip(1).filter(|xf| !xf.contains("borderId=\"0\"")).collect();
    assert!(bordered.len() > 5);
    for xf in bordered {
        let indented = xf.contains("horizontal=\"left\"") && xf.contains("indent=\"1\"");
        assert!(indented || xf.contains("horizontal=\"center\""), "{xf}");
    }
}

#[test]
fn the_list_has_the_official_titles_and_the_level_that_was_assessed() {
    let titles = [
        (
            Language::Ky,
            "Коррупциялык тобокелдиктин категориясы: системалуу (реалдуу), потенциалдуу, кырдаалдык",
            "Деңгээли (нөлдүк, төмөнкү, орточо, жогорку)",
            "Мурда жарыяланган деңгээл",
        ),
        (
            Language::Ru,
            "Категория коррупционного риска: системный (реальный), потенциальный, ситуационный",
            "Уровень (нулевой, низкий, средний, высокий)",
            "Ранее опубликованный уровень",
        ),
        (
            Language::En,
            "Category of corruption risk: systemic (real), potential, situational",
            "Level (zero, low, medium, high)",
            "Level published before",
        ),
    ];
    for (language, category, level, before) in titles {
        let rows = Workbook::assessed(DOSTUK, &["--lang", language.code()]).rows(language, "sheet-register");
        let head = rows.iter().position(|row| row[3] == *category).unwrap();
        assert_eq!((&rows[head][4], &rows[head][5]), (&Data::from(level), &Data::from(before)));
        // 1.6: published as medium, assessed as low.
        let row = rows.iter().find(|row| row[0] == *"1.6").unwrap();
        let [low, medium] = match language {
            Language::Ky => ["Төмөнкү", "Орточо"],
            Language::Ru => ["Низкий", "Средний"],
            Language::En => ["Low", "Medium"],
        };
        assert_eq!((&row[4], &row[5]), (&Data::from(low), &Data::from(medium)), "{row:?}");
        // Nothing was published before: no column speaks of it.
        let rows = Workbook::assessed(&grouped(1, 2), &["--lang", language.code()]).rows(language, "sheet-register");
        assert!(rows.iter().flatten().all(|cell| *cell != *before) && rows[0].len() == 8);
    }
}

#[test]
fn annexes_tell_which_one_they_are_and_have_the_approval_mark() {
    let annexes = [("sheet-register", 1), ("sheet-plan", 2), ("sheet-positions", 3)];
    let workbook = Workbook::assessed(DOSTUK, &[]);
    for (sheet, number) in annexes {
        let rows = workbook.rows(Language::Ky, sheet);
        let said: Vec<String> =
            rows[..2].iter().flatten().map(ToString::to_string).filter(|text| !text.is_empty()).collect();
        let [line, approval] = said.as_slice() else { panic!("{sheet}: {said:?}") };
        // The register gives the order's number, not its day.
        let expected = format!("20___-жылдын «____» ______________ № 114 буйругуна {number}-тиркеме");
        assert_eq!(*line, expected, "{sheet}");
        assert!(approval.starts_with("БЕКИТИЛДИ\nайыл өкмөтүнүн башчысы\n___"), "{sheet}: {approval}");
    }
    // One annex has no number; of the order nothing is known.
    let workbook = Workbook::assessed(&grouped(1, 1), &["--parts", "positions", "--lang", "ru"]);
    let rows = workbook.rows(Language::Ru, "sheet-positions");
    assert!(rows[0].iter().any(|cell| *cell == *"Приложение к приказу № ______ от «____» ______________ 20___ г."));
}

#[test]
fn an_assessment_sheet_has_the_date_the_order_and_a_place_for_each_name() {
    let rows = Workbook::assessed(DOSTUK, &[]).rows(Language::Ky, "sheet-sheets");
    let given = |id: &str| -> Vec<String> {
        let label = Language::Ky.text(id);
        rows.iter().filter(|row| row[0] == *label).map(|row| row[1].to_string()).collect()
    };
    assert_eq!(given("fact-assessment-date"), vec!["15.06.2026"; 11]);
    assert_eq!(given("fact-order"), vec!["№ 114"; 11]);
    let signers = rows.iter().filter(|row| row[1].to_string().contains("/________________/")).count();
    assert_eq!(signers, 11 * 5, "four assessors and the head of the body");
    let rows = Workbook::assessed(&grouped(1, 1), &[]).rows(Language::Ky, "sheet-sheets");
    let date = rows.iter().find(|row| row[0] == *Language::Ky.text("fact-assessment-date")).unwrap();
    assert!(date[1].to_string().contains("______"), "{date:?}");
}

#[test]
fn the_map_after_controls_stands_beside_the_one_before() {
    let rows = Workbook::assessed(DOSTUK, &[]).rows(Language::Ky, "sheet-map");
    let corner = Language::Ky.text("head-map-corner");
    let head = rows.iter().position(|row| row[0] == *corner).unwrap();
    let right = rows[head].iter().rposition(|cell| *cell == *corner).unwrap();
    assert_eq!(right, 5);
    // Likelihood 3, harm 2: the control of 1.1 lowers its level, those of 1.4 and 2.5 do not.
    let after = rows[head + 1][right + 2].to_string();
    assert!(after.contains("орточо\n") && after.contains("1.1") && after.starts_with("жогорку\n"), "{after}");
}

#[test]
fn a_low_risk_is_monitored_until_the_day_of_review_by_the_reviewer() {
    let workbook = Workbook::assessed(DOSTUK, &[]);
    let rows = workbook.rows(Language::Ky, "sheet-plan");
    let monitored: Vec<_> = rows.iter().filter(|row| row[4] == *"мониторинг").collect();
    assert!(!monitored.is_empty());
    for row in monitored {
        assert_eq!(day(&row[5]).as_deref(), Some("2027-06-15"), "{row:?}");
        assert_eq!(row[8], *"жооптуу катчы");
    }
}

#[test]
fn a_term_that_is_a_day_is_a_date_and_any_other_a_text() {
    let workbook = Workbook::assessed(DOSTUK, &[]);
    let rows = workbook.rows(Language::Ky, "sheet-plan");
    let head = rows.iter().position(|row| row[0] == *Language::Ky.text("column-rank")).unwrap();
    let terms: Vec<&Data> = rows[head + 1..].iter().map(|row| &row[5]).filter(|term| **term != Data::Empty).collect();
    let days: Vec<String> = terms.iter().filter_map(|term| day(term)).collect();
    assert!(days.contains(&"2026-12-15".to_owned()), "{days:?}");
    assert!(terms.iter().any(|term| **term == *"2026-жылдын IV кварталы"), "{terms:?}");
    assert!(workbook.part("xl/styles.xml").unwrap().contains("formatCode=\"dd.mm.yyyy\""));
}

#[test]
fn every_sheet_of_a_register_with_errors_has_the_mark_of_a_draft() {
    let register = DOSTUK.replacen("likelihood = { score = 3", "likelihood = { score = 9", 1);
    let folder = Folder::with(&[("a.toml", &register)], ALWAYS);
    for command in ["assess", "plan", "monitor"] {
        let name = format!("{command}.xlsx");
        folder.run(&[command, "a.toml", "-q", "-o", &name, "--fail-on", "never"]);
        let workbook = Workbook::of(&folder, &name);
        let sheets = workbook.sheets();
        for (at, sheet) in (1..).zip(&sheets) {
            let xml = workbook.part(&format!("xl/worksheets/sheet{at}.xml")).unwrap();
            let header = xml.split_once("<oddHeader>").map(|(_, rest)| rest.split_once('<').unwrap().0.to_owned());
            assert!(header.as_ref().is_some_and(|header| header.contains("ДОЛБООР")), "{command}, {sheet}: {header:?}");
        }
    }
}

#[test]
fn a_filter_covers_rows_of_data_alone() {
    let workbook = Workbook::assessed(DOSTUK, &[]);
    for sheet in ["sheet-register", "sheet-plan"] {
        assert!(!workbook.xml(Language::Ky, sheet).contains("<autoFilter"), "{sheet}: headings stand among its rows");
    }
    for sheet in ["sheet-scores", "sheet-positions"] {
        let (xml, rows) = (workbook.xml(Language::Ky, sheet), workbook.rows(Language::Ky, sheet));
        let filter = values(&xml, "autoFilter", "ref")[0];
        let (first, last) = filter.split_once(':').unwrap();
        let row = |cell: &str| cell.trim_start_matches(|letter: char| letter.is_alphabetic()).parse::<usize>().unwrap();
        assert_eq!(rows[row(first) - 1][0], *"№", "{sheet}");
        let filtered = &rows[row(first)..row(last)];
        assert!(filtered.iter().all(|row| row[0] != Data::Empty && row[1] != Data::Empty), "{sheet}");
        let signed = Language::Ky.text("signature-drawn-up");
        assert!(filtered.iter().all(|row| !row[0].to_string().starts_with(&signed)), "{sheet}");
    }
}

#[test]
fn a_workbook_says_whose_it_is_what_about_and_in_which_language() {
    for language in Language::ALL {
        let workbook = Workbook::assessed(DOSTUK, &["--lang", language.code()]);
        let core = workbook.part("docProps/core.xml").unwrap();
        for (element, text) in [
            ("dc:creator", "Достук айыл өкмөтү"),
            ("dc:title", &language.text("title-assessment")),
            ("dc:language", language.code()),
        ] {
            assert!(core.contains(&format!("<{element}>{text}</{element}>")), "{element}: {core}");
        }
        assert!(core.contains("<dc:subject>"), "{core}");
        // The picture is told in words to who does not see it.
        let drawing = workbook.part("xl/drawings/drawing1.xml").unwrap();
        let told = values(&drawing, "xdr:cNvPr", "descr");
        assert!(told[0].starts_with(&language.text("chart-levels")) && told[0].contains(" 8 6"), "{told:?}");
        let chart = workbook.part("xl/charts/chart1.xml").unwrap();
        assert!(values(&chart, "a:latin", "typeface").iter().all(|font| *font == "Times New Roman"), "{chart}");
    }
}

#[test]
fn a_situation_leads_to_its_assessment_sheet_and_back() {
    // A text too tall for one row goes on in further ones: what stands below it moves.
    let long = "негиздеме ".repeat(900);
    let register = DOSTUK.replacen("Кезекте турган үй-бүлөлөр көп", &long, 1);
    let workbook = Workbook::assessed(&register, &[]);
    let rows = |sheet| workbook.rows(Language::Ky, sheet);
    let led = |from: &str| {
        let xml = workbook.xml(Language::Ky, from);
        let links: Vec<(String, String)> = xml
            .split("<hyperlink ")
            .skip(1)
            .map(|link| {
                let of = |name: &str| {
                    link.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0.to_owned()
                };
                (of("ref"), of("location"))
            })
            .collect();
        links
    };
    let row = |cell: &str| cell.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse::<usize>().unwrap() - 1;
    let target = |location: &str| {
        let (sheet, cell) = location.split_once('!').unwrap();
        (sheet.trim_matches('\'').to_owned(), row(cell))
    };
    let (list, sheets) = (rows("sheet-register"), rows("sheet-sheets"));
    for (from, count) in [("sheet-register", 11), ("sheet-scores", 11), ("sheet-plan", 13)] {
        let links = led(from);
        assert!(links.len() >= count.min(11), "{from}: {links:?}");
        for (cell, location) in links {
            let (sheet, at) = target(&location);
            assert_eq!(sheet, Language::Ky.text("sheet-sheets"));
            let shown = rows(from)[row(&cell)].iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            let title = sheets[at][0].to_string();
            let id = title.rsplit(' ').next().unwrap();
            assert!(title.starts_with("Баалоо баракчасы № ") && shown.contains(id), "{from}: {shown} leads to {title}");
        }
    }
    let back = led("sheet-sheets");
    assert_eq!(back.len(), 11);
    for (cell, location) in back {
        let titles = sheets[..row(&cell)].iter().rev().map(|row| row[0].to_string());
        let title = titles.into_iter().find(|label| label.starts_with("Баалоо баракчасы")).unwrap();
        let (sheet, at) = target(&location);
        assert_eq!(sheet, Language::Ky.text("sheet-register"));
        assert_eq!(Some(list[at][0].to_string().as_str()), title.rsplit(' ').next(), "{cell}");
    }
}

#[test]
fn findings_stand_in_no_document_that_is_signed() {
    let folder = Folder::with(&[("a.toml", &DOSTUK.replacen("score = 3", "score = 9", 1))], ALWAYS);
    folder.run(&["assess", "a.toml", "-q", "-o", "signed.xlsx"]);
    folder.run(&["a.toml"]);
    let findings = Language::Ky.text("sheet-findings");
    assert!(!Workbook::of(&folder, "signed.xlsx").sheets().contains(&findings));
    let dropped = Workbook::of(&folder, "a (баалоо).xlsx");
    assert_eq!(dropped.sheets().last(), Some(&findings));
    // Of that sheet only the line is printed that says what it is.
    let book = dropped.part("xl/workbook.xml").unwrap();
    let (_, area) = book.split_once("_xlnm.Print_Area").unwrap();
    assert!(area.split_once("</definedName>").unwrap().0.ends_with("$A$1:$F$1"), "{book}");
    assert_eq!(Workbook::of(&folder, "a (эскертүүлөр).xlsx").sheets(), [findings]);
    // What is no more found does not stay beside the document.
    folder.write("a.toml", DOSTUK);
    folder.run(&["a.toml"]);
    let rows = Workbook::of(&folder, "a (эскертүүлөр).xlsx").rows(Language::Ky, "sheet-findings");
    assert!(rows.iter().flatten().all(|cell| !cell.to_string().contains("TB201")), "{rows:?}");
}
