//! The words of a page in its own language, and texts of registers in theirs.

use crate::locale::{Arg, Language};
use crate::model::Level;
use crate::publication::{Body, PublicLevel, Publication, Told, Why};
use maud::{Markup, html};
use std::borrow::Cow;

/// What stands where there is nothing.
pub(super) const NOTHING: &str = "—";

/// A page's words.
#[derive(Clone, Copy)]
pub(super) struct Words<'p> {
    /// What is published.
    pub(super) of: &'p Publication,
    /// The language of the register's texts, where it is not the page's.
    foreign: Option<Language>,
}

impl<'p> Words<'p> {
    /// The words of a page that speaks of no register, or of many.
    pub(super) fn new(of: &'p Publication) -> Self {
        Self { of, foreign: None }
    }

    /// The words of a page about a body, or of the part that is about it.
    pub(super) fn about(of: &'p Publication, body: &Body) -> Self {
        Self { of, foreign: (body.language != of.language).then_some(body.language) }
    }

    /// A word or a sentence.
    pub(super) fn say(&self, id: &str) -> Cow<'static, str> {
        self.of.language.label(id)
    }

    /// A sentence with something filled in.
    pub(super) fn fill(&self, id: &str, args: &[(&'static str, Arg)]) -> String {
        self.of.language.format(id, args)
    }

    /// A text of the register, marked with its language where that is not the page's.
    pub(super) fn text(&self, text: &str) -> Markup {
        html! {
            @match self.foreign {
                Some(language) => span lang=(language.code()) { (text) },
                None => (text),
            }
        }
    }

    /// A text of the register, that there is none, or why it is not shown.
    pub(super) fn told(&self, told: &Told) -> Markup {
        html! {
            @match told {
                Told::Text(text) => (self.text(text)),
                Told::Nothing => (NOTHING),
                Told::Withheld(why) => (self.withheld(*why)),
            }
        }
    }

    /// Why something is not shown, in its place.
    pub(super) fn withheld(&self, why: Why) -> Markup {
        let id = match why {
            Why::NotListed => "page-withheld-field",
            Why::Person => "page-withheld-person",
            Why::Contact => "page-withheld-contact",
        };
        html! { i { (self.say(id)) } }
    }

    /// A level by its number in the method.
    pub(super) fn level(&self, level: Level) -> &'p PublicLevel {
        &self.of.method.levels[level.index()]
    }

    /// The levels with their indices, the highest first; one that is only ever declared is shown where it was.
    pub(super) fn levels(&self, counts: &[usize]) -> Vec<(usize, &'p PublicLevel)> {
        let levels = self.of.method.levels.iter().enumerate().rev();
        levels.filter(|(index, level)| !level.declared_only || counts[*index] > 0).collect()
    }

    /// A level as a word on its colour.
    pub(super) fn chip(&self, level: Level) -> Markup {
        self.chip_at(level.index())
    }

    /// The same, by its index.
    pub(super) fn chip_at(&self, index: usize) -> Markup {
        html! { b.l.{ "l" (index) } { (self.of.method.levels[index].word) } }
    }

    /// How many are at each level, the highest first, and how many have none, in words; what nobody has is left out.
    pub(super) fn counts(&self, counts: &[usize], open: usize) -> String {
        let levels = self.of.method.levels.iter().zip(counts).rev().map(|(level, count)| (level.word.clone(), *count));
        let all = levels.chain([(self.say("page-not-assessed").into_owned(), open)]).filter(|(_, count)| *count > 0);
        let said =
            all.map(|(word, count)| self.fill("page-level-count", &[("level", word.into()), ("count", count.into())]));
        said.collect::<Vec<_>>().join(", ")
    }
}
