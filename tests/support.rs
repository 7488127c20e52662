//! What several modules need: the program, run in a folder of its own, and what it said.

pub mod docx;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The program in a folder, with nothing taken over from the machine that changes what it prints.
pub fn tobokel(folder: &Path, arguments: &[&str]) -> Command {
    // `.ci/windows` names another one: that of Windows.
    let named = std::env::var_os("TOBOKEL_PROGRAM");
    run_in(folder, &named.map_or_else(|| env!("CARGO_BIN_EXE_tobokel").into(), PathBuf::from), arguments)
}

/// The same, whichever program it is.
pub fn run_in(folder: &Path, program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments);
    for name in ["COLUMNS", "NO_COLOR", "SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL", "LANGUAGE"] {
        command.env_remove(name);
    }
    command
}

/// All that a run said: standard output, then standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A folder of its own, with the arguments that each run in it has.
pub struct Folder {
    root: TempDir,
    always: &'static [&'static str],
}

impl Folder {
    /// A folder with these files.
    pub fn with(files: &[(&str, &str)], always: &'static [&'static str]) -> Self {
        let folder = Self { root: TempDir::new().unwrap(), always };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    pub fn root(&self) -> &Path {
        self.root.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        std::fs::write(self.path(name), bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program, in a folder below; the arguments of each run stand behind its own.
    pub fn command_in(&self, below: &str, arguments: &[&str]) -> Command {
        tobokel(&self.path(below), &[arguments, self.always].concat())
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_in("", arguments)
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }
}
