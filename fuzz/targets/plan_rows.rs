//! Any rows below the header of the official plan; the plan they make comes back from TOML as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tobokel::examine::Input;
use tobokel_fuzz::{caught_panics_pass, examine, plan_comes_back};

const HEADER: &str = "№,Милдеттер,Иш-чаралар,Ишке ашыруу мөөнөтү,Күтүлүүчү натыйжалар,Жооптуу аткаруучулар,\
    Каржылоо булактары\n1,2,3,4,5,6,7\n";

fuzz_target!(init: caught_panics_pass(), |rows: &str| {
    if let Input::Plan(loaded) = examine("plan.csv", format!("{HEADER}{rows}").as_bytes()) {
        plan_comes_back(&loaded.plan);
    }
});
