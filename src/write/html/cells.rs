//! What stands in cells of more than one table.

use super::words::{NOTHING, Words};
use crate::assess::execution::State;
use crate::model::{Keyword as _, Verification};
use crate::publication::{PublicMeasure, Told};
use maud::{Markup, html};

/// The lasting link of a row.
pub(super) fn link_to_itself(words: Words<'_>, id: &str, number: &str, anchor: &str) -> Markup {
    html! { a.self href={ "#" (anchor) } aria-label=(words.fill(id, &[("id", number.into())])) { "#" } }
}

/// Posts or executors, one below the other.
pub(super) fn several(words: Words<'_>, told: &[Told]) -> Markup {
    html! {
        @match told {
            [] => (NOTHING),
            [one] => span.e { (words.told(one)) },
            more => ul { @for one in more { li.e { (words.told(one)) } } },
        }
    }
}

/// The id of the message that names a state.
pub(super) fn state_id(state: Option<State>) -> &'static str {
    match state {
        Some(State::Done) => "monitor-state-done",
        Some(State::Overdue) => "monitor-state-overdue",
        Some(State::Due) => "monitor-state-due",
        Some(State::Continuous) => "monitor-state-continuous",
        Some(State::Upcoming) => "monitor-state-upcoming",
        None => "monitor-state-none",
    }
}

/// Where a measure stands, in words; since when, or for how long. Nothing where that is not published.
pub(super) fn state(words: Words<'_>, measure: &PublicMeasure) -> Markup {
    let mark = match measure.standing {
        Some(State::Done) => "ok",
        Some(State::Overdue) => "no",
        _ => "",
    };
    html! {
        @if words.of.fields.has("state") { span.s.(mark) { (words.say(state_id(measure.standing))) } " " }
        @if let Some(date) = measure.done_on { small { (words.fill("page-done-on", &[("date", date.into())])) } }
        @if let Some(days) = measure.days_overdue.and_then(|days| u32::try_from(days).ok()) {
            small { (words.fill("page-days-late", &[("days", days.into())])) }
        }
        @if let Some(found) = measure.verified {
            small class=[(found == Verification::NotConfirmed).then_some("no")] {
                (words.fill("page-verified-is", &[("found", words.say(found.message_id()).into_owned().into())]))
            }
        }
    }
}
