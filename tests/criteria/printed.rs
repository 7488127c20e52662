//! Criteria on paper: the list of points and the assessment sheets.

use super::folder;
use crate::support::{Folder, said};
use calamine::{Reader as _, Xlsx};
use std::io::Cursor;
use tobokel::locale::Language;

/// A register in which one situation has all nine criteria; illustrative.
const NINE: &str = include_str!("nine.toml");

/// The cells of a worksheet that is named by a message.
fn rows(folder: &Folder, name: &str, language: Language) -> Vec<Vec<String>> {
    let bytes = std::fs::read(folder.path("r.xlsx")).unwrap();
    let range = Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range(&language.text(name)).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn assessed(register: &str) -> Folder {
    let folder = folder(&[("r.toml", register)]);
    let run = folder.run(&["assess", "r.toml", "-o", "r.xlsx", "-o", "r.docx", "--fail-on", "never"]);
    assert!(folder.path("r.docx").exists(), "{}", said(&run));
    folder
}

#[test]
fn the_list_of_points_holds_each_criterion_on_a_line_of_its_own_in_the_cell_of_the_justification() {
    let folder = assessed(NINE);
    let rows = rows(&folder, "sheet-scores", Language::Ky);
    let row = |id: &str| rows.iter().find(|row| row[0] == id).expect("the situation");
    let lines: Vec<&str> = row("1.1")[5].lines().collect();
    assert_eq!(
        lines,
        [
            "— Финансылык зыян: 3 (жогорку)\u{a0}— 12 участок, базар баасы менен 4 млн сомдой",
            "— Институттук зыян: 2 (орточо)\u{a0}— Айылдык кеңеш жер чечимдерин эки жолу кайра карап чыккан",
            "— Беделге келген зыян: 2 (орточо)\u{a0}— Айылда даттануулар көбөйдү, жергиликтүү сайтта эки макала чыкты",
        ]
    );
    assert_eq!(row("1.1")[3].lines().count(), 6);
    // A justification of the whole stands before them; one without criteria stands as it is.
    assert_eq!(row("1.2")[3], "Журнал жүргүзүлөт, беш жылда учур болгон эмес");
    let given =
        NINE.replace("harm = { score = 2, criteria", "harm = { score = 2, justification = \"12 үй-бүлө\", criteria");
    let folder = assessed(&given);
    let rows = self::rows(&folder, "sheet-scores", Language::Ky);
    let cell = &rows.iter().find(|row| row[0] == "1.2").expect("the situation")[5];
    assert!(cell.starts_with("12 үй-бүлө\n— Финансылык зыян: 1 (төмөнкү)"), "{cell}");
}

#[test]
fn an_assessment_sheet_says_beside_the_points_that_criteria_make_them_and_gives_each_a_row() {
    let folder = assessed(NINE);
    let rows = rows(&folder, "sheet-sheets", Language::Ky);
    let of = |label: &str| rows.iter().filter(|row| row[0] == label).map(|row| row[1].as_str()).collect::<Vec<_>>();
    assert_eq!(of("Зыян"), ["3 (жогорку); критерийлердин эң жогорку баллы алынат", "2 (орточо)"]);
    assert_eq!(of("Ыктымалдуулук"), ["3 (жогорку); критерийлердин эң жогорку баллы алынат", "1 (төмөнкү)"]);
    assert_eq!(of("— Финансылык зыян").len(), 2);
    assert_eq!(of("— Ачыктык").len(), 1);
}
