//! The walls of the house: which module may import which, what only the command line may do, where two crates may be used,
//! how long a file may be, and that no sentence in Kyrgyz or Russian stands in code.
//!
//! The table is the design's, as data; a change to it is a decision, and its commit says why. The source is
//! scanned as text with comments, literals and test modules told apart; each scan is shown to find what it looks for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Each module with what it may import from the others.
const TABLE: [(&str, &[&str]); 15] = [
    ("text", &[]),
    ("source", &[]),
    ("locale", &[]),
    // Only `Language`: the language of a register's documents is part of the register.
    ("model", &["locale"]),
    // Only `Level`: a cell's role says which level of risk it shows, and writers colour it.
    ("sheet", &["model"]),
    ("method", &["model", "locale", "text"]),
    ("diag", &["source", "locale"]),
    ("assess", &["model", "method"]),
    ("inbox", &["text"]),
    ("read", &["text", "source", "locale", "model", "method", "diag"]),
    ("rules", &["text", "source", "locale", "model", "method", "assess", "diag"]),
    // `text`: "did you mean" for its keys and words.
    // `model`: the fields that a column of a table may be given.
    ("config", &["text", "source", "locale", "model", "diag", "read", "rules"]),
    // `source`: the JSON document gives the places of its findings.
    // `config`: its table of keys, from which its schema is made.
    ("report", &["text", "source", "locale", "model", "method", "assess", "diag", "sheet", "config"]),
    // `method`: a register as TOML is written with the method's keys, a decision of its writer.
    // `text`: what a terminal shows goes through the same function.
    ("write", &["text", "source", "locale", "model", "method", "assess", "diag", "sheet", "report"]),
    (
        "cli",
        &[
            "text", "source", "locale", "model", "sheet", "method", "diag", "assess", "inbox", "read", "rules",
            "config", "report", "write",
        ],
    ),
];

/// Where single names of a module may be imported and nothing else of it.
const ONLY: [(&str, &str, &[&str]); 3] = [
    ("model", "locale", &["Language"]),
    ("sheet", "model", &["Level"]),
    ("report", "config", &["CONFIG_KEYS", "ConfigKey", "ConfigKind"]),
];

/// No source file has more lines.
const LONGEST: usize = 500;

/// Files whose literals may be single Cyrillic letters, never words: the table of Latin letters with their Cyrillic twins
/// and the letter `ё`; the letters that are compared at once.
const LETTERS: [&str; 2] = ["src/text.rs", "src/text/letters.rs"];

// ---- The source as text

/// A source text taken apart.
#[derive(Debug, Default)]
struct Dissected {
    /// The code: comments, the insides of literals and test modules blanked, every line in its place.
    code: String,
    /// The literals outside test modules, each with its 1-based line.
    literals: Vec<(usize, String)>,
}

fn dissect(text: &str) -> Dissected {
    let letters: Vec<char> = text.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let mut code: Vec<char> = Vec::with_capacity(letters.len());
    // Where each literal begins, with its text.
    let mut literals: Vec<(usize, String)> = Vec::new();
    let blank = |code: &mut Vec<char>, from: usize, to: usize| {
        code.extend(letters[from..to].iter().map(|letter| if *letter == '\n' { '\n' } else { ' ' }));
    };
    let mut here = 0;
    while here < letters.len() {
        let before = code.last().copied().unwrap_or(' ');
        let end = match at(here) {
            '/' if at(here + 1) == '/' => {
                let end = (here..letters.len()).find(|index| at(*index) == '\n').unwrap_or(letters.len());
                blank(&mut code, here, end);
                end
            }
            '/' if at(here + 1) == '*' => {
                let (mut depth, mut end) = (1, here + 2);
                while depth > 0 && end < letters.len() {
                    match (at(end), at(end + 1)) {
                        ('/', '*') => (depth, end) = (depth + 1, end + 2),
                        ('*', '/') => (depth, end) = (depth - 1, end + 2),
                        _ => end += 1,
                    }
                }
                let end = end.min(letters.len());
                blank(&mut code, here, end);
                end
            }
            'r' if !is_word(before) || before == 'b' => {
                if let Some((from, to, end)) = raw_string(&letters, here) {
                    literals.push((here, letters[from..to].iter().collect()));
                    blank(&mut code, here, end);
                    end
                } else {
                    code.push('r');
                    here + 1
                }
            }
            quote @ ('"' | '\'') if quote == '"' || at(here + 1) == '\\' || at(here + 2) == '\'' => {
                let mut end = here + 1;
                while end < letters.len() && at(end) != quote {
                    end += if at(end) == '\\' { 2 } else { 1 };
                }
                let end = end.min(letters.len());
                literals.push((here, letters[here + 1..end].iter().collect()));
                code.push(quote);
                blank(&mut code, here + 1, end);
                if end < letters.len() {
                    code.push(quote);
                }
                (end + 1).min(letters.len())
            }
            letter => {
                code.push(letter);
                here + 1
            }
        };
        here = end;
    }
    for (from, to) in test_modules(&code) {
        literals.retain(|(at, _)| !(from..to).contains(at));
        for letter in &mut code[from..to] {
            if *letter != '\n' {
                *letter = ' ';
            }
        }
    }
    let line = |at: usize| letters[..at].iter().filter(|letter| **letter == '\n').count() + 1;
    Dissected {
        literals: literals.into_iter().map(|(at, text)| (line(at), text)).collect(),
        code: code.into_iter().collect(),
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// A raw string that begins at an `r`: where its text begins and ends, and where it ends itself.
fn raw_string(letters: &[char], start: usize) -> Option<(usize, usize, usize)> {
    let hashes = letters[start + 1..].iter().take_while(|letter| **letter == '#').count();
    let from = start + 1 + hashes;
    (letters.get(from) == Some(&'"')).then_some(())?;
    let closes = |at: &usize| {
        letters[*at] == '"' && letters[at + 1..].iter().take(hashes).filter(|l| **l == '#').count() == hashes
    };
    let to = (from + 1..letters.len()).find(closes)?;
    Some((from + 1, to, to + 1 + hashes))
}

/// The spans of items under `#[cfg(test)]`.
fn test_modules(code: &[char]) -> Vec<(usize, usize)> {
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some(found) = code[from..].windows(mark.len()).position(|window| window == mark) {
        let start = from + found;
        let mut depth = 0;
        let mut end = code.len();
        for (at, letter) in code.iter().enumerate().skip(start + mark.len()) {
            depth += match letter {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if depth == 0 && matches!(letter, '}' | ';') {
                end = at + 1;
                break;
            }
        }
        spans.push((start, end));
        from = end;
    }
    spans
}

/// The line of a byte offset, 1-based.
fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

/// Where a word of code stands: not inside a longer name.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let inside = |letter: Option<char>| letter.is_some_and(is_word);
        let begins = word.starts_with(is_word) && inside(code[..*at].chars().next_back());
        let ends = word.ends_with(is_word) && inside(code[at + word.len()..].chars().next());
        !begins && !ends
    })
}

// ---- Imports

/// What a file takes from the crate's root: line, path behind `crate::` (`locale::Language`, `locale::*`, `locale`).
/// `depth` is how many modules the file lies below the root: 1 for `src/read.rs`, 2 for `src/read/build.rs`.
fn imports(code: &str, depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut take = |at: usize, rest: &str| {
        let line = line_of(code, at);
        found.extend(paths(rest).into_iter().map(|path| (line, path)));
    };
    for at in words(code, "crate::") {
        take(at, &code[at + "crate::".len()..]);
    }
    for at in words(code, "super::").filter(|at| !code[..*at].ends_with("super::")) {
        let mut rest = &code[at..];
        let mut up = 0;
        while let Some(shorter) = rest.strip_prefix("super::") {
            (rest, up) = (shorter, up + 1);
        }
        if up >= depth {
            take(at, rest);
        }
    }
    found
}

/// The paths of a use tree, or of a path in code.
fn paths(tree: &str) -> Vec<String> {
    let tree = tree.trim_start();
    if let Some(group) = tree.strip_prefix('{') {
        let (mut depth, mut part, mut found) = (0, String::new(), Vec::new());
        for letter in group.chars() {
            match letter {
                '}' if depth == 0 => break,
                ',' if depth == 0 => found.extend(paths(&std::mem::take(&mut part))),
                letter => {
                    depth += match letter {
                        '{' => 1,
                        '}' => -1,
                        _ => 0,
                    };
                    part.push(letter);
                }
            }
        }
        found.extend(paths(&part));
        return found;
    }
    if tree.starts_with('*') {
        return vec!["*".to_owned()];
    }
    let name: String = tree.chars().take_while(|letter| is_word(*letter)).collect();
    if name.is_empty() {
        return Vec::new();
    }
    match tree[name.len()..].strip_prefix("::") {
        Some(rest) => {
            let below = paths(rest);
            if below.is_empty() { vec![name] } else { below.iter().map(|path| format!("{name}::{path}")).collect() }
        }
        None => vec![name],
    }
}

/// What is wrong with the imports of a module's file.
fn forbidden_imports(module: &str, code: &str, depth: usize) -> Vec<(usize, String)> {
    let allowed = TABLE.iter().find(|(name, _)| *name == module).map_or(&[][..], |(_, allowed)| allowed);
    imports(code, depth)
        .into_iter()
        .filter(|(_, path)| {
            let (target, name) = path.split_once("::").unwrap_or((path, ""));
            let only = ONLY.iter().find(|(from, to, _)| (*from, *to) == (module, target)).map(|(.., names)| names);
            let named = only.is_none_or(|names| names.contains(&name.split("::").next().unwrap_or_default()));
            target != module && !(allowed.contains(&target) && named)
        })
        .collect()
}

/// A way from a module back to itself, if there is one.
fn cycle<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    fn walk<'a>(
        edges: &BTreeMap<&'a str, BTreeSet<&'a str>>,
        way: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<&'a str>> {
        let here = *way.last()?;
        if let Some(start) = way[..way.len() - 1].iter().position(|module| *module == here) {
            return Some(way[start..].to_vec());
        }
        if done.contains(here) {
            return None;
        }
        for next in edges.get(here).into_iter().flatten() {
            way.push(next);
            if let Some(found) = walk(edges, way, done) {
                return Some(found);
            }
            way.pop();
        }
        done.insert(here);
        None
    }
    let mut done = BTreeSet::new();
    edges.keys().find_map(|start| walk(edges, &mut vec![*start], &mut done))
}

// ---- What only some files may do

/// What prints.
fn printing(code: &str) -> Vec<(usize, String)> {
    const WORDS: [&str; 8] =
        ["println!", "eprintln!", "print!", "eprint!", "dbg!", "stdout()", "stderr()", "StandardStream"];
    all(code, &WORDS)
}

/// What takes something from the machine: its environment, its clock, its time zone.
fn surroundings(code: &str) -> Vec<(usize, String)> {
    const WORDS: [&str; 10] = [
        "std::env",
        "env::var",
        "env::var_os",
        "env::args",
        "env::args_os",
        "SystemTime",
        "Instant::now",
        "Zoned::now",
        "Timestamp::now",
        "TimeZone::system",
    ];
    let mut found = all(code, &WORDS);
    for at in words(code, "std::").filter(|at| code[at + 5..].starts_with('{')) {
        let taken = paths(&code[at + 5..]);
        found.extend(
            taken
                .iter()
                .filter(|path| path.split("::").next() == Some("env"))
                .map(|path| (line_of(code, at), format!("std::{path}"))),
        );
    }
    found
}

fn all(code: &str, names: &[&str]) -> Vec<(usize, String)> {
    let found = names.iter().flat_map(|name| words(code, name).map(|at| (line_of(code, at), (*name).to_owned())));
    found.collect()
}

/// Where an error is replaced by another that does not know it.
fn swallowed(code: &str) -> Vec<(usize, String)> {
    code.match_indices("map_err(|_").map(|(at, found)| (line_of(code, at), found.to_owned())).collect()
}

/// The literals with Cyrillic letters.
fn cyrillic(literals: &[(usize, String)]) -> Vec<(usize, String)> {
    let is_cyrillic = |letter: char| ('\u{400}'..='\u{52f}').contains(&letter);
    literals.iter().filter(|(_, text)| text.chars().any(is_cyrillic)).cloned().collect()
}

/// Whether a file belongs to a module: is its own file, or lies in its folder.
fn belongs(path: &str, module: &str) -> bool {
    path == format!("src/{module}.rs") || path.starts_with(&format!("src/{module}/"))
}

// ---- The files

struct File {
    /// `src/read/build.rs`
    path: String,
    text: String,
    dissected: Dissected,
}

impl File {
    /// The module of the table that the file belongs to; none for the roots.
    fn module(&self) -> Option<&'static str> {
        TABLE.iter().map(|(module, _)| *module).find(|module| belongs(&self.path, module))
    }

    /// How many modules the file lies below the crate's root.
    fn depth(&self) -> usize {
        self.path.matches('/').count()
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// All files of the source, in the order of their paths.
static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let mut paths = Vec::new();
    collect(Path::new("src"), &mut paths);
    paths.sort();
    assert!(paths.len() > 40, "the source is there");
    let file = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("the source can be read");
        let dissected = dissect(&text);
        File { path: path.to_string_lossy().replace('\\', "/"), text, dissected }
    };
    paths.iter().map(file).collect()
});

/// Every hit of a scan in the files that it is about, as `src/a.rs:7: what`.
fn hits(concerned: impl Fn(&File) -> bool, scan: impl Fn(&File) -> Vec<(usize, String)>) -> Vec<String> {
    let of = |file: &File| -> Vec<String> {
        scan(file).into_iter().map(|(line, what)| format!("{}:{line}: {what}", file.path)).collect()
    };
    FILES.iter().filter(|file| concerned(file)).flat_map(of).collect()
}

const NOTHING: [&str; 0] = [];

// ---- The walls

#[test]
fn every_module_of_the_library_is_in_the_table_and_has_its_files() {
    let root = dissect(&std::fs::read_to_string("src/lib.rs").expect("the library is there")).code;
    let declared: BTreeSet<&str> = root
        .lines()
        .filter_map(|line| line.trim().strip_suffix(';')?.split_once("mod ").map(|(_, module)| module.trim()))
        .collect();
    assert_eq!(declared, TABLE.iter().map(|(module, _)| *module).collect());
    let homeless: Vec<&str> = FILES
        .iter()
        .filter(|file| file.module().is_none() && !["src/lib.rs", "src/main.rs"].contains(&file.path.as_str()))
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(homeless, NOTHING);
}

#[test]
fn a_module_imports_only_what_the_table_allows() {
    let found = hits(
        |file| file.module().is_some(),
        |file| forbidden_imports(file.module().unwrap_or_default(), &file.dissected.code, file.depth()),
    );
    assert_eq!(found, NOTHING);
}

#[test]
fn neither_the_table_nor_the_source_has_a_cycle_of_imports() {
    let table = TABLE.into_iter().map(|(module, allowed)| (module, allowed.iter().copied().collect())).collect();
    assert_eq!(cycle(&table), None, "the table");
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in FILES.iter() {
        let Some(module) = file.module() else { continue };
        for (_, path) in imports(&file.dissected.code, file.depth()) {
            let target = TABLE.iter().map(|(name, _)| *name).find(|name| path.split("::").next() == Some(name));
            seen.entry(module).or_default().extend(target.filter(|target| *target != module));
        }
    }
    assert_eq!(cycle(&seen), None, "the source");
    // The scan sees the imports at all.
    let count: usize = seen.values().map(BTreeSet::len).sum();
    assert!(count >= 40, "only {count} imports between modules were seen");
    assert_eq!(seen["assess"], BTreeSet::from(["method", "model"]));
}

#[test]
fn only_the_command_line_prints() {
    let found =
        hits(|file| !belongs(&file.path, "cli") && file.path != "src/main.rs", |file| printing(&file.dissected.code));
    assert_eq!(found, NOTHING);
}

#[test]
fn only_the_command_line_reads_the_clock_and_the_environment() {
    assert_eq!(hits(|file| !belongs(&file.path, "cli"), |file| surroundings(&file.dissected.code)), NOTHING);
}

#[test]
fn no_source_file_has_more_than_five_hundred_lines() {
    let too_long = |file: &File| {
        let lines = file.text.lines().count();
        if lines > LONGEST { vec![(lines, "lines".to_owned())] } else { Vec::new() }
    };
    assert_eq!(hits(|_| true, too_long), NOTHING);
}

#[test]
fn the_spreadsheet_crates_are_used_only_where_workbooks_are_read_and_written() {
    let outside = |folder: &'static str| {
        move |file: &File| !file.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with(['.', '/']))
    };
    let reader = hits(outside("src/read/xlsx"), |file| all(&file.dissected.code, &["calamine"]));
    let writer = hits(outside("src/write/xlsx"), |file| all(&file.dissected.code, &["rust_xlsxwriter"]));
    assert_eq!((reader, writer), (Vec::new(), Vec::new()));
}

#[test]
fn no_error_is_replaced_without_its_cause() {
    assert_eq!(hits(|_| true, |file| swallowed(&file.dissected.code)), NOTHING);
}

#[test]
fn no_literal_outside_tests_is_in_cyrillic() {
    let letter = |(_, text): &(usize, String)| text.chars().count() == 1;
    let found = hits(
        |_| true,
        |file| {
            let mut found = cyrillic(&file.dissected.literals);
            found.retain(|literal| !(LETTERS.contains(&file.path.as_str()) && letter(literal)));
            found
        },
    );
    assert_eq!(found, NOTHING);
    // A file that needs no exception any more has none.
    let used = hits(|file| LETTERS.contains(&file.path.as_str()), |file| cyrillic(&file.dissected.literals));
    let used: BTreeSet<&str> = used.iter().filter_map(|hit| hit.split(':').next()).collect();
    assert_eq!(used, BTreeSet::from(LETTERS));
}

// ---- Each scan finds what it looks for

#[test]
fn comments_literals_and_test_modules_are_told_from_code() {
    let text = r##"//! crate::a "no"
use crate::b; // crate::c
/* crate::d /* nested */ "no" */
fn f<'a>(x: &'a str) -> char { '"' } // '
const X: &str = "crate::e \" // no comment";
const Y: &str = r#"a "crate::f" b"#;
const Z: &[u8] = br"bytes";
const W: char = '\'';
const L: &str = "two
lines";
#[cfg(test)]
mod tests {
    use crate::g;
    const T: &str = "} in a test";
}
const AFTER: &str = "after";
#[cfg(test)]
use crate::h;
struct r;
"##;
    let found = dissect(text);
    assert_eq!(found.code.lines().count(), text.lines().count());
    assert_eq!(imports(&found.code, 1), [(2, "b".to_owned())]);
    let literals: Vec<(usize, &str)> = found.literals.iter().map(|(line, text)| (*line, text.as_str())).collect();
    assert_eq!(
        literals,
        [
            (4, "\""),
            (5, "crate::e \\\" // no comment"),
            (6, "a \"crate::f\" b"),
            (7, "bytes"),
            (8, "\\'"),
            (9, "two\nlines"),
            (16, "after"),
        ]
    );
    assert!(found.code.contains("struct r;"));
}

#[test]
fn texts_that_break_off_are_taken_apart_to_their_end() {
    for text in ["\"open", "'\\", "r#\"open", "/* open", "b'", "'", "#[cfg(test)]", "#[cfg(test)] mod a {", "\"\\"] {
        assert_eq!(dissect(text).code.chars().count(), text.chars().count(), "{text:?}");
    }
}

#[test]
fn imports_are_found_in_every_form() {
    let found = |code: &str, depth| -> Vec<String> { imports(code, depth).into_iter().map(|(_, path)| path).collect() };
    assert_eq!(found("use crate::read::codes;", 1), ["read::codes"]);
    assert_eq!(
        found("use crate::{read, cli::{self, args::Common}, text::*};", 1),
        ["read", "cli::self", "cli::args::Common", "text::*"]
    );
    assert_eq!(
        found("fn f() -> crate::sheet::Row<'_> { crate::text::excerpt(x) }", 1),
        ["sheet::Row", "text::excerpt"]
    );
    assert_eq!(found("pub(in crate::read) fn f() {}", 1), ["read"]);
    assert_eq!(found("use super::read::x;", 1), ["read::x"]);
    assert_eq!(found("use super::read::x;", 2), NOTHING);
    assert_eq!(found("use super::super::read::x;", 2), ["read::x"]);
    assert_eq!(found("use super::{a, super::b};", 2), NOTHING);
    assert_eq!(found("pub(crate) struct A; use my_crate::read; mod crate_like {}", 1), NOTHING);
    assert_eq!(imports("\n\nuse crate::{\n    a,\n};\n", 1), [(3, "a".to_owned())]);
}

#[test]
fn an_import_that_the_table_does_not_allow_is_found() {
    let found = |module: &str, code: &str| forbidden_imports(module, code, 1).len();
    assert_eq!(found("assess", "use crate::model::Level;\nuse crate::method::Method;\nuse crate::assess::x;"), 0);
    assert_eq!(found("assess", "use crate::locale::Language;"), 1);
    assert_eq!(found("assess", "use crate::{model::Level, read};"), 1);
    assert_eq!(found("assess", "use super::read;"), 1);
    assert_eq!(found("write", "fn f() { crate::cli::main(); }"), 1);
    assert_eq!(found("text", "use crate::source::SourceFile;"), 1);
    assert_eq!(found("rules", "use crate::*;"), 1);
    // Single names of a module.
    assert_eq!(found("model", "use crate::locale::Language;"), 0);
    assert_eq!(found("model", "use crate::locale::{Language, Texts};"), 1);
    assert_eq!(found("model", "use crate::locale;"), 1);
    assert_eq!(found("sheet", "use crate::model::*;"), 1);
    // A module that the table does not know may import nothing.
    assert_eq!(found("helpers", "use crate::text::comparable;"), 1);
}

#[test]
fn a_cycle_of_imports_is_found() {
    let edges = |pairs: &[(&'static str, &'static str)]| {
        let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, to) in pairs {
            edges.entry(*from).or_default().insert(*to);
        }
        edges
    };
    assert_eq!(cycle(&edges(&[("a", "b"), ("b", "c"), ("a", "c"), ("d", "a")])), None);
    assert_eq!(cycle(&edges(&[("a", "b"), ("b", "a")])), Some(vec!["a", "b", "a"]));
    assert_eq!(cycle(&edges(&[("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")])), Some(vec!["b", "c", "d", "b"]));
    assert_eq!(cycle(&edges(&[("a", "a")])), Some(vec!["a", "a"]));
}

#[test]
fn printing_is_found() {
    let found = |text: &str| printing(&dissect(text).code).len();
    assert_eq!(found("fn f() { println!(\"a\"); eprintln!(); print!(\"b\"); eprint!(\"c\"); dbg!(1); }"), 5);
    assert_eq!(found("let mut out = std::io::stdout().lock();\nuse std::io;\nio::stderr().flush();"), 2);
    assert_eq!(found("// println!(\"a\")\nlet a = \"dbg!(b)\"; my_print!(); fingerprint(x); let stdout = 1;"), 0);
    assert_eq!(found("#[cfg(test)]\nmod tests { fn f() { println!(); } }"), 0);
}

#[test]
fn an_error_that_is_swallowed_is_found() {
    let found = |text: &str| swallowed(&dissect(text).code).len();
    assert_eq!(found("a.map_err(|_| B)?; a.map_err(|_error| B)?; a.map_err(B::from)?; // map_err(|_| C)"), 2);
}

#[test]
fn the_clock_and_the_environment_are_found() {
    let found = |text: &str| surroundings(&dissect(text).code).len();
    assert_eq!(found("let a = std::time::SystemTime::now();"), 1);
    assert_eq!(found("let a = Zoned::now(); let b = jiff::Timestamp::now(); let c = TimeZone::system();"), 3);
    assert!(found("let a = std::env::var(\"HOME\");") > 0);
    assert!(found("use std::env;") > 0);
    assert!(found("use std::{fs, env::args};") > 0);
    assert_eq!(found("let v = env!(\"CARGO_PKG_VERSION\"); let environment = 1; use std::{fs, io};"), 0);
}

#[test]
fn cyrillic_in_literals_is_found_and_in_comments_and_tests_is_not() {
    let found = |text: &str| cyrillic(&dissect(text).literals).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    assert_eq!(found("let a = \"ok\";\nlet b = \"тобокелдик\";\nlet c = 'ң';\nlet d = r\"Ө\";"), [2, 3, 4]);
    assert_eq!(
        found("//! тобокелдик\n/* ң */ let a = \"risk – №\";\n#[cfg(test)]\nmod t { const A: &str = \"ү\"; }"),
        [0; 0]
    );
}
