//! Gauss's collocation on one interval: its points, its weights, and the polynomial through them.

use common::numerics::elementary::sqrt;

/// Points at which the equations hold exactly in each interval; the order is twice their number.
pub(super) const STAGES: usize = 4;

/// The coefficients of collocation at Gauss's points of the interval from 0 to 1.
///
/// # Source
/// E. Hairer, S. P. Nørsett and G. Wanner, *Solving Ordinary Differential Equations I* (2nd ed.,
/// 1993), sections II.1 and II.7.
#[derive(Debug, Clone)]
pub(super) struct Gauss {
    /// The points.
    pub(super) nodes: [f64; STAGES],
    /// Integrals of Lagrange's polynomials from 0 to each point.
    pub(super) partial: [[f64; STAGES]; STAGES],
    /// The same from 0 to 1.
    pub(super) whole: [f64; STAGES],
}

impl Gauss {
    pub(super) fn new() -> Self {
        // The zeros of Legendre's polynomial of fourth degree.
        let root = 2.0 / 7.0 * sqrt(1.2);
        let (near, far) = (0.5 * sqrt(3.0 / 7.0 - root), 0.5 * sqrt(3.0 / 7.0 + root));
        let nodes = [0.5 - far, 0.5 - near, 0.5 + near, 0.5 + far];
        let integrals = |to: f64| std::array::from_fn(|stage| integral(&nodes, stage, to));
        Self {
            nodes,
            partial: nodes.map(integrals),
            whole: integrals(1.0),
        }
    }

    /// What the values at 0 and at the points contribute to the polynomial through them at `s`.
    pub(super) fn interpolation(&self, s: f64) -> [f64; STAGES + 1] {
        let at = |i: usize| if i == 0 { 0.0 } else { self.nodes[i - 1] };
        std::array::from_fn(|i| {
            let others = (0..=STAGES).filter(|&k| k != i);
            others.map(|k| (s - at(k)) / (at(i) - at(k))).product()
        })
    }
}

/// The integral from 0 of Lagrange's polynomial that is 1 at one of the nodes and 0 at the others.
fn integral(nodes: &[f64; STAGES], stage: usize, to: f64) -> f64 {
    // Its coefficients, lowest power first, built up factor by factor.
    let mut polynomial = [0.0; STAGES];
    polynomial[0] = 1.0;
    for (_, node) in nodes.iter().enumerate().filter(|&(k, _)| k != stage) {
        let distance = nodes[stage] - node;
        let before = polynomial;
        for (power, coefficient) in polynomial.iter_mut().enumerate() {
            let raised = if power == 0 { 0.0 } else { before[power - 1] };
            *coefficient = (raised - node * before[power]) / distance;
        }
    }
    let terms = polynomial.iter().enumerate().rev();
    terms.fold(0.0, |sum, (power, coefficient)| {
        (sum + coefficient / (power as f64 + 1.0)) * to
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use common::numerics::elementary::powi;

    /// Catches a wrong zero or a wrong integral: the rule of four points is exact for polynomials up
    /// to the seventh degree, and its partial integrals up to the third.
    #[test]
    fn the_rule_integrates_polynomials_exactly() {
        let gauss = Gauss::new();
        for power in 0..8 {
            let values = gauss.nodes.map(|s| powi(s, power));
            let sum: f64 = gauss.whole.iter().zip(&values).map(|(w, v)| w * v).sum();
            assert!((sum - 1.0 / f64::from(power + 1)).abs() < 1e-15, "{power}");
        }
        for power in 0..4 {
            let values = gauss.nodes.map(|s| powi(s, power));
            for (weights, node) in gauss.partial.iter().zip(gauss.nodes) {
                let sum: f64 = weights.iter().zip(&values).map(|(w, v)| w * v).sum();
                let exact = powi(node, power + 1) / f64::from(power + 1);
                assert!((sum - exact).abs() < 1e-15, "{power}");
            }
        }
    }
}
