//! Files as people send them, and files that nobody should send: what is read from each, and exactly what is found.
//!
//! The cases stand in the tables beside (`corpus` reads them). Each says what it gives: `situations | findings | what was
//! read`. A finding is a code with its place: `Тизмек!F14` in a workbook, `14:6` (line and field) in a file of text, `-` for the
//! file as a whole. `~` stands for the two findings of every table that stands alone: what became of its rows (TB507, at the
//! header), and that nobody says whose it is (TB512).

pub mod corpus;
mod gallery;
mod made;

use corpus::{Case, corpus};
use jiff::civil::date;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tobokel::diag::{Diagnostic, Severity};
use tobokel::examine::{self, Conditions, Input};
use tobokel::locale::{Arg, Language};
use tobokel::method::{DEFAULT, Method};
use tobokel::model::{Keyword as _, Register};
use tobokel::read::embedded_method;
use tobokel::source::{Position, cell_name};

/// The longest that one input may take, in milliseconds, in a program that is not optimised, beside other tests.
const LONGEST: u128 = 20_000;

/// What was found, in the form of the cases.
fn findings(found: &[Diagnostic]) -> Vec<String> {
    let place = |position: &Position| match position {
        Position::File => "-".to_owned(),
        Position::Text { line, column, .. } => format!("{line}:{column}"),
        Position::Cell { sheet: Some(sheet), row, column, .. } => format!("{sheet}!{}", cell_name(*row, *column)),
        Position::Cell { sheet: None, row, column, .. } => format!("{}:{}", row + 1, column + 1),
    };
    found.iter().map(|finding| format!("{} {}", finding.code.code, place(&finding.place.position))).collect()
}

/// A value of a register that a case asks for.
fn shown(register: &Register, found: &[Diagnostic], method: &Method, key: &str) -> String {
    let all = || register.situations().map(|(_, situation)| situation);
    let Some((function, first)) = register.situations().next() else { return "-".into() };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".into());
    let level = |level| method.level(level).key.clone();
    let join = |texts: Vec<String>| texts.join(",");
    match key {
        "L" => join(all().map(|s| or_dash(s.likelihood.points().map(|p| p.to_string()))).collect()),
        "H" => join(all().map(|s| or_dash(s.harm.points().map(|p| p.to_string()))).collect()),
        "why" => {
            or_dash(first.likelihood.justification.clone().map(String::from))
                + "/"
                + &or_dash(first.harm.justification.clone().map(String::from))
        }
        "category" => or_dash(first.category.map(|category| category.key().to_owned())),
        "level" => or_dash(first.declared_level.map(level)),
        "grade" => {
            or_dash(first.control.as_ref().and_then(|c| c.effectiveness).map(|grade| method.grade(grade).key.clone()))
        }
        "lowers" => or_dash(first.control.as_ref().map(|control| control.lowers.to_string())),
        "text" => first.text.to_string(),
        "unit" => or_dash(first.unit.clone().map(String::from)),
        "positions" => first.positions.join("/"),
        "function" => join(register.functions.iter().map(|function| function.name.to_string()).collect()),
        "group" => or_dash(function.group.clone().map(String::from)),
        "groups" => {
            join(register.functions.iter().map(|function| or_dash(function.group.clone().map(String::from))).collect())
        }
        "ids" => join(all().map(|situation| situation.id.clone()).collect()),
        "measures" => join(all().map(|situation| situation.measures.len().to_string()).collect()),
        "measure" => or_dash(first.measures.first().map(|measure| measure.text.to_string())),
        "due" => or_dash(first.measures.first().and_then(|m| m.due.as_ref()).map(|due| {
            let day = |day: Option<jiff::civil::Date>| or_dash(day.map(|day| day.to_string()));
            format!("{}..{}", day(due.from), day(due.to))
        })),
        "name" => register.organization.name.clone(),
        "controller" => or_dash(register.assessment.high_level_controller.clone()),
        "date" => or_dash(register.assessment.date.map(|day| day.to_string())),
        "stated" => format!("{:?}/{:?}", first.stated.sum, first.stated.residual.map(level)),
        // read, headings, continuations, further measures, number rows, repeated headers, closing lines, prepared rows
        "rows" => {
            let rows = found.iter().find(|finding| finding.message.id == "rows-read").unwrap();
            let number = |(_, arg): &(&str, Arg)| arg.text(Language::En);
            let numbers = rows.message.args.iter().map(number).map(|number| number.trim_start_matches(", ").to_owned());
            numbers.filter(|number| !number.is_empty()).collect::<Vec<_>>().join("/")
        }
        "help" => found
            .iter()
            .filter(|f| f.code.severity == Severity::Error)
            .map(|f| f.help.as_ref().map(|help| Language::Ky.message(help)).unwrap_or_default())
            .collect::<Vec<_>>()
            .join(" + "),
        "says" => found
            .iter()
            .filter(|f| f.code.severity == Severity::Error)
            .map(|f| f.message.id)
            .collect::<Vec<_>>()
            .join("+"),
        other => panic!("no such key: {other}"),
    }
}

/// Everything that was found in a case: by the reader, then by the rules.
struct Outcome {
    reader: Vec<Diagnostic>,
    rules: Vec<Diagnostic>,
    register: Option<Register>,
}

/// Reads a case as the command line does: a panic is a fault, and must not hide the other cases.
fn outcome(case: &Case, method: &Method) -> Result<Outcome, String> {
    let guarded = std::panic::AssertUnwindSafe(|| read(case, method));
    std::panic::catch_unwind(guarded).map_err(|_| format!("{}: a panic", case.name))
}

fn read(case: &Case, method: &Method) -> Outcome {
    let by = Conditions { asked: case.sheet.as_deref().into(), ..Conditions::of(method, date(2026, 11, 21)) };
    let examined = examine::read(&case.path, &case.bytes, &by).into_register().examined(&by);
    match examined.input {
        Input::Register(loaded) => {
            let rules = examined.findings.into_iter().filter(|found| !loaded.findings.contains(found)).collect();
            Outcome { reader: loaded.findings, rules, register: Some(loaded.register) }
        }
        Input::Plan(_) | Input::Refused { .. } => {
            Outcome { reader: examined.findings, rules: Vec::new(), register: None }
        }
    }
}

/// What a case really gives, in the form in which it says what it expects.
fn actual(case: &Case, outcome: &Outcome, method: &Method) -> String {
    let (_, wanted) = case.expected.rsplit_once(" | ").unwrap_or_default();
    let count = outcome.register.as_ref().map_or("refused".to_owned(), |r| r.situations().count().to_string());
    let mut found = findings(&outcome.reader);
    let alone = |found: &&Diagnostic| found.code.code == "TB507" || found.code.code == "TB512";
    // What columns were read as is told in a line of its own, wherever a title is not the canonical one.
    found.retain(|finding| !finding.starts_with("TB519"));
    let usual: Vec<&Diagnostic> = outcome.reader.iter().filter(alone).collect();
    let first = |finding: &Diagnostic| {
        matches!(&finding.place.position, Position::Cell { row: 0, column: 0, sheet, .. }
            if sheet.as_ref().is_none_or(|sheet| &**sheet == "Тизмек"))
    };
    if usual.len() == 2 && usual.iter().any(|finding| first(finding)) {
        found.retain(|finding| !finding.starts_with("TB507") && !finding.starts_with("TB512"));
        found.insert(0, "~".into());
    }
    let shows: Vec<String> = wanted
        .split("; ")
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, _)| match &outcome.register {
            Some(register) => format!("{key}={}", shown(register, &outcome.reader, method, key)),
            None => format!("{key}={}", shown_of_refused(&outcome.reader, key)),
        })
        .collect();
    format!("{count} | {} | {}", found.join(", "), shows.join("; "))
}

fn shown_of_refused(found: &[Diagnostic], key: &str) -> String {
    match key {
        "says" => found.iter().map(|finding| finding.message.id).collect::<Vec<_>>().join("+"),
        "what" => found
            .iter()
            .flat_map(|f| &f.message.args)
            .map(|(_, arg)| arg.text(Language::En))
            .collect::<Vec<_>>()
            .join("+"),
        _ => "nothing".into(),
    }
}

#[test]
fn every_input_is_read_or_refused_as_expected() {
    let method = embedded_method(DEFAULT).unwrap();
    let corpus = corpus();
    assert!(corpus.len() >= 120, "{} cases", corpus.len());
    let mut wrong = String::new();
    for case in &corpus {
        let begun = std::time::Instant::now();
        let outcome = match outcome(case, &method) {
            Ok(outcome) => outcome,
            Err(panic) => {
                let _ = writeln!(wrong, "{panic}");
                continue;
            }
        };
        let actual = actual(case, &outcome, &method);
        if actual.trim_end_matches(" | ") != case.expected.trim_end_matches(" | ") {
            let _ = writeln!(wrong, "{}\n  expected {}\n  actual   {actual}", case.name, case.expected);
        }
        if begun.elapsed().as_millis() >= LONGEST {
            let _ = writeln!(wrong, "{} took {:?}", case.name, begun.elapsed());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_name_is_given_once() {
    let mut seen = BTreeSet::new();
    for case in corpus() {
        assert!(seen.insert(case.name.clone()), "{}", case.name);
    }
}

/// What a sentence says of its own, without the words that it quotes from the file.
fn own_words(text: &str) -> String {
    let mut own = String::new();
    let mut inside = None;
    for letter in text.chars() {
        match (inside, letter) {
            (None, '«') => inside = Some('»'),
            (None, '"') => inside = Some('"'),
            (None, '“' | '„') => inside = Some('”'),
            (None, letter) => own.push(letter),
            (Some(end), letter) if end == letter => inside = None,
            _ => {}
        }
    }
    own
}

fn complaint(text: &str, language: Language) -> Option<&'static str> {
    if text.split('{').skip(1).any(|rest| rest.split('}').next().is_some_and(|id| id.contains('-'))) {
        return Some("a message id");
    }
    if text.contains(['{', '}', '$']) {
        return Some("a placeholder");
    }
    let own = own_words(text);
    let words: Vec<&str> = own.split_whitespace().collect();
    let latin = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    if language != Language::En && words.windows(4).any(|four| four.iter().all(|word| latin(word))) {
        return Some("an English sentence");
    }
    if language != Language::En && !text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
        return Some("no Cyrillic letter");
    }
    if language == Language::En && own.chars().filter(|c| ('\u{400}'..='\u{52f}').contains(c)).count() > own.len() / 3 {
        return Some("no English sentence");
    }
    None
}

#[test]
fn every_finding_is_a_sentence_in_each_language() {
    let method = embedded_method(DEFAULT).unwrap();
    let mut wrong = BTreeSet::new();
    for case in corpus() {
        let Ok(outcome) = outcome(&case, &method) else { continue };
        for finding in outcome.reader.iter().chain(&outcome.rules) {
            for language in Language::ALL {
                for message in std::iter::once(&finding.message).chain(&finding.help) {
                    let text = language.message(message);
                    if let Some(complaint) = complaint(&text, language) {
                        wrong.insert(format!("{}: {complaint}: {language:?}: {text}", message.id));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_damaged_workbook_says_in_the_library_s_words_what_is_wrong_with_it() {
    let method = embedded_method(DEFAULT).unwrap();
    let mut causes = BTreeSet::new();
    for case in corpus() {
        let Ok(outcome) = outcome(&case, &method) else { continue };
        for message in outcome.reader.iter().map(|finding| &finding.message).filter(|it| it.id == "workbook-damaged") {
            let cause =
                message.args.iter().find(|(name, _)| *name == "cause").map(|(_, cause)| cause.text(Language::En));
            causes.insert(cause.unwrap_or_default());
        }
    }
    assert!(causes.len() > 5 && causes.iter().all(|cause| cause.chars().count() > 5), "{causes:#?}");
}
