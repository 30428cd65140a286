//! Generated tables: parameters, and the numbers that were checked.

use super::figure::value_with_unit;
use super::inline::{agrees, condition, reference_value};
use super::{Spot, Weaver};
use crate::html::{escape, minus};
use common::claim::{Claim, Digits, Reference};

impl Weaver<'_> {
    /// `{{#parameters figure}}`
    pub(super) fn parameters(&mut self, spot: &Spot, name: &str) -> String {
        let Some((_, entry)) = self.entry(spot, name) else {
            return String::new();
        };
        let mut rows = String::new();
        for one in entry.declarations() {
            let symbol = match one.symbol {
                "" => None,
                tex => self.mathematics(spot, tex, false),
            };
            let allowed = one.allowed();
            let allowed = allowed
                .trim_start_matches("a number ")
                .trim_start_matches("a whole number ");
            rows.extend([format!(
                "<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td><td>{}</td><td><code>--{}</code></td></tr>",
                symbol.unwrap_or_default(),
                escape(&one.meaning),
                value_with_unit(&one),
                escape(&minus(allowed)),
                one.name
            )]);
        }
        format!(
            "<div class=\"table-frame\" role=\"region\" tabindex=\"0\" aria-label=\"Parameters of {name}\">\
             <table class=\"parameters\" id=\"parameters-{name}\"><thead><tr><th scope=\"col\">Symbol</th>\
             <th scope=\"col\">Meaning</th><th scope=\"col\">Value</th><th scope=\"col\">Allowed</th>\
             <th scope=\"col\">Flag</th></tr></thead><tbody>{rows}</tbody></table></div>\n"
        )
    }

    /// `{{#checked}}`
    pub(super) fn checked(&mut self, spot: &Spot) -> String {
        let Some(index) = self.materials.pages[spot.page].chapter else {
            self.wrong(spot, "this page is no chapter and has no claims");
            return String::new();
        };
        let title = escape(self.materials.chapters[index].title);
        let mut rows = String::new();
        for claim in &self.materials.chapters[index].claims {
            rows.push_str(&self.checked_claim(spot, index, claim));
        }
        format!(
            "<div class=\"table-frame\" role=\"region\" tabindex=\"0\" aria-label=\"Checked numbers: {title}\">\
             <table class=\"checked\"><thead><tr><th scope=\"col\">Quantity</th><th scope=\"col\">Symbol</th>\
             <th scope=\"col\">This book</th><th scope=\"col\">Reference</th><th scope=\"col\">Source</th>\
             <th scope=\"col\">Agreement</th></tr></thead><tbody>{rows}</tbody></table></div>\n"
        )
    }

    fn checked_claim(&mut self, spot: &Spot, index: usize, claim: &Claim) -> String {
        let name = claim.name;
        let within = Spot {
            within: format!("the claim `{name}`: "),
            ..spot.clone()
        };
        let symbol = self
            .mathematics(&within, claim.symbol, false)
            .unwrap_or_default();
        let rows = claim.references.len().max(1);
        let span = if rows > 1 {
            format!(" rowspan=\"{rows}\"")
        } else {
            String::new()
        };
        let mut out = String::new();
        let none = [None];
        let some: Vec<Option<&Reference>> = claim.references.iter().map(Some).collect();
        let references = if some.is_empty() {
            &none[..]
        } else {
            &some[..]
        };
        for (row, reference) in references.iter().enumerate() {
            let head = if row == 0 {
                let meaning = self.html(&within, claim.meaning);
                format!(
                    "<tr id=\"checked-{name}\"><th scope=\"row\"{span}>{meaning}</th><td{span}>{symbol}</td>"
                )
            } else {
                "<tr>".to_owned()
            };
            out.push_str(&head);
            out.push_str(&self.checked_row(&within, index, claim, *reference));
            out.push_str("</tr>");
        }
        out
    }

    /// The cells of one comparison: computed, reference, source, agreement.
    fn checked_row(
        &mut self,
        spot: &Spot,
        index: usize,
        claim: &Claim,
        reference: Option<&Reference>,
    ) -> String {
        let at = reference.and_then(|one| claim.defaults().with(&one.parameters).ok());
        let values = at.unwrap_or_else(|| claim.defaults());
        let estimate = match self.materials.computed.claim(index, claim, &values) {
            Ok(estimate) => estimate,
            Err(why) => {
                self.wrong(spot, format!("can't be computed: {why}"));
                return "<td></td><td></td><td></td><td></td>".to_owned();
            }
        };
        let mut computed = escape(&claim.print(estimate.value));
        if let Some(error) = estimate.standard_error {
            computed.extend([format!(
                " ± {}",
                escape(&Digits::Significant(2).print(error))
            )]);
        }
        let condition = condition(&claim.declarations(), &values);
        if !condition.is_empty() {
            computed.extend([format!(
                "<br><span class=\"condition\">at {}</span>",
                escape(&condition)
            )]);
        }
        let Some(reference) = reference else {
            return format!(
                "<td class=\"number\">{computed}</td><td class=\"number\">–</td><td>computed here only</td>\
                 <td>–</td>"
            );
        };
        let unit = if claim.unit.is_empty() {
            String::new()
        } else {
            format!("\u{202f}{}", escape(claim.unit))
        };
        let mut source = self.html(spot, reference.source);
        if !reference.citation.is_empty() {
            let cited = self.narrative(spot, reference.citation).unwrap_or_default();
            source = format!("{source} {cited}");
        }
        let (class, mark, word) = if agrees(estimate, reference) {
            ("agrees", "✓", "agrees")
        } else {
            ("differs", "✗", "differs")
        };
        let difference = small((estimate.value - reference.value).abs());
        let tolerance = small(reference.tolerance);
        format!(
            "<td class=\"number\">{computed}</td><td class=\"number\">{}{unit}</td><td>{source}</td>\
             <td class=\"{class}\"><span aria-hidden=\"true\">{mark}</span> {word}; off by {difference}, \
             allowed {tolerance}</td>",
            reference_value(reference)
        )
    }
}

/// A difference or a tolerance in one digit, or two where one would lie: "10⁻⁹", "0.05".
fn small(value: f64) -> String {
    if value == 0.0 {
        return "nothing".to_owned();
    }
    let one = format!("{value:.0e}").parse().unwrap_or(value);
    let exact = f64::abs(one - value) <= 1e-6 * value;
    let printed = Digits::Significant(if exact { 1 } else { 2 }).print(value);
    match printed.strip_prefix("1×") {
        Some(power) => power.to_owned(),
        None => printed,
    }
}
