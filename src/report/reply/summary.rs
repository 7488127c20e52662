//! The page of a reply that somebody signs: what became of the file, what to do next, lines to sign on.

use crate::case::Entry;
use crate::diag::Severity;
use crate::locale::Message;
use crate::method::Method;
use crate::report::layout::level_counts;
use crate::report::reply::places::{link, place};
use crate::report::reply::subject::Reply;
use crate::report::words::{file_name, finding_counts};
use crate::sheet::{Fit, Role, Sheet};
use crate::text::capitalised;
use jiff::civil::Date;

/// How many notes the sheet shows, so that it stays one page that can be read.
const NOTES: usize = 8;

/// The page.
pub(super) fn summary<'a>(reply: &Reply<'_, 'a>, as_of: Date, method: &'a Method) -> Sheet<'a> {
    let mut sheet =
        Sheet { name: reply.text("reply-sheet"), widths: vec![34, 22, 22, 18], fit: Fit::OnePage, ..Sheet::default() };
    sheet.across(Role::Title, reply.text(reply.word("reply-title", "reply-title-plan")));
    if let Some(organization) = reply.organization() {
        sheet.across(Role::Title, organization);
    }
    sheet.gap();
    facts(reply, as_of, method, &mut sheet);
    levels(reply, &mut sheet);
    sheet.gap();
    sheet.across(Role::Heading, reply.text("reply-next"));
    for sentence in next(reply) {
        sheet.across(Role::Text, sentence);
    }
    if !reply.has_list() && !reply.is_refused() {
        notes(reply, &mut sheet);
    }
    sheet.gap();
    for role in ["reply-checked", "reply-received"] {
        let signer = format!("{}:\n{}", reply.text(role), reply.text("reply-post"));
        sheet.fact(signer, Role::Signature, reply.text("signature-line"));
    }
    sheet.gap();
    sheet.across(Role::Remark, reply.text(reply.word("reply-remark", "reply-remark-plan")));
    sheet
}

fn facts<'a>(reply: &Reply<'_, 'a>, as_of: Date, method: &'a Method, sheet: &mut Sheet<'a>) {
    let mut fact = |id: &str, value: String| sheet.fact(reply.text(id), Role::Text, value);
    let file = if reply.is_refused() { "reply-file" } else { reply.word("fact-register-file", "fact-plan-file") };
    fact(file, reply.link.map_or_else(|| file_name(reply.entry.path()), str::to_owned));
    fact("fact-as-of", reply.language.date(as_of));
    if !reply.is_refused() {
        fact("fact-method", method.title.get(reply.language).to_owned());
    }
    fact("reply-outcome", outcome(reply));
    if !reply.has_list() && reply.is_refused() {
        for found in reply.found.iter().take(NOTES).map(|one| one.first) {
            fact("reply-why", capitalised(&reply.format(&found.message)));
            found.help.iter().for_each(|help| fact("reply-needed", capitalised(&reply.advice(help))));
        }
        return;
    }
    if reply.later.is_some() {
        return;
    }
    if let Some(case) = reply.entry.case() {
        fact("fact-situations", reply.format(&case.situation_counts()));
    }
    fact("fact-findings", reply.format(&finding_counts(|severity| reply.count(severity))));
}

/// What became of the file, in a sentence.
pub(super) fn outcome(reply: &Reply<'_, '_>) -> String {
    if let Some(later) = &reply.later {
        return reply.format(&Message::new("reply-later").with("file", later.as_str()));
    }
    let has_errors = reply.count(Severity::Error) > 0;
    let case = match reply.entry {
        Entry::Case(case) => case,
        Entry::Plan(_) if has_errors => return reply.text("reply-plan-with-errors"),
        Entry::Plan(_) => return reply.text("reply-plan-accepted"),
        Entry::Refused(_) => return reply.text("reply-returned"),
    };
    let open = case.open_situations();
    if open > 0 {
        let all = case.assessment.outcomes.len();
        return reply.format(&Message::new("reply-draft").with("open", open).with("all", all));
    }
    reply.text(if has_errors { "reply-read-with-errors" } else { "reply-accepted" })
}

/// How many situations stand at each level before and after controls.
fn levels<'a>(reply: &Reply<'_, 'a>, sheet: &mut Sheet<'a>) {
    let case = reply.entry.case().filter(|_| reply.later.is_none());
    let Some(case) = case.filter(|case| !case.assessment.ranking.is_empty()) else { return };
    sheet.gap();
    let counts = [&case.assessment.inherent, &case.assessment.residual].map(Vec::as_slice);
    sheet.add(level_counts(case.method, reply.language, &counts));
}

/// What to do next, a sentence or two in each row.
fn next(reply: &Reply<'_, '_>) -> Vec<String> {
    let mut sentences = to_do(reply);
    if reply.marks_cells() {
        sentences.push(reply.text("reply-next-shown"));
    }
    if reply.found.iter().any(|one| link(reply, one).is_some()) {
        let links = Message::new(reply.word("reply-next-link", "reply-next-link-plan"));
        let links = links.with("sheet", reply.text("reply-sheet-findings"));
        sentences.push(reply.format(&links.with("column", reply.text("reply-head-yours"))));
    }
    sentences
}

/// What is asked of whoever sent the file.
pub(super) fn to_do(reply: &Reply<'_, '_>) -> Vec<String> {
    if reply.later.is_some() {
        return vec![reply.text("reply-later-next")];
    }
    if let Some(register) = &reply.beside {
        return vec![reply.format(&Message::new("reply-beside").with("file", register.as_str()))];
    }
    let with_sheet =
        |id: &'static str| reply.format(&Message::new(id).with("sheet", reply.text("reply-sheet-findings")));
    let first = match (reply.has_list(), reply.is_refused()) {
        (false, true) => reply.text("reply-next-needed"),
        (false, false) => reply.text(reply.word("reply-next-nothing", "reply-next-nothing-plan")),
        (true, true) => with_sheet("reply-next-returned"),
        (true, false) if reply.count(Severity::Error) == 0 => with_sheet("reply-next-look"),
        (true, false) => with_sheet("reply-next-correct"),
    };
    let mut sentences = vec![first];
    if reply.is_plan() {
        sentences.push(reply.text("reply-next-register-too"));
    }
    sentences.extend(reply.form_sentence());
    sentences
}

/// What is worth knowing about a register without faults.
fn notes<'a>(reply: &Reply<'_, 'a>, sheet: &mut Sheet<'a>) {
    if reply.found.is_empty() {
        return;
    }
    sheet.gap();
    sheet.across(Role::Heading, reply.text("reply-notes"));
    for one in reply.found.iter().take(NOTES) {
        sheet.fact(place(reply, one), Role::Text, reply.format(&one.first.message));
    }
    let more = reply.found.len().saturating_sub(NOTES);
    if more > 0 {
        let more = reply.format(&Message::new("reply-notes-more").with("count", more));
        sheet.across(Role::Remark, more);
    }
}
