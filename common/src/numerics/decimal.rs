//! Decimal numbers as text.

/// The number nearest to a decimal one: digits, perhaps with a point, a sign and an exponent. Nothing if
/// the text is anything else; words for what is infinite or no number are none.
pub fn read(text: &str) -> Option<f64> {
    is_decimal(text).then(|| nearest(text)).flatten()
}

/// Digits before or after a point, behind a sign or none, before an exponent or none.
fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (mantissa, exponent) = (unsigned(mantissa), unsigned(exponent));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole_exponent = !exponent.is_empty() && digits(exponent);
    whole_exponent && digits(whole) && digits(fraction) && whole.len() + fraction.len() > 0
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

#[cfg(not(target_family = "wasm"))]
fn nearest(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// The browser has a reader of its own, which spares a module its tables of powers, 12 kB packed. Both
/// round to the nearest number.
#[cfg(target_family = "wasm")]
fn nearest(text: &str) -> Option<f64> {
    use wasm_bindgen::prelude::wasm_bindgen;
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = Number)]
        fn number(text: &str) -> f64;
    }
    Some(number(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a number that one reader takes and the other does not: hexadecimal, blanks and words.
    #[test]
    fn only_decimal_numbers_are_read() {
        for (text, number) in [
            ("2", 2.0),
            ("-2.50", -2.5),
            ("+.5", 0.5),
            ("5.", 5.0),
            ("1e-320", 1e-320),
            ("6.02E+23", 6.02e23),
            ("1e999", f64::INFINITY),
            ("0.1000000000000000055511151231257827", 0.1),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
        for text in [
            "", " 1", ".", "-", "e5", "1e", "1e+", "1e5.0", "0x10", "1_000", "inf", "Infinity",
            "NaN", "--1", "1.2.3", "１", "1,5",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
