//! The floor for reading a register in TOML: `toml::from_str` of the same text into borrowed structures, and nothing else.
//!
//! ```text
//! cargo run --release --example toml_text -- REGISTER.toml
//! ```
//!
//! It knows no place, stops at the first fault and checks nothing. What it prints shows that everything was read.

#![expect(clippy::print_stdout, reason = "a program of its own")]

use serde::Deserialize;
use std::borrow::Cow;
use std::error::Error;
use toml::value::Datetime;

#[derive(Deserialize)]
struct Register<'a> {
    #[serde(borrow)]
    organization: Organization<'a>,
    assessment: Assessment,
    function: Vec<Function<'a>>,
}

#[derive(Deserialize)]
struct Organization<'a> {
    #[serde(borrow)]
    name: Text<'a>,
    id: Text<'a>,
    kind: Text<'a>,
}

#[derive(Deserialize)]
struct Assessment {
    date: Datetime,
}

#[derive(Deserialize)]
struct Function<'a> {
    #[serde(borrow)]
    group: Text<'a>,
    name: Text<'a>,
    situation: Vec<Situation<'a>>,
}

#[derive(Deserialize)]
struct Situation<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    text: Text<'a>,
    category: Text<'a>,
    unit: Text<'a>,
    positions: Vec<Text<'a>>,
    elsewhere: Text<'a>,
    likelihood: Score<'a>,
    harm: Score<'a>,
    control: Control<'a>,
    measure: Vec<Measure<'a>>,
}

#[derive(Deserialize)]
struct Score<'a> {
    score: u8,
    #[serde(borrow)]
    justification: Text<'a>,
}

#[derive(Deserialize)]
struct Control<'a> {
    #[serde(borrow)]
    description: Text<'a>,
    effectiveness: Text<'a>,
    evidence: Text<'a>,
}

#[derive(Deserialize)]
struct Measure<'a> {
    #[serde(borrow)]
    text: Text<'a>,
    due: Datetime,
    responsible: Vec<Text<'a>>,
    expected_result: Text<'a>,
    funding: Text<'a>,
}

/// A text of the file itself, as long as it holds no escape. Inside a list a plain `Cow` would always be copied.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// What was read, so that no field is left out of the reading.
#[derive(Default)]
struct Tally {
    texts: usize,
    bytes: usize,
    points: u64,
    days: usize,
}

impl Tally {
    fn texts<'t, 'a: 't>(&mut self, texts: impl IntoIterator<Item = &'t Text<'a>>) {
        for Text(text) in texts {
            self.texts += 1;
            self.bytes += text.len();
        }
    }

    fn day(&mut self, day: &Datetime) {
        self.days += usize::from(day.date.is_some());
    }

    fn situation(&mut self, situation: &Situation<'_>) {
        let Situation { id, text, category, unit, positions, elsewhere, likelihood, harm, control, measure } =
            situation;
        self.texts([id, text, category, unit, elsewhere, &likelihood.justification, &harm.justification]);
        self.texts([&control.description, &control.effectiveness, &control.evidence]);
        self.texts(positions);
        self.points += u64::from(likelihood.score) + u64::from(harm.score);
        for measure in measure {
            self.texts([&measure.text, &measure.expected_result, &measure.funding]);
            self.texts(&measure.responsible);
            self.day(&measure.due);
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: toml_text REGISTER.toml")?;
    let text = std::fs::read_to_string(path)?;
    let register: Register<'_> = toml::from_str(&text)?;
    let mut tally = Tally::default();
    let Organization { name, id, kind } = &register.organization;
    tally.texts([name, id, kind]);
    tally.day(&register.assessment.date);
    let mut situations = 0;
    for function in &register.function {
        tally.texts([&function.group, &function.name]);
        situations += function.situation.len();
        function.situation.iter().for_each(|situation| tally.situation(situation));
    }
    let Tally { texts, bytes, points, days } = tally;
    println!("situations {situations}, texts {texts} of {bytes} bytes, points {points}, days {days}");
    Ok(())
}
