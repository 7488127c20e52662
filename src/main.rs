//! The `tobokel` program: everything is in the library's [`tobokel::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    tobokel::cli::main()
}
