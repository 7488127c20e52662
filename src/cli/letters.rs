//! The letters of a folder of replies that somebody changed since they were written: those are kept. The index knows each letter by
//! its fingerprint; a letter that it does not know is taken for a changed one.

use super::regular::{self, slashed};
use crate::source::fingerprint;
use crate::write::BYTE_ORDER_MARK;
use serde::Deserialize;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A file that an earlier run answered, as its index has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EarlierAnswer {
    pub organization: Option<String>,
    pub name: Option<String>,
    pub address: Option<String>,
    pub path: String,
    /// The files of the reply and of its letter, from the folder of replies.
    pub reply: Option<String>,
    pub letter: Option<String>,
    pub letter_sha256: Option<String>,
}

/// The letters that an earlier run wrote, by their paths from the folder of replies.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    folder: PathBuf,
    written: HashMap<String, String>,
    /// The rows of its index.
    answers: Vec<EarlierAnswer>,
    /// Whether changed ones are replaced too.
    force: bool,
}

impl Letters {
    /// The letters that an index names; none where there is no such table.
    pub fn of(index: &Path, force: bool) -> Self {
        let answers = regular::bytes(index).map(|bytes| read(&bytes)).unwrap_or_default();
        let letter = |answer: &EarlierAnswer| Some((answer.letter.clone()?, answer.letter_sha256.clone()?));
        let written = answers.iter().filter_map(letter).collect();
        Self { folder: index.parent().unwrap_or(Path::new("")).to_owned(), written, answers, force }
    }

    /// The earlier answers of which a file still lies there and none is made by this run; only what lies there is named in them.
    pub fn left(&self, is_made: impl Fn(&str) -> bool) -> Vec<EarlierAnswer> {
        let lies =
            |file: &Option<String>| file.clone().filter(|file| !is_made(file) && self.folder.join(file).is_file());
        let left = |answer: &EarlierAnswer| {
            let (reply, letter) = (lies(&answer.reply), lies(&answer.letter));
            let letter_sha256 = letter.as_ref().and(answer.letter_sha256.clone());
            (reply.is_some() || letter.is_some()).then(|| EarlierAnswer {
                reply,
                letter,
                letter_sha256,
                ..answer.clone()
            })
        };
        self.answers.iter().filter_map(left).collect()
    }

    /// Whether an earlier run wrote a letter in a place.
    pub fn knows(&self, letter: &Path) -> bool {
        self.written.contains_key(&self.below(letter))
    }

    /// Whether a letter that stands in a place may be replaced by another text; `now` is the fingerprint of one that this run wrote
    /// there.
    pub fn may_replace(&self, letter: &Path, text: &str, now: Option<&str>) -> bool {
        // Where nothing can be read, the place itself says what becomes of it.
        let Ok(bytes) = regular::bytes(letter) else { return true };
        let path = self.below(letter);
        if self.force || bytes == text.as_bytes() {
            return true;
        }
        let stands = fingerprint(&bytes);
        now == Some(stands.as_str()) || self.written.get(&path).is_some_and(|known| *known == stands)
    }
}

impl Letters {
    /// The path of a letter from the folder of replies.
    fn below(&self, letter: &Path) -> String {
        slashed(letter.strip_prefix(&self.folder).unwrap_or(letter))
    }
}

/// The rows of an index.
fn read(table: &[u8]) -> Vec<EarlierAnswer> {
    let rows = csv::Reader::from_reader(table.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(table));
    // A row that somebody broke tells nothing of its letter.
    rows.into_deserialize().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_replaced_as_long_as_nobody_changed_it() {
        let folder = tempfile::tempdir().unwrap();
        let (index, letter) = (folder.path().join("index.csv"), folder.path().join("a.txt"));
        let letters = |force| Letters::of(&index, force);
        assert!(letters(false).may_replace(&letter, "new", None), "there is none");
        std::fs::write(&letter, "old").unwrap();
        assert!(!letters(false).may_replace(&letter, "new", None), "nothing is known of it");
        assert!(letters(false).may_replace(&letter, "old", None) && letters(true).may_replace(&letter, "new", None));
        std::fs::write(&index, format!("letter,letter_sha256\na.txt,{}\n", fingerprint(b"old"))).unwrap();
        assert!(letters(false).may_replace(&letter, "new", None));
        std::fs::write(&letter, "old, by 1 December").unwrap();
        assert!(!letters(false).may_replace(&letter, "new", None));
    }
}
