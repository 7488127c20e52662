//! The sheet of the bodies above others: what a district, a region, the country have together.

use crate::consolidate::{Above, Overall, levels};
use crate::locale::{Arg, Message};
use crate::report::layout::heads;
use crate::sheet::{Cell, Role, Sheet};

/// How far a body is set in for each one above it.
const STEP: &str = "\u{a0}\u{a0}\u{a0}";

/// The sheet; `None` where nobody is named as a parent.
pub(super) fn above<'a>(all: &Overall<'a>) -> Option<Sheet<'a>> {
    let (of, above) = (&all.of, &all.above);
    if above.bodies.is_empty() {
        return None;
    }
    let levels = levels(of);
    let widths = [46].into_iter().chain(std::iter::repeat_n(12, levels.len() * 2)).chain([12; 5]).collect();
    let mut sheet = of.sheet("consolidated-sheet-above", "consolidated-title-above", widths);
    sheet.across(Role::Remark, of.text("consolidated-remark-above"));
    for circle in &above.circles {
        let names = Arg::List(circle.iter().copied().map(Arg::from).collect());
        sheet.across(Role::Remark, of.format(Message::new("parents-in-a-circle").with("names", names)));
    }
    let mut titles =
        heads(of.language, ["fact-organization", "consolidated-organizations-count", "consolidated-sheet-missing"]);
    titles.extend(heads(of.language, ["fact-situations", "consolidated-assessed"]));
    titles.extend(levels.iter().map(|level| of.level_title("consolidated-after-level", *level)));
    titles.extend(levels.iter().map(|level| of.level_title("consolidated-before-level", *level)));
    titles.extend(heads(of.language, ["consolidated-errors"]));
    sheet.head(titles, 1);
    let mut row = |name: String, body: &Above<'a>| {
        let Above { bodies, missing, situations, assessed, errors, .. } = body;
        let number = |number: usize| Cell::number(Role::Short, number);
        let mut cells = vec![Cell::text(Role::Body, name)];
        cells.extend([*bodies, *missing, *situations, *assessed].map(number));
        cells.extend(levels.iter().map(|level| number(body.residual[level.index()])));
        cells.extend(levels.iter().map(|level| number(body.inherent[level.index()])));
        cells.push(number(*errors));
        sheet.row(cells);
    };
    for body in &above.bodies {
        row(STEP.repeat(body.depth) + body.name, body);
    }
    if let Some(without) = &above.without {
        row(of.text("consolidated-without-above"), without);
    }
    Some(sheet)
}
