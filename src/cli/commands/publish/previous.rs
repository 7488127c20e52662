//! What was published last year, or the registers of then.

use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::input::{load, read_text};
use crate::cli::options::Options;
use crate::cli::output::Kind;
use crate::cli::run::{counting, examined};
use crate::examine::Input;
use crate::inbox::Body;
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
    let assessed = examined(inputs, options, console);
    let body = |one: &crate::examine::Examined| {
        let named = one.input.claim().map(crate::inbox::Claim::body)?;
        one.case(&by).map(|case| BodyBefore::of(&case, named))
    };
    let bodies: Vec<BodyBefore> = assessed.iter().filter_map(body).collect();
    if bodies.is_empty() {
        bail!(not_an_earlier(path));
    }
    Ok(Earlier { bodies })
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
        situations: body
            .situations
            .into_iter()
            .map(|one| SituationBefore { id: one.id, function: one.function, text: one.text, level: one.level })
            .collect(),
    };
    Ok(Earlier { bodies: bodies.into_iter().map(body).collect() })
}
