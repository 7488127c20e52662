//! The document: the order, then its annexes, each with its line at the top right.

use crate::case::Case;
use crate::report::annex::Annex;
use crate::report::assessment::book::Part;
use crate::report::assessment::order::{cover, list};
use crate::report::assessment::{plan, positions, sheets};
use crate::report::layout;
use crate::sheet::{Book, Sheet};

/// The annexes of an order, in their order: what is published, what is carried out, what is kept.
const ANNEXES: [Part; 4] = [Part::Register, Part::Plan, Part::Positions, Part::Sheets];

/// The parts that an order's document can have. The summary is none: it counts findings, which stand in no paper that is signed.
const PARTS: [Part; 7] =
    [Part::Order, Part::Register, Part::Plan, Part::Positions, Part::Sheets, Part::Map, Part::Method];

impl Part {
    /// Whether an order's document can have it.
    #[must_use]
    pub fn is_of_order(self) -> bool {
        PARTS.contains(&self)
    }
}

/// The order's document: its annexes, or those that are wanted; the order before them, if it is wanted.
#[must_use]
pub fn order_document<'a>(case: &Case<'a>, parts: &[Part]) -> Book<'a> {
    let wanted: Vec<Part> = PARTS.into_iter().filter(|part| *part != Part::Order && parts.contains(part)).collect();
    let wanted = if wanted.is_empty() { ANNEXES.to_vec() } else { wanted };
    let annexes: Vec<Part> = ANNEXES.into_iter().filter(|part| wanted.contains(part)).collect();
    let mut sheets = Vec::new();
    if parts.contains(&Part::Order) {
        // Beside a map alone it stands for its annexes all the same.
        sheets.push(cover::cover(case, if annexes.is_empty() { &ANNEXES } else { &annexes }));
    }
    for part in wanted {
        let mut of_part = of_order(part, case);
        if let Some(number) = annexes.iter().position(|annex| *annex == part)
            && let Some(first) = of_part.first_mut()
        {
            let number = (annexes.len() > 1).then_some(number + 1);
            let annex = Annex::of(&case.register.assessment, number);
            let sheet = std::mem::take(first).made();
            *first = match part {
                // Materials of the assessment, each signed by itself.
                Part::Sheets => annex.kept(sheet, case.language),
                _ => annex.approved(sheet, case.language),
            };
        }
        sheets.extend(of_part);
    }
    let name = case.register.organization.name.as_str();
    Book {
        title: case.text("title-order"),
        organization: name,
        draft: case.draft(),
        sheets,
        ..layout::book(name, case.as_of, case.method, case.language)
    }
}

/// The plan alone.
#[must_use]
pub fn plan_paper<'a>(case: &Case<'a>) -> Book<'a> {
    let name = case.register.organization.name.as_str();
    Book {
        title: case.text("title-plan"),
        organization: name,
        draft: case.draft(),
        sheets: vec![Annex::of(&case.register.assessment, None).approved(plan::plan(case), case.language)],
        ..layout::book(name, case.as_of, case.method, case.language)
    }
}

fn of_order<'a>(part: Part, case: &Case<'a>) -> Vec<Sheet<'a>> {
    match part {
        Part::Register => vec![list::list(case)],
        Part::Plan => vec![plan::plan(case)],
        Part::Positions => vec![positions::by_unit(case)],
        Part::Sheets => sheets::sheets(case),
        other => other.sheets(case),
    }
}
