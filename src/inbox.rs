//! The files of a run: what each became, whose it is, which is a copy or an earlier version of another. Pure: paths, names and
//! fingerprints in, answers out; nothing is opened here.
//!
//! | module | the question |
//! |---|---|
//! | `name` | what of a body's name tells it from others: `а.ө.` is `айыл өкмөтү`, `Кемин.xlsx` speaks of `Кемин району` |
//! | `bodies` | which of the organisations that are known a file is from |
//! | `claims` | how the ids of a run are made unique |
//! | `versions` | which of several registers of one body counts |

mod bodies;
mod claims;
mod name;
mod versions;

pub use bodies::{By, Known, Whose, whose};
pub use claims::{Claim, Shared, names, told_apart};
pub use name::same_body;
pub use versions::{Sent, Verdict, versions};
