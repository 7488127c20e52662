//! The merged ranges of a worksheet, found by row: a register may have as many of them as rows.

/// A merged range: first row, first column, last row, last column, all 0-based.
pub(super) type Range = (u32, u16, u32, u16);

/// The merged ranges of a worksheet.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// By first row.
    all: Vec<Range>,
    /// The same by height: in the list of number n those of fewer than 2^(n+1) rows, by first row.
    by_height: Vec<Vec<Range>>,
}

impl Merged {
    pub fn of(ranges: impl IntoIterator<Item = Range>) -> Self {
        let mut merged = Self::default();
        for (one, left, other, right) in ranges {
            merged.all.push((one.min(other), left.min(right), one.max(other), left.max(right)));
        }
        merged.all.sort_unstable();
        for range in &merged.all {
            let class = (range.2 - range.0 + 1).ilog2() as usize;
            if merged.by_height.len() <= class {
                merged.by_height.resize_with(class + 1, Vec::new);
            }
            merged.by_height[class].push(*range);
        }
        merged
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them, by first row.
    pub fn iter(&self) -> impl Iterator<Item = &Range> + Clone {
        self.all.iter()
    }

    /// Those that lie within some rows.
    pub fn within(&self, first: u32, last: u32) -> impl Iterator<Item = &Range> + Clone {
        let begin = self.all.partition_point(|range| range.0 < first);
        self.all[begin..].iter().take_while(move |range| range.0 <= last).filter(move |range| range.2 <= last)
    }

    /// The one that covers a cell.
    pub fn covering(&self, row: u32, column: u16) -> Option<Range> {
        let covers = |m: &&Range| (m.0..=m.2).contains(&row) && (m.1..=m.3).contains(&column);
        self.by_height.iter().enumerate().find_map(|(class, ranges)| {
            // None of these that begins further up reaches as far as the row.
            let height = 2_u32.saturating_pow(u32::try_from(class).unwrap_or(u32::MAX) + 1);
            let begin = ranges.partition_point(|range| u64::from(range.0) + u64::from(height) <= u64::from(row));
            ranges[begin..].iter().take_while(|range| range.0 <= row).find(covers).copied()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_over_a_cell_is_found_whatever_its_height() {
        let ranges = [(0, 0, 0, 3), (2, 1, 3, 1), (5, 0, 900, 0), (7, 2, 7, 4), (9, 2, 9, 4)];
        let merged = Merged::of(ranges);
        for row in 0..1000 {
            for column in 0..6 {
                let covers = |m: &&Range| (m.0..=m.2).contains(&row) && (m.1..=m.3).contains(&column);
                assert_eq!(merged.covering(row, column), ranges.iter().find(covers).copied(), "{row} {column}");
            }
        }
        assert_eq!(merged.within(2, 7).count(), 2);
        assert_eq!(Merged::of([(3, 4, 1, 2)]).covering(2, 3), Some((1, 2, 3, 4)));
    }
}
