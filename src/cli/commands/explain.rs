//! `tobokel explain CODE`: what a code finds, why that matters, what to write instead. `tobokel explain PATH ID`: one
//! situation's arithmetic in sentences. Which is meant follows from the number of arguments, never from what files there are.

use crate::cli::args::{ExplainArguments, FailOn};
use crate::cli::conclusion::conclude;
use crate::cli::console::Console;
use crate::cli::ending::Ending;
use crate::cli::failure::Failure;
use crate::cli::options::Options;
use crate::cli::run::{assess_paths, run_of};
use crate::config::all_codes;
use crate::diag::{Code, FIRST_VERSION};
use crate::locale::{Arg, Message};
use crate::report::{CodeExamples, CodeExplanation, explain};
use crate::rules::examples::Example;
use crate::rules::plans::PLAN_RULES;
use crate::rules::{OFF_BY_DEFAULT, RULES};
use crate::text::{printable, suggestion};
use anyhow::{Result, bail};
use std::path::Path;

pub(crate) fn run(command: &ExplainArguments, options: &Options, console: &Console) -> Result<Ending> {
    match (&command.target, &command.id) {
        // With `--all`; without it clap demands a target.
        (None, _) => all(console),
        (Some(code), None) => one_code(code, console),
        (Some(path), Some(id)) => one_situation(path, id, options, console),
    }
}

fn explanation(code: &'static Code) -> CodeExplanation {
    let examples = Example::of(code.code).map(|example| CodeExamples {
        bad: example.bad,
        good: example.good,
        format: example.format,
    });
    let rules = RULES.iter().map(|rule| (&rule.code, rule.since));
    let all = rules.chain(PLAN_RULES.iter().map(|rule| (&rule.code, rule.since)));
    let since = all.into_iter().find(|(own, _)| *own == code).map_or(FIRST_VERSION, |(_, since)| since);
    CodeExplanation { code, since, off: OFF_BY_DEFAULT.contains(&code.code), examples }
}

/// Every code as Markdown, the one form that there is: an explanation of all is a document, not a page of a terminal.
fn all(console: &Console) -> Result<Ending> {
    let language = console.language(None);
    let sections: Vec<String> = all_codes().into_iter().map(|code| explanation(code).markdown(language)).collect();
    console.print_lines(&sections.join("\n"))?;
    Ok(Ending::Done)
}

fn one_code(typed: &Path, console: &Console) -> Result<Ending> {
    let word = typed.to_string_lossy();
    let word = word.trim();
    let all = all_codes();
    let is_it = |code: &&Code| code.code.eq_ignore_ascii_case(word) || code.name.eq_ignore_ascii_case(word);
    if let Some(code) = all.iter().copied().find(is_it) {
        console.print_page(&explanation(code).text(console.language(None)))?;
        return Ok(Ending::Done);
    }
    if is_like_a_path(word) {
        let help = Message::new("explain-which-situation-help");
        bail!(Failure::at("explain-which-situation", typed).help(help));
    }
    let help = if is_like_a_code(word) {
        // A wrong digit is as near to nine codes as to the one meant: those of the same family are shown.
        let family = |code: &&&Code| code.code[..3].eq_ignore_ascii_case(&word[..3]);
        match all.iter().filter(family).map(|code| Arg::from(code.code)).collect::<Vec<_>>() {
            family if family.is_empty() => Message::new("no-such-code-help"),
            family => Message::new("known-codes").with("codes", Arg::List(family)),
        }
    } else {
        let near = suggestion(word, all.iter().flat_map(|code| [code.name, code.code]));
        near.map_or_else(|| Message::new("no-such-code-help"), |near| Message::new("did-you-mean").with("word", near))
    };
    bail!(Failure::new("no-such-code").with("code", word).help(help))
}

/// Whether a word has the form of a code: two letters and three digits.
fn is_like_a_code(word: &str) -> bool {
    let (letters, digits) = word.as_bytes().split_at(word.len().min(2));
    letters.eq_ignore_ascii_case(b"TB") && digits.len() == 3 && digits.iter().all(u8::is_ascii_digit)
}

/// Whether a word can only be meant as a file: no code and no name has these signs.
fn is_like_a_path(word: &str) -> bool {
    word == "-" || word.contains(['/', '\\', '.'])
}

fn one_situation(path: &Path, id: &str, options: &Options, console: &Console) -> Result<Ending> {
    let assessed = assess_paths(&[path.to_path_buf()], options, console)?;
    let run = run_of(&assessed, options, options.as_of, console);
    let cases = run.cases();
    if cases.is_empty() {
        return Ok(conclude(&assessed, options, FailOn::Never, console));
    }
    let found: Vec<_> =
        cases.iter().flat_map(|case| explain(case, id).into_iter().map(|found| (case.path(), found))).collect();
    if !found.is_empty() {
        // Where several have the id, each is told under its key.
        let several = found.len() > 1;
        let page = found.iter().map(|(path, (key, sentences))| {
            let head = several.then(|| format!("{key} ({path})"));
            let lines = head.iter().chain(sentences).map(|line| printable(line).into_owned() + "\n");
            lines.collect::<String>()
        });
        console.print_page(&page.collect::<Vec<_>>().join("\n"))?;
        return Ok(Ending::Done);
    }
    let ids = || cases.iter().flat_map(|case| case.register.situations()).map(|(_, situation)| situation.id.as_str());
    let help = match suggestion(id, ids()) {
        Some(near) => Message::new("did-you-mean").with("word", near),
        None => Message::new("known-ids").with("ids", Arg::List(ids().take(30).map(Arg::from).collect())),
    };
    bail!(Failure::new("no-such-situation").with("id", id).help(help))
}
