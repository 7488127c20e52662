//! What changed in a situation, in sentences: the same in the terminal and in the workbook.

use crate::case::{Case, Row, Unsettled};
use crate::compare::{Comparison, ControlChange, CriterionChange, MatchedBy, MeasureChange, MeasureFate, Moved, Pair};
use crate::locale::{Arg, Message};
use crate::model::{Axis, Keyword, Level, Measure, Situation};
use crate::report::lines::TITLE;
use crate::sheet::{Cell, Role};
use crate::text::excerpt;

impl<'a> Comparison<'a> {
    /// The mark of a draft, where either assessment is not settled.
    pub(super) fn draft(&self) -> Option<String> {
        let mut unsettled: Unsettled = [self.old, self.new].iter().map(Case::unsettled).sum();
        unsettled.errors += self.errors_named;
        unsettled.mark(self.new.language)
    }

    /// A value, or that nothing is assessed.
    pub(super) fn shown(&self, value: Option<impl ToString>) -> String {
        value.map_or_else(|| self.new.text("not-assessed-short"), |value| value.to_string())
    }

    /// The changes of a pair, a sentence for each, but for the residual level, which has its own columns.
    pub(super) fn sentences(&self, pair: &Pair<'a>) -> Vec<String> {
        let (old, new) = (pair.old.situation, pair.new.situation);
        let mut said = Vec::new();
        if pair.has_new_id() {
            let id = match pair.by {
                MatchedBy::Id | MatchedBy::Text => "compare-id-changed",
                MatchedBy::SimilarText => "compare-id-changed-similar",
            };
            said.push(arrow(id, old.id.as_str(), new.id.as_str()));
        } else if pair.text_changed {
            said.push(Message::new("compare-text-changed"));
        }
        let scales = [
            ("column-likelihood", old.likelihood.points(), new.likelihood.points()),
            ("column-harm", old.harm.points(), new.harm.points()),
        ];
        for (at, (scale, before, after)) in scales.into_iter().enumerate() {
            if before != after {
                let id = if pair.rescored[at] { "compare-points-unexplained" } else { "compare-points" };
                said.push(arrow(id, self.shown(before), self.shown(after)).with("scale", self.new.text(scale)));
            }
        }
        said.extend(pair.criteria.iter().map(|change| self.criterion(change)));
        let level = |case: &Case<'a>, level: Option<Level>| self.shown(level.map(|level| case.level_label(level)));
        if pair.inherent.is_change() {
            let before = pair.base.map(|outcome| level(&self.new, Some(outcome.inherent)));
            let before = before.unwrap_or_else(|| level(&self.old, pair.old.outcome.map(|outcome| outcome.inherent)));
            said.push(arrow("compare-inherent", before, level(&self.new, pair.new.outcome.map(|o| o.inherent))));
        }
        if pair.by_method {
            let was = level(&self.old, pair.old.outcome.map(|outcome| outcome.residual));
            said.push(arrow("compare-by-method", was, level(&self.new, pair.base.map(|outcome| outcome.residual))));
        }
        if pair.category_changed() {
            let category =
                |situation: &Situation| Message::new(situation.category.map_or("not-given", Keyword::message_id));
            said.push(arrow("compare-category", category(old), category(new)));
        }
        if let Some((target, reached)) = pair.target(self.proof) {
            let id = if reached { "compare-target-reached" } else { "compare-target-missed" };
            said.push(Message::new(id).with("level", level(&self.old, Some(target))));
        }
        said.extend(pair.control.iter().map(|change| self.control(*change, pair)));
        said.extend(pair.measures.iter().filter(|change| change.is_told()).map(|change| self.measure(change)));
        said.into_iter().map(|message| self.new.format(message)).collect()
    }

    /// A criterion whose points changed: by the name of either method.
    fn criterion(&self, change: &CriterionChange<'a>) -> Message {
        let scale = match change.axis {
            Axis::Likelihood => "column-likelihood",
            Axis::Harm => "column-harm",
        };
        let points = |points: Option<u8>| match points {
            Some(points) => points.to_string(),
            None => self.new.text("compare-criterion-none"),
        };
        let id = if change.is_unexplained() { "compare-criterion-unexplained" } else { "compare-criterion" };
        let said = arrow(id, points(change.points(true)), points(change.points(false)));
        let said = said.with("scale", self.new.text(scale)).with("criterion", self.criterion_name(change));
        let effect = match (change.moved_points, change.moved_level) {
            (false, _) => return said,
            (true, false) => "compare-moved-points",
            (true, true) => "compare-moved-level",
        };
        Message::new("compare-criterion-effect").with("change", said).with("effect", Message::new(effect))
    }

    /// The name of a criterion, by either method.
    pub(super) fn criterion_name(&self, change: &CriterionChange<'a>) -> &'a str {
        let named =
            [self.new, self.old].into_iter().find_map(|case| case.method.criteria(change.axis).find(change.key()));
        named.map_or_else(|| change.key(), |known| known.label.get(self.new.language))
    }

    fn control(&self, change: ControlChange, pair: &Pair<'a>) -> Message {
        let grades = |id| {
            let old = self.old.grade(pair.old.situation.control.as_ref());
            arrow(id, old, self.new.grade(pair.new.situation.control.as_ref()))
        };
        match change {
            ControlChange::Gained => Message::new("compare-control-gained"),
            ControlChange::Lost => Message::new("compare-control-lost"),
            ControlChange::DescriptionChanged => Message::new("compare-control-described"),
            ControlChange::GradeRaised | ControlChange::GradeLowered | ControlChange::GradeChanged => {
                grades("compare-control-grade")
            }
            ControlChange::EvidenceGained => Message::new("compare-evidence-gained"),
            ControlChange::EvidenceLost => Message::new("compare-evidence-lost"),
            ControlChange::AllowedToLower => Message::new("compare-control-allowed"),
            ControlChange::NotAllowedToLower => Message::new("compare-control-kept"),
        }
    }

    fn measure(&self, change: &MeasureChange<'a>) -> Message {
        let what = excerpt(change.text(), TITLE);
        if change.moved.is_some() && change.is_carried() {
            let [old, new] = self.terms(change);
            return arrow("compare-measure-moved", old, new).with("measure", what);
        }
        Message::new("compare-measure").with("fate", self.fate(change)).with("measure", what)
    }

    /// What became of a measure.
    pub(super) fn fate(&self, change: &MeasureChange<'a>) -> String {
        self.new.text(match change.fate {
            MeasureFate::New => "compare-measure-new",
            MeasureFate::Dropped => "compare-measure-dropped",
            MeasureFate::Cleared => "compare-measure-cleared",
            MeasureFate::Completed => "compare-measure-completed",
            MeasureFate::CarriedOver => "compare-measure-carried-over",
            MeasureFate::Kept => "compare-measure-kept",
        })
    }

    /// The earlier and the later term in words.
    pub(super) fn terms(&self, change: &MeasureChange<'a>) -> [String; 2] {
        let term = |measure: Option<&'a Measure>| match measure.map(|measure| &measure.due) {
            Some(Some(due)) => self.new.term(due),
            Some(None) => self.new.text("not-given"),
            None => String::new(),
        };
        [term(change.old), term(change.new)]
    }

    /// The residual level before and after, in one cell.
    pub(super) fn residual(&self, pair: &Pair<'a>) -> Cell<'a> {
        let (was, is) = (pair.old.outcome.map(|o| o.residual), pair.new.outcome.map(|o| o.residual));
        let before = self.shown(was.map(|level| self.old.level_label(level)));
        let after = self.shown(is.map(|level| self.new.level_label(level)));
        let shown = if before == after { after } else { self.new.format(arrow("compare-arrow", before, after)) };
        Cell::text(is.map_or(Role::Short, Role::Level), shown)
    }

    /// The earlier residual level of a situation; coloured only where the colours are this method's.
    pub(super) fn old_level(&self, level: Option<Level>) -> Cell<'a> {
        let role = level.filter(|_| !self.across_methods()).map_or(Role::Short, Role::Level);
        Cell::text(role, self.shown(level.map(|level| self.old.method.level(level).label.get(self.new.language))))
    }

    /// The remark on a situation that stands in one register alone.
    pub(super) fn remarks(&self, row: &Row<'a>, is_closed: bool) -> String {
        if !is_closed {
            return String::new();
        }
        if let Some(undecided) = self.undecided.iter().find(|it| it.old.situation.id == row.situation.id) {
            let ids = undecided.candidates.iter().map(|row| Arg::from(row.situation.id.as_str())).collect();
            return self.new.format(Message::new("compare-undecided").with("ids", Arg::List(ids)));
        }
        if self.is_reused(row) { self.new.text("compare-id-reused") } else { String::new() }
    }
}

/// `+92`, `-30`: by how many days a term moved.
pub(super) fn days(moved: Option<Moved>) -> String {
    moved.and_then(|moved| moved.days).map(|days| format!("{days:+}")).unwrap_or_default()
}

fn arrow(id: &'static str, old: impl Into<Arg>, new: impl Into<Arg>) -> Message {
    Message::new(id).with("old", old).with("new", new)
}
