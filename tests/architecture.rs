//! The walls of the house: which room may import which, what only some rooms may do, how long a file may be, and that no
//! sentence in Kyrgyz or Russian stands in code.
//!
//! The table is the design's, as data; a change to it is a decision, and its commit says why. The source is parsed with `syn`
//! and looked at as words, without comments and tests; each scan is shown to find what it looks for.

mod circles;

use circles::circles;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;
use walkdir::WalkDir;

/// What everything that reads may import.
const READING: &[&str] = &["text", "source", "locale", "model", "method", "diag"];

/// Each room: its name, what it is, what it may import from the others. A room within another one may use what lies
/// beside it.
const TABLE: [(&str, &str, &[&str]); 25] = [
    ("text", "texts made comparable, and safe to show", &[]),
    ("source", "files, their fingerprints, and places in them", &[]),
    ("locale", "the catalogues: messages in three languages", &[]),
    // Only `Language`: the language of a register's documents is part of the register.
    ("model", "registers and plans, and the table of their fields", &["locale"]),
    // Only `Level`: a cell's role says which level of risk it shows, and writers colour it.
    ("sheet", "the neutral grid of rows and cells that every document is made of", &["model"]),
    ("method", "the method as data: scales, matrix, bands, controls", &["model", "locale", "text"]),
    ("diag", "findings; it knows no rule", &["source", "locale"]),
    ("assess", "pure scoring: points become levels and ranks", &["model", "method"]),
    ("inbox", "the files of a run, and whose they are", &["text"]),
    ("read", "bytes of any format become registers and plans with their places", READING),
    ("read/columns", "what each column of a table means, and how sure that is", READING),
    ("read/term", "what a term says in words: days, quarters, years, rhythms", READING),
    ("read/content", "what a reader sees of a workbook, and where two of them differ", READING),
    // Only `Language`: that of the documents about it is part of what is known of a file.
    (
        "case",
        "a file with everything that is known about it",
        &["source", "locale", "diag", "model", "method", "assess"],
    ),
    ("rules", "the rules, a file for each", &["text", "source", "locale", "model", "method", "assess", "diag", "case"]),
    // `inbox`: a waiver may name an organisation with the folders of its file.
    (
        "examine",
        "bytes become a case: the pipeline, one function",
        &["source", "locale", "model", "method", "assess", "diag", "inbox", "read", "rules", "case"],
    ),
    // `text`: "did you mean" for its keys and words. `model`: the fields that a column of a table may be given.
    (
        "config",
        "`tobokel.toml`: defaults, file, flags",
        &["text", "source", "locale", "model", "diag", "read", "rules"],
    ),
    (
        "compare",
        "what changed between two cases: pure, drawing nothing",
        &["text", "model", "method", "assess", "case"],
    ),
    // `diag`: the errors of files that were refused are shown; only `Language`: that of the document.
    (
        "consolidate",
        "what many cases say together: pure, drawing nothing",
        &["text", "locale", "model", "method", "assess", "diag", "case"],
    ),
    // `source`: what the columns of a plan were read as; `diag`: its errors; only `Language`: that of the document.
    (
        "monitor",
        "what a plan says at a day: pure, drawing nothing",
        &["text", "source", "locale", "model", "method", "assess", "diag", "case"],
    ),
    // `assess`: a filled template shows what its formulas will work out; `source`: names of cells.
    (
        "form",
        "the sheets that people fill in, and the template",
        &["text", "source", "locale", "model", "method", "assess", "sheet"],
    ),
    // `source`: the JSON document gives the places of its findings.
    (
        "report",
        "what each document says",
        &[
            "text",
            "source",
            "locale",
            "model",
            "method",
            "assess",
            "diag",
            "case",
            "compare",
            "consolidate",
            "monitor",
            "form",
            "sheet",
        ],
    ),
    ("schema", "JSON Schemas of what is read and written", &["locale", "model", "method", "diag", "config", "report"]),
    // `method`: a register as TOML is written with the method's keys, a decision of its writer.
    // `text`: what a terminal shows goes through the same function.
    (
        "write",
        "documents and findings become bytes",
        &["text", "source", "locale", "model", "method", "assess", "diag", "case", "sheet", "report"],
    ),
    (
        "cli",
        "the command: arguments, files, terminal, clock",
        &[
            "text",
            "source",
            "locale",
            "model",
            "sheet",
            "method",
            "diag",
            "assess",
            "case",
            "compare",
            "consolidate",
            "monitor",
            "form",
            "examine",
            "inbox",
            "read",
            "rules",
            "config",
            "report",
            "schema",
            "write",
        ],
    ),
];

/// Where single names of a room may be imported and nothing else of it.
const ONLY: [(&str, &str, &[&str]); 5] = [
    ("model", "locale", &["Language"]),
    ("case", "locale", &["Language"]),
    ("consolidate", "locale", &["Language"]),
    ("monitor", "locale", &["Language"]),
    ("sheet", "model", &["Level"]),
];

/// No source file has more lines.
const LONGEST: usize = 400;

/// Files whose literals may be single Cyrillic letters, never words: the table of Latin letters with their Cyrillic twins
/// and the letter `ё`; the letters that are compared at once.
const LETTERS: [&str; 2] = ["src/text.rs", "src/text/letters.rs"];

// ---- The source as words

/// A word of the code: a name, a sign, a literal, the beginning or the end of a group.
struct Word {
    line: usize,
    text: String,
    is_literal: bool,
}

/// The words of a source text, without comments and without what is only built for tests.
fn words(text: &str) -> Vec<Word> {
    let file = syn::parse_file(text).expect("the source can be parsed");
    let mut words = Vec::new();
    for item in without_tests(file.items) {
        flatten(item.to_token_stream(), &mut words);
    }
    words
}

fn without_tests(items: Vec<syn::Item>) -> Vec<syn::Item> {
    let mut kept = Vec::new();
    for mut item in items {
        let attributes = match &item {
            syn::Item::Mod(module) => &module.attrs,
            syn::Item::Use(import) => &import.attrs,
            syn::Item::Fn(function) => &function.attrs,
            _ => &Vec::new(),
        };
        if attributes.iter().any(|attribute| attribute.to_token_stream().to_string() == "# [cfg (test)]") {
            continue;
        }
        if let syn::Item::Mod(syn::ItemMod { content: Some((_, inner)), .. }) = &mut item {
            *inner = without_tests(std::mem::take(inner));
        }
        kept.push(item);
    }
    kept
}

fn flatten(tokens: TokenStream, words: &mut Vec<Word>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let line = token.span().start().line;
        let mut add = |text: String, is_literal| words.push(Word { line, text, is_literal });
        match token {
            // A comment for documentation.
            TokenTree::Punct(sign) if sign.as_char() == '#' && tokens.peek().is_some_and(is_doc) => {
                tokens.next();
            }
            TokenTree::Ident(name) => add(name.to_string(), false),
            TokenTree::Punct(sign) => add(sign.to_string(), false),
            TokenTree::Literal(literal) => add(literal.to_string(), true),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                add(open.to_owned(), false);
                flatten(group.stream(), words);
                words.push(Word { line: group.span_close().start().line, text: close.to_owned(), is_literal: false });
            }
        }
    }
}

fn is_doc(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    group.stream().into_iter().next().is_some_and(|first| first.to_string() == "doc")
}

/// Where some words stand one after the other: the line, and what follows.
fn all<'w>(words: &'w [Word], wanted: &'static str) -> impl Iterator<Item = (usize, &'w [Word])> {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    (0..words.len()).filter_map(move |at| {
        let here = words.get(at..at + wanted.len())?;
        let is_it = here.iter().zip(&wanted).all(|(word, wanted)| !word.is_literal && word.text == **wanted);
        is_it.then(|| (here[0].line, &words[at + wanted.len()..]))
    })
}

/// The lines of each of several lists of words.
fn any(words: &[Word], wanted: &[&'static str]) -> Vec<(usize, String)> {
    let of =
        |wanted: &&'static str| all(words, wanted).map(|(line, _)| (line, (*wanted).to_owned())).collect::<Vec<_>>();
    wanted.iter().flat_map(of).collect()
}

// ---- Imports

/// What a file takes from the crate's root: line, path behind `crate::` (`locale::Language`, `locale::*`, `locale`).
/// `depth` is how many modules the file lies below the root: 1 for `src/read.rs`, 2 for `src/read/build.rs`.
fn imports(words: &[Word], depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line, rest) in all(words, "crate : :") {
        found.extend(paths(rest).into_iter().map(|path| (line, path)));
    }
    for (at, word) in words.iter().enumerate() {
        let after_path = at >= 2 && words[at - 1].text == ":" && words[at - 2].text == ":";
        if word.text != "super" || after_path {
            continue;
        }
        let (mut rest, mut up) = (&words[at..], 0);
        while rest.len() > 2 && rest[0].text == "super" && rest[1].text == ":" {
            (rest, up) = (&rest[3..], up + 1);
        }
        if up >= depth {
            found.extend(paths(rest).into_iter().map(|path| (word.line, path)));
        }
    }
    found
}

/// The paths of a use tree, or of a path in code.
fn paths(tree: &[Word]) -> Vec<String> {
    match tree.first().map(|word| word.text.as_str()) {
        Some("{") => {
            let (mut depth, mut begins, mut found) = (0, 1, Vec::new());
            for (at, word) in tree.iter().enumerate() {
                match word.text.as_str() {
                    "{" => depth += 1,
                    "}" => depth -= 1,
                    _ => {}
                }
                if (depth == 1 && word.text == ",") || depth == 0 {
                    found.extend(paths(&tree[begins..at]));
                    begins = at + 1;
                }
                if depth == 0 {
                    break;
                }
            }
            found
        }
        Some("*") => vec!["*".to_owned()],
        Some(name) if name.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') => {
            let below = match tree {
                [_, one, two, rest @ ..] if one.text == ":" && two.text == ":" => paths(rest),
                _ => Vec::new(),
            };
            if below.is_empty() {
                vec![name.to_owned()]
            } else {
                below.iter().map(|path| format!("{name}::{path}")).collect()
            }
        }
        _ => Vec::new(),
    }
}

/// The room that a path behind `crate::` leads to, the most exact one.
fn room_of(path: &str) -> Option<&'static str> {
    let leads_to = |room: &&str| {
        let rest = path.strip_prefix(&room.replace('/', "::"));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    TABLE.iter().map(|(room, ..)| *room).filter(leads_to).max_by_key(|room| room.len())
}

/// Whether one room is the other, or lies in it.
fn is_within(room: &str, other: &str) -> bool {
    room == other || room.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'))
}

/// What is wrong with the imports of a room's file.
fn forbidden_imports(room: &str, words: &[Word], depth: usize) -> Vec<(usize, String)> {
    let allowed = TABLE.iter().find(|(name, ..)| *name == room).map_or(&[][..], |(.., allowed)| allowed);
    let mut found = imports(words, depth);
    found.retain(|(_, path)| {
        let Some(target) = room_of(path) else { return true };
        let only = ONLY.iter().find(|(from, to, _)| (*from, *to) == (room, target)).map(|(.., names)| names);
        let name = path[target.len()..].trim_start_matches(':').split("::").next().unwrap_or_default();
        let named = only.is_none_or(|names| names.contains(&name));
        let is_near = room.split('/').next() == target.split('/').next();
        !(is_near || allowed.contains(&target) && named)
    });
    found
}

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
#[ignore = "circles of other rooms are being removed"]
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

// ---- Each scan finds what it looks for

#[test]
fn comments_and_tests_are_told_from_code() {
    let text = r##"//! crate::a "no"
use crate::b; // crate::c
/// crate::d
fn f<'a>(x: &'a str) -> char { /* crate::d */ '"' }
const Y: &str = r#"a "crate::f" b"#;
#[cfg(test)]
mod tests {
    use crate::g;
}
#[cfg(test)]
use crate::h;
"##;
    let found = words(text);
    assert_eq!(imports(&found, 1), [(2, "b".to_owned())]);
    let literals: Vec<(usize, &str)> =
        found.iter().filter(|word| word.is_literal).map(|word| (word.line, word.text.as_str())).collect();
    assert_eq!(literals, [(4, "'\"'"), (5, "r#\"a \"crate::f\" b\"#")]);
}

#[test]
fn imports_are_found_in_every_form() {
    let found =
        |code: &str, depth| -> Vec<String> { imports(&words(code), depth).into_iter().map(|(_, path)| path).collect() };
    assert_eq!(found("use crate::read::codes;", 1), ["read::codes"]);
    assert_eq!(
        found("use crate::{read, cli::{self, args::Common}, text::*};", 1),
        ["read", "cli::self", "cli::args::Common", "text::*"]
    );
    assert_eq!(
        found("fn f() -> crate::sheet::Row<'_> { crate::text::excerpt(x) }", 1),
        ["sheet::Row", "text::excerpt"]
    );
    assert_eq!(found("fn f() { m!(crate::text::x) }", 1), ["text::x"]);
    assert_eq!(found("use super::read::x;", 1), ["read::x"]);
    assert_eq!(found("use super::read::x;", 2), NOTHING);
    assert_eq!(found("use super::super::read::x;", 2), ["read::x"]);
    assert_eq!(found("use super::{a, super::b};", 2), NOTHING);
    assert_eq!(found("pub(crate) struct A; use my_crate::read; mod crate_like {}", 1), NOTHING);
    assert_eq!(found("pub(in crate::read) fn f() {}", 1), ["read"]);
}

#[test]
fn an_import_that_the_table_does_not_allow_is_found() {
    let found = |room: &str, code: &str| forbidden_imports(room, &words(code), 1).len();
    assert_eq!(found("assess", "use crate::model::Level;\nuse crate::method::Method;\nuse crate::assess::x;"), 0);
    assert_eq!(found("assess", "use crate::locale::Language;"), 1);
    assert_eq!(found("assess", "use crate::{model::Level, read};"), 1);
    assert_eq!(found("assess", "use super::read;"), 1);
    assert_eq!(found("write", "fn f() { crate::cli::main(); }"), 1);
    assert_eq!(found("text", "use crate::source::SourceFile;"), 1);
    assert_eq!(found("rules", "use crate::*;"), 1);
    // Single names of a room.
    assert_eq!(found("model", "use crate::locale::Language;"), 0);
    assert_eq!(found("model", "use crate::locale::{Language, Texts};"), 1);
    assert_eq!(found("model", "use crate::locale;"), 1);
    assert_eq!(found("sheet", "use crate::model::*;"), 1);
    // A room that the table does not know may import nothing.
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
}

#[test]
fn a_circle_of_files_is_found_whatever_the_path() {
    let found = |files: &[(&'static str, &'static str)]| circles(files.iter().copied());
    let one = [
        ("src/lib.rs", "pub mod a;"),
        ("src/a.rs", "//! A room.\nmod b;\nmod c;\nmod d;\npub use b::B;\npub use d::d as other;"),
        ("src/a/b.rs", "use super::c::{self, C};\npub struct B(C);"),
        ("src/a/c.rs", "pub struct C; fn f() { crate::a::other() }"),
        ("src/a/d.rs", "pub fn d() { let b = self::super::B; }"),
    ];
    let circle = ["src/a/b.rs -> src/a/c.rs", "src/a/c.rs -> src/a/d.rs", "src/a/d.rs -> src/a/b.rs"];
    assert_eq!(found(&one), [circle]);
    // What a root only passes on is no import of the root; what it defines is one.
    let root = |root: &'static str| {
        found(&[
            ("src/lib.rs", "mod a;"),
            ("src/a.rs", root),
            ("src/a/b.rs", "pub struct B; use super::{B, C};"),
            ("src/a/c.rs", "pub struct C;"),
        ])
    };
    assert_eq!(root("mod b; mod c; pub use self::{b::B, c::*};"), [[""; 0]; 0]);
    assert_eq!(root("mod b; pub use b::B; pub struct C;"), [["src/a.rs -> src/a/b.rs", "src/a/b.rs -> src/a.rs"]]);
    // Tests, and who may see a name, import nothing.
    let tests = "pub struct B; #[cfg(test)] use super::c::C;\npub(in crate::a::c) struct D;";
    assert_eq!(
        found(&[
            ("src/a.rs", "mod b; mod c;"),
            ("src/a/b.rs", tests),
            ("src/a/c.rs", "use super::b::B; pub struct C;")
        ]),
        [[""; 0]; 0]
    );
}

#[test]
fn what_only_some_rooms_may_do_is_found() {
    let found = |text: &str, wanted: &[&'static str]| any(&words(text), wanted).len();
    assert_eq!(found("fn f() { println!(\"a\"); eprintln!(); print!(\"b\"); eprint!(\"c\"); dbg!(1); }", &PRINTING), 5);
    assert_eq!(found("fn f() { let out = std::io::stdout().lock(); io::stderr().flush(); }", &PRINTING), 2);
    assert_eq!(found("fn f() { /* println!() */ let a = \"dbg!(b)\"; my_print!(); let stdout = 1; }", &PRINTING), 0);
    assert_eq!(found("fn f() { std::env::var(\"A\"); let n = Instant::now(); }", &SURROUNDINGS), 3);
    assert_eq!(found("use std::fs; fn f() { fs::read(a); File::open(a); }", &FILES_OPENED), 3);
}
