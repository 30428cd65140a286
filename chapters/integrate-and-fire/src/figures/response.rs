//! The figure `response`: what the neuron does under a constant drive, below threshold and above.

use crate::analysis;
use crate::model::{Neuron, State};
use common::claim::Digits;
use common::figure::{
    Anchor, Axis, Dash, Figure, FigureError, Handle, Layer, Mark, Orientation, Panel, Place, Role,
    Shape,
};
use common::numerics::elementary::exp;
use common::parameters;
use common::prose::Prose;
use common::run::Run;

parameters! {
    /// What the figure `response` depends on.
    pub struct Response {
        /// drive in the upper panel
        weak: f64 = 18.0 => Real { symbol: r"\mu_1", unit: "mV", from: 0.0, to: 100.0 };
        /// drive in the lower panel
        strong: f64 = 30.0 => Real { symbol: r"\mu_2", unit: "mV", from: 0.0, to: 100.0 };
        /// how long the drive lasts, from t = 0
        duration: f64 = 120.0 => Real { symbol: r"t_\mathrm{off}", unit: "ms", from: 10.0, to: 500.0 };
        /// the neuron
        neuron: Neuron = Neuron::default() => Group;
    }
}

/// How long the neuron is shown at rest before, and relaxing after, in parts of the duration.
const BEFORE: f64 = 0.08;
const AFTER: f64 = 0.5;
/// Points of the simulation, at which it is stopped and started again.
const STOPS: usize = 40;
/// Points of the line for each time constant.
const FINE: f64 = 40.0;
/// More intervals than this would be a solid block.
const SPIKES_SHOWN: usize = 200;

/// The potential under two drives: simulated from event to event, over its closed form.
///
/// # Errors
/// If the neuron fires too often to be drawn.
pub fn response(parameters: &Response, _: &Run) -> Result<Figure, FigureError> {
    let Response {
        weak,
        strong,
        duration,
        neuron,
    } = *parameters;
    let most = [weak, strong]
        .map(|drive| neuron.rate(drive) * duration / 1000.0)
        .into_iter()
        .fold(0.0, f64::max);
    if most > SPIKES_SHOWN as f64 {
        let message = format!(
            "these parameters ask for {most:.0} spikes, more than the {SPIKES_SHOWN} that can be \
             told apart: lower --strong or --duration"
        );
        return Err(FigureError::Parameter(message));
    }
    let figure = Figure::new()
        .share_x()
        .panel(panel(parameters, "upper", weak, 1))
        .panel(panel(parameters, "lower", strong, 2))
        .handle(handle("upper", "weak", weak, duration))
        .handle(handle("lower", "strong", strong, duration));
    let (caption, alternative_text) = words(parameters);
    Ok(figure.caption(caption).alternative_text(alternative_text))
}

fn handle(panel: &str, parameter: &str, drive: f64, duration: f64) -> Handle {
    Handle::along_y(
        panel,
        (0.97 * duration, drive),
        parameter,
        &format!("drag the drive of the {panel} panel through the threshold"),
    )
}

fn panel(parameters: &Response, name: &str, drive: f64, index: usize) -> Panel {
    let Response {
        duration, neuron, ..
    } = *parameters;
    let (begin, end) = (-BEFORE * duration, (1.0 + AFTER) * duration);
    let low = neuron.reset.min(0.0);
    let high = drive.max(neuron.threshold);
    let air = 0.1 * (high - low);
    let time = Axis::new("time", "t", "ms").range(begin, end + 0.01 * duration);
    let potential = Axis::new("potential above rest", "V", "mV").range(low - 0.5 * air, high + air);
    let threshold = Layer::rule(Role::Muted, Orientation::Horizontal, neuron.threshold)
        .dash(Dash::Dotted)
        .label("threshold *θ*", Place::End);
    let (x, y) = (vec![begin, 0.0, duration, end], vec![0.0, drive, 0.0, 0.0]);
    let input = Layer::step("drive", Role::Muted, x, y, common::figure::StepAt::After)
        .dash(Dash::Dashed)
        .quantity("drive", "μ", "mV");
    // Above the line if there is room between it and the threshold's.
    let beside = if (drive - neuron.threshold).abs() < air && drive < neuron.threshold {
        drive - 0.7 * air
    } else {
        drive + 0.6 * air
    };
    let input = input.label_at(
        &format!("drive *μ*_{{{index}}}"),
        0.01 * duration,
        beside,
        Anchor::Start,
    );
    let (times, potentials) = closed_form(&neuron, drive, duration, begin, end);
    let (stops, simulated, spikes) = simulation(&neuron, drive, duration, end);
    let mut panel = Panel::new(name, time, potential)
        .height(190.0)
        .layer(threshold)
        .layer(input)
        .layer(Layer::line("closed form", Role::Theory, times, potentials))
        .layer(Layer::points("simulation", Role::Voltage, stops, simulated));
    if !spikes.is_empty() {
        let y = vec![neuron.threshold; spikes.len()];
        let mark = Mark::Points {
            x: spikes,
            y,
            y_error: Vec::new(),
            x_error: Vec::new(),
            shape: Shape::Triangle,
        };
        panel = panel.layer(Layer::new("spikes", Role::Voltage, mark));
    }
    panel
}

/// The potential in closed form: the intervals are all the same, so that the time since the last
/// spike is a remainder.
fn closed_form(
    neuron: &Neuron,
    drive: f64,
    duration: f64,
    begin: f64,
    end: f64,
) -> (Vec<f64>, Vec<f64>) {
    let tau = neuron.time_constant;
    let from = |start: f64, to: f64, time: f64| to + (start - to) * exp(-time / tau);
    let (mut times, mut potentials) = (vec![begin], vec![0.0]);
    let mut curve = |start: f64, target: f64, at: f64, long: f64| {
        let points = (FINE * long / tau).ceil().clamp(2.0, 400.0) as usize;
        for point in 0..=points {
            let time = long * point as f64 / points as f64;
            times.push(at + time);
            potentials.push(from(start, target, time));
        }
    };
    let (mut time, mut start) = (0.0, 0.0);
    if let (Ok(first), Ok(interval)) = (
        analysis::latency(neuron, drive),
        analysis::interval(neuron, drive),
    ) {
        let mut count = 0.0;
        while first + count * interval <= duration {
            let spike = first + count * interval;
            curve(start, drive, time, spike - time);
            (time, start) = (spike + neuron.refractory_period, neuron.reset);
            // The hold, at the reset: a curve that stands still.
            curve(start, start, spike, neuron.refractory_period.max(0.0));
            count += 1.0;
        }
    }
    if time < duration {
        curve(start, drive, time, duration - time);
        start = from(start, drive, duration - time);
        time = duration;
    }
    if time < end {
        curve(start, 0.0, time, end - time);
    }
    (times, potentials)
}

/// The potential at evenly spaced stops, and the spikes: the neuron is advanced from stop to stop.
fn simulation(
    neuron: &Neuron,
    drive: f64,
    duration: f64,
    end: f64,
) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let (mut stops, mut potentials, mut spikes) = (vec![0.0], vec![0.0], Vec::new());
    let mut state = State::REST;
    for (begin, length, drive, count) in [
        (0.0, duration, drive, STOPS),
        (
            duration,
            end - duration,
            0.0,
            (AFTER * STOPS as f64) as usize,
        ),
    ] {
        let part = length / count as f64;
        for stop in 0..count {
            let now = begin + part * stop as f64;
            state = neuron.advance(state, drive, part, |time| spikes.push(now + time));
            stops.push(begin + part * (stop + 1) as f64);
            potentials.push(state.potential);
        }
    }
    (stops, potentials, spikes)
}

fn words(parameters: &Response) -> (Prose, Prose) {
    let Response {
        weak,
        strong,
        duration,
        neuron,
    } = *parameters;
    let interval = analysis::interval(&neuron, strong);
    let shown = interval.as_ref().map_or(f64::NAN, |&interval| interval);
    let latency = analysis::latency(&neuron, strong).unwrap_or(f64::NAN);
    let both = weak <= neuron.threshold && latency + shown < duration;
    let print = |time: f64| {
        // A tenth of a millisecond would be a coarse number of a short time.
        let digits = if time < 1.0 {
            Digits::Significant(2)
        } else {
            Digits::Decimals(1)
        };
        digits.print(time)
    };
    let interval = print(shown);
    let driven = weak > 0.0;
    let fires_at =
        |drive| analysis::latency(&neuron, drive).is_ok_and(|latency| latency <= duration);
    let caption = Prose::new()
        .result(
            both && driven,
            format!(
                "Below threshold the potential relaxes towards the drive and nothing else happens; \
                 above it the neuron fires every {interval} ms."
            ),
            if both {
                format!("Without a drive nothing happens; above threshold the neuron fires every {interval} ms.")
            } else {
                "The potential of a leaky integrator under two constant drives.".to_owned()
            },
        )
        .plain(format!(
            "Dashed: the drive, $\\mu_1$ = {weak} mV above and $\\mu_2$ = {strong} mV below, switched \
             on at 0 and off at {duration} ms. Line: the closed form. Discs: the simulation, which \
             is stopped at each of them and started again; the stops leave no trace."
        ))
        .plain(if fires_at(weak) || fires_at(strong) {
            "Triangles: its spikes, to which the model gives a time and no shape."
        } else {
            ""
        });
    let fires = format!(
        "Under {strong} mV it reaches the threshold after {} ms, is reset to {} mV, and climbs again, \
         every {interval} ms, until the drive ends.",
        print(latency),
        neuron.reset.to_string().replace('-', "−")
    );
    let alternative_text = Prose::new()
        .result(
            both && driven,
            format!(
                "Under a drive of {weak} mV the potential rises exponentially towards it, stays below \
                 the threshold of {} mV, and falls back when the drive ends. {fires}",
                neuron.threshold
            ),
            if both {
                format!("Without a drive the potential stays at rest. {fires}")
            } else {
                format!("The potential against time under drives of {weak} and {strong} mV.")
            },
        )
        .plain("Simulated discs lie on the line of the closed form.");
    (caption, alternative_text)
}
