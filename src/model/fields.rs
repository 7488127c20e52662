//! The field table: every key a register can hold, once. TOML reading, "did you mean", the README's table and (later)
//! spreadsheet titles, templates and schemas are made from it, so that they cannot drift apart.

use std::sync::LazyLock;

/// The table of a register that a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// `[organization]`
    Organization,
    /// `[assessment]`
    Assessment,
    /// `[[function]]`
    Function,
    /// `[[function.situation]]`
    Situation,
    /// `[[function.situation.measure]]`
    Measure,
    /// `[plan]`
    Plan,
    /// `[[chapter]]`
    Chapter,
    /// `[[chapter.task]]`
    Task,
    /// `[[chapter.task.measure]]`: its own fields, before those that it shares with [`Table::Measure`].
    PlannedMeasure,
    /// `[[abbreviation]]`
    Abbreviation,
}

impl Table {
    /// Whether a record of this table may have a field.
    #[must_use]
    pub fn holds(self, field: &FieldSpec) -> bool {
        let shared = self == Self::PlannedMeasure && field.table == Self::Measure && field.key != "target_level";
        field.table == self || shared
    }
}

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// Points of a scale of the method.
    Points,
    /// A level of the method.
    Level,
    /// A grade of control effectiveness of the method.
    Grade,
    /// systemic, potential, situational.
    Category,
    /// The kind of organisation.
    OrganizationKind,
    /// The status of a measure.
    Status,
    /// ky, ru, en.
    Language,
    /// A day.
    Date,
    /// A term: a day, a quarter, years ...
    Period,
    /// true or false.
    Boolean,
    /// A decimal number, the value of an indicator.
    Amount,
    /// quarterly, yearly: one or both.
    Reporting,
}

/// A field.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The table it belongs to.
    pub table: Table,
    /// Its key in TOML; a dot stands for an inline table.
    pub key: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// Whether a record without it cannot be read.
    pub required: bool,
    /// The id of the message that names the field to users and, with `-help`, says what to write.
    pub name: &'static str,
    /// The column that holds it in a table: the messages `column-...` (its title) and `stem-...` (what titles contain).
    pub column: Option<&'static str>,
}

macro_rules! fields {
    ($($table:ident { $($key:literal $kind:ident $need:ident $name:literal $($column:literal)?),+ $(,)? })+) => {
        /// Every field of a register, in the order in which it is written.
        pub const FIELDS: &[FieldSpec] = &[$($(FieldSpec {
            table: Table::$table,
            key: $key,
            kind: Kind::$kind,
            required: fields!(@ $need),
            name: $name,
            column: fields!(@ column $($column)?),
        }),+),+];
    };
    (@ required) => { true };
    (@ optional) => { false };
    (@ column $column:literal) => { Some($column) };
    (@ column) => { None };
}

fields! {
    Organization {
        "name" Text required "field-organization-name",
        "id" Text optional "field-organization-id",
        "kind" OrganizationKind optional "field-organization-kind",
        "language" Language optional "field-organization-language",
        "parent" Text optional "field-organization-parent",
    }
    Assessment {
        "date" Date optional "field-assessment-date",
        "method" Text optional "field-assessment-method",
        "order" Text optional "field-assessment-order",
        "assessors" Texts optional "field-assessment-assessors",
        "high_level_controller" Text optional "field-assessment-controller",
    }
    Function {
        "group" Text optional "field-group",
        "name" Text required "field-function" "function",
    }
    Situation {
        "id" Text optional "field-id" "id",
        "text" Text required "field-situation" "situation",
        "category" Category optional "field-category" "category",
        "unit" Text optional "field-unit" "unit",
        "positions" Texts optional "field-positions" "positions",
        "elsewhere" Text optional "field-elsewhere" "elsewhere",
        "declared_level" Level optional "field-declared-level" "declared-level",
        "likelihood.score" Points optional "field-likelihood" "likelihood",
        "likelihood.justification" Text optional "field-likelihood-justification" "justification",
        "harm.score" Points optional "field-harm" "harm",
        "harm.justification" Text optional "field-harm-justification" "justification",
        "control.description" Text optional "field-control" "control",
        "control.effectiveness" Grade optional "field-control-effectiveness" "control-effectiveness",
        "control.evidence" Text optional "field-control-evidence" "control-evidence",
        "control.lowers" Boolean optional "field-control-lowers" "control-lowers",
    }
    Measure {
        "text" Text required "field-measure" "measure",
        "due" Period optional "field-due" "due",
        "responsible" Texts optional "field-responsible" "responsible",
        "expected_result" Text optional "field-expected-result" "expected-result",
        "indicator" Text optional "field-indicator" "indicator",
        "funding" Text optional "field-funding" "funding",
        "status" Status optional "field-status" "status",
        "done_on" Date optional "field-done-on" "done-on",
        "result" Text optional "field-result" "result",
        "reason" Text optional "field-reason" "reason",
        "evidence" Text optional "field-evidence" "evidence",
        "baseline" Amount optional "field-baseline" "baseline",
        "target" Amount optional "field-target" "target",
        "measured" Amount optional "field-measured" "measured",
        "reported_on" Date optional "field-reported-on" "reported-on",
        "target_level" Level optional "field-target-level" "target-level",
    }
    Plan {
        "title" Text optional "field-plan-title",
        "order" Text optional "field-plan-order",
        "years" Period optional "field-plan-years",
        "reports" Reporting optional "field-plan-reports",
    }
    Chapter {
        "id" Text optional "field-chapter-id",
        "name" Text optional "field-chapter",
    }
    Task {
        "id" Text optional "field-task-id",
        "text" Text optional "field-task" "task",
    }
    PlannedMeasure {
        "id" Text optional "field-measure-id" "id",
    }
    Abbreviation {
        "short" Text required "field-abbreviation",
        "full" Text optional "field-abbreviation-full",
    }
}

/// The columns of a table that hold what a workbook worked out itself.
pub const STATED: [&str; 3] = ["sum", "inherent", "residual"];

/// The key of a column that holds the reason for a point, which its place or its title gives to one of the two.
pub const JUSTIFICATION: &str = "justification";

/// Every key that a column of a table may have.
#[must_use]
pub fn column_keys() -> &'static [String] {
    static KEYS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut keys: Vec<String> = Vec::new();
        let of_fields = FIELDS.iter().filter_map(FieldSpec::column_key).chain(STATED.map(str::to_owned));
        for key in of_fields.chain([JUSTIFICATION.to_owned()]) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    });
    &KEYS
}

impl FieldSpec {
    /// The key of the column that holds the field in a table.
    #[must_use]
    pub fn column_key(&self) -> Option<String> {
        match self.key {
            "likelihood.justification" => Some("likelihood_justification".into()),
            "harm.justification" => Some("harm_justification".into()),
            _ => Some(self.column?.replace('-', "_")),
        }
    }

    /// The field of a table with the given key.
    #[must_use]
    pub fn find(table: Table, key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| table.holds(field) && field.key == key)
    }
}
