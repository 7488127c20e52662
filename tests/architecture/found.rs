//! Each scan finds what it looks for.

use super::circles::circles;
use super::table::forbidden_imports;
use super::words::{any, imports, words};
use super::{FILES_OPENED, NOTHING, PRINTING, SURROUNDINGS, cycle};
use std::collections::{BTreeMap, BTreeSet};

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
