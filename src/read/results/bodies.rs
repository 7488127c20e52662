//! The bodies of a consolidation, as a later run asks for them: the head of the document, whose registers are hundreds of times as
//! long and are not read.

use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer as _};
use std::fmt;
use std::io::Read;

/// What a consolidation says of a body: its id, the fingerprint of its register if it could be read, how many errors there were,
/// and those that it names, each with code and message.
pub type BodyBefore = (String, Option<String>, usize, Vec<(String, String)>);

#[derive(Default)]
struct Head {
    schema: Option<String>,
    organizations: Option<Vec<Body>>,
    faulty: Option<Vec<Faulty>>,
}

#[derive(Deserialize)]
struct Body {
    id: String,
    source: Source,
}

#[derive(Deserialize)]
struct Source {
    sha256: Option<String>,
}

#[derive(Deserialize)]
struct Faulty {
    id: String,
    errors: usize,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
struct Finding {
    code: String,
    message: String,
}

/// Fills a head, and ends with an error once it is whole: no reader of JSON lets go of a document in its middle.
struct Filling<'h>(&'h mut Head);

impl<'de> Visitor<'de> for Filling<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a consolidation")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(head) = self;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "schema" => head.schema = Some(map.next_value()?),
                "organizations" => head.organizations = Some(map.next_value()?),
                "faulty" => head.faulty = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if head.schema.is_some() && head.organizations.is_some() && head.faulty.is_some() {
                return Err(A::Error::custom("the head is whole"));
            }
        }
        Ok(())
    }
}

/// The bodies of a consolidated JSON document, those with a register first; `None` if the text is no such document.
#[must_use]
pub fn read_consolidated(document: impl Read) -> Option<Vec<BodyBefore>> {
    let mut head = Head::default();
    let read = serde_json::Deserializer::from_reader(document).deserialize_map(Filling(&mut head));
    // What matters is whether the head is whole, not how the reading ended.
    let (Head { schema: Some(schema), organizations: Some(organizations), faulty: Some(faulty) }, _) = (head, read)
    else {
        return None;
    };
    if schema != "tobokel/consolidated/1" {
        return None;
    }
    let mut bodies: Vec<BodyBefore> =
        organizations.into_iter().map(|body| (body.id, body.source.sha256, 0, Vec::new())).collect();
    for Faulty { id, errors, findings } in faulty {
        let found = findings.into_iter().map(|found| (found.code, found.message));
        match bodies.iter_mut().find(|body| body.0 == id) {
            Some(body) => {
                body.2 += errors;
                body.3.extend(found);
            }
            None => bodies.push((id, None, errors, found.collect())),
        }
    }
    Some(bodies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_the_head_is_not_read() {
        let head = r#"{"schema":"tobokel/consolidated/1","organizations":[{"id":"a","source":{"sha256":"0"}}],
            "faulty":[{"id":"b","errors":2,"findings":[{"code":"TB001","message":"m"}]}],"registers":["#;
        let told = read_consolidated(head.as_bytes()).unwrap();
        assert_eq!(told[0], ("a".to_owned(), Some("0".to_owned()), 0, Vec::new()));
        assert_eq!(told[1], ("b".to_owned(), None, 2, vec![("TB001".to_owned(), "m".to_owned())]));
    }

    #[test]
    fn what_is_no_consolidation_has_no_bodies() {
        for text in ["", "[]", "{}", r#"{"schema":"tobokel/assessment/1","organizations":[],"faulty":[]}"#] {
            assert!(read_consolidated(text.as_bytes()).is_none(), "{text}");
        }
    }
}
