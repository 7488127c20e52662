//! How right the rules of words are: labelled sentences, counted rule by rule. `TOBOKEL_BLESS=1 cargo test judgement::`
//! writes the table anew; without it the test compares.

use jiff::civil::{Date, date};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tobokel::diag::Diagnostic;
use tobokel::examine::{Conditions, compare_bodies, examine};
use tobokel::method::{DEFAULT, Method};
use tobokel::read::embedded_method;
use tobokel::rules::OFF_BY_DEFAULT;
use tobokel::rules::repeats::Before;

const AS_OF: Date = date(2026, 7, 1);

/// The table that is made.
const TABLE: &str = "docs/judgement.md";

/// A labelled sentence.
#[derive(Debug, Deserialize)]
struct Sentence {
    rule: String,
    finding: Label,
    #[serde(default)]
    half: Half,
    text: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Label {
    Yes,
    No,
}

/// Whether the words of the rules were chosen with a sentence in view.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
enum Half {
    #[default]
    Given,
    Tuned,
    Kept,
    Second,
    Third,
    Fourth,
    Fifth,
    Sixth,
    Seventh,
    Eighth,
    Ninth,
    Tenth,
}

/// How often a rule was right and wrong.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    true_positives: u32,
    false_positives: u32,
    false_negatives: u32,
    true_negatives: u32,
}

impl Count {
    fn add(&mut self, label: Label, found: bool) {
        *match (label, found) {
            (Label::Yes, true) => &mut self.true_positives,
            (Label::No, true) => &mut self.false_positives,
            (Label::Yes, false) => &mut self.false_negatives,
            (Label::No, false) => &mut self.true_negatives,
        } += 1;
    }

    fn join(&mut self, other: Self) {
        self.true_positives += other.true_positives;
        self.false_positives += other.false_positives;
        self.false_negatives += other.false_negatives;
        self.true_negatives += other.true_negatives;
    }

    fn precision(self) -> f64 {
        f64::from(self.true_positives) / f64::from((self.true_positives + self.false_positives).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.true_positives) / f64::from((self.true_positives + self.false_negatives).max(1))
    }

    fn row(self, name: &str) -> String {
        format!(
            "| {name} | {} | {} | {} | {} | {:.2} | {:.2} |\n",
            self.true_positives,
            self.false_positives,
            self.false_negatives,
            self.true_negatives,
            self.precision(),
            self.recall()
        )
    }
}

fn sentences() -> Vec<Sentence> {
    let files = [
        "tests/judgement/given.csv",
        "tests/judgement/own.csv",
        "tests/judgement/fresh.csv",
        "tests/judgement/repeats.csv",
    ];
    let read = files.into_iter().flat_map(|path| {
        let reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path);
        reader
            .expect("the file is there")
            .into_deserialize()
            .collect::<Result<Vec<Sentence>, _>>()
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    });
    read.collect()
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// A situation that nothing is wrong with, but for what stands in its table.
fn situation(text: &str, (likelihood, harm): (&str, &str), points: (u8, u8), rest: &str) -> String {
    format!(
        "[[function.situation]]\ntext = {}\nlikelihood = {{ score = {}, justification = {} }}\nharm = {{ score = {}, justification = {} }}\n{rest}\n",
        quoted(text),
        points.0,
        quoted(likelihood),
        points.1,
        quoted(harm)
    )
}

const DEED: &str = "Адис арызды кезексиз каттап, тааныш үй-бүлөгө артыкчылык берет";
const WHY: (&str, &str) = ("Кезек сайтта ачык жарыяланат", "Айрым үй-бүлөлөр бир аз кечигет");

fn deed(rest: &str) -> String {
    situation(DEED, WHY, (1, 1), rest)
}

fn measure(key: &str, value: &str) -> String {
    deed(&format!("[[function.situation.measure]]\ntext = \"Кезекти сайтка ай сайын жарыялоо\"\n{key} = {value}\n"))
}

/// The register that a sentence stands for.
fn register(sentence: &Sentence) -> String {
    let texts: Vec<&str> = sentence.text.split(" || ").collect();
    let at = |at: usize| texts.get(at).copied().unwrap_or_default();
    let mut function = "Балдарды бала бакчага кабыл алуу";
    let each = |make: &dyn Fn(usize, &str) -> String| {
        texts.iter().enumerate().map(|(n, text)| make(n, text)).collect::<String>()
    };
    let situations = match sentence.rule.as_str() {
        "TB304" | "TB604" => {
            function = at(1);
            situation(at(0), WHY, (1, 1), "")
        }
        "TB402" => measure("responsible", &format!("[{}]", quoted(at(0)))),
        "TB404" => measure("due", &quoted(at(0))),
        "TB410" => measure("expected_result", &quoted(at(0))),
        "TB412" => situation(DEED, WHY, (3, 3), &format!("[[function.situation.measure]]\ntext = {}\n", quoted(at(0)))),
        "TB413" => {
            deed(&format!("[[function.situation.measure]]\ntext = {}\nfunding = {}\n", quoted(at(0)), quoted(at(1))))
        }
        "TB601" => each(&|n, text| situation(&format!("{DEED} {n}"), (text, &format!("{} {n}", WHY.1)), (1, 1), "")),
        "TB602" | "TB603" => situation(DEED, (at(0), WHY.1), (1, 1), ""),
        "TB605" => each(&|_, text| situation(text, WHY, (1, 1), "")),
        "TB606" => {
            deed(&format!("unit = {}\npositions = [{}]\nelsewhere = {}", quoted(at(0)), quoted(at(1)), quoted(at(2))))
        }
        "TB607" => deed(&format!("positions = [{}]", quoted(at(0)))),
        "TB609" => each(&|n, text| {
            let control = format!(
                "control = {{ description = {}, effectiveness = \"high\", evidence = \"журнал\" }}",
                quoted(text)
            );
            situation(&format!("{DEED} {n}"), WHY, (2, 2), &control)
        }),
        other => panic!("no texts are known for {other}"),
    };
    format!(
        "[organization]\nname = \"Достук айыл өкмөтү\"\n[assessment]\ndate = 2026-06-15\norder = \"114\"\nassessors = [\"катчы\"]\n\
         high_level_controller = \"башчы\"\n[[function]]\nname = {}\n{situations}",
        quoted(function)
    )
}

/// The rules of reports that stand twice.
const REPEATS: [&str; 3] = ["TB423", "TB424", "TB425"];

/// A measure of a plan that was carried out on a day.
fn done(text: &str, day: &str, reported: &str) -> String {
    format!(
        "[[chapter.task.measure]]\ntext = {}\nresponsible = [\"катчы\"]\nstatus = \"done\"\ndone_on = {day}\n{reported}\n",
        quoted(text)
    )
}

/// The plan of a body with these measures.
fn plan(body: &str, measures: &[String]) -> String {
    format!(
        "[organization]\nname = {}\n[plan]\ntitle = \"План\"\nyears = \"2025..2026\"\n[[chapter]]\nname = \"Бөлүм\"\n\
         [[chapter.task]]\ntext = \"Милдет\"\n{}",
        quoted(body),
        measures.concat()
    )
}

const MEASURES: [&str; 2] = ["Аймакты жакшыртуу", "Кызмат көрсөтүүнүн ачыктыгын арттыруу"];
const DAYS: [&str; 2] = ["2026-02-20", "2026-05-22"];

/// Whether the rule of a pair of reports finds the second one to be the first.
fn is_repeat(sentence: &Sentence, method: &Method) -> bool {
    let by = Conditions::of(method, AS_OF);
    let texts: Vec<&str> = sentence.text.split(" || ").collect();
    let [kind, first, second] = texts.as_slice() else { panic!("three texts: {sentence:?}") };
    let field = |key: &str, text: &str| format!("{key} = {}", quoted(text));
    let valued = |text: &str| {
        let (indicator, values) = text.split_once(" = ").expect("an indicator has a value");
        let (value, target) = values.split_once(" / ").unwrap_or((values, "5000"));
        format!("indicator = {}\nmeasured = {}\ntarget = {target}", quoted(indicator), quoted(value))
    };
    let reports = |key: &str| [field(key, first), field(key, second)];
    let ([one, two], measures, days) = match *kind {
        "quarters" | "later" | "bodies" => (reports("result"), [MEASURES[0]; 2], DAYS),
        "measures" => (reports("result"), MEASURES, [DAYS[0]; 2]),
        "evidence" => (reports("evidence"), [MEASURES[0]; 2], DAYS),
        "evidence of measures" => (reports("evidence"), MEASURES, [DAYS[0]; 2]),
        "carried" => (reports("result"), [MEASURES[0]; 2], [DAYS[0]; 2]),
        "measured" => ([valued(first), valued(second)], [MEASURES[0]; 2], DAYS),
        other => panic!("no such pair: {other}"),
    };
    let earlier = done(measures[0], days[0], &one);
    let later = done(measures[1], days[1], &two);
    let read = |path: &str, text: &str, by: &Conditions<'_>| {
        let examined = examine(path, text.as_bytes(), by);
        assert!(examined.is_read(), "{text}\n{:#?}", examined.findings);
        examined
    };
    let body = "Достук айыл өкмөтү";
    let found = match sentence.rule.as_str() {
        "TB423" => read("plan.toml", &plan(body, &[earlier, later]), &by).findings,
        "TB424" => {
            let before = read("before.toml", &plan(body, &[earlier]), &by);
            let mut known = Before::default();
            known.add("plan", false, before.reports(&by).expect("it was read"));
            read("plan.toml", &plan(body, &[later]), &Conditions { before: Some(&known), ..by }).findings
        }
        _ => {
            let mut both = [
                read("one.toml", &plan(body, &[earlier]), &by),
                read("two.toml", &plan("Кашкар айыл өкмөтү", &[later]), &by),
            ];
            compare_bodies(&mut both, &by);
            both[1].findings.clone()
        }
    };
    found.iter().any(|found| found.code.code == sentence.rule)
}

/// Whether the rule of a sentence finds something in it.
fn found(sentence: &Sentence, method: &Method) -> bool {
    if REPEATS.contains(&sentence.rule.as_str()) {
        return is_repeat(sentence, method);
    }
    let text = register(sentence);
    let examined = examine("register.toml", text.as_bytes(), &Conditions::of(method, AS_OF));
    assert!(examined.is_read(), "{text}\n{:#?}", examined.findings);
    let of_rules = |found: &&Diagnostic| !examined.input.findings().contains(found);
    examined.findings.iter().filter(of_rules).any(|found| found.code.code == sentence.rule)
}

/// The counts of each rule in each half, and of all rules.
fn counts(wrong: &mut Vec<String>) -> BTreeMap<(Half, String), Count> {
    let mut counts: BTreeMap<(Half, String), Count> = BTreeMap::new();
    let method = embedded_method(DEFAULT).expect("the embedded method is valid");
    for sentence in sentences() {
        let found = found(&sentence, &method);
        if found != (sentence.finding == Label::Yes) {
            let Sentence { rule, half, finding, text } = &sentence;
            let text = text.replace('|', "\\|");
            wrong.push(format!("| {rule} | {half:?} | {finding:?} | {text} |\n"));
        }
        for rule in [sentence.rule.as_str(), "all"] {
            counts.entry((sentence.half, rule.to_owned())).or_default().add(sentence.finding, found);
        }
    }
    counts
}

fn table(counts: &BTreeMap<(Half, String), Count>, wrong: &[String]) -> String {
    let mut page = String::from(
        "# How right the rules of words are\n\n\
         Made by `TOBOKEL_BLESS=1 cargo test judgement::` from the labelled sentences of `tests/judgement`; do not edit. TP: found and\n\
         deserved, FP: found and not deserved, FN: deserved and not found, TN: neither. A rule whose precision is below 0.8 is off by default.\n",
    );
    let halves = [
        (Half::Given, "Sentences given by others"),
        (Half::Tuned, "Own sentences that the words were chosen with"),
        (Half::Kept, "Own sentences kept aside"),
        (Half::Second, "Own sentences written after the words"),
        (Half::Third, "Own sentences written after those"),
        (Half::Fourth, "Own sentences of the rules that had been wrong most"),
        (Half::Fifth, "Own sentences over all rules, of other offices"),
        (Half::Sixth, "Own sentences over all rules, of others again"),
        (Half::Seventh, "Own sentences over all rules, of still others"),
        (Half::Eighth, "Own sentences of the rules that had been wrong most, of other offices"),
        (Half::Ninth, "Own sentences of those rules once more"),
        (Half::Tenth, "Own sentences written last, as the given ones are mixed"),
    ];
    for (half, title) in halves {
        let _ = write!(
            page,
            "\n## {title}\n\n| rule | TP | FP | FN | TN | precision | recall |\n|---|---|---|---|---|---|---|\n"
        );
        let of_half = || counts.iter().filter(|((own, _), _)| *own == half);
        for ((_, rule), count) in of_half() {
            page += &count.row(rule);
        }
    }
    page += "\n## What is still wrong\n\n| rule | half | deserved | sentence |\n|---|---|---|---|\n";
    page += &wrong.concat();
    page
}

#[test]
fn the_table_says_how_right_the_rules_are_and_none_that_is_on_is_wrong_too_often() {
    let mut wrong = Vec::new();
    let counts = counts(&mut wrong);
    let made = table(&counts, &wrong);
    if std::env::var_os("TOBOKEL_BLESS").is_some() {
        std::fs::create_dir_all("docs").expect("the folder can be made");
        std::fs::write(TABLE, &made).expect("the table can be written");
    }
    assert_eq!(std::fs::read_to_string(TABLE).unwrap_or_default(), made, "bless the table anew");
    for half in [
        Half::Given,
        Half::Tuned,
        Half::Kept,
        Half::Second,
        Half::Third,
        Half::Fourth,
        Half::Fifth,
        Half::Sixth,
        Half::Seventh,
        Half::Eighth,
        Half::Ninth,
        Half::Tenth,
    ] {
        let all = counts[&(half, "all".to_owned())];
        assert!(all.precision() >= 0.85 && all.recall() >= 0.70, "{half:?}: {all:?}");
    }
    let mut repeats: BTreeMap<Half, Count> = BTreeMap::new();
    for ((half, _), count) in counts.iter().filter(|((_, rule), _)| REPEATS.contains(&rule.as_str())) {
        repeats.entry(*half).or_default().join(*count);
    }
    for (half, count) in repeats {
        assert!(count.precision() >= 0.9 && count.recall() >= 0.8, "repeats, {half:?}: {count:?}");
    }
    let mut by_rule: BTreeMap<&str, Count> = BTreeMap::new();
    for ((_, rule), count) in counts.iter().filter(|((_, rule), _)| rule != "all") {
        by_rule.entry(rule).or_default().join(*count);
    }
    for (rule, count) in by_rule {
        assert_eq!(OFF_BY_DEFAULT.contains(&rule), count.precision() < 0.8, "{rule}: {count:?}");
    }
}
