//! Inputs that somebody has open: what they have not saved yet stands in no file, and nobody would notice.
//!
//! Programs put a file beside one that is open, and take it away when it is closed. Only its name is looked at.

use crate::locale::Message;
use std::path::Path;

/// A name as Word shortens it: of a long one the first two letters make room, of one that is a letter shorter one does.
fn behind_two(name: &str) -> &str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).chars().count();
    let left_out = stem.saturating_sub(LONGEST_KEPT).min(2);
    name.char_indices().nth(left_out).map_or(name, |(at, _)| &name[at..])
}

/// How many letters a name has that Word does not shorten.
const LONGEST_KEPT: usize = 6;

/// What is said of a file that is open in another program; nothing of one that is not.
pub(crate) fn open_elsewhere(path: &Path) -> Option<Message> {
    let name = path.file_name()?.to_string_lossy();
    let is_word = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    let of_office = if is_word { ("Word", behind_two(&name)) } else { ("Excel", &*name) };
    let marks = [(of_office.0, format!("~${}", of_office.1)), ("LibreOffice", format!(".~lock.{name}#"))];
    let (program, _) = marks.into_iter().find(|(_, mark)| path.with_file_name(mark).is_file())?;
    Some(Message::new("open-elsewhere").with("path", path).with("program", program))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_open_where_the_program_that_opens_such_files_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str| std::fs::write(folder.path().join(name), "").unwrap();
        let program = |name: &str| {
            let said = open_elsewhere(&folder.path().join(name))?;
            said.args
                .iter()
                .find(|(name, _)| *name == "program")
                .map(|(_, program)| program.text(crate::locale::Language::En))
        };
        for name in ["Тизмек.xlsx", "b.xlsx", "c.csv", "тизмек.docx", "баштык.docx", "реестр1.docx", "d.docx", "e.docx"]
        {
            put(name);
            assert_eq!(program(name), None, "{name}");
        }
        for lock in ["~$Тизмек.xlsx", ".~lock.c.csv#", "~$тизмек.docx", "~$еестр1.docx", "~$d.docx", "~$b.docx"]
        {
            put(lock);
        }
        assert_eq!(program("Тизмек.xlsx").as_deref(), Some("Excel"));
        assert_eq!(program("c.csv").as_deref(), Some("LibreOffice"));
        for name in ["тизмек.docx", "реестр1.docx", "d.docx"] {
            assert_eq!(program(name).as_deref(), Some("Word"), "{name}");
        }
        for closed in ["b.xlsx", "баштык.docx", "e.docx"] {
            assert_eq!(program(closed), None, "{closed}");
        }
        put("~$азвание.docx");
        put("Название.docx");
        assert_eq!(program("Название.docx"), None, "of eight letters two make room");
        put("~$звание.docx");
        assert_eq!(program("Название.docx").as_deref(), Some("Word"));
    }
}
