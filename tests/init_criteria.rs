//! `init --criteria`: each criterion behind a point has its columns, the point is a live formula of them, and what the formula shows
//! is never taken for a point that somebody gave.

use super::support::{Folder, said};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use tobokel::form::{CriteriaColumns, Form, filled_template, template, toml_template};
use tobokel::locale::Language;
use tobokel::method::{Combine, DEFAULT, EMBEDDED, Method, combined};
use tobokel::model::{Axis, CriterionScore, Function, Register, Score, Situation, Stated};
use tobokel::read::{embedded_method, read_method, read_register};
use tobokel::sheet::{Book, Sheet, Value as Content};
use tobokel::source::SourceFile;
use tobokel::write::{register_toml, xlsx};
use zip::write::SimpleFileOptions;

/// The columns of the template without criteria: as many, and the places of the two points.
const WITHOUT: usize = 19;
const POINTS: [(Axis, usize); 2] = [(Axis::Likelihood, 8), (Axis::Harm, 10)];
const REGISTER: &str = "xl/worksheets/sheet2.xml";

fn law() -> Method {
    embedded_method(DEFAULT).expect("the embedded method is valid")
}

/// The embedded method with other criteria of likelihood, and none of harm.
fn with_criteria(criteria: &str) -> String {
    let (before, rest) = EMBEDDED[0].1.split_once("[[likelihood.criterion]]").expect("there are criteria");
    let (_, rest) = rest.split_once("[harm]").expect("the scale of harm stands behind");
    let (points, rest) = rest.split_once("[[harm.criterion]]").expect("there are criteria");
    let (_, cells) = rest.split_once("[[cell]]").expect("cells stand behind");
    format!("{before}{criteria}\n[harm]{points}[[cell]]{cells}")
}

fn method(text: String) -> Method {
    read_method(&SourceFile::new("m.toml", text)).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn criterion(key: &str, name: &str) -> String {
    let texts = |text: &str| format!("{{ ky = \"{text}\", ru = \"{text}\", en = \"{text}\" }}");
    let point = |points: u8| format!("{{ points = {points}, criteria = {} }}", texts(&format!("{name} {points}")));
    format!(
        "[[likelihood.criterion]]\nkey = \"{key}\"\nlabel = {}\nposition = \"not fixed by the act\"\npoint = [{}]\n",
        texts(name),
        [1, 2, 3].map(point).join(", ")
    )
}

fn titles(sheet: &Sheet<'_>) -> Vec<String> {
    sheet.rows[0].cells.iter().map(|cell| cell.shown().into_owned()).collect()
}

fn bytes(book: Book<'_>) -> Vec<u8> {
    xlsx(book, "template", "0").unwrap().0
}

fn folder(files: &[(&str, &str)]) -> Folder {
    Folder::with(files, &["--as-of", "2026-06-20"])
}

fn run(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
    said(&output)
}

fn read(path: &str, bytes: &[u8], method: &Method) -> Register {
    let loaded = read_register(path, bytes, method, None).unwrap_or_else(|refused| panic!("{:?}", refused.1));
    let mut register = loaded.register;
    for situation in register.functions.iter_mut().flat_map(|function| &mut function.situations) {
        situation.stated = Stated::default();
    }
    register
}

/// A workbook with a part written anew.
fn edited(bytes: &[u8], part: &str, edit: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name == part {
            content = edit(std::str::from_utf8(&content).unwrap()).into_bytes();
        }
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The same workbook as a program saves it that does not calculate: formulas without values.
fn uncalculated(bytes: &[u8]) -> Vec<u8> {
    edited(bytes, REGISTER, |xml| {
        let mut parts = xml.split("</f><v>");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (_, rest) = part.split_once("</v>").expect("a value ends");
            out.extend(["</f>", rest]);
        }
        out
    })
}

/// The cell of a place, as the worksheet has it.
fn cell<'x>(xml: &'x str, place: &str) -> &'x str {
    let (_, rest) = xml.split_once(&format!("<c r=\"{place}\"")).unwrap_or_else(|| panic!("{place} is empty"));
    rest.split_once("</c>").expect("a cell ends").0
}

/// The same workbook with a number written over the formula of a cell.
fn written_over(bytes: &[u8], place: &str, points: u8) -> Vec<u8> {
    edited(bytes, REGISTER, |xml| {
        let before = format!("<c r=\"{place}\"{}</c>", cell(xml, place));
        xml.replacen(&before, &format!("<c r=\"{place}\"><v>{points}</v></c>"), 1)
    })
}

/// Illustrative points and reasons; nothing is lacking.
const FILLED: &str = r#"
[organization]
name = "Өрнөк айыл өкмөтү"
id = "ornok"
kind = "institution"
language = "ru"
[assessment]
method = "kg-232-2026"
date = 2026-06-15
order = "№ 12"
assessors = ["главный специалист", "юрист"]
high_level_controller = "глава айыл окмоту"
[[function]]
name = "Предоставление земельных участков"
[[function.situation]]
id = "1"
text = "Специалист регистрирует заявление знакомой семьи без очереди"
category = "potential"
positions = ["специалист по земле"]
likelihood = { criteria = { signs = { score = 1, justification = "За три года одна жалоба" }, discretion = { score = 2, justification = "Очередь ведётся в бумажном журнале, порядок выбора записан" } } }
harm = { criteria = { financial = { score = 2, justification = "Участок оценивается в 340 тыс. сомов" }, reputational = { score = 1, justification = "О случае знали только в отделе" } } }
[[function.situation.measure]]
text = "Публиковать очередь на сайте каждый месяц"
due = "2026-Q4"
responsible = ["ответственный секретарь"]
expected_result = "Заявитель видит своё место в очереди"
indicator = "Доля месяцев с публикацией"
"#;

/// The places of the points, of the first criterion and of its reason in the first row of a situation.
const LIKELIHOOD: &str = "I2";
const HARM: &str = "K2";

/// A form filled with that register, by `init --from` and the date and the order that stay behind.
fn filled_form() -> Vec<u8> {
    let method = law();
    let register = read("r.toml", FILLED.as_bytes(), &method);
    bytes(filled_template(
        &Form { register: &register, method: &method, language: Language::Ru },
        CriteriaColumns::Used,
    ))
}

fn found(folder: &Folder, file: &str) -> Vec<String> {
    let output = folder.run(&["assess", file, "--format", "json", "--lang", "en"]);
    let document: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|why| panic!("{why}: {}", said(&output)));
    let findings = document["registers"][0]["findings"].as_array().expect("findings").iter();
    let codes = findings.map(|one| one["code"].as_str().expect("a code").to_owned());
    // How many rows were read.
    codes.filter(|code| code != "TB507").collect()
}

#[test]
fn without_the_flag_the_template_is_byte_for_byte_that_of_a_method_without_criteria() {
    let (with, without) = (law(), method(with_criteria("")));
    assert!(with.all_criteria().next().is_some() && without.all_criteria().next().is_none());
    for language in Language::ALL {
        let [one, other] = [&with, &without].map(|method| bytes(template(method, language, CriteriaColumns::Used)));
        assert!(one == other, "{language:?}");
        let [one, other] = [&with, &without].map(|method| toml_template(method, language, CriteriaColumns::Used));
        assert_eq!(one, other);
    }
}

#[test]
fn criteria_stand_to_the_right_of_what_always_stood_there_each_with_its_reason() {
    let made_up = method(with_criteria(&(criterion("gifts", "Белектер") + &criterion("gaps", "Мыйзамдагы боштуктар"))));
    for (method, count) in [(law(), [6, 3]), (made_up, [2, 0])] {
        for language in Language::ALL {
            let [plain, wide] = [CriteriaColumns::Used, CriteriaColumns::All].map(|columns| {
                let book = template(&method, language, columns);
                let names: Vec<String> = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
                (names, titles(&book.sheets[1]), titles(&book.sheets[2]))
            });
            assert_eq!(plain.1.len(), WITHOUT);
            assert_eq!((&wide.0, &wide.1[..WITHOUT], &wide.2), (&plain.0, &plain.1[..], &plain.2));
            let criteria: Vec<(Axis, &str)> =
                method.all_criteria().map(|(axis, one)| (axis, one.label.get(language))).collect();
            let of = Axis::ALL.map(|axis| criteria.iter().filter(|(own, _)| *own == axis).count());
            assert_eq!(of, count);
            let expected: Vec<String> = criteria
                .iter()
                .flat_map(|(_, label)| [(*label).to_owned(), language.text("column-justification")])
                .collect();
            assert_eq!(wide.1[WITHOUT..], expected);
        }
    }
}

#[test]
fn the_points_are_formulas_of_their_criteria_and_are_known_again() {
    let made_up = method(with_criteria(&criterion("gifts", "Белектер")));
    for (method, reasoned) in [(law(), &POINTS[..]), (made_up, &POINTS[..1])] {
        for language in Language::ALL {
            let book = template(&method, language, CriteriaColumns::All);
            for (number, row) in book.sheets[1].rows.iter().enumerate().skip(1) {
                for (axis, column) in POINTS {
                    let made = match &row.cells[column].value {
                        Content::Formula(formula) => combined(&formula.text),
                        _ => None,
                    };
                    let expected = reasoned.iter().find(|(own, _)| *own == axis).map(|(axis, _)| *axis);
                    assert_eq!(made, expected, "{language:?}, row {number}");
                }
            }
        }
    }
}

#[test]
fn an_empty_form_holds_no_situation_whether_somebody_calculated_it_or_not() {
    let folder = folder(&[]);
    for language in Language::ALL {
        run(&folder, &["init", "new.xlsx", "--criteria", "--lang", language.code(), "--force"]);
        let new = std::fs::read(folder.path("new.xlsx")).unwrap();
        for bytes in [new.clone(), uncalculated(&new)] {
            let refused = read_register("new.xlsx", &bytes, &law(), None).expect_err("there is no situation");
            let codes: BTreeSet<&str> = refused.1.iter().map(|found| found.code.code).collect();
            assert_eq!(codes, BTreeSet::from(["TB004", "TB011", "TB507"]), "{language:?}");
        }
    }
}

#[test]
fn every_combination_that_is_filled_in_is_the_register_that_toml_holds() {
    let method = law();
    let mut text = FILLED.split("[[function.situation]]").next().unwrap_or_default().to_owned();
    let point = |key: &str, points: u8| {
        let of = format!("{key} = {{ score = {points}, justification = \"{key}: {points} жолу\" }}");
        (points > 0).then_some(of)
    };
    for number in 0..64_u8 {
        let [one, two, three] = [number % 4, number / 4 % 4, number / 16];
        let criteria = |keys: [&str; 3]| {
            let all: Vec<String> = keys.iter().zip([one, two, three]).filter_map(|(key, it)| point(key, it)).collect();
            format!("criteria = {{ {} }}", all.join(", "))
        };
        let likelihood = criteria(["signs", "scheme", "transparency"]);
        // Every fifth is given, too.
        let given = if number % 5 == 0 { "score = 2, justification = \"Өз себеби бар\", " } else { "" };
        let harm = criteria(["reputational", "financial", "institutional"]);
        let _ = write!(
            text,
            "[[function.situation]]\nid = \"{number}\"\ntext = \"Адис {number}-арызды кезексиз каттайт\"\n\
             likelihood = {{ {likelihood} }}\nharm = {{ {given}{harm} }}\n"
        );
    }
    let wanted = read("r.toml", text.as_bytes(), &method);
    assert_eq!(wanted.situations().filter(|(_, one)| one.likelihood.is_combined()).count(), 63);
    for language in Language::ALL {
        let form = Form { register: &wanted, method: &method, language };
        let form = bytes(filled_template(&form, CriteriaColumns::All));
        for bytes in [form.clone(), uncalculated(&form)] {
            let found = read("r.xlsx", &bytes, &method);
            assert_eq!(found.functions, wanted.functions, "{language:?}");
            assert_eq!(register_toml(&found, &method), register_toml(&wanted, &method));
        }
    }
}

/// A score with any of a scale's criteria, each with points, a reason, or both; given as well, or not.
fn score(axis: Axis) -> impl Strategy<Value = Score> {
    let one = (prop::option::of(1_u8..=3), prop::bool::ANY);
    let keys: Vec<_> = law().criteria(axis).all.iter().map(|criterion| criterion.key.clone()).collect();
    let all = prop::collection::vec(one, keys.len());
    (prop::option::weighted(0.3, 1_u8..=3), prop::bool::ANY, all).prop_map(move |(given, reasoned, all)| {
        let reason = |of: &str| format!("{of}: 7 жолу кайталанган").into();
        let scored = keys.iter().zip(all).map(|(key, (points, reasoned))| {
            let justification = reasoned.then(|| reason(key));
            CriterionScore { key: key.clone(), points, justification }
        });
        let criteria: Vec<_> = scored.filter(|one| one.points.is_some() || one.justification.is_some()).collect();
        let justification = reasoned.then(|| reason(axis.key()));
        Score { given, combined: Combine::Highest.value(&criteria), justification, criteria: criteria.into() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_criteria_are_filled_in_are_read_again(
        scores in prop::collection::vec((score(Axis::Likelihood), score(Axis::Harm)), 20..60),
        language in prop::sample::select(&Language::ALL),
        all in prop::bool::ANY,
        calculated in prop::bool::ANY,
    ) {
        let method = law();
        let situations = (1..).zip(scores).map(|(number, (likelihood, harm)): (u32, _)| {
            let text = format!("Адис {number}-арызды кезексиз каттайт").into();
            Situation { id: number.to_string(), text, likelihood, harm, ..Situation::default() }
        });
        let function = Function { name: "Жер участогун берүү".into(), situations: situations.collect(), ..Function::default() };
        let mut wanted = read("r.toml", FILLED.as_bytes(), &method);
        wanted.functions = vec![function];
        let columns = if all { CriteriaColumns::All } else { CriteriaColumns::Used };
        let form = bytes(filled_template(&Form { register: &wanted, method: &method, language }, columns));
        let found = read("r.xlsx", &if calculated { form } else { uncalculated(&form) }, &method);
        prop_assert_eq!(found.functions, wanted.functions);
    }
}

#[test]
fn a_form_that_is_filled_in_has_no_findings() {
    let form = filled_form();
    let folder = folder(&[("r.toml", FILLED)]);
    assert_eq!(found(&folder, "r.toml"), [""; 0]);
    for bytes in [form.clone(), uncalculated(&form)] {
        folder.write("r.xlsx", bytes);
        assert_eq!(found(&folder, "r.xlsx"), [""; 0]);
        let document: Value =
            serde_json::from_slice(&folder.run(&["assess", "r.xlsx", "--format", "json"]).stdout).unwrap();
        let situation = &document["registers"][0]["situations"][0];
        assert_eq!((&situation["harm"]["score"], &situation["harm"]["combined"]), (&json!(2), &json!(true)));
        assert_eq!(situation["inherent"], "medium");
    }
}

#[test]
fn a_number_over_the_formula_is_given_and_a_lower_one_needs_a_reason() {
    let form = filled_form();
    let score = |bytes: &[u8], axis: Axis| -> Score {
        read("r.xlsx", bytes, &law()).situations().next().expect("a situation").1.score(axis).clone()
    };
    let higher = written_over(&form, HARM, 3);
    assert_eq!((score(&higher, Axis::Harm).given, score(&higher, Axis::Harm).points()), (Some(3), Some(3)));
    assert_eq!(score(&higher, Axis::Likelihood).given, None);
    let lower = written_over(&uncalculated(&form), LIKELIHOOD, 1);
    let read = score(&lower, Axis::Likelihood);
    assert_eq!((read.given, read.combined), (Some(1), Some(2)));
    let folder = folder(&[]);
    folder.write("r.xlsx", lower);
    assert!(found(&folder, "r.xlsx").contains(&"TB211".to_owned()));
    // Another formula is not the template's: what it shows was given.
    let changed = edited(&form, REGISTER, |xml| {
        let before = cell(xml, HARM);
        xml.replacen(before, &before.replacen("MAX(", "MIN(", 1), 1)
    });
    assert_eq!(score(&changed, Axis::Harm).given, Some(2));
}

#[test]
fn a_point_whose_criteria_cannot_be_read_is_what_its_cell_shows() {
    let label = |key: &str| law().criteria(Axis::Harm).find(key).expect("a criterion").label.ru.clone();
    let form = edited(&filled_form(), "xl/sharedStrings.xml", |xml| {
        ["financial", "institutional", "reputational"]
            .iter()
            .fold(xml.to_owned(), |xml, key| xml.replace(&*label(key), "Ъ"))
    });
    let read = read("r.xlsx", &form, &law());
    let (_, situation) = read.situations().next().expect("a situation");
    assert_eq!((situation.harm.criteria.len(), situation.harm.given), (0, Some(2)));
    assert_eq!((situation.likelihood.criteria.len(), situation.likelihood.given), (2, None));
}

#[test]
fn the_form_of_a_register_with_criteria_has_their_columns_without_being_asked() {
    let method = law();
    let only_harm =
        FILLED.replace("likelihood = { criteria = {", "likelihood = { score = 2, justification = \"ы\" }\n# {");
    for (text, axes) in [(FILLED, &Axis::ALL[..]), (&only_harm, &[Axis::Harm])] {
        let folder = folder(&[("old.toml", text)]);
        for language in Language::ALL {
            let told = run(&folder, &["init", "new.xlsx", "--from", "old.toml", "--lang", language.code(), "--force"]);
            let mut found = read("new.xlsx", &std::fs::read(folder.path("new.xlsx")).unwrap(), &method);
            let mut wanted = read("old.toml", text.as_bytes(), &method);
            for assessment in [&mut found.assessment, &mut wanted.assessment] {
                (assessment.date, assessment.order) = (None, None);
            }
            assert_eq!(found, wanted, "{told}");
            let register = Form { register: &wanted, method: &method, language };
            let titles = titles(&filled_template(&register, CriteriaColumns::Used).sheets[1]);
            let count: usize = axes.iter().map(|axis| method.criteria(*axis).all.len()).sum();
            assert_eq!(titles.len(), WITHOUT + 2 * count);
        }
    }
}

#[test]
fn a_register_of_a_kind_begins_with_criteria_too() {
    let folder = folder(&[]);
    run(&folder, &["init", "new.xlsx", "--kind", "school", "--criteria", "--lang", "ru"]);
    run(&folder, &["init", "old.xlsx", "--kind", "school", "--lang", "ru"]);
    let [new, old] = ["new.xlsx", "old.xlsx"].map(|name| std::fs::read(folder.path(name)).unwrap());
    assert_eq!(read("r.xlsx", &uncalculated(&new), &law()).functions, read("r.xlsx", &old, &law()).functions);
    run(&folder, &["init", "new.toml", "--kind", "school", "--criteria", "--lang", "ru"]);
    let text = folder.read("new.toml");
    assert!(
        text.contains("# harm = { criteria = { financial = { score = 1 | 2 | 3, justification = \"...\" }, "),
        "{text}"
    );
}

#[test]
fn the_toml_template_reads_as_criteria_once_its_lines_are_free() {
    let method = law();
    for language in Language::ALL {
        let text = toml_template(&method, language, CriteriaColumns::All);
        let free = text.replace("# likelihood = ", "likelihood = ").replace("# harm = ", "harm = ");
        let read = read("r.toml", free.as_bytes(), &method);
        let (_, situation) = read.situations().next().expect("a situation");
        for axis in Axis::ALL {
            let score = situation.score(axis);
            assert_eq!(score.criteria.len(), method.criteria(axis).all.len(), "{free}");
            assert!(score.is_combined());
            let names = method.criteria(axis).all.iter().map(|one| one.label.get(language));
            assert!(names.into_iter().all(|name| text.contains(name)), "{text}");
        }
    }
}

#[test]
fn where_there_are_no_criteria_that_is_said() {
    let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/a-year-later/plan-after-two-quarters.toml");
    let other = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/other-methods/ua-830-2021.toml");
    let folder = folder(&[]);
    for (arguments, words) in [
        (&["init", "new.xlsx", "--from", plan, "--criteria", "--lang", "en"][..], "is a plan"),
        (&["init", "new.toml", "--from", plan, "--criteria", "--lang", "en"], "is a plan"),
        (&["init", "new.xlsx", "--method", other, "--criteria", "--lang", "en"], "has no criteria behind a point"),
        (&["init", "new.docx", "--criteria", "--lang", "en"], ".xlsx, .toml"),
    ] {
        let output = folder.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(words), "{}", said(&output));
        assert!(!folder.path(arguments[1]).exists());
    }
}

#[test]
fn the_guide_says_what_criteria_are_and_the_method_what_each_point_stands_for() {
    let method = law();
    for language in Language::ALL {
        let shown = |columns| -> Vec<String> {
            let book = template(&method, language, columns);
            let cells = book.sheets[3..5].iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
            cells.map(|cell| cell.shown().into_owned()).collect()
        };
        let [plain, wide] = [CriteriaColumns::Used, CriteriaColumns::All].map(shown);
        let described =
            method.all_criteria().flat_map(|(_, one)| &one.points).map(|point| point.criteria.get(language));
        for text in described.map(str::to_owned).chain([language.text("guide-criteria")]) {
            assert!(wide.contains(&text) && !plain.contains(&text), "{text}");
        }
    }
}
