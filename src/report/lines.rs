//! A case as documents show it: the keys of its situations, the lines of its plan, its texts and levels in the document's language.

use crate::assess::Outcome;
use crate::case::{Case, Keys, PlanCase, Row};
use crate::locale::{Arg, Message};
use crate::model::{Level, Measure};
use crate::sheet::{Cell, Role};
use crate::text::excerpt;
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::borrow::Cow;

/// How many characters of a text stand for it where a situation or a measure is only named.
pub(super) const TITLE: usize = 60;

/// A line of the plan: a situation and one of its measures, or none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlanLine<'a> {
    pub row: Row<'a>,
    pub outcome: &'a Outcome,
    pub measure: Option<&'a Measure>,
}

impl<'a> Case<'a> {
    /// The keys of the situations.
    pub(crate) fn keys(&self) -> impl Fn(&Row<'a>) -> String + use<'a> {
        let organization = self.register.organization.id.as_str();
        let keys = Keys::of(self.register.situations().map(|(_, situation)| situation.id.as_str()));
        move |row| keys.key(organization, row.number as usize, &row.situation.id)
    }

    /// The lines of the plan, the most urgent situation first.
    pub(crate) fn plan_lines(&self) -> Vec<PlanLine<'a>> {
        let rows: Vec<Row<'a>> = self.rows().collect();
        let mut lines = Vec::new();
        for row in self.assessment.ranking.iter().map(|number| rows[*number]) {
            let Some(outcome) = row.outcome else { continue };
            let line = |measure| PlanLine { row, outcome, measure };
            if row.situation.measures.is_empty() {
                lines.push(line(None));
            }
            lines.extend(row.situation.measures.iter().map(Some).map(line));
        }
        lines
    }

    /// The situations in the register's order: the id and the beginning of the text.
    pub(crate) fn situation_titles(&self) -> Vec<(&'a str, String)> {
        let title = |row: Row<'a>| (row.situation.id.as_str(), excerpt(&row.situation.text, TITLE));
        self.rows().map(title).collect()
    }

    /// How many situations would be at each level if every target were reached and the others stayed where they are after controls;
    /// `None` where no measure aims at a level.
    pub(crate) fn target_counts(&self) -> Option<Vec<usize>> {
        let outcomes = || self.assessment.outcomes.iter().flatten();
        outcomes().any(|outcome| outcome.target.is_some()).then(|| {
            let mut counts = vec![0; self.method.levels.len()];
            for outcome in outcomes() {
                counts[outcome.target.unwrap_or(outcome.residual).index()] += 1;
            }
            counts
        })
    }

    /// The day by which the method wants the assessment reviewed; `None` where nobody knows when it was made.
    pub(crate) fn review_day(&self) -> Option<Date> {
        let months = i64::from(self.method.review_months.value).months();
        self.register.assessment.date.and_then(|day| day.checked_add(months).ok())
    }

    /// The same in words, where the day is not known.
    pub(crate) fn review_term(&self) -> String {
        self.format(Message::new("monitoring-term").with("months", self.method.review_months.value))
    }

    /// Who reviews: the first of the assessors, by post, else the working group.
    pub(crate) fn reviewer(&self) -> Cow<'a, str> {
        self.register.assessment.assessors.first().map_or_else(|| self.label("working-group"), |post| post.into())
    }

    pub(crate) fn text(&self, id: &str) -> String {
        self.language.text(id)
    }

    pub(crate) fn label(&self, id: &str) -> Cow<'static, str> {
        self.language.label(id)
    }

    pub(crate) fn format(&self, message: Message) -> String {
        self.language.message(&message)
    }

    pub(crate) fn level_label(&self, level: Level) -> &'a str {
        self.method.level(level).label.get(self.language)
    }

    /// The post of the head of the body, or that it is not given.
    pub(crate) fn controller(&self) -> Arg {
        match &self.register.assessment.high_level_controller {
            Some(head) => head.as_str().into(),
            None => Message::new("not-given").into(),
        }
    }

    /// A cell that shows points or a sum, or that there is none.
    pub(crate) fn number_cell(&self, number: Option<impl TryInto<i64>>) -> Cell<'a> {
        number.map_or_else(|| self.level_cell(None), |number| Cell::number(Role::Short, number))
    }

    /// A cell that shows a level, or that there is none.
    pub(crate) fn level_cell(&self, level: Option<Level>) -> Cell<'a> {
        match level {
            Some(level) => Cell::text(Role::Level(level), self.level_label(level)),
            None => Cell::text(Role::Short, self.label("not-assessed-short")),
        }
    }
}

impl<'a> PlanCase<'a> {
    /// The measures, each by its id and the beginning of its text.
    pub(crate) fn measure_titles(&self) -> Vec<(&'a str, String)> {
        let measures = self.plan.measures().map(|(_, _, planned)| planned);
        measures.map(|planned| (planned.id.as_str(), excerpt(&planned.measure.text, TITLE))).collect()
    }
}
