//! A folder of replies: a workbook and a letter to each sender, and the index of all.

use super::support::{Folder, said};
use calamine::{Data, Reader as _, Xlsx};
use std::io::Cursor;

const DAY: &[&str] = &["--as-of", "2026-11-21"];

fn register(name: &str, date: &str, points: u8) -> String {
    format!(
        r#"[organization]
name = "{name}"

[assessment]
date = {date}
order = "№ 1"
assessors = ["жооптуу катчы"]
high_level_controller = "башчы"

[[function]]
name = "Маалымкат берүү"

[[function.situation]]
id = "1.1"
text = "Адис кезексиз маалымкат үчүн акча алат жана аны жашырат"
category = "situational"
unit = "Кабылдама"
positions = ["адис"]
elsewhere = "Башка айыл өкмөттөрүндө да болушу мүмкүн"
likelihood = {{ score = 1, justification = "Кезек күн сайын кагазда текшерилип турат." }}
harm = {{ score = {points}, justification = "Былтыр жети адам даттанган, маалымкат эки жума кечиккен." }}
"#
    )
}

const PLAN: &str = include_str!("../examples/a-year-later/plan.toml");

fn inbox() -> Folder {
    let folder = Folder::with(&[], DAY);
    folder.write("in/Достук.toml", register("Достук айыл өкмөтү", "2026-05-01", 2));
    folder.write("in/Достук v2.toml", register("Достук айыл өкмөтү", "2026-06-15", 1));
    folder.write("in/копия/Достук v2.toml", register("Достук айыл өкмөтү", "2026-06-15", 1));
    folder.write("in/Кемин.toml", register("Кемин", "2026-06-15", 7));
    folder.write("in/Талас скан.pdf", "%PDF-1.7");
    folder.write("in/Нарын IMG_1.jpg", "\u{fffd}");
    folder.write("in/бош.xlsx", "");
    folder.write("in/Thumbs.db", "x");
    folder.write(
        "tobokel.toml",
        r#"[[organization]]
id = "b1"
name = "Мэрия города Талас"
aliases = ["Талас"]
language = "ru"
address = "talas@example.kg"

[[organization]]
id = "b2"
name = "Достук айыл өкмөтү"
address = "dostuk@example.kg"
"#,
    );
    folder
}

fn first_sheet(folder: &Folder, name: &str) -> Vec<String> {
    let bytes = std::fs::read(folder.path(name)).unwrap();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range_at(0).unwrap().unwrap();
    range.used_cells().map(|(.., cell)| Data::to_string(cell)).collect()
}

/// The records of the index, each by the last part of its path.
fn index(folder: &Folder) -> Vec<Vec<String>> {
    let text = folder.read("replies/index.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn of<'i>(index: &'i [Vec<String>], path: &str) -> &'i [String] {
    index.iter().find(|record| record[3] == format!("in/{path}")).unwrap_or_else(|| panic!("{path}: {index:?}"))
}

#[test]
fn each_sender_gets_a_workbook_and_a_letter_and_the_index_names_both() {
    let folder = inbox();
    let ran = folder.run(&["assess", "in", "--replies", "replies"]);
    assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
    let index = index(&folder);
    assert_eq!(
        of(&index, "Достук v2.toml")[..11],
        [
            "b2",
            "Достук айыл өкмөтү",
            "dostuk@example.kg",
            "in/Достук v2.toml",
            "register",
            "",
            "accepted",
            "0",
            "0",
            "Достук v2.xlsx",
            "Достук v2.txt"
        ]
    );
    assert_eq!(of(&index, "Кемин.toml")[6..8], ["draft", "1"]);
    assert_eq!(of(&index, "бош.xlsx")[4..7], ["refused", "", "returned"]);
    // A copy is answered with the file of which it is one.
    assert_eq!(of(&index, "копия/Достук v2.toml")[4..11], ["copy", "in/Достук v2.toml", "", "", "", "", ""]);
    assert!(!folder.path("replies/копия").exists());
    // What nobody sent as a register is answered to nobody.
    assert!(!index.iter().any(|record| record[3].ends_with("Thumbs.db")));
    for record in &index {
        for file in record[9..11].iter().filter(|file| !file.is_empty()) {
            assert!(folder.path("replies").join(file).is_file(), "{record:?}");
        }
    }
    let shown = first_sheet(&folder, "replies/index.xlsx");
    assert!(shown.contains(&"talas@example.kg".to_owned()) && shown.contains(&"Кемин.txt".to_owned()), "{shown:?}");
}

#[test]
fn a_picture_and_a_scan_get_a_reply_that_says_what_came_and_what_is_needed() {
    let folder = inbox();
    folder.run(&["assess", "in", "--replies", "replies"]);
    let index = index(&folder);
    // The configuration knows whose it is, and in which language to write to it.
    let scan = of(&index, "Талас скан.pdf");
    assert_eq!([&scan[0], &scan[2], &scan[4], &scan[6]], ["b1", "talas@example.kg", "unsupported", "returned"]);
    let letter = folder.read("replies/Талас скан.txt");
    assert!(letter.contains("Мэрия города Талас") && letter.contains("документ PDF"), "{letter}");
    assert!(letter.contains(".xlsx, .docx, .ods") && letter.contains("____"), "{letter}");
    let page = first_sheet(&folder, "replies/Талас скан.xlsx").join("\n");
    assert!(page.contains("документ PDF") && page.contains("Что нужно"), "{page}");
    let picture = first_sheet(&folder, "replies/Нарын IMG_1.xlsx").join("\n");
    assert!(picture.contains("сүрөт"), "{picture}");
}

#[test]
fn an_earlier_version_is_told_that_a_later_one_came() {
    let folder = inbox();
    folder.run(&["assess", "in", "--replies", "replies"]);
    let index = index(&folder);
    assert_eq!(of(&index, "Достук.toml")[4..6], ["replaced", "in/Достук v2.toml"]);
    let letter = folder.read("replies/Достук.txt");
    assert!(letter.contains("«Достук v2.toml»") && !letter.contains("____ чейин"), "{letter}");
    // Nothing of it counts, and nothing is to be mended in it.
    assert_eq!(of(&index, "Достук.toml")[6..9], ["", "", ""]);
    assert!(letter.contains("эч нерсе кылуунун кереги жок"), "{letter}");
    folder.write("in/Достук.toml", register("Достук айыл өкмөтү", "2026-05-01", 7));
    folder.run(&["assess", "in", "--replies", "replies"]);
    assert_eq!(folder.read("replies/Достук.txt"), letter, "with faults it is told the same");
    let page = first_sheet(&folder, "replies/Достук.xlsx").join("\n");
    assert!(page.contains("«Достук v2.toml»") && !page.contains("катасы бар"), "{page}");
    assert!(!folder.read("replies/Достук v2.txt").contains("версиясы келди"));
}

#[test]
fn a_plan_is_told_that_it_is_a_plan_and_a_document_of_this_program_that_it_is_one() {
    let folder = Folder::with(&[], DAY);
    folder.write("in/Достук.toml", register("Достук айыл өкмөтү", "2026-06-15", 2));
    folder.write("in/план.toml", PLAN);
    let made = folder.run(&["assess", "in/Достук.toml", "-o", "in/Баткен.xlsx"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    for _ in 0..2 {
        // The second run finds the replies of the first, and answers none of them.
        folder.run(&["assess", "in", "--replies", "in/replies"]);
        let text = folder.read("in/replies/index.csv");
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(text.contains("own-output") && text.contains("plan"), "{text}");
    }
    let letter = folder.read("in/replies/Баткен.txt");
    assert!(letter.contains("tobokel программасы түзгөн"), "{letter}");
    let plan = folder.read("in/replies/план.txt");
    assert!(plan.contains("план"), "{plan}");
}

#[test]
fn one_thread_and_four_give_the_same_folder_of_replies_and_a_second_run_too() {
    let folder = inbox();
    let files = |of: &str| {
        let files = walkdir::WalkDir::new(folder.path(of)).sort_by_file_name().into_iter().flatten();
        let files = files.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let path = entry.path().strip_prefix(folder.path(of)).unwrap().to_owned();
                (path, std::fs::read(entry.path()).unwrap())
            })
            .collect::<Vec<_>>()
    };
    folder.run(&["assess", "in", "--replies", "one", "-j", "1"]);
    folder.run(&["assess", "in", "--replies", "four", "-j", "4"]);
    // A workbook and a letter for each, the index twice, a form in each language in which one is wanted.
    assert_eq!(files("one").len(), 2 * 6 + 2 + 2);
    assert!(files("one") == files("four"));
    folder.run(&["assess", "in", "--replies", "four", "-j", "4"]);
    assert!(files("one") == files("four"));
}

#[test]
fn a_letter_that_somebody_filled_in_is_kept_and_that_is_said() {
    let folder = inbox();
    let again = |more: &[&str]| {
        let arguments = ["assess", "in", "--replies", "replies", "--lang", "en"];
        said(&folder.run(&[&arguments, more].concat()))
    };
    again(&[]);
    let written = folder.read("replies/Кемин.txt");
    // Also with another subject: the index knows whose letter it is.
    for filled in [written.replace("____", "by 1 December"), written.replacen("Result", "Fw", 1) + "Yours\n"] {
        folder.write("replies/Кемин.txt", &filled);
        let told = again(&[]);
        assert!(told.contains("replies/Кемин.txt: left as it is, since somebody changed it"), "{told}");
        assert_eq!(told.matches("left as it is").count(), 1, "{told}");
        assert_eq!(folder.read("replies/Кемин.txt"), filled);
    }
    again(&["--force"]);
    assert_eq!(folder.read("replies/Кемин.txt"), written);
    // One that nobody changed follows its register.
    folder.write("in/Кемин.toml", register("Кемин району", "2026-06-15", 2));
    assert!(!again(&[]).contains("left as it is"));
    assert_ne!(folder.read("replies/Кемин.txt"), written);
}

#[test]
fn the_index_leads_to_each_reply_and_letter() {
    let folder = inbox();
    folder.run(&["assess", "in", "--replies", "replies"]);
    let bytes = std::fs::read(folder.path("replies/index.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut links = String::new();
    let mut part = archive.by_name("xl/worksheets/_rels/sheet1.xml.rels").unwrap();
    std::io::Read::read_to_string(&mut part, &mut links).unwrap();
    for target in ["Target=\"Достук%20v2.xlsx\"", "Target=\"Кемин.txt\""] {
        assert!(links.contains(target), "{links}");
    }
}

#[test]
fn nothing_is_written_over_a_letter_or_an_index_of_somebody_else() {
    for (name, text) in [("Кемин.txt", "Кемин районуна телефон чалуу\n"), ("index.csv", "id;name\n")]
    {
        let folder = inbox();
        folder.write(&format!("replies/{name}"), text);
        let ran = folder.run(&["assess", "in", "--replies", "replies", "--lang", "en"]);
        assert_eq!(ran.status.code(), Some(2), "{}", said(&ran));
        assert!(said(&ran).contains("not made by"), "{}", said(&ran));
        assert_eq!(folder.read(&format!("replies/{name}")), text);
        assert_eq!(std::fs::read_dir(folder.path("replies")).unwrap().count(), 1);
    }
}

/// How many of a column of numbers there are together, in a table of a folder.
fn sum(folder: &Folder, table: &str, column: &str) -> usize {
    let text = folder.read(table);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let at = reader.headers().unwrap().iter().position(|title| title == column).unwrap();
    reader.records().map(|record| record.unwrap()[at].parse().unwrap_or(0)).sum()
}

#[test]
fn wherever_the_errors_of_a_run_are_counted_the_number_is_the_same_or_says_of_what_it_is() {
    let folder = inbox();
    folder.write("in/план.toml", PLAN.replace("2026", "20266"));
    let told = said(&folder.run(&["assess", "in", "-o", "out/", "--replies", "replies", "--lang", "en"]));
    let findings = folder.read("out/findings.csv");
    let errors = findings.lines().filter(|line| line.contains(",error,")).count();
    let in_registers = sum(&folder, "out/organizations.csv", "errors");
    assert!(in_registers > 0 && errors > in_registers, "{findings}");
    assert_eq!(sum(&folder, "replies/index.csv", "errors"), errors);
    let elsewhere = errors - in_registers;
    let split = format!("in registers — {in_registers}, in files that were not read as registers — {elsewhere}");
    assert!(told.contains(&format!("errors — {errors} ({split})")), "{told}");
    let summary = first_sheet(&folder, "out/consolidated.xlsx").join("\n");
    assert!(summary.contains(&format!("errors found in registers: {in_registers}")), "{summary}");
    assert!(summary.contains(&format!("{errors}: {split}")), "{summary}");
}

#[test]
fn a_letter_beside_a_register_is_accounted_for_and_its_body_is_asked_for_nothing() {
    let folder = inbox();
    folder.write("in/Кемин.pdf", "%PDF-1.7");
    folder.write("in/почта/Достук айыл өкмөтү кат.txt", "Тизмек жөнөтүлдү");
    folder.write("in/Талас архив.zip", "PK");
    folder.write("in/почта/Достук кат.csv", "Тизмек жөнөтүлдү;катчы\n");
    folder.run(&["assess", "in", "-o", "out/", "--replies", "replies", "--lang", "en"]);
    for letter in ["Кемин (pdf).txt", "почта/Достук айыл өкмөтү кат.txt"] {
        assert!(!folder.path("replies").join(letter).exists(), "{letter}");
    }
    let index = index(&folder);
    assert_eq!(of(&index, "Кемин.pdf")[4..11], ["unsupported", "", "", "", "", "", ""]);
    let files = folder.read("out/files.csv");
    let line = |path: &str| files.lines().find(|line| line.starts_with(path)).unwrap().to_owned();
    assert!(line("in/Кемин.pdf").contains("the register of this body came as in/Кемин.toml"), "{files}");
    let letter = line("in/почта/Достук айыл өкмөтү кат.txt");
    assert!(letter.contains("b2") && letter.contains("in/Достук v2.toml"), "{files}");
    // A table that is none may be a letter, too.
    let letter = folder.read("replies/почта/Достук кат.txt");
    assert!(
        letter.contains("came as \"Достук v2.toml\"") && !letter.contains("An answer is expected until:"),
        "{letter}"
    );
    assert!(letter.contains("nothing has to be done") && !letter.contains("Empty register form"), "{letter}");
    // Its own register did not come.
    assert_eq!(of(&index, "Талас скан.pdf")[6], "returned");
    assert!(folder.path("replies/Талас архив.txt").is_file());
}

#[test]
fn what_an_earlier_run_left_of_files_that_are_gone_is_named_and_kept() {
    let folder = inbox();
    let run = || said(&folder.run(&["assess", "in", "-o", "out/", "--replies", "replies", "--lang", "en"]));
    assert!(!run().contains("Left by an earlier run"));
    let own = ["out/note.xlsx", "replies/note.txt"];
    for path in own {
        folder.write(path, "somebody's own");
    }
    std::fs::remove_file(folder.path("in/Кемин.toml")).unwrap();
    std::fs::remove_file(folder.path("in/Талас скан.pdf")).unwrap();
    // It is no register any more.
    folder.write("in/Достук.toml", "");
    let left = ["out/Достук.xlsx", "out/Кемин.xlsx"];
    let replies = ["replies/Кемин.xlsx", "replies/Кемин.txt", "replies/Талас скан.xlsx", "replies/Талас скан.txt"];
    for told in [run(), run()] {
        let names = [&left[..], &replies[..3]].concat().join(", ");
        assert!(told.contains(&format!("Left by an earlier run, of no file of this one — 6: {names}, …")), "{told}");
        let index = index(&folder);
        let gone = of(&index, "Кемин.toml");
        assert_eq!(gone[4..11], ["left-over", "", "", "", "", "Кемин.xlsx", "Кемин.txt"]);
        assert_eq!(of(&index, "Достук.toml")[4], "refused");
    }
    let shown = first_sheet(&folder, "replies/index.xlsx").join("\n");
    assert!(shown.contains("a reply of an earlier run is left") && shown.contains("Кемин.txt"), "{shown}");
    for path in [&left[..], &replies, &own].concat() {
        std::fs::remove_file(folder.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    assert!(!run().contains("Left by an earlier run"));
    assert!(index(&folder).iter().all(|record| record[4] != "left-over"));
}

#[test]
fn whoever_sent_no_table_gets_an_empty_form_and_no_word_of_a_command() {
    let folder = inbox();
    folder.write("in/Чүй.csv", "Тизмек жөнөтүлдү;катчы\n");
    folder.run(&["assess", "in", "--replies", "replies"]);
    let letter = folder.read("replies/Чүй.txt");
    assert!(letter.contains("«Тизмектин бош формасы.xlsx»") && !letter.contains("tobokel"), "{letter}");
    assert!(folder.read("replies/Талас скан.txt").contains("«Пустая форма перечня.xlsx»"));
    let form = first_sheet(&folder, "replies/Тизмектин бош формасы.xlsx");
    let empty = folder.run(&["init", "form.xlsx", "--lang", "ky"]);
    assert_eq!(empty.status.code(), Some(0), "{}", said(&empty));
    assert_eq!(form, first_sheet(&folder, "form.xlsx"));
    // A register that was read needs none, and one that somebody began to fill in stays as it is.
    assert!(!folder.read("replies/Кемин.txt").contains("форма"));
    assert!(!folder.path("replies/Empty register form.xlsx").exists());
    folder.write("replies/Тизмектин бош формасы.xlsx", "begun");
    folder.run(&["assess", "in", "--replies", "replies"]);
    assert_eq!(folder.read("replies/Тизмектин бош формасы.xlsx"), "begun");
    // Among the registers it would be taken for one: it can be asked for.
    folder.run(&["assess", "in", "--replies", "in/replies"]);
    assert!(folder.read("in/replies/Чүй.txt").contains("сурап алууга болот"));
    assert!(!folder.path("in/replies/Тизмектин бош формасы.xlsx").exists());
}
