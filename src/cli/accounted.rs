//! What became of each file that a run found: none is dropped without a word.

use super::batch::Done;
use super::regular::{self, slashed};
use super::search::{Files, PassedOver, Reason, is_seal};
use crate::inbox::{Accounted, BESIDE_REGISTER, Became, Listed, Settlement, body_of, letter_beside};
use crate::locale::Message;
use crate::source::fingerprint;

/// Every file that was found, in the order of the paths. Hidden files, and files that were named twice, are none.
pub(crate) fn accounted(
    found: &Files,
    done: &[Option<Done>],
    settlement: &Settlement,
    listed: &[Listed],
) -> Vec<Accounted> {
    let path = |number: usize| slashed(&found.files[number].path);
    let read = done.iter().enumerate().filter_map(|(number, done)| {
        let done = done.as_ref()?;
        let later = settlement.replaced.get(&number);
        let own_id = done.claim.as_ref().map(|claim| claim.id.clone());
        Some(Accounted {
            path: path(number),
            sha256: done.sha256.clone(),
            became: if later.is_some() { Became::Replaced } else { done.became? },
            organization: settlement.ids.get(&number).cloned().or(own_id),
            of: later.map(|later| path(*later)),
            reason: done.reason.clone(),
        })
    });
    let mut all: Vec<Accounted> = read.collect();
    for file in &found.passed_over {
        let of = file.of.as_deref().map(slashed);
        let first = all.iter().find(|known| Some(&known.path) == of.as_ref());
        let organization = first.and_then(|first| first.organization.clone());
        // Of a copy in a document only this is known; it has the bytes of the first.
        let sha256 = first.and_then(|first| first.sha256.clone());
        all.extend(
            passed_over(file, of, organization).map(|file| Accounted { sha256: file.sha256.or(sha256), ..file }),
        );
    }
    all.extend(found.documents.iter().map(|document| Accounted {
        path: slashed(&document.path),
        sha256: Some(document.sha256.clone()),
        became: Became::OwnOutput,
        organization: None,
        of: None,
        reason: Some(document.reason()),
    }));
    // Whose a file is that was not read, its name may tell.
    for file in all.iter_mut().filter(|file| file.organization.is_none()) {
        file.organization = body_of(&file.path, listed).map(str::to_owned);
    }
    letters(&mut all, found, listed);
    all.sort_by(|one, other| one.path.cmp(&other.path));
    all
}

/// Notes which of the files that were passed over are letters, each with the register beside which it came.
fn letters(all: &mut [Accounted], found: &Files, listed: &[Listed]) {
    let could_be = found.passed_over.iter().filter(|file| matches!(file.reason, Reason::Unsupported | Reason::Letter));
    for path in could_be.map(|file| slashed(&file.path)) {
        let Some(register) = letter_beside(&path, all, listed) else { continue };
        let (of, organization) = (register.path.clone(), register.organization.clone());
        for file in all.iter_mut().filter(|file| file.path == path) {
            file.reason = Some(Message::new(BESIDE_REGISTER).with("register", of.as_str()));
            file.organization.clone_from(&organization);
        }
    }
}

fn passed_over(file: &PassedOver, of: Option<String>, organization: Option<String>) -> Option<Accounted> {
    let (became, reason) = match file.reason {
        Reason::Unsupported => (Became::Unsupported, Some(Message::new("file-unsupported"))),
        Reason::Letter => (Became::Unsupported, Some(Message::new("file-letter"))),
        Reason::Copy => (Became::Copy, None),
        Reason::OwnOutput => (Became::OwnOutput, Some(Message::new("file-own-output"))),
        Reason::Results => (Became::OwnOutput, Some(Message::new("file-results"))),
        // A seal belongs to the register beside it: a second run over sealed registers says the same as the first.
        Reason::Settings if is_seal(&file.path) => return None,
        Reason::Settings => (Became::Unsupported, Some(Message::new("file-settings"))),
        Reason::Again | Reason::Hidden => return None,
    };
    let sha256 = regular::bytes(&file.path).ok().map(|bytes| fingerprint(&bytes));
    Some(Accounted { path: slashed(&file.path), sha256, became, organization, of, reason })
}
