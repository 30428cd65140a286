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
