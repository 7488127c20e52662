//! Which file imports which, whatever the path: `crate::`, `super::`, `self::` or the name of a module of its own lead to a
//! file, and a name that a module passes on leads to the file that defines it. Files that import each other, directly or
//! round about, are one circle.

use super::words::{Word, paths, without_tests, words};
use std::collections::{BTreeMap, BTreeSet};
use syn::{Item, UseTree};

/// The path of a module or of a name below the crate's root.
type Path = Vec<String>;

/// What a file defines, and what it takes from others.
struct Module {
    file: String,
    words: Vec<Word>,
    /// The names that it defines.
    defines: BTreeSet<String>,
    /// The modules that it declares.
    children: BTreeSet<String>,
    /// The names that it takes from elsewhere, each with where it stands there.
    taken: BTreeMap<String, Path>,
    /// The modules from which it takes all names.
    all_of: Vec<Path>,
}

/// The circles of these files, each a list of `from -> to`; a file is its path with its text.
pub fn circles<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Vec<String>> {
    let modules: BTreeMap<Path, Module> =
        files.map(|(file, text)| (module_path(file), Module::of(file, text))).collect();
    let edges: BTreeMap<&str, BTreeSet<&str>> =
        modules.iter().map(|(path, module)| (module.file.as_str(), module.imports(path, &modules))).collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> = edges.keys().map(|from| (*from, reached(from, &edges))).collect();
    let in_circle = |from: &str, to: &str| reached[from].contains(to) && reached[to].contains(from);
    let mut circles: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (from, tos) in &edges {
        for to in tos.iter().filter(|to| in_circle(from, to)) {
            let first = reached[from].iter().find(|other| in_circle(from, other)).expect("the circle");
            circles.entry(first).or_default().push(format!("{from} -> {to}"));
        }
    }
    circles.into_values().collect()
}

/// The files that a file leads to, over one import or several.
fn reached<'a>(from: &'a str, edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(file) = open.pop() {
        open.extend(edges[file].iter().filter(|to| reached.insert(**to)));
    }
    reached
}

/// `src/read/build.rs` is `read::build`; the library and the program are the root.
fn module_path(file: &str) -> Path {
    let module = file.trim_start_matches("src/").trim_end_matches(".rs");
    module.split('/').filter(|name| !["lib", "main"].contains(name)).map(str::to_owned).collect()
}

impl Module {
    fn of(file: &str, text: &str) -> Self {
        let mut module = Self {
            file: file.to_owned(),
            words: words(text),
            defines: BTreeSet::new(),
            children: BTreeSet::new(),
            taken: BTreeMap::new(),
            all_of: Vec::new(),
        };
        let items = without_tests(syn::parse_file(text).expect("the source can be parsed").items);
        module.children.extend(items.iter().filter_map(|item| match item {
            Item::Mod(child) if child.content.is_none() => Some(child.ident.to_string()),
            _ => None,
        }));
        let here = module_path(file);
        for item in items {
            match item {
                Item::Use(import) => module.take(&import.tree, None, &here),
                Item::Macro(item) => module.defines.extend(item.ident.map(|name| name.to_string())),
                Item::Const(item) => module.define(&item.ident),
                Item::Static(item) => module.define(&item.ident),
                Item::Fn(item) => module.define(&item.sig.ident),
                Item::Struct(item) => module.define(&item.ident),
                Item::Enum(item) => module.define(&item.ident),
                Item::Trait(item) => module.define(&item.ident),
                Item::Type(item) => module.define(&item.ident),
                _ => {}
            }
        }
        module
    }

    fn define(&mut self, name: &syn::Ident) {
        self.defines.insert(name.to_string());
    }

    /// Notes what a `use` takes; `before` is what stands before it, resolved. Other crates are passed over.
    fn take(&mut self, tree: &UseTree, before: Option<&Path>, here: &Path) {
        match tree {
            UseTree::Path(path) => {
                if let Some(below) = self.step(before, &path.ident.to_string(), here) {
                    self.take(&path.tree, Some(&below), here);
                }
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.take(tree, before, here)),
            UseTree::Glob(_) => self.all_of.extend(before.cloned()),
            UseTree::Name(name) => self.name(&name.ident.to_string(), &name.ident.to_string(), before),
            UseTree::Rename(name) => self.name(&name.ident.to_string(), &name.rename.to_string(), before),
        }
    }

    fn name(&mut self, there: &str, here: &str, before: Option<&Path>) {
        let Some(before) = before else { return };
        let (name, path) = if there == "self" {
            (before.last().cloned().unwrap_or_default(), before.clone())
        } else {
            (here.to_owned(), below(before, there))
        };
        self.taken.insert(name, path);
    }

    /// Where a path goes on by a name.
    fn step(&self, before: Option<&Path>, name: &str, here: &Path) -> Option<Path> {
        match (name, before) {
            ("crate", None) => Some(Path::new()),
            ("self", None) => Some(here.clone()),
            ("super", before) => before.unwrap_or(here).split_last().map(|(_, above)| above.to_vec()),
            (_, Some(before)) => Some(below(before, name)),
            (child, None) => self.children.contains(child).then(|| below(here, child)),
        }
    }

    /// The files that the file takes something from.
    fn imports<'m>(&self, here: &Path, modules: &'m BTreeMap<Path, Self>) -> BTreeSet<&'m str> {
        let mut found = BTreeSet::new();
        for (at, word) in self.words.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| self.words[before].text.as_str());
            let begins = !matches!(before, Some(":" | "." | "in" | "mod")) && !word.is_literal;
            if !begins || self.words.get(at + 1).is_none_or(|next| next.text != ":") {
                continue;
            }
            for path in paths(&self.words[at..]) {
                let mut names =
                    path.split("::").filter(|name| !["self", "*"].contains(name) || path.starts_with("self"));
                let first = names.next().and_then(|name| self.step(None, name, here));
                let whole =
                    first.and_then(|first| names.try_fold(first, |path, name| self.step(Some(&path), name, here)));
                found.extend(whole.and_then(|path| file_of(&path, modules, 0)));
            }
        }
        found.remove(self.file.as_str());
        found
    }
}

fn below(path: &Path, name: &str) -> Path {
    let mut below = path.clone();
    below.push(name.to_owned());
    below
}

/// How often a name may be passed on: more is a circle of re-exports.
const PASSED_ON: usize = 20;

/// The file that a path leads to: that of a module, or the one that defines the name.
fn file_of<'m>(path: &Path, modules: &'m BTreeMap<Path, Module>, times: usize) -> Option<&'m str> {
    let mut here = Path::new();
    for (at, name) in path.iter().enumerate() {
        let module = modules.get(&here)?;
        let is_last = at + 1 == path.len();
        let child = below(&here, name);
        if modules.contains_key(&child) && !(is_last && module.taken.contains_key(name)) {
            here = child;
            continue;
        }
        let rest = &path[at + 1..];
        if !module.defines.contains(name) && times < PASSED_ON {
            if let Some(passed_on) = module.taken.get(name) {
                return file_of(&[passed_on, rest].concat(), modules, times + 1);
            }
            let defines = |from: &&Path| modules.get(*from).is_some_and(|other| other.defines.contains(name));
            if let Some(from) = module.all_of.iter().find(defines) {
                return Some(&modules[from].file);
            }
        }
        return Some(&module.file);
    }
    modules.get(&here).map(|module| module.file.as_str())
}
