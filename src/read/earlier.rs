//! An earlier assessment, as this program's own JSON document holds it.

use super::keys;
use super::term::{Years, term_of_years};
use crate::locale::Language;
use crate::method::Method;
use crate::model::{
    self, Amount, AssessmentRecord, Fields, Function, Grade, Keyword, Kind, Measure, Organization, Period, Recurrence,
    Register, Situation, Term, Text,
};
use jiff::civil::Date;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A situation of an earlier assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierSituation {
    /// The id that its organisation went by.
    pub organization: String,
    /// The file that its register stood in.
    pub path: String,
    /// Its own id.
    pub id: String,
}

/// The situations that a JSON assessment puts at a level after controls. `None` if the text is no such document; an
/// organisation's id if two registers have it: their situations cannot be told apart.
#[must_use]
pub fn situations_at(document: &str, level: &str) -> Option<Result<Vec<EarlierSituation>, String>> {
    let document = opened(document)?;
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for register in document.get("registers")?.as_array()? {
        let organization = register.get("organization")?.get("id")?.as_str()?;
        if rows(register, "situations").next().is_some() && !seen.insert(organization) {
            return Some(Err(organization.to_owned()));
        }
        let path = register.get("source").and_then(|source| text(source, "path")).unwrap_or_default();
        for situation in register.get("situations")?.as_array()? {
            if situation.get("residual")?.as_str() == Some(level) {
                let (organization, path) = (organization.to_owned(), path.clone());
                found.push(EarlierSituation { organization, path, id: text(situation, "id")? });
            }
        }
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
    /// The register, without what the document does not hold: date, order and assessors.
    pub register: Register,
    /// How many errors the document names in it.
    pub errors: usize,
}

/// A JSON assessment; `None` if the text is none, or holds more values than one of its length may.
fn opened(document: &str) -> Option<Value> {
    keys::json(document).ok()?;
    let document: Value = serde_json::from_str(document).ok()?;
    (text(&document, "schema")? == "tobokel/assessment/1").then_some(document)
}

/// Opens a JSON assessment; `None` if the text is no such document. Files in it that could not be read are passed over.
#[must_use]
pub fn read_earlier(document: &str) -> Option<Earlier> {
    let mut document = opened(document)?;
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
        let mut register = Register {
            organization: Organization {
                name: text(document.get("organization")?, "name").unwrap_or_default(),
                id: organization.to_owned(),
                kind: document.pointer("/organization/kind").and_then(keyword),
                ..Organization::default()
            },
            assessment: AssessmentRecord { method: Some(method.id.clone()), ..AssessmentRecord::default() },
            functions: Vec::new(),
        };
        for row in rows(document, "situations") {
            let [group, name] = ["group", "function"].map(|key| text(row, key).map(Text::from));
            let name = name.unwrap_or_default();
            let situation = situation(row, method)?;
            match register.functions.last_mut() {
                Some(last) if last.group == group && last.name == name => last.situations.push(situation),
                _ => register.functions.push(Function { group, name, situations: vec![situation] }),
            }
        }
        let is_error = |found: &&Value| found.get("severity").and_then(Value::as_str) == Some("error");
        Some(EarlierRegister { register, errors: rows(document, "findings").filter(is_error).count() })
    }
}

fn situation(row: &Value, method: &Method) -> Option<Situation> {
    let mut situation = Situation::default();
    fill(&mut situation, row, method)?;
    for row in rows(row, "measures") {
        let mut measure = Measure::default();
        fill(&mut measure, row, method)?;
        situation.measures.push(measure);
    }
    let is_whole = !situation.id.is_empty() && !situation.text.is_empty();
    is_whole.then_some(situation)
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

fn text(of: &Value, key: &str) -> Option<String> {
    of.get(key)?.as_str().map(str::to_owned)
}

fn day(of: &Value, key: &str) -> Option<Date> {
    text(of, key).and_then(|day| day.parse().ok())
}

fn rows<'a>(of: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    of.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn keyword<K: Keyword>(held: &Value) -> Option<K> {
    let word = held.as_str()?;
    K::ALL.iter().copied().find(|known| known.key() == word)
}
