//! What became of each file of a run.

use crate::locale::Message;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// A register that was read.
    Register,
    /// A plan of measures that was read.
    Plan,
    /// A document that this program made: no input.
    OwnOutput,
    /// The same bytes as another file.
    Copy,
    /// An earlier version of another file.
    Replaced,
    /// Read, but neither a register nor a plan.
    Refused,
    /// Another kind of file.
    Unsupported,
    /// Its bytes could not be read.
    NotRead,
}

impl Became {
    /// All of them, in the order of the contract.
    pub const ALL: [Self; 8] = [
        Self::Register,
        Self::Plan,
        Self::OwnOutput,
        Self::Copy,
        Self::Replaced,
        Self::Refused,
        Self::Unsupported,
        Self::NotRead,
    ];

    /// The word in machine formats.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Plan => "plan",
            Self::OwnOutput => "own-output",
            Self::Copy => "copy",
            Self::Replaced => "replaced",
            Self::Refused => "refused",
            Self::Unsupported => "unsupported",
            Self::NotRead => "not-read",
        }
    }
}

/// A file that was found, and what became of it.
#[derive(Clone, Debug)]
pub struct Accounted {
    /// The file, as the user named it or its folder, with forward slashes.
    pub path: String,
    /// SHA-256 of the file, lower-case hexadecimal; `None` where its bytes could not be read.
    pub sha256: Option<String>,
    /// What became of it.
    pub became: Became,
    /// The id of the organisation that it is from, where that is known.
    pub organization: Option<String>,
    /// The file of which it is a copy or an earlier version.
    pub of: Option<String>,
    /// Why it was not read, or what was found in it first.
    pub reason: Option<Message>,
}

/// Endings of files that could hold a register although they are not read: texts, scans, pictures, archives. In small letters.
const COULD_HOLD_A_REGISTER: [&str; 20] = [
    "docm", "dotx", "dotm", "doc", "rtf", "odt", "pdf", "zip", "rar", "7z", "jpg", "jpeg", "png", "tif", "tiff", "bmp",
    "heic", "xlsb", "eml", "msg",
];

/// Whether a file of another kind could hold a register, by its ending.
#[must_use]
pub fn could_hold_a_register(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    COULD_HOLD_A_REGISTER.contains(&ending.as_str())
}
