//! Messages cut to what can be shown: whoever writes a file could else fill the screen, and memory, with a key of megabytes.

use super::{Arg, Message};

/// How much of one argument a message shows, in characters: more than any honest name or id has.
const LONGEST: usize = 1_000;

/// How many items of a list a message shows; a method may have many levels.
const ITEMS: usize = 100;

impl Message {
    /// Cuts what is filled in to what can be shown.
    pub fn shorten(&mut self) {
        self.args.iter_mut().for_each(|(_, arg)| arg.shorten());
    }

    /// The same message, cut to what can be shown.
    #[must_use]
    pub fn shortened(&self) -> Self {
        let mut message = self.clone();
        message.shorten();
        message
    }
}

impl Arg {
    fn shorten(&mut self) {
        match self {
            Self::Text(text) => {
                if let Some(short) = cut(text) {
                    *text = short;
                }
            }
            Self::Texts(texts) => {
                for text in [&mut texts.ky, &mut texts.ru, &mut texts.en] {
                    if let Some(short) = cut(text) {
                        *text = short.into();
                    }
                }
            }
            Self::Message(message) => message.shorten(),
            Self::List(items) => {
                if items.len() > ITEMS {
                    items.truncate(ITEMS);
                    items.push("…".into());
                }
                items.iter_mut().for_each(Self::shorten);
            }
            Self::Number(_) | Self::Date(_) => {}
        }
    }
}

/// A text that is too long to be shown, as far as it is shown.
fn cut(text: &str) -> Option<String> {
    // No character has less than a byte.
    let (end, _) = (text.len() > LONGEST).then(|| text.char_indices().nth(LONGEST)).flatten()?;
    Some(format!("{}…", &text[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_no_more_of_an_argument_than_can_be_read() {
        let long = "я".repeat(LONGEST + 1);
        let inner = Message::new("severity-error").with("found", long.as_str());
        let list = Arg::List(vec![Arg::from("а"); ITEMS + 1]);
        let honest = "я".repeat(LONGEST);
        let message = Message::new("severity-error").with("a", inner).with("b", list).with("c", honest.as_str());
        let shown = message.shortened();
        let Arg::Message(inner) = &shown.args[0].1 else { panic!("{shown:?}") };
        assert_eq!(inner.args[0].1, Arg::from(format!("{honest}…")));
        assert!(matches!(&shown.args[1].1, Arg::List(items) if items.len() == ITEMS + 1));
        assert_eq!(shown.args[2], message.args[2]);
    }
}
