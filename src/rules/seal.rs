//! What was changed after approval: a register compared with the seal that lies beside it.

use crate::case::Case;
use crate::diag::{Code, Diagnostic, Severity, Sink};
use crate::locale::{Arg, Message};
use crate::method::{canonical_fields, canonical_particulars};
use crate::model::{FieldSpec, Seal, SealedKey, SealedSituation, Table};
use crate::rules::report::score_key;
use crate::source::{Record, Spot, fingerprint};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A field of a sealed situation is not what was approved.
const CHANGED: Code = Code { code: "TB851", name: "sealed-situation-changed", severity: Severity::Error };
/// A sealed situation is not in the register any more.
const MISSING: Code = Code { code: "TB852", name: "sealed-situation-missing", severity: Severity::Error };
/// A situation that was not there when the register was sealed.
const NOT_SEALED: Code = Code { code: "TB853", name: "unsealed-situation", severity: Severity::Error };
/// The method is not the one with which the register was sealed.
const METHOD: Code = Code { code: "TB854", name: "sealed-method-differs", severity: Severity::Warning };
/// A document on disk is not the one that was written with the seal.
const DOCUMENT: Code = Code { code: "TB855", name: "sealed-document-differs", severity: Severity::Error };
/// The seal cannot be read, or does not fit itself.
const UNREADABLE: Code = Code { code: "TB856", name: "unreadable-seal", severity: Severity::Error };
/// A particular of the organisation or of the assessment is not what was approved.
const PARTICULAR: Code = Code { code: "TB857", name: "sealed-particular-changed", severity: Severity::Error };
/// The situations stand in another order.
const ORDER: Code = Code { code: "TB858", name: "sealed-order-changed", severity: Severity::Error };
/// A document that was written with the seal is gone, or cannot be read.
const NO_DOCUMENT: Code = Code { code: "TB859", name: "sealed-document-missing", severity: Severity::Error };
/// A seal beside which no register stands.
pub(crate) const NO_REGISTER: Code = Code { code: "TB860", name: "seal-without-register", severity: Severity::Error };
/// There is no seal where one is demanded.
const NO_SEAL: Code = Code { code: "TB850", name: "missing-seal", severity: Severity::Error };

/// All codes about seals.
pub const CODES: [&Code; 11] = [
    &NO_SEAL,
    &CHANGED,
    &MISSING,
    &NOT_SEALED,
    &METHOD,
    &DOCUMENT,
    &UNREADABLE,
    &PARTICULAR,
    &ORDER,
    &NO_DOCUMENT,
    &NO_REGISTER,
];

/// A seal that was found beside a register.
#[derive(Clone, Debug)]
pub struct FoundSeal {
    /// Its file, as the user would name it, with forward slashes.
    pub path: String,
    /// The seal, or why it cannot be used.
    pub read: Result<Seal, Box<Message>>,
    /// The ids by which the sealed organisation may go in a run: several files may claim the same one.
    pub ids: Vec<String>,
    /// The documents beside it that differ from the sealed ones, by the names that the seal gives them.
    pub changed_documents: Vec<String>,
    /// The sealed documents that are not there.
    pub missing_documents: Vec<String>,
    /// The sealed documents that cannot be read, each with the reason.
    pub unread_documents: Vec<(String, Message)>,
}

/// What is known of the seal of a register.
#[derive(Clone, Debug)]
pub enum Beside {
    /// There is none, or nobody looked.
    NotAsked,
    /// It lies beside the register.
    Found(Box<FoundSeal>),
    /// There is none where one is demanded, in these words.
    Missing(Message),
}

/// Reports what is known of the seal of a register.
pub fn look(case: &Case<'_>, beside: Beside, sink: &mut Sink<'_>) {
    match beside {
        Beside::NotAsked => {}
        Beside::Found(found) => check(case, &found, sink),
        Beside::Missing(message) => {
            sink.report(&NO_SEAL, Spot::File, message).help = Some(Message::new("missing-seal-help"));
        }
    }
}

/// Reports a seal beside which no register stands.
pub fn orphaned(sink: &mut Sink<'_>) {
    sink.report(&NO_REGISTER, Spot::File, Message::new("seal-without-register")).help =
        Some(Message::new("seal-without-register-help"));
}

/// Reports each difference between a register and its seal.
fn check(case: &Case<'_>, found: &FoundSeal, sink: &mut Sink<'_>) {
    let seal = match &found.read {
        Ok(seal) => seal,
        Err(fault) => {
            let message =
                Message::new("unreadable-seal").with("path", found.path.as_str()).with("fault", Message::clone(fault));
            sink.report(&UNREADABLE, Spot::File, message).help = Some(Message::new("unreadable-seal-help"));
            return;
        }
    };
    if seal.method_sha256 != case.method.sha256 {
        let message = Message::new("sealed-method-differs")
            .with("sealed", seal.method.as_str())
            .with("used", case.method.id.as_str());
        let spot = case.origins.spot(Record::Assessment, "method");
        sink.report(&METHOD, spot, message).help = Some(Message::new("sealed-method-differs-help"));
    }
    for (documents, code, id, help) in [
        (&found.changed_documents, &DOCUMENT, "sealed-document-differs", "sealed-document-differs-help"),
        (&found.missing_documents, &NO_DOCUMENT, "sealed-document-missing", "sealed-document-missing-help"),
    ] {
        for document in documents {
            let message = Message::new(id).with("path", document.as_str()).with("day", seal.as_of);
            sink.report(code, Spot::File, message).help = Some(Message::new(help));
        }
    }
    for (document, reason) in &found.unread_documents {
        let message = Message::new("sealed-document-unread").with("path", document.as_str());
        let message = message.with("reason", reason.clone()).with("day", seal.as_of);
        sink.report(&NO_DOCUMENT, Spot::File, message).help = Some(Message::new("sealed-document-unread-help"));
    }
    organization(case, seal, &found.ids, sink);
    particulars(case, seal, sink);
    order(case, seal, sink);
    situations(case, seal, sink);
}

/// Reports that the register is of another organisation than the sealed one, by their ids.
fn organization(case: &Case<'_>, seal: &Seal, ids: &[String], sink: &mut Sink<'_>) {
    let now = case.register.organization.id.as_str();
    // Where files in one folder claim an id, the name of the file stands behind it in brackets.
    let in_brackets = |rest: &str| rest.starts_with(" (") && rest.ends_with(')');
    let is_known = |id: &String| now.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || in_brackets(rest));
    if now != seal.organization
        && !ids.iter().any(is_known)
        && let Some(field) = FieldSpec::find(Table::Organization, "id")
    {
        particular(case, seal, field, sink);
    }
}

/// Reports each particular of the organisation and of the assessment whose fingerprint is not the sealed one.
fn particulars(case: &Case<'_>, seal: &Seal, sink: &mut Sink<'_>) {
    let now = canonical_particulars(case.register, case.method);
    for (key, field) in SealedKey::particulars() {
        let text = now.iter().find(|(known, _)| *known == key).map(|(_, text)| fingerprint(text.as_bytes()));
        if text.as_deref() != seal.particular(&key) {
            particular(case, seal, field, sink);
        }
    }
}

fn particular(case: &Case<'_>, seal: &Seal, field: &'static FieldSpec, sink: &mut Sink<'_>) {
    let record = if field.table == Table::Organization { Record::Organization } else { Record::Assessment };
    let name = Message::new(field.name);
    let message = Message::new("sealed-situation-changed").with("field", name).with("day", seal.as_of);
    let found = sink.report(&PARTICULAR, case.origins.spot(record, field.key), message);
    found.field = Some(field.key);
    found.help = Some(Message::new("sealed-situation-changed-help"));
}

/// Reports, once, that the sealed situations stand in another order.
fn order(case: &Case<'_>, seal: &Seal, sink: &mut Sink<'_>) {
    let sealed: BTreeSet<&str> = seal.situations.iter().map(|sealed| sealed.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    let ids = (0..).zip(case.register.situations()).map(|(number, (_, situation))| (number, situation.id.as_str()));
    let now: Vec<(u32, &str)> = ids.filter(|(_, id)| sealed.contains(id) && seen.insert(*id)).collect();
    let before = seal.situations.iter().map(|sealed| sealed.id.as_str()).filter(|id| seen.contains(id));
    if let Some(((number, id), before)) = now.iter().zip(before).find(|((_, now), before)| now != before) {
        let message = Message::new("sealed-order-changed").with("before", before).with("day", seal.as_of);
        let found = sink.report(&ORDER, case.origins.spot(Record::Situation(*number), "id"), message);
        found.situation = Some((*id).to_owned());
        found.field = Some("id");
        found.help = Some(Message::new("sealed-situation-changed-help"));
    }
}

fn situations(case: &Case<'_>, seal: &Seal, sink: &mut Sink<'_>) {
    let mut number = 0;
    let mut seen = BTreeSet::new();
    let by_id: BTreeMap<&str, &SealedSituation> =
        seal.situations.iter().map(|sealed| (sealed.id.as_str(), sealed)).collect();
    for (function_number, function) in (0..).zip(&case.register.functions) {
        for situation in &function.situations {
            let place = Place { case, function: function_number, situation: number, id: &situation.id };
            number += 1;
            // Of two situations with one id the first is the sealed one; that there are two is another finding.
            if let Some(sealed) = by_id.get(situation.id.as_str()).filter(|_| seen.insert(situation.id.as_str())) {
                let fields = canonical_fields(function, situation, case.method);
                place.compare(sealed, &fields, seal.as_of, sink);
            } else {
                let spot = case.origins.spot(Record::Situation(place.situation), "id");
                let message = Message::new("unsealed-situation").with("day", seal.as_of);
                let found = sink.report(&NOT_SEALED, spot, message);
                found.help = Some(Message::new("unsealed-situation-help"));
                place.name(found, "id");
            }
        }
    }
    for gone in seal.situations.iter().filter(|sealed| !seen.contains(sealed.id.as_str())) {
        let message = Message::new("sealed-situation-missing").with("day", seal.as_of);
        let found = sink.report(&MISSING, Spot::File, message);
        found.situation = Some(gone.id.clone());
        found.help = Some(Message::new("sealed-situation-changed-help"));
    }
}

/// A situation of the register, by its numbers.
struct Place<'a> {
    case: &'a Case<'a>,
    function: u32,
    situation: u32,
    id: &'a str,
}

impl Place<'_> {
    /// Reports each field whose fingerprint is not the sealed one; a measure that came or went, once.
    fn compare(&self, sealed: &SealedSituation, fields: &[(String, String)], day: Date, sink: &mut Sink<'_>) {
        let measures_of = |keys: &mut dyn Iterator<Item = &String>| -> BTreeSet<u32> {
            keys.filter_map(|key| SealedKey::parse(key)?.measure).collect()
        };
        let now = measures_of(&mut fields.iter().map(|(key, _)| key));
        let before = measures_of(&mut sealed.fields.iter().map(|(key, _)| key));
        for added in now.difference(&before) {
            let message = Message::new("sealed-measure-added").with("number", *added).with("day", day);
            self.report(sink, Table::Measure, Some(*added), "text", message);
        }
        for gone in before.difference(&now) {
            let message = Message::new("sealed-measure-missing").with("number", *gone).with("day", day);
            self.report(sink, Table::Situation, None, "measure", message);
        }
        let changed = fields.iter().filter(|(key, text)| sealed.field(key) != Some(&fingerprint(text.as_bytes())));
        let emptied = sealed.fields.iter().filter(|(key, _)| fields.iter().all(|(known, _)| known != key));
        for key in changed.map(|(key, _)| key).chain(emptied.map(|(key, _)| key)) {
            let Some(SealedKey { field, measure, axis }) = SealedKey::parse(key) else { continue };
            let mut name: Arg = Message::new(field.name).into();
            let mut own = field.key;
            if let (Some(axis), Some((_, criterion, _))) = (axis, SealedKey::criterion(key)) {
                let known = self.case.method.criteria(axis).find(criterion);
                name = known.map_or_else(|| criterion.into(), |known| Arg::from(&known.label));
                own = score_key(axis);
            }
            let message = match measure {
                Some(number) if now.contains(&number) && before.contains(&number) => {
                    Message::new("sealed-measure-changed").with("number", number)
                }
                Some(_) => continue,
                None => Message::new("sealed-situation-changed"),
            };
            self.report(sink, field.table, measure, own, message.with("field", name).with("day", day));
        }
    }

    fn report(&self, sink: &mut Sink<'_>, table: Table, measure: Option<u32>, key: &'static str, message: Message) {
        let (record, field) = match (table, measure) {
            (Table::Measure, Some(number)) => (Record::Measure(self.situation, number - 1), "measure"),
            (Table::Function, _) => (Record::Function(self.function), if key == "name" { "function" } else { key }),
            _ => (Record::Situation(self.situation), key.split('.').next().unwrap_or(key)),
        };
        let found = sink.report(&CHANGED, self.case.origins.spot_near(record, key), message);
        found.help = Some(Message::new("sealed-situation-changed-help"));
        self.name(found, field);
    }

    fn name(&self, found: &mut Diagnostic, field: &'static str) {
        found.situation = Some(self.id.to_owned());
        found.field = Some(field);
    }
}
