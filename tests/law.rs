//! The law, exhaustively: every pair of points with every control, against tables written by hand from Annex I of the
//! Regulation (positions 3 to 6) and from the decisions where it is silent.
//!
//! Grids are nine letters in the order of [`CELLS`]: likelihood 1, 2, 3 in three groups, harm 1, 2, 3 in each. Nothing in
//! them is computed. Every case is scored twice: from the model, and read from a register in TOML.

use tobokel::assess::{Assessment, ControlEffect, Outcome, assess, outcome};
use tobokel::examine::{Conditions, Examined, examine};
use tobokel::method::{DEFAULT, EMBEDDED, Method};
use tobokel::model::{Control, Function, Grade, Level, Measure, Register, Score, Situation, Status};
use tobokel::read::{embedded_method, read_method};
use tobokel::source::SourceFile;

/// The day on which registers are looked at.
const AS_OF: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

/// Annex I, positions 3 and 4: likelihood, harm, sum, level before controls.
const CELLS: [(u8, u8, u32, char); 9] = [
    (1, 1, 2, 'L'),
    (1, 2, 3, 'L'),
    (1, 3, 4, 'M'),
    (2, 1, 3, 'L'),
    (2, 2, 4, 'M'),
    (2, 3, 5, 'H'),
    (3, 1, 4, 'M'),
    (3, 2, 5, 'H'),
    (3, 3, 6, 'H'),
];

/// A control as the tables write it: grade (empty: not judged), described, with evidence, `lowers`; or none.
type ControlCase = Option<(&'static str, bool, bool, bool)>;

/// A situation in short: likelihood, harm, whether its control lowers it.
type Short = (u8, u8, bool);

/// What one control case makes of the nine cells.
struct Grid {
    /// The residual level: low, medium, high.
    residual: &'static str,
    /// What the control did: `-` none, `G` grade too low, `D` no description, `E` no evidence, `K` kept by the assessors,
    /// `F` at the floor, `1` lowers by one.
    effect: &'static str,
    /// Whether the head controls the measures (position 6).
    head: &'static str,
    /// Whether measures are owed (position 6).
    measure: &'static str,
    /// The same two if the treatment follows the level before controls.
    head_by_inherent: &'static str,
    measure_by_inherent: &'static str,
}

const NO_CONTROL: Grid = Grid {
    residual: "LLM LMH MHH",
    effect: "--- --- ---",
    head: "... ..h .hh",
    measure: "..m .mm mmm",
    head_by_inherent: "... ..h .hh",
    measure_by_inherent: "..m .mm mmm",
};
const GRADE_TOO_LOW: Grid = Grid {
    residual: "LLM LMH MHH",
    effect: "GGG GGG GGG",
    head: "... ..h .hh",
    measure: "..m .mm mmm",
    head_by_inherent: "... ..h .hh",
    measure_by_inherent: "..m .mm mmm",
};
const NO_DESCRIPTION: Grid = Grid {
    residual: "LLM LMH MHH",
    effect: "DDD DDD DDD",
    head: "... ..h .hh",
    measure: "..m .mm mmm",
    head_by_inherent: "... ..h .hh",
    measure_by_inherent: "..m .mm mmm",
};
const NO_EVIDENCE: Grid = Grid {
    residual: "LLM LMH MHH",
    effect: "EEE EEE EEE",
    head: "... ..h .hh",
    measure: "..m .mm mmm",
    head_by_inherent: "... ..h .hh",
    measure_by_inherent: "..m .mm mmm",
};
const KEPT: Grid = Grid {
    residual: "LLM LMH MHH",
    effect: "KKK KKK KKK",
    head: "... ..h .hh",
    measure: "..m .mm mmm",
    head_by_inherent: "... ..h .hh",
    measure_by_inherent: "..m .mm mmm",
};
const LOWERED: Grid = Grid {
    residual: "LLL LLM LMM",
    effect: "FF1 F11 111",
    head: "... ... ...",
    measure: "... ..m .mm",
    head_by_inherent: "... ..h .hh",
    measure_by_inherent: "..m .mm mmm",
};

/// Every control case, and what comes of it.
#[rustfmt::skip]
const CONTROLS: [(ControlCase, &Grid); 33] = [
    (None, &NO_CONTROL),

    // A control whose effectiveness nobody judged.
    (Some(("", false, false, false)), &NO_CONTROL),
    (Some(("", false, false, true)),  &NO_CONTROL),
    (Some(("", false, true,  false)), &NO_CONTROL),
    (Some(("", false, true,  true)),  &NO_CONTROL),
    (Some(("", true,  false, false)), &NO_CONTROL),
    (Some(("", true,  false, true)),  &NO_CONTROL),
    (Some(("", true,  true,  false)), &NO_CONTROL),
    (Some(("", true,  true,  true)),  &NO_CONTROL),

    (Some(("low", false, false, false)), &GRADE_TOO_LOW),
    (Some(("low", false, false, true)),  &GRADE_TOO_LOW),
    (Some(("low", false, true,  false)), &GRADE_TOO_LOW),
    (Some(("low", false, true,  true)),  &GRADE_TOO_LOW),
    (Some(("low", true,  false, false)), &GRADE_TOO_LOW),
    (Some(("low", true,  false, true)),  &GRADE_TOO_LOW),
    (Some(("low", true,  true,  false)), &GRADE_TOO_LOW),
    (Some(("low", true,  true,  true)),  &GRADE_TOO_LOW),

    (Some(("medium", false, false, false)), &GRADE_TOO_LOW),
    (Some(("medium", false, false, true)),  &GRADE_TOO_LOW),
    (Some(("medium", false, true,  false)), &GRADE_TOO_LOW),
    (Some(("medium", false, true,  true)),  &GRADE_TOO_LOW),
    (Some(("medium", true,  false, false)), &GRADE_TOO_LOW),
    (Some(("medium", true,  false, true)),  &GRADE_TOO_LOW),
    (Some(("medium", true,  true,  false)), &GRADE_TOO_LOW),
    (Some(("medium", true,  true,  true)),  &GRADE_TOO_LOW),

    (Some(("high", false, false, false)), &NO_DESCRIPTION),
    (Some(("high", false, false, true)),  &NO_DESCRIPTION),
    (Some(("high", false, true,  false)), &NO_DESCRIPTION),
    (Some(("high", false, true,  true)),  &NO_DESCRIPTION),
    (Some(("high", true,  false, false)), &NO_EVIDENCE),
    (Some(("high", true,  false, true)),  &NO_EVIDENCE),
    (Some(("high", true,  true,  false)), &KEPT),
    (Some(("high", true,  true,  true)),  &LOWERED),
];

/// The rules that guard what the act itself demands.
const LAW: [&str; 9] = ["TB201", "TB202", "TB203", "TB204", "TB205", "TB206", "TB207", "TB301", "TB302"];

fn law() -> Method {
    embedded_method(DEFAULT).expect("the embedded method is valid")
}

/// The embedded method with one passage of its text replaced.
fn law_with(from: &str, to: &str) -> Method {
    let (_, text) = EMBEDDED[0];
    assert_eq!(text.matches(from).count(), 1, "{from:?} stands once in the method");
    read_method(&SourceFile::new("edited.toml", text.replace(from, to))).expect("the edited method is valid")
}

fn level(method: &Method, letter: char) -> Level {
    let key = match letter {
        'L' => "low",
        'M' => "medium",
        'H' => "high",
        _ => panic!("no level {letter}"),
    };
    method.level_by_key(key).expect("the method has the level")
}

fn grade(method: &Method, key: &str) -> Option<Grade> {
    (0..).zip(&method.controls).find(|(_, grade)| grade.key == key).map(|(at, _)| Grade(at))
}

/// The letter of a grid at a cell.
fn at(grid: &str, cell: usize) -> char {
    grid.chars().filter(|letter| *letter != ' ').nth(cell).expect("a grid has nine letters")
}

fn letter_of(effect: ControlEffect) -> char {
    match effect {
        ControlEffect::NoControl => '-',
        ControlEffect::GradeTooLow(_) => 'G',
        ControlEffect::NoDescription => 'D',
        ControlEffect::NoEvidence => 'E',
        ControlEffect::KeptByAssessors => 'K',
        ControlEffect::AtFloor => 'F',
        ControlEffect::Lowers(steps) => char::from_digit(steps.into(), 10).unwrap_or('?'),
    }
}

fn scored(likelihood: u8, harm: u8) -> Situation {
    let score = |points| Score {
        given: Some(points), justification: Some("белгилер бар".into()), ..Score::default()
    };
    Situation { likelihood: score(likelihood), harm: score(harm), ..Situation::default() }
}

fn situation(method: &Method, likelihood: u8, harm: u8, control: ControlCase) -> Situation {
    let control = control.map(|(key, described, proven, lowers)| Control {
        description: described.then(|| "эки кызматкер текшерет".into()),
        effectiveness: grade(method, key),
        evidence: proven.then(|| "текшерүү журналы".into()),
        lowers,
    });
    Situation { control, ..scored(likelihood, harm) }
}

/// A control that does what position 5 asks: it lowers the level if `lowered`, there is none otherwise.
fn pair(method: &Method, (likelihood, harm, lowered): Short) -> Situation {
    situation(method, likelihood, harm, lowered.then_some(("high", true, true, true)))
}

fn register(situations: Vec<Situation>) -> Register {
    Register { functions: vec![Function { situations, ..Function::default() }], ..Register::default() }
}

fn read(text: String, method: &Method) -> Examined {
    let examined = examine("register.toml", text.as_bytes(), &Conditions::of(method, AS_OF));
    assert!(examined.is_read(), "{text}\n{:#?}", examined.findings);
    examined
}

/// What the method says of a register that was read.
fn assessed(examined: &Examined) -> &Assessment {
    examined.assessment.as_ref().expect("a register")
}

/// The codes of all findings of a register that was read: the reader's and the rules'.
fn codes(examined: &Examined) -> Vec<&'static str> {
    // The rules of practice have tests of their own.
    let law = |code: &&str| code.starts_with("TB0") || code.starts_with("TB1") || LAW.contains(code);
    examined.findings.iter().map(|finding| finding.code.code).filter(law).collect()
}

/// Asserts that an outcome is what the tables say of a cell and a control.
fn is_as_written(found: &Outcome, method: &Method, cell: usize, (control, grid): (ControlCase, &Grid)) {
    let (likelihood, harm, sum, inherent) = CELLS[cell];
    let case = format!("points {likelihood} and {harm}, control {control:?}");
    assert_eq!((found.likelihood, found.harm), (likelihood, harm), "points of {case}");
    assert_eq!(found.sum, sum, "sum of {case}");
    assert_eq!(found.inherent, level(method, inherent), "inherent level of {case}");
    assert_eq!(letter_of(found.control), at(grid.effect, cell), "effect of {case}");
    if let ControlEffect::GradeTooLow(named) = found.control {
        assert_eq!(Some(named), control.and_then(|(key, ..)| grade(method, key)), "grade named for {case}");
    }
    assert_eq!(found.residual, level(method, at(grid.residual, cell)), "residual level of {case}");
    assert_eq!(found.lowered(), at(grid.effect, cell) == '1', "whether it was lowered: {case}");
    assert_eq!(found.treated_level(method), found.residual, "the treatment follows the residual level: {case}");
    assert_eq!(found.head_control, at(grid.head, cell) == 'h', "head's control of {case}");
    assert_eq!(found.measure_required, at(grid.measure, cell) == 'm', "measures owed for {case}");
}

#[test]
fn every_cell_with_every_control_is_scored_as_the_act_says() {
    let method = law();
    let mut cases = 0;
    for (cell, (likelihood, harm, ..)) in CELLS.into_iter().enumerate() {
        for (control, grid) in CONTROLS {
            let found =
                outcome(&situation(&method, likelihood, harm, control), &method).expect("both points are there");
            is_as_written(&found, &method, cell, (control, grid));
            cases += 1;
        }
    }
    assert_eq!(cases, 297);
}

#[test]
fn the_same_holds_for_a_register_read_from_toml() {
    use std::fmt::Write as _;
    let method = law();
    let mut text = String::from("[organization]\nname = \"Достук айыл өкмөтү\"\n[[function]]\nname = \"Жер бөлүү\"\n");
    for (likelihood, harm, ..) in CELLS {
        for (control, _) in CONTROLS {
            let why = "justification = \"белгилер бар\"";
            let _ = writeln!(text, "[[function.situation]]\ntext = \"Кезексиз бөлүү\"");
            let _ = writeln!(text, "likelihood = {{ score = {likelihood}, {why} }}");
            let _ = writeln!(text, "harm = {{ score = {harm}, {why} }}");
            if let Some((key, described, proven, lowers)) = control {
                let mut fields = vec![format!("lowers = {lowers}")];
                fields.extend((!key.is_empty()).then(|| format!("effectiveness = \"{key}\"")));
                fields.extend(described.then(|| "description = \"эки кызматкер текшерет\"".into()));
                fields.extend(proven.then(|| "evidence = \"текшерүү журналы\"".into()));
                let _ = writeln!(text, "control = {{ {} }}", fields.join(", "));
            }
        }
    }
    let examined = read(text, &method);
    assert_eq!(examined.input.findings(), []);
    let assessment = assessed(&examined);
    let mut outcomes = assessment.outcomes.iter();
    for cell in 0..CELLS.len() {
        for (control, grid) in CONTROLS {
            let found = outcomes.next().and_then(Option::as_ref).expect("every situation is assessed");
            is_as_written(found, &method, cell, (control, grid));
        }
    }
    assert_eq!(outcomes.next(), None);
    // Zero, low, medium, high: three, three and three cells before controls, times 33; one case in 33 lowers.
    assert_eq!(assessment.inherent, [0, 99, 99, 99]);
    assert_eq!(assessment.residual, [0, 102, 99, 96]);
}

#[test]
fn a_control_may_lower_unless_the_assessors_say_no() {
    assert!(Control::default().lowers);
    let method = law();
    let text = "[organization]\nname = \"а\"\n[[function]]\nname = \"б\"\n[[function.situation]]\ntext = \"в\"\n\
        likelihood = { score = 3, justification = \"г\" }\nharm = { score = 3, justification = \"д\" }\n\
        control = { effectiveness = \"high\", description = \"е\", evidence = \"ж\" }\n";
    let examined = read(text.into(), &method);
    let assessment = assessed(&examined);
    assert_eq!(assessment.outcomes[0].map(|outcome| outcome.control), Some(ControlEffect::Lowers(1)));
}

#[test]
fn the_finding_says_why_a_highly_effective_control_does_not_lower() {
    let method = law();
    let finds = |control: &str| {
        let text = format!(
            "[organization]\nname = \"а\"\n[assessment]\nhigh_level_controller = \"башчы\"\n[[function]]\nname = \"б\"\n\
             [[function.situation]]\ntext = \"в\"\nlikelihood = {{ score = 1, justification = \"г\" }}\n\
             harm = {{ score = 1, justification = \"д\" }}\ncontrol = {{ {control} }}\n"
        );
        codes(&read(text, &method))
    };
    assert_eq!(finds("effectiveness = \"high\"").first(), Some(&"TB203"));
    assert_eq!(finds("effectiveness = \"high\", description = \"е\""), ["TB204"]);
    assert_eq!(finds("effectiveness = \"high\", evidence = \"е\""), ["TB203"]);
    assert_eq!(finds("effectiveness = \"high\", description = \"е\", evidence = \"ж\""), [""; 0]);
}

#[test]
fn at_the_floor_a_control_without_evidence_is_not_said_to_keep_the_level_up() {
    let method = law();
    for (points, id) in [(1, "control-without-evidence-at-floor"), (3, "control-without-evidence")] {
        let text = format!(
            "[organization]\nname = \"а\"\n[[function]]\nname = \"б\"\n[[function.situation]]\ntext = \"в\"\n\
             likelihood = {{ score = {points}, justification = \"г\" }}\nharm = {{ score = {points}, justification = \"д\" }}\n\
             control = {{ effectiveness = \"high\", description = \"е\" }}\n"
        );
        let found = read(text, &method).findings;
        assert!(found.iter().any(|found| found.code.code == "TB204" && found.message.id == id), "{found:#?}");
    }
}

#[test]
fn measures_never_lower_a_level_whatever_their_status() {
    let method = law();
    for status in [None, Some(Status::Planned), Some(Status::InProgress), Some(Status::Done), Some(Status::NotDone)] {
        let mut with_measure = scored(3, 3);
        with_measure.measures =
            vec![Measure { text: "тизмени жарыялоо".into(), status, ..Measure::default() }];
        assert_eq!(outcome(&with_measure, &method), outcome(&scored(3, 3), &method), "{status:?}");
    }
}

#[test]
fn a_situation_without_both_points_is_not_assessed_and_has_no_rank() {
    let method = law();
    let none = Score::default;
    let without = [
        Situation { likelihood: none(), ..scored(3, 3) },
        Situation { harm: none(), ..scored(3, 3) },
        Situation { likelihood: none(), harm: none(), ..scored(3, 3) },
        // Points that the scales do not have are no points.
        scored(0, 1),
        scored(1, 4),
    ];
    for situation in &without {
        assert_eq!(outcome(situation, &method), None);
    }
    let mut situations = Vec::from(without);
    situations.insert(2, scored(1, 1));
    situations.insert(4, scored(3, 3));
    let assessment = assess(&register(situations), &method);
    let assessed: Vec<bool> = assessment.outcomes.iter().map(Option::is_some).collect();
    assert_eq!(assessed, [false, false, true, false, true, false, false]);
    assert_eq!(assessment.ranking, [4, 2]);
    assert_eq!(assessment.inherent, [0, 1, 0, 1]);
    assert_eq!(assessment.residual, [0, 1, 0, 1]);
}

#[test]
fn missing_and_unreadable_scores_of_a_register_leave_its_situation_unassessed() {
    let method = law();
    let found = |scores: &str| {
        let text = format!(
            "[organization]\nname = \"а\"\n[[function]]\nname = \"б\"\n[[function.situation]]\ntext = \"в\"\n{scores}\n"
        );
        let examined = read(text, &method);
        (assessed(&examined).outcomes[0].is_some(), codes(&examined))
    };
    let why = "justification = \"г\"";
    let harm = format!("harm = {{ score = 2, {why} }}");
    assert_eq!(found(&harm), (false, vec!["TB201"]));
    assert_eq!(found(""), (false, vec!["TB201", "TB201"]));
    assert_eq!(found(&format!("likelihood = {{ {why} }}\n{harm}")), (false, vec!["TB201"]));
    assert_eq!(found(&format!("likelihood = {{ score = 4, {why} }}\n{harm}")), (false, vec!["TB101"]));
    assert_eq!(found(&format!("likelihood = {{ score = 0, {why} }}\n{harm}")), (false, vec!["TB101"]));
    assert_eq!(found(&format!("likelihood = {{ score = \"билбейм\", {why} }}\n{harm}")), (false, vec!["TB101"]));
    assert_eq!(found(&format!("likelihood = {{ score = true, {why} }}\n{harm}")), (false, vec!["TB003"]));
    assert_eq!(found(&format!("likelihood = {{ score = 1, {why} }}\nharm = {{ score = 1, {why} }}")), (true, vec![]));
}

#[test]
fn the_level_zero_is_declared_with_a_reason_and_without_points_and_never_computed() {
    let method = law();
    let zero = method.level_by_key("zero").expect("the method has the level zero");
    assert!(method.level(zero).declared_only);
    assert!(method.computed_levels().all(|(level, _)| level != zero));
    assert!(
        CELLS.iter().all(|(likelihood, harm, ..)| method.cell(*likelihood, *harm).is_some_and(|c| c.level != zero))
    );

    let found = |rest: &str| {
        let text = format!(
            "[organization]\nname = \"а\"\n[[function]]\nname = \"б\"\n\
             [[function.situation]]\ntext = \"в\"\ndeclared_level = \"zero\"\n{rest}\n"
        );
        let examined = read(text, &method);
        let case = examined.case(&Conditions::of(&method, AS_OF)).expect("a register");
        assert_eq!(case.register.situations().next().map(|(_, s)| s.declared_level), Some(Some(zero)));
        let assessment = case.assessment;
        assert_eq!((assessment.inherent[zero.index()], assessment.residual[zero.index()]), (0, 0));
        let level = assessment.outcomes[0].map(|outcome| method.level(outcome.inherent).key.clone());
        (level, codes(&examined))
    };
    // With a reason, without points: settled, and nothing to find.
    assert_eq!(found("likelihood = { justification = \"мындай ыйгарым укук жок\" }"), (None, vec![]));
    assert_eq!(found("harm = { justification = \"мындай ыйгарым укук жок\" }"), (None, vec![]));
    // Without a reason it is neither declared rightly nor assessed.
    assert_eq!(found(""), (None, vec!["TB201", "TB201", "TB207"]));
    // With points, the points make the level; the declared zero is an error and changes nothing.
    let points = |harm: u8| {
        format!(
            "likelihood = {{ score = 1, justification = \"г\" }}\nharm = {{ score = {harm}, justification = \"д\" }}"
        )
    };
    assert_eq!(found(&points(1)), (Some("low".into()), vec!["TB207"]));
    let (level, codes) = found(&points(3));
    assert_eq!(level.as_deref(), Some("medium"));
    assert!(codes.contains(&"TB207"), "{codes:?}");
    // One point alone is no assessment either.
    let (level, codes) = found("harm = { score = 1, justification = \"д\" }");
    assert_eq!(level, None);
    assert!(codes.contains(&"TB201") && codes.contains(&"TB207"), "{codes:?}");
}

#[test]
fn treatment_by_the_inherent_level_changes_the_treated_level_and_what_is_owed_at_it_and_nothing_else() {
    let law = law();
    let from = "[treatment_follows]\nlevel = \"residual\"";
    let by_inherent = law_with(from, "[treatment_follows]\nlevel = \"inherent\"");
    let mut situations = Vec::new();
    for (cell, (likelihood, harm, ..)) in CELLS.into_iter().enumerate() {
        for (control, grid) in CONTROLS {
            let situation = situation(&law, likelihood, harm, control);
            let before = outcome(&situation, &law).expect("assessed");
            let after = outcome(&situation, &by_inherent).expect("assessed");
            assert_eq!(before.treated_level(&law), before.residual);
            assert_eq!(after.treated_level(&by_inherent), after.inherent);
            assert_eq!(after.head_control, at(grid.head_by_inherent, cell) == 'h');
            assert_eq!(after.measure_required, at(grid.measure_by_inherent, cell) == 'm');
            let as_before =
                Outcome { head_control: before.head_control, measure_required: before.measure_required, ..after };
            assert_eq!(as_before, before);
            situations.push(situation);
        }
    }
    let register = register(situations);
    let (before, after) = (assess(&register, &law), assess(&register, &by_inherent));
    assert_eq!(before.ranking, after.ranking);
    assert_eq!((before.inherent, before.residual), (after.inherent, after.residual));
}

/// What decides between two situations under the act's method: the one that goes first, the one that goes second, each by
/// likelihood, harm and whether its control lowers it. Wherever it can, the second would win by a later key.
#[rustfmt::skip]
const DECIDES: [(&str, Short, Short); 11] = [
    ("residual",   (2, 3, false), (3, 3, true)),
    ("residual",   (1, 3, false), (1, 2, false)),
    ("inherent",   (2, 3, true),  (2, 2, false)),
    ("inherent",   (3, 2, true),  (1, 3, false)),
    ("inherent",   (3, 1, true),  (1, 2, false)),
    ("sum",        (3, 3, false), (2, 3, false)),
    ("sum",        (1, 2, false), (1, 1, false)),
    ("harm",       (2, 3, false), (3, 2, false)),
    ("harm",       (1, 3, false), (2, 2, false)),
    ("harm",       (2, 2, false), (3, 1, false)),
    ("harm",       (1, 2, false), (2, 1, false)),
];

#[test]
fn each_key_of_the_priority_decides_in_its_turn_whichever_stands_first_in_the_register() {
    let method = law();
    for (key, first, second) in DECIDES {
        let [first, second] = [first, second].map(|short| pair(&method, short));
        let ranked = |situations: Vec<Situation>| assess(&register(situations), &method).ranking;
        assert_eq!(ranked(vec![first.clone(), second.clone()]), [0, 1], "{key}: {first:?} before {second:?}");
        assert_eq!(ranked(vec![second.clone(), first.clone()]), [1, 0], "{key}: {first:?} before {second:?}");
        // The key that is said to decide is the first in which the two differ.
        let [a, b] = [first, second].map(|situation| outcome(&situation, &method).expect("assessed"));
        let deciding = [
            ("residual", a.residual.cmp(&b.residual)),
            ("inherent", a.inherent.cmp(&b.inherent)),
            ("sum", a.sum.cmp(&b.sum)),
            ("harm", a.harm.cmp(&b.harm)),
        ];
        assert_eq!(deciding.iter().find(|(_, order)| order.is_ne()).map(|(key, _)| *key), Some(key));
    }
}

#[test]
fn likelihood_decides_where_the_sum_does_not_come_before_it() {
    // Equal sums with equal harm have equal likelihood: under the act's order this key can never be the first to differ.
    let keys = "keys = [\"residual\", \"inherent\", \"sum\", \"harm\", \"likelihood\", \"register-order\"]";
    let method = law_with(keys, "keys = [\"residual\", \"inherent\", \"harm\", \"likelihood\", \"register-order\"]");
    let situations = vec![pair(&method, (2, 3, false)), pair(&method, (3, 3, false))];
    assert_eq!(assess(&register(situations), &method).ranking, [1, 0]);
}

/// Eight situations; the first and the seventh are alike.
const EIGHT: [Short; 8] = [
    (2, 2, false),
    (2, 3, true),
    (1, 3, false),
    (3, 2, false),
    (1, 1, false),
    (2, 3, false),
    (2, 2, false),
    (3, 3, true),
];

/// Keys, and the ranking of the eight situations by them alone.
#[rustfmt::skip]
const RANKINGS: [(&str, [usize; 8]); 7] = [
    ("\"residual\", \"inherent\", \"sum\", \"harm\", \"likelihood\", ", [5, 3, 7, 1, 2, 0, 6, 4]),
    ("\"residual\", ",   [3, 5, 0, 1, 2, 6, 7, 4]),
    ("\"inherent\", ",   [1, 3, 5, 7, 0, 2, 6, 4]),
    ("\"sum\", ",        [7, 1, 3, 5, 0, 2, 6, 4]),
    ("\"harm\", ",       [1, 2, 5, 7, 0, 3, 6, 4]),
    ("\"likelihood\", ", [3, 7, 0, 1, 5, 6, 2, 4]),
    ("",                 [0, 1, 2, 3, 4, 5, 6, 7]),
];

#[test]
fn the_method_file_says_which_keys_rank_and_in_which_order() {
    let keys = "keys = [\"residual\", \"inherent\", \"sum\", \"harm\", \"likelihood\", \"register-order\"]";
    for (chosen, expected) in RANKINGS {
        let method = law_with(keys, &format!("keys = [{chosen}\"register-order\"]"));
        let assessment = assess(&register(EIGHT.map(|short| pair(&method, short)).into()), &method);
        assert_eq!(assessment.ranking, expected, "by {chosen}");
        for (place, number) in expected.into_iter().enumerate() {
            let priority = assessment.outcomes[number].map(|outcome| outcome.priority);
            assert_eq!(priority, Some(place + 1), "priority of situation {number} by {chosen}");
        }
    }
}

#[test]
fn the_order_is_total_and_stable_whatever_the_order_of_the_register() {
    let method = law();
    // The hand-written ranking, as situations: whichever way the register is written, the plan reads like this.
    let expected = [
        (2, 3, false),
        (3, 2, false),
        (3, 3, true),
        (2, 3, true),
        (1, 3, false),
        (2, 2, false),
        (2, 2, false),
        (1, 1, false),
    ];
    let situations = EIGHT.map(|short| pair(&method, short));
    let mut orders = 0;
    permutations(&mut [0, 1, 2, 3, 4, 5, 6, 7], 0, &mut |order: &[usize]| {
        let register = register(order.iter().map(|number| situations[*number].clone()).collect());
        let ranking = assess(&register, &method).ranking;
        let plan: Vec<_> = ranking.iter().map(|number| EIGHT[order[*number]]).collect();
        assert_eq!(plan, expected, "a register in the order {order:?}");
        let twins: Vec<usize> = ranking.iter().copied().filter(|number| [0, 6].contains(&order[*number])).collect();
        assert!(twins.is_sorted(), "equal situations keep the register's order {order:?}");
        orders += 1;
    });
    assert_eq!(orders, 40_320);
}

/// Calls `each` with every order of the items.
fn permutations(items: &mut [usize; 8], from: usize, each: &mut dyn FnMut(&[usize])) {
    if from == items.len() {
        each(items);
        return;
    }
    for other in from..items.len() {
        items.swap(from, other);
        permutations(items, from + 1, each);
        items.swap(from, other);
    }
}
