//! The lists of a document: how each of their levels is numbered.

use super::styles::Styles;
use super::xml::{Piece, Xml, given, is_on, number, value};
use crate::read::budget::{Budget, STYLES};
use crate::read::unreadable::Unreadable;
use std::collections::HashMap;
use std::io::BufRead;

/// How many levels a list has.
pub(super) const LEVELS: usize = 9;

/// How many lists one leads to through a style at most: more is a circle.
const DEEPEST: usize = 8;

/// How one level of a list is numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Level {
    pub start: u32,
    /// How its number is written: `decimal`, `upperRoman`.
    pub format: String,
    /// The text with `%1` where the number of the first level stands.
    pub text: String,
    /// Whether nothing stands between the number and the text.
    pub is_close: bool,
    /// After which level it begins anew, 1 for the first; 0: after none. `None`: after each above it.
    pub restarts: Option<u32>,
    /// Whether the numbers of all levels are written in digits.
    pub in_digits: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

/// A form of lists.
#[derive(Clone, Debug, Default)]
struct Form {
    levels: HashMap<usize, Level>,
    /// The style of lists that says what this form is.
    told_by: Option<String>,
}

/// A list: its form, and where it differs.
#[derive(Clone, Debug, Default)]
struct List {
    form: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document by their numbers.
#[derive(Debug, Default)]
pub(super) struct Lists {
    forms: HashMap<u32, Form>,
    lists: HashMap<u32, List>,
}

/// Where in the part a level stands.
#[derive(Clone, Copy)]
enum At {
    Nowhere,
    Form(u32),
    List(u32),
}

impl Lists {
    pub fn read(part: impl BufRead, budget: &Budget) -> Result<Self, Unreadable> {
        let mut all = Self::default();
        let mut xml = Xml::of(part);
        let (mut at, mut level) = (At::Nowhere, 0_usize);
        let mut counted = 0;
        while let Some(piece) = xml.next()? {
            let Piece::Open(tag) = piece else { continue };
            counted += 1;
            budget.within(counted, &STYLES)?;
            let id = |name| Ok::<_, Unreadable>(given(&tag, name)?.and_then(|id| id.trim().parse::<u32>().ok()));
            match tag.local_name().as_ref() {
                "abstractNum" => {
                    at = id("abstractNumId")?.map_or(At::Nowhere, At::Form);
                    if let At::Form(form) = at {
                        all.forms.insert(form, Form::default());
                    }
                }
                "num" => {
                    at = id("numId")?.map_or(At::Nowhere, At::List);
                    if let At::List(list) = at {
                        all.lists.insert(list, List::default());
                    }
                }
                "lvl" | "lvlOverride" => level = id("ilvl")?.map_or(LEVELS, |level| level as usize),
                "abstractNumId" => {
                    if let (At::List(list), Some(form)) = (at, number(&tag)?) {
                        all.lists.entry(list).or_default().form = form;
                    }
                }
                "numStyleLink" => {
                    if let At::Form(form) = at {
                        all.forms.entry(form).or_default().told_by = value(&tag)?;
                    }
                }
                "startOverride" if level < LEVELS => {
                    if let (At::List(list), Some(start)) = (at, number(&tag)?) {
                        all.lists.entry(list).or_default().starts.insert(level, start);
                    }
                }
                name if level < LEVELS => {
                    let levels = match at {
                        At::Form(form) => &mut all.forms.entry(form).or_default().levels,
                        At::List(list) => &mut all.lists.entry(list).or_default().levels,
                        At::Nowhere => continue,
                    };
                    if !matches!(name, "start" | "numFmt" | "lvlText" | "suff" | "lvlRestart" | "isLgl" | "pStyle") {
                        continue;
                    }
                    let level = levels.entry(level).or_insert_with(|| Level { start: 1, ..Level::default() });
                    match name {
                        "start" => level.start = number(&tag)?.unwrap_or(1),
                        "numFmt" => level.format = value(&tag)?.unwrap_or_default(),
                        "lvlText" => level.text = value(&tag)?.unwrap_or_default(),
                        "suff" => level.is_close = value(&tag)?.as_deref() == Some("nothing"),
                        "lvlRestart" => level.restarts = number(&tag)?,
                        "isLgl" => level.in_digits = is_on(&tag)?,
                        _ => level.style = value(&tag)?,
                    }
                }
                _ => {}
            }
        }
        Ok(all)
    }

    /// The form of a list, with its number: that of another list where a style of lists says so.
    fn form(&self, list: &List, styles: &Styles) -> Option<(u32, &Form)> {
        let mut number = list.form;
        for _ in 0..DEEPEST {
            let form = self.forms.get(&number)?;
            let Some(style) = &form.told_by else { return Some((number, form)) };
            let (_, numbered) = styles.numbered(Some(style))?;
            number = self.lists.get(&numbered.list?)?.form;
        }
        None
    }

    /// The levels of a list, with the number of its form: lists of one form count on together.
    pub fn levels(&self, list: u32, styles: &Styles) -> Option<(u32, [Option<&Level>; LEVELS])> {
        let own = self.lists.get(&list)?;
        let (number, form) = self.form(own, styles)?;
        let level = |at| own.levels.get(&at).or_else(|| form.levels.get(&at));
        Some((number, std::array::from_fn(level)))
    }

    /// Where a list begins anew at a level, if it does.
    pub fn start(&self, list: u32, level: usize) -> Option<u32> {
        self.lists.get(&list)?.starts.get(&level).copied()
    }

    /// The level of a list that is for the paragraphs of a style.
    pub fn level_of_style(&self, list: u32, style: &str, styles: &Styles) -> Option<u32> {
        let (_, levels) = self.levels(list, styles)?;
        let is_of = |level: Option<&Level>| level.is_some_and(|level| level.style.as_deref() == Some(style));
        levels.into_iter().position(is_of).and_then(|at| u32::try_from(at).ok())
    }
}
