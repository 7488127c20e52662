//! The gallery: what is found in files, in three languages (`tests/gallery.md`), and that it speaks the words of those who
//! keep tables.

use super::corpus::corpus;
use super::{outcome, own_words};
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use tobokel::config::read_config;
use tobokel::diag::{self, Diagnostic, Sink};
use tobokel::examine::{self, Conditions, Input, SealSource, compare_bodies};
use tobokel::form::{Form, PlanForm};
use tobokel::locale::{Language, Message, catalogue};
use tobokel::method::{DEFAULT, Method};
use tobokel::read::{embedded_method, read_seal};
use tobokel::report::{VERSION, seal};
use tobokel::rules::examples::EXAMPLES;
use tobokel::rules::policy::{Baseline, Policy};
use tobokel::rules::repeats::{Before, CODES as REPEAT_CODES};
use tobokel::rules::seal::{Beside, CODES as SEAL_CODES, FoundSeal, orphaned};
use tobokel::source::{Position, SourceFile, cell_name};
use tobokel::write::xlsx;

/// What is found in a file: by the reader and by the rules, of a register or of a plan.
fn found_in(path: &str, bytes: &[u8], method: &Method) -> Vec<Diagnostic> {
    examine::examine(path, bytes, &on_the_day(method)).findings
}

/// On the day on which the gallery is made.
fn on_the_day(method: &Method) -> Conditions<'_> {
    Conditions::of(method, date(2026, 7, 1))
}

/// A register or a plan in TOML as the workbook that `convert` makes of it; `None` if it cannot be read.
fn as_workbook(path: &str, bytes: &[u8], method: &Method) -> Option<Vec<u8>> {
    let day = date(2026, 6, 15);
    let language = Language::Ky;
    let book = match examine::read(path, bytes, &on_the_day(method)) {
        Input::Register(loaded) => {
            let form = Form { register: &loaded.register, method, language };
            xlsx(form.book(day), "register", VERSION).unwrap().0
        }
        Input::Plan(loaded) => {
            let form = PlanForm { plan: &loaded.plan, method, language };
            xlsx(form.book(day), "register", VERSION).unwrap().0
        }
        Input::Refused { .. } => return None,
    };
    Some(book)
}

/// What the rules find in their own bad examples; as tables, those examples that can be made a workbook.
fn examples(method: &Method, medium: Medium) -> Vec<(Diagnostic, String)> {
    let mut found = Vec::new();
    for example in EXAMPLES {
        let (path, text) = (format!("example.{}", example.format), example.whole(example.bad));
        let findings = match medium {
            Medium::AsWritten => found_in(&path, text.as_bytes(), method),
            Medium::Workbook if example.format != "toml" => found_in(&path, text.as_bytes(), method),
            Medium::Workbook => match as_workbook(&path, text.as_bytes(), method) {
                Some(bytes) => found_in("example.xlsx", &bytes, method),
                None => continue,
            },
        };
        found.extend(findings.into_iter().map(|finding| (finding, format!("the example of {}", example.code))));
    }
    found
}

/// In what medium the registers stand in which something is found.
#[derive(Clone, Copy, PartialEq)]
enum Medium {
    /// That of the file itself.
    AsWritten,
    /// A workbook made of it.
    Workbook,
}

/// The register of the repository, in a medium.
fn dostuk(method: &Method, medium: Medium) -> (&'static str, Vec<u8>) {
    let text = std::fs::read("registers/dostuk.toml").unwrap();
    match medium {
        Medium::AsWritten => ("dostuk.toml", text),
        Medium::Workbook => ("dostuk.xlsx", as_workbook("dostuk.toml", &text, method).unwrap()),
    }
}

/// A register whose one high risk has no measure, under every demand that there is.
fn demands(method: &Method, medium: Medium) -> Vec<(Diagnostic, String)> {
    let (path, text) = dostuk(method, medium);
    let by = on_the_day(method);
    let mut input = examine::read(path, text, &by);
    let Input::Register(loaded) = &mut input else { panic!("it is a register") };
    for function in &mut loaded.register.functions {
        function.situations.iter_mut().for_each(|situation| situation.measures.clear());
    }
    let require_measure = method.computed_levels().next_back().map(|(level, _)| level);
    let high_before = Some(Baseline::new());
    let policy = Policy { max_high: Some(1), require_measure, high_before, ..Policy::default() };
    let examined = input.examined(&Conditions { policy: &policy, ..by });
    let demands = examined.findings.into_iter().filter(|finding| Policy::owns(finding.code));
    demands.map(|finding| (finding, "a demand that is not met".to_owned())).collect()
}

/// What lies beside every register.
struct Lies(Beside);

impl SealSource for Lies {
    fn beside(&self, _: &str) -> Beside {
        self.0.clone()
    }
}

/// A register that differs in everything from the seal beside it.
fn seals(method: &Method, medium: Medium) -> Vec<(Diagnostic, String)> {
    let (name, text) = dostuk(method, medium);
    let by = on_the_day(method);
    let mut read = examine::examine(name, text, &by);
    let mut sealed = seal(&read.case(&by).unwrap(), name);
    sealed.method_sha256 = "another".into();
    sealed.situations.retain(|situation| situation.id != "1.1");
    let Input::Register(loaded) = &mut read.input else { panic!("it is a register") };
    let functions = &mut loaded.register.functions;
    let gone = functions.last_mut().and_then(|function| function.situations.pop()).unwrap();
    functions.iter_mut().flat_map(|function| &mut function.situations).for_each(|situation| {
        situation.measures.truncate(0);
        situation.unit = Some(gone.id.as_str().into());
    });
    functions.reverse();
    loaded.register.assessment.order = Some("№ 1".into());
    read = read.input.examined(&by);
    let documents = |name: &str| vec![name.to_owned()];
    let (changed_documents, missing_documents) = (documents("dostuk.xlsx"), documents("dostuk.json"));
    let path = "dostuk.seal.toml".to_owned();
    let unread = read_seal(&path, b"schema = 1").map(|_| sealed.clone());
    let found = |read| FoundSeal {
        path: path.clone(),
        read,
        ids: Vec::new(),
        changed_documents: changed_documents.clone(),
        missing_documents: missing_documents.clone(),
        unread_documents: vec![("dostuk.docx".to_owned(), Message::new("reason-permission-denied"))],
    };
    let missing = Message::new("missing-seal").with("path", path.as_str());
    let mut all = Vec::new();
    for beside in
        [Beside::Found(found(Ok(sealed)).into()), Beside::Found(found(unread).into()), Beside::Missing(missing)]
    {
        read.look_again(&Conditions { seals: Some(&Lies(beside)), ..by });
        all.extend(read.findings.iter().filter(|finding| SEAL_CODES.contains(&finding.code)).cloned());
    }
    let mut sink = Sink::new(read.input.file());
    orphaned(&mut sink);
    all.extend(sink.finish());
    diag::sort(&mut all);
    all.into_iter().map(|finding| (finding, "a register that is not what was sealed".to_owned())).collect()
}

/// A plan that reports what it reported last quarter, and what another body reports.
fn repeats(method: &Method, medium: Medium) -> Vec<(Diagnostic, String)> {
    let plan = |body: &str, day: &str| {
        format!(
            "[organization]\nname = \"{body}\"\n[plan]\ntitle = \"План\"\n[[chapter]]\nname = \"Бөлүм\"\n[[chapter.task]]\n\
             [[chapter.task.measure]]\ntext = \"Сейил бакты көрктөндүрүү\"\nresponsible = [\"жооптуу катчы\"]\n\
             status = \"done\"\ndone_on = {day}\nresult = \"Сейил бакка 120 көчөт тигилип, 15 отургуч коюлду\"\n"
        )
    };
    let by = on_the_day(method);
    let examined = |name: &str, text: &str, by: &Conditions<'_>| match medium {
        Medium::AsWritten => examine::examine(&format!("{name}.toml"), text.as_bytes(), by),
        Medium::Workbook => {
            let bytes = as_workbook(&format!("{name}.toml"), text.as_bytes(), method).unwrap();
            examine::examine(&format!("{name}.xlsx"), bytes, by)
        }
    };
    let (old, new) = (plan("Достук айыл өкмөтү", "2026-02-20"), plan("Достук айыл өкмөтү", "2026-05-22"));
    let mut before = Before::default();
    let old = examined("dostuk-2026-1", &old, &by);
    let reports = old.reports(&by).unwrap();
    let id = examined("dostuk", &new, &by).input.organization().unwrap().id.clone();
    before.add(&id, false, reports);
    let again = examined("dostuk", &new, &Conditions { before: Some(&before), ..by });
    let mut both = [again, examined("kashkar", &plan("Кашкар айыл өкмөтү", "2026-05-25"), &by)];
    compare_bodies(&mut both, &by);
    let is_shown = |found: &Diagnostic| REPEAT_CODES.contains(&found.code);
    let all = both.into_iter().flat_map(|examined| examined.findings).filter(is_shown);
    all.map(|finding| (finding, "a report that stands in another file".to_owned())).collect()
}

fn waivers() -> Vec<(Diagnostic, String)> {
    let file = SourceFile::new("tobokel.toml", "[[waiver]]\ncode = \"TB403\"\n".into());
    let found = read_config(&file).unwrap().1;
    found.into_iter().map(|finding| (finding, "a waiver that cannot hold".to_owned())).collect()
}

/// Where a finding stands; of a whole file, nothing.
fn place(position: &Position) -> Option<String> {
    match position {
        Position::File => None,
        Position::Text { line, .. } => Some(format!("line {line}")),
        Position::Cell { sheet: Some(sheet), row, column, .. } => Some(format!("{sheet}!{}", cell_name(*row, *column))),
        Position::Cell { sheet: None, row, column, .. } => Some(format!("line {}, field {}", row + 1, column + 1)),
    }
}

/// What is no word of a person who keeps tables: a key, a bracket, a flag, a short term, the settings file. The file of a seal
/// has its own name.
fn is_of_texts(word: &str) -> bool {
    let word = word.trim_matches(|c: char| "«»\",.:;()".contains(c));
    let is_key = word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '.');
    let is_short_term = word.starts_with("20") && (word.contains("-Q") || word.contains("-H") || word.contains(".."));
    is_key
        || is_short_term
        || word == "="
        || word.contains(['[', ']'])
        || word.starts_with("--")
        || word.contains(".toml") && !word.ends_with(".seal.toml")
}

/// All that the gallery shows, each in the file in which it is found.
fn gallery(method: &Method, medium: Medium) -> Vec<(Diagnostic, String)> {
    let mut found = Vec::new();
    for case in corpus() {
        let Ok(outcome) = outcome(&case, method) else { continue };
        let findings = outcome.reader.into_iter().chain(outcome.rules);
        found.extend(findings.map(|finding| (finding, case.name.clone())));
    }
    // The examples of the rules, what policy demands, what seals show, what other files show, and what is said of waivers.
    found.extend(examples(method, medium));
    found.extend(demands(method, medium));
    found.extend(seals(method, medium));
    found.extend(repeats(method, medium));
    found.extend(waivers());
    found
}

#[test]
fn nothing_that_the_gallery_says_of_tables_names_a_key_a_bracket_or_a_flag() {
    let method = embedded_method(DEFAULT).unwrap();
    let of_tables = |finding: &Diagnostic| !finding.place.path.ends_with(".toml");
    let findings = |medium| gallery(&method, medium).into_iter().map(|(finding, _)| finding);
    let mut shown: Vec<Diagnostic> = findings(Medium::Workbook).filter(of_tables).collect();
    let in_tables: BTreeSet<&str> = shown.iter().map(|finding| finding.code.code).collect();
    // What no workbook that is made of an example keeps, such as a number that is none, is held to the same words.
    let is_lost =
        |finding: &Diagnostic| !in_tables.contains(finding.code.code) && !ONLY_OF_TEXTS.contains(&finding.code.code);
    shown.extend(findings(Medium::AsWritten).filter(is_lost));
    let (mut wrong, mut codes, mut helps) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for finding in &shown {
        codes.insert(finding.code.code);
        helps.extend(finding.help.as_ref().map(|help| help.id));
        for language in Language::ALL {
            // What the file itself says stands in the message in quotation marks; it may be anything.
            let said = (finding.message.id, own_words(&language.message(&finding.message)));
            let advised = finding.help.iter().map(|help| (help.id, language.message(help)));
            for (id, text) in std::iter::once(said).chain(advised) {
                if text.split_whitespace().any(is_of_texts) {
                    wrong.insert(format!("{} {id}: {text}", finding.code.code));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Nothing that the page of the gallery shows is left out.
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gallery.md")).unwrap();
    let on_page: BTreeSet<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")?.split(' ').next()).collect();
    codes.extend(ONLY_OF_TEXTS);
    assert_eq!(codes, on_page);
    assert!(codes.len() >= 90 && helps.len() >= 90, "{} codes, {} pieces of advice", codes.len(), helps.len());
}

/// The codes of the gallery that speak of TOML files alone: their grammar, their keys, the settings.
const ONLY_OF_TEXTS: [&str; 4] = ["TB001", "TB002", "TB901", "TB902"];

#[test]
fn what_is_no_word_of_tables_is_known_as_such() {
    for wrong in [
        "[assessment]",
        "high_level_controller",
        "--seal",
        "tobokel.toml",
        "a = 1",
        "(max_high)",
        "2026-Q4",
        "2026..2027",
    ] {
        assert!(wrong.split_whitespace().any(is_of_texts), "{wrong}");
    }
    for right in ["Уюм!B10", "31.10.2026", "2026–2027-жылдар", "a-b", "№ 114"] {
        assert!(!right.split_whitespace().any(is_of_texts), "{right}");
    }
}

/// The same for what the corpus does not reach: each advice that is said of tables in the place of another.
#[test]
fn what_is_said_of_tables_alone_names_no_key_either() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for line in catalogue(language).lines() {
            let Some((id, text)) = line.split_once(" = ") else { continue };
            let of_tables = ["-help-table", "-help-cell"].iter().any(|end| id.ends_with(end));
            if of_tables && text.split_whitespace().any(is_of_texts) {
                wrong.push(line.to_owned());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The gallery: for each code that the corpus reaches, its message and its help in three languages.
#[test]
fn the_gallery_is_up_to_date() {
    let method = embedded_method(DEFAULT).unwrap();
    let mut messages: BTreeMap<&str, Vec<(Diagnostic, String)>> = BTreeMap::new();
    for (finding, case) in gallery(&method, Medium::AsWritten) {
        let of_code = messages.entry(finding.code.code).or_default();
        if of_code.iter().all(|(other, _)| other.message.id != finding.message.id) {
            of_code.push((finding, case));
        }
    }
    let mut page = String::from(
        "# What is found in files, in three languages\n\nMade by `tests/intake.rs` (`TOBOKEL_BLESS=1 cargo test intake::` makes it anew).\n",
    );
    for (code, found) in &messages {
        let _ = writeln!(page, "\n## {code} {}", found[0].0.code.name);
        for (finding, case) in found {
            let place = place(&finding.place.position).map(|place| format!(" · {place}")).unwrap_or_default();
            let _ = writeln!(page, "\n{} · {case}{place}\n", finding.severity.key());
            for language in Language::ALL {
                let say = |message: &Message| language.message(message).replace('\n', " ");
                let _ = writeln!(page, "- **{}** {}", language.code(), say(&finding.message));
                if let Some(help) = &finding.help {
                    let _ = writeln!(page, "  - {}", say(help));
                }
            }
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gallery.md");
    if std::env::var_os("TOBOKEL_BLESS").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == page, "tests/gallery.md is not up to date: run with TOBOKEL_BLESS=1 and read what changed");
}
