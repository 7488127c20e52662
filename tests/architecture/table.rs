//! The design's table of rooms, as data; a change to it is a decision, and its commit says why.

use super::words::{Word, imports};

/// What everything that reads may import.
pub const READING: &[&str] = &["text", "source", "locale", "model", "method", "diag"];

/// Each room: its name, what it is, what it may import from the others. A room within another one may use what lies
/// beside it.
pub const TABLE: [(&str, &str, &[&str]); 28] = [
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
    // `locale`: why a file was not read is a message.
    ("inbox", "the files of a run: what each became, whose it is, copies and versions", &["text", "locale", "diag"]),
    ("read", "bytes of any format become registers and plans with their places", READING),
    ("read/columns", "what each column of a table means, and how sure that is", READING),
    ("read/term", "what a term says in words: days, quarters, years, rhythms", READING),
    ("read/content", "what a reader sees of a workbook or a Word document, and where two of them differ", READING),
    // `text`: what was left as it came is known by its words.
    ("starter", "registers to begin with, as data", &["text", "locale", "model"]),
    // Only `Language`: that of the documents about it is part of what is known of a file.
    (
        "case",
        "a file with everything that is known about it",
        &["source", "locale", "diag", "model", "method", "assess"],
    ),
    // `starter`: a rule names what was left as it came.
    (
        "rules",
        "the rules, a file for each",
        &["text", "source", "locale", "model", "method", "assess", "diag", "case", "starter"],
    ),
    // `inbox`: a waiver may name an organisation with the folders of its file.
    (
        "examine",
        "bytes become a case: the pipeline, one function",
        &["source", "locale", "model", "method", "assess", "diag", "inbox", "read", "rules", "case"],
    ),
    // Apart from the rest of its room because `tobokel.toml` is checked against it.
    ("publication/allowed", "which fields may leave, and under which licence: lists", &["model"]),
    // `text`: "did you mean" for its keys and words. `model`: the fields that a column of a table may be given.
    (
        "config",
        "`tobokel.toml`: defaults, file, flags",
        &["text", "source", "locale", "model", "diag", "read", "rules", "inbox", "publication/allowed"],
    ),
    // `inbox`: which bodies of two runs are one; only `Language`: that of the document.
    (
        "compare",
        "what changed between two cases, or the cases of many bodies: pure, drawing nothing",
        &["text", "locale", "model", "method", "assess", "case", "inbox"],
    ),
    // `diag`: the errors of files that were refused are shown; only `Language`: that of the document; `source`: a register's file is
    // named with its columns where the registers themselves are part of the document.
    (
        "consolidate",
        "what many cases say together: pure, drawing nothing",
        &["text", "source", "locale", "model", "method", "assess", "diag", "case", "inbox"],
    ),
    // `source`: what the columns of a plan were read as; `diag`: its errors; only `Language`: that of the document.
    (
        "monitor",
        "what a plan says at a day: pure, drawing nothing",
        &["text", "source", "locale", "model", "method", "assess", "diag", "case"],
    ),
    // The only way from a case to a page that everybody reads. `rules`: what names a person; `source`: where that stands;
    // `inbox`, `compare`: which bodies and situations of last year are which.
    (
        "publication",
        "what of registers and plans everybody may read: values, no cases",
        &["text", "source", "locale", "model", "method", "assess", "diag", "case", "rules", "inbox", "compare"],
    ),
    // `assess`: a filled template shows what its formulas will work out; `source`: names of cells; `starter`: what is still as
    // it came is shown.
    (
        "form",
        "the sheets that people fill in, and the template",
        &["text", "source", "locale", "model", "method", "assess", "sheet", "starter"],
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
            "inbox",
            "compare",
            "consolidate",
            "monitor",
            "publication",
            "form",
            "sheet",
        ],
    ),
    (
        "schema",
        "JSON Schemas of what is read and written",
        &["locale", "model", "method", "diag", "config", "publication/allowed", "report"],
    ),
    // `method`: a register as TOML is written with the method's keys, a decision of its writer.
    // `text`: what a terminal shows goes through the same function.
    (
        "write",
        "documents and findings become bytes",
        &["text", "source", "locale", "model", "method", "assess", "diag", "case", "publication", "sheet", "report"],
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
            "publication",
            "form",
            "starter",
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
pub const ONLY: [(&str, &str, &[&str]); 6] = [
    ("model", "locale", &["Language"]),
    ("case", "locale", &["Language"]),
    ("compare", "locale", &["Language"]),
    ("consolidate", "locale", &["Language"]),
    ("monitor", "locale", &["Language"]),
    ("sheet", "model", &["Level"]),
];

/// The room that a path behind `crate::` leads to, the most exact one.
pub fn room_of(path: &str) -> Option<&'static str> {
    let leads_to = |room: &&str| {
        let rest = path.strip_prefix(&room.replace('/', "::"));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    TABLE.iter().map(|(room, ..)| *room).filter(leads_to).max_by_key(|room| room.len())
}

/// Whether one room is the other, or lies in it.
pub fn is_within(room: &str, other: &str) -> bool {
    room == other || room.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'))
}

/// What is wrong with the imports of a room's file.
pub fn forbidden_imports(room: &str, words: &[Word], depth: usize) -> Vec<(usize, String)> {
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
