//! The reply as a workbook.

use crate::case::Entry;
use crate::method::Method;
use crate::report::layout;
use crate::report::reply::findings::findings;
use crate::report::reply::subject::Reply;
use crate::report::reply::summary::summary;
use crate::sheet::Book;
use jiff::civil::Date;

/// The reply about one input of a run, in the language of that input. `link` is the name of the input's file in the folder
/// where the reply will lie: then places in a workbook are links to their cells.
#[must_use]
pub fn reply_workbook<'a>(entry: &Entry<'a>, as_of: Date, method: &'a Method, link: Option<&str>) -> Book<'a> {
    let reply = Reply::of(entry, link);
    let mut sheets = vec![summary(&reply, as_of, method)];
    if reply.has_list() {
        sheets.push(findings(&reply));
    }
    let organization = reply.organization().unwrap_or(entry.id());
    Book {
        title: reply.text(reply.word("reply-title", "reply-title-plan")),
        organization,
        draft: entry.case().and_then(|case| case.draft()),
        sheets,
        ..layout::book(organization, as_of, method, reply.language)
    }
}
