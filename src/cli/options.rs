//! Resolves the arguments: reads the method, determines the day, sets the number of threads.

use super::args::{Common, FailOn};
use super::configured::{Configured, Wanted};
use super::console::Console;
use super::failure::{Failure, Faults};
use super::input::read_text;
use super::seal::Seals;
use crate::assess::execution::Proof;
use crate::case::Configuration;
use crate::diag::Adjustment;
use crate::examine::Conditions;
use crate::locale::{Arg, Language, Message};
use crate::method::{DEFAULT, EMBEDDED, Method};
use crate::model::{Level, Period, column_keys, criterion_column};
use crate::read::{Asked, embedded_method, make_ready, read_named_method};
use crate::report::InForce;
use crate::rules::OFF_BY_DEFAULT;
use crate::rules::policy::Policy;
use crate::rules::repeats::Before;
use crate::sheet::Book;
use crate::source::Spot;
use anyhow::{Context as _, Error, Result, bail};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned, tz::TimeZone};
use std::path::{Path, PathBuf};

#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub(crate) struct Options {
    pub method: Method,
    /// The day that documents speak of.
    pub as_of: Date,
    /// The worksheet that holds the register.
    pub sheet: Option<String>,
    /// Whether flags named the day, the language and the method.
    pub as_of_given: bool,
    pub language_given: bool,
    pub method_given: bool,
    pub configured: Option<Configured>,
    /// Which configuration was wanted.
    pub wanted: Wanted,
    /// What documents say of the configuration.
    pub configuration: Option<Configuration>,
    /// Which findings count, how much they weigh, and what is let pass.
    pub adjustment: Adjustment,
    pub policy: Policy,
    /// What the bodies reported in an earlier period.
    pub before: Option<Before>,
    /// What is done with the seals beside registers.
    pub seals: Seals,
    /// Whether tables that are written begin with the mark by which Excel knows UTF-8.
    pub bom: bool,
}

impl Options {
    pub fn resolve(common: &Common, console: &Console) -> Result<Self> {
        if common.jobs == Some(0) {
            bail!(Failure::new("jobs-zero"));
        }
        // The pool is built once, before anything runs in it, and this thread is in it: one that only waited would waste memory.
        // Never more threads than processors, for each takes memory; without a number the library would ask the environment.
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = common.jobs.map_or(processors, |jobs| jobs.min(processors));
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).use_current_thread().build_global();
        // While the method and the first file are read.
        rayon::spawn(make_ready);
        let asked = common.as_of.as_deref().map(day).transpose()?;
        let as_of = match asked {
            Some(day) => day,
            None => today()?,
        };
        let wanted = Wanted::of(common);
        let configured = Configured::read(&wanted)?;
        let file = configured.as_ref();
        console.prefer(file.and_then(|file| file.config.language));
        let of_file = file.and_then(|file| Some(method_of_file(file.config.method.as_deref()?, file)));
        let method = named_method(common.method.as_deref().or(of_file.as_deref()).unwrap_or(DEFAULT))?;
        for (title, key) in file.into_iter().flat_map(|file| &file.config.columns) {
            known_criterion(&method, title, key)?;
        }
        let level = file.and_then(|file| file.config.require_measure.as_deref());
        let policy = Policy {
            max_high: file.and_then(|file| file.config.max_high),
            require_measure: level.map(|key| named_level(&method, key)).transpose()?,
            proof: match file.and_then(|file| file.config.verify) {
                Some(true) => Proof::Verification,
                Some(false) | None => Proof::Report,
            },
            ..Policy::default()
        };
        let unadjusted = || Adjustment { off: OFF_BY_DEFAULT, ..Adjustment::default() };
        let mut options = Self {
            method,
            as_of,
            as_of_given: asked.is_some(),
            sheet: common.sheet.clone(),
            language_given: common.lang.is_some(),
            method_given: common.method.is_some(),
            adjustment: file.map_or_else(unadjusted, Configured::adjustment),
            policy,
            before: None,
            seals: Seals::default(),
            bom: file.is_some_and(|file| file.config.bom.unwrap_or_default()),
            configured,
            wanted,
            configuration: None,
        };
        options.settle();
        Ok(options)
    }

    /// Notes what documents say of the configuration, once flags have overruled it.
    pub fn settle(&mut self) {
        self.configuration = self.configured.as_ref().map(|file| file.said(&self.adjustment));
    }

    pub fn in_force(&self) -> InForce<'_> {
        InForce { configuration: self.configuration.as_ref(), method: &self.method }
    }

    /// A workbook that says what governs the run.
    pub fn said_in<'b>(&self, mut book: Book<'b>, language: Language) -> Book<'b> {
        book.sheets.extend(self.in_force().sheet(language));
        book
    }

    pub fn conditions(&self) -> Conditions<'_> {
        let columns = self.configured.as_ref().map_or(&[][..], |file| &file.config.columns);
        Conditions {
            method: &self.method,
            as_of: self.as_of,
            asked: Asked { sheet: self.sheet.as_deref(), columns, ..Asked::default() },
            adjustment: &self.adjustment,
            policy: &self.policy,
            seals: Some(&self.seals),
            before: self.before.as_ref(),
        }
    }

    /// From which severity on the run fails: by the flag, the configuration, or by errors.
    pub fn fail_on(&self, flag: Option<FailOn>) -> FailOn {
        flag.or(self.configured.as_ref().and_then(Configured::fail_on)).unwrap_or(FailOn::Error)
    }

    /// Where `assess` writes when no flag says it, each with its place in the configuration.
    pub fn outputs(&self) -> Vec<(PathBuf, Spot)> {
        let Some(file) = &self.configured else { return Vec::new() };
        file.config.outputs.iter().map(|(output, place)| (file.below(output), *place)).collect()
    }
}

pub(crate) fn named_level(method: &Method, key: &str) -> Result<Level> {
    method.level_by_key(key).with_context(|| {
        let levels = method.computed_levels().map(|(_, level)| Arg::from(level.key.as_str())).collect();
        let help = Message::new("allowed-values").with("allowed", Arg::List(levels));
        Failure::new("no-such-level").with("found", key).help(help)
    })
}

/// A column that is said to be a criterion's has to be one of the method's.
fn known_criterion(method: &Method, title: &str, key: &str) -> Result<()> {
    let Some((axis, criterion, _)) = criterion_column(key).filter(|_| !column_keys().iter().any(|known| known == key))
    else {
        return Ok(());
    };
    let criteria = method.criteria(axis);
    if criteria.find(criterion).is_some() {
        return Ok(());
    }
    let keys = criteria.all.iter().map(|known| Arg::from(format!("{}_{}", axis.key(), &*known.key))).collect();
    let help = Message::new("allowed-values").with("allowed", Arg::List(keys));
    bail!(Failure::new("no-such-criterion").with("title", title).with("found", key).help(help))
}

/// The method that a configuration names: an id, or a file beside it.
fn method_of_file(named: &str, configured: &Configured) -> String {
    let beside = configured.below(Path::new(named));
    if beside.is_file() { beside.display().to_string() } else { named.to_owned() }
}

pub(crate) fn named_method(named: &str) -> Result<Method> {
    if let Some(method) = embedded_method(named) {
        return Ok(method);
    }
    let path = Path::new(named);
    if !path.exists() {
        let ids = EMBEDDED.iter().map(|(id, _)| Arg::from(*id)).collect();
        let help = Message::new("unknown-method-help").with("ids", Arg::List(ids));
        bail!(Failure::new("unknown-method-named").with("named", named).help(help));
    }
    let file = read_text(path)?;
    read_named_method(&file)
        .map_err(|found| Error::new(Faults { file, findings: found }).context(Failure::at("invalid-method-file", path)))
}

fn day(typed: &str) -> Result<Date> {
    let period = Period::parse(typed).filter(|period| period.from == period.to && period.recurrence.is_none());
    period.and_then(|period| period.from).with_context(|| Failure::new("as-of-unreadable").with("found", typed))
}

/// Today, here. Reads `/etc/localtime` alone where it can: the library would search all zones for the zone's name.
fn day_here() -> Date {
    let local = if std::env::var_os("TZ").is_none() { std::fs::read("/etc/localtime").ok() } else { None };
    match local.and_then(|rules| TimeZone::tzif("", &rules).ok()) {
        Some(zone) => Timestamp::now().to_zoned(zone).date(),
        None => Zoned::now().date(),
    }
}

/// The day that `SOURCE_DATE_EPOCH` stands for, in UTC; else today, here.
fn today() -> Result<Date> {
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|epoch| !epoch.is_empty()) else {
        return Ok(day_here());
    };
    let epoch = epoch.to_string_lossy();
    let moment = epoch.parse().map_err(Error::from).and_then(|seconds| Ok(Timestamp::from_second(seconds)?));
    let unreadable = || Failure::new("source-date-epoch-unreadable").with("found", &*epoch);
    Ok(moment.with_context(unreadable)?.to_zoned(TimeZone::UTC).date())
}
