//! Each code has words in all three languages, and an example that proves it: the bad text yields the code, the good one
//! does not and holds no error at all.

use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};
use tobokel::config::all_codes;
use tobokel::diag::{Code, Diagnostic};
use tobokel::examine::{self, Conditions};
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::read::embedded_method;
use tobokel::rules::RULES;
use tobokel::rules::examples::{EXAMPLES, Example, WITHOUT_EXAMPLE};

/// The codes whose finding means that the file is no register for the method: their bad examples are refused.
const REFUSING: [&str; 4] = ["TB009", "TB011", "TB501", "TB518"];

/// What a bad example cannot help but yield besides its own code.
const BESIDES: [(&str, &[&str]); 2] = [
    // The row that the quotation mark swallows has no harm.
    ("TB016", &["TB201"]),
    // A plan has no points, and the register that it could be lacks them.
    ("TB520", &["TB503"]),
];

/// What every CSV file yields: it holds no organisation and no particulars of the assessment, and its rows are counted.
const OF_EVERY_CSV: [&str; 3] = ["TB208", "TB507", "TB512"];

/// What of that a plan of measures yields.
const OF_EVERY_PLAN: [&str; 2] = ["TB507", "TB512"];

/// The examples in CSV that are plans.
const PLANS_IN_CSV: [&str; 2] = ["TB516", "TB517"];

/// What a CSV file of an example yields whatever it holds.
fn of_every_file(example: &Example) -> BTreeSet<&'static str> {
    match example.format {
        "csv" if PLANS_IN_CSV.contains(&example.code) => OF_EVERY_PLAN.into(),
        "csv" => OF_EVERY_CSV.into(),
        _ => BTreeSet::new(),
    }
}

/// The day on which the examples are looked at.
const AS_OF: Date = date(2026, 7, 1);

/// What is found in a text of an example, and whether the file was refused.
fn found(example: &Example, text: &str) -> (Vec<Diagnostic>, bool) {
    let (mut found, refused) = all_found(example, text);
    // Whose titles are not the canonical ones is told how they were read, whatever the example is of.
    found.retain(|finding| finding.code.code != "TB519" || example.code == "TB519");
    (found, refused)
}

fn all_found(example: &Example, text: &str) -> (Vec<Diagnostic>, bool) {
    let method = embedded_method(DEFAULT).expect("the embedded method is valid");
    let path = format!("example.{}", example.format);
    let whole = example.whole(text);
    let by = Conditions::of(&method, AS_OF);
    let read = examine::read(&path, whole.as_bytes(), &by);
    // Only where registers are assessed is a plan a finding.
    let examined = if example.code == "TB518" { read.into_register() } else { read }.examined(&by);
    let refused = !examined.is_read();
    (examined.findings, refused)
}

fn codes_of(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|finding| finding.code.code).collect()
}

#[test]
fn no_code_and_no_name_stands_twice() {
    let all = all_codes();
    let distinct = |key: fn(&Code) -> &'static str| all.iter().map(|code| key(code)).collect::<BTreeSet<_>>().len();
    assert_eq!((distinct(|code| code.code), distinct(|code| code.name)), (all.len(), all.len()));
}

#[test]
fn each_code_has_an_example_or_is_named_as_one_that_can_have_none() {
    let mut expected: Vec<&str> = all_codes().iter().map(|code| code.code).collect();
    expected.sort_unstable();
    let mut listed: Vec<&str> = EXAMPLES.iter().map(|example| example.code).collect();
    assert!(listed.is_sorted(), "the examples stand in the order of their codes");
    listed.extend(WITHOUT_EXAMPLE);
    listed.sort_unstable();
    assert_eq!(listed, expected);
}

#[test]
fn each_file_of_examples_belongs_to_one() {
    let mut expected: BTreeSet<String> = ["frame.toml".to_owned(), "plan.toml".to_owned()].into();
    for Example { code, format, .. } in EXAMPLES {
        expected.extend(["bad", "good"].map(|kind| format!("{code}.{kind}.{format}")));
    }
    let files = std::fs::read_dir("src/rules/examples").expect("the folder is there").flatten();
    let files: BTreeSet<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(files, expected);
}

#[test]
fn the_bad_example_of_each_code_yields_it() {
    for example in EXAMPLES {
        let (found, refused) = found(example, example.bad);
        assert!(codes_of(&found).contains(&example.code), "{}: {found:#?}", example.code);
        assert_eq!(refused, REFUSING.contains(&example.code), "{}: {found:#?}", example.code);
    }
}

#[test]
fn a_bad_example_yields_its_own_code_and_no_other_but_those_named() {
    for example in EXAMPLES {
        let (found, refused) = found(example, example.bad);
        let mut expected: BTreeSet<&str> = [example.code].into();
        expected.extend(BESIDES.iter().filter(|(code, _)| *code == example.code).flat_map(|(_, besides)| *besides));
        if !refused {
            expected.extend(of_every_file(example));
        }
        assert_eq!(codes_of(&found).into_iter().collect::<BTreeSet<_>>(), expected, "{}", example.code);
    }
}

#[test]
fn the_good_example_of_each_code_yields_nothing_but_what_every_csv_file_does() {
    for example in EXAMPLES {
        let (found, refused) = found(example, example.good);
        let expected = of_every_file(example);
        assert_eq!(codes_of(&found).into_iter().collect::<BTreeSet<_>>(), expected, "{}", example.code);
        assert!(!refused, "{}", example.code);
    }
}

#[test]
fn examples_speak_kyrgyz_and_name_no_person() {
    // What stands where a name would: the word "surname" with two initials.
    const NOBODY: &str = "Фамилия А. Б.";
    // Initials with a surname: `А. Асанов`, `А.Асанов`.
    let names_a_person = |text: &str| {
        let letters: Vec<char> = text.chars().collect();
        letters.windows(3).any(|w| w[0].is_uppercase() && w[0] > '\u{400}' && w[1] == '.' && w[2].is_alphabetic())
            || letters
                .windows(4)
                .any(|w| w[0].is_uppercase() && w[0] > '\u{400}' && w[1] == '.' && w[2] == ' ' && w[3].is_uppercase())
    };
    assert!(names_a_person("Башчы А. Асанов") && !names_a_person("Тизмек. Арыз"));
    for example in EXAMPLES {
        for text in [example.bad, example.good] {
            assert!(text.chars().any(|letter| ('\u{400}'..='\u{52f}').contains(&letter)), "{}", example.code);
            assert!(!names_a_person(&text.replace(NOBODY, "")), "{}", example.code);
        }
    }
}

#[test]
fn each_code_is_explained_in_three_languages() {
    for code in all_codes() {
        for language in Language::ALL {
            for id in
                [format!("rule-{}", code.name), format!("rule-{}-why", code.name), format!("rule-{}-mend", code.name)]
            {
                assert!(language.has(&id), "{} lacks {id}", language.code());
                let text = language.text(&id);
                assert!(text.ends_with(['.', '»']) || text.ends_with(']'), "{id}: {text}");
            }
        }
    }
}

#[test]
fn a_rule_with_a_legal_position_names_it_where_it_says_why() {
    for rule in RULES {
        let Some(position) = rule.position else { continue };
        for (language, annex) in
            [(Language::Ky, "(I тиркеме, "), (Language::Ru, "(Приложение I, "), (Language::En, "(Annex I, ")]
        {
            let why = language.text(&format!("rule-{}-why", rule.code.name));
            let cited = why.split(annex).skip(1).filter_map(|rest| rest.split(')').next());
            let numbers = cited.flat_map(|cited| cited.split(|letter: char| !letter.is_ascii_digit()));
            let named = numbers.filter_map(|number| number.parse().ok()).any(|number: u8| number == position);
            assert!(named, "{} does not name position {position}: {why}", rule.code.code);
        }
    }
}

// ---- The command

fn tobokel(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tobokel"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .expect("the program runs")
}

fn shown(arguments: &[&str]) -> String {
    let output = tobokel(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("what is printed is UTF-8")
}

fn complaint(arguments: &[&str]) -> String {
    let output = tobokel(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).expect("what is printed is UTF-8")
}

#[test]
fn a_code_is_explained_by_its_number_or_its_name_in_any_letter_case() {
    let kyrgyz = shown(&["explain", "TB202"]);
    assert!(kyrgyz.starts_with("TB202 missing-justification ("), "{kyrgyz}");
    assert!(kyrgyz.contains("I тиркеме, 7-позиция") && kyrgyz.contains("harm = { score = 1 }"), "{kyrgyz}");
    for word in ["tb202", "Tb202", "missing-justification", "Missing-Justification"] {
        assert_eq!(shown(&["explain", word]), kyrgyz);
    }
    assert!(shown(&["explain", "TB202", "--lang", "en"]).contains("Annex I, position 7"));
    assert!(shown(&["explain", "TB202", "--lang", "ru"]).contains("Приложение I, позиция 7"));
}

#[test]
fn all_codes_are_printed_as_markdown_in_their_order() {
    let page = shown(&["explain", "--all", "--format", "md", "--lang", "en"]);
    let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")?.split(' ').next()).collect();
    let mut expected: Vec<&str> = all_codes().iter().map(|code| code.code).collect();
    expected.sort_unstable();
    assert_eq!(headings, expected);
    assert_eq!(page.matches("```").count(), 4 * EXAMPLES.len());
    assert_eq!(shown(&["explain", "--all", "--lang", "en"]), page);
}

#[test]
fn what_is_no_code_is_answered_with_the_nearest_name_or_the_form_of_a_code() {
    assert!(complaint(&["explain", "missing-mesure", "--lang", "en"]).contains("did you mean \"missing-measure\"?"));
    assert!(complaint(&["explain", "TB999", "--lang", "en"]).contains("there is no code \"TB999\""));
    assert!(complaint(&["explain", "tb299", "--lang", "en"]).contains("the nearest codes: TB201, TB202"));
    assert!(complaint(&["explain", "TB2O2", "--lang", "en"]).contains("did you mean \"TB202\"?"));
    let which = complaint(&["explain", "registers/dostuk.toml", "--lang", "en"]);
    assert!(which.contains("registers/dostuk.toml: it is not said which situation"), "{which}");
    assert!(complaint(&["explain", "--lang", "en"]).contains("CODE|PATH"));
    complaint(&["explain", "TB202", "--format", "md"]);
    complaint(&["explain", "--format", "md"]);
    complaint(&["explain", "TB202", "--all"]);
}
