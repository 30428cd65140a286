//! Decimal numbers kept as digits and exponent, so that 0.3 is 0.3.

use crate::numerics::decimal::read;

/// The number nearest to `digits`·10^`exponent`.
pub(super) fn round_number(digits: i64, exponent: i32) -> f64 {
    // A whole number with an exponent always reads as a number.
    read(&format!("{digits}e{exponent}")).unwrap_or(f64::NAN)
}

/// `digits`·10^`exponent` as a label: written out, or with a power of ten where the greatest number
/// of the axis is very large or very small.
pub(super) fn label(digits: i64, exponent: i32, greatest: f64) -> String {
    if digits == 0 {
        return "0".to_owned();
    }
    let sign = if digits < 0 { "−" } else { "" };
    let mut figures = digits.unsigned_abs().to_string();
    let mut exponent = exponent;
    while figures.len() > 1 && figures.ends_with('0') {
        figures.pop();
        exponent += 1;
    }
    if (1e-3..1e6).contains(&greatest) || greatest == 0.0 {
        return format!("{sign}{}", written_out(&figures, exponent));
    }
    let power = exponent + i32::try_from(figures.len()).unwrap_or(1) - 1;
    let (first, rest) = figures.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{rest}×10^{{{}}}", signed(power))
}

/// A power of ten, or a multiple of one.
pub(super) fn power_of_ten(factor: i64, exponent: i32) -> String {
    match (factor, exponent) {
        (_, 0) => factor.to_string(),
        (_, 1) => (10 * factor).to_string(),
        (1, _) => format!("10^{{{}}}", signed(exponent)),
        _ => format!("{factor}×10^{{{}}}", signed(exponent)),
    }
}

fn signed(number: i32) -> String {
    number.to_string().replace('-', "−")
}

/// Figures without trailing zeros, times a power of ten, with thousands set apart from 10 000 on.
fn written_out(figures: &str, exponent: i32) -> String {
    let places = usize::try_from(-exponent).unwrap_or(0);
    let zeros = usize::try_from(exponent).unwrap_or(0);
    let padded = format!(
        "{figures:0>width$}{}",
        "0".repeat(zeros),
        width = places + 1
    );
    let (whole, part) = padded.split_at(padded.len() - places);
    let mut text = String::new();
    for (index, figure) in whole.chars().enumerate() {
        let remaining = whole.len() - index;
        if whole.len() > 4 && index > 0 && remaining.is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(figure);
    }
    if !part.is_empty() {
        text.push('.');
        text.push_str(part);
    }
    text
}
