//! Why a workbook cannot be read.

use super::budget::Excess;
use zip::result::ZipError;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is protected by a password.
    Encrypted,
    /// It is damaged or cut short: what a library says of it, or what is missing, in English.
    Damaged(String),
    /// A document that holds other documents, whose texts only a word processor puts into it.
    Embeds,
    /// It holds more than a file may.
    Over(Box<Excess>),
}

impl Unreadable {
    /// The same, found on a worksheet.
    pub fn on_sheet(self, number: u16, name: &str) -> Self {
        match self {
            Self::Over(excess) => {
                let cell = excess.cell;
                Self::Over(Box::new(excess.on(number, name, cell)))
            }
            other => other,
        }
    }

    /// A damaged workbook, for the cause that a library gives or that is named here.
    pub fn damaged(cause: impl std::fmt::Display) -> Self {
        Self::Damaged(cause.to_string())
    }
}

impl From<ZipError> for Unreadable {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Self::Encrypted,
            error => Self::damaged(error),
        }
    }
}

impl From<std::io::Error> for Unreadable {
    /// A workbook is in memory: what cannot be read of it is damaged.
    fn from(error: std::io::Error) -> Self {
        Self::damaged(error)
    }
}

impl From<quick_xml::Error> for Unreadable {
    fn from(error: quick_xml::Error) -> Self {
        Self::damaged(error)
    }
}

impl From<Excess> for Unreadable {
    fn from(excess: Excess) -> Self {
        Self::Over(Box::new(excess))
    }
}
