//! The method sheet of a workbook: scales, cells, bands, decisions, source, and the fingerprints of what went in.

use crate::case::Case;
use crate::form::MethodPart;
use crate::report::tool::{TOOL, VERSION};
use crate::report::words::file_name;
use crate::sheet::{Role, Sheet};

/// The method sheet.
pub(in crate::report) fn method_table<'a>(case: &Case<'a>) -> Sheet<'a> {
    let widths = MethodPart::widths(case.method);
    let mut sheet = Sheet { name: case.text("sheet-method"), widths, ..Sheet::default() };
    sheet.across(Role::Title, case.method.title.get(case.language));
    sheet.across(Role::Remark, case.method.act.get(case.language));
    sheet.draft(case.draft());
    MethodPart::write_all(case.method, case.language, &mut sheet);
    sheet.across(Role::Group, case.text("heading-origin"));
    let facts = [
        ("fact-tool", format!("{TOOL} {VERSION}")),
        ("fact-as-of", case.language.date(case.as_of)),
        ("fact-register-file", file_name(case.path())),
        ("fact-register-sha256", case.file.sha256().to_owned()),
        ("fact-method-id", case.method.id.clone()),
        ("fact-method-sha256", case.method.sha256.clone()),
    ];
    for (id, value) in facts {
        sheet.fact(case.text(id), Role::Body, value);
    }
    sheet
}
