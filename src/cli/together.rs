//! What many registers give together: the consolidated workbook, its JSON and its tables.

use super::batch::place_in_folder;
use super::console::Console;
use super::failure::Failure;
use super::options::Options;
use super::output::unwritable;
use super::place::{Out, Placing};
use super::targets::{Holds, Target};
use crate::locale::{Language, Message};
use crate::report::{
    Consolidation, Digest, ExpectedOrganization, Faulty, FlatTable, Overall, VERSION, consolidated_document,
    consolidated_tables, consolidated_workbook,
};
use crate::write::{csv_to, json_to, xlsx_to};
use anyhow::Result;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use std::path::Path;

/// The kind of document that a consolidated workbook is marked as.
const CONSOLIDATED: &str = "consolidated";

/// What a consolidation is made of.
pub(crate) struct Together<'a> {
    pub digests: &'a [Digest],
    pub faulty: &'a [Faulty],
    pub expected: Vec<ExpectedOrganization>,
    pub options: &'a Options,
    pub language: Language,
}

impl Together<'_> {
    /// What is worked out of it, for the documents of a day.
    pub fn overall(&self, as_of: Date) -> Overall<'_> {
        Overall::of(Consolidation {
            digests: self.digests,
            faulty: self.faulty,
            expected: &self.expected,
            method: &self.options.method,
            configuration: self.options.configuration.as_ref(),
            language: self.language,
            as_of,
            title: None,
        })
    }
}

/// The organisations whose registers the configuration expects.
pub(crate) fn expected(options: &Options) -> Vec<ExpectedOrganization> {
    let Some(configured) = &options.configured else { return Vec::new() };
    let expected = configured.config.organizations.iter();
    expected.map(|one| ExpectedOrganization { id: one.id.clone(), name: one.name.clone() }).collect()
}

/// Writes what all registers give together: which files were written, and whether one could not be.
pub(crate) fn write<'t>(
    targets: &'t [Target],
    together: &Together<'_>,
    as_of: Date,
    placing: &Placing,
    console: &Console,
) -> (Vec<&'t Path>, bool) {
    let (mut written, mut failed) = (Vec::new(), false);
    let shared = targets.iter().filter(|target| target.is_consolidation());
    let (workbooks, others): (Vec<&Target>, Vec<&Target>) = shared.partition(|target| target.is_workbook());
    let mut made: Vec<(&Path, Result<Vec<Message>>)> = Vec::new();
    if !workbooks.is_empty() || !others.is_empty() {
        let all = together.overall(as_of);
        let write = |target: &'t Target| {
            let fill = |out: &mut Out<'_>| render(target, &all, together.options, out);
            (target.path.as_path(), place_in_folder(target, placing, fill))
        };
        // A workbook is made on all threads and takes the most memory: nothing is made beside it.
        made.extend(workbooks.into_iter().map(write));
        made.par_extend(others.into_par_iter().with_max_len(1).map(write));
    }
    for (path, made) in made {
        match made {
            Ok(notes) => {
                console.say_all(&notes, console.speech(None));
                written.push(path);
            }
            // As with the documents of single files: one that cannot be written costs none of the others.
            Err(error) => {
                console.error(&error);
                failed = true;
            }
        }
    }
    (written, failed)
}

/// Writes the bytes of one of these files.
pub(crate) fn render(target: &Target, all: &Overall<'_>, options: &Options, out: &mut Out<'_>) -> Result<Vec<Message>> {
    match target.holds {
        Holds::Table(name) => {
            let known = consolidated_tables().into_iter().find(|(known, _)| *known == name);
            let (_, rows) = known.ok_or_else(|| Failure::new("internal-error"))?;
            write_csv(rows(all), out)
        }
        _ if target.is_workbook() => {
            let book = options.said_in(consolidated_workbook(all), all.language());
            xlsx_to(book, CONSOLIDATED, VERSION, out).map_err(|error| unwritable(error, &target.path))
        }
        _ => write_json(&consolidated_document(all), out),
    }
}

/// Writes a document as JSON. What the place that is written to refuses is known there.
pub(crate) fn write_json(document: &impl Serialize, mut out: &mut Out<'_>) -> Result<Vec<Message>> {
    json_to(document, &mut out)?;
    Ok(Vec::new())
}

/// Writes a table as CSV, in the same way.
pub(crate) fn write_csv(table: FlatTable<'_>, out: &mut Out<'_>) -> Result<Vec<Message>> {
    Ok(csv_to(table, out)?)
}
