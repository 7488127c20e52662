//! Documents in the hands of `LibreOffice`: it finds as many rows as are read here, and the same texts.

use super::sheets;
use crate::support::docx::{Docx, cell, cell_of, paragraph, row, row_of, table, table_of};
use crate::support::said;
use std::process::Command;

/// Documents of tables alone, each row of which holds something.
fn documents() -> Vec<(&'static str, String)> {
    let span = |columns: u8, text: &str| cell_of(&format!(r#"<w:gridSpan w:val="{columns}"/>"#), &paragraph(text));
    let down = |value: &str, text: &str| cell_of(&format!(r#"<w:vMerge w:val="{value}"/>"#), &paragraph(text));
    let grid = |columns: usize| format!("<w:tblGrid>{}</w:tblGrid>", r#"<w:gridCol w:w="2000"/>"#.repeat(columns));
    let control = |inside: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>");
    let rows: String = (0..60).map(|n| row_of(&format!("{n}|a{n}|b{n}"))).collect();
    let merged = row(&(down("restart", "u1") + &cell("u2"))) + &row(&(down("continue", "") + &cell("u3")));
    let inner = table(&(grid(2) + &row_of("i1|i2") + &row_of("i3|i4")));
    vec![
        ("plain", table(&(grid(3) + &rows))),
        ("without a layout", table(&rows)),
        ("spans", table(&(grid(3) + &row(&span(3, "w")) + &row(&(span(2, "x") + &cell("y"))) + &row_of("1|2|3")))),
        ("merged", table(&(grid(2) + &merged + &row_of("v1|v2")))),
        ("controls", table(&(grid(2) + &control(&row_of("c1|c2")) + &control(&(row_of("c3|c4") + &row_of("c5|c6")))))),
        (
            "nested",
            table(
                &(grid(2)
                    + &row(&(cell_of("", &(paragraph("n0") + &inner + &paragraph("n1"))) + &cell("n2")))
                    + &row_of("n3|n4")),
            ),
        ),
        ("several", table_of(&["a|b", "1|2"]) + &paragraph("between") + &table_of(&["c|d|e", "3|4|5"])),
    ]
}

#[test]
#[ignore = "needs LibreOffice with Writer"]
#[expect(clippy::print_stdout, reason = "a test says what it counted")]
fn libreoffice_finds_as_many_rows_and_the_same_texts() {
    let folder = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    for (name, body) in documents() {
        let path = folder.path().join(format!("{}.docx", name.replace(' ', "-")));
        // Writer wants a paragraph behind the last table.
        let bytes = Docx::of(&(body + "<w:p/>")).bytes();
        std::fs::write(&path, &bytes).unwrap();
        let out = Command::new("soffice")
            .args([profile.as_str(), "--headless", "--convert-to", "html:HTML (StarWriter)", "--outdir"])
            .args([folder.path(), path.as_path()])
            .output()
            .unwrap();
        let html =
            std::fs::read_to_string(path.with_extension("html")).unwrap_or_else(|why| panic!("{why}: {}", said(&out)));
        let all = sheets(&bytes);
        // The text before a table is no row of it.
        let lines = usize::from(matches!(name, "several" | "nested"));
        let ours: usize = all.iter().map(|(_, rows)| rows.len()).sum::<usize>() - lines;
        let theirs = html.matches("<tr").count();
        assert_eq!(ours, theirs, "{name}: {all:#?}");
        let read = format!("{all:?}");
        let texts = html.split("<td").skip(1).filter_map(|cell| {
            let inside = cell.split("</td").next()?.split_once('>')?.1;
            Some(
                inside
                    .split('<')
                    .map(|part| part.rsplit_once('>').map_or(part, |(_, text)| text).trim())
                    .collect::<String>(),
            )
        });
        for text in texts.filter(|text| !text.is_empty()) {
            assert!(read.contains(&text), "{name}: {text}");
        }
        println!("{name}: {ours} rows");
    }
}
