//! The figure `oja-noise`: the angle that Oja's rule keeps, against the learning rate.

use super::print;
use crate::analysis::Spectrum;
use crate::analysis::direction::residual;
use crate::analysis::simulate::{Settled, settle};
use common::figure::{Axis, Figure, FigureError, Layer, Panel, Role};
use common::numerics::elementary::{exp, ln};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `oja-noise` depends on.
    pub struct OjaNoise {
        /// the eigenvalues
        spectrum: Spectrum = Spectrum::default() => Group;
        /// smallest learning rate
        from: f64 = 0.0005 => Logarithmic { symbol: r"\eta_\mathrm{from}", unit: "", from: 0.0001, to: 0.1 };
        /// largest learning rate
        to: f64 = 0.03 => Logarithmic { symbol: r"\eta_\mathrm{to}", unit: "", from: 0.0001, to: 0.1 };
        /// number of simulated learning rates
        marks: usize = 8 => Integer { symbol: "", from: 2, to: 30 };
        /// how long each is simulated, in units of the memory of the angle
        memories: f64 = 3000.0 => Real { symbol: "", unit: "", from: 100.0, to: 15_000.0 };
        /// seed of the inputs
        seed: Seed = Seed(1) => Seed;
    }
    check = OjaNoise::ordered;
    work = OjaNoise::steps;
}

/// Inputs for each learning rate, at least.
const LEAST: f64 = 20_000.0;
const FINE: usize = 60;

impl OjaNoise {
    fn ordered(&self) -> Result<(), String> {
        if self.from >= self.to {
            let Self { from, to, .. } = self;
            return Err(format!(
                "--from is {from} and --to is {to}; --from must be the smaller one"
            ));
        }
        if self.spectrum.gap() <= 0.0 || self.spectrum.eigenvalue_2 <= 0.0 {
            return Err(
                "--eigenvalue-2 must lie between zero and --eigenvalue-1, neither of them \
                        included: else there is no principal direction, or no noise"
                    .to_owned(),
            );
        }
        Ok(())
    }

    /// Inputs at a learning rate: so many times 1/(2η(λ₁ − λ₂)).
    fn inputs(&self, rate: f64) -> f64 {
        (self.memories / (2.0 * rate * self.spectrum.gap())).max(LEAST)
    }

    fn steps(&self) -> (f64, &'static str) {
        let work = self
            .rates(self.marks)
            .map(|rate| 100.0 * self.inputs(rate))
            .sum();
        (work, "--memories or --marks, or raise --from")
    }

    fn rates(&self, count: usize) -> impl Iterator<Item = f64> {
        let (low, high) = (ln(self.from), ln(self.to));
        (0..count).map(move |i| exp(low + (high - low) * i as f64 / (count - 1) as f64))
    }
}

/// sin² of the residual angle against the learning rate, and its ratio to theory.
///
/// # Errors
/// If the weights run away at every learning rate.
pub fn oja_noise(parameters: &OjaNoise, run: &Run) -> Result<Figure, FigureError> {
    let spectrum = &parameters.spectrum;
    let rates: Vec<(u64, f64)> = (0..).zip(parameters.rates(parameters.marks)).collect();
    let found = run.map(&rates, |&(replica, rate)| {
        let mut stream = stream(parameters.seed.0, replica);
        let inputs = parameters.inputs(rate) as usize;
        let theory = residual(spectrum, rate)?;
        // Where the weights run away there is no mark.
        let settled = settle(spectrum, rate, inputs, &mut stream).ok();
        Ok::<_, FigureError>(settled.map(|settled| (rate, theory, settled)))
    })?;
    let found: Vec<(f64, f64, Settled)> = found.into_iter().flatten().collect();
    if found.is_empty() {
        let message = "the weights run away at all these learning rates: lower --from and --to";
        return Err(FigureError::Parameter(message.to_owned()));
    }
    let line: Vec<f64> = parameters.rates(FINE).collect();
    let theory = line
        .iter()
        .map(|&rate| Ok(residual(spectrum, rate)?))
        .collect::<Result<Vec<f64>, FigureError>>()?;
    let rate = || {
        let margin = 1.1;
        Axis::new("learning rate", "η", "")
            .logarithmic()
            .range(parameters.from / margin, parameters.to * margin)
    };
    let x: Vec<f64> = found.iter().map(|one| one.0).collect();
    let error = |one: &Settled| one.sine_square.standard_error.unwrap_or(0.0);
    let angle = Axis::new("mean sin²*θ*", "", "").logarithmic();
    let values: Vec<f64> = found.iter().map(|one| one.2.sine_square.value).collect();
    let errors = found
        .iter()
        .map(|one| error(&one.2).min(0.9 * one.2.sine_square.value));
    let ratio: Vec<f64> = found
        .iter()
        .map(|one| one.2.sine_square.value / one.1)
        .collect();
    let ratio_errors = found.iter().map(|one| error(&one.2) / one.1).collect();
    let upper = Panel::new("angle", rate(), angle)
        .height(220.0)
        .layer(Layer::line(
            "first order",
            Role::Theory,
            line.clone(),
            theory,
        ))
        .layer(
            Layer::points("simulation", Role::Simulation, x.clone(), values)
                .y_error(errors.collect()),
        );
    let lower = Panel::new(
        "ratio",
        rate(),
        Axis::new("over first order", "", "").including(0.9, 1.1),
    )
    .height(130.0)
    .layer(Layer::line(
        "first order",
        Role::Theory,
        vec![parameters.from, parameters.to],
        vec![1.0, 1.0],
    ))
    .layer(Layer::points("simulation", Role::Simulation, x, ratio.clone()).y_error(ratio_errors));
    let (caption, alternative_text) = words(parameters, &found, &ratio);
    Ok(Figure::new()
        .share_x()
        .panel(upper)
        .panel(lower)
        .caption(caption)
        .alternative_text(alternative_text))
}

fn words(parameters: &OjaNoise, found: &[(f64, f64, Settled)], ratio: &[f64]) -> (Prose, Prose) {
    let (first, last) = (&found[0], &found[found.len() - 1]);
    let (low, high) = (ratio[0], ratio[ratio.len() - 1]);
    let ran_away = parameters.marks - found.len();
    let caption = Prose::new()
        .result(
            (low - 1.0).abs() < 0.12 && high > 1.1 && ran_away == 0,
            format!(
                "A neuron that goes on learning never holds still: sin² of its angle to the principal \
                 eigenvector is {} at a learning rate of {}, in proportion to the rate as long as that \
                 is small, and {} times what proportion would give at {}.",
                print(first.2.sine_square.value, 2),
                print(first.0, 2),
                print(high, 2),
                print(last.0, 2)
            ),
            "The angle that Oja's rule keeps, against the learning rate.",
        )
        .plain(
            "Upper: mean of sin² of the angle. Line: first order, Equation @eq-residual; marks: \
             simulation, Gaussian inputs, with standard errors from blocks of the path. Lower: the \
             ratio of the two.",
        )
        .result(
            ran_away == 0,
            format!(
                "The mean square of the length is {} at the smallest rate and {} at the largest.",
                print(first.2.length_square, 4),
                print(last.2.length_square, 3)
            ),
            if ran_away == 1 {
                "At one of the rates the weights ran away, and there is no mark.".to_owned()
            } else {
                format!("At {ran_away} of the rates the weights ran away, and there is no mark.")
            },
        );
    let (at_first, at_last) = (first.2.sine_square.value, last.2.sine_square.value);
    let on_the_line = ratio.iter().all(|one| (one - 1.0).abs() < 0.25);
    let alternative_text = Prose::new().result(
        on_the_line && found.len() > 1 && at_first < at_last,
        format!(
            "Marks on a rising line: the mean of sin² of the angle grows from {} to {} as the learning \
             rate grows from {} to {}. Below, the ratio to the line goes from {} to {}.",
            print(at_first, 2),
            print(at_last, 2),
            print(first.0, 2),
            print(last.0, 2),
            print(low, 3),
            print(high, 3)
        ),
        if found.len() == 1 {
            format!(
                "One mark and a rising line: the mean of sin² of the angle is {} at a learning rate of {}, \
                 {} times what the line says.",
                print(at_first, 2),
                print(first.0, 2),
                print(low, 3)
            )
        } else {
            format!(
                "Marks and a rising line: the mean of sin² of the angle is {} at a learning rate of {}, \
                 {} times what the line says, and {} at {}, {} times.",
                print(at_first, 2),
                print(first.0, 3),
                print(low, 3),
                print(at_last, 2),
                print(last.0, 3),
                print(high, 3)
            )
        },
    );
    (caption, alternative_text)
}
