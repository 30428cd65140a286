//! Numbers of single channels under a step of the potential.

use super::INDEPENDENT;
use crate::analysis::{Fluctuation, Kind, Pool, VoltageStep};
use common::claim::{Claim, Estimate};
use common::figure::FigureError;
use common::param::Seed;
use common::parameters;
use common::run::Run;

parameters! {
    /// A step of the potential that is held before and after.
    pub struct Clamp {
        /// potential at which the membrane has long been held
        holding: f64 = -65.0 => Real { symbol: r"V_\mathrm{hold}", unit: "mV", from: -120.0, to: 40.0 };
        /// potential from t = 0 on
        step: f64 = 0.0 => Real { symbol: r"V_\mathrm{step}", unit: "mV", from: -120.0, to: 100.0 };
        /// temperature
        temperature: f64 = 6.3 => Real { symbol: "T", unit: "°C", from: 0.0, to: 40.0 };
    }
}

parameters! {
    /// Patches of channels under such a step.
    pub struct ClampedPatch {
        /// number of sodium channels in a patch
        channels: u32 = 100 => Integer { symbol: "N", from: 1, to: 1_000_000 };
        /// the step
        clamp: Clamp = Clamp::default() => Group;
    }
}

parameters! {
    /// Simulated patches.
    pub struct SimulatedPatches {
        /// number of sodium channels in a patch
        channels: usize = 100 => Integer { symbol: "N", from: 1, to: 100_000 };
        /// number of patches
        patches: usize = 4000 => Integer { symbol: "", from: 20, to: 100_000 };
        /// the step
        clamp: Clamp = Clamp::default() => Group;
        /// seed of the random numbers
        seed: Seed = Seed(1) => Seed;
    }
    check = SimulatedPatches::affordable;
    work = SimulatedPatches::flips;
}

/// No claim simulates more channels than this.
const MOST_CHANNELS: usize = 5_000_000;

impl SimulatedPatches {
    fn affordable(&self) -> Result<(), String> {
        let all = self.channels * self.patches;
        if all <= MOST_CHANNELS {
            return Ok(());
        }
        Err(format!(
            "--channels times --patches is {all}; it must be {MOST_CHANNELS} at most"
        ))
    }

    fn flips(&self) -> (f64, &'static str) {
        let step = voltage_step(&self.clamp);
        let each = step
            .sodium_peak()
            .map_or(0.0, |time| step.flips(Kind::Sodium, time));
        (
            (self.channels * self.patches) as f64 * each,
            "--channels or --patches",
        )
    }
}

fn voltage_step(clamp: &Clamp) -> VoltageStep {
    let Clamp {
        holding,
        step,
        temperature,
    } = *clamp;
    VoltageStep {
        holding,
        step,
        temperature,
    }
}

pub(super) fn all() -> Vec<Claim> {
    vec![
        Claim::new(
            "clamp-peak-time",
            "time from the step to the largest sodium conductance",
            r"t_\mathrm{Na}",
            "ms",
            |clamp: &Clamp, _| Ok(voltage_step(clamp).sodium_peak()?.into()),
        )
        .significant(2)
        .reference(0.617612701494865, 1e-9, INDEPENDENT),
        Claim::new(
            "clamp-peak-open",
            "largest open probability of a sodium channel after the step",
            r"\max m^3h",
            "",
            |clamp: &Clamp, _| {
                let step = voltage_step(clamp);
                let time = step.sodium_peak()?;
                Ok(step.open_probability(Kind::Sodium, time).into())
            },
        )
        .reference(0.242806316420003, 1e-12, INDEPENDENT),
        open_time(
            "sodium-open-time",
            "mean time that a sodium channel stays open",
            r"1/(3\beta_m+\beta_h)",
            Kind::Sodium,
        )
        .reference(0.772230921608718, 1e-12, INDEPENDENT),
        open_time(
            "potassium-open-time",
            "mean time that a potassium channel stays open",
            r"1/4\beta_n",
            Kind::Potassium,
        )
        .reference(4.507069574426417, 1e-12, INDEPENDENT),
        Claim::new(
            "channel-fluctuation",
            "relative fluctuation of the open sodium channels of a patch at that moment",
            r"\sigma/\langle k\rangle",
            "",
            |patch: &ClampedPatch, _| {
                let step = voltage_step(&patch.clamp);
                let (time, channels) = (step.sodium_peak()?, f64::from(patch.channels));
                Ok(step
                    .relative_fluctuation(Kind::Sodium, time, channels)
                    .into())
            },
        )
        .reference(0.176593006722710, 1e-12, INDEPENDENT)
        .reference(0.017659300672271, 1e-13, INDEPENDENT)
        .at([("channels", 10_000.into())]),
        Claim::new(
            "channel-fluctuation-simulated",
            "the same, of simulated patches",
            r"s/\bar k",
            "",
            |patches: &SimulatedPatches, run| {
                let found = simulated(patches, run)?;
                Ok(Estimate::random(found.relative, found.relative_error))
            },
        )
        // Four of the standard errors below.
        .reference(
            0.176593006722710,
            0.0080,
            "the binomial law; 4 standard errors",
        )
        .reference(
            0.017659300672271,
            0.0050,
            "the binomial law; 4 standard errors",
        )
        .at([("channels", 10_000.into()), ("patches", 100.into())]),
        Claim::new(
            "channel-fluctuation-error",
            "standard error of the same",
            r"\mathrm{se}(s/\bar k)",
            "",
            |patches: &SimulatedPatches, run| Ok(simulated(patches, run)?.relative_error.into()),
        )
        .significant(1)
        // A fourth moment from so many patches scatters by 4 and by 25 per cent at most.
        .reference(
            0.00199151773,
            8e-5,
            "moments of the binomial law (Python, SciPy)",
        )
        .reference(
            0.00125509867,
            3e-4,
            "moments of the binomial law (Python, SciPy)",
        )
        .at([("channels", 10_000.into()), ("patches", 100.into())]),
    ]
}

fn open_time(name: &'static str, meaning: &'static str, symbol: &'static str, kind: Kind) -> Claim {
    Claim::new(name, meaning, symbol, "ms", move |clamp: &Clamp, _| {
        Ok(voltage_step(clamp).open_time(kind).into())
    })
    .significant(2)
}

fn simulated(patches: &SimulatedPatches, run: &Run) -> Result<Fluctuation, FigureError> {
    let step = voltage_step(&patches.clamp);
    let time = step.sodium_peak()?;
    let channels = patches.channels * patches.patches;
    let seed = patches.seed.0;
    let pool = Pool::simulate(&step, Kind::Sodium, channels, &[time], seed, run)?;
    Fluctuation::of(&pool.open_counts(0, patches.channels)).ok_or_else(|| {
        let why = "the same number of channels is open in every simulated patch: simulate more";
        FigureError::Model(why.to_owned())
    })
}
