//! How the cells of workbooks look: a format for each role, and one for a link in it.

use super::cells::LookNumber;
use super::text_width::Type;
use crate::model::Level;
use crate::sheet::{Book, Mark, Role};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook};

/// The type that official papers are printed in.
pub(super) const FONT: &str = "Times New Roman";

/// The colours that Excel itself gives to bad and to neutral cells.
const FAULTY: &str = "FFC7CE";
const DOUBTFUL: &str = "FFEB9C";
/// The tints of what must be filled: of a title, and of the cells below it.
const NEEDED_HEAD: &str = "FFE699";
const NEEDED: &str = "FFF9E5";

/// The look of a cell that says nothing of it. Columns are measured in digits of its type: the same in every program that has
/// it or its metric twin.
pub(super) fn usual() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11)
}

/// All looks that the cells of a book can have.
pub(super) struct Looks {
    /// Those of plain roles, then those of the levels, then that of a level which the method does not have; then all of these
    /// once more, with a link.
    all: Vec<Format>,
    /// The colours of the levels.
    levels: Vec<Color>,
}

impl Looks {
    pub fn new(book: &Book<'_>) -> Self {
        let levels: Vec<Color> = book.level_colors.iter().map(|color| Color::from(*color)).collect();
        let of_levels = (0..u8::MAX).zip(&levels).map(|(level, _)| Role::Level(Level(level)));
        let roles = Role::PLAIN.into_iter().chain(of_levels).chain([Role::Body]);
        let mut all: Vec<Format> = roles.map(|role| look(role, &levels)).collect();
        let link = |format: &Format| format.clone().set_font_color("0563C1").set_underline(FormatUnderline::Single);
        let mut linked: Vec<Format> = all.iter().map(link).collect();
        // A button is known as a link without being underlined. It is light: LibreOffice writes every link in dark blue.
        let buttons = Role::PLAIN.iter().position(|role| *role == Role::Button);
        if let Some(at) = buttons {
            linked[at] = all[at].clone();
        }
        all.extend(linked);
        Self { all, levels }
    }

    /// The number of a role's look.
    pub fn number(&self, role: Role) -> LookNumber {
        let at = match role {
            Role::Level(level) => (Role::PLAIN.len() + level.index()).min(self.all.len() / 2 - 1),
            plain => Role::PLAIN.iter().position(|known| *known == plain).unwrap_or_default(),
        };
        LookNumber::try_from(at).unwrap_or_default()
    }

    /// The number of the same look with a link.
    pub fn linked(&self, role: Role) -> LookNumber {
        self.number(role) + LookNumber::try_from(self.all.len() / 2).unwrap_or_default()
    }

    /// A look by its number.
    pub fn of(&self, number: LookNumber) -> &Format {
        &self.all[usize::from(number)]
    }

    /// How cells look that name a level, whoever wrote it there.
    pub fn of_level_named(&self, level: Level) -> Option<Format> {
        let color = self.levels.get(level.index())?;
        Some(Format::new().set_background_color(*color).set_bold())
    }

    /// How marked cells look.
    pub fn of_mark(mark: Mark) -> Format {
        match mark {
            Mark::Unadapted => Format::new().set_italic().set_font_color("808080"),
            Mark::Faulty => Format::new().set_background_color(FAULTY),
        }
    }

    /// Looks of which none is marked as used.
    pub fn none_used(&self) -> Vec<bool> {
        vec![false; self.all.len()]
    }

    /// Tells the library the looks that are used, always in this order, whichever cell it meets first; says what cells of
    /// each look say of it. The library numbers formats as they come, equal ones once, after the usual one.
    pub fn register(&self, used: &[bool], workbook: &mut Workbook) -> Vec<String> {
        let mut known = vec![usual()];
        let number = |(format, is_used): (&Format, &bool)| {
            if !is_used {
                return String::new();
            }
            workbook.register_format(format);
            let number = known.iter().position(|one| one == format).unwrap_or_else(|| {
                known.push(format.clone());
                known.len() - 1
            });
            if number == 0 { String::new() } else { format!(" s=\"{number}\"") }
        };
        self.all.iter().zip(used).map(number).collect()
    }
}

/// The size and weight of each role's type.
pub(super) fn set_in(role: Role) -> Type {
    let (size, bold) = match role {
        Role::Title => (14, true),
        Role::Heading | Role::Draft => (12, true),
        Role::Head
        | Role::Group
        | Role::Label
        | Role::Level(_)
        | Role::Button
        | Role::FormHead
        | Role::NeededHead
        | Role::FormLabel
        | Role::FormGroup => (10, true),
        Role::Body
        | Role::Short
        | Role::Day
        | Role::Text
        | Role::Remark
        | Role::Approval
        | Role::Signature
        | Role::Answer
        | Role::Needed
        | Role::Points
        | Role::Chosen
        | Role::WorkedOut
        | Role::Sent
        | Role::Faulty
        | Role::Doubtful => (10, false),
        Role::Datum => (11, false),
    };
    Type { size, bold }
}

/// Whether the texts of a role keep a little away from the line at their left.
fn is_indented(role: Role) -> bool {
    matches!(
        role,
        Role::Group
            | Role::Body
            | Role::Label
            | Role::Text
            | Role::Signature
            | Role::FormLabel
            | Role::FormGroup
            | Role::Answer
            | Role::Sent
            | Role::Faulty
            | Role::Doubtful
    )
}

/// How much of a cell's width that takes, in pixels: ten points, as LibreOffice has it, and a little air: Excel takes less.
pub(super) fn indent_pixels(role: Role) -> usize {
    if is_indented(role) { 17 } else { 0 }
}

fn look(role: Role, levels: &[Color]) -> Format {
    let set_in = set_in(role);
    let base = Format::new().set_font_name(FONT).set_font_size(set_in.size).set_text_wrap().set_align(FormatAlign::Top);
    let base = if set_in.bold { base.set_bold() } else { base };
    let base = if is_indented(role) { base.set_align(FormatAlign::Left).set_indent(1) } else { base };
    let boxed = |format: Format| format.set_border(FormatBorder::Thin).set_border_color("808080");
    let lined = |format: Format| format.set_border(FormatBorder::Thin).set_border_color("BFBFBF");
    let centered = |format: Format| format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    match role {
        Role::Title => centered(base),
        Role::Heading => base.set_align(FormatAlign::VerticalCenter),
        Role::Head => centered(boxed(base)).set_background_color("D9E1F2"),
        Role::Group => boxed(base).set_background_color("EDEDED").set_align(FormatAlign::VerticalCenter),
        Role::Body | Role::Label | Role::Text => boxed(base),
        Role::Short => boxed(base).set_align(FormatAlign::Center),
        Role::Day => boxed(base).set_align(FormatAlign::Center).set_num_format("dd.mm.yyyy"),
        Role::Level(level) => {
            let format = centered(boxed(base));
            match levels.get(level.index()) {
                Some(color) => format.set_background_color(*color),
                None => format,
            }
        }
        Role::Remark => base.set_italic().set_font_color("595959"),
        Role::Approval => base,
        Role::Draft => centered(base).set_font_color("C00000"),
        Role::Signature => boxed(base).set_align(FormatAlign::Bottom),
        Role::Button => centered(boxed(base)).set_background_color("BDD7EE").set_font_color("1F4E79"),
        Role::FormHead => centered(lined(base)).set_background_color("D9E1F2"),
        Role::NeededHead => centered(lined(base)).set_background_color(NEEDED_HEAD),
        Role::FormLabel | Role::Sent => lined(base),
        Role::FormGroup => {
            lined(base).unset_text_wrap().set_background_color("EDEDED").set_align(FormatAlign::VerticalCenter)
        }
        Role::Answer => lined(base).set_num_format("@"),
        Role::Needed => lined(base).set_num_format("@").set_background_color(NEEDED),
        Role::Points => lined(base).set_align(FormatAlign::Center).set_background_color(NEEDED),
        Role::Chosen => lined(base).set_align(FormatAlign::Center),
        Role::WorkedOut => lined(base).set_align(FormatAlign::Center).set_background_color("F2F2F2"),
        Role::Datum => usual(),
        Role::Faulty => lined(base).set_background_color(FAULTY),
        Role::Doubtful => lined(base).set_background_color(DOUBTFUL),
    }
}
