//! `assess --check`: each document made anew and compared, byte for byte, with the file on disk.

use super::Ending;
use super::console::Console;
use super::failure::Failure;
use super::options::Options;
use super::output::{Kind, workbook_mark};
use super::run::{Assessed, run_of};
use super::targets::Target;
use crate::locale::{Language, Message};
use crate::read::differences;
use crate::report::Run;
use crate::text::printable;
use jiff::civil::Date;
use std::path::Path;

/// How many differing places are named.
const PLACES: usize = 10;

pub(crate) fn run(
    targets: &[Target],
    assessed: &mut [Assessed],
    options: &Options,
    console: &Console,
    render: impl Fn(&Run<'_>, &Target) -> Result<Vec<u8>, Failure>,
) -> Result<Ending, Failure> {
    let language = console.language(assessed.first().and_then(|input| input.input.language()));
    let mut ending = if targets.is_empty() { Ending::CouldNotRun } else { Ending::Done };
    for target in targets {
        let path = &target.path;
        let on_disk = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                say(console, "check-missing", path, language)?;
                ending = Ending::Findings;
                continue;
            }
            Err(cause) => return Err(Failure::at("cannot-read", path).cause(cause)),
        };
        let as_of = if options.as_of_given { None } else { as_of_file(path, &on_disk) };
        let as_of = as_of.unwrap_or(options.as_of);
        // What is found depends on the day: overdue measures, an assessment out of date.
        for input in &mut *assessed {
            input.look_again(options, as_of);
        }
        let run = run_of(assessed, options, as_of, console);
        let bytes = render(&run, target)?;
        if bytes == on_disk {
            say(console, "check-equal", path, language)?;
        } else {
            say(console, "check-differs", path, language)?;
            console.print_sentences(&places(path, &on_disk, &bytes, language))?;
            ending = Ending::Findings;
        }
    }
    Ok(ending)
}

fn say(console: &Console, id: &'static str, path: &Path, language: Language) -> Result<(), Failure> {
    let message = Message::new(id).with("path", path.display().to_string());
    console.print_lines(&(printable(&language.message(&message)) + "\n"))
}

/// The day that a file on disk speaks of.
fn as_of_file(path: &Path, bytes: &[u8]) -> Option<Date> {
    match Kind::of(path)? {
        Kind::Xlsx => workbook_mark(path)?.as_of.parse().ok(),
        Kind::Json => {
            let document: serde_json::Value = serde_json::from_slice(bytes).ok()?;
            document.get("as_of")?.as_str()?.parse().ok()
        }
        Kind::Csv | Kind::Toml | Kind::Ics => None,
    }
}

/// Where a file on disk and the document made anew differ.
fn places(path: &Path, on_disk: &[u8], anew: &[u8], language: Language) -> String {
    let difference = |place: Message, disk: &str, now: &str| {
        let message = Message::new("check-place").with("place", place).with("disk", disk).with("now", now);
        (printable(&language.message(&message)) + "\n").into_owned()
    };
    let same_content = || language.text("check-bytes-only") + "\n";
    if Kind::of(path) == Some(Kind::Xlsx) {
        return match differences(on_disk, anew, PLACES) {
            None => language.text("check-not-a-workbook") + "\n",
            Some(cells) if cells.is_empty() => same_content(),
            Some(cells) => cells
                .iter()
                .map(|cell| {
                    let place =
                        Message::new("place-cell").with("sheet", cell.sheet.as_str()).with("cell", cell.cell.as_str());
                    difference(place, &cell.first, &cell.second)
                })
                .collect(),
        };
    }
    let (disk, now) = (String::from_utf8_lossy(on_disk), String::from_utf8_lossy(anew));
    let (mut disk, mut now) = (disk.lines(), now.lines());
    let mut found = String::new();
    for line in 1_usize.. {
        let (disk, now) = match (disk.next(), now.next()) {
            (None, None) => break,
            (disk, now) => (disk.unwrap_or_default(), now.unwrap_or_default()),
        };
        if disk != now {
            found += &difference(Message::new("place-line").with("line", line), disk, now);
            if found.lines().count() >= PLACES {
                break;
            }
        }
    }
    if found.is_empty() { same_content() } else { found }
}
