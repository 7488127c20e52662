//! What is published of registers and plans: nothing that should not be, and everything that the official form and the plan say.

mod bodies;
mod contacts;
mod leaks;
mod map;
mod programs;
mod settings;
mod since;
mod verification;

use super::support::{Folder, said};
use std::path::Path;
use std::process::Output;

/// What each run has.
const DAY: &[&str] = &["--as-of", "2026-11-21", "--lang", "en"];

/// A register with one body's situations, all assessed and without an error: `points` for each, `L,H`.
fn register(id: &str, name: &str, points: &[(u8, u8)]) -> String {
    let mut text = format!(
        "[organization]\nname = \"{name}\"\nid = \"{id}\"\nkind = \"local-self-government\"\nlanguage = \"ky\"\n\
         [assessment]\ndate = 2026-06-15\nassessors = [\"secretary\"]\nhigh_level_controller = \"head\"\n\
         [[function]]\ngroup = \"Services\"\nname = \"Land\"\n"
    );
    for (number, (likelihood, harm)) in points.iter().enumerate() {
        let words =
            ["queue", "auction", "lease", "permit", "register", "survey", "border", "garden", "pasture", "road"];
        let word = words[number % words.len()];
        let situation = format!(
            "[[function.situation]]\nid = \"1.{}\"\ntext = \"An officer moves the {word} of number {number} for a gift\"\n\
             category = \"situational\"\nunit = \"Land sector\"\npositions = [\"land officer\"]\n\
             likelihood = {{ score = {likelihood}, justification = \"the {word} is kept on paper since the year {}\" }}\n\
             harm = {{ score = {harm}, justification = \"families lose the {word} of plot {number} by it\" }}\n\
             [[function.situation.measure]]\ntext = \"Publish the {word} of number {number} every month\"\n\
             due = \"2026-Q{}\"\nresponsible = [\"secretary\"]\nexpected_result = \"everybody sees the {word} of {number}\"\n",
            number + 1,
            1990 + number,
            number % 4 + 1,
        );
        text += &situation;
    }
    text
}

/// Every file of a folder with its bytes, by its name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    all.sort();
    all
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_iter().map(|(name, _)| name).collect()
}

/// The cells of a table: a map for each row.
fn table(folder: &Path, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
    let header = reader.headers().unwrap().clone();
    let row = |row: csv::Result<csv::StringRecord>| {
        let row = row.unwrap();
        header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}

#[track_caller]
fn done(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", said(output));
}

#[track_caller]
fn found(output: &Output) {
    assert_eq!(output.status.code(), Some(1), "{}", said(output));
}

fn folder(files: &[(&str, &str)]) -> Folder {
    Folder::with(files, DAY)
}
