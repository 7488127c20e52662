//! A text that is in memory once: thousands of cells may share it.

use foldhash::fast::FixedState;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// A text that costs nothing to copy: a piece of memory, or a stretch of one that holds the texts of a whole register.
#[derive(Clone)]
pub struct Text {
    piece: Arc<str>,
    from: u32,
    length: u32,
}

/// The length of a text that is all of its piece.
const WHOLE: u32 = u32::MAX;

impl Text {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let from = self.from as usize;
        if self.length == WHOLE { &self.piece } else { &self.piece[from..from + self.length as usize] }
    }

    /// Puts texts that are kept for long into one piece of memory. Each on its own takes more room, and leaves gaps beside it
    /// where something was that was needed for a short time.
    pub(super) fn pack(texts: &mut [&mut Self]) {
        let mut all = String::with_capacity(texts.iter().map(|text| text.len()).sum());
        // What several cells share is there once.
        let mut known: HashMap<(usize, usize), Option<(u32, u32)>, FixedState> = HashMap::default();
        let mut put = |text: &str| {
            let (from, length) = (u32::try_from(all.len()).ok()?, u32::try_from(text.len()).ok()?);
            all.push_str(text);
            Some((from, length)).filter(|_| length != WHOLE)
        };
        let place = |text: &Self| *known.entry((text.as_ptr().addr(), text.len())).or_insert_with(|| put(text));
        // Where there are too many, they stay on their own.
        let Some(places) = texts.iter().map(|text| &**text).map(place).collect::<Option<Vec<_>>>() else { return };
        let piece: Arc<str> = all.into();
        for (text, (from, length)) in texts.iter_mut().zip(places) {
            **text = Self { piece: Arc::clone(&piece), from, length };
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::from("")
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl From<Arc<str>> for Text {
    fn from(text: Arc<str>) -> Self {
        Self { piece: text, from: 0, length: WHOLE }
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_one_piece_are_what_they_were_and_shared_ones_are_there_once() {
        let shared = Text::from("жер тилкеси");
        let before = [shared.clone(), "".into(), shared, "жер тилкеси".into(), "a".into()];
        let mut after = before.clone();
        Text::pack(&mut after.iter_mut().collect::<Vec<_>>());
        assert_eq!(after, before);
        assert_eq!(after[0].piece.len(), 2 * "жер тилкеси".len() + 1);
        assert!(after.iter().all(|text| Arc::ptr_eq(&text.piece, &after[0].piece)));
        Text::pack(&mut after[3..].iter_mut().collect::<Vec<_>>());
        assert_eq!(after, before);
        assert_eq!(&*after[4].piece, "жер тилкесиa");
    }
}
