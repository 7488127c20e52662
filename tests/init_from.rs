//! `init NEW --from FILE`: the form that is filled with what a published list, a register of last year or a plan holds reads
//! back as the same register; what does not go over is said.

use super::support::tobokel;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;
use tobokel::form::Carried;
use tobokel::locale::{Arg, Language, Message};
use tobokel::method::{DEFAULT, Method};
use tobokel::model::{Plan, Register, Stated};
use tobokel::read::{Read, embedded_method, read_file};

fn method() -> Method {
    embedded_method(DEFAULT).expect("the default method")
}

fn ours(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn init(folder: &Path, new: &str, from: &Path, language: Language) -> Output {
    tobokel(folder, &["init", new, "--lang", language.code(), "--from"]).arg(from).output().expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn read(path: &Path) -> Read {
    let bytes = std::fs::read(path).unwrap();
    read_file(&path.to_string_lossy(), bytes, &method(), &tobokel::read::Asked::default())
        .unwrap_or_else(|unread| panic!("{:?}", unread.1))
}

fn register(path: &Path) -> Register {
    match read(path) {
        Read::Register(loaded) => {
            let mut register = loaded.register;
            for situation in register.functions.iter_mut().flat_map(|function| &mut function.situations) {
                situation.stated = Stated::default();
            }
            register
        }
        Read::Plan(_) => panic!("{} is a plan", path.display()),
    }
}

fn plan(path: &Path) -> Plan {
    match read(path) {
        Read::Plan(loaded) => loaded.plan,
        Read::Register(_) => panic!("{} is a register", path.display()),
    }
}

/// Texts that a cell, a formula or a list may take for something else.
const STRANGE: &str = r#"
[organization]
name = "Мекеме \"Достук\" & Ко"
id = "007"
language = "ru"
parent = "Министрлик"
[assessment]
assessors = ["катчы; биринчи", "адис"]
high_level_controller = "башчы"
[[function]]
group = "Топ; 1"
name = "=1+1"
[[function.situation]]
id = "1.10"
text = "биринчи сап\nэкинчи сап; «тырмакча» \\ жана 'апостроф'"
positions = ["адис; улук", "катчы\\"]
elsewhere = "-"
declared_level = "high"
likelihood = { justification = "балл али жок" }
harm = { score = 3, justification = "0012" }
control = { description = "'текшерүү", effectiveness = "high", evidence = "журнал", lowers = false }
[[function.situation.measure]]
text = "@чара"
due = "2027-Q1"
responsible = ["катчы; биринчи", "адис"]
status = "in-progress"
target = "80 %"
baseline = "12,5"
target_level = "low"
[[function.situation.measure]]
text = "мөөнөтсүз чара"
[[function]]
group = "Топ; 1"
name = "Башка функция"
[[function.situation]]
id = "1.1"
text = "дагы бир кырдаал"
"#;

#[test]
fn a_register_is_the_same_when_the_filled_form_is_read() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("strange.toml"), STRANGE).unwrap();
    let files = [
        ours("registers/dostuk.toml"),
        ours("registers/department.toml"),
        ours("examples/first-assessment/bakcha.toml"),
        ours("examples/a-year-later/2026-after-two-quarters.toml"),
        folder.path().join("strange.toml"),
    ];
    for (file, language) in files.iter().flat_map(|file| Language::ALL.map(|language| (file, language))) {
        let mut expected = Carried::of(register(file)).register;
        expected.organization.language.get_or_insert(language);
        expected.assessment.method.get_or_insert(DEFAULT.to_owned());
        for ending in ["xlsx", "toml"] {
            let new = folder.path().join(format!("new.{ending}"));
            let output = init(folder.path(), &format!("new.{ending}"), file, language);
            assert_eq!(output.status.code(), Some(0), "{}: {}", file.display(), said(&output));
            let mut read = register(&new);
            read.organization.language.get_or_insert(language);
            read.assessment.method.get_or_insert(DEFAULT.to_owned());
            assert_eq!(read, expected, "{} → {ending}, {}", file.display(), language.code());
            std::fs::remove_file(new).unwrap();
        }
    }
}

#[test]
fn what_the_formulas_of_the_form_show_is_what_the_program_says() {
    let folder = TempDir::new().unwrap();
    init(folder.path(), "new.xlsx", &ours("registers/department.toml"), Language::Ru);
    let Read::Register(loaded) = read(&folder.path().join("new.xlsx")) else { panic!("a register") };
    assert!(loaded.register.situations().all(|(_, situation)| situation.stated.residual.is_some()));
    let output = tobokel(folder.path(), &["check", "new.xlsx", "--format", "json"]).output().unwrap();
    assert!(!String::from_utf8(output.stdout).unwrap().contains("stated-value-differs"));
}

#[test]
fn the_date_the_order_and_measures_that_are_done_stay_behind_and_that_is_said() {
    let folder = TempDir::new().unwrap();
    let text = STRANGE
        .replace("[assessment]\n", "[assessment]\ndate = 2026-06-15\norder = \"№ 114\"\n")
        .replace("status = \"in-progress\"\n", "status = \"done\"\nresult = \"аткарылды\"\n");
    // A target that was not reached: the indicator says that it is not done, whatever the status says.
    std::fs::write(folder.path().join("old.toml"), text.replace("target = \"80 %\"\nbaseline = \"12,5\"\n", ""))
        .unwrap();
    for language in Language::ALL {
        let new = format!("{}.xlsx", language.code());
        let output = init(folder.path(), &new, Path::new("old.toml"), language);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let date: jiff::civil::Date = "2026-06-15".parse().unwrap();
        for message in [
            Message::new("carried-without-date").with("date", date),
            Message::new("carried-without-order").with("order", "№ 114"),
            Message::new("carried-without-done")
                .with("count", 1_usize)
                .with("situations", Arg::List(vec!["1.10".into()])),
            Message::new("carried-points").with("count", 1_usize),
        ] {
            let sentence = language.message(&message);
            let one_line = said(&output).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(one_line.contains(&sentence), "{sentence}\n{one_line}");
        }
        let read = register(&folder.path().join(new));
        assert_eq!((read.assessment.date, &read.assessment.order), (None, &None));
        let measures: Vec<&str> =
            read.situations().flat_map(|(_, it)| &it.measures).map(|it| it.text.as_str()).collect();
        assert_eq!(measures, ["мөөнөтсүз чара"]);
    }
}

#[test]
fn a_function_that_a_table_puts_under_a_group_is_named() {
    let folder = TempDir::new().unwrap();
    let text = STRANGE.replacen("[[function]]\ngroup = \"Топ; 1\"\nname = \"Башка", "[[function]]\nname = \"Башка", 1);
    std::fs::write(folder.path().join("old.toml"), text).unwrap();
    let output = init(folder.path(), "new.xlsx", Path::new("old.toml"), Language::En);
    let message = Message::new("table-gives-group").with("name", "Башка функция").with("group", "Топ; 1");
    let one_line = said(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains(&Language::En.message(&message)), "{one_line}");
    let output = init(folder.path(), "new.toml", Path::new("old.toml"), Language::En);
    assert!(!said(&output).contains("Башка функция"), "{}", said(&output));
}

#[test]
fn a_published_list_becomes_a_form_with_places_for_points() {
    let folder = TempDir::new().unwrap();
    let list = ours("examples/from-an-order/dostuk-tizmek.xlsx");
    for new in ["new.xlsx", "new.toml"] {
        let output = init(folder.path(), new, &list, Language::Ky);
        // No column for points is no fault of a list that is to become a form.
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let (old, read) = (register(&list), register(&folder.path().join(new)));
        assert_eq!(read.functions, old.functions);
        // The name of its file is nobody's name.
        assert_ne!(read.organization.name, old.organization.name);
    }
    let text = std::fs::read_to_string(folder.path().join("new.toml")).unwrap();
    assert_eq!(text.matches("# likelihood = { score = 1 | 2 | 3, justification = \"...\" }").count(), 11, "{text}");
}

#[test]
fn a_plan_becomes_the_form_of_a_plan() {
    let folder = TempDir::new().unwrap();
    let file = ours("examples/a-year-later/plan-after-two-quarters.toml");
    for (new, language) in ["new.xlsx", "new.toml"].into_iter().flat_map(|new| Language::ALL.map(|it| (new, it))) {
        let output = init(folder.path(), new, &file, language);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let (mut read, mut expected) = (plan(&folder.path().join(new)), plan(&file));
        for plan in [&mut read, &mut expected] {
            plan.organization.language.get_or_insert(language);
        }
        assert_eq!(read, expected, "{new}");
        std::fs::remove_file(folder.path().join(new)).unwrap();
    }
}

#[test]
fn a_long_register_has_prepared_rows_below_it() {
    let folder = TempDir::new().unwrap();
    let mut text = "[organization]\nname = \"Достук\"\n[[function]]\nname = \"иш\"\n".to_owned();
    for number in 0..400 {
        write!(text, "[[function.situation]]\ntext = \"кырдаал {number}\"\n").unwrap();
    }
    std::fs::write(folder.path().join("old.toml"), text).unwrap();
    let output = init(folder.path(), "new.xlsx", Path::new("old.toml"), Language::Ky);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(register(&folder.path().join("new.xlsx")).situations().count(), 400);
    let bytes = std::fs::read(folder.path().join("new.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet2.xml").unwrap(), &mut xml).unwrap();
    assert!(xml.contains("sqref=\"D2:D501\""), "drop-downs reach beyond the last situation");
    assert!(xml.contains("<row r=\"501\"") && xml.contains("TRIM(I501)"), "so do the formulas");
}

#[test]
fn neither_the_file_nor_another_one_is_written_over() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("old.toml"), STRANGE).unwrap();
    let output = init(folder.path(), "old.toml", Path::new("old.toml"), Language::En);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(folder.path().join("old.toml")).unwrap(), STRANGE);
    assert_eq!(init(folder.path(), "new.xlsx", Path::new("old.toml"), Language::En).status.code(), Some(0));
    assert_eq!(init(folder.path(), "new.xlsx", Path::new("old.toml"), Language::En).status.code(), Some(2));
    // A file that cannot be read gives no form.
    std::fs::write(folder.path().join("note.xlsx"), "a note").unwrap();
    let output = init(folder.path(), "other.xlsx", Path::new("note.xlsx"), Language::En);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(!folder.path().join("other.xlsx").exists());
}
