//! What a caption says where readers have moved parameters far from their defaults.

use common::figure::{Figure, Mark, Range};
use common::param::Value;
use common::run::Run;
use integrate_and_fire::chapter;

fn draw<const N: usize>(name: &str, values: [(&str, Value); N]) -> Figure {
    chapter().draw(name, values, &Run::parallel()).unwrap()
}

/// Catches crosses beyond the end of an axis that stands still.
#[test]
fn the_axes_include_both_matched_currents() {
    for (low, high) in [
        (10.0, 50.0),
        (10.0, 150.0),
        (140.0, 150.0),
        (7.0, 8.0),
        (10.0, 60.0),
    ] {
        let figure = draw("two-onsets", [("low", low.into()), ("high", high.into())]);
        let panel = &figure.panels[0];
        let Range::Fixed(from, to) = panel.x.range else {
            panic!("{:?}", panel.x.range);
        };
        let crosses = panel
            .layers
            .iter()
            .find(|layer| layer.name == "matched at")
            .unwrap();
        let Mark::Points { x, .. } = &crosses.mark else {
            panic!("{crosses:?}");
        };
        assert_eq!(x, &[low, high]);
        assert!(from < low && high < to, "{from} {to}");
    }
}

/// Catches hyphens for minus signs.
#[test]
fn a_negative_number_has_a_minus_sign() {
    let words = draw("diffusion", [("drive", (-15.0).into())])
        .caption
        .to_string();
    assert!(words.contains("a drive of −15 mV"), "{words}");
    let figure = draw("response", [("reset", (-15.0).into())]);
    let words = figure.alternative_text.to_string();
    assert!(words.contains("is reset to −15 mV"), "{words}");
}

/// The alternative text under these parameters.
fn described<const N: usize>(name: &str, values: [(&str, Value); N]) -> String {
    draw(name, values).alternative_text.to_string()
}

fn says(words: &str, this: &str) {
    assert!(words.contains(this), "'{this}' is missing: {words}");
}

fn does_not_say(words: &str, this: &str) {
    assert!(!words.contains(this), "'{this}' is false: {words}");
}

/// Catches a density that is called unread, or a neuron that is called silent, in numbers: kicks once
/// a minute are watched for less than a second, and the drive fires the neuron all the same.
#[test]
fn kicks_that_hardly_ever_come_are_not_read() {
    let values = [
        ("drive", 90.0.into()),
        ("noise", 0.5.into()),
        ("kick", 20.0.into()),
        ("duration", 20.0.into()),
    ];
    let figure = draw("diffusion", values);
    let words = figure.caption.to_string();
    says(&words, "No triangles: the kicks");
    says(&words, "Siegert's formula says 214 Hz.");
    does_not_say(&words, "fire the neuron at 0.00");
    let words = figure.alternative_text.to_string();
    says(
        &words,
        "under kicks of 20 mV the potential is never read there",
    );
    let named = figure.panels.iter().flat_map(|panel| &panel.layers);
    assert!(named.clone().all(|layer| layer.name != "kicks"));
    // And where nothing fires it.
    let values = [("drive", (-50.0).into()), ("noise", 1.0.into())];
    let figure = draw("diffusion", values);
    says(&figure.caption.to_string(), "the neuron never fires");
    does_not_say(&figure.alternative_text.to_string(), "kink");
}

/// Catches a coefficient of variation that is said to be near one where a strong noise takes it to
/// 1.6, and that is said to fall above a threshold that is not shown.
#[test]
fn variability_is_near_one_only_where_it_is() {
    let near_one = "near one far below the threshold and falls above it";
    says(&described("noise", []), near_one);
    let few = ("intervals", 300.into());
    for [weak, middle, strong, from, to] in [
        [8.0, 20.0, 50.0, -100.0, 20.0],
        [1.0, 3.0, 50.0, -100.0, 40.0],
        [1.0, 3.0, 8.0, 5.0, 19.0],
        [1.0, 3.0, 8.0, 19.0, 40.0],
        [0.0, 3.0, 8.0, 5.0, 35.0],
    ] {
        let values = [
            ("weak-noise", weak.into()),
            ("middle-noise", middle.into()),
            ("strong-noise", strong.into()),
            ("from", from.into()),
            ("to", to.into()),
            few.clone(),
        ];
        does_not_say(&described("noise", values), near_one);
    }
    // The rate is told where it is shown, and marks only where there are some.
    let values = [
        ("from", (-100.0).into()),
        ("to", (-90.0).into()),
        few.clone(),
    ];
    let figure = draw("noise", values);
    let words = figure.alternative_text.to_string();
    says(&words, "the firing rate at −90 mV");
    says(&words, "no marks");
    does_not_say(&figure.caption.to_string(), "grey line");
}

/// Catches marks that are said to lie on lines from which counts in a tenth of a second take them.
#[test]
fn counted_rates_lie_on_the_line_only_if_the_count_is_fine_enough() {
    let on = "Simulated marks lie on the lines.";
    says(&described("fi-curve", []), on);
    let words = described("fi-curve", [("duration", 100.0.into())]);
    does_not_say(&words, on);
    // One spike in 100 ms.
    says(&words, "is 10 Hz");
    // From rest to the threshold takes longer than from reset: counts are too low by many spikes.
    let values = [("reset", 19.9.into()), ("duration", 100.0.into())];
    does_not_say(&described("fi-curve", values), on);
}

/// Catches a straight line that has not begun, a hair that is many millivolts wide, and a threshold
/// that is said to be above what reaches it.
#[test]
fn the_f_i_curve_is_described_as_far_as_it_is_shown() {
    let words = described("fi-curve", [("to", 21.0.into())]);
    does_not_say(&words, "straight line and");
    let values = [("time-constant", 100.0.into()), ("reset", (-50.0).into())];
    let words = draw("fi-curve", values).caption.to_string();
    does_not_say(&words, "hair");
    let words = described("fi-curve", [("to", 20.0.into())]);
    does_not_say(&words, "below the threshold");
    let words = draw("fi-curve", [("to", 10.0.into())]).caption.to_string();
    does_not_say(&words, "(dashed)");
    let values = [("reset", 19.999.into()), ("refractory-period", 0.0.into())];
    let words = described("fi-curve", values);
    does_not_say(&words, "the interval is a straight line");
    does_not_say(&words, "without refractory period");
}

/// Catches "within 216 standard errors of zero", and straight lines and losses that chance hides.
#[test]
fn looking_between_steps_is_right_only_where_it_is() {
    says(&described("time-step", []), "standard errors of zero");
    says(&described("time-step", []), "almost straight line");
    let values = [
        ("drive", 200.0.into()),
        ("noise", 0.1.into()),
        ("intervals", 500.into()),
    ];
    let words = described("time-step", values);
    does_not_say(&words, "standard errors of zero");
    does_not_say(&words, "straight");
    says(&words, "off zero by as much as");
    let values = [
        ("longest-step", 0.05.into()),
        ("intervals", 50.into()),
        ("drive", 30.0.into()),
    ];
    let figure = draw("time-step", values);
    does_not_say(&figure.caption.to_string(), "loses none");
    does_not_say(&figure.alternative_text.to_string(), "straight");
}

/// Catches a potential that rises without a drive.
#[test]
fn without_a_drive_the_potential_stays() {
    let figure = draw("response", [("weak", 0.0.into())]);
    let words = figure.alternative_text.to_string();
    does_not_say(&words, "rises");
    says(&words, "stays at rest");
    says(&words, "every 15.9 ms");
    does_not_say(&figure.caption.to_string(), "relaxes");
}

/// Catches a mean that grows under inhibition, fluctuations of a drive that is zero, a colour that
/// changes with the theme, and an autocovariance that is said to reach zero where few lags show it.
#[test]
fn the_summed_drive_is_described_as_it_is() {
    let brief = ("duration", 10.0.into());
    let words = described("kernels", [("excitatory", 0.into()), brief.clone()]);
    says(&words, "the one falling linearly");
    let words = described("kernels", [("input-rate", 0.0.into()), brief.clone()]);
    does_not_say(&words, "fluctuating");
    let values = [
        ("kernel", Value::Choice("exponential".into())),
        ("decay", 2.4.into()),
        brief,
    ];
    let words = described("kernels", values);
    does_not_say(&words, "to zero");
    does_not_say(&draw("kernels", []).caption.to_string(), "black");
}

/// Catches triangles told of where none is drawn.
#[test]
fn only_what_fires_has_triangles() {
    let caption = |weak: f64, strong: f64| {
        let drives = [("weak", weak.into()), ("strong", strong.into())];
        draw("response", drives).caption.to_string()
    };
    does_not_say(&caption(18.0, 20.0), "Triangles");
    says(&caption(18.0, 21.0), "Triangles");
    says(&caption(21.0, 18.0), "Triangles");
}

/// Catches one synapse told of as many.
#[test]
fn one_synapse_is_not_many() {
    let words = |excitatory: i64, inhibitory: i64| {
        let counts = [
            ("excitatory", excitatory.into()),
            ("inhibitory", inhibitory.into()),
        ];
        draw("kernels", counts).caption.to_string()
    };
    says(&words(1, 0), "The drive that the spikes of one synapse");
    says(&words(0, 1), "The drive that the spikes of one synapse");
    says(&words(1, 1), "drive of 1 synapse with");
}
