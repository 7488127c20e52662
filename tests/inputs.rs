//! From paths to files and back: what a folder is searched for, what is passed over, what stands in the way of an output, and
//! what `--check` and replies make of plans, of files that cannot be read and of registers that are gone.

use super::support::Folder;
use calamine::{Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;

const PLAN: &str = include_str!("../examples/a-year-later/plan.toml");

fn register(id: &str) -> String {
    format!(
        r#"
[organization]
name = "Body {id}"
id = "{id}"
language = "en"
[assessment]
date = 2026-06-15
order = "1"
assessors = ["secretary"]
high_level_controller = "head"
[[function]]
name = "Issuing certificates"
[[function.situation]]
text = "A clerk takes money for a certificate out of turn"
likelihood = {{ score = 2, justification = "The queue is kept on paper." }}
harm = {{ score = 2, justification = "People lose trust in the office." }}
[[function.situation.measure]]
text = "Keep the queue in the register of the portal"
due = 2027-03-01
responsible = ["secretary"]
expected_result = "No certificate is given out of turn"
"#
    )
}

/// A register as a table, with its separator.
fn table(separator: &str) -> String {
    let rows = [
        ["№", "Функция", "Случай или ситуация", "Вероятность", "Обоснование", "Ущерб", "Обоснование"],
        [
            "1.1",
            "Выдача справок",
            "Специалист берёт деньги за справку вне очереди",
            "2",
            "Очередь на бумаге",
            "2",
            "Люди не верят",
        ],
    ];
    rows.map(|row| row.join(separator) + "\n").concat()
}

fn with(files: &[(&str, &str)]) -> Folder {
    Folder::with(files, &["--as-of", "2026-07-01"])
}

trait Asked {
    /// Exit code, standard output, standard error.
    fn said(&self, arguments: &[&str]) -> (i32, String, String);
    /// The files that `check` reads, and those that it passes over, each with why.
    fn found(&self, paths: &[&str]) -> (Vec<String>, Vec<(String, String)>);
    fn pages(&self, name: &str) -> Vec<String>;
}

impl Asked for Folder {
    fn said(&self, arguments: &[&str]) -> (i32, String, String) {
        let output = self.run(arguments);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn found(&self, paths: &[&str]) -> (Vec<String>, Vec<(String, String)>) {
        let output = self.run(&[&["check", "--format", "json"], paths].concat());
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap().replace('\\', "/");
        let read = document["registers"].as_array().unwrap().iter().map(|entry| text(&entry["source"]["path"]));
        let passed = document["passed_over"].as_array().unwrap().iter();
        let passed = passed.map(|entry| (text(&entry["path"]), text(&entry["reason"])));
        (read.collect(), passed.collect())
    }

    /// The texts of all sheets of a reply but the tables that were sent.
    fn pages(&self, name: &str) -> Vec<String> {
        let mut workbook: Xlsx<_> = open_workbook(self.path(name)).unwrap();
        let ranges = workbook.worksheets();
        let own = ["Ответ", "Жооп", "Reply", "Что исправить", "Эмнени оңдоо керек", "What to correct"];
        let cells = ranges.iter().filter(|(name, _)| own.contains(&name.as_str())).flat_map(|(_, range)| range.cells());
        cells.map(|(_, _, cell)| cell.to_string()).filter(|text| !text.is_empty()).collect()
    }
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, line) in (0..).zip(table("\t").lines()) {
        for (column, text) in (0..).zip(line.split('\t')) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_folder_is_searched_for_every_kind_of_table_in_any_letter_case_and_names_the_rest() {
    let folder = with(&[("in/a.toml", &register("a")), ("in/b.CSV", &table(";")), ("in/sub/c.Tsv", &table("\t"))]);
    folder.write("in/d.XLSM", workbook());
    folder.write("in/tobokel.toml", "language = \"ru\"\n");
    for (name, text) in [(".hidden.toml", ""), (".git/x.toml", "x"), ("~$d.XLSM", "x"), ("e.doc", "x"), ("f.pdf", "x")]
    {
        folder.write(&format!("in/{name}"), text);
    }
    folder.run(&["plan", "in/a.toml", "-o", "in/plan.json", "-q"]);
    let (read, passed_over) = folder.found(&["in"]);
    // What could be a register stands among the registers, with the finding that it is not read.
    assert_eq!(read, ["in/a.toml", "in/b.CSV", "in/d.XLSM", "in/sub/c.Tsv", "in/e.doc", "in/f.pdf"]);
    let expected = [
        ("in/.git", "hidden"),
        ("in/.hidden.toml", "hidden"),
        ("in/e.doc", "unsupported"),
        ("in/f.pdf", "unsupported"),
        ("in/plan.json", "own-output"),
        ("in/tobokel.toml", "settings"),
        ("in/~$d.XLSM", "hidden"),
    ];
    assert_eq!(passed_over, expected.map(|(path, reason)| (path.to_owned(), reason.to_owned())));
    let (_, _, said) = folder.said(&["check", "in", "--lang", "en"]);
    assert!(
        said.contains("Files passed over: 7. other kinds of file: in/e.doc, in/f.pdf; made by tobokel: in/plan.json"),
        "{said}"
    );
    // Not in Kyrgyz where nothing else is.
    let (_, _, said) = with(&[("in/a.toml", &register("a")), ("in/e.doc", "x")]).said(&["check", "in"]);
    assert!(said.starts_with("Files passed over: 1. other kinds of file: in/e.doc"), "{said}");
}

#[test]
fn of_many_files_passed_over_ten_are_named_and_it_is_said_where_the_rest_is() {
    let folder = with(&[("in/a.toml", &register("a"))]);
    for number in 10..25 {
        folder.write(&format!("in/p{number}.pdf"), "x");
    }
    for arguments in [&["check", "in"][..], &["assess", "in"], &["plan", "in"], &["monitor", "in"]] {
        let (_, _, said) = folder.said(arguments);
        assert!(said.contains("in/p10.pdf") && said.contains("in/p19.pdf") && !said.contains("in/p20.pdf"), "{said}");
        assert!(said.contains("and 5 more (all: tobokel check … --format json)"), "{said}");
    }
    assert_eq!(folder.found(&["in"]).1.len(), 15);
}

#[test]
fn a_wildcard_that_the_shell_left_is_expanded() {
    let folder = with(&[("a.toml", &register("a")), ("B.TOML", &register("b")), ("c.csv", &table(";"))]);
    folder.write("~$a.toml", "x");
    folder.write(".b.toml", "x");
    folder.write("a[1].toml", register("d"));
    folder.write("sub/c.toml", register("c"));
    assert_eq!(folder.found(&["*.toml"]).0, ["B.TOML", "a.toml", "a[1].toml"]);
    assert_eq!(folder.found(&["a[1]*.toml"]).0, ["a[1].toml"]);
    assert_eq!(folder.found(&["?.csv", "s*"]).0, ["c.csv", "sub/c.toml"]);
    let (code, said, _) = folder.said(&["check", "*.ods", "--lang", "en"]);
    assert!(code == 2 && said.contains("*.ods: no file has such a name"), "{said}");
    let (code, said, _) = folder.said(&["check", "a.toml", "*.ods", "--lang", "en", "--format", "concise"]);
    assert!(code == 1 && said.contains("*.ods: no file has such a name"), "{said}");
}

#[test]
fn an_empty_folder_among_others_is_a_finding_at_the_folder() {
    let folder = with(&[("a.toml", &register("a")), ("empty/x.pdf", "x")]);
    for command in
        [&["check"][..], &["assess"], &["assess", "-o", "out", "--replies", "replies"], &["plan"], &["monitor"]]
    {
        let (code, out, err) = folder.said(&[command, &["a.toml", "empty"]].concat());
        assert_eq!(code, 1, "{command:?}");
        assert!((out + &err).contains("empty: no registers found in this folder"), "{command:?}");
    }
    assert!(!folder.path("out/empty.xlsx").exists() && !folder.path("replies/empty.xlsx").exists());
    assert_eq!(folder.said(&["check", "empty"]).0, 2);
}

#[cfg(unix)]
#[test]
fn a_subfolder_that_cannot_be_read_costs_none_of_the_other_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder =
        with(&[("in/a.toml", &register("a")), ("in/shut/b.toml", &register("b")), ("in/z.toml", &register("z"))]);
    let shut = folder.path("in/shut");
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Who may do everything is not kept out by permissions.
    if std::fs::read_dir(&shut).is_err() {
        for command in ["check", "assess", "plan", "monitor"] {
            let (code, out, err) = folder.said(&[command, "in", "--lang", "en"]);
            assert_eq!(code, 1, "{command}: {out}{err}");
            assert!((out + &err).contains("cannot read in/shut: permission denied"), "{command}");
        }
        assert_eq!(folder.found(&["in"]).0, ["in/a.toml", "in/shut", "in/z.toml"]);
    }
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn documents_that_would_replace_each_other_are_refused_before_anything_is_written() {
    let folder = with(&[("in/a.toml", &register("a")), ("in/b.toml", &register("b"))]);
    std::fs::create_dir(folder.path("other")).unwrap();
    for arguments in [
        &["-o", "out/", "--replies", "./out/"][..],
        &["-o", "out", "--replies", "other/../out"],
        &["-o", "out", "-o", "out/a.xlsx"],
        &["-o", "out/A.XLSX", "-o", "out"],
        &["-o", "out/consolidated.json", "-o", "out"],
    ] {
        let (code, _, said) = folder.said(&[&["assess", "in", "--lang", "en"], arguments].concat());
        assert_eq!(code, 2, "{arguments:?}: {said}");
        assert!(said.contains("are one file: one document would replace the other"), "{said}");
        assert!(!folder.path("out").exists(), "{arguments:?}");
    }
    // The same for the same purpose is no clash.
    let (code, _, said) =
        folder.said(&["assess", "in", "-o", "out", "-o", "./out/", "--replies", "other", "--lang", "en"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Documents written — 18."), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_that_folder() {
    let folder = with(&[("in/a.toml", &register("a")), ("out/x.txt", "")]);
    std::os::unix::fs::symlink("out", folder.path("link")).unwrap();
    let (code, _, said) = folder.said(&["assess", "in", "-o", "out", "--replies", "link", "--lang", "en"]);
    assert!(code == 2 && said.contains("are one file"), "{said}");
}

#[test]
fn check_knows_plans_what_cannot_be_made_and_what_is_left_over() {
    let folder = with(&[("in/a.toml", &register("a")), ("in/b.toml", &register("b")), ("in/plan.toml", PLAN)]);
    let check = |paths: &[&str]| folder.said(&[&["assess"], paths, &["-o", "out", "--check", "--lang", "en"]].concat());
    assert_eq!(folder.said(&["assess", "in", "-o", "out"]).0, 0);
    let (code, said, _) = check(&["in"]);
    assert_eq!(code, 0, "{said}");
    // A register whose file is no longer readable.
    let of_b = std::fs::read(folder.path("in/b.toml")).unwrap();
    folder.write("in/c.csv", "x");
    let (code, said, _) = check(&["in"]);
    assert!(code == 1 && said.contains("Not made: out/c.xlsx (in/c.csv cannot be read as a register"), "{said}");
    std::fs::remove_file(folder.path("in/c.csv")).unwrap();
    // One that is gone.
    std::fs::remove_file(folder.path("in/b.toml")).unwrap();
    let (code, said, _) = check(&["in"]);
    assert!(code == 1 && said.contains("Left over: out/b.xlsx"), "{said}");
    // A run over a single register says nothing of the others.
    folder.write("in/b.toml", of_b);
    std::fs::create_dir(folder.path("one")).unwrap();
    assert_eq!(folder.said(&["assess", "in/a.toml", "in/b.toml", "-o", "one"]).0, 0);
    let (_, said, _) = folder.said(&["assess", "in/a.toml", "-o", "one", "--check", "--lang", "en"]);
    assert!(!said.contains("Left over"), "{said}");
}

#[test]
fn an_unused_waiver_is_told_only_by_a_run_over_all_that_the_configuration_governs() {
    let waiver = "[[waiver]]\ncode = \"TB603\"\nreason = \"agreed\"\nuntil = 2027-01-01\n";
    let folder = with(&[
        ("tobokel.toml", waiver),
        ("registers/a.toml", &register("a")),
        ("registers/b.toml", &register("b")),
        ("registers/tobokel.toml", "[check]\nignore = [\"TB9\"]\n"),
    ]);
    let tells = |paths: &[&str]| {
        let (_, out, err) = folder.said(&[&["check", "--format", "concise"], paths].concat());
        let (_, _, of_assess) = folder.said(&[&["assess", "-q"], paths].concat());
        assert!(of_assess.is_empty(), "{of_assess}");
        (out + &err).contains("TB904")
    };
    assert!(!tells(&["registers/a.toml"]));
    assert!(tells(&["registers"]));
    assert!(tells(&["registers/a.toml", "registers/b.toml"]));
    assert!(tells(&["."]));
}

#[test]
fn an_error_that_makes_the_run_fail_is_said_however_quiet_it_is_to_be() {
    let folder = with(&[("bad.xlsx", "%PDF-1.7"), ("in/a.toml", &register("a")), ("in/b.xlsx", "%PDF-1.7")]);
    for arguments in [&["assess", "bad.xlsx"][..], &["assess", "bad.xlsx", "-o", "out.xlsx"], &["plan", "bad.xlsx"]] {
        let (code, out, said) = folder.said(&[arguments, &["-q", "--lang", "en"]].concat());
        assert_eq!(code, 2, "{arguments:?}");
        assert!(out.is_empty() && said.contains("bad.xlsx") && said.contains("error"), "{arguments:?}: {said}");
    }
    let (code, _, said) = folder.said(&["assess", "in", "-o", "out", "-q", "--lang", "en"]);
    assert_eq!(code, 1);
    assert!(said.contains("b.xlsx") && !said.contains("a.toml"), "{said}");
}

#[test]
fn a_register_that_was_written_once_is_somebodys_from_then_on() {
    let folder = with(&[("a.toml", &register("a"))]);
    for output in ["c.xlsx", "c.toml", "c.csv"] {
        assert_eq!(folder.said(&["convert", "a.toml", output, "--lang", "en"]).0, 0);
        let (code, _, said) = folder.said(&["convert", "a.toml", output, "--lang", "en"]);
        assert_eq!(code, 2);
        assert!(said.contains("may hold somebody's entries") && said.contains("--force"), "{said}");
        assert!(!said.contains("not made by"), "{said}");
    }
}

#[test]
fn a_plan_gets_a_reply_of_its_own() {
    let folder = with(&[("in/plan.toml", PLAN), ("in/a.toml", &register("a"))]);
    assert_eq!(folder.said(&["assess", "in", "--replies", "replies"]).0, 0);
    let reply = folder.pages("replies/plan.xlsx").join("\n");
    assert!(reply.contains("Файл принят: это план мероприятий, он прочитан."), "{reply}");
    assert!(reply.contains("Муниципальное предприятие «Водоканал»"), "{reply}");
    assert!(!reply.contains("возвращён"), "{reply}");
    assert!(reply.contains("Ответ по итогам проверки плана") && reply.contains("Файл плана"), "{reply}");
    assert!(!reply.contains("Файл перечня") && !reply.contains("проверки перечня"), "{reply}");
    let faulty = || {
        folder.said(&["assess", "in", "-o", "out", "--lang", "en"]);
        let text = std::fs::read_to_string(folder.path("out/consolidated.json")).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["faulty"].clone()
    };
    // A plan without errors is no file with faults.
    assert_eq!(faulty(), serde_json::json!([]));
    let broken = PLAN.replacen("due = \"2026-Q1\"", "due = \"абв\"", 1);
    folder.write("in/plan.toml", broken);
    folder.said(&["assess", "in", "--replies", "replies", "--lang", "en"]);
    let reply = folder.pages("replies/plan.xlsx").join("\n");
    assert!(reply.contains("it was read, but it has errors"), "{reply}");
    let faulty = faulty();
    assert_eq!(faulty[0]["refused"], false, "{faulty}");
    assert_eq!(faulty[0]["errors"], 1, "{faulty}");
}

#[test]
fn a_reply_speaks_the_language_of_the_file() {
    let kyrgyz = "№;Функция;Учур же кырдаал;Ыктымалдуулук;Зыян\n\
                  1.1;Маалымкат берүү;Адис кезексиз маалымкат үчүн акча алат жана аны жашырат;2;2\n";
    let english =
        "No;Function;Case or situation;Likelihood;Harm\n1.1;Certificates;A clerk takes money for a certificate;2;2\n";
    let refused = "Служебная записка;о состоянии дел;в отделе\nПросим рассмотреть;и сообщить;о результатах\n";
    let folder = with(&[
        ("in/ru.csv", &table(";")),
        ("in/ky.csv", kyrgyz),
        ("in/en.csv", english),
        ("in/no.csv", refused),
        ("in/given.toml", &register("given").replace("language = \"en\"", "language = \"ky\"")),
    ]);
    folder.said(&["assess", "in", "--replies", "replies"]);
    for (file, title) in [
        ("ru", "Ответ"),
        ("ky", "Тизмекти текшерүү"),
        ("en", "Reply on the check"),
        ("no", "Ответ"),
        ("given", "Тизмекти текшерүү"),
    ] {
        let reply = folder.pages(&format!("replies/{file}.xlsx"));
        assert!(reply.iter().any(|text| text.starts_with(title)), "{file}: {reply:?}");
    }
    folder.said(&["assess", "in", "--replies", "replies", "--lang", "en"]);
    assert!(folder.pages("replies/ru.xlsx").iter().any(|text| text.starts_with("Reply on the check")));
}
