//! The tables of a consolidation: the columns of each, what they hold and what people call them, how tables are joined.
//!
//! A table begins with the columns that are named here; the fields of its records that none of them holds follow, as the field
//! table has them: a new field is a new last column. In all tables a name of a column has one meaning.

use crate::model::{
    AssessmentRecord, CriterionScore, Field, FieldSpec, Fields, Function, Kind, Measure, Organization, Situation,
    Table as Of,
};
use std::sync::LazyLock;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Holds {
    Text,
    Whole,
    Truth,
    Day,
}

/// A column that is named here.
pub(super) struct Named {
    key: &'static str,
    what: What,
}

/// What a column holds, and the id of its title: its own, or those of a field.
enum What {
    Own(Holds, &'static str),
    Field(Of, &'static str),
}

const fn own(key: &'static str, holds: Holds, title: &'static str) -> Named {
    Named { key, what: What::Own(holds, title) }
}

const fn field(key: &'static str, of: Of, field: &'static str) -> Named {
    Named { key, what: What::Field(of, field) }
}

pub(super) const ORGANIZATIONS: &[Named] = &[
    field("organization", Of::Organization, "id"),
    field("name", Of::Organization, "name"),
    field("kind", Of::Organization, "kind"),
    field("parent", Of::Organization, "parent"),
    own("path", Holds::Text, "data-path"),
    own("sha256", Holds::Text, "data-sha256"),
    field("assessed_on", Of::Assessment, "date"),
    own("rank", Holds::Whole, "data-rank"),
    own("functions", Holds::Whole, "data-functions"),
    own("functions_with_situations", Holds::Whole, "data-functions-with-situations"),
    own("situations", Holds::Whole, "data-situations"),
    own("assessed", Holds::Whole, "data-assessed"),
    own("lowered", Holds::Whole, "data-lowered"),
    own("errors", Holds::Whole, "data-errors"),
    own("warnings", Holds::Whole, "data-warnings"),
    own("information", Holds::Whole, "data-information"),
    own("sent", Holds::Text, "data-sent"),
    own("expected", Holds::Truth, "data-expected"),
];

pub(super) const SITUATIONS: &[Named] = &[
    own("key", Holds::Text, "column-key"),
    field("organization", Of::Organization, "id"),
    field("situation", Of::Situation, "id"),
    field("group", Of::Function, "group"),
    field("function", Of::Function, "name"),
    field("text", Of::Situation, "text"),
    field("category", Of::Situation, "category"),
    field("unit", Of::Situation, "unit"),
    field("positions", Of::Situation, "positions"),
    field("elsewhere", Of::Situation, "elsewhere"),
    field("declared_level", Of::Situation, "declared_level"),
    field("likelihood", Of::Situation, "likelihood.score"),
    field("likelihood_justification", Of::Situation, "likelihood.justification"),
    field("harm", Of::Situation, "harm.score"),
    field("harm_justification", Of::Situation, "harm.justification"),
    own("sum", Holds::Whole, "column-sum"),
    own("inherent", Holds::Text, "column-inherent"),
    field("control", Of::Situation, "control.description"),
    field("control_effectiveness", Of::Situation, "control.effectiveness"),
    field("control_evidence", Of::Situation, "control.evidence"),
    field("control_lowers", Of::Situation, "control.lowers"),
    own("control_lowered", Holds::Truth, "data-control-lowered"),
    own("residual", Holds::Text, "column-residual"),
    own("priority", Holds::Whole, "data-priority"),
    own("priority_overall", Holds::Whole, "data-priority-overall"),
    own("measures", Holds::Whole, "data-measures"),
    own("path", Holds::Text, "data-path"),
    own("target", Holds::Text, "column-target-level"),
];

pub(super) const MEASURES: &[Named] = &[
    own("key", Holds::Text, "column-key"),
    field("organization", Of::Organization, "id"),
    field("situation", Of::Situation, "id"),
    own("number", Holds::Whole, "data-number"),
    field("measure", Of::Measure, "text"),
    field("due", Of::Measure, "due"),
    own("due_from", Holds::Day, "data-due-from"),
    own("due_to", Holds::Day, "data-due-to"),
    own("recurrence", Holds::Text, "data-recurrence"),
    field("responsible", Of::Measure, "responsible"),
    field("expected_result", Of::Measure, "expected_result"),
    field("funding", Of::Measure, "funding"),
    own("state", Holds::Text, "data-state"),
    own("days_overdue", Holds::Whole, "data-days-overdue"),
];

pub(super) const CRITERIA: &[Named] = &[
    own("key", Holds::Text, "column-key"),
    field("organization", Of::Organization, "id"),
    field("situation", Of::Situation, "id"),
    own("scale", Holds::Text, "data-scale"),
    own("criterion", Holds::Text, "data-criterion"),
    field("score", Of::Criterion, "score"),
    field("justification", Of::Criterion, "justification"),
    own("combined", Holds::Truth, "data-combined"),
];

pub(super) const FILES: &[Named] = &[
    own("path", Holds::Text, "data-path"),
    own("sha256", Holds::Text, "data-sha256"),
    own("became", Holds::Text, "data-became"),
    field("organization", Of::Organization, "id"),
    own("of", Holds::Text, "data-of"),
    own("reason", Holds::Text, "data-reason"),
];

pub(super) const FINDINGS: &[Named] = &[
    own("path", Holds::Text, "data-path"),
    own("number", Holds::Whole, "data-number"),
    field("organization", Of::Organization, "id"),
    own("key", Holds::Text, "column-key"),
    field("situation", Of::Situation, "id"),
    own("code", Holds::Text, "data-code"),
    own("severity", Holds::Text, "data-severity"),
    own("field", Holds::Text, "data-field"),
    own("message", Holds::Text, "data-message"),
    own("help", Holds::Text, "data-help"),
    own("sheet", Holds::Text, "data-sheet"),
    own("cell", Holds::Text, "data-cell"),
    own("line", Holds::Whole, "data-line"),
    own("column", Holds::Whole, "data-column"),
    own("waived", Holds::Text, "data-waived"),
    own("waived_by", Holds::Text, "data-waived-by"),
    own("waived_until", Holds::Day, "data-waived-until"),
];

/// A column.
pub(in crate::report) struct Column {
    pub key: &'static str,
    pub holds: Holds,
    /// The id of the message that is its title.
    pub title: &'static str,
}

/// How a table is joined with another: its own columns, the other table, and the columns of that.
pub(in crate::report) type Join = (&'static [&'static str], &'static str, &'static [&'static str]);

/// A table.
pub(in crate::report) struct Table {
    /// The name of its file, without the ending.
    pub name: &'static str,
    /// The id of the message that says what it is.
    pub title: &'static str,
    pub columns: Vec<Column>,
    /// The keys of the columns.
    pub header: Vec<&'static str>,
    /// The columns that tell its rows apart.
    pub unique: &'static [&'static str],
    pub joins: &'static [Join],
}

const ORGANIZATION: Join = (&["organization"], "organizations", &["organization"]);
const SITUATION: Join = (&["key"], "situations", &["key"]);
const FILE: Join = (&["path"], "files", &["path"]);

/// The tables, each before those that are made of its rows.
pub(super) static TABLES: LazyLock<[Table; 6]> = LazyLock::new(|| {
    [
        Table {
            unique: &["organization"],
            joins: &[FILE],
            ..table("organizations", "data-organizations", ORGANIZATIONS)
                .with::<Organization>(ORGANIZATIONS)
                .with::<AssessmentRecord>(ORGANIZATIONS)
        },
        Table {
            unique: &["key"],
            joins: &[ORGANIZATION, FILE],
            ..table("situations", "data-all-situations", SITUATIONS)
                .with::<Function>(SITUATIONS)
                .with::<Situation>(SITUATIONS)
        },
        Table {
            unique: &["key", "number"],
            joins: &[ORGANIZATION, SITUATION],
            ..table("measures", "data-all-measures", MEASURES).with::<Measure>(MEASURES)
        },
        Table {
            unique: &["key", "scale", "criterion"],
            joins: &[ORGANIZATION, SITUATION],
            ..table("criteria", "data-criteria", CRITERIA).with::<CriterionScore>(CRITERIA)
        },
        Table {
            unique: &["path"],
            joins: &[ORGANIZATION, (&["of"], "", &["path"])],
            ..table("files", "data-files", FILES)
        },
        Table {
            unique: &["path", "number"],
            joins: &[ORGANIZATION, SITUATION, FILE],
            ..table("findings", "data-findings", FINDINGS)
        },
    ]
});

/// The keys of the columns of a table.
pub(super) fn header(name: &str) -> &'static [&'static str] {
    TABLES.iter().find(|table| table.name == name).map_or(&[], |table| &table.header)
}

/// The fields of a record that no column of those that are named holds: the last columns of its table.
pub(super) fn others<R: Fields>(named: &[Named]) -> Vec<&'static Field<R>> {
    let is_named = |spec: &FieldSpec| {
        named.iter().any(|column| matches!(column.what, What::Field(of, key) if of == R::TABLE && key == spec.key))
    };
    R::FIELDS.iter().filter(|field| !is_named(field.spec)).collect()
}

fn table(name: &'static str, title: &'static str, named: &[Named]) -> Table {
    let mut table = Table { name, title, columns: Vec::new(), header: Vec::new(), unique: &[], joins: &[] };
    for Named { key, what } in named {
        match what {
            What::Own(holds, title) => table.add(Column { key, holds: *holds, title }),
            What::Field(of, field) => {
                if let Some(spec) = FieldSpec::find(*of, field) {
                    table.add(of_field(key, spec));
                }
            }
        }
    }
    table
}

impl Table {
    fn add(&mut self, column: Column) {
        self.header.push(column.key);
        self.columns.push(column);
    }

    /// The same table with the fields of a record behind its columns.
    fn with<R: Fields>(mut self, named: &[Named]) -> Self {
        for Field { spec, .. } in others::<R>(named) {
            // Once in a run, and for its whole length.
            let key = if spec.key.contains('.') { spec.key.replace('.', "_").leak() } else { spec.key };
            self.add(of_field(key, spec));
        }
        self
    }
}

fn of_field(key: &'static str, spec: &'static FieldSpec) -> Column {
    let holds = match spec.kind {
        Kind::Points => Holds::Whole,
        Kind::Boolean => Holds::Truth,
        Kind::Date => Holds::Day,
        // Values of indicators stand as they were written: `40 %`.
        _ => Holds::Text,
    };
    Column { key, holds, title: spec.name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::assessment::records::ASSESSMENT;
    use std::collections::BTreeSet;

    #[test]
    fn no_table_has_a_column_twice_and_each_named_field_exists() {
        let named = [ORGANIZATIONS, SITUATIONS, MEASURES, CRITERIA, FILES, FINDINGS];
        for (table, named) in TABLES.iter().zip(named) {
            let keys: BTreeSet<_> = table.header.iter().collect();
            assert_eq!(keys.len(), table.header.len(), "{}", table.name);
            assert!(table.header.iter().zip(named).all(|(key, named)| *key == named.key), "{}", table.name);
            assert!(table.header.len() >= named.len(), "{}", table.name);
        }
    }

    #[test]
    fn a_join_leads_to_what_tells_the_rows_of_the_other_table_apart() {
        for table in &*TABLES {
            for (own, other, theirs) in table.joins {
                let other = TABLES.iter().find(|known| known.name == *other).unwrap_or(table);
                assert_eq!(other.unique, *theirs);
                assert!(own.iter().all(|key| table.header.contains(key)));
            }
        }
    }

    #[test]
    fn a_situation_stands_in_both_tables_of_situations_in_the_same_columns() {
        let own = ASSESSMENT.iter().skip(3).take_while(|key| **key != "measures");
        assert!(own.eq(&header("situations")[3..ASSESSMENT.len() - 1]));
    }
}
