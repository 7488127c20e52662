//! Any XML of a worksheet with any XML of shared texts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tobokel_fuzz::{caught_panics_pass, examine, workbook};

fuzz_target!(init: caught_panics_pass(), |bytes: &[u8]| {
    examine("register.xlsx", &workbook(bytes));
});
