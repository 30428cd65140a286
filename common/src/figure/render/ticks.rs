//! Ticks at round numbers.

mod decimal;

use super::window::Window;
use crate::figure::{Axis, Scale};
use decimal::{label, power_of_ten, round_number};

/// Where an axis has ticks, and what they are called.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Ticks {
    /// Values with labels, which may hold markup; a tick of full length has an empty one at times.
    pub labelled: Vec<(f64, String)>,
    /// Values without.
    pub minor: Vec<f64>,
}

/// The ticks of an axis, about so many.
pub(super) fn ticks(axis: &Axis, window: Window, about: usize) -> Ticks {
    if !axis.ticks.is_empty() {
        let within = axis
            .ticks
            .iter()
            .filter(|(value, _)| window.contains(*value));
        return Ticks {
            labelled: within.cloned().collect(),
            minor: Vec::new(),
        };
    }
    match window.scale {
        Scale::Linear => linear(window.low, window.high, about),
        Scale::Logarithmic => logarithmic(window, about),
    }
}

/// Ticks at multiples of 1, 2 or 5 times a power of ten, whichever gives the number nearest to
/// the one wanted.
pub(super) fn linear(low: f64, high: f64, about: usize) -> Ticks {
    let length = high - low;
    if !(length.is_finite() && length > 0.0) {
        return Ticks::default();
    }
    let magnitude = libm::floor(libm::log10(length)) as i32;
    let steps = (magnitude - 2..=magnitude)
        .flat_map(|exponent| [1, 2, 5].map(|mantissa| (mantissa, exponent)));
    let multiples = |(mantissa, exponent): (i64, i32)| {
        let step = round_number(mantissa, exponent);
        let slack = 1e-9 * length / step;
        let first = libm::ceil(low / step - slack) as i64;
        let last = libm::floor(high / step + slack) as i64;
        (first, last)
    };
    let count = |step| {
        let (first, last) = multiples(step);
        (last - first + 1).unsigned_abs() as usize
    };
    // Of two that are equally near, the finer one.
    let mut useful = steps.filter(|step| count(*step) > 1 || about < 2);
    let first = useful.next();
    let best = first.map(|first| {
        useful.fold(first, |best, step| {
            let better = count(step).abs_diff(about) < count(best).abs_diff(about);
            if better { step } else { best }
        })
    });
    let Some((mantissa, exponent)) = best else {
        return Ticks::default();
    };
    let (first, last) = multiples((mantissa, exponent));
    let greatest = low.abs().max(high.abs());
    let labelled = (first..=last)
        .map(|index| {
            let digits = index * mantissa;
            (
                round_number(digits, exponent),
                label(digits, exponent, greatest),
            )
        })
        .collect();
    Ticks {
        labelled,
        minor: Vec::new(),
    }
}

/// Ticks at powers of ten, their multiples as minor ticks; over less than two decades some of the
/// multiples have labels, and over less than half of one the ticks are those of a linear axis.
fn logarithmic(window: Window, about: usize) -> Ticks {
    let decades = window.high - window.low;
    let inside = |value: &f64| window.contains(*value);
    if decades < 0.5 {
        let mut ticks = linear(window.value(window.low), window.value(window.high), about);
        ticks.labelled.retain(|(value, _)| *value > 0.0);
        return ticks;
    }
    let exponents = libm::floor(window.low) as i32..=libm::ceil(window.high) as i32;
    let multiples = |factors: &[i64]| {
        exponents
            .clone()
            .flat_map(|exponent| {
                factors
                    .iter()
                    .map(move |factor| (*factor, exponent))
                    .collect::<Vec<_>>()
            })
            .filter(|(factor, exponent)| inside(&round_number(*factor, *exponent)))
            .collect::<Vec<_>>()
    };
    let whole = multiples(&[1]);
    let (named, every) = match whole.len() {
        0 | 1 => (multiples(&[1, 2, 5]), 1),
        2 if about > 4 => (multiples(&[1, 2, 5]), 1),
        count => (
            whole,
            i32::try_from(count.div_ceil(about.max(2))).unwrap_or(1),
        ),
    };
    // One way of writing for the whole axis: 0.01 to 10 000, or powers of ten.
    let written_out = named
        .iter()
        .all(|(_, exponent)| (-2..=4).contains(exponent));
    let labelled: Vec<(f64, String)> = named
        .into_iter()
        .map(|(factor, exponent)| {
            // Every decade has its tick, even where not every one has room for its number.
            let label = if exponent % every != 0 {
                String::new()
            } else if written_out {
                label(factor, exponent, 1.0)
            } else {
                power_of_ten(factor, exponent)
            };
            (round_number(factor, exponent), label)
        })
        .collect();
    let every = if decades <= 10.0 {
        &[1, 2, 3, 4, 5, 6, 7, 8, 9][..]
    } else {
        &[1]
    };
    let minor = multiples(every)
        .into_iter()
        .map(|(factor, exponent)| round_number(factor, exponent));
    let minor = minor
        .filter(|value| labelled.iter().all(|(other, _)| other != value))
        .collect();
    Ticks { labelled, minor }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &Ticks) -> Vec<&str> {
        let labels = ticks.labelled.iter().map(|(_, label)| label.as_str());
        labels.filter(|label| !label.is_empty()).collect()
    }

    /// Catches ticks at odd numbers, too many of them, hyphens for minus signs, and trailing zeros.
    #[test]
    fn linear_ticks_stand_at_round_numbers() {
        for (low, high, expected) in [
            (0.0, 20.0, vec!["0", "5", "10", "15", "20"]),
            (
                -80.0,
                45.0,
                vec!["−80", "−60", "−40", "−20", "0", "20", "40"],
            ),
            (0.0, 1.0, vec!["0", "0.2", "0.4", "0.6", "0.8", "1"]),
            (-0.5, 0.5, vec!["−0.4", "−0.2", "0", "0.2", "0.4"]),
            (0.0, 0.003, vec!["0", "0.001", "0.002", "0.003"]),
            (
                0.0,
                25000.0,
                vec![
                    "0",
                    "5000",
                    "10\u{202f}000",
                    "15\u{202f}000",
                    "20\u{202f}000",
                    "25\u{202f}000",
                ],
            ),
            (
                0.0,
                5e6,
                vec![
                    "0",
                    "1×10^{6}",
                    "2×10^{6}",
                    "3×10^{6}",
                    "4×10^{6}",
                    "5×10^{6}",
                ],
            ),
            (
                0.0,
                4e-5,
                vec!["0", "1×10^{−5}", "2×10^{−5}", "3×10^{−5}", "4×10^{−5}"],
            ),
            (
                6.2641,
                6.2643,
                vec!["6.2641", "6.26415", "6.2642", "6.26425", "6.2643"],
            ),
        ] {
            assert_eq!(labels(&linear(low, high, 5)), expected, "{low} to {high}");
        }
    }

    /// Catches tick values that are off by rounding, which would show in a table of them.
    #[test]
    fn tick_values_are_the_numbers_that_their_labels_say() {
        for (value, label) in linear(-0.7, 0.7, 14).labelled {
            assert_eq!(value, label.replace('−', "-").parse::<f64>().unwrap());
        }
    }

    fn log(low: f64, high: f64) -> Ticks {
        let window = Window {
            scale: Scale::Logarithmic,
            low: libm::log10(low),
            high: libm::log10(high),
        };
        ticks(&Axis::new("", "", "").logarithmic(), window, 5)
    }

    /// Catches decades without a label, labels that crowd, and mixed ways of writing.
    #[test]
    fn logarithmic_ticks_stand_at_decades() {
        assert_eq!(labels(&log(0.1, 100.0)), ["0.1", "1", "10", "100"]);
        assert_eq!(log(0.1, 100.0).minor.len(), 24);
        assert_eq!(
            labels(&log(1.0, 1e4)),
            ["1", "10", "100", "1000", "10\u{202f}000"]
        );
        assert_eq!(
            labels(&log(1e-9, 1.0)),
            ["10^{−8}", "10^{−6}", "10^{−4}", "10^{−2}", "1"]
        );
        assert_eq!(labels(&log(3.0, 60.0)), ["5", "10", "20", "50"]);
        assert_eq!(
            labels(&log(2.0, 3.0)),
            ["2", "2.2", "2.4", "2.6", "2.8", "3"]
        );
    }
}
