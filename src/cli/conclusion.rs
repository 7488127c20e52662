//! How a run ends: its findings shown and counted, and the exit code that follows.

use super::args::FailOn;
use super::console::Console;
use super::ending::Ending;
use super::options::Options;
use super::seen::about_run;
use crate::diag::{self, Diagnostic, Severity};
use crate::examine::Examined;
use crate::locale::Message;
use anyhow::Result;

/// Shows all findings, says how many there are, and how the run therefore ends.
pub(crate) fn conclude(assessed: &[Examined], options: &Options, fail_on: FailOn, console: &Console) -> Ending {
    for input in assessed {
        console.findings(&input.findings, input.input.file(), console.speech(input.input.speaks()));
    }
    let about_run = about_run(assessed, options, options.as_of);
    if let Some(configured) = &options.configured {
        console.findings(&about_run, &configured.file, console.speech(None));
    }
    let counts = counts(assessed, &about_run);
    if counts.iter().sum::<usize>() > 0 {
        let language = console.speech(assessed.first().and_then(|input| input.input.speaks()));
        console.say(&counts_message(counts), language);
    }
    ending(assessed, &about_run, fail_on)
}

/// Prints how many findings there are, and how many were let pass.
pub(crate) fn tell_counts(assessed: &[Examined], about_run: &[Diagnostic], console: &Console) -> Result<()> {
    let language = console.speech(assessed.first().and_then(|input| input.input.speaks()));
    let mut lines = language.message(&counts_message(counts(assessed, about_run))) + "\n";
    let waived = assessed.iter().flat_map(|input| &input.findings).filter(|found| found.waived.is_some()).count();
    if waived > 0 {
        lines += &(language.message(&Message::new("waived-count").with("count", waived)) + "\n");
    }
    console.print_sentences(&lines)
}

pub(crate) fn counts_message([errors, warnings, information]: [usize; 3]) -> Message {
    Message::new("findings-count").with("errors", errors).with("warnings", warnings).with("information", information)
}

/// The same where some of the errors are in registers, and others in files that are none.
pub(crate) fn split_message(counts: [usize; 3], in_registers: usize) -> Message {
    let elsewhere = counts[0].saturating_sub(in_registers);
    if elsewhere == 0 {
        return counts_message(counts);
    }
    let split = Message::new("errors-split").with("in_registers", in_registers).with("elsewhere", elsewhere);
    Message { id: "findings-count-split", ..counts_message(counts) }.with("split", split)
}

fn counts(assessed: &[Examined], about_run: &[Diagnostic]) -> [usize; 3] {
    let all = || assessed.iter().map(|input| input.findings.as_slice()).chain([about_run]);
    Severity::ALL.map(|severity| all().map(|found| diag::count(found, severity)).sum())
}

pub(crate) fn ending(assessed: &[Examined], about_run: &[Diagnostic], fail_on: FailOn) -> Ending {
    let broken = assessed.iter().any(Examined::breaks_a_demand);
    Ending::of(counts(assessed, about_run), broken, assessed.iter().any(Examined::is_read), fail_on)
}
