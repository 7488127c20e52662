//! How long each phase takes, alone: reading, scoring, checking, saying what the workbook says, writing it.
//!
//! `cargo bench --bench phases`; `cargo bench --bench phases -- read` for one of them. All inputs are made in memory.
//! What whole runs take beside other programs is measured by `benches/versus.sh`.

mod synthetic;

use divan::{Bencher, black_box, counter::ItemsCount};
use jiff::civil::{Date, date};
use tobokel::assess::{Assessment, assess};
use tobokel::diag::{Diagnostic, Sink};
use tobokel::locale::Language;
use tobokel::method::Method;
use tobokel::read::{Loaded, embedded_method, read_register};
use tobokel::report::{Case, Part, VERSION, workbook};
use tobokel::rules::{self, Subject};

/// How many situations the registers have.
const SITUATIONS: [usize; 2] = [100, 10_000];
const AS_OF: Date = date(2026, 11, 21);
const SEED: u64 = 1;
/// No phase is measured for longer, in seconds.
const LONGEST: u64 = 8;

fn main() {
    divan::main();
}

fn method() -> Method {
    embedded_method("kg-232-2026").expect("the method is part of the program")
}

fn load(path: &str, bytes: &[u8], method: &Method) -> Loaded {
    read_register(path, bytes, method, None).expect("the register can be read")
}

/// A register with what the phases after reading need.
struct Subjects {
    method: Method,
    loaded: Loaded,
    assessment: Assessment,
}

impl Subjects {
    fn new(situations: usize) -> Self {
        let method = method();
        let loaded = load("register.toml", synthetic::toml(situations, SEED).as_bytes(), &method);
        let assessment = assess(&loaded.register, &method);
        Self { method, loaded, assessment }
    }

    fn check(&self) -> Vec<Diagnostic> {
        let subject = Subject {
            register: &self.loaded.register,
            origins: &self.loaded.origins,
            method: &self.method,
            assessment: &self.assessment,
            as_of: AS_OF,
        };
        let mut sink = Sink::new(&self.loaded.file);
        rules::check(&subject, &mut sink);
        sink.finish()
    }

    fn case<'a>(&'a self, findings: &'a [Diagnostic]) -> Case<'a> {
        Case {
            path: &self.loaded.file.path,
            sha256: self.loaded.file.sha256(),
            register: &self.loaded.register,
            assessment: &self.assessment,
            method: &self.method,
            findings,
            columns: &[],
            language: Language::Ky,
            as_of: AS_OF,
        }
    }
}

#[divan::bench_group(max_time = LONGEST, sample_size = 1)]
mod read {
    use super::{Bencher, ItemsCount, SEED, SITUATIONS, black_box, load, method, synthetic};

    fn read(bencher: Bencher<'_, '_>, situations: usize, path: &str, bytes: Vec<u8>) {
        let method = method();
        bencher.counter(ItemsCount::new(situations)).bench_local(|| load(path, black_box(&bytes), &method));
    }

    #[divan::bench(args = SITUATIONS)]
    fn toml(bencher: Bencher<'_, '_>, situations: usize) {
        read(bencher, situations, "register.toml", synthetic::toml(situations, SEED).into_bytes());
    }

    #[divan::bench(args = SITUATIONS)]
    fn xlsx(bencher: Bencher<'_, '_>, situations: usize) {
        read(bencher, situations, "register.xlsx", synthetic::xlsx(situations, SEED).expect("it fits into a sheet"));
    }

    #[divan::bench(args = SITUATIONS)]
    fn csv(bencher: Bencher<'_, '_>, situations: usize) {
        read(bencher, situations, "register.csv", synthetic::csv(situations, SEED).expect("texts are texts"));
    }
}

#[divan::bench(args = SITUATIONS, max_time = LONGEST)]
fn score(bencher: Bencher<'_, '_>, situations: usize) {
    let subjects = Subjects::new(situations);
    bencher
        .counter(ItemsCount::new(situations))
        .bench_local(|| assess(black_box(&subjects.loaded.register), &subjects.method));
}

#[divan::bench(args = SITUATIONS, max_time = LONGEST, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, situations: usize) {
    let subjects = Subjects::new(situations);
    bencher.counter(ItemsCount::new(situations)).bench_local(|| black_box(&subjects).check());
}

#[divan::bench(args = SITUATIONS, max_time = LONGEST, sample_size = 1)]
fn report(bencher: Bencher<'_, '_>, situations: usize) {
    let subjects = Subjects::new(situations);
    let findings = subjects.check();
    let case = subjects.case(&findings);
    bencher.counter(ItemsCount::new(situations)).bench_local(|| workbook(black_box(&case), &Part::ALL));
}

/// A failed attempt would look like a good time, so a workbook that cannot be written gets none.
#[divan::bench(args = SITUATIONS, max_time = LONGEST, sample_size = 1)]
fn write(bencher: Bencher<'_, '_>, situations: usize) {
    let subjects = Subjects::new(situations);
    let findings = subjects.check();
    let book = workbook(&subjects.case(&findings), &Part::ALL);
    let write = || tobokel::write::xlsx(black_box(book.clone()), "assessment", VERSION);
    if write().is_ok() {
        bencher.counter(ItemsCount::new(situations)).bench_local(write);
    }
}
