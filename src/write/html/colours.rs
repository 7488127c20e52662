//! The colours of levels: those of the method in light, darker pairs in dark, and shades for shares. Whatever colour a method gives, the
//! text on it keeps a contrast of at least 4.5, which a test goes through.

use crate::publication::PublicLevel;

/// In how many steps a share is shaded.
pub(super) const STEPS: usize = 5;
/// How many times further than its own colour a level's full shade is from white: the colours of methods are pale.
const STRONGER: f64 = 2.2;
/// How much of a level's full shade is left on a dark page.
const ON_DARK: f64 = 0.42;
/// How much of it is left there in a shade of the whole share.
const SHADE_ON_DARK: f64 = 0.55;

/// Red, green and blue, each from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Colour([f64; 3]);

const WHITE: Colour = Colour([255.0; 3]);
const BLACK: Colour = Colour([0.0; 3]);
const DARK_PAPER: Colour = Colour([29.0, 35.0, 41.0]);

impl Colour {
    /// The colour of six hexadecimal digits; grey where they are none.
    fn read(digits: &str) -> Self {
        let part = |at: usize| digits.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
        match (part(0), part(2), part(4)) {
            (Some(red), Some(green), Some(blue)) => Self([red, green, blue].map(f64::from)),
            _ => Self([200.0; 3]),
        }
    }

    fn mixed(self, with: Self, share: f64) -> Self {
        Self(std::array::from_fn(|part| self.0[part] * (1.0 - share) + with.0[part] * share))
    }

    /// Further from white.
    fn strong(self) -> Self {
        Self(self.0.map(|part| (255.0 - (255.0 - part) * STRONGER).max(0.0)))
    }

    /// The relative luminance of WCAG 2.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| {
            let part = part.round() / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Black or white, whichever can be read on it: one of them always has a contrast of 4.58 or more.
    fn ink(self) -> Self {
        if self.contrast(BLACK) >= self.contrast(WHITE) { BLACK } else { WHITE }
    }

    fn css(self) -> String {
        let [red, green, blue] = self.0;
        format!("rgb({red:.0} {green:.0} {blue:.0})")
    }
}

/// The rules of style for levels (`.l2`), for shades of shares (`.h23`: level 2, third step of five) and for text on shades in charts.
pub(super) fn level_style(levels: &[PublicLevel]) -> String {
    let (mut light, mut dark) = (String::new(), String::new());
    for (index, level) in levels.iter().enumerate() {
        let colour = Colour::read(&level.color);
        light += &rule(&format!("l{index}"), colour);
        let strong = colour.strong();
        dark += &rule(&format!("l{index}"), strong.mixed(BLACK, 1.0 - ON_DARK));
        for step in 0..=STEPS {
            let share = step as f64 / STEPS as f64;
            let class = format!("h{index}{step}");
            light += &rule(&class, WHITE.mixed(strong, share));
            dark += &rule(&class, DARK_PAPER.mixed(strong.mixed(BLACK, 1.0 - SHADE_ON_DARK), share));
        }
    }
    format!("{light}@media screen and (prefers-color-scheme:dark){{{dark}}}")
}

/// A colour as background of a place, as filling of a figure, and the ink on it.
fn rule(class: &str, colour: Colour) -> String {
    let (back, ink) = (colour.css(), colour.ink().css());
    format!(".{class}{{background:{back};color:{ink};fill:{back}}}text.{class}{{fill:{ink}}}")
}

/// The step of a share of a whole, from 0 for none; whatever is there at all has a shade.
pub(super) fn step(part: usize, whole: usize) -> usize {
    if whole == 0 { 0 } else { (part * STEPS).div_ceil(whole).min(STEPS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_a_level_can_be_read_in_light_and_dark_whatever_its_colour() {
        for digits in ["E7E6E6", "C6EFCE", "FFEB9C", "FFC7CE", "000000", "FFFFFF", "777777", "FF0000", "0000FF", "x"] {
            let colour = Colour::read(digits);
            let strong = colour.strong();
            let shades = (0..=STEPS).map(|step| step as f64 / STEPS as f64);
            let light = shades.clone().map(|share| WHITE.mixed(strong, share));
            let dark = shades.map(|share| DARK_PAPER.mixed(strong.mixed(BLACK, 1.0 - SHADE_ON_DARK), share));
            for shown in [colour, strong.mixed(BLACK, 1.0 - ON_DARK)].into_iter().chain(light).chain(dark) {
                assert!(shown.contrast(shown.ink()) >= 4.5, "{digits}: {shown:?}");
            }
        }
    }

    #[test]
    fn a_share_has_a_shade_as_soon_as_there_is_anything() {
        assert_eq!([step(0, 0), step(0, 9), step(1, 100), step(50, 100), step(100, 100)], [0, 0, 1, 3, 5]);
    }
}
