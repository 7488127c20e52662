//! How broad the columns of a sheet are on paper: in the proportions of the sheet, each at least as broad as its longest word.

use super::styles::{TABLE_SIZE, is_bold};
use crate::sheet::{Row, Sheet};
use crate::write::xlsx::text_width::longest_word;

/// The room between a cell's border and its text at each side, in twentieths of a point: 1.5 mm.
pub(super) const PADDING: u32 = 85;
/// How much broader bold letters are, in hundredths; a little air at the ends of lines.
const BOLD: u32 = 120;
const PLAIN: u32 = 106;
/// The largest part of a page's width that one long word may claim.
const MOST: u32 = 4;

/// The size of type in the tables of a sheet, in half-points: smaller where there are many columns.
pub(super) fn type_size(columns: u16) -> u8 {
    match columns {
        ..=3 => TABLE_SIZE + 2,
        4..=8 => TABLE_SIZE,
        _ => TABLE_SIZE - 2,
    }
}

/// The width of each column, in twentieths of a point; together they are as broad as the page.
pub(super) fn widths(sheet: &Sheet<'_>, page: u32, size: u8) -> Vec<u32> {
    let mut least = vec![0; sheet.widths.len()];
    for row in sheet.every_row() {
        claim(&row, size, page / MOST, &mut least);
    }
    fitted(&sheet.widths, &least, page)
}

/// Makes sure of the room for the longest words of a row.
fn claim(row: &Row<'_>, size: u8, most: u32, least: &mut [u32]) {
    let mut column = 0;
    for cell in &row.cells {
        if cell.span == 1
            && let Some(least) = least.get_mut(column)
        {
            // Hundredths of the type's size, which is in half-points.
            let letters = longest_word(&cell.shown()) * u32::from(size) / 10;
            let broad = letters * if is_bold(cell.role) { BOLD } else { PLAIN } / 100 + 2 * PADDING;
            *least = broad.min(most).max(*least);
        }
        column += usize::from(cell.span);
    }
}

/// Shares a page out in proportion to what is wanted; none gets less than its least, if there is room for all.
fn fitted(wanted: &[u16], least: &[u32], page: u32) -> Vec<u32> {
    let all: u32 = wanted.iter().map(|width| u32::from(*width)).sum::<u32>().max(1);
    let share = |width: &u16| u32::from(*width) * page / all;
    let of_least: u32 = least.iter().sum();
    let mut widths: Vec<u32> = if of_least >= page {
        least.iter().map(|least| least * page / of_least).collect()
    } else {
        let raised: Vec<u32> = wanted.iter().zip(least).map(|(width, least)| share(width).max(*least)).collect();
        // What the raised ones take too much comes from what the others have to spare.
        let over = raised.iter().sum::<u32>().saturating_sub(page);
        let free: u32 = raised.iter().zip(least).map(|(width, least)| width - least).sum::<u32>().max(1);
        let less = |(width, least): (&u32, &u32)| {
            let own = u64::from(width - least) * u64::from(over) / u64::from(free);
            width - u32::try_from(own).unwrap_or_default()
        };
        raised.iter().zip(least).map(less).collect()
    };
    // What rounding left over or took too much.
    let sum: u32 = widths.iter().sum();
    if let Some(broadest) = widths.iter_mut().max() {
        *broadest = (*broadest + page).saturating_sub(sum);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_page_and_hold_their_longest_words() {
        assert_eq!(fitted(&[1, 3], &[0, 0], 1000), [250, 750]);
        assert_eq!(fitted(&[1, 3], &[400, 100], 1000), [400, 600]);
        assert_eq!(fitted(&[1, 1, 8], &[200, 0, 0], 1000).iter().sum::<u32>(), 1000);
        assert_eq!(fitted(&[5, 5], &[1500, 500], 1000), [750, 250]);
        assert_eq!(fitted(&[], &[], 1000), Vec::<u32>::new());
    }
}
