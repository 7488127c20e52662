//! The three languages.

use jiff::civil::Date;

/// The language of a document or of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Kyrgyz, the default.
    Ky,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which they are listed to users.
    pub const ALL: [Self; 3] = [Self::Ky, Self::Ru, Self::En];

    /// The two-letter code used in files and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ky => "ky",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language with the given code, in lower case.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// A date as people of this language write it in tables: `15.06.2026`, in English `15 June 2026`.
    #[must_use]
    pub fn date(self, date: Date) -> String {
        match self {
            Self::Ky | Self::Ru => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
            Self::En => date.strftime("%-d %B %Y").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_written_as_the_language_does() {
        assert_eq!(Language::Ky.date(date(2026, 6, 5)), "05.06.2026");
        assert_eq!(Language::En.date(date(2026, 6, 5)), "5 June 2026");
    }
}
