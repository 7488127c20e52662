//! Where pages begin, so that no heading stands last on one and no line to sign on stands alone.
//!
//! XLSX knows no "keep with the next row". Every row has its height, so where programs would begin a page can be worked out: a
//! little before that, each page of a sheet that has headings begins at a break of ours. Excel passes breaks over where it fits a
//! sheet to the width of a page, so such a sheet has its scale as a number. No crate does any of it.

use crate::sheet::{Role, Row};

/// How many breaks a sheet has at most: Excel takes 1,023. A longer one goes on as programs see fit.
const MOST: usize = 1000;

/// What a row is to those around it on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// Wherever there is room.
    Free,
    /// Nothing stands in it.
    Gap,
    /// On the page of the row after it: a heading, a title, the titles of columns, a row under a chart.
    WithNext,
    /// On the page of the row before it: a line to sign on.
    WithLast,
}

impl Stands {
    pub fn of(row: &Row<'_>) -> Self {
        let heads = |role| {
            matches!(role, Role::Title | Role::Heading | Role::Head | Role::Group | Role::Draft | Role::Approval)
        };
        if row.cells.is_empty() {
            Self::Gap
        } else if row.cells.iter().any(|cell| cell.role == Role::Signature) {
            Self::WithLast
        } else if row.cells.iter().all(|cell| heads(cell.role)) {
            Self::WithNext
        } else {
            Self::Free
        }
    }
}

/// The rows of a worksheet on paper: what each is to those around it, and its height.
pub(super) struct Paper<'r> {
    pub rows: &'r [Stands],
    pub heights: Vec<f64>,
    /// The rows that are repeated on each page: first and last.
    pub repeated: Option<(u32, u32)>,
    /// The room on a page, in points of the sheet.
    pub room: f64,
}

impl Paper<'_> {
    /// Whether pages have to be watched at all.
    pub fn has_headings(&self) -> bool {
        self.rows.iter().any(|row| matches!(row, Stands::WithNext | Stands::WithLast))
    }

    /// The rows at which pages begin, among them those at which they have to.
    pub fn breaks(&self, wanted: &[u32]) -> Vec<u32> {
        let mut breaks = Vec::new();
        let (mut begin, mut at, mut taken) = (0, 0, 0.0);
        while at < self.heights.len() && breaks.len() < MOST {
            let is_wanted = u32::try_from(at).is_ok_and(|row| wanted.binary_search(&row).is_ok());
            if at > begin && (is_wanted || taken + self.heights[at] > self.room_from(begin)) {
                begin = if is_wanted { at } else { self.held_together(begin, at) };
                breaks.push(u32::try_from(begin).unwrap_or(u32::MAX));
                (at, taken) = (begin, 0.0);
            }
            taken += self.heights[at];
            at += 1;
        }
        breaks
    }

    /// The first of the rows before this one that have to stay together with it, but for what begins the page.
    fn held_together(&self, begin: usize, at: usize) -> usize {
        let first = (begin + 1..=at).rev().find(|row| !self.stays_with_next(row - 1));
        first.unwrap_or(at)
    }

    fn stays_with_next(&self, row: usize) -> bool {
        let stands = |at: usize| self.rows.get(at).copied().unwrap_or(Stands::Free);
        let signed_after_gap = stands(row + 1) == Stands::Gap && stands(row + 2) == Stands::WithLast;
        stands(row) == Stands::WithNext || stands(row + 1) == Stands::WithLast || signed_after_gap
    }

    /// The room on a page that begins at a row: rows that are repeated take theirs on each after them.
    fn room_from(&self, begin: usize) -> f64 {
        let repeated = self.repeated.map(|(first, last)| (first as usize, last as usize));
        let Some((first, last)) = repeated.filter(|(first, _)| begin > *first) else { return self.room };
        self.room - self.heights.iter().take(last + 1).skip(first).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(rows: &[Stands], room: f64, repeated: Option<(u32, u32)>) -> Paper<'_> {
        Paper { rows, heights: vec![10.0; rows.len()], repeated, room }
    }

    #[test]
    fn a_heading_goes_to_the_page_of_the_row_after_it() {
        use Stands::{Free, Gap, WithLast, WithNext};
        let rows = [Free, Free, WithNext, WithNext, Free, Free, Free];
        assert_eq!(paper(&rows, 40.0, None).breaks(&[]), [2, 6]);
        assert_eq!(paper(&rows, 50.0, None).breaks(&[]), [5]);
        // The titles of columns take room on each page after their own.
        let rows = [WithNext, Free, Free, Free, Free, WithNext, Free];
        assert_eq!(paper(&rows, 30.0, Some((0, 0))).breaks(&[]), [3, 5]);
        // The last row of a table goes to the page of the lines to sign on.
        assert_eq!(paper(&[Free, Free, Free, Gap, WithLast, WithLast], 50.0, None).breaks(&[]), [2]);
        // More headings than a page has room for.
        assert_eq!(paper(&[WithNext; 5], 20.0, None).breaks(&[]), [2, 4]);
        assert_eq!(paper(&[Free; 6], 40.0, None).breaks(&[1, 3]), [1, 3]);
    }

    #[test]
    fn a_sheet_has_no_more_breaks_than_excel_takes() {
        assert_eq!(paper(&[Stands::Free; 5_000], 10.0, None).breaks(&[]).len(), MOST);
    }
}
