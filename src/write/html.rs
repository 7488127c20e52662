//! Pages for citizens: one file each, which asks for nothing from anywhere and says everything without JavaScript.

use crate::publication::{Body, Publication};

/// The page of one body.
#[must_use]
pub fn body_page(of: &Publication, body: &Body) -> String {
    format!("{}{}", of.as_of, body.name)
}

/// The page of several bodies, each with its own page.
#[must_use]
pub fn overview_page(of: &Publication) -> String {
    of.as_of.to_string()
}
