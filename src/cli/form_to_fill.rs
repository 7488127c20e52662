//! The empty form in a folder of replies, for bodies that sent no table of the form: once in each language in which a reply names it.
//! One that stands there is left as it is: somebody may have begun to fill it in.

use super::deliver::Content;
use super::options::Options;
use super::output::TEMPLATE;
use super::targets::{Holds, Target, place};
use crate::form::{CriteriaColumns, template};
use crate::locale::Language;
use std::path::{Path, PathBuf};

/// Whether forms may lie in a folder of replies: in a folder of registers the next run would take them for registers.
pub(super) fn may_lie_in(replies: &Path, inputs: &[PathBuf]) -> bool {
    let replies = place(replies);
    !inputs.iter().any(|input| input.is_dir() && replies.starts_with(place(input)))
}

/// The form of a language, if one is planned.
pub(super) fn of(language: Language, targets: &[Target]) -> Option<&Target> {
    targets.iter().find(|target| target.holds == Holds::Form(language))
}

/// What is to be written of a form, where none stands.
pub(super) fn content<'o>(target: &Target, language: Language, options: &'o Options) -> Option<Content<'o>> {
    let form = || template(&options.method, language, CriteriaColumns::Used);
    (!target.path.exists()).then(|| Content::Workbook(form(), TEMPLATE))
}
