//! A calendar as iCalendar (RFC 5545): a whole-day event for each day on which something is owed, with two reminders.
//!
//! Written here rather than with a crate: the few properties that are needed take fewer lines than a dependency with its own
//! clock and random identifiers. The same calendar is always the same bytes.

use crate::report::Calendar;
use crate::text::printable_lines;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;

/// How the file begins, which tells it from calendars of other programs.
pub const ICS_BEGIN: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tobokel//tobokel ";

/// How many days before the day people are reminded.
const REMINDERS: [u8; 2] = [14, 1];
/// The longest line, in bytes without its end (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// A calendar as the text of an `.ics` file.
#[must_use]
pub fn ics(calendar: &Calendar, version: &str) -> String {
    let mut out = format!("{ICS_BEGIN}{version}//\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&calendar.name)));
    if !calendar.description.is_empty() {
        line(&mut out, &format!("X-WR-CALDESC:{}", escaped(&calendar.description)));
    }
    let stamp = calendar.as_of.strftime("%Y%m%dT000000Z").to_string();
    let mut taken: HashMap<&str, usize> = HashMap::new();
    for event in &calendar.events {
        // Two measures under one number are two events all the same.
        let again = taken.entry(&event.key).and_modify(|count| *count += 1).or_insert(0);
        let after = event.day.saturating_add(jiff::Span::new().days(1));
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}@tobokel", identifier(&event.key, *again)));
        line(&mut out, &format!("DTSTAMP:{stamp}"));
        line(&mut out, &format!("DTSTART;VALUE=DATE:{}", event.day.strftime("%Y%m%d")));
        line(&mut out, &format!("DTEND;VALUE=DATE:{}", after.strftime("%Y%m%d")));
        line(&mut out, &format!("SUMMARY:{}", escaped(&event.summary)));
        line(&mut out, &format!("DESCRIPTION:{}", escaped(&event.description)));
        line(&mut out, "TRANSP:TRANSPARENT");
        for days in REMINDERS {
            line(&mut out, "BEGIN:VALARM");
            line(&mut out, "ACTION:DISPLAY");
            line(&mut out, &format!("TRIGGER:-P{days}D"));
            line(&mut out, &format!("DESCRIPTION:{}", escaped(&event.summary)));
            line(&mut out, "END:VALARM");
        }
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// An identifier that stays the same from one run to the next, so that a calendar read again replaces its events.
fn identifier(key: &str, again: usize) -> String {
    let mut hash = Sha256::new();
    hash.update(key.as_bytes());
    if again > 0 {
        hash.update(again.to_string().as_bytes());
    }
    hash.finalize().iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A text with the signs that have a meaning of their own escaped, and without those that steer what shows it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Where a long line is folded a new one begins, and a build service takes `::` there for a command.
    for letter in printable_lines(text).replace("::", ": :").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter => out.push(letter),
        }
    }
    out
}

/// Adds a line, folded where it is too long: never inside a letter.
fn line(out: &mut String, text: &str) {
    let mut room = LONGEST;
    for letter in text.chars() {
        if letter.len_utf8() > room {
            out.push_str("\r\n ");
            room = LONGEST - 1;
        }
        out.push(letter);
        room -= letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters_and_unfold_to_the_same() {
        for text in
            ["short".to_owned(), "ң".repeat(200), format!("a{}", "😀".repeat(90)), "x".repeat(75), "x".repeat(76)]
        {
            let mut out = String::new();
            line(&mut out, &text);
            assert!(out.split("\r\n").all(|line| line.len() <= LONGEST), "{text}");
            assert_eq!(out.replace("\r\n ", ""), text + "\r\n");
        }
    }

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\r\nf\u{7}"), "a\\,b\\;c\\\\d\\ne\\nf");
    }

    #[test]
    fn an_identifier_stays_the_same_and_a_second_one_differs() {
        assert_eq!(identifier("a", 0), identifier("a", 0));
        assert_ne!(identifier("a", 0), identifier("a", 1));
        assert_eq!(identifier("a", 0).len(), 32);
    }
}
