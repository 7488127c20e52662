//! What every page has: its head with the policy that forbids all requests, the way past its beginning, style and script.

use super::colours::level_style;
use super::words::Words;
use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

/// By this in its head a page is known as one of this program's.
pub const PAGE_MARK: &str = "<meta name=\"generator\" content=\"tobokel\">";

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A whole page: its title, what it holds, and rules of style of its own.
pub(super) fn page(words: Words<'_>, title: &str, style: &str, content: &Markup) -> String {
    let style = format!("{STYLE}{}{style}", level_style(&words.of.method.levels));
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        fingerprint(&style),
        fingerprint(SCRIPT)
    );
    let page = html! {
        (DOCTYPE)
        html lang=(words.of.language.code()) {
            head {
                meta charset="utf-8";
                (PreEscaped(PAGE_MARK))
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body {
                a.skip href="#main" { (words.say("page-skip")) }
                (content)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// How a policy names a text that may stand in the page.
fn fingerprint(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(text)))
}
