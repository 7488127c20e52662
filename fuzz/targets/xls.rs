//! Any records of an old workbook, in a sound container.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tobokel_fuzz::{caught_panics_pass, examine, old_workbook};

fuzz_target!(init: caught_panics_pass(), |bytes: &[u8]| {
    examine("register.xls", &old_workbook(bytes));
});
