//! Publications of registers that the project ships, and of as many situations as one wants: their texts over and over.

use jiff::civil::date;
use std::fmt::Write as _;
use tobokel::examine::{Conditions, examine};
use tobokel::locale::Language;
use tobokel::method::DEFAULT;
use tobokel::publication::{KnownBody, Licence, Publication, PublishedFields, Wanted, of};
use tobokel::read::embedded_method;

/// The day of all pages here.
pub const AS_OF: jiff::civil::Date = date(2027, 2, 20);

/// The register with texts in Kyrgyz that the project ships.
pub const REGISTER: &str = include_str!("../../registers/dostuk.toml");

/// The publication of registers and plans, each with the name of its file.
pub fn publication(files: &[(&str, &str)], language: Language, fields: &PublishedFields) -> Publication {
    let method = embedded_method(DEFAULT).expect("the default method");
    let by = Conditions::of(&method, AS_OF);
    let examined: Vec<_> = files.iter().map(|(name, text)| examine(name, text.as_bytes(), &by)).collect();
    let entries: Vec<_> = examined.iter().map(|one| one.entry(&by, Some(language))).collect();
    let wanted = Wanted {
        method: &method,
        language,
        as_of: AS_OF,
        fields,
        licence: &Licence::default(),
        contact: Some("dostuk@example.kg"),
        bodies: &[KnownBody {
            id: "jany-jol".to_owned(),
            name: Some("Жаңы-Жол айыл өкмөтү".to_owned()),
            address: None,
        }],
        many: files.len() > 1,
        force: true,
        earlier: None,
    };
    of(&entries, wanted).publication
}

/// A register of so many situations: those of the shipped one, each many times, with an id and a function of its own.
pub fn register_of(situations: usize) -> String {
    let (head, _) = REGISTER.split_once("[[function]]").unwrap();
    let functions: Vec<&str> = REGISTER.split("[[function]]").skip(1).collect();
    let mut text = head.to_owned();
    for number in 0..situations {
        let function = functions[number * functions.len() / situations];
        let (before, rest) = function.split_once("\nid = \"").unwrap();
        let (_, after) = rest.split_once('"').unwrap();
        write!(text, "[[function]]{before}\nid = \"{}.{}\"{after}", number / 100 + 1, number % 100 + 1).unwrap();
    }
    text
}
