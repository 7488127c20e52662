//! The workbook of one register: its sheets in their order, and what they share.

use super::{Case, findings, map, method_table, plan, positions, register, sheets, summary};
use crate::locale::Message;
use crate::sheet::{Book, Sheet};

/// The workbook that an office prints, signs and keeps.
#[must_use]
pub fn workbook<'a>(case: &Case<'a>) -> Book<'a> {
    let sheets = vec![
        summary::summary(case),
        map::map(case),
        register::register(case),
        sheets::sheets(case),
        plan::plan(case),
        positions::positions(case),
        method_table::method_table(case),
    ];
    book(case, "title-assessment", sheets)
}

/// The same with the findings, where there are any, as its first sheet.
#[must_use]
pub fn workbook_with_findings<'a>(case: &Case<'a>) -> Book<'a> {
    let mut book = workbook(case);
    book.sheets.splice(0..0, findings::findings(case));
    book
}

/// The workbook of the plan alone, with the method that it rests on.
#[must_use]
pub fn plan_workbook<'a>(case: &Case<'a>) -> Book<'a> {
    book(case, "title-plan", vec![plan::plan(case), method_table::method_table(case)])
}

fn book<'a>(case: &Case<'a>, title: &str, sheets: Vec<Sheet<'a>>) -> Book<'a> {
    let name = case.register.organization.name.as_str();
    let page = Message::new("footer-page").with("page", "{page}").with("pages", "{pages}");
    Book {
        title: case.text(title),
        organization: name,
        as_of: case.as_of,
        level_colors: case.method.levels.iter().map(|level| level.color.as_str()).collect(),
        footer: [name.to_owned(), case.language.date(case.as_of), case.format(page)],
        draft: case.draft(),
        sheets,
    }
}
