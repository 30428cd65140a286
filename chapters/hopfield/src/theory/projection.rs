//! The pseudo-inverse rule with random memories: its first parallel step.

use common::numerics::elementary::{erf, sqrt};

/// The overlap after one parallel step from a random state of overlap `start`, for N → ∞, with
/// the diagonal of the couplings or without it. The loading lies between 0 and 1.
///
/// The state is m₀ξ plus noise of variance 1 − m₀². The projection leaves ξ as it is, and of the
/// noise a part with the variance α per neuron, of which the diagonal, J_ii = α, carries α². So
/// with the diagonal taken apart ξ_i h_i is (1 − α) m₀ + α ξ_i s_i + √(α(1−α)(1−m₀²)) z.
pub fn projected_step(start: f64, loading: f64, diagonal: bool) -> f64 {
    let noise = sqrt(2.0 * loading * (1.0 - loading) * (1.0 - start * start));
    let signed = |own: f64| {
        let field = (1.0 - loading) * start + own;
        if noise > 0.0 {
            erf(field / noise)
        } else if field == 0.0 {
            0.0
        } else {
            field.signum()
        }
    };
    if diagonal {
        0.5 * (1.0 + start) * signed(loading) + 0.5 * (1.0 - start) * signed(-loading)
    } else {
        signed(0.0)
    }
}
