//! A row of a register becomes a situation that everybody may read.

use super::names::Addresses;
use super::stays::why_it_stays;
use super::teller::{At, Teller};
use super::{Given, PublicSituation, Told, Why};
use crate::case::{Case, Row};
use crate::model::Level;
use crate::source::Record;

/// An id as printed; where it names a person or says how to reach one, the number of its row.
pub(super) fn public_id(id: &str, number: usize) -> String {
    if why_it_stays(id).is_some() { (number + 1).to_string() } else { id.trim().to_owned() }
}

/// The level of the list: after controls; where there are no points, the declared one.
pub(super) fn level_of(row: &Row<'_>) -> Option<Level> {
    row.outcome.map(|outcome| outcome.residual).or(row.situation.declared_level)
}

/// A situation of a case; `function` is the number of its function.
pub(super) fn situation(
    case: &Case<'_>,
    row: &Row<'_>,
    function: u32,
    addresses: &mut Addresses<'_>,
    teller: &mut Teller<'_>,
) -> PublicSituation {
    let of = row.situation;
    let at = |record| At { file: case.file, origins: case.origins, record };
    let (of_row, of_function) = (at(Record::Situation(row.number)), at(Record::Function(function)));
    let id = public_id(&of.id, row.number as usize);
    let (key, anchor) = addresses.situation(&id);
    let listed = |field: &str| teller.fields.has(field);
    let points = |field: &str, points: Option<u8>| given(listed(field), points);
    let (likelihood, harm) = (points("likelihood", of.likelihood.points()), points("harm", of.harm.points()));
    let both = listed("likelihood") && listed("harm");
    let sum = given(both, row.outcome.map(|outcome| outcome.sum));
    let inherent = given(listed("inherent"), row.outcome.map(|outcome| outcome.inherent));
    let category = given(listed("category"), of.category);
    let positions = if listed("positions") {
        let posts = of.positions.iter().map(|post| teller.tell("positions", Some(post), of_row, "positions"));
        posts.filter(|post| *post != Told::Nothing).collect()
    } else {
        vec![Told::Withheld(Why::NotListed)]
    };
    teller.count_others(of);
    for criterion in of.likelihood.criteria.iter().chain(&of.harm.criteria) {
        teller.count_others(criterion);
    }
    PublicSituation {
        anchor,
        key,
        id,
        group: teller.tell("function", row.function.group.as_deref(), of_function, "group"),
        function: teller.tell("function", Some(&row.function.name), of_function, "name"),
        text: teller.tell("text", Some(&of.text), of_row, "text"),
        category,
        unit: teller.tell("unit", of.unit.as_deref(), of_row, "unit"),
        positions,
        elsewhere: teller.tell("elsewhere", of.elsewhere.as_deref(), of_row, "elsewhere"),
        level: given(true, level_of(row)),
        inherent,
        likelihood,
        harm,
        sum,
        change: None,
    }
}

fn given<T>(listed: bool, value: Option<T>) -> Given<T> {
    match value {
        _ if !listed => Given::Withheld(Why::NotListed),
        Some(value) => Given::Value(value),
        None => Given::Nothing,
    }
}
