//! The schemas: what the files in `schemas/` hold is what the program prints, and schema and reader are of one mind.
//!
//! Of one mind: over a corpus of registers and methods both accept or both refuse. "The reader accepts" means that it has
//! no finding of the codes in [`REFUSING`]. What only the reader can see is in [`BEYOND`], what only the schema refuses in
//! [`NARROWER`]: examples of each known difference, which are checked too.
//!
//! `TOBOKEL_BLESS=1 cargo test schemas::` rewrites the files instead of comparing them.

use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use tobokel::diag::Severity;
use tobokel::form::CriteriaColumns;
use tobokel::locale::Language;
use tobokel::method::{DEFAULT, Method};
use tobokel::model::{Category, Keyword, OrganizationKind, Recurrence, Status};
use tobokel::read::{Asked, Read, embedded_method, read_file, read_method};
use tobokel::schema::SCHEMAS;
use tobokel::source::SourceFile;
use walkdir::WalkDir;

/// The findings of severity error that a schema is answerable for.
const REFUSING: [&str; 10] = ["TB001", "TB002", "TB003", "TB004", "TB005", "TB007", "TB009", "TB018", "TB101", "TB102"];

/// A register to which each case adds a line; `{organization}` and the like mark where.
const REGISTER: &str = "\
{top}
[organization]
name = \"Уюм\"
{organization}
[assessment]
{assessment}
[[function]]
name = \"Функция\"
{function}
[[function.situation]]
text = \"Учур\"
{situation}
[[function.situation.measure]]
text = \"Чара\"
{measure}
";

/// Where a line goes, the line, whether both accept it.
const LINES: &[(&str, &str, bool)] = &[
    ("top", "", true),
    ("top", "title = \"x\"", false),
    ("top", "organisation = {}", false),
    ("organization", "id = \"dostuk\"", true),
    ("organization", "id = 7", false),
    ("organization", "ID = \"dostuk\"", false),
    ("organization", "kind = \"state-body\"", true),
    ("organization", "kind = \"Айыл өкмөтү\"", true),
    ("organization", "kind = \"айыл окмоту\"", true),
    ("organization", "kind = \"Ministry\"", true),
    ("organization", "kind = \"ЖӨБО\"", true),
    ("organization", "kind = \"жөбо\"", true),
    ("organization", "kind = \"company\"", false),
    ("organization", "kind = [\"state-body\"]", false),
    ("organization", "language = \"ky\"", true),
    ("organization", "language = \"de\"", false),
    ("organization", "language = true", false),
    ("organization", "parent = \"Айыл аймагы\"", true),
    ("organization", "parent = [\"a\"]", false),
    ("organization", "parent = {}", false),
    ("assessment", "date = 2026-06-15", true),
    ("assessment", "date = \"2026-06-15\"", true),
    ("assessment", "date = \"15.06.2026\"", true),
    ("assessment", "date = \"15.06.2026-ж.\"", true),
    ("assessment", "date = \"15.06.2026 г.\"", true),
    ("assessment", "date = \"2026-13-15\"", false),
    ("assessment", "date = \"2026-02-30\"", false),
    ("assessment", "date = \"2026-02-29\"", false),
    ("assessment", "date = \"2028-02-29\"", true),
    ("assessment", "date = \"June 2026\"", false),
    ("assessment", "date = \"\"", false),
    ("assessment", "date = \"2026-Q2\"", false),
    ("assessment", "date = 2026-06-15T10:00:00", false),
    ("assessment", "date = 10:00:00", false),
    ("assessment", "date = 2026", false),
    ("assessment", "date = 1.5", false),
    ("assessment", "date = true", false),
    ("assessment", "method = \"kg-232-2026\"", true),
    ("assessment", "method = \"ua-830-2021\"", false),
    ("assessment", "method = 232", false),
    ("assessment", "order = \"№ 114\"", true),
    ("assessment", "order = 114", false),
    ("assessment", "assessors = \"катчы\"", true),
    ("assessment", "assessors = [\"катчы\", \"юрист\"]", true),
    ("assessment", "assessors = []", true),
    ("assessment", "assessors = [1]", false),
    ("assessment", "assessors = 1", false),
    ("assessment", "assessors = [[\"катчы\"]]", false),
    ("assessment", "high_level_controller = \"башчы\"", true),
    ("assessment", "high_level_controller = [\"башчы\"]", false),
    ("assessment", "controller = \"башчы\"", false),
    ("function", "group = \"Топ\"", true),
    ("function", "group = 1", false),
    ("function", "situations = []", false),
    ("situation", "id = \"1.1\"", true),
    ("situation", "id = 1.1", false),
    ("situation", "category = \"systemic\"", true),
    ("situation", "category = \"Кырдаалдык\"", true),
    ("situation", "category = \"потенциальный\"", true),
    ("situation", "category = \"Системная (реальная)\"", true),
    ("situation", "category = \"Real\"", true),
    ("situation", "category = \"кырсык\"", false),
    ("situation", "category = \"\"", false),
    ("situation", "category = 1", false),
    ("situation", "category = [\"systemic\"]", false),
    ("situation", "category = \"systemic, potential\"", false),
    ("situation", "unit = \"Бөлүм\"", true),
    ("situation", "unit = \"\"", true),
    ("situation", "unit = [\"Бөлүм\"]", false),
    ("situation", "positions = [\"адис\"]", true),
    ("situation", "positions = \"адис\"", true),
    ("situation", "positions = [\"адис\", 2]", false),
    ("situation", "positions = {}", false),
    ("situation", "elsewhere = \"жок\"", true),
    ("situation", "elsewhere = false", false),
    ("situation", "declared_level = \"zero\"", true),
    ("situation", "declared_level = \"Жогорку\"", true),
    ("situation", "declared_level = \"средний\"", true),
    ("situation", "declared_level = \"Нулевой\"", true),
    ("situation", "declared_level = \"critical\"", false),
    ("situation", "declared_level = 3", false),
    ("situation", "likelihood = { score = 3 }", true),
    ("situation", "likelihood = {}", true),
    ("situation", "likelihood.score = 1", true),
    ("situation", "likelihood = { score = 2.0 }", true),
    ("situation", "likelihood = { score = \"2\" }", true),
    ("situation", "likelihood = { score = \"2,0\" }", true),
    ("situation", "likelihood = { score = \"Орточо\" }", true),
    ("situation", "likelihood = { score = \"2 (орточо)\" }", true),
    ("situation", "likelihood = { score = \"3 (Высокая)\" }", true),
    ("situation", "likelihood = { score = \"high\" }", true),
    ("situation", "likelihood = { score = \"\" }", true),
    ("situation", "likelihood = { score = \"3 (орточо)\" }", false),
    ("situation", "likelihood = { score = 0 }", false),
    ("situation", "likelihood = { score = 4 }", false),
    ("situation", "likelihood = { score = -1 }", false),
    ("situation", "likelihood = { score = 2.5 }", false),
    ("situation", "likelihood = { score = \"2.5\" }", false),
    ("situation", "likelihood = { score = \"көп\" }", false),
    ("situation", "likelihood = { score = true }", false),
    ("situation", "likelihood = { score = [2] }", false),
    ("situation", "likelihood = { points = 2 }", false),
    ("situation", "likelihood = 2", false),
    ("situation", "likelihood = { score = 2, justification = \"себеби\" }", true),
    ("situation", "likelihood = { score = 2, justification = 5 }", false),
    ("situation", "harm = { score = 1, justification = \"себеби\" }", true),
    ("situation", "harm = { score = \"Низкий\" }", true),
    ("situation", "harm = { score = 9 }", false),
    ("situation", "harm = { score = {} }", false),
    ("situation", "harm = [1]", false),
    ("situation", "harm = { justification = [\"себеби\"] }", false),
    ("situation", "control = {}", true),
    (
        "situation",
        "control = { description = \"журнал\", effectiveness = \"high\", evidence = \"бар\", lowers = true }",
        true,
    ),
    ("situation", "control = { effectiveness = \"Жок\" }", true),
    ("situation", "control = { effectiveness = \"нет\" }", true),
    ("situation", "control = { effectiveness = \"Средняя\" }", true),
    ("situation", "control = { effectiveness = \"perfect\" }", false),
    ("situation", "control = { effectiveness = 2 }", false),
    ("situation", "control = { lowers = false }", true),
    ("situation", "control = { lowers = \"ооба\" }", true),
    ("situation", "control = { lowers = \"Нет\" }", true),
    ("situation", "control = { lowers = \"true\" }", true),
    ("situation", "control = { lowers = \"maybe\" }", false),
    ("situation", "control = { lowers = 1 }", false),
    ("situation", "control = { evidence = 1 }", false),
    ("situation", "control = { description = true }", false),
    ("situation", "control = { grade = \"high\" }", false),
    ("situation", "control = \"журнал\"", false),
    ("situation", "sum = 5", false),
    ("situation", "text2 = \"a\"", false),
    ("measure", "due = 2026-10-31", true),
    ("measure", "due = \"2026-10-31\"", true),
    ("measure", "due = \"31.10.2026\"", true),
    ("measure", "due = \"2026-Q4\"", true),
    ("measure", "due = \"2026-H1\"", true),
    ("measure", "due = \"2026\"", true),
    ("measure", "due = 2026", true),
    ("measure", "due = \"2025..2027\"", true),
    ("measure", "due = \"2026-Q4..2027-Q1\"", true),
    ("measure", "due = \"2025..2027 quarterly\"", true),
    ("measure", "due = \"2026 half-yearly\"", true),
    ("measure", "due = \"continuous\"", true),
    ("measure", "due = \"\"", true),
    ("measure", "due = \"2026-Q5\"", false),
    ("measure", "due = \"2026-H3\"", false),
    ("measure", "due = \"2026-10\"", false),
    ("measure", "due = \"2026-1-1\"", false),
    ("measure", "due = \"26\"", false),
    ("measure", "due = 26", false),
    ("measure", "due = \"2025...2027\"", false),
    ("measure", "due = \"2026 sometimes\"", false),
    ("measure", "due = \"quarterly\"", true),
    ("measure", "due = \"дайыма\"", true),
    ("measure", "due = 2026.5", false),
    ("measure", "due = [\"2026\"]", false),
    ("measure", "due = true", false),
    ("measure", "responsible = [\"катчы\"]", true),
    ("measure", "responsible = \"катчы\"", true),
    ("measure", "responsible = [true]", false),
    ("measure", "expected_result = \"a\"", true),
    ("measure", "expected_result = 1", false),
    ("measure", "indicator = \"a\"", true),
    ("measure", "indicator = 100", false),
    ("measure", "funding = \"a\"", true),
    ("measure", "funding = {}", false),
    ("measure", "status = \"in-progress\"", true),
    ("measure", "status = \"Аткарылган\"", true),
    ("measure", "status = \"запланирована\"", true),
    ("measure", "status = \"Не выполнено\"", true),
    ("measure", "status = \"late\"", false),
    ("measure", "status = true", false),
    ("measure", "done_on = 2026-09-01", true),
    ("measure", "done_on = \"01.09.2026\"", true),
    ("measure", "done_on = \"soon\"", false),
    ("measure", "done_on = [2026-09-01]", false),
    ("measure", "result = \"a\"", true),
    ("measure", "result = 1", false),
    ("measure", "reason = \"a\"", true),
    ("measure", "reason = 0.5", false),
    ("measure", "deadline = \"2026\"", false),
    ("measure", "evidence = \"a\"", true),
    ("measure", "evidence = 1", false),
    ("measure", "baseline = 40", true),
    ("measure", "target = 12.5", true),
    ("measure", "target = \"12,5 %\"", true),
    ("measure", "target = \"1 200\"", true),
    ("measure", "target = \"many\"", false),
    ("measure", "target = \"1,2345\"", false),
    ("measure", "target = true", false),
    ("measure", "measured = \"85\"", true),
    ("measure", "measured = \"5 of 7\"", false),
    ("measure", "reported_on = 2026-07-01", true),
    ("measure", "reported_on = \"often\"", false),
    ("measure", "target_level = \"low\"", true),
    ("measure", "target_level = \"Төмөнкү\"", true),
    ("measure", "target_level = \"lower\"", false),
];

/// A plan of measures to which each case adds a line.
const PLAN: &str = "\
{top}
[organization]
name = \"Уюм\"
{organization}
[plan]
{plan}
[[chapter]]
{chapter}
[[chapter.task]]
{task}
[[chapter.task.measure]]
text = \"Иш-чара\"
{measure}
[[abbreviation]]
short = \"КБ\"
{abbreviation}
";

/// Where a line goes in a plan, the line, whether both accept it. The fields that a measure of a plan shares with one of a
/// register are in [`LINES`]: each is tried here too, but for the one that it does not share.
const PLAN_LINES: &[(&str, &str, bool)] = &[
    ("top", "", true),
    ("top", "title = \"x\"", false),
    ("top", "chapters = []", false),
    ("top", "function = []", false),
    ("top", "assessment = {}", false),
    ("organization", "kind = \"ministry\"", true),
    ("organization", "kind = \"company\"", false),
    ("organization", "language = \"ru\"", true),
    ("plan", "title = \"План\"", true),
    ("plan", "title = 1", false),
    ("plan", "order = \"№ 115\"", true),
    ("plan", "order = [\"№ 115\"]", false),
    ("plan", "years = 2026", true),
    ("plan", "years = \"2025..2027\"", true),
    ("plan", "years = \"soon\"", false),
    ("plan", "years = true", false),
    ("plan", "reports = \"quarterly\"", true),
    ("plan", "reports = [\"quarterly\", \"yearly\"]", true),
    ("plan", "reports = [\"Квартал сайын\"]", true),
    ("plan", "reports = [\"monthly\"]", false),
    ("plan", "reports = 4", false),
    ("plan", "date = 2026-06-15", false),
    ("chapter", "id = \"2\"", true),
    ("chapter", "id = 2", false),
    ("chapter", "name = \"Ачыктык\"", true),
    ("chapter", "name = []", false),
    ("chapter", "text = \"a\"", false),
    ("task", "id = \"1\"", true),
    ("task", "id = 1", false),
    ("task", "text = \"Милдет\"", true),
    ("task", "text = 1", false),
    ("task", "name = \"a\"", false),
    ("measure", "id = \"2.1\"", true),
    ("measure", "id = 2.1", false),
    ("measure", "target_level = \"low\"", false),
    ("measure", "number = \"1\"", false),
    ("abbreviation", "full = \"Кадрлар бөлүмү\"", true),
    ("abbreviation", "full = 1", false),
    ("abbreviation", "long = \"a\"", false),
];

/// Whole plans that lack something or are built otherwise.
const PLANS: &[(&str, bool)] = &[
    (
        "[organization]\nname = \"У\"\n[plan]\n[[chapter]]\n[[chapter.task]]\n[[chapter.task.measure]]\ntext = \"a\"\n",
        true,
    ),
    ("[plan]\n[[chapter]]\n[[chapter.task]]\n[[chapter.task.measure]]\ntext = \"a\"\n", false),
    ("[organization]\nname = \"У\"\n[[chapter]]\n[[chapter.task]]\n[[chapter.task.measure]]\ntext = \"a\"\n", true),
    ("[organization]\nname = \"У\"\n[[chapter]]\n[[chapter.task]]\n[[chapter.task.measure]]\nid = \"1\"\n", false),
    ("[organization]\nname = \"У\"\n[[chapter]]\n[[chapter.task]]\nmeasure = 1\n", false),
    ("[organization]\nname = \"У\"\n[[chapter]]\ntask = [1]\n", false),
    ("[organization]\nname = \"У\"\n[plan]\nchapter = []\n", false),
    ("[organization]\nname = \"У\"\n[plan]\n[chapter]\nname = \"a\"\n", false),
    ("plan = 1\n[organization]\nname = \"У\"\n", false),
    ("[organization]\nname = \"У\"\n[plan]\n[[abbreviation]]\nfull = \"a\"\n", false),
];

/// Whole registers that lack something or are built otherwise.
const REGISTERS: &[(&str, bool)] = &[
    ("[organization]\nname = \"У\"\n", true),
    ("", false),
    ("[assessment]\n", false),
    ("[organization]\n", false),
    ("organization = \"У\"\n", false),
    ("organization = [{ name = \"У\" }]\n", false),
    ("assessment = 1\n[organization]\nname = \"У\"\n", false),
    ("function = []\n[organization]\nname = \"У\"\n", true),
    ("function = 1\n[organization]\nname = \"У\"\n", false),
    ("function = [1]\n[organization]\nname = \"У\"\n", false),
    ("[organization]\nname = \"У\"\n[function]\nname = \"Ф\"\n", false),
    ("[organization]\nname = \"У\"\n[[function]]\n", false),
    ("[organization]\nname = \"У\"\n[[function]]\nname = \"Ф\"\nsituation = {}\n", false),
    ("[organization]\nname = \"У\"\n[[function]]\nname = \"Ф\"\n[[function.situation]]\nid = \"1\"\n", false),
    (
        "[organization]\nname = \"У\"\n[[function]]\nname = \"Ф\"\n[[function.situation]]\ntext = \"a\"\nmeasure = 1\n",
        false,
    ),
    (
        "[organization]\nname = \"У\"\n[[function]]\nname = \"Ф\"\n[[function.situation]]\ntext = \"a\"\nmeasure = [{ due = 2026 }]\n",
        false,
    ),
];

/// The reader refuses, the schema cannot: a date where a text belongs (editors hand it over as a text), a day that its
/// month does not have, a year without days, a term that ends before it begins. Nor does a schema see two situations with
/// one id (TB010), a register without situations (TB011) or anything that the rules find.
const BEYOND: &[(&str, &str)] = &[
    ("situation", "unit = 2026-06-15"),
    ("assessment", "date = \"31.02.2026\""),
    ("measure", "due = \"0000\""),
    ("measure", "due = \"2027..2025\""),
    ("measure", "due = \"2026-02-30 yearly\""),
    // More decimals than are kept.
    ("measure", "target = 0.12345"),
];

/// The reader accepts, the schema does not: letter case and invisible signs in words, dates as spreadsheets and people
/// write them now and then, numbers in unusual notation, a method named by nothing.
const NARROWER: &[(&str, &str)] = &[
    ("situation", "category = \"СИСТЕМАЛУУ\""),
    ("situation", "category = \"syste\u{ad}mic\""),
    ("situation", "declared_level = \"жoгорку\""),
    ("assessment", "date = 46188"),
    ("assessment", "date = \"2026-06-15..2026-06-15\""),
    ("assessment", "method = \"\""),
    ("measure", "due = 46188"),
    ("measure", "target = \"\""),
];

fn method() -> Method {
    embedded_method(DEFAULT).expect("the embedded method is valid")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema(name: &str, method: &Method) -> Value {
    let spec = SCHEMAS.iter().find(|spec| spec.name == name).expect("the schema is in the table");
    spec.document(method)
}

fn validator(name: &str, method: &Method) -> Validator {
    jsonschema::draft7::options()
        .should_validate_formats(true)
        .build(&schema(name, method))
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A TOML text as JSON, dates as texts; `None` if it is no TOML.
fn as_json(text: &str) -> Option<Value> {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::Datetime(moment) => moment.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, item)| (key, value(item))).collect())
            }
        }
    }
    toml::from_str::<toml::Table>(text).ok().map(|table| value(toml::Value::Table(table)))
}

fn complaints(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The findings with which the reader refuses a register or a plan.
fn refusals(text: &str, method: &Method) -> Vec<String> {
    let findings = match read_file("a.toml", text.as_bytes(), method, &Asked::default()) {
        Ok(Read::Register(loaded)) => loaded.findings,
        Ok(Read::Plan(loaded)) => loaded.findings,
        Err(refused) => refused.1,
    };
    let refusing = findings.iter().filter(|found| found.severity == Severity::Error);
    refusing
        .filter(|found| REFUSING.contains(&found.code.code))
        .map(|found| format!("{} {}", found.code.code, Language::En.message(&found.message)))
        .collect()
}

/// The register with a line in one place.
fn register(place: &str, line: &str) -> String {
    let mut text = REGISTER.to_owned();
    for mark in ["top", "organization", "assessment", "function", "situation", "measure"] {
        text = text.replace(&format!("{{{mark}}}\n"), &if mark == place { format!("{line}\n") } else { String::new() });
    }
    text
}

/// The plan with a line in one place.
fn plan(place: &str, line: &str) -> String {
    let mut text = PLAN.to_owned();
    for mark in ["top", "organization", "plan", "chapter", "task", "measure", "abbreviation"] {
        text = text.replace(&format!("{{{mark}}}\n"), &if mark == place { format!("{line}\n") } else { String::new() });
    }
    text
}

/// The files of a folder with an ending, in the order of their paths.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let found = WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().map(|entry| entry.expect("a file"));
    found.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|e| e == ending)).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_files_hold_what_the_command_prints() {
    for spec in SCHEMAS.iter() {
        let output = Command::new(env!("CARGO_BIN_EXE_tobokel")).args(["schema", spec.name]).output().expect("it runs");
        assert!(output.status.success() && output.stderr.is_empty(), "{}: {output:?}", spec.name);
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(printed, spec.text(&method()));
        let path = root().join(format!("schemas/{}.schema.json", spec.name));
        if std::env::var_os("TOBOKEL_BLESS").is_some_and(|value| value == "1") {
            std::fs::create_dir_all(root().join("schemas")).expect("the folder can be made");
            std::fs::write(&path, &printed).expect("the file can be written");
        }
        let kept = read(&path).replace("\r\n", "\n");
        assert!(kept == printed, "{}: run with TOBOKEL_BLESS=1 to rewrite it", path.display());
    }
}

#[test]
fn an_unknown_kind_of_schema_is_a_usage_error() {
    let output = Command::new(env!("CARGO_BIN_EXE_tobokel")).args(["schema", "registre"]).output().expect("it runs");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("register"));
}

#[test]
fn every_schema_is_valid_draft_07_and_has_no_sentence_missing() {
    for spec in SCHEMAS.iter() {
        let schema = spec.document(&method());
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        let valid = jsonschema::draft7::meta::validate(&schema).map_err(|error| error.to_string());
        assert_eq!(valid, Ok(()), "{}", spec.name);
        // An id that the catalogue lacks would stand in braces.
        assert!(!spec.text(&method()).contains("\"{"), "{}", spec.name);
    }
}

#[test]
fn every_object_of_a_schema_is_closed() {
    fn open(schema: &Value, path: &str, found: &mut Vec<String>) {
        // Titles of columns are anybody's, what they may be given is not.
        let listed = ["/additionalProperties/enum", "/additionalProperties/anyOf/0/enum"]
            .iter()
            .any(|path| schema.pointer(path).is_some_and(Value::is_array));
        if schema["type"] == "object" && schema["additionalProperties"] != json!(false) && !listed {
            found.push(path.to_owned());
        }
        match schema {
            Value::Object(keys) => keys.iter().for_each(|(key, inner)| open(inner, &format!("{path}/{key}"), found)),
            Value::Array(items) => items.iter().enumerate().for_each(|(at, i)| open(i, &format!("{path}/{at}"), found)),
            _ => {}
        }
    }
    for spec in SCHEMAS.iter() {
        let mut found = Vec::new();
        open(&spec.document(&method()), spec.name, &mut found);
        assert_eq!(found, [""; 0]);
    }
}

#[test]
fn schema_and_reader_agree_on_registers_line_by_line() {
    let (method, mut wrong) = (method(), Vec::new());
    let validator = validator("register", &method);
    let lines = LINES.iter().map(|(place, line, good)| (register(place, line), *line, *good));
    let whole = REGISTERS.iter().map(|(text, good)| ((*text).to_owned(), *text, *good));
    for (text, shown, good) in lines.chain(whole) {
        let document = as_json(&text).unwrap_or_else(|| panic!("{shown} is not TOML"));
        let (schema, reader) = (complaints(&validator, &document), refusals(&text, &method));
        if schema.is_empty() != good || reader.is_empty() != good {
            wrong.push(format!("{shown}\n    schema: {schema:?}\n    reader: {reader:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn schema_and_reader_agree_on_plans_line_by_line() {
    let (method, mut wrong) = (method(), Vec::new());
    let validator = validator("plan", &method);
    let shared = LINES.iter().filter(|(place, line, _)| *place == "measure" && !line.starts_with("target_level"));
    let lines = PLAN_LINES.iter().chain(shared).map(|(place, line, good)| (plan(place, line), *line, *good));
    let whole = PLANS.iter().map(|(text, good)| ((*text).to_owned(), *text, *good));
    for (text, shown, good) in lines.chain(whole) {
        let document = as_json(&text).unwrap_or_else(|| panic!("{shown} is not TOML"));
        let (schema, reader) = (complaints(&validator, &document), refusals(&text, &method));
        if schema.is_empty() != good || reader.is_empty() != good {
            wrong.push(format!("{shown}\n    schema: {schema:?}\n    reader: {reader:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_plan_may_name_the_schema_in_its_first_line() {
    let text = format!("#:schema ../schemas/plan.schema.json\n{}", plan("plan", "years = 2026"));
    assert_eq!(refusals(&text, &method()), [""; 0]);
}

#[test]
fn every_word_of_every_keyword_is_accepted_by_both() {
    fn words<K: Keyword>(place: &'static str, key: &str, lines: &mut Vec<(&'static str, String)>) {
        for value in K::ALL {
            let id = value.message_id();
            for language in Language::ALL {
                let accept = language.text(&format!("{id}-accept"));
                let all = accept.split(", ").map(str::to_owned).chain([language.text(id), value.key().to_owned()]);
                lines.extend(all.map(|word| (place, format!("{key} = \"{word}\""))));
            }
        }
    }
    let method = method();
    let mut lines = Vec::new();
    words::<OrganizationKind>("organization", "kind", &mut lines);
    words::<Category>("situation", "category", &mut lines);
    words::<Status>("measure", "status", &mut lines);
    let named = |label: &tobokel::locale::Texts, accept: &[String]| -> Vec<String> {
        Language::ALL.map(|language| label.get(language).to_owned()).into_iter().chain(accept.iter().cloned()).collect()
    };
    for level in &method.levels {
        let all = named(&level.label, &level.accept).into_iter().chain([level.key.clone()]);
        lines.extend(all.map(|word| ("situation", format!("declared_level = \"{word}\""))));
    }
    for (key, scale) in [("likelihood", &method.likelihood), ("harm", &method.harm)] {
        for point in scale {
            for word in named(&point.label, &point.accept) {
                lines.push(("situation", format!("{key}.score = \"{word}\"")));
                lines.push(("situation", format!("{key}.score = \"{} ({word})\"", point.points)));
            }
        }
    }
    for grade in &method.controls {
        let all = named(&grade.label, &grade.accept).into_iter().chain([grade.key.clone()]);
        lines.extend(all.map(|word| ("situation", format!("control.effectiveness = \"{word}\""))));
    }
    for recurrence in Recurrence::ALL {
        lines.push(("measure", format!("due = \"{}\"", recurrence.key())));
        // What is bound to an event has no days.
        if recurrence != Recurrence::Event {
            lines.push(("measure", format!("due = \"2026 {}\"", recurrence.key())));
        }
    }
    assert!(lines.len() > 200, "only {} words were found", lines.len());
    let validator = validator("register", &method);
    for (place, line) in lines {
        let text = register(place, &line);
        let document = as_json(&text).unwrap_or_else(|| panic!("{line} is not TOML"));
        assert_eq!((complaints(&validator, &document), refusals(&text, &method)), (Vec::new(), Vec::new()), "{line}");
    }
}

#[test]
fn where_schema_and_reader_differ_is_known() {
    let method = method();
    let validator = validator("register", &method);
    for (list, schema_accepts) in [(BEYOND, true), (NARROWER, false)] {
        for (place, line) in list {
            let text = register(place, line);
            let document = as_json(&text).unwrap_or_else(|| panic!("{line} is not TOML"));
            let schema = complaints(&validator, &document);
            let reader = refusals(&text, &method);
            assert_eq!((schema.is_empty(), reader.is_empty()), (schema_accepts, !schema_accepts), "{line}: {reader:?}");
        }
    }
    // Several kinds of report in one text are read, as a cell holds them; a schema takes a list of them.
    let text = plan("plan", "reports = \"quarterly; yearly\"");
    let document = as_json(&text).expect("it is TOML");
    assert_eq!(refusals(&text, &method), [""; 0]);
    assert_eq!(complaints(&self::validator("plan", &method), &document).len(), 1);
}

#[test]
fn the_registers_and_plans_that_ship_and_the_template_are_accepted_by_both() {
    let method = method();
    let (of_registers, of_plans) = (validator("register", &method), validator("plan", &method));
    let mut registers: Vec<PathBuf> = files("registers", "toml");
    registers.extend(files("examples", "toml").into_iter().filter(|path| !path.ends_with("ua-830-2021.toml")));
    registers.push(root().join("tests/intake/small.toml"));
    assert!(registers.len() >= 5, "{registers:?}");
    let mut texts: Vec<(String, String)> =
        registers.iter().map(|path| (path.display().to_string(), read(path))).collect();
    for language in Language::ALL {
        for columns in [CriteriaColumns::Used, CriteriaColumns::All] {
            texts.push((language.code().to_owned(), tobokel::form::toml_template(&method, language, columns)));
        }
    }
    for (name, text) in texts {
        let document = as_json(&text);
        let validator = if text.contains("\n[plan]\n") { &of_plans } else { &of_registers };
        let schema = document.map(|document| complaints(validator, &document)).unwrap_or_default();
        let reader = refusals(&text, &method);
        assert_eq!(schema.is_empty(), reader.is_empty(), "{name}: {schema:?} {reader:?}");
    }
}

#[test]
fn schema_and_reader_agree_on_methods() {
    let path = |path: &str| read(&root().join(path));
    let law = path("src/method/kg-232-2026.toml");
    let methods = [&law, &path("examples/other-methods/ua-830-2021.toml"), &path("tests/methods/five-by-five.toml")];
    let validator = validator("method", &method());
    let both = |text: &str| {
        let document = as_json(text).expect("it is TOML");
        let reader = read_method(&SourceFile::new("a.toml", text.to_owned()));
        (complaints(&validator, &document), reader.is_ok())
    };
    for text in methods {
        assert_eq!(both(text), (Vec::new(), true));
    }
    // What is replaced, and by what: each makes a method that neither accepts.
    let edits = [
        ("id = \"kg-232-2026\"", ""),
        ("id = \"kg-232-2026\"", "id = \"\""),
        ("id = \"kg-232-2026\"", "id = 232"),
        ("id = \"kg-232-2026\"", "id = \"kg-232-2026\"\nname = \"a\""),
        ("rule = \"sum\"", "rule = \"mean\""),
        ("months = 12", "months = 0"),
        ("months = 12", "months = \"12\""),
        ("months = 12", "months = 121"),
        ("position = 3", "position = 0"),
        ("position = 3", "position = \"3\""),
        ("position = 3", "position = \"not fixed\""),
        ("position = 3", ""),
        ("evidence = true", "evidence = \"true\""),
        ("\"register-order\"]", "\"register\"]"),
        ("color = \"C6EFCE\"", "color = \"green\""),
        ("color = \"C6EFCE\"", "colour = \"C6EFCE\""),
        ("declared_only = true", "declared_only = 1"),
        ("en = \"Annex I\" }", "de = \"Annex I\" }"),
        ("en = \"Annex I\" }", "en = \" \" }"),
        ("annex = { ky = \"I тиркеме\"", "annex = { kg = \"I тиркеме\""),
        ("points = 1", "points = -1"),
        ("points = 1", "points = 101"),
        ("accept = [\"төмөн\"", "accept = [1, \"төмөн\""),
        ("lowers = 1", "lowers = -1"),
        ("[review]", "[revision]"),
        ("[[band]]", "[[bands]]"),
        ("head_control = true", "head_control = []"),
    ];
    for (old, new) in edits {
        assert!(law.contains(old), "the method has {old}");
        let (schema, accepted) = both(&law.replacen(old, new, 1));
        assert!(!schema.is_empty() && !accepted, "{old} -> {new}: {schema:?}, reader accepts: {accepted}");
    }
}

#[test]
fn a_register_of_another_method_fits_the_schema_made_for_it() {
    let path = "tests/methods/five-by-five.toml";
    let other = read_method(&SourceFile::new(path, read(&root().join(path)))).expect("a valid method");
    let text = register("situation", "likelihood.score = 5\ndeclared_level = \"critical\"");
    let document = as_json(&text).expect("it is TOML");
    assert_eq!(complaints(&validator("register", &other), &document), [""; 0]);
    assert_eq!(refusals(&text, &other), [""; 0]);
    assert_ne!(complaints(&validator("register", &method()), &document), [""; 0]);
}

#[test]
fn what_assess_prints_fits_its_schema() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let broken = folder.path().join("broken.toml");
    std::fs::write(&broken, "[organization\nname = 1\n").expect("it can be written");
    let half = folder.path().join("half.toml");
    let line = "likelihood.score = 7\ncontrol = { effectiveness = \"high\" }\ndeclared_level = \"zero\"";
    std::fs::write(&half, register("situation", line)).expect("it can be written");
    let mut inputs: Vec<PathBuf> =
        ["registers", "tests/intake/small.toml", "tests/intake/small.csv"].map(Into::into).into();
    inputs.extend(["xlsx", "xls", "ods"].map(|ending| PathBuf::from(format!("tests/intake/small.{ending}"))));
    inputs.extend([broken, half]);
    let output = Command::new(env!("CARGO_BIN_EXE_tobokel"))
        .current_dir(root())
        .args(["assess", "--format", "json", "--as-of", "2026-11-21", "--fail-on", "never"])
        .args(&inputs)
        .output()
        .expect("it runs");
    let document: Value = serde_json::from_slice(&output.stdout).expect("the output is JSON");
    assert_eq!(complaints(&validator("assessment", &method()), &document), [""; 0]);
    let registers = document["registers"].as_array().expect("registers");
    assert!(registers.len() >= 9, "{} registers", registers.len());
    assert!(registers.iter().any(|register| register["situations"] == json!([])));
    // No key may be absent, none be there that the schema does not know.
    let mut lacking = document.clone();
    lacking["registers"][0]["situations"][0].as_object_mut().expect("a situation").remove("elsewhere");
    assert_eq!(complaints(&validator("assessment", &method()), &lacking).len(), 1);
    let mut foreign = document;
    foreign["registers"][0]["extra"] = json!(null);
    assert_eq!(complaints(&validator("assessment", &method()), &foreign).len(), 1);
}

#[test]
fn what_many_registers_give_together_fits_its_schema() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("broken.toml"), "[organization\nname = 1\n").expect("it can be written");
    for (name, line) in [("one", "likelihood = 3"), ("two", "elsewhere = \"one\"")] {
        let text = register("situation", line);
        std::fs::write(folder.path().join(format!("{name}.toml")), text).expect("it can be written");
    }
    let wanted = "[[organization]]\nid = \"one\"\n[[organization]]\nid = \"gone\"\nname = \"Gone\"\n";
    std::fs::write(folder.path().join("tobokel.toml"), wanted).expect("it can be written");
    let output = Command::new(env!("CARGO_BIN_EXE_tobokel"))
        .current_dir(folder.path())
        .args(["assess", ".", "--as-of", "2026-11-21", "-o", "out", "--parts", "plan"])
        .arg(root().join("registers"))
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let document: Value = serde_json::from_str(&read(&folder.path().join("out/consolidated.json"))).expect("JSON");
    assert_eq!(complaints(&validator("consolidated", &method()), &document), [""; 0]);
    for list in ["organizations", "groups", "positions", "missing", "unexpected", "faulty"] {
        assert!(!document[list].as_array().expect("a list").is_empty(), "{list}");
    }
    let mut lacking = document.clone();
    lacking["organizations"][0].as_object_mut().expect("an organisation").remove("kind");
    assert_eq!(complaints(&validator("consolidated", &method()), &lacking).len(), 1);
    let mut foreign = document;
    foreign["faulty"][0]["extra"] = json!(null);
    assert_eq!(complaints(&validator("consolidated", &method()), &foreign).len(), 1);
}

#[test]
fn what_other_commands_print_fits_its_schema() {
    let year = "examples/a-year-later";
    let (before, after) = (format!("{year}/2026-after-two-quarters.toml"), format!("{year}/2027.toml"));
    let commands: [(&str, &[&str]); 5] = [
        ("findings", &["check", "registers", "tests/intake/small.xlsx", year]),
        ("management-plan", &["plan", "registers", "tests/intake/small.ods"]),
        ("monitor", &["monitor", year, "registers"]),
        ("comparison", &["compare", &before, &after]),
        ("comparisons", &["compare", "registers", year]),
    ];
    for (name, arguments) in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_tobokel"))
            .current_dir(root())
            .args(arguments)
            .args(["--format", "json", "--as-of", "2026-11-21"])
            .output()
            .expect("it runs");
        let document: Value = serde_json::from_slice(&output.stdout).expect("the output is JSON");
        let validator = validator(name, &method());
        assert_eq!(complaints(&validator, &document), [""; 0], "{name}");
        // No key may be absent, none be there that the schema does not know.
        for key in document.as_object().expect("an object").keys() {
            let mut lacking = document.clone();
            lacking.as_object_mut().expect("an object").remove(key);
            assert_eq!(complaints(&validator, &lacking).len(), 1, "{name} without {key}");
        }
        let mut foreign = document;
        foreign["tool"]["extra"] = json!(null);
        assert_eq!(complaints(&validator, &foreign).len(), 1, "{name}");
    }
}
