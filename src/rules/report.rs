//! How a rule reports: at the cell that a person would click, with the situation or measure, its field, and what to do.

use super::measures::{Circumstances, Judge};
use crate::case::{Case, PlanCase, Row};
use crate::diag::{Code, Diagnostic, Sink};
use crate::locale::{Arg, Message};
use crate::method::Method;
use crate::model::{Axis, CriterionScore, Measure, PlannedMeasure, Score, Situation};
use crate::source::{Record, Spot};

/// How many situations or measures a message names.
const NAMED: usize = 8;

/// The first few of these ids, then that there are more.
pub(super) fn named<'a>(ids: impl IntoIterator<Item = &'a str>) -> Arg {
    let mut ids = ids.into_iter();
    let mut named: Vec<Arg> = ids.by_ref().take(NAMED).map(Arg::from).collect();
    named.extend(ids.next().map(|_| Arg::from("…")));
    Arg::List(named)
}

impl Case<'_> {
    /// All measures, each with its situation and its number there.
    pub(super) fn measures(&self) -> impl Iterator<Item = (Row<'_>, u32, &Measure)> {
        self.rows()
            .flat_map(|row| (0..).zip(&row.situation.measures).map(move |(number, measure)| (row, number, measure)))
    }

    /// The ids of situations by their numbers; see [`named`].
    pub(super) fn ids(&self, numbers: impl IntoIterator<Item = u32>) -> Arg {
        let all: Vec<&Situation> = self.register.situations().map(|(_, situation)| situation).collect();
        named(numbers.into_iter().filter_map(|number| all.get(number as usize)).map(|situation| situation.id.as_str()))
    }

    /// Judges each measure of the register.
    pub(super) fn judge(&self, sink: &mut Sink<'_>, code: &'static Code, judge: Judge) {
        let assessed = self.register.assessment.date;
        let circumstances = Circumstances { assessed, ..Circumstances::new(&self.register.organization, self.as_of) };
        for (row, number, measure) in self.measures() {
            for fault in judge(measure, &circumstances) {
                self.report_measure(sink, code, (&row, number), fault.key, fault.message, fault.help);
            }
        }
    }

    /// Reports a finding about a field of a measure.
    pub(super) fn report_measure(
        &self,
        sink: &mut Sink<'_>,
        code: &'static Code,
        (row, number): (&Row<'_>, u32),
        key: &'static str,
        message: Message,
        help: &'static str,
    ) {
        let record = Record::Measure(row.number, number);
        let (own, mut spot) = (self.origins.spot(record, ""), self.origins.spot(record, key));
        // A table may have no cell for it: what a person would click then is the measure, not the first cell of its row.
        if spot == own && matches!(own, Spot::Cell { .. }) {
            spot = self.origins.spot(record, "text");
        }
        let found = sink.report(code, spot, message);
        found.situation = Some(row.situation.id.clone());
        (found.field, found.key, found.help) = (Some("measure"), Some(key), Some(Message::new(help)));
    }

    /// Reports a finding about a field of a situation; a dotted key stands for the field of an inline table.
    pub(super) fn report<'s>(
        &self,
        sink: &'s mut Sink<'_>,
        code: &'static Code,
        row: &Row<'_>,
        key: &'static str,
        message: Message,
        help: &'static str,
    ) -> &'s mut Diagnostic {
        let outer = key.split('.').next();
        let found = sink.report(code, self.origins.spot_near(Record::Situation(row.number), key), message);
        found.situation = Some(row.situation.id.clone());
        (found.field, found.key, found.help) = (outer, Some(key), Some(Message::new(help)));
        found
    }

    /// Reports that a field is missing: at its empty cell, where the table lacks its column, else at another field that calls
    /// for it.
    pub(super) fn report_lacking(
        &self,
        sink: &mut Sink<'_>,
        code: &'static Code,
        row: &Row<'_>,
        (key, beside): (&'static str, &'static str),
        message: Message,
        help: &'static str,
    ) {
        let record = Record::Situation(row.number);
        let is_absent = self.origins.absent().iter().any(|absent| absent.key == key);
        let own = (is_absent || self.origins.empty_cell(record, key).is_some())
            .then(|| sink.place(self.origins.spot(record, key)));
        let found = self.report(sink, code, row, beside, message, help);
        if let Some(place) = own {
            (found.place, found.key) = (place, Some(key));
        }
    }
}

impl Case<'_> {
    /// Reports a finding about a field of a criterion: where it stands or should, else at the other field of the criterion.
    pub(super) fn report_criterion<'s>(
        &self,
        sink: &'s mut Sink<'_>,
        code: &'static Code,
        row: &Row<'_>,
        (axis, scored, key): (Axis, &CriterionScore, &'static str),
        message: Message,
        help: &'static str,
    ) -> &'s mut Diagnostic {
        let number = self.method.criterion_number(axis, &scored.key);
        let record = number.map(|number| Record::Criterion(row.number, number));
        let stands = |key: &&str| {
            let place = |record| self.origins.has(record, key) || self.origins.empty_cell(record, key).is_some();
            record.is_some_and(place)
        };
        let key = [key, "score", "justification"].into_iter().find(stands).unwrap_or_default();
        let record = record.unwrap_or(Record::Situation(row.number));
        let found = sink.report(code, self.origins.spot(record, key), message);
        found.situation = Some(row.situation.id.clone());
        (found.field, found.help) = (Some(axis.key()), Some(Message::new(help)));
        found
    }
}

/// The points by single criteria of a situation, those of likelihood first.
pub(super) fn criteria(situation: &Situation) -> impl Iterator<Item = (Axis, &CriterionScore)> {
    Axis::ALL.into_iter().flat_map(|axis| situation.score(axis).criteria.iter().map(move |scored| (axis, scored)))
}

/// What users call a criterion.
pub(super) fn label(method: &Method, axis: Axis, scored: &CriterionScore) -> Arg {
    method.criteria(axis).find(&scored.key).map_or_else(|| Arg::from(&*scored.key), |known| Arg::from(&known.label))
}

impl<'a> PlanCase<'a> {
    /// All measures, each with its 0-based number in the plan.
    pub(super) fn measures(&self) -> impl Iterator<Item = (usize, &'a PlannedMeasure)> {
        self.plan.measures().map(|(_, _, planned)| planned).enumerate()
    }

    /// Reports a finding about a field of a measure.
    pub(super) fn report<'s>(
        &self,
        sink: &'s mut Sink<'_>,
        code: &'static Code,
        (number, planned): (usize, &PlannedMeasure),
        key: &'static str,
        message: Message,
        help: &'static str,
    ) -> &'s mut Diagnostic {
        let found = sink.report(code, self.origins.spot(measure(number), key), message);
        found.concern_measure(&planned.id);
        (found.field, found.key, found.help) = (Some(key), Some(key), Some(Message::new(help)));
        found
    }
}

/// The record of a measure by its 0-based number in the plan.
pub(super) fn measure(number: usize) -> Record {
    Record::PlannedMeasure(u32::try_from(number).unwrap_or(u32::MAX))
}

/// One of the two scores of a situation.
#[derive(Clone, Copy)]
pub(super) struct Scored<'a> {
    /// The key of its points.
    pub key: &'static str,
    /// The key of their justification.
    pub justification: &'static str,
    /// The id of its name.
    pub name: &'static str,
    pub score: &'a Score,
}

/// The two scores of a situation.
pub(super) fn scores(situation: &Situation) -> [Scored<'_>; 2] {
    [
        Scored {
            key: "likelihood.score",
            justification: "likelihood.justification",
            name: "field-likelihood",
            score: &situation.likelihood,
        },
        Scored { key: "harm.score", justification: "harm.justification", name: "field-harm", score: &situation.harm },
    ]
}

/// The key of the points of a scale.
pub(super) fn score_key(axis: Axis) -> &'static str {
    match axis {
        Axis::Likelihood => "likelihood.score",
        Axis::Harm => "harm.score",
    }
}

/// Whether a register declares the level that no points lead to, with a reason and without points.
pub(super) fn declared_without_points(situation: &Situation, method: &Method) -> bool {
    situation.declared_without_points(|level| method.level(level).declared_only)
}
