//! The workbook in the hands of programs that people have: `LibreOffice` prints it and saves it again, openpyxl reads it.
//!
//! These tests need those programs, so a plain `cargo test` passes them over; `cargo test real_programs:: --
//! --ignored` runs them, and fails where a program is missing. The Python interpreter is `TOBOKEL_PYTHON`, else `python3`.

#![allow(
    clippy::print_stdout,
    clippy::unnecessary_debug_formatting,
    clippy::format_push_string,
    reason = "a test says what it counted, and shows paths as they are"
)]

use calamine::{Reader as _, Xlsx};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;
use tobokel::locale::{Language, Message};
use tobokel::sheet::{Book, Cell, Link, Role, Sheet};
use tobokel::write::xlsx;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A register with its name, as the tests print it.
struct Register {
    name: &'static str,
    text: String,
}

/// A register in which half of the situations lack what an assessment needs, and many fields are empty.
fn half_filled() -> String {
    let mut text = String::from("[organization]\nname = \"Жаңы конуш & Ко айыл өкмөтү\"\nlanguage = \"ky\"\n");
    for number in 1..=9 {
        let harm = if number % 2 == 0 { "{ score = 3, justification = \"зыяны чоң\" }" } else { "{}" };
        write!(
            text,
            "[[function]]\ngroup = \"{number}-топ\"\nname = \"{number}-функция\"\n[[function.situation]]\n\
             text = \"{number}-кырдаал: {}\"\nlikelihood = {{ score = 2 }}\nharm = {harm}\n",
            "кызмат адамы чечимди өзү чыгарат ".repeat(number).trim()
        )
        .unwrap();
    }
    text
}

/// A register whose texts a spreadsheet might run or refuse.
fn hostile() -> String {
    let mut text = String::from("[organization]\nname = \"=Уюм & <Ко> &P \\\"1\\\"\"\nlanguage = \"ky\"\n");
    for start in
        ["=1+1", "+1", "-1", "@SUM(1)", "'=1", "=HYPERLINK(\\\"http://a\\\")", "👍🏽 \\u202Eтерс", "a\\u0001b", "_x0041_"]
    {
        write!(
            text,
            "[[function]]\nname = \"{start} f\"\n[[function.situation]]\ntext = \"{start} t\"\npositions = [\"{start} p\"]\n\
             likelihood = {{ score = 3, justification = \"{start} l\" }}\nharm = {{ score = 3, justification = \"{}\" }}\n",
            format!("{start} сөз ").repeat(900)
        ).unwrap();
    }
    text
}

fn registers() -> Vec<Register> {
    let shipped = |name: &'static str| Register {
        name,
        text: std::fs::read_to_string(Path::new(ROOT).join("registers").join(name).with_extension("toml")).unwrap(),
    };
    let criteria = Register { name: "criteria", text: include_str!("criteria/nine.toml").to_owned() };
    vec![shipped("dostuk"), shipped("department"), Register { name: "half-filled", text: half_filled() }, criteria]
}

/// The registers with what the program made of them, in a folder: `NAME-LANGUAGE.xlsx`, `.json`, `NAME.toml`.
struct Made {
    folder: TempDir,
    documents: Vec<Document>,
}

struct Document {
    name: String,
    language: Language,
    situations: Vec<String>,
    draft: Option<String>,
}

impl Made {
    fn new(registers: &[Register], languages: &[Language]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut documents = Vec::new();
        for register in registers {
            let file = format!("{}.toml", register.name);
            std::fs::write(folder.path().join(&file), &register.text).unwrap();
            for language in languages {
                let name = format!("{}-{}", register.name, language.code());
                let workbook = format!("{name}.xlsx");
                let mut assess = Command::new(env!("CARGO_BIN_EXE_tobokel"));
                assess.current_dir(folder.path()).args(["assess", &file, "-q", "-o", &workbook, "--format", "json"]);
                assess.args(["--lang", language.code(), "--as-of", "2026-11-21", "--fail-on", "never"]);
                let json = succeeded(assess);
                std::fs::write(folder.path().join(format!("{name}.json")), &json.stdout).unwrap();
                let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
                let situations = json["registers"][0]["situations"].as_array().unwrap();
                let id = |situation: &serde_json::Value| situation["id"].as_str().unwrap().to_owned();
                let open = situations.iter().filter(|situation| situation["sum"].is_null()).count();
                let draft = Message::new("draft").with("open", open).with("all", situations.len());
                documents.push(Document {
                    name,
                    language: *language,
                    situations: situations.iter().map(id).collect(),
                    draft: (open > 0).then(|| language.message(&draft)),
                });
            }
        }
        Self { folder, documents }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Has `LibreOffice` convert all workbooks at once, with a profile of its own, into another folder.
    fn converted(&self, to: &str) -> PathBuf {
        let (profile, out) = (self.path("profile"), self.path(to));
        let profile = profile.to_string_lossy().replace('\\', "/");
        let slash = if profile.starts_with('/') { "" } else { "/" };
        let mut office = Command::new(std::env::var_os("TOBOKEL_SOFFICE").unwrap_or_else(|| "soffice".into()));
        office.arg(format!("-env:UserInstallation=file://{slash}{profile}"));
        office.args(["--headless", "--convert-to", to, "--outdir"]).arg(&out);
        office.args(self.documents.iter().map(|document| self.path(&format!("{}.xlsx", document.name))));
        let output = succeeded(office);
        for document in &self.documents {
            let made = out.join(format!("{}.{to}", document.name));
            assert!(made.exists(), "{} was not made\n{}", made.display(), String::from_utf8_lossy(&output.stderr));
        }
        out
    }
}

/// The output of a program that has to be there and to succeed.
fn succeeded(mut command: Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}"));
    let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said).into_owned()).join("\n");
    assert!(output.status.success(), "{command:?}: {}\n{said}", output.status);
    output
}

/// The pages of a PDF, as text: with `-layout` lines stay as they are seen, without it each cell's text stays in one piece.
fn pages(pdf: &Path, layout: &[&str]) -> Vec<String> {
    let mut command = Command::new("pdftotext");
    command.args(["-enc", "UTF-8"]).args(layout).arg(pdf).arg("-");
    let text = String::from_utf8(succeeded(command).stdout).expect("text in UTF-8");
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    // A form feed stands after each page, the last one too.
    assert_eq!(pages.pop().as_deref(), Some(""));
    pages
}

/// Whether a page has a line that is exactly this.
fn has_line(page: &str, line: &str) -> bool {
    page.lines().any(|found| found.trim() == line)
}

/// A text without any white space: where a line ends, and how far letters stand apart, is the type's affair.
fn closed_up(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// A word as it stands on a page, in points from the upper left corner.
struct Word {
    text: String,
    from: (f64, f64),
    to: (f64, f64),
}

/// The words of each page of a PDF with their places.
fn placed_words(pdf: &Path) -> Vec<Vec<Word>> {
    let mut command = Command::new("pdftotext");
    command.args(["-enc", "UTF-8", "-bbox"]).arg(pdf).arg("-");
    let text = String::from_utf8(succeeded(command).stdout).expect("text in UTF-8");
    let word = |line: &str| {
        let number = |name| {
            let value = line.split_once(&format!("{name}=\""))?.1.split('"').next()?;
            value.parse::<f64>().ok()
        };
        let text = line.split_once('>')?.1.split_once('<')?.0.to_owned();
        Some(Word { text, from: (number("xMin")?, number("yMin")?), to: (number("xMax")?, number("yMax")?) })
    };
    let pages = text.split("<page ").skip(1);
    pages.map(|page| page.lines().filter(|line| line.contains("<word ")).filter_map(word).collect()).collect()
}

impl Word {
    /// Whether two words are printed over each other: the lower lines of a text that is too tall for its row are.
    fn collides(&self, other: &Self) -> bool {
        let across = self.to.0.min(other.to.0) - self.from.0.max(other.from.0);
        let down = self.to.1.min(other.to.1) - self.from.1.max(other.from.1);
        let height = (self.to.1 - self.from.1).min(other.to.1 - other.from.1);
        across > 1.0 && down > height * 0.3
    }
}

#[test]
#[ignore = "needs LibreOffice"]
#[expect(clippy::print_stdout, reason = "how much was looked at is shown with --nocapture")]
fn libreoffice_prints_every_situation_on_a_page_of_its_own_with_nothing_cut() {
    let made = Made::new(&registers(), &Language::ALL);
    let out = made.converted("pdf");
    for document in &made.documents {
        let (name, language) = (&document.name, document.language);
        let pdf = out.join(format!("{name}.pdf"));
        let pages = pages(&pdf, &["-layout"]);
        println!("{name}: {} pages, {} situations", pages.len(), document.situations.len());
        for (number, page) in (1_usize..).zip(&pages) {
            let footer = Message::new("footer-page").with("page", number).with("pages", pages.len());
            let footer = language.message(&footer);
            assert!(page.contains(&footer), "{name}, page {number}: no footer {footer:?}");
            let day = language.date("2026-11-21".parse().unwrap());
            assert!(page.contains(&day), "{name}, page {number}: no date in the footer");
            if let Some(draft) = &document.draft {
                assert!(page.contains(draft), "{name}, page {number}: no draft mark");
            }
        }
        for (number, words) in (1_usize..).zip(placed_words(&pdf)) {
            for (at, word) in words.iter().enumerate() {
                if let Some(other) = words[at + 1..].iter().find(|other| word.collides(other)) {
                    panic!("{name}, page {number}: {:?} and {:?} are printed over each other", word.text, other.text);
                }
            }
        }
        let titles: Vec<String> = document
            .situations
            .iter()
            .map(|id| language.message(&Message::new("title-sheet").with("id", id.as_str())))
            .collect();
        let first = pages.iter().position(|page| has_line(page, &titles[0])).expect("the first assessment sheet");
        let last = pages.iter().position(|page| has_line(page, &language.text("title-plan"))).expect("the plan");
        assert_eq!(last - first, titles.len(), "{name}: pages of assessment sheets");
        for (title, page) in titles.iter().zip(&pages[first..last]) {
            assert!(has_line(page, title), "{name}: {title} is not on its page\n{page}");
        }
        for id in &document.situations {
            let on_a_line = |page: &String| page.lines().any(|line| line.split_whitespace().any(|word| word == id));
            assert!(pages.iter().any(on_a_line), "{name}: {id} is not printed");
        }
        let json = std::fs::read(made.path(&format!("{name}.json"))).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        let closed_up: Vec<String> = self::pages(&pdf, &[]).iter().map(|page| closed_up(page)).collect();
        let plan = closed_up[last..].concat();
        for (situation, page) in
            json["registers"][0]["situations"].as_array().unwrap().iter().zip(&closed_up[first..last])
        {
            for text in texts(situation) {
                // A label may be taken out of the page between two lines of a text, but no word of it is missing.
                let missing: Vec<&str> = text.split_whitespace().filter(|word| !page.contains(word)).collect();
                assert!(missing.is_empty(), "{name}, {}: cut in print: {missing:?} of {text}\n{page}", situation["id"]);
            }
            for measure in situation["measures"].as_array().unwrap() {
                let text = measure["text"].as_str().unwrap();
                // In a table of narrow columns a text is not always in one piece, but its words are.
                let missing: Vec<&str> = text.split([' ', '-']).filter(|word| !plan.contains(word)).collect();
                assert!(missing.is_empty(), "{name}, {}: cut in the printed plan: {missing:?}", situation["id"]);
            }
        }
    }
}

/// The texts of a situation that stand on its assessment sheet.
fn texts(situation: &serde_json::Value) -> Vec<String> {
    let mut values = vec![&situation["function"], &situation["text"], &situation["unit"], &situation["elsewhere"]];
    values.extend([&situation["likelihood"]["justification"], &situation["harm"]["justification"]]);
    values.extend([&situation["control"]["description"], &situation["control"]["evidence"]]);
    values.extend(situation["positions"].as_array().unwrap());
    for measure in situation["measures"].as_array().unwrap() {
        values.extend([&measure["text"], &measure["expected_result"], &measure["indicator"], &measure["funding"]]);
        values.extend(measure["responsible"].as_array().unwrap());
    }
    values.into_iter().filter_map(|value| value.as_str()).map(str::to_owned).collect()
}

/// What every cell of a workbook shows, a line for each.
fn cells(path: &Path) -> Vec<String> {
    let mut workbook: Xlsx<BufReader<File>> =
        calamine::open_workbook(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut cells = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let (row, column) = (top as usize + row + 1, left as usize + column + 1);
            let shown = cell.to_string();
            if !shown.is_empty() {
                cells.push(format!("{name}, row {row}, column {column}: {shown}"));
            }
        }
        let formulas = workbook.worksheet_formula(&name).unwrap();
        assert!(
            formulas.used_cells().all(|(_, _, formula)| formula.is_empty()),
            "{}: a formula on {name}",
            path.display()
        );
    }
    cells
}

#[test]
#[ignore = "needs LibreOffice"]
#[expect(clippy::print_stdout, reason = "how much was looked at is shown with --nocapture")]
fn libreoffice_saves_the_workbook_again_with_the_same_texts_in_the_same_cells() {
    let made = Made::new(&registers(), &[Language::Ky]);
    let out = made.converted("xlsx");
    for document in &made.documents {
        let file = format!("{}.xlsx", document.name);
        let (before, after) = (cells(&made.path(&file)), cells(&out.join(&file)));
        println!("{file}: {} cells", before.len());
        assert!(before.len() > 100, "{file}");
        let lost: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).take(3).collect();
        assert!(
            lost.is_empty() && before.len() == after.len(),
            "{file}: {} and {}: {lost:?}",
            before.len(),
            after.len()
        );
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_opens_hostile_texts_as_texts() {
    let made = Made::new(&[Register { name: "hostile", text: hostile() }], &[Language::Ky]);
    let out = made.converted("xlsx");
    // LibreOffice drops the control characters that XML cannot hold; all else must come back.
    let clean = |cells: Vec<String>| cells.into_iter().map(|cell| cell.replace('\u{1}', "")).collect::<Vec<_>>();
    let (before, after) = (clean(cells(&made.path("hostile-ky.xlsx"))), clean(cells(&out.join("hostile-ky.xlsx"))));
    let lost: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).take(3).collect();
    assert!(lost.is_empty() && before.len() == after.len(), "{} and {}: {lost:#?}", before.len(), after.len());
    made.converted("pdf");
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_keeps_the_way_to_a_cell_of_another_file() {
    let link = Link::Cells {
        file: Some("Достук 5%20.xlsx".to_owned()),
        sheet: "О'Нил 1".to_owned(),
        range: "F14:F20".to_owned(),
    };
    let mut sheet = Sheet { name: "a".to_owned(), widths: vec![20], ..Sheet::default() };
    sheet.row(vec![Cell::text(Role::Body, "F14:F20").linked(Some(link))]);
    let book = Book { as_of: Some("2026-11-21".parse().unwrap()), sheets: vec![sheet], ..Book::default() };
    let document = Document { name: "a".to_owned(), language: Language::Ky, situations: Vec::new(), draft: None };
    let made = Made { folder: TempDir::new().unwrap(), documents: vec![document] };
    std::fs::write(made.path("a.xlsx"), xlsx(book, "reply", "0").unwrap().0).unwrap();
    let mut archive = zip::ZipArchive::new(File::open(made.converted("xlsx").join("a.xlsx")).unwrap()).unwrap();
    let mut part = |name| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    // Saved one folder deeper, so the file is one folder up.
    let target = part("xl/worksheets/_rels/sheet1.xml.rels");
    assert!(target.contains("Target=\"../Достук%205%2520.xlsx\""), "{target}");
    let place = part("xl/worksheets/sheet1.xml").replace("&apos;", "'").replace("%20", " ");
    assert!(place.contains("location=\"'О''Нил 1'!F14:F20\""), "{place}");
}

#[test]
#[ignore = "needs openpyxl"]
#[expect(clippy::print_stdout, reason = "how much was looked at is shown with --nocapture")]
fn openpyxl_finds_every_value_of_the_assessment_in_the_cells() {
    let made = Made::new(&registers(), &Language::ALL);
    for document in &made.documents {
        let name = &document.name;
        let register = name.rsplit_once('-').map_or(name.as_str(), |(register, _)| register);
        let mut python = Command::new(std::env::var_os("TOBOKEL_PYTHON").unwrap_or_else(|| "python3".into()));
        python.arg(Path::new(ROOT).join("tests/support/check_workbook.py"));
        python.args([made.path(&format!("{name}.xlsx")), made.path(&format!("{name}.json"))]);
        python.arg(made.path(&format!("{register}.toml"))).arg(document.language.code());
        python.arg(Path::new(ROOT).join(format!("src/locale/{}.ftl", document.language.code())));
        python.arg(Path::new(ROOT).join("src/method/kg-232-2026.toml")).env("PYTHONIOENCODING", "utf-8");
        let said = succeeded(python).stdout;
        println!("{}", String::from_utf8_lossy(&said).trim_end());
    }
}

/// In a mount name space of its own, where a file system of 64 KiB stands in for the full disk; it goes away by itself.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs permission to mount a small file system"]
fn a_full_disk_keeps_the_old_file_and_leaves_nothing_half_written() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("disk")).unwrap();
    std::fs::copy(Path::new(ROOT).join("registers/dostuk.toml"), folder.path().join("a.toml")).unwrap();
    let script = r#"
        mount -t tmpfs -o size=64k tmpfs disk || exit 99
        "$0" assess a.toml -q --as-of 2026-01-01 -o disk/a.xlsx >&2 && cp disk/a.xlsx before.xlsx || exit 98
        head -c 1000000 /dev/zero > disk/filler 2> full.txt
        "$0" assess a.toml --lang en --as-of 2026-02-02 -o disk/a.xlsx 2> stderr.txt
        echo "exit $?"
        cmp disk/a.xlsx before.xlsx && ls -A disk
    "#;
    let mut unshare = Command::new("unshare");
    unshare.args(["--mount", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_tobokel")]);
    let output = unshare.current_dir(folder.path()).output().expect("unshare");
    let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{stderr}", output.status);
    assert_eq!(stdout, "exit 2\na.xlsx\nfiller\n", "{stderr}");
    let said = std::fs::read_to_string(folder.path().join("stderr.txt")).unwrap();
    let error = Language::En.message(&Message::new("cannot-write").with("path", "disk/a.xlsx"));
    let reason = Language::En.text("reason-disk-full");
    assert!(said.contains(&format!("{error}: {reason}")), "{said}");
    assert!(said.contains(&Language::En.text("cannot-write-help")), "{said}");
}

/// The disk fills while a batch is written: what fitted is whole, what did not is named, and nothing lies about half written.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs permission to mount a small file system"]
fn a_full_disk_in_the_middle_of_a_batch_keeps_what_was_written_and_names_the_rest() {
    let folder = TempDir::new().unwrap();
    for name in ["disk", "in", "copy"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
    }
    let register = std::fs::read_to_string(Path::new(ROOT).join("registers/dostuk.toml")).unwrap();
    for number in 0..12 {
        let own = register.replace("\"dostuk\"", &format!("\"dostuk{number:02}\""));
        std::fs::write(folder.path().join(format!("in/r{number:02}.toml")), own).unwrap();
    }
    let script = r#"
        mount -t tmpfs -o size=192k tmpfs disk || exit 99
        "$0" assess in --lang en --as-of 2026-02-02 -o disk/out 2> stderr.txt > stdout.txt
        echo "exit $?"
        cp disk/out/* copy
        ls -A disk/out
    "#;
    let mut unshare = Command::new("unshare");
    unshare.args(["--mount", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_tobokel")]);
    let output = unshare.current_dir(folder.path()).output().expect("unshare");
    let (stdout, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}\n{stderr}", output.status);
    let said = std::fs::read_to_string(folder.path().join("stderr.txt")).unwrap();
    assert!(stdout.starts_with("exit 2\n"), "{stdout}{said}");
    let written: Vec<&str> = stdout.lines().skip(1).collect();
    assert!(!written.is_empty() && written.iter().all(|name| !name.starts_with('.')), "{written:?}");
    let documents = (0..12).map(|number| format!("r{number:02}.xlsx")).chain(
        ["consolidated.xlsx", "consolidated.json", "organizations.csv", "situations.csv", "measures.csv"]
            .map(str::to_owned),
    );
    let mut missing = 0;
    for name in documents {
        if !written.contains(&name.as_str()) {
            let path = format!("disk/out/{name}");
            let error = Language::En.message(&Message::new("cannot-write").with("path", path.as_str()));
            assert!(said.contains(&format!("{error}: {}", Language::En.text("reason-disk-full"))), "{name}: {said}");
            missing += 1;
        } else if name.ends_with("xlsx") {
            let bytes = std::fs::read(folder.path().join("copy").join(&name)).unwrap();
            assert!(bytes[bytes.len() - 22..].starts_with(b"PK\x05\x06"), "{name} is whole");
        }
    }
    assert!(missing > 0, "the disk was full: {written:?}");
}
