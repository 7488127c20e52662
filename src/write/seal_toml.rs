//! A seal as TOML: `STEM.seal.toml`, beside the register.

use super::register_toml::text;
use crate::locale::Language;
use crate::model::Seal;
use crate::source::fingerprint;
use std::fmt::Write as _;

/// The schema that a seal's file names.
const SCHEMA: &str = "tobokel/seal/1";

/// The text of a seal's file. The comment at its head, in the given language, says how to reproduce the fingerprints.
#[must_use]
pub fn seal_toml(seal: &Seal, language: Language) -> String {
    let mut out = String::new();
    for line in language.text("seal-comment").lines() {
        let _ = writeln!(out, "{}", format!("# {line}").trim_end());
    }
    let own = fingerprint(seal.lines().as_bytes());
    let _ = writeln!(out, "\nschema = \"{SCHEMA}\"\nsha256 = \"{own}\"\nas_of = {}", seal.as_of);
    text(&mut out, "organization", Some(&seal.organization));
    text(&mut out, "order", seal.order.as_deref());
    out.push_str("\n[method]\n");
    text(&mut out, "id", Some(&seal.method));
    text(&mut out, "sha256", Some(&seal.method_sha256));
    out.push_str("\n[register]\n");
    text(&mut out, "file", Some(&seal.register));
    text(&mut out, "sha256", Some(&seal.register_sha256));
    out.push_str("\n[particulars]\n");
    for (key, sha256) in &seal.particulars {
        let _ = writeln!(out, "\"{key}\" = \"{sha256}\"");
    }
    for document in &seal.documents {
        out.push_str("\n[[document]]\n");
        text(&mut out, if document.at_hand { "file" } else { "name" }, Some(&document.name));
        text(&mut out, "sha256", Some(&document.sha256));
    }
    for situation in &seal.situations {
        out.push_str("\n[[situation]]\n");
        text(&mut out, "id", Some(&situation.id));
        text(&mut out, "sha256", Some(&situation.sha256));
        out.push_str("[situation.fields]\n");
        for (key, sha256) in &situation.fields {
            // All keys alike, quoted: without quotation marks and blanks a line is the one that is fingerprinted.
            let _ = writeln!(out, "\"{key}\" = \"{sha256}\"");
        }
    }
    out
}
