//! What says how to reach a person, or is a number by which the State knows one, and what only looks like it. All numbers are made up.

use super::{DAY, done, files, register, table};
use crate::support::{Folder, said};
use tobokel::rules::has_contact;

/// In the ways in which people write them.
const CONTACTS: [&str; 45] = [
    // Addresses of mail.
    "dostuk@example.kg",
    "Суроолор болсо: qabyldoo.dostuk@mail.example.kg",
    "пишите на почту Info@Example.KG, ответим",
    "дареги — info @ example.kg",
    "почта@пример.кг",
    // With the code of the country.
    "+996 555 000 000",
    "+996(312)00-00-00",
    "+996 (312) 00 00 00",
    "+996312000000 номерине чалыңыз",
    "+996-700-00-00-00",
    "+7 495 000-00-00",
    "996 700 000000 WhatsApp",
    "00996 555 00 00 00",
    "996555000000",
    // With the 0 of a call within the country.
    "0 (312) 00-00-00",
    "0312 00 00 00",
    "0312-00-00-00",
    "(0312) 00-00-00",
    "0(3134) 5-00-00",
    "03134 5-00-00 номери",
    "0(31342) 5-00-00",
    "0555 000 000",
    "0555000000",
    "0 700 00 00 00",
    "Кабылдоо бөлмөсү, 0\u{a0}(312)\u{a0}00\u{2011}00\u{2011}00",
    "0555.00.00.00",
    "ишеним телефону 0800 00 00 00",
    // Without it.
    "(312) 00-00-00",
    "(3134) 5-00-00",
    "555-00-00-00",
    "555 00-00-00",
    "700-000-000",
    // Behind a word for a telephone.
    "тел. 00-00-00",
    "тел.: 000000",
    "Телефон: 5-00-00",
    "моб. 555 000 000",
    "факс 00 00 00",
    "ватсап номери 700000000",
    "phone 000-000-000",
    // Personal numbers.
    "20101197000000",
    "ПИН 20101197000000 болгон жаран",
    "ИНН: 0 0101 2000 00000",
    "2 01 01 1970 00000",
    "ПИНи 2010119700000",
    "инн - 01012000000000",
];

/// Numbers of acts, money, days, years, shares, papers and things.
const NONE: [&str; 52] = [
    "№ 232",
    "2026-жылдын 24-апрелиндеги № 232 токтому",
    "постановление от 24.04.2026 № 232",
    "КРнын 2012-жылдын 8-августундагы № 153 Мыйзамы",
    "приказ № 01-7/1245 от 12.05.2026",
    "буйрук № 312-00",
    "протокол № 55-123-456",
    "исх. № 02-3/0312 от 05.03.2026",
    "2025-2027",
    "2025–2027-жылдары",
    "2026-Q4",
    "2026-жылдын III кварталы",
    "01.01.2026 - 31.12.2027",
    "05.03.2026 10:00",
    "с 01.02.2026 по 31.03.2026",
    "2026-03-05, 2026-04-05",
    "10 000 000 сом",
    "700 500 100 сом",
    "555 000 000 сомов",
    "1 500 000 000 сом",
    "12 345 678 901 234 сом",
    "рост на +1 500 000 000 сом",
    "996 000 000 000 сом",
    "бюджет 300 млн 500 миң сом",
    "(312) 500 000 сом",
    "0,5 %",
    "0.312500000",
    "100%",
    "1 234 567,89 сом",
    "25 000 доллар",
    "15 телефон сатып алуу",
    "телефон үчүн 250000 сом",
    "ишеним телефонун 2026-2027-жылдары иштетүү",
    "телефон тууралуу № 12345 буйрук",
    "телефон 2026-жылдын 1-июлуна чейин",
    "ишеним телефону 112",
    "тел. линиясы, 5 кабинет",
    "жетектелген 12345 адам",
    "ул. Киевская, 96",
    "720001, Бишкек шаары",
    "5-02-03-0012-0345",
    "каб. 312, 3-кабат",
    "08:00-17:00",
    "0800-1700",
    "ISO 37001:2016",
    "40 саат, 3 күн, 15 адам",
    "2215 1200 статьясы",
    "эсеп 1280016000000000",
    "ОКПО 24567890",
    "1, 2, 3, 4, 5, 6, 7, 8, 9",
    "1.1, 1.2, 10.15, 2.4.1",
    "мектеп № 5, 2 класс @ 10",
];

#[test]
fn telephones_mail_and_personal_numbers_are_told_from_numbers_of_acts_money_and_days() {
    let missed: Vec<&str> = CONTACTS.into_iter().filter(|text| !has_contact(text)).collect();
    let taken: Vec<&str> = NONE.into_iter().filter(|text| has_contact(text)).collect();
    assert!(missed.is_empty() && taken.is_empty(), "missed: {missed:#?}\ntaken: {taken:#?}");
}

#[test]
fn no_text_that_the_project_ships_holds_a_contact() {
    for folder in ["registers", "examples", "src/starter/kinds"] {
        for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
            if entry.path().extension().is_some_and(|extension| extension == "toml") {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                let held: Vec<&str> = text.lines().filter(|line| !line.starts_with('#') && has_contact(line)).collect();
                let allowed = |line: &&&str| line.starts_with("address = ");
                assert_eq!(held.iter().filter(|line| !allowed(line)).count(), 0, "{:?}: {held:#?}", entry.path());
            }
        }
    }
}

#[test]
fn a_text_with_a_contact_stays_whole_and_counted_and_the_address_to_write_to_leaves() {
    let hotline = "0 (312) 00-00-00";
    let text = register("a", "Tash", &[(1, 1), (3, 3)]);
    let text = text.replacen("unit = \"Land sector\"", &format!("unit = \"Land sector, {hotline}\""), 1);
    let text = text.replacen("Publish the queue of", "Send the queue to clerk@example.kg, act № 232 of", 1);
    let folder = Folder::with(
        &[("a.toml", &text), ("tobokel.toml", "[publish]\naddress = \"Tash, +996 312 00-00-01, tash@example.kg\"\n")],
        DAY,
    );
    let output = folder.run(&["publish", "a.toml", "-o", "site"]);
    done(&output);
    assert!(said(&output).contains("2 texts; --preview"), "{}", said(&output));
    for (name, bytes) in files(&folder.path("site")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(hotline) && !text.contains("clerk@example.kg"), "{name}");
    }
    let rows = table(&folder.path("site"), "situations.csv");
    assert_eq!([&rows[0]["unit"], &rows[0]["withheld"], &rows[1]["unit"]], ["", "unit", "Land sector"]);
    assert_eq!(table(&folder.path("site"), "measures.csv")[0]["withheld"], "measure");
    let page = folder.read("site/index.html");
    assert!(page.contains("Tash, +996 312 00-00-01, tash@example.kg"));
    assert!(page.contains("not published: a telephone, mail or a personal number stands here"));
    let document: serde_json::Value = serde_json::from_str(&folder.read("site/assessment.json")).unwrap();
    let withheld = document["publication"]["bodies"][0]["withheld"].as_array().unwrap();
    let why = |field: &str| withheld.iter().find(|one| one["field"] == field && one["why"] == "contact").unwrap();
    assert_eq!([&why("unit")["count"], &why("measure")["count"]], [1, 1]);
    let preview = folder.run(&["publish", "a.toml", "--preview"]);
    let shown = said(&preview);
    assert!(shown.contains("holds a telephone, mail or a personal number") && shown.contains("a.toml"), "{shown}");
    assert!(!shown.contains(hotline) && !shown.contains("clerk@"), "{shown}");
}
