//! The figure `prediction-error`: errors of prediction along a delay line, trial by trial.

use crate::analysis::delay_line::{STEPS, Task};
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, ColourMap, Dash, Figure, FigureError, Handle, Layer, Mark, Orientation, Panel,
    Quantity, Role,
};
use common::numerics::elementary::log10;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `prediction-error` depends on.
    pub struct PredictionError {
        /// first trial shown
        first: usize = 1 => Integer { symbol: "n_1", from: 1, to: 5000 };
        /// second trial shown
        second: usize = 10 => Integer { symbol: "n_2", from: 1, to: 5000 };
        /// third trial shown
        third: usize = 100 => Integer { symbol: "n_3", from: 1, to: 5000 };
        /// fourth trial shown, the last of training
        last: usize = 300 => Integer { symbol: "n_4", from: 1, to: 5000 };
        /// whether the reward is left out on the trial after the last
        omit: bool = true => Flag;
        /// the cue and the reward
        task: Task = Task::default() => Group;
    }
    check = PredictionError::ascending;
}

/// Steps shown after the reward: the names of the trials stand there.
fn after(reward: usize) -> usize {
    (3 * reward / 10).max(5)
}

/// Rows of the map, at most.
const ROWS: usize = 100;
/// Where the colours of the map end.
const BRIGHT: f64 = 0.4;

impl PredictionError {
    fn ascending(&self) -> Result<(), String> {
        let trials = self.trials();
        if trials.windows(2).all(|pair| pair[0] < pair[1]) {
            return Ok(());
        }
        Err(format!(
            "--first, --second, --third and --last are {}, {}, {} and {}; they must ascend",
            self.first, self.second, self.third, self.last
        ))
    }

    fn trials(&self) -> [usize; 4] {
        [self.first, self.second, self.third, self.last]
    }
}

/// The error of prediction in each step of five trials, and in all trials as a map.
///
/// # Errors
/// None but those of the parameters.
pub fn prediction_error(parameters: &PredictionError, _: &Run) -> Result<Figure, FigureError> {
    let task = &parameters.task;
    let trials = parameters.trials();
    let mut rows: Vec<(String, Vec<f64>, Vec<f64>)> = trials
        .iter()
        .zip(task.simulate(&trials))
        .map(|(&trial, simulated)| {
            (
                format!("trial {trial}"),
                simulated,
                task.errors(trial - 1, true),
            )
        })
        .collect();
    let next = parameters.last + 1;
    rows.push(if parameters.omit {
        let law = task.errors(parameters.last, false);
        let name = format!("trial {next}, no reward");
        (name, task.simulate_omission(parameters.last), law)
    } else {
        let simulated = task.simulate(&[next]).pop().unwrap_or_default();
        (
            format!("trial {next}"),
            simulated,
            task.errors(parameters.last, true),
        )
    });
    let gap = rows
        .iter()
        .flat_map(|(_, simulated, law)| simulated.iter().zip(law))
        .map(|(a, b)| (a - b).abs())
        .fold(0.0, f64::max);
    let mut figure = Figure::new().share_x();
    for (index, (name, simulated, law)) in rows.iter().enumerate() {
        figure = figure.panel(row(task, index, name, simulated, law));
    }
    let (caption, alternative_text) = words(parameters, &rows, gap);
    let [cue, reward] = [task.cue, task.reward].map(|step| step as f64);
    let handle = |at: f64, parameter: &str, label: &str, [from, to]: [f64; 2]| {
        Handle::along_x("trial 1", (at, 1.0), parameter, label).within(from, to)
    };
    Ok(figure
        .panel(map(parameters))
        .handle(handle(cue, "cue", "drag the cue", [1.0, reward]))
        .handle(handle(
            reward,
            "reward",
            "drag the reward",
            [cue, STEPS as f64],
        ))
        .caption(caption)
        .alternative_text(alternative_text))
}

/// The axis of time: the middle of a mark is the beginning of its step.
fn time(task: &Task) -> Axis {
    Axis::new("step", "t", "").range(-0.8, (task.reward + after(task.reward)) as f64 + 0.5)
}

fn row(task: &Task, index: usize, name: &str, simulated: &[f64], law: &[f64]) -> Panel {
    // Said once, since all rows share it.
    let (quantity, symbol) = if index == 0 {
        ("error", "δ")
    } else {
        ("", "")
    };
    let error = Axis::new(quantity, symbol, "").range(-1.25, 1.35).ticks([
        (-1.0, "−1"),
        (0.0, "0"),
        (1.0, "1"),
    ]);
    let steps: Vec<f64> = (0..=task.reward + after(task.reward))
        .map(|t| t as f64)
        .collect();
    // The errors begin with the step into the cue.
    let all = |errors: &[f64]| -> Vec<f64> {
        let mut all = vec![0.0; task.cue - 1];
        all.extend_from_slice(errors);
        all.resize(steps.len(), 0.0);
        all
    };
    let rule =
        |at: usize| Layer::rule(Role::Muted, Orientation::Vertical, at as f64).dash(Dash::Dotted);
    let mut panel = Panel::new(&format!("trial {}", index + 1), time(task), error)
        .height(66.0)
        .layer(rule(task.cue))
        .layer(rule(task.reward))
        .layer(Layer::line("law", Role::Theory, steps.clone(), all(law)).quantity("error", "δ", ""))
        .layer(
            Layer::points("simulated", Role::Simulation, steps.clone(), all(simulated))
                .quantity("error", "δ", ""),
        )
        .layer(Layer::text(
            Role::Theory,
            ((task.reward + after(task.reward)) as f64 + 0.4, 0.85),
            Anchor::End,
            name,
        ));
    if index == 0 {
        let near = task.delay() < 3;
        let cue_anchor = if near { Anchor::End } else { Anchor::Start };
        let shift = if near { -0.15 } else { 0.15 };
        panel = panel
            .layer(Layer::text(
                Role::Muted,
                (task.cue as f64 + shift, 1.05),
                cue_anchor,
                "cue",
            ))
            .layer(Layer::text(
                Role::Muted,
                (task.reward as f64 + 0.15, -0.85),
                Anchor::Start,
                "reward",
            ));
    }
    panel
}

fn map(parameters: &PredictionError) -> Panel {
    let task = &parameters.task;
    let rows = parameters.last.min(ROWS);
    let trial = |row: usize| {
        // The middle of each row's stretch of trials.
        ((row as f64 + 0.5) * parameters.last as f64 / rows as f64) as usize + 1
    };
    let chosen: Vec<usize> = (0..rows)
        .map(trial)
        .map(|n| n.min(parameters.last))
        .collect();
    let columns = task.reward + after(task.reward) + 1;
    let values: Vec<Vec<f64>> = task
        .simulate(&chosen)
        .into_iter()
        .map(|errors| {
            let mut all = vec![0.0; task.cue - 1];
            all.extend(errors);
            all.resize(columns, 0.0);
            all
        })
        .collect();
    let last = parameters.last as f64 + 0.5;
    let mark = Mark::HeatMap {
        x: (-0.5, columns as f64 - 0.5),
        y: (0.5, last),
        values,
        map: ColourMap::Sequential,
        range: Some((0.0, BRIGHT)),
        quantity: Quantity::new("error", "δ", ""),
    };
    let trials = Axis::new("trial", "n", "").range(0.5, last);
    // The mode of the binomial travels back by the learning rate in each trial.
    let arrival = (task.delay() as f64 + 1.0) / task.rate;
    let end = arrival.min(last);
    let (x, y) = (
        vec![task.reward as f64, task.reward as f64 - task.rate * end],
        vec![1.0, end.max(1.0)],
    );
    Panel::new("map", time(task), trials)
        .height(170.0)
        .layer(Layer::new("map", Role::Simulation, mark))
        .layer(
            Layer::line("mean of the law", Role::Theory, x, y)
                .quantity("trial at which the bump is there", "n", "")
                .dash(Dash::Dashed),
        )
}

/// The least power of ten, in writing, that is not below a number.
fn power_of_ten_above(number: f64) -> String {
    let exponent = log10(number.max(1e-16)).ceil() as i32;
    if exponent == 0 {
        return "1".to_owned();
    }
    let raised: String = exponent
        .to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            digit => char::from_u32('⁰' as u32 + digit as u32 - '0' as u32).unwrap_or(digit),
        })
        .collect();
    format!("10{raised}")
}

/// Whether the map shows a band that broadens and gets at least half of the way to the cue, still
/// bright enough to be seen there.
fn travels(parameters: &PredictionError) -> bool {
    let task = &parameters.task;
    let half = task.delay().div_ceil(2);
    let passes = half as f64 / task.rate;
    task.delay() >= 3
        && task.rate < 0.9
        && passes < parameters.last as f64
        && task.error(passes as usize, half) > 0.1 * BRIGHT
}

fn words(
    parameters: &PredictionError,
    rows: &[(String, Vec<f64>, Vec<f64>)],
    gap: f64,
) -> (Prose, Prose) {
    let task = &parameters.task;
    let first = |row: usize| rows[row].1.first().copied().unwrap_or(0.0);
    let last = |row: usize| rows[row].1.last().copied().unwrap_or(0.0);
    let two = |value: f64| Digits::Decimals(2).print(value);
    let moved = last(0) > 0.9 && first(0).abs() < 0.1 && last(3) < 0.1 && first(3) > 0.9;
    let dips = parameters.omit && last(4) < -0.9;
    let caption = Prose::new()
        .result(
            moved && dips,
            format!(
                "The error of prediction moves from the reward to the cue that announces it, and \
                 turns into a dip when the reward is left out: at the reward it is {} on trial {}, \
                 {} on trial {} and {} without reward; at the cue {}, then {}.",
                two(last(0)),
                parameters.first,
                two(last(3)),
                parameters.last,
                two(last(4)),
                two(first(0)),
                two(first(3))
            ),
            "Errors of prediction along a delay line, on five trials and from trial to trial.",
        )
        .plain(
            "Above: discs are temporal-difference learning, step by step; the line is the binomial \
             law, Equation @eq-error-law. Plotted at $t$ is $\\delta(t)$, which is known at $t+1$: \
             the answer to the cue comes with the cue, and its mark stands one step before it.",
        )
        .result(
            gap < 1e-9,
            format!(
                "The two differ by less than {}, since no chance is involved.",
                power_of_ten_above(gap)
            ),
            format!(
                "The two differ by up to {}.",
                Digits::Significant(2).print(gap)
            ),
        )
        .plain(format!(
            "Below: the simulated error on {}, in colours that end at {BRIGHT}. Dashed: \
             the mean of the law, {} steps further from the reward in every trial.",
            if parameters.last <= ROWS {
                "every trial".to_owned()
            } else {
                format!("{ROWS} trials, evenly spread")
            },
            Digits::Significant(2).print(task.rate)
        ));
    // The largest error of a row, and its step: errors begin with the step into the cue.
    let largest = |row: usize| {
        let errors = rows[row].1.iter().enumerate();
        let (index, most) = errors.fold((0, 0.0), |best: (usize, f64), (index, error)| {
            if *error > best.1 {
                (index, *error)
            } else {
                best
            }
        });
        (task.cue + index - 1, most)
    };
    let told = |row: usize, trial: usize| {
        let (step, most) = largest(row);
        if most < 0.005 {
            format!("below 0.01 everywhere on trial {trial}")
        } else {
            format!("{} at step {step} on trial {trial}", two(most))
        }
    };
    let alternative_text = Prose::new()
        .plain(format!(
            "Five rows of marks against the step. The error at the reward is {} on trial {} and {} on \
             trial {}; the error at the cue is {} and {}. On the trial after, the error at the reward \
             is {}.",
            two(last(0)),
            parameters.first,
            two(last(3)),
            parameters.last,
            two(first(0)),
            two(first(3)),
            two(last(4))
        ))
        .result(
            travels(parameters),
            "Below, a map in which a broadening band travels from the reward back towards the cue as trials \
             go by.",
            format!(
                "Below, a map of the error against step and trial: the largest is {}, and {}.",
                told(0, parameters.first),
                told(3, parameters.last)
            ),
        );
    (caption, alternative_text)
}
