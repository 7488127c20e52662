//! Any body of a Word document; after a zero byte its lists, after another its styles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tobokel_fuzz::{caught_panics_pass, document, examine};

fuzz_target!(init: caught_panics_pass(), |bytes: &[u8]| {
    examine("register.docx", &document(bytes));
});
