//! The length of the texts of an old workbook as used: the library copies a shared text into each cell that refers to it.

/// Types of records (MS-XLS 2.3).
const SHARED: u16 = 0x00FC;
const CONTINUED: u16 = 0x003C;
const REFERENCE: u16 = 0x00FD;

/// The texts of all cells that refer to shared ones, in bytes as the library holds them.
pub(super) fn length(stream: &[u8]) -> u64 {
    let mut lengths = Vec::new();
    let mut sum = 0_u64;
    let mut records = records(stream).peekable();
    while let Some((kind, data)) = records.next() {
        if kind == SHARED && data.len() >= 8 {
            let more = std::iter::from_fn(|| records.next_if(|(kind, _)| *kind == CONTINUED));
            let parts = std::iter::once(&data[8..]).chain(more.map(|(_, more)| more)).collect();
            let mut shared = Shared { parts, at: 0 };
            // Up to the first that is damaged.
            lengths = std::iter::from_fn(|| shared.text()).collect();
        } else if kind == REFERENCE && data.len() >= 10 {
            let number = u32::from_le_bytes([data[6], data[7], data[8], data[9]]) as usize;
            sum = sum.saturating_add(lengths.get(number).copied().unwrap_or_default());
        }
    }
    sum
}

/// The records of a stream: kind and data.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (head, rest) = stream.split_at_checked(4)?;
        let (data, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([head[2], head[3]])))?;
        stream = rest;
        Some((u16::from_le_bytes([head[0], head[1]]), data))
    })
}

/// The table of shared texts: its record, and those that continue it.
struct Shared<'r> {
    parts: Vec<&'r [u8]>,
    at: usize,
}

impl<'r> Shared<'r> {
    fn take(&mut self, count: usize) -> Option<&'r [u8]> {
        let part = self.parts.get_mut(self.at)?;
        let (taken, rest) = part.split_at_checked(count)?;
        *part = rest;
        Some(taken)
    }

    /// Passes over bytes, which may go on in the next part.
    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let here = self.parts.get(self.at)?.len().min(count);
            self.take(here)?;
            count -= here;
            if count > 0 {
                self.at += 1;
            }
        }
        Some(())
    }

    /// The length of the next text, in bytes of UTF-8 at most.
    fn text(&mut self) -> Option<u64> {
        while self.parts.get(self.at)?.is_empty() {
            self.at += 1;
        }
        let head = self.take(3)?;
        let letters = usize::from(u16::from_le_bytes([head[0], head[1]]));
        let mut wide = head[2] & 1 != 0;
        let runs = if head[2] & 8 == 0 { 0 } else { usize::from(u16::from_le_bytes(self.take(2)?.try_into().ok()?)) };
        let extra = if head[2] & 4 == 0 { 0 } else { u32::from_le_bytes(self.take(4)?.try_into().ok()?) as usize };
        let mut left = letters;
        while left > 0 {
            let size = if wide { 2 } else { 1 };
            let here = (self.parts.get(self.at)?.len() / size).min(left);
            self.take(here * size)?;
            left -= here;
            if left > 0 {
                // What goes on in the next part says anew how wide its letters are.
                self.at += 1;
                wide = self.take(1)?[0] & 1 != 0;
            }
        }
        self.skip(runs * 4)?;
        self.skip(extra)?;
        // A letter of two bytes is at most three in UTF-8.
        Some(letters as u64 * 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn a_shared_text_counts_for_each_cell_also_where_it_goes_on_in_another_record() {
        let reference = |number: u8| record(REFERENCE, &[0, 0, 0, 0, 0, 0, number, 0, 0, 0]);
        // "ab", with one run of four bytes, and five letters, two of them in the next record and of two bytes each.
        let first = [&[0; 8][..], &[2, 0, 8, 1, 0, b'a', b'b', 9, 9, 9, 9], &[5, 0, 0, b'x', b'y', b'z']].concat();
        let table = [record(SHARED, &first), record(CONTINUED, &[1, 0x30, 4, 0x31, 4])].concat();
        let records = [table, reference(0), reference(1), reference(1), reference(7)].concat();
        assert_eq!(length(&records), 6 + 15 + 15);
        assert_eq!(length(&records[..20]), 0);
    }
}
