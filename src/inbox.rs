//! The files of a run: what each became, whose it is, which is a copy or an earlier version of another. Pure: paths, names and
//! fingerprints in, answers out; nothing is opened here.
//!
//! | module | the question |
//! |---|---|
//! | `name` | what of a body's name tells it from others: `а.ө.` is `айыл өкмөтү`, `Кемин.xlsx` speaks of `Кемин району` |
//! | `bodies` | which of the organisations that are known a file is from |
//! | `claims` | how the ids of a run are made unique |
//! | `versions` | which of several registers of one body counts |
//! | `partners` | which bodies of two runs are one |
//! | `settle` | all of these, for the files of a run |
//! | `files` | what became of each |
//! | `letters` | beside which register a letter came |
//! | `mentioned` | which bodies a text names |

mod bodies;
mod claims;
pub mod codes;
mod files;
mod letters;
mod mentioned;
mod name;
mod partners;
mod settle;
mod versions;

pub use bodies::{By, Known};
pub use claims::{Claim, Shared, names, told_apart};
pub use files::{Accounted, Became, could_hold_a_register};
pub use letters::{BESIDE_REGISTER, letter_beside, register_beside};
pub use mentioned::{NameFrom, Names};
pub use name::{body_words, same_body};
pub use partners::{Body, PartnerBy, Partners, partners};
pub use settle::{Listed, Settlement, body_of, known_body, settle};
