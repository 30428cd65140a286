//! Claims: the numbers that the prose states, each computed, each held to its reference.

use crate::figure::FigureError;
use crate::numerics::decimal;
use crate::param::{Declaration, ParameterError, Parameters, Values};
use crate::run::Run;
use serde_json::json;

/// A number and, where it is random, its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its standard error; nothing for a number without chance in it.
    pub standard_error: Option<f64>,
}

impl Estimate {
    /// A number without chance in it.
    pub fn exact(value: f64) -> Self {
        Self {
            value,
            standard_error: None,
        }
    }

    /// A random number with its standard error.
    pub fn random(value: f64, standard_error: f64) -> Self {
        Self {
            value,
            standard_error: Some(standard_error),
        }
    }
}

impl From<f64> for Estimate {
    fn from(value: f64) -> Self {
        Self::exact(value)
    }
}

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// With so many digits after the point.
    Decimals(usize),
    /// With so many digits that matter.
    Significant(usize),
}

impl Digits {
    /// The number in these digits, with a true minus sign, and powers of ten from a million up and
    /// a thousandth down: `4.77×10⁶`.
    pub fn print(self, value: f64) -> String {
        let plain = match self {
            Self::Decimals(decimals) => format!("{value:.decimals$}"),
            Self::Significant(digits) => {
                let scientific = format!("{value:.*e}", digits.saturating_sub(1));
                let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
                let exponent: i32 = exponent.parse().unwrap_or(0);
                if value == 0.0 || (-3..6).contains(&exponent) {
                    let before = usize::try_from(exponent).unwrap_or(0) + 1;
                    let after = i64::try_from(digits).unwrap_or(0) - 1 - i64::from(exponent);
                    let after = usize::try_from(after).unwrap_or(0);
                    if before > digits {
                        // Rounded to its digits first, so that none is shown that does not matter.
                        let rounded = decimal::read(&scientific).unwrap_or(value);
                        format!("{rounded:.0}")
                    } else {
                        format!("{value:.after$}")
                    }
                } else {
                    format!("{mantissa}×10{}", superscript(exponent))
                }
            }
        };
        let zero = plain
            .trim_start_matches('-')
            .chars()
            .all(|c| matches!(c, '0' | '.'));
        if zero {
            plain.replace('-', "")
        } else {
            plain.replace('-', "−")
        }
    }
}

fn superscript(number: i32) -> String {
    let raise = |c| match c {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32('⁰' as u32 + (digit as u32 - '0' as u32)).unwrap_or(digit),
    };
    number.to_string().chars().map(raise).collect()
}

/// A value that somebody else found, to which a claim is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The value.
    pub value: f64,
    /// How far the claim may be from it. Its origin (digits, discretisation, standard error) stands
    /// in the source.
    pub tolerance: f64,
    /// Where the value comes from, in a few words.
    pub source: &'static str,
    /// The key of the publication in the bibliography, or nothing.
    pub citation: &'static str,
    /// Parameters at which the value holds, where they are not the defaults.
    pub parameters: Values,
}

type Compute = dyn Fn(&Values, &Run) -> Result<Estimate, FigureError> + Send + Sync;

/// A chapter's claims, or none where the chapter is compiled for the page: that draws figures and asks for
/// no claim, and what only claims need would be half as much again to load.
pub fn natively(all: fn() -> Vec<Claim>) -> Vec<Claim> {
    if cfg!(target_family = "wasm") {
        Vec::new()
    } else {
        all()
    }
}

/// A number that the prose states.
pub struct Claim {
    /// Its name: `resting-potential`.
    pub name: &'static str,
    /// What it is, in words, as the table of checked numbers shows it.
    pub meaning: &'static str,
    /// Its symbol, as TeX.
    pub symbol: &'static str,
    /// Its unit, or nothing.
    pub unit: &'static str,
    /// How it is printed.
    pub digits: Digits,
    /// The values to which it is held; the first is the closest.
    pub references: Vec<Reference>,
    declare: Box<dyn Fn() -> Vec<Declaration> + Send + Sync>,
    compute: Box<Compute>,
}

impl Claim {
    /// A claim: the function takes its own struct of parameters.
    ///
    /// ```
    /// use common::claim::{Claim, Estimate};
    /// use common::param::{NoParameters, Values};
    /// use common::run::Run;
    /// let claim = Claim::new("answer", "the answer", r"A", "mV", |_: &NoParameters, _| Ok(42.0.into()))
    ///     .significant(2)
    ///     .reference(42.0, 0.5, "counted by hand");
    /// assert_eq!(claim.compute(&Values::new(), &Run::serial()).unwrap(), Estimate::exact(42.0));
    /// assert_eq!(claim.print(42.0), "42\u{202f}mV");
    /// ```
    pub fn new<P: Parameters>(
        name: &'static str,
        meaning: &'static str,
        symbol: &'static str,
        unit: &'static str,
        compute: impl Fn(&P, &Run) -> Result<Estimate, FigureError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name,
            meaning,
            symbol,
            unit,
            digits: Digits::Significant(3),
            references: Vec::new(),
            declare: Box::new(|| P::default().declare()),
            compute: Box::new(move |values, run| compute(&P::checked(values)?, run)),
        }
    }

    /// Prints so many digits after the point.
    pub fn decimals(mut self, decimals: usize) -> Self {
        self.digits = Digits::Decimals(decimals);
        self
    }

    /// Prints so many digits that matter.
    pub fn significant(mut self, digits: usize) -> Self {
        self.digits = Digits::Significant(digits);
        self
    }

    /// Holds the claim to a value at the default parameters.
    pub fn reference(mut self, value: f64, tolerance: f64, source: &'static str) -> Self {
        let (citation, parameters) = ("", Values::new());
        self.references.push(Reference {
            value,
            tolerance,
            source,
            citation,
            parameters,
        });
        self
    }

    /// Gives the last reference its publication.
    pub fn cite(mut self, key: &'static str) -> Self {
        if let Some(last) = self.references.last_mut() {
            last.citation = key;
        }
        self
    }

    /// Gives the last reference the parameters at which it holds.
    pub fn at<const N: usize>(mut self, parameters: [(&str, crate::param::Value); N]) -> Self {
        if let Some(last) = self.references.last_mut() {
            last.parameters = Values::from(parameters);
        }
        self
    }

    /// The parameters on which it depends.
    pub fn declarations(&self) -> Vec<Declaration> {
        (self.declare)()
    }

    /// The parameters at which the prose states it.
    pub fn defaults(&self) -> Values {
        self.declarations()
            .into_iter()
            .map(|one| (one.name, one.default))
            .collect()
    }

    /// The number at these parameters.
    ///
    /// # Errors
    /// If a parameter is out of range, or the number does not exist there (the message says why).
    pub fn compute(&self, values: &Values, run: &Run) -> Result<Estimate, FigureError> {
        let estimate = (self.compute)(values, run)?;
        if !estimate.value.is_finite() {
            let message = format!("the claim {} came out as {}", self.name, estimate.value);
            return Err(FigureError::Model(message));
        }
        Ok(estimate)
    }

    /// The number at the parameters of a reference.
    ///
    /// # Errors
    /// As [`compute`](Self::compute), or if the reference names a parameter that the claim lacks.
    pub fn compute_at(&self, reference: &Reference, run: &Run) -> Result<Estimate, FigureError> {
        let values = self.defaults().with(&reference.parameters)?;
        self.compute(&values, run)
    }

    /// A value of this claim in its digits, with its unit after a narrow no-break space.
    pub fn print(&self, value: f64) -> String {
        let number = self.digits.print(value);
        if self.unit.is_empty() {
            number
        } else {
            format!("{number}\u{202f}{}", self.unit)
        }
    }

    /// The claim with its number as JSON.
    pub fn to_json(&self, values: &Values, estimate: Estimate) -> serde_json::Value {
        let mut object = json!({
            "name": self.name,
            "meaning": self.meaning,
            "symbol": self.symbol,
            "unit": self.unit,
            "value": estimate.value,
            "parameters": values.to_json(),
        });
        if let Some(error) = estimate.standard_error {
            object["standard_error"] = json!(error);
        }
        let mut references = self.references.iter().map(|reference| {
            let parameters = self
                .defaults()
                .with(&reference.parameters)
                .unwrap_or_default();
            let mut one = json!({
                "value": reference.value,
                "tolerance": reference.tolerance,
                "source": reference.source,
                "parameters": parameters.to_json(),
            });
            if !reference.citation.is_empty() {
                one["citation"] = json!(reference.citation);
            }
            one
        });
        if let Some(first) = references.next() {
            object["reference"] = first;
        }
        let more: Vec<_> = references.collect();
        if !more.is_empty() {
            object["more_references"] = json!(more);
        }
        object
    }
}

impl From<ParameterError> for FigureError {
    fn from(error: ParameterError) -> Self {
        Self::Parameter(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Digits;

    /// Catches wrong rounding, hyphens for minus signs, and "−0.00".
    #[test]
    fn numbers_print_in_their_digits() {
        for (digits, value, printed) in [
            (Digits::Decimals(2), -64.99972, "−65.00"),
            (Digits::Decimals(2), -0.0001, "0.00"),
            (Digits::Significant(3), 6.26422, "6.26"),
            (Digits::Significant(3), 0.052934, "0.0529"),
            (Digits::Significant(2), 1234.0, "1200"),
            (Digits::Significant(4), 154.526, "154.5"),
            (Digits::Significant(3), 2.875_291_524e12, "2.88×10¹²"),
            (Digits::Significant(2), 0.000_012_3, "1.2×10⁻⁵"),
            (Digits::Significant(2), 9.99, "10"),
        ] {
            assert_eq!(digits.print(value), printed);
        }
    }
}
