//! The formulas of the template: from the points and the grade of a row, and the method's own tables.

use crate::form::template::columns::Column;
use crate::form::template::make::Make;
use crate::source::cell_name;

/// The formulas of the register's columns.
pub(super) struct Formulas {
    /// The keys of the columns.
    keys: Vec<&'static str>,
    /// The keys of the columns that must be filled before a control lowers the level.
    conditions: Vec<&'static str>,
    /// The word by which assessors keep the level although the control would lower it.
    keep_word: String,
    /// The 1-based place, among the levels that points lead to, of the floor.
    floor: usize,
}

impl Formulas {
    pub fn new(make: &Make<'_>, columns: &[Column]) -> Self {
        let method = make.method;
        let required = method.control_conditions.value;
        let conditions = [
            (true, "control.effectiveness"),
            (required.description, "control.description"),
            (required.evidence, "control.evidence"),
        ];
        let floor = method.computed_levels().position(|(level, _)| level == method.floor.value);
        Self {
            keys: columns.iter().map(|column| column.key).collect(),
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
            _ => None,
        }
    }

    fn cell(&self, key: &str, row: u32) -> String {
        let column = self.keys.iter().position(|known| *known == key).unwrap_or_default();
        cell_name(row, u16::try_from(column).unwrap_or(u16::MAX))
    }

    /// The value or the level of the two points, from the matrix; nothing while a point is missing.
    fn looked_up(&self, matrix: &str, row: u32) -> String {
        let (likelihood, harm) = (self.cell("likelihood.score", row), self.cell("harm.score", row));
        format!(
            "IF(OR({likelihood}=\"\",{harm}=\"\"),\"\",IFERROR(INDEX({matrix},{},{}),\"\"))",
            place(&likelihood, "tobokel_likelihood"),
            place(&harm, "tobokel_harm"),
        )
    }

    /// The condition under which the points of a column, in a row, are none of its scale.
    pub fn off_scale(&self, key: &str, row: u32) -> String {
        let (cell, scale) =
            (self.cell(key, row), if key == "harm.score" { "tobokel_harm" } else { "tobokel_likelihood" });
        format!("AND({cell}<>\"\",ISERROR({}))", place(&cell, scale))
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

/// The place on a scale of the points in a cell: `2`, or `2 (medium)` as the list has it.
fn place(cell: &str, scale: &str) -> String {
    format!("MATCH(VALUE(LEFT(TRIM({cell}),FIND(\" \",TRIM({cell})&\" \")-1)),{scale},0)")
}
