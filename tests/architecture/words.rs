//! The source as words, without comments and tests, and the paths of its imports.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;

/// A word of the code: a name, a sign, a literal, the beginning or the end of a group.
pub struct Word {
    pub line: usize,
    pub text: String,
    pub is_literal: bool,
}

/// The words of a source text, without comments and without what is only built for tests.
pub fn words(text: &str) -> Vec<Word> {
    let file = syn::parse_file(text).expect("the source can be parsed");
    let mut words = Vec::new();
    for item in without_tests(file.items) {
        flatten(item.to_token_stream(), &mut words);
    }
    words
}

pub fn without_tests(items: Vec<syn::Item>) -> Vec<syn::Item> {
    let mut kept = Vec::new();
    for mut item in items {
        let attributes = match &item {
            syn::Item::Mod(module) => &module.attrs,
            syn::Item::Use(import) => &import.attrs,
            syn::Item::Fn(function) => &function.attrs,
            _ => &Vec::new(),
        };
        if attributes.iter().any(|attribute| attribute.to_token_stream().to_string() == "# [cfg (test)]") {
            continue;
        }
        if let syn::Item::Mod(syn::ItemMod { content: Some((_, inner)), .. }) = &mut item {
            *inner = without_tests(std::mem::take(inner));
        }
        kept.push(item);
    }
    kept
}

fn flatten(tokens: TokenStream, words: &mut Vec<Word>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let line = token.span().start().line;
        let mut add = |text: String, is_literal| words.push(Word { line, text, is_literal });
        match token {
            // A comment for documentation.
            TokenTree::Punct(sign) if sign.as_char() == '#' && tokens.peek().is_some_and(is_doc) => {
                tokens.next();
            }
            TokenTree::Ident(name) => add(name.to_string(), false),
            TokenTree::Punct(sign) => add(sign.to_string(), false),
            TokenTree::Literal(literal) => add(literal.to_string(), true),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                add(open.to_owned(), false);
                flatten(group.stream(), words);
                words.push(Word { line: group.span_close().start().line, text: close.to_owned(), is_literal: false });
            }
        }
    }
}

fn is_doc(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    group.stream().into_iter().next().is_some_and(|first| first.to_string() == "doc")
}

/// Where some words stand one after the other: the line, and what follows.
pub fn all<'w>(words: &'w [Word], wanted: &'static str) -> impl Iterator<Item = (usize, &'w [Word])> {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    (0..words.len()).filter_map(move |at| {
        let here = words.get(at..at + wanted.len())?;
        let is_it = here.iter().zip(&wanted).all(|(word, wanted)| !word.is_literal && word.text == **wanted);
        is_it.then(|| (here[0].line, &words[at + wanted.len()..]))
    })
}

/// The lines of each of several lists of words.
pub fn any(words: &[Word], wanted: &[&'static str]) -> Vec<(usize, String)> {
    let of =
        |wanted: &&'static str| all(words, wanted).map(|(line, _)| (line, (*wanted).to_owned())).collect::<Vec<_>>();
    wanted.iter().flat_map(of).collect()
}

/// What a file takes from the crate's root: line, path behind `crate::` (`locale::Language`, `locale::*`, `locale`).
/// `depth` is how many modules the file lies below the root: 1 for `src/read.rs`, 2 for `src/read/build.rs`.
pub fn imports(words: &[Word], depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line, rest) in all(words, "crate : :") {
        found.extend(paths(rest).into_iter().map(|path| (line, path)));
    }
    for (at, word) in words.iter().enumerate() {
        let after_path = at >= 2 && words[at - 1].text == ":" && words[at - 2].text == ":";
        if word.text != "super" || after_path {
            continue;
        }
        let (mut rest, mut up) = (&words[at..], 0);
        while rest.len() > 2 && rest[0].text == "super" && rest[1].text == ":" {
            (rest, up) = (&rest[3..], up + 1);
        }
        if up >= depth {
            found.extend(paths(rest).into_iter().map(|path| (word.line, path)));
        }
    }
    found
}

/// The paths of a use tree, or of a path in code.
pub fn paths(tree: &[Word]) -> Vec<String> {
    match tree.first().map(|word| word.text.as_str()) {
        Some("{") => {
            let (mut depth, mut begins, mut found) = (0, 1, Vec::new());
            for (at, word) in tree.iter().enumerate() {
                match word.text.as_str() {
                    "{" => depth += 1,
                    "}" => depth -= 1,
                    _ => {}
                }
                if (depth == 1 && word.text == ",") || depth == 0 {
                    found.extend(paths(&tree[begins..at]));
                    begins = at + 1;
                }
                if depth == 0 {
                    break;
                }
            }
            found
        }
        Some("*") => vec!["*".to_owned()],
        Some(name) if name.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') => {
            let below = match tree {
                [_, one, two, rest @ ..] if one.text == ":" && two.text == ":" => paths(rest),
                _ => Vec::new(),
            };
            if below.is_empty() {
                vec![name.to_owned()]
            } else {
                below.iter().map(|path| format!("{name}::{path}")).collect()
            }
        }
        _ => Vec::new(),
    }
}
