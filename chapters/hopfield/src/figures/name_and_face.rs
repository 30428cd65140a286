//! The figure `name-and-face`: a name recalls its picture, and a picture its name.

use crate::kernel::{Order, Orders};
use crate::model::overlap;
use crate::pictures::{COUNT, PIXELS, Picture, SIDE, pixels};
use crate::simulation::{Projection, Rule, mean};
use common::claim::Digits;
use common::figure::{Anchor, Axis, Figure, FigureError, Layer, Mark, Panel, Role, Shape, Weight};
use common::numerics::elementary::round;
use common::numerics::random::{Stream, stream};
use common::param::{Choice, Seed};
use common::prose::Prose;
use common::run::Run;
use common::{choices, parameters};

choices! {
    /// By which rule the network learns.
    pub enum Learning {
        /// Hebb's rule.
        Hebb = "hebb",
        /// The pseudo-inverse.
        PseudoInverse = "pseudo-inverse",
    }
}

impl Learning {
    fn rule(self) -> Rule {
        match self {
            Self::Hebb => Rule::Hebb,
            Self::PseudoInverse => Rule::PseudoInverse,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Hebb => "Hebb’s rule",
            Self::PseudoInverse => "the pseudo-inverse",
        }
    }
}

parameters! {
    /// What the figure `name-and-face` depends on.
    pub struct NameAndFace {
        /// picture that is shown, or named
        picture: Picture = Picture::Cat => Choice;
        /// rule of the two recalls that are drawn
        rule: Learning = Learning::PseudoInverse => Choice;
        /// loading: the number of memories, pictures and random ones, over that of neurons
        loading: f64 = 0.02 => Real { symbol: r"\alpha", unit: "", from: 0.001, to: 0.03 };
        /// seed of the letters' codes, the random memories, the random cues and the orders
        seed: Seed = Seed(1) => Seed;
    }
}

/// Letters of a name; the shorter ones end in blanks.
const LETTERS: usize = 9;
/// Neurons that stand for one letter: two rows of the strip below the picture.
const CODE: usize = 2 * SIDE;
/// Neurons in all.
const NEURONS: usize = PIXELS + LETTERS * CODE;
/// Rows of picture and strip.
const ROWS: usize = NEURONS / SIDE;
/// What can stand at a place of a name.
const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz ";
/// Sweeps at most.
const SWEEPS: usize = 20;

/// Every letter at every place of a name has a random code of its own.
struct Codes(Vec<Vec<Vec<f64>>>);

impl Codes {
    fn new(random: &mut Stream) -> Self {
        let mut code = || (0..CODE).map(|_| coin(random)).collect::<Vec<f64>>();
        let place = |_| ALPHABET.chars().map(|_| code()).collect();
        Self((0..LETTERS).map(place).collect())
    }

    fn write(&self, name: &str) -> Vec<f64> {
        let letters = name.chars().chain(std::iter::repeat(' '));
        let place = |(place, letter): (&Vec<Vec<f64>>, char)| {
            let index = ALPHABET.find(letter).unwrap_or(ALPHABET.len() - 1);
            place[index].clone()
        };
        self.0.iter().zip(letters).flat_map(place).collect()
    }

    /// At each place the letter whose code is nearest.
    fn read(&self, strip: &[f64]) -> String {
        let places = self.0.iter().zip(strip.chunks_exact(CODE));
        places
            .map(|(codes, part)| {
                let scored = codes.iter().zip(ALPHABET.chars());
                let scored = scored.map(|(code, letter)| (overlap(code, part), letter));
                let best = scored.fold(
                    (-2.0, ' '),
                    |best, one| if one.0 > best.0 { one } else { best },
                );
                best.1
            })
            .collect()
    }
}

fn coin(random: &mut Stream) -> f64 {
    if random.below(2) == 1 { 1.0 } else { -1.0 }
}

/// What is shared by all recalls.
struct World {
    codes: Codes,
    memories: Vec<Vec<f64>>,
    seed: u64,
}

impl World {
    fn new(parameters: &NameAndFace) -> Self {
        let mut random = stream(parameters.seed.0, 0);
        let codes = Codes::new(&mut random);
        let whole = |one: Picture| {
            let mut spins = one.spins();
            spins.extend(codes.write(one.name()));
            spins
        };
        let mut memories: Vec<Vec<f64>> = Picture::all().map(whole).collect();
        let count = (round(parameters.loading * NEURONS as f64) as usize).max(COUNT);
        while memories.len() < count {
            memories.push((0..NEURONS).map(|_| coin(&mut random)).collect());
        }
        let seed = parameters.seed.0;
        Self {
            codes,
            memories,
            seed,
        }
    }

    /// A memory of which a part is known: some rows of the picture from the top, and some letters
    /// from the first. The rest is random.
    fn cue(&self, index: usize, rows: usize, letters: usize, random: &mut Stream) -> Vec<f64> {
        let mut spins = self.memories[index].clone();
        let unknown = (rows * SIDE..PIXELS).chain(PIXELS + letters * CODE..NEURONS);
        for neuron in unknown {
            spins[neuron] = coin(random);
        }
        spins
    }

    fn recall(network: &mut Projection, cue: &[f64], random: &mut Stream) -> Vec<f64> {
        network.set(cue);
        let mut orders = Orders::new(Order::Shuffled, NEURONS);
        for _ in 0..SWEEPS {
            if network.sweep(orders.next(random)) == 0 {
                break;
            }
        }
        network.spins().to_vec()
    }

    /// The overlap with the picture, and the part of the name's letters that are right.
    fn judge(&self, index: usize, state: &[f64]) -> (f64, f64) {
        let memory = &self.memories[index];
        let (found, meant) = (
            self.codes.read(&state[PIXELS..]),
            self.codes.read(&memory[PIXELS..]),
        );
        let right = found
            .chars()
            .zip(meant.chars())
            .filter(|(a, b)| a == b)
            .count();
        let seen = overlap(&memory[..PIXELS], &state[..PIXELS]);
        (seen, right as f64 / LETTERS as f64)
    }
}

/// Means over the eight pictures, with standard errors, under one rule.
struct Curves {
    name: &'static str,
    role: Role,
    shape: Shape,
    /// The picture's overlap after so many letters, and the letters right after so many rows.
    by_letters: Vec<(f64, f64)>,
    by_rows: Vec<(f64, f64)>,
}

/// Rows of the picture that are shown, in the second curve.
const SHOWN: [usize; 9] = [0, 2, 4, 8, 16, 24, 32, 48, 64];

/// A name that recalls a picture, a picture that recalls a name, and how much of either is needed.
///
/// # Errors
/// If the eigenvalues of the memories' correlations do not converge.
pub fn name_and_face(parameters: &NameAndFace, run: &Run) -> Result<Figure, FigureError> {
    let world = World::new(parameters);
    let rules = [
        (Rule::Hebb, "Hebb", Role::Spurious, Shape::Square),
        (
            Rule::PseudoInverse,
            "pseudo-inverse",
            Role::Retrieved,
            Shape::Disc,
        ),
    ];
    let curves = run.map(&rules, |&(rule, name, role, shape)| {
        let curves = (name, role, shape);
        let mut network = learn(&world, rule)?;
        measure(&world, &mut network, curves, run)
    })?;
    let mut network = learn(&world, parameters.rule.rule())?;
    let index = parameters.picture.index();
    let mut random = stream(world.seed, 1);
    let named = world.cue(index, 0, LETTERS, &mut random);
    let from_name = World::recall(&mut network, &named, &mut random);
    let shown = world.cue(index, SIDE, 0, &mut random);
    let from_face = World::recall(&mut network, &shown, &mut random);
    let read = |state: &[f64]| world.codes.read(&state[PIXELS..]).trim_end().to_owned();
    let (caption, alternative_text) = words(parameters, &world, &curves, &from_name, &from_face);
    let title = |what: &str, state: &[f64]| format!("{what}: “{}”", read(state));
    Ok(Figure::new()
        .columns(3)
        .panel(picture("name", &title("cue", &named), &named))
        .panel(picture(
            "from-name",
            &title("recalled", &from_name),
            &from_name,
        ))
        .panel(letters(&curves))
        .panel(picture("face", "cue: a picture", &shown))
        .panel(picture(
            "from-face",
            &title("recalled", &from_face),
            &from_face,
        ))
        .panel(rows(&curves))
        .caption(caption)
        .alternative_text(alternative_text))
}

fn learn(world: &World, rule: Rule) -> Result<Projection, FigureError> {
    let network = Projection::new(&world.memories, rule);
    network.map_err(|error| FigureError::Model(error.to_string()))
}

fn measure(
    world: &World,
    network: &mut Projection,
    (name, role, shape): (&'static str, Role, Shape),
    run: &Run,
) -> Result<Curves, FigureError> {
    let mut random = stream(world.seed, 2);
    let mut average = |rows: usize, letters: usize| -> Result<[(f64, f64); 2], FigureError> {
        run.check()?;
        let found: Vec<(f64, f64)> = (0..COUNT)
            .map(|index| {
                let cue = world.cue(index, rows, letters, &mut random);
                let state = World::recall(network, &cue, &mut random);
                world.judge(index, &state)
            })
            .collect();
        let (seen, right): (Vec<f64>, Vec<f64>) = found.into_iter().unzip();
        Ok([mean(&seen), mean(&right)])
    };
    let by_letters = (0..=LETTERS).map(|count| Ok(average(0, count)?[0]));
    let by_letters = by_letters.collect::<Result<_, FigureError>>()?;
    let by_rows = SHOWN.iter().map(|&rows| Ok(average(rows, 0)?[1]));
    let by_rows = by_rows.collect::<Result<_, FigureError>>()?;
    Ok(Curves {
        name,
        role,
        shape,
        by_letters,
        by_rows,
    })
}

fn picture(name: &str, title: &str, state: &[f64]) -> Panel {
    let (width, height) = (SIDE as f64, ROWS as f64);
    let strip = height - SIDE as f64;
    let (x, y) = (
        [0.0, width, width, 0.0, 0.0],
        [0.0, 0.0, height, height, 0.0],
    );
    let frame = Layer::line("", Role::Muted, x.to_vec(), y.to_vec()).weight(Weight::Thin);
    let between = Layer::line("", Role::Accent, vec![0.0, width], vec![strip, strip]);
    let mark = Mark::Image {
        x: (0.0, width),
        y: (0.0, height),
        columns: SIDE,
        pixels: pixels(state),
    };
    Panel::schematic(name, (-0.5, width + 0.5), (-0.5, height + 0.5), 235.0)
        .title(title)
        .layer(frame)
        .layer(Layer::new("state", Role::Muted, mark))
        .layer(between.weight(Weight::Thin))
}

fn letters(curves: &[Curves]) -> Panel {
    let x = (0..=LETTERS).map(|count| count as f64).collect::<Vec<_>>();
    let known = Axis::new("letters of the name that are given", "", "").range(-0.4, 9.4);
    let seen = Axis::new("overlap with the picture", "m", "").including(-0.2, 1.0);
    let mut panel = Panel::new("letters", known, seen).height(235.0);
    for curve in curves {
        panel = panel.layer(marks(curve, &x, &curve.by_letters, Some(9.2)));
    }
    panel
}

fn rows(curves: &[Curves]) -> Panel {
    let x: Vec<f64> = SHOWN
        .iter()
        .map(|&rows| rows as f64 / SIDE as f64)
        .collect();
    let known = Axis::new("part of the picture that is shown", "", "").range(-0.04, 1.04);
    let right = Axis::new("part of the letters that are right", "", "").including(0.0, 1.0);
    let mut panel = Panel::new("rows", known, right).height(235.0);
    for curve in curves {
        panel = panel.layer(marks(curve, &x, &curve.by_rows, None));
    }
    panel
}

fn marks(curve: &Curves, x: &[f64], found: &[(f64, f64)], label: Option<f64>) -> Layer {
    let (y, errors): (Vec<f64>, Vec<f64>) = found.iter().copied().unzip();
    // Below the last mark and its bar.
    let below = y[y.len() - 1] - errors[errors.len() - 1] - 0.08;
    let marks = Layer::points(curve.name, curve.role, x.to_vec(), y)
        .y_error(errors)
        .shape(curve.shape);
    match label {
        Some(at) => marks.label_at(curve.name, at, below, Anchor::End),
        None => marks,
    }
}

fn words(
    parameters: &NameAndFace,
    world: &World,
    curves: &[Curves],
    from_name: &[f64],
    from_face: &[f64],
) -> (Prose, Prose) {
    let two = |value: f64| Digits::Decimals(2).print(value);
    let index = parameters.picture.index();
    let name = parameters.picture.name();
    let (seen, _) = world.judge(index, from_name);
    let (_, right) = world.judge(index, from_face);
    let read = world.codes.read(&from_face[PIXELS..]).trim_end().to_owned();
    let works = seen > 0.99 && right > 0.99;
    let [hebb, projection] = [&curves[0], &curves[1]].map(|one| one.by_letters[LETTERS].0);
    let count = world.memories.len();
    let half = SHOWN.iter().position(|rows| 2 * rows == SIDE).unwrap_or(0);
    let strip = 100.0 * (NEURONS - PIXELS) as f64 / NEURONS as f64;
    let otherwise = format!(
        "By {} the name “{name}” recalls its picture to an overlap of {}, and the picture recalls the \
         name “{read}”.",
        parameters.rule.words(),
        two(seen)
    );
    let caption = Prose::new()
        .result(
            works,
            format!(
                "What is learned together recalls each other: the name “{name}” alone, {} % of the \
                 neurons, brings the picture back, and the picture brings back its name.",
                Digits::Decimals(0).print(strip)
            ),
            otherwise.clone(),
        )
        .plain(format!(
            "{NEURONS} neurons: a picture and, below the line, nine letters, each a random code of {CODE} \
             neurons; shorter names are filled with blanks, letters like any other. {count} memories (α = {}), {}; {}, no \
             self-coupling. Unknown parts of a cue are random. Right: means over the eight pictures with \
             standard errors, for both rules. Top: the picture’s overlap after so many letters of its \
             name. Bottom: letters right after so much of the picture, from the top.",
            Digits::Significant(2).print(count as f64 / NEURONS as f64),
            if count > COUNT {
                "eight with pictures and names, the others random"
            } else {
                "all with pictures and names"
            },
            parameters.rule.words()
        ))
        .result(
            projection > hebb + 0.2,
            format!(
                "With the whole name the mean overlap is {} by the pseudo-inverse and {} by Hebb’s rule, \
                 which mixes the pictures that resemble one another.",
                two(projection),
                two(hebb)
            ),
            "",
        );
    let alternative_text = Prose::new()
        .result(
            works,
            format!(
                "Two cues and what they recall. Above noise with a strip of code: the recalled picture is \
                 that of the {name}. A picture above a strip of noise: the recalled strip reads {read}."
            ),
            otherwise,
        )
        .plain(format!(
            "Two plots: the mean overlap reaches {} (pseudo-inverse) and {} (Hebb) with nine letters; half \
             of the picture gives {} and {} of the letters.",
            two(projection),
            two(hebb),
            two(curves[1].by_rows[half].0),
            two(curves[0].by_rows[half].0)
        ));
    (caption, alternative_text)
}
