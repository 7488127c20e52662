//! Examples: for each code a text that is found fault with and one that is not, as small as can be.
//!
//! They are data files beside this one, in Kyrgyz. `tobokel explain` shows them as they stand; a test reads each, within
//! [`Example::whole`], and proves that the bad one yields its code and the good one does not.

/// An example of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The code.
    pub code: &'static str,
    /// What the code finds.
    pub bad: &'static str,
    /// The same without the fault.
    pub good: &'static str,
    /// The format of both, `toml` or `csv`: the ending of a file that holds them.
    pub format: &'static str,
}

macro_rules! examples {
    ($($code:literal $format:literal;)+) => {
        /// All examples, in the order of their codes.
        pub const EXAMPLES: &[Example] = &[$(Example {
            code: $code,
            bad: include_str!(concat!("examples/", $code, ".bad.", $format)),
            good: include_str!(concat!("examples/", $code, ".good.", $format)),
            format: $format,
        }),+];
    };
}

examples! {
    "TB001" "toml";
    "TB002" "toml";
    "TB003" "toml";
    "TB004" "toml";
    "TB005" "toml";
    "TB006" "toml";
    "TB007" "toml";
    "TB009" "toml";
    "TB010" "toml";
    "TB011" "toml";
    "TB014" "toml";
    "TB015" "toml";
    "TB016" "csv";
    "TB017" "toml";
    "TB018" "toml";
    "TB019" "toml";
    "TB101" "toml";
    "TB102" "toml";
    "TB201" "toml";
    "TB202" "toml";
    "TB203" "toml";
    "TB204" "toml";
    "TB205" "toml";
    "TB206" "toml";
    "TB207" "toml";
    "TB208" "toml";
    "TB209" "toml";
    "TB301" "toml";
    "TB302" "csv";
    "TB303" "toml";
    "TB304" "toml";
    "TB305" "toml";
    "TB401" "toml";
    "TB402" "toml";
    "TB403" "toml";
    "TB404" "toml";
    "TB405" "toml";
    "TB406" "toml";
    "TB407" "toml";
    "TB408" "toml";
    "TB409" "toml";
    "TB410" "toml";
    "TB411" "toml";
    "TB412" "toml";
    "TB413" "toml";
    "TB414" "toml";
    "TB415" "toml";
    "TB416" "toml";
    "TB417" "toml";
    "TB418" "toml";
    "TB419" "toml";
    "TB501" "csv";
    "TB502" "csv";
    "TB503" "csv";
    "TB504" "csv";
    "TB505" "csv";
    "TB506" "csv";
    "TB508" "csv";
    "TB510" "csv";
    "TB511" "csv";
    "TB516" "csv";
    "TB517" "csv";
    "TB518" "csv";
    "TB519" "csv";
    "TB520" "csv";
    "TB521" "csv";
    "TB522" "csv";
    "TB601" "toml";
    "TB602" "toml";
    "TB603" "toml";
    "TB604" "toml";
    "TB605" "toml";
    "TB606" "toml";
    "TB607" "toml";
    "TB608" "csv";
    "TB609" "csv";
    "TB801" "toml";
    "TB802" "toml";
    "TB803" "toml";
    "TB804" "toml";
    "TB805" "toml";
    "TB806" "toml";
    "TB807" "toml";
}

/// The codes of which no register in text can be an example: a file that is damaged or inaccessible, a method file, a fault
/// of the program, what is said of every table or of every CSV file, what only a workbook can hold, what an organisation
/// demands by flags or lets pass by its `tobokel.toml`, what differs from a seal beside the register, what is said of several files.
pub const WITHOUT_EXAMPLE: &[&str] = &[
    "TB008", "TB012", "TB013", "TB020", "TB021", "TB022", "TB023", "TB507", "TB509", "TB512", "TB513", "TB514",
    "TB515", "TB523", "TB701", "TB702", "TB703", "TB850", "TB851", "TB852", "TB853", "TB854", "TB855", "TB856",
    "TB857", "TB858", "TB859", "TB860", "TB901", "TB902", "TB903", "TB904", "TB905",
];

/// What stands before an example that begins inside a register.
const FRAME: &str = include_str!("examples/frame.toml");
/// What stands before an example that begins inside a plan of measures.
const PLAN_FRAME: &str = include_str!("examples/plan.toml");
const ORGANIZATION: &str = "[organization]";
const FUNCTION: &str = "[[function]]";
const CHAPTER: &str = "[[chapter]]";
const PLANNED: &str = "[[chapter.task.measure]]";

impl Example {
    /// The example of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        EXAMPLES.iter().find(|example| example.code == code)
    }

    /// The whole file that one of the two texts stands for. A TOML text without an organisation gets one, with an
    /// assessment; if it has no function of its own either, a function whose situations its own are. A text with measures
    /// of a plan gets the plan, and a chapter with a task if it has none of its own.
    #[must_use]
    pub fn whole(&self, text: &str) -> String {
        let has = |table: &str| text.lines().any(|line| line.trim() == table);
        if self.format != "toml" || has(ORGANIZATION) {
            return text.to_owned();
        }
        let (frame, parent) = if has(PLANNED) { (PLAN_FRAME, CHAPTER) } else { (FRAME, FUNCTION) };
        let end = if has(parent) { frame.find(parent) } else { None };
        format!("{}{text}", &frame[..end.unwrap_or(frame.len())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_put_before_what_begins_inside_a_register_and_nothing_else() {
        let example = Example { code: "TB000", bad: "", good: "", format: "toml" };
        assert_eq!(example.whole("[organization]\nname = 1\n"), "[organization]\nname = 1\n");
        let with_function = example.whole("[[function]]\nname = \"a\"\n");
        assert_eq!(with_function.matches(FUNCTION).count(), 1);
        assert!(with_function.starts_with(ORGANIZATION));
        assert_eq!(example.whole("[[function.situation]]\n"), format!("{FRAME}[[function.situation]]\n"));
        let planned = format!("{PLANNED}\ntext = \"a\"\n");
        assert_eq!(example.whole(&planned), format!("{PLAN_FRAME}{planned}"));
        assert_eq!(example.whole(&format!("{CHAPTER}\n{planned}")).matches(CHAPTER).count(), 1);
        assert_eq!(Example { format: "csv", ..example }.whole("a,b\n"), "a,b\n");
    }
}
