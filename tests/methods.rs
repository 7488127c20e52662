//! Method files: the embedded one is complete, others work without a change of code, and whatever is wrong with one is
//! reported at its line, all of it at once.
//!
//! The gallery of invalid methods is made by editing the embedded one. An edit writes what must be found into the text
//! itself: `#! TB012 method-cell-level` at the end of a line is the code and the message of a finding at that line. A
//! finding about the file as a whole is written as `#! FILE TB004 missing-key` on a line of its own.

use std::collections::BTreeSet;
use tobokel::assess::{ControlEffect, Outcome, outcome};
use tobokel::diag::{Diagnostic, Severity};
use tobokel::locale::{Language, Texts};
use tobokel::method::{Basis, Combination, DEFAULT, EMBEDDED, Method, PriorityKey, Stage, faults};
use tobokel::model::{Axis, Control, Grade, Score, Situation};
use tobokel::read::{embedded_method, read_method, read_register};
use tobokel::source::{Position, SourceFile, fingerprint};

fn law() -> Method {
    embedded_method(DEFAULT).expect("the embedded method is valid")
}

fn file(path: &str) -> Method {
    let text = std::fs::read_to_string(path).expect("the method file is there");
    read_method(&SourceFile::new(path, text)).unwrap_or_else(|found| panic!("{path}: {found:#?}"))
}

fn level_key(method: &Method, likelihood: u8, harm: u8) -> &str {
    &method.level(method.cell(likelihood, harm).expect("the cell is there").level).key
}

/// The outcome of two points with a control that has all it needs, or with none.
fn scored(method: &Method, likelihood: u8, harm: u8, grade: Option<&str>) -> Outcome {
    let control = grade.map(|key| {
        let found = (0..).zip(&method.controls).find(|(_, grade)| grade.key == key);
        let effectiveness = found.map(|(at, _)| Grade(at));
        assert!(effectiveness.is_some(), "the method has the grade {key}");
        Control { description: Some("бар".into()), effectiveness, evidence: Some("бар".into()), lowers: true }
    });
    let score = |points| Score { given: Some(points), ..Score::default() };
    let situation = Situation { likelihood: score(likelihood), harm: score(harm), control, ..Situation::default() };
    outcome(&situation, method).expect("both points are on the scales")
}

/// Every text of a method that is shown to people.
fn all_texts(method: &Method) -> Vec<(String, &Texts)> {
    let mut texts = vec![
        ("title".to_owned(), &method.title),
        ("source.act".into(), &method.act),
        ("source.annex".into(), &method.annex),
        ("floor.note".into(), &method.floor.note),
        ("treatment_follows.note".into(), &method.treatment_follows.note),
        ("control_conditions.note".into(), &method.control_conditions.note),
        ("review.note".into(), &method.review_months.note),
        ("priority.note".into(), &method.priority.note),
    ];
    for level in &method.levels {
        texts.push((format!("level {} label", level.key), &level.label));
        texts.push((format!("level {} letter", level.key), &level.letter));
        texts.extend(level.note.as_ref().map(|note| (format!("level {} note", level.key), note)));
    }
    for (name, scale) in [("likelihood", &method.likelihood), ("harm", &method.harm)] {
        for point in scale {
            texts.push((format!("{name} {} label", point.points), &point.label));
            texts.push((format!("{name} {} criteria", point.points), &point.criteria));
        }
    }
    for axis in Axis::ALL {
        for criterion in &method.criteria(axis).all {
            let name = format!("{} {}", axis.key(), &*criterion.key);
            texts.push((format!("{name} label"), &criterion.label));
            texts.extend(criterion.note.as_ref().map(|note| (format!("{name} note"), note)));
            let points = criterion.points.iter();
            texts.extend(points.map(|point| (format!("{name} {}", point.points), &point.criteria)));
        }
    }
    for grade in &method.controls {
        texts.push((format!("control {} label", grade.key), &grade.label));
        texts.push((format!("control {} criteria", grade.key), &grade.criteria));
    }
    for treatment in &method.treatments {
        texts.push((format!("treatment {}", treatment.level.0), &treatment.text));
    }
    texts
}

/// What is asked of every method that ships: complete, each text in three languages and in its own.
fn is_complete(method: &Method) {
    assert_eq!(faults(method), []);
    assert_eq!(method.cells.len(), method.likelihood.len() * method.harm.len());
    for (name, texts) in all_texts(method) {
        for language in Language::ALL {
            let text = texts.get(language);
            assert!(!text.trim().is_empty() && text.trim() == text, "{name} in {}: {text:?}", language.code());
            let cyrillic = text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c));
            // A name in quotation marks may stand in the source's own language.
            let own = text.split(['«', '»']).step_by(2).collect::<String>();
            let own_cyrillic = own.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c));
            let without_letters = !text.chars().any(char::is_alphabetic);
            let in_its_language = if language == Language::En { !own_cyrillic } else { cyrillic || without_letters };
            assert!(in_its_language, "{name}: {text:?}");
        }
    }
    for language in Language::ALL {
        let distinct = |texts: Vec<&str>| texts.iter().collect::<BTreeSet<_>>().len() == texts.len();
        assert!(distinct(method.levels.iter().map(|level| level.letter.get(language)).collect()));
        assert!(distinct(method.levels.iter().map(|level| level.label.get(language)).collect()));
        assert!(method.levels.iter().all(|level| level.letter.get(language).chars().count() == 1));
    }
    assert_eq!(method.priority.value.last(), Some(&PriorityKey::RegisterOrder));
}

#[test]
fn the_embedded_method_is_valid_and_complete() {
    let method = law();
    is_complete(&method);
    for (id, text) in EMBEDDED {
        let method = embedded_method(id).expect("every embedded method is valid");
        assert_eq!(method.id, *id);
        assert_eq!(method.sha256, fingerprint(text.as_bytes()));
    }
    assert!(EMBEDDED.iter().any(|(id, _)| *id == DEFAULT));
    assert!(embedded_method("no-such-method").is_none());
}

#[test]
fn the_embedded_method_decides_what_the_act_leaves_open_and_says_so() {
    let method = law();
    assert_eq!(method.combination, Combination::Sum);
    assert_eq!(method.combination_basis, Basis::Position(3));
    let open = Basis::NotFixed;
    assert_eq!((method.level(method.floor.value).key.as_str(), method.floor.basis), ("low", open));
    assert_eq!((method.treatment_follows.value, method.treatment_follows.basis), (Stage::Residual, open));
    let conditions = &method.control_conditions;
    assert_eq!((conditions.value.description, conditions.value.evidence, conditions.basis), (true, true, open));
    assert_eq!((method.review_months.value, method.review_months.basis), (12, open));
    assert_eq!((method.priority.value.as_slice(), method.priority.basis), (PriorityKey::ALL.as_slice(), open));
}

#[test]
fn the_embedded_method_cites_the_position_of_annex_one_for_every_entry_that_the_act_fixes() {
    let method = law();
    assert!(method.likelihood.iter().all(|point| point.basis == Basis::Position(1)));
    assert!(method.harm.iter().all(|point| point.basis == Basis::Position(2)));
    assert!(method.cells.iter().all(|cell| cell.basis == Basis::Position(3)));
    assert!(method.bands.iter().all(|band| band.basis == Basis::Position(4)));
    assert!(method.treatments.iter().all(|treatment| treatment.basis == Basis::Position(6)));
    let levels: Vec<_> =
        method.levels.iter().map(|level| (level.key.as_str(), level.declared_only, level.basis)).collect();
    assert_eq!(
        levels,
        [
            ("zero", true, Basis::NotFixed),
            ("low", false, Basis::Position(4)),
            ("medium", false, Basis::Position(4)),
            ("high", false, Basis::Position(4)),
        ]
    );
    let grades: Vec<_> = method.controls.iter().map(|grade| (grade.key.as_str(), grade.lowers, grade.basis)).collect();
    assert_eq!(grades, [("low", 0, Basis::NotFixed), ("medium", 0, Basis::NotFixed), ("high", 1, Basis::Position(5)),]);
    let bands: Vec<_> =
        method.bands.iter().map(|band| (band.from, band.to, method.level(band.level).key.as_str())).collect();
    assert_eq!(bands, [(2, 3, "low"), (4, 4, "medium"), (5, 6, "high")]);
    let treatments: Vec<_> = method
        .treatments
        .iter()
        .map(|treatment| {
            (method.level(treatment.level).key.as_str(), treatment.measure_required, treatment.head_control)
        })
        .collect();
    assert_eq!(treatments, [("low", false, false), ("medium", true, false), ("high", true, true)]);
}

/// The words that a register may use for each level, by the project's list of them.
const LEVEL_WORDS: [(&str, &[&str]); 4] = [
    ("zero", &["zero", "нөлдүк", "нулевой", "нулевая", "нулевое"]),
    ("low", &["low", "төмөнкү", "төмөн", "низкий", "низкая", "низкое", "НИЗКИЙ", " Төмөнкү\u{a0}"]),
    ("medium", &["medium", "орточо", "орто", "Орто", "средний", "средняя", "среднее"]),
    ("high", &["high", "жогорку", "жогору", "Жогору", "высокий", "высокая", "высокое", "HIGH"]),
];

#[test]
fn levels_are_read_by_their_words_in_three_languages() {
    let method = law();
    for (key, words) in LEVEL_WORDS {
        for word in words {
            let text = format!(
                "[organization]\nname = \"а\"\n[[function]]\nname = \"б\"\n\
                 [[function.situation]]\ntext = \"в\"\ndeclared_level = \"{word}\"\n"
            );
            let loaded = read_register("a.toml", text.as_bytes(), &method, None).expect("the register can be read");
            assert_eq!(loaded.findings, [], "{word:?}");
            let found = loaded.register.situations().next().and_then(|(_, situation)| situation.declared_level);
            assert_eq!(found, method.level_by_key(key), "{word:?}");
        }
    }
}

/// The Ukrainian matrix: likelihood, harm, their product, the level; written by hand from the order's bands.
const UKRAINIAN: [(u8, u8, u32, &str); 9] = [
    (1, 1, 1, "low"),
    (1, 2, 2, "low"),
    (1, 3, 3, "medium"),
    (2, 1, 2, "low"),
    (2, 2, 4, "medium"),
    (2, 3, 6, "high"),
    (3, 1, 3, "medium"),
    (3, 2, 6, "high"),
    (3, 3, 9, "high"),
];

#[test]
fn the_ukrainian_method_multiplies_and_gives_the_nine_cells_the_levels_of_the_kyrgyz_one() {
    let ukrainian = file("examples/other-methods/ua-830-2021.toml");
    let kyrgyz = law();
    is_complete(&ukrainian);
    assert_eq!(ukrainian.id, "ua-830-2021");
    assert_eq!(ukrainian.combination, Combination::Product);
    for (likelihood, harm, product, level) in UKRAINIAN {
        let found = scored(&ukrainian, likelihood, harm, None);
        assert_eq!(found.sum, product, "{likelihood} x {harm}");
        assert_eq!(ukrainian.level(found.inherent).key, level, "{likelihood} x {harm}");
        assert_eq!(level_key(&kyrgyz, likelihood, harm), level, "{likelihood} + {harm}");
    }
}

#[test]
fn the_five_by_five_method_scores_by_its_own_bands_and_lowers_by_up_to_two_levels() {
    let method = file("tests/methods/five-by-five.toml");
    is_complete(&method);
    assert_eq!(method.review_months.value, 24);
    assert_eq!(
        method.levels.iter().map(|level| level.key.as_str()).collect::<Vec<_>>(),
        ["low", "medium", "high", "critical"]
    );
    // Likelihood, harm, sum, level before controls; at the edges of the bands 2-4, 5-6, 7-8, 9-10.
    for (likelihood, harm, sum, level) in [
        (1, 1, 2, "low"),
        (3, 1, 4, "low"),
        (1, 4, 5, "medium"),
        (3, 3, 6, "medium"),
        (5, 1, 6, "medium"),
        (2, 5, 7, "high"),
        (4, 4, 8, "high"),
        (5, 4, 9, "critical"),
        (5, 5, 10, "critical"),
    ] {
        let found = scored(&method, likelihood, harm, None);
        assert_eq!((found.sum, level_key(&method, likelihood, harm)), (sum, level), "{likelihood} + {harm}");
    }
    // Grade, likelihood, harm, what it does, residual level.
    for (grade, likelihood, harm, effect, residual) in [
        ("low", 5, 5, ControlEffect::GradeTooLow(Grade(0)), "critical"),
        ("medium", 5, 5, ControlEffect::Lowers(1), "high"),
        ("high", 5, 5, ControlEffect::Lowers(2), "medium"),
        ("high", 4, 4, ControlEffect::Lowers(2), "low"),
        ("medium", 3, 3, ControlEffect::Lowers(1), "low"),
        // The floor stops the second step, then the first.
        ("high", 3, 3, ControlEffect::Lowers(1), "low"),
        ("high", 1, 1, ControlEffect::AtFloor, "low"),
        ("medium", 2, 2, ControlEffect::AtFloor, "low"),
    ] {
        let found = scored(&method, likelihood, harm, Some(grade));
        assert_eq!(found.control, effect, "{grade} at {likelihood} + {harm}");
        assert_eq!(method.level(found.residual).key, residual, "{grade} at {likelihood} + {harm}");
    }
    let heads: Vec<bool> = method.treatments.iter().map(|treatment| treatment.head_control).collect();
    assert_eq!(heads, [false, false, true, true]);
}

#[test]
fn a_register_made_for_another_method_is_refused_by_name() {
    let text = "[organization]\nname = \"а\"\n[assessment]\nmethod = \"kg-232-2026\"\n[[function]]\nname = \"б\"\n\
        [[function.situation]]\ntext = \"в\"\n";
    let ukrainian = file("examples/other-methods/ua-830-2021.toml");
    let refused = read_register("a.toml", text.as_bytes(), &ukrainian, None).expect_err("another method");
    let found: Vec<_> = refused.1.iter().map(|finding| (finding.code.code, line_of(finding))).collect();
    assert_eq!(found, [("TB009", Some(4))]);
}

/// The line of a finding; `None` if it is about the file.
fn line_of(finding: &Diagnostic) -> Option<usize> {
    match finding.place.position {
        Position::Text { line, .. } => Some(line),
        Position::File | Position::Cell { .. } => None,
    }
}

/// A change to one table of the embedded method: its header (none for what stands before all tables), which of the tables
/// with this header (from 0), a passage that stands in it once, and what replaces it. No passage stands for the whole table.
type Edit<'a> = (&'a str, usize, &'a str, &'a str);

/// The embedded text after some edits; which table is meant is counted in the text before them.
fn edited(edits: &[Edit<'_>]) -> String {
    let mut tables: Vec<(&str, String)> = vec![("", String::new())];
    for line in EMBEDDED[0].1.split_inclusive('\n') {
        if line.starts_with('[') {
            tables.push((line.trim_end(), String::new()));
        }
        tables.last_mut().expect("there is one").1.push_str(line);
    }
    for (header, number, from, to) in edits {
        let table = tables.iter_mut().filter(|(found, _)| found == header).nth(*number);
        let (_, text) = table.unwrap_or_else(|| panic!("there is no table {header} {number}"));
        if from.is_empty() {
            (*to).clone_into(text);
        } else {
            assert_eq!(text.matches(from).count(), 1, "{from:?} stands once in {text}");
            *text = text.replace(from, to);
        }
    }
    tables.into_iter().map(|(_, text)| text).collect()
}

/// A finding as tests compare it: line (none for the file as a whole), code, id of the message.
type Found = (Option<usize>, String, String);

/// What a text itself says must be found in it.
fn announced(text: &str) -> Vec<Found> {
    let mut announced = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((_, notes)) = line.split_once("#! ") else { continue };
        for note in notes.split("; ") {
            let (place, note) = note.strip_prefix("FILE ").map_or((Some(number), note), |note| (None, note));
            let (code, message) = note.trim().split_once(' ').expect("a code and a message");
            announced.push((place, code.to_owned(), message.to_owned()));
        }
    }
    announced.sort();
    announced
}

/// Asserts that a method text is refused with exactly what it announces, in whole sentences; gives the findings back.
fn refused(text: &str) -> Vec<Diagnostic> {
    let expected = announced(text);
    assert!(!expected.is_empty(), "the edit announces what must be found");
    let found = read_method(&SourceFile::new("edited.toml", text.to_owned()))
        .err()
        .unwrap_or_else(|| panic!("the method was accepted in spite of {expected:?}"));
    let mut seen: Vec<Found> = found
        .iter()
        .map(|finding| (line_of(finding), finding.code.code.to_owned(), finding.message.id.to_owned()))
        .collect();
    seen.sort();
    assert_eq!(seen, expected, "what is found (left) is what the text announces (right)");
    for finding in &found {
        assert_eq!(finding.severity, Severity::Error);
        for language in Language::ALL {
            let sentence = language.message(&finding.message);
            assert!(!sentence.contains('{'), "{sentence}");
        }
    }
    found
}

/// A level that is only declared.
macro_rules! declared_level {
    ($key:literal, $flag:literal) => {
        concat!(
            "[[level]]\nkey = \"",
            $key,
            "\"\nlabel = { ky = \"жок\", ru = \"нет\", en = \"no risk\" }\n",
            "letter = { ky = \"Б\", ru = \"Б\", en = \"N\" }\naccept = []\ncolor = \"FFFFFF\"\n",
            "declared_only = ",
            $flag,
            "\nposition = \"not fixed by the act\"\n\n",
        )
    };
}

/// A grade that lowers nothing.
macro_rules! grade {
    ($header:literal, $key:literal) => {
        concat!(
            "position = 5\n\n",
            $header,
            "\nkey = ",
            $key,
            "\nlabel = { ky = \"толук\", ru = \"полная\", en = \"full\" }\naccept = []\n",
            "criteria = { ky = \"толук\", ru = \"полная\", en = \"full\" }\nlowers = 1\nposition = 5\n",
        )
    };
}

const KEYS: &str = "\"residual\", \"inherent\", \"sum\", \"harm\", \"likelihood\", \"register-order\"";

/// Methods that can be decoded but not relied on: every fault that the proof of a method knows, at each entry that can
/// have it. Many faults cannot come alone; what else an edit makes wrong is announced beside it.
#[rustfmt::skip]
const UNRELIABLE: &[&[Edit<'_>]] = &[
    // A colour is six hexadecimal digits; the last one here ends with a Cyrillic letter.
    &[("[[level]]", 0, "\"E7E6E6\"", "\"E7E6\" #! TB012 method-bad-color")],
    &[("[[level]]", 1, "\"C6EFCE\"", "\"green\" #! TB012 method-bad-color")],
    &[("[[level]]", 2, "\"FFEB9C\"", "\"#FFEB9C\" #! TB012 method-bad-color")],
    &[("[[level]]", 3, "\"FFC7CE\"", "\"FFC7С\" #! TB012 method-bad-color")],
    // A key that is there twice is an ambiguous word, too.
    &[("[[level]]", 0, "[[level]]\nkey = \"zero\"", concat!(
        declared_level!("zero", "true"),
        "[[level]] #! TB012 method-ambiguous-word\nkey = \"zero\" #! TB012 method-duplicate-key",
    )),
      ("[[level]]", 0, "en = \"zero\"", "en = \"nought\"")],
    &[("[[control]]", 2, "position = 5\n", grade!("[[control]] #! TB012 method-ambiguous-word", "\"high\" #! TB012 method-duplicate-key"))],
    // A level that is only declared, after one that is computed; in between, a band leads to it.
    &[("[[level]]", 3, "position = 4\n", concat!("position = 4\n\n", declared_level!("none", "true #! TB012 method-declared-level-not-lowest")))],
    &[("[[level]]", 2, "declared_only = false", "declared_only = true #! TB012 method-declared-level-not-lowest"),
      ("[[band]]", 1, "level = \"medium\"", "level = \"medium\" #! TB012 method-level-declared-only")],
    // A level that nothing leads to, and at which nobody knows what to do.
    &[("[[level]]", 3, "position = 4\n", concat!("position = 4\n\n", declared_level!("none", "false"))),
      ("[[band]]", 0, "[[band]]", "[[band]] #! TB012 method-level-without-band"),
      ("[[treatment]]", 0, "[[treatment]]", "[[treatment]] #! TB012 method-level-without-treatment")],
    // Only one level that points can reach.
    &[("[floor]", 0, "level = \"low\"", "level = \"low\" #! TB012 method-level-declared-only"),
      ("[[level]]", 0, "[[level]]", "[[level]] #! TB012 method-too-few-levels"),
      ("[[level]]", 1, "declared_only = false", "declared_only = true"),
      ("[[level]]", 2, "declared_only = false", "declared_only = true"),
      ("[[band]]", 0, "level = \"low\"", "level = \"low\" #! TB012 method-level-declared-only"),
      ("[[band]]", 1, "level = \"medium\"", "level = \"medium\" #! TB012 method-level-declared-only")],
    // A floor that is no computed level.
    &[("[floor]", 0, "level = \"low\"", "level = \"zero\" #! TB012 method-level-declared-only")],
    // A scale of one point leaves the cells of the other points outside.
    &[("[[harm.point]]", 0, "[[harm.point]]", "[[harm.point]] #! TB012 method-too-few-points"),
      ("[[harm.point]]", 1, "", ""),
      ("[[harm.point]]", 2, "", ""),
      ("[[cell]]", 1, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 2, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 4, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 5, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 7, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 8, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale")],
    &[("[[likelihood.point]]", 0, "", ""),
      ("[[likelihood.point]]", 1, "[[likelihood.point]]", "[[likelihood.point]] #! TB012 method-too-few-points"),
      ("[[likelihood.point]]", 2, "", ""),
      ("[[cell]]", 0, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 1, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 2, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 6, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 7, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 8, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale")],
    // Points 2, 1, 3 have all cells; points 1, 1, 3 have none for 2.
    &[("[[harm.point]]", 0, "points = 1", "points = 2"),
      ("[[harm.point]]", 1, "points = 2", "points = 1 #! TB012 method-points-not-ascending")],
    &[("[[likelihood.point]]", 1, "points = 2", "points = 1 #! TB012 method-points-not-ascending"),
      ("[[cell]]", 3, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 4, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale"),
      ("[[cell]]", 5, "[[cell]]", "[[cell]] #! TB012 method-cell-off-scale")],
    // A word that stands for two entries of one list, whatever its letter case: accepted, as a label, as a key.
    &[("[[level]]", 2, "[[level]]", "[[level]] #! TB012 method-ambiguous-word"),
      ("[[level]]", 2, "\"moderate\"", "\" ТӨМӨНКҮ\u{a0}\"")],
    &[("[[likelihood.point]]", 1, "[[likelihood.point]]", "[[likelihood.point]] #! TB012 method-ambiguous-word"),
      ("[[likelihood.point]]", 1, "ky = \"орточо\"", "ky = \"төмөнкү\"")],
    &[("[[harm.point]]", 2, "[[harm.point]]", "[[harm.point]] #! TB012 method-ambiguous-word"),
      ("[[harm.point]]", 2, "ru = \"высокий\"", "ru = \"Средний\"")],
    &[("[[control]]", 2, "[[control]]", "[[control]] #! TB012 method-ambiguous-word"),
      ("[[control]]", 2, "accept = [", "accept = [\"medium\", ")],
    // Criteria: keys and names of their own, each point of the scale described once and no other.
    &[("[[harm.criterion]]", 0, "key = \"financial\"", "key = \"Financial\" #! TB012 method-bad-key")],
    &[("[[harm.criterion]]", 0, "key = \"financial\"", "key = \"x_justification\" #! TB012 method-bad-key")],
    &[("[[harm.criterion]]", 1, "key = \"institutional\"", "key = \"financial\" #! TB012 method-duplicate-key")],
    &[("[[harm.criterion]]", 2, "en = \"Reputational harm\" }", "en = \" transparency\" } #! TB012 method-criterion-name-twice")],
    &[("[[harm.criterion]]", 0, "[[harm.criterion]]", "[[harm.criterion]] #! TB012 method-criterion-without-point"),
      ("[[harm.criterion]]", 0, "points = 3", "points = 4"),
      ("[[harm.criterion]]", 0, "or land of the body.\" } },", "or land of the body.\" } }, #! TB012 method-criterion-off-scale")],
    &[("[[likelihood.criterion]]", 5, "[[likelihood.criterion]]", "[[likelihood.criterion]] #! TB012 method-criterion-without-point"),
      ("[[likelihood.criterion]]", 5, "points = 1", "points = 2"),
      ("[[likelihood.criterion]]", 5, "given on request.\" } },", "given on request.\" } }, #! TB012 method-criterion-point-twice")],
    // Bands: reversed, overlapping, not ascending, absent, to a level that is only declared.
    &[("[[band]]", 2, "from = 5\nto = 6", "from = 6 #! TB012 method-band-reversed\nto = 5"),
      ("[[cell]]", 5, "value = 5", "value = 5 #! TB012 method-cell-without-band"),
      ("[[cell]]", 7, "value = 5", "value = 5 #! TB012 method-cell-without-band"),
      ("[[cell]]", 8, "value = 6", "value = 6 #! TB012 method-cell-without-band")],
    &[("[[band]]", 1, "from = 4", "from = 3 #! TB012 method-bands-overlap")],
    &[("[[band]]", 0, "[[band]]", "[[band]] #! TB012 method-level-without-band"),
      ("[[band]]", 1, "level = \"medium\"", "level = \"low\" #! TB012 method-band-level-not-ascending"),
      ("[[cell]]", 2, "level = \"medium\"", "level = \"medium\" #! TB012 method-cell-level"),
      ("[[cell]]", 4, "level = \"medium\"", "level = \"medium\" #! TB012 method-cell-level"),
      ("[[cell]]", 6, "level = \"medium\"", "level = \"medium\" #! TB012 method-cell-level")],
    &[("[[band]]", 0, "[[band]]", "[[band]] #! TB012 method-level-without-band"),
      ("[[band]]", 1, "", ""),
      ("[[cell]]", 2, "value = 4", "value = 4 #! TB012 method-cell-without-band"),
      ("[[cell]]", 4, "value = 4", "value = 4 #! TB012 method-cell-without-band"),
      ("[[cell]]", 6, "value = 4", "value = 4 #! TB012 method-cell-without-band")],
    &[("[[band]]", 0, "[[band]]", "[[band]] #! TB012 method-level-without-band"),
      ("[[band]]", 0, "level = \"low\"", "level = \"zero\" #! TB012 method-level-declared-only"),
      ("[[cell]]", 0, "level = \"low\"", "level = \"low\" #! TB012 method-cell-level"),
      ("[[cell]]", 1, "level = \"low\"", "level = \"low\" #! TB012 method-cell-level"),
      ("[[cell]]", 3, "level = \"low\"", "level = \"low\" #! TB012 method-cell-level")],
    // Cells: missing (one, two), twice, off the scale, with another value than the rule's, with another level than the band's.
    &[("[[cell]]", 0, "[[cell]]", "[[cell]] #! TB012 method-cell-missing"),
      ("[[cell]]", 8, "", "")],
    &[("[[cell]]", 0, "[[cell]]", "[[cell]] #! TB012 method-cell-missing; TB012 method-cell-missing"),
      ("[[cell]]", 4, "", ""),
      ("[[cell]]", 5, "", "")],
    &[("[[cell]]", 4, "position = 3\n", "position = 3\n\n[[cell]] #! TB012 method-cell-twice\n\
        likelihood = 2\nharm = 2\nvalue = 4\nlevel = \"medium\"\nposition = 3\n")],
    &[("[[cell]]", 0, "[[cell]]", "[[cell]] #! TB012 method-cell-missing"),
      ("[[cell]]", 8, "[[cell]]\nlikelihood = 3", "[[cell]] #! TB012 method-cell-off-scale\nlikelihood = 4"),
      ("[[cell]]", 8, "value = 6", "value = 6 #! TB012 method-cell-value")],
    &[("[[cell]]", 4, "value = 4", "value = 5 #! TB012 method-cell-value"),
      ("[[cell]]", 4, "level = \"medium\"", "level = \"medium\" #! TB012 method-cell-level")],
    &[("[[cell]]", 8, "value = 6", "value = 7 #! TB012 method-cell-value; TB012 method-cell-without-band")],
    &[("[[cell]]", 3, "level = \"low\"", "level = \"medium\" #! TB012 method-cell-level")],
    // The values of a sum under the rule of a product: only 2 + 2 and 2 x 2 agree.
    &[("[combination]", 0, "\"sum\"", "\"product\""),
      ("[[cell]]", 0, "value = 2", "value = 2 #! TB012 method-cell-value"),
      ("[[cell]]", 1, "value = 3", "value = 3 #! TB012 method-cell-value"),
      ("[[cell]]", 2, "value = 4", "value = 4 #! TB012 method-cell-value"),
      ("[[cell]]", 3, "value = 3", "value = 3 #! TB012 method-cell-value"),
      ("[[cell]]", 5, "value = 5", "value = 5 #! TB012 method-cell-value"),
      ("[[cell]]", 6, "value = 4", "value = 4 #! TB012 method-cell-value"),
      ("[[cell]]", 7, "value = 5", "value = 5 #! TB012 method-cell-value"),
      ("[[cell]]", 8, "value = 6", "value = 6 #! TB012 method-cell-value")],
    // A level that falls while points grow; the fault is in the greater points, wherever the wrong level is.
    &[("[[cell]]", 5, "level = \"high\"", "level = \"low\" #! TB012 method-cell-level; TB012 method-not-monotone")],
    &[("[[cell]]", 0, "level = \"low\"", "level = \"high\" #! TB012 method-cell-level"),
      ("[[cell]]", 1, "level = \"low\"", "level = \"low\" #! TB012 method-not-monotone"),
      ("[[cell]]", 2, "level = \"medium\"", "level = \"medium\" #! TB012 method-not-monotone"),
      ("[[cell]]", 3, "level = \"low\"", "level = \"low\" #! TB012 method-not-monotone"),
      ("[[cell]]", 4, "level = \"medium\"", "level = \"medium\" #! TB012 method-not-monotone"),
      ("[[cell]]", 6, "level = \"medium\"", "level = \"medium\" #! TB012 method-not-monotone")],
    // A better control that lowers less.
    &[("[[control]]", 1, "lowers = 0", "lowers = 1"),
      ("[[control]]", 2, "lowers = 1", "lowers = 0 #! TB012 method-grade-not-monotone")],
    &[("[[control]]", 0, "lowers = 0", "lowers = 2"),
      ("[[control]]", 1, "lowers = 0", "lowers = 0 #! TB012 method-grade-not-monotone"),
      ("[[control]]", 2, "lowers = 1", "lowers = 1 #! TB012 method-grade-not-monotone")],
    // No grades at all; a list that is lacking is another fault.
    &[("", 0, "id = ", "control = [] #! TB012 method-no-grades\nid = "),
      ("[[control]]", 0, "", ""),
      ("[[control]]", 1, "", ""),
      ("[[control]]", 2, "", "")],
    // Treatments: twice, missing.
    &[("[[treatment]]", 1, "level = \"medium\"", "level = \"low\" #! TB012 method-treatment-twice"),
      ("[[treatment]]", 0, "[[treatment]]", "[[treatment]] #! TB012 method-level-without-treatment")],
    &[("[[treatment]]", 0, "[[treatment]]", "[[treatment]] #! TB012 method-level-without-treatment"),
      ("[[treatment]]", 2, "", "")],
    // A priority that leaves two situations equal, or names a key twice.
    &[("[priority]", 0, KEYS, "\"residual\"] #! TB012 method-priority-not-total\n#")],
    &[("[priority]", 0, KEYS, "] #! TB012 method-priority-not-total\n#")],
    &[("[priority]", 0, KEYS, "\"register-order\", \"sum\"] #! TB012 method-priority-not-total\n#")],
    &[("[priority]", 0, KEYS, "\"sum\", \"sum\", \"register-order\"] #! TB012 method-duplicate-key\n#")],
];

/// Methods that cannot be decoded: lacking, unknown and wrong entries.
#[rustfmt::skip]
const UNDECODABLE: &[&[Edit<'_>]] = &[
    // A text that lacks a language, or has one too many, or is empty in one.
    &[("[floor]", 0, ", en = \"The level does not go below low: even a highly effective control leaves a low level as it \
        is. Annex I does not settle this; the rule is the tool's.\" }", "} #! TB004 missing-key")],
    &[("[[level]]", 1, "label = { ky = \"төмөнкү\", ", "label = { #! TB004 missing-key\nky = \"төмөнкү\", "),
      ("[[level]]", 1, "ru = \"низкий\", ", "")],
    &[("[[harm.point]]", 0, "label = { ky", "label = { uz = \"past\", ky"),
      ("[[harm.point]]", 0, "en = \"low\" }", "en = \"low\" } #! TB002 unknown-key")],
    &[("[source]", 0, "annex = { ky = \"I тиркеме\", ", "annex = { ky = \" \", "),
      ("[source]", 0, "en = \"Annex I\" }", "en = \"Annex I\" } #! TB012 empty-text")],
    // Keys that a method does not have, on top and in tables.
    &[("", 0, "id = ", "version = 2 #! TB002 unknown-key\nid = ")],
    &[("[source]", 0, "[source]", "[source]\nurl = \"...\" #! TB002 unknown-key")],
    &[("[[level]]", 3, "color", "colour = \"FFC7CE\" #! TB002 unknown-key\ncolor")],
    &[("[[level]]", 3, "[[level]]", "[[level]] #! TB004 missing-key"),
      ("[[level]]", 3, "color = \"FFC7CE\"", "colour = \"FFC7CE\" #! TB002 unknown-key")],
    &[("[[cell]]", 0, "[[cell]]", "[[cells]] #! TB002 unknown-key\n[[cell]]")],
    // What is lacking: on top, a table, a list of tables, entries of a table.
    &[("", 0, "id = \"kg-232-2026\"", "#! FILE TB004 missing-key")],
    &[("[review]", 0, "", "#! FILE TB004 missing-key\n")],
    &[("[source]", 0, "", "#! FILE TB004 missing-key\n")],
    &[("[[band]]", 0, "", "#! FILE TB004 missing-key\n"), ("[[band]]", 1, "", ""), ("[[band]]", 2, "", "")],
    &[("[[control]]", 0, "", "#! FILE TB004 missing-key\n"), ("[[control]]", 1, "", ""), ("[[control]]", 2, "", "")],
    &[("[[cell]]", 3, "[[cell]]", "[[cell]] #! TB004 missing-key"), ("[[cell]]", 3, "value = 3\n", "")],
    &[("[[band]]", 1, "[[band]]", "[[band]] #! TB004 missing-key"), ("[[band]]", 1, "position = 4\n", "")],
    &[("[combination]", 0, "[combination]", "[combination] #! TB004 missing-key; TB004 missing-key"),
      ("[combination]", 0, "rule = \"sum\"\nposition = 3\n", "")],
    &[("[[control]]", 2, "[[control]]", "[[control]] #! TB004 missing-key"), ("[[control]]", 2, "lowers = 1\n", "")],
    // Values of another kind.
    &[("", 0, "id = \"kg-232-2026\"", "id = 232 #! TB003 wrong-type")],
    &[("[source]", 0, "annex = { ky = \"I тиркеме\", ru = \"Приложение I\", en = \"Annex I\" }", "annex = \"I\" #! TB003 wrong-type")],
    &[("[control_conditions]", 0, "evidence = true", "evidence = \"yes\" #! TB003 wrong-type")],
    &[("[[level]]", 3, "declared_only = false", "declared_only = 0 #! TB003 wrong-type")],
    &[("[[level]]", 0, "accept = [", "accept = \"нөл\" #! TB003 wrong-type\n#")],
    &[("[[level]]", 0, "accept = [", "accept = [\"нөл\", 0] #! TB003 wrong-type\n#")],
    &[("[[cell]]", 8, "level = \"high\"", "level = 3 #! TB003 wrong-type")],
    &[("[[level]]", 2, "key = \"medium\"", "key = true #! TB003 wrong-type"),
      ("[[cell]]", 2, "\"medium\"", "\"medium\" #! TB005 unknown-word"),
      ("[[cell]]", 4, "\"medium\"", "\"medium\" #! TB005 unknown-word"),
      ("[[cell]]", 6, "\"medium\"", "\"medium\" #! TB005 unknown-word"),
      ("[[band]]", 1, "\"medium\"", "\"medium\" #! TB005 unknown-word"),
      ("[[treatment]]", 1, "\"medium\"", "\"medium\" #! TB005 unknown-word")],
    &[("", 0, "id = ", "review = 12 #! TB003 wrong-type\nid = "), ("[review]", 0, "", "")],
    &[("", 0, "id = ", "band = \"2-3\" #! TB003 wrong-type\nid = "),
      ("[[band]]", 0, "", ""), ("[[band]]", 1, "", ""), ("[[band]]", 2, "", "")],
    &[("", 0, "id = ", "band = [2, 3] #! TB003 wrong-type; TB003 wrong-type\nid = "),
      ("[[band]]", 0, "", ""), ("[[band]]", 1, "", ""), ("[[band]]", 2, "", "")],
    // Words that are not among the allowed ones.
    &[("[floor]", 0, "level = \"low\"", "level = \"lowest\" #! TB005 unknown-word")],
    &[("[[cell]]", 0, "level = \"low\"", "level = \"Low\" #! TB005 unknown-word")],
    &[("[[band]]", 2, "level = \"high\"", "level = \"hihg\" #! TB005 unknown-word")],
    &[("[[treatment]]", 2, "level = \"high\"", "level = \"жогорку\" #! TB005 unknown-word")],
    &[("[combination]", 0, "\"sum\"", "\"add\" #! TB005 unknown-word")],
    &[("[treatment_follows]", 0, "level = \"residual\"", "level = \"gross\" #! TB005 unknown-word")],
    &[("[priority]", 0, KEYS, "\"harms\", \"register-order\"] #! TB005 unknown-word\n#")],
    // How criteria combine, and a criterion without a key.
    &[("[harm]", 0, "\"highest\"", "\"lowest\" #! TB005 unknown-word")],
    &[("[likelihood]", 0, "[likelihood]", "[likelihood] #! TB004 missing-key"),
      ("[likelihood]", 0, "combine = \"highest\"\n", "")],
    &[("[[likelihood.criterion]]", 1, "[[likelihood.criterion]]", "[[likelihood.criterion]] #! TB004 missing-key"),
      ("[[likelihood.criterion]]", 1, "key = \"people\"\n", "")],
    // Positions of the annex.
    &[("[[band]]", 0, "position = 4", "position = 0 #! TB012 method-bad-position")],
    &[("[[band]]", 0, "position = 4", "position = -4 #! TB012 method-bad-position")],
    &[("[[band]]", 0, "position = 4", "position = 4.0 #! TB012 method-bad-position")],
    &[("[[band]]", 0, "position = 4", "position = \"4\" #! TB012 method-bad-position")],
    &[("[[band]]", 0, "position = 4", "position = \"not fixed\" #! TB012 method-bad-position")],
    &[("[review]", 0, "position = \"not fixed by the act\"", "position = true #! TB012 method-bad-position")],
    &[("[combination]", 0, "position = 3", "position = 4294967296 #! TB012 method-bad-position")],
    // Numbers.
    &[("[[likelihood.point]]", 0, "points = 1", "points = -1 #! TB012 method-number-out-of-range")],
    &[("[[likelihood.point]]", 2, "points = 3", "points = 257 #! TB012 method-number-out-of-range")],
    &[("[[harm.point]]", 2, "points = 3", "points = \"3\" #! TB012 method-number-out-of-range")],
    &[("[[cell]]", 0, "value = 2", "value = 2.0 #! TB012 method-number-out-of-range")],
    &[("[[cell]]", 0, "value = 2", "value = 10001 #! TB012 method-number-out-of-range")],
    &[("[[cell]]", 0, "harm = 1", "harm = true #! TB012 method-number-out-of-range")],
    &[("[[band]]", 2, "to = 6", "to = 99999999999999999999 #! TB012 method-number-out-of-range")],
    &[("[[control]]", 2, "lowers = 1", "lowers = -1 #! TB012 method-number-out-of-range")],
    &[("[review]", 0, "months = 12", "months = 0 #! TB012 method-number-out-of-range")],
    &[("[review]", 0, "months = 12", "months = 121 #! TB012 method-number-out-of-range")],
    // Empty words.
    &[("", 0, "id = \"kg-232-2026\"", "id = \"\" #! TB012 empty-text")],
    &[("[[control]]", 0, "key = \"low\"", "key = \" \\t \" #! TB012 empty-text")],
];

fn every_one_is_refused(gallery: &[&[Edit<'_>]]) {
    for edits in gallery {
        let text = edited(edits);
        // The edits are shown if the findings are not the announced ones.
        if let Err(panic) = std::panic::catch_unwind(|| refused(&text)) {
            let why = panic.downcast_ref::<String>().map_or("it panicked", String::as_str);
            panic!("{edits:#?}\n{why}");
        }
    }
}

#[test]
fn each_fault_of_an_unreliable_method_is_reported_at_its_line() {
    every_one_is_refused(UNRELIABLE);
}

#[test]
fn each_entry_that_cannot_be_decoded_is_reported_at_its_line() {
    every_one_is_refused(UNDECODABLE);
}

/// Faults of syntax, each with its message at its line.
#[rustfmt::skip]
const MALFORMED: &[&[Edit<'_>]] = &[
    &[("[review]", 0, "months = 12", "months 12 #! TB001 syntax-missing-value")],
    &[("[review]", 0, "months = 12", "months = = 12 #! TB001 syntax-assignment")],
    &[("[floor]", 0, "level = \"low\"", "level = low #! TB001 syntax-unquoted-text")],
    &[("[floor]", 0, "level = \"low\"", "level = \"low\"\nlevel = \"low\" #! TB001 syntax-duplicate-key")],
    &[("[floor]", 0, "level = \"low\"", "level = \"low #! TB001 syntax-unclosed-text")],
    &[("[floor]", 0, "[floor]", "[floor #! TB001 syntax-unclosed")],
    &[("[priority]", 0, KEYS, "\"sum\" \"harm\", \"register-order\"] #! TB001 syntax-comma\n#")],
];

#[test]
fn a_method_that_is_no_toml_is_reported_at_the_line() {
    for edits in MALFORMED {
        let text = edited(edits);
        let found = read_method(&SourceFile::new("edited.toml", text.clone())).expect_err("the text is no TOML");
        // What follows from the broken line may be found as well; the line itself must be, and no other be called broken.
        let syntax: BTreeSet<Found> = found
            .iter()
            .filter(|finding| finding.code.code == "TB001")
            .map(|finding| (line_of(finding), finding.code.code.to_owned(), finding.message.id.to_owned()))
            .collect();
        let expected = announced(&text);
        assert!(expected.iter().all(|finding| syntax.contains(finding)), "{edits:#?}\n{syntax:?}");
        assert!(syntax.iter().all(|(line, ..)| *line == expected[0].0), "{edits:#?}\n{syntax:?}");
        assert!(found.iter().all(|finding| finding.code.code != "TB001" || finding.help.is_some()));
    }
}

#[test]
fn the_gallery_shows_every_fault_that_the_proof_of_a_method_knows() {
    let shown: BTreeSet<String> =
        UNRELIABLE.iter().flat_map(|edits| announced(&edited(edits))).map(|(_, _, message)| message).collect();
    let source = ["src/method/faults.rs", "src/method/criteria_faults.rs"]
        .map(|path| std::fs::read_to_string(path).expect("the proof is there"))
        .concat();
    let known: BTreeSet<String> =
        source.split('"').skip(1).step_by(2).filter(|text| text.starts_with("method-")).map(str::to_owned).collect();
    assert!(known.len() >= 22, "{known:?}");
    // A list of more than a thousand entries has no place in a gallery.
    let lacking: Vec<&String> = known.difference(&shown).collect();
    assert_eq!(lacking, ["method-too-many"]);
    assert!(shown.is_subset(&known), "{shown:?}");
}

#[test]
fn an_empty_method_file_lacks_every_entry_by_name() {
    let found = read_method(&SourceFile::new("empty.toml", String::new())).expect_err("nothing is there");
    let mut lacking: Vec<String> = found
        .iter()
        .map(|finding| {
            assert_eq!((finding.code.code, line_of(finding)), ("TB004", None));
            finding.message.args.iter().find(|(name, _)| *name == "key").expect("the key").1.text(Language::En)
        })
        .collect();
    lacking.sort();
    assert_eq!(
        lacking,
        [
            "band",
            "cell",
            "combination",
            "control",
            "control_conditions",
            "floor",
            "harm",
            "id",
            "level",
            "likelihood",
            "priority",
            "review",
            "source",
            "title",
            "treatment",
            "treatment_follows",
        ]
    );
}

#[test]
fn a_finding_points_at_the_value_and_says_what_was_meant() {
    let text = edited(&[
        ("[floor]", 0, "level = \"low\"", "level   = \"hihg\" #! TB005 unknown-word"),
        ("[[level]]", 3, "color", "colur = \"FFC7CE\" #! TB002 unknown-key\n#"),
        ("[[level]]", 3, "[[level]]", "[[level]] #! TB004 missing-key"),
    ]);
    let found = refused(&text);
    let by_code = |code: &str| found.iter().find(|finding| finding.code.code == code).expect("it was found");
    let marked = |code: &str| match by_code(code).place.position {
        Position::Text { column, start, end, .. } => (column, &text[start..end]),
        Position::File | Position::Cell { .. } => (0, ""),
    };
    assert_eq!(marked("TB005"), (11, "\"hihg\""));
    assert_eq!(marked("TB002"), (1, "colur"));
    assert_eq!(marked("TB004"), (1, "[[level]]"));
    let help = |code: &str| by_code(code).help.as_ref().map(|help| Language::En.message(help)).unwrap_or_default();
    assert_eq!(help("TB005"), "did you mean \"high\"? Allowed values: zero, low, medium, high");
    assert_eq!(help("TB002"), "did you mean \"color\"?");
}

#[test]
fn five_faults_of_reliability_are_reported_at_once() {
    let found = refused(&edited(&[
        ("[[level]]", 1, "\"C6EFCE\"", "\"green\" #! TB012 method-bad-color"),
        ("[[band]]", 1, "from = 4", "from = 3 #! TB012 method-bands-overlap"),
        ("[[cell]]", 3, "level = \"low\"", "level = \"medium\" #! TB012 method-cell-level"),
        ("[[cell]]", 8, "value = 6", "value = 5 #! TB012 method-cell-value"),
        ("[priority]", 0, KEYS, "\"residual\"] #! TB012 method-priority-not-total\n#"),
    ]));
    assert_eq!(found.len(), 5);
}

#[test]
fn five_faults_of_form_are_reported_at_once() {
    let found = refused(&edited(&[
        ("", 0, "id = ", "version = 1 #! TB002 unknown-key\nid = "),
        ("[floor]", 0, "level = \"low\"", "level = \"lowest\" #! TB005 unknown-word"),
        ("[review]", 0, "months = 12", "months = 0 #! TB012 method-number-out-of-range"),
        ("[[level]]", 3, "declared_only = false", "declared_only = \"no\" #! TB003 wrong-type"),
        ("[[band]]", 0, "[[band]]", "[[band]] #! TB004 missing-key"),
        ("[[band]]", 0, "position = 4\n", ""),
    ]));
    assert_eq!(found.len(), 5);
}

#[test]
fn faults_of_form_and_of_reliability_are_reported_together() {
    refused(&edited(&[
        ("", 0, "id = ", "version = 1 #! TB002 unknown-key\nid = "),
        ("[review]", 0, "months = 12", "months = 0 #! TB012 method-number-out-of-range"),
        ("[[cell]]", 3, "level = \"low\"", "level = \"medium\" #! TB012 method-cell-level"),
        ("[priority]", 0, KEYS, "\"residual\"] #! TB012 method-priority-not-total\n#"),
        ("[[control]]", 2, "lowers = 1", "lowers = -1 #! TB012 method-number-out-of-range"),
    ]));
}

#[test]
fn more_levels_than_can_be_numbered_are_refused_without_panic() {
    use std::fmt::Write as _;
    for count in [252, 255, 256, 257, 600] {
        let mut levels = String::new();
        for number in 0..count {
            let name = format!("z{number}");
            let texts = format!("{{ ky = \"{name}\", ru = \"{name}\", en = \"{name}\" }}");
            let _ = write!(
                levels,
                "[[level]]\nkey = \"{name}\"\nlabel = {texts}\nletter = {texts}\naccept = []\ncolor = \"FFFFFF\"\n\
                 declared_only = true\nposition = 4\n"
            );
        }
        let text = edited(&[("[[level]]", 0, "[[level]]", &format!("{levels}[[level]]"))]);
        if let Ok(method) = read_method(&SourceFile::new("many.toml", text)) {
            // If it is accepted, every level is the one that was named.
            assert_eq!(method.levels.len(), count + 4);
            assert_eq!(level_key(&method, 3, 3), "high");
            assert_eq!(level_key(&method, 1, 1), "low");
        }
    }
}
