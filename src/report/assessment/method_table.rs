//! The method sheet of a workbook: scales, cells, bands, decisions, source, and the fingerprints of what went in.

use crate::case::Case;
use crate::form::MethodPart;
use crate::report::TOOL;
use crate::report::VERSION;
use crate::sheet::{Cell, Role, Sheet};

/// The method sheet.
pub(in crate::report) fn method_table<'a>(case: &Case<'a>) -> Sheet<'a> {
    let columns = u16::try_from(case.method.harm.len() + 1).unwrap_or(u16::MAX).max(4);
    let mut widths = vec![28];
    widths.extend(std::iter::repeat_n((72 / (columns - 1)).max(11), usize::from(columns - 1)));
    let mut sheet = Sheet { name: case.text("sheet-method"), widths, ..Sheet::default() };
    let all = sheet.columns();
    sheet.row(vec![Cell::text(Role::Title, case.method.title.get(case.language)).spanning(all)]);
    sheet.row(vec![Cell::text(Role::Remark, case.method.act.get(case.language)).spanning(all)]);
    if let Some(draft) = case.draft() {
        sheet.row(vec![Cell::text(Role::Draft, draft).spanning(all)]);
    }
    for part in MethodPart::all(case.method, case.language) {
        part.write(&mut sheet, columns);
        sheet.gap();
    }
    sheet.row(vec![Cell::text(Role::Group, case.text("heading-origin")).spanning(all)]);
    let facts = [
        ("fact-tool", format!("{TOOL} {VERSION}")),
        ("fact-as-of", case.language.date(case.as_of)),
        ("fact-register-file", case.path().rsplit('/').next().unwrap_or(case.path()).to_owned()),
        ("fact-register-sha256", case.file.sha256().to_owned()),
        ("fact-method-id", case.method.id.clone()),
        ("fact-method-sha256", case.method.sha256.clone()),
    ];
    for (id, value) in facts {
        sheet.row(vec![Cell::text(Role::Label, case.text(id)), Cell::text(Role::Body, value).spanning(all - 1)]);
    }
    sheet
}
