//! A chapter with every kind of parameter, with points to drag and with frames to play: what the
//! tests of the page explore, whatever the book's chapters have.

use common::chapter::{Chapter, FigureEntry};
use common::figure::{
    Animation, Axis, Figure, FigureError, Frame, Handle, Layer, Panel, Quantity, Role,
};
use common::numerics::elementary::{exp, sin};
use common::numerics::random::stream;
use common::param::{Bitmap, NoParameters, Points, Seed};
use common::prose::Prose;
use common::run::{Cancelled, Run};

common::choices! {
    /// The shape of the curve.
    pub enum Curve {
        /// A straight line.
        Straight = "straight",
        /// A sine.
        Wavy = "wavy",
    }
}

common::parameters! {
    /// What every curve hangs on.
    pub struct Spring {
        /// stiffness of the spring
        stiffness: f64 = 1.0 => Real { symbol: "k", unit: "N/m", from: 0.5, to: 2.0 };
        /// damping of the spring
        damping: f64 = 0.1 => Logarithmic { symbol: r"\gamma", unit: "1/s", from: 0.01, to: 1.0 };
    }
}

common::parameters! {
    /// A parameter of every kind.
    pub struct Everything {
        /// the spring
        spring: Spring = Spring::default() => Group;
        /// level of the curve
        level: f64 = 1.5 => Real { symbol: "h_0", unit: "m", from: 0.5, to: 5.0 };
        /// scale of the curve
        scale: f64 = 3.0 => Logarithmic { symbol: r"\lambda", unit: "m", from: 0.1, to: 100.0 };
        /// number of points of the curve
        count: usize = 50 => Integer { symbol: "N", from: 2, to: 200 };
        /// shape of the curve
        shape: Curve = Curve::Wavy => Choice;
        /// whether noise is added
        noisy: bool = false => Flag;
        /// seed of the noise
        seed: Seed = Seed(7) => Seed;
        /// points beside the curve
        dots: Points = Points(vec![(2.0, 1.0), (4.0, -1.0)]) => Points { most: 6, x: (0.0, 10.0), y: (-5.0, 5.0) };
        /// a pattern
        pattern: Bitmap = cross() => Bitmap { columns: 5, rows: 5 };
    }
    check = Everything::together;
}

impl Everything {
    fn together(&self) -> Result<(), String> {
        if self.noisy && self.count < 3 {
            return Err("--noisy needs a --count of at least 3".to_owned());
        }
        Ok(())
    }
}

fn cross() -> Bitmap {
    const ROWS: &str = "10001/01010/00100/01010/10001";
    ROWS.parse().expect("five rows of five pixels")
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "a figure function may fail; this one can't"
)]
fn everything(p: &Everything, _: &Run) -> Result<Figure, FigureError> {
    let mut noise = stream(p.seed.0, 0);
    let x: Vec<f64> = (0..p.count)
        .map(|i| 10.0 * i as f64 / (p.count - 1) as f64)
        .collect();
    let y = x.iter().map(|&x| {
        let curve = match p.shape {
            Curve::Straight => x / 10.0,
            Curve::Wavy => sin(x * p.spring.stiffness / p.scale) * exp(-p.spring.damping * x),
        };
        let added = if p.noisy { noise.normal() / 10.0 } else { 0.0 };
        p.level + curve + added
    });
    let (dots_x, dots_y): (Vec<f64>, Vec<f64>) = p.dots.0.iter().copied().unzip();
    let highest = if p.noisy { 3.0 } else { 5.0 };
    let mut panel = Panel::new(
        "curve",
        Axis::new("place", "x", "m").range(0.0, 10.0),
        Axis::new("height", "h", "m").range(-5.0, 7.0),
    )
    .layer(Layer::line("curve", Role::Theory, x.clone(), y.collect()));
    if !dots_x.is_empty() {
        panel = panel.layer(Layer::points("dots", Role::Simulation, dots_x, dots_y));
    }
    let scale = Panel::new(
        "scale",
        Axis::new("scale", "λ", "m").logarithmic().range(0.1, 100.0),
        Axis::new("pixels", "n", "").range(0.0, 25.0),
    )
    .layer(Layer::points(
        "pixels",
        Role::Simulation,
        vec![p.scale],
        vec![p.pattern.pixels().iter().filter(|&&on| on).count() as f64],
    ));
    let caption = Prose::new()
        .result(
            p.level > 1.0,
            format!(
                "The curve lies at $h_0 = {}$ m, *above* one metre.",
                p.level
            ),
            format!(
                "The curve lies at $h_0 = {}$ m; $\\lambda$ is its scale.",
                p.level
            ),
        )
        .plain("It hangs on **one** spring.");
    Ok(Figure::new()
        .columns(2)
        .panel(panel)
        .panel(scale)
        .handle(
            Handle::along_y(
                "curve",
                (0.0, p.level.min(highest)),
                "level",
                "level of the curve",
            )
            .within(0.5, highest),
        )
        .handle(Handle::along_x(
            "scale",
            (p.scale, 12.0),
            "scale",
            "scale of the curve",
        ))
        .caption(caption)
        .alternative_text(Prose::new().plain(format!("A curve at {} m.", p.level))))
}

common::parameters! {
    /// A travelling wave, computed in parts.
    pub struct Wave {
        /// speed of the wave
        speed: f64 = 1.0 => Real { symbol: "c", unit: "m/s", from: -2.0, to: 2.0 };
        /// how long the computation takes, in rounds of a loop
        rounds: usize = 1 => Integer { symbol: "", from: 1, to: 1_000_000 };
        /// number of frames
        frames: usize = 12 => Integer { symbol: "", from: 2, to: 40 };
    }
    work = Wave::work;
}

impl Wave {
    fn work(&self) -> (f64, &'static str) {
        (self.rounds as f64 * 1e4, "--rounds")
    }
}

fn wave(p: &Wave, run: &Run) -> Result<Figure, FigureError> {
    let parts: Vec<usize> = (0..20).collect();
    let each = p.rounds.div_ceil(parts.len());
    let sums = run.map(&parts, |&part| {
        let rounds = (0..each * 100).map(|round| sin((part + round) as f64));
        Ok::<_, Cancelled>(rounds.sum::<f64>())
    })?;
    let x: Vec<f64> = (0..=100).map(f64::from).collect();
    let frames = (0..p.frames).map(|step| {
        let time = step as f64 * 5.0;
        let y = x.iter().map(|x| sin((x - p.speed * time) / 8.0)).collect();
        let line = Layer::line("wave", Role::Voltage, x.clone(), y);
        Frame {
            at: time,
            layers: vec![("wave".to_owned(), line)],
        }
    });
    let panel = Panel::new(
        "wave",
        Axis::new("place", "x", "m"),
        Axis::new("height", "h", "m").range(-1.2, 1.2),
    );
    let checksum: f64 = sums.iter().sum();
    Ok(Figure::new()
        .panel(panel)
        .animation(Animation {
            quantity: Quantity::new("time", "t", "s"),
            frames: frames.collect(),
            printed: 0,
        })
        .caption(Prose::new().plain(format!("A wave runs. Checksum {checksum:.3}.")))
        .alternative_text(Prose::new().plain("A sine that runs to one side.")))
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "a figure function may fail; this one can't"
)]
fn still(_: &NoParameters, _: &Run) -> Result<Figure, FigureError> {
    let line = Layer::line("line", Role::Theory, vec![0.0, 1.0], vec![0.0, 1.0]);
    let panel = Panel::new("still", Axis::new("x", "", ""), Axis::new("y", "", "")).layer(line);
    Ok(Figure::new()
        .panel(panel)
        .caption(Prose::new().plain("Nothing moves."))
        .alternative_text(Prose::new().plain("A line.")))
}

/// The chapter `playground`.
pub fn chapter() -> Chapter {
    const SOURCE: &str = "book/explore/src/playground.rs";
    Chapter {
        name: "playground",
        title: "A playground",
        figures: vec![
            FigureEntry::new(
                "everything",
                "a parameter of every kind",
                SOURCE,
                everything,
            )
            .leading([
                "level", "scale", "count", "shape", "noisy", "seed", "dots", "pattern",
            ])
            .exploring([("level", 1.0.into())]),
            FigureEntry::new("wave", "a wave that runs", SOURCE, wave),
            FigureEntry::new("still", "nothing to move", SOURCE, still),
        ],
        claims: Vec::new(),
    }
}
