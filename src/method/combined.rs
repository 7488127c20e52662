//! The cell of a template that makes a point of its criteria: what its formula looks up, and how it is known again.
//!
//! Who fills the template in may write over it; as long as nobody has, what it shows is not a point that was given.

use crate::model::Axis;

/// The name, in a template, of the list that the points of a scale are chosen from. No other formula of it looks the list up.
#[must_use]
pub fn choices(axis: Axis) -> &'static str {
    match axis {
        Axis::Likelihood => "tobokel_likelihood_choices",
        Axis::Harm => "tobokel_harm_choices",
    }
}

/// The scale whose point a formula makes of criteria; `None` if it is another one than the template has, and hers who wrote it.
/// Programs that save a workbook anew write other blanks, letter cases and separators (`of:=IF(TRIM([.T2]&[.V2])="";...`).
#[must_use]
pub fn combined(formula: &str) -> Option<Axis> {
    // Most cells of most workbooks end here.
    if !formula.contains("_choices") && !formula.contains("_CHOICES") {
        return None;
    }
    let plain: String = formula.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.to_ascii_lowercase().replace(';', ",");
    let plain = plain.strip_prefix("of:").unwrap_or(&plain);
    let plain = plain.strip_prefix('=').unwrap_or(plain).strip_prefix("if(trim(")?.strip_suffix(")),\"\"))")?;
    let begins = |axis: &Axis| plain.contains(&format!(")=\"\",\"\",iferror(index({},max(if(trim(", choices(*axis)));
    Axis::ALL.into_iter().find(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "IF(TRIM(T2&V2)=\"\",\"\",IFERROR(INDEX(tobokel_harm_choices,MAX(IF(TRIM(T2)=\"\",0,\
                        MATCH(VALUE(T2),tobokel_harm,0)),IF(TRIM(V2)=\"\",0,MATCH(VALUE(V2),tobokel_harm,0)))),\"\"))";

    #[test]
    fn the_templates_formula_is_known_however_a_program_writes_it_and_no_other_is() {
        assert_eq!(combined(OURS), Some(Axis::Harm));
        let likelihood = OURS.replace("harm", "likelihood");
        assert_eq!(combined(&likelihood), Some(Axis::Likelihood));
        let of_open_document = format!("of:={}", OURS.replace(',', ";").replace("T2", "[.T2]"));
        for written in [format!("={OURS}"), OURS.replace(',', ", "), of_open_document, OURS.to_ascii_uppercase()] {
            assert_eq!(combined(&written), Some(Axis::Harm), "{written}");
        }
        // A column of a criterion that was deleted.
        assert_eq!(combined(&OURS.replace("V2", "#REF!")), Some(Axis::Harm));
        let changed = [
            format!("{OURS}+1"),
            format!("MIN(2,{OURS})"),
            OURS.replace("MAX", "MIN"),
            OURS.replace("tobokel_harm_choices", "Points"),
            "INDEX(tobokel_harm_choices,2)".to_owned(),
            "2".to_owned(),
        ];
        for formula in changed {
            assert_eq!(combined(&formula), None, "{formula}");
        }
    }
}
