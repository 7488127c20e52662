//! The files that somebody dragged into a window: it types their paths, in quotation marks where they hold spaces.

use std::path::{Path, PathBuf};

/// The paths in a line; whoever types a path with spaces may leave the quotation marks out.
pub(super) fn dragged(line: &str) -> Vec<PathBuf> {
    let mut rest = line.trim();
    if Path::new(rest).exists() {
        return vec![rest.into()];
    }
    let mut paths = Vec::new();
    while !rest.is_empty() {
        let (path, behind) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_at(rest.find([' ', '"']).unwrap_or(rest.len())),
        };
        if !path.is_empty() {
            paths.push(path.into());
        }
        rest = behind.trim_start();
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_in_quotation_marks_one_after_another() {
        let paths = |line| dragged(line).iter().map(|path| path.to_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(paths(""), [""; 0]);
        assert_eq!(paths("  \"\" "), [""; 0]);
        assert_eq!(paths("C:\\a.xlsx"), ["C:\\a.xlsx"]);
        assert_eq!(paths("\"C:\\Иш столу\\a b.xlsx\"  "), ["C:\\Иш столу\\a b.xlsx"]);
        assert_eq!(
            paths("\"C:\\a b.xlsx\"\"C:\\c d.xlsx\" C:\\e.xlsx"),
            ["C:\\a b.xlsx", "C:\\c d.xlsx", "C:\\e.xlsx"]
        );
        assert_eq!(paths("C:\\e.xlsx\"C:\\a b.xlsx\""), ["C:\\e.xlsx", "C:\\a b.xlsx"]);
        assert_eq!(paths("\"C:\\not closed"), ["C:\\not closed"]);
    }

    #[test]
    fn a_path_that_is_typed_needs_no_quotation_marks() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Иш столу тизмек.xlsx");
        std::fs::write(&path, "").unwrap();
        assert_eq!(dragged(&format!(" {} \n", path.display())), [path]);
    }
}
