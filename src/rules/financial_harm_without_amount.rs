//! Financial harm has the highest points, and its justification names no sum, no order of magnitude and no property.

use super::prelude::*;
use super::report::{criteria, label};
use super::signs::Words;
use super::words::WORDS;
use crate::model::Axis;

pub(super) const RULE: Rule = Rule::warning("TB213", "financial-harm-without-amount").of_registers(check);

/// The key by which a method names the criterion of financial harm.
const FINANCIAL: &str = "financial";

fn check(case: &Case<'_>, sink: &mut Sink<'_>) {
    let highest = case.method.harm.last().map(|point| point.points);
    for row in case.rows() {
        for (axis, scored) in criteria(row.situation) {
            let is_meant = axis == Axis::Harm && *scored.key == *FINANCIAL && scored.points == highest;
            let (true, Some(points), Some(why)) = (is_meant, scored.points, &scored.justification) else { continue };
            if !names_an_amount(why) {
                let message = Message::new("financial-harm-without-amount")
                    .with("criterion", label(case.method, axis, scored))
                    .with("points", u32::from(points));
                let help = "financial-harm-without-amount-help";
                case.report_criterion(sink, &RULE.code, &row, (axis, scored, "justification"), message, help);
            }
        }
    }
}

/// Whether a text names a sum, an order of magnitude or a thing of value.
fn names_an_amount(text: &str) -> bool {
    let typed = Words::of(text);
    let words = typed.list();
    let has_digit = text.chars().any(|letter| letter.is_ascii_digit());
    has_digit || [&WORDS.figures, &WORDS.amounts, &WORDS.property].iter().any(|signs| signs.occur(&words))
}

#[cfg(test)]
mod tests {
    use super::names_an_amount;

    #[test]
    fn sums_orders_and_things_of_value_are_amounts_and_great_words_are_none() {
        for text in [
            "4 млн сомдук жер",
            "миллиондогон сом",
            "бир нече миң доллар",
            "айылдын жайыттары арзан баада кетет",
            "ижара акысы казынага түшпөйт",
            "миллионы сомов",
            "теряется земля муниципального фонда",
            "имущество школы",
            "квартиры уходят без торгов",
            "millions of soms",
            "the municipal land is sold cheaply",
        ] {
            assert!(names_an_amount(text), "{text}");
        }
        for text in [
            "бюджетке олуттуу зыян келет",
            "чоң финансылык зыян болушу мүмкүн",
            "жергиликтүү бюджет көп жоготот",
            "существенный ущерб бюджету",
            "участники процедуры теряют деньги",
            "местный бюджет несёт большие потери",
            "great financial harm to the budget",
        ] {
            assert!(!names_an_amount(text), "{text}");
        }
    }
}
