//! The criteria behind a point in the template: a column for the points by each, and for their reason one to the right of it.

use crate::form::method_part::point_words;
use crate::form::template::column::{Behind, Column};
use crate::form::template::make::Make;
use crate::locale::Texts;
use crate::method::choices;
use crate::model::Axis;
use crate::sheet::{MESSAGE, MESSAGE_TITLE};

/// The width of the points by a criterion and of their reason, in characters, and how much of a title's width is no letter: its type is
/// bold. Three criteria with usual names go on a page.
const POINTS: u16 = 15;
const REASON: u16 = 23;
const AROUND: usize = 2;

impl<'a> Make<'a> {
    /// Two columns for each criterion, those of a scale together.
    pub fn columns_of_criteria(&self) -> impl Iterator<Item = Column<'a>> {
        let method = self.method;
        let of_axis = move |axis: &Axis| {
            let axis = *axis;
            method.criteria(axis).all.iter().map(move |criterion| Behind { axis, criterion })
        };
        self.reasoned.iter().flat_map(of_axis).flat_map(|behind| [self.points_by(behind), self.reason_for(behind)])
    }

    fn points_by(&self, behind: Behind<'a>) -> Column<'a> {
        let Behind { axis, criterion } = behind;
        let scale = self.method.scale(axis);
        let title = criterion.label.get(self.language).to_owned();
        let line = |text: &Texts, points: &str| format!("{points} — {}", text.get(self.language));
        let lines: Vec<String> = scale
            .iter()
            .filter_map(|point| {
                let described = criterion.point(point.points)?;
                Some(line(&described.criteria, &point_words(point, self.language)))
            })
            .collect();
        let of = self.text(match axis {
            Axis::Likelihood => "heading-likelihood-criteria",
            Axis::Harm => "heading-harm-criteria",
        });
        Column {
            key: "score",
            help: fitted(&lines, MESSAGE - in_message(&title)),
            remark: Some(format!("{of}\n{}", lines.join("\n"))),
            width: width(&title),
            title,
            list: Some(choices(axis)),
            is_needed: false,
            points: scale.iter().map(|point| (point.points, point_words(point, self.language))).collect(),
            behind: Some(behind),
        }
    }

    fn reason_for(&self, behind: Behind<'a>) -> Column<'a> {
        let label = &behind.criterion.label;
        Column {
            key: "justification",
            title: self.text("column-justification"),
            help: self.language.format("template-criterion-reason", &[("criterion", label.into())]),
            remark: None,
            list: None,
            is_needed: false,
            width: REASON,
            points: Vec::new(),
            behind: Some(behind),
        }
    }
}

/// The width of a column of points: the longest word of its title stands on one line.
fn width(title: &str) -> u16 {
    let longest = title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default();
    u16::try_from(longest + AROUND).map_or(POINTS, |width| width.clamp(POINTS, 2 * POINTS))
}

/// How much of a message its title takes: one that is too long for a title is the first line.
fn in_message(title: &str) -> usize {
    let units = title.encode_utf16().count();
    if units > MESSAGE_TITLE { (units + 1).min(MESSAGE) } else { 0 }
}

/// Lines that have room together: the longest are cut, each at the end of a word, the others stay whole.
fn fitted(lines: &[String], room: usize) -> String {
    let units = |text: &str| text.encode_utf16().count();
    let cut = |longest: usize| -> String {
        let lines =
            lines.iter().map(|line| if units(line) <= longest { line.clone() } else { shortened(line, longest) });
        lines.collect::<Vec<_>>().join("\n")
    };
    let longest = lines.iter().map(|line| units(line)).max().unwrap_or_default();
    (0..=longest.min(room)).rev().map(cut).find(|text| units(text) <= room).unwrap_or_default()
}

/// The words of a line that have room in a length, with the sign that more follow.
fn shortened(line: &str, length: usize) -> String {
    let mut kept = String::new();
    for word in line.split_inclusive(' ') {
        if kept.encode_utf16().count() + word.trim_end().encode_utf16().count() + 1 > length {
            break;
        }
        kept.push_str(word);
    }
    format!("{}…", kept.trim_end().trim_end_matches([',', ';', ':', '—']).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_lines_are_cut_at_the_end_of_a_word_and_short_ones_stay_whole() {
        let lines = ["1 — few, and seen by others", "2 — some", "3 — many, and hidden with care"].map(str::to_owned);
        assert_eq!(fitted(&lines, MESSAGE), lines.join("\n"));
        let cut = fitted(&lines, 50);
        assert_eq!(cut, "1 — few, and seen…\n2 — some\n3 — many, and…");
        assert!((0..60).all(|room| fitted(&lines, room).encode_utf16().count() <= room));
    }
}
