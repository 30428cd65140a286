//! What can't be computed is refused in one sentence that names flags and values, and nothing false
//! is said of it.

use common::figure::FigureError;
use common::param::{Value, Values};
use common::run::Run;
use learning::chapter;

fn refusal<T>(result: Result<T, FigureError>) -> String {
    match result {
        Err(FigureError::Parameter(sentence)) => sentence,
        Err(error) => panic!("not a refusal: {error}"),
        Ok(_) => panic!("not refused"),
    }
}

fn figure<const N: usize>(name: &str, values: [(&str, Value); N]) -> String {
    refusal(chapter().draw(name, values, &Run::parallel()))
}

fn claim<const N: usize>(name: &str, values: [(&str, Value); N]) -> String {
    let chapter = chapter();
    let claim = chapter.claim(name).unwrap();
    let values = claim.defaults().with(&Values::from(values)).unwrap();
    refusal(claim.compute(&values, &Run::serial()))
}

fn points(positive: (f64, f64), negative: (f64, f64)) -> [(&'static str, Value); 3] {
    [
        ("count", 0_i64.into()),
        ("positive", Value::Points(vec![positive])),
        ("negative", Value::Points(vec![negative])),
    ]
}

/// Catches weights that run away and become marks that are missing, or NaN in the words.
#[test]
fn weights_that_run_away_are_refused() {
    for (spike, neurons) in [(20.0, 100_i64), (15.0, 100), (12.0, 300)] {
        let sentence = figure(
            "three-signals",
            [
                ("spike", spike.into()),
                ("rate", 0.02.into()),
                ("neurons", neurons.into()),
                ("presentations", 1000_i64.into()),
            ],
        );
        let told = format!("--rate is 0.02 and --spike is {spike}: ");
        assert!(sentence.starts_with(&told), "{sentence}");
    }
}

/// Catches a learning time below zero, which a logarithmic axis can't show and which means nothing.
#[test]
fn a_loss_that_did_not_fall_has_no_learning_time() {
    let sentence = figure(
        "three-signals",
        [
            ("largest", 4_i64.into()),
            ("presentations", 1000_i64.into()),
            ("neurons", 30_i64.into()),
        ],
    );
    assert!(
        sentence.starts_with("--presentations is 1000, too few: "),
        "{sentence}"
    );
}

/// Catches points that a line divides, if narrowly, and of which it is said that none does.
#[test]
fn patience_lost_is_not_taken_for_a_proof() {
    let narrow = claim("mistakes", points((1.0, 0.0), (1.0, 0.01)));
    assert_eq!(
        narrow,
        "the rule has made 5000 mistakes and isn't done; the theorem allows 40005"
    );
    let crossed = claim("mistakes", points((1.0, 0.0), (1.0, 0.0)));
    assert!(crossed.starts_with("no line "), "{crossed}");
}

/// Catches points so near to the origin, or to the wrong side, that a ratio overflows.
#[test]
fn points_beyond_rounding_are_refused() {
    let near = figure("perceptron", points((1e-200, 0.0), (0.0, 1e-5)));
    assert!(
        near.starts_with("--positive holds the point 1e-200,0e0;"),
        "{near}"
    );
    for negative in [(1.0, 1e-200), (1.0, 1e-7)] {
        let narrow = figure("perceptron", points((1.0, 0.0), negative));
        assert!(
            narrow.contains("margin") && narrow.contains("--negative"),
            "{narrow}"
        );
    }
    let chapter = chapter();
    let perceptron = chapter.figure("perceptron").unwrap();
    for (positive, negative) in [
        ((1.0, 0.0), (1.0, 1e-5)),
        ((1e-6, 0.0), (0.0, 1e-5)),
        ((0.0, 0.0), (1.0, 0.0)),
    ] {
        let values = perceptron
            .defaults()
            .with(&points(positive, negative).into());
        let drawn = perceptron.draw(&values.unwrap(), &Run::serial());
        assert!(
            drawn.is_ok(),
            "{positive:?} {negative:?}: {:?}",
            drawn.err()
        );
    }
}

/// Catches a trial on which an answer that is always zero has reached half of itself.
#[test]
fn a_cue_that_is_never_answered_has_no_trial_of_transfer() {
    for (discount, written) in [(0.0, "0"), (1e-300, "1e-300")] {
        let sentence = claim("transfer-trial", [("discount", discount.into())]);
        assert!(
            sentence.starts_with(&format!("--discount is {written}: ")),
            "{sentence}"
        );
    }
}
