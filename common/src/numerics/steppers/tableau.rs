//! The coefficients of Dormand and Prince's pair, and what is made of them within one step.

use super::segment::Segment;

const NODES: [f64; 6] = [0.2, 0.3, 0.8, 8.0 / 9.0, 1.0, 1.0];
const WEIGHTS: [[f64; 6]; 6] = [
    [0.2, 0.0, 0.0, 0.0, 0.0, 0.0],
    [3.0 / 40.0, 9.0 / 40.0, 0.0, 0.0, 0.0, 0.0],
    [44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0, 0.0, 0.0, 0.0],
    [
        19372.0 / 6561.0,
        -25360.0 / 2187.0,
        64448.0 / 6561.0,
        -212.0 / 729.0,
        0.0,
        0.0,
    ],
    [
        9017.0 / 3168.0,
        -355.0 / 33.0,
        46732.0 / 5247.0,
        49.0 / 176.0,
        -5103.0 / 18656.0,
        0.0,
    ],
    [
        35.0 / 384.0,
        0.0,
        500.0 / 1113.0,
        125.0 / 192.0,
        -2187.0 / 6784.0,
        11.0 / 84.0,
    ],
];
/// Fifth order minus fourth.
const ERROR: [f64; 7] = [
    71.0 / 57600.0,
    0.0,
    -71.0 / 16695.0,
    71.0 / 1920.0,
    -17253.0 / 339_200.0,
    22.0 / 525.0,
    -1.0 / 40.0,
];
/// The continuous extension's term of fourth degree.
const DENSE: [f64; 7] = [
    -12_715_105_075.0 / 11_282_082_432.0,
    0.0,
    87_487_479_700.0 / 32_700_410_799.0,
    -10_690_763_975.0 / 1_880_347_072.0,
    701_980_252_875.0 / 199_316_789_632.0,
    -1_453_857_185.0 / 822_651_844.0,
    69_997_945.0 / 29_380_423.0,
];

/// The seven slopes of a step (the last is the next step's first) and the state at its end.
pub(super) fn stages<const N: usize>(
    derivative: &mut impl FnMut(f64, &[f64; N]) -> [f64; N],
    time: f64,
    state: &[f64; N],
    slope: [f64; N],
    step: f64,
) -> ([[f64; N]; 7], [f64; N]) {
    let mut slopes = [[0.0; N]; 7];
    slopes[0] = slope;
    let mut moved = *state;
    for (stage, (node, weights)) in NODES.iter().zip(&WEIGHTS).enumerate() {
        let mut sum = [0.0; N];
        for (weight, slope) in weights.iter().zip(&slopes[..=stage]) {
            for (sum, slope) in sum.iter_mut().zip(slope) {
                *sum += weight * slope;
            }
        }
        moved = std::array::from_fn(|i| state[i] + step * sum[i]);
        slopes[stage + 1] = derivative(time + node * step, &moved);
    }
    (slopes, moved)
}

/// The error of a step, of one component, per unit of time: fifth order minus fourth.
pub(super) fn error<const N: usize>(slopes: &[[f64; N]; 7], i: usize) -> f64 {
    combine(&ERROR, slopes, i)
}

fn combine<const N: usize>(weights: &[f64; 7], slopes: &[[f64; N]; 7], i: usize) -> f64 {
    weights
        .iter()
        .zip(slopes)
        .map(|(weight, slope)| weight * slope[i])
        .sum()
}

/// The step as a function of time.
pub(super) fn interpolant<const N: usize>(
    start: f64,
    end: f64,
    before: &[f64; N],
    after: &[f64; N],
    slopes: &[[f64; N]; 7],
) -> Segment<N> {
    let step = end - start;
    let mut coefficients = [[0.0; N]; 5];
    for i in 0..N {
        let difference = after[i] - before[i];
        let bend = step * slopes[0][i] - difference;
        coefficients[0][i] = before[i];
        coefficients[1][i] = difference;
        coefficients[2][i] = bend;
        coefficients[3][i] = difference - step * slopes[6][i] - bend;
        coefficients[4][i] = step * combine(&DENSE, slopes, i);
    }
    Segment {
        start,
        end,
        coefficients,
        last: *after,
    }
}
