//! Publications made by hand: the texts are those of the register that the project ships, over and over; what stands around them is
//! invented.

use jiff::civil::date;
use tobokel::assess::execution::State;
use tobokel::locale::Language;
use tobokel::method::Method;
use tobokel::model::{Category, Level};
use tobokel::publication::{
    Body, Change, Draft, Execution, Given, Licence, Map, Moved, PublicLevel, PublicMeasure, PublicMethod,
    PublicSituation, Publication, PublishedFields, Told, Why, Withheld,
};
use tobokel::read::read_method;

/// The texts of `registers/dostuk.toml`: function, situation, unit, posts, elsewhere, measure, executors.
struct Texts(Vec<[String; 7]>);

impl Texts {
    fn read() -> Self {
        let register: toml::Table = include_str!("../../registers/dostuk.toml").parse().unwrap();
        let list = |table: &toml::Value, key: &str| -> Vec<toml::Value> {
            table.get(key).and_then(|value| value.as_array()).cloned().unwrap_or_default()
        };
        let text = |table: &toml::Value, key: &str| table.get(key).and_then(|value| value.as_str()).unwrap_or("").to_owned();
        let first = |table: &toml::Value, key: &str| list(table, key)[0].as_str().unwrap().to_owned();
        let mut found = Vec::new();
        for function in register["function"].as_array().unwrap() {
            for situation in list(function, "situation") {
                let measures = list(&situation, "measure");
                let measure = measures.first().map(|measure| (text(measure, "text"), first(measure, "responsible")));
                let (measure, executor) = measure.unwrap_or_default();
                found.push([
                    text(function, "name"),
                    text(&situation, "text"),
                    text(&situation, "unit"),
                    first(&situation, "positions"),
                    text(&situation, "elsewhere"),
                    measure,
                    executor,
                ]);
            }
        }
        assert!(found.len() > 10);
        Self(found)
    }
}

/// A text, or that there is none.
pub fn told(text: &str) -> Told {
    if text.is_empty() { Told::Nothing } else { Told::Text(text.to_owned()) }
}
