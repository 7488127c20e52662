//! An earlier assessment, as this program's own JSON document holds it.

use super::keys;
use super::term::{Years, term_of_years};
use crate::method::Method;
use crate::model::{
    Amount, AssessmentRecord, Control, Function, Grade, Keyword, Level, Measure, Organization, Period, Recurrence,
    Register, Score, Situation, Term, Text,
};
use jiff::civil::Date;
use serde_json::Value;
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

/// The situations that a JSON assessment puts at a level after controls. `None` if the text is no such document, an id if two
/// registers in it have that one: whose its situations are cannot be told.
#[must_use]
pub fn situations_at(document: &str, level: &str) -> Option<Result<Vec<EarlierSituation>, String>> {
    let document = opened(document)?;
    let schema = document.get("schema")?.as_str()?;
    if schema != "tobokel/assessment/1" {
        return None;
    }
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

/// A JSON assessment, opened: by which method it was made, and of which organisations it holds registers.
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

/// A JSON document; `None` if the text is none, or holds more values than one of its length may.
fn opened(document: &str) -> Option<Value> {
    keys::json(document).ok()?;
    serde_json::from_str(document).ok()
}

/// Opens a JSON assessment; `None` if the text is no such document. Files in it that could not be read are passed over.
#[must_use]
pub fn read_earlier(document: &str) -> Option<Earlier> {
    let mut document = opened(document)?;
    if document.get("schema")?.as_str()? != "tobokel/assessment/1" {
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

    /// The register of an organisation, its words read by the method that made it; `None` if the document holds none such,
    /// or is not whole.
    #[must_use]
    pub fn register(&self, organization: &str, method: &Method) -> Option<EarlierRegister> {
        let is_its =
            |register: &&Value| register.pointer("/organization/id").and_then(Value::as_str) == Some(organization);
        let document = self.registers.iter().find(is_its)?;
        let mut register = Register {
            organization: Organization {
                name: text(document.get("organization")?, "name").unwrap_or_default(),
                id: organization.to_owned(),
                kind: keyword(document.get("organization")?, "kind"),
                ..Organization::default()
            },
            assessment: AssessmentRecord { method: Some(method.id.clone()), ..AssessmentRecord::default() },
            functions: Vec::new(),
        };
        for row in rows(document, "situations") {
            let (group, name) = (shared(row, "group"), shared(row, "function").unwrap_or_default());
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
    Some(Situation {
        id: text(row, "id")?,
        text: shared(row, "text")?,
        category: keyword(row, "category"),
        unit: shared(row, "unit"),
        positions: texts(row, "positions"),
        elsewhere: shared(row, "elsewhere"),
        declared_level: match text(row, "declared_level") {
            Some(key) => Some(method.level_by_key(&key)?),
            None => None,
        },
        likelihood: score(row.get("likelihood")?)?,
        harm: score(row.get("harm")?)?,
        control: match row.get("control")? {
            Value::Null => None,
            control => Some(self::control(control, method)?),
        },
        measures: rows(row, "measures").map(|row| measure(row, method)).collect(),
        ..Situation::default()
    })
}

/// A text of the register.
fn shared(of: &Value, key: &str) -> Option<Text> {
    text(of, key).map(Text::from)
}

fn score(score: &Value) -> Option<Score> {
    let points = match score.get("score")? {
        Value::Null => None,
        points => Some(u8::try_from(points.as_u64()?).ok()?),
    };
    Some(Score { points, justification: shared(score, "justification") })
}

fn control(control: &Value, method: &Method) -> Option<Control> {
    let effectiveness = match text(control, "effectiveness") {
        Some(key) => {
            let at = method.controls.iter().position(|grade| grade.key == key)?;
            Some(Grade(u8::try_from(at).ok()?))
        }
        None => None,
    };
    Some(Control {
        description: shared(control, "description"),
        effectiveness,
        evidence: shared(control, "evidence"),
        lowers: control.get("lowers")?.as_bool()?,
    })
}

fn recurrence(of: &Value) -> Option<Recurrence> {
    let word = text(of, "recurrence")?;
    Recurrence::ALL.into_iter().find(|known| known.key() == word)
}

fn measure(row: &Value, method: &Method) -> Measure {
    let due = row.get("due").filter(|due| !due.is_null()).map(|due| {
        let typed = text(due, "text").unwrap_or_default();
        let (from, to) = (day(due, "from"), day(due, "to"));
        let years = from.zip(to).map(|(from, to)| Years { first: from.year(), last: to.year() });
        let terms = due.get("terms").and_then(Value::as_array).into_iter().flatten();
        let terms = terms.filter_map(|term| {
            Some(Term { from: day(term, "from")?, to: day(term, "to")?, recurrence: recurrence(term) })
        });
        Period {
            from,
            to,
            recurrence: recurrence(due),
            terms: terms.collect(),
            says_more: term_of_years(&typed, years).is_ok_and(|read| read.period.says_more),
            ..Period::unread(&typed)
        }
    });
    Measure {
        text: shared(row, "text").unwrap_or_default(),
        due,
        responsible: texts(row, "responsible"),
        expected_result: shared(row, "expected_result"),
        indicator: shared(row, "indicator"),
        funding: shared(row, "funding"),
        status: keyword(row, "status"),
        done_on: day(row, "done_on"),
        result: shared(row, "result"),
        reason: shared(row, "reason"),
        evidence: shared(row, "evidence"),
        baseline: amount(row, "baseline"),
        target: amount(row, "target"),
        measured: amount(row, "measured"),
        reported_on: day(row, "reported_on"),
        target_level: text(row, "target_level").and_then(|key| {
            let at = method.levels.iter().position(|level| level.key == key)?;
            Some(Level(u8::try_from(at).ok()?))
        }),
    }
}

fn text(of: &Value, key: &str) -> Option<String> {
    of.get(key)?.as_str().map(str::to_owned)
}

fn day(of: &Value, key: &str) -> Option<Date> {
    text(of, key).and_then(|day| day.parse().ok())
}

fn amount(of: &Value, key: &str) -> Option<Amount> {
    text(of, key).and_then(|written| Amount::parse(&written))
}

fn texts(of: &Value, key: &str) -> Vec<String> {
    rows(of, key).filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

fn rows<'a>(of: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    of.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn keyword<K: Keyword>(of: &Value, key: &str) -> Option<K> {
    let word = of.get(key)?.as_str()?;
    K::ALL.iter().copied().find(|known| known.key() == word)
}
