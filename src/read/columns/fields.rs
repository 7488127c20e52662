//! The fields that a column can hold: their keys as the contract writes them, and the records that they belong to.

use crate::locale::{Arg, Language, Message};
use crate::model::{FIELDS, FieldSpec, JUSTIFICATION, STATED, Table};
use crate::text::comparable;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Form {
    Register,
    /// A plan of measures that is not tied to risks.
    Plan,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Holds {
    Field(Table, &'static str),
    /// A result of the workbook's own formulas: total points, level before controls, residual level.
    Stated(&'static str),
    /// The reasons for both points.
    Justifications,
    /// One point of a score: a cross in the column stands for the point that the column's own title names.
    Point(&'static str),
    /// The points by a criterion of the method, or their justification; the column says of which.
    Criterion {
        justification: bool,
    },
}

/// What a column of a key holds in a table of a form; `None` if such a table has no such field.
pub(in crate::read) fn holds(form: Form, wanted: &str) -> Option<Holds> {
    let of_form = |field: &&FieldSpec| match form {
        Form::Register => matches!(field.table, Table::Function | Table::Situation | Table::Measure),
        // A table of measures beside a register has all their fields.
        Form::Plan => matches!(field.table, Table::Task | Table::PlannedMeasure | Table::Measure),
    };
    let stated = STATED.iter().find(|stated| **stated == wanted);
    if let (Form::Register, Some(stated)) = (form, stated) {
        return Some(Holds::Stated(stated));
    }
    if form == Form::Register && wanted == JUSTIFICATION {
        return Some(Holds::Justifications);
    }
    let field = FIELDS.iter().filter(of_form).find(|field| field.has_column_key(wanted))?;
    Some(Holds::Field(field.table, field.key))
}

/// The key of what a column holds.
pub(in crate::read) fn key_of(holds: Holds) -> String {
    match holds {
        Holds::Field(table, wanted) => {
            FieldSpec::find(table, wanted).and_then(FieldSpec::column_key).unwrap_or_default()
        }
        Holds::Stated(key) => key.into(),
        Holds::Justifications => JUSTIFICATION.into(),
        // Its column knows it.
        Holds::Criterion { .. } => String::new(),
        Holds::Point(score) => score.split('.').next().unwrap_or(score).into(),
    }
}

/// What users call the field of a key.
pub(in crate::read) fn name(key: &str) -> Arg {
    Message::new(title_id(key)).into()
}

/// The id of the message that names the field of a key: the canonical title of its column.
pub(super) fn title_id(key: &str) -> &'static str {
    match key {
        "likelihood_justification" => "field-likelihood-justification",
        "harm_justification" => "field-harm-justification",
        _ => COLUMNS.get(key.replace('_', "-").as_str()).copied().unwrap_or("column-id"),
    }
}

/// The ids of the messages that are the canonical titles, by the name of the column.
static COLUMNS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let columns = FIELDS.iter().filter_map(|field| field.column).chain(STATED);
    columns.map(|column| (column, &*Box::leak(format!("column-{column}").into_boxed_str()))).collect()
});

/// The keys of a canonical title, in any language.
pub(super) fn canonical(title: &str) -> Option<&'static [String]> {
    static TITLES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
        let mut titles: HashMap<String, Vec<String>> = HashMap::new();
        for (column, id) in COLUMNS.iter() {
            for language in Language::ALL {
                let keys = titles.entry(comparable(&language.text(id))).or_default();
                let key = column.replace('-', "_");
                if !keys.contains(&key) {
                    keys.push(key);
                }
                keys.sort_unstable();
            }
        }
        titles
    });
    TITLES.get(&comparable(title)).map(Vec::as_slice)
}
