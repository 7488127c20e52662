//! Findings about the configuration, known once all inputs were seen: waivers that are past their day or let nothing pass.

use super::options::Options;
use super::search::below;
use crate::config::codes::{WAIVER_EXPIRED, WAIVER_UNUSED};
use crate::diag::{self, Diagnostic, Sink, Waiver};
use crate::examine::Examined;
use crate::locale::Message;
use jiff::civil::Date;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a run has seen: whose registers, and which waivers let something pass.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    organizations: BTreeSet<String>,
    files: BTreeSet<PathBuf>,
    /// The waivers that let something pass, by where they lie.
    waivers: HashSet<usize>,
}

/// Where a waiver lies: a configuration holds each once, for the whole run.
fn place_of(waiver: &Arc<Waiver>) -> usize {
    Arc::as_ptr(waiver).addr()
}

impl Seen {
    pub fn add(&mut self, examined: &Examined) {
        self.files.extend(Path::new(&*examined.input.file().path).canonicalize());
        self.organizations.extend(examined.input.names());
        self.note(&examined.findings);
    }

    /// Notes which waivers let findings pass.
    pub fn note(&mut self, findings: &[Diagnostic]) {
        self.waivers.extend(findings.iter().filter_map(|found| found.waived.as_ref()).map(place_of));
    }

    pub fn join(&mut self, other: Self) {
        self.organizations.extend(other.organizations);
        self.files.extend(other.files);
        self.waivers.extend(other.waivers);
    }

    /// Whether an organisation was seen, if only with folders before an id that several claimed.
    fn has_seen(&self, named: &str) -> bool {
        let is_it = |known: &String| known.strip_suffix(named).is_some_and(|up| up.is_empty() || up.ends_with('/'));
        self.organizations.iter().any(is_it)
    }

    /// What is found about the configuration: waivers that are not in force and those that let nothing pass.
    pub fn about_run(&self, options: &Options, as_of: Date) -> Vec<Diagnostic> {
        let Some(configured) = &options.configured else { return Vec::new() };
        let mut sink = Sink::new(&configured.file);
        let is_whole = OnceCell::new();
        for (waiver, spot) in &configured.waivers {
            let concerned = waiver.organization.as_ref().is_none_or(|named| self.has_seen(named));
            let used = self.waivers.contains(&place_of(waiver));
            let message = |id| Message::new(id).with("code", waiver.code.as_str());
            if waiver.until < as_of {
                let message = message("expired-waiver").with("until", waiver.until);
                sink.report(&WAIVER_EXPIRED, *spot, message).help = Some(Message::new("expired-waiver-help"));
            } else if concerned && !used && *is_whole.get_or_init(|| self.holds_all_below(configured.folder())) {
                sink.report(&WAIVER_UNUSED, *spot, message("unused-waiver")).help =
                    Some(Message::new("unused-waiver-help"));
            }
        }
        let mut findings = configured.findings.clone();
        findings.extend(sink.finish());
        diag::sort(&mut findings);
        options.adjustment.apply(findings, &[], false, as_of)
    }

    /// Whether the run covers all that the configuration in a folder governs: a waiver unused here may be needed elsewhere.
    fn holds_all_below(&self, folder: &Path) -> bool {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let all = below(folder);
        !all.is_empty() && all.iter().all(|file| file.canonicalize().is_ok_and(|real| self.files.contains(&real)))
    }
}

/// What is found about the configuration in a run over these inputs.
pub(crate) fn about_run(examined: &[Examined], options: &Options, as_of: Date) -> Vec<Diagnostic> {
    let mut seen = Seen::default();
    for input in examined {
        seen.add(input);
    }
    seen.about_run(options, as_of)
}
