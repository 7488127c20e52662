//! The codes of what readers find. Permanent: a code is never given another meaning.

use crate::diag::{Code, Severity};

macro_rules! codes {
    ($($(#[$doc:meta])* $ident:ident = $code:literal $name:literal $severity:ident;)+) => {
        $($(#[$doc])* pub const $ident: Code = Code { code: $code, name: $name, severity: Severity::$severity };)+
        /// All codes of this module, and that of too many findings.
        pub const ALL: &[&Code] = &[$(&$ident,)+ &crate::diag::TOO_MANY];
    };
}

codes! {
    /// The file is not what its format demands.
    SYNTAX = "TB001" "syntax-error" Error;
    /// A key that the form does not have.
    UNKNOWN_KEY = "TB002" "unknown-key" Error;
    /// A value of another kind than the field holds.
    WRONG_TYPE = "TB003" "wrong-type" Error;
    /// A record lacks what it cannot do without.
    MISSING_KEY = "TB004" "missing-key" Error;
    /// A word that is not among the field's words.
    UNKNOWN_WORD = "TB005" "unknown-word" Error;
    /// A text that says nothing.
    EMPTY_TEXT = "TB006" "empty-text" Warning;
    /// A date or term that cannot be read.
    UNREADABLE_TERM = "TB007" "unreadable-term" Error;
    /// The file cannot be read at all.
    UNREADABLE_FILE = "TB008" "unreadable-file" Error;
    /// The register names a method that is not in use.
    UNKNOWN_METHOD = "TB009" "unknown-method" Error;
    /// Two situations with one id.
    DUPLICATE_ID = "TB010" "duplicate-id" Error;
    /// The register holds no situation.
    NO_SITUATIONS = "TB011" "no-situations" Error;
    /// The method file is not complete and monotone.
    INVALID_METHOD = "TB012" "invalid-method" Error;
    /// The program itself failed on the file.
    INTERNAL = "TB013" "internal-error" Error;
    /// A keyword with Latin letters that look like Cyrillic ones.
    LOOK_ALIKE = "TB014" "look-alike-letters" Information;
    /// A word in a form that had to be made comparable: no-break spaces, soft hyphens, letters typed in two parts.
    NORMALISED = "TB015" "normalised-word" Information;
    /// A quotation mark in a CSV file that nothing closes.
    UNCLOSED_QUOTE = "TB016" "unclosed-quote" Error;
    /// An id with Latin letters that look like Cyrillic ones: two ids may look the same and not be.
    LOOK_ALIKE_ID = "TB017" "look-alike-id" Warning;
    /// A value of an indicator that is no number.
    UNREADABLE_AMOUNT = "TB018" "unreadable-amount" Error;
    /// Terms without a year that got those of the title.
    YEARS_OF_TITLE = "TB019" "years-of-title" Information;
    /// Points that the scale does not have.
    POINTS_OFF_SCALE = "TB101" "points-off-scale" Error;
    /// Two values where one belongs.
    TWO_VALUES = "TB102" "two-values" Error;
    /// No table of the file is a register.
    NO_REGISTER_TABLE = "TB501" "no-register-table" Error;
    /// More tables than one could be the register.
    SEVERAL_TABLES = "TB502" "several-tables" Error;
    /// A column without which nothing can be assessed.
    MISSING_COLUMN = "TB503" "missing-column" Error;
    /// A column that the form does not have.
    UNKNOWN_COLUMN = "TB504" "unknown-column" Warning;
    /// Two columns for one field.
    REPEATED_COLUMN = "TB505" "repeated-column" Error;
    /// A row that is no situation, heading, continuation or measure.
    ROW_NOT_UNDERSTOOD = "TB506" "row-not-understood" Error;
    /// What became of the rows.
    ROWS_READ = "TB507" "rows-read" Information;
    /// Plain numbers that begin anew under each heading were qualified by the heading's number.
    IDS_QUALIFIED = "TB508" "ids-qualified" Information;
    /// A formula whose value the file does not hold.
    UNCALCULATED = "TB509" "uncalculated-formula" Error;
    /// A cell in which the spreadsheet shows an error.
    CELL_ERROR = "TB510" "cell-error" Error;
    /// A heading under which no situation stands.
    EMPTY_HEADING = "TB511" "heading-without-situations" Warning;
    /// The file does not say whose register it is.
    NO_ORGANISATION = "TB512" "no-organisation" Information;
    /// A measure whose situation is not in the register.
    MEASURE_OF_NOBODY = "TB513" "measure-of-nobody" Error;
    /// Points that the workbook holds as text.
    NUMBER_AS_TEXT = "TB514" "number-as-text" Information;
    /// A hidden row or column that holds data: it is read, and a person who prints the sheet does not see it.
    HIDDEN_DATA = "TB515" "hidden-data" Warning;
    /// A plan of measures where registers are assessed: it is passed over.
    PLAN_NOT_REGISTER = "TB518" "plan-among-registers" Information;
    /// A number that is typed into the same cell as the text: the cells of the row stand one column too far to the left.
    SHIFTED_ROW = "TB516" "shifted-row" Warning;
    /// Columns that were known by anything but their canonical titles.
    COLUMNS_READ = "TB519" "columns-read" Information;
    /// A table that is a register, and could be a plan of measures as well.
    EITHER_FORM = "TB520" "either-form" Warning;
    /// Points of another scale than the method's: the whole column says nothing.
    OTHER_SCALE = "TB521" "other-scale" Error;
    /// Posts in one cell that commas or "and" separate: each was read as one.
    POSTS_APART = "TB522" "posts-in-one-cell" Information;
    /// A number of a situation that the spreadsheet changed: into a day, or by dropping a zero.
    ID_CHANGED = "TB523" "id-changed-by-spreadsheet" Warning;
    /// Several numbered measures in one cell: each is read as a measure of its own.
    SEVERAL_MEASURES = "TB517" "several-measures-in-one-cell" Information;
}
