//! How the texts of a digest are held: those of a register in one piece, each once, and short records that say where each
//! stands.
//!
//! A register of a hundred situations has a thousand texts. Each as a `String` of its own would cost, over hundreds of
//! registers, more for pointers and for what lies between the texts than for the texts themselves.

use crate::assess::Outcome;
use crate::case::Case;
use crate::model::{Category, Grade, Level, Measure, Period, Score, Situation};
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::ops::Range;

/// How many texts of its own a situation has, about.
const TEXTS: usize = 9;

/// The situations of a register.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    texts: Box<str>,
    situations: Box<[KeptSituation]>,
    measures: Box<[KeptMeasure]>,
    /// The members of lists.
    listed: Box<[Slice]>,
}

/// Where a text stands: its first byte and its length.
#[derive(Clone, Copy, Debug)]
struct Slice {
    start: u32,
    length: u32,
}

/// A text that is not there.
const ABSENT: Slice = Slice { start: u32::MAX, length: 0 };

/// Consecutive entries of another list: the first, and the first after them.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Clone, Debug)]
struct KeptSituation {
    id: Slice,
    group: Slice,
    function: Slice,
    text: Slice,
    category: Option<Category>,
    unit: Slice,
    elsewhere: Slice,
    declared_level: Option<Level>,
    positions: Span,
    likelihood: KeptScore,
    harm: KeptScore,
    control: Option<KeptControl>,
    measures: Span,
    outcome: Option<Outcome>,
}

#[derive(Clone, Copy, Debug)]
struct KeptScore {
    points: Option<u8>,
    justification: Slice,
}

#[derive(Clone, Copy, Debug)]
struct KeptControl {
    description: Slice,
    effectiveness: Option<Grade>,
    evidence: Slice,
    lowers: bool,
}

#[derive(Clone, Debug)]
struct KeptMeasure {
    text: Slice,
    expected_result: Slice,
    funding: Slice,
    responsible: Span,
    due: Option<Period>,
}

/// A situation, digested. Each text is looked up when it is asked for: most questions are about few of them, and over hundreds
/// of registers they lie far apart in memory.
#[derive(Clone, Copy, Debug)]
pub struct SituationDigest<'a> {
    kept: &'a Kept,
    situation: &'a KeptSituation,
}

impl<'a> SituationDigest<'a> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a str {
        self.kept.text(self.situation.id)
    }

    /// The heading under which its function stands.
    #[must_use]
    pub fn group(self) -> Option<&'a str> {
        self.kept.optional(self.situation.group)
    }

    /// The function's name.
    #[must_use]
    pub fn function(self) -> &'a str {
        self.kept.text(self.situation.function)
    }

    /// What can happen.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.kept.text(self.situation.text)
    }

    /// Its category.
    #[must_use]
    pub fn category(self) -> Option<Category> {
        self.situation.category
    }

    /// The level that was published before.
    #[must_use]
    pub fn declared_level(self) -> Option<Level> {
        self.situation.declared_level
    }

    /// The points of likelihood with the reason for them.
    #[must_use]
    pub fn likelihood(self) -> ScoreDigest<'a> {
        self.score(self.situation.likelihood)
    }

    /// The points of harm with the reason for them.
    #[must_use]
    pub fn harm(self) -> ScoreDigest<'a> {
        self.score(self.situation.harm)
    }

    fn score(self, kept: KeptScore) -> ScoreDigest<'a> {
        ScoreDigest { points: kept.points, justification: self.kept.optional(kept.justification) }
    }

    /// The existing control.
    #[must_use]
    pub fn control(self) -> Option<ControlDigest<'a>> {
        let kept = self.situation.control?;
        Some(ControlDigest {
            description: self.kept.optional(kept.description),
            effectiveness: kept.effectiveness,
            evidence: self.kept.optional(kept.evidence),
            lowers: kept.lowers,
        })
    }

    /// The structural unit.
    #[must_use]
    pub fn unit(self) -> Option<&'a str> {
        self.kept.optional(self.situation.unit)
    }

    /// The exposed positions.
    #[must_use]
    pub fn positions(self) -> TextList<'a> {
        self.kept.list(self.situation.positions)
    }

    /// Whether, and where, it may arise in other bodies.
    #[must_use]
    pub fn elsewhere(self) -> Option<&'a str> {
        self.kept.optional(self.situation.elsewhere)
    }

    /// What the method says of it; `None` if it is not assessed.
    #[must_use]
    pub fn outcome(self) -> Option<&'a Outcome> {
        self.situation.outcome.as_ref()
    }

    /// The measures.
    #[must_use]
    pub fn measures(self) -> MeasureDigests<'a> {
        MeasureDigests { kept: self.kept, left: self.situation.measures.range() }
    }
}

/// Points on a scale, digested.
#[derive(Clone, Copy, Debug)]
pub struct ScoreDigest<'a> {
    /// The points.
    pub points: Option<u8>,
    /// Why these points.
    pub justification: Option<&'a str>,
}

/// An existing control, digested.
#[derive(Clone, Copy, Debug)]
pub struct ControlDigest<'a> {
    /// What is done.
    pub description: Option<&'a str>,
    /// How effective it is judged to be.
    pub effectiveness: Option<Grade>,
    /// What shows that it works.
    pub evidence: Option<&'a str>,
    /// Whether the assessors let it lower the level.
    pub lowers: bool,
}

/// A measure, digested.
#[derive(Clone, Debug)]
pub struct MeasureDigest<'a> {
    /// What is to be done.
    pub text: &'a str,
    /// By when.
    pub due: Option<&'a Period>,
    /// Who does it; the first is the lead.
    pub responsible: TextList<'a>,
    /// What will be different.
    pub expected_result: Option<&'a str>,
    /// The source of funds.
    pub funding: Option<&'a str>,
}

/// Texts in their order.
#[derive(Clone, Debug)]
pub struct TextList<'a> {
    kept: &'a Kept,
    left: Range<usize>,
}

impl<'a> Iterator for TextList<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.left.next().map(|number| self.kept.text(self.kept.listed[number]))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl ExactSizeIterator for TextList<'_> {}

/// Measures in their order.
#[derive(Clone, Debug)]
pub struct MeasureDigests<'a> {
    kept: &'a Kept,
    left: Range<usize>,
}

impl<'a> Iterator for MeasureDigests<'a> {
    type Item = MeasureDigest<'a>;

    fn next(&mut self) -> Option<MeasureDigest<'a>> {
        let kept = self.kept;
        let measure = &kept.measures[self.left.next()?];
        Some(MeasureDigest {
            text: kept.text(measure.text),
            due: measure.due.as_ref(),
            responsible: kept.list(measure.responsible),
            expected_result: kept.optional(measure.expected_result),
            funding: kept.optional(measure.funding),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }
}

impl ExactSizeIterator for MeasureDigests<'_> {}

impl Kept {
    /// What is kept of the situations of a case.
    pub fn of(case: &Case<'_>) -> Self {
        let mut pack = Pack::default();
        // Nearly as many as there will be: to make more room, the map would hash each text again.
        pack.known.reserve(case.assessment.outcomes.len() * TEXTS);
        let mut outcomes = case.assessment.outcomes.iter();
        for function in &case.register.functions {
            for (situation, outcome) in function.situations.iter().zip(outcomes.by_ref()) {
                let head = (pack.optional(function.group.as_deref()), pack.text(&function.name));
                pack.situation(situation, head, *outcome);
            }
        }
        Self {
            texts: pack.texts.into(),
            situations: pack.situations.into(),
            measures: pack.measures.into(),
            listed: pack.listed.into(),
        }
    }

    pub fn situations(&self) -> impl ExactSizeIterator<Item = SituationDigest<'_>> {
        self.situations.iter().map(|situation| SituationDigest { kept: self, situation })
    }

    pub fn situation(&self, number: usize) -> SituationDigest<'_> {
        SituationDigest { kept: self, situation: &self.situations[number] }
    }

    fn text(&self, at: Slice) -> &str {
        self.optional(at).unwrap_or_default()
    }

    fn optional(&self, at: Slice) -> Option<&str> {
        let start = at.start as usize;
        self.texts.get(start..start + at.length as usize)
    }

    fn list(&self, span: Span) -> TextList<'_> {
        TextList { kept: self, left: span.range() }
    }
}

/// The texts of a register while they are put together.
#[derive(Default)]
struct Pack<'r> {
    texts: String,
    known: HashMap<&'r str, Slice, FixedState>,
    situations: Vec<KeptSituation>,
    measures: Vec<KeptMeasure>,
    listed: Vec<Slice>,
}

impl<'r> Pack<'r> {
    fn situation(&mut self, situation: &'r Situation, (group, function): (Slice, Slice), outcome: Option<Outcome>) {
        let start = short(self.measures.len());
        for measure in &situation.measures {
            self.measure(measure);
        }
        let measures = Span { start, end: short(self.measures.len()) };
        let kept = KeptSituation {
            id: self.text(&situation.id),
            group,
            function,
            text: self.text(&situation.text),
            category: situation.category,
            unit: self.optional(situation.unit.as_deref()),
            elsewhere: self.optional(situation.elsewhere.as_deref()),
            declared_level: situation.declared_level,
            positions: self.list(&situation.positions),
            likelihood: self.score(&situation.likelihood),
            harm: self.score(&situation.harm),
            control: situation.control.as_ref().map(|control| KeptControl {
                description: self.optional(control.description.as_deref()),
                effectiveness: control.effectiveness,
                evidence: self.optional(control.evidence.as_deref()),
                lowers: control.lowers,
            }),
            measures,
            outcome,
        };
        self.situations.push(kept);
    }

    fn score(&mut self, score: &'r Score) -> KeptScore {
        KeptScore { points: score.points, justification: self.optional(score.justification.as_deref()) }
    }

    fn measure(&mut self, measure: &'r Measure) {
        let kept = KeptMeasure {
            text: self.text(&measure.text),
            expected_result: self.optional(measure.expected_result.as_deref()),
            funding: self.optional(measure.funding.as_deref()),
            responsible: self.list(&measure.responsible),
            due: measure.due.clone(),
        };
        self.measures.push(kept);
    }

    fn list(&mut self, texts: &'r [String]) -> Span {
        let slices: Vec<Slice> = texts.iter().map(|text| self.text(text)).collect();
        let start = short(self.listed.len());
        self.listed.extend(slices);
        Span { start, end: short(self.listed.len()) }
    }

    fn optional(&mut self, text: Option<&'r str>) -> Slice {
        text.map_or(ABSENT, |text| self.text(text))
    }

    /// The place of a text; one that stands there already is not put there again.
    fn text(&mut self, text: &'r str) -> Slice {
        *self.known.entry(text).or_insert_with(|| {
            let slice = Slice { start: short(self.texts.len()), length: short(text.len()) };
            self.texts.push_str(text);
            slice
        })
    }
}

/// A number in half the room: no register that is read has texts of four gigabytes.
fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
