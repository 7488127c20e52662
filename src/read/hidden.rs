//! Traits of a worksheet that the library gives not at all, or only by parsing it again: hidden rows and columns,
//! merged ranges, cells that show decimals. They are found while the sheet is weighed.

use super::budget::{Budget, HIDDEN, MERGED, MERGED_ROWS, SHARED_FORMULAS, SHEET_XML, SHEETS, WRITTEN};
use super::grid::Hidden;
use super::merged::Range;
use super::package::{Package, attribute, each, relation_id};
use super::scan::{attributes, cell, is_outside, local_name, number, tags};
use super::shown_zeros::{Decimals, decimals};
use super::unreadable::Unreadable;
use std::io::Read;

/// The cause for a cell beyond the edges of a worksheet.
pub(super) const OUTSIDE: &str = "a cell lies beyond the last row or column";

/// The traits of a worksheet.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Traits {
    pub hidden: Hidden,
    pub merged: Vec<Range>,
    /// Cells that show decimals: row, column, how many.
    pub decimals: Vec<(u32, u16, usize)>,
}

/// What has been counted in all worksheets of a workbook.
#[derive(Default)]
struct Counted {
    written: u64,
    merged: u64,
    merged_rows: u64,
    hidden: u64,
    length: u64,
}

/// The traits of all worksheets by their names, provided that none holds too much.
///
/// # Errors
/// The workbook is damaged, or over the budget.
pub(super) fn traits(bytes: &[u8], budget: &Budget) -> Result<Vec<(String, Traits)>, Unreadable> {
    let mut package = Package::open(bytes)?;
    let workbook =
        package.workbook()?.ok_or_else(|| Unreadable::damaged("the part that is the workbook is missing"))?;
    let mut sheets = Vec::new();
    each(package.xml(&workbook)?.unwrap_or_default().as_bytes(), |tag| {
        if tag.local_name().as_ref() == "sheet" {
            sheets.push((attribute(tag, "name").unwrap_or_default(), relation_id(tag).unwrap_or_default()));
        }
    });
    budget.within(sheets.len() as u64, &SHEETS)?;
    let relations = package.relations(&workbook)?;
    let styles = relations.iter().find(|relation| relation.kind == "styles");
    let styles = styles.map(|relation| package.bytes(&relation.part)).transpose()?.flatten();
    let looks = styles.map(|styles| decimals(&styles)).unwrap_or_default();
    let mut counted = Counted::default();
    let mut all = Vec::new();
    for (at, (name, id)) in (0..).zip(sheets) {
        let part = relations.iter().find(|relation| relation.id == id).map(|relation| &relation.part);
        let found =
            part.map(|part| package.read(part, |part| of_sheet(part, &looks, budget, &mut counted))).transpose()?;
        // Of a sheet that is not there, the library says that the workbook is damaged.
        let Some(found) = found.flatten() else { continue };
        let traits = found.map_err(|why| why.on_sheet(at, &name))?;
        all.push((name, traits));
    }
    Ok(all)
}

/// The traits of one worksheet.
fn of_sheet(xml: impl Read, looks: &Decimals, budget: &Budget, counted: &mut Counted) -> Result<Traits, Unreadable> {
    let mut traits = Traits::default();
    let most = SHEET_XML.of(budget.size).saturating_sub(counted.length) + 1;
    let length = tags(xml.take(most), |tag| {
        let name = local_name(tag);
        match name {
            b"c" => {
                counted.written += 1;
                budget.within(counted.written, &WRITTEN)?;
            }
            b"row" | b"mergeCell" | b"col" | b"f" | b"dimension" => {}
            _ => return Ok(()),
        }
        let (mut place, mut look, mut is_hidden, mut is_folded, mut span) = (None, None, false, false, (None, None));
        for (key, value) in attributes(tag) {
            match key {
                // The library counts in 32 bits, and begins again beyond them.
                b"r" | b"ref" if is_outside(value) => return Err(Unreadable::damaged(OUTSIDE)),
                b"r" | b"ref" => place = Some(value),
                b"s" => look = Some(value),
                b"hidden" => is_hidden = matches!(value, b"1" | b"true"),
                b"outlineLevel" => is_folded = value != b"0",
                b"min" => span.0 = number(value),
                b"max" => span.1 = number(value),
                b"si" if name == b"f" => {
                    let index = number(value).map_or(u64::MAX, u64::from);
                    budget.within(index, &SHARED_FORMULAS)?;
                }
                _ => {}
            }
        }
        match name {
            b"c" if !looks.is_empty() => {
                let decimals = look.and_then(|look| looks.get(std::str::from_utf8(look).ok()?));
                if let (Some(decimals), Some((row, column))) = (decimals, place.and_then(cell)) {
                    traits.decimals.push((row, column, *decimals));
                }
            }
            b"row" if is_hidden => traits.hidden.rows.extend(place.and_then(number).and_then(|row| row.checked_sub(1))),
            // A plus sign above a column that is folded away says that it is there.
            b"col" if is_hidden && !is_folded => {
                let narrow = |column: u32| u16::try_from(column).ok()?.checked_sub(1);
                if let (Some(first), Some(last)) = (span.0.and_then(narrow), span.1.and_then(narrow)) {
                    traits.hidden.columns.push((first, last));
                }
            }
            b"mergeCell" => {
                let mut ends = place.unwrap_or_default().split(|byte| *byte == b':').map(cell);
                if let (Some(Some(one)), other) = (ends.next(), ends.next()) {
                    let other = other.flatten().unwrap_or(one);
                    counted.merged += 1;
                    counted.merged_rows += u64::from(one.0.abs_diff(other.0)) + 1;
                    traits.merged.push((one.0, one.1, other.0, other.1));
                }
                budget.within(counted.merged, &MERGED)?;
                budget.within(counted.merged_rows, &MERGED_ROWS)?;
            }
            _ => {}
        }
        counted.hidden += u64::from(is_hidden);
        Ok(budget.within(counted.hidden, &HIDDEN)?)
    })?;
    counted.length += length;
    budget.within(counted.length, &SHEET_XML)?;
    traits.hidden.rows.sort_unstable();
    traits.hidden.columns.sort_unstable();
    traits.hidden.columns.dedup();
    Ok(traits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::budget::TEXT;
    use std::io::{Cursor, Write as _};
    use zip::write::SimpleFileOptions;

    /// A workbook of one worksheet, its tags with a prefix as some programs write them.
    fn workbook(sheet: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let parts = [
            (
                "_rels/.rels",
                r#"<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
            ),
            ("xl/workbook.xml", r#"<x:workbook><x:sheet name="A" r:id="rId1"/></x:workbook>"#),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="s.xml"/></Relationships>"#,
            ),
            ("xl/s.xml", sheet),
        ];
        for (name, xml) in parts {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(xml.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn traits_of(sheet: &str) -> Result<Traits, Unreadable> {
        let bytes = workbook(sheet);
        let mut all = traits(&bytes, &Budget::of(bytes.len(), &TEXT))?;
        Ok(all.swap_remove(0).1)
    }

    #[test]
    fn merged_cells_and_hidden_rows_are_found_whatever_the_prefix_and_only_where_there_are_some() {
        assert_eq!(traits_of("<x:worksheet/>"), Ok(Traits::default()));
        let found = traits_of(
            r#"<x:worksheet><x:cols><x:col min="2" max="3" hidden="true"/></x:cols><x:row r="3" hidden="1"/><x:row r="4"
               hidden="0"/><x:mergeCells><x:mergeCell ref="B2:C4"/><x:mergeCell ref="D1"/></x:mergeCells></x:worksheet>"#,
        );
        let found = found.unwrap();
        assert_eq!((found.hidden.rows, found.hidden.columns), (vec![2], vec![(1, 2)]));
        assert_eq!(found.merged, [(1, 1, 3, 2), (0, 3, 0, 3)]);
        assert!(traits(b"no workbook", &Budget::of(11, &TEXT)).is_err());
    }

    #[test]
    fn what_only_looks_like_a_cell_beyond_the_worksheet_is_read() {
        for xml in [
            "<c r=\"XFD1048576\"/>",
            "<c r=\"C0000000002\"/>",
            "<is><t>a r=\"C4294967298\"</t></is>",
            "<c r:id=\"C4294967298\"/>",
            "<c par=\"C4294967298\"/>",
            "<c r=\"\"/>",
            "<c r=\"rId123456789x\"/>",
        ] {
            assert!(traits_of(xml).is_ok(), "{xml}");
        }
    }
}
