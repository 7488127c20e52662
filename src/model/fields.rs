//! The field table: every key that a register or a plan can hold, once, with the way to its value. Reading, forms, TOML, the seal,
//! JSON, columns, schemas and the table of `docs/register.md` are made from it, so that none of them can leave a field out.

use super::value::{Kind, Slot, Value};
use super::{
    Abbreviation, AssessmentRecord, Axis, Chapter, CriterionScore, Function, Measure, Organization, PlanRecord,
    PlannedMeasure, Situation, Task,
};
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
    /// `criteria = { key = { ... } }` of the points of a situation.
    Criterion,
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

/// A field of a record of type `R`, with the way to its value.
pub struct Field<R: 'static> {
    /// What it is.
    pub spec: &'static FieldSpec,
    /// Its value in a record.
    pub get: for<'r> fn(&'r R) -> Value<'r>,
    /// Gives it a value.
    pub set: fn(&mut R, Value<'_>),
}

/// A record whose fields are known by the field table.
pub trait Fields: Sized + 'static {
    /// Its table.
    const TABLE: Table;
    /// Its own fields, in the order in which they are written.
    const FIELDS: &'static [Field<Self>];
}

/// Whether a place keeps values of a kind.
const fn keeps<R, S: Slot>(kind: Kind, _: fn(&R) -> Option<&S>) -> bool {
    kind as u8 == S::KIND as u8
}

/// A field is `"key" Kind need "name" "column" => place`. The place is a path in the record; `control?description` is the
/// place of a part that may be missing, and is made when a value is put into it.
macro_rules! fields {
    ($($table:ident of $record:ident {
        $($key:literal $kind:ident $need:ident $name:literal $($column:literal)? => [$($place:tt)+]),+ $(,)?
    })+) => {
        /// Every field of a register, in the order in which it is written.
        pub const FIELDS: &[FieldSpec] = &[$($(fields!(@ spec $table $key $kind $need $name $($column)?)),+),+];

        $(impl Fields for $record {
            const TABLE: Table = Table::$table;
            const FIELDS: &'static [Field<Self>] = &[$(Field {
                spec: &fields!(@ spec $table $key $kind $need $name $($column)?),
                get: |record| fields!(@ place record $($place)+).map_or(Value::Nothing, Slot::get),
                set: |record, value| fields!(@ set record value $($place)+),
            }),+];
        })+

        // A field whose place keeps values of another kind does not compile.
        const _: () = {$($(assert!(keeps(Kind::$kind, |record: &$record| fields!(@ place record $($place)+)), $key);)+)+};
    };
    (@ spec $table:ident $key:literal $kind:ident $need:ident $name:literal $($column:literal)?) => {
        FieldSpec {
            table: Table::$table,
            key: $key,
            kind: Kind::$kind,
            required: fields!(@ $need),
            name: $name,
            column: fields!(@ column $($column)?),
        }
    };
    (@ required) => { true };
    (@ optional) => { false };
    (@ column $column:literal) => { Some($column) };
    (@ column) => { None };
    (@ place $record:ident $part:ident ? $field:ident) => { $record.$part.as_ref().map(|part| &part.$field) };
    (@ place $record:ident $($path:ident).+) => { Some(&$record.$($path).+) };
    (@ set $record:ident $value:ident $part:ident ? $field:ident) => {
        if $value != Value::Nothing || $record.$part.is_some() {
            $record.$part.get_or_insert_default().$field.set($value);
        }
    };
    (@ set $record:ident $value:ident $($path:ident).+) => { $record.$($path).+.set($value) };
}

/// The key of a field, or of its column, as it stands here; `None` where no field has it.
#[must_use]
pub fn field_named(key: &str) -> Option<&'static str> {
    FIELDS.iter().flat_map(|field| [Some(field.key), field.column]).flatten().find(|known| *known == key)
}

fields! {
    Organization of Organization {
        "name" Text required "field-organization-name" => [name],
        "id" Text optional "field-organization-id" => [id],
        "kind" OrganizationKind optional "field-organization-kind" => [kind],
        "language" Language optional "field-organization-language" => [language],
        "parent" Text optional "field-organization-parent" => [parent],
    }
    Assessment of AssessmentRecord {
        "date" Date optional "field-assessment-date" => [date],
        "method" Text optional "field-assessment-method" => [method],
        "order" Text optional "field-assessment-order" => [order],
        "assessors" Texts optional "field-assessment-assessors" => [assessors],
        "high_level_controller" Text optional "field-assessment-controller" => [high_level_controller],
    }
    Function of Function {
        "group" Text optional "field-group" => [group],
        "name" Text required "field-function" "function" => [name],
    }
    Situation of Situation {
        "id" Text optional "field-id" "id" => [id],
        "text" Text required "field-situation" "situation" => [text],
        "category" Category optional "field-category" "category" => [category],
        "unit" Text optional "field-unit" "unit" => [unit],
        "positions" Texts optional "field-positions" "positions" => [positions],
        "elsewhere" Text optional "field-elsewhere" "elsewhere" => [elsewhere],
        "declared_level" Level optional "field-declared-level" "declared-level" => [declared_level],
        "likelihood.score" Points optional "field-likelihood" "likelihood" => [likelihood.given],
        "likelihood.justification" Text optional "field-likelihood-justification" "justification" => [likelihood.justification],
        "harm.score" Points optional "field-harm" "harm" => [harm.given],
        "harm.justification" Text optional "field-harm-justification" "justification" => [harm.justification],
        "control.description" Text optional "field-control" "control" => [control ? description],
        "control.effectiveness" Grade optional "field-control-effectiveness" "control-effectiveness" => [control ? effectiveness],
        "control.evidence" Text optional "field-control-evidence" "control-evidence" => [control ? evidence],
        "control.lowers" Boolean optional "field-control-lowers" "control-lowers" => [control ? lowers],
    }
    Criterion of CriterionScore {
        "score" Points optional "field-criterion" => [points],
        "justification" Text optional "field-criterion-justification" => [justification],
    }
    Measure of Measure {
        "text" Text required "field-measure" "measure" => [text],
        "due" Period optional "field-due" "due" => [due],
        "responsible" Texts optional "field-responsible" "responsible" => [responsible],
        "expected_result" Text optional "field-expected-result" "expected-result" => [expected_result],
        "indicator" Text optional "field-indicator" "indicator" => [indicator],
        "funding" Text optional "field-funding" "funding" => [funding],
        "status" Status optional "field-status" "status" => [status],
        "done_on" Date optional "field-done-on" "done-on" => [done_on],
        "result" Text optional "field-result" "result" => [result],
        "reason" Text optional "field-reason" "reason" => [reason],
        "evidence" Text optional "field-evidence" "evidence" => [evidence],
        "baseline" Amount optional "field-baseline" "baseline" => [baseline],
        "target" Amount optional "field-target" "target" => [target],
        "measured" Amount optional "field-measured" "measured" => [measured],
        "reported_on" Date optional "field-reported-on" "reported-on" => [reported_on],
        "target_level" Level optional "field-target-level" "target-level" => [target_level],
        "verified.result" Verification optional "field-verified" "verified" => [verified ? result],
        "verified.by" Text optional "field-verified-by" "verified-by" => [verified ? by],
        "verified.on" Date optional "field-verified-on" "verified-on" => [verified ? on],
        "verified.note" Text optional "field-verified-note" "verified-note" => [verified ? note],
    }
    Plan of PlanRecord {
        "title" Text optional "field-plan-title" => [title],
        "order" Text optional "field-plan-order" => [order],
        "years" Period optional "field-plan-years" => [years],
        "reports" Reporting optional "field-plan-reports" => [reports],
    }
    Chapter of Chapter {
        "id" Text optional "field-chapter-id" => [id],
        "name" Text optional "field-chapter" => [name],
    }
    Task of Task {
        "id" Text optional "field-task-id" => [id],
        "text" Text optional "field-task" "task" => [text],
    }
    PlannedMeasure of PlannedMeasure {
        "id" Text optional "field-measure-id" "id" => [id],
    }
    Abbreviation of Abbreviation {
        "short" Text required "field-abbreviation" => [short],
        "full" Text optional "field-abbreviation-full" => [full],
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

/// The shape of the key of a column of a criterion: `harm_financial`, `harm_financial_justification`.
pub const CRITERION_COLUMN: &str = "^(likelihood|harm)_[a-z0-9_-]+$";

/// The scale, the criterion's key and whether it is the justification, of the key of a column of a criterion.
#[must_use]
pub fn criterion_column(key: &str) -> Option<(Axis, &str, bool)> {
    let of_axis = |axis: Axis| Some((axis, key.strip_prefix(axis.key())?.strip_prefix('_')?));
    let (axis, rest) = Axis::ALL.into_iter().find_map(of_axis)?;
    let (criterion, justification) = match rest.strip_suffix("_justification") {
        Some(criterion) => (criterion, true),
        None => (rest, false),
    };
    let is_key = !criterion.is_empty() && !criterion.ends_with(JUSTIFICATION);
    is_key.then_some((axis, criterion, justification))
}

/// The fields of a record in their order, those of a part together with the part's key; a field of no part stands alone.
pub fn parts<R: Fields>() -> impl Iterator<Item = (Option<&'static str>, &'static [Field<R>])> {
    let part = |field: &Field<R>| field.spec.part_and_key().0;
    let parts = R::FIELDS.chunk_by(move |one, next| part(one).is_some() && part(one) == part(next));
    parts.map(move |fields| (part(&fields[0]), fields))
}

impl FieldSpec {
    /// The key of the part that the field belongs to, and its own key there: `likelihood.score` is `score` of `likelihood`.
    #[must_use]
    pub fn part_and_key(&self) -> (Option<&'static str>, &'static str) {
        self.key.split_once('.').map_or((None, self.key), |(part, key)| (Some(part), key))
    }

    /// The key of the column that holds the field in a table.
    #[must_use]
    pub fn column_key(&self) -> Option<String> {
        match self.key {
            "likelihood.justification" => Some("likelihood_justification".into()),
            "harm.justification" => Some("harm_justification".into()),
            _ => Some(self.column?.replace('-', "_")),
        }
    }

    /// Whether [`Self::column_key`] is this one: asked of every field for every column of a table.
    #[must_use]
    pub fn has_column_key(&self, wanted: &str) -> bool {
        let in_column = || wanted.bytes().map(|byte| if byte == b'_' { b'-' } else { byte });
        match self.key {
            "likelihood.justification" => wanted == "likelihood_justification",
            "harm.justification" => wanted == "harm_justification",
            _ => self.column.is_some_and(|column| column.len() == wanted.len() && column.bytes().eq(in_column())),
        }
    }

    /// The field of a table with the given key.
    #[must_use]
    pub fn find(table: Table, key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| table.holds(field) && field.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use crate::model::{Amount, Category, Grade, Level, OrganizationKind, Period, Reporting, Status, Verification};
    use std::borrow::Cow;

    fn sample(kind: Kind) -> Value<'static> {
        match kind {
            Kind::Text => Value::Text("a text".into()),
            Kind::Texts => Value::Texts(Cow::Owned(vec!["one".into(), "two".into()])),
            Kind::Points => Value::Points(3),
            Kind::Level => Value::Level(Level(2)),
            Kind::Grade => Value::Grade(Grade(1)),
            Kind::Category => Value::Category(Category::Potential),
            Kind::OrganizationKind => Value::OrganizationKind(OrganizationKind::Institution),
            Kind::Status => Value::Status(Status::Done),
            Kind::Verification => Value::Verification(Verification::Partly),
            Kind::Language => Value::Language(Language::Ru),
            Kind::Date => Value::Date(jiff::civil::date(2026, 6, 15)),
            Kind::Period => Value::Period(Cow::Owned(Period::unread("2026-Q4"))),
            Kind::Boolean => Value::Boolean(false),
            Kind::Amount => Value::Amount(Cow::Owned(Amount::parse("12.5").expect("a number"))),
            Kind::Reporting => Value::Reporting(Cow::Owned(vec![Reporting::Yearly])),
        }
    }

    /// Sets each field of a record alone and gives back what each of the record's fields then holds.
    fn each_alone<R: Fields + Default>() {
        assert!(
            FIELDS
                .iter()
                .filter(|field| field.table == R::TABLE)
                .map(|field| field.key)
                .eq(R::FIELDS.iter().map(|field| field.spec.key))
        );
        for field in R::FIELDS {
            let mut record = R::default();
            (field.set)(&mut record, sample(field.spec.kind));
            for other in R::FIELDS {
                let expected = if other.spec.key == field.spec.key { sample(field.spec.kind) } else { Value::Nothing };
                let held = match (other.get)(&record) {
                    Value::Shared(text) => Value::Text(text.to_string().into()),
                    value => value,
                };
                assert_eq!(held, expected, "{} after {}", other.spec.key, field.spec.key);
            }
            (field.set)(&mut record, Value::Nothing);
            assert_eq!((field.get)(&record), Value::Nothing, "{}", field.spec.key);
        }
    }

    #[test]
    fn each_field_has_a_place_of_its_own() {
        each_alone::<Organization>();
        each_alone::<AssessmentRecord>();
        each_alone::<Function>();
        each_alone::<Situation>();
        each_alone::<CriterionScore>();
        each_alone::<Measure>();
        each_alone::<PlanRecord>();
        each_alone::<Chapter>();
        each_alone::<Task>();
        each_alone::<PlannedMeasure>();
        each_alone::<Abbreviation>();
    }
}
