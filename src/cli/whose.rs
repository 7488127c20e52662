//! Whose each file of a run is: ids made unique, and that is said.

use super::console::Console;
use super::input::read_one;
use super::options::Options;
use super::search::Found;
use crate::examine::Input;
use crate::inbox::{Claim, Shared, told_apart};
use crate::locale::{Arg, Message};
use crate::source::Record;
use rayon::prelude::*;

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
        Some(Claim { path: self.file().path.to_string(), id: organization.id.clone(), given, register })
    }
}

/// Makes the ids of a run unique; returns those that several files claimed.
pub(crate) fn tell_apart(inputs: &mut [Input]) -> Vec<Shared> {
    let claims: Vec<_> =
        inputs.iter().enumerate().filter_map(|(number, input)| Some((number, input.claim()?))).collect();
    let shared = told_apart(&claims);
    for (number, name) in shared.iter().flat_map(|shared| &shared.names) {
        inputs[*number].go_by(name.clone());
    }
    shared
}

/// The name of each organisation that does not go by its own id. Reads all files for it, so only if a waiver depends on names.
pub(crate) fn names(files: &[Found], options: &Options) -> Vec<Option<String>> {
    if options.adjustment.waivers.iter().all(|waiver| waiver.organization.is_none()) {
        return Vec::new();
    }
    let by = options.conditions();
    let claim = |file: &Found| read_one(file, &by).into_register().claim();
    let claims: Vec<_> = files.par_iter().map(claim).collect();
    let claims: Vec<_> = claims.into_iter().enumerate().filter_map(|(number, claim)| Some((number, claim?))).collect();
    by_number(&told_apart(&claims), files.len())
}

/// The names by the numbers of the files.
pub(crate) fn by_number(shared: &[Shared], files: usize) -> Vec<Option<String>> {
    let mut names = vec![None; files];
    for (number, name) in shared.iter().flat_map(|shared| &shared.names) {
        names[*number] = Some(name.clone());
    }
    names
}

/// Says which ids several files claim, and what these go by.
pub(crate) fn say(shared: &[Shared], console: &Console) {
    let language = console.speech(None);
    for one in shared.iter().take(NAMED) {
        let names = Arg::list(one.names.iter().map(|(_, name)| Arg::from(name.as_str())), NAMED);
        let message = Message::new("ids-told-apart").with("id", one.id.as_str()).with("count", one.names.len());
        console.say(&message.with("names", names), language);
    }
    let more = shared.len().saturating_sub(NAMED);
    if more > 0 {
        console.say(&Message::new("ids-told-apart-more").with("count", more), language);
    }
}
