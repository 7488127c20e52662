//! The numbers that Word counts by itself: without them a list has no ids.

use super::rows;
use crate::support::docx::{Docx, cell_of, row, run, table};

const LIST: &str = r#"<w:abstractNum w:abstractNumId="3">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="One"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Two"/><w:suff w:val="nothing"/><w:lvlText w:val="%1.%2"/></w:lvl>
    </w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
    <w:num w:numId="5"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
    <w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="Lists"/></w:abstractNum><w:num w:numId="10"><w:abstractNumId w:val="9"/></w:num>
    <w:abstractNum w:abstractNumId="11"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
    <w:num w:numId="12"><w:abstractNumId w:val="11"/></w:num>"#;

fn numbered(list: u8, level: u8, text: &str) -> String {
    let text = if text.is_empty() { String::new() } else { run(text) };
    format!(r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{text}</w:p>"#)
}

fn styled(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#, run(text))
}

/// The rows of a table with one of these cells in each.
fn counted(cells: &[String], styles: &str) -> Vec<String> {
    let lines: String = cells.iter().map(|content| row(&cell_of("", content))).collect();
    let all = rows(&Docx::of(&table(&lines)).numbering(LIST).styles(styles).bytes());
    all.iter().map(|row| row.split_once('=').unwrap().1.to_owned()).collect()
}

#[test]
fn an_empty_cell_with_a_number_of_its_own_has_an_id() {
    let cells = [numbered(4, 0, ""), numbered(4, 1, ""), numbered(4, 1, ""), numbered(4, 0, ""), numbered(4, 1, "x")];
    assert_eq!(counted(&cells, ""), ["1", "1.1", "1.2", "2", "2.1x"]);
}

#[test]
fn a_list_may_begin_anew_and_one_may_follow_a_style_of_lists() {
    let cells = [
        numbered(4, 0, "a"),
        numbered(5, 0, "b"),
        numbered(5, 0, "c"),
        numbered(10, 0, "d"),
        numbered(12, 0, "e"),
        numbered(0, 0, "f"),
    ];
    let styles = r#"<w:style w:type="numbering" w:styleId="Lists"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>"#;
    assert_eq!(counted(&cells, styles), ["1. a", "1. b", "2. c", "3. d", "• e", "f"]);
}

#[test]
fn a_style_gives_a_number_and_the_level_that_is_for_it() {
    let styles = r#"<w:style w:styleId="One"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="Two"><w:basedOn w:val="One"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="Three"><w:basedOn w:val="One"/></w:style>"#;
    let cells = [styled("One", "a"), styled("Two", "b"), styled("Three", "c"), styled("None", "d")];
    assert_eq!(counted(&cells, styles), ["1. a", "1.1b", "2. c", "d"]);
}

#[test]
fn what_is_not_shown_does_not_count() {
    let merged = |value: &str| cell_of(&format!("<w:vMerge{value}/>"), &numbered(4, 0, ""));
    let deleted = format!("<w:trPr><w:del w:id='1'/></w:trPr>{}", cell_of("", &numbered(4, 0, "")));
    let lines = row(&merged(r#" w:val="restart""#))
        + &row(&merged(""))
        + &row(&deleted)
        + &row(&cell_of("", &numbered(4, 0, "")));
    assert_eq!(rows(&Docx::of(&table(&lines)).numbering(LIST).bytes()), ["1: 1=1", "3: 1=2"]);
}

#[test]
fn lists_that_lead_to_each_other_have_no_numbers() {
    let circle = r#"<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#;
    let styles = r#"<w:style w:styleId="S"><w:basedOn w:val="S"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let body = table(&row(&cell_of("", &numbered(1, 0, "a"))));
    assert_eq!(rows(&Docx::of(&body).numbering(circle).styles(styles).bytes()), ["1: 1=a"]);
}
