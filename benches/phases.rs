//! How long each phase takes, alone: reading, scoring, checking, saying what the workbook says, writing it.
//!
//! `cargo bench --bench phases`; `cargo bench --bench phases -- read` for one of them. All inputs are made in memory.
//! What whole runs take beside other programs is measured by `benches/versus.sh`.

mod synthetic;

use divan::{Bencher, black_box, counter::ItemsCount};
use jiff::civil::{Date, date};
use tobokel::assess::assess;
use tobokel::examine::{Conditions, Examined, examine};
use tobokel::method::Method;
use tobokel::read::embedded_method;
use tobokel::report::{Part, VERSION, workbook};

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

/// A register, examined.
fn examined(situations: usize, method: &Method) -> Examined {
    examine("register.toml", synthetic::toml(situations, SEED).into_bytes(), &by(method))
}

fn by(method: &Method) -> Conditions<'_> {
    Conditions::of(method, AS_OF)
}

#[divan::bench_group(max_time = LONGEST, sample_size = 1)]
mod read {
    use super::{Bencher, ItemsCount, SEED, SITUATIONS, black_box, by, method, synthetic};

    fn read(bencher: Bencher<'_, '_>, situations: usize, path: &str, bytes: Vec<u8>) {
        let method = method();
        bencher
            .counter(ItemsCount::new(situations))
            .bench_local(|| tobokel::examine::read(path, black_box(&bytes), &by(&method)));
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
    let method = method();
    let examined = examined(situations, &method);
    let case = examined.case(&by(&method)).expect("a register");
    bencher.counter(ItemsCount::new(situations)).bench_local(|| assess(black_box(case.register), &method));
}

#[divan::bench(args = SITUATIONS, max_time = LONGEST, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, situations: usize) {
    let method = method();
    let mut examined = examined(situations, &method);
    bencher.counter(ItemsCount::new(situations)).bench_local(|| black_box(&mut examined).look_again(&by(&method)));
}

#[divan::bench(args = SITUATIONS, max_time = LONGEST, sample_size = 1)]
fn report(bencher: Bencher<'_, '_>, situations: usize) {
    let method = method();
    let examined = examined(situations, &method);
    let case = examined.case(&by(&method)).expect("a register");
    bencher.counter(ItemsCount::new(situations)).bench_local(|| workbook(black_box(&case), &Part::ALL));
}

/// A failed attempt would look like a good time, so a workbook that cannot be written gets none.
#[divan::bench(args = SITUATIONS, max_time = LONGEST, sample_size = 1)]
fn write(bencher: Bencher<'_, '_>, situations: usize) {
    let method = method();
    let examined = examined(situations, &method);
    let book = workbook(&examined.case(&by(&method)).expect("a register"), &Part::ALL);
    let write = || tobokel::write::xlsx(black_box(book.clone()), "assessment", VERSION);
    if write().is_ok() {
        bencher.counter(ItemsCount::new(situations)).bench_local(write);
    }
}
