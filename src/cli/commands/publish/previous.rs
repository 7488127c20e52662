//! What was published last year, or the registers of then.

use crate::cli::commands::compare::method_named;
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::found::Found;
use crate::cli::input::{load, read_one, read_text};
use crate::cli::options::{Options, named_method};
use crate::cli::output::Kind;
use crate::cli::run::{counting, examined};
use crate::examine::{Conditions, Examined, Input};
use crate::inbox::{Body, Claim};
use crate::locale::Message;
use crate::publication::{BodyBefore, Earlier, SituationBefore};
use crate::read::{StatedBody, read_stated};
use anyhow::{Context as _, Result, bail};
use std::path::Path;

/// The document of a publication in its folder.
pub(super) const DOCUMENT: &str = "assessment.json";

/// An earlier publication, its document, another assessment as JSON, or registers.
pub(super) fn earlier(path: &Path, options: &Options, console: &Console) -> Result<Earlier> {
    let inside = path.join(DOCUMENT);
    if path.is_dir() && inside.is_file() {
        return of_json(&inside);
    }
    if Kind::of(path) == Some(Kind::Json) {
        return of_json(path);
    }
    let by = options.conditions();
    let (inputs, _) = load(&[path.to_owned()], &by, console)?;
    let inputs = counting(inputs.into_iter().map(Input::into_register).collect(), options, console);
    let mut bodies = Vec::new();
    for one in examined(inputs, options, console) {
        bodies.extend(match method_named(&one) {
            // By its own method, as `compare` reads it.
            Some(id) => {
                let method = named_method(&id)?;
                let by = Conditions { method: &method, ..options.conditions() };
                let found = Found::named(Path::new(&*one.input.file().path).to_owned());
                body(&read_one(&found, &by).into_register().examined(&by), &by)
            }
            None => body(&one, &by),
        });
    }
    if bodies.is_empty() {
        bail!(not_an_earlier(path));
    }
    Ok(Earlier { bodies })
}

fn body(one: &Examined, by: &Conditions<'_>) -> Option<BodyBefore> {
    let named = one.input.claim().map(Claim::body)?;
    one.case(by).map(|case| BodyBefore::of(&case, named))
}

fn not_an_earlier(path: &Path) -> Failure {
    Failure::at("publish-previous", path).help(Message::new("publish-previous-help"))
}

fn of_json(path: &Path) -> Result<Earlier> {
    let file = read_text(path)?;
    let bodies = read_stated(&file.text).with_context(|| not_an_earlier(path))?;
    let body = |body: StatedBody| BodyBefore {
        named: Body { also: vec![body.id.clone()], id: body.id, name: body.name, parent: body.parent },
        date: body.date,
        method_sha256: body.method_sha256,
        situations: body
            .situations
            .into_iter()
            .map(|one| SituationBefore { id: one.id, function: one.function, text: one.text, level: one.level })
            .collect(),
    };
    Ok(Earlier { bodies: bodies.into_iter().map(body).collect() })
}
