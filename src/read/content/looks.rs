//! How cells look: number formats, type, colours and alignment, each resolved, so that equal looks are equal whatever numbers
//! they have in their workbooks.

use super::facts::Aspect;
use super::tree::Element;

/// The looks of a workbook's cells, and those that conditional formats give.
#[derive(Debug, Default)]
pub(super) struct Looks {
    cells: Vec<Look>,
    conditional: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Look {
    number_format: String,
    rest: String,
    /// The size of the letters in points.
    size: f64,
    /// Whether texts go on in the next line.
    wraps: bool,
}

/// The default size of letters, in points.
const USUAL_SIZE: f64 = 11.0;

/// Formats that a number alone stands for.
const BUILT_IN: [(&str, &str); 5] = [("0", "General"), ("1", "0"), ("2", "0.00"), ("9", "0%"), ("49", "@")];

impl Looks {
    /// The looks of a workbook, from its part of styles and its theme.
    pub fn of(styles: Option<&Element>, theme: Option<&Element>) -> Self {
        let Some(styles) = styles else { return Self::default() };
        let at = |list: &'static str, of: &Element, number: &str| {
            let number: usize = of.get(number).unwrap_or("0").parse().ok()?;
            styles.list(list).get(number)
        };
        let palette = Palette::of(styles, theme);
        let look = |xf: &Element| {
            let size = at("fonts", xf, "fontId").and_then(|font| font.child("sz")?.get("val")?.parse().ok());
            let wraps = xf.child("alignment").is_some_and(|it| it.is("wrapText"));
            let mut rest = at("fonts", xf, "fontId").map(|it| font(it, &palette)).unwrap_or_default();
            rest.extend(at("fills", xf, "fillId").and_then(|it| fill(it, &palette)));
            rest.extend(xf.child("alignment").and_then(alignment));
            rest.extend(xf.child("protection").filter(|it| it.is("hidden")).map(|_| "hidden formula".to_owned()));
            let number_format = number_format(styles, xf.get("numFmtId").unwrap_or("0"));
            Look { number_format, rest: rest.join(", "), size: size.unwrap_or(USUAL_SIZE), wraps }
        };
        Self {
            cells: styles.list("cellXfs").iter().map(look).collect(),
            conditional: styles.list("dxfs").iter().map(Element::line).collect(),
        }
    }

    /// The look that a conditional format gives, by its number.
    pub fn conditional(&self, number: &str) -> Option<&str> {
        self.conditional.get(number.parse::<usize>().ok()?).map(String::as_str)
    }

    /// The size of a look's letters in points, and whether texts go on in the next line.
    pub fn letters(&self, number: usize) -> (f64, bool) {
        self.cells.get(number).map_or((USUAL_SIZE, false), |look| (look.size, look.wraps))
    }

    /// The differences between a look and one of another workbook.
    pub fn differ(&self, number: usize, others: &Self, other: usize) -> Vec<(Aspect, [String; 2])> {
        let none = Look::default();
        let (one, two) = (self.cells.get(number).unwrap_or(&none), others.cells.get(other).unwrap_or(&none));
        let formats = (Aspect::NumberFormat, [&one.number_format, &two.number_format]);
        let pairs = [formats, (Aspect::Look, [&one.rest, &two.rest])];
        let differing = pairs.into_iter().filter(|(_, [one, two])| one != two);
        differing.map(|(aspect, pair)| (aspect, pair.map(String::clone))).collect()
    }
}

fn number_format(styles: &Element, number: &str) -> String {
    let own = styles.list("numFmts").iter().find(|format| format.get("numFmtId") == Some(number));
    let built_in = || BUILT_IN.iter().find(|(known, _)| *known == number).map(|(_, code)| (*code).to_owned());
    let code = own.and_then(|format| format.get("formatCode")).map(str::to_owned);
    code.or_else(built_in).unwrap_or_else(|| format!("# {number}"))
}

/// The properties of a font that readers see: size, colour, strike-through. Families and character sets differ by program.
fn font(font: &Element, palette: &Palette) -> Vec<String> {
    let mut parts = Vec::new();
    for child in &font.children {
        let value = child.get("val");
        match child.name.as_str() {
            "sz" => parts.extend(value.map(|size| format!("{size} pt"))),
            "name" => parts.extend(value.map(str::to_owned)),
            "vertAlign" => parts.extend(value.filter(|it| *it != "baseline").map(str::to_owned)),
            "color" => parts.extend(palette.color(child).map(|color| format!("color {color}"))),
            "b" | "i" | "strike" | "u" if value.is_none_or(|it| !matches!(it, "0" | "false" | "none")) => {
                parts.push(child.name.clone());
            }
            _ => {}
        }
    }
    parts.sort();
    parts
}

/// The colours that stand behind numbers.
struct Palette {
    indexed: Vec<String>,
    theme: Vec<String>,
}

impl Palette {
    fn of(styles: &Element, theme: Option<&Element>) -> Self {
        let colors = styles.child("colors").map(|colors| colors.list("indexedColors")).unwrap_or_default();
        let indexed = colors.iter().map(|color| hexadecimal(color.get("rgb").unwrap_or_default()));
        let scheme = theme.and_then(|theme| theme.all().into_iter().find(|it| it.name == "clrScheme"));
        let of_scheme = |color: &Element| {
            let color = color.children.first()?;
            Some(hexadecimal(color.get("lastClr").or(color.get("val"))?))
        };
        let theme = scheme.map(|scheme| scheme.children.iter().map(|it| of_scheme(it).unwrap_or_default()).collect());
        Self { indexed: indexed.collect(), theme: theme.unwrap_or_default() }
    }

    /// A colour as `RRGGBB`; `None` for black and for what programs choose.
    fn color(&self, color: &Element) -> Option<String> {
        let number = |name| color.get(name).and_then(|number| number.parse::<usize>().ok());
        let found = if let Some(rgb) = color.get("rgb") {
            hexadecimal(rgb)
        } else if let Some(number) = number("indexed") {
            let usual = match number {
                0 | 8 => "000000".to_owned(),
                1 | 9 => "FFFFFF".to_owned(),
                64.. => return None,
                other => format!("indexed {other}"),
            };
            self.indexed.get(number).cloned().unwrap_or(usual)
        } else if let Some(number) = number("theme") {
            // The file lists dark before light, and is counted the other way round.
            let at = if number < 4 { number ^ 1 } else { number };
            let usual = || if number == 1 { "000000".to_owned() } else { format!("theme {number}") };
            self.theme.get(at).cloned().unwrap_or_else(usual)
        } else {
            return None;
        };
        let tint = color.get("tint").filter(|tint| tint.parse() != Ok(0.0)).map(|tint| format!(" tint {tint}"));
        let found = found + &tint.unwrap_or_default();
        (found != "000000").then_some(found)
    }
}

/// A colour without its transparency.
fn hexadecimal(color: &str) -> String {
    let from = color.len().saturating_sub(6);
    color.get(from..).unwrap_or(color).to_uppercase()
}

fn fill(fill: &Element, palette: &Palette) -> Option<String> {
    let Some(pattern) = fill.child("patternFill") else { return Some(format!("fill {}", fill.line())) };
    let kind = pattern.get("patternType").unwrap_or("none");
    let named = |name| pattern.child(name).and_then(|it| palette.color(it)).unwrap_or_default();
    match kind {
        "none" => None,
        "solid" => Some(format!("fill {}", named("fgColor"))),
        other => Some(format!("fill {other} {} {}", named("fgColor"), named("bgColor"))),
    }
}

fn alignment(alignment: &Element) -> Option<String> {
    let usual = [("horizontal", "general"), ("vertical", "bottom")];
    let told = alignment.attributes.iter().filter(|(name, value)| {
        !usual.contains(&(name.as_str(), value.as_str())) && !matches!(value.as_str(), "0" | "false")
    });
    let told: Vec<String> = told.map(|(name, value)| format!("{name} {value}")).collect();
    (!told.is_empty()).then(|| told.join(", "))
}
