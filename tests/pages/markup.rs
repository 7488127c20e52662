//! A small reader of the pages: whether their elements nest, which ids and links they have, and what text is seen.

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};

/// Elements that hold nothing.
const EMPTY: [&str; 3] = ["meta", "input", "br"];

/// What a page holds.
#[derive(Default)]
pub struct Page {
    pub faults: Vec<String>,
    pub ids: Vec<String>,
    pub links: Vec<String>,
    /// Ids that `aria-labelledby` and `for` name.
    pub references: Vec<String>,
    /// The text, without style, script and controls.
    pub text: String,
}

impl Page {
    pub fn read(page: &str) -> Self {
        let mut of = Self::default();
        let mut open: Vec<&str> = Vec::new();
        let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("the kind of document");
        while let Some(at) = rest.find('<') {
            let hidden = ["style", "script", "form"].iter().any(|name| open.contains(name));
            if !hidden {
                of.text += &unescaped(&rest[..at]);
            }
            let end = at + rest[at..].find('>').expect("the end of a tag");
            let tag = &rest[at + 1..end];
            rest = &rest[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                if open.pop() != Some(name) {
                    of.faults.push(format!("</{name}>"));
                }
                continue;
            }
            let name = tag.split_whitespace().next().unwrap_or_default();
            of.attributes(tag);
            if !EMPTY.contains(&name) {
                open.push(name);
            }
            if ["style", "script"].contains(&name) {
                rest = &rest[rest.find("</").expect("its end")..];
            }
        }
        of.faults.extend(open.iter().map(|name| format!("<{name}> is not closed")));
        of
    }

    fn attributes(&mut self, tag: &str) {
        for (name, value) in tag.split('"').collect::<Vec<_>>().chunks_exact(2).map(|pair| (pair[0].trim(), pair[1])) {
            let value = unescaped(value);
            match name.trim_end_matches('=').rsplit(' ').next().unwrap_or_default() {
                "id" => self.ids.push(value),
                "href" => self.links.push(value),
                "aria-labelledby" | "for" => self.references.extend(value.split(' ').map(str::to_owned)),
                _ => {}
            }
        }
    }
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// How a policy names a text.
pub fn fingerprint(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(text)))
}
