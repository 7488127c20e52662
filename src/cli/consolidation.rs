//! What many registers give together: the consolidated workbook, its JSON and its tables.

use super::console::Console;
use super::deliver::Content;
use super::failure::Failure;
use super::options::Options;
use super::output::CONSOLIDATED;
use super::place::{Out, Placing};
use super::targets::{Holds, Target, place_in_folder};
use crate::config::Expected;
use crate::consolidate::{ExpectedOrganization, Overall};
use crate::locale::{Arg, Message};
use crate::report::{
    consolidated_document, consolidated_package, consolidated_tables, consolidated_workbook, situation_lines,
};
use anyhow::Result;
use rayon::prelude::*;
use std::path::Path;

/// The organisations whose registers the configuration expects.
pub(crate) fn expected(options: &Options) -> Vec<ExpectedOrganization> {
    let Some(configured) = &options.configured else { return Vec::new() };
    let expected = configured.config.organizations.iter();
    let one = |one: &Expected| ExpectedOrganization {
        id: one.id.clone(),
        name: one.name.clone(),
        aliases: one.aliases.clone(),
        parent: one.parent.clone(),
    };
    expected.map(one).collect()
}

/// Writes what all registers give together; returns the files written, and whether one failed.
pub(crate) fn write<'t>(
    targets: &'t [Target],
    overall: impl FnOnce() -> Overall<'t>,
    options: &Options,
    placing: &Placing,
    console: &Console,
) -> (Vec<&'t Path>, bool) {
    let (mut written, mut failed) = (Vec::new(), false);
    let shared = targets.iter().filter(|target| target.is_consolidation());
    let (workbooks, others): (Vec<&Target>, Vec<&Target>) = shared.partition(|target| target.is_workbook());
    let mut made: Vec<(&Path, Result<Vec<Message>>)> = Vec::new();
    if !workbooks.is_empty() || !others.is_empty() {
        let all = overall();
        for circle in &all.above.circles {
            let names = Arg::List(circle.iter().copied().map(Arg::from).collect());
            console.say(&Message::new("parents-in-a-circle").with("names", names), console.speech(None));
        }
        let write = |target: &'t Target| {
            let fill = |out: &mut Out<'_>| content(target, &all, options)?.write(&target.path, out);
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

/// What one of these files holds.
pub(crate) fn content<'a>(target: &Target, all: &'a Overall<'a>, options: &Options) -> Result<Content<'a>> {
    Ok(match target.holds {
        Holds::Table(name) => {
            let known = consolidated_tables().into_iter().find(|(known, _)| *known == name);
            let (_, rows) = known.ok_or_else(|| Failure::new("internal-error"))?;
            Content::Rows(rows(all), options.bom)
        }
        Holds::Package => Content::data(consolidated_package(all)),
        Holds::Lines => Content::lines(|| situation_lines(all)),
        _ if target.is_workbook() => {
            Content::Workbook(options.said_in(consolidated_workbook(all), all.language()), CONSOLIDATED)
        }
        _ => Content::data(consolidated_document(all)),
    })
}
