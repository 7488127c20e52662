//! `assess --check`: each document made anew and compared, byte for byte, with the file on disk.

use crate::cli::console::Console;
use crate::cli::ending::Ending;
use crate::cli::failure::kind;
use crate::cli::left_over::assessments_in;
use crate::cli::options::Options;
use crate::cli::output::{Kind, document_mark};
use crate::cli::regular;
use crate::cli::run::run_of;
use crate::cli::targets::{Holds, Target, Targets};
use crate::examine::{Conditions, Examined, compare_bodies};
use crate::locale::{Arg, Language, Message};
use crate::read::{Aspect, Difference, WordDifference, WordPlace, codes, differences, word_differences};
use crate::report::Run;
use crate::text::{excerpt, printable};
use anyhow::Result;
use jiff::civil::Date;
use std::io::ErrorKind;
use std::path::Path;

/// How many differing places are named.
const PLACES: usize = 10;
/// How much is shown of what differs, and how much of it before the first sign that does, in characters.
const LONGEST: usize = 120;
const BEFORE: usize = 60;

pub(crate) fn run(
    plan: &Targets,
    over_folders: bool,
    assessed: &mut [Examined],
    options: &Options,
    console: &Console,
    render: impl Fn(&Run<'_>, &Target) -> Result<Vec<u8>>,
) -> Result<Ending> {
    let language = console.speech(assessed.first().and_then(|input| input.input.speaks()));
    let say = |message: &Message| console.print_lines(&(printable(&language.message(message)) + "\n"));
    let differs = |id, path: &Path| say(&Message::new(id).with("path", path)).map(|()| Ending::Findings);
    let mut ending = if plan.files.is_empty() { Ending::CouldNotRun } else { Ending::Done };
    for target in &plan.files {
        let path = &target.path;
        if let Holds::Document(number) = target.holds
            && let Some(refused) = assessed.get(number).filter(|input| input.assessment.is_none())
        {
            // A file that is no register has no document; one on disk is of an earlier version.
            if path.exists() {
                ending = differs("check-left-over", path)?;
            } else if !refused.findings.iter().any(|found| *found.code == codes::PLAN_NOT_REGISTER) {
                let message = Message::new("check-not-made").with("path", path.as_path());
                say(&message.with("source", &*refused.input.file().path))?;
                ending = Ending::Findings;
            }
            continue;
        }
        let on_disk = match regular::bytes(path) {
            Ok(bytes) => bytes,
            Err(error) if kind(&error) == Some(ErrorKind::NotFound) => {
                ending = differs("check-missing", path)?;
                continue;
            }
            Err(error) => return Err(error),
        };
        let as_of = if options.as_of_given { None } else { as_of_file(path, &on_disk) };
        let as_of = as_of.unwrap_or(options.as_of);
        // What is found depends on the day: overdue measures, an assessment out of date.
        let by = Conditions { as_of, ..options.conditions() };
        for input in &mut *assessed {
            input.look_again(&by);
        }
        compare_bodies(assessed, &by);
        let run = run_of(assessed, options, as_of, console);
        let bytes = render(&run, target)?;
        if bytes == on_disk {
            say(&Message::new("check-equal").with("path", path.as_path()))?;
        } else {
            ending = differs("check-differs", path)?;
            console.print_sentences(&places(path, &on_disk, &bytes, language))?;
        }
    }
    for path in plan.folders.iter().filter(|_| over_folders).flat_map(|folder| assessments_in(folder, |_| true)) {
        if !plan.holds(&path) && plan.has_kind_of(&path) {
            ending = differs("check-left-over", &path)?;
        }
    }
    Ok(ending)
}

/// The day that a file on disk speaks of.
fn as_of_file(path: &Path, bytes: &[u8]) -> Option<Date> {
    match Kind::of(path)? {
        Kind::Xlsx | Kind::Docx => document_mark(path)?.as_of.parse().ok(),
        Kind::Json => {
            let document: serde_json::Value = serde_json::from_slice(bytes).ok()?;
            document.get("as_of")?.as_str()?.parse().ok()
        }
        Kind::Ndjson | Kind::Csv | Kind::Toml | Kind::Ics | Kind::Txt => None,
    }
}

/// Where a file on disk and the document made anew differ.
fn places(path: &Path, on_disk: &[u8], anew: &[u8], language: Language) -> String {
    let found: Vec<Message> = if Kind::of(path) == Some(Kind::Xlsx) {
        match differences(on_disk, anew, PLACES) {
            None => return language.text("check-not-a-workbook") + "\n",
            Some(found) => found.iter().map(place).collect(),
        }
    } else if Kind::of(path) == Some(Kind::Docx) {
        match word_differences(on_disk, anew, PLACES) {
            None => return language.text("check-not-a-document") + "\n",
            Some(found) => found.iter().map(place_in_word).collect(),
        }
    } else {
        let (disk, now) = (String::from_utf8_lossy(on_disk), String::from_utf8_lossy(anew));
        let (mut disk, mut now) = (disk.lines(), now.lines());
        let pairs = std::iter::from_fn(|| match (disk.next(), now.next()) {
            (None, None) => None,
            (disk, now) => Some((disk.unwrap_or_default(), now.unwrap_or_default())),
        });
        let differing = (1_usize..).zip(pairs).filter(|(_, (disk, now))| disk != now).take(PLACES);
        let told = differing.map(|(line, (disk, now))| {
            let place = Message::new("place-line").with("line", line);
            Message::new("check-place").with("place", place).with("disk", disk).with("now", now)
        });
        told.collect()
    };
    if found.is_empty() {
        return language.text("check-bytes-only") + "\n";
    }
    found.iter().map(|message| printable(&language.message(message)).into_owned() + "\n").collect()
}

/// A place where a workbook on disk differs from the one made anew, in a sentence.
fn place(found: &Difference) -> Message {
    let place = match (found.sheet.as_str(), found.place.as_str()) {
        ("", "") => Message::new("place-workbook"),
        ("", name) => Message::new("place-in-workbook").with("name", name),
        (sheet, "") => Message::new("place-sheet").with("sheet", sheet),
        (sheet, cell) => Message::new("place-cell").with("sheet", sheet).with("cell", cell),
    };
    let place = match found.cells {
        1 => place,
        cells => Message::new("place-several").with("place", place).with("count", cells),
    };
    let begin = differing_from(&found.first, &found.second);
    let said = |said: &String| match (found.aspect, said.as_str()) {
        (Aspect::Visibility, "hidden") => Message::new("visibility-hidden").into(),
        (Aspect::Visibility, _) => Message::new("visibility-shown").into(),
        _ if begin == 0 => Arg::from(excerpt(said, LONGEST)),
        (_, said) => Arg::from(format!("…{}", excerpt(&said[begin..], LONGEST))),
    };
    let message = match aspect(found.aspect) {
        None => Message::new("check-place"),
        Some(aspect) => Message::new("check-aspect").with("aspect", Message::new(aspect)),
    };
    message.with("place", place).with("disk", said(&found.first)).with("now", said(&found.second))
}

/// A place where a Word document on disk differs from the one made anew, in a sentence.
fn place_in_word(found: &WordDifference) -> Message {
    let place = match &found.place {
        WordPlace::Paragraph(number) => Message::new("place-paragraph").with("number", *number),
        WordPlace::Cell(table, row, cell) => {
            Message::new("place-table-cell").with("table", *table).with("row", *row).with("cell", *cell)
        }
        WordPlace::Edge(name) => Message::new("place-page-edge").with("name", name.as_str()),
        WordPlace::Part(name) => return Message::new("check-part").with("name", name.as_str()),
    };
    let begin = differing_from(&found.first, &found.second);
    let said = |said: &str| match begin {
        0 => excerpt(said, LONGEST),
        begin => format!("…{}", excerpt(said.get(begin..).unwrap_or_default(), LONGEST)),
    };
    Message::new("check-place").with("place", place).with("disk", said(&found.first)).with("now", said(&found.second))
}

/// The byte from which two texts are shown: a little before their first difference.
fn differing_from(one: &str, two: &str) -> usize {
    let same: Vec<usize> =
        one.char_indices().zip(two.chars()).take_while(|((_, a), b)| a == b).map(|((at, _), _)| at).collect();
    if same.len() <= BEFORE { 0 } else { same[same.len() - BEFORE] }
}

/// What differs, where it is not the value itself.
fn aspect(aspect: Aspect) -> Option<&'static str> {
    Some(match aspect {
        Aspect::Value => return None,
        Aspect::Formula => "aspect-formula",
        Aspect::NumberFormat => "aspect-number-format",
        Aspect::Look => "aspect-look",
        Aspect::Visibility => "aspect-visibility",
        Aspect::Size => "aspect-size",
        Aspect::Merged => "aspect-merged",
        Aspect::Conditional => "aspect-conditional",
        Aspect::Validation => "aspect-validation",
        Aspect::Protection => "aspect-protection",
        Aspect::Filter => "aspect-filter",
        Aspect::Link => "aspect-link",
        Aspect::Note => "aspect-note",
        Aspect::Drawing => "aspect-drawing",
        Aspect::HeaderFooter => "aspect-header-footer",
        Aspect::Name => "aspect-name",
        Aspect::View => "aspect-view",
        Aspect::Other => "aspect-other",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_shown_from_a_little_before_their_difference() {
        let long = "сөз ".repeat(100);
        assert_eq!(differing_from("кыска", "башка"), 0);
        assert_eq!(differing_from("", "башка"), 0);
        let begin = differing_from(&(long.clone() + "бар"), &(long.clone() + "жок"));
        assert_eq!(long[begin..].chars().count(), BEFORE);
    }
}
