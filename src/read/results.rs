//! Assessed registers, as this program's own JSON documents hold them: an assessment (`tobokel/assessment/1`), or the
//! `registers` of a consolidation (`tobokel/consolidated/1`).
//!
//! A document of a region has megabytes: it is opened without a tree ([`open_results`]), and each of its registers is read
//! alone ([`read_part`]).

mod bodies;
mod found;
mod json;
mod stated;

pub use bodies::{BodyBefore, read_consolidated};
pub use found::FoundBefore;
pub use stated::{StatedBody, StatedSituation, read_stated};

use super::keys;
use super::term::{Years, term_of_years};
use crate::locale::Language;
use crate::method::Method;
use crate::model::{
    self, Amount, Axis, CriterionScore, Fields, Function, Grade, Keyword, Kind, Measure, Period, Recurrence, Register,
    Score, Situation, Term, Text,
};
use json::{SCHEMAS, day, opened, rows, text};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// A document of registers, opened.
#[derive(Debug)]
pub struct Results {
    /// The method's id.
    pub method: String,
    /// SHA-256 of the method, lower-case hexadecimal.
    pub method_sha256: String,
    /// Its registers.
    pub parts: Vec<Part>,
    /// How many files it names that could not be read as registers.
    pub unread: usize,
}

/// A register in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The file that the register was read from.
    pub path: String,
    /// SHA-256 of that file, lower-case hexadecimal.
    pub sha256: String,
    /// Where its object stands in the document, in bytes.
    pub span: Range<usize>,
}

/// Why a text is no document of registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoResults {
    /// It is something else.
    Other,
    /// It is one by its schema, but holds no list of registers: an older version wrote it.
    WithoutRegisters,
    /// It was published: what levels come from is not in it.
    Published,
    /// It is one by its schema, but not whole; in the words of the JSON library.
    Broken(String),
}

/// A register out of a document, closed again: what it was read from is not needed any more.
#[derive(Debug)]
pub struct Closed {
    /// The register.
    pub register: Register,
    /// SHA-256 of the file that it was read from.
    pub sha256: String,
    /// What was found in it.
    pub findings: Vec<FoundBefore>,
}

#[derive(Deserialize)]
struct SchemaHead {
    schema: String,
}

#[derive(Deserialize)]
struct Head<'t> {
    publication: Option<IgnoredAny>,
    method: MethodHead,
    #[serde(borrow)]
    registers: Option<Vec<&'t RawValue>>,
}

#[derive(Deserialize)]
struct MethodHead {
    id: String,
    sha256: String,
}

#[derive(Deserialize)]
struct PartHead {
    source: SourceHead,
    assessment: Option<IgnoredAny>,
    situations: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct SourceHead {
    path: String,
    sha256: Option<String>,
}

/// Opens a document of registers.
///
/// # Errors
///
/// Why the text is none.
pub fn open_results(document: &str) -> Result<Results, NoResults> {
    let schema = serde_json::from_str::<SchemaHead>(document).map_err(|error| not_whole(document, &error))?.schema;
    if !SCHEMAS.contains(&schema.as_str()) {
        return Err(NoResults::Other);
    }
    let broken = |error: serde_json::Error| NoResults::Broken(error.to_string());
    let head: Head<'_> = serde_json::from_str(document).map_err(broken)?;
    if head.publication.is_some() {
        return Err(NoResults::Published);
    }
    let registers = head.registers.ok_or(NoResults::WithoutRegisters)?;
    let mut parts = Vec::with_capacity(registers.len());
    let mut unread = 0;
    for raw in registers {
        let text = raw.get();
        let part: PartHead = serde_json::from_str(text).map_err(broken)?;
        let is_read = part.assessment.is_some() || !part.situations.is_empty();
        let Some(sha256) = part.source.sha256.filter(|_| is_read) else {
            unread += 1;
            continue;
        };
        // The text is a part of the document's: how far it lies from its beginning is its place.
        let start = text.as_ptr().addr() - document.as_ptr().addr();
        parts.push(Part { path: part.source.path, sha256, span: start..start + text.len() });
    }
    Ok(Results { method: head.method.id, method_sha256: head.method.sha256, parts, unread })
}

/// A text that is no JSON is ours where it begins as ours do.
fn not_whole(document: &str, error: &serde_json::Error) -> NoResults {
    let begins = SCHEMAS.iter().any(|schema| document.starts_with(&format!("{{\n  \"schema\": \"{schema}\"")));
    if begins { NoResults::Broken(error.to_string()) } else { NoResults::Other }
}

/// A register out of a document, its words read by the method that made it; `None` if its object is not whole, or holds
/// more values than one of its length may.
#[must_use]
pub fn read_part(part: &str, method: &Method) -> Option<Closed> {
    keys::json(part).ok()?;
    let document: Value = serde_json::from_str(part).ok()?;
    let sha256 = text(document.get("source")?, "sha256")?;
    Some(Closed { register: register(&document, method)?, sha256, findings: found::found_before(&document)? })
}

/// A body of an earlier assessment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyAt {
    /// The id that it went by.
    pub id: String,
    /// Its name, if it is known.
    pub name: Option<String>,
    /// The body above it.
    pub parent: Option<String>,
    /// The file that its register stood in.
    pub path: String,
    /// The ids of its situations at the level that was asked for.
    pub situations: Vec<String>,
}

/// The bodies of a JSON assessment, each with the situations that it puts at a level after controls. `None` if the text is no
/// such document; an organisation's id if two registers have it: their situations cannot be told apart.
#[must_use]
pub fn bodies_at(document: &str, level: &str) -> Option<Result<Vec<BodyAt>, String>> {
    let document = opened(document)?;
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for register in document.get("registers")?.as_array()? {
        let organization = register.get("organization")?;
        let id = text(organization, "id")?;
        if rows(register, "situations").next().is_none() {
            continue;
        }
        if !seen.insert(id.clone()) {
            return Some(Err(id));
        }
        let path = register.get("source").and_then(|source| text(source, "path")).unwrap_or_default();
        let (name, parent) = (text(organization, "name"), text(organization, "parent"));
        let mut body = BodyAt { id, name, parent, path, situations: Vec::new() };
        for situation in rows(register, "situations") {
            if situation.get("residual")?.as_str() == Some(level) {
                body.situations.push(text(situation, "id")?);
            }
        }
        found.push(body);
    }
    Some(Ok(found))
}

/// A JSON assessment, opened: its method and its registers.
#[derive(Debug)]
pub struct Earlier {
    /// The method's id.
    pub method: String,
    /// SHA-256 of the method, lower-case hexadecimal.
    pub method_sha256: String,
    registers: Vec<Value>,
}

/// A register out of a JSON assessment.
#[derive(Debug)]
pub struct EarlierRegister {
    /// The register.
    pub register: Register,
    /// How many errors the document names in it.
    pub errors: usize,
}

/// Opens a JSON assessment; `None` if the text is no such document. Files in it that could not be read are passed over.
#[must_use]
pub fn read_earlier(document: &str) -> Option<Earlier> {
    let mut document = opened(document)?;
    // Of what was published nothing can be worked out again.
    if document.get("publication").is_some() {
        return None;
    }
    let method = text(document.get("method")?, "id")?;
    let method_sha256 = text(document.get("method")?, "sha256")?;
    let Some(Value::Array(mut registers)) = document.get_mut("registers").map(Value::take) else { return None };
    registers.retain(|register| rows(register, "situations").next().is_some());
    Some(Earlier { method, method_sha256, registers })
}

impl Earlier {
    /// The ids of the organisations whose registers it holds, in its order.
    #[must_use]
    pub fn organizations(&self) -> Vec<&str> {
        self.registers.iter().filter_map(|register| register.get("organization")?.get("id")?.as_str()).collect()
    }

    /// The register of an organisation, its words read by the method that made it; `None` if the document has none, or
    /// is not whole.
    #[must_use]
    pub fn register(&self, organization: &str, method: &Method) -> Option<EarlierRegister> {
        let is_its =
            |register: &&Value| register.pointer("/organization/id").and_then(Value::as_str) == Some(organization);
        let document = self.registers.iter().find(is_its)?;
        let mut register = register(document, method)?;
        register.assessment.method = Some(method.id.clone());
        let is_error = |found: &&Value| found.get("severity").and_then(Value::as_str) == Some("error");
        Some(EarlierRegister { register, errors: rows(document, "findings").filter(is_error).count() })
    }
}

/// The register that an object of a document describes.
fn register(document: &Value, method: &Method) -> Option<Register> {
    let mut register = Register::default();
    fill(&mut register.organization, document.get("organization")?, method)?;
    if let Some(held) = document.get("assessment") {
        fill(&mut register.assessment, held, method)?;
    }
    let mut situations = rows(document, "situations");
    // Functions without situations stand in their own list alone.
    for function in rows(document, "functions") {
        let mut function_of = function_of(function, "name");
        let count = usize::try_from(function.get("situations")?.as_u64()?).ok()?;
        for row in situations.by_ref().take(count) {
            function_of.situations.push(situation(row, method)?);
        }
        register.functions.push(function_of);
    }
    for row in situations {
        let function = function_of(row, "function");
        let situation = situation(row, method)?;
        match register.functions.last_mut() {
            Some(last) if last.group == function.group && last.name == function.name => last.situations.push(situation),
            _ => register.functions.push(Function { situations: vec![situation], ..function }),
        }
    }
    Some(register)
}

/// The function that a row names, without situations.
fn function_of(row: &Value, key: &str) -> Function {
    let [group, name] = ["group", key].map(|key| text(row, key).map(Text::from));
    Function { group, name: name.unwrap_or_default(), situations: Vec::new() }
}

fn situation(row: &Value, method: &Method) -> Option<Situation> {
    let mut situation = Situation::default();
    fill(&mut situation, row, method)?;
    for axis in Axis::ALL {
        if let Some(row) = row.get(axis.key()) {
            criteria(situation.score_mut(axis), axis, row, method)?;
        }
    }
    for row in rows(row, "measures") {
        let mut measure = Measure::default();
        fill(&mut measure, row, method)?;
        situation.measures.push(measure);
    }
    // An empty text is a fault of the register; without one it is no situation.
    let is_whole = !situation.id.is_empty() && row.get("text").is_some_and(Value::is_string);
    is_whole.then_some(situation)
}

/// The criteria of a score; older documents hold none.
fn criteria(score: &mut Score, axis: Axis, row: &Value, method: &Method) -> Option<()> {
    let mut found = Vec::new();
    for row in rows(row, "criteria") {
        let mut criterion = CriterionScore { key: text(row, "key")?.into(), ..CriterionScore::default() };
        fill(&mut criterion, row, method)?;
        found.push(criterion);
    }
    if row.get("combined").and_then(Value::as_bool) == Some(true) {
        score.combined = score.given.take();
    } else if score.given.is_some() {
        score.combined = method.criteria(axis).combine.value(&found);
    }
    score.criteria = found.into();
    Some(())
}

/// Fills a record with its fields in the document; `None` where one of them is malformed.
fn fill<R: Fields>(record: &mut R, row: &Value, method: &Method) -> Option<()> {
    for field in R::FIELDS {
        let held = field.spec.key.split('.').try_fold(row, |row, key| row.get(key));
        if let Some(held) = held.filter(|held| !held.is_null()) {
            (field.set)(record, value(field.spec.kind, held, method)?);
        }
    }
    Some(())
}

fn value<'v>(kind: Kind, held: &'v Value, method: &Method) -> Option<model::Value<'v>> {
    use model::Value as Of;
    Some(match kind {
        Kind::Text => Of::Text(held.as_str()?.into()),
        Kind::Texts => {
            let texts = held.as_array()?.iter().map(|text| text.as_str().map(str::to_owned));
            Of::Texts(texts.collect::<Option<Vec<_>>>()?.into())
        }
        Kind::Points => Of::Points(u8::try_from(held.as_u64()?).ok()?),
        Kind::Level => Of::Level(method.level_by_key(held.as_str()?)?),
        Kind::Grade => {
            let mut grades = (0..u8::MAX).zip(&method.controls);
            Of::Grade(grades.find(|(_, grade)| Some(grade.key.as_str()) == held.as_str()).map(|(at, _)| Grade(at))?)
        }
        Kind::Category => Of::Category(keyword(held)?),
        Kind::OrganizationKind => Of::OrganizationKind(keyword(held)?),
        Kind::Status => Of::Status(keyword(held)?),
        Kind::Verification => Of::Verification(keyword(held)?),
        Kind::Language => Of::Language(Language::ALL.into_iter().find(|one| Some(one.code()) == held.as_str())?),
        Kind::Date => Of::Date(held.as_str()?.parse().ok()?),
        Kind::Period => Of::Period(Cow::Owned(period(held)?)),
        Kind::Boolean => Of::Boolean(held.as_bool()?),
        Kind::Amount => Of::Amount(Cow::Owned(Amount::parse(held.as_str()?)?)),
        Kind::Reporting => Of::Reporting(held.as_array()?.iter().map(keyword).collect::<Option<Vec<_>>>()?.into()),
    })
}

fn recurrence(of: &Value) -> Option<Recurrence> {
    let word = text(of, "recurrence")?;
    Recurrence::ALL.into_iter().find(|known| known.key() == word)
}

fn period(due: &Value) -> Option<Period> {
    let typed = text(due, "text")?;
    let (from, to) = (day(due, "from"), day(due, "to"));
    let years = from.zip(to).map(|(from, to)| Years { first: from.year(), last: to.year() });
    let terms = rows(due, "terms")
        .map(|term| Some(Term { from: day(term, "from")?, to: day(term, "to")?, recurrence: recurrence(term) }));
    Some(Period {
        from,
        to,
        recurrence: recurrence(due),
        terms: terms.collect::<Option<_>>()?,
        says_more: term_of_years(&typed, years).is_ok_and(|read| read.period.says_more),
        ..Period::unread(&typed)
    })
}

fn keyword<K: Keyword>(held: &Value) -> Option<K> {
    let word = held.as_str()?;
    K::ALL.iter().copied().find(|known| known.key() == word)
}
