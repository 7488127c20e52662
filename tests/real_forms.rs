//! The forms in the programs that people use: LibreOffice recalculates and re-saves, openpyxl rewrites.
//!
//! `cargo test real_forms:: -- --ignored`

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::read::embedded_method;

fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said).into_owned());
    assert!(output.status.code().is_some_and(|code| code < 2), "{command:?}: {}{}", said[0], said[1]);
    output
}

fn tobokel(arguments: &[&str], files: &[&Path]) -> Output {
    run(Command::new(env!("CARGO_BIN_EXE_tobokel")).args(arguments).args(files))
}

fn python(what: &str, files: &[&Path]) -> Output {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/fill_template.py");
    let output = run(Command::new(std::env::var_os("TOBOKEL_PYTHON").unwrap_or_else(|| "python3".into()))
        .arg(script)
        .arg(what)
        .args(files));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Saves a workbook anew in headless LibreOffice, in another folder, as the given kind.
fn office(folder: &Path, input: &Path, kind: &str) -> PathBuf {
    let profile = folder.join("profile");
    std::fs::create_dir_all(profile.join("user")).unwrap();
    // Formulas are recalculated on load, always.
    let always = |which: &str| {
        format!(
            "<item oor:path=\"/org.openoffice.Office.Calc/Formula/Load\"><prop oor:name=\"{which}RecalcMode\" \
             oor:op=\"fuse\"><value>0</value></prop></item>"
        )
    };
    let settings = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">{}{}</oor:items>",
        always("OOXML"),
        always("ODF"),
    );
    let file = profile.join("user/registrymodifications.xcu");
    if !file.exists() {
        std::fs::write(file, settings).unwrap();
    }
    let out = folder.join(format!("saved-{kind}"));
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    let conversion = ["--headless", "--norestore", "--convert-to", kind, "--outdir"];
    let output = run(Command::new("soffice").arg(profile).args(conversion).arg(&out).arg(input));
    let saved = out.join(input.with_extension(kind).file_name().unwrap());
    assert!(saved.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    saved
}

fn assessed(file: &Path) -> Value {
    let output = tobokel(&["assess", "--format", "json", "--as-of", "2026-11-21"], &[file]);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    document["registers"][0].clone()
}

#[test]
#[ignore = "needs LibreOffice and openpyxl"]
fn the_templates_formulas_say_what_the_program_says() {
    let method = embedded_method(DEFAULT).unwrap();
    for language in Language::ALL {
        let folder = tempfile::tempdir().unwrap();
        let [template, filled] = ["template.xlsx", "filled.xlsx"].map(|name| folder.path().join(name));
        tobokel(&["init", "--lang", language.code()], &[&template]);
        python("fill", &[&template, &filled]);
        let calculated = office(folder.path(), &filled, "xlsx");
        let rows: Vec<(String, Value, Value, Value)> =
            serde_json::from_slice(&python("read", &[&calculated]).stdout).unwrap();
        assert_eq!(rows.len(), 9 * 4 * 8, "every pair of points with every case of a control");
        let register = assessed(&calculated);
        let situations = register["situations"].as_array().unwrap();
        assert_eq!(situations.len(), rows.len());
        for ((id, sum, inherent, residual), situation) in rows.iter().zip(situations) {
            let named = |key: &str| {
                let key = situation[key].as_str().unwrap();
                method.level(method.level_by_key(key).unwrap()).label.get(language).to_owned()
            };
            assert_eq!(situation["id"], id.as_str());
            assert_eq!(sum.as_f64(), situation["sum"].as_f64(), "{language:?} {id}: the sum");
            assert_eq!(inherent.as_str(), Some(named("inherent").as_str()), "{language:?} {id}: before controls");
            assert_eq!(residual.as_str(), Some(named("residual").as_str()), "{language:?} {id}: after controls");
        }
        let codes: Vec<&str> =
            register["findings"].as_array().unwrap().iter().filter_map(|finding| finding["code"].as_str()).collect();
        assert!(!codes.contains(&"TB302"), "{language:?}: a formula differs from the program");
        // Before anybody calculated it, the file says so, or says nothing that differs.
        let raw = assessed(&filled);
        assert_eq!(raw["situations"], register["situations"], "{language:?}");
    }
}

#[test]
#[ignore = "needs LibreOffice and openpyxl"]
fn the_formulas_of_the_points_say_what_the_program_makes_of_the_criteria() {
    let method = embedded_method(DEFAULT).unwrap();
    for language in Language::ALL {
        let folder = tempfile::tempdir().unwrap();
        let [template, filled] = ["template.xlsx", "filled.xlsx"].map(|name| folder.path().join(name));
        tobokel(&["init", "--criteria", "--lang", language.code()], &[&template]);
        python("criteria", &[&template, &filled]);
        let calculated = office(folder.path(), &filled, "xlsx");
        let register = assessed(&calculated);
        let rows: Vec<[Value; 4]> = serde_json::from_slice(&python("points", &[&calculated]).stdout).unwrap();
        let situations = register["situations"].as_array().unwrap();
        assert_eq!((rows.len(), situations.len()), (64, 64));
        for (number, ([id, likelihood, harm, inherent], situation)) in rows.iter().zip(situations).enumerate() {
            assert_eq!(&situation["id"], id);
            for (shown, score) in [(likelihood, &situation["likelihood"]), (harm, &situation["harm"])] {
                let points = shown.as_str().map_or_else(|| shown.as_u64(), |text| text.split(' ').next()?.parse().ok());
                assert_eq!(points, score["score"].as_u64(), "{language:?} {id}: {shown} {score}");
                let is_given = number % 9 == 4;
                let combined = points.filter(|_| !is_given).map(|_| true);
                assert_eq!(score["combined"].as_bool().filter(|combined| *combined), combined, "{language:?} {id}");
            }
            let level = situation["inherent"].as_str().map(|key| method.level(method.level_by_key(key).unwrap()));
            let level = level.map(|level| level.label.get(language));
            assert_eq!(inherent.as_str().filter(|shown| !shown.is_empty()), level, "{language:?} {id}");
        }
        let found = register["findings"].as_array().unwrap();
        assert!(found.iter().all(|finding| finding["code"] != "TB302"), "{language:?}: a formula differs");
        // Whether somebody calculated it or not, and in which format it is kept.
        for file in [filled.clone(), office(folder.path(), &filled, "ods")] {
            assert_eq!(assessed(&file)["situations"], register["situations"], "{}", file.display());
        }
    }
}

/// What two files of one register must agree in: all but where the file is and what the reader says of its form.
fn comparable(mut register: Value, table_of_text: bool) -> Value {
    let object = register.as_object_mut().unwrap();
    object.remove("source");
    for finding in object["findings"].as_array_mut().unwrap() {
        finding.as_object_mut().unwrap().remove("place");
    }
    // What became of the rows, and that a table of text does not say whose it is, concerns the form alone.
    let of_form = ["TB507", "TB512"];
    object["findings"].as_array_mut().unwrap().retain(|finding| !of_form.contains(&finding["code"].as_str().unwrap()));
    // In the order of the situations, not of the places.
    object["findings"].as_array_mut().unwrap().sort_by_key(|finding| finding.to_string());
    if table_of_text {
        object.remove("organization");
        object.remove("assessment");
        // The table does not say who controls high risks, nor when and by whom they were assessed; TB205 and TB208 say that.
        object["findings"]
            .as_array_mut()
            .unwrap()
            .retain(|finding| finding["code"] != "TB205" && finding["code"] != "TB208");
        for finding in object["findings"].as_array_mut().unwrap() {
            finding.as_object_mut().unwrap().remove("message");
        }
    }
    register
}

fn check_all_formats(name: &str, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let at = |file: &str| folder.path().join(file);
    let toml = at(&format!("{name}.toml"));
    std::fs::write(&toml, text).unwrap();
    let wanted = assessed(&toml);
    let (written, rewritten, table) = (at(&format!("{name}.xlsx")), at("rewritten.xlsx"), at(&format!("{name}.csv")));
    tobokel(&["convert"], &[&toml, &written]);
    tobokel(&["convert"], &[&toml, &table]);
    python("rewrite", &[&written, &rewritten]);
    let mut files = vec![written.clone(), rewritten];
    for kind in ["xlsx", "ods", "xls"] {
        files.push(office(folder.path(), &written, kind));
    }
    for file in files {
        let found = comparable(assessed(&file), false);
        assert_eq!(found, comparable(wanted.clone(), false), "{}", file.display());
    }
    let text = std::fs::read_to_string(&table).unwrap();
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let mut tables = vec![
        ("utf-8", text.clone().into_bytes()),
        ("utf-8 with a mark", format!("\u{feff}{text}").into_bytes()),
        ("utf-16 le", utf16(false)),
        ("utf-16 be", utf16(true)),
    ];
    // Windows-1251 has no Kyrgyz letters: only a Russian register fits into it.
    let (bytes, _, lost) = encoding_rs::WINDOWS_1251.encode(&text);
    if !lost {
        tables.push(("windows-1251", bytes.into_owned()));
    }
    assert!(!lost || name != "школа", "the Russian register fits into Windows-1251");
    for (encoding, bytes) in tables {
        std::fs::write(&table, bytes).unwrap();
        let found = comparable(assessed(&table), true);
        assert_eq!(found, comparable(wanted.clone(), true), "CSV in {encoding}");
    }
}

const RUSSIAN: &str = r#"
[organization]
name = "Школа"
id = "школа"
language = "ru"
[assessment]
high_level_controller = "директор"
[[function]]
group = "Закупки"
name = "Закупка товаров"
[[function.situation]]
id = "1.1"
text = "Выбор поставщика \"по знакомству\"; цена завышена"
category = "potential"
positions = ["завхоз", "бухгалтер; кассир"]
declared_level = "medium"
likelihood = { score = 2, justification = "жалобы" }
harm = { score = 3, justification = "бюджет\nшколы" }
control = { description = "комиссия", effectiveness = "high", evidence = "протокол" }
[[function.situation.measure]]
text = "Обучение"
due = "2027-Q1"
responsible = ["директор"]
[[function.situation.measure]]
text = "=Проверка"
due = "2027"
"#;

#[test]
#[ignore = "needs LibreOffice and openpyxl"]
fn one_register_is_the_same_from_every_program() {
    check_all_formats("школа", RUSSIAN);
    for name in ["dostuk", "department"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("registers/{name}.toml"));
        check_all_formats(name, &std::fs::read_to_string(path).unwrap());
    }
}

#[test]
#[ignore = "needs LibreOffice and openpyxl"]
fn the_template_is_set_up_as_it_says_and_counts_what_is_left_as_it_came() {
    for language in ["ky", "ru"] {
        let folder = tempfile::tempdir().unwrap();
        let [begun, adapted] = ["begun.xlsx", "adapted.xlsx"].map(|name| folder.path().join(name));
        tobokel(&["init", "--kind", "kindergarten", "--lang", language], &[&begun]);
        let seen: Value = serde_json::from_slice(&python("look", &[&begun]).stdout).unwrap();
        let sheets = seen["sheets"].as_array().unwrap();
        let states: Vec<&str> = sheets.iter().map(|sheet| sheet["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["visible", "visible", "visible", "visible", "visible", "hidden"]);
        assert_eq!(sheets[3]["links"].as_array().unwrap().len(), 4, "a way to each sheet");
        let frozen: Vec<&Value> = sheets.iter().map(|sheet| &sheet["frozen"]).collect();
        assert_eq!((frozen[1], frozen[2]), (&"D2".into(), &"C2".into()));
        assert_eq!(sheets[1]["refused"], 3);
        assert_eq!(seen["active"], sheets[3]["name"], "it opens on the page that greets");
        for sheet in sheets {
            assert_eq!(sheet["protected"], false, "{}", sheet["name"]);
            for lengths in sheet["prompts"].as_array().unwrap() {
                assert!(lengths[0].as_u64() <= Some(32) && lengths[1].as_u64() <= Some(255), "{}", sheet["name"]);
            }
        }
        // LibreOffice calculates what the first page shows: one situation fewer once a word was changed.
        python("adapt", &[&begun, &adapted]);
        for (file, left) in [(&begun, "17"), (&adapted, "16")] {
            let saved = office(folder.path(), file, "xlsx");
            let seen: Value = serde_json::from_slice(&python("look", &[&saved]).stdout).unwrap();
            let first: Vec<Vec<String>> = serde_json::from_value(seen["first"].clone()).unwrap();
            let shows = |wanted: &str| first.iter().any(|row| row.get(1).is_some_and(|shown| shown == wanted));
            assert!(shows("0 / 17") && shows(left), "{language}, {left}: {first:?}");
        }
        let findings = assessed(&adapted)["findings"].as_array().unwrap().clone();
        assert_eq!(findings.iter().filter(|finding| finding["code"] == "TB610").count(), 16);
    }
}
