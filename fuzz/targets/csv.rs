//! Any bytes as a table of text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tobokel_fuzz::{caught_panics_pass, examine};

fuzz_target!(init: caught_panics_pass(), |bytes: &[u8]| {
    examine("register.csv", bytes);
});
