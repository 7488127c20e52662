//! The walls of the house: which room may import which, what only some rooms may do, how long a file may be, that no files
//! import each other, and that no sentence in Kyrgyz or Russian stands in code.
//!
//! The source is parsed with `syn` and looked at as words, without comments and tests; `found` shows that each scan finds what
//! it looks for.

mod circles;
mod found;
mod table;
mod words;

use circles::circles;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;
use table::{TABLE, forbidden_imports, is_within, room_of};
use walkdir::WalkDir;
use words::{Word, all, any, imports, words};

/// No source file has more lines.
const LONGEST: usize = 400;

/// Files whose literals may be single Cyrillic letters, never words: the table of Latin letters with their Cyrillic twins
/// and the letter `ё`; the letters that are compared at once.
const LETTERS: [&str; 2] = ["src/text.rs", "src/text/letters.rs"];

/// A way from a room back to itself, if there is one.
fn cycle<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    fn walk<'a>(
        edges: &BTreeMap<&'a str, BTreeSet<&'a str>>,
        way: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<&'a str>> {
        let here = *way.last()?;
        if let Some(start) = way[..way.len() - 1].iter().position(|room| *room == here) {
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

// ---- The files

struct File {
    /// `src/read/build.rs`
    path: String,
    text: String,
    lines: usize,
    words: Vec<Word>,
}

impl File {
    /// The room of the table that the file belongs to, the most exact one; none for the roots.
    fn room(&self) -> Option<&'static str> {
        let rooms = TABLE.iter().map(|(room, ..)| *room);
        rooms.filter(|room| self.is_in(room)).max_by_key(|room| room.len())
    }

    /// Whether it is a room's own file, or lies in its folder.
    fn is_in(&self, room: &str) -> bool {
        self.path == format!("src/{room}.rs") || self.path.starts_with(&format!("src/{room}/"))
    }

    /// How many modules the file lies below the crate's root.
    fn depth(&self) -> usize {
        self.path.matches('/').count()
    }
}

/// All files of the source, in the order of their paths.
static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries =
        WalkDir::new(root.join("src")).sort_by_file_name().into_iter().map(|entry| entry.expect("the source"));
    let sources = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let files: Vec<File> = sources
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).expect("the source can be read");
            let path =
                entry.path().strip_prefix(root).expect("a file of the project").to_string_lossy().replace('\\', "/");
            File { path, lines: text.lines().count(), words: words(&text), text }
        })
        .collect();
    assert!(files.len() > 40, "the source is there");
    files
});

/// Every hit of a scan in the files that it is about, as `src/a.rs:7: what`.
fn hits(concerned: impl Fn(&File) -> bool, scan: impl Fn(&File) -> Vec<(usize, String)>) -> Vec<String> {
    let of = |file: &File| -> Vec<String> {
        scan(file).into_iter().map(|(line, what)| format!("{}:{line}: {what}", file.path)).collect()
    };
    FILES.iter().filter(|file| concerned(file)).flat_map(of).collect()
}

const NOTHING: [&str; 0] = [];

// ---- What only some rooms may do

/// What prints.
const PRINTING: [&str; 9] = [
    "println !",
    "eprintln !",
    "print !",
    "eprint !",
    "dbg !",
    "stdout (",
    "stderr (",
    "StandardStream",
    "Term : : stdout",
];

/// What takes something from the machine: its environment, its clock, its time zone.
const SURROUNDINGS: [&str; 8] = [
    "std : : env",
    "env : : var",
    "env : : args",
    "SystemTime",
    "Instant : : now",
    "Zoned : : now",
    "Timestamp : : now",
    "TimeZone : : system",
];

/// What opens files.
const FILES_OPENED: [&str; 6] = ["std : : fs", "fs : :", "File : : open", "File : : create", "OpenOptions", "WalkDir"];

/// What takes colour codes out of a text again: our own texts have none in the first place.
const UNCOLOURING: [&str; 4] = ["strip_ansi", "strip_ansi_escapes", "StripStr", "strip_str"];

/// The literals with Cyrillic letters.
fn cyrillic(words: &[Word]) -> Vec<(usize, String)> {
    let is_cyrillic = |letter: char| ('\u{400}'..='\u{52f}').contains(&letter);
    let literals = words.iter().filter(|word| word.is_literal && word.text.chars().any(is_cyrillic));
    literals.map(|word| (word.line, word.text.clone())).collect()
}

// ---- The walls

#[test]
fn every_room_is_in_the_table_and_has_its_files() {
    let root = std::fs::read_to_string("src/lib.rs").expect("the library is there");
    let modules = syn::parse_file(&root).expect("the library").items.into_iter();
    let declared: BTreeSet<String> = modules
        .filter_map(|item| if let syn::Item::Mod(module) = item { Some(module.ident.to_string()) } else { None })
        .collect();
    let rooms = TABLE.iter().map(|(room, ..)| (*room).to_owned());
    assert_eq!(declared, rooms.filter(|room| !room.contains('/')).collect());
    let entrances = ["src/lib.rs", "src/main.rs"];
    let homeless = FILES.iter().filter(|file| file.room().is_none() && !entrances.contains(&file.path.as_str()));
    assert_eq!(homeless.map(|file| file.path.as_str()).collect::<Vec<_>>(), NOTHING);
}

#[test]
fn a_room_imports_only_what_the_table_allows() {
    let found = hits(
        |file| file.room().is_some(),
        |file| forbidden_imports(file.room().unwrap_or_default(), &file.words, file.depth()),
    );
    assert_eq!(found, NOTHING);
}

#[test]
fn neither_the_table_nor_the_source_has_a_cycle_of_imports() {
    let table = TABLE.into_iter().map(|(room, _, allowed)| (room, allowed.iter().copied().collect())).collect();
    assert_eq!(cycle(&table), None, "the table");
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in FILES.iter() {
        let Some(room) = file.room() else { continue };
        for (_, path) in imports(&file.words, file.depth()) {
            let is_far = |target: &&str| !is_within(room, target) && !is_within(target, room);
            seen.entry(room).or_default().extend(room_of(&path).filter(is_far));
        }
    }
    assert_eq!(cycle(&seen), None, "the source");
    // The scan sees the imports at all.
    let count: usize = seen.values().map(BTreeSet::len).sum();
    assert!(count >= 40, "only {count} imports between rooms were seen");
    assert_eq!(seen["assess"], BTreeSet::from(["method", "model"]));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let found = circles(FILES.iter().map(|file| (file.path.as_str(), file.text.as_str())));
    let found: Vec<String> = found.iter().map(|circle| circle.join("\n  ")).collect();
    assert!(found.is_empty(), "{} circles:\n\n  {}", found.len(), found.join("\n\n  "));
}

#[test]
fn no_room_has_more_than_a_fifth_of_the_lines() {
    let all: usize = FILES.iter().map(|file| file.lines).sum();
    for (room, ..) in TABLE {
        let lines: usize = FILES.iter().filter(|file| file.room() == Some(room)).map(|file| file.lines).sum();
        assert!(lines * 5 <= all, "{room}: {lines} of {all} lines");
    }
}

#[test]
fn only_the_command_line_prints() {
    assert_eq!(
        hits(|file| !file.is_in("cli") && file.path != "src/main.rs", |file| any(&file.words, &PRINTING)),
        NOTHING
    );
}

#[test]
fn only_the_command_line_reads_the_clock_and_the_environment() {
    assert_eq!(hits(|file| !file.is_in("cli"), |file| any(&file.words, &SURROUNDINGS)), NOTHING);
}

#[test]
fn no_file_is_opened_outside_the_rooms_that_read_and_write() {
    let outside = |file: &File| !["read", "write", "cli"].iter().any(|room| file.is_in(room));
    assert_eq!(hits(outside, |file| any(&file.words, &FILES_OPENED)), NOTHING);
}

#[test]
fn no_colour_code_is_taken_out_of_a_text_of_our_own() {
    assert_eq!(hits(|_| true, |file| any(&file.words, &UNCOLOURING)), NOTHING);
}

#[test]
fn no_source_file_is_long() {
    let too_long = |file: &File| (file.lines > LONGEST).then(|| (file.lines, "lines".to_owned())).into_iter().collect();
    assert_eq!(hits(|_| true, too_long), NOTHING);
}

#[test]
fn the_spreadsheet_crates_are_used_only_where_workbooks_are_read_and_written() {
    let reader = hits(|file| !file.path.starts_with("src/read/xlsx"), |file| any(&file.words, &["calamine"]));
    let writer = hits(|file| !file.path.starts_with("src/write/xlsx"), |file| any(&file.words, &["rust_xlsxwriter"]));
    assert_eq!((reader, writer), (Vec::new(), Vec::new()));
}

#[test]
fn no_error_is_replaced_without_its_cause() {
    let swallowed = |file: &File| {
        let found = all(&file.words, "map_err ( |")
            .filter(|(_, rest)| rest.first().is_some_and(|word| word.text.starts_with('_')));
        found.map(|(line, _)| (line, "map_err(|_".to_owned())).collect()
    };
    assert_eq!(hits(|_| true, swallowed), NOTHING);
}

#[test]
fn no_literal_outside_tests_is_in_cyrillic() {
    let found = hits(
        |_| true,
        |file| {
            let mut found = cyrillic(&file.words);
            let is_letter = |text: &str| text.trim_matches(['\'', '"']).chars().count() == 1;
            found.retain(|(_, text)| !(LETTERS.contains(&file.path.as_str()) && is_letter(text)));
            found
        },
    );
    assert_eq!(found, NOTHING);
    // A file that needs no exception any more has none.
    let used = hits(|file| LETTERS.contains(&file.path.as_str()), |file| cyrillic(&file.words));
    let used: BTreeSet<&str> = used.iter().filter_map(|hit| hit.split(':').next()).collect();
    assert_eq!(used, BTreeSet::from(LETTERS));
}

// ---- The page about the house

#[test]
fn the_page_about_the_house_has_the_table() {
    let mut table = String::from("| Room | What it is | May import |\n|---|---|---|\n");
    for (room, what, allowed) in TABLE {
        let allowed = allowed.iter().map(|room| format!("`{room}`")).collect::<Vec<_>>().join(" ");
        table.extend(["| `", room, "` | ", what, " | ", &allowed, " |\n"]);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let page = std::fs::read_to_string(&path).expect("the page").replace("\r\n", "\n");
    let (before, rest) = page.split_once("<!-- rooms -->\n").expect("the beginning of the table");
    let (_, after) = rest.split_once("<!-- /rooms -->").expect("the end of the table");
    let now = format!("{before}<!-- rooms -->\n{table}<!-- /rooms -->{after}");
    if std::env::var_os("TOBOKEL_BLESS").is_some_and(|value| value == "1") {
        std::fs::write(&path, &now).expect("the page");
    }
    assert!(now == page, "docs/architecture.md is out of date; TOBOKEL_BLESS=1 rewrites it");
}
