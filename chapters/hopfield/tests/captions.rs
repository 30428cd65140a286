//! What a caption says where readers have moved parameters far from their defaults.

use common::figure::{Figure, Mark};
use common::numerics::elementary::{erf, exp, sqrt};
use common::param::{Bitmap, Value};
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

fn seen<const N: usize>(name: &str, values: [(&str, Value); N]) -> String {
    draw(name, values).alternative_text.to_string()
}

/// Catches discrete marks told as lying on a Gaussian, and a loading of which the memory does not exist.
#[test]
fn one_other_memory_is_no_gaussian() {
    let values = [
        ("loading", 0.01.into()),
        ("neurons", 100.into()),
        ("networks", 4.into()),
    ];
    let figure = draw("crosstalk", values);
    let words = figure.caption.to_string();
    assert!(words.contains("it holds two"), "{words}");
    assert!(!words.contains("act as Gaussian noise"), "{words}");
    let words = figure.alternative_text.to_string();
    assert!(!words.contains("on a Gaussian"), "{words}");
}

/// Catches −0.35 told as the largest of overlaps among which there are positive ones.
#[test]
fn an_overlap_largest_in_size_is_not_the_largest() {
    let empty = Bitmap::new(16, vec![false; 256]).unwrap();
    let values = [
        ("cue", Value::Choice("drawing".to_owned())),
        ("drawing", Value::Bitmap(empty)),
    ];
    let words = caption("completion", values);
    assert!(words.contains("largest in size is −"), "{words}");
}

/// Catches a state that is another's negative, at an overlap of −0.91, told as one that looks like none.
#[test]
fn a_negative_looks_like_a_negative() {
    let words = seen("completion", []);
    assert!(
        words.contains("looks like the negative of another (rocket, overlap −0.91)"),
        "{words}"
    );
    assert!(!words.contains("largest overlap"), "{words}");
    let words = caption("completion", [("part", 0.1.into())]);
    assert!(!words.contains("half-known"), "{words}");
}

/// Catches curves told as falling that end where they began or above: at a loading of 0.08 the one from 0.25
/// ends at 0.31.
#[test]
fn curves_that_are_lost_need_not_fall() {
    let figure = draw("overlap-dynamics", []);
    let words = figure.alternative_text.to_string();
    assert!(!words.contains("fall"), "{words}");
    assert!(words.contains("the others end at 0.31 or less"), "{words}");
    let right = figure
        .panels
        .iter()
        .find(|panel| panel.name == "right")
        .unwrap();
    let ends = right.layers.iter().filter_map(|layer| match &layer.mark {
        Mark::Line { y, .. } => y.last().copied(),
        _ => None,
    });
    let most = ends.fold(0.0, f64::max);
    let told = format!("no curve ends above {most:.2}");
    assert!(words.contains(&told), "{words}, not {told}");
}

/// Catches random memories told of a network that has none.
#[test]
fn a_network_without_random_memories_has_no_others() {
    let words = caption("name-and-face", [("loading", 0.001.into())]);
    assert!(!words.contains("the others random"), "{words}");
}

/// Catches a fall between two loadings told of networks of which one half still is there.
#[test]
fn the_overlap_at_the_end_is_told_as_it_is() {
    let values = [
        ("loading", 1.0.into()),
        ("neurons", 200.into()),
        ("networks", 4.into()),
    ];
    let words = seen("synchronous-theory", values);
    assert!(!words.contains("falls from near one"), "{words}");
    assert!(words.contains("at 0.13 and"), "{words}");
}

/// Catches a loading up to which mixtures hold told where the simulation says otherwise.
#[test]
fn small_networks_lose_their_mixtures_earlier() {
    let values = [
        ("neurons", 400.into()),
        ("networks", 3.into()),
        ("sweeps", 20.into()),
    ];
    let words = caption("mixtures", values);
    assert!(!words.contains("a state of their own"), "{words}");
}

/// Catches "change their sign near" a line on whose other side some of them lie.
#[test]
fn free_energies_of_the_wrong_sign_are_told() {
    let values = [("neurons", 500.into()), ("sweeps", 20.into())];
    let words = seen("phase-diagram", values);
    assert!(!words.contains("change their sign"), "{words}");
    assert!(words.contains("some the wrong sign"), "{words}");
}

/// Catches an edge told as sharp where the largest network has none.
#[test]
fn a_network_that_retrieves_nothing_has_no_edge() {
    let values = [
        ("neurons", 1000.into()),
        ("replicas", 2.into()),
        ("low", 0.15.into()),
        ("middle", 0.17.into()),
        ("high", 0.2.into()),
    ];
    let words = caption("basins", values);
    assert!(!words.contains("sharper"), "{words}");
}

/// Catches a slow fall told of fixed points, and an intact rule that errs.
#[test]
fn whole_cues_are_fixed_points_and_bad_ones_are_not_put_right() {
    let at = |wrong: f64| {
        let values = [
            ("wrong", wrong.into()),
            ("sets", 4.into()),
            ("neurons", 64.into()),
            ("replicas", 2.into()),
        ];
        draw("correlated", values)
    };
    let words = at(0.0).alternative_text.to_string();
    assert!(!words.contains("falls slowly"), "{words}");
    let words = at(0.3).caption.to_string();
    assert!(!words.contains("intact"), "{words}");
}

/// Catches a theory told to keep 0.0 N, and a line of it where none is drawn.
#[test]
fn a_rate_below_three_keeps_nothing() {
    for rate in [1.0, 2.5] {
        let values = [
            ("rate", rate.into()),
            ("neurons", 100.into()),
            ("replicas", 2.into()),
        ];
        let words = caption("palimpsest", values);
        assert!(words.contains("keeps nothing"), "{words}");
        assert!(!words.contains("0.0 N"), "{words}");
    }
}
