//! Temporal-difference learning against its binomial law, and against another program.

use learning::analysis::binomial::{at_least, exactly};
use learning::analysis::delay_line::Task;

/// The reference's own set-up: states 0 to 24 with a value each, of which only those between cue and
/// reward can learn. Written without a look at ours.
fn by_states(task: &Task, trials: usize, last_rewarded: bool) -> Vec<f64> {
    let mut weights = vec![0.0; task.reward - task.cue + 1];
    let mut errors = vec![0.0; 70];
    for n in 1..=trials {
        let value = |weights: &[f64], t: usize| {
            if t >= task.cue && t <= task.reward {
                weights[t - task.cue]
            } else {
                0.0
            }
        };
        for (t, error) in errors.iter_mut().enumerate() {
            let pays = t == task.reward && (n < trials || last_rewarded);
            let r = if pays { 1.0 } else { 0.0 };
            *error = r + task.discount * value(&weights, t + 1) - value(&weights, t);
            if t >= task.cue && t <= task.reward {
                weights[t - task.cue] += task.rate * *error;
            }
        }
    }
    errors[task.cue - 1..=task.reward].to_vec()
}

fn tasks() -> Vec<Task> {
    let mut tasks = vec![Task::default()];
    for (cue, reward, rate, discount) in [
        (1, 1, 0.5, 1.0),
        (3, 9, 0.3, 0.9),
        (2, 40, 0.05, 0.98),
        (5, 15, 1.0, 1.0),
        (4, 7, 0.9, 0.0),
    ] {
        tasks.push(Task {
            cue,
            reward,
            rate,
            discount,
        });
    }
    tasks
}

/// Catches an update at the wrong place or in the wrong order, and a cue or a reward that is a step
/// off. The same operations in the same order: equal to rounding.
#[test]
fn the_delay_line_is_the_table_of_states() {
    for task in tasks() {
        for n in [1, 2, 7, 50] {
            let ours = task.simulate(&[n]).pop().unwrap();
            let theirs = by_states(&task, n, true);
            let omitted = by_states(&task, n, false);
            for (a, b) in ours.iter().zip(&theirs) {
                assert!((a - b).abs() < 1e-14, "{task:?} {n}: {ours:?} {theirs:?}");
            }
            let silent = task.simulate_omission(n - 1);
            assert!((silent[silent.len() - 1] - omitted[omitted.len() - 1]).abs() < 1e-14);
        }
    }
}

/// Catches a law that is off by one trial or one step, or holds only without discount. Tolerance:
/// rounding of some hundreds of updates.
#[test]
fn the_errors_follow_the_binomial_law() {
    for task in tasks() {
        for n in [1, 2, 10, 100, 300] {
            let simulated = task.simulate(&[n]).pop().unwrap();
            for (a, b) in simulated.iter().zip(task.errors(n - 1, true)) {
                assert!((a - b).abs() < 2e-14, "{task:?} {n}: {a} {b}");
            }
            let silent = task.simulate_omission(n);
            for (a, b) in silent.iter().zip(task.errors(n, false)) {
                assert!((a - b).abs() < 2e-14, "{task:?} {n}: {a} {b}");
            }
        }
    }
}

/// Catches a difference from numbers that were computed with exact fractions.
#[test]
fn the_errors_are_those_of_the_reference() {
    let text = include_str!("../data/td_delay_line.json");
    let data: serde_json::Value = serde_json::from_str(text).unwrap();
    let rows = data["check_gamma1"].as_array().unwrap();
    assert_eq!(rows.len(), 22);
    for row in rows {
        let trial = row["trial"].as_u64().unwrap() as usize;
        let k = row["k"].as_u64().unwrap() as usize;
        let exact = row["delta_exact"].as_f64().unwrap();
        let errors = Task::default().simulate(&[trial]).pop().unwrap();
        // The reference states its own deviation as 2e−16.
        assert!(
            (errors[errors.len() - 1 - k] - exact).abs() < 1e-15,
            "{row}"
        );
    }
}

/// Catches an error that leaks: without discount the errors of one trial add up to its reward, since
/// the values cancel in pairs.
#[test]
fn without_discount_the_errors_of_a_trial_add_up_to_the_reward() {
    for task in tasks().into_iter().filter(|task| task.discount == 1.0) {
        for n in [1, 5, 60] {
            let sum: f64 = task.simulate(&[n])[0].iter().sum();
            // Learning within the trial does not matter: a weight is read before it is changed.
            assert!((sum - 1.0).abs() < 1e-13, "{sum}");
            let omitted: f64 = task.simulate_omission(n).iter().sum();
            assert!(omitted.abs() < 1e-13, "{omitted}");
        }
    }
}

/// Catches lost digits, a tail summed the wrong way, and the ends p = 1, k = 0, k > n. Reference:
/// recursion over n, which multiplies and adds positive numbers only.
#[test]
fn the_binomial_is_that_of_pascals_triangle() {
    for p in [0.001, 0.1, 0.37, 0.9, 1.0] {
        let mut row = vec![1.0];
        for n in 1..=400_usize {
            let mut next = vec![0.0; n + 1];
            for (k, x) in row.iter().enumerate() {
                next[k] += (1.0 - p) * x;
                next[k + 1] += p * x;
            }
            row = next;
            if ![1, 2, 30, 400].contains(&n) {
                continue;
            }
            for k in [0, 1, n / 10, n / 2, n] {
                let tail: f64 = row[k..].iter().rev().sum();
                assert!((exactly(n, k, p) - row[k]).abs() <= 1e-12 * row[k] + 1e-300);
                assert!((at_least(n, k, p) - tail).abs() <= 1e-13, "{n} {k} {p}");
            }
            assert_eq!((exactly(n, n + 1, p), at_least(n, n + 1, p)), (0.0, 0.0));
        }
    }
    // Far out, where the power alone underflows: 10,000 attempts at one half.
    assert!((at_least(10_000, 5001, 0.5) - 0.5 + 0.5 * exactly(10_000, 5000, 0.5)).abs() < 1e-11);
}
