//! What a caption says where readers have moved parameters far from their defaults.

use common::figure::{Figure, Mark, Range};
use common::param::Value;
use common::run::Run;
use hodgkin_huxley::chapter;

fn draw<const N: usize>(name: &str, values: [(&str, Value); N]) -> Figure {
    chapter().draw(name, values, &Run::parallel()).unwrap()
}

fn caption<const N: usize>(name: &str, values: [(&str, Value); N]) -> String {
    draw(name, values).caption.to_string()
}

/// Catches "dies out" of an axon without a stable rest: no wave leaves that, and what the current starts still
/// reaches three places within the window.
#[test]
fn an_axon_without_a_stable_rest_is_not_said_to_conduct_nothing() {
    let words = caption("propagation", [("sodium-conductance", 600.0.into())]);
    assert!(words.contains("resting state is unstable"), "{words}");
    assert!(words.contains("three of the four places"), "{words}");
    assert!(!words.contains("conducts no spike"), "{words}");
}

/// Catches a window that ends too soon taken for a spike that never starts.
#[test]
fn a_short_window_is_no_failure_to_travel() {
    let places = [
        ("window", 1.0, "before it has reached the first"),
        ("window", 3.0, "before it has reached the last"),
        ("radius", 1.0, "before it has reached the first"),
        ("temperature", 0.0, "before it has reached the last"),
    ];
    for (name, value, end) in places {
        let words = caption("propagation", [(name, value.into())]);
        assert!(words.contains("travels along the axon"), "{words}");
        assert!(words.contains(end), "{words}");
    }
}

/// Catches the opposite, a current too weak or an axon too warm taken for a window that is too short.
#[test]
fn what_does_not_travel_is_not_waited_for() {
    let weak = caption("propagation", [("stimulus", 10.0.into())]);
    assert!(
        weak.starts_with("The current into one end starts no spike"),
        "{weak}"
    );
    let warm = caption("propagation", [("temperature", 38.0.into())]);
    assert!(
        warm.starts_with("At 38 °C the axon conducts no spike"),
        "{warm}"
    );
    let short = [("stimulus", 10.0.into()), ("window", 1.0.into())];
    let words = caption("propagation", short);
    assert!(
        words.starts_with("The current into one end starts no spike"),
        "{words}"
    );
}

/// Catches a response judged by what the window shows of it: this pulse fires at any window that reaches it.
#[test]
fn a_second_pulse_fires_whatever_is_shown() {
    let shown = caption("refractory", []);
    assert!(
        shown.contains("Square: the second pulse, which fires."),
        "{shown}"
    );
    let words = caption("refractory", [("window", 10.0.into())]);
    assert!(
        words.contains("lies outside the panel; it fires."),
        "{words}"
    );
    assert!(
        words.contains("later than the 10 ms that are shown"),
        "{words}"
    );
    let large = caption("refractory", [("second", 9.0.into())]);
    assert!(
        large.contains("lies outside the panel; it fires."),
        "{large}"
    );
}

/// Catches panels without a mark under a caption that describes discs and lines.
#[test]
fn empty_panels_are_said_to_be_empty() {
    let values = [("window", 10.0.into()), ("limit", 1.5.into())];
    let figure = draw("refractory", values);
    let words = figure.caption.to_string();
    assert!(words.contains("Both are empty"), "{words}");
    assert!(!words.contains("discs"), "{words}");
    let lines = figure.panels[1..].iter().flat_map(|panel| &panel.layers);
    let drawn = lines.filter(|layer| matches!(layer.mark, Mark::Points { .. } | Mark::Line { .. }));
    assert_eq!(drawn.count(), 0);
}

/// Catches a square, and its handle, beyond the end of the axis.
#[test]
fn the_axis_includes_the_operating_point() {
    let values = [
        ("current", 200.0.into()),
        ("currents", 8.into()),
        ("duration", 100.0.into()),
    ];
    let figure = draw("fi-curve", values);
    match figure.panels[0].x.range {
        Range::Fixed(low, high) => assert!(low <= 0.0 && high > 200.0, "{low} {high}"),
        other => panic!("{other:?}"),
    }
}

/// Catches hyphens for minus signs, and a plural for one.
#[test]
fn numbers_are_written_as_in_a_text() {
    let words = caption("spike", [("current", (-50.0).into())]);
    assert!(words.contains("a current of −50 µA/cm²"), "{words}");
    let values = [("few", 1.into()), ("pool", 20_000.into())];
    let words = caption("channels", values);
    assert!(
        words.contains("the first channel of each kind, raised while it conducts"),
        "{words}"
    );
}

fn alternative<const N: usize>(name: &str, values: [(&str, Value); N]) -> String {
    draw(name, values).alternative_text.to_string()
}

/// Catches "pulls the potential below rest" of a membrane that a strong current holds above it.
#[test]
fn a_spike_is_said_to_end_below_rest_only_where_it_does() {
    let strong = [("current", 200.0.into()), ("window", 100.0.into())];
    let words = alternative("spike", strong);
    assert!(words.contains("leaves its rest"), "{words}");
    assert!(!words.contains("below rest"), "{words}");
    let words = alternative("spike", []);
    assert!(words.contains("below rest"), "{words}");
}

/// Catches heights taken from the sweep of sizes alone, though the pulse that is drawn heavily is larger; and
/// a disc that stands higher than any line above it, without a word.
#[test]
fn the_heavy_response_is_told_as_high_as_it_is() {
    let few = ("temperatures", 3.into());
    let words = alternative("all-or-none", [("largest", 5.0.into()), few.clone()]);
    assert!(words.contains("reach 35.3 mV"), "{words}");
    let late = caption(
        "all-or-none",
        [("potassium-conductance", 5.0.into()), few.clone()],
    );
    assert!(late.contains("after the time shown"), "{late}");
    let usual = caption("all-or-none", [few]);
    assert!(!usual.contains("after the time shown"), "{usual}");
}

/// Catches a cost that "falls" from a number to the same.
#[test]
fn a_cost_falls_only_where_it_does() {
    let same = [("q10", 1.0.into()), ("temperatures", 4.into())];
    let words = alternative("energy", same);
    assert!(words.starts_with("A spike costs"), "{words}");
    let words = alternative("energy", [("temperatures", 4.into())]);
    assert!(words.contains("falls from"), "{words}");
}

/// Catches counts over a tenth of a second that are said to lie on the rate of the cycle, and "the others" where
/// there are none.
#[test]
fn counts_lie_on_the_cycle_only_where_they_do() {
    let brief = [("duration", 100.0.into()), ("currents", 5.into())];
    let words = alternative("fi-curve", brief);
    assert!(words.contains("by up to"), "{words}");
    assert!(
        words.contains("one spike more or less is 10.0 Hz"),
        "{words}"
    );
    let weak = [("sodium-conductance", 20.0.into()), ("currents", 5.into())];
    let words = caption("fi-curve", weak);
    assert!(words.contains("5 neurons (evenly spaced), each"), "{words}");
}

/// Catches potassium "brought back" that flows in by itself.
#[test]
fn what_flows_in_is_not_brought_back() {
    let inward = [
        ("leak-reversal", (-75.0).into()),
        ("sodium-conductance", 20.0.into()),
        ("potassium-reversal", (-60.0).into()),
    ];
    let words = caption("resting-balance", inward);
    assert!(!words.contains("brings back"), "{words}");
    assert!(words.contains("through the channels −"), "{words}");
}

/// Catches a pronoun whose noun stands in a sentence that is not there.
#[test]
fn what_grows_with_the_temperature_is_named() {
    let words = caption("velocity", [("temperature", 35.0.into())]);
    assert!(words.contains("the speed of a spike grows"), "{words}");
}

/// Catches a plateau, or a fall as one over the duration, told of durations that are all alike.
#[test]
fn thresholds_reach_a_plateau_only_where_they_do() {
    let words = alternative("strength-duration", [("durations", 5.into())]);
    assert!(words.contains("one over the duration"), "{words}");
    let brief = [
        ("from", 1.0.into()),
        ("to", 2.0.into()),
        ("durations", 5.into()),
    ];
    let words = alternative("strength-duration", brief);
    assert!(!words.contains("plateau"), "{words}");
    assert!(!words.contains("one over the duration"), "{words}");
}

/// Catches a figure refused, and laws drawn, where thresholds fall faster than the inverse of the duration, so that
/// no finite time fits either law.
#[test]
fn laws_that_cannot_be_fitted_are_said_to_be_missing() {
    let slow = || {
        [
            ("from", 0.05.into()),
            ("to", 10.0.into()),
            ("durations", 10.into()),
            ("sodium-conductance", 546.12.into()),
            ("sodium-reversal", 89.27.into()),
            ("potassium-reversal", (-80.145).into()),
            ("leak-conductance", 0.05.into()),
            ("leak-reversal", (-75.0).into()),
        ]
    };
    let words = caption("strength-duration", slow());
    assert!(
        words.contains(
            "Neither Lapicque's law nor Weiss's can be fitted: the thresholds fall faster"
        ),
        "{words}"
    );
    // The chronaxie, 36 ms, is beyond the axis.
    assert!(!words.contains("Open circle"), "{words}");
    let words = alternative("strength-duration", slow());
    assert!(words.contains("No law could be fitted."), "{words}");
}

/// Catches slow sweeps that begin where a leak of small conductance holds the membrane hundreds of millivolts below
/// every battery, in which gates are too fast to be followed; in the second membrane that is one of
/// three steady states.
#[test]
fn sweeps_begin_no_lower_than_the_batteries() {
    let weak_leak = |sodium: f64, potassium: f64, reversal: f64| {
        [
            ("to", 49.5.into()),
            ("sodium-conductance", sodium.into()),
            ("potassium-conductance", potassium.into()),
            ("potassium-reversal", reversal.into()),
            ("sodium-reversal", 120.0.into()),
            ("leak-conductance", 0.05.into()),
        ]
    };
    assert!(!caption("fi-curve", weak_leak(182.0, 83.0, -110.0)).is_empty());
    let mut one_of_three = weak_leak(301.3, 141.2, -60.0);
    one_of_three[4].1 = 50.0.into();
    assert!(!caption("fi-curve", one_of_three).is_empty());
}

/// Catches currents told of where no pulse has a threshold, a line that isn't drawn, and "1 temperatures".
#[test]
fn the_cost_of_few_spikes_is_told_as_it_is_drawn() {
    let high = |value: f64| ("potassium-reversal", value.into());
    let words = caption("energy", [high(-60.0)]);
    let none = "Top: no pulse has a threshold, at 6.3 °C or at 18.5 °C.";
    assert!(words.contains(none), "{words}");
    assert!(
        !words.contains("grey") && !words.contains("thin"),
        "{words}"
    );
    let words = caption("energy", [high(-65.0)]);
    assert!(words.contains("grey"), "{words}");
    let cold = "No pulse has a threshold at 6.3 °C.";
    assert!(words.contains(cold) && !words.contains("thin"), "{words}");
    let few = [high(-60.0), ("temperatures", 7.into())];
    let words = caption("energy", few.clone());
    assert!(words.contains("at 1 temperature;"), "{words}");
    let words = alternative("energy", few);
    assert!(words.contains("at 30 °C, the only one"), "{words}");
    let words = caption("energy", [("sodium-conductance", 20.0.into())]);
    assert!(words.contains("the pulse itself brought part"), "{words}");
    assert!(!caption("energy", []).contains("the pulse itself"));
}

/// Catches a mark of a pulse told of where it lies beyond the axis.
#[test]
fn a_pulse_beyond_the_axis_has_no_mark() {
    let words = caption("strength-duration", [("duration", 100.0.into())]);
    assert!(!words.contains("marked by"), "{words}");
    assert!(caption("strength-duration", []).contains("marked by a"));
    let words = caption("all-or-none", [("amplitude", 200.0.into())]);
    assert!(!words.contains("discs"), "{words}");
    assert!(caption("all-or-none", []).contains("; discs: the heavy lines"));
}

/// Catches channels said to jump that never do.
#[test]
fn channels_that_stay_shut_are_not_said_to_jump() {
    let words = alternative("channels", [("step", (-120.0).into())]);
    assert!(words.contains("None of the single channels"), "{words}");
    assert!(alternative("channels", []).contains("jump between"));
}

/// Catches a time constant rounded to nothing.
#[test]
fn short_time_constants_keep_their_digits() {
    let hot = [("temperature", 40.0.into()), ("q10", 4.0.into())];
    let words = alternative("gates", hot);
    assert!(words.contains("at rest 0.0022 ms for m"), "{words}");
}

/// Catches a pump that brings back less than nothing.
#[test]
fn a_pump_for_sodium_that_leaves_runs_backwards() {
    let words = caption(
        "resting-balance",
        [
            ("batteries", Value::Choice("concentrations".into())),
            ("sodium-outside", 1.0.into()),
            ("sodium-inside", 1000.0.into()),
        ],
    );
    assert!(words.contains("run backwards"), "{words}");
    assert!(!words.contains("brings back"), "{words}");
}
