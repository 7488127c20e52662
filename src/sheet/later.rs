//! Rows and sheets that are made only when they are written.

use super::book::Sheet;
use super::cell::{Cell, Row};
use std::fmt;
use std::sync::Arc;

/// Rows that are made one at a time, each when it is written.
#[derive(Clone)]
pub struct Stream<'a> {
    count: usize,
    make: Arc<dyn Fn(usize) -> Row<'a> + Send + Sync + 'a>,
}

impl<'a> Stream<'a> {
    /// So many rows, each made from its number, 0-based.
    pub fn new(count: usize, make: impl Fn(usize) -> Vec<Cell<'a>> + Send + Sync + 'a) -> Self {
        Self { count, make: Arc::new(move |number| Row { cells: make(number) }) }
    }

    /// How many rows there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// A row by its number.
    #[must_use]
    pub fn row(&self, number: usize) -> Row<'a> {
        (self.make)(number)
    }
}

impl fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("count", &self.count).finish_non_exhaustive()
    }
}

/// A sheet that is made only when it is written, so that a book never holds all of its sheets, and several are made at the
/// same time.
#[derive(Clone)]
pub struct Later<'a>(pub(super) Arc<dyn Fn() -> Sheet<'a> + Send + Sync + 'a>);

impl<'a> Later<'a> {
    /// A sheet of this name that is made later.
    pub fn sheet(name: String, make: impl Fn() -> Sheet<'a> + Send + Sync + 'a) -> Sheet<'a> {
        Sheet { name, later: Some(Self(Arc::new(make))), ..Sheet::default() }
    }
}

impl fmt::Debug for Later<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Later").finish_non_exhaustive()
    }
}
