//! Workbooks as files: their charts can be read whatever the register holds, and their archives are the same on every system.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A register of so many situations, all at the highest level.
fn register(name: &str, situations: usize) -> String {
    let mut text = format!("[organization]\nname = \"{name}\"\n[[function]]\nname = \"иш\"\n");
    for number in 0..situations {
        write!(
            text,
            "[[function.situation]]\ntext = \"кырдаал {number}\"\nlikelihood = {{ score = 3, justification = \"себеп {number}\" }}\n\
             harm = {{ score = 3, justification = \"зыян {number}\" }}\n"
        )
        .unwrap();
    }
    text
}

fn tobokel(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tobokel"));
    let output = command.current_dir(folder).args(arguments).output().expect("the program starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {stderr}");
}

/// The XML of the only chart of a workbook.
fn chart(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name("xl/charts/chart1.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// The number that an element of a chart has for its value.
fn value(xml: &str, element: &str) -> Option<f64> {
    let (_, rest) = xml.split_once(&format!("<c:{element} val=\""))?;
    rest.split_once('"')?.0.parse().ok()
}

#[test]
fn the_axis_of_a_chart_has_few_numbers_however_many_situations_there_are() {
    let folder = TempDir::new().unwrap();
    for situations in [1, 3, 240, 1_000] {
        std::fs::write(folder.path().join("a.toml"), register("Достук", situations)).unwrap();
        tobokel(folder.path(), &["assess", "a.toml", "-q", "-o", "a.xlsx"]);
        let xml = chart(&folder.path().join("a.xlsx"));
        let (most, step) = (value(&xml, "max").unwrap(), value(&xml, "majorUnit").unwrap());
        assert!(most / step <= 8.0, "{situations}: numbers up to {most} in steps of {step}");
        // The label of the tallest column stands above it, below the title.
        assert!(most > f64::from(u32::try_from(situations).unwrap()), "{situations}: the axis ends at {most}");
    }
}

#[test]
fn a_long_name_of_an_organisation_stands_line_by_line_beside_its_bar() {
    let folder = TempDir::new().unwrap();
    let long = "Республикалык бюджеттик каражаттарды көзөмөлдөө борбору, ".repeat(5);
    for count in [2, 12] {
        for number in 0..count {
            let name = if number == 1 { &long } else { "Достук" };
            let path = folder.path().join(format!("r{number}.toml"));
            std::fs::write(path, register(&format!("{name} {number}"), 200 + number)).unwrap();
        }
        tobokel(folder.path(), &["assess", ".", "-q", "-o", "all.xlsx"]);
        let xml = chart(&folder.path().join("all.xlsx"));
        // Upright columns have their names aslant under them, as long as they are: over the edge of the page.
        assert!(xml.contains("<c:barDir val=\"bar\"/>") && xml.contains("<c:grouping val=\"stacked\"/>"), "{xml}");
        // Programs leave out every second of long names unless they are told not to.
        assert_eq!(value(&xml, "tickLblSkip"), Some(1.0), "{xml}");
        // The first of the table is the first of the chart.
        assert!(xml.contains("<c:orientation val=\"maxMin\"/>"), "{xml}");
    }
}

#[test]
fn a_long_name_in_the_footer_ends_before_the_day_in_the_middle() {
    let folder = TempDir::new().unwrap();
    let long = "Республикалык бюджеттик каражаттарды көзөмөлдөө борбору, ".repeat(4);
    std::fs::write(folder.path().join("a.toml"), register(&long, 2)).unwrap();
    tobokel(folder.path(), &["assess", "a.toml", "-q", "-o", "a.xlsx"]);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(folder.path().join("a.xlsx")).unwrap()).unwrap();
    let mut xml = String::new();
    let mut seen = 0;
    while let Ok(mut part) = archive.by_name(&format!("xl/worksheets/sheet{}.xml", seen + 1)) {
        xml.clear();
        part.read_to_string(&mut xml).unwrap();
        seen += 1;
        let Some((_, footer)) = xml.split_once("<oddFooter>") else { continue };
        let name = footer.split_once("&amp;C").unwrap().0.trim_start_matches("&amp;L&amp;8 ");
        let most = if xml.contains("orientation=\"landscape\"") { 65 } else { 41 };
        assert!(name.ends_with('…') && name.chars().count() <= most, "{seen}: {name}");
    }
    assert!(seen > 1);
}

/// What the directory of an archive says of its parts besides their names, sizes and places: who made them and how.
fn headers(bytes: &[u8]) -> BTreeSet<Vec<u8>> {
    let entries = bytes.windows(4).enumerate().filter(|(_, four)| four == b"PK\x01\x02");
    entries.map(|(at, _)| [&bytes[at + 4..at + 16], &bytes[at + 34..at + 42]].concat()).collect()
}

#[test]
fn all_workbooks_have_the_headers_of_one_system() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.toml"), register("Достук", 2)).unwrap();
    std::fs::write(folder.path().join("b.toml"), register("Ынтымак", 2)).unwrap();
    for arguments in [
        ["init", "template.xlsx"].as_slice(),
        &["convert", "a.toml", "register.xlsx"],
        &["assess", "a.toml", "-q", "-o", "assessment.xlsx"],
        &["assess", "a.toml", "-q", "-o", "map.xlsx", "--parts", "map"],
        &["assess", "a.toml", "b.toml", "-q", "-o", "all.xlsx", "--replies", "replies/"],
        &["plan", "a.toml", "-q", "-o", "plan.xlsx"],
        &["monitor", "a.toml", "-q", "-o", "monitor.xlsx"],
        &["compare", "a.toml", "b.toml", "-o", "comparison.xlsx"],
    ] {
        tobokel(folder.path(), arguments);
    }
    let all = ["template", "register", "assessment", "map", "all", "plan", "monitor", "comparison", "replies/a"];
    for name in all {
        let headers = headers(&std::fs::read(folder.path().join(format!("{name}.xlsx"))).unwrap());
        // Version 2.0 of the format on Unix, deflated, no time, a plain file that its owner reads and writes.
        let expected = [20, 3, 20, 0, 0, 0, 8, 0, 0, 0, 33, 0, 0, 0, 0, 0, 0, 0, 128, 129];
        assert_eq!(headers, BTreeSet::from([expected.to_vec()]), "{name}");
    }
}

#[test]
fn the_printed_plan_has_the_official_titles_and_sections_that_begin_with_a_capital_letter() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.toml"), register("Достук", 1)).unwrap();
    let printed = [
        (
            "ky",
            ["Жогорку деңгээл. ", "Иш-чаралар", "Ишке ашыруу мөөнөтү", "Күтүлүүчү натыйжалар", "Каржылоо булактары"],
        ),
        (
            "ru",
            ["Высокий уровень. ", "Мероприятия", "Срок реализации", "Ожидаемые результаты", "Источники финансирования"],
        ),
    ];
    for (language, texts) in printed {
        tobokel(folder.path(), &["assess", "a.toml", "-q", "--force", "--lang", language, "-o", "a.xlsx"]);
        let bytes = std::fs::read(folder.path().join("a.xlsx")).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut shared = String::new();
        archive.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut shared).unwrap();
        for text in texts {
            assert!(shared.contains(text), "{language}: no {text:?}");
        }
    }
}
