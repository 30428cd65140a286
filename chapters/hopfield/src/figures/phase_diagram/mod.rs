//! The figure `phase-diagram`: what the network does at a loading and a temperature.

mod panels;
mod simulate;

use crate::theory::{
    crossing_temperature, furthest, glass_temperature, meeting, retrieval, retrieval_temperature,
};
use common::claim::Digits;
use common::figure::{Figure, FigureError};
use common::param::Seed;
use common::parameters;
use common::prose::Prose;
use common::run::Run;
use simulate::{Found, Mark, simulate};

use super::estimate::error;

parameters! {
    /// What the figure `phase-diagram` depends on.
    pub struct PhaseDiagram {
        /// number of neurons
        neurons: usize = 1000 => Integer { symbol: "N", from: 500, to: 1500 };
        /// networks from which each mark is a mean
        networks: usize = 3 => Integer { symbol: "", from: 3, to: 6 };
        /// sweeps at each temperature
        sweeps: usize = 100 => Integer { symbol: "", from: 20, to: 200 };
        /// seed of memories and updates
        seed: Seed = Seed(1) => Seed;
    }
    work = PhaseDiagram::updates;
}

impl PhaseDiagram {
    /// Some fifty nanoseconds for an update: the limit is then five seconds.
    fn updates(&self) -> (f64, &'static str) {
        let blocks = 1.0 + 0.07 * self.neurons as f64 / 512.0;
        let sweeps = (self.sweeps * self.networks) as f64 * (18.0 + 20.0 + 2.0 * 2.0 * 22.0);
        let all = 12.0 * sweeps * self.neurons as f64 * blocks;
        (all, "--neurons, --networks or --sweeps")
    }
}

/// Whether the network still is in its memory: the overlap is above half of the theory's where the
/// state ends.
fn keeps(mark: &Mark) -> bool {
    mark.found.value > 0.4
}

/// Whether it is frozen: it still resembles itself.
fn freezes(mark: &Mark) -> bool {
    mark.found.value > 0.09
}

/// The lines of the phase diagram, with simulations on both of their sides.
///
/// # Errors
/// None at parameters that are declared sound.
pub fn phase_diagram(parameters: &PhaseDiagram, run: &Run) -> Result<Figure, FigureError> {
    let found = simulate(parameters, run)?;
    let lines = panels::Lines::all(run)?;
    let (caption, alternative_text) = words(parameters, &found)?;
    Ok(Figure::new()
        .columns(2)
        .panel(panels::plane(lines, &found))
        .panel(panels::corner(lines)?)
        .panel(panels::kept(&found)?)
        .panel(panels::frozen(&found)?)
        .panel(panels::lowest(&found)?)
        .panel(panels::breaking(lines))
        .caption(caption)
        .alternative_text(alternative_text))
}

/// Whether a difference of free energies has the sign that the theory says.
fn on_its_side(mark: &Mark) -> Result<Option<bool>, FigureError> {
    let ratio = mark.temperature / crossing_temperature(mark.loading)?;
    // On the line itself there is no side.
    let aside = (ratio - 1.0).abs() > 0.01;
    Ok(aside.then_some((mark.found.value < 0.0) == (ratio < 1.0)))
}

/// Of how many points on how many the simulation is on the theory's side of the line.
fn agreement(found: &Found) -> Result<(usize, usize), FigureError> {
    let mut count = (0, 0);
    let mut see = |agrees: bool| {
        count.0 += usize::from(agrees);
        count.1 += 1;
    };
    for mark in &found.kept {
        see(keeps(mark) == (mark.temperature < retrieval_temperature(mark.loading)?));
    }
    for mark in &found.frozen {
        let ratio = mark.temperature / glass_temperature(mark.loading);
        // On the line itself there is no side.
        if (ratio - 1.0).abs() > 0.01 {
            see(freezes(mark) == (ratio < 1.0));
        }
    }
    for mark in &found.lowest {
        if let Some(agrees) = on_its_side(mark)? {
            see(agrees);
        }
    }
    Ok(count)
}

fn words(parameters: &PhaseDiagram, found: &Found) -> Result<(Prose, Prose), FigureError> {
    let PhaseDiagram {
        neurons,
        networks,
        sweeps,
        ..
    } = parameters;
    let (right, all) = agreement(found)?;
    let mut worst: f64 = 0.0;
    for mark in &found.kept {
        if let Ok(state) = retrieval(mark.loading, mark.temperature) {
            worst = worst.max((mark.found.value - state.overlap).abs());
        }
    }
    let (far, warm) = furthest()?;
    let met = meeting()?;
    let bar = found
        .lowest
        .iter()
        .map(|mark| error(&mark.found))
        .fold(0.0, f64::max);
    let caption = Prose::new()
        .result(
            right == all,
            format!(
                "Memories are stable below $T_M$, they are the states of lowest free energy below $T_c$, and \
                 neurons freeze below $T_g$: {right} of {all} simulated points lie on the side that the theory says."
            ),
            format!(
                "The phase diagram: {right} of {all} simulated points lie on the side of the lines that the symmetric \
                 theory says."
            ),
        )
        .plain(format!(
            "Upper left: the lines, with that below which a mixture of three memories is stable (dotted). Discs: a \
             network started in a memory keeps it; circles: it loses it. Squares: it resembles itself {sweeps} sweeps \
             later; crosses: it doesn't. Triangles: free energy of memory against that without overlap, the lower \
             one in its colour. Upper right: the corner at $T$ = 0; below $T_R$ (dashed) the retrieval state breaks replica symmetry, \
             and there the symmetric $T_M$ bends back, from a loading of {} at $T$ = {}. Middle: overlap with the \
             memory along three cuts, and overlap of the network with itself along two; lines: $m$ and $q$. Lower left: \
             free energy of the memory minus that without overlap, integrated from simulated energies. Lower right: \
             $T_R$ and its form for small $\\alpha$ (dashed). All marks: {networks} networks of {neurons} neurons ({} in \
             the lower left), {sweeps} sweeps, standard errors.",
            Digits::Decimals(5).print(far),
            Digits::Decimals(3).print(warm),
            simulate::LARGER * neurons,
        ))
        .plain(format!(
            "The lines $T_R$ and $T_M$ meet at a loading of {}.",
            Digits::Decimals(6).print(met.loading)
        ));
    let mut changes = true;
    for mark in &found.lowest {
        changes = changes && on_its_side(mark)? != Some(false);
    }
    let bar = Digits::Significant(1).print(bar);
    let alternative_text = Prose::new()
        .plain(format!(
            "Six panels. In the plane of loading and temperature T_g rises from 1 to 1.4, T_M falls from 1 to 0 at a \
             loading of 0.138, T_c from 1 to 0 at 0.052. Simulated overlaps lie within {} of the theory's;",
            Digits::Significant(2).print(worst)
        ))
        .result(
            changes,
            format!(
                "simulated differences of free energy, with errors up to {bar}, change their sign near T_c."
            ),
            format!(
                "simulated differences of free energy have errors up to {bar}, and some the wrong sign \
                 beside T_c."
            ),
        );
    Ok((caption, alternative_text))
}
