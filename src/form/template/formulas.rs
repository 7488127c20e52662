//! The formulas of the template: from the points and the grade of a row, and the method's own tables.

use crate::form::template::column::{Column, score};
use crate::form::template::make::Make;
use crate::method::{Combine, choices};
use crate::model::Axis;
use crate::source::cell_name;

/// The formulas of the register's columns.
pub(super) struct Formulas {
    /// The keys of the columns.
    keys: Vec<&'static str>,
    /// Each scale whose points are made of criteria, how, and the columns of these.
    reasoned: Vec<(Axis, Combine, Vec<usize>)>,
    /// The keys of the columns that must be filled before a control lowers the level.
    conditions: Vec<&'static str>,
    /// The word by which assessors keep the level although the control would lower it.
    keep_word: String,
    /// The 1-based place, among the levels that points lead to, of the floor.
    floor: usize,
}

impl Formulas {
    pub fn new(make: &Make<'_>, columns: &[Column<'_>]) -> Self {
        let method = make.method;
        let required = method.control_conditions.value;
        let conditions = [
            (true, "control.effectiveness"),
            (required.description, "control.description"),
            (required.evidence, "control.evidence"),
        ];
        let points_by = |axis: Axis| {
            let is_one = |column: &Column<'_>| column.behind.is_some() && column.scale() == Some(axis);
            (0..).zip(columns).filter(|(_, column)| is_one(column)).map(|(number, _)| number).collect()
        };
        let reasoned = make.reasoned.iter().map(|axis| (*axis, method.criteria(*axis).combine, points_by(*axis)));
        let floor = method.computed_levels().position(|(level, _)| level == method.floor.value);
        Self {
            keys: columns.iter().map(|column| column.key).collect(),
            reasoned: reasoned.collect(),
            conditions: conditions.into_iter().filter(|(is_one, _)| *is_one).map(|(_, key)| key).collect(),
            keep_word: make.text("answer-no"),
            floor: floor.unwrap_or_default() + 1,
        }
    }

    /// The formula of a column in a row, 0-based; `None` if people fill the column in.
    pub fn of(&self, key: &str, row: u32) -> Option<String> {
        match key {
            "sum" => Some(self.looked_up("tobokel_values", row)),
            "inherent" => Some(self.looked_up("tobokel_matrix", row)),
            "residual" => Some(self.residual(row)),
            _ => {
                let (axis, combine, criteria) = self.reasoned.iter().find(|(axis, ..)| score(*axis) == key)?;
                let cells: Vec<String> = criteria.iter().map(|column| name(row, *column)).collect();
                Some(combined(*axis, *combine, &cells))
            }
        }
    }

    fn cell(&self, key: &str, row: u32) -> String {
        name(row, self.keys.iter().position(|known| *known == key).unwrap_or_default())
    }

    /// The value or the level of the two points, from the matrix; nothing while a point is missing.
    fn looked_up(&self, matrix: &str, row: u32) -> String {
        let (likelihood, harm) = (self.cell("likelihood.score", row), self.cell("harm.score", row));
        format!(
            "IF(OR({likelihood}=\"\",{harm}=\"\"),\"\",IFERROR(INDEX({matrix},{},{}),\"\"))",
            place(&likelihood, scale(Axis::Likelihood)),
            place(&harm, scale(Axis::Harm)),
        )
    }

    /// The condition under which the points in a column, in a row, are none of its scale.
    pub fn off_scale(axis: Axis, column: u16, row: u32) -> String {
        let cell = cell_name(row, column);
        format!("AND({cell}<>\"\",ISERROR({}))", place(&cell, scale(axis)))
    }

    /// The condition under which the situation of a row is still as it came.
    pub fn unadapted(&self, row: u32) -> String {
        let cell = self.cell("text", row);
        format!("AND({cell}<>\"\",SUMPRODUCT(--(tobokel_unadapted={cell}))>0)")
    }

    /// The level after controls: lowered by what the grade lowers, if the control meets the conditions, not below the floor.
    fn residual(&self, row: u32) -> String {
        let inherent = self.cell("inherent", row);
        let rank = format!("MATCH({inherent},tobokel_ranks,0)");
        let filled = self.conditions.iter().map(|key| format!("TRIM({})<>\"\"", self.cell(key, row)));
        let lowers = format!("TRIM({})<>\"{}\"", self.cell("control.lowers", row), self.keep_word);
        let conditions: Vec<String> = filled.chain([lowers]).collect();
        let grade = self.cell("control.effectiveness", row);
        format!(
            "IF({inherent}=\"\",\"\",IFERROR(INDEX(tobokel_ranks,IF(AND({}),MAX(MIN({rank},{floor}),\
             {rank}-IFERROR(INDEX(tobokel_steps,MATCH({grade},tobokel_grades,0)),0)),{rank})),\"\"))",
            conditions.join(","),
            floor = self.floor,
        )
    }
}

/// The name of a cell.
fn name(row: u32, column: usize) -> String {
    cell_name(row, u16::try_from(column).unwrap_or(u16::MAX))
}

/// The name of the list of the points of a scale.
fn scale(axis: Axis) -> &'static str {
    match axis {
        Axis::Likelihood => "tobokel_likelihood",
        Axis::Harm => "tobokel_harm",
    }
}

/// The point that the points by criteria make; nothing while none of them is filled in, nor where one is none of the scale. When the
/// file is read, [`crate::method::combined`] knows it again.
fn combined(axis: Axis, combine: Combine, cells: &[String]) -> String {
    let Combine::Highest = combine;
    // A scale begins with its lowest point.
    let places = cells.iter().map(|cell| format!("IF(TRIM({cell})=\"\",0,{})", place(cell, scale(axis))));
    format!(
        "IF(TRIM({})=\"\",\"\",IFERROR(INDEX({},MAX({})),\"\"))",
        cells.join("&"),
        choices(axis),
        places.collect::<Vec<_>>().join(",")
    )
}

/// The place on a scale of the points in a cell: `2`, or `2 (medium)` as the list has it.
fn place(cell: &str, scale: &str) -> String {
    format!("MATCH(VALUE(LEFT(TRIM({cell}),FIND(\" \",TRIM({cell})&\" \")-1)),{scale},0)")
}
