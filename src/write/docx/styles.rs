//! How text looks, by its role: styles that a person can change in one place, and that Word shows in its navigation.

use super::properties::tag;
use super::xml::{DECLARATION, WORD};
use crate::locale::Language;
use crate::sheet::Role;

/// The type that official papers are printed in.
const FONT: &str = "Times New Roman";

/// The size of type in tables that their styles have, in half-points.
pub(super) const TABLE_SIZE: u8 = 20;

/// A style: its id, its name, the style that it is based on, what it says of paragraphs and of letters.
struct Style(&'static str, &'static str, &'static str, &'static str, &'static str);

const STYLES: [Style; 15] = [
    Style(
        "Heading1",
        "heading 1",
        "Normal",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"120\" w:after=\"60\"/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>",
    ),
    Style(
        "Heading2",
        "heading 2",
        "Normal",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"180\" w:after=\"60\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:b/>",
    ),
    Style(
        "Subtitle",
        "Subtitle",
        "Normal",
        "<w:keepNext/><w:keepLines/><w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>",
        "<w:b/>",
    ),
    Style("BodyText", "Body Text", "Normal", "<w:spacing w:after=\"100\"/><w:ind w:firstLine=\"709\"/>", ""),
    Style(
        "Remark",
        "Remark",
        "Normal",
        "<w:keepNext/><w:spacing w:after=\"80\"/>",
        "<w:i/><w:color w:val=\"595959\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>",
    ),
    Style("Annex", "Annex", "Normal", "<w:keepNext/><w:spacing w:after=\"120\"/><w:jc w:val=\"right\"/>", ""),
    Style(
        "Draft",
        "Draft",
        "Normal",
        "<w:keepNext/><w:spacing w:after=\"80\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:color w:val=\"C00000\"/>",
    ),
    Style("TableText", "Table Text", "Normal", "", "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"),
    Style("TableShort", "Table Short", "TableText", "<w:jc w:val=\"center\"/>", ""),
    Style("TableHead", "Table Head", "TableText", "<w:keepNext/><w:jc w:val=\"center\"/>", "<w:b/>"),
    Style("TableGroup", "Table Group", "TableText", "<w:keepNext/>", "<w:b/>"),
    Style("TableLabel", "Table Label", "TableText", "", "<w:b/>"),
    Style("TableLevel", "Table Level", "TableText", "<w:jc w:val=\"center\"/>", "<w:b/>"),
    Style(
        "Header",
        "header",
        "Normal",
        "<w:jc w:val=\"right\"/>",
        "<w:b/><w:color w:val=\"C00000\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>",
    ),
    Style("Footer", "footer", "Normal", "", "<w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>"),
];

/// The part of styles.
pub(super) fn styles(language: Language) -> String {
    let mut all = String::from(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>",
    );
    for Style(id, name, base, paragraph, letters) in STYLES {
        all.extend([format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{base}\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )]);
    }
    let tag = tag(language);
    format!(
        "{DECLARATION}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:hAnsi=\"{FONT}\" w:eastAsia=\"{FONT}\" w:cs=\"{FONT}\"/><w:sz w:val=\"24\"/>\
         <w:szCs w:val=\"24\"/><w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults>{all}</w:styles>"
    )
}

/// The style of a line of text that stands alone; `first`: the first title of a page.
pub(super) fn of_line(role: Role, first: bool) -> &'static str {
    match role {
        Role::Title if first => "Heading1",
        Role::Title => "Subtitle",
        Role::Heading => "Heading2",
        Role::Draft => "Draft",
        Role::Approval => "Annex",
        Role::Remark => "Remark",
        _ => "BodyText",
    }
}

/// The style of a cell.
pub(super) fn of_cell(role: Role) -> &'static str {
    match role {
        Role::Title | Role::Heading | Role::Head | Role::FormHead | Role::NeededHead => "TableHead",
        Role::Group | Role::FormGroup => "TableGroup",
        Role::Label | Role::FormLabel => "TableLabel",
        Role::Level(_) | Role::Draft => "TableLevel",
        Role::Short | Role::Day | Role::Points | Role::Chosen | Role::WorkedOut | Role::Button => "TableShort",
        Role::Remark => "Remark",
        Role::Body
        | Role::Text
        | Role::Approval
        | Role::Signature
        | Role::Answer
        | Role::Needed
        | Role::Datum
        | Role::Sent
        | Role::Faulty
        | Role::Doubtful => "TableText",
    }
}

/// The ground of a cell, as `RRGGBB`.
pub(super) fn ground<'c>(role: Role, levels: &[&'c str]) -> Option<&'c str> {
    match role {
        Role::Head | Role::FormHead | Role::NeededHead => Some("EDEDED"),
        Role::Group | Role::FormGroup => Some("F5F5F5"),
        Role::Level(level) => levels.get(level.index()).copied(),
        // The colours that Excel itself gives to bad and to neutral cells.
        Role::Faulty => Some("FFC7CE"),
        Role::Doubtful => Some("FFEB9C"),
        _ => None,
    }
}

/// Whether the letters of a role are bold: they take more room.
pub(super) fn is_bold(role: Role) -> bool {
    matches!(of_cell(role), "TableHead" | "TableGroup" | "TableLabel" | "TableLevel")
}
