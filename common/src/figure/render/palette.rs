//! The colours of the book: one for each role, in a light and a dark form.
//!
//! Each has at least 4.5:1 contrast with its background, so that labels may be set in it. Those that
//! meet in one figure stay apart under the three dichromacies. Tests hold both.

#[cfg(test)]
mod tests;

use crate::figure::Role;
use std::fmt::Write;

/// A colour as red, green and blue.
pub type Rgb = (u8, u8, u8);

/// What a colour is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The data of a role.
    Role(Role),
    /// The background, in halos around text and marks.
    Paper,
    /// Lines and ticks of the axes.
    Axis,
    /// The words and numbers of the axes.
    Text,
    /// Faint lines across a panel.
    Grid,
}

/// A colour of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// What it is used for.
    pub used_for: Use,
    /// Its name: strokes have the class `s-NAME`, fills `f-NAME`, and `--figure-NAME` is its value.
    pub name: &'static str,
    /// On a light background.
    pub light: Rgb,
    /// On a dark background.
    pub dark: Rgb,
}

/// The light background for which the light colours are made.
pub const LIGHT_PAPER: Rgb = (0xff, 0xff, 0xff);
/// The dark background for which the dark colours are made.
pub const DARK_PAPER: Rgb = (0x1b, 0x1f, 0x24);

const fn colour(used_for: Use, name: &'static str, light: u32, dark: u32) -> Colour {
    const fn rgb(code: u32) -> Rgb {
        ((code >> 16) as u8, (code >> 8) as u8, code as u8)
    }
    Colour {
        used_for,
        name,
        light: rgb(light),
        dark: rgb(dark),
    }
}

/// All colours. No two have the same light form, since the renderer finds a class by it.
pub const COLOURS: [Colour; 17] = [
    colour(Use::Role(Role::Theory), "ink", 0x1c1c1c, 0xe6e6e6),
    colour(
        Use::Role(Role::Simulation),
        "simulation",
        0x017e9f,
        0x82bcb0,
    ),
    colour(Use::Role(Role::Voltage), "voltage", 0x9448ef, 0xcd98ff),
    colour(Use::Role(Role::Sodium), "sodium", 0xbe515b, 0xe4603f),
    colour(
        Use::Role(Role::Inactivation),
        "inactivation",
        0x72500a,
        0xed9a14,
    ),
    colour(Use::Role(Role::Potassium), "potassium", 0x1a45b0, 0x4980ff),
    colour(Use::Role(Role::Leak), "leak", 0x1f3d1f, 0x8cf17e),
    colour(
        Use::Role(Role::Excitatory),
        "excitatory",
        0xce1812,
        0xe58e61,
    ),
    colour(
        Use::Role(Role::Inhibitory),
        "inhibitory",
        0x2d509f,
        0x3188ef,
    ),
    colour(Use::Role(Role::Retrieved), "retrieved", 0x185f02, 0x099f2f),
    colour(Use::Role(Role::Spurious), "spurious", 0x4c0653, 0xfcacfe),
    colour(Use::Role(Role::Muted), "muted", 0x6b6b6b, 0x9a9fa6),
    colour(Use::Role(Role::Accent), "accent", 0x931062, 0xb57aa3),
    colour(Use::Paper, "paper", 0xffffff, 0x1b1f24),
    colour(Use::Axis, "axis", 0x808080, 0x7c838c),
    colour(Use::Text, "text", 0x424242, 0xbdc3ca),
    colour(Use::Grid, "grid", 0xe6e6e6, 0x343a41),
];

/// The colour for a use.
pub fn of(used_for: Use) -> Colour {
    // Every use has its entry, which a test confirms.
    COLOURS
        .into_iter()
        .find(|colour| colour.used_for == used_for)
        .unwrap_or(COLOURS[0])
}

/// A colour as a style sheet writes it.
pub fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// As specific as the dark themes, and after them, so that paper stays white.
const PRINT: &str = ".figure-svg, html[class] .figure-svg";

/// The style rules of figures: the colours, their dark forms in mdBook's dark themes, and the light
/// ones in print. The background is the theme's (`--bg`).
pub fn css() -> String {
    let variables = |selector: &str, dark: bool| {
        let mut rule = format!("{selector} {{\n");
        for colour in COLOURS {
            let value = hex(if dark { colour.dark } else { colour.light });
            let value = match colour.used_for {
                Use::Paper if selector != PRINT => format!("var(--bg, {value})"),
                _ => value,
            };
            let _ = writeln!(rule, "  --figure-{}: {value};", colour.name);
        }
        rule + "}\n"
    };
    let mut css = variables(".figure-svg", false);
    css += &variables(
        ".navy .figure-svg, .coal .figure-svg, .ayu .figure-svg",
        true,
    );
    for colour in COLOURS {
        let name = colour.name;
        let _ = writeln!(css, ".s-{name} {{ stroke: var(--figure-{name}); }}");
        let _ = writeln!(css, ".f-{name} {{ fill: var(--figure-{name}); }}");
    }
    // The halo of a text of several pieces is a copy of it, which no reader wants to select.
    css += ".figure-svg [aria-hidden] { user-select: none; pointer-events: none; }\n";
    css + "@media print {\n" + &variables(PRINT, false) + "}\n"
}
