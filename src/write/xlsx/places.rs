//! Where the rows of a sheet stand in its worksheet.

use super::pages::Stands;
use crate::sheet::Chart;

/// Where the rows of a sheet stand in its worksheet: a text too tall for a row goes on in further rows, and the rows of the
/// two part company.
pub(super) struct Places {
    rows: Vec<u32>,
    /// What each row of the worksheet is to those around it on paper.
    stands: Vec<Stands>,
    next: u32,
    page_height: f64,
    tallest_page: f64,
}

impl Places {
    pub fn with_capacity(rows: usize) -> Self {
        let (rows, stands) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        Self { rows, stands, next: 0, page_height: 0.0, tallest_page: 0.0 }
    }

    /// The row of the worksheet that comes next.
    pub fn next(&self) -> u32 {
        self.next
    }

    /// Adds a row of the sheet: how many rows of the worksheet it took, and their height. Pages begin at some rows.
    pub fn add(&mut self, (taken, height): (u32, f64), stands: Stands, page_breaks: &[u32]) {
        self.stands.extend((0..taken).map(|_| stands));
        let number = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(self.next);
        self.next += taken;
        let begins = page_breaks.binary_search(&number).is_ok();
        self.page_height = if begins { height } else { self.page_height + height };
        self.tallest_page = self.tallest_page.max(self.page_height);
    }

    /// The height of the tallest page, in points.
    pub fn tallest_page(&self) -> f64 {
        self.tallest_page
    }

    /// What the rows of the worksheet are to those around them; those under a chart stay together.
    pub fn stands(&self, chart: Option<&Chart>) -> Vec<Stands> {
        let mut stands = self.stands.clone();
        if let Some(chart) = chart {
            let (first, rows) = (self.at(chart.at), chart.shape.rows(chart.categories as usize));
            let under = stands.iter_mut().skip(first as usize).take(rows.saturating_sub(1) as usize);
            under.for_each(|row| *row = Stands::WithNext);
        }
        stands
    }

    /// Where a row of the sheet stands.
    pub fn at(&self, row: u32) -> u32 {
        self.rows.get(row as usize).copied().unwrap_or(self.next)
    }
}
