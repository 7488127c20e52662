//! The seal of a register: what was approved, as fingerprints that `sha256sum` reproduces.

use crate::case::Case;
use crate::method::{Method, canonical_fields, canonical_particulars};
use crate::model::{Function, Seal, SealedSituation, Situation};
use crate::source::fingerprint;

/// The seal of a case, without documents: whoever writes them adds them. `register` is the name of the register's file.
#[must_use]
pub fn seal(case: &Case<'_>, register: &str) -> Seal {
    let situations = case.register.situations();
    Seal {
        as_of: case.as_of,
        organization: case.register.organization.id.clone(),
        order: case.register.assessment.order.clone(),
        method: case.method.id.clone(),
        method_sha256: case.method.sha256.clone(),
        register: register.to_owned(),
        register_sha256: case.file.sha256().to_owned(),
        particulars: canonical_particulars(case.register, case.method)
            .into_iter()
            .map(|(key, text)| (key, fingerprint(text.as_bytes())))
            .collect(),
        documents: Vec::new(),
        situations: situations.map(|(function, situation)| sealed(function, situation, case.method)).collect(),
    }
}

fn sealed(function: &Function, situation: &Situation, method: &Method) -> SealedSituation {
    let fields = canonical_fields(function, situation, method);
    let fields = fields.into_iter().map(|(key, text)| (key, fingerprint(text.as_bytes()))).collect();
    let mut sealed = SealedSituation { id: situation.id.clone(), sha256: String::new(), fields };
    sealed.sha256 = fingerprint(sealed.lines().as_bytes());
    sealed
}
