//! The workbook of one register: its sheets in their order, and what they share.

use crate::case::Case;
use crate::report::annex::Annex;
use crate::report::assessment::order::list;
use crate::report::assessment::{map, method_table, plan, positions, scores, sheets, summary};
use crate::report::findings::findings_aside;
use crate::report::layout;
use crate::sheet::{Book, Later, Sheet};
use std::mem;

/// A part of a register's workbook, or of an order's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The order that approves the list, to be filled in: in Word alone.
    Order,
    /// The totals, with a chart.
    Summary,
    /// The risk map.
    Map,
    /// The list, and how each of its situations was assessed.
    Register,
    /// The assessment sheets.
    Sheets,
    /// The risk-management plan.
    Plan,
    /// The exposed positions.
    Positions,
    /// The method with its sources.
    Method,
}

impl Part {
    /// All parts, in the order in which they stand in the workbook.
    pub const ALL: [Self; 8] = [
        Self::Order,
        Self::Summary,
        Self::Map,
        Self::Register,
        Self::Sheets,
        Self::Plan,
        Self::Positions,
        Self::Method,
    ];

    /// The key by which the command line names the part.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Summary => "summary",
            Self::Map => "map",
            Self::Register => "register",
            Self::Sheets => "sheets",
            Self::Plan => "plan",
            Self::Positions => "positions",
            Self::Method => "method",
        }
    }

    /// Whether a workbook can have it.
    #[must_use]
    pub fn is_of_workbook(self) -> bool {
        self != Self::Order
    }

    pub(super) fn sheets<'a>(self, case: &Case<'a>) -> Vec<Sheet<'a>> {
        match self {
            Self::Order => Vec::new(),
            Self::Summary => vec![summary::summary(case)],
            Self::Map => vec![later(case, "sheet-map", map::map)],
            Self::Register => {
                vec![later(case, "sheet-register", list::list), later(case, "sheet-scores", scores::scores)]
            }
            Self::Sheets => sheets::sheets(case),
            Self::Plan => vec![later(case, "sheet-plan", plan::plan)],
            Self::Positions => vec![later(case, "sheet-positions", positions::positions)],
            Self::Method => vec![later(case, "sheet-method", method_table::method_table)],
        }
    }
}

fn later<'a>(case: &Case<'a>, name: &str, make: fn(&Case<'a>) -> Sheet<'a>) -> Sheet<'a> {
    let case = *case;
    Later::sheet(case.text(name), move || make(&case))
}

/// The annexes of an order among the parts of a workbook, in their order.
const ANNEXES: [Part; 3] = [Part::Register, Part::Plan, Part::Positions];

/// The sheets of a part; of an annex the first tells which one it is of those that are wanted, and who approves it.
fn annexed<'a>(part: Part, wanted: &[Part], case: &Case<'a>) -> Vec<Sheet<'a>> {
    let mut sheets = part.sheets(case);
    let annexes: Vec<Part> = ANNEXES.into_iter().filter(|annex| wanted.contains(annex)).collect();
    if let (Some(at), Some(first)) = (annexes.iter().position(|annex| *annex == part), sheets.first_mut()) {
        let annex = Annex::of(&case.register.assessment, (annexes.len() > 1).then_some(at + 1));
        let (sheet, language) = (mem::take(first), case.language);
        *first = Later::sheet(sheet.name.clone(), move || annex.approved(sheet.clone().made(), language));
    }
    sheets
}

/// The workbook that an office prints, signs and keeps: the parts that are wanted, in their own order; all of them, where none of
/// those that are wanted is a workbook's.
#[must_use]
pub fn workbook<'a>(case: &Case<'a>, parts: &[Part]) -> Book<'a> {
    let all = !parts.iter().any(|part| part.is_of_workbook());
    let wanted: Vec<Part> = Part::ALL.into_iter().filter(|part| all || parts.contains(part)).collect();
    book(case, "title-assessment", &wanted)
}

/// The whole workbook with the findings, where there are any, as its last sheet: none that is signed.
#[must_use]
pub fn workbook_with_findings<'a>(case: &Case<'a>) -> Book<'a> {
    let mut book = workbook(case, &Part::ALL);
    book.sheets.extend(findings_aside(case));
    book
}

/// The workbook of the plan alone, with the method that it rests on.
#[must_use]
pub fn plan_workbook<'a>(case: &Case<'a>) -> Book<'a> {
    book(case, "title-plan", &[Part::Plan, Part::Method])
}

fn book<'a>(case: &Case<'a>, title: &str, parts: &[Part]) -> Book<'a> {
    let name = case.register.organization.name.as_str();
    Book {
        title: case.text(title),
        organization: name,
        draft: case.draft(),
        sheets: parts.iter().flat_map(|part| annexed(*part, parts, case)).collect(),
        ..layout::book(name, case.as_of, case.method, case.language)
    }
}
