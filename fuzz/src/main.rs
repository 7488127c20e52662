//! Mutated real files against each reader: no panic, no hang.
//!
//! `cargo run --release --manifest-path fuzz/Cargo.toml -- TARGET EXECUTIONS [SEED]`, where TARGET is `toml`, `method`, `csv`,
//! `xlsx`, `ods` or `xls`, and the seeds are the files given in `FUZZ_SEEDS` (separated by `:`), else those of this
//! repository. A panic ends the program and names the seed and the execution, with which it can be repeated. Plain
//! mutation rather than coverage guidance: it needs no nightly compiler.

use std::time::{Duration, Instant};
use tobokel::method::{DEFAULT, EMBEDDED, Method};
use tobokel::read::{embedded_method, read_method, read_register};
use tobokel::source::SourceFile;

/// An execution that takes longer is taken for a hang.
const PATIENCE: Duration = Duration::from_secs(10);

fn main() {
    // A panic is told below, with what repeats it; those that a reader catches are its own affair.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments: Vec<String> = std::env::args().collect();
    let [_, target, executions, rest @ ..] = arguments.as_slice() else {
        eprintln!("usage: tobokel-fuzz toml|method|csv|xlsx|ods|xls EXECUTIONS [SEED]");
        std::process::exit(2);
    };
    let executions: u64 = executions.parse().expect("a number of executions");
    let seed: u64 = rest.first().map_or(1, |seed| seed.parse().expect("a seed"));
    let method = embedded_method(DEFAULT).expect("the embedded method");
    let seeds = seeds(target);
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let (mut accepted, mut slowest, begin) = (0_u64, Duration::ZERO, Instant::now());
    for execution in 0..executions {
        let bytes = mutated(&seeds[random.below(seeds.len())], &seeds, &mut random);
        let start = Instant::now();
        let read = std::panic::catch_unwind(|| one(target, &bytes, &method));
        let Ok(ok) = read else {
            std::fs::write("fuzz-failure.bin", &bytes).ok();
            eprintln!("panic: target {target}, seed {seed}, execution {execution}; input in fuzz-failure.bin");
            std::process::exit(1);
        };
        accepted += u64::from(ok);
        slowest = slowest.max(start.elapsed());
        if start.elapsed() > PATIENCE {
            std::fs::write("fuzz-failure.bin", &bytes).ok();
            eprintln!("hang: target {target}, seed {seed}, execution {execution}; input in fuzz-failure.bin");
            std::process::exit(1);
        }
    }
    println!("{target}: {executions} executions, {accepted} read, slowest {slowest:?}, in all {:?}", begin.elapsed());
}

/// Runs a reader; whether it read a register (or a method).
fn one(target: &str, bytes: &[u8], method: &Method) -> bool {
    if target == "method" {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return read_method(&SourceFile::new("method.toml", text)).is_ok();
    }
    read_register(&format!("seed.{target}"), bytes, method, None).is_ok()
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    if let Ok(paths) = std::env::var("FUZZ_SEEDS") {
        return paths.split(':').map(|path| std::fs::read(path).expect("a seed file")).collect();
    }
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let read = |path: &str| std::fs::read(format!("{root}/{path}")).expect("a file of the repository");
    match target {
        "toml" => vec![read("tests/intake/small.toml"), read("registers/department.toml")],
        "method" => vec![EMBEDDED[0].1.as_bytes().to_vec()],
        other => vec![read(&format!("tests/intake/small.{other}"))],
    }
}

/// One to eight changes: bytes flipped, cut, doubled, put in from a list of awkward ones or from another seed.
fn mutated(seed: &[u8], seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    const AWKWARD: [&[u8]; 16] = [
        b"\"", b"[", b"]", b"=", b"\n", b",", b";", b"\0", b"\xff", b"99999999999999999999", b"-1", b"#REF!", b"'=1",
        "\u{feff}".as_bytes(), "\u{301}".as_bytes(), b"[[function.situation]]\n",
    ];
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(8) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        let to = (at + 1 + random.below(40)).min(bytes.len());
        match random.below(6) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let piece = bytes[at..to].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => drop(bytes.splice(at..at, AWKWARD[random.below(AWKWARD.len())].iter().copied())),
            4 => bytes.truncate(at),
            _ => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len());
                let end = (from + random.below(60)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
        }
    }
    bytes
}

/// A small generator of pseudo-random numbers (xorshift64*), so that a run can be repeated from its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}
