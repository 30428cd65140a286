//! The figure `completion`: a picture restored from a part of it.

use crate::kernel::{Order, Orders};
use crate::model::overlap;
use crate::pictures::{COUNT, PIXELS, Picture, SIDE, pixels};
use crate::simulation::{Projection, Rule};
use common::claim::Digits;
use common::figure::{
    Anchor, Animation, Axis, Figure, FigureError, Frame, Handle, Layer, Mark, Orientation, Panel,
    Quantity, Role, Shape, Weight,
};
use common::numerics::elementary::round;
use common::numerics::random::{Stream, stream};
use common::param::{Bitmap, Choice, Seed};
use common::prose::Prose;
use common::run::Run;
use common::{choices, parameters};

choices! {
    /// What the network is shown of a memory.
    pub enum Cue {
        /// A part of the picture from the top; below it, each pixel is random.
        Hidden = "hidden",
        /// The whole picture, with a part of its pixels random.
        Noisy = "noisy",
        /// What a reader draws.
        Drawing = "drawing",
    }
}

parameters! {
    /// What the figure `completion` depends on.
    pub struct Completion {
        /// picture that is to be recalled
        picture: Picture = Picture::Camera => Choice;
        /// what the network is shown
        cue: Cue = Cue::Hidden => Choice;
        /// part of the picture that is hidden, or of its pixels that are random
        part: f64 = 0.5 => Real { symbol: "", unit: "", from: 0.0, to: 1.0 };
        /// loading: the number of memories, pictures and random ones, over that of neurons
        loading: f64 = 0.05 => Real { symbol: r"\alpha", unit: "", from: 0.001953125, to: 0.15 };
        /// what is shown if the cue is a drawing: white where 1
        drawing: Bitmap = sketch() => Bitmap { columns: 16, rows: 16 };
        /// seed of the random memories, the random pixels and the order of updates
        seed: Seed = Seed(1) => Seed;
    }
}

/// A drawing to begin with: something round on legs.
fn sketch() -> Bitmap {
    let rows = [
        "1111111111111111",
        "1111111111111111",
        "1111100111111111",
        "1111000011111111",
        "1111000011111111",
        "1111100001111111",
        "1110000000011111",
        "1100000000001111",
        "1100000000000011",
        "1110000000000001",
        "1111000000110011",
        "1111001111001111",
        "1111001111001111",
        "1111011111101111",
        "1111011111101111",
        "1111111111111111",
    ];
    let pixels = rows.iter().flat_map(|row| row.chars().map(|c| c == '1'));
    Bitmap::new(16, pixels.collect()).unwrap_or_else(|_| unreachable!("16 rows of 16"))
}

/// Parts of a sweep between two looks.
const LOOKS: usize = 8;
/// Sweeps at most.
const SWEEPS: usize = 30;

/// What a network did with the cue.
struct Recall {
    name: &'static str,
    role: Role,
    /// Times in sweeps.
    times: Vec<f64>,
    /// The states at these times, as pictures.
    states: Vec<Vec<u8>>,
    /// The overlap with the picture at these times.
    overlaps: Vec<f64>,
    /// The overlaps with all pictures at the end.
    with_all: Vec<f64>,
}

impl Recall {
    fn last(&self) -> f64 {
        self.overlaps[self.overlaps.len() - 1]
    }

    /// The state at a time, or at the end.
    fn at(&self, time: f64) -> &Vec<u8> {
        let index = self.times.partition_point(|&one| one <= time);
        &self.states[index.max(1) - 1]
    }
}

/// A picture, what is shown of it, and what a network makes of that by Hebb's rule and by the
/// pseudo-inverse.
///
/// # Errors
/// If the eigenvalues of the memories' correlations do not converge.
pub fn completion(parameters: &Completion, run: &Run) -> Result<Figure, FigureError> {
    let mut memories: Vec<Vec<f64>> = Picture::all().map(Picture::spins).collect();
    let count = (round(parameters.loading * PIXELS as f64) as usize).max(COUNT);
    let mut random = stream(parameters.seed.0, 0);
    while memories.len() < count {
        memories.push((0..PIXELS).map(|_| coin(&mut random)).collect());
    }
    let shown = cue(parameters, &mut stream(parameters.seed.0, 1));
    let rules = [
        (Rule::Hebb, "Hebb’s rule", Role::Spurious),
        (Rule::PseudoInverse, "pseudo-inverse", Role::Retrieved),
    ];
    let recalls = run.map(&rules, |&(rule, name, role)| {
        let network = Projection::new(&memories, rule)
            .map_err(|error| FigureError::Model(error.to_string()))?;
        recall(parameters, &memories, network, &shown, (name, role), run)
    })?;
    let (hebb, projection) = (&recalls[0], &recalls[1]);
    let memory = &memories[parameters.picture.index()];
    let (caption, alternative_text) = words(parameters, count, &shown, memory, &recalls);
    let mut figure = Figure::new();
    if parameters.cue == Cue::Hidden {
        figure = figure.handle(Handle::along_y(
            "cue",
            (0.5, parameters.part),
            "part",
            "drag the edge below which the picture is hidden",
        ));
    }
    Ok(figure
        .columns(3)
        .panel(picture("memory", "the memory").layer(image("memory", pixels(memory))))
        .panel(picture("cue", "the cue").layer(image("cue", pixels(&shown))))
        .panel(course(&recalls))
        .panel(picture("hebb", "Hebb’s rule"))
        .panel(picture("pseudo-inverse", "pseudo-inverse"))
        .panel(resemblance(&recalls))
        .animation(animation(hebb, projection))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn coin(random: &mut Stream) -> f64 {
    if random.below(2) == 1 { 1.0 } else { -1.0 }
}

/// The state in which the networks begin.
fn cue(parameters: &Completion, random: &mut Stream) -> Vec<f64> {
    let mut spins = parameters.picture.spins();
    match parameters.cue {
        Cue::Hidden => {
            let hidden = round(parameters.part * PIXELS as f64) as usize;
            for spin in &mut spins[PIXELS - hidden..] {
                *spin = coin(random);
            }
        }
        Cue::Noisy => {
            for spin in &mut spins {
                if random.uniform() < parameters.part {
                    *spin = coin(random);
                }
            }
        }
        Cue::Drawing => {
            let drawn = parameters.drawing.pixels();
            for (index, spin) in spins.iter_mut().enumerate() {
                let (row, column) = (index / SIDE / 4, index % SIDE / 4);
                *spin = if drawn[16 * row + column] { 1.0 } else { -1.0 };
            }
        }
    }
    spins
}

fn recall(
    parameters: &Completion,
    memories: &[Vec<f64>],
    mut network: Projection,
    shown: &[f64],
    (name, role): (&'static str, Role),
    run: &Run,
) -> Result<Recall, FigureError> {
    let memory = &memories[parameters.picture.index()];
    network.set(shown);
    let mut random = stream(parameters.seed.0, 2);
    let mut orders = Orders::new(Order::Shuffled, PIXELS);
    let mut recall = Recall {
        name,
        role,
        times: vec![0.0],
        states: vec![pixels(shown)],
        overlaps: vec![overlap(memory, shown)],
        with_all: Vec::new(),
    };
    for sweep in 0..SWEEPS {
        run.check()?;
        let order = orders.next(&mut random);
        // The first sweep is looked at closely; later ones change less.
        let looks = if sweep == 0 { LOOKS } else { 1 };
        let mut flips = 0;
        for part in 0..looks {
            let (from, to) = (part * PIXELS / looks, (part + 1) * PIXELS / looks);
            flips += network.sweep(&order[from..to]);
            recall.times.push(sweep as f64 + to as f64 / PIXELS as f64);
            recall.states.push(pixels(network.spins()));
            recall.overlaps.push(overlap(memory, network.spins()));
        }
        if flips == 0 {
            break;
        }
    }
    let pictures = memories[..COUNT].iter();
    recall.with_all = pictures.map(|one| overlap(one, network.spins())).collect();
    Ok(recall)
}

fn picture(name: &str, title: &str) -> Panel {
    // A frame, for pictures that are white at the edge.
    let (x, y) = ([0.0, 1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0, 0.0]);
    let frame = Layer::line("", Role::Muted, x.to_vec(), y.to_vec()).weight(Weight::Thin);
    let room = (-0.01, 1.01);
    Panel::schematic(name, room, room, 190.0)
        .title(title)
        .layer(frame)
}

fn image(name: &str, pixels: Vec<u8>) -> Layer {
    let mark = Mark::Image {
        x: (0.0, 1.0),
        y: (0.0, 1.0),
        columns: SIDE,
        pixels,
    };
    Layer::new(name, Role::Muted, mark)
}

/// When both have come to rest.
fn end(recalls: &[Recall]) -> f64 {
    let last = recalls.iter().map(|one| one.times[one.times.len() - 1]);
    last.fold(1.0, f64::max)
}

fn course(recalls: &[Recall]) -> Panel {
    let time = Axis::new("time", "t", "sweeps").range(0.0, end(recalls));
    let overlap = Axis::new("overlap", "m", "").including(0.0, 1.0);
    let mut panel = Panel::new("course", time, overlap).height(190.0);
    let apart = (recalls[0].last() - recalls[1].last()).abs() > 0.12;
    for recall in recalls {
        let (mut x, mut y) = (recall.times.clone(), recall.overlaps.clone());
        x.push(end(recalls));
        y.push(recall.last());
        let mut line = Layer::line(recall.name, recall.role, x, y);
        if apart {
            let below = if recall.last() > 0.1 { -0.06 } else { 0.06 };
            let (x, y) = (0.98 * end(recalls), recall.last() + below);
            line = line.label_at(recall.name, x, y, Anchor::End);
        }
        panel = panel.layer(line);
    }
    panel
}

fn resemblance(recalls: &[Recall]) -> Panel {
    let overlaps = Axis::new("overlap at the end", "m", "").range(-1.05, 1.05);
    let names = Picture::OPTIONS.iter().enumerate();
    let ticks = names.map(|(index, (name, _))| ((COUNT - 1 - index) as f64, *name));
    let which = Axis::new("", "", "")
        .range(-0.6, COUNT as f64 - 0.4)
        .ticks(ticks);
    let mut panel = Panel::new("resemblance", overlaps, which)
        .height(190.0)
        .layer(Layer::rule(Role::Muted, Orientation::Vertical, 0.0));
    for (recall, shape) in recalls.iter().zip([Shape::Square, Shape::Disc]) {
        let rows = (0..COUNT).map(|index| (COUNT - 1 - index) as f64).collect();
        let marks = Layer::points(recall.name, recall.role, recall.with_all.clone(), rows);
        panel = panel.layer(marks.quantity("picture", "", "").shape(shape));
    }
    panel
}

fn animation(hebb: &Recall, projection: &Recall) -> Animation {
    let longest = if hebb.times.len() > projection.times.len() {
        hebb
    } else {
        projection
    };
    let frames = longest.times.iter().map(|&at| {
        let now = Layer::rule(Role::Muted, Orientation::Vertical, at);
        Frame {
            at,
            layers: vec![
                ("hebb".to_owned(), image("state", hebb.at(at).clone())),
                (
                    "pseudo-inverse".to_owned(),
                    image("state", projection.at(at).clone()),
                ),
                ("course".to_owned(), now),
            ],
        }
    });
    let frames: Vec<Frame> = frames.collect();
    Animation {
        quantity: Quantity::new("time", "t", "sweeps"),
        printed: frames.len() - 1,
        frames,
    }
}

/// The picture with which the end has the largest overlap of either sign, and that overlap.
fn strongest(recall: &Recall) -> (usize, f64) {
    let overlaps = recall.with_all.iter().copied().enumerate();
    overlaps.fold((0, 0.0), |best: (usize, f64), one| {
        if one.1.abs() > best.1.abs() {
            one
        } else {
            best
        }
    })
}

/// What the networks make of a drawing.
fn recalled_from_a_drawing(hebb: &Recall, projection: &Recall) -> String {
    let two = |value: f64| Digits::Decimals(2).print(value);
    let (index, most) = strongest(projection);
    let recalled = Picture::OPTIONS[index].0;
    if most.abs() > 0.99 {
        format!(
            "From a drawing the pseudo-inverse recalls {}, {recalled}; Hebb’s rule ends at an \
             overlap of {} with {}.",
            if most > 0.0 {
                "a picture"
            } else {
                "the negative of a picture"
            },
            two(strongest(hebb).1),
            Picture::OPTIONS[strongest(hebb).0].0
        )
    } else {
        format!(
            "From a drawing no picture is recalled: by the pseudo-inverse the overlap {} is {}, \
             with {recalled}.",
            if most > 0.0 {
                "that is largest"
            } else {
                "that is largest in size"
            },
            two(most)
        )
    }
}

/// The state at which Hebb's rule ends when it does not restore the picture: as what it is told, and what
/// a reader sees in it.
fn spoiled_state(parameters: &Completion, hebb: &Recall) -> (String, String) {
    let two = |value: f64| Digits::Decimals(2).print(value);
    let (nearest, how_near) = strongest(hebb);
    let nearest_name = Picture::OPTIONS[nearest].0;
    let others = hebb.with_all.iter().enumerate();
    let others = others.filter(|(index, _)| *index != nearest);
    let second = others.fold(0.0_f64, |most, (_, one)| most.max(one.abs()));
    let astray = if nearest != parameters.picture.index() {
        format!(
            "a state that is nearer to {} ({nearest_name}, overlap {}) than to the picture shown (overlap {})",
            if how_near < 0.0 {
                "the negative of another"
            } else {
                "another"
            },
            two(how_near),
            two(hebb.last())
        )
    } else if how_near < 0.0 {
        format!("a state near to its negative (overlap {})", two(how_near))
    } else if second > 0.3 {
        format!("a blend of several pictures (overlap {})", two(how_near))
    } else {
        format!("a state that resembles it (overlap {})", two(how_near))
    };
    let shown_itself = nearest == parameters.picture.index();
    let seen = if how_near.abs() < 0.8 {
        format!(
            "looks like none, and has its strongest overlap, {}, with {nearest_name}",
            two(how_near)
        )
    } else {
        let what = match (how_near < 0.0, shown_itself) {
            (true, true) => "its negative (",
            (true, false) => "the negative of another (",
            (false, true) => "it (",
            (false, false) => "another (",
        };
        let whose = if shown_itself {
            String::new()
        } else {
            format!("{nearest_name}, ")
        };
        format!("looks like {what}{whose}overlap {})", two(how_near))
    };
    (astray, seen)
}

fn words(
    parameters: &Completion,
    count: usize,
    shown: &[f64],
    memory: &[f64],
    recalls: &[Recall],
) -> (Prose, Prose) {
    let two = |value: f64| Digits::Decimals(2).print(value);
    let percent = |value: f64| Digits::Decimals(0).print(100.0 * value);
    let name = parameters.picture.name();
    let (hebb, projection) = (&recalls[0], &recalls[1]);
    let begin = overlap(memory, shown);
    let drawn = parameters.cue == Cue::Drawing;
    let (restored, spoiled) = (projection.last() > 0.99, hebb.last() < 0.9);
    let both = hebb.last() > 0.97 && restored;
    let what = match parameters.cue {
        Cue::Hidden => format!("with {} % of the picture hidden", percent(parameters.part)),
        Cue::Noisy => format!("with {} % of the pixels random", percent(parameters.part)),
        Cue::Drawing => "from a drawing".to_owned(),
    };
    let otherwise = if drawn {
        recalled_from_a_drawing(hebb, projection)
    } else if both {
        format!(
            "Both rules restore the picture ({name}) {what}: their overlaps with it end at {} (Hebb) and \
             {} (pseudo-inverse).",
            two(hebb.last()),
            two(projection.last())
        )
    } else {
        format!(
            "What two networks recall {what}: the overlap with the picture ({name}) goes from {} to {} \
             by Hebb’s rule and to {} by the pseudo-inverse.",
            two(begin),
            two(hebb.last()),
            two(projection.last())
        )
    };
    let (astray, seen) = spoiled_state(parameters, hebb);
    let known = if drawn || (0.3..=0.7).contains(&parameters.part) {
        "a half-known picture"
    } else {
        "a picture that is known in part"
    };
    let caption = Prose::new()
        .result(
            restored && spoiled && begin < 0.9 && !drawn,
            format!(
                "A network of {PIXELS} neurons completes {known}, if its memories do not \
                 resemble one another or it learns around their resemblance: {what}, the pseudo-inverse \
                 restores it ({name}, overlap {}); Hebb’s rule ends in {astray}.",
                two(projection.last())
            ),
            otherwise.clone(),
        )
        .plain(format!(
            "{count} memories, α = {}: eight pictures, cut at their medians into white (+1) and black \
             (−1), and {} random ones. Below: the states at the printed moment, the end. Right: the \
             overlap with the picture in time, and at the end with all eight (squares: Hebb; discs: \
             pseudo-inverse). No self-coupling, zero temperature, neurons one at a time in random order.",
            Digits::Significant(2).print(count as f64 / PIXELS as f64),
            count - COUNT
        ));
    let alternative_text = Prose::new()
        .result(
            restored && spoiled && begin < 0.9 && !drawn,
            format!(
                "The picture {name}, the cue, and two results. One equals the picture; the other {seen}."
            ),
            otherwise,
        )
        .plain(format!(
            "The overlap begins at {} and ends at {} by Hebb’s rule and {} by the pseudo-inverse.",
            two(begin),
            two(hebb.last()),
            two(projection.last())
        ));
    (caption, alternative_text)
}
