//! The criteria behind a point: data of the method, optional in a register, the highest of them where no point of the whole is given.

mod moved;
mod printed;
mod without;

use crate::support::{Folder, said};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write as _;
use tobokel::locale::Language;
use tobokel::method::{Combine, DEFAULT, EMBEDDED, Method, canonical_fields};
use tobokel::model::{Axis, CriterionScore, Register, Score};
use tobokel::read::{embedded_method, read_method, read_register};
use tobokel::source::SourceFile;
use tobokel::write::register_toml;

const HEAD: &str = r#"
[organization]
name = "Өрнөк айыл өкмөтү"
id = "ornok"
language = "ru"
[assessment]
date = 2026-06-15
high_level_controller = "айыл өкмөтүнүн башчысы"
[[function]]
name = "Жер участогун берүү"
"#;

/// Illustrative points and reasons.
const SITUATION: &str = r#"
[[function.situation]]
id = "1"
text = "Адис арызды кезексиз каттап, тааныш үй-бүлөгө артыкчылык берет"
likelihood = { score = 2, justification = "Кезек сайтта жарыяланбайт" }
harm = { criteria = { reputational = { score = 2, justification = "Айылда даттануулар көбөйөт" }, financial = { score = 3, justification = "4 млн сомдук 12 участок" } } }
"#;

fn law() -> Method {
    embedded_method(DEFAULT).expect("the embedded method is valid")
}

fn register(text: &str, method: &Method) -> Register {
    match read_register("r.toml", text.as_bytes(), method, None) {
        Ok(loaded) => loaded.register,
        Err(refused) => panic!("{:?}", refused.1),
    }
}

fn folder(files: &[(&str, &str)]) -> Folder {
    Folder::with(files, &["--as-of", "2026-06-20"])
}

fn json_of(folder: &Folder, arguments: &[&str]) -> Value {
    serde_json::from_slice(&folder.run(arguments).stdout).unwrap()
}

// ---- The law

/// What three criteria make where no point of the whole is given, written by hand: the points of the first two (0: none), then what
/// comes out where the third has none, 1, 2, 3.
const COMBINED: [(u8, u8, [u8; 4]); 16] = [
    (0, 0, [0, 1, 2, 3]),
    (0, 1, [1, 1, 2, 3]),
    (0, 2, [2, 2, 2, 3]),
    (0, 3, [3, 3, 3, 3]),
    (1, 0, [1, 1, 2, 3]),
    (1, 1, [1, 1, 2, 3]),
    (1, 2, [2, 2, 2, 3]),
    (1, 3, [3, 3, 3, 3]),
    (2, 0, [2, 2, 2, 3]),
    (2, 1, [2, 2, 2, 3]),
    (2, 2, [2, 2, 2, 3]),
    (2, 3, [3, 3, 3, 3]),
    (3, 0, [3, 3, 3, 3]),
    (3, 1, [3, 3, 3, 3]),
    (3, 2, [3, 3, 3, 3]),
    (3, 3, [3, 3, 3, 3]),
];

/// The level of each harm beside a likelihood of 2, by Annex I, positions 3 and 4; `-`: not assessed.
const LEVELS: [&str; 4] = ["-", "low", "medium", "high"];

fn harm(overall: u8, criteria: [u8; 3]) -> String {
    let mut parts = Vec::new();
    if overall > 0 {
        parts.push(format!("score = {overall}, justification = \"12 үй-бүлө\""));
    }
    let given: Vec<String> = ["financial", "institutional", "reputational"]
        .iter()
        .zip(criteria)
        .filter(|(_, points)| *points > 0)
        .map(|(key, points)| format!("{key} = {{ score = {points}, justification = \"{key}: 4 млн сом\" }}"))
        .collect();
    if !given.is_empty() {
        parts.push(format!("criteria = {{ {} }}", given.join(", ")));
    }
    if parts.is_empty() { String::new() } else { format!("harm = {{ {} }}\n", parts.join(", ")) }
}

#[test]
fn every_combination_of_criteria_with_and_without_a_point_of_the_whole_has_the_level_of_the_table() {
    let mut text = HEAD.to_owned();
    let mut expected = Vec::new();
    for (first, second, thirds) in COMBINED {
        for (third, combined) in (0..).zip(thirds) {
            for overall in 0..4_u8 {
                let id = expected.len() + 1;
                let _ = write!(
                    text,
                    "[[function.situation]]\nid = \"{id}\"\ntext = \"Адис {id}-арызды кезексиз каттайт\"\nlikelihood = {{ score = 2, justification = \"бар\" }}\n{}",
                    harm(overall, [first, second, third])
                );
                expected.push(if overall > 0 { overall } else { combined });
            }
        }
    }
    assert_eq!(expected.len(), 256);
    let folder = folder(&[("r.toml", &text)]);
    let document = json_of(&folder, &["assess", "r.toml", "--format", "json"]);
    let situations = document["registers"][0]["situations"].as_array().unwrap();
    assert_eq!(situations.len(), 256);
    for (situation, points) in situations.iter().zip(expected) {
        let level = situation["inherent"].as_str().unwrap_or("-");
        assert_eq!(level, LEVELS[usize::from(points)], "{situation}");
        assert_eq!(situation["harm"]["score"].as_u64().unwrap_or_default(), u64::from(points), "{situation}");
    }
}

proptest! {
    #[test]
    fn more_by_one_criterion_never_makes_less(points in proptest::collection::vec(proptest::option::of(1_u8..=3), 0..8), at in 0_usize..8) {
        let criteria = |points: &[Option<u8>]| -> Vec<CriterionScore> {
            points.iter().map(|points| CriterionScore { points: *points, ..CriterionScore::default() }).collect()
        };
        let before = Combine::Highest.value(&criteria(&points));
        let mut more = points;
        match more.get_mut(at) {
            Some(points) => *points = Some(points.map_or(1, |points| (points + 1).min(3))),
            None => more.push(Some(1)),
        }
        let after = Combine::Highest.value(&criteria(&more));
        prop_assert!(after >= before, "{before:?} {after:?}");
    }
}

#[test]
fn points_that_cannot_be_read_are_not_made_up_for_by_criteria() {
    let method = law();
    let harm_of = |harm: &str| {
        let text = format!("{HEAD}[[function.situation]]\ntext = \"a\"\nharm = {harm}\n");
        register(&text, &method).functions[0].situations[0].harm.points()
    };
    assert_eq!(harm_of("{ criteria = { financial = { score = 2 } } }"), Some(2));
    assert_eq!(harm_of("{ score = 7, criteria = { financial = { score = 2 } } }"), None);
    assert_eq!(harm_of("{ criteria = { financial = { score = 2 }, reputational = { score = 9 } } }"), None);
    assert_eq!(harm_of("{ criteria = { financial = { score = 2 }, prestige = { score = 1 } } }"), None);
    // A criterion without points counts for nothing.
    assert_eq!(
        harm_of("{ criteria = { financial = { score = 2 }, reputational = { justification = \"x\" } } }"),
        Some(2)
    );
    assert_eq!(harm_of("{ criteria = { reputational = { justification = \"x\" } } }"), None);
}

// ---- The method

#[test]
fn the_embedded_method_has_three_kinds_of_harm_and_six_criteria_of_likelihood_each_with_its_position() {
    let method = law();
    let keys = |axis| method.criteria(axis).all.iter().map(|one| one.key.to_string()).collect::<Vec<_>>();
    assert_eq!(keys(Axis::Harm), ["financial", "institutional", "reputational"]);
    assert_eq!(keys(Axis::Likelihood), ["signs", "people", "scheme", "discretion", "rules", "transparency"]);
    for criterion in &method.criteria(Axis::Likelihood).all {
        let note = criterion.note.as_ref().expect("it says what it is derived from");
        assert!(note.en.contains("Derived from position 1") && note.en.contains("paragraph 14"), "{note:?}");
    }
    let shown = said(&folder(&[]).run(&["method", "show", "--lang", "en"]));
    // Words that no narrow column breaks.
    for words in ["Criteria of harm", "Reputational", "Transparency", "highest"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

/// The embedded method with other criteria: an invented list, as paragraph 14 might hold one.
fn made_up(criteria: &str) -> String {
    let text = EMBEDDED[0].1.replace(DEFAULT, "made-up-14");
    let (before, rest) = text.split_once("[[likelihood.criterion]]").expect("there are criteria");
    let (_, rest) = rest.split_once("[harm]").expect("the scale of harm stands behind");
    let (points, rest) = rest.split_once("[[harm.criterion]]").expect("there are criteria");
    let (_, cells) = rest.split_once("[[cell]]").expect("cells stand behind");
    format!("{before}{criteria}\n[harm]{points}[[cell]]{cells}")
}

fn criterion(key: &str, name: &str) -> String {
    let texts = |text: &str| format!("{{ ky = \"{text}\", ru = \"{text}\", en = \"{text}\" }}");
    let points: Vec<String> = (1..=3)
        .map(|points| format!("{{ points = {points}, criteria = {} }}", texts(&format!("{name} {points}"))))
        .collect();
    let (label, points) = (texts(name), points.join(", "));
    format!(
        "[[likelihood.criterion]]\nkey = \"{key}\"\nlabel = {label}\nposition = \"not fixed by the act\"\npoint = [{points}]\n"
    )
}

#[test]
fn another_list_of_criteria_is_another_method_file() {
    let method = made_up(&(criterion("gifts", "Белектер") + &criterion("gaps-in-law", "Мыйзамдагы боштуктар")));
    let text = format!(
        "{}[[function.situation]]\nid = \"1\"\ntext = \"Адис арызды кезексиз каттайт\"\n\
         likelihood = {{ criteria = {{ gaps-in-law = {{ score = 3, justification = \"тартип жок\" }}, gifts = {{ score = 1, justification = \"учурлар жок\" }} }} }}\n\
         harm = {{ score = 2, justification = \"12 үй-бүлө\" }}\n",
        HEAD.replace("date =", "method = \"made-up-14\"\ndate =")
    );
    let folder = folder(&[("m.toml", &method), ("r.toml", &text)]);
    let document = json_of(&folder, &["assess", "r.toml", "--method", "m.toml", "--format", "json"]);
    let situation = &document["registers"][0]["situations"][0];
    assert_eq!(situation["likelihood"]["score"], 3);
    assert_eq!(situation["likelihood"]["criteria"][0]["key"], "gifts");
    assert_eq!(situation["inherent"], "high");
    let shown = said(&folder.run(&["explain", "r.toml", "1", "--method", "m.toml", "--lang", "en"]));
    assert!(shown.contains("Мыйзамдагы боштуктар: 3 (high): Мыйзамдагы боштуктар 3"), "{shown}");
    let shown = said(&folder.run(&["explain", "r.toml", "1", "--lang", "en"]));
    assert!(!shown.contains("Белектер"), "{shown}");
}

#[test]
fn a_scale_with_too_many_criteria_is_refused() {
    let many: String = (0..33).map(|number| criterion(&format!("c{number}"), &format!("Критерий {number}"))).collect();
    let found = read_method(&SourceFile::new("m.toml", made_up(&many))).expect_err("too many");
    assert_eq!(found[0].message.id, "method-too-many");
}

// ---- Registers

#[test]
fn a_combined_point_counts_and_is_not_written_back_as_given() {
    let method = law();
    let read = register(&format!("{HEAD}{SITUATION}"), &method);
    let harm = &read.functions[0].situations[0].harm;
    assert_eq!((harm.points(), harm.given, harm.is_combined()), (Some(3), None, true));
    let keys: Vec<&str> = harm.criteria.iter().map(|one| &*one.key).collect();
    assert_eq!(keys, ["financial", "reputational"], "the order is the method's");
    let written = register_toml(&read, &method);
    let line = "harm = { criteria = { financial = { score = 3, justification = \"4 млн сомдук 12 участок\" }, \
                reputational = { score = 2, justification = \"Айылда даттануулар көбөйөт\" } } }\n";
    assert!(written.contains(line), "{written}");
    assert_eq!(register(&written, &method), read);
}

#[test]
fn json_holds_the_criteria_and_gives_them_back() {
    let folder = folder(&[("r.toml", &format!("{HEAD}{SITUATION}"))]);
    let first = folder.run(&["assess", "r.toml", "--format", "json"]).stdout;
    folder.write("first.json", &first);
    let document: Value = serde_json::from_slice(&first).unwrap();
    let situation = &document["registers"][0]["situations"][0];
    assert_eq!(situation["likelihood"]["criteria"], json!([]));
    assert_eq!(
        situation["harm"],
        json!({ "score": 3, "justification": null, "criteria": [
            { "key": "financial", "score": 3, "justification": "4 млн сомдук 12 участок" },
            { "key": "reputational", "score": 2, "justification": "Айылда даттануулар көбөйөт" } ], "combined": true })
    );
    let again = json_of(&folder, &["assess", "first.json", "--format", "json"]);
    assert_eq!(again["registers"][0]["situations"], document["registers"][0]["situations"]);
}

#[test]
fn what_is_misspelt_inside_criteria_is_said_with_what_was_meant() {
    let wrong = [
        ("{ criteria = { finansial = { score = 3 } } }", "financial", "TB002"),
        ("{ criteria = { financial = { scor = 3 } } }", "score", "TB002"),
        ("{ criteria = { financial = { score = 4 } } }", "1 (low)", "TB101"),
        ("{ criteria = { financial = 3 } }", "table", "TB003"),
        ("{ criteria = 3 }", "table", "TB003"),
        ("{ criterias = { financial = { score = 3 } } }", "criteria", "TB002"),
    ];
    for (harm, meant, code) in wrong {
        let text = format!("{HEAD}[[function.situation]]\nid = \"1\"\ntext = \"a\"\nharm = {harm}\n");
        let folder = folder(&[("r.toml", &text)]);
        let found = said(&folder.run(&["check", "r.toml", "--lang", "en"]));
        assert!(found.contains(code) && found.contains(meant), "{harm}: {found}");
    }
}

#[test]
fn the_seal_covers_each_criterion_and_is_the_same_as_before_where_there_are_none() {
    let method = law();
    let fields = |situation: &str| {
        let read = register(&format!("{HEAD}{situation}"), &method);
        canonical_fields(&read.functions[0], &read.functions[0].situations[0], &method)
    };
    let with = fields(SITUATION);
    let keys: Vec<&str> = with.iter().map(|(key, _)| key.as_str()).filter(|key| key.starts_with("harm")).collect();
    assert_eq!(
        keys,
        [
            "harm.criteria.financial.score",
            "harm.criteria.financial.justification",
            "harm.criteria.reputational.score",
            "harm.criteria.reputational.justification"
        ]
    );
    let without = fields("[[function.situation]]\ntext = \"a\"\nharm = { score = 2, justification = \"b\" }\n");
    assert!(without.iter().all(|(key, _)| !key.contains("criteria")), "{without:?}");
    // A change of one criterion is found by its name.
    let measure = "[[function.situation.measure]]\ntext = \"Кезекти сайтка жума сайын жарыялоо\"\ndue = \"2026-Q4\"\n\
                   responsible = [\"жооптуу катчы\"]\nexpected_result = \"Арыз ээси өз кезегин көрөт\"\n";
    let text = format!("{HEAD}{SITUATION}{measure}");
    let folder = folder(&[("r.toml", &text)]);
    let sealed = folder.run(&["assess", "r.toml", "-o", "r.xlsx", "--seal"]);
    assert!(folder.path("r.seal.toml").exists(), "{}", said(&sealed));
    folder.write("r.toml", text.replace("score = 2, justification = \"Айылда", "score = 1, justification = \"Айылда"));
    let found = said(&folder.run(&["check", "r.toml", "--lang", "en"]));
    assert!(found.contains("TB851") && found.contains("Reputational harm"), "{found}");
}

#[test]
fn explain_shows_each_criterion_and_how_they_combine() {
    let folder = folder(&[("r.toml", &format!("{HEAD}{SITUATION}"))]);
    let shown = said(&folder.run(&["explain", "r.toml", "1", "--lang", "en"]));
    for line in [
        "Financial harm: 3 (high): The loss is great",
        "Justification: 4 млн сомдук 12 участок",
        "Reputational harm: 2 (medium): People of the place hear of the case",
        "the highest point of the criteria is taken, 3 (Financial harm). [not fixed by the act]",
        "[Annex I, position 2]",
        "Note: The kind of harm is named in position 2 of Annex I",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    assert!(!shown.contains("No justification is given."), "{shown}");
}

#[test]
fn a_register_without_criteria_looks_in_every_language_as_if_there_were_none() {
    let text = format!(
        "{HEAD}[[function.situation]]\nid = \"1\"\ntext = \"a\"\nlikelihood = {{ score = 2, justification = \"x\" }}\nharm = {{ score = 3, justification = \"y\" }}\n"
    );
    let method = law();
    assert_eq!(register(&text, &method).functions[0].situations[0].harm.criteria.len(), 0);
    assert_eq!(Score::default().points(), None);
    for language in Language::ALL {
        let folder = folder(&[("r.toml", &text)]);
        let code = language.code();
        let shown = said(&folder.run(&["explain", "r.toml", "1", "--lang", code]))
            + &said(&folder.run(&["assess", "r.toml", "--lang", code]))
            + &said(&folder.run(&["check", "r.toml", "--lang", code]));
        for criterion in method.criteria(Axis::Harm).all.iter().chain(&method.criteria(Axis::Likelihood).all) {
            assert!(!shown.contains(criterion.label.get(language)), "{shown}");
        }
    }
}

// ---- Tables

/// A table as an office might keep it; illustrative.
const TABLE: &str = "№;Функция;Ситуация;Вероятность;Обоснование;Финансовый ущерб (балл);Обоснование финансового ущерба;Репутационный ущерб;Обоснование;Мера;Срок;Исполнитель\n\
    1;Выдача участков;Специалист регистрирует заявление без очереди;2;Очередь не публикуется;3;12 участков на 4 млн сомов;2;Жалоб становится больше;Публиковать очередь;2026-Q4;секретарь\n\
    2;Выдача участков;Специалист теряет заявление соседа;1;Журнал ведётся;1;Потерь нет, 0 сомов;;;Вести журнал;2026-Q4;секретарь\n";

#[test]
fn columns_of_criteria_are_found_by_their_meaning() {
    let folder = folder(&[("r.csv", TABLE)]);
    let document = json_of(&folder, &["assess", "r.csv", "--format", "json"]);
    let register = &document["registers"][0];
    let harms: Vec<&Value> = register["situations"].as_array().unwrap().iter().map(|one| &one["harm"]).collect();
    assert_eq!(harms[0]["score"], 3);
    assert_eq!(
        harms[0]["criteria"],
        json!([{ "key": "financial", "score": 3, "justification": "12 участков на 4 млн сомов" },
               { "key": "reputational", "score": 2, "justification": "Жалоб становится больше" }])
    );
    assert_eq!(
        harms[1]["criteria"],
        json!([{ "key": "financial", "score": 1, "justification": "Потерь нет, 0 сомов" }])
    );
    let columns = register["source"]["columns"].as_array().unwrap();
    let fields: Vec<&str> = columns.iter().filter_map(|column| column["field"].as_str()).collect();
    for field in
        ["harm_financial", "harm_financial_justification", "harm_reputational", "harm_reputational_justification"]
    {
        assert!(fields.contains(&field), "{field}: {fields:?}");
    }
    let found = said(&folder.run(&["check", "r.csv", "--lang", "en"]));
    assert!(!found.contains("TB503") && !found.contains("TB202"), "{found}");
    let shown = said(&folder.run(&["check", "r.csv", "--show-columns", "--lang", "en"]));
    assert!(shown.contains("harm_financial"), "{shown}");
}

#[test]
fn convert_writes_the_columns_that_are_used_and_reads_them_again() {
    let folder = folder(&[("r.toml", &format!("{HEAD}{SITUATION}"))]);
    for table in ["r.xlsx", "r.csv", "r.docx"] {
        let written = said(&folder.run(&["convert", "r.toml", table]));
        let back = format!("{table}.toml");
        let read = said(&folder.run(&["convert", table, &back]));
        let text = folder.read(&back);
        assert!(
            text.contains("harm = { criteria = { financial = { score = 3, justification = \"4 млн"),
            "{written}{read}{text}"
        );
    }
    let csv = folder.read("r.csv");
    assert!(csv.contains("Репутационный ущерб,Обоснование") && !csv.contains("Институциональный"), "{csv}");
}

#[test]
fn a_setting_names_the_column_of_a_criterion_and_only_one_that_the_method_has() {
    let table =
        TABLE.replace("Финансовый ущерб (балл)", "Деньги").replace("Обоснование финансового ущерба", "О деньгах");
    let settings = "[columns]\n\"Деньги\" = \"harm_financial\"\n\"О деньгах\" = \"harm_financial_justification\"\n";
    let folder = folder(&[("r.csv", &table), ("tobokel.toml", settings)]);
    let document = json_of(&folder, &["assess", "r.csv", "--format", "json"]);
    let harm = &document["registers"][0]["situations"][0]["harm"];
    assert_eq!(harm["criteria"][0]["justification"], "12 участков на 4 млн сомов", "{harm}");
    folder.write("tobokel.toml", settings.replace("harm_financial\"", "harm_finansial\""));
    let refused = folder.run(&["check", "r.csv", "--lang", "en"]);
    let words = said(&refused);
    assert!(
        refused.status.code() == Some(2) && words.contains("harm_financial") && words.contains("finansial"),
        "{words}"
    );
}

#[test]
fn compare_says_which_criterion_moved() {
    let before = format!("{HEAD}{SITUATION}");
    let after = before.replace(
        "score = 3, justification = \"4 млн сомдук 12 участок\"",
        "score = 1, justification = \"Тендер өттү, 0 сом\"",
    );
    let folder = folder(&[("old.toml", &before), ("new.toml", &after)]);
    let shown = said(&folder.run(&["compare", "old.toml", "new.toml", "--lang", "en"]));
    assert!(shown.contains("by the criterion") && shown.contains("3 → 1"), "{shown}");
    assert!(!shown.contains("with the same justification"), "{shown}");
}

#[test]
fn an_official_is_told_what_is_wrong_with_criteria_at_their_own_cells() {
    let table = TABLE
        .replace(";12 участков на 4 млн сомов;", ";;")
        .replace("Жалоб становится больше", "Очередь не публикуется");
    let folder = folder(&[("r.csv", &table)]);
    let found = said(&folder.run(&["check", "r.csv", "--lang", "en", "--format", "concise"]));
    assert!(found.contains("TB210") && found.contains("Financial harm: 3 given without a justification"), "{found}");
}

#[test]
fn a_missing_reason_or_point_of_a_criterion_is_found_at_its_own_empty_cell() {
    let table = "№;Ситуация;Финансовый ущерб;Обоснование;Репутационный ущерб;Обоснование\n\
                 1;Специалист берёт деньги за очередь;3;;;по жалобам жителей айыла\n";
    let folder = folder(&[("r.csv", table)]);
    let found = json_of(&folder, &["check", "r.csv", "--format", "json"]);
    let place = |code: &str| {
        let all = found["registers"][0]["findings"].as_array().unwrap();
        let found = all.iter().find(|finding| finding["code"] == code).unwrap_or_else(|| panic!("{code}: {all:#?}"));
        found["place"].clone()
    };
    assert_eq!((&place("TB210")["line"], &place("TB210")["column"]), (&json!(2), &json!(4)), "{:#}", place("TB210"));
    assert_eq!((&place("TB214")["line"], &place("TB214")["column"]), (&json!(2), &json!(5)), "{:#}", place("TB214"));
}
