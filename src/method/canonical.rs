//! The approved content of a situation as plain texts, whichever format it was read from: what a seal is made of.
//!
//! The text of a field is its value as a register in TOML writes it, without quotation marks: points as digits, keywords
//! and levels as their keys, dates as `2026-06-15`, the items of a list one to a line.

use super::definition::Method;
use crate::model::{Axis, Fields, Function, Keyword as _, Register, SealedKey, Situation, Value};
use std::borrow::Cow;

/// The key and the text of each field of a situation that is sealed and holds something: the function's fields, its own, its
/// criteria's, its measures', each in the field table's order.
#[must_use]
pub fn canonical_fields(function: &Function, situation: &Situation, method: &Method) -> Vec<(String, String)> {
    let mut found: Vec<_> = sealed(function, "function.", method).collect();
    found.extend(sealed(situation, "", method));
    for axis in Axis::ALL {
        for criterion in &situation.score(axis).criteria {
            found.extend(sealed(criterion, &format!("{}.criteria.{}.", axis.key(), &*criterion.key), method));
        }
    }
    for (number, measure) in (1..).zip(&situation.measures) {
        found.extend(sealed(measure, &format!("measure.{number}."), method));
    }
    found
}

/// The key and the text of each particular of a register that is sealed and holds something: what the order that approves the
/// list names beside the situations.
#[must_use]
pub fn canonical_particulars(register: &Register, method: &Method) -> Vec<(String, String)> {
    let of_organization = sealed(&register.organization, "organization.", method);
    of_organization.chain(sealed(&register.assessment, "assessment.", method)).collect()
}

/// The sealed fields of a record that hold something, with their texts.
fn sealed<R: Fields>(record: &R, prefix: &str, method: &Method) -> impl Iterator<Item = (String, String)> {
    let fields = R::FIELDS.iter().filter(|field| SealedKey::is_sealed(field.spec));
    fields.filter_map(move |field| {
        let text = method.canonical((field.get)(record))?;
        Some((format!("{prefix}{}", field.spec.key), text.into_owned()))
    })
}

impl Method {
    /// A value as a plain text that is the same in every format and language; `None` where nothing is said.
    #[must_use]
    pub fn canonical<'a>(&'a self, value: Value<'a>) -> Option<Cow<'a, str>> {
        Some(match value {
            Value::Nothing => return None,
            Value::Text(text) => text,
            Value::Shared(Cow::Borrowed(text)) => text.as_str().into(),
            Value::Shared(Cow::Owned(text)) => text.to_string().into(),
            Value::Texts(texts) => texts.join("\n").into(),
            Value::Points(points) => points.to_string().into(),
            Value::Level(level) => self.level(level).key.as_str().into(),
            Value::Grade(grade) => self.grade(grade).key.as_str().into(),
            Value::Category(category) => category.key().into(),
            Value::OrganizationKind(kind) => kind.key().into(),
            Value::Status(status) => status.key().into(),
            Value::Verification(found) => found.key().into(),
            Value::Language(language) => language.code().into(),
            Value::Date(day) => day.to_string().into(),
            Value::Period(Cow::Borrowed(period)) => period.text.as_str().into(),
            Value::Period(Cow::Owned(period)) => period.text.into(),
            Value::Boolean(answer) => answer.to_string().into(),
            Value::Amount(Cow::Borrowed(amount)) => amount.text.as_str().into(),
            Value::Amount(Cow::Owned(amount)) => amount.text.into(),
            Value::Reporting(kinds) => kinds.iter().map(|kind| kind.key()).collect::<Vec<_>>().join("\n").into(),
        })
    }
}
