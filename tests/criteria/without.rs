//! A register without criteria: every document is the same, byte by byte, whether the method has criteria or none.

use super::{DEFAULT, EMBEDDED, made_up};
use crate::support::{Folder, said};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};
use std::path::Path;

/// A register with everything but criteria; what it holds is illustrative.
fn register(id: &str, date: &str, harm: u8) -> String {
    let mut text = format!(
        "[organization]\nname = \"Өрнөк айыл өкмөтү {id}\"\nid = \"{id}\"\nlanguage = \"ky\"\n\
         [assessment]\ndate = {date}\nmethod = \"made-up-14\"\norder = \"№ 7\"\nassessors = [\"катчы\"]\n\
         high_level_controller = \"башчы\"\n[[function]]\nname = \"Жер участогун берүү\"\n"
    );
    for number in 1..=4_u8 {
        let _ = write!(
            text,
            "[[function.situation]]\nid = \"1.{number}\"\ntext = \"Адис {number}-арызды кезексиз каттап, белек алат\"\n\
             unit = \"Жер сектору\"\npositions = [\"жер адиси\"]\n\
             likelihood = {{ score = {}, justification = \"{number}-кезек жарыяланбайт\" }}\n\
             harm = {{ score = {harm}, justification = \"{number} үй-бүлө, 4 млн сом\" }}\n\
             control = {{ description = \"журнал\", effectiveness = \"high\", evidence = \"2026-жылдын журналы\" }}\n\
             [[function.situation.measure]]\ntext = \"{number}-кезекти жарыялоо\"\ndue = \"2026-Q4\"\n\
             responsible = [\"катчы\"]\nexpected_result = \"Кезек көрүнөт\"\ntarget_level = \"low\"\n",
            1 + number % 3
        );
    }
    // One without points: findings say what is missing, and documents are drafts.
    text + "[[function.situation]]\nid = \"2\"\ntext = \"Адис арызды жоготот\"\nharm = { score = 2 }\n"
}

/// The same as a table that an office might send.
const TABLE: &str = "№;Функция;Ситуация;Вероятность;Обоснование;Ущерб;Обоснование;Мера;Срок;Исполнитель\n\
    1;Выдача участков;Специалист берёт подарок за очередь;2;Очередь не публикуется;3;12 участков;Публиковать очередь;2026-Q4;секретарь\n";

/// Every document that the program makes of registers: what runs in which language, then all that was written and printed.
fn everything(method: &str) -> BTreeMap<String, Vec<u8>> {
    let folder =
        Folder::with(&[("m.toml", method), ("in/table.csv", TABLE)], &["--method", "m.toml", "--as-of", "2026-06-20"]);
    for (name, id, date, harm) in [
        ("in/a.toml", "a", "2026-06-15", 3),
        ("in/b.toml", "b", "2026-06-15", 2),
        ("old/a.toml", "a", "2025-06-15", 1),
        ("old/b.toml", "b", "2025-06-15", 2),
    ] {
        folder.write(name, register(id, date, harm));
    }
    let mut all = BTreeMap::new();
    for language in ["ky", "ru", "en"] {
        let runs: [&[&str]; 17] = [
            &["assess", "in/a.toml", "-o", "OUT/a.xlsx", "-o", "OUT/a.docx", "-o", "OUT/a.json", "-o", "OUT/a.csv"],
            &["assess", "in", "-o", "OUT/all/"],
            &["assess", "in/a.toml", "--format", "table"],
            &["assess", "in/table.csv", "--format", "json"],
            &["check", "in"],
            &["check", "in", "--format", "json"],
            &["check", "in/table.csv", "--show-columns"],
            &["explain", "in/a.toml", "1.1"],
            &["explain", "in/a.toml", "2"],
            &["plan", "in/a.toml", "-o", "OUT/plan.xlsx", "-o", "OUT/plan.docx"],
            &["monitor", "in/a.toml", "-o", "OUT/monitor.xlsx", "-o", "OUT/monitor.json"],
            &["compare", "old/a.toml", "in/a.toml", "-o", "OUT/c.xlsx", "-o", "OUT/c.docx", "-o", "OUT/c.json"],
            &["compare", "old", "in", "-o", "OUT/many.xlsx", "-o", "OUT/many.json"],
            &["compare", "old/a.toml", "in/a.toml"],
            &["convert", "in/a.toml", "OUT/form.xlsx"],
            &["convert", "in/a.toml", "OUT/form.docx"],
            &["publish", "in", "-o", "OUT/site/", "--force"],
        ];
        for arguments in runs {
            let named: Vec<String> =
                arguments.iter().map(|word| word.replace("OUT", &format!("out-{language}"))).collect();
            let named: Vec<&str> = named.iter().map(String::as_str).collect();
            std::fs::create_dir_all(folder.path(&format!("out-{language}"))).unwrap();
            let output = folder.run(&[&named, &["--lang", language][..]].concat());
            assert!(matches!(output.status.code(), Some(0 | 1)), "{named:?}: {}", said(&output));
            all.insert(format!("{language}: {}", named.join(" ")), said(&output).into_bytes());
        }
        written(&folder.path(&format!("out-{language}")), language, &mut all);
    }
    all
}

/// The files of a folder; of a workbook or Word document each part.
fn written(folder: &Path, name: &str, all: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{name}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            written(&path, &name, all);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        if path.extension().is_some_and(|ending| ending == "xlsx" || ending == "docx") {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for number in 0..archive.len() {
                let mut part = archive.by_index(number).unwrap();
                let mut text = Vec::new();
                part.read_to_end(&mut text).unwrap();
                all.insert(format!("{name} {number} {}", part.name().unwrap()), text);
            }
        } else {
            all.insert(name, bytes);
        }
    }
}

/// A document without the fingerprints that it names: that of the method differs, and that of a document that names it.
fn without_fingerprints(document: &[u8]) -> String {
    let text = String::from_utf8_lossy(document);
    let is_hex = |letter: char| matches!(letter, '0'..='9' | 'a'..='f');
    let mut out = String::new();
    let mut rest = text.as_ref();
    while let Some(at) = rest.find(is_hex) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|letter| !is_hex(letter)).unwrap_or(from.len());
        out.push_str(before);
        out.push_str(if end == 64 { "FINGERPRINT" } else { &from[..end] });
        rest = &from[end..];
    }
    out + rest
}

#[test]
fn without_criteria_every_document_is_the_same_whether_the_method_has_any_or_none() {
    let with = everything(&EMBEDDED[0].1.replace(DEFAULT, "made-up-14"));
    let without = everything(&made_up(""));
    assert!(with.len() > 200, "{:?}", with.keys());
    let (names, others): (Vec<_>, Vec<_>) = (with.keys().collect(), without.keys().collect());
    assert_eq!(names, others);
    for (name, document) in &with {
        let [one, other] = [document, &without[name]].map(|document| without_fingerprints(document));
        if one != other {
            let at = one.bytes().zip(other.bytes()).position(|(one, other)| one != other).unwrap_or_default();
            let near = |text: &str| {
                String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(80)..text.len().min(at + 80)]).into_owned()
            };
            panic!("{name}:\n{}\n{}", near(&one), near(&other));
        }
    }
}
