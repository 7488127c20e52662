//! What comes beside a register and is none: a covering letter, a scan with signatures. Its body is asked for nothing because of it.

use super::bodies::By;
use super::files::{Accounted, Became};
use super::settle::{Listed, body_by_path};
use crate::text::comparable;

/// Endings of letters, and of scans of them, in small letters. An archive may hold registers of other bodies: it is none.
const LETTERS: [&str; 18] = [
    "txt", "docx", "docm", "dotx", "dotm", "doc", "rtf", "odt", "pdf", "eml", "msg", "jpg", "jpeg", "png", "tif",
    "tiff", "bmp", "heic",
];

/// The id of what is said of a letter that came beside a register.
pub const BESIDE_REGISTER: &str = "file-beside-register";

impl Accounted {
    /// Whether it is a letter that came beside a register: nothing is asked of its sender.
    #[must_use]
    pub fn is_beside_register(&self) -> bool {
        self.reason.as_ref().is_some_and(|reason| reason.id == BESIDE_REGISTER)
    }
}

/// The register beside which a file came as a letter.
#[must_use]
pub fn letter_beside<'f>(path: &str, files: &'f [Accounted], listed: &[Listed]) -> Option<&'f Accounted> {
    let is_letter = LETTERS.contains(&parts(path).2.to_lowercase().as_str());
    is_letter.then(|| register_beside(path, files, listed)).flatten()
}

/// The register beside which a file lies: that of its name, or of the body that it is from. The folder's name alone tells whose a
/// file is only where all registers in the folder are of that body.
#[must_use]
pub fn register_beside<'f>(path: &str, files: &'f [Accounted], listed: &[Listed]) -> Option<&'f Accounted> {
    let (folder, stem, _) = parts(path);
    let registers = || files.iter().filter(|file| file.became == Became::Register);
    let in_folder = || registers().filter(|register| parts(&register.path).0 == folder);
    let of_name = in_folder().find(|register| comparable(parts(&register.path).1) == comparable(stem));
    if of_name.is_some() {
        return of_name;
    }
    let (body, by) = body_by_path(path, listed)?;
    let is_of_body = |register: &&Accounted| register.organization.as_deref() == Some(body);
    if by == By::Folder && !in_folder().all(|register| is_of_body(&register)) {
        return None;
    }
    let beside = in_folder().find(is_of_body);
    if by == By::Folder { beside } else { beside.or_else(|| registers().find(is_of_body)) }
}

/// The folder, the name without its ending, and the ending.
fn parts(path: &str) -> (&str, &str, &str) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    (folder, stem, ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inbox::Known;

    fn beside(path: &str) -> Option<String> {
        let file = |path: &str, became, organization: &str| Accounted {
            path: path.to_owned(),
            sha256: None,
            became,
            organization: Some(organization.to_owned()),
            of: None,
            reason: None,
        };
        let files = [
            file("in/Чүй/кемин.xlsx", Became::Register, "kemin"),
            file("in/Чүй/облус.xlsx", Became::Register, "chui"),
            file("in/Талас/тизмек.xlsx", Became::Register, "talas"),
            file("in/Нарын/нарын.xlsx", Became::Refused, "naryn"),
        ];
        let known = [("kemin", "Кемин району"), ("chui", "Чүй"), ("talas", "Талас"), ("naryn", "Нарын")];
        let listed: Vec<Listed> =
            known.into_iter().map(|(id, name)| (id.to_owned(), Known::new([id, name], None))).collect();
        letter_beside(path, &files, &listed).map(|file| file.path.clone())
    }

    #[test]
    fn a_letter_lies_beside_the_register_of_its_name_or_of_its_body() {
        assert_eq!(beside("in/Чүй/Кемин.pdf").as_deref(), Some("in/Чүй/кемин.xlsx"), "the same name");
        assert_eq!(beside("in/почта/Кемин району кат.docx").as_deref(), Some("in/Чүй/кемин.xlsx"), "the body");
        assert_eq!(beside("in/Талас/кат.txt").as_deref(), Some("in/Талас/тизмек.xlsx"), "the folder");
    }

    #[test]
    fn what_may_be_of_another_body_or_hold_registers_is_no_letter_beside_one() {
        assert_eq!(beside("in/Чүй/скан 1.pdf"), None, "registers of several bodies lie there");
        assert_eq!(beside("in/Нарын/кат.docx"), None, "its register could not be read");
        assert_eq!(beside("in/Талас/талас.zip"), None, "an archive");
        assert_eq!(beside("in/кат.docx"), None, "nobody's");
    }
}
