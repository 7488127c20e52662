//! Corruption-risk assessment by the Regulation of the Kyrgyz Republic (resolution No 232 of 8 April 2026).
//!
//! The pipeline, in phases:
//!
//! 1. [`read`]: a file becomes a [`model::Register`] with its [`source::Origins`], or [`diag::Diagnostic`]s;
//!    a method file becomes a [`method::Method`].
//! 2. [`assess`]: register and method become an [`assess::Assessment`], in pure whole numbers.
//! 3. [`rules`]: a [`case::Case`], register and assessment together, is looked at for what makes a register not worth
//!    signing. What a user settles about that stands in `tobokel.toml` ([`config`]).
//! 4. [`report`]: what each document says of cases, as [`sheet::Book`]s and serialisable documents.
//! 5. [`mod@write`] turns them into bytes.
//!
//! [`mod@examine`] is the first three in one function, from the bytes of a file to its case.
//!
//! [`cli`] joins the phases: it alone touches files, the terminal, the clock and the environment.

pub mod assess;
pub mod case;
pub mod cli;
pub mod compare;
pub mod config;
pub mod consolidate;
pub mod diag;
pub mod examine;
pub mod form;
pub mod inbox;
pub mod locale;
pub mod method;
pub mod model;
pub mod monitor;
pub mod publication;
pub mod read;
pub mod report;
pub mod rules;
pub mod schema;
pub mod sheet;
pub mod source;
pub mod starter;
pub mod text;
pub mod write;
