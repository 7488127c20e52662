//! Drawings: where each chart, picture and shape stands, and what is seen in it.

use super::tree::Element;
use crate::read::package::{Package, Relation};
use crate::read::unreadable::Unreadable;
use crate::source::{cell_name, fingerprint};

/// The objects of a drawing: the cell at whose corner each begins, and what it shows.
pub(super) fn of(part: &str, package: &mut Package<'_>) -> Result<Vec<(String, String)>, Unreadable> {
    let Some(xml) = package.xml(part)? else { return Ok(Vec::new()) };
    let relations = package.relations(part)?;
    let mut objects = Vec::new();
    for anchor in &Element::document(&xml)?.children {
        let corner = |name| anchor.child(name).map(corner).unwrap_or_default();
        let mut said = format!("– {}", corner("to"));
        for object in &anchor.children {
            if !matches!(object.name.as_str(), "from" | "to" | "ext" | "pos" | "clientData") {
                said.extend([" ", &shown(object, &relations, package)?]);
            }
        }
        objects.push((corner("from"), said));
    }
    Ok(objects)
}

fn corner(corner: &Element) -> String {
    let number =
        |name| corner.child(name).and_then(|number| number.text.trim().parse::<u32>().ok()).unwrap_or_default();
    cell_name(number("row"), u16::try_from(number("col")).unwrap_or(u16::MAX))
}

/// What an object shows: its texts, and what it takes from other parts.
fn shown(object: &Element, relations: &[Relation], package: &mut Package<'_>) -> Result<String, Unreadable> {
    let mut said = vec![object.name.clone()];
    for element in object.all() {
        if element.name == "t" {
            said.push(element.text.clone());
        }
        let ids = ["r:id", "r:embed", "r:link"].into_iter().filter_map(|name| element.get(name));
        for relation in ids.filter_map(|id| relations.iter().find(|relation| relation.id == id)) {
            said.push(match package.bytes(&relation.part)? {
                _ if relation.is_external => relation.target.clone(),
                Some(_) if relation.kind == "chart" => {
                    let xml = package.xml(&relation.part)?.unwrap_or_default();
                    chart(&Element::document(&xml)?)
                }
                Some(bytes) => format!("{} {}", relation.kind, &fingerprint(&bytes)[..8]),
                None => relation.target.clone(),
            });
        }
    }
    Ok(said.join(" "))
}

/// What a chart shows: its kind, the cells of its names and values, its texts, the ends of its axes, the colours of its
/// series, the formats of its labels. What programs add when they save a chart is left out.
fn chart(chart: &Element) -> String {
    let mut said = Vec::new();
    for element in chart.all() {
        let value = element.get("val").unwrap_or_default();
        match element.name.as_str() {
            "f" | "t" => said.push(element.text.trim().to_owned()),
            "barDir" | "grouping" | "min" | "max" => said.push(format!("{} {value}", element.name)),
            "orientation" if value != "minMax" => said.push(value.to_owned()),
            "delete" if value != "0" => said.push("hidden".to_owned()),
            "numFmt" => said.extend(element.get("formatCode").filter(|code| *code != "General").map(str::to_owned)),
            "ser" => {
                let fill = element.child("spPr").and_then(|look| look.child("solidFill"));
                said.extend(
                    fill.map(|fill| fill.children.iter().map(Element::line).collect::<String>().to_uppercase()),
                );
            }
            name if name.ends_with("Chart") => said.push(name.to_owned()),
            _ => {}
        }
    }
    said.retain(|said| !said.is_empty());
    said.join(", ")
}
