//! Findings in workbooks stand at the cell that a person would click: the empty one, the wrong one; and the advice speaks of
//! cells.

use jiff::civil::date;
use rust_xlsxwriter::Workbook;
use tobokel::diag::Diagnostic;
use tobokel::examine::{Conditions, examine};
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::read::embedded_method;
use tobokel::source::{Position, cell_name};

const HEAD: &str = "№|Функция (ыйгарым укук)|Учур же кырдаал|Ыктымалдуулук|Ыктымалдуулуктун негиздемеси|Зыян|Зыяндын негиздемеси|Чара|Мөөнөтү|Жооптуу аткаруучу";
const WHOLE: &str = "1|Жер|Адис кезекти өзгөртүп, тааныштарына жер берет|3|арыздар көп|3|чыгым чоң|Кезекти сайтка жарыялоо|2027-Q4|жер адиси";

/// A workbook of sheets, each with its rows, whose cells `|` separates.
fn workbook(sheets: &[(&str, &[&str])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, line) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(line.split('|')).filter(|(_, cell)| !cell.is_empty()) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// All that is found in a register or a plan.
fn found(path: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let method = embedded_method(DEFAULT).unwrap();
    examine(path, bytes, &Conditions::of(&method, date(2026, 7, 1))).findings
}

/// Where a code is found: `Sheet!B10`, the line and the field of a CSV file, `-` for the file as a whole.
fn places(found: &[Diagnostic], code: &str) -> Vec<String> {
    let place = |finding: &Diagnostic| match &finding.place.position {
        Position::Cell { sheet: Some(sheet), row, column, .. } => format!("{sheet}!{}", cell_name(*row, *column)),
        Position::Cell { sheet: None, row, column, .. } => format!("{}:{}", row + 1, column + 1),
        _ => "-".to_owned(),
    };
    found.iter().filter(|finding| finding.code.code == code).map(place).collect()
}

fn help(found: &[Diagnostic], code: &str, language: Language) -> String {
    let finding = found.iter().find(|finding| finding.code.code == code).unwrap();
    language.message(finding.help.as_ref().unwrap())
}

#[test]
fn an_empty_cell_is_named_itself() {
    let empty = |column: usize| {
        let mut cells: Vec<&str> = WHOLE.split('|').collect();
        cells[column] = "";
        let row = cells.join("|");
        found("a.xlsx", &workbook(&[("Тизмек", &[HEAD, WHOLE, &row])]))
    };
    for (column, code, place) in [
        (3, "TB201", "Тизмек!D3"),
        (4, "TB202", "Тизмек!E3"),
        (5, "TB201", "Тизмек!F3"),
        (6, "TB202", "Тизмек!G3"),
        (7, "TB004", "Тизмек!H3"),
        (8, "TB403", "Тизмек!I3"),
        (9, "TB401", "Тизмек!J3"),
    ] {
        assert_eq!(places(&empty(column), code), [place], "{column}");
    }
    let without_measure = format!("{}|||", WHOLE.split('|').take(7).collect::<Vec<_>>().join("|"));
    let found = found("a.xlsx", &workbook(&[("Тизмек", &[HEAD, WHOLE, &without_measure])]));
    assert_eq!(places(&found, "TB206"), ["Тизмек!H3"]);
}

#[test]
fn what_is_not_written_beside_a_label_is_wanted_there() {
    let labels = [
        "Уюмдун аталышы",
        "Уюмдун түрү|айыл өкмөтү",
        "Баалоо күнү|2026-06-15",
        "Тизмекти бекиткен буйрук",
        "Жогорку тобокелдиктерди контролдоочу",
    ];
    let bytes = workbook(&[("Уюм", &labels), ("Тизмек", &[HEAD, WHOLE])]);
    let found = found("a.xlsx", &bytes);
    assert_eq!(places(&found, "TB004"), ["Уюм!B1"]);
    assert_eq!(places(&found, "TB205"), ["Уюм!B5"]);
    assert_eq!(places(&found, "TB208"), ["Уюм!B4"]);
    let advice = help(&found, "TB205", Language::Ky);
    assert_eq!(advice, "«Уюм» барагынын B5 уячасына жетекчинин кызмат ордун жазыңыз");
}

#[test]
fn a_file_of_one_table_is_told_of_a_line_above_it_and_such_a_line_is_read() {
    let bare = found("a.xlsx", &workbook(&[("Тизмек", &[HEAD, WHOLE])]));
    let advice = help(&bare, "TB205", Language::Ru);
    assert!(advice.starts_with("добавьте над таблицей строку «Кто контролирует высокие риски"), "{advice}");
    assert_eq!(places(&bare, "TB512"), ["-"]);
    let lines = ["Уюмдун аталышы: Достук айыл өкмөтү", "Кто контролирует высокие риски: глава", "", HEAD, WHOLE];
    for (path, bytes) in [
        ("a.xlsx", workbook(&[("Тизмек", &lines)])),
        ("a.csv", lines.join("\n").replace('|', ";").into_bytes()),
        ("a.csv", lines.join("\n").replace(": ", "|").replace('|', ";").into_bytes()),
    ] {
        let found = found(path, &bytes);
        let none: [String; 0] = [];
        assert_eq!((places(&found, "TB512"), places(&found, "TB205")), (none.to_vec(), none.to_vec()), "{found:#?}");
        assert!(places(&found, "TB504").is_empty(), "{found:#?}");
    }
}

#[test]
fn a_plan_speaks_of_measures() {
    let head = "№|Милдеттер|Иш-чаралар|Мөөнөтү|Жооптуу аткаруучулар|Күтүлгөн натыйжа";
    let row = |text: &str, due: &str, who: &str| format!("1|Ачыктык|{text}|{due}|{who}|кезек сайтта");
    let whole = row("Кезекти сайтка жарыялоо", "2027-Q4", "жер адиси");
    for (text, due, who, code, place) in [
        ("Кезекти жарыялоо", "", "жер адиси", "TB805", "План!D3"),
        ("Кезекти жарыялоо", "2027-Q4", "", "TB804", "План!E3"),
    ] {
        let rows = [head, &whole, &row(text, due, who).replacen('1', "2", 1)];
        let found = found("p.xlsx", &workbook(&[("План", &rows)]));
        assert_eq!(places(&found, code), [place], "{found:#?}");
    }
    let empty = found("p.xlsx", &workbook(&[("План", &[head])]));
    assert_eq!(help(&empty, "TB011", Language::En), "write each measure into a row of its own below the header");
}

#[test]
fn a_word_document_is_told_how_to_come_again() {
    let found = found("a.docx", b"{\\rtf1 a table}");
    assert_eq!(places(&found, "TB008"), ["-"]);
    let advice = help(&found, "TB008", Language::Ru);
    assert!(advice.ends_with("сохраните как документ Word (.docx)"), "{advice}");
}

#[test]
fn a_column_that_a_table_lacks_is_named_by_its_own_title() {
    let without = |column: usize| {
        let cut = |line: &str| {
            let cells: Vec<&str> =
                line.split('|').enumerate().filter(|(at, _)| *at != column).map(|(_, c)| c).collect();
            cells.join("|")
        };
        found("a.xlsx", &workbook(&[("Тизмек", &[&cut(HEAD), &cut(WHOLE), &cut(&WHOLE.replacen('1', "2", 1))])]))
    };
    for (column, code, title) in
        [(4, "TB202", "Justification of the likelihood"), (8, "TB403", "Deadline"), (9, "TB401", "Responsible")]
    {
        let found = without(column);
        assert_eq!(places(&found, code), ["Тизмек!A1"], "{found:#?}");
        assert_eq!(help(&found, code, Language::En), format!("add the column \"{title}\""));
    }
}

#[test]
fn what_all_rows_lack_is_said_once_whatever_stands_in_them() {
    let cut = |line: &str| line.split('|').take(4).chain(line.split('|').skip(5)).collect::<Vec<_>>().join("|");
    let other = WHOLE.replacen('1', "2", 1).replacen("|3|", "|2|", 1);
    let found = found("a.xlsx", &workbook(&[("Тизмек", &[&cut(HEAD), &cut(WHOLE), &cut(&other)])]));
    assert_eq!(places(&found, "TB202"), ["Тизмек!A1"], "{found:#?}");
    let said = found.iter().find(|found| found.code.code == "TB202").map(|found| Language::En.message(&found.message));
    let expected = "\"Justification of the likelihood\" is missing, since the table has no such column (places: 2)";
    assert_eq!(said.as_deref(), Some(expected));
}

/// What `tobokel check` prints of a file, without and with a language that is asked for.
fn checked(name: &str, text: &str, lang: Option<&str>) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tobokel"));
    command.current_dir(&folder).args(["check", name]).args(lang.iter().flat_map(|lang| ["--lang", lang]));
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn messages_speak_the_language_in_which_a_file_is_written() {
    let russian = "№;Функция;Ситуация;Вероятность;Ущерб\n1;Земля;Специалист выдаёт участок знакомому вне очереди;9;2\n";
    let english = "No;Function;Case or situation;Likelihood;Harm\n1;Land;The officer gives a plot to a friend;9;2\n";
    let kyrgyz = "№;Функция;Кырдаал;Ыктымалдуулук;Зыян\n1;Жер;Адис кезекти өзгөртүп, таанышына жер берет;9;2\n";
    let register = "[organization]\nname = \"Дом\"\nlanguage = \"en\"\n[[function]]\nname = \"Земля\"\n[[function.situation]]\ntext = \"Специалист выдаёт участок\"\n";
    for (name, text, asked, counts) in [
        ("a.csv", russian, None, "Найдено:"),
        ("a.csv", english, None, "Found:"),
        ("a.csv", kyrgyz, None, "Аныкталганы:"),
        ("a.csv", russian, Some("ky"), "Аныкталганы:"),
        ("a.toml", register, None, "Found:"),
        // Refused: the words of its cells are all that there is.
        ("a.csv", "Список наших сотрудников;Год\nИванова;2024\n", None, "Найдено:"),
    ] {
        let out = checked(name, text, asked);
        assert!(out.contains(counts), "{name} {asked:?}: {out}");
    }
}
