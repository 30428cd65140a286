//! The figure `few-samples`: what is found of a planted direction, against samples per dimension.

use super::print;
use crate::analysis::simulate::mean_of;
use crate::analysis::spiked::{Found, find, overlap, top_eigenvalue, transition};
use common::claim::Estimate;
use common::figure::{Axis, Dash, Figure, FigureError, Layer, Orientation, Panel, Place, Role};
use common::numerics::elementary::{exp, ln};
use common::numerics::random::stream;
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `few-samples` depends on.
    pub struct FewSamples {
        /// variance along the planted direction; it is one along all others
        spike: f64 = 2.0 => Real { symbol: r"\ell", unit: "", from: 1.1, to: 20.0 };
        /// number of inputs, the dimensions
        dimensions: usize = 100 => Integer { symbol: "N", from: 10, to: 120 };
        /// number of repetitions
        replicas: usize = 24 => Integer { symbol: "", from: 2, to: 50 };
        /// fewest samples per dimension
        from: f64 = 0.125 => Logarithmic { symbol: "", unit: "", from: 0.05, to: 50.0 };
        /// most samples per dimension
        to: f64 = 16.0 => Logarithmic { symbol: "", unit: "", from: 0.05, to: 50.0 };
        /// seed of the samples
        seed: Seed = Seed(1) => Seed;
    }
    check = FewSamples::ordered;
    work = FewSamples::products;
}

/// Numbers of samples that are simulated, and points of a line.
const MARKS: usize = 9;
const FINE: usize = 300;

impl FewSamples {
    fn ordered(&self) -> Result<(), String> {
        if self.from < self.to {
            return Ok(());
        }
        let Self { from, to, .. } = self;
        Err(format!(
            "--from is {from} and --to is {to}; --from must be the smaller one"
        ))
    }

    fn products(&self) -> (f64, &'static str) {
        let size = self.dimensions as f64;
        let one = self.ratios(MARKS).into_iter().map(|ratio| {
            let (samples, small) = (ratio * size, size * ratio.min(1.0));
            samples * size * (10.0 + 0.2 * small) + 5.0 * small * small * small
        });
        (
            one.sum::<f64>() * self.replicas as f64,
            "--dimensions, --replicas or --to",
        )
    }

    fn ratios(&self, count: usize) -> Vec<f64> {
        let (low, high) = (ln(self.from), ln(self.to));
        let part = |i: usize| i as f64 / (count - 1) as f64;
        (0..count)
            .map(|i| exp(low + (high - low) * part(i)))
            .collect()
    }
}

/// Overlap and largest eigenvalue against samples per dimension: theory over simulation.
///
/// # Errors
/// If eigenvalues do not converge.
pub fn few_samples(parameters: &FewSamples, run: &Run) -> Result<Figure, FigureError> {
    let FewSamples {
        spike, dimensions, ..
    } = *parameters;
    let numbers: Vec<usize> = parameters
        .ratios(MARKS)
        .iter()
        .map(|ratio| ((ratio * dimensions as f64) as usize).max(2))
        .collect();
    let replicas = parameters.replicas as u64;
    let jobs: Vec<(usize, u64)> = (0..)
        .zip(&numbers)
        .flat_map(|(index, &samples)| (0..replicas).map(move |r| (samples, index * replicas + r)))
        .collect();
    let found = run.map(&jobs, |&(samples, replica)| {
        let mut stream = stream(parameters.seed.0, replica);
        Ok::<Found, FigureError>(find(dimensions, samples, spike, &mut stream)?)
    })?;
    let means = |of: fn(&Found) -> f64| -> Vec<Estimate> {
        let groups = found.chunks_exact(parameters.replicas);
        groups
            .map(|group| mean_of(&group.iter().map(of).collect::<Vec<_>>()))
            .collect()
    };
    let overlaps = means(|one| one.overlap);
    let eigenvalues = means(|one| one.eigenvalue);
    let x: Vec<f64> = numbers
        .iter()
        .map(|&one| one as f64 / dimensions as f64)
        .collect();
    let line = parameters.ratios(FINE);
    let critical = transition(spike);
    // Numbers of samples are whole, and two at least: marks may lie beside what was asked for.
    let low = (parameters.from / 1.1).min(0.97 * x[0]);
    let high = (parameters.to * 1.1).max(1.03 * x[x.len() - 1]);
    let samples = || {
        Axis::new("samples per dimension", "P/N", "")
            .logarithmic()
            .range(low, high)
    };
    let marks = |found: &[Estimate]| {
        let errors = found.iter().map(|one| one.standard_error.unwrap_or(0.0));
        Layer::points(
            "simulation",
            Role::Simulation,
            x.clone(),
            found.iter().map(|one| one.value).collect(),
        )
        .y_error(errors.collect())
    };
    let curve = |of: fn(f64, f64) -> f64| {
        let y = line.iter().map(|ratio| of(1.0 / ratio, spike)).collect();
        Layer::line("many dimensions", Role::Theory, line.clone(), y)
    };
    let rule = || {
        let rule = Layer::rule(Role::Muted, Orientation::Vertical, critical).dash(Dash::Dotted);
        shows_transition(parameters).then_some(rule)
    };
    let upper = Panel::new(
        "overlap",
        samples(),
        Axis::new("squared overlap", "cos²*θ*", "").range(0.0, 1.02),
    )
    .height(210.0)
    .layers(rule())
    .layer(curve(overlap))
    .layer(marks(&overlaps));
    let edge = line
        .iter()
        .map(|ratio| top_eigenvalue(1.0 / ratio, 1.0))
        .collect();
    let lower = Panel::new(
        "eigenvalue",
        samples(),
        Axis::new("largest eigenvalue", "", "").logarithmic(),
    )
    .height(170.0)
    .layers(rule())
    .layer(
        Layer::line("edge of the noise", Role::Muted, line.clone(), edge)
            .dash(Dash::Dashed)
            .label("noise alone", Place::End),
    )
    .layer(curve(top_eigenvalue).label("*ℓ*(1 + *γ*/(*ℓ* − 1))", Place::End))
    .layer(marks(&eigenvalues));
    let (caption, alternative_text) = words(parameters, &x, &overlaps, &eigenvalues);
    Ok(Figure::new()
        .share_x()
        .panel(upper)
        .panel(lower)
        .caption(caption)
        .alternative_text(alternative_text))
}

/// Whether the transition lies in the panels.
fn shows_transition(parameters: &FewSamples) -> bool {
    let critical = transition(parameters.spike);
    critical > parameters.from && critical < parameters.to
}

fn words(
    parameters: &FewSamples,
    ratios: &[f64],
    overlaps: &[Estimate],
    eigenvalues: &[Estimate],
) -> (Prose, Prose) {
    let FewSamples {
        spike,
        dimensions,
        replicas,
        from,
        to,
        ..
    } = *parameters;
    let critical = transition(spike);
    let last = overlaps.len() - 1;
    let shown = shows_transition(parameters);
    // The mark at about half of the critical number.
    let below = ratios
        .iter()
        .rposition(|ratio| *ratio <= 0.55 * critical)
        .unwrap_or(0);
    let few = overlaps[below].value;
    let caption = Prose::new()
        .result(
            critical > 2.0 * from && critical < 0.5 * to && few < 0.12 && overlaps[last].value > 0.3,
            format!(
                "With fewer than {} samples per dimension the principal eigenvector of the sample points \
                 nowhere in particular: at {} its squared overlap with the planted direction is {}, at {} it \
                 is {}.",
                print(critical, 2),
                print(ratios[below], 2),
                print(few, 1),
                print(ratios[last], 2),
                print(overlaps[last].value, 2)
            ),
            "Overlap of the sample's principal eigenvector with a planted direction.",
        )
        .plain(format!(
            "Upper: cos² of the angle between the two, in {dimensions} dimensions with variance {spike} \
             along the planted direction and one along the others. Lower: the largest eigenvalue of \
             the sample's correlation matrix."
        ))
        .result(
            shown,
            "Lines: theory for many dimensions, Equations @eq-overlap and @eq-top-eigenvalue; dashed: the \
             edge of the eigenvalues when nothing is planted; dotted: the transition.",
            "Lines: theory for many dimensions, Equations @eq-overlap and @eq-top-eigenvalue; dashed: the \
             edge of the eigenvalues when nothing is planted.",
        )
        .plain(format!(
            "Marks: means of {replicas} samples with standard errors, eigenvectors by LAPACK."
        ));
    let (begin, middle, end) = (
        overlaps[0].value,
        overlaps[last / 2].value,
        overlaps[last].value,
    );
    let (many, most) = (eigenvalues[0].value, eigenvalues[last].value);
    let alternative_text = Prose::new()
        .result(
            begin < 0.1 && begin < middle && middle < end - 0.1,
            format!(
                "Against samples per dimension the squared overlap is near zero at {}, {} at {} samples, and \
                 rises to {} at {};",
                print(ratios[0], 2),
                print(middle, 2),
                print(ratios[last / 2], 2),
                print(end, 2),
                print(ratios[last], 2)
            ),
            format!(
                "Against samples per dimension the squared overlap is {} at {}, {} at {} and {} at {};",
                print(begin, 2),
                print(ratios[0], 2),
                print(middle, 2),
                print(ratios[last / 2], 2),
                print(end, 2),
                print(ratios[last], 2)
            ),
        )
        .result(
            shown,
            format!("theory has a kink at {}.", print(critical, 2)),
            format!(
                "theory has its kink at {}, outside the panel.",
                print(critical, 2)
            ),
        )
        .result(
            shown && many > most,
            "The largest eigenvalue falls and leaves the edge of the noise at the same place.",
            format!(
                "The largest eigenvalue is {} at the fewest samples and {} at the most.",
                print(many, 3),
                print(most, 3)
            ),
        );
    (caption, alternative_text)
}
