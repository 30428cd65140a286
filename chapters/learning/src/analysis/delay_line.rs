//! What temporal-difference learning along a delay line does on which trial.

use super::binomial::{at_least, exactly};
use crate::model::{Line, trial};
use common::numerics::elementary::pow;
use common::parameters;

/// The steps in which cue and reward may come, counted from one.
pub const STEPS: i64 = 60;

parameters! {
    /// A cue, and a reward that follows it.
    #[derive(Copy)]
    pub struct Task {
        /// step at which the cue comes
        cue: usize = 5 => Integer { symbol: r"t_\mathrm{c}", from: 1, to: STEPS };
        /// step at which the reward falls due
        reward: usize = 15 => Integer { symbol: r"t_\mathrm{r}", from: 1, to: STEPS };
        /// learning rate
        rate: f64 = 0.1 => Logarithmic { symbol: r"\alpha", unit: "", from: 0.001, to: 1.0 };
        /// factor by which each step of delay lessens a reward
        discount: f64 = 1.0 => Real { symbol: r"\gamma", unit: "", from: 0.0, to: 1.0 };
    }
    check = Task::ordered;
}

impl Task {
    fn ordered(&self) -> Result<(), String> {
        let Self { cue, reward, .. } = *self;
        if cue <= reward {
            return Ok(());
        }
        Err(format!(
            "--cue is {cue} and --reward is {reward}; the reward must not come before the cue"
        ))
    }

    /// Steps from the cue to the reward.
    pub fn delay(&self) -> usize {
        self.reward - self.cue
    }

    fn line(&self) -> Line {
        Line {
            rate: self.rate,
            discount: self.discount,
        }
    }

    /// The errors of chosen trials (counted from 1, ascending), simulated. The first entry of each
    /// is the step into the cue, the last the reward. Every trial is rewarded.
    pub fn simulate(&self, trials: &[usize]) -> Vec<Vec<f64>> {
        let mut w = vec![0.0; self.delay() + 1];
        let mut done = 0;
        let one = |&wanted: &usize| {
            let mut errors = Vec::new();
            while done < wanted {
                errors = trial(&mut w, &self.line(), 1.0);
                done += 1;
            }
            errors
        };
        trials.iter().map(one).collect()
    }

    /// The errors of a trial without reward that follows so many trials with it, simulated.
    pub fn simulate_omission(&self, after: usize) -> Vec<f64> {
        let mut w = vec![0.0; self.delay() + 1];
        for _ in 0..after {
            trial(&mut w, &self.line(), 1.0);
        }
        trial(&mut w, &self.line(), 0.0)
    }

    /// The value k steps before the reward after n trials, @eq-value-law.
    pub fn value(&self, n: usize, k: usize) -> f64 {
        pow(self.discount, k as f64) * at_least(n, k + 1, self.rate)
    }

    /// The error k steps before the reward after n trials, that is on trial n + 1, @eq-error-law.
    pub fn error(&self, n: usize, k: usize) -> f64 {
        pow(self.discount, k as f64) * exactly(n, k, self.rate)
    }

    /// The error of the step into the cue after n trials.
    pub fn cue_error(&self, n: usize) -> f64 {
        self.discount * self.value(n, self.delay())
    }

    /// All errors after n trials by the law, in the order of [`simulate`](Self::simulate);
    /// `rewarded` says whether the reward comes.
    pub fn errors(&self, n: usize, rewarded: bool) -> Vec<f64> {
        let mut errors = vec![self.cue_error(n)];
        errors.extend((0..=self.delay()).rev().map(|k| self.error(n, k)));
        if let (false, Some(last)) = (rewarded, errors.last_mut()) {
            *last -= 1.0;
        }
        errors
    }
}
