//! Where the ends of the intervals lie: close together where the orbit moves fast.

use super::collocation::{Orbit, SIZES, Values};
use super::gauss::{Gauss, STAGES};
use crate::model::State;
use common::numerics::elementary::sqrt;

/// The orbit and a direction on a mesh with so many intervals, each with the same share of the
/// orbit's length in time and in the space of states, half and half.
pub(super) fn remesh(
    gauss: &Gauss,
    orbit: &Orbit,
    direction: &Values,
    intervals: usize,
) -> (Orbit, Values) {
    let share = shares(orbit);
    let whole = share.last().copied().unwrap_or(1.0);
    let mut mesh = Vec::with_capacity(intervals + 1);
    let mut before = 0;
    for i in 0..intervals {
        let target = whole * i as f64 / intervals as f64;
        while before + 2 < share.len() && share[before + 1] <= target {
            before += 1;
        }
        let (low, high) = (share[before], share[before + 1]);
        let (from, to) = (orbit.mesh[before], orbit.mesh[before + 1]);
        mesh.push(from + (to - from) * (target - low) / (high - low));
    }
    mesh.push(1.0);
    let values = sampled(gauss, &orbit.mesh, &orbit.values, &mesh);
    let direction = sampled(gauss, &orbit.mesh, direction, &mesh);
    (Orbit { mesh, values }, direction)
}

/// The share of the orbit up to each end of an interval.
fn shares(orbit: &Orbit) -> Vec<f64> {
    let values = &orbit.values;
    let count = values.states.len();
    let lengths: Vec<f64> = (0..count)
        .map(|i| {
            let mut at = &values.states[i];
            let mut length = 0.0;
            for next in values.stages[i]
                .iter()
                .chain([&values.states[(i + 1) % count]])
            {
                length += distance(at, next);
                at = next;
            }
            length
        })
        .collect();
    let whole = lengths.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let mut sum = 0.0;
    let mut shares = vec![0.0];
    for (length, ends) in lengths.iter().zip(orbit.mesh.windows(2)) {
        sum += length / whole + (ends[1] - ends[0]);
        shares.push(sum);
    }
    shares
}

fn distance(a: &State, b: &State) -> f64 {
    let parts = (0..4).map(|i| (a[i] - b[i]) / SIZES[i]);
    sqrt(parts.map(|x| x * x).sum::<f64>())
}

/// The same polynomials, read at the points of another mesh.
fn sampled(gauss: &Gauss, old: &[f64], values: &Values, mesh: &[f64]) -> Values {
    let mut interval = 0;
    let mut at = |phase: f64| {
        while interval + 2 < old.len() && old[interval + 1] <= phase {
            interval += 1;
        }
        let s = (phase - old[interval]) / (old[interval + 1] - old[interval]);
        value(gauss, values, interval, s)
    };
    let mut states = Vec::with_capacity(mesh.len() - 1);
    let mut stages = Vec::with_capacity(mesh.len() - 1);
    for ends in mesh.windows(2) {
        states.push(at(ends[0]));
        let mut inner = [[0.0; 4]; STAGES];
        for (stage, node) in inner.iter_mut().zip(gauss.nodes) {
            *stage = at(ends[0] + node * (ends[1] - ends[0]));
        }
        stages.push(inner);
    }
    Values {
        states,
        stages,
        period: values.period,
        current: values.current,
    }
}

/// The state at a part (from 0 to 1) of an interval.
pub(super) fn value(gauss: &Gauss, values: &Values, interval: usize, part: f64) -> State {
    let [first, others @ ..] = gauss.interpolation(part);
    let mut state = values.states[interval].map(|x| first * x);
    for (weight, stage) in others.iter().zip(&values.stages[interval]) {
        for (x, y) in state.iter_mut().zip(stage) {
            *x += weight * y;
        }
    }
    state
}
