//! `assess --check` on a workbook that somebody changed: what a reader sees of it is content, whatever the file is called; how
//! the file is made up is not.

use super::support::{said, tobokel};
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use tempfile::TempDir;
use tobokel::locale::{Language, Message};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

const REGISTER: &str = "[organization]\nname = \"Достук\"\n[assessment]\ndate = 2026-06-15\n\
    [[function]]\nname = \"Жер\"\n[[function.situation]]\nid = \"1.1\"\ntext = \"Жер тилкесин берүү үчүн пара алуу\"\n\
    likelihood = { score = 3, justification = \"үч арыз\" }\nharm = { score = 3, justification = \"бир жер тилкеси\" }\n\
    [[function.situation.measure]]\ntext = \"кезекти жарыялоо\"\ndue = \"2026-Q4\"\nresponsible = [\"катчы\"]\n";

type Parts = Vec<(String, Vec<u8>)>;

/// A folder with a register and its workbook, and the parts of that.
struct Made {
    folder: TempDir,
    parts: Parts,
}

fn made() -> Made {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.toml"), REGISTER).unwrap();
    run(folder.path(), &["assess", "a.toml", "-q", "-o", "a.xlsx", "--as-of", "2026-11-21", "--lang", "en"]);
    let bytes = std::fs::read(folder.path().join("a.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let part = |name: String| {
        let mut content = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut content).unwrap();
        (name, content)
    };
    Made { folder, parts: names.into_iter().map(part).collect() }
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = tobokel(folder, arguments).output().unwrap();
    (output.status.code(), said(&output))
}

impl Made {
    /// What `--check` says of the workbook with other parts; it always fails.
    fn check(&self, parts: &Parts, method: CompressionMethod) -> String {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            writer.write_all(content).unwrap();
        }
        std::fs::write(self.folder.path().join("a.xlsx"), writer.finish().unwrap().into_inner()).unwrap();
        let (code, said) =
            run(self.folder.path(), &["assess", "a.toml", "--check", "-o", "a.xlsx", "--lang", "en", "-q"]);
        assert_eq!(code, Some(1), "{said}");
        said
    }

    /// The workbook with a text in a part replaced.
    fn with(&self, name: &str, from: &str, to: &str) -> Parts {
        let mut parts = self.parts.clone();
        let (_, content) = parts.iter_mut().find(|(own, _)| own == name).unwrap();
        let text = std::str::from_utf8(content).unwrap();
        assert!(text.contains(from), "{name} lacks {from}: {text}");
        *content = text.replacen(from, to, 1).into_bytes();
        parts
    }

    fn text(&self, name: &str) -> String {
        let (_, content) = self.parts.iter().find(|(own, _)| own == name).unwrap();
        String::from_utf8(content.clone()).unwrap()
    }
}

fn make_up() -> String {
    Language::En.text("check-bytes-only")
}

const SUMMARY: &str = "xl/worksheets/sheet1.xml";
const MAP: &str = "xl/worksheets/sheet2.xml";
const LIST: &str = "xl/worksheets/sheet3.xml";
/// The table that has a filter.
const SCORES: &str = "xl/worksheets/sheet4.xml";

#[test]
fn what_a_reader_sees_is_content() {
    let made = made();
    let list = made.text(LIST);
    let level = list.rsplit("<c r=\"").next().unwrap();
    let (cell, _) = level.split_once('"').unwrap();
    let look = level.split_once(" s=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let styles = made.text("xl/styles.xml");
    // The look of the levels, with a format that shows each as LOW.
    let xf = styles.split_once("<cellXfs").unwrap().1.split("<xf ").nth(look.parse::<usize>().unwrap() + 1).unwrap();
    let shown_low = xf.replacen("numFmtId=\"0\"", "numFmtId=\"200\"", 1);
    let mut low = made.with("xl/styles.xml", xf, &shown_low);
    let formats = "<numFmts count=\"1\"><numFmt numFmtId=\"200\" formatCode=\"&quot;LOW&quot;;&quot;LOW&quot;;&quot;LOW&quot;;&quot;LOW&quot;\"/></numFmts><fonts";
    let (_, content) = low.iter_mut().find(|(name, _)| name == "xl/styles.xml").unwrap();
    *content = String::from_utf8(content.clone()).unwrap().replacen("<fonts", formats, 1).into_bytes();
    let said = made.check(&low, CompressionMethod::Deflated);
    assert!(!said.contains(&make_up()) && said.contains("LOW"), "{said}");
    assert!(said.contains(&Language::En.text("aspect-number-format")), "{said}");
    // Many cells of one look are one difference.
    assert!(said.lines().filter(|line| line.contains("LOW")).count() <= 7, "{said}");

    let white = |parts: &str| parts.replacen("<sz val=\"10\"/>", "<sz val=\"10\"/><color rgb=\"FFFFFFFF\"/>", 1);
    let fonts = styles.split_once("<fonts").unwrap().1.split_once("</fonts>").unwrap().0;
    let drawn = made.text("xl/charts/chart1.xml");
    let title = drawn.split_once("<a:t>").unwrap().1.split_once("</a:t>").unwrap().0;
    let texts = made.text("xl/sharedStrings.xml");
    let shared = texts.split_once("<si><t>").unwrap().1.split_once("</t>").unwrap().0;
    let (struck, plain) =
        (format!("<si><r><rPr><strike/></rPr><t>{shared}</t></r></si>"), format!("<si><t>{shared}</t></si>"));
    let rule = |inside: &str| format!("{inside}<pageMargins");
    for (name, from, to, aspect) in [
        ("xl/workbook.xml", "<sheet name=", "<sheet state=\"hidden\" name=", "aspect-visibility"),
        ("xl/workbook.xml", "<sheet name=", "<sheet state=\"veryHidden\" name=", "aspect-visibility"),
        (
            "xl/workbook.xml",
            "</definedNames>",
            "<definedName name=\"X\">'Map'!$A$1</definedName></definedNames>",
            "aspect-name",
        ),
        ("xl/workbook.xml", "<bookViews>", "<workbookProtection lockStructure=\"1\"/><bookViews>", "aspect-protection"),
        ("xl/workbook.xml", "<workbookPr ", "<workbookPr showObjects=\"none\" ", "aspect-view"),
        ("xl/workbook.xml", "<workbookView ", "<workbookView visibility=\"hidden\" ", "aspect-view"),
        (SUMMARY, "<row r=\"7\"", "<row r=\"7\" hidden=\"1\"", "aspect-visibility"),
        (LIST, "<sheetFormatPr ", "<sheetFormatPr zeroHeight=\"1\" ", "aspect-visibility"),
        (SUMMARY, "<col min=\"2\"", "<col hidden=\"1\" min=\"2\"", "aspect-visibility"),
        (LIST, " ht=\"", " ht=\"1\" x=\"", "aspect-size"),
        (LIST, " width=\"", " width=\"1\" x=\"", "aspect-size"),
        (
            LIST,
            "<pageMargins",
            &rule(
                "<conditionalFormatting sqref=\"A1:Z99\"><cfRule type=\"expression\" priority=\"1\" dxfId=\"0\"><formula>TRUE</formula></cfRule></conditionalFormatting>",
            ),
            "aspect-conditional",
        ),
        (
            LIST,
            "<pageMargins",
            &rule(
                "<dataValidations count=\"1\"><dataValidation type=\"whole\" sqref=\"A1\"><formula1>1</formula1></dataValidation></dataValidations>",
            ),
            "aspect-validation",
        ),
        (LIST, "</sheetData>", "</sheetData><sheetProtection sheet=\"1\"/>", "aspect-protection"),
        (SCORES, "<autoFilter ref=", "<autoFilter x=\"1\" ref=", "aspect-filter"),
        (LIST, "<mergeCell ref=\"A", "<mergeCell ref=\"B", "aspect-merged"),
        (LIST, "<oddFooter>", "<oddFooter>&amp;L0", "aspect-header-footer"),
        (LIST, "<sheetView ", "<sheetView showZeros=\"0\" ", "aspect-view"),
        (LIST, "<pageMargins", &rule("<oleObjects><oleObject progId=\"x\"/></oleObjects>"), "aspect-other"),
        ("xl/styles.xml", fonts, &white(fonts), "aspect-look"),
        ("xl/sharedStrings.xml", &plain, &struck, "aspect-look"),
        ("xl/theme/theme1.xml", "lastClr=\"000000\"", "lastClr=\"FFFFFF\"", "aspect-look"),
        ("xl/charts/chart1.xml", title, "LOW", "aspect-drawing"),
        ("xl/charts/chart1.xml", "$B$", "$C$", "aspect-drawing"),
        ("xl/charts/chart1.xml", "formatCode=\"0\"", "formatCode=\"&quot;LOW&quot;\"", "aspect-drawing"),
        (
            "xl/drawings/drawing1.xml",
            "<xdr:clientData/>",
            "<xdr:sp><xdr:txBody><a:t>LOW</a:t></xdr:txBody></xdr:sp>",
            "aspect-drawing",
        ),
        (SUMMARY, "<drawing ", "<x ", "aspect-drawing"),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            "<Relationship Id=\"rId99\" Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" Target=\"vbaProject.bin\"/></Relationships>",
            "aspect-other",
        ),
    ] {
        let said = made.check(&made.with(name, from, to), CompressionMethod::Deflated);
        let is_named = said.contains(&format!(", {}", Language::En.text(aspect)));
        assert!(!said.contains(&make_up()) && is_named, "{name}: {from} → {to}, {aspect}\n{said}");
        assert!(!said.contains(&Language::En.text("check-not-a-workbook")), "{name}: {from} → {to}\n{said}");
    }
    let formula = made.with(LIST, &format!("<c r=\"{cell}\""), &format!("<c r=\"{cell}\"><f>1+1</f></c><c r=\"ZZ1\""));
    assert!(!made.check(&formula, CompressionMethod::Deflated).contains(&make_up()));
    // A sheet whose texts differ says where, as before.
    let said = made
        .check(&made.with("xl/sharedStrings.xml", "кезекти жарыялоо", "кезекти жашыруу"), CompressionMethod::Deflated);
    let message = Message::new("check-place").with("disk", "кезекти жашыруу").with("now", "кезекти жарыялоо");
    let (_, words) = Language::En
        .message(&message.with("place", "@"))
        .split_once('@')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    assert!(said.contains(words.trim()), "{said}");
}

#[test]
fn a_row_too_low_for_its_texts_is_content() {
    let made = made();
    for (name, from, to) in [
        (SUMMARY, "<row r=\"7\"", "<row ht=\"0.1\" customHeight=\"1\" r=\"7\""),
        (SUMMARY, "<row r=\"7\"", "<row ht=\"3\" customHeight=\"1\" r=\"7\""),
        (SUMMARY, "defaultRowHeight=\"15\"", "defaultRowHeight=\"0.1\" customHeight=\"1\""),
    ] {
        let said = made.check(&made.with(name, from, to), CompressionMethod::Deflated);
        let is_named = said.contains(&format!(", {}", Language::En.text("aspect-size")));
        assert!(!said.contains(&make_up()) && is_named, "{from} → {to}\n{said}");
    }
}

#[test]
fn a_hidden_row_and_a_hidden_column_are_two_places() {
    let made = made();
    let mut hidden = made.with(SUMMARY, "<row r=\"7\"", "<row r=\"7\" hidden=\"1\"");
    let (_, content) = hidden.iter_mut().find(|(name, _)| name == SUMMARY).unwrap();
    let text = String::from_utf8(content.clone()).unwrap();
    *content = text.replacen("<col min=\"2\"", "<col hidden=\"1\" min=\"2\"", 1).into_bytes();
    let said = made.check(&hidden, CompressionMethod::Deflated);
    assert!(said.contains("Summary!7, visibility") && said.contains("Summary!B, visibility"), "{said}");
}

#[test]
fn notes_and_pictures_that_were_added_are_content() {
    let made = made();
    let add = |parts: &mut Parts, name: &str, content: &str| parts.push((name.to_owned(), content.as_bytes().to_vec()));
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let mut parts = made.parts.clone();
    add(&mut parts, "xl/worksheets/_rels/sheet2.xml.rels", &relations("comments", "../comments1.xml"));
    let notes = "<comments><commentList><comment ref=\"B2\"><text><t>LOW</t></text></comment></commentList></comments>";
    add(&mut parts, "xl/comments1.xml", notes);
    let said = made.check(&parts, CompressionMethod::Deflated);
    assert!(said.contains("B2, note") && said.contains("LOW") && !said.contains(&make_up()), "{said}");

    let mut parts = made.with(MAP, "</worksheet>", "<drawing r:id=\"rId1\"/></worksheet>");
    add(&mut parts, "xl/worksheets/_rels/sheet2.xml.rels", &relations("drawing", "../drawings/drawing9.xml"));
    add(&mut parts, "xl/drawings/_rels/drawing9.xml.rels", &relations("image", "../media/image1.png"));
    add(&mut parts, "xl/media/image1.png", "a picture that covers the map");
    let drawing = "<wsDr><twoCellAnchor><from><col>1</col><row>1</row></from><to><col>9</col><row>9</row></to>\
                   <pic><blip r:embed=\"rId1\"/></pic></twoCellAnchor></wsDr>";
    add(&mut parts, "xl/drawings/drawing9.xml", drawing);
    let said = made.check(&parts, CompressionMethod::Deflated);
    assert!(said.contains("B2, chart, picture or shape") && !said.contains(&make_up()), "{said}");
}

#[test]
fn how_the_file_is_made_up_is_not_content() {
    let made = made();
    let stored = made.check(&made.parts, CompressionMethod::Stored);
    assert!(stored.contains(&make_up()), "{stored}");
    let mut turned = made.parts.clone();
    turned.reverse();
    assert!(made.check(&turned, CompressionMethod::Deflated).contains(&make_up()));
    for (name, from, to) in [
        ("docProps/core.xml", "</cp:coreProperties>", "<cp:lastModifiedBy>x</cp:lastModifiedBy></cp:coreProperties>"),
        (SUMMARY, "<sheetView ", "<sheetView topLeftCell=\"A9\" "),
        (SUMMARY, "<pageMargins left=\"0.5\"", "<pageMargins left=\"0.7\""),
        // What a program finds for itself is no less than what the texts need.
        (SUMMARY, "<row r=\"7\"", "<row ht=\"15\" r=\"7\""),
        (LIST, "<row r=\"1\"", "<row spans=\"1:4\" r=\"1\""),
        (SCORES, "<autoFilter ref=", "<autoFilter xr:uid=\"{00000000-0001-0000-0000-000000000000}\" ref="),
        ("xl/workbook.xml", "<workbookView ", "<workbookView activeTab=\"1\" "),
        ("xl/styles.xml", "<family val=\"2\"/>", "<family val=\"1\"/><charset val=\"204\"/>"),
        (LIST, "<worksheet ", "<worksheet xmlns:xr=\"u\" "),
    ] {
        let said = made.check(&made.with(name, from, to), CompressionMethod::Deflated);
        assert!(said.contains(&make_up()), "{name}: {from} → {to}\n{said}");
    }
    // The numbers of texts and looks are the file's own affair.
    let mut parts = made.with("xl/sharedStrings.xml", "<si>", "<si><t>nobody shows this</t></si><si>");
    for (name, content) in &mut parts {
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(content.clone()).unwrap();
            let mut pieces = text.split(" t=\"s\"><v>");
            let mut moved = pieces.next().unwrap().to_owned();
            for piece in pieces {
                let (number, rest) = piece.split_once('<').unwrap();
                let next = number.parse::<usize>().unwrap() + 1;
                moved.extend([" t=\"s\"><v>", &next.to_string(), "<", rest]);
            }
            *content = moved.into_bytes();
        }
    }
    let said = made.check(&parts, CompressionMethod::Deflated);
    assert!(said.contains(&make_up()), "{said}");
}
