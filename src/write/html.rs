//! Pages for citizens. Each is one file that asks for nothing from anywhere and says everything without its script, which only filters
//! and sorts. They are handed what is published and nothing else; words are the catalogues', style and script files of their own.
//!
//! `frame` is what every page has; `body` and `overview` are the two kinds of pages, made of the sections beside them.

mod body;
mod cells;
mod chart;
mod closing;
mod colours;
mod finder;
mod frame;
mod heat;
mod levels;
mod list;
mod overview;
mod plan;
mod quarters;
mod rows;
mod term;
mod words;

pub use body::body_page;
pub use frame::PAGE_MARK;
pub use overview::overview_page;
