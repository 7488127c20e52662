//! The catalogues: the same messages in all three languages, none dead, none lacking, and no English in a Kyrgyz one.
//!
//! Which ids the program uses is read from its source: every string literal outside tests that has the form of an id, and
//! the few families whose ids are put together when the program runs.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource};
use fluent_syntax::parser;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tobokel::config::all_codes;
use tobokel::locale::{Arg, Language, catalogue};
use tobokel::method::{Combination, DEFAULT, PriorityKey};
use tobokel::model::{Category, FIELDS, Keyword, OrganizationKind, Recurrence, Reporting, Status};
use tobokel::schema::SCHEMAS;
use tobokel::starter::STARTERS;
use tobokel::write::{MARK, MARK_AS_OF, MARK_VERSION};

fn parsed(language: Language) -> Resource<&'static str> {
    parser::parse(&*catalogue(language).leak())
        .unwrap_or_else(|(_, errors)| panic!("{} cannot be parsed: {errors:?}", language.code()))
}

fn messages(resource: &Resource<&'static str>) -> Vec<Message<&'static str>> {
    let message = |entry: &Entry<&'static str>| match entry {
        Entry::Message(message) => Some(message.clone()),
        _ => None,
    };
    resource.body.iter().filter_map(message).collect()
}

fn ids(language: Language) -> Vec<&'static str> {
    messages(&parsed(language)).iter().map(|message| message.id.name).collect()
}

/// What a pattern refers to: its placeholders, the ones that a selector looks at, and whether it names anything else.
#[derive(Debug, Default, PartialEq, Eq)]
struct Uses {
    placeholders: BTreeSet<&'static str>,
    selectors: BTreeSet<&'static str>,
    others: Vec<String>,
}

impl Uses {
    fn of(message: &Message<&'static str>) -> Self {
        let mut uses = Self::default();
        if let Some(pattern) = &message.value {
            uses.pattern(pattern);
        }
        uses
    }

    fn pattern(&mut self, pattern: &Pattern<&'static str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'static str>) {
        match expression {
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    self.selectors.insert(id.name);
                }
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
            Expression::Inline(inline) => self.inline(inline),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'static str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.placeholders.insert(id.name);
            }
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::Placeable { expression } => self.expression(expression),
            other => self.others.push(format!("{other:?}")),
        }
    }
}

fn uses(language: Language) -> BTreeMap<&'static str, Uses> {
    messages(&parsed(language)).iter().map(|message| (message.id.name, Uses::of(message))).collect()
}

#[test]
fn every_entry_of_a_catalogue_is_a_message_with_a_value_or_a_comment() {
    for language in Language::ALL {
        for entry in parsed(language).body {
            match entry {
                Entry::Message(message) => {
                    assert!(message.value.is_some(), "{} {} has no value", language.code(), message.id.name);
                    assert!(message.attributes.is_empty(), "{} {} has attributes", language.code(), message.id.name);
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                Entry::Term(_) | Entry::Junk { .. } => panic!("{}: {entry:?}", language.code()),
            }
        }
    }
}

#[test]
fn no_id_stands_twice() {
    for language in Language::ALL {
        let mut seen = BTreeSet::new();
        let twice: Vec<_> = ids(language).into_iter().filter(|id| !seen.insert(*id)).collect();
        assert_eq!(twice, [""; 0], "{}", language.code());
    }
}

#[test]
fn the_same_ids_stand_in_the_same_order_in_all_three() {
    let kyrgyz = ids(Language::Ky);
    assert!(kyrgyz.len() > 300);
    for language in [Language::Ru, Language::En] {
        let other = ids(language);
        let lacking =
            |a: &[&'static str], b: &[&str]| -> Vec<&str> { a.iter().copied().filter(|id| !b.contains(id)).collect() };
        assert_eq!(lacking(&kyrgyz, &other), [""; 0], "not in {}", language.code());
        assert_eq!(lacking(&other, &kyrgyz), [""; 0], "only in {}", language.code());
        assert_eq!(kyrgyz, other, "another order in {}", language.code());
    }
}

#[test]
fn the_same_headings_stand_in_the_same_order_in_all_three() {
    let headings = |language| -> Vec<String> {
        let heading = |entry: Entry<&'static str>| match entry {
            Entry::GroupComment(comment) => Some(comment.content.join(" ")),
            _ => None,
        };
        parsed(language).body.into_iter().filter_map(heading).collect()
    };
    assert_eq!(headings(Language::Ru), headings(Language::Ky));
    assert_eq!(headings(Language::En), headings(Language::Ky));
}

#[test]
fn each_message_has_the_same_placeholders_in_all_three_and_refers_to_nothing_else() {
    let kyrgyz = uses(Language::Ky);
    for language in Language::ALL {
        for (id, used) in uses(language) {
            assert_eq!(used.others, [""; 0], "{} {id}", language.code());
            assert_eq!(used.placeholders, kyrgyz[id].placeholders, "{} {id}", language.code());
        }
    }
}

#[test]
fn kyrgyz_has_no_plural_forms_to_choose_from_but_for_what_a_grade_does() {
    let chosen: Vec<_> =
        uses(Language::Ky).into_iter().filter(|(_, used)| !used.selectors.is_empty()).map(|(id, _)| id).collect();
    assert_eq!(chosen, ["grade-lowers"]);
}

// ---- Use in the source

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The source of the program by file, without comments and without test modules, which stand last in a file.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    rust_files(Path::new("src"), &mut files);
    assert!(files.len() > 30);
    files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).expect("the source can be read");
            (path.to_string_lossy().replace('\\', "/"), without_comments_and_tests(&text))
        })
        .collect()
}

fn without_comments_and_tests(text: &str) -> String {
    let code = text.split("\n#[cfg(test)]\n").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The string literals of a source text.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // A character, which may be a quotation mark; a lifetime has no second apostrophe so near.
            '\'' => {
                let mut ahead = letters.clone();
                let escaped = ahead.next() == Some('\\');
                if escaped || ahead.next() == Some('\'') {
                    letters.next();
                    if escaped {
                        letters.next();
                    }
                    letters.by_ref().find(|letter| *letter == '\'');
                }
            }
            '"' => {
                let mut literal = String::new();
                while let Some(letter) = letters.next().filter(|letter| *letter != '"') {
                    literal.push(letter);
                    if letter == '\\' {
                        literal.extend(letters.next());
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

/// Whether a literal has the form of an id of several words.
fn is_like_an_id(literal: &str) -> bool {
    let mut words = literal.split('-');
    let good = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    literal.contains('-') && literal.starts_with(|c: char| c.is_ascii_lowercase()) && words.all(good)
}

/// The first argument of every call of one of these, where it is a literal: these take ids and nothing else.
fn ids_of_calls(code: &str) -> Vec<(&'static str, String)> {
    const CALLS: [&str; 12] = [
        "Message::new(",
        "Failure::new(",
        "Failure::at(",
        ".text(",
        ".format(",
        "about(",
        "head(",
        "heads(&[",
        "fact(",
        "said(",
        "remark(",
        "heading(",
    ];
    let mut found = Vec::new();
    for call in CALLS {
        for (at, _) in code.match_indices(call) {
            let rest = code[at + call.len()..].trim_start();
            if let Some(rest) = rest.strip_prefix('"')
                && let Some((id, _)) = rest.split_once('"')
            {
                found.push((call, id.to_owned()));
            }
        }
    }
    found
}

/// The ids that the program puts together when it runs, and those that keyword tables hold.
fn families() -> BTreeSet<String> {
    fn of<K: Keyword>(found: &mut BTreeSet<String>) {
        for value in K::ALL {
            assert_eq!(value.message_id(), format!("{}-{}", K::FAMILY, value.key()));
            found.insert(value.message_id().to_owned());
            found.insert(format!("{}-accept", value.message_id()));
        }
    }
    let mut found = BTreeSet::new();
    of::<Category>(&mut found);
    of::<Status>(&mut found);
    of::<OrganizationKind>(&mut found);
    of::<Reporting>(&mut found);
    found.extend(FIELDS.iter().flat_map(|field| [field.name.to_owned(), format!("{}-help", field.name)]));
    let stated = ["sum", "inherent", "residual"];
    for column in FIELDS.iter().filter_map(|field| field.column).chain(stated) {
        found.extend([format!("column-{column}"), format!("stem-{column}")]);
    }
    for name in all_codes().iter().map(|code| code.name) {
        found.extend([format!("rule-{name}"), format!("rule-{name}-why"), format!("rule-{name}-mend")]);
    }
    found.extend(["title", "similar-title", "content", "setting"].map(|by| format!("known-by-{by}")));
    let schemas = SCHEMAS.iter().map(|schema| schema.name);
    found.extend(schemas.flat_map(|name| [format!("schema-{name}"), format!("schema-{name}-help")]));
    found.extend(["help-plan-output", "help-convert-output", "help-compare-output"].map(str::to_owned));
    found.extend(["help-check-format", "help-monitor-paths"].map(str::to_owned));
    found.extend(["help-publish-output", "help-publish-force"].map(str::to_owned));
    found.extend(["help-monitor-output", "help-monitor-fail-on", "help-init-kind"].map(str::to_owned));
    found.extend(Language::ALL.map(|language| format!("language-{}", language.code())));
    // What the template says of a field instead of its help.
    let own = ["organization-language", "assessment-method", "due", "control-lowers", "declared-level"];
    found.extend(own.map(|field| format!("template-field-{field}")));
    let words: toml::Table = toml::from_str(include_str!("../src/rules/words.toml")).unwrap();
    let areas = words["sensitive"].as_array().unwrap().iter();
    found.extend(areas.map(|area| area["name"].as_str().unwrap().to_owned()));
    found.extend([Combination::Sum, Combination::Product].map(|rule| format!("combination-{}", rule.key())));
    found.extend(command_line_ids(&std::fs::read_to_string("src/cli/args.rs").expect("the arguments are there")));
    found
}

/// The help texts that the command line asks for: one for each command, and one for each argument of any.
fn command_line_ids(arguments: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<String> =
        ["help-command-tobokel", "help-arg-help", "help-arg-version"].map(str::to_owned).into();
    let mut commands = false;
    let mut is_argument = false;
    let mut is_skipped = false;
    for line in arguments.lines().map(str::trim) {
        if line.starts_with("pub(crate) enum") || line.starts_with("pub(crate) struct") {
            commands = line.contains("Command");
        }
        let word: String =
            line.trim_start_matches("pub ").chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if is_argument && line.contains(&format!("{word}: ")) {
            found.insert(format!("help-arg-{}", word.replace('_', "-")));
        } else if commands
            && !is_skipped
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && !line.starts_with("pub")
        {
            found.insert(format!("help-command-{}", word.to_lowercase()));
        }
        if let Some((_, names)) = line.split_once("value_name = \"") {
            let names = names.split('"').next().unwrap_or_default();
            found.extend(names.split('|').map(|name| format!("help-name-{}", name.to_lowercase())));
        }
        is_argument = line.starts_with("#[arg(");
        // Made by the program itself, never typed.
        is_skipped = line == "#[command(skip)]";
    }
    found
}

/// Literals that have the form of an id and are something else: keys of files, names of rules and codes, marks of workbooks.
fn no_ids() -> BTreeSet<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    found.extend(all_codes().iter().map(|code| code.name.to_owned()));
    found.extend(Category::ALL.iter().map(|value| value.key().to_owned()));
    found.extend(Status::ALL.iter().map(|value| value.key().to_owned()));
    found.extend(OrganizationKind::ALL.iter().map(|value| value.key().to_owned()));
    found.extend(PriorityKey::ALL.iter().map(|key| key.key().to_owned()));
    found.extend([MARK, MARK_AS_OF, MARK_VERSION].map(str::to_owned));
    // Of SARIF and of JUnit.
    found.extend(["sha-256", "system-out"].map(str::to_owned));
    // Of `serde`: how the names of variants are written.
    found.insert("kebab-case".to_owned());
    // Of a Word document.
    found.extend(["core-properties", "extended-properties", "custom-properties"].map(str::to_owned));
    // Of a data package.
    let package = ["assessment-of-corruption-risks", "tabular-data-package", "tabular-data-resource", "utf-8"];
    found.extend(package.map(str::to_owned));
    // Of what is published: the package's name, and why something is held back, in JSON.
    found.extend(["corruption-risks", "not-listed"].map(str::to_owned));
    // Of a page.
    found.insert("color-scheme".to_owned());
    // The name of a schema.
    found.insert("management-plan".to_owned());
    // Of what was passed over, in JSON.
    found.extend(["own-output", "not-read", "still-faulty"].map(str::to_owned));
    // Of the comparison as JSON.
    let controls = ["description-changed", "grade-raised", "grade-lowered", "grade-changed"];
    let further = ["evidence-gained", "evidence-lost", "allowed-to-lower", "not-allowed-to-lower"];
    found.extend(controls.into_iter().chain(further).chain(["similar-text", "carried-over"]).map(str::to_owned));
    // By what a column was known, as JSON.
    found.insert("similar-title".to_owned());
    found.insert(Recurrence::HalfYearly.key().to_owned());
    found.insert(DEFAULT.to_owned());
    found.extend(STARTERS.iter().map(|starter| starter.key.to_owned()));
    found.extend(FIELDS.iter().filter_map(|field| field.column).map(str::to_owned));
    found
}

#[test]
fn every_id_that_the_program_asks_for_is_in_the_catalogues() {
    let known: BTreeSet<&str> = ids(Language::Ky).into_iter().collect();
    let mut lacking = BTreeSet::new();
    let mut asked = 0;
    for (path, code) in sources() {
        for (call, id) in ids_of_calls(&code) {
            asked += 1;
            if !known.contains(id.as_str()) {
                lacking.insert(format!("{path}: {call}\"{id}\""));
            }
        }
        let no_ids = no_ids();
        for literal in literals(&code).into_iter().filter(|literal| is_like_an_id(literal)) {
            if !known.contains(literal.as_str()) && !no_ids.contains(&literal) {
                lacking.insert(format!("{path}: \"{literal}\""));
            }
        }
    }
    for id in families() {
        if !known.contains(id.as_str()) {
            lacking.insert(id);
        }
    }
    assert!(asked > 150, "only {asked} calls were found");
    assert_eq!(lacking, BTreeSet::new());
}

#[test]
fn every_message_of_the_catalogues_is_used() {
    let mut used = families();
    for (_, code) in sources() {
        used.extend(literals(&code));
    }
    let dead: Vec<_> = ids(Language::Ky).into_iter().filter(|id| !used.contains(*id)).collect();
    assert_eq!(dead, [""; 0]);
}

// ---- Kyrgyz

/// A message with something in each placeholder; numbers where a selector wants one.
fn rendered(language: Language, id: &str, used: &Uses) -> String {
    let args: Vec<(&'static str, Arg)> = used
        .placeholders
        .iter()
        .map(|name| (*name, if used.selectors.contains(name) { Arg::Number(2) } else { Arg::from("мисал") }))
        .collect();
    language.format(id, &args)
}

/// Words of Latin letters that stand side by side, three or more. What is code is no such word: file endings, options,
/// keys and values with a dash, an underscore, a digit or a bracket.
fn english(sentence: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    for word in sentence.split_whitespace().chain(["."]) {
        let sign = |c: char| !c.is_alphanumeric() && !"-_[]=*".contains(c);
        let bare = word.trim_end_matches(sign).trim_start_matches(|c| c != '.' && sign(c));
        if !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_alphabetic()) {
            run.push(bare);
            continue;
        }
        if run.len() >= 3 {
            found.push(run.join(" "));
        }
        run.clear();
    }
    found
}

#[test]
fn no_kyrgyz_or_russian_message_holds_an_english_sentence() {
    for language in [Language::Ky, Language::Ru] {
        let found: Vec<_> = uses(language)
            .into_iter()
            .map(|(id, used)| (id, english(&rendered(language, id, &used))))
            .filter(|(_, english)| !english.is_empty())
            .collect();
        assert_eq!(found, [], "{}", language.code());
    }
}

#[test]
fn every_message_can_be_rendered_whole_in_every_language() {
    for language in Language::ALL {
        for (id, used) in uses(language) {
            let sentence = rendered(language, id, &used);
            assert!(!sentence.contains(['{', '}']), "{} {id}: {sentence}", language.code());
            assert!(!sentence.trim().is_empty(), "{} {id}", language.code());
        }
    }
}

#[test]
fn every_kyrgyz_and_russian_message_with_words_has_them_in_cyrillic() {
    // `No` is written `№`, `page 1 of 2` and `1 of 2 (50 %)` with `1 / 2`.
    const SIGNS: [&str; 4] = ["column-id", "order-number", "footer-page", "monitor-share"];
    for language in [Language::Ky, Language::Ru] {
        let (own, english) = (uses(language), uses(Language::En));
        let untranslated: Vec<_> = own
            .iter()
            .filter(|(id, used)| {
                // Placeholders are left out, so that only the catalogue's own words count.
                let text = |language: Language, used: &Uses| {
                    let none = |name: &&'static str| (*name, Arg::from(""));
                    let number = |name: &&'static str| (*name, Arg::Number(2));
                    let args: Vec<_> = used
                        .placeholders
                        .iter()
                        .map(|name| if used.selectors.contains(name) { number(name) } else { none(name) })
                        .collect();
                    language.format(id, &args)
                };
                let cyrillic = |text: &str| text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c));
                let has_words = text(Language::En, &english[*id]).chars().filter(|c| c.is_alphabetic()).count() > 1;
                has_words && !cyrillic(&text(language, used))
            })
            .map(|(id, _)| *id)
            .filter(|id| !SIGNS.contains(id))
            .collect();
        assert_eq!(untranslated, [""; 0], "{}", language.code());
    }
}

#[test]
fn the_heuristics_of_this_file_find_what_they_look_for() {
    let code = "//! \"in-a-comment\"\nlet a = Message::new(\"an-id\"); // \"after code\"\nlet b = ['\"', '\\''];\n\
        self.text( \"one\" );\nfn f<'a>(x: &'a str) { \"quo\\\"ted\" }\n#[cfg(test)]\nmod tests { \"in-a-test\" }\n";
    let code = without_comments_and_tests(code);
    assert_eq!(literals(&code), ["an-id", "after code", "one", "quo\\\"ted"]);
    assert_eq!(ids_of_calls(&code), [("Message::new(", "an-id".to_owned()), (".text(", "one".to_owned())]);
    assert!(is_like_an_id("an-id") && is_like_an_id("kg-232-2026"));
    assert!(!is_like_an_id("id") && !is_like_an_id("An-id") && !is_like_an_id("-id") && !is_like_an_id("a b-c"));
    assert_eq!(english("бул the file is ачык"), ["the file is"]);
    assert_eq!(english("бул the «file», is:"), ["the file is"]);
    assert_eq!(english("the file бул is"), [""; 0]);
    assert_eq!(english("файл .xlsx, .json, .csv, --as-of a [[b]] c"), [""; 0]);
    assert_eq!(english("2026-H1, 2026, 2026..2027, \"2026..2027 quarterly\", continuous"), [""; 0]);
    assert_eq!(english("cannot read the file"), ["cannot read the file"]);
    let arguments = "pub(crate) enum Command {\n    Assess(A),\n    Man,\n}\npub(crate) struct A {\n    #[arg(long)]\n    \
        pub as_of: bool,\n}\npub(crate) enum Format {\n    Json,\n}\n";
    let found: Vec<String> = command_line_ids(arguments).into_iter().collect();
    assert_eq!(
        found,
        [
            "help-arg-as-of",
            "help-arg-help",
            "help-arg-version",
            "help-command-assess",
            "help-command-man",
            "help-command-tobokel",
        ]
    );
}

// ---- Words of the field

/// Beginnings of words that mean something else to the reader than to the writer of a message, by language. A word with a
/// space stands for both words.
const WRONG_WORDS: [(Language, &[&str]); 2] = [
    (
        Language::Ky,
        // A spring, a lucky find, a teaching, an official order or the husk of one, "you would have written", a second word
        // for a column, a book, an inspector's sum.
        &[
            "башат",
            "табылга ",
            "табылгалар",
            "табылганда",
            "усул",
            "буйрук саб",
            "буйрук каб",
            "буйругу менен",
            "жазмаксыз",
            "мамыча",
            "китеп ",
            "китепти",
            "текшерүүчү сумма",
            "quarterly",
        ],
    ),
    (Language::Ru, &["полос", "реестр", "флагом", "так учит", "контрольные суммы", "книга защищена", "quarterly"]),
];

#[test]
fn no_message_uses_a_word_that_means_something_else_to_an_official() {
    for (language, wrong) in WRONG_WORDS {
        let found: Vec<_> = uses(language)
            .into_iter()
            // The report periods of a plan in TOML are named by their keys.
            .filter(|(id, _)| *id != "field-plan-reports-help")
            .map(|(id, used)| (id, rendered(language, id, &used).to_lowercase()))
            .filter_map(|(id, text)| Some((id, *wrong.iter().find(|word| text.contains(*word))?)))
            .collect();
        assert_eq!(found, [], "{}", language.code());
    }
}

#[test]
fn every_term_that_a_message_gives_as_an_example_is_read() {
    for language in Language::ALL {
        for id in ["measure-without-term-help", "planned-measure-without-term-help", "template-field-due"] {
            let text = language.text(id);
            let (_, examples) = text.split_once(": ").expect("examples stand after a colon");
            for example in examples.split("; ") {
                assert!(tobokel::read::term(example).is_ok(), "{} {id}: {example}", language.code());
            }
        }
    }
}
