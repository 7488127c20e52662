//! The documents keep their word: the tables of fields and findings are made from the program's own, every command in a `console` block
//! is run, every output shown beside a command is what it prints, every link to a file leads to a file.
//!
//! In a `console` block a line that begins with `$ ` is a command; `# exit 1` after it is the exit code to expect (0 if
//! none is noted); the lines below are its output, where a line `…` stands for any number of lines left out.
//!
//! `TOBOKEL_BLESS=1 cargo test readme::` rewrites the tables and the recorded outputs instead of comparing them.

use std::fs::{self, File};
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;
use tobokel::config::all_codes;
use tobokel::locale::Language;
use tobokel::method::{DEFAULT, Method};
use tobokel::model::{Category, FIELDS, Keyword, Kind, OrganizationKind, Reporting, Status, Table, Verification};
use tobokel::read::embedded_method;
use walkdir::WalkDir;

/// The width of every table shown.
const COLUMNS: &str = "100";
/// Stands for lines left out of an output shown.
const LEFT_OUT: &str = "…";
/// The documents without commands.
const TEXTS: [&str; 11] = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/adding.md",
    "docs/architecture.md",
    "docs/figures.md",
    "docs/findings.md",
    "docs/judgement.md",
    "docs/method.md",
    "docs/windows.md",
    "examples/from-an-order/README.md",
];
/// A first page is read whole; its size in bytes, at most.
const FIRST_PAGE: usize = 15 * 1024;
/// The day of the recorded outputs.
const AS_OF: &str = "2026-11-21";

/// The documents, each with the folder in which its commands are typed.
const DOCUMENTS: [(&str, &str); 11] = [
    ("README.md", ""),
    ("docs/register.md", ""),
    ("docs/check.md", ""),
    ("docs/plans.md", ""),
    ("docs/ministry.md", ""),
    ("docs/outputs.md", ""),
    ("examples/first-assessment/README.md", "examples/first-assessment"),
    ("examples/other-methods/README.md", ""),
    ("examples/ci/README.md", "examples/ci"),
    ("examples/ministry/README.md", "examples/ministry"),
    ("examples/a-year-later/README.md", "examples/a-year-later"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn blessing() -> bool {
    std::env::var_os("TOBOKEL_BLESS").is_some_and(|value| value == "1")
}

/// A file of the project, its lines ended as on Unix.
fn read(path: &str) -> String {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.replace("\r\n", "\n")
}

/// A folder of its own with the registers and the examples, in which commands may write.
fn sandbox() -> TempDir {
    let sandbox = tempfile::tempdir().expect("a temporary folder");
    for folder in ["registers", "examples"] {
        for entry in WalkDir::new(root().join(folder)) {
            let entry = entry.expect("a folder of the project");
            let place = sandbox.path().join(entry.path().strip_prefix(root()).expect("a path in the project"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(place).expect("a folder");
            } else {
                fs::copy(entry.path(), place).expect("a copy");
            }
        }
    }
    sandbox
}

/// The program, in a folder, with nothing of the machine that could change what it prints.
fn tobokel(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tobokel"));
    command.current_dir(folder).env("COLUMNS", COLUMNS).env_remove("NO_COLOR").env("SOURCE_DATE_EPOCH", "1795219200");
    command
}

/// Runs a command and gives back its exit code and all that the screen shows, in the order in which it was printed.
/// With `redirected`, standard output goes to that file instead.
fn run(command: &mut Command, redirected: Option<&Path>) -> (Option<i32>, String) {
    let screen = tempfile::NamedTempFile::new().expect("a temporary file");
    let printed = screen.reopen().expect("a temporary file");
    let out = match redirected {
        Some(file) => File::create(file).expect("a file"),
        None => printed.try_clone().expect("one more handle"),
    };
    let status = command.stdin(Stdio::null()).stdout(out).stderr(printed).status().expect("the program starts");
    (status.code(), fs::read_to_string(screen.path()).expect("UTF-8"))
}

// ---- Commands and what they print ----------------------------------------------------------------------------------

/// A command that a document shows.
#[derive(Debug, Default)]
struct Shown {
    /// 1-based line in the document.
    line: usize,
    /// Environment variables set before the program's name.
    variables: Vec<(String, String)>,
    arguments: Vec<String>,
    /// The file that standard output goes to.
    redirected: Option<String>,
    exit: i32,
    output: Vec<String>,
}

impl Shown {
    fn parse(line: usize, typed: &str) -> Self {
        let (typed, exit) = typed.split_once(" # exit ").unwrap_or((typed, "0"));
        let exit = exit.trim().parse().unwrap_or_else(|_| panic!("line {line}: `{exit}` is no exit code"));
        let mut shown = Self { line, exit, ..Self::default() };
        let mut words = words(typed).into_iter().peekable();
        while let Some((name, value)) = words.peek().and_then(|word| word.split_once('=')) {
            shown.variables.push((name.to_owned(), value.to_owned()));
            words.next();
        }
        assert_eq!(words.next().as_deref(), Some("tobokel"), "line {line}: `{typed}`");
        while let Some(word) = words.next() {
            if word == ">" {
                shown.redirected = words.next();
            } else {
                shown.arguments.push(word);
            }
        }
        shown
    }
}

/// The words of a command line, as a shell would part them.
fn words(typed: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for sign in typed.trim().chars() {
        match (sign, quote) {
            ('\'' | '"', None) => quote = Some(sign),
            (_, Some(open)) if sign == open => quote = None,
            (' ', None) => words.push(std::mem::take(&mut word)),
            _ => word.push(sign),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// The lines of all code blocks of a language, numbered from 1; each block ends with `None`.
fn block_lines<'a>(text: &'a str, language: &str) -> Vec<Option<(usize, &'a str)>> {
    let mut lines = Vec::new();
    let mut inside: Option<bool> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match (line.trim_start().strip_prefix("```"), inside) {
            (Some(fence), None) => inside = Some(fence.trim() == language),
            (Some(_), Some(ours)) => {
                inside = None;
                lines.extend(ours.then_some(None));
            }
            (None, Some(true)) => lines.push(Some((number, line))),
            _ => {}
        }
    }
    lines
}

fn shown_commands(text: &str) -> Vec<Shown> {
    let mut commands: Vec<Shown> = Vec::new();
    let mut open = false;
    for (number, line) in block_lines(text, "console").into_iter().map(Option::unwrap_or_default) {
        if let Some(typed) = line.strip_prefix("$ ") {
            commands.push(Shown::parse(number, typed));
            open = true;
        } else if number == 0 {
            open = false;
        } else {
            assert!(open, "line {number}: output before any command");
            commands.last_mut().expect("a command").output.push(line.to_owned());
        }
    }
    for command in &mut commands {
        while command.output.last().is_some_and(|line| line.trim().is_empty()) {
            command.output.pop();
        }
    }
    commands
}

/// Compares the output shown with the one printed; gives back the first line shown that was not printed there.
fn first_untrue_line<'a>(shown: &'a [String], printed: &[&str]) -> Option<&'a str> {
    let (mut at, mut skipping) = (0, false);
    for line in shown {
        if line.trim() == LEFT_OUT {
            skipping = true;
            continue;
        }
        let found = if skipping {
            printed[at..].iter().position(|printed| printed.trim_end() == line.trim_end())
        } else {
            printed.get(at).filter(|printed| printed.trim_end() == line.trim_end()).map(|_| 0)
        };
        match found {
            Some(offset) => at += offset + 1,
            None => return Some(line),
        }
        skipping = false;
    }
    let complete = skipping || printed[at..].iter().all(|line| line.trim().is_empty());
    (!complete).then_some("(the end of the output)")
}

#[test]
fn every_command_shown_runs_and_prints_what_is_shown() {
    for (document, folder) in DOCUMENTS {
        let sandbox = sandbox();
        let folder = sandbox.path().join(folder);
        let commands = shown_commands(&read(document));
        assert!(!commands.is_empty(), "{document} shows no command");
        for shown in commands {
            let mut command = tobokel(&folder);
            command.args(&shown.arguments).envs(shown.variables.iter().map(|(name, value)| (name, value)));
            let redirected = shown.redirected.as_ref().map(|file| folder.join(file));
            let (exit, screen) = run(&mut command, redirected.as_deref());
            let place = format!("{document}:{}: tobokel {}", shown.line, shown.arguments.join(" "));
            assert_eq!(exit, Some(shown.exit), "{place}\n{screen}");
            if !shown.output.is_empty() {
                let printed: Vec<&str> = screen.lines().collect();
                let untrue = first_untrue_line(&shown.output, &printed);
                assert_eq!(untrue, None, "{place}\nprints:\n{screen}");
            }
        }
    }
}

#[test]
fn the_readmes_first_command_makes_a_workbook() {
    let readme = read("README.md");
    let lines: Vec<&str> = block_lines(&readme, "sh").into_iter().flatten().map(|(_, line)| line).collect();
    assert!(lines.contains(&"cargo test"), "README.md does not say how to test");
    let typed = lines.iter().find_map(|line| line.strip_prefix("cargo run --release -- "));
    let typed = typed.expect("README.md does not say how to run the program");
    let sandbox = sandbox();
    let (exit, screen) = run(tobokel(sandbox.path()).args(words(typed)), None);
    assert_eq!(exit, Some(0), "{typed}\n{screen}");
    let workbook = fs::read(sandbox.path().join("dostuk.xlsx")).expect("the workbook");
    assert!(workbook.starts_with(b"PK"), "not a workbook");
}

#[test]
fn the_first_assessment_prints_what_is_recorded() {
    for (register, exit, draft) in [("dolboor", 1, true), ("bakcha", 0, false)] {
        let sandbox = sandbox();
        let mut command = tobokel(&sandbox.path().join("examples/first-assessment"));
        command.args(["assess", &format!("{register}.toml"), "--color", "never", "--as-of", AS_OF]);
        let (code, screen) = run(&mut command, None);
        assert_eq!(code, Some(exit), "{register}");
        assert_eq!(screen.contains("ДОЛБООР"), draft, "{register}: the draft mark");
        let record = format!("examples/first-assessment/{register}.txt");
        if blessing() {
            fs::write(root().join(&record), &screen).expect("the record");
        }
        assert_eq!(read(&record), screen, "{record} is out of date; TOBOKEL_BLESS=1 rewrites it");
    }
}

// ---- Tables --------------------------------------------------------------------------------------------------------

/// Where a table stands: between `<!-- NAME -->` and `<!-- /NAME -->`.
fn section(text: &str, name: &str) -> Range<usize> {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).unwrap_or_else(|| panic!("the document lacks {open}")) + open.len();
    let end = start + text[start..].find(&close).unwrap_or_else(|| panic!("the document lacks {close}"));
    start..end
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn keys<T: Keyword>() -> Vec<String> {
    T::ALL.iter().map(|value| code(value.key())).collect()
}

/// What a field may hold, in words.
fn value(kind: Kind, method: &Method) -> String {
    let text = |id: &str| Language::En.text(id);
    let values = match kind {
        Kind::Text => return text("value-text"),
        Kind::Texts => return text("value-texts"),
        Kind::Boolean => return format!("{} or {}", code("true"), code("false")),
        Kind::Date => return text("value-date"),
        Kind::Period => return text("value-term"),
        Kind::Points => method.likelihood.iter().map(|point| code(&point.points.to_string())).collect(),
        Kind::Level => method.levels.iter().map(|level| code(&level.key)).collect(),
        Kind::Grade => {
            let grades = method.controls.iter().map(|grade| code(&grade.key));
            [code(&text("effectiveness-none"))].into_iter().chain(grades).collect()
        }
        Kind::Category => keys::<Category>(),
        Kind::OrganizationKind => keys::<OrganizationKind>(),
        Kind::Status => keys::<Status>(),
        Kind::Verification => keys::<Verification>(),
        Kind::Amount => return text("value-amount"),
        Kind::Reporting => keys::<Reporting>(),
        Kind::Language => Language::ALL.iter().map(|language| code(language.code())).collect::<Vec<_>>(),
    };
    values.join(", ")
}

fn fields_table() -> String {
    let method = embedded_method(DEFAULT).expect("the embedded method");
    let mut table = String::from("| Table | Key | What it is | What it holds | Needed |\n|---|---|---|---|---|\n");
    for field in FIELDS {
        let name = match field.table {
            Table::Organization => "[organization]",
            Table::Assessment => "[assessment]",
            Table::Function => "[[function]]",
            Table::Situation => "[[function.situation]]",
            Table::Criterion => "likelihood.criteria, harm.criteria",
            Table::Measure => "[[function.situation.measure]]",
            Table::Plan => "[plan]",
            Table::Chapter => "[[chapter]]",
            Table::Task => "[[chapter.task]]",
            Table::PlannedMeasure => "[[chapter.task.measure]]",
            Table::Abbreviation => "[[abbreviation]]",
        };
        let needed = if field.required { "yes" } else { "" };
        let (name, key) = (code(name), code(field.key));
        let (what, holds) = (Language::En.text(field.name), value(field.kind, &method));
        table.extend(["| ", &name, " | ", &key, " | ", &what, " | ", &holds, " | ", needed, " |\n"]);
    }
    table
}

/// All codes of findings, in the words of the English catalogue.
fn codes_table() -> String {
    let mut table = String::from("| Code | Name | Severity | What it means |\n|---|---|---|---|\n");
    for found in all_codes() {
        let meaning = Language::En.text(&format!("rule-{}", found.name));
        let severity = found.severity.key();
        table.extend(["| ", &code(found.code), " | ", &code(found.name), " | ", severity, " | ", &meaning, " |\n"]);
    }
    table
}

#[test]
fn the_tables_of_fields_and_findings_are_the_programs() {
    for (document, name, table) in
        [("docs/register.md", "register fields", fields_table()), ("docs/findings.md", "finding codes", codes_table())]
    {
        let before = read(document);
        let mut text = before.clone();
        text.replace_range(section(&before, name), &table);
        if blessing() {
            fs::write(root().join(document), &text).expect("the document");
        } else {
            assert!(text == before, "{document}: the table is out of date; TOBOKEL_BLESS=1 rewrites it:\n{text}");
        }
    }
}

#[test]
fn the_first_page_is_short() {
    let size = read("README.md").len();
    assert!(size <= FIRST_PAGE, "README.md: {size} bytes");
}

// ---- Links and pictures --------------------------------------------------------------------------------------------

#[test]
fn every_link_to_a_file_leads_to_a_file() {
    for document in DOCUMENTS.map(|(document, _)| document).into_iter().chain(TEXTS) {
        let text = read(document);
        let folder = root().join(document);
        let folder = folder.parent().expect("a folder");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap_or_default();
            if !path.is_empty() && !path.contains("://") {
                assert!(folder.join(path).exists(), "{document}: {link}");
            }
        }
    }
}

#[test]
fn pictures_are_small() {
    for entry in WalkDir::new(root().join("examples")) {
        let entry = entry.expect("a folder of the project");
        if entry.path().extension().is_some_and(|ending| ending == "png") {
            let size = entry.metadata().expect("a file").len();
            assert!(size < 200_000, "{}: {size} bytes", entry.path().display());
        }
    }
}
