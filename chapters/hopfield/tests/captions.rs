//! What a caption says where readers have moved parameters far from their defaults.

use common::figure::Figure;
use common::numerics::elementary::{erf, exp, sqrt};
use common::param::Value;
use common::run::Run;
use hopfield::chapter;
use std::f64::consts::{PI, SQRT_2};

fn draw<const N: usize>(name: &str, values: [(&str, Value); N]) -> Figure {
    chapter().draw(name, values, &Run::parallel()).unwrap()
}

fn caption<const N: usize>(name: &str, values: [(&str, Value); N]) -> String {
    draw(name, values).caption.to_string()
}

fn at(loading: f64) -> String {
    let few = [("loading", loading.into()), ("networks", 4.into())];
    caption("crosstalk", few)
}

/// Errors at the fixed point over those of one look: the equations at zero temperature, by repeated insertion.
fn ratio(loading: f64) -> f64 {
    let (mut overlap, mut spread) = (1.0, sqrt(loading));
    for _ in 0..10_000 {
        let x = overlap / (SQRT_2 * spread);
        let susceptibility = sqrt(2.0 / PI) / spread * exp(-x * x);
        (overlap, spread) = (erf(x), sqrt(loading) / (1.0 - susceptibility));
    }
    (1.0 - overlap) / (1.0 - erf(1.0 / sqrt(2.0 * loading)))
}

/// Catches the errors at the end of retrieval said of another loading: at 2 they would be 110 per cent.
#[test]
fn the_errors_at_the_fixed_point_belong_to_their_loading() {
    for loading in [2.0, 1.0, 0.2] {
        let words = at(loading);
        assert!(!words.contains("times as many"), "{words}");
        assert!(
            words.contains("above a loading of 0.138 no fixed point"),
            "{words}"
        );
    }
    let words = at(0.13);
    let ratio = format!(
        "{:.1} times as many are wrong at the fixed point.",
        ratio(0.13)
    );
    assert!(words.contains(&ratio), "{words}, not {ratio}");
    let words = at(0.138);
    assert!(
        words.contains("4.6 times as many are wrong at the fixed point where retrieval ends."),
        "{words}"
    );
}

/// Catches eight memories promised of networks that hold two.
#[test]
fn networks_of_few_memories_show_all() {
    let values = [
        ("loading", 0.02.into()),
        ("neurons", 100.into()),
        ("networks", 4.into()),
    ];
    let words = caption("crosstalk", values);
    assert!(
        words.contains("8 memories (or all, where there are fewer)"),
        "{words}"
    );
}
