//! Numbers of runs, pictures and rules of learning.
//!
//! Where chance is in them, they are means with standard errors.

use crate::digits::digits;
use crate::kernel::{Memories, Order, Orders};
use crate::model::overlap;
use crate::pictures::{COUNT, PIXELS, Picture};
use crate::simulation::capacity::{CUTS, Kind, SIZES, extrapolated, recorded, successes};
use crate::simulation::{Fall, Projection, Retrieval, Rule, Thermal, fall, fraction, mean};
use crate::theory;
use common::claim::{Claim, Estimate};
use common::figure::FigureError;
use common::numerics::elementary::{erfc, ln, round, sqrt};
use common::numerics::random::{Stream, stream};
use common::param::{Choice, NoParameters, Seed};
use common::parameters;
use common::run::Run;

/// Fits and sums, as `data/PROVENANCE.md` says.
const INDEPENDENT: &str = "independent computation (Python: NumPy, SciPy)";
/// Runs of a program of its own.
const SIMULATED: &str = "independent simulation (Python: NumPy)";
/// The same, in another language.
const SIMULATED_IN_C: &str = "independent simulation (C)";
/// The saddle point of fading memories, solved by another method.
const SOLVED: &str = "independent solution (Python: SciPy)";

parameters! {
    /// The size of a network.
    pub struct Size {
        /// number of neurons
        neurons: usize = 100_000 => Integer { symbol: "N", from: 1, to: 10_000_000 };
        /// number of memories
        memories: usize = 13_000 => Integer { symbol: "P", from: 1, to: 10_000_000 };
    }
}

parameters! {
    /// Two pictures.
    pub struct Pair {
        /// one picture
        first: Picture = Picture::Coffee => Choice;
        /// the other
        second: Picture = Picture::Rocket => Choice;
    }
}

common::choices! {
    /// By which rule a network of pictures learns.
    pub enum By {
        /// Hebb's rule.
        Hebb = "hebb",
        /// The pseudo-inverse.
        PseudoInverse = "pseudo-inverse",
    }
}

impl By {
    fn rule(self) -> Rule {
        match self {
            Self::Hebb => Rule::Hebb,
            Self::PseudoInverse => Rule::PseudoInverse,
        }
    }
}

parameters! {
    /// Recall of a picture whose lower part is hidden.
    pub struct Hidden {
        /// picture that is to be recalled
        picture: Picture = Picture::Camera => Choice;
        /// rule by which the network has learned
        rule: By = By::Hebb => Choice;
        /// part of the picture that is hidden, from below
        part: f64 = 0.5 => Real { symbol: "", unit: "", from: 0.0, to: 1.0 };
        /// loading: the number of memories, pictures and random ones, over that of neurons
        loading: f64 = 0.05 => Real { symbol: r"\alpha", unit: "", from: 0.001953125, to: 0.1 };
        /// number of runs
        runs: usize = 4 => Integer { symbol: "", from: 2, to: 8 };
        /// seed of the random memories and the random pixels
        seed: Seed = Seed(1) => Seed;
    }
}

parameters! {
    /// Recall of handwritten digits from cues with errors.
    pub struct Learned {
        /// number of digits learned
        digits: usize = 6 => Integer { symbol: "P", from: 1, to: 60 };
        /// part of the pixels that are turned round in the cue
        wrong: f64 = 0.1 => Real { symbol: "", unit: "", from: 0.0, to: 0.5 };
        /// rule by which the network has learned
        rule: By = By::Hebb => Choice;
        /// whether the couplings keep their diagonal
        diagonal: bool = false => Flag;
        /// number of sets of digits
        sets: usize = 100 => Integer { symbol: "", from: 2, to: 200 };
        /// seed of the choice of digits and of the cues
        seed: Seed = Seed(1) => Seed;
    }
}

parameters! {
    /// Runs of the recording of the capacity.
    pub struct Recorded {
        /// number of neurons: 3162, 10000, 31623 or 100000
        neurons: usize = 100_000 => Integer { symbol: "N", from: 3162, to: 100_000 };
        /// overlap of the start: 1, or at 10000 neurons 0.9 or 0.8
        start: f64 = 1.0 => Real { symbol: "m_0", unit: "", from: 0.8, to: 1.0 };
        /// order of updates; another than in turn at 10000 neurons only
        order: Order = Order::InTurn => Choice;
        /// sweeps after which the run is cut off: 10, 30 or 100, or 0 for never
        cut: usize = 0 => Integer { symbol: "", from: 0, to: 100 };
    }
}

parameters! {
    /// How the capacity is extrapolated.
    pub struct Extrapolation {
        /// power of one over the size with which it is approached
        exponent: f64 = 0.5 => Real { symbol: r"\gamma", unit: "", from: 0.2, to: 1.0 };
    }
}

parameters! {
    /// Runs from near a memory.
    pub struct Runs {
        /// loading
        loading: f64 = 0.1 => Real { symbol: r"\alpha", unit: "", from: 0.01, to: 0.2 };
        /// overlap of the start
        start: f64 = 0.6 => Real { symbol: "m_0", unit: "", from: 0.0, to: 1.0 };
        /// number of neurons
        neurons: usize = 2000 => Integer { symbol: "N", from: 100, to: 3000 };
        /// number of networks
        networks: usize = 40 => Integer { symbol: "", from: 2, to: 80 };
        /// seed of memories, starts and orders
        seed: Seed = Seed(1) => Seed;
    }
}

parameters! {
    /// Networks whose free energies are integrated from simulated energies.
    pub struct Integrated {
        /// loading
        loading: f64 = 0.03 => Real { symbol: r"\alpha", unit: "", from: 0.01, to: 0.05 };
        /// temperature
        temperature: f64 = 0.5 => Real { symbol: "T", unit: "", from: 0.3, to: 0.6 };
        /// number of neurons
        neurons: usize = 2000 => Integer { symbol: "N", from: 500, to: 8000 };
        /// number of networks
        networks: usize = 16 => Integer { symbol: "", from: 2, to: 32 };
        /// sweeps at each temperature
        sweeps: usize = 100 => Integer { symbol: "", from: 20, to: 400 };
        /// seed of memories and updates
        seed: Seed = Seed(1) => Seed;
    }
    work = Integrated::updates;
}

impl Integrated {
    fn updates(&self) -> (f64, &'static str) {
        let sweeps = (self.sweeps * self.networks) as f64 * 17.0;
        let all = 10.0 * sweeps * self.neurons as f64;
        (all, "--neurons, --networks or --sweeps")
    }

    /// A number for each network: mean and standard error.
    fn mean(
        &self,
        run: &Run,
        number: impl Fn(&Thermal) -> Result<f64, FigureError> + Sync,
    ) -> Result<Estimate, FigureError> {
        let networks: Vec<Thermal> = (0..self.networks as u64)
            .map(|replica| Thermal {
                neurons: self.neurons,
                loading: self.loading,
                sweeps: self.sweeps,
                seed: self.seed.0,
                replica,
            })
            .collect();
        let (value, error) = mean(&run.map(&networks, number)?);
        Ok(Estimate::random(value, error))
    }
}

parameters! {
    /// The first step under the pseudo-inverse.
    pub struct Projected {
        /// overlap of the start
        start: f64 = 0.8 => Real { symbol: "m_0", unit: "", from: 0.0, to: 1.0 };
        /// loading
        loading: f64 = 0.5 => Real { symbol: r"\alpha", unit: "", from: 0.01, to: 0.99 };
        /// whether the couplings keep their diagonal
        diagonal: bool = false => Flag;
    }
}

parameters! {
    /// A network whose neurons are coupled to themselves.
    pub struct Coupled {
        /// loading
        loading: f64 = 0.138 => Logarithmic { symbol: r"\alpha", unit: "", from: 0.001, to: 10.0 };
    }
}

parameters! {
    /// Memories that fade.
    pub struct Fading {
        /// rate at which they fade: by 1 − ε/N with each new one
        rate: f64 = 8.0 => Real { symbol: r"\varepsilon", unit: "", from: 1.0, to: 100.0 };
    }
}

pub(super) fn all() -> Vec<Claim> {
    let mut all = kernel();
    all.extend(pictures());
    all.extend(free_energies());
    all.extend(sizes());
    all.extend(rules());
    all.extend(fading());
    all
}

fn kernel() -> Vec<Claim> {
    vec![
        Claim::new(
            "couplings-memory",
            "memory that all couplings would take, in single precision",
            "4N^2",
            "GB",
            |p: &Size, _| Ok((4e-9 * (p.neurons as f64) * (p.neurons as f64)).into()),
        )
        .significant(2)
        .reference(40.0, 1e-9, "4 bytes times 100,000²"),
        Claim::new(
            "memories-memory",
            "memory that the packed memories take",
            "NP/8",
            "MB",
            |p: &Size, _| Ok((1e-6 * Memories::bytes_for(p.neurons, p.memories) as f64).into()),
        )
        .significant(3)
        .reference(166.4, 1e-9, "26 blocks of 64 bytes times 100,000"),
        Claim::new(
            "planes-needed",
            "planes for counters from −⌊N/2⌋ to ⌈N/2⌉, the sign among them",
            "K",
            "",
            |p: &Size, _| {
                Ok(f64::from(usize::BITS - p.neurons.div_ceil(2).leading_zeros() + 1).into())
            },
        )
        .decimals(0)
        .reference(17.0, 0.0, "2¹⁵ < 50,000 < 2¹⁶, and a sign")
        .reference(4.0, 0.0, "four takes three bits, and a sign")
        .at([("neurons", 7_i64.into())]),
    ]
}

fn pictures() -> Vec<Claim> {
    vec![
        Claim::new(
            "picture-overlap",
            "overlap of two pictures",
            "C_{12}",
            "",
            |p: &Pair, _| Ok(overlap(&p.first.spins(), &p.second.spins()).into()),
        )
        .decimals(2)
        .reference(-0.54345703125, 1e-12, INDEPENDENT)
        .reference(-0.43017578125, 1e-12, INDEPENDENT)
        .at([("first", "camera".into())])
        .reference(-0.0849609375, 1e-12, INDEPENDENT)
        .at([("first", "camera".into()), ("second", "cat".into())]),
        Claim::new(
            "completed-overlap",
            "overlap with a half-hidden picture at the end of its recall",
            "m",
            "",
            hidden,
        )
        .decimals(2)
        // Means of twelve runs of a program of its own; their standard deviations are 0.004 and less.
        .reference(0.4764, 0.012, SIMULATED)
        .reference(1.0, 1e-3, SIMULATED)
        .at([("rule", "pseudo-inverse".into())])
        .reference(0.99996, 1e-3, SIMULATED)
        .at([("picture", "cat".into())])
        .reference(0.9146, 0.011, SIMULATED)
        .at([("picture", "rocket".into())])
        .reference(0.6121, 0.012, SIMULATED)
        .at([("picture", "coffee".into())]),
    ]
}

fn hidden(p: &Hidden, run: &Run) -> Result<Estimate, FigureError> {
    let count = (round(p.loading * PIXELS as f64) as usize).max(COUNT);
    let mut ends = Vec::new();
    for number in 0..p.runs {
        run.check()?;
        let mut random = stream(p.seed.0, number as u64);
        let coin = |random: &mut Stream| if random.below(2) == 1 { 1.0 } else { -1.0 };
        let mut memories: Vec<Vec<f64>> = Picture::all().map(Picture::spins).collect();
        while memories.len() < count {
            memories.push((0..PIXELS).map(|_| coin(&mut random)).collect());
        }
        let memory = &memories[p.picture.index()];
        let mut cue = memory.clone();
        let hidden = round(p.part * PIXELS as f64) as usize;
        for spin in &mut cue[PIXELS - hidden..] {
            *spin = coin(&mut random);
        }
        let network = Projection::new(&memories, p.rule.rule());
        let mut network = network.map_err(|error| FigureError::Model(error.to_string()))?;
        network.set(&cue);
        let mut orders = Orders::new(Order::Shuffled, PIXELS);
        let mut sweeps = 0;
        while sweeps < 60 && network.sweep(orders.next(&mut random)) > 0 {
            sweeps += 1;
        }
        ends.push(overlap(memory, network.spins()));
    }
    let (value, error) = mean(&ends);
    Ok(Estimate::random(value, error))
}

fn free_energies() -> Vec<Claim> {
    vec![
        Claim::new(
            "glass-excess",
            "free energy per neuron of a simulated network without overlap, less that of the symmetric theory",
            r"\Delta f",
            "",
            |p: &Integrated, run| {
                let theory = theory::without_overlap(p.loading, p.temperature)?.free_energy;
                let glass = |one: &Thermal| Ok(one.glass(&[p.temperature], run)?[0] - theory);
                p.mean(run, glass)
            },
        )
        .decimals(4)
        // Four standard errors: theirs from 100 networks and from 16, ours from 16 and from 4.
        .reference(EXCESS[0], 0.005, SIMULATED_IN_C)
        .reference(EXCESS[1], 0.004, SIMULATED_IN_C)
        .at([("neurons", 8000.into()), ("networks", 4.into())]),
        Claim::new(
            "memory-excess",
            "the same near a memory",
            r"\Delta f",
            "",
            |p: &Integrated, run| {
                let theory = theory::retrieval(p.loading, p.temperature)?.free_energy;
                let memory = |one: &Thermal| Ok(one.memory(&[p.temperature], run)?[0] - theory);
                p.mean(run, memory)
            },
        )
        .decimals(4)
        .reference(EXCESS[2], 0.004, SIMULATED_IN_C),
    ]
}

/// Standard errors 0.0004, 0.0004 and 0.0003.
const EXCESS: [f64; 3] = [0.00389, 0.0022, 0.0004];

fn sizes() -> Vec<Claim> {
    vec![
        Claim::new(
            "recalled-part",
            "part of the runs that end at the memory",
            "",
            "",
            |p: &Runs, run| {
                let runs: Vec<Retrieval> = (0..p.networks as u64).map(|n| retrieval(p, n)).collect();
                let ends = run.map(&runs, |one| Ok::<_, FigureError>(one.run(run)?.last()))?;
                let ended = ends.iter().filter(|m| **m > 0.9).count();
                let (value, error) = fraction(ended, p.networks);
                Ok(Estimate::random(value, error))
            },
        )
        .decimals(2)
        // 40 of 40 runs of another program; a part within four standard errors, 1/√(40·42) each.
        .reference(1.0, 0.1, SIMULATED),
        Claim::new(
            "half-loading",
            "loading at which half of the runs keep their memory",
            r"\alpha_{1/2}",
            "",
            half_loading,
        )
        .decimals(4)
        .reference(0.14333391680565233, 1e-8, INDEPENDENT)
        .reference(0.1544982843994783, 1e-8, INDEPENDENT)
        .at([("neurons", 3162.into())])
        .reference(0.1486006613310993, 1e-8, INDEPENDENT)
        .at([("neurons", 10_000.into())])
        .reference(0.14676349447876874, 1e-8, INDEPENDENT)
        .at([("neurons", 10_000.into()), ("start", 0.8.into())])
        .reference(0.1479075576685216, 1e-8, INDEPENDENT)
        .at([("neurons", 10_000.into()), ("order", "shuffled".into())])
        .reference(0.16646758650951998, 1e-8, INDEPENDENT)
        .at([("neurons", 10_000.into()), ("cut", 10.into())]),
        Claim::new(
            "fall-width",
            "range of loadings in which the part of the runs that keep their memory falls from nine tenths to one tenth",
            "",
            "",
            |p: &Recorded, _| {
                // A logistic curve is at 0.9 and 0.1 where its exponent is ∓ln 9.
                Ok((2.0 * ln(9.0) * recorded_fall(p)?.width).into())
            },
        )
        .decimals(4)
        .reference(WIDTH, 1e-7, INDEPENDENT),
        Claim::new(
            "capacity-extrapolated",
            "the same for N → ∞, extrapolated",
            r"\alpha_{1/2}(\infty)",
            "",
            |p: &Extrapolation, _| {
                let found = extrapolated(&recorded(), p.exponent);
                let missing = || FigureError::Model("the recorded runs show no fall".into());
                let (value, error, ..) = found.ok_or_else(missing)?;
                Ok(Estimate::random(value, error))
            },
        )
        .decimals(4)
        .reference(0.14078643, 1e-6, INDEPENDENT)
        .reference(0.1379313, 1e-6, INDEPENDENT)
        .at([("exponent", (1.0 / 3.0).into())])
        .reference(0.14223084, 1e-6, INDEPENDENT)
        .at([("exponent", (2.0 / 3.0).into())]),
        Claim::new(
            "capacity-extrapolated-error",
            "its standard error",
            r"\Delta\alpha_{1/2}(\infty)",
            "",
            |p: &Extrapolation, _| {
                let found = extrapolated(&recorded(), p.exponent);
                let missing = || FigureError::Model("the recorded runs show no fall".into());
                Ok(found.ok_or_else(missing)?.1.into())
            },
        )
        .decimals(4)
        // Its errors of the single sizes are numerical derivatives of the likelihood.
        .reference(0.00036670222856663735, 4e-7, INDEPENDENT),
        Claim::new(
            "kept-overlap",
            "mean overlap of the memories that are kept at a recorded loading of 0.136, N = 100,000",
            "m",
            "",
            |_: &NoParameters, _| {
                let groups = Kind::plain(100_000).of(&recorded());
                let group = groups.iter().find(|group| group[0].memories == 13_600);
                let missing = || FigureError::Model("this loading is not recorded".into());
                let kept = group.ok_or_else(missing)?.iter().filter(|row| row.kept());
                let (value, error) = mean(&kept.map(|row| row.last).collect::<Vec<_>>());
                Ok(Estimate::random(value, error))
            },
        )
        .decimals(4)
        .reference(KEPT_OVERLAP, 1e-9, INDEPENDENT),
    ]
}

/// The mean of the recording's sixteen overlaps there, by hand.
const KEPT_OVERLAP: f64 = 0.9806425000000001;

fn retrieval(p: &Runs, replica: u64) -> Retrieval {
    Retrieval {
        neurons: p.neurons,
        memories: (round(p.loading * p.neurons as f64) as usize).max(1),
        start: p.start,
        order: Order::Shuffled,
        sweeps: 100,
        lost: -1.0,
        seed: p.seed.0,
        replica,
    }
}

fn half_loading(p: &Recorded, _: &Run) -> Result<Estimate, FigureError> {
    let found = recorded_fall(p)?;
    Ok(Estimate::random(found.middle, found.error))
}

fn recorded_fall(p: &Recorded) -> Result<Fall, FigureError> {
    let kind = Kind {
        neurons: p.neurons,
        start: p.start,
        order: p.order,
    };
    let cut = match p.cut {
        0 => None,
        cut => {
            let found = CUTS.iter().position(|one| *one == cut);
            let missing = || {
                FigureError::Parameter(format!(
                    "--cut is {cut}; cut-offs are recorded after 10, 30 and 100 sweeps, and 0 is none"
                ))
            };
            Some(found.ok_or_else(missing)?)
        }
    };
    let groups = kind.of(&recorded());
    if groups.is_empty() {
        let sizes: Vec<String> = SIZES.iter().map(usize::to_string).collect();
        let sentence = format!(
            "--neurons is {}, --start {} and --order {}: recorded are {} neurons from the memory in turn, \
             and at 10000 other orders from the memory, and starts of 0.9 and 0.8 in turn",
            p.neurons,
            p.start,
            p.order.name(),
            sizes.join(", ")
        );
        return Err(FigureError::Parameter(sentence));
    }
    let found = fall(&successes(&groups, cut));
    let missing = || FigureError::Model("these runs show no fall".into());
    found.ok_or_else(missing)
}

/// Width of the fall of the runs with a hundred thousand neurons.
const WIDTH: f64 = 0.004_783_091_887;

fn rules() -> Vec<Claim> {
    vec![
        Claim::new(
            "self-coupled-error",
            "probability that a neuron of a memory is overturned if it is coupled to itself",
            r"P_{\mathrm{error}}",
            "",
            |p: &Coupled, _| {
                let signal = (1.0 + p.loading) / sqrt(2.0 * p.loading);
                Ok((0.5 * erfc(signal)).into())
            },
        )
        .significant(2)
        .reference(0.001094212171070004, 1e-15, INDEPENDENT)
        .reference(0.008811045481162222, 1e-15, INDEPENDENT)
        .at([("loading", 0.3.into())]),
        Claim::new(
            "digit-overlap",
            "overlap with a handwritten digit at the end of its recall",
            "m",
            "",
            recalled_digits,
        )
        .decimals(2)
        .reference(DIGITS[0], 0.03, SIMULATED)
        .reference(DIGITS[1], 0.03, SIMULATED)
        .at([("rule", "pseudo-inverse".into())])
        .reference(DIGITS[2], 0.03, SIMULATED)
        .at([("rule", "pseudo-inverse".into()), ("digits", 32.into())]),
        Claim::new(
            "projected-step",
            "overlap after one parallel step under the pseudo-inverse",
            "m_1",
            "",
            |p: &Projected, _| Ok(theory::projected_step(p.start, p.loading, p.diagonal).into()),
        )
        .decimals(3)
        .reference(0.8175775605482642, 1e-12, INDEPENDENT)
        // Four standard errors of 0.0003: 60 memories of each of eight networks of 3,000 neurons.
        .reference(PROJECTED, 0.0012, SIMULATED)
        .at([("diagonal", true.into())]),
    ]
}

/// Means of the same over 400 sets of a program of its own; standard errors up to 0.007, and twice
/// that for the 100 sets of ours.
const DIGITS: [f64; 3] = [0.709375, 1.0, 0.76046875];
const PROJECTED: f64 = 0.8718375;

fn recalled_digits(p: &Learned, run: &Run) -> Result<Estimate, FigureError> {
    let all = digits();
    let mut overlaps = Vec::new();
    for set in 0..p.sets {
        run.check()?;
        let mut random = stream(p.seed.0, set as u64);
        let mut memories: Vec<Vec<f64>> = Vec::new();
        while memories.len() < p.digits {
            let spins = all[random.below(all.len() as u64) as usize].spins();
            if !memories.contains(&spins) {
                memories.push(spins);
            }
        }
        let network = Projection::new(&memories, p.rule.rule());
        let network = network.map_err(|error| FigureError::Model(error.to_string()))?;
        let mut network = network.coupled_to_itself(p.diagonal);
        let memory = &memories[0];
        let mut cue = memory.clone();
        let mut left = round(p.wrong * cue.len() as f64) as usize;
        let pixels = cue.len();
        for (index, spin) in cue.iter_mut().enumerate() {
            if random.below((pixels - index) as u64) < left as u64 {
                *spin = -*spin;
                left -= 1;
            }
        }
        network.set(&cue);
        network.settle(60);
        overlaps.push(overlap(memory, network.spins()));
    }
    let (value, error) = mean(&overlaps);
    Ok(Estimate::random(value, error))
}

fn fading() -> Vec<Claim> {
    vec![
        Claim::new(
            "fading-capacity",
            "number of recent memories that are retrieved when memories fade, over N",
            r"u_{\max}",
            "",
            |p: &Fading, _| Ok(theory::fading_capacity(p.rate)?.age.into()),
        )
        .significant(3)
        .reference(0.04888907325183653, 1e-9, SOLVED)
        .reference(0.016036735791833002, 1e-9, SOLVED)
        .at([("rate", 3.5.into())])
        .reference(0.03874992895405088, 1e-9, SOLVED)
        .at([("rate", 20.0.into())]),
        Claim::new(
            "best-fading-rate",
            "rate of fading at which most memories are retrieved",
            r"\varepsilon_{\mathrm{opt}}",
            "",
            |_: &NoParameters, _| Ok(theory::best_fading()?.0.into()),
        )
        .significant(3)
        .reference(8.438335671140107, 1e-3, SOLVED)
        // Half the square of their 4.108.
        .reference(8.4378, 0.002, "published")
        .cite("mezard1986"),
        Claim::new(
            "best-fading-capacity",
            "number of recent memories that are then retrieved, over N",
            r"u_{\mathrm{opt}}",
            "",
            |_: &NoParameters, _| Ok(theory::best_fading()?.1.age.into()),
        )
        .significant(3)
        .reference(0.04895847124365561, 1e-9, SOLVED)
        .reference(0.04895, 0.00002, "published")
        .cite("mezard1986"),
        Claim::new(
            "least-fading-rate",
            "rate of fading below which not even the latest memory is retrieved",
            r"\varepsilon_{\min}",
            "",
            |_: &NoParameters, _| Ok(theory::least_fading()?.into()),
        )
        .significant(3)
        .reference(3.0376330790232173, 1e-6, SOLVED)
        // Half the square of their 2.465.
        .reference(3.0381, 0.0013, "published")
        .cite("mezard1986"),
    ]
}
