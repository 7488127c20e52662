//! Word documents in the hands of programs that people have: python-docx reads every table, `LibreOffice` prints each.
//!
//! A plain `cargo test` passes them over; `cargo test word::programs:: -- --ignored` runs them, and fails where a program is
//! missing. The Python interpreter is `TOBOKEL_PYTHON`, else `python3`.

use super::{Folder, said};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tobokel::locale::Language;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const DAY: &str = "2026-11-21";

fn succeeded(mut command: Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}"));
    assert!(output.status.success(), "{command:?}: {}\n{}", output.status, said(&output));
    output
}

/// The shipped registers, and one in which a situation is not assessed and texts are what a program might take for something else.
fn registers() -> Folder {
    let shipped = |name: &str| std::fs::read_to_string(Path::new(ROOT).join("registers").join(name)).unwrap();
    let half = super::REGISTER
        .replace("harm = { score = 1, justification = \"аз\" }\n", "")
        .replace("Достук", "<w:t>&amp; «Достук» = ]]>")
        .replace("кезек ачык эмес", &"кезек ачык эмес, ".repeat(400));
    let files =
        [("dostuk.toml", shipped("dostuk.toml")), ("department.toml", shipped("department.toml")), ("half.toml", half)];
    Folder::with(&files.each_ref().map(|(name, text)| (*name, text.as_str())), &["--as-of", DAY])
}

fn run(folder: &Folder, arguments: &[&str]) -> Output {
    let ran = folder.run(arguments);
    assert!(matches!(ran.status.code(), Some(0 | 1)), "{arguments:?}: {}", said(&ran));
    ran
}

/// Has `LibreOffice` convert documents, with a profile of its own, into PDF files beside them.
fn printed(folder: &Folder, names: &[String]) -> Vec<PathBuf> {
    let profile = folder.path("profile").to_string_lossy().replace('\\', "/");
    let slash = if profile.starts_with('/') { "" } else { "/" };
    let mut office = Command::new(std::env::var_os("TOBOKEL_SOFFICE").unwrap_or_else(|| "soffice".into()));
    office.arg(format!("-env:UserInstallation=file://{slash}{profile}"));
    office.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(folder.root());
    office.args(names.iter().map(|name| folder.path(name)));
    let output = succeeded(office);
    let pdfs: Vec<PathBuf> = names.iter().map(|name| folder.path(name).with_extension("pdf")).collect();
    for pdf in &pdfs {
        assert!(pdf.exists(), "{} was not made\n{}", pdf.display(), said(&output));
    }
    pdfs
}

#[test]
#[ignore = "needs python-docx"]
#[expect(clippy::print_stdout, reason = "how much was compared is shown with --nocapture")]
fn python_docx_finds_every_value_of_the_assessment_in_the_tables() {
    let folder = registers();
    for register in ["dostuk", "department", "half"] {
        for language in Language::ALL.map(Language::code) {
            let [document, json] = ["docx", "json"].map(|ending| format!("{register}-{language}.{ending}"));
            let file = format!("{register}.toml");
            run(
                &folder,
                &["assess", &file, "-q", "-o", &document, "-o", &json, "--parts", "order", "--lang", language],
            );
            let mut python = Command::new(std::env::var_os("TOBOKEL_PYTHON").unwrap_or_else(|| "python3".into()));
            python.arg(Path::new(ROOT).join("tests/support/check_document.py"));
            python.args([folder.path(&document), folder.path(&json)]).arg(language);
            python.arg(Path::new(ROOT).join(format!("src/locale/{language}.ftl")));
            python.arg(Path::new(ROOT).join("src/method/kg-232-2026.toml")).env("PYTHONIOENCODING", "utf-8");
            println!("{}", String::from_utf8_lossy(&succeeded(python).stdout).trim_end());
        }
    }
}

#[test]
#[ignore = "needs LibreOffice with Writer, and Poppler"]
#[expect(clippy::print_stdout, reason = "how much was looked at is shown with --nocapture")]
fn libreoffice_prints_each_document_without_an_empty_page() {
    let folder = registers();
    let mut names = Vec::new();
    for register in ["dostuk", "department", "half"] {
        let file = format!("{register}.toml");
        for language in Language::ALL.map(Language::code) {
            let name = |what: &str| format!("{register}-{what}-{language}.docx");
            let [order, plan, monitor] = ["order", "plan", "monitor"].map(name);
            run(&folder, &["assess", &file, "-q", "-o", &order, "--parts", "order", "--lang", language]);
            run(&folder, &["plan", &file, "-q", "-o", &plan, "--lang", language]);
            run(&folder, &["monitor", &file, "-q", "-o", &monitor, "--lang", language]);
            names.extend([order, plan, monitor]);
        }
        let form = format!("{register}-form.docx");
        run(&folder, &["convert", &file, &form, "-q"]);
        names.push(form);
    }
    for pdf in printed(&folder, &names) {
        let mut command = Command::new("pdftotext");
        command.args(["-enc", "UTF-8", "-layout"]).arg(&pdf).arg("-");
        let text = String::from_utf8(succeeded(command).stdout).unwrap();
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        println!("{}: {} pages", pdf.file_name().unwrap().to_string_lossy(), pages.len());
        for (number, page) in (1..).zip(&pages) {
            // The last line is the page's foot.
            let lines = page.lines().filter(|line| !line.trim().is_empty()).count();
            assert!(lines > 2, "{}, page {number} is empty: {page:?}", pdf.display());
        }
        let name = pdf.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("half-order") || name.starts_with("half-plan") {
            let mark = ["ДОЛБООР", "ПРОЕКТ", "DRAFT"];
            assert!(
                pages.iter().all(|page| mark.iter().any(|mark| page.contains(mark))),
                "{name}: a page without its mark"
            );
        }
    }
}

#[test]
#[ignore = "needs LibreOffice with Writer, and Poppler"]
fn libreoffice_prints_an_assessment_sheet_with_nine_criteria_on_one_page() {
    let folder = Folder::with(&[("r.toml", include_str!("../criteria/nine.toml"))], &["--as-of", DAY]);
    let names = Language::ALL.map(|language| format!("{}.docx", language.code()));
    for (name, language) in names.iter().zip(Language::ALL) {
        run(&folder, &["assess", "r.toml", "-q", "-o", name, "--parts", "sheets", "--lang", language.code()]);
    }
    for pdf in printed(&folder, &names) {
        let mut command = Command::new("pdftotext");
        command.args(["-enc", "UTF-8", "-layout"]).arg(&pdf).arg("-");
        let text = String::from_utf8(succeeded(command).stdout).unwrap();
        // The register has two situations.
        assert_eq!(text.matches('\u{c}').count(), 2, "{}: {text}", pdf.display());
    }
}
