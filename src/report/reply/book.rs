//! The reply as a workbook.

use crate::method::Method;
use crate::report::layout;
use crate::report::reply::findings::findings;
use crate::report::reply::sent::sent;
use crate::report::reply::subject::Reply;
use crate::report::reply::summary::summary;
use crate::sheet::Book;
use jiff::civil::Date;

/// The reply about one input of a run, in the language of that input.
#[must_use]
pub fn reply_workbook<'a>(reply: &Reply<'_, 'a>, as_of: Date, method: &'a Method) -> Book<'a> {
    let mut sheets = Vec::new();
    if reply.has_list() {
        sheets.extend(sent(reply));
        sheets.push(findings(reply));
    }
    sheets.push(summary(reply, as_of, method));
    let organization = reply.organization().unwrap_or(reply.entry.id());
    Book {
        title: reply.text(reply.word("reply-title", "reply-title-plan")),
        organization,
        draft: reply.entry.case().filter(|_| reply.later.is_none()).and_then(|case| case.draft()),
        sheets,
        ..layout::book(organization, as_of, method, reply.language)
    }
}
