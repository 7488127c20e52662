//! A sweep of faults: a batch of twenty registers in which each write, sync, rename, opening of a file to write and making of
//! a folder fails in turn, and which is killed at fifty instants. Whatever happens, every file is whole, nothing is said to
//! be written that is not, a run that failed does not end as one that succeeded, and the next run leaves nothing behind.
//!
//! `strace` injects the faults at the border of the system: what a library calls past the C library is met, too. Each thread
//! counts its own calls there.

#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "a test says what it counted")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

/// How many registers the batch has.
const REGISTERS: usize = 20;
/// At how many instants it is killed.
const KILLS: usize = 50;
/// What each run makes: for each register a workbook, a reply, its letter and a seal; ten documents of all of them in the
/// folder, one beside it, and the index of replies twice.
const FILES: usize = 4 * REGISTERS + 13;

/// The calls that can fail, each with the errors that it fails with.
const FAULTS: [(&str, &[&str]); 7] = [
    ("openat", &["ENOSPC", "EIO"]),
    ("write", &["ENOSPC", "EIO"]),
    ("fsync", &["EIO", "ENOSPC"]),
    ("renameat", &["EIO", "ENOSPC"]),
    ("renameat2", &["EIO", "ENOSPC"]),
    ("mkdir", &["ENOSPC", "EIO"]),
    ("fchmod", &["EIO"]),
];

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A folder in memory where there is one: syncs are counted, not waited for.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory).unwrap() } else { TempDir::new().unwrap() }
}

/// The program that is tried: the release build in `.ci/run`, which is quicker.
fn program() -> PathBuf {
    std::env::var_os("TOBOKEL_PROGRAM").map_or_else(|| env!("CARGO_BIN_EXE_tobokel").into(), PathBuf::from)
}

fn register(number: usize) -> String {
    format!(
        "[organization]\nname = \"Body {number}\"\nlanguage = \"en\"\n[[function]]\nname = \"land\"\n\
         [[function.situation]]\ntext = \"A plot is given to a friend, case {number}\"\n\
         likelihood = {{ score = 1, justification = \"seen once\" }}\nharm = {{ score = 1, justification = \"rent\" }}\n"
    )
}

/// The arguments of the batch on a day, with so many threads.
fn arguments(day: &str, threads: usize) -> Vec<String> {
    let fixed = "assess in -o out -o all.json --replies replies --seal --force --lang en";
    let mut all: Vec<String> = fixed.split(' ').map(str::to_owned).collect();
    all.extend(["--as-of".into(), day.into(), "-j".into(), threads.to_string()]);
    all
}

const OLD: &str = "2026-06-29";
const NEW: &str = "2026-06-30";

fn inputs(folder: &Path) {
    std::fs::create_dir_all(folder.join("in")).unwrap();
    for number in 0..REGISTERS {
        std::fs::write(folder.join(format!("in/r{number:02}.toml")), register(number)).unwrap();
    }
}

/// Everything that a run wrote, or left.
fn outputs(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in walk(folder) {
        let below = entry.strip_prefix(folder).unwrap().to_owned();
        let is_input = below.starts_with("in") && !below.to_string_lossy().contains(".seal.") && !is_unfinished(&below);
        if !is_input {
            files.insert(below, std::fs::read(&entry).unwrap());
        }
    }
    files
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            files.extend(walk(&entry.path()));
        } else {
            files.push(entry.path());
        }
    }
    files
}

fn is_unfinished(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".tmp"))
}

fn run(folder: &Path, day: &str, threads: usize) -> Output {
    let mut command = Command::new(program());
    command.current_dir(folder).args(arguments(day, threads)).env_remove("SOURCE_DATE_EPOCH");
    command.output().expect("the program starts")
}

fn traced(folder: &Path, threads: usize, log: &Path, how: &[String]) -> Output {
    let mut strace = Command::new("strace");
    strace.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").arg("-f").arg("-qq").arg("-o").arg(log);
    strace.args(how).arg(program()).args(arguments(NEW, threads));
    strace.output().expect("strace starts: this test needs it")
}

/// The files of an undisturbed run.
fn undisturbed(day: &str) -> Files {
    let folder = folder();
    inputs(folder.path());
    let output = run(folder.path(), day, 2);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let files = outputs(folder.path());
    assert_eq!(files.len(), FILES, "{:?}", files.keys());
    files
}

fn write(folder: &Path, files: &Files) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// A folder as a disturbed run finds it: with the files of an earlier run, or without.
fn scene(before: Option<&Files>) -> TempDir {
    let folder = folder();
    inputs(folder.path());
    if let Some(before) = before {
        write(folder.path(), before);
    }
    folder
}

/// A call of a thread, by its name and its number among those of that name: so `strace` counts.
type Call = (String, usize);

/// The calls of an undisturbed run, from the first file that it makes on, in their order; each with the whole line.
fn calls(before: Option<&Files>, threads: usize) -> Vec<(Call, String)> {
    let folder = scene(before);
    let logs = TempDir::new().unwrap();
    let log = logs.path().join("log");
    let output = traced(folder.path(), threads, &log, &["-e".into(), "trace=all".into()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&std::fs::read(&log).unwrap()).into_owned();
    let mut numbers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut all = Vec::new();
    for line in text.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((name, _)) = call.trim_start().split_once('(') else { continue };
        let is_name = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        if is_name {
            let number = numbers.entry((thread, name)).or_default();
            *number += 1;
            all.push(((name.to_owned(), *number), call.to_owned()));
        }
    }
    let first = all.iter().position(|(_, line)| line.contains("O_CREAT")).expect("a file is made");
    all.split_off(first)
}

/// Which calls are to fail: of openings those that make a file and those of folders that are synced; of writes those into
/// files, for whether somebody listens is no matter of files.
fn to_fail(calls: &[(Call, String)]) -> BTreeMap<&'static str, BTreeSet<usize>> {
    let mut wanted: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for ((name, number), line) in calls {
        let Some((name, _)) = FAULTS.iter().find(|(known, _)| known == name) else { continue };
        let concerns_files = match *name {
            "openat" => {
                line.contains("O_CREAT")
                    || ["/out\"", "/replies\"", "/in\"", "\".\""].iter().any(|end| line.contains(end))
            }
            "write" => !line.contains("write(1,") && !line.contains("write(2,"),
            _ => true,
        };
        if concerns_files {
            wanted.entry(name).or_default().insert(*number);
            *totals.entry(name).or_default() += 1;
        }
    }
    println!("{totals:?}");
    wanted
}

/// One disturbed run.
struct Case<'f> {
    before: Option<&'f Files>,
    threads: usize,
    inject: String,
}

/// Whether a file is an index of replies with all its rows: which replies could be written stands in it, so a disturbed run
/// makes another one.
fn is_whole_index(name: &Path, bytes: &[u8]) -> bool {
    if name == Path::new("replies/index.csv") {
        let text = String::from_utf8_lossy(bytes);
        return text.ends_with('\n') && text.lines().count() == REGISTERS + 1;
    }
    name == Path::new("replies/index.xlsx") && zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok()
}

/// What must hold after a disturbed run; what became of it.
fn judge(case: &Case<'_>, new: &Files) -> &'static str {
    let folder = scene(case.before);
    let logs = TempDir::new().unwrap();
    let how = ["-e".to_owned(), format!("inject={}", case.inject)];
    let output = traced(folder.path(), case.threads, &logs.path().join("log"), &how);
    let about = format!("{} -j {}", case.inject, case.threads);
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    let files = outputs(folder.path());
    let is_whole =
        |name: &Path| files.get(name).is_some_and(|bytes| Some(bytes) == new.get(name) || is_whole_index(name, bytes));
    for (name, bytes) in files.iter().filter(|(name, _)| !is_unfinished(name)) {
        let old = case.before.and_then(|before| before.get(name));
        assert!(is_whole(name) || Some(bytes) == old, "{about}: {} is torn\n{said}", name.display());
    }
    for name in case.before.into_iter().flat_map(|before| before.keys()) {
        assert!(files.contains_key(name), "{about}: {} is gone\n{said}", name.display());
    }
    // A line that was itself disturbed names nothing.
    let named = said.lines().filter_map(|line| line.strip_prefix("Written: "));
    for name in named.filter(|name| new.contains_key(Path::new(name))) {
        assert!(is_whole(Path::new(name)), "{about}: {name} is said to be written\n{said}");
    }
    if let Some((_, count)) = said.split_once("Documents written — ") {
        let count: usize = count.split('.').next().unwrap().trim().parse().unwrap();
        let there = new.keys().filter(|name| name.starts_with("out") || name.starts_with("replies"));
        assert!(count <= there.filter(|name| is_whole(name)).count(), "{about}: {count} are not there\n{said}");
    }
    let was_killed = output.status.code().is_none() || said.contains("Killed") || output.status.code() == Some(137);
    let all_there = new.keys().all(|name| is_whole(name));
    if output.status.code() == Some(0) {
        assert!(all_there, "{about}: the run ended well and is not whole\n{said}");
    }
    if !was_killed {
        let left = files.keys().find(|name| is_unfinished(name));
        assert!(left.is_none(), "{about}: {left:?} is left\n{said}");
    }
    // What a killed run left is gone after the next one.
    let next = run(folder.path(), NEW, 2);
    assert_eq!(next.status.code(), Some(0), "{about}: {}", String::from_utf8_lossy(&next.stderr));
    assert!(outputs(folder.path()) == *new, "{about}: the next run makes everything, and leaves nothing else");
    if was_killed {
        "killed"
    } else if output.status.code() == Some(0) {
        "not concerned"
    } else if all_there {
        "failed, all there"
    } else {
        "failed, some there"
    }
}

/// Judges all cases on all processors.
fn sweep(cases: &[Case<'_>], new: &Files) {
    let (next, outcomes) = (AtomicUsize::new(0), Mutex::new(BTreeMap::<&str, usize>::new()));
    let workers = std::thread::available_parallelism().map_or(2, |number| number.get());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = judge(case, new);
                    *outcomes.lock().unwrap().entry(outcome).or_default() += 1;
                }
            });
        }
    });
    println!("{} runs: {:?}", cases.len(), outcomes.into_inner().unwrap());
}

#[test]
#[ignore = "needs strace"]
fn no_fault_of_the_system_tears_a_file_or_makes_a_failed_run_say_that_it_wrote() {
    let (old, new) = (undisturbed(OLD), undisturbed(NEW));
    assert!(old.keys().eq(new.keys()) && old != new);
    let mut cases = Vec::new();
    // With several threads the numbers of openings differ from run to run, and an input that cannot be opened is no fault.
    let is_opening = |call: &str| call == "openat";
    let mut add = |before, threads, wanted: &dyn Fn(&str) -> bool| {
        for (call, numbers) in to_fail(&calls(before, threads)).into_iter().filter(|(call, _)| wanted(call)) {
            let errors = FAULTS.iter().find(|(name, _)| *name == call).unwrap().1;
            for (at, number) in numbers.into_iter().enumerate() {
                let error = errors[at % errors.len()];
                cases.push(Case { before, threads, inject: format!("{call}:error={error}:when={number}") });
            }
        }
    };
    add(None, 1, &|_| true);
    add(Some(&old), 1, &is_opening);
    add(Some(&old), 2, &|call| !is_opening(call));
    sweep(&cases, &new);
}

#[test]
#[ignore = "needs strace"]
fn a_kill_at_any_instant_leaves_whole_files_and_nothing_after_the_next_run() {
    let (old, new) = (undisturbed(OLD), undisturbed(NEW));
    let mut cases = Vec::new();
    for (before, threads) in [(None, 1), (Some(&old), 2)] {
        let all = calls(before, threads);
        let instants = (0..KILLS / 2).map(|instant| &all[all.len() * instant / (KILLS / 2)].0);
        let kill = |(name, number): &Call| format!("{name}:signal=KILL:when={number}");
        cases.extend(instants.map(|call| Case { before, threads, inject: kill(call) }));
    }
    sweep(&cases, &new);
}
