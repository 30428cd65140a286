//! Colour maps: from numbers to colours whose differences look as large as they are.

use super::palette::Rgb;
use crate::figure::ColourMap;

/// Number of colours of a map.
pub(super) const LEVELS: usize = 256;

/// Viridis at every tenth.
///
/// # Source
/// van der Walt and Smith (2015), matplotlib; released under CC0.
const VIRIDIS: [u32; 11] = [
    0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151,
    0xbddf26, 0xfde725,
];

/// Blue to a neutral light grey to red, of equal lightness at equal distances from the neutral.
const DIVERGING: [u32; 7] = [
    0x1e3f8c, 0x4a73bd, 0x9bb8e0, 0xf2f0ee, 0xe3a792, 0xbd5a45, 0x7f1616,
];

/// The colours of a map, from its lower to its upper end.
pub(super) fn table(map: ColourMap) -> Vec<Rgb> {
    let stops = match map {
        ColourMap::Sequential => &VIRIDIS[..],
        ColourMap::Diverging(_) => &DIVERGING[..],
    };
    let stops: Vec<[f64; 3]> = stops.iter().map(|code| to_oklab(rgb(*code))).collect();
    (0..LEVELS)
        .map(|level| {
            let place = level as f64 / (LEVELS - 1) as f64 * (stops.len() - 1) as f64;
            let index = (place as usize).min(stops.len() - 2);
            let part = place - index as f64;
            let mixed =
                [0, 1, 2].map(|k| stops[index][k] + part * (stops[index + 1][k] - stops[index][k]));
            from_oklab(mixed)
        })
        .collect()
}

/// The values at the two ends of a map: as given or as the data's, and as far from the neutral
/// value on one side as on the other.
pub(super) fn ends(map: ColourMap, range: Option<(f64, f64)>, data: (f64, f64)) -> (f64, f64) {
    let (low, high) = range.unwrap_or(data);
    match map {
        ColourMap::Diverging(neutral) => {
            let reach = (neutral - low).abs().max((high - neutral).abs());
            let reach = if reach > 0.0 { reach } else { 1.0 };
            (neutral - reach, neutral + reach)
        }
        ColourMap::Sequential if low == high => (low - 0.5, high + 0.5),
        ColourMap::Sequential => (low, high),
    }
}

/// The level of a value between two ends.
pub(super) fn level(value: f64, (low, high): (f64, f64)) -> u8 {
    let fraction = ((value - low) / (high - low)).clamp(0.0, 1.0);
    libm::round(fraction * (LEVELS - 1) as f64) as u8
}

const fn rgb(code: u32) -> Rgb {
    ((code >> 16) as u8, (code >> 8) as u8, code as u8)
}

/// sRGB to a space in which distances look as large as they are.
///
/// # Source
/// Ottosson (2020), `OKLab`.
pub(super) fn to_oklab((red, green, blue): Rgb) -> [f64; 3] {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            libm::pow((c + 0.055) / 1.055, 2.4)
        }
    };
    oklab([linear(red), linear(green), linear(blue)])
}

/// Linear sRGB to `OKLab`.
pub(super) fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let l = libm::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    let m = libm::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    let s = libm::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

fn from_oklab([lightness, a, b]: [f64; 3]) -> Rgb {
    let cube = |x: f64| x * x * x;
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    let channel = |linear: f64| {
        let c = linear.clamp(0.0, 1.0);
        let c = if c <= 0.0031308 {
            12.92 * c
        } else {
            1.055 * libm::pow(c, 1.0 / 2.4) - 0.055
        };
        libm::round(c * 255.0) as u8
    };
    (
        channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a map on which equal steps look unequal: its lightness must rise evenly.
    #[test]
    fn the_sequential_map_gets_evenly_lighter() {
        let lightness: Vec<f64> = table(ColourMap::Sequential)
            .into_iter()
            .map(|colour| to_oklab(colour)[0])
            .collect();
        let mean = (lightness[LEVELS - 1] - lightness[0]) / 8.0;
        for eighth in 0..8 {
            let step = lightness[(eighth + 1) * 255 / 8] - lightness[eighth * 255 / 8];
            // Viridis is uniform in CAM02-UCS; in OKLab its steps differ by a quarter.
            assert!(
                (0.7..1.35).contains(&(step / mean)),
                "{eighth}: {}",
                step / mean
            );
        }
    }

    /// Catches a neutral colour that stands at another value than the one asked for.
    #[test]
    fn the_diverging_map_is_neutral_at_its_value() {
        let map = ColourMap::Diverging(2.0);
        let ends = ends(map, None, (0.0, 3.0));
        assert_eq!(ends, (0.0, 4.0));
        let [_, a, b] = to_oklab(table(map)[usize::from(level(2.0, ends))]);
        // Half a level from the exact middle.
        assert!(a.abs() < 0.005 && b.abs() < 0.005, "{a} {b}");
    }

    /// Catches a conversion that is not the other's inverse.
    #[test]
    fn colours_survive_the_way_there_and_back() {
        for code in [0x000000, 0xffffff, 0x440154, 0x21918c, 0xfde725] {
            assert_eq!(from_oklab(to_oklab(rgb(code))), rgb(code));
        }
    }
}
