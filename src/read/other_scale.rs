//! Points of another scale than the method's: they are told apart before they are read.

use super::codes;
use super::raw::{RawField, RawFunction, RawValue};
use crate::diag::Sink;
use crate::locale::Message;
use crate::model::{FieldSpec, Table};
use crate::source::Spot;

/// How many points beyond a scale make it another one: at least the first number, and one in the second.
const OTHER_SCALE: (usize, usize) = (4, 4);

/// Drops all points of a register if they are of another scale than the method's: a 2 of five is not a 2 of three.
/// Reports that once, and returns where.
pub(super) fn other_scale(
    functions: &mut [RawFunction<'_>],
    key: &'static str,
    most: u8,
    sink: &mut Sink<'_>,
) -> Option<Spot> {
    let situations = functions.iter().flat_map(|function| &function.situations);
    let fields = situations.flat_map(|situation| &situation.record.fields).filter(|field| field.key == key);
    let number = |field: &RawField<'_>| match &field.value {
        RawValue::Integer(number) => i32::try_from(*number).ok().map(f64::from),
        RawValue::Fraction(text) => text.trim().replace(',', ".").parse().ok(),
        RawValue::Text(text) => text.trim().replace(',', ".").parse().ok(),
        _ => None,
    };
    let numbers: Vec<(f64, Spot)> = fields.filter_map(|field| Some((number(field)?, field.spot))).collect();
    let is_off = |(number, _): &&(f64, Spot)| *number > f64::from(most) || (*number > 0.0 && *number < 1.0);
    let count = numbers.iter().filter(is_off).count();
    let (_, spot) = *numbers.iter().find(is_off)?;
    if count < OTHER_SCALE.0 || count * OTHER_SCALE.1 < numbers.len() {
        return None;
    }
    let (from, to) =
        numbers.iter().fold((f64::MAX, f64::MIN), |(from, to), (number, _)| (from.min(*number), to.max(*number)));
    let name = FieldSpec::find(Table::Situation, key).map_or("field-likelihood", |field| field.name);
    let message = Message::new("other-scale")
        .with("field", Message::new(name))
        .with("from", from.to_string())
        .with("to", to.to_string())
        .with("most", u32::from(most));
    let found = sink.report(&codes::OTHER_SCALE, spot, message);
    found.help = Some(Message::new("other-scale-help").with("most", u32::from(most)));
    found.field = key.split('.').next();
    for situation in functions.iter_mut().flat_map(|function| &mut function.situations) {
        situation.record.fields.retain(|field| field.key != key);
    }
    Some(spot)
}
