//! Counts the keys of a TOML or JSON text before it is parsed: their tree takes far more memory than the text.

use super::budget::{Excess, KEYS};

/// Makes sure, before a TOML text is parsed, that it has no more keys, lists and tables than a file of its length may have.
pub(super) fn toml(text: &str) -> Result<(), Excess> {
    let bytes = text.as_bytes();
    let is_key =
        |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    // `a.b` is a table in a table; a carriage return alone is a fault each time.
    let dotted = memchr::memchr_iter(b'.', bytes).filter(|at| *at > 0 && is_key(at - 1) && is_key(at + 1)).count();
    let faults = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    let counted = memchr::memchr_iter(b'=', bytes).count()
        + memchr::memchr2_iter(b'[', b'{', bytes).count()
        + memchr::memchr_iter(b',', bytes).count() / 4
        + dotted
        + faults;
    keys_within(counted, text)
}

/// Makes sure, before a JSON text is parsed, that it has no more values than a document of its length may have.
pub(super) fn json(text: &str) -> Result<(), Excess> {
    keys_within(memchr::memchr3_iter(b',', b'[', b'{', text.as_bytes()).count(), text)
}

fn keys_within(counted: usize, text: &str) -> Result<(), Excess> {
    let size = text.len() as u64;
    let most = KEYS.most.max(size / BYTES_OF_A_KEY);
    if counted as u64 > most { Err(Excess { most, ..KEYS.exceeded(size) }) } else { Ok(()) }
}

/// How many bytes of a long TOML or JSON text a key takes at least, with its value.
const BYTES_OF_A_KEY: u64 = 32;
