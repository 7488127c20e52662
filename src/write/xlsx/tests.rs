//! What always holds of a workbook, as its first page says.

use super::looks::{Looks, usual};
use super::opened::Opened;
use super::row_height::Laid;
use super::shared_strings::PART;
use super::xlsx;
use crate::sheet::{Book, Cell, Link, Purpose, Role, Row, Sheet, Value};
use rust_xlsxwriter::{Formula, Url, Workbook, Worksheet};
use std::io::{Cursor, Read as _};

fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut xml = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// The XML of the first worksheet, with each text in the place of its number, and without the extents of columns that
/// the library gives to rows: readers may make room by them, and none needs them.
fn cells_of(workbook: &[u8]) -> String {
    let table = part(workbook, PART);
    let texts: Vec<&str> = table.split("<si>").skip(1).map(|text| text.split_once("</si>").unwrap().0).collect();
    let xml = part(workbook, "xl/worksheets/sheet1.xml");
    let mut rows = xml.split(" spans=\"");
    let first = rows.next().unwrap().to_owned();
    let xml = rows.fold(first, |xml, row| xml + row.split_once('"').unwrap().1);
    let mut cells = xml.split(" t=\"s\"><v>");
    let mut resolved = cells.next().unwrap().to_owned();
    for cell in cells {
        let (number, rest) = cell.split_once('<').unwrap();
        resolved.extend([texts[number.parse::<usize>().unwrap()], "<", rest]);
    }
    resolved
}

fn link() -> Link {
    Link::Cells { file: Some("a b.xlsx".to_owned()), sheet: "O'K".to_owned(), range: "F14".to_owned() }
}

fn sheet() -> Sheet<'static> {
    let long = "wörd ".repeat(900);
    let texts = ["a", "", " ä & <ö>\n", "_x0041_\u{2}", &long, "a"];
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (number, text) in (0_i64..).zip(texts.iter().cycle().take(40)) {
        let text = (*text).to_owned();
        let mut cells = vec![Cell::text(Role::Label, text.clone()), Cell::number(Role::Short, number * 1_000_003)];
        cells.push(Cell::text(Role::Group, text.clone()).spanning(27));
        cells.push(Cell::empty(Role::Body));
        cells.push(Cell::text(Role::Body, "there").linked(Some(link())));
        cells.push(Cell::formula(Role::WorkedOut, format!("IF(A{number}<>\"\",1,\"&\")"), "<&>"));
        rows.push(Row { cells: if number % 7 == 6 { Vec::new() } else { cells } });
        rows.push(Row {
            cells: vec![Cell::text(Role::Signature, text), Cell::number(Role::Body, -number).spanning(2)],
        });
    }
    let widths = [vec![12, 5], vec![3; 28]].concat();
    Sheet {
        name: "A".to_owned(),
        widths,
        rows,
        filter: Some(0),
        page_breaks: vec![3, 9],
        purpose: Purpose::Form,
        ..Sheet::default()
    }
}

/// The same cells, written by the library.
fn by_library(sheet: &Sheet<'_>, looks: &Looks, out: &mut Worksheet) {
    for (row, cells) in (0..).zip(&sheet.rows) {
        let laid = Laid::out(cells.clone(), sheet);
        out.set_row_height(row, laid.height.min(409.0)).unwrap();
        let mut column = 0;
        for cell in laid.cells {
            let format = looks.of(looks.number(cell.role));
            match (&cell.value, &cell.link) {
                (_, Some(_)) => {
                    let url = Url::new("file:///a%20b.xlsx#'O''K'!F14").set_text("there");
                    out.write_url_with_format(row, column, url, looks.of(looks.linked(cell.role)))
                }
                (Value::Number(number), _) => out.write_number_with_format(row, column, *number as f64, format),
                (Value::Formula(formula), _) => {
                    let formula = Formula::new(&formula.text).set_result(&formula.result);
                    out.write_formula_with_format(row, column, formula, format)
                }
                (Value::Text(text), _) if cell.span > 1 => {
                    out.merge_range(row, column, row, column + cell.span - 1, text, format)
                }
                (Value::Text(text), _) if !text.is_empty() => {
                    out.write_string_with_format(row, column, &**text, format)
                }
                _ => out.write_blank(row, column, format),
            }
            .unwrap();
            column += cell.span;
        }
    }
    out.set_column_width(0, 12).unwrap().set_column_width(1, 5).unwrap();
    for column in 2..30 {
        out.set_column_width(column, 3).unwrap();
    }
    out.autofilter(0, 0, 79, 29).unwrap();
    out.set_page_breaks(&[3, 9]).unwrap();
}

#[test]
fn a_sheet_is_what_the_library_would_have_made_of_it() {
    let mut book = Book { as_of: Some(jiff::civil::date(2026, 11, 21)), ..Book::default() };
    let looks = Looks::new(&book);
    let mut library = Workbook::new();
    library.set_default_format(&usual(), 20, 64).unwrap();
    let mut used = looks.none_used();
    for role in [Role::Label, Role::Short, Role::Group, Role::Body, Role::WorkedOut, Role::Signature] {
        used[usize::from(looks.number(role))] = true;
    }
    used[usize::from(looks.linked(Role::Body))] = true;
    looks.register(&used, &mut library);
    let mut worksheet = Worksheet::new();
    by_library(&sheet(), &looks, worksheet.set_name("A").unwrap());
    super::page_setup::page(&mut worksheet, &sheet(), &book, None);
    library.push_worksheet(worksheet);
    let library = library.save_to_buffer().unwrap();
    book.sheets.push(sheet());
    let (own, _) = xlsx(book, "kind", "0").unwrap();
    assert_eq!(cells_of(&own), cells_of(&library));
    for name in ["xl/styles.xml", "xl/worksheets/_rels/sheet1.xml.rels"] {
        assert_eq!(part(&own, name), part(&library, name), "{name}");
    }
}

#[test]
fn a_frame_is_opened_at_its_rows_whatever_its_texts_say() {
    let text = "<sheetData/> &lt;mergeCells>".replace('<', "&lt;");
    let xml = |rows: &str, merged: &str, links: &str| {
        format!("<w><h a=\"{text}\"/>{rows}<p b='sheetData'/>{merged}<f>&amp;{text}&lt;/sheetData></f>{links}</w>")
    };
    for rows in ["<sheetData/>", "<sheetData><row><c/></row></sheetData>", "<sheetData ></sheetData >"] {
        let merged = "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>";
        let made = xml(rows, merged, "<hyperlinks><hyperlink ref=\"A1\"/></hyperlinks>");
        let Opened { before, between, after, behind_links } = Opened::new(&made).unwrap();
        let links = "<hyperlinks><hyperlink ref=\"A1\"/>L</hyperlinks>";
        assert_eq!(format!("{before}R{between}M{after}L{behind_links}"), xml("R", "M", links));
    }
    let made = xml("<sheetData/>", "", "");
    let Opened { before, between, after, behind_links } = Opened::new(&made).unwrap();
    assert_eq!(format!("{before}R{between}{after}{behind_links}"), xml("R", "", ""));
    assert!(Opened::new("<worksheet/>").is_err() && Opened::new("<worksheet><sheetData>").is_err());
}
