//! Raw records become the model: the one place where values are understood, whichever format they came in.
//!
//! What cannot be understood becomes a finding and stays unknown in the model; nothing is guessed and no default is put in
//! the place of an unreadable value.

use super::cell_words::{About, CellWords};
use super::keyword::Vocabulary;
use super::other_scale::other_scale;
use super::raw::{RawFunction, RawRecord, RawRegister, RawSituation};
use super::term::{Reading, Unreadable, Years};
use crate::diag::Sink;
use crate::locale::{Language, Message, Texts};
use crate::method::{Method, Point};
use crate::model::{
    Axis, Category, Control, FieldSpec, Fields, Function, Grade, Kind, Level, Organization, OrganizationKind, Register,
    Reporting, Situation, Status, Table, Text, Value, Verification,
};
use crate::source::{Absent, Origins, Record, Spot};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
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
            builder.of_other_scale.push(key);
        }
    }
    let organization = builder.organization(raw.organization, stem);
    let assessment = builder.record(Record::Assessment, raw.assessment);
    let functions = (0..).zip(raw.functions).map(|(number, function)| builder.function(number, function)).collect();
    let mut register = Register { organization, assessment, functions };
    number(&mut register);
    builder.origins.finish();
    let ids: Vec<&str> = register.situations().map(|(_, situation)| situation.id.as_str()).collect();
    builder.duplicate_ids(&ids, Record::Situation, "duplicate-id", Some("duplicate-id-help"));
    builder.report_years_taken();
    // Ids are known only when all situations have been read.
    for (finding, number) in &builder.to_name {
        builder.sink.tie(*finding, ids[*number as usize]);
    }
    (register, builder.origins)
}

/// Gives situations without an id the number that the form prints: group, dot, row in the group; where another situation has it,
/// the next one that is free.
fn number(register: &mut Register) {
    let grouped = register.functions.iter().any(|function| function.group.is_some());
    let given: HashSet<String> = register.situations().map(|(_, situation)| situation.id.clone()).collect();
    let (mut group_number, mut row, mut next, mut group) = (0, 0, 0, None);
    for function in &mut register.functions {
        if group_number == 0 || (function.group.is_some() && function.group != group) {
            group_number += 1;
            (row, next) = (0, 0);
            group.clone_from(&function.group);
        }
        for situation in &mut function.situations {
            row += 1;
            if situation.id.is_empty() {
                next = row.max(next);
                while situation.id.is_empty() || given.contains(&situation.id) {
                    situation.id = if grouped { format!("{group_number}.{next}") } else { next.to_string() };
                    next += 1;
                }
            }
        }
    }
}

pub(super) struct Builder<'b, 'f> {
    pub(super) sink: &'b mut Sink<'f>,
    pub(super) origins: Origins,
    pub(super) record: Record,
    absent: Vec<(&'static str, Spot)>,
    /// The scores whose points were dropped because they are of another scale.
    pub(super) of_other_scale: Vec<&'static str>,
    pub(super) method: &'b Method,
    /// The criterion that is being read.
    pub(super) criterion: Option<(Axis, &'b Texts)>,
    /// Findings in situations: the finding's number in the sink, the situation's in the register.
    pub(super) to_name: Vec<(usize, u32)>,
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
    pub(super) verifications: Vocabulary<Verification>,
    kinds: Vocabulary<OrganizationKind>,
    languages: Vocabulary<Language>,
    pub(super) reportings: Vocabulary<Reporting>,
    pub(super) answers: Vocabulary<bool>,
}

impl Keywords {
    /// All of them, made once: a run reads many registers.
    pub(super) fn all() -> &'static Self {
        static ALL: LazyLock<Keywords> = LazyLock::new(Keywords::new);
        &ALL
    }

    fn new() -> Self {
        let mut languages = Vocabulary::new();
        for language in Language::ALL {
            let names = Language::ALL.map(|said| said.text(&format!("language-{}", language.code())));
            languages.add(language, names.iter().map(String::as_str).chain([language.code()]), language.code());
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
            verifications: Vocabulary::of_keyword(),
            kinds: Vocabulary::of_keyword(),
            languages,
            reportings: Vocabulary::of_keyword(),
            answers,
        }
    }
}

impl<'b, 'f> Builder<'b, 'f> {
    pub(super) fn new(method: &'b Method, sink: &'b mut Sink<'f>) -> Self {
        Self {
            sink,
            origins: Origins::default(),
            record: Record::Organization,
            absent: Vec::new(),
            of_other_scale: Vec::new(),
            method,
            criterion: None,
            to_name: Vec::new(),
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

    pub(super) fn organization(&mut self, raw: RawRecord<'_>, stem: &str) -> Organization {
        let mut organization: Organization = self.record(Record::Organization, raw);
        if organization.id.is_empty() {
            stem.clone_into(&mut organization.id);
        }
        if organization.name.is_empty() {
            organization.name.clone_from(&organization.id);
        }
        organization
    }

    /// A record of any table: its fields, each understood by its kind.
    pub(super) fn record<R: Fields + Default>(&mut self, at: Record, mut raw: RawRecord<'_>) -> R {
        self.enter(at, R::TABLE, &raw);
        let mut record = R::default();
        self.fill(&mut record, &mut raw);
        record
    }

    /// Gives a record the fields of its table that are there.
    pub(super) fn fill<R: Fields>(&mut self, record: &mut R, raw: &mut RawRecord<'_>) {
        for field in R::FIELDS {
            let value = self.value(field.spec, raw);
            if value != Value::Nothing {
                (field.set)(record, value);
            }
        }
    }

    /// The value of a field; nothing if it is missing or not understood.
    fn value(&mut self, field: &FieldSpec, raw: &mut RawRecord<'_>) -> Value<'static> {
        let key = field.key;
        let value = match field.kind {
            Kind::Text if key == "id" && matches!(field.table, Table::Situation | Table::PlannedMeasure) => {
                Some(self.id(raw)).filter(|id| !id.is_empty()).map(|id| Value::Text(id.into()))
            }
            Kind::Text if key == "id" => self.short_id(raw).map(|id| Value::Text(id.into())),
            Kind::Text => self.text::<Text>(raw, key).map(|text| Value::Shared(Cow::Owned(text))),
            Kind::Texts => {
                Some(self.texts(raw, key)).filter(|texts| !texts.is_empty()).map(|texts| Value::Texts(texts.into()))
            }
            Kind::Points if key == "harm.score" || self.is_of(Axis::Harm) => {
                self.points(raw, key, |builder| &builder.harm).map(Value::Points)
            }
            Kind::Points => self.points(raw, key, |builder| &builder.likelihood).map(Value::Points),
            Kind::Level => self.keyword(raw, key, |builder| &builder.levels).map(Value::Level),
            Kind::Grade => self.keyword(raw, key, |builder| &builder.grades).flatten().map(Value::Grade),
            Kind::Category => self.keyword(raw, key, |builder| &builder.keywords.categories).map(Value::Category),
            Kind::OrganizationKind => {
                self.keyword(raw, key, |builder| &builder.keywords.kinds).map(Value::OrganizationKind)
            }
            Kind::Status => self.keyword(raw, key, |builder| &builder.keywords.statuses).map(Value::Status),
            Kind::Verification => {
                self.keyword(raw, key, |builder| &builder.keywords.verifications).map(Value::Verification)
            }
            Kind::Language => self.keyword(raw, key, |builder| &builder.keywords.languages).map(Value::Language),
            Kind::Date => self.date(raw, key).map(Value::Date),
            Kind::Period => self.period(raw, key).map(|period| Value::Period(Cow::Owned(period))),
            Kind::Boolean => self.boolean(raw, key).map(Value::Boolean),
            Kind::Amount => self.amount(raw, key).map(|amount| Value::Amount(Cow::Owned(amount))),
            Kind::Reporting => Some(self.reports(raw, key))
                .filter(|kinds| !kinds.is_empty())
                .map(|kinds| Value::Reporting(kinds.into())),
        };
        value.unwrap_or(Value::Nothing)
    }

    fn function(&mut self, number: u32, raw: RawFunction<'_>) -> Function {
        let function: Function = self.record(Record::Function(number), raw.record);
        let situations = raw.situations.into_iter().map(|situation| self.situation(situation)).collect();
        Function { situations, ..function }
    }

    fn situation(&mut self, mut raw: RawSituation<'_>) -> Situation {
        let number = self.situations;
        self.situations += 1;
        let at = Record::Situation(number);
        self.enter(at, Table::Situation, &raw.record);
        for (key, spot) in &self.absent {
            self.origins.note(at, key, *spot);
        }
        let given = |axis: Axis| raw.record.field(&format!("{}.score", axis.key())).is_some();
        let given = Axis::ALL.map(given);
        let mut situation = Situation { measures: Vec::with_capacity(raw.measures.len()), ..Situation::default() };
        self.fill(&mut situation, &mut raw.record);
        self.combine(number, &mut situation, given, &mut raw.criteria);
        self.record = at;
        // A control of which nothing but the usual is said is none.
        situation.control.take_if(|control| *control == Control::default());
        for (key, typed, spot) in raw.stated {
            self.stated(&mut situation.stated, key, &typed, spot);
        }
        for (at, measure) in (0..).zip(raw.measures) {
            situation.measures.push(self.record(Record::Measure(number, at), measure));
        }
        situation
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::keyword::Word;
    use crate::read::method::embedded_method;

    fn method() -> Method {
        embedded_method("kg-232-2026").expect("it is embedded")
    }

    /// What the words of one kind make of a text: a value, or that a person is asked.
    fn value<T: Copy + PartialEq + std::fmt::Debug>(words: &Vocabulary<T>, text: &str) -> String {
        match words.find(text) {
            Word::Known(value) | Word::LookAlike(value) => format!("{value:?}"),
            Word::Unknown(_) => "asked".into(),
        }
    }

    #[test]
    fn values_are_read_among_words_that_change_nothing() {
        let (levels, points, keywords) = (levels(&method()), scale(&method().likelihood), Keywords::all());
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path("tests/columns/cells.csv").unwrap();
        for record in reader.records() {
            let record = record.unwrap();
            let (kind, expected, text) = (&record[0], &record[1], &record[2]);
            let found = match kind {
                "level" => value(&levels, text),
                "point" => value(&points, text),
                "category" => value(&keywords.categories, text),
                "status" => value(&keywords.statuses, text),
                other => panic!("{other}"),
            };
            assert_eq!(found, expected, "{kind}: {text}");
        }
    }

    #[test]
    fn advice_never_turns_a_meaning_round() {
        let meant = |text| match Keywords::all().statuses.find(text) {
            Word::Unknown(near) => near.unwrap_or_default().to_owned(),
            Word::Known(value) | Word::LookAlike(value) => format!("read: {value:?}"),
        };
        assert_eq!(meant("аткрылды"), "аткарылды");
        assert_eq!(meant("испонено"), "исполнено");
        assert_eq!(meant("не испонено"), "не исполнено");
        for text in
            ["аткарылбоду", "неисполненно", "аткарылбаганы", "исполнено наполовину", "почти исполнено", "на исполненни"]
        {
            let meant = meant(text);
            assert!(
                !["исполнено", "аткарылды", "аткарылган", "не исполнено"].contains(&meant.as_str()),
                "{text}: {meant}"
            );
        }
        let levels = levels(&method());
        for text in ["невысокий", "не высокий", "выше среднего", "жогорураак"] {
            assert!(matches!(levels.find(text), Word::Unknown(None)), "{text}");
        }
        assert!(matches!(levels.find("высоккий"), Word::Unknown(Some("высокий"))));
        assert!(matches!(levels.find("Орго"), Word::Unknown(Some("орто"))));
    }
}
