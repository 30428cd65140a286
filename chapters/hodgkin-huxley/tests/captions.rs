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
