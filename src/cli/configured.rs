//! The configuration of a run: which one governs it, and what it says.

use super::args::{Common, FailOn};
use super::failure::{Failure, Faults};
use super::input::read_text;
use crate::case::{Configuration, FieldOf, SeverityOf};
use crate::config::{CONFIG_FILE, Config, read_config, with_outgrown};
use crate::diag::{Adjustment, Diagnostic, Waiver};
use crate::rules::OFF_BY_DEFAULT;
use crate::source::{SourceFile, Spot};
use anyhow::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which configuration a run is to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// That of the working folder, if it has one. A configuration among the inputs came from their sender, and one above the
    /// working folder may be a stranger's: neither governs.
    OfWorkingFolder,
    Named(PathBuf),
    Nothing,
}

impl Wanted {
    pub fn of(common: &Common) -> Self {
        match &common.config {
            _ if common.no_config => Self::Nothing,
            Some(path) => Self::Named(path.clone()),
            None => Self::OfWorkingFolder,
        }
    }
}

/// A configuration with its file and what was found about its waivers.
#[derive(Debug)]
pub(crate) struct Configured {
    pub file: SourceFile,
    pub config: Config,
    pub findings: Vec<Diagnostic>,
    /// The waivers, shared with the findings that they let pass, each with its place.
    pub waivers: Vec<(Arc<Waiver>, Spot)>,
}

impl Configured {
    /// Reads the configuration of a run, if it has one.
    pub fn read(wanted: &Wanted) -> Result<Option<Self>> {
        let path = match wanted {
            Wanted::Named(path) => path,
            Wanted::OfWorkingFolder if Path::new(CONFIG_FILE).is_file() => Path::new(CONFIG_FILE),
            Wanted::OfWorkingFolder | Wanted::Nothing => return Ok(None),
        };
        let file = read_text(path)?;
        match read_config(&file) {
            Ok((mut config, findings)) => {
                let waivers = std::mem::take(&mut config.waivers).into_iter();
                let waivers = waivers.map(|(waiver, spot)| (Arc::new(waiver), spot)).collect();
                Ok(Some(Self { file, config, findings, waivers }))
            }
            Err(findings) => Err(invalid(file, findings)),
        }
    }

    /// What it settles about findings.
    pub fn adjustment(&self) -> Adjustment {
        let config = &self.config;
        let severities = config
            .severities
            .iter()
            .flat_map(|(entry, severity)| with_outgrown([entry]).into_iter().map(|entry| (entry, *severity)));
        Adjustment {
            select: with_outgrown(&config.select),
            off: OFF_BY_DEFAULT,
            ignore: with_outgrown(&config.ignore),
            severities: severities.collect(),
            waivers: self.waivers.iter().map(|(waiver, _)| Arc::clone(waiver)).collect(),
        }
    }

    /// What documents say of it. What flags have overruled is not in force.
    pub fn said(&self, adjustment: &Adjustment) -> Configuration {
        let config = &self.config;
        let in_force =
            |own: &[String], used: &[String]| if with_outgrown(own) == used { own.to_vec() } else { Vec::new() };
        let severities = config.severities.iter();
        let severities = severities.map(|(code, severity)| SeverityOf { code: code.clone(), severity: severity.key() });
        let columns = config.columns.iter();
        let columns = columns.map(|(title, field)| FieldOf { title: title.clone(), field: field.clone() });
        Configuration {
            path: self.file.path.to_string(),
            sha256: self.file.sha256().to_owned(),
            select: in_force(&config.select, &adjustment.select),
            ignore: in_force(&config.ignore, &adjustment.ignore),
            severity: severities.collect(),
            fail_on: config.fail_on.clone(),
            waivers: self.waivers.iter().map(|(waiver, _)| waiver.code.clone()).collect(),
            columns: columns.collect(),
        }
    }

    /// A path in it as seen from the working folder; a folder keeps the slash at its end.
    pub fn below(&self, path: &Path) -> PathBuf {
        let folder = self.folder();
        if folder.as_os_str().is_empty() { path.to_owned() } else { folder.join(path) }
    }

    /// The folder from which the paths in the file are understood.
    pub fn folder(&self) -> &Path {
        Path::new(&*self.file.path).parent().unwrap_or(Path::new(""))
    }

    /// From which severity on a run fails.
    pub fn fail_on(&self) -> Option<FailOn> {
        let word = self.config.fail_on.as_deref()?;
        FailOn::SEVERITIES.into_iter().find(|fail_on| fail_on.key() == word)
    }
}

/// Why a configuration cannot govern a run.
pub(crate) fn invalid(file: SourceFile, findings: Vec<Diagnostic>) -> Error {
    let failure = Failure::at("invalid-config", Path::new(&*file.path));
    Error::new(Faults { file, findings }).context(failure)
}
