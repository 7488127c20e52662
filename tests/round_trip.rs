//! Any register comes back from any format as it went in.

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tobokel::form::{Form, PlanForm};
use tobokel::locale::Language;
use tobokel::method::{Combine, DEFAULT, Method};
use tobokel::model::{
    Abbreviation, Amount, AssessmentRecord, Axis, Category, Chapter, Control, CriterionScore, Function, Grade, Keyword,
    Level, Measure, Organization, OrganizationKind, Period, Plan, PlanRecord, PlannedMeasure, Register, Reporting,
    Score, Situation, Stated, Status, Task, Text, Verification, Verified,
};
use tobokel::read::{Asked, Read, embedded_method, read_file, read_register};
use tobokel::report::VERSION;
use tobokel::write::{csv_fields, docx, plan_toml, register_toml, xlsx};

const CASES: u32 = 60;
/// Letters of the three alphabets, and every sign that some format gives a meaning of its own.
const SIGNS: &str = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ\
    abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789  \n\n\"\"'';;\\\\,,\t=+-@#%&<>()[]{}|/*?!№«»—_x_:.$~^`€😀";
/// Words that a reader might take for something else.
const TRAPS: &[&str] = &[
    "=1+1",
    "+996",
    "-5",
    "@name",
    "'=x",
    "''+y",
    "1",
    "2.0",
    "true",
    "2026-06-15",
    "#REF!",
    "№",
    "Итого",
    "Баары",
    "Чара",
    "a;b",
    "\\;",
    "\\",
    ";",
    "x\r\ny",
    "[[function]]",
    "# not a comment",
    "_x000D_",
    "_x0041_",
    "\"",
    "'",
    "e\u{301}",
    "a\u{a0}b",
    "жо\u{ad}горку",
];

/// A text that is neither empty nor has white space at its ends.
fn text() -> impl Strategy<Value = String> {
    let signs: Vec<char> = SIGNS.chars().collect();
    let random = vec(select(signs), 1..24).prop_map(|signs| signs.into_iter().collect::<String>());
    let trap = select(TRAPS).prop_map(str::to_owned);
    prop_oneof![8 => random, 2 => trap]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("says nothing", |t| t.chars().any(|letter| !matches!(letter, '-' | '–' | '—' | '−' | '_')))
}

/// The same as a register holds it.
fn shared() -> impl Strategy<Value = Text> {
    text().prop_map(Text::from)
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..4)
}

fn keyword<T: Keyword + std::fmt::Debug>() -> impl Strategy<Value = T> {
    select(T::ALL)
}

fn day() -> impl Strategy<Value = Date> {
    (2000_i16..2099, 1_i8..13, 1_i8..29).prop_map(|(year, month, day)| date(year, month, day))
}

fn term() -> impl Strategy<Value = Period> {
    let known =
        ["2026-Q4", "2026-H1", "2026", "2025..2027", "2025..2027 quarterly", "2026-Q3..2027-Q1 yearly", "continuous"];
    let known = select(known.to_vec()).prop_map(str::to_owned);
    prop_oneof![known, day().prop_map(|day| day.to_string())].prop_map(|text| Period::parse(&text).unwrap())
}

fn criteria(axis: Axis) -> impl Strategy<Value = Vec<CriterionScore>> {
    let method = embedded_method(DEFAULT).expect("it is embedded");
    let keys: Vec<Text> = method.criteria(axis).all.iter().map(|criterion| criterion.key.clone()).collect();
    let some = vec((of(1_u8..4), of(shared())), keys.len()).prop_map(move |all| {
        let scores = keys.iter().zip(all).map(|(key, (points, justification))| (key.clone(), points, justification));
        let given = scores.filter(|(_, points, justification)| points.is_some() || justification.is_some());
        given.map(|(key, points, justification)| CriterionScore { key, points, justification }).collect::<Vec<_>>()
    });
    // Most registers have none.
    prop_oneof![2 => Just(Vec::new()), 1 => some]
}

fn score(axis: Axis) -> impl Strategy<Value = Score> {
    (of(1_u8..4), of(shared()), criteria(axis)).prop_map(|(given, justification, criteria)| {
        let combined = Combine::Highest.value(&criteria);
        Score { given, combined, justification, criteria: criteria.into() }
    })
}

fn control() -> impl Strategy<Value = Option<Control>> {
    let fields = (of(shared()), of(0_u8..3), of(shared()), any::<bool>());
    fields.prop_map(|(description, grade, evidence, lowers)| {
        let control = Control { description, effectiveness: grade.map(Grade), evidence, lowers };
        (control != Control::default()).then_some(control)
    })
}

fn amount() -> impl Strategy<Value = Amount> {
    let written = ["40", "0", "-7", "12,5", "0.125", "80 %", "1 200", "007"];
    select(written.as_slice().to_vec()).prop_map(|text| Amount::parse(text).unwrap())
}

fn verified() -> impl Strategy<Value = Option<Box<Verified>>> {
    let fields = (of(keyword::<Verification>()), of(shared()), of(day()), of(shared()));
    fields.prop_map(|(result, by, on, note)| {
        let verified = Verified { result, by, on, note };
        (verified != Verified::default()).then(|| Box::new(verified))
    })
}

prop_compose! {
    fn measure()(
        text in shared(), due in term(), has_due in any::<bool>(), responsible in texts(), expected_result in of(shared()),
        indicator in of(shared()), funding in of(shared()), status in of(keyword::<Status>()), done_on in of(day()),
        result in of(shared()), reason in of(shared()),
        (evidence, baseline, target, measured, reported_on, target_level, verified) in (
            of(shared()), of(amount()), of(amount()), of(amount()), of(day()), of((0_u8..4).prop_map(Level)),
            verified(),
        ),
    ) -> Measure {
        let due = has_due.then_some(due);
        Measure {
            text, due, responsible, expected_result, indicator, funding, status, done_on, result, reason,
            evidence, baseline, target, measured, reported_on, target_level, verified,
        }
    }
}

prop_compose! {
    fn situation()(
        text in shared(), category in of(keyword::<Category>()), unit in of(shared()), positions in texts(),
        elsewhere in of(shared()), declared_level in of(0_u8..4), likelihood in score(Axis::Likelihood),
        harm in score(Axis::Harm),
        control in control(), measures in vec(measure(), 0..3),
    ) -> Situation {
        let declared_level = declared_level.map(Level);
        Situation {
            id: String::new(), text, category, unit, positions, elsewhere, declared_level, likelihood, harm, control,
            measures, stated: Stated::default(),
        }
    }
}

prop_compose! {
    fn organization()(
        name in text(), id in "[a-z][a-z0-9-]{0,12}", kind in of(keyword::<OrganizationKind>()),
        language in of(select(&Language::ALL)), parent in of(text()),
    ) -> Organization {
        Organization { name, id, kind, language, parent }
    }
}

prop_compose! {
    fn assessment()(
        date in of(day()), method in any::<bool>(), order in of(text()), assessors in texts(),
        high_level_controller in of(text()),
    ) -> AssessmentRecord {
        AssessmentRecord { date, method: method.then(|| DEFAULT.to_owned()), order, assessors, high_level_controller }
    }
}

prop_compose! {
    fn register()(
        organization in organization(), assessment in assessment(), grouped in any::<bool>(), odd_ids in any::<bool>(),
        functions in vec((text(), text(), any::<bool>(), vec(situation(), 1..4)), 1..4),
    ) -> Register {
        let mut register = Register { organization, assessment, functions: Vec::new() };
        let mut group = String::new();
        for (number, (name, heading, begins, mut situations)) in functions.into_iter().enumerate() {
            // A heading is a text, not a bare number; a group that begins has another heading than the one before.
            if begins || group.is_empty() {
                group = format!("{heading} {}.", number + 1);
            }
            for (row, situation) in situations.iter_mut().enumerate() {
                situation.id = if odd_ids { format!("A-{number}/{row}") } else { format!("{}.{}", number + 1, row + 1) };
            }
            // Functions that follow each other differ.
            let name = format!("{name} {number}");
            register.functions.push(Function { group: grouped.then(|| group.as_str().into()), name: name.into(), situations });
        }
        register
    }
}

prop_compose! {
    fn task()(
        text in of(shared()), measures in vec(measure(), 1..4),
    ) -> Task {
        let planned = measures.into_iter().map(|mut measure| {
            measure.target_level = None;
            PlannedMeasure { id: String::new(), measure }
        });
        Task { id: String::new(), text, measures: planned.collect() }
    }
}

prop_compose! {
    /// Numbers as the form prints them: chapters, tasks and, where there are several, measures.
    fn plan()(
        organization in organization(), title in of(text()), order in of(text()), years in of(term()),
        reports in proptest::sample::subsequence(Reporting::ALL.to_vec(), 0..=2),
        named in any::<bool>(), chapters in vec((text(), vec(task(), 1..4)), 1..4),
        // In a list of abbreviations a dash stands between the two.
        abbreviations in vec(("[A-ZӨ]{2,6}", text().prop_filter("begins with a dash", |t| !t.starts_with(['-', '–', '—', '−']))), 0..3),
    ) -> Plan {
        let mut plan = Plan { organization, record: PlanRecord { title, order, years, reports }, ..Plan::default() };
        for (at, (name, mut tasks)) in (1..).zip(chapters) {
            for (number, task) in (1..).zip(&mut tasks) {
                task.id = number.to_string();
                let several = task.measures.len() > 1;
                for (own, planned) in (1..).zip(&mut task.measures) {
                    planned.id = if several { format!("{at}.{number}.{own}") } else { format!("{at}.{number}") };
                }
            }
            let name = (named || at > 1).then(|| name.into());
            plan.chapters.push(Chapter { id: at.to_string(), name, tasks });
        }
        plan.abbreviations = abbreviations.into_iter().map(|(short, full)| Abbreviation { short, full }).collect();
        plan
    }
}

fn read_plan(path: &str, bytes: &[u8], method: &Method) -> Plan {
    match read_file(path, bytes, method, &Asked::default()) {
        Ok(Read::Plan(loaded)) => loaded.plan,
        other => panic!("{other:?}"),
    }
}

fn check<T: std::fmt::Debug>(seed: u8, strategy: impl Strategy<Value = T>, test: impl Fn(T, &Method)) {
    let method = embedded_method(DEFAULT).unwrap();
    let config = Config { cases: CASES, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    let result = runner.run(&strategy, |value| {
        test(value, &method);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

fn read(path: &str, bytes: &[u8], method: &Method) -> Register {
    match read_register(path, bytes, method, None) {
        Ok(loaded) => {
            let errors: Vec<String> = loaded
                .findings
                .iter()
                .filter(|f| f.code.severity == tobokel::diag::Severity::Error)
                .map(|f| format!("{} {}", f.code.code, Language::En.message(&f.message)))
                .collect();
            assert!(errors.is_empty(), "{errors:?}");
            loaded.register
        }
        Err(refused) => panic!("{:?}", refused.1.iter().map(|f| Language::En.message(&f.message)).collect::<Vec<_>>()),
    }
}

#[test]
fn toml_holds_every_register() {
    check(1, register(), |register, method| {
        assert_eq!(read("r.toml", register_toml(&register, method).as_bytes(), method), register);
    });
}

#[test]
fn a_workbook_holds_every_register() {
    check(2, register(), |register, method| {
        for language in Language::ALL {
            let form = Form { register: &register, method, language };
            let (bytes, notes) = xlsx(form.book(date(2026, 6, 15)), "register", VERSION).unwrap();
            assert!(notes.is_empty() && form.lost_in_tables().is_empty(), "{notes:?}");
            assert_eq!(read("r.xlsx", &bytes, method), register, "{language:?}");
        }
    });
}

#[test]
fn a_word_document_holds_every_register() {
    check(7, register(), |register, method| {
        for language in Language::ALL {
            let form = Form { register: &register, method, language };
            let (bytes, notes) = docx(form.book(date(2026, 6, 15)), "register", VERSION, language).unwrap();
            assert!(notes.is_empty() && form.lost_in_tables().is_empty(), "{notes:?}");
            assert_eq!(read("r.docx", &bytes, method), register, "{language:?}");
        }
    });
}

#[test]
fn a_table_of_text_holds_every_register_but_the_organisation() {
    check(3, register(), |mut register, method| {
        register.organization =
            Organization { name: "r".into(), id: "r".into(), kind: None, language: None, parent: None };
        register.assessment = AssessmentRecord::default();
        for function in &mut register.functions {
            for measure in function.situations.iter_mut().flat_map(|s| s.measures.iter_mut().skip(1)) {
                measure.due.get_or_insert_with(|| Period::parse("2026").unwrap());
            }
        }
        for language in Language::ALL {
            let (rows, lost) = Form { register: &register, method, language }.flat();
            assert_eq!(lost.len(), 1, "only the organisation is lost: {lost:?}");
            let text = csv_fields(&rows).unwrap();
            assert_eq!(read("r.csv", text.as_bytes(), method), register, "{language:?}\n{text}");
        }
    });
}

#[test]
fn toml_holds_every_plan() {
    check(4, plan(), |plan, method| {
        assert_eq!(read_plan("p.toml", plan_toml(&plan, method).as_bytes(), method), plan);
    });
}

#[test]
fn a_workbook_holds_every_plan() {
    check(5, plan(), |plan, method| {
        for language in Language::ALL {
            let form = PlanForm { plan: &plan, method, language };
            let (bytes, notes) = xlsx(form.book(date(2026, 6, 15)), "register", VERSION).unwrap();
            assert!(notes.is_empty() && form.lost_in_tables().is_empty(), "{notes:?}");
            assert_eq!(read_plan("p.xlsx", &bytes, method), plan, "{language:?}");
        }
    });
}

#[test]
fn a_word_document_holds_every_plan() {
    check(8, plan(), |plan, method| {
        for language in Language::ALL {
            let form = PlanForm { plan: &plan, method, language };
            let (bytes, notes) = docx(form.book(date(2026, 6, 15)), "register", VERSION, language).unwrap();
            assert!(notes.is_empty() && form.lost_in_tables().is_empty(), "{notes:?}");
            assert_eq!(read_plan("p.docx", &bytes, method), plan, "{language:?}");
        }
    });
}

#[test]
fn a_table_of_text_holds_every_plan_but_the_organisation() {
    check(6, plan(), |mut plan, method| {
        plan.organization = Organization { name: "p".into(), id: "p".into(), ..Organization::default() };
        plan.record = PlanRecord { title: plan.record.title, ..PlanRecord::default() };
        for language in Language::ALL {
            let (rows, lost) = PlanForm { plan: &plan, method, language }.flat();
            assert_eq!(lost.len(), 1, "only the organisation is lost: {lost:?}");
            let text = csv_fields(&rows).unwrap();
            assert_eq!(read_plan("p.csv", text.as_bytes(), method), plan, "{language:?}\n{text}");
        }
    });
}
