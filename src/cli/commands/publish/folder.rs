//! The folder of a publication: which files it holds, whether they may be written, and what of an earlier one is left beside them.

use super::previous::DOCUMENT;
use crate::cli::console::Console;
use crate::cli::deliver::Content;
use crate::cli::output::{Kind, is_page, made_by_us};
use crate::cli::place::{Inputs, Permit, Placing, not_standard_output, permit, permit_page};
use crate::locale::{Arg, Message};
use crate::method::Method;
use crate::publication::Publication;
use crate::report::{publication_document, publication_package, publication_tables};
use crate::write::{body_page, overview_page};
use anyhow::Result;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The page with which a browser begins.
const FIRST: &str = "index.html";
/// The description of the tables.
const PACKAGE: &str = "datapackage.json";
/// How many files that are left are named.
const NAMED: usize = 10;

/// A file and what it holds.
struct File {
    path: PathBuf,
    holds: Holds,
    permit: Permit,
}

#[derive(Clone, Copy)]
enum Holds {
    /// The page of one body, by its number.
    Body(usize),
    Overview,
    /// A table, by its number.
    Table(usize),
    Document,
    Package,
}

pub(super) struct Folder<'f> {
    path: &'f Path,
    files: Vec<File>,
}

impl<'f> Folder<'f> {
    /// The files of a publication, each with the permission to write it.
    pub fn of(path: &'f Path, of: &Publication, inputs: &Inputs, force: bool) -> Result<Self> {
        not_standard_output(path)?;
        let pages = of.bodies.iter().enumerate().map(|(number, body)| match &body.page {
            Some(page) => (page.clone(), Holds::Body(number)),
            None => (FIRST.to_owned(), Holds::Body(number)),
        });
        let several = of.bodies.iter().any(|body| body.page.is_some());
        let overview = several.then(|| (FIRST.to_owned(), Holds::Overview));
        let tables = publication_tables(of).into_iter().enumerate();
        let tables = tables.map(|(number, (name, _))| (format!("{name}.csv"), Holds::Table(number)));
        let others = [(DOCUMENT, Holds::Document), (PACKAGE, Holds::Package)];
        let others = others.into_iter().map(|(name, holds)| (name.to_owned(), holds));
        let names = overview.into_iter().chain(pages).chain(tables).chain(others);
        let file = |(name, holds): (String, Holds)| {
            let path = path.join(name);
            let permit = match holds {
                Holds::Body(_) | Holds::Overview => permit_page(&path, inputs, force),
                Holds::Table(_) => permit(&path, &[Kind::Csv], inputs, force),
                Holds::Document | Holds::Package => permit(&path, &[Kind::Json], inputs, force),
            };
            Ok(File { permit: permit?, path, holds })
        };
        Ok(Self { path, files: names.map(file).collect::<Result<_>>()? })
    }

    /// Writes them all; says where, and what of an earlier publication is left.
    pub fn write(&self, of: &Publication, method: &Method, console: &Console) -> Result<()> {
        let placing = Placing::default();
        placing.make(self.path)?;
        let language = console.speech(None);
        let write = |file: &File| {
            placing.place_later(&file.path, &file.permit, |out| content(file, of, method)?.write(&file.path, out))
        };
        let written: Vec<Result<Vec<Message>>> = self.files.par_iter().with_max_len(1).map(write).collect();
        let mut failed = None;
        for written in written {
            match written {
                Ok(notes) => console.say_all(&notes, language),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        let lost = placing.settle().into_iter().next().map(|lost| lost.error);
        if let Some(error) = failed.or(lost) {
            return Err(error);
        }
        let message = Message::new("publish-written").with("path", self.path.join(FIRST).as_path());
        console.say(&message.with("count", self.files.len()), language);
        self.tell_left(console);
        Ok(())
    }

    /// Names the files of an earlier publication that are none of this one: somebody may still read them.
    fn tell_left(&self, console: &Console) {
        let own: BTreeSet<&Path> = self.files.iter().map(|file| file.path.as_path()).collect();
        let entries = std::fs::read_dir(self.path).into_iter().flatten().flatten().map(|entry| entry.path());
        let published =
            |path: &PathBuf| is_page(path) || Kind::of(path).is_some_and(|kind| matches!(kind, Kind::Csv | Kind::Json));
        let left = entries.filter(|path| published(path) && !own.contains(path.as_path()) && made_by_us(path));
        let left: BTreeSet<PathBuf> = left.collect();
        if !left.is_empty() {
            let names = Arg::list(left.iter().map(|path| Arg::from(path.as_path())), NAMED);
            let message = Message::new("publish-left").with("count", left.len()).with("names", names);
            console.say(&message, console.speech(None));
        }
    }
}

fn content<'p>(file: &File, of: &'p Publication, method: &'p Method) -> Result<Content<'p>> {
    Ok(match file.holds {
        Holds::Body(number) => Content::Text(body_page(of, &of.bodies[number])),
        Holds::Overview => Content::Text(overview_page(of)),
        Holds::Table(number) => Content::Rows(publication_tables(of).swap_remove(number).1, false),
        Holds::Document => Content::data(publication_document(of, method)?),
        Holds::Package => Content::data(publication_package(of)),
    })
}
