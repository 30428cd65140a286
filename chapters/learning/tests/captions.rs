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
