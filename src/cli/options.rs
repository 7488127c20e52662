//! The arguments resolved: the method read, the day known, the number of threads set.

use super::args::Common;
use super::failure::Failure;
use super::input::read_text;
use crate::locale::{Arg, Message};
use crate::method::{DEFAULT, EMBEDDED, Method};
use crate::model::Period;
use crate::read::{embedded_method, read_method};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned, tz::TimeZone};
use std::path::Path;

/// What every command works with.
#[derive(Debug)]
pub(crate) struct Options {
    /// The method.
    pub method: Method,
    /// The day that documents speak of.
    pub as_of: Date,
    /// Whether that day was asked for.
    pub as_of_given: bool,
    /// The worksheet that holds the register.
    pub sheet: Option<String>,
}

impl Options {
    pub fn resolve(common: &Common) -> Result<Self, Failure> {
        if let Some(jobs) = common.jobs {
            if jobs == 0 {
                return Err(Failure::new("jobs-zero"));
            }
            // The pool is built once, before anything runs in it.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
        }
        let asked = common.as_of.as_deref().map(day).transpose()?;
        let as_of = match asked {
            Some(day) => day,
            None => today()?,
        };
        let method = named_method(common.method.as_deref().unwrap_or(DEFAULT))?;
        Ok(Self { method, as_of, as_of_given: asked.is_some(), sheet: common.sheet.clone() })
    }
}

/// An embedded method or a method file.
pub(crate) fn named_method(named: &str) -> Result<Method, Failure> {
    if let Some(method) = embedded_method(named) {
        return Ok(method);
    }
    let path = Path::new(named);
    if !path.exists() {
        let ids = EMBEDDED.iter().map(|(id, _)| Arg::from(*id)).collect();
        let message = Message::new("unknown-method-named").with("named", named);
        return Err(Failure::from(message).help(Message::new("unknown-method-help").with("ids", Arg::List(ids))));
    }
    let file = read_text(path)?;
    read_method(&file).map_err(|found| {
        let mut failure = Failure::at("invalid-method-file", path);
        failure.findings = Some(Box::new((file, found)));
        failure
    })
}

fn day(typed: &str) -> Result<Date, Failure> {
    let period = Period::parse(typed).filter(|period| period.from == period.to && period.recurrence.is_none());
    period.and_then(|period| period.from).ok_or_else(|| Message::new("as-of-unreadable").with("found", typed).into())
}

/// The day that `SOURCE_DATE_EPOCH` stands for, in UTC; else today, here.
fn today() -> Result<Date, Failure> {
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|epoch| !epoch.is_empty()) else {
        return Ok(Zoned::now().date());
    };
    let epoch = epoch.to_string_lossy();
    let moment = epoch.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    match moment {
        Some(moment) => Ok(moment.to_zoned(TimeZone::UTC).date()),
        None => Err(Message::new("source-date-epoch-unreadable").with("found", epoch.as_ref()).into()),
    }
}
