//! How the cells of workbooks look: a format for each role.

use super::xlsx_cells::LookNumber;
use super::xlsx_layout::Type;
use crate::model::Level;
use crate::sheet::{Book, Role};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The type that official papers are printed in.
pub(super) const FONT: &str = "Times New Roman";

/// The look of each role.
pub(super) struct Formats {
    /// Those of plain roles, then those of the levels; the last is that of a level which the method does not have.
    made: Vec<Format>,
}

impl Formats {
    pub fn new(book: &Book<'_>) -> Self {
        let levels: Vec<Color> = book.level_colors.iter().map(|color| Color::from(*color)).collect();
        let of_levels = (0..u8::MAX).zip(&levels).map(|(level, _)| Role::Level(Level(level)));
        let roles = Role::PLAIN.into_iter().chain(of_levels).chain([Role::Body]);
        Self { made: roles.map(|role| look(role, &levels)).collect() }
    }

    /// All looks; a look's place among them is its number.
    pub fn all(&self) -> &[Format] {
        &self.made
    }

    pub fn of(&self, role: Role) -> &Format {
        &self.made[usize::from(self.number(role))]
    }

    pub fn number(&self, role: Role) -> LookNumber {
        let at = match role {
            Role::Level(level) => (Role::PLAIN.len() + level.index()).min(self.made.len() - 1),
            plain => Role::PLAIN.iter().position(|known| *known == plain).unwrap_or_default(),
        };
        LookNumber::try_from(at).unwrap_or_default()
    }

    /// Writes a cell for each look into a worksheet whose cells are replaced later: they tell the numbers that the library
    /// gave the looks. A text, too, if there is any: only then does the library make a table of texts.
    pub fn show(&self, out: &mut Worksheet, text: Option<&str>) -> Result<(), XlsxError> {
        for (column, format) in (0..).zip(&self.made) {
            out.write_blank(0, column, format)?;
        }
        if let Some(text) = text {
            out.write_string(1, 0, text)?;
        }
        Ok(())
    }
}

/// The size and weight of each role's type.
pub(super) fn set_in(role: Role) -> Type {
    let (size, bold) = match role {
        Role::Title => (14, true),
        Role::Heading | Role::Draft => (12, true),
        Role::Head | Role::Group | Role::Label | Role::Level(_) => (10, true),
        Role::Body | Role::Short | Role::Text | Role::Remark | Role::Signature => (10, false),
    };
    Type { size, bold }
}

fn look(role: Role, levels: &[Color]) -> Format {
    let set_in = set_in(role);
    let base = Format::new().set_font_name(FONT).set_font_size(set_in.size).set_text_wrap().set_align(FormatAlign::Top);
    let base = if set_in.bold { base.set_bold() } else { base };
    let boxed = |format: Format| format.set_border(FormatBorder::Thin).set_border_color("808080");
    let centered = |format: Format| format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    match role {
        Role::Title => centered(base),
        Role::Heading => base.set_align(FormatAlign::VerticalCenter),
        Role::Head => centered(boxed(base)).set_background_color("D9E1F2"),
        Role::Group => boxed(base).set_background_color("EDEDED").set_align(FormatAlign::VerticalCenter),
        Role::Body | Role::Label | Role::Text => boxed(base),
        Role::Short => boxed(base).set_align(FormatAlign::Center),
        Role::Level(level) => {
            let format = centered(boxed(base));
            match levels.get(level.index()) {
                Some(color) => format.set_background_color(*color),
                None => format,
            }
        }
        Role::Remark => base.set_italic().set_font_color("595959"),
        Role::Draft => centered(base).set_font_color("C00000"),
        Role::Signature => boxed(base).set_align(FormatAlign::Bottom),
    }
}
