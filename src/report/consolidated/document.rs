//! The consolidation as JSON. Keys are English, what is unknown is `null`, and nothing here changes within a schema number.

use super::Consolidation;
use super::common::{common, elsewhere};
use super::organizations::standings;
use super::positions::positions;
use crate::model::{Keyword as _, Level};
use crate::report::{TOOL, VERSION};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The consolidation of a run.
#[must_use]
pub fn consolidated_document(all: &Consolidation<'_>) -> impl Serialize + use<> {
    let key = |level: Level| all.method.level(level).key.as_str();
    let counts = |counts: &[usize]| -> Value {
        let levels = all.levels();
        let pairs = levels.iter().zip(counts).rev().map(|(level, count)| (key(*level).to_owned(), json!(count)));
        Value::Object(pairs.collect::<Map<_, _>>())
    };
    let organizations: Vec<Value> = (1_usize..)
        .zip(standings(all))
        .map(|(rank, standing)| {
            let digest = standing.digest;
            let ([functions, covered], [errors, warnings, information]) = (digest.functions, digest.findings);
            json!({
                "rank": rank,
                "source": { "path": digest.path, "sha256": digest.sha256 },
                "organization": {
                    "id": digest.organization.id,
                    "name": digest.organization.name,
                    "kind": digest.organization.kind.map(|kind| kind.key()),
                },
                "assessed_on": digest.assessed_on.map(|day| day.to_string()),
                "situations": digest.situations.len(),
                "assessed": standing.assessed,
                "inherent": counts(&standing.inherent),
                "residual": counts(&standing.residual),
                "lowered": standing.lowered,
                "functions": functions,
                "functions_covered": covered,
                "findings": { "error": errors, "warning": warnings, "information": information },
            })
        })
        .collect();
    let common: Vec<Value> = common(all)
        .iter()
        .map(|one| {
            json!({
                "same": if one.same_situation { "situation" } else { "function" },
                "text": one.text,
                "organizations": one.organizations,
                "situations": one.situations,
                "least": { "sum": one.least.0, "organization": one.least.1.organization.id },
                "greatest": { "sum": one.greatest.0, "organization": one.greatest.1.organization.id },
                "highest": key(one.highest),
            })
        })
        .collect();
    let positions: Vec<Value> = positions(all)
        .iter()
        .map(|one| {
            json!({
                "position": one.name,
                "organizations": one.organizations,
                "situations": one.situations,
                "highest": one.highest.map(key),
            })
        })
        .collect();
    let elsewhere: Vec<Value> = elsewhere(all)
        .iter()
        .map(|one| {
            json!({
                "organization": one.digest.organization.id,
                "situation": one.situation.id,
                "named": one.named.organization.id,
                "has_it": one.has_it,
            })
        })
        .collect();
    let presence = all.presence();
    let missing = presence.as_ref().map(|presence| presence.missing.iter().map(|one| &one.id).collect::<Vec<_>>());
    let unexpected = presence
        .as_ref()
        .map(|presence| presence.unexpected.iter().map(|digest| &digest.organization.id).collect::<Vec<_>>());
    let faulty: Vec<Value> = all
        .faulty
        .iter()
        .map(|one| {
            let codes: Vec<&str> = one.findings.iter().map(|finding| finding.code.code).collect();
            json!({ "path": one.path, "id": one.id, "refused": one.refused, "errors": one.errors, "codes": codes })
        })
        .collect();
    json!({
        "schema": "tobokel/consolidated/1",
        "tool": { "name": TOOL, "version": VERSION },
        "as_of": all.as_of.to_string(),
        "method": { "id": all.method.id, "sha256": all.method.sha256 },
        "organizations": organizations,
        "common": common,
        "positions": positions,
        "elsewhere": elsewhere,
        "missing": missing,
        "unexpected": unexpected,
        "faulty": faulty,
    })
}
