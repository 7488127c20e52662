//! `tobokel explain PATH ID`: one situation's arithmetic in sentences.

use super::Ending;
use super::args::{ExplainArguments, FailOn};
use super::console::Console;
use super::failure::Failure;
use super::options::Options;
use super::run::{assess_paths, conclude, run_of};
use crate::locale::{Arg, Message};
use crate::report::explain;
use crate::text::suggestion;

pub(crate) fn run(command: &ExplainArguments, options: &Options, console: &Console) -> Result<Ending, Failure> {
    let assessed = assess_paths(std::slice::from_ref(&command.path), options, console)?;
    let run = run_of(&assessed, options, options.as_of, console);
    let cases = run.cases();
    if cases.is_empty() {
        return Ok(conclude(&assessed, options, FailOn::Never, console));
    }
    for case in &cases {
        if let Some(sentences) = explain(case, &command.id) {
            console.print_sentences(&(sentences.join("\n") + "\n"))?;
            return Ok(Ending::Done);
        }
    }
    let ids = || cases.iter().flat_map(|case| case.register.situations()).map(|(_, situation)| situation.id.as_str());
    let help = match suggestion(&command.id, ids()) {
        Some(near) => Message::new("did-you-mean").with("word", near),
        None => Message::new("known-ids").with("ids", Arg::List(ids().take(30).map(Arg::from).collect())),
    };
    Err(Failure::from(Message::new("no-such-situation").with("id", command.id.as_str())).help(help))
}
