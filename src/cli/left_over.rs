//! What earlier runs left in the output folders and this one does not make: documents of files that are gone, or are no registers
//! any more. They are named; nothing is deleted.

use super::found::Found;
use super::output::{ASSESSMENT, document_mark, made_by_us};
use super::regular::slashed;
use super::targets::{CONSOLIDATED, Holds, Target};
use crate::inbox::{Accounted, Became};
use crate::locale::{Arg, Message};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// How many documents are named.
const NAMED: usize = 5;

/// The documents of single registers that lie in a folder, but for those that lie where `passes` says no. What this program made
/// bears its mark.
pub(super) fn assessments_in(folder: &Path, passes: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.filter_entry(|entry| entry.depth() == 0 || passes(entry.path())).flatten();
    let marked = |path: &PathBuf| document_mark(path).is_some_and(|mark| mark.kind == ASSESSMENT);
    files.map(DirEntry::into_path).filter(marked).collect()
}

/// The output folders of an earlier run.
#[derive(Debug, Default)]
pub(super) struct Earlier<'r> {
    folders: Vec<PathBuf>,
    /// The folder of replies: what is left there, its index says.
    replies: Option<&'r Path>,
}

impl<'r> Earlier<'r> {
    /// Those of these folders in which a consolidation lies by now. Looked for before anything is written.
    pub fn of(folders: &[PathBuf], replies: Option<&'r Path>) -> Self {
        Self { folders: folders.iter().filter(|folder| is_output(folder)).cloned().collect(), replies }
    }

    /// The documents of an earlier run that none of the files of this one gives.
    pub fn left(&self, targets: &[Target], files: &[Found], accounted: &[Accounted]) -> Vec<PathBuf> {
        let registers: HashSet<&str> = accounted
            .iter()
            .filter(|file| matches!(file.became, Became::Register | Became::Replaced))
            .map(|file| file.path.as_str())
            .collect();
        let is_made = |target: &&Target| match target.holds {
            Holds::Document(number) => registers.contains(slashed(&files[number].path).as_str()),
            _ => true,
        };
        let made: HashSet<&Path> = targets.iter().filter(is_made).map(|target| target.path.as_path()).collect();
        let passes = |path: &Path| !made.contains(path) && self.replies != Some(path) && !is_output(path);
        self.folders.iter().flat_map(|folder| assessments_in(folder, passes)).collect()
    }
}

/// Whether a run wrote a consolidation into a folder.
fn is_output(folder: &Path) -> bool {
    ["json", "xlsx"].iter().any(|ending| made_by_us(&folder.join(format!("{CONSOLIDATED}.{ending}"))))
}

/// Names what is left over, the first few; `None` where nothing is.
pub(super) fn told(left: &[PathBuf]) -> Option<Message> {
    let names = Arg::list(left.iter().map(|path| Arg::from(path.as_path())), NAMED);
    (!left.is_empty()).then(|| Message::new("left-over").with("count", left.len()).with("names", names))
}
