//! The numbers that the prose states.

use common::claim::Claim;
use common::numerics::elementary::ln;
use common::parameters;

parameters! {
    /// What the half-life depends on.
    pub struct HalfLife {
        /// time constant of the membrane
        tau: f64 = 10.0 => Real { symbol: r"\tau", unit: "ms", from: 1.0, to: 100.0 };
    }
}

/// All claims, in the order of the table of checked numbers.
pub fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "half-life",
            "time after which half of the voltage is left",
            r"t_{1/2}",
            "ms",
            |parameters: &HalfLife, _| Ok((parameters.tau * ln(2.0)).into()),
        )
        .significant(3)
        .reference(6.931471805599453, 1e-12, "10 ms times the logarithm of 2"),
    ]
}
