//! What stands within a sentence: claims, mathematics, references.

use super::{Spot, Weaver};
use crate::compute::resolve;
use crate::html::{escape, minus, shield};
use crate::math::number_as_tex;
use crate::scan::{ClaimUse, Equation, Kind, Target, What, claims_in_tex};
use common::claim::{Claim, Digits, Estimate, Reference};
use common::param::{Declaration, Values};

impl<'a> Weaver<'a> {
    /// What takes the place of something within a sentence. A mistake is noted, and nothing
    /// replaced.
    pub(super) fn inline(&mut self, spot: &Spot, what: &What) -> Option<String> {
        match what {
            What::Claim(used) => self.claim(spot, used),
            What::Mathematics(tex) => self.mathematics(spot, tex, false),
            What::Reference(target) => self.reference(spot, target),
            What::Citation(cited) => self.citation(spot, cited),
            What::Narrative(key) => self.narrative(spot, key),
            What::Wrong(what) => {
                self.wrong(spot, what);
                None
            }
            _ => None,
        }
    }

    /// The claim that is meant, its parameters, and its number there.
    fn stated(
        &mut self,
        spot: &Spot,
        used: &ClaimUse,
    ) -> Option<(usize, &'a Claim, Values, Estimate)> {
        let page = &self.materials.pages[spot.page];
        let resolved = resolve(self.materials.chapters, page, used);
        let (chapter, claim, values) = resolved.map_err(|what| self.wrong(spot, what)).ok()?;
        self.woven.claims.insert((chapter, claim.name.to_owned()));
        match self.materials.computed.claim(chapter, claim, &values) {
            Ok(estimate) => Some((chapter, claim, values, estimate)),
            Err(why) => {
                let what = format!("the claim `{}` can't be computed: {why}", claim.name);
                self.wrong(spot, what);
                None
            }
        }
    }

    fn claim(&mut self, spot: &Spot, used: &ClaimUse) -> Option<String> {
        let (chapter, claim, values, estimate) = self.stated(spot, used)?;
        let printed = if used.bare {
            claim.digits.print(estimate.value)
        } else {
            claim.print(estimate.value)
        };
        let title = self.about(chapter, claim, &values, estimate);
        let href = self
            .page_of(chapter)
            .map(|to| self.href(spot.page, to, &format!("checked-{}", claim.name)));
        let href = href.unwrap_or_default();
        let (title, printed) = (escape(&title), shield(&printed));
        Some(format!(
            "<a class=\"claim\" href=\"{href}\" title=\"{title}\">{printed}</a>"
        ))
    }

    /// What a reader sees on pointing at a claim.
    fn about(&self, chapter: usize, claim: &Claim, values: &Values, estimate: Estimate) -> String {
        let mut about = claim.meaning.to_owned();
        let condition = condition(&claim.declarations(), values);
        if !condition.is_empty() {
            about.extend([format!("; at {condition}")]);
        }
        if let Some(error) = estimate.standard_error {
            about.extend([format!("; standard error {}", claim.print(error))]);
        }
        let at = |reference: &&Reference| {
            claim
                .defaults()
                .with(&reference.parameters)
                .is_ok_and(|at| at == *values)
        };
        if let Some(reference) = claim.references.iter().find(at) {
            let found = self.materials.computed.claim(chapter, claim, values);
            let word = if found.is_ok_and(|found| agrees(found, reference)) {
                "agrees"
            } else {
                "differs"
            };
            about.extend([format!(
                "; reference {}, {word}",
                reference_value(reference)
            )]);
        }
        about
    }

    /// A formula as a leaf.
    pub(super) fn mathematics(&mut self, spot: &Spot, tex: &str, display: bool) -> Option<String> {
        let tex = self.with_claims(spot, tex)?;
        match self.materials.mathematics.set(&tex, display) {
            Ok(html) => Some(self.leaf(html)),
            Err(what) => {
                self.wrong(spot, what);
                None
            }
        }
    }

    /// TeX with its `\claim{name}` replaced by numbers.
    fn with_claims(&mut self, spot: &Spot, tex: &str) -> Option<String> {
        let mut out = tex.to_owned();
        for (range, used) in claims_in_tex(tex).into_iter().rev() {
            let (_, claim, _, estimate) = self.stated(spot, &used)?;
            let number = number_as_tex(&claim.digits.print(estimate.value));
            out.replace_range(range, &format!("{{{number}}}"));
        }
        Some(out)
    }

    /// A display equation: a block of its own, or, within a paragraph, an element that can stand
    /// there.
    pub(super) fn equation(&mut self, spot: &Spot, equation: &Equation) -> String {
        // With wrong TeX the label stays, so that references to it are no mistakes of their own.
        let body = self
            .mathematics(spot, &equation.tex, true)
            .unwrap_or_default();
        let element = if equation.alone.is_some() {
            "div"
        } else {
            "span"
        };
        let name = equation
            .label
            .as_deref()
            .and_then(|label| label.strip_prefix("eq-"));
        let label =
            name.and_then(|name| self.materials.labels.own(spot.page, Kind::Equation, name));
        let (id, number) = match (name, label) {
            (Some(name), Some(label)) => (
                format!(" id=\"eq-{name}\""),
                format!(
                    "<span class=\"equation-number\">&#40;{}&#41;</span>",
                    label.number
                ),
            ),
            _ => (String::new(), String::new()),
        };
        let html = format!(
            "<{element} class=\"equation\"{id}><{element} class=\"equation-body\">{body}</{element}>{number}</{element}>"
        );
        match &equation.alone {
            // An empty line ends the HTML, whatever follows.
            Some(prefix) => format!("{html}\n{}\n", prefix.trim_end()),
            None => html,
        }
    }

    fn reference(&mut self, spot: &Spot, target: &Target) -> Option<String> {
        let found = self
            .materials
            .labels
            .find(self.materials.pages, spot.page, target);
        let label = found.map_err(|what| self.wrong(spot, what)).ok()?;
        let text = match target.kind {
            Kind::Figure => format!("Figure {}", label.number),
            Kind::Equation => format!("&#40;{}&#41;", label.number),
            Kind::Section => {
                let words = &self.materials.pages[label.page].text.body[label.title.clone()];
                // A title that refers to another section would not end.
                let title = if words.contains('@') {
                    shield(words)
                } else {
                    self.markdown(spot, words)
                };
                format!("Section “{title}”")
            }
        };
        let anchor = format!("{}{}", target.kind.prefix(), target.name);
        let href = self.href(spot.page, label.page, &anchor);
        Some(format!("<a class=\"reference\" href=\"{href}\">{text}</a>"))
    }
}

/// Whether a number is within its reference's tolerance.
pub(super) fn agrees(found: Estimate, reference: &Reference) -> bool {
    (found.value - reference.value).abs() <= reference.tolerance
}

/// A number as it was given, with the minus sign of print.
pub(super) fn plain_number(value: f64) -> String {
    if value != 0.0 && !(1e-4..1e7).contains(&value.abs()) {
        return Digits::Significant(4).print(value);
    }
    minus(&value.to_string())
}

/// A reference's value with the digits that its tolerance leaves.
pub(super) fn reference_value(reference: &Reference) -> String {
    let given = plain_number(reference.value);
    let size = reference.value.abs();
    // A small number is known by its leading digits and not by its place behind the point.
    let small = size > 0.0 && size < 1e-3;
    let mut digits = usize::from(small);
    let mut step = if small { 0.1 * size } else { 1.0 };
    while step > reference.tolerance && digits < 12 {
        step /= 10.0;
        digits += 1;
    }
    let rounded = if small {
        Digits::Significant(digits).print(reference.value)
    } else {
        Digits::Decimals(digits).print(reference.value)
    };
    if rounded.chars().count() < given.chars().count() {
        rounded
    } else {
        given
    }
}

/// The parameters that differ from their declarations' defaults: "leak reversal = −54.3 mV".
pub(super) fn condition(declarations: &[Declaration], values: &Values) -> String {
    let changed = declarations.iter().filter_map(|one| {
        let value = values.get(&one.name)?;
        (*value != one.default).then(|| {
            let unit = if one.unit.is_empty() {
                String::new()
            } else {
                format!("\u{202f}{}", one.unit)
            };
            format!(
                "{} = {}{unit}",
                one.name.replace('-', " "),
                minus(&value.to_string())
            )
        })
    });
    changed.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use common::param::Values;

    /// Catches references printed with the noise of a computation, or with digits cut away.
    #[test]
    fn a_reference_has_the_digits_that_its_tolerance_leaves() {
        for (value, tolerance, printed) in [
            (-64.99972243373, 1e-3, "−65.000"),
            (6.264, 0.001, "6.264"),
            (50.0, 1e-6, "50"),
            (154.5, 2.0, "154"),
            (2.131598240212548e-21, 1e-24, "2.132×10⁻²¹"),
            (-0.00012345678, 1e-6, "−1.23×10⁻⁴"),
        ] {
            let reference = Reference {
                value,
                tolerance,
                source: "",
                citation: "",
                parameters: Values::new(),
            };
            assert_eq!(reference_value(&reference), printed);
        }
    }
}
