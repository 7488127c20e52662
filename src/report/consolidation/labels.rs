//! Short labels for long names, numbered, with the full names in a list.

use crate::text::excerpt;
use std::borrow::Cow;

/// Names as labels of at most so many characters.
pub(super) struct Labels<'n> {
    longest: usize,
    /// The names that were cut, in the order of their numbers.
    cut: Vec<Cow<'n, str>>,
}

impl<'n> Labels<'n> {
    pub fn of(longest: usize) -> Self {
        Self { longest, cut: Vec::new() }
    }

    /// The label of a name: the name, where it is short enough, else a number and its beginning.
    pub fn label(&mut self, name: &Cow<'n, str>) -> Cow<'n, str> {
        if name.chars().count() <= self.longest {
            return name.clone();
        }
        self.cut.push(name.clone());
        format!("{}. {}", self.cut.len(), excerpt(name, self.longest)).into()
    }

    /// The names that were cut, each with its number.
    pub fn legend(self) -> impl Iterator<Item = String> + use<'n> {
        (1..).zip(self.cut).map(|(number, name): (usize, _)| format!("{number}. {name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_names_are_cut_and_numbered() {
        let mut labels = Labels::of(10);
        let names = ["short", "a very long name", "another long name"].map(Cow::from);
        let shown = names.each_ref().map(|name| labels.label(name));
        assert_eq!(shown[0], "short");
        assert!(shown[1].starts_with("1. a very") && shown[2].starts_with("2. another"), "{shown:?}");
        assert_eq!(labels.legend().collect::<Vec<_>>(), ["1. a very long name", "2. another long name"]);
    }
}
