//! What holds for every input: scoring is monotone and bounded, ranking is a permutation, readers never panic.
//!
//! The cases are the same in every run: the generator's seed is fixed and nothing is kept between runs. A failing case is
//! shrunk and printed by proptest.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tobokel::assess::{Outcome, assess, outcome};
use tobokel::diag::Diagnostic;
use tobokel::examine::{Conditions, Input, examine};
use tobokel::locale::Language;
use tobokel::method::{DEFAULT, EMBEDDED, Method};
use tobokel::model::{Control, Function, Grade, Level, Register, Score, Situation, Text};
use tobokel::read::{embedded_method, read_method};
use tobokel::source::{Position, SourceFile};

/// The act's method, the Ukrainian one and the five-by-five one of the tests.
static METHODS: LazyLock<[Method; 3]> = LazyLock::new(|| {
    let read = |path: &str| {
        let text = std::fs::read_to_string(path).expect("the method file is there");
        read_method(&SourceFile::new(path, text)).expect("the method is valid")
    };
    let kyrgyz = embedded_method(DEFAULT).expect("the embedded method is valid");
    [kyrgyz, read("examples/other-methods/ua-830-2021.toml"), read("tests/methods/five-by-five.toml")]
});

/// A register in which every kind of value occurs, for mutations while no other is at hand.
const SAMPLE: &str = r#"#:schema ../schemas/register.schema.json
[organization]
name = "Достук айыл өкмөтү"
id = "dostuk"
kind = "local-self-government"
language = "ky"

[assessment]
date = 2026-06-15
method = "kg-232-2026"
order = "№ 114"
assessors = ["жооптуу катчы", "жер маселелери боюнча адис"]
high_level_controller = "айыл өкмөтүнүн башчысы"

[[function]]
group = "Кызмат көрсөтүү функциясы"
name = "Жер участокторун бөлүү"

[[function.situation]]
id = "1.1"
text = "Кезекти бузуп бөлүү"
category = "Кырдаалдык"
positions = ["жер адиси"]
declared_level = "Жогору"
likelihood = { score = 3, justification = "белгилер көп" }
harm = { score = "орточо", justification = "айрым функциялар бузулат" }
control = { description = "комиссия карайт", effectiveness = "high", evidence = "протоколдор", lowers = true }

[[function.situation.measure]]
text = "Тизмени жарыялоо"
due = "2025..2027 quarterly"
responsible = ["жооптуу катчы"]
status = "done"
done_on = 2026-10-31

[[function.situation]]
text = """
Экинчи
кырдаал"""
likelihood.score = 1
harm = { score = "2 (орточо)" }
"#;

fn settings(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(232), ..ProptestConfig::default() }
}

/// Any control, or none; `grades` is how many the method has.
fn any_control() -> impl Strategy<Value = Option<Control>> {
    let text = || option::of(Just(Text::from("бар")));
    let control = (text(), option::of(0..3_u8), text(), any::<bool>());
    option::of(control.prop_map(|(description, grade, evidence, lowers)| Control {
        description,
        effectiveness: grade.map(Grade),
        evidence,
        lowers,
    }))
}

fn situation(likelihood: Option<u8>, harm: Option<u8>, control: Option<Control>) -> Situation {
    let score = |points| Score { given: points, ..Score::default() };
    Situation { likelihood: score(likelihood), harm: score(harm), control, ..Situation::default() }
}

/// The outcome of points that the method's scales have, chosen by their places.
fn scored(method: &Method, [likelihood, harm]: [Index; 2], control: Option<&Control>) -> Outcome {
    let likelihood = likelihood.get(&method.likelihood).points;
    let harm = harm.get(&method.harm).points;
    outcome(&situation(Some(likelihood), Some(harm), control.cloned()), method).expect("both points are on the scales")
}

/// A change to a text: where, how many bytes go, what comes in their place.
type Change = (Index, usize, String);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let inserted = prop_oneof![
        3 => Just(String::new()),
        3 => "[\\[\\]{}=\"'#,.\n\\\\0-9a-zа-я\u{0}\u{feff} ]{1,4}",
        1 => any::<String>(),
        1 => Just(String::from("\"\"\"")),
        1 => Just(String::from("[[function.situation]]\n")),
        1 => Just(String::from("99999999999999999999")),
    ];
    vec((any::<Index>(), 0..40_usize, inserted), 1..6)
}

/// The text after the changes; bytes that are no UTF-8 any more become replacement characters.
fn changed(text: &str, changes: &[Change]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (at, removed, inserted) in changes {
        let start = at.index(bytes.len() + 1);
        let end = (start + removed).min(bytes.len());
        bytes.splice(start..end, inserted.bytes());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What holds for every finding: its place lies in the text, at letters' borders, and its sentences are whole.
fn sound(text: &str, findings: &[Diagnostic]) {
    let line_starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut worded = BTreeSet::new();
    for finding in findings {
        if let Position::Text { line, column, start, end } = finding.place.position {
            assert!(
                start <= end && text.get(start..end).is_some(),
                "{start}..{end} is no span of the text: {finding:?}"
            );
            assert!(line_starts[line - 1] <= start, "line of {finding:?}");
            assert!(line_starts.get(line).is_none_or(|next| start < *next), "line of {finding:?}");
            assert_eq!(column, text[line_starts[line - 1]..start].chars().count() + 1, "column of {finding:?}");
        }
        for message in [Some(&finding.message), finding.help.as_ref()].into_iter().flatten() {
            if worded.insert(message.id) {
                for language in Language::ALL {
                    let sentence = language.message(message);
                    assert!(!sentence.trim().is_empty(), "{finding:?}");
                    // An argument that is lacking shows as {$name}, a message that is lacking as {its-id}.
                    assert!(text.contains("{$") || !sentence.contains("{$"), "{sentence}");
                    assert!(!sentence.contains(&format!("{{{}}}", message.id)), "{sentence}");
                }
            }
        }
    }
}

/// Everything that is done with a register's text before a report is made of it.
fn read_assess_and_check(text: String) {
    let method = &METHODS[0];
    let examined = examine("register.toml", text.as_bytes(), &Conditions::of(method, jiff::civil::date(2026, 11, 21)));
    let situations = match &examined.input {
        Input::Register(loaded) => loaded.register.situations().count(),
        Input::Plan(_) => 0,
        Input::Refused { .. } => {
            assert!(!examined.findings.is_empty(), "a refusal says why");
            0
        }
    };
    assert_eq!(examined.assessment.map_or(0, |assessment| assessment.outcomes.len()), situations);
    sound(&examined.input.file().text, &examined.findings);
}

fn read_a_method(text: String) {
    let file = SourceFile::new("method.toml", text);
    if let Err(findings) = read_method(&file) {
        assert!(!findings.is_empty(), "a refusal says why");
        sound(&file.text, &findings);
    }
}

proptest! {
    #![proptest_config(settings(2000))]

    #[test]
    fn more_likelihood_or_more_harm_never_makes_a_lower_level(
        method in 0..3_usize, points: [Index; 2], more: [Index; 2], control in any_control(),
    ) {
        let method = &METHODS[method];
        let place = |index: &Index, length: usize| index.index(length);
        let (l, h) = (place(&points[0], method.likelihood.len()), place(&points[1], method.harm.len()));
        let (more_l, more_h) =
            (l + place(&more[0], method.likelihood.len() - l), h + place(&more[1], method.harm.len() - h));
        let score = |l: usize, h: usize| {
            let (l, h) = (method.likelihood[l].points, method.harm[h].points);
            outcome(&situation(Some(l), Some(h), control.clone()), method).expect("both points are on the scales")
        };
        let (less, greater) = (score(l, h), score(more_l, more_h));
        prop_assert!(less.sum <= greater.sum);
        prop_assert!(less.inherent <= greater.inherent);
        prop_assert!(less.residual <= greater.residual);
        prop_assert!(less.treated_level(method) <= greater.treated_level(method));
        prop_assert!(less.measure_required <= greater.measure_required);
        prop_assert!(less.head_control <= greater.head_control);
    }

    #[test]
    fn a_control_never_raises_a_level_nor_lowers_it_below_the_floor_nor_by_more_than_its_grade(
        method in 0..3_usize, points: [Index; 2], control in any_control(),
    ) {
        let method = &METHODS[method];
        let found = scored(method, points, control.as_ref());
        prop_assert!(found.residual <= found.inherent);
        prop_assert!(found.residual >= method.floor.value.min(found.inherent));
        prop_assert!(!method.level(found.residual).declared_only);
        let grade = control.as_ref().and_then(|control| control.effectiveness);
        let at_most = grade.map_or(0, |grade| method.grade(grade).lowers);
        prop_assert!(found.inherent.0 - found.residual.0 <= at_most);
        prop_assert_eq!(found.lowered(), found.residual != found.inherent);
    }

    #[test]
    fn by_the_act_a_level_falls_by_one_step_at_most_and_never_below_low(points: [Index; 2], control in any_control()) {
        let method = &METHODS[0];
        let found = scored(method, points, control.as_ref());
        prop_assert!(found.inherent.0 - found.residual.0 <= 1);
        prop_assert!(Some(found.residual) >= method.level_by_key("low"));
    }

    #[test]
    fn a_control_without_description_or_evidence_or_consent_changes_nothing(
        method in 0..3_usize, points: [Index; 2], control in any_control(), lacking in 0..3,
    ) {
        let method = &METHODS[method];
        let lacking = control.map(|control| match lacking {
            0 => Control { description: None, ..control },
            1 => Control { evidence: None, ..control },
            _ => Control { lowers: false, ..control },
        });
        let (with, without) = (scored(method, points, lacking.as_ref()), scored(method, points, None));
        prop_assert_eq!(with.residual, without.residual);
        prop_assert_eq!(with.head_control, without.head_control);
        prop_assert_eq!(with.measure_required, without.measure_required);
    }
}

proptest! {
    #![proptest_config(settings(500))]

    #[test]
    fn the_ranking_is_a_permutation_of_the_assessed_in_descending_order(
        method in 0..3_usize,
        rows in vec((option::of(0..7_u8), option::of(0..7_u8), any_control()), 0..25),
        cuts in vec(0..5_usize, 0..6),
    ) {
        let method = &METHODS[method];
        let mut rows = rows.into_iter().map(|(likelihood, harm, control)| situation(likelihood, harm, control));
        let mut functions: Vec<Function> = cuts
            .into_iter()
            .map(|count| Function { situations: rows.by_ref().take(count).collect(), ..Function::default() })
            .collect();
        functions.push(Function { situations: rows.collect(), ..Function::default() });
        let register = Register { functions, ..Register::default() };
        let found = assess(&register, method);

        let assessed: Vec<usize> =
            found.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.is_some()).map(|(at, _)| at).collect();
        let mut ranked = found.ranking.clone();
        ranked.sort_unstable();
        prop_assert_eq!(&ranked, &assessed);

        let outcomes: Vec<Outcome> = found.ranking.iter().filter_map(|number| found.outcomes[*number]).collect();
        for (place, outcome) in outcomes.iter().enumerate() {
            prop_assert_eq!(outcome.priority, place + 1);
        }
        let keys = |o: &Outcome| (o.residual, o.inherent, o.sum, o.harm, o.likelihood);
        for (pair, numbers) in outcomes.windows(2).zip(found.ranking.windows(2)) {
            prop_assert!(keys(&pair[0]) > keys(&pair[1]) || keys(&pair[0]) == keys(&pair[1]) && numbers[0] < numbers[1]);
        }
        for (counts, stage) in
            [(&found.inherent, (|o| o.inherent) as fn(&Outcome) -> Level), (&found.residual, |o| o.residual)]
        {
            prop_assert_eq!(counts.len(), method.levels.len());
            prop_assert_eq!(counts.iter().sum::<usize>(), assessed.len());
            for (level, count) in (0..).map(Level).zip(counts) {
                prop_assert_eq!(outcomes.iter().filter(|outcome| stage(outcome) == level).count(), *count);
            }
        }
    }
}

proptest! {
    #![proptest_config(settings(400))]

    #[test]
    fn readers_take_any_text_without_panic(text in any::<String>()) {
        read_assess_and_check(text.clone());
        read_a_method(text);
    }

    #[test]
    fn readers_take_anything_like_toml_without_panic(text in "([\\[\\]{}=\"'#,.\n0-9 -]|id|harm|score|function|\\.|ж){0,60}") {
        read_assess_and_check(text.clone());
        read_a_method(text);
    }

    #[test]
    fn a_spoilt_register_is_read_without_panic(changes in changes()) {
        read_assess_and_check(changed(SAMPLE, &changes));
    }
}

proptest! {
    #![proptest_config(settings(120))]

    #[test]
    fn a_spoilt_shipped_register_is_read_without_panic(changes in changes()) {
        static SHIPPED: LazyLock<String> =
            LazyLock::new(|| std::fs::read_to_string("registers/dostuk.toml").unwrap_or_else(|_| SAMPLE.to_owned()));
        read_assess_and_check(changed(&SHIPPED, &changes));
    }

    #[test]
    fn a_spoilt_method_is_read_without_panic(changes in changes()) {
        let (_, text) = EMBEDDED[0];
        read_a_method(changed(text, &changes));
    }
}

#[test]
fn readers_survive_what_only_a_hand_would_write() {
    let deep = |open: &str, close: &str| format!("a = {}{}\n", open.repeat(20_000), close.repeat(20_000));
    let texts = [
        String::new(),
        "\u{feff}".into(),
        "\0".into(),
        deep("[", "]"),
        deep("{ a = ", " }"),
        deep("[", ""),
        format!("{}a = 1\n", "a.".repeat(20_000)),
        format!("[{}a]\n", "a.".repeat(20_000)),
        format!("[[function{}]]\n", ".situation".repeat(20_000)),
        "[[function]]\n".repeat(10_000),
        "[[function]]\n[[function.situation]]\n[[function.situation.measure]]\n".repeat(3_000),
        format!("[organization]\nname = \"{}\"\n", "ж".repeat(1_000_000)),
        "function = 1\norganization = []\nassessment = \"\"\n".into(),
        "function = [[], 1, {}, { situation = [1, [], {}, { measure = [1, {}] }] }]\n".into(),
        "[[function]]\n[[function.situation]]\nlikelihood = 3\nharm = { score = 0x03, justification = 1979-05-27 }\n".into(),
        "[[function]]\n[[function.situation]]\nlikelihood = { score = 9223372036854775808 }\nharm.score = nan\n".into(),
        "[[function]]\n[[function.situation]]\n[[function.situation.measure]]\ndue = 0000-01-01\ndone_on = 9999-12-31\n".into(),
        "[[function]]\n[[function.situation]]\n[[function.situation.measure]]\ndue = \"9999\"\ndone_on = 12:00:00\n".into(),
    ];
    for text in texts {
        read_assess_and_check(text.clone());
        read_a_method(text);
    }
}
