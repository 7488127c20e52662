//! `tobokel method`: the methods that there are, and one of them whole.

use crate::cli::args::MethodCommand;
use crate::cli::console::Console;
use crate::cli::ending::Ending;
use crate::cli::options::{Options, named_method};
use crate::method::{EMBEDDED, Method};
use crate::read::embedded_method;
use crate::report::{method_list, method_tables};
use crate::write::table;
use anyhow::Result;

pub(crate) fn run(command: &MethodCommand, options: &Options, console: &Console) -> Result<Ending> {
    let language = console.language(None);
    match command {
        MethodCommand::List => {
            let methods: Vec<Method> = EMBEDDED.iter().filter_map(|(id, _)| embedded_method(id)).collect();
            console.print(&table(&method_list(&methods, language), console.table_style(&options.method)))?;
        }
        MethodCommand::Show { named } => {
            let other = named.as_deref().map(named_method).transpose()?;
            let method = other.as_ref().unwrap_or(&options.method);
            let tables = method_tables(method, language);
            let shown: Vec<String> = tables.iter().map(|sheet| table(sheet, console.table_style(method))).collect();
            console.print(&shown.join("\n"))?;
        }
    }
    Ok(Ending::Done)
}
