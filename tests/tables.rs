//! The tables of a run for other programs: every field, in columns that `datapackage.json` describes.

use super::support::{Folder, said};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const DAY: &[&str] = &["--as-of", "2026-11-21", "--lang", "en", "--fail-on", "never", "--no-config"];
const TABLES: [&str; 6] = ["organizations", "situations", "measures", "criteria", "files", "findings"];
const MARK: &str = "\u{feff}";

/// A register with every field of the model, and another with little in it.
fn folder() -> Folder {
    let folder = Folder::with(&[], DAY);
    folder.write(
        "in/ala.toml",
        r#"[organization]
name = "Ала-Тоо айыл өкмөтү"
id = "ala"
kind = "local-self-government"
language = "ky"
parent = "Чүй облусу"

[assessment]
date = 2026-06-15
method = "kg-232-2026"
order = "№ 7, 15.06.2026"
assessors = ["secretary", "land officer"]
high_level_controller = "head"

[[function]]
group = "Services"
name = "Land"

[[function.situation]]
id = "1.10"
text = "Takes a bribe, for land"
category = "systemic"
unit = "Land sector"
positions = ["land officer", "secretary"]
elsewhere = "in the district"
declared_level = "high"
likelihood = { score = 3, justification = "the queue is kept on paper" }
harm = { score = 3, justification = "families lose their right" }
control = { description = "two sign", effectiveness = "high", evidence = "the log of 2026", lowers = false }

[[function.situation.measure]]
text = "publish the queue"
due = "2026-Q3"
responsible = ["secretary", "head"]
expected_result = "everybody sees the queue"
indicator = "share of published places"
funding = "local budget"
status = "in-progress"
done_on = 2026-11-01
result = "the half is published"
reason = "the site was closed"
evidence = "letter 5"
baseline = "0"
target = "100"
measured = "-50"
reported_on = 2026-10-01
target_level = "low"
verified = { result = "partly", by = "internal audit", on = 2026-11-05, note = "the half is there" }

[[function.situation]]
id = "1.1"
text = "Asks for a gift"
positions = ["land officer"]
likelihood = { score = 3, justification = "there are many visitors every day", criteria = { transparency = { score = 2 } } }

[function.situation.harm.criteria]
reputational = { score = 3, justification = "people lose trust in the office" }
financial = { score = 1, justification = "=0 som, they say" }

[function.situation.control]
description = "a camera"
effectiveness = "low"
"#,
    );
    folder.write(
        "in/dostuk.toml",
        "[organization]\nname = \"=Dostuk\"\nid = \"dostuk\"\n[[function]]\nname = \"Land\"\n[[function.situation]]\n\
         text = \"Asks for a gift\"\nlikelihood = { score = 1, justification = \"rare\" }\nharm = { score = 1 }\n\
         [[function.situation.measure]]\ntext = \"a new rule\"\ndue = \"2026-Q4\"\nresponsible = [\"head\"]\n",
    );
    folder.write("in/scan.pdf", "%PDF-1.4");
    folder.write("in/late.csv", "To whom it may concern\n");
    folder
}

fn assess(folder: &Folder, more: &[&str]) {
    let run = folder.run(&[&["assess", "in", "-o", "out/", "-q"], more].concat());
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
}

/// The header and the rows of a table, by their columns.
fn table(folder: &Folder, name: &str) -> (Vec<String>, Vec<BTreeMap<String, String>>) {
    let text = folder.read(&format!("out/{name}.csv"));
    let mut reader = csv::Reader::from_reader(text.trim_start_matches(MARK).as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |row: csv::StringRecord| header.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    let rows = reader.records().map(|record| row(record.unwrap())).collect();
    (header, rows)
}

/// What a row says, but for what is empty.
fn told(row: &BTreeMap<String, String>, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| row[*key].clone()).collect()
}

fn package(folder: &Folder) -> Value {
    serde_json::from_str(&folder.read("out/datapackage.json")).unwrap()
}

#[test]
fn every_field_of_the_model_is_a_column() {
    let folder = folder();
    assess(&folder, &[]);
    let (header, rows) = table(&folder, "measures");
    assert_eq!(
        header[..14].join(","),
        "key,organization,situation,number,measure,due,due_from,due_to,recurrence,responsible,expected_result,funding,state,\
         days_overdue"
    );
    assert_eq!(
        header[14..].join(","),
        "indicator,status,done_on,result,reason,evidence,baseline,target,measured,reported_on,target_level,verified_result,\
         verified_by,verified_on,verified_note"
    );
    let of_measure: Vec<&str> = header.iter().map(String::as_str).collect();
    assert_eq!(
        told(&rows[0], &of_measure).join("|"),
        "ala/1.10|ala|1.10|1|publish the queue|2026-Q3|2026-07-01|2026-09-30||secretary; head|everybody sees the queue|\
         local budget|overdue|52|share of published places|in-progress|2026-11-01|the half is published|the site was \
         closed|letter 5|0|100|'-50|2026-10-01|low|\
         partly|internal audit|2026-11-05|the half is there"
    );
    let (header, rows) = table(&folder, "organizations");
    assert!(header.starts_with(&["organization".into(), "name".into(), "kind".into(), "parent".into()]), "{header:?}");
    let of_assessment = ["sent", "expected", "language", "method", "order", "assessors", "high_level_controller"];
    assert!(header.ends_with(&of_assessment.map(str::to_owned)), "{header:?}");
    assert_eq!(
        told(&rows[0], &of_assessment),
        ["register", "", "ky", "kg-232-2026", "№ 7, 15.06.2026", "secretary; land officer", "head"]
    );
    let (header, rows) = table(&folder, "situations");
    assert_eq!(header.last().map(String::as_str), Some("target"));
    assert_eq!(told(&rows[0], &["key", "control_lowers", "residual", "target"]), ["ala/1.10", "false", "high", "low"]);
    assert_eq!(rows.len(), 3);
    let (header, rows) = table(&folder, "criteria");
    assert_eq!(header.join(","), "key,organization,situation,scale,criterion,score,justification,combined");
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let rows: Vec<_> = rows.iter().map(|row| told(row, &header).join("|")).collect();
    assert_eq!(
        rows,
        [
            "ala/1.1|ala|1.1|likelihood|transparency|2||false",
            "ala/1.1|ala|1.1|harm|financial|1|'=0 som, they say|true",
            "ala/1.1|ala|1.1|harm|reputational|3|people lose trust in the office|true",
        ]
    );
    assert_eq!(table(&folder, "files").1.len(), 4);
}

#[test]
fn the_table_of_findings_holds_those_of_every_file_and_leads_to_situations() {
    let folder = folder();
    assess(&folder, &[]);
    let (_, findings) = table(&folder, "findings");
    let (_, organizations) = table(&folder, "organizations");
    for organization in &organizations {
        for (severity, column) in [("error", "errors"), ("warning", "warnings"), ("information", "information")] {
            let own = findings.iter().filter(|found| found["organization"] == organization["organization"]);
            let count = own.filter(|found| found["severity"] == severity).count();
            assert_eq!(organization[column], count.to_string(), "{} {column}", organization["organization"]);
        }
    }
    let missing = findings.iter().find(|found| found["field"] == "harm.justification" || found["code"] == "TB202");
    let missing = missing.expect("the harm of dostuk has no justification");
    assert_eq!(told(missing, &["path", "organization", "key"]), ["in/dostuk.toml", "dostuk", "dostuk/1"]);
    assert!(!missing["message"].is_empty() && !missing["help"].is_empty() && !missing["line"].is_empty());
    let refused = findings.iter().find(|found| found["path"] == "in/late.csv").expect("why it was refused");
    assert_eq!(told(refused, &["number", "organization", "key", "severity"]), ["1", "", "", "error"]);
}

#[test]
fn an_id_that_two_situations_have_leads_to_neither() {
    let folder = Folder::with(&[], DAY);
    let situation = "[[function.situation]]\nid = \"1\"\ntext = \"Asks for a gift\"\n";
    let text = format!("[organization]\nname = \"A\"\n[[function]]\nname = \"f\"\n{situation}{situation}");
    folder.write("in/a.toml", text);
    assess(&folder, &[]);
    let (_, findings) = table(&folder, "findings");
    assert!(findings.iter().any(|found| found["situation"] == "1"));
    assert!(findings.iter().all(|found| found["key"].is_empty()));
}

#[test]
fn who_is_expected_and_sent_no_register_is_a_row_too() {
    let folder = Folder::with(&[], &["--as-of", "2026-11-21", "--lang", "en", "--fail-on", "never"]);
    let expected = ["ala", "late", "gone"].map(|id| format!("[[organization]]\nid = \"{id}\"\nname = \"The {id}\"\n"));
    folder.write("tobokel.toml", expected.concat());
    folder.write("in/late.csv", "To whom it may concern\n");
    for id in ["ala", "new"] {
        folder.write(
            &format!("in/{id}.toml"),
            format!("[organization]\nname = \"{id}\"\nid = \"{id}\"\n[[function]]\nname = \"f\"\n[[function.situation]]\ntext = \"t\"\n"),
        );
    }
    assess(&folder, &[]);
    let (_, rows) = table(&folder, "organizations");
    let rows: Vec<_> = rows.iter().map(|row| told(row, &["organization", "sent", "expected"]).join(" ")).collect();
    assert_eq!(rows, ["ala register true", "new register false", "late refused true", "gone  true"]);
}

#[test]
fn the_data_package_names_every_column_with_its_type_and_three_titles() {
    let folder = folder();
    assess(&folder, &[]);
    let package = package(&folder);
    assert_eq!(package["profile"], "tabular-data-package");
    assert_eq!(package["as_of"], "2026-11-21");
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.iter().map(|one| one["name"].as_str().unwrap()).collect::<Vec<_>>(), TABLES);
    for resource in resources {
        let name = resource["name"].as_str().unwrap();
        assert_eq!(resource["path"], format!("{name}.csv"));
        assert_eq!((&resource["format"], &resource["encoding"]), (&"csv".into(), &"utf-8".into()));
        assert_eq!(resource["schema"]["missingValues"], serde_json::json!([""]));
        let (header, rows) = table(&folder, name);
        let fields = resource["schema"]["fields"].as_array().unwrap();
        assert_eq!(fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(), header);
        for field in fields {
            let key = field["name"].as_str().unwrap();
            for language in ["ky", "ru", "en"] {
                assert!(!field["titles"][language].as_str().unwrap().is_empty(), "{name}.{key}");
            }
            let fits = |value: &str| match field["type"].as_str().unwrap() {
                "string" => true,
                "integer" => value.parse::<i64>().is_ok(),
                "boolean" => matches!(value, "true" | "false"),
                "date" => value.parse::<jiff::civil::Date>().is_ok(),
                other => panic!("{other}"),
            };
            for value in rows.iter().map(|row| &row[key]).filter(|value| !value.is_empty()) {
                assert!(fits(value), "{name}.{key}: {value}");
            }
        }
        // What tells rows apart does, and what is joined leads somewhere.
        let keys = |columns: &Value, row: &BTreeMap<String, String>| -> Vec<String> {
            columns.as_array().unwrap().iter().map(|key| row[key.as_str().unwrap()].clone()).collect()
        };
        let unique = &resource["schema"]["primaryKey"];
        let mut seen: Vec<_> = rows.iter().map(|row| keys(unique, row)).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), rows.len(), "{name}");
        for join in resource["schema"]["foreignKeys"].as_array().unwrap() {
            let other = join["reference"]["resource"].as_str().filter(|other| !other.is_empty()).unwrap_or(name);
            let (_, theirs) = table(&folder, other);
            let theirs: Vec<_> = theirs.iter().map(|row| keys(&join["reference"]["fields"], row)).collect();
            for own in rows.iter().map(|row| keys(&join["fields"], row)).filter(|own| own != &[""]) {
                assert!(theirs.contains(&own), "{name} to {other}: {own:?}");
            }
        }
    }
    let types = |table: usize| -> BTreeMap<&str, &str> {
        let fields = resources[table]["schema"]["fields"].as_array().unwrap();
        fields.iter().map(|field| (field["name"].as_str().unwrap(), field["type"].as_str().unwrap())).collect()
    };
    let (situations, measures) = (types(1), types(2));
    assert_eq!([situations["key"], situations["situation"], measures["baseline"]], ["string"; 3]);
    assert_eq!([situations["likelihood"], situations["sum"], measures["number"]], ["integer"; 3]);
    assert_eq!([situations["control_lowers"], situations["control_lowered"]], ["boolean"; 2]);
    assert_eq!([measures["due_to"], measures["done_on"], measures["reported_on"]], ["date"; 3]);
}

#[test]
fn a_line_of_json_is_a_situation_with_its_organisation_and_its_measures() {
    let folder = folder();
    assess(&folder, &[]);
    let lines = folder.read("out/situations.ndjson");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let whole = folder.run(&["assess", "in", "--format", "json"]);
    let whole: Value = serde_json::from_slice(&whole.stdout).unwrap();
    let registers = whole["registers"].as_array().unwrap();
    let of_whole = registers.iter().flat_map(|register| {
        register["situations"].as_array().unwrap().iter().map(move |situation| (&register["organization"], situation))
    });
    assert_eq!(lines.len(), 3);
    for (line, (organization, situation)) in lines.iter().zip(of_whole) {
        assert_eq!(&line["organization"], organization);
        for (key, value) in situation.as_object().unwrap() {
            assert_eq!(&line[key], value, "{key}");
        }
    }
}

#[test]
fn a_mark_for_excel_stands_before_each_table_if_it_is_asked_for() {
    let folder = folder();
    let read = || TABLES.map(|name| folder.read(&format!("out/{name}.csv")));
    assess(&folder, &["-o", "all.csv"]);
    let plain = read();
    assert!(plain.iter().all(|text| !text.starts_with(MARK)));
    // What was made with a mark is known as the program's own, and the other way round.
    assess(&folder, &["-o", "all.csv", "--bom"]);
    let marked = plain.clone().map(|text| format!("{MARK}{text}"));
    assert_eq!(read(), marked);
    assert!(folder.read("all.csv").starts_with(MARK));
    assert!(!folder.read("out/situations.ndjson").starts_with(MARK));
    assert!(!folder.read("out/consolidated.json").starts_with(MARK));
    let again = folder.run(&["assess", ".", "-q", "--format", "json"]);
    assert_eq!(serde_json::from_slice::<Value>(&again.stdout).unwrap()["registers"].as_array().unwrap().len(), 3);
    let printed = folder.run(&["assess", "in", "--format", "csv", "--bom"]);
    assert!(printed.stdout.starts_with(MARK.as_bytes()));
    folder.write("settings.toml", "[assess]\nbom = true\n");
    let always = ["--as-of", "2026-11-21", "--lang", "en", "--fail-on", "never"];
    let arguments = [&["assess", "in", "-o", "out/", "-q", "--config", "settings.toml"], &always[..]].concat();
    let run = super::support::tobokel(folder.root(), &arguments).output().unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    // Documents name the configuration, tables do not.
    assert_eq!(read(), marked);
    assess(&folder, &[]);
    assert_eq!(read(), plain);
}

#[test]
fn one_thread_and_four_write_the_same_tables() {
    let folder = folder();
    for number in 0..9 {
        let text = folder.read("in/dostuk.toml").replace("\"dostuk\"", &format!("\"dostuk-{number}\""));
        folder.write(&format!("in/sub/dostuk-{number}.toml"), text);
    }
    let files = || {
        let tables = TABLES.map(|name| format!("{name}.csv"));
        let others = ["datapackage.json", "situations.ndjson"].map(str::to_owned);
        tables.into_iter().chain(others).map(|name| folder.read(&format!("out/{name}"))).collect::<Vec<_>>()
    };
    assess(&folder, &["-j", "1"]);
    let one = files();
    assess(&folder, &["-j", "4"]);
    assert_eq!(files(), one);
    let check = folder.run(&["assess", "in", "-o", "out/", "--check"]);
    assert!(!said(&check).contains("differs"), "{}", said(&check));
}

/// The statements by which `DuckDB` loads the tables, made from their description.
fn load_sql(package: &Value) -> String {
    let mut sql = String::from(
        "-- Loads the tables that `tobokel assess FOLDER -o OUT/` writes into DuckDB: run it in OUT/. To read the tables of several\n\
         -- runs at once, name their folders before: SET VARIABLE folder = 'regions/*';\n\
         -- Written by the tests from datapackage.json.\n\n\
         SET VARIABLE folder = coalesce(getvariable('folder'), '.');\n\
         SET VARIABLE as_of = (\n    SELECT max(as_of) FROM read_json(getvariable('folder') || '/datapackage.json', columns = {as_of: 'DATE'})\n);\n",
    );
    for resource in package["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap().iter().map(|field| {
            let kind = match field["type"].as_str().unwrap() {
                "integer" => "BIGINT",
                "boolean" => "BOOLEAN",
                "date" => "DATE",
                _ => "VARCHAR",
            };
            format!("        \"{}\": '{kind}'", field["name"].as_str().unwrap())
        });
        let fields = fields.collect::<Vec<_>>().join(",\n");
        write!(
            sql,
            "\nCREATE OR REPLACE TABLE {name} AS FROM read_csv(\n    getvariable('folder') || '/{name}.csv',\n    \
             header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '',\n    columns = {{\n{fields}\n    }}\n);\n"
        )
        .unwrap();
    }
    sql
}

#[test]
fn the_statements_for_duckdb_load_every_column() {
    let folder = folder();
    assess(&folder, &[]);
    let (path, made) = (Path::new("docs/load.sql"), load_sql(&package(&folder)));
    if std::env::var_os("TOBOKEL_BLESS").is_some() {
        std::fs::write(path, &made).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        made,
        "run with TOBOKEL_BLESS=1 to write docs/load.sql"
    );
}

#[test]
#[ignore = "needs DuckDB, pandas, Polars and frictionless"]
#[allow(clippy::print_stdout, reason = "a test says what other programs answered")]
fn other_programs_load_join_and_answer_without_a_row_too_many() {
    let folder = Folder::with(&[], &["--as-of", "2026-11-21", "--lang", "en", "--fail-on", "never"]);
    let first = self::folder();
    for file in ["ala.toml", "dostuk.toml", "scan.pdf", "late.csv"] {
        folder.write(&format!("in/{file}"), std::fs::read(first.path(&format!("in/{file}"))).unwrap());
    }
    folder.write("tobokel.toml", "[[organization]]\nid = \"ala\"\n[[organization]]\nid = \"gone\"\nname = \"Gone\"\n");
    for more in [&[][..], &["--bom"]] {
        assess(&folder, more);
        let mut python = Command::new(std::env::var_os("TOBOKEL_PYTHON").unwrap_or_else(|| "python3".into()));
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        python.arg(root.join("tests/support/check_tables.py")).arg(folder.path("out"));
        python.args([root.join("docs/load.sql"), root.join("docs/queries.md")]).env("PYTHONIOENCODING", "utf-8");
        let output = python.output().expect("a Python interpreter");
        assert!(output.status.success(), "{}", said(&output));
        println!("{}", said(&output));
    }
}
