//! Registers made of chance: every situation has all its fields, with texts as long as those of published registers.
//!
//! The same seed gives the same register in every format. The lists that texts are made of stand in `benches/words.txt`.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::fmt::Write as _;

const LISTS: &str = include_str!("../words.txt");

/// How many functions the situations of a register share.
const FUNCTIONS: usize = 60;
/// How many situations stand under one function in TOML.
const IN_FUNCTION: usize = 10;

/// A situation, its fields in the order of a register's columns.
pub struct Row {
    number: usize,
    function: String,
    situation: String,
    category: &'static str,
    unit: String,
    position: String,
    elsewhere: String,
    likelihood: usize,
    likelihood_justification: String,
    harm: usize,
    harm_justification: String,
    control: String,
    effectiveness: &'static str,
    evidence: String,
    measure: String,
    due: String,
    responsible: String,
    expected_result: String,
    funding: &'static str,
}

/// A value of a column.
enum Value<'a> {
    Number(usize),
    Text(&'a str),
}

impl Row {
    fn values(&self) -> [Value<'_>; 19] {
        [
            Value::Number(self.number),
            Value::Text(&self.function),
            Value::Text(&self.situation),
            Value::Text(self.category),
            Value::Text(&self.unit),
            Value::Text(&self.position),
            Value::Text(&self.elsewhere),
            Value::Number(self.likelihood),
            Value::Text(&self.likelihood_justification),
            Value::Number(self.harm),
            Value::Text(&self.harm_justification),
            Value::Text(&self.control),
            Value::Text(self.effectiveness),
            Value::Text(&self.evidence),
            Value::Text(&self.measure),
            Value::Text(&self.due),
            Value::Text(&self.responsible),
            Value::Text(&self.expected_result),
            Value::Text(self.funding),
        ]
    }
}

/// The entries of a list, one on a line.
fn list(name: &str) -> Vec<&'static str> {
    let head = format!("[{name}]");
    LISTS.lines().skip_while(|line| *line != head).skip(1).take_while(|line| !line.is_empty()).collect()
}

/// Numbers by chance: `SplitMix64`, the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number between the two, both included.
    fn between(&mut self, low: usize, high: usize) -> usize {
        let width = (high - low + 1) as u64;
        low + usize::try_from(self.next() % width).unwrap_or_default()
    }

    fn one_of<'a, T: ?Sized>(&mut self, choice: &[&'a T]) -> &'a T {
        choice[self.between(0, choice.len() - 1)]
    }
}

/// Makes situations one after another.
struct Author {
    chance: Chance,
    words: Vec<&'static str>,
}

impl Author {
    /// A sentence of so many characters and a full stop, with a comma before every eighth word or so.
    fn text(&mut self, low: usize, high: usize) -> String {
        let length = self.chance.between(low, high);
        let first = self.chance.one_of(&self.words);
        let mut letters: Vec<char> = first.chars().collect();
        letters.splice(..1, first.chars().take(1).flat_map(char::to_uppercase));
        while letters.len() < length {
            letters.extend(if self.chance.between(1, 100) <= 12 { ", " } else { " " }.chars());
            letters.extend(self.chance.one_of(&self.words).chars());
        }
        letters.truncate(length);
        let text: String = letters.into_iter().collect();
        format!("{}.", text.trim_end_matches([' ', ',']))
    }

    fn day(&mut self) -> String {
        format!("2027-{:02}-{:02}", self.chance.between(1, 12), self.chance.between(1, 28))
    }
}

/// The situations of a register.
pub fn rows(count: usize, seed: u64) -> impl Iterator<Item = Row> {
    let words = list("words").into_iter().flat_map(str::split_whitespace).collect();
    let mut author = Author { chance: Chance(seed), words };
    let (categories, grades, funding) = (list("categories"), list("grades"), list("funding")[0]);
    let functions: Vec<String> = (0..FUNCTIONS).map(|_| author.text(40, 110)).collect();
    (1..=count).map(move |number| Row {
        number,
        function: functions[author.chance.between(0, FUNCTIONS - 1)].clone(),
        situation: author.text(80, 200),
        category: author.chance.one_of(&categories),
        unit: author.text(12, 40),
        position: author.text(12, 60),
        elsewhere: author.text(10, 60),
        likelihood: author.chance.between(1, 3),
        likelihood_justification: author.text(60, 160),
        harm: author.chance.between(1, 3),
        harm_justification: author.text(60, 160),
        control: author.text(40, 120),
        effectiveness: author.chance.one_of(&grades),
        evidence: author.text(40, 140),
        measure: author.text(60, 180),
        due: author.day(),
        responsible: author.text(12, 40),
        expected_result: author.text(50, 140),
        funding,
    })
}

/// A register as a workbook with one sheet and nothing but its table.
pub fn xlsx(count: usize, seed: u64) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same bytes whenever it is made.
    let created = ExcelDateTime::from_ymd(2026, 6, 15)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name(list("sheet")[0])?;
    sheet.write_row(0, 0, list("titles"))?;
    for (at, row) in (1..).zip(rows(count, seed)) {
        for (column, value) in (0..).zip(row.values()) {
            match value {
                Value::Number(number) => sheet.write_number(at, column, number as f64)?,
                Value::Text(text) => sheet.write_string(at, column, text)?,
            };
        }
    }
    workbook.save_to_buffer()
}

/// A register as a table in CSV.
pub fn csv(count: usize, seed: u64) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(list("titles"))?;
    for row in rows(count, seed) {
        table.write_record(row.values().map(|value| match value {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => text.to_owned(),
        }))?;
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

/// A register as TOML, with a function for every ten situations.
pub fn toml(count: usize, seed: u64) -> String {
    written(count, (list("organization")[0], "ak-suu"), seed, |_| String::new())
}

/// The same of a body of another name, in which each measure was carried out and reported on: half of the results in sentences
/// that many reports have, with numbers of their own, half in words by chance.
#[allow(dead_code, reason = "not every program that has this module needs it")]
pub fn reported(count: usize, seed: u64) -> String {
    let mut author =
        Author { chance: Chance(seed), words: list("words").into_iter().flat_map(str::split_whitespace).collect() };
    let sentences = list("reports");
    let result = |due: &str| {
        let result = match author.chance.between(0, 1) {
            0 => {
                let mut sentence = author.chance.one_of(&sentences).to_owned();
                while sentence.contains('#') {
                    sentence = sentence.replacen('#', &author.chance.between(2, 400).to_string(), 1);
                }
                sentence
            }
            _ => author.text(60, 140),
        };
        format!("status = \"done\"\ndone_on = {due}\nresult = \"{result}\"\n")
    };
    let id = format!("body-{seed}");
    written(count, (&format!("{} {seed}", list("organization")[0]), &id), seed, result)
}

fn written(count: usize, (name, id): (&str, &str), seed: u64, mut done: impl FnMut(&str) -> String) -> String {
    let groups = list("groups");
    let mut out = format!(
        "[organization]\nname = \"{name}\"\nid = \"{id}\"\nkind = \"local-self-government\"\n\n\
         [assessment]\ndate = 2026-06-15\n\n"
    );
    for (at, row) in rows(count, seed).enumerate() {
        if at % IN_FUNCTION == 0 {
            let group = groups[at / IN_FUNCTION % groups.len()];
            push(&mut out, format_args!("[[function]]\ngroup = \"{group}\"\nname = \"{}\"\n\n", row.function));
        }
        // No word holds a quotation mark or a backslash, so nothing needs escaping.
        push(
            &mut out,
            format_args!(
                "[[function.situation]]\nid = \"{}\"\ntext = \"{}\"\ncategory = \"{}\"\nunit = \"{}\"\n\
                 positions = [\"{}\"]\nelsewhere = \"{}\"\n\
                 likelihood = {{ score = {}, justification = \"{}\" }}\nharm = {{ score = {}, justification = \"{}\" }}\n\
                 control = {{ description = \"{}\", effectiveness = \"{}\", evidence = \"{}\" }}\n\n",
                row.number,
                row.situation,
                row.category,
                row.unit,
                row.position,
                row.elsewhere,
                row.likelihood,
                row.likelihood_justification,
                row.harm,
                row.harm_justification,
                row.control,
                row.effectiveness,
                row.evidence,
            ),
        );
        push(
            &mut out,
            format_args!(
                "[[function.situation.measure]]\ntext = \"{}\"\ndue = {}\nresponsible = [\"{}\"]\n\
                 expected_result = \"{}\"\nfunding = \"{}\"\n{}\n",
                row.measure,
                row.due,
                row.responsible,
                row.expected_result,
                row.funding,
                done(&row.due),
            ),
        );
    }
    out
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}
