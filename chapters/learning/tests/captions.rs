//! What a caption says where readers have moved parameters far from their defaults.

use common::figure::Figure;
use common::param::Value;
use common::run::Run;
use learning::chapter;

fn draw<const N: usize>(name: &str, values: [(&str, Value); N]) -> Figure {
    chapter().draw(name, values, &Run::parallel()).unwrap()
}

fn caption<const N: usize>(name: &str, values: [(&str, Value); N]) -> String {
    draw(name, values).caption.to_string()
}

/// Catches "1 mistakes", and a dashed line and a grey arrow where the weights were zero.
#[test]
fn one_point_makes_one_mistake() {
    let one = [("count", 1.into()), ("step", 1.into())];
    let words = caption("perceptron", one);
    assert!(
        words.contains("puts this one point on its side after one mistake"),
        "{words}"
    );
    assert!(words.contains("The weights were zero"), "{words}");
    assert!(!words.contains("dashed line"), "{words}");
}

fn seen<const N: usize>(name: &str, values: [(&str, Value); N]) -> String {
    draw(name, values).alternative_text.to_string()
}

fn points<const N: usize>(all: [(f64, f64); N]) -> Value {
    Value::Points(all.to_vec())
}

/// Catches a correction told as shown, or asked for, that was never made.
#[test]
fn a_correction_that_was_not_made_is_said_to_be_missing() {
    for step in [17, 200] {
        let words = caption("perceptron", [("step", step.into())]);
        let told = format!("Left: correction 16, the last; a correction {step} was not needed.");
        assert!(words.contains(&told), "{words}");
    }
    let words = caption("perceptron", [("step", 16.into())]);
    assert!(words.contains("Left: correction 16. The"), "{words}");
}

/// Catches a violet arrow told where the weights are zero, and a turn where the line stands.
#[test]
fn a_correction_may_leave_the_line_or_take_it_away() {
    let origin = [("count", 0.into()), ("positive", points([(0.0, 0.0)]))];
    let words = caption("perceptron", origin);
    assert!(words.contains("there is no line"), "{words}");
    assert!(!words.contains("violet arrow"), "{words}");
    let opposed = [
        ("count", 0.into()),
        ("positive", points([(0.5, 0.5)])),
        ("negative", points([(0.5, 0.5)])),
        ("step", 2.into()),
    ];
    let words = caption("perceptron", opposed);
    assert!(words.contains("no line is left"), "{words}");
    let along = [
        ("count", 0.into()),
        ("positive", points([(0.5, 0.5)])),
        ("negative", points([(0.0, 0.0)])),
        ("step", 2.into()),
    ];
    let words = caption("perceptron", along);
    assert!(words.contains("stayed where it was"), "{words}");
}

/// Catches "points of two labels", divided, where all have one.
#[test]
fn points_of_one_label_are_not_divided() {
    let alike = [
        ("count", 0.into()),
        ("positive", points([(0.5, 0.5), (0.1, 0.6)])),
        ("step", 1.into()),
    ];
    let figure = draw("perceptron", alike);
    let words = figure.caption.to_string();
    assert!(
        words.contains("puts these 2 points on their side"),
        "{words}"
    );
    assert!(!words.contains("divide"), "{words}");
    let words = figure.alternative_text.to_string();
    assert!(words.starts_with("Points of one label"), "{words}");
    assert!(!words.contains("turns"), "{words}");
}

/// Catches a band told as travelling to the cue in fewer trials than it needs, or discounted to nothing, or
/// that does not broaden.
#[test]
fn a_band_travels_only_where_the_map_shows_it() {
    let band = "broadening band";
    for (name, value) in [("rate", 0.001), ("discount", 0.0), ("rate", 1.0)] {
        let words = seen("prediction-error", [(name, value.into())]);
        assert!(!words.contains(band), "{words}");
    }
    let words = seen("prediction-error", [("rate", 0.001.into())]);
    assert!(words.contains("0.74 at step 15 on trial 300"), "{words}");
    let words = seen("prediction-error", [("rate", 0.3.into())]);
    assert!(words.contains(band), "{words}");
}

/// Catches the principal component, or its opposite, told as a target that is another.
#[test]
fn a_target_along_the_component_is_not_another() {
    for angle in [0.0, 180.0] {
        let values = [
            ("angle", angle.into()),
            ("presentations", 2000.into()),
            ("neurons", 20.into()),
        ];
        let figure = draw("three-signals", values);
        let words = figure.caption.to_string();
        assert!(!words.contains("only where that was the target"), "{words}");
        let words = figure.alternative_text.to_string();
        assert!(!words.contains("if it is not"), "{words}");
        let told = format!("if it lies at {angle}° to it");
        assert!(words.contains(&told), "{words}");
    }
}

/// Catches a dotted line told where none is drawn.
#[test]
fn unrest_is_told_where_it_is_drawn() {
    for (rate, spike) in [(0.005, 4.0), (0.001, 20.0)] {
        let values = [
            ("rate", rate.into()),
            ("spike", spike.into()),
            ("presentations", 2000.into()),
            ("neurons", 10.into()),
        ];
        let figure = draw("three-signals", values);
        let mut layers = figure.panels.iter().flat_map(|panel| &panel.layers);
        let drawn = layers.any(|layer| layer.name == "what its unrest leaves");
        let words = figure.caption.to_string();
        assert_eq!(words.contains("Dotted"), drawn, "{words}");
    }
}

/// Catches a steep fall told of curves that fall over the whole panel.
#[test]
fn few_inputs_make_no_step() {
    let few = [
        ("few", 2.into()),
        ("more", 3.into()),
        ("many", 4.into()),
        ("most", 2.into()),
        ("samples", 10.into()),
    ];
    let words = caption("counting", few);
    assert!(!words.contains("almost none of more"), "{words}");
}
