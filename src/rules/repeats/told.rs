//! What the measures of a file report: results, evidence, measured values, each with its place, and when.

use super::super::likeness::Essence;
use super::super::report::measure as planned_record;
use super::said::Said;
use crate::case::{Case, PlanCase};
use crate::diag::{Code, Diagnostic, Unit};
use crate::locale::{Arg, Message};
use crate::model::{Measure, Period, Recurrence};
use crate::source::{Origins, Place, Record, SourceFile};
use crate::text::{comparable, excerpt};
use jiff::civil::Date;
use rayon::prelude::*;

/// What is reported of a measure: its key, and the id of its name.
pub(super) const FIELDS: [(&str, &str); 3] =
    [("result", "field-result"), ("evidence", "field-evidence"), ("measured", "field-measured")];
/// The places among these.
pub(super) const RESULT: usize = 0;
pub(super) const EVIDENCE: usize = 1;
pub(super) const MEASURED: usize = 2;

/// What the measures of one file report.
#[derive(Clone, Debug)]
pub struct Reports {
    /// The id that the body goes by.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) parent: Option<String>,
    pub(super) told: Vec<Told>,
}

/// What is reported of a measure.
#[derive(Clone, Debug)]
pub(super) struct Told {
    /// The text of the measure.
    measure: String,
    pub when: When,
    /// What is reported, in the order of [`FIELDS`].
    pub given: [Option<Given>; 3],
    /// The id of its situation, or in a plan its own.
    id: String,
    unit: Unit,
}

/// A field that reports something.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub says: Says,
    pub place: Place,
    shown: String,
}

#[derive(Clone, Debug)]
pub(super) enum Says {
    Text(Box<Said>),
    /// The value of an indicator in thousandths.
    Value {
        indicator: u64,
        value: i64,
        /// Whether that is the value that was to be reached.
        at_target: bool,
    },
}

/// When a measure was carried out and reported on.
#[derive(Clone, Debug)]
pub(super) struct When {
    pub done: Option<Date>,
    reported: Option<Date>,
    due: Option<Period>,
}

impl Reports {
    /// What is reported of the measures of a register.
    #[must_use]
    pub fn of(case: &Case<'_>) -> Self {
        let organization = &case.register.organization;
        let measures: Vec<_> = case.measures().collect();
        let told = measures.par_iter().filter_map(|(row, number, measure)| {
            let record = Record::Measure(row.number, *number);
            Told::of(measure, record, (&row.situation.id, Unit::Situation), case.file, case.origins)
        });
        let (id, name) = (organization.id.clone(), organization.name.clone());
        Self { id, name, parent: organization.parent.clone(), told: told.collect() }
    }

    /// What is reported of those of a plan.
    #[must_use]
    pub fn of_plan(case: &PlanCase<'_>) -> Self {
        let organization = &case.plan.organization;
        let told = case.measures().filter_map(|(number, planned)| {
            let whose = (planned.id.as_str(), Unit::Measure);
            Told::of(&planned.measure, planned_record(number), whose, case.file, case.origins)
        });
        let (id, name) = (organization.id.clone(), organization.name.clone());
        Self { id, name, parent: organization.parent.clone(), told: told.collect() }
    }

    /// The id that the body goes by.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Lets the body go by an id.
    pub fn go_by(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }

    /// Whether both are of one body, or one body is above the other: what the one reports the other may.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let named = |one: &Self, two: &Self| !one.name.is_empty() && comparable(&one.name) == comparable(&two.name);
        let above = |one: &Self, two: &Self| {
            let parent = one.parent.as_deref().map(comparable);
            parent.is_some_and(|parent| [&two.name, &two.id].into_iter().any(|name| comparable(name) == parent))
        };
        self.id == other.id || named(self, other) || above(self, other) || above(other, self)
    }
}

impl Told {
    fn of(
        measure: &Measure,
        record: Record,
        (id, unit): (&str, Unit),
        file: &SourceFile,
        origins: &Origins,
    ) -> Option<Self> {
        let given = |field: usize, says: Says, shown: &str| {
            let place = file.place(origins.spot(record, FIELDS[field].0));
            Given { says, place, shown: excerpt(shown, SHOWN) }
        };
        let text = |field: usize, text: Option<&str>| {
            text.map(|text| given(field, Says::Text(Box::new(Said::of(text))), text))
        };
        let indicator = measure.indicator.as_deref().map(Essence::of).filter(|essence| !essence.is_empty());
        let measured = measure.measured.as_ref().zip(indicator).map(|(measured, indicator)| {
            let says = Says::Value {
                indicator: indicator.whole(),
                value: measured.thousandths,
                at_target: measure.target.as_ref().is_some_and(|target| target.thousandths == measured.thousandths),
            };
            given(MEASURED, says, &measured.text)
        });
        let given = [text(RESULT, measure.result.as_deref()), text(EVIDENCE, measure.evidence.as_deref()), measured];
        given.iter().any(Option::is_some).then(|| Self {
            measure: measure.text.to_string(),
            when: When { done: measure.done_on, reported: measure.reported_on, due: measure.due.clone() },
            given,
            id: id.to_owned(),
            unit,
        })
    }

    /// Whether both are reports on one measure, by its text.
    pub fn is_of_measure_of(&self, other: &Self) -> bool {
        self.measure == other.measure || Said::of(&self.measure).is(&Said::of(&other.measure))
    }

    /// The text of a field.
    pub fn text(&self, field: usize) -> Option<&Said> {
        match &self.given[field].as_ref()?.says {
            Says::Text(said) => Some(said),
            Says::Value { .. } => None,
        }
    }

    /// The place of a field, if something is reported there.
    pub fn place(&self, field: usize) -> Option<&Place> {
        self.given[field].as_ref().map(|given| &given.place)
    }

    /// A finding at the first of these fields: that they say what those of another measure, which is named, said before.
    pub fn finding(&self, code: &'static Code, fields: &[usize], other: Message) -> Option<Diagnostic> {
        let first = *fields.first()?;
        let given = self.given[first].as_ref()?;
        let names = fields.iter().map(|field| Arg::from(Message::new(FIELDS[*field].1))).collect();
        let message = Message::new(code.name)
            .with("fields", Arg::List(names))
            .with("other", other)
            .with("found", given.shown.as_str());
        let mut found = Diagnostic::new(code, given.place.clone(), message);
        let key = FIELDS[first].0;
        found.key = Some(key);
        match self.unit {
            Unit::Situation => (found.situation, found.field) = (Some(self.id.clone()), Some("measure")),
            Unit::Measure => {
                found.concern_measure(&self.id);
                found.field = Some(key);
            }
        }
        Some(found)
    }

    /// What it is called where another measure is spoken of.
    pub fn named(&self) -> Message {
        let id = match self.unit {
            Unit::Situation => "repeat-of-situation",
            Unit::Measure => "repeat-of-measure",
        };
        Message::new(id).with("id", self.id.as_str())
    }
}

/// How much of a report a message shows, in characters.
const SHOWN: usize = 60;

impl When {
    /// Whether two reports speak of one time: by the day of execution, else by that of the report, else by the term.
    pub fn is(&self, other: &Self) -> Option<bool> {
        let both = |one: Option<Date>, two: Option<Date>| one.zip(two).map(|(one, two)| one == two);
        let terms = || {
            let (one, two) = self.due.as_ref().zip(other.due.as_ref())?;
            Some(match (one.canonical(), two.canonical()) {
                (Some(one), Some(two)) => one == two,
                _ => comparable(&one.text) == comparable(&two.text),
            })
        };
        both(self.done, other.done).or_else(|| both(self.reported, other.reported)).or_else(terms)
    }

    /// Whether neither says more than that it is done again and again.
    pub fn recurs_undated(&self, other: &Self) -> bool {
        let bare = |when: &Self| {
            let recurs = when.due.as_ref().and_then(|due| due.recurrence).and_then(Recurrence::months).is_some();
            recurs && when.done.is_none() && when.reported.is_none()
        };
        bare(self) && bare(other)
    }

    /// Whether two reports speak of two quarters, where both say of which.
    pub fn is_of_another_quarter(&self, other: &Self) -> bool {
        let quarter = |when: &Self| {
            let day = when.done.or(when.reported).or_else(|| when.due.as_ref().and_then(|due| due.to))?;
            Some((day.year(), (day.month() + 2) / 3))
        };
        quarter(self).zip(quarter(other)).is_some_and(|(one, two)| one != two)
    }
}
