//! Colours that everyone can tell apart, on light and on dark.

use super::*;
use crate::figure::render::colours::oklab;

/// Linear light of a channel.
fn linear((red, green, blue): Rgb) -> [f64; 3] {
    [red, green, blue].map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            libm::pow((c + 0.055) / 1.055, 2.4)
        }
    })
}

/// Contrast ratio of WCAG 2.2.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |colour| {
        let [r, g, b] = linear(colour);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Normal vision, protanopia, deuteranopia and tritanopia, on linear light.
///
/// # Source
/// Machado, Oliveira and Fernandes (2009), severity 1.
const VISIONS: [[[f64; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
];

/// The least distance of two colours in `OKLab` over the four visions.
fn distance(one: Rgb, other: Rgb) -> f64 {
    let seen = |vision: &[[f64; 3]; 3], colour: Rgb| {
        let light = linear(colour);
        oklab(vision.map(|row| {
            let sum: f64 = row
                .iter()
                .zip(light)
                .map(|(weight, channel)| weight * channel)
                .sum();
            sum.clamp(0.0, 1.0)
        }))
    };
    let distances = VISIONS.iter().map(|vision| {
        let (a, b) = (seen(vision, one), seen(vision, other));
        libm::sqrt(a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum())
    });
    distances.fold(f64::INFINITY, f64::min)
}

/// Catches a label or a line too faint for its background.
#[test]
fn colours_of_data_and_text_can_be_read_on_light_and_dark() {
    for colour in COLOURS {
        // WCAG 2.2: 4.5 for text (1.4.3), 3 for graphics (1.4.11); a grid and the paper have neither.
        let least = match colour.used_for {
            Use::Role(_) | Use::Text => 4.5,
            Use::Axis => 3.0,
            Use::Grid | Use::Paper => continue,
        };
        let (light, dark) = (
            contrast(colour.light, LIGHT_PAPER),
            contrast(colour.dark, DARK_PAPER),
        );
        assert!(
            light >= least && dark >= least,
            "{}: {light:.2}, {dark:.2}",
            colour.name
        );
    }
}

/// Catches two series of one figure that some readers would take for one.
#[test]
fn colours_that_meet_stay_apart_in_every_vision() {
    use Role::{
        Accent, Excitatory, Inactivation, Inhibitory, Leak, Potassium, Retrieved, Simulation,
        Sodium, Spurious, Theory, Voltage,
    };
    let together: [&[Role]; 3] = [
        &[
            Theory,
            Sodium,
            Inactivation,
            Potassium,
            Leak,
            Voltage,
            Simulation,
            Accent,
        ],
        &[Theory, Excitatory, Inhibitory, Simulation, Accent],
        &[Theory, Retrieved, Spurious, Simulation, Accent],
    ];
    // A just noticeable difference is about 0.02 in OKLab (Ottosson, 2020); four of them are plain.
    let least = 0.08;
    for roles in together {
        for (index, one) in roles.iter().enumerate() {
            for other in &roles[..index] {
                let (a, b) = (of(Use::Role(*one)), of(Use::Role(*other)));
                for distance in [distance(a.light, b.light), distance(a.dark, b.dark)] {
                    assert!(distance >= least, "{one:?} and {other:?}: {distance:.3}");
                }
            }
        }
    }
}

/// Catches a role without a colour, and two uses that the renderer could not tell apart.
#[test]
fn every_use_has_one_colour() {
    let uses = [
        Use::Paper,
        Use::Axis,
        Use::Text,
        Use::Grid,
        Use::Role(Role::Theory),
        Use::Role(Role::Muted),
    ];
    assert!(
        uses.iter()
            .all(|used_for| of(*used_for).used_for == *used_for)
    );
    for (index, one) in COLOURS.iter().enumerate() {
        assert_eq!(of(one.used_for), *one);
        assert!(
            COLOURS[..index]
                .iter()
                .all(|other| other.light != one.light),
            "{}",
            one.name
        );
    }
}

/// Catches a theme without its rules.
#[test]
fn the_style_sheet_names_every_colour_for_light_dark_and_print() {
    let css = css();
    for colour in COLOURS {
        let definition = format!("--figure-{}:", colour.name);
        assert_eq!(css.matches(&definition).count(), 3, "{definition}");
        assert!(css.contains(&format!(".s-{} {{", colour.name)));
    }
}
