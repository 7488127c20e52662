//! Examples: for each code a text that has its fault and one that has not, as small as can be.
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
    ($($format:literal: $($code:literal)+;)+) => {
        /// All examples, in the order of their codes.
        pub const EXAMPLES: &[Example] = &[$($(Example {
            code: $code,
            bad: include_str!(concat!("examples/", $code, ".bad.", $format)),
            good: include_str!(concat!("examples/", $code, ".good.", $format)),
            format: $format,
        }),+),+];
    };
}

examples! {
    "toml":
        "TB001" "TB002" "TB003" "TB004" "TB005" "TB006" "TB007" "TB009" "TB010" "TB011" "TB014" "TB015";
    "csv":
        "TB016";
    "toml":
        "TB017" "TB018" "TB019" "TB101" "TB102" "TB201" "TB202" "TB203" "TB204" "TB205" "TB206" "TB207" "TB208" "TB209"
        "TB210" "TB211" "TB212" "TB213" "TB214"
        "TB301";
    "csv":
        "TB302";
    "toml":
        "TB303" "TB304" "TB305" "TB401" "TB402" "TB403" "TB404" "TB405" "TB406" "TB407" "TB408" "TB409" "TB410" "TB411"
        "TB412" "TB413" "TB414" "TB415" "TB416" "TB417" "TB418" "TB419" "TB420" "TB421" "TB422" "TB423";
    "csv":
        "TB501" "TB502" "TB503" "TB504" "TB505" "TB506" "TB508" "TB510" "TB511" "TB516" "TB517" "TB518" "TB519" "TB520"
        "TB521" "TB522";
    "toml":
        "TB601" "TB602" "TB603" "TB604" "TB605" "TB606" "TB607";
    "csv":
        "TB608" "TB609";
    "toml":
        "TB610" "TB801" "TB802" "TB803" "TB804" "TB805" "TB806" "TB807";
}

/// The codes of which no register in text can be an example: a file that is damaged or inaccessible, a method file, a fault
/// of the program, what is said of every table or of every CSV file, what only a workbook can hold, what an organisation
/// demands by flags or lets pass by its `tobokel.toml`, what differs from a seal beside the register, what is said of several files.
pub const WITHOUT_EXAMPLE: &[&str] = &[
    "TB008", "TB012", "TB013", "TB020", "TB021", "TB022", "TB023", "TB507", "TB509", "TB512", "TB513", "TB514",
    "TB515", "TB523", "TB424", "TB425", "TB701", "TB702", "TB703", "TB850", "TB851", "TB852", "TB853", "TB854",
    "TB855", "TB856", "TB857", "TB858", "TB859", "TB860", "TB901", "TB902", "TB903", "TB904", "TB905",
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
