//! `tobokel publish`: pages that a citizen understands, and data that a journalist can check, of registers and plans; or a preview of
//! what would leave and what would stay.

mod folder;
mod previous;

use crate::case::Entry;
use crate::cli::args::PublishArguments;
use crate::cli::console::Console;
use crate::cli::ending::Ending;
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::run::check_paths;
use crate::config::Publish;
use crate::diag::Severity;
use crate::examine::Examined;
use crate::locale::{Arg, Message};
use crate::publication::{KnownBody, Made, Wanted, of};
use crate::report::{preview_line, preview_tables};
use crate::write::table;
use anyhow::{Result, bail};
use folder::Folder;
use std::path::Path;

/// How many bodies and files are named on the screen.
const NAMED: usize = 10;

pub(crate) fn run(command: &PublishArguments, options: &Options, console: &Console) -> Result<Ending> {
    let earlier = command.previous.as_deref().map(|path| previous::earlier(path, options, console)).transpose()?;
    let assessed = check_paths(&command.paths, options, console)?;
    if let Some(folder) = command.output.as_deref().filter(|folder| folder.is_file()) {
        bail!(Failure::at("publish-no-folder", folder).help(Message::new("publish-no-folder-help")));
    }
    let asked = console.asked();
    let by = options.conditions();
    let entries: Vec<Entry<'_>> = assessed.iter().map(|one| one.entry(&by, asked)).collect();
    let nothing = Publish::default();
    let settled = options.configured.as_ref().map_or(&nothing, |configured| &configured.config.publish);
    let bodies = known(options);
    let made = of(
        &entries,
        Wanted {
            method: &options.method,
            language: console.language(None),
            as_of: options.as_of,
            fields: &settled.fields.clone().unwrap_or_default(),
            licence: &settled.licence.clone().unwrap_or_default(),
            contact: settled.address.as_deref(),
            bodies: &bodies,
            many: bodies.len() > 1 && command.paths.iter().any(|path| path.is_dir()),
            force: command.force,
            earlier: earlier.as_ref(),
        },
    );
    let refused = tell_refused(&assessed, console);
    tell_not_ready(&made, console);
    tell_other_method(&made, console);
    let held_out = refused || !made.not_ready.is_empty();
    let ending = if held_out { Ending::Findings } else { Ending::Done };
    if !entries.iter().any(|entry| !matches!(entry, Entry::Refused(_))) {
        return Ok(Ending::CouldNotRun);
    }
    if made.publication.bodies.is_empty() {
        console.say_error(&Message::new("publish-nothing"), console.speech(None));
        return Ok(Ending::Findings);
    }
    if settled.address.is_some() && made.publication.contact.is_none() {
        console.say_error(&Message::new("publish-address-named"), console.speech(None));
    }
    // A preview writes nothing, wherever the publication is to go.
    if let Some(output) = command.output.as_ref().filter(|_| !command.preview) {
        let inputs = assessed.iter().map(|one| Path::new(&*one.input.file().path)).collect();
        let folder = Folder::of(output, &made.publication, &inputs, command.force)?;
        folder.write(&made.publication, &options.method, console)?;
        tell_held(&made, console);
    } else {
        preview(&made, options, console)?;
    }
    Ok(ending)
}

/// The bodies that the configuration knows.
fn known(options: &Options) -> Vec<KnownBody> {
    let Some(configured) = &options.configured else { return Vec::new() };
    let organizations = configured.config.organizations.iter();
    let body = |one: &crate::config::Expected| KnownBody {
        id: one.id.clone(),
        name: one.name.clone(),
        address: one.address.clone(),
    };
    organizations.map(body).collect()
}

/// Shows why files were not read; whether there are any.
fn tell_refused(assessed: &[Examined], console: &Console) -> bool {
    let refused = assessed.iter().filter(|one| !one.is_read());
    refused.clone().for_each(|one| {
        console.findings(&one.findings, one.input.file(), console.speech(one.input.speaks()));
    });
    refused.flat_map(|one| &one.findings).any(|found| found.severity == Severity::Error)
}

/// Says of which bodies nothing is published, why, and what helps.
fn tell_not_ready(made: &Made, console: &Console) {
    let language = console.speech(None);
    for body in made.not_ready.iter().take(NAMED) {
        let paths = Arg::list(body.paths.iter().map(|path| Arg::from(path.as_str())), NAMED);
        let message = Message::new("publish-not-ready")
            .with("id", body.id.as_str())
            .with("paths", paths)
            .with("errors", body.unsettled.errors)
            .with("open", body.unsettled.open);
        console.say_error(&message, language);
    }
    let more = made.not_ready.len().saturating_sub(NAMED);
    if more > 0 {
        console.say_error(&Message::new("publish-not-ready-more").with("count", more), language);
    }
    if !made.not_ready.is_empty() {
        console.say_error(&Message::new("publish-not-ready-help"), language);
    }
}

/// Says that levels of last year are not compared, where they come from another method.
fn tell_other_method(made: &Made, console: &Console) {
    let moved = made.publication.bodies.iter().filter_map(|body| body.moved.as_ref());
    let bodies = moved.filter(|moved| moved.across_methods).count();
    if bodies > 0 {
        console.say(&Message::new("publish-other-method").with("bodies", bodies), console.speech(None));
    }
}

/// Says how many texts were held back because of what stands in them, and that something is a draft.
fn tell_held(made: &Made, console: &Console) {
    let language = console.speech(None);
    if !made.held.is_empty() {
        console.say(&Message::new("publish-held").with("count", made.held.len()), language);
    }
    let drafts = made.publication.bodies.iter().filter(|body| body.draft.is_some()).count();
    if drafts > 0 {
        console.say(&Message::new("publish-drafts").with("count", drafts), language);
    }
}

fn preview(made: &Made, options: &Options, console: &Console) -> Result<()> {
    let style = console.table_style(&options.method);
    let mut out = console.sentence(&preview_line(made));
    out.extend(preview_tables(made).iter().map(|sheet| format!("\n{}", table(sheet, style))));
    console.print(&out)
}
