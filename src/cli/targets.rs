//! Which files a run writes: planned from the names of the inputs alone, before anything is read or written.

use super::failure::Failure;
use super::found::Found;
use super::output::{Kind, is_folder};
use super::place::{Out, Permit, Placing, folder_of};
use super::search::Files;
use crate::locale::{Language, Message};
use anyhow::{Result, bail};
use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

/// An output file and what goes into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub path: PathBuf,
    pub holds: Holds,
    pub permit: Permit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// The document of one input, by its number: a workbook, or in Word.
    Document(usize),
    /// The reply to the sender of a file.
    Reply(Of),
    /// The text of the e-mail with which that is sent.
    Letter(Of),
    /// The index of the replies.
    Index,
    /// An empty form to fill in, in a language, that replies name.
    Form(Language),
    /// All registers, as JSON or CSV.
    All,
    /// What the registers give together: as a workbook or as JSON.
    Consolidated,
    /// One of the consolidated tables, by its name.
    Table(&'static str),
    /// The description of these tables.
    Package,
    /// The situations as lines of JSON.
    Lines,
}

/// A file that is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// One of the inputs, by its number.
    Input(usize),
    /// One of those that are no input, by its number among these.
    InVain(usize),
}

impl Target {
    pub fn is_consolidation(&self) -> bool {
        matches!(self.holds, Holds::Consolidated | Holds::Table(_) | Holds::Package | Holds::Lines)
    }

    /// Whether all findings are needed for it.
    pub fn needs_findings(&self) -> bool {
        self.holds == Holds::Table(FINDINGS) || (self.is_consolidation() && Kind::of(&self.path) == Some(Kind::Json))
    }

    pub fn is_workbook(&self) -> bool {
        Kind::of(&self.path) == Some(Kind::Xlsx)
    }
}

/// What a consolidation is called in an output folder.
pub(super) const CONSOLIDATED: &str = "consolidated";
/// What the index of replies is called in their folder.
const INDEX: &str = "index";
/// The tables of a consolidation, each a CSV file of its name.
const TABLES: [&str; 6] = ["organizations", "situations", "measures", "criteria", "files", FINDINGS];
/// The table of all findings.
const FINDINGS: &str = "findings";
/// What describes the tables, and the situations as lines of JSON.
const OTHERS: [(&str, Holds); 2] = [("datapackage.json", Holds::Package), ("situations.ndjson", Holds::Lines)];

#[derive(Debug, Default)]
pub(crate) struct Targets {
    pub files: Vec<Target>,
    pub folders: Vec<PathBuf>,
    /// What is said of names that had to be changed.
    pub notes: Vec<Message>,
    /// The names taken in the folder that is being planned.
    taken: HashSet<String>,
}

impl Targets {
    /// The files that `-o` stands for: a folder stands for a workbook for each input, in folders like theirs (with `word` for a Word
    /// document, too), and for the consolidation where there are several; a workbook for the one register, or for the
    /// consolidation of several; a Word document for the one register.
    pub fn plan(outputs: &[PathBuf], files: &[Found], several: bool, word: bool) -> Self {
        let mut plan = Self::default();
        for output in outputs {
            plan.taken.clear();
            if is_folder(output) {
                plan.folders.push(output.clone());
                if several {
                    for ending in ["xlsx", "json"] {
                        plan.add(output.join(format!("{CONSOLIDATED}.{ending}")), Holds::Consolidated);
                    }
                    for table in TABLES {
                        plan.add(output.join(format!("{table}.csv")), Holds::Table(table));
                    }
                    for (name, holds) in OTHERS {
                        plan.add(output.join(name), holds);
                    }
                }
                plan.mirror(output, &numbered(files), Holds::Document, Kind::Xlsx);
                if word {
                    plan.mirror(output, &numbered(files), Holds::Document, Kind::Docx);
                }
            } else {
                let holds = match Kind::of(output) {
                    Some(Kind::Xlsx) if several => Holds::Consolidated,
                    Some(Kind::Xlsx | Kind::Docx) => Holds::Document(0),
                    _ => Holds::All,
                };
                plan.add(output.clone(), holds);
            }
        }
        plan
    }

    /// A reply and a letter to the sender of each input, and of some of the files that are no input, in a folder of their own, with
    /// an index; and, if they may, the empty forms to which replies lead.
    pub fn reply(&mut self, folder: &Path, found: &Files, in_vain: &[usize], forms: bool) {
        self.taken.clear();
        for ending in ["xlsx", "csv"] {
            self.add(folder.join(format!("{INDEX}.{ending}")), Holds::Index);
        }
        for language in Language::ALL.into_iter().filter(|_| forms) {
            self.add(folder.join(language.text("reply-form-file") + ".xlsx"), Holds::Form(language));
        }
        let before = self.files.len();
        self.mirror(folder, &numbered(&found.files), |number| Holds::Reply(Of::Input(number)), Kind::Xlsx);
        let in_vain: Vec<(usize, &Path, &Path)> = in_vain
            .iter()
            .map(|number| (*number, &found.passed_over[*number]))
            .map(|(number, file)| (number, file.path.as_path(), file.below.as_path()))
            .collect();
        self.mirror(folder, &in_vain, |number| Holds::Reply(Of::InVain(number)), Kind::Xlsx);
        let letter = |target: &Target| match target.holds {
            Holds::Reply(of) => Some((target.path.with_extension("txt"), Holds::Letter(of))),
            _ => None,
        };
        let letters: Vec<(PathBuf, Holds)> = self.files[before..].iter().filter_map(letter).collect();
        for (path, holds) in letters {
            self.add(path, holds);
        }
    }

    /// Leaves out what would be written twice to the same place; refuses two documents in one place.
    pub fn without_clashes(mut self) -> Result<Self> {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut kept: Vec<Target> = Vec::with_capacity(self.files.len());
        for target in self.files {
            let first = *places.entry(key(&place(&target.path))).or_insert(kept.len());
            match kept.get(first) {
                None => kept.push(target),
                Some(first) if first.holds == target.holds => {}
                Some(first) => {
                    let failure = Failure::at("output-clash", &target.path).with("other", first.path.as_path());
                    bail!(failure.help(Message::new("output-clash-help")));
                }
            }
        }
        self.files = kept;
        Ok(self)
    }

    /// Whether something is to stand in a place.
    pub fn holds(&self, path: &Path) -> bool {
        let wanted = key(&place(path));
        self.files.iter().any(|target| key(&place(&target.path)) == wanted)
    }

    /// Whether some file of the same kind is planned.
    pub fn has_kind_of(&self, path: &Path) -> bool {
        self.files.iter().any(|target| Kind::of(&target.path) == Kind::of(path))
    }

    /// A document of a kind for each file in a folder, in folders like those in which the files lie: each with its number, its path,
    /// and that from the folder that was named.
    fn mirror(&mut self, folder: &Path, files: &[(usize, &Path, &Path)], holds: fn(usize) -> Holds, kind: Kind) {
        let made = kind.ending();
        for (number, file, below) in files {
            let below: PathBuf = below.components().filter_map(safe).collect();
            let wanted = folder.join(below).with_extension(made);
            let mut path = wanted.clone();
            let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
            let stem = wanted.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let mut again = 1;
            while self.taken.contains(&key(&path)) {
                let suffix = if again == 1 { ending.clone() } else { format!("{ending} {again}") };
                path.set_file_name(format!("{stem} ({suffix}).{made}"));
                again += 1;
            }
            if path != wanted {
                let message = Message::new("output-renamed").with("path", path.as_path());
                self.notes.push(message.with("source", *file));
            }
            self.add(path, holds(*number));
        }
    }

    fn add(&mut self, path: PathBuf, holds: Holds) {
        self.taken.insert(key(&path));
        self.files.push(Target { path, holds, permit: Permit::default() });
    }
}

/// The inputs in which something can be read, as they are mirrored.
fn numbered(files: &[Found]) -> Vec<(usize, &Path, &Path)> {
    let readable = files.iter().enumerate().filter(|(_, file)| file.unread.is_none());
    readable.map(|(number, file)| (number, file.path.as_path(), file.below.as_path())).collect()
}

/// Fills a file whose folder may have to be made first. Whether it got to its place is known when the run is settled.
pub(crate) fn place_in_folder<T>(
    target: &Target,
    placing: &Placing,
    fill: impl FnOnce(&mut Out<'_>) -> Result<T>,
) -> Result<T> {
    placing.make(folder_of(&target.path))?;
    placing.place_later(&target.path, &target.permit, fill)
}

/// Where a file really stands, or will: links and steps up are followed as far as there are folders.
pub(super) fn place(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = whole.ancestors().find_map(|above| Some((above.canonicalize().ok()?, whole.strip_prefix(above).ok()?)));
    let Some((mut place, rest)) = real else { return whole };
    for part in rest.components() {
        if part == Component::ParentDir {
            place.pop();
        } else {
            place.push(part);
        }
    }
    place
}

/// Names that differ in letter case only are one file on Windows.
fn key(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

/// A part of a path without what some systems refuse in names; steps upwards are left out.
fn safe(component: Component<'_>) -> Option<String> {
    let Component::Normal(name) = component else { return None };
    let refused = |letter: char| letter.is_control() || "<>:\"|?*\\".contains(letter);
    Some(name.to_string_lossy().chars().map(|letter| if refused(letter) { '_' } else { letter }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[&str]) -> Vec<Found> {
        let found = |path: &&str| Found {
            path: Path::new("in").join(path),
            below: PathBuf::from(path),
            unread: None,
            part: None,
        };
        paths.iter().map(found).collect()
    }

    #[test]
    fn folders_are_mirrored_and_no_two_inputs_share_a_file() {
        let files = found(&["a.toml", "sub/a.toml", "a.csv", "A.xlsx", "b?.xlsx", "consolidated.toml"]);
        let plan = Targets::plan(&[PathBuf::from("out/")], &files, true, true);
        // The workbook and the JSON of the consolidation, its tables and what belongs to them stand before.
        let own = 2 + TABLES.len() + OTHERS.len();
        let names: Vec<String> = plan.files[own..].iter().map(|target| target.path.display().to_string()).collect();
        let of_each = |consolidated, ending| {
            let wanted = ["a", "sub/a", "a (csv)", "A (xlsx)", "b_", consolidated];
            wanted.map(|name| format!("out/{name}.{ending}"))
        };
        assert_eq!(names[..6], of_each("consolidated (toml)", "xlsx"));
        assert_eq!(names[6..], of_each("consolidated", "docx"));
        assert_eq!(plan.notes.len(), 5);
    }

    #[test]
    fn a_workbook_named_for_several_is_their_consolidation() {
        let plan =
            |several| Targets::plan(&["x.xlsx", "x.json"].map(PathBuf::from), &found(&["a.toml"]), several, false);
        assert_eq!(plan(true).files[0].holds, Holds::Consolidated);
        assert_eq!(plan(false).files[0].holds, Holds::Document(0));
        assert_eq!(plan(true).files[1].holds, Holds::All);
    }
}
