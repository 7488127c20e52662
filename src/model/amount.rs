//! A measured value of an indicator: a decimal number with the words it was written in.

/// A value of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// As it was written: `85`, `12,5`, `40 %`.
    pub text: String,
    /// Its value in thousandths: `12500` for `12,5`.
    pub thousandths: i64,
}

impl Amount {
    /// Reads a number with up to three decimals: a comma or a point before them, blanks between groups of digits, a sign of
    /// per cent behind it.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let text = typed.trim();
        let bare: String = text.trim_end_matches('%').chars().filter(|c| !c.is_whitespace()).collect();
        let (negative, digits) = match bare.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, bare.as_str()),
        };
        let (whole, fraction) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 12 || fraction.len() > 3 || !numeric(whole) || !numeric(fraction) {
            return None;
        }
        let thousandths = whole.parse::<i64>().ok()? * 1000 + format!("{fraction:0<3}").parse::<i64>().ok()?;
        Some(Self { text: text.to_owned(), thousandths: if negative { -thousandths } else { thousandths } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, thousandths) in
            [("85", 85_000), ("12,5", 12_500), ("0.125", 125), ("40 %", 40_000), ("1 200", 1_200_000), ("-3", -3_000)]
        {
            assert_eq!(Amount::parse(typed).map(|a| a.thousandths), Some(thousandths), "{typed}");
        }
        for typed in ["", "%", "many", "1,2345", "1.2.3", ",5", "5 of 7"] {
            assert_eq!(Amount::parse(typed), None, "{typed}");
        }
    }
}
