//! Reading: files become a register or a plan with its origins, or findings that say why not.
//!
//! Every format is brought to the same `raw` records, and one `build` makes the model of them: the same fault is found
//! and worded the same in every format.

pub mod budget;
mod build;
mod build_criteria;
mod build_plan;
mod cell_words;
mod cells;
pub mod codes;
mod columns;
mod container;
mod content;
mod criterion_cells;
mod csv;
mod days;
mod docx;
mod file;
mod finish;
mod form;
mod grid;
mod held;
mod hidden;
mod keys;
mod keyword;
mod labels;
mod lists;
mod merged;
mod method;
mod method_values;
mod other_scale;
mod other_words;
mod package;
mod plan_cells;
mod plan_rows;
mod plan_table;
mod plan_toml;
mod raw;
mod register_toml;
mod results;
mod row_ids;
mod row_kinds;
mod rows;
mod scan;
mod seal;
mod shown;
mod shown_zeros;
mod spreadsheet;
mod tables;
mod term;
pub(crate) mod toml_tree;
mod unreadable;
mod value_words;
mod values;
mod weigh;
mod xls_texts;
mod xlsx;

pub use columns::Asked;
pub use content::{Aspect, Difference, WordDifference, WordPlace, differences, word_differences};
pub use file::{
    Loaded, LoadedPlan, Read, Unread, cell_texts, is_letter, make_ready, not_a_register, read_file, read_register,
};
pub use method::{embedded_method, read_method, read_named_method};
pub use results::{
    BodyAt, BodyBefore, Closed, Earlier, EarlierRegister, FoundBefore, NoResults, Part, Results, StatedBody,
    StatedSituation, bodies_at, open_results, read_consolidated, read_earlier, read_part, read_stated,
};
pub use seal::read_seal;
pub use shown::shown_sheets;
pub use term::{Reading, Unreadable, Years, term, term_of_years};
pub use xlsx::{Mark, mark};
