//! Any bytes as TOML; what was read comes back from TOML as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tobokel::examine::Input;
use tobokel_fuzz::{caught_panics_pass, examine, plan_comes_back, register_comes_back};

fuzz_target!(init: caught_panics_pass(), |bytes: &[u8]| match examine("register.toml", bytes) {
    Input::Register(loaded) => register_comes_back(&loaded.register),
    Input::Plan(loaded) => plan_comes_back(&loaded.plan),
    Input::Refused { .. } => {}
});
