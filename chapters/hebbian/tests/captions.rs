//! What a caption and an alternative text say where readers have moved parameters far from their defaults.

use common::figure::{Figure, Mark, Range};
use common::param::Value;
use common::run::Run;
use hebbian::chapter;

fn draw<const N: usize>(name: &str, values: [(&str, Value); N]) -> Figure {
    chapter().draw(name, values, &Run::parallel()).unwrap()
}

/// The caption and the alternative text.
fn words<const N: usize>(name: &str, values: [(&str, Value); N]) -> (String, String) {
    let figure = draw(name, values);
    (
        figure.caption.to_string(),
        figure.alternative_text.to_string(),
    )
}

/// Catches a dashed axis, and an angle to it, told of a round cloud that has neither.
#[test]
fn a_round_cloud_has_no_axis_and_no_angle_to_it() {
    let round = [
        ("a-x", 1.0.into()),
        ("a-y", 0.0.into()),
        ("b-x", 0.0.into()),
        ("b-y", 1.0.into()),
    ];
    let (caption, seen) = words("principal-direction", round);
    assert!(caption.contains("there is no principal axis"), "{caption}");
    assert!(!caption.contains("dashed"), "{caption}");
    assert!(caption.contains("those at the beginning"), "{caption}");
    assert!(
        !seen.contains("long axis") && !seen.contains("falls"),
        "{seen}"
    );
}

/// Catches "falls from 45°" to 45°, near a circle of which the weights are far.
#[test]
fn weights_that_stand_still_do_not_fall() {
    let still = [
        ("start-x", 2.0.into()),
        ("start-y", 2.0.into()),
        ("a-x", 0.1.into()),
        ("a-y", 0.0.into()),
        ("b-x", 0.0.into()),
        ("b-y", 0.05.into()),
        ("rate", 0.0005.into()),
        ("inputs", 20.into()),
    ];
    let (_, seen) = words("principal-direction", still);
    assert!(!seen.contains("falls"), "{seen}");
    assert!(!seen.contains("unit circle"), "{seen}");
    assert!(
        seen.contains("at a distance of 2.8 from the origin"),
        "{seen}"
    );
    // Weights that begin on the axis do not turn to it.
    let (caption, _) = words(
        "principal-direction",
        [("start-x", 0.85.into()), ("start-y", 0.4.into())],
    );
    assert!(!caption.contains("turn to"), "{caption}");
}

/// Catches a ratio of eight, and of three and a half, told as two.
#[test]
fn straying_is_halved_only_where_it_is() {
    let (caption, _) = words("convergence", [("rate", 0.003.into()), ("paths", 5.into())]);
    assert!(caption.contains("at the end 35, 4.4 and 1.3."), "{caption}");
    assert!(!caption.contains("halved"), "{caption}");
}

/// Catches an angle that rises from zero told as falling, and a residual angle where none is drawn.
#[test]
fn weights_that_begin_on_the_eigenvector_turn_from_it() {
    let along = [
        ("start-1", 2.0.into()),
        ("start-2", 0.0.into()),
        ("start-3", 0.0.into()),
        ("start-4", 0.0.into()),
        ("start-5", 0.0.into()),
        ("paths", 5.into()),
    ];
    let (_, seen) = words("convergence", along);
    assert!(
        seen.contains("The angle is 0.0° at the beginning"),
        "{seen}"
    );
    assert!(!seen.contains("falls"), "{seen}");
    // And Oja's rule shortens what is longer than one.
    assert!(
        seen.contains("The length is 2.0 at the beginning"),
        "{seen}"
    );

    let equal = [("eigenvalue-2", 5.0.into()), ("paths", 5.into())];
    let figure = draw("convergence", equal);
    let mut layers = figure.panels.iter().flat_map(|panel| &panel.layers);
    assert!(layers.all(|layer| layer.name != "residual angle"));
    let caption = figure.caption.to_string();
    assert!(!caption.contains("residual angle"), "{caption}");
}

/// Catches marks that lie at four times the line told as on it, or one mark as several.
#[test]
fn marks_off_the_line_are_not_said_to_be_on_it() {
    let far = [
        ("eigenvalue-1", 100.0.into()),
        ("eigenvalue-2", 0.01.into()),
        ("eigenvalue-3", 0.0.into()),
        ("eigenvalue-4", 0.0.into()),
        ("eigenvalue-5", 0.0.into()),
        ("memories", 200.0.into()),
    ];
    let (_, seen) = words("oja-noise", far);
    assert!(!seen.contains("on a rising line"), "{seen}");
    assert!(seen.contains("3.94 times"), "{seen}");
}

/// Catches an overlap of 0.82 told as near zero, and a kink and a transition outside the panel.
#[test]
fn a_range_beyond_the_transition_shows_none() {
    for spike in [2.0, 20.0] {
        let beyond = [
            ("spike", spike.into()),
            ("from", 10.0.into()),
            ("to", 50.0.into()),
            ("dimensions", 20.into()),
            ("replicas", 4.into()),
        ];
        let (caption, seen) = words("few-samples", beyond);
        assert!(!seen.contains("near zero"), "{seen}");
        assert!(seen.contains("outside the panel"), "{seen}");
        assert!(!seen.contains("at the same place"), "{seen}");
        assert!(!caption.contains("dotted"), "{caption}");
    }
}

/// Catches marks beside the axis: two samples are the fewest, however few are asked for.
#[test]
fn every_mark_of_few_samples_lies_on_the_axis() {
    let few = [
        ("from", 0.05.into()),
        ("to", 0.06.into()),
        ("dimensions", 10.into()),
        ("replicas", 2.into()),
    ];
    let figure = draw("few-samples", few);
    for panel in &figure.panels {
        let Range::Fixed(low, high) = panel.x.range else {
            panic!("{:?}", panel.x.range);
        };
        for layer in &panel.layers {
            if let Mark::Points { x, .. } = &layer.mark {
                assert!(
                    x.iter().all(|x| low < *x && *x < high),
                    "{low} {high} {x:?}"
                );
            }
        }
    }
}

/// Catches weights near their start told as learned: they point neither along the axis nor between the arms.
#[test]
fn what_was_not_learned_does_not_point_between_the_arms() {
    let hardly = [
        ("long", 4.0.into()),
        ("short", 0.1.into()),
        ("rate", 0.0001.into()),
        ("inputs", 50.into()),
    ];
    let (caption, seen) = words("blind", hardly);
    assert!(!caption.contains("between its arms"), "{caption}");
    assert!(!caption.contains("a few per cent"), "{caption}");
    assert!(!seen.contains("near the long axis"), "{seen}");
    assert!(seen.contains("78° off the long axis"), "{seen}");
    // Fifty inputs of a cloud are not near its kurtosis, either.
    assert!(!seen.contains("near 3"), "{seen}");
}

/// Catches "range from 0.95 to 0.95" of one picture, and 0.997 told as "1.0 or more".
#[test]
fn cosines_are_not_rounded_up_to_one() {
    let one = [("outputs", 1.into()), ("inputs", 1000.into())];
    let (_, seen) = words("receptive-fields", one);
    assert!(!seen.contains("range from"), "{seen}");
    let (_, seen) = words("digits", [("outputs", 1.into()), ("inputs", 1000.into())]);
    assert!(!seen.contains("cosines"), "{seen}");
    let two = [
        ("outputs", 2.into()),
        ("side", 4.into()),
        ("inputs", 20_000.into()),
    ];
    let (caption, seen) = words("receptive-fields", two);
    assert!(caption.contains("0.996 or more"), "{caption}");
    assert!(seen.contains("from 0.996 to 0.998"), "{seen}");
}

/// Catches marks half of the variance below a line told as lying on it.
#[test]
fn weights_that_learned_little_lie_below_the_line() {
    let little = [
        ("outputs", 16.into()),
        ("inputs", 1000.into()),
        ("rate", 0.001.into()),
    ];
    let (_, seen) = words("digits", little);
    assert!(!seen.contains("lie on the line"), "{seen}");
    assert!(
        seen.contains("lie up to 52 % of the variance below"),
        "{seen}"
    );
}
