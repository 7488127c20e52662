//! The points of a situation by single criteria: keys of the method, each with points and a justification.

use super::build::Builder;
use super::codes;
use super::raw::RawCriterion;
use super::toml_tree::list;
use super::values::SHOWN;
use crate::locale::Message;
use crate::method::Method;
use crate::model::{Axis, CriterionScore, Situation};
use crate::source::{Record, Spot};
use crate::text::{excerpt, suggestion};

impl<'b> Builder<'b, '_> {
    /// Whether the points of a criterion of a scale are being read.
    pub(super) fn is_of(&self, axis: Axis) -> bool {
        self.criterion.is_some_and(|(of, _)| of == axis)
    }

    /// Gives the scores of a situation their criteria and the points that these make. `given` says which scores hold something.
    pub(super) fn combine(
        &mut self,
        number: u32,
        situation: &mut Situation,
        given: [bool; 2],
        raw: &mut Vec<RawCriterion<'_>>,
    ) {
        for (axis, given) in Axis::ALL.into_iter().zip(given) {
            let of_axis = raw.extract_if(.., |criterion| criterion.axis == axis).collect();
            let (criteria, all_read) = self.criteria(number, axis, of_axis);
            let score = situation.score_mut(axis);
            let other_scale = self.of_other_scale.iter().any(|key| key.split('.').next() == Some(axis.key()));
            // Nothing stands in for points that were given and cannot be read.
            if all_read && given == score.given.is_some() && !other_scale {
                score.combined = self.method.criteria(axis).combine.value(&criteria);
            }
            score.criteria = criteria.into();
        }
    }

    /// The points by the criteria of a scale, in the method's order, and whether all points that are there could be read. A
    /// criterion that the method does not have is reported.
    fn criteria(&mut self, situation: u32, axis: Axis, raw: Vec<RawCriterion<'_>>) -> (Vec<CriterionScore>, bool) {
        let mut found: Vec<(u32, CriterionScore)> = Vec::with_capacity(raw.len());
        let mut all_read = true;
        let method: &'b Method = self.method;
        for RawCriterion { key, spot, record, .. } in raw {
            let known = method.criterion_number(axis, &key);
            let Some((number, criterion)) = known.zip(method.criteria(axis).find(&key)) else {
                self.unknown_criterion(axis, &key, spot);
                all_read = false;
                continue;
            };
            let is_given = record.field("score").is_some();
            self.criterion = Some((axis, &criterion.label));
            let score: CriterionScore = self.record(Record::Criterion(situation, number), record);
            self.criterion = None;
            all_read &= is_given == score.points.is_some();
            if score != CriterionScore::default() {
                found.push((number, CriterionScore { key: criterion.key.clone(), ..score }));
            }
        }
        found.sort_by_key(|(number, _)| *number);
        (found.into_iter().map(|(_, score)| score).collect(), all_read)
    }

    fn unknown_criterion(&mut self, axis: Axis, key: &str, spot: Spot) {
        let keys: Vec<&str> = self.method.criteria(axis).all.iter().map(|known| &*known.key).collect();
        let help = match suggestion(key, keys.iter().copied()) {
            _ if keys.is_empty() => Message::new("no-criteria-help"),
            Some(near) => Message::new("did-you-mean-or").with("word", near).with("allowed", list(&keys)),
            None => Message::new("allowed-values").with("allowed", list(&keys)),
        };
        let (name, of) = match axis {
            Axis::Likelihood => ("field-likelihood", "likelihood"),
            Axis::Harm => ("field-harm", "harm"),
        };
        let message = Message::new("unknown-criterion")
            .with("key", excerpt(key, SHOWN))
            .with("field", Message::new(name))
            .with("method", self.method.id.as_str());
        self.report(&codes::UNKNOWN_KEY, of, spot, message).help = Some(help);
    }
}
