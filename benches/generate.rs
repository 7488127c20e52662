//! Writes synthetic registers, so that anybody can repeat a measurement:
//!
//! ```text
//! cargo run --release --example generate -- OUT.xlsx|OUT.csv|OUT.toml ROWS [SEED]
//! cargo run --release --example generate -- FOLDER/ FILES ROWS [SEED]
//! ```
//!
//! The second form writes so many workbooks. With the word `reported` at the end, each form writes TOML in which every measure
//! was carried out and reported on, by bodies of other names. The same seed (1 unless given) gives the same files.

mod synthetic;

use std::error::Error;
use std::path::Path;

/// How far apart the seeds of the registers of two folders lie.
const SEEDS_OF_FOLDER: u64 = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let reported = arguments.pop_if(|last| last == "reported").is_some();
    let usage = "usage: generate OUT.xlsx|OUT.csv|OUT.toml ROWS [SEED], or generate FOLDER/ FILES ROWS [SEED]";
    let (out, numbers) = arguments.split_first().ok_or(usage)?;
    let numbers = numbers.iter().map(|number| number.parse()).collect::<Result<Vec<u64>, _>>()?;
    if out.ends_with('/') {
        let (files, rows, seed) = match *numbers {
            [files, rows] => (files, rows, 1),
            [files, rows, seed] => (files, rows, seed),
            _ => return Err(usage.into()),
        };
        std::fs::create_dir_all(out)?;
        for file in 0..files {
            let ending = if reported { "toml" } else { "xlsx" };
            let path = Path::new(out).join(format!("m{file:04}.{ending}"));
            write(&path, rows, seed * SEEDS_OF_FOLDER + file, reported)?;
        }
        return Ok(());
    }
    match *numbers {
        [rows] => write(Path::new(out), rows, 1, reported),
        [rows, seed] => write(Path::new(out), rows, seed, reported),
        _ => Err(usage.into()),
    }
}

fn write(path: &Path, rows: u64, seed: u64, reported: bool) -> Result<(), Box<dyn Error>> {
    let rows = usize::try_from(rows)?;
    let bytes = match path.extension().and_then(|ending| ending.to_str()) {
        Some("toml") if reported => synthetic::reported(rows, seed).into_bytes(),
        _ if reported => return Err("the name of a file with reports has to end in .toml".into()),
        Some("xlsx") => synthetic::xlsx(rows, seed)?,
        Some("csv") => synthetic::csv(rows, seed)?,
        Some("toml") => synthetic::toml(rows, seed).into_bytes(),
        _ => return Err("the name of the file has to end in .xlsx, .csv or .toml".into()),
    };
    Ok(std::fs::write(path, bytes)?)
}
