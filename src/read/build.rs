//! Raw records become the model: the one place where values are understood, whichever format they came in.
//!
//! What cannot be understood becomes a finding and stays unknown in the model; nothing is guessed and no default is put in
//! the place of an unreadable value.

use super::cell_words::{About, CellWords};
use super::codes;
use super::keyword::Vocabulary;
use super::raw::{RawField, RawFunction, RawRecord, RawRegister, RawSituation, RawValue};
use super::term::{Reading, Unreadable, Years};
use crate::diag::Sink;
use crate::locale::{Language, Message, Texts};
use crate::method::{Method, Point};
use crate::model::{
    AssessmentRecord, Category, Control, FieldSpec, Function, Grade, Level, Measure, Organization, OrganizationKind,
    Register, Reporting, Score, Situation, Stated, Status, Table,
};
use crate::source::{Absent, Origins, Record, Spot};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Makes the model of a register as typed.
pub(super) fn build(mut raw: RawRegister<'_>, stem: &str, method: &Method, sink: &mut Sink<'_>) -> (Register, Origins) {
    let mut builder = Builder::new(method, sink);
    builder.lack(&raw.verdict.absent);
    builder.years = raw.years;
    builder.origins.note_layout(std::mem::take(&mut raw.verdict.layout));
    for (key, scale) in [("likelihood.score", &method.likelihood), ("harm.score", &method.harm)] {
        let most = scale.iter().map(|point| point.points).max().unwrap_or_default();
        if let Some(spot) = other_scale(&mut raw.functions, key, most, builder.sink) {
            builder.absent.push((key, spot));
        }
    }
    let organization = builder.organization(raw.organization, stem);
    let assessment = builder.assessment(raw.assessment);
    let functions = raw.functions.into_iter().map(|function| builder.function(function)).collect();
    let mut register = Register { organization, assessment, functions };
    number(&mut register);
    builder.origins.finish();
    builder.duplicate_ids(&register);
    builder.report_years_taken();
    builder.name_situations(&register);
    (register, builder.origins)
}

/// How many points beyond a scale make it another one: so many, and one in so many.
const OTHER_SCALE: (usize, usize) = (4, 4);

/// Takes the points of a whole register away if they are of another scale than the method's: a 2 of five is not a 2 of
/// three. Says so once, and returns where.
fn other_scale(functions: &mut [RawFunction<'_>], key: &'static str, most: u8, sink: &mut Sink<'_>) -> Option<Spot> {
    let fields =
        || functions.iter().flat_map(|function| &function.situations).flat_map(|situation| &situation.record.fields);
    let number = |field: &RawField<'_>| match &field.value {
        RawValue::Integer(number) => i32::try_from(*number).ok().map(f64::from),
        RawValue::Fraction(text) => text.trim().replace(',', ".").parse::<f64>().ok(),
        RawValue::Text(text) => text.trim().replace(',', ".").parse::<f64>().ok(),
        _ => None,
    };
    let numbers: Vec<(f64, Spot)> =
        fields().filter(|field| field.key == key).filter_map(|field| Some((number(field)?, field.spot))).collect();
    let off = |number: f64| number > f64::from(most) || (number > 0.0 && number < 1.0);
    let beyond: Vec<&(f64, Spot)> = numbers.iter().filter(|(number, _)| off(*number)).collect();
    if beyond.len() < OTHER_SCALE.0 || beyond.len() * OTHER_SCALE.1 < numbers.len() {
        return None;
    }
    let spot = beyond[0].1;
    let (from, to) =
        numbers.iter().fold((f64::MAX, f64::MIN), |(from, to), (number, _)| (from.min(*number), to.max(*number)));
    let name = FieldSpec::find(Table::Situation, key).map_or("field-likelihood", |field| field.name);
    let message = Message::new("other-scale")
        .with("field", Message::new(name))
        .with("from", from.to_string())
        .with("to", to.to_string())
        .with("most", u32::from(most));
    let found = sink.report(&codes::OTHER_SCALE, spot, message);
    found.help = Some(Message::new("other-scale-help").with("most", u32::from(most)));
    found.field = key.split('.').next();
    for situation in functions.iter_mut().flat_map(|function| &mut function.situations) {
        situation.record.fields.retain(|field| field.key != key);
    }
    Some(spot)
}

/// Gives situations without an id the number that the form prints: group number, dot, row number in the group.
fn number(register: &mut Register) {
    let grouped = register.functions.iter().any(|function| function.group.is_some());
    let (mut group_number, mut row, mut group) = (0, 0, None);
    for function in &mut register.functions {
        if group_number == 0 || (function.group.is_some() && function.group != group) {
            group_number += 1;
            row = 0;
            group.clone_from(&function.group);
        }
        for situation in &mut function.situations {
            row += 1;
            if situation.id.is_empty() {
                situation.id = if grouped { format!("{group_number}.{row}") } else { row.to_string() };
            }
        }
    }
}

pub(super) struct Builder<'b, 'f> {
    pub(super) sink: &'b mut Sink<'f>,
    pub(super) origins: Origins,
    pub(super) record: Record,
    absent: Vec<(&'static str, Spot)>,
    /// Findings in situations: the finding's number in the sink, the situation's in the register.
    pub(super) to_name: Vec<(usize, u32)>,
    functions: u32,
    situations: u32,
    /// The years that the title names, for terms that name none.
    pub(super) years: Option<Years>,
    /// Where they were taken.
    pub(super) years_taken: Vec<Spot>,
    /// What terms were read as, with these years of a title.
    pub(super) terms: (Option<Years>, HashMap<String, Result<Reading, Unreadable>>),
    pub(super) levels: Vocabulary<Level>,
    grades: Vocabulary<Option<Grade>>,
    likelihood: Vocabulary<u8>,
    harm: Vocabulary<u8>,
    pub(super) keywords: &'static Keywords,
}

/// The words that are the same whatever the method.
pub(super) struct Keywords {
    pub(super) categories: Vocabulary<Category>,
    pub(super) statuses: Vocabulary<Status>,
    kinds: Vocabulary<OrganizationKind>,
    languages: Vocabulary<Language>,
    pub(super) reportings: Vocabulary<Reporting>,
    pub(super) answers: Vocabulary<bool>,
}

impl Keywords {
    /// All of them, made when they are first needed: a run reads many registers.
    pub(super) fn all() -> &'static Self {
        static ALL: LazyLock<Keywords> = LazyLock::new(Keywords::new);
        &ALL
    }

    fn new() -> Self {
        let mut languages = Vocabulary::new();
        for language in Language::ALL {
            languages.add(language, [language.code()], language.code());
        }
        let mut answers = Vocabulary::new();
        for (value, id, key) in [(true, "answer-yes", "true"), (false, "answer-no", "false")] {
            let words = Language::ALL.map(|language| language.text(id));
            answers.add(value, words.iter().map(String::as_str).chain([key]), Message::new(id));
        }
        let same = &CellWords::all().same;
        Self {
            categories: Vocabulary::of_keyword().widen(About::Categories, &same.categories),
            statuses: Vocabulary::of_keyword().widen(About::Statuses, &same.statuses),
            kinds: Vocabulary::of_keyword(),
            languages,
            reportings: Vocabulary::of_keyword(),
            answers,
        }
    }
}

impl<'b, 'f> Builder<'b, 'f> {
    pub(super) fn new(method: &Method, sink: &'b mut Sink<'f>) -> Self {
        Self {
            sink,
            origins: Origins::default(),
            record: Record::Organization,
            absent: Vec::new(),
            to_name: Vec::new(),
            functions: 0,
            situations: 0,
            years: None,
            years_taken: Vec::new(),
            terms: (None, HashMap::new()),
            levels: levels(method),
            grades: grades(method),
            likelihood: scale(&method.likelihood),
            harm: scale(&method.harm),
            keywords: Keywords::all(),
        }
    }

    /// Notes the fields for which the table has no column.
    pub(super) fn lack(&mut self, absent: &[Absent]) {
        let scores = absent.iter().filter(|absent| matches!(absent.key, "likelihood.score" | "harm.score"));
        // The column is missed once, so no situation misses its points.
        self.absent = scores.map(|absent| (absent.key, absent.spot)).collect();
        self.origins.note_absent(absent.to_vec());
    }

    pub(super) fn organization(&mut self, mut raw: RawRecord<'_>, stem: &str) -> Organization {
        self.enter(Record::Organization, Table::Organization, &raw);
        let id: String = self.own(&mut raw, "id").unwrap_or_else(|| stem.to_owned());
        Organization {
            name: self.own(&mut raw, "name").unwrap_or_else(|| id.clone()),
            id,
            kind: self.keyword(&mut raw, "kind", |builder| &builder.keywords.kinds),
            language: self.keyword(&mut raw, "language", |builder| &builder.keywords.languages),
            parent: self.own(&mut raw, "parent"),
        }
    }

    fn assessment(&mut self, mut raw: RawRecord<'_>) -> AssessmentRecord {
        self.enter(Record::Assessment, Table::Assessment, &raw);
        AssessmentRecord {
            date: self.date(&mut raw, "date"),
            method: self.own(&mut raw, "method"),
            order: self.own(&mut raw, "order"),
            assessors: self.texts(&mut raw, "assessors"),
            high_level_controller: self.own(&mut raw, "high_level_controller"),
        }
    }

    fn function(&mut self, mut raw: RawFunction<'_>) -> Function {
        let number = self.functions;
        self.functions += 1;
        self.enter(Record::Function(number), Table::Function, &raw.record);
        let group = self.text(&mut raw.record, "group");
        let name = self.text(&mut raw.record, "name").unwrap_or_default();
        let situations = raw.situations.into_iter().map(|situation| self.situation(situation)).collect();
        Function { group, name, situations }
    }

    fn situation(&mut self, mut raw: RawSituation<'_>) -> Situation {
        let number = self.situations;
        self.situations += 1;
        let record = &mut raw.record;
        self.enter(Record::Situation(number), Table::Situation, record);
        for (key, spot) in &self.absent {
            self.origins.note(Record::Situation(number), key, *spot);
        }
        let mut situation = Situation {
            id: self.id(record),
            text: self.text(record, "text").unwrap_or_default(),
            category: self.keyword(record, "category", |builder| &builder.keywords.categories),
            unit: self.text(record, "unit"),
            positions: self.texts(record, "positions"),
            elsewhere: self.text(record, "elsewhere"),
            declared_level: self.keyword(record, "declared_level", |builder| &builder.levels),
            likelihood: Score {
                points: self.points(record, "likelihood.score", |builder| &builder.likelihood),
                justification: self.text(record, "likelihood.justification"),
            },
            harm: Score {
                points: self.points(record, "harm.score", |builder| &builder.harm),
                justification: self.text(record, "harm.justification"),
            },
            control: self.control(record),
            measures: Vec::with_capacity(raw.measures.len()),
            stated: Stated::default(),
        };
        for (key, typed, spot) in raw.stated {
            self.stated(&mut situation.stated, key, &typed, spot);
        }
        for (at, measure) in (0..).zip(raw.measures) {
            situation.measures.push(self.measure(Record::Measure(number, at), Table::Measure, measure));
        }
        situation
    }

    fn control(&mut self, record: &mut RawRecord<'_>) -> Option<Control> {
        if !record.fields.iter().any(|field| field.key.starts_with("control.")) {
            return None;
        }
        let control = Control {
            description: self.text(record, "control.description"),
            effectiveness: self.keyword(record, "control.effectiveness", |builder| &builder.grades).flatten(),
            evidence: self.text(record, "control.evidence"),
            lowers: self.boolean(record, "control.lowers").unwrap_or(true),
        };
        (control != Control::default()).then_some(control)
    }

    /// A measure of a situation or of a plan.
    pub(super) fn measure(&mut self, at: Record, table: Table, mut raw: RawRecord<'_>) -> Measure {
        self.enter(at, table, &raw);
        Measure {
            text: self.text(&mut raw, "text").unwrap_or_default(),
            due: self.period(&mut raw, "due"),
            responsible: self.texts(&mut raw, "responsible"),
            expected_result: self.text(&mut raw, "expected_result"),
            indicator: self.text(&mut raw, "indicator"),
            funding: self.text(&mut raw, "funding"),
            status: self.keyword(&mut raw, "status", |builder| &builder.keywords.statuses),
            done_on: self.date(&mut raw, "done_on"),
            result: self.text(&mut raw, "result"),
            reason: self.text(&mut raw, "reason"),
            evidence: self.text(&mut raw, "evidence"),
            baseline: self.amount(&mut raw, "baseline"),
            target: self.amount(&mut raw, "target"),
            measured: self.amount(&mut raw, "measured"),
            reported_on: self.date(&mut raw, "reported_on"),
            target_level: self.keyword(&mut raw, "target_level", |builder| &builder.levels),
        }
    }
}

fn words<'w>(key: &'w str, label: &'w Texts, accept: &'w [String]) -> impl Iterator<Item = &'w str> {
    [key, &label.ky, &label.ru, &label.en].into_iter().chain(accept.iter().map(String::as_str))
}

/// The words of the method's levels.
pub(super) fn levels(method: &Method) -> Vocabulary<Level> {
    let mut levels = Vocabulary::new();
    for (at, level) in (0..u8::MAX).zip(&method.levels) {
        levels.add(Level(at), words(&level.key, &level.label, &level.accept), &level.label);
    }
    levels.widen(About::Levels, &CellWords::all().same.scale)
}

/// The words of the grades of effectiveness; the first is that there is no control.
pub(super) fn grades(method: &Method) -> Vocabulary<Option<Grade>> {
    let mut grades = Vocabulary::new();
    let none = Language::ALL.map(|language| language.text("effectiveness-none"));
    grades.add(None, none.iter().map(String::as_str), Message::new("effectiveness-none"));
    for (at, grade) in (0..u8::MAX).zip(&method.controls) {
        grades.add(Some(Grade(at)), words(&grade.key, &grade.label, &grade.accept), &grade.label);
    }
    let same = &CellWords::all().same;
    grades.widen(About::Grades, &same.scale).widen(About::Grades, &same.grades)
}

/// The words of a scale's points.
pub(super) fn scale(points: &[Point]) -> Vocabulary<u8> {
    let mut vocabulary = Vocabulary::new();
    for point in points {
        let number = point.points.to_string();
        let shown = Message::new("point-named").with("points", u32::from(point.points)).with("label", &point.label);
        vocabulary.add(point.points, words(&number, &point.label, &point.accept), shown);
    }
    let same = &CellWords::all().same;
    vocabulary.widen(About::Points, &same.scale).widen(About::Points, &same.points)
}
