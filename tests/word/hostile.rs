//! Documents that are damaged, cut short, or made to hurt: a sentence in a second, never a panic, never a document without bound.

use crate::support::docx::{Docx, archive, cell, cell_of, paragraph, row, row_of, table, table_of};
use jiff::civil::date;
use std::time::{Duration, Instant};
use tobokel::examine::{Conditions, Input, examine};
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::read::{embedded_method, shown_sheets};

/// How long a document may take. The tests run without optimisation, beside others.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 1 });

/// What is said of a document, with its advice; that it was read, where it was.
fn told(name: &str, bytes: &[u8]) -> String {
    let method = embedded_method(DEFAULT).unwrap();
    let begin = Instant::now();
    let examined = examine("a.docx", bytes, &Conditions::of(&method, date(2026, 7, 1)));
    assert!(begin.elapsed() < LONGEST, "{name}: {:?}", begin.elapsed());
    match examined.input {
        Input::Refused { .. } => Language::En.message(&examined.findings[0].message),
        _ => "read".to_owned(),
    }
}

fn usual() -> Docx {
    Docx::of(&table_of(&["№|Кырдаал|Чара", "1|a|b"]))
}

/// Documents made to hurt, and what is said of each.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = usual().bytes();
    let document = |xml: &str| usual().part("word/document.xml", xml).bytes();
    let spaced = |inside: &str| {
        document(&format!(
            r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{inside}</w:body></w:document>"#
        ))
    };
    let without =
        |name: &str| archive(&usual().parts().into_iter().filter(|(part, _)| part != name).collect::<Vec<_>>());
    let deep = |tag: &str| format!("<w:{tag}>").repeat(100_000);
    let entity = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><w:document><w:body>&b;</w:body></w:document>";
    let span =
        |columns: &str| spaced(&table(&row(&cell_of(&format!(r#"<w:gridSpan w:val="{columns}"/>"#), &paragraph("a")))));
    let mut nested = table_of(&["a|b"]);
    for _ in 0..40 {
        nested = table(&row(&(cell_of("", &(nested + &paragraph("x"))) + &cell("y"))));
    }
    let merges: String = (0..20_000).map(|_| row(&cell_of("<w:vMerge/>", &paragraph("a")))).collect();
    let circle = r#"<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>"#;
    let of_circle = r#"<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"#;
    let many_tables = table_of(&["a|b"]) + &paragraph("x");
    let damaged = "the document is damaged";
    vec![
        ("cut short", whole[..whole.len() / 2].to_vec(), damaged),
        ("without its end", whole[..whole.len() - 10].to_vec(), damaged),
        ("a bomb", spaced(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(20 << 20))), "one text or tag"),
        (
            "a bomb of styles",
            usual().part("word/styles.xml", format!("<w:styles>{}</w:styles>", "<a/>".repeat(1_000_001))).bytes(),
            "styles and lists",
        ),
        ("deep", document(&deep("p")), "elements of the document's inner text"),
        (
            "deep styles",
            usual().part("word/styles.xml", deep("style")).bytes(),
            "elements of the document's inner text",
        ),
        ("tables in tables", spaced(&nested), "tables, one in another"),
        ("without its text", without("word/document.xml"), "the part that is the document is missing"),
        ("without relations", without("_rels/.rels"), "read"),
        ("without types", without("[Content_Types].xml"), "read"),
        ("entities", document(entity), damaged),
        ("an unknown entity", document("<w:document>&b;</w:document>"), damaged),
        (
            "wrong encoding",
            document("<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document/>"),
            "the document has no table",
        ),
        (
            "not in its encoding",
            usual().part("word/document.xml", b"<w:document>\xff\xfe\xfd</w:document>".to_vec()).bytes(),
            damaged,
        ),
        ("a huge span", span("4294967295"), "columns of a table"),
        ("a span of nothing", span("0"), "this table has no header"),
        ("a span that is no number", span("-1"), "this table has no header"),
        ("merged without a beginning", spaced(&table(&merges)), "this table has no header"),
        (
            "styles in a circle",
            Docx::of(&table(&row(&(cell_of("", of_circle) + &cell("b"))))).styles(circle).bytes(),
            "this table has no header",
        ),
        ("two parts of one name", twins(), "two parts have one name"),
        ("encrypted", include_bytes!("../intake/locked.xlsx").to_vec(), "protected by a password"),
        (
            "random bytes",
            (0..50_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[1]).collect(),
            "cannot be read as text",
        ),
        ("an archive of nothing", archive(&[]), "another program"),
        ("not XML", document("hello"), "the document has no table"),
        ("an element that is not closed", document("<w:document><w:body>"), damaged),
        ("elements that cross", document("<w:document><w:p></w:document></w:p>"), damaged),
        ("more tables than any document has", spaced(&many_tables.repeat(1_100)), "tables: at most"),
        ("more columns than any form has", spaced(&table(&row(&cell("a").repeat(2_000)))), "columns of a table"),
        (
            "elements without their table",
            spaced(&(row_of("a|b") + &cell("c") + "<w:tblGrid/><w:vMerge/>")),
            "the document has no table",
        ),
        ("another document in it", spaced("<w:altChunk/>"), "holds another one inside"),
        ("numbers beyond all", numbers(), "this table has no header"),
    ]
}

/// An archive with two parts of one name, as the standard compares names.
fn twins() -> Vec<u8> {
    let mut parts = usual().parts();
    parts.push(("WORD/Document.xml".into(), parts[3].1.clone()));
    archive(&parts)
}

/// A list whose letters and numbers grow without end.
fn numbers() -> Vec<u8> {
    let list = r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="4294967295"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%9%0%"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
    let item = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>"#;
    Docx::of(&table(&row(&(cell_of("", &item.repeat(3)) + &cell("b"))))).numbering(list).bytes()
}

#[test]
fn a_document_that_is_made_to_hurt_gets_a_sentence_in_time() {
    for (name, bytes, expected) in hostile() {
        let told = told(name, &bytes);
        assert!(told.contains(expected), "{name}: {told}");
    }
}

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

/// Documents whose mutants are read.
fn seeds() -> Vec<Docx> {
    let list = r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
    let item = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>"#;
    let tracked = "<w:p><w:del w:id='1'><w:r><w:delText>x</w:delText></w:r></w:del><w:ins w:id='2'><w:r><w:t>Адис пара алат</w:t></w:r></w:ins></w:p>";
    let merged =
        |value: &str| cell_of(&format!("<w:gridSpan w:val='2'/><w:vMerge w:val='{value}'/>"), &paragraph("Жер"));
    let numbered = table(
        &(row_of("№|Функция|x|Учур же кырдаал|Ыктымалдуулук|Зыян|Чара")
            + &row(&(cell_of("", item)
                + &merged("restart")
                + &cell_of("", tracked)
                + &cell("3")
                + &cell("2")
                + &cell("Текшерүү")))
            + &row(&(cell_of("", item)
                + &merged("continue")
                + &cell("Кезек бузулат")
                + &cell("2")
                + &cell("2")
                + &cell("Кезек")))),
    );
    vec![
        usual(),
        Docx::of(&(paragraph("Тизмек") + &numbered)).numbering(list),
        Docx::of(&table(&row(&(cell_of("", &(table_of(&["a|b"]) + "<w:p/>")) + &cell("c"))))),
    ]
}

#[test]
fn five_hundred_mutants_are_read_or_refused_in_time() {
    let seeds = seeds();
    let mut numbers = Numbers(20_260_701);
    for mutant in 0..500 {
        let seed = &seeds[mutant % seeds.len()];
        let mut bytes = if mutant % 3 == 0 {
            seed.bytes()
        } else {
            let mut parts = seed.parts();
            let part = numbers.below(parts.len());
            let xml = &mut parts[if mutant % 3 == 1 { 3 } else { part }].1;
            for _ in 0..=numbers.below(4) {
                mutate(xml, &mut numbers);
            }
            archive(&parts)
        };
        if mutant % 3 == 0 {
            mutate(&mut bytes, &mut numbers);
        }
        told(&format!("mutant {mutant}"), &bytes);
        assert!(shown_sheets(&bytes).len() < 2_000);
    }
}

/// Changes a byte, takes a piece out, or repeats one elsewhere.
fn mutate(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    if bytes.is_empty() {
        return;
    }
    let at = numbers.below(bytes.len());
    let end = (at + 1 + numbers.below(60)).min(bytes.len());
    match numbers.below(4) {
        0 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
        1 => drop(bytes.drain(at..end)),
        2 => bytes.truncate(end),
        _ => {
            let piece: Vec<u8> = bytes[at..end].to_vec();
            let to = numbers.below(bytes.len());
            bytes.splice(to..to, piece);
        }
    }
}
