//! Whose each file of a run is: ids made unique, and that is said.

use super::console::Console;
use super::found::Found;
use super::input::read_one;
use super::options::Options;
use crate::config::Expected;
use crate::diag::Code;
use crate::examine::Input;
use crate::inbox::names as names_with_folders;
use crate::inbox::{Body, By, Claim, Known, Listed, Partners, Settlement, body_words, codes, known_body, settle};
use crate::locale::{Arg, Message};
use crate::source::Record;
use crate::text::comparable;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How many ids that several files claim are named, and how many names of each.
const NAMED: usize = 10;

impl Input {
    /// The id that the file claims for its organisation; a file that could not be read claims none.
    pub(crate) fn claim(&self) -> Option<Claim> {
        let (organization, origins, register) = match self {
            Self::Register(loaded) => (&loaded.register.organization, &loaded.origins, true),
            Self::Plan(loaded) => (&loaded.plan.organization, &loaded.origins, false),
            Self::Refused { .. } => return None,
        };
        let given = origins.has(Record::Organization, "id");
        let has_name = origins.has(Record::Organization, "name");
        Some(Claim {
            path: self.file().path.to_string(),
            id: organization.id.clone(),
            given,
            register,
            name: has_name.then(|| organization.name.clone()),
            parent: organization.parent.clone(),
            titles: self.file().headings().to_vec(),
            assessed_on: match self {
                Self::Register(loaded) => loaded.register.assessment.date,
                Self::Plan(_) | Self::Refused { .. } => None,
            },
        })
    }
}

impl Claim {
    /// The body, as it is looked for in another run.
    pub(crate) fn body(self) -> Body {
        Body { also: names_with_folders(&self.id, &self.path), id: self.id, name: self.name, parent: self.parent }
    }
}

/// Says of which bodies it could not be decided which body of an earlier run they were.
pub(crate) fn say_undecided(partners: &Partners, old: &[Body], new: &[Body], console: &Console) {
    let told = partners.undecided.iter().map(|(number, several)| {
        let ids = Arg::list(several.iter().map(|old_number| Arg::from(old[*old_number].id.as_str())), NAMED);
        let name = new[*number].name.as_deref().unwrap_or_default();
        Message::new("partners-undecided").with("id", new[*number].id.as_str()).with("name", name).with("ids", ids)
    });
    few(told.collect(), "partners-undecided-more", console);
}

/// The organisations of the configuration, as files are known by them.
pub(crate) fn listed(options: &Options) -> Vec<Listed> {
    let Some(configured) = &options.configured else { return Vec::new() };
    let listed = |one: &Expected| {
        let names = [&one.id].into_iter().chain(&one.name).chain(&one.aliases).map(String::as_str);
        (one.id.clone(), Known::new(names, one.parent.as_deref()))
    };
    configured.config.organizations.iter().map(listed).collect()
}

/// Gives the organisation of a file the name under which it is known, where the file gives none.
pub(crate) fn named(input: &mut Input, options: &Options, listed: &[Listed]) {
    let Some(configured) = &options.configured else { return };
    let body = input.claim().and_then(|claim| known_body(&claim, listed));
    if let Some(name) = body.and_then(|body| configured.config.organizations[body].name.as_deref()) {
        input.be_named(name);
    }
}

/// The body above an organisation, as the configuration knows it by one of these ids.
pub(crate) fn parent_of<'o>(ids: &[&str], options: &'o Options) -> Option<&'o str> {
    let organizations = &options.configured.as_ref()?.config.organizations;
    let is_it = |one: &&Expected| ids.iter().any(|id| comparable(id) == comparable(&one.id));
    organizations.iter().find(is_it)?.parent.as_deref()
}

/// Settles whose each file is, and which of several versions counts.
pub(crate) fn settled(claims: impl Iterator<Item = Option<Claim>>, options: &Options) -> Settlement {
    let claims: Vec<_> = claims.enumerate().filter_map(|(number, claim)| Some((number, claim?))).collect();
    settle(&claims, &listed(options))
}

/// Lets each input go by its id in the run; what is not clear is a finding at the file.
pub(crate) fn settle_inputs(inputs: &mut [Input], options: &Options) -> Settlement {
    let settlement = settled(inputs.iter().map(Input::claim), options);
    let listed = listed(options);
    for input in inputs.iter_mut() {
        named(input, options, &listed);
    }
    for (number, id) in &settlement.ids {
        inputs[*number].go_by(id.clone());
    }
    let paths: Vec<String> = inputs.iter().map(|input| input.file().path.to_string()).collect();
    for (number, code, message, help) in unclear(&settlement, &paths, options) {
        inputs[number].add(code, message, help);
    }
    settlement
}

/// What is not clear of the files: the number of the file, what is found, what helps.
fn unclear(
    settlement: &Settlement,
    paths: &[String],
    options: &Options,
) -> Vec<(usize, &'static Code, Message, Message)> {
    let several = settlement.several.iter().map(|(number, ids)| {
        let names = Arg::List(ids.iter().map(|id| Arg::from(called(id, options))).collect());
        let message = Message::new("several-organizations").with("names", names);
        (*number, &codes::SEVERAL_ORGANIZATIONS, message, Message::new("several-organizations-help"))
    });
    let two = settlement.undecided.iter().map(|(first, second)| {
        let message = Message::new("two-registers").with("other", paths[*first].as_str());
        (*second, &codes::TWO_REGISTERS, message, Message::new("two-registers-help"))
    });
    several.chain(two).collect()
}

/// The name of each organisation that does not go by its own id. Reads all files for it, so only if a waiver depends on names.
pub(crate) fn names(files: &[Found], options: &Options) -> BTreeMap<usize, String> {
    if options.adjustment.waivers.iter().all(|waiver| waiver.organization.is_none()) {
        return BTreeMap::new();
    }
    let by = options.conditions();
    let claims: Vec<_> = files.par_iter().map(|file| read_one(file, &by).into_register().claim()).collect();
    settled(claims.into_iter(), options).ids
}

/// Says what the files go by in the run: ids that several claimed, versions that do not count, files that were known by less than
/// a whole name.
pub(crate) fn say(settlement: &Settlement, paths: &[String], options: &Options, console: &Console) {
    let language = console.speech(None);
    for one in settlement.shared.iter().take(NAMED) {
        let names = Arg::list(one.names.iter().map(|(_, name)| Arg::from(name.as_str())), NAMED);
        let message = Message::new("ids-told-apart").with("id", one.id.as_str()).with("count", one.names.len());
        console.say(&message.with("names", names), language);
    }
    let more = settlement.shared.len().saturating_sub(NAMED);
    if more > 0 {
        console.say(&Message::new("ids-told-apart-more").with("count", more), language);
    }
    let path = |number: usize| paths[number].as_str();
    let replaced = settlement
        .replaced
        .iter()
        .map(|(number, by)| Message::new("version-replaced").with("path", path(*number)).with("by", path(*by)));
    let taken = settlement.taken.iter().map(|(number, by)| {
        let id = settlement.bodies.get(number).map(String::as_str).unwrap_or_default();
        let message = Message::new("file-taken-for").with("path", path(*number)).with("name", called(id, options));
        message.with("by", Message::new(by_what(*by)))
    });
    few(replaced.collect(), "versions-replaced-more", console);
    few(taken.collect(), "files-taken-more", console);
}

/// Says what is not clear of the files, where it is no finding at them.
pub(crate) fn say_unclear(settlement: &Settlement, paths: &[String], options: &Options, console: &Console) {
    for (number, _, message, _) in unclear(settlement, paths, options) {
        let message = Message::new("about-file").with("path", paths[number].as_str()).with("message", message);
        console.say(&message, console.speech(None));
    }
}

/// A body of the configuration by its name, its id beside it where another has that name too; by its id alone where it has no name.
fn called(id: &str, options: &Options) -> String {
    let known = options.configured.as_ref().map_or(&[][..], |file| &file.config.organizations);
    let name = |one: &Expected| one.name.as_deref().map(body_words);
    let body = known.iter().find(|one| one.id == id);
    match body.and_then(|body| Some((body.name.as_deref()?, name(body)))) {
        None => id.to_owned(),
        Some((shown, words)) if known.iter().filter(|one| name(one) == words).count() > 1 => format!("{shown} ({id})"),
        Some((shown, _)) => shown.to_owned(),
    }
}

/// Says some messages of a kind, the first few, and how many more there are.
fn few(messages: Vec<Message>, more_id: &'static str, console: &Console) {
    let language = console.speech(None);
    messages.iter().take(NAMED).for_each(|message| console.say(message, language));
    let more = messages.len().saturating_sub(NAMED);
    if more > 0 {
        console.say(&Message::new(more_id).with("count", more), language);
    }
}

/// By what a file was known.
fn by_what(by: By) -> &'static str {
    match by {
        By::Name => "known-by-name",
        By::Titles => "known-by-titles",
        By::File => "known-by-file",
        By::Folder => "known-by-folder",
    }
}
