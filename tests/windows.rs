//! The Windows program does what the Linux program does: the same command lines in two copies of one folder, with the same
//! exit code, the same words on both streams and the same files, byte for byte. `.ci/windows` builds it and runs it under Wine.
//!
//! What only Windows has stands at the end: patterns that no shell expands, files that another program holds, long paths.

#![allow(clippy::print_stdout, reason = "a test says what it counted")]

use crate::intake::corpus::corpus;
use crate::support::{run_in, tobokel};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;
use tobokel::rules::examples::EXAMPLES;
use walkdir::WalkDir;

/// The command lines of the documents, one a line; `< FILE` is standard input.
const LINES: &str = include_str!("windows/lines.txt");
/// What every command line has, unless it names a day itself.
const DAY: &str = "2026-11-21";
/// How many programs run at the same time.
const AT_ONCE: usize = 2;

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The program that runs the Windows program, as `.ci/windows` names it.
fn windows_program() -> PathBuf {
    std::env::var_os("TOBOKEL_WINDOWS_PROGRAM").expect("TOBOKEL_WINDOWS_PROGRAM names it").into()
}

fn windows(folder: &Path, words: &[&str]) -> Command {
    run_in(folder, &windows_program(), words)
}

/// The words of a command line; what holds spaces stands in quotation marks.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.flat_map(|words: Vec<String>| words).collect()
}

fn files(folder: &Path) -> Files {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path());
    files.map(|path| (path.strip_prefix(folder).unwrap().to_owned(), std::fs::read(&path).unwrap())).collect()
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let path = to.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// Two copies of a folder, and what was compared in them.
struct Twins {
    linux: TempDir,
    windows: TempDir,
    runs: AtomicUsize,
    outputs: AtomicUsize,
    differences: Mutex<Vec<String>>,
}

impl Twins {
    fn new(fill: impl FnOnce(&Path)) -> Self {
        let [linux, windows] = [(); 2].map(|()| TempDir::new().unwrap());
        fill(linux.path());
        // What is made here has the time in it: it is made once.
        copy(linux.path(), windows.path());
        let (runs, outputs, differences) = Default::default();
        Self { linux, windows, runs, outputs, differences }
    }

    /// Runs a command line in both; what a program says is compared at once.
    fn run(&self, line: &str) {
        let words = words(line);
        let (words, input) = match words.iter().position(|word| word == "<") {
            Some(at) => (&words[..at], Some(&words[at + 1])),
            None => (&words[..], None),
        };
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        if !words.contains(&"--as-of") {
            words.extend(["--as-of", DAY]);
        }
        let output = |mut command: Command, folder: &Path| {
            command.stdin(input.map_or_else(Stdio::null, |input| File::open(folder.join(input)).unwrap().into()));
            command.output().unwrap()
        };
        let here = output(tobokel(self.linux.path(), &words), self.linux.path());
        let there = output(windows(self.windows.path(), &words), self.windows.path());
        self.runs.fetch_add(1, Ordering::Relaxed);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        self.compare(&format!("{line}: exit code"), &here.status.code(), &there.status.code());
        self.compare(&format!("{line}: standard output"), &text(&here.stdout), &text(&there.stdout));
        self.compare(&format!("{line}: standard error"), &text(&here.stderr), &text(&there.stderr));
    }

    fn compare<T: PartialEq + std::fmt::Debug>(&self, what: &str, here: &T, there: &T) {
        self.outputs.fetch_add(1, Ordering::Relaxed);
        if here != there {
            let [here, there] = [format!("{here:?}"), format!("{there:?}")];
            let equal = here.chars().zip(there.chars()).take_while(|(one, other)| one == other).count();
            let shown = |text: String| text.chars().skip(equal.saturating_sub(100)).take(400).collect::<String>();
            let difference = format!("{what}\n  Linux:   {}\n  Windows: {}", shown(here), shown(there));
            self.differences.lock().unwrap().push(difference);
        }
    }

    /// Compares all files, and says how much was compared.
    fn settle(self, what: &str) {
        let (here, there) = (files(self.linux.path()), files(self.windows.path()));
        let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&here), names(&there), "the same files");
        for (path, bytes) in &here {
            let is_equal = *bytes == there[path];
            self.compare(&format!("the bytes of {}", path.display()), &true, &is_equal);
        }
        let differences = self.differences.into_inner().unwrap();
        let (runs, outputs) = (self.runs.into_inner(), self.outputs.into_inner());
        let equal = outputs - differences.len();
        println!("{what}: {runs} command lines run on both systems; {equal} of {outputs} outputs are equal");
        assert!(differences.is_empty(), "{}", differences.join("\n"));
    }
}

/// Does something with each, some at the same time.
fn each<T: Sync>(all: &[T], act: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    act(one);
                }
            });
        }
    });
}

#[test]
#[ignore = "needs Wine"]
fn every_document_is_the_same_on_windows() {
    let twins = Twins::new(|folder| {
        for name in ["registers", "examples", "tests/compare", "tests/plans", "tests/methods"] {
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name), &folder.join(name));
        }
    });
    for line in LINES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        twins.run(line);
    }
    twins.settle("documents");
}

#[test]
#[ignore = "needs Wine"]
fn what_is_found_in_every_file_of_the_gallery_is_the_same_on_windows() {
    let mut lines = Vec::new();
    let twins = Twins::new(|folder| {
        for (number, case) in corpus().into_iter().enumerate() {
            // As the case names it, in a folder of its own.
            let path = format!("{number}/{}", case.path);
            std::fs::create_dir(folder.join(number.to_string())).unwrap();
            std::fs::write(folder.join(&path), case.bytes).unwrap();
            lines.push(
                format!("check \"{path}\"")
                    + &case.sheet.map(|sheet| format!(" --sheet \"{sheet}\"")).unwrap_or_default(),
            );
        }
        for example in EXAMPLES {
            let path = format!("{}.{}", example.code, example.format);
            std::fs::write(folder.join(&path), example.whole(example.bad)).unwrap();
            lines.push(format!("check {path} --lang ru"));
        }
    });
    for language in ["ky", "ru", "en"] {
        lines.push(format!("check . --lang {language} --format concise"));
    }
    lines.extend(["json", "sarif", "junit", "github"].map(|format| format!("check . --format {format}")));
    each(&lines, |line| twins.run(line));
    twins.settle("gallery of bad input");
}

/// A run of the Windows program that must end with a code; returns what it said.
fn said(folder: &Path, words: &[&str], code: i32) -> String {
    let Output { status, stdout, stderr } = windows(folder, words).output().unwrap();
    let said = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(code), "{words:?}: {said}");
    said
}

fn desktop() -> TempDir {
    let folder = TempDir::new().unwrap();
    let desk = folder.path().join("Иш столу (1)");
    std::fs::create_dir(&desk).unwrap();
    for (name, register) in [("Тизмек 1.toml", "dostuk"), ("Тизмек 2.TOML", "department")] {
        std::fs::copy(format!("registers/{register}.toml"), desk.join(name)).unwrap();
    }
    folder
}

#[test]
#[ignore = "needs Wine"]
fn a_pattern_is_expanded_with_backslashes_and_in_any_letter_case() {
    let folder = desktop();
    for pattern in ["Иш столу (1)\\*.toml", "иш СТОЛУ (1)\\ТИЗМЕК ?.tomL", "Иш столу (1)/*.TOML", ".\\иш*\\*.toml"]
    {
        let said = said(folder.path(), &["assess", pattern, "--format", "csv", "--fail-on", "never", "-q"], 0);
        let assessed = ["dostuk/1.1", "department/1.1"].map(|id| said.lines().any(|row| row.starts_with(id)));
        assert_eq!(assessed, [true, true], "{pattern}: {said}");
    }
    let none = said(folder.path(), &["check", "Иш столу (1)\\*.xlsx", "--lang", "en"], 2);
    assert!(none.contains("no file has such a name"), "{none}");
}

#[test]
#[ignore = "needs Wine"]
fn a_path_of_any_length_is_read_and_written() {
    let folder = desktop();
    let long = (0..8).map(|number| format!("{number}{}", "папка".repeat(10))).collect::<Vec<_>>().join("\\");
    let named = |name: &str| format!("{long}\\{name}");
    for _ in 0..2 {
        said(
            folder.path(),
            &["assess", "Иш столу (1)\\Тизмек 1.toml", "-o", &named("а.xlsx"), "-o", &named("all/"), "-q"],
            0,
        );
    }
    said(folder.path(), &["convert", "Иш столу (1)\\Тизмек 1.toml", &named("форма.xlsx"), "-q"], 0);
    let made = files(folder.path());
    assert!(made.keys().any(|path| path.to_string_lossy().chars().count() > 400), "{:?}", made.keys());
    said(folder.path(), &["check", &named("форма.xlsx"), "--fail-on", "never", "-q"], 0);
}

/// A file that another program has open and shares with none, as long as it stands.
struct Held(std::process::Child);

impl Held {
    fn new(path: &Path) -> Self {
        let mut program = Command::new(windows_program().with_file_name("hold"));
        let mut child = program.arg(path).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        // It says so once it has the file.
        let mut held = [0; 4];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut held).unwrap();
        assert_eq!(&held, b"held");
        Self(child)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        self.0.wait().unwrap();
    }
}

#[test]
#[ignore = "needs Wine"]
fn a_file_that_another_program_holds_is_told_to_be_closed_there() {
    let folder = desktop();
    let register = "Иш столу (1)\\Тизмек 1.toml";
    said(folder.path(), &["assess", register, "-o", "a.xlsx", "-q"], 0);
    let before = std::fs::read(folder.path().join("a.xlsx")).unwrap();
    let held = Held::new(&folder.path().join("a.xlsx"));
    for force in [&[][..], &["--force"]] {
        let words = [&["assess", register, "-o", "a.xlsx", "-q", "--lang", "ru"], force].concat();
        let refused = said(folder.path(), &words, 2);
        assert!(refused.contains("a.xlsx") && refused.contains("закройте его там и повторите"), "{refused}");
        // One advice, not two.
        assert!(!refused.contains("-o"), "{refused}");
    }
    drop(held);
    assert!(before == std::fs::read(folder.path().join("a.xlsx")).unwrap());
    let held = Held::new(&folder.path().join("Иш столу (1)/Тизмек 1.toml"));
    let refused = said(folder.path(), &["check", register, "--lang", "ru"], 2);
    assert!(refused.contains("закройте его там и повторите"), "{refused}");
    drop(held);
    let left = files(folder.path()).into_keys().filter(|path| path.to_string_lossy().contains(".tobokel-")).count();
    assert_eq!(left, 0, "nothing unfinished is left");
}
