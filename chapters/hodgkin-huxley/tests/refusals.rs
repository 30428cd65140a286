//! What can't be computed is refused in one sentence that names flags and values; what can be is drawn.

use common::figure::FigureError;
use common::param::Values;
use common::run::Run;
use hodgkin_huxley::chapter;

fn draw<const N: usize>(name: &str, values: [(&str, f64); N]) -> Result<(), FigureError> {
    let chapter = chapter();
    let figure = chapter.figure(name).unwrap();
    let values = values.map(|(name, value)| (name, value.into()));
    let values = figure.defaults().with(&Values::from(values)).unwrap();
    figure.draw(&values, &Run::parallel()).map(drop)
}

/// Catches a solution that never ends, and a refusal of what can be followed: without channels' help the
/// current would take this membrane to −54.4 − 50/0.05 = −1054 mV.
#[test]
fn a_membrane_is_not_driven_to_where_its_gates_are_too_fast() {
    for values in [
        [("current", -50.0), ("leak-conductance", 0.05)],
        [("current", -50.0), ("temperature", 40.0)],
    ] {
        match draw("spike", values) {
            Err(FigureError::Parameter(sentence)) => {
                assert!(
                    sentence.starts_with("--current is -50 µA/cm² for 15 ms"),
                    "{sentence}"
                );
                assert!(
                    sentence.contains("--stimulus or raise --leak-conductance"),
                    "{sentence}"
                );
            }
            other => panic!("{other:?}"),
        }
    }
    draw("spike", [("current", -50.0), ("window", 100.0)]).unwrap();
    // A touch of the same current moves it little.
    draw(
        "spike",
        [
            ("current", -50.0),
            ("leak-conductance", 0.05),
            ("stimulus", 0.5),
        ],
    )
    .unwrap();
}

/// Catches a line of which the panel shows nothing: a membrane of much capacitance and few sodium channels
/// pays hardly more than the least in the cold, and its law falls below the panel before 15 °C.
#[test]
fn a_law_below_the_panel_is_left_out() {
    draw(
        "energy",
        [
            ("capacitance", 5.0),
            ("sodium-conductance", 20.0),
            ("coldest", 15.0),
        ],
    )
    .unwrap();
}

/// Would catch steps so long that the potential jumps past its batteries and away, where a membrane has
/// many channels, little capacitance and slow gates.
#[test]
fn an_axon_that_charges_fast_is_followed() {
    let values = [
        ("stimulus", 1000.0),
        ("length", 1.0),
        ("capacitance", 0.2),
        ("sodium-conductance", 600.0),
        ("potassium-conductance", 180.0),
        ("potassium-reversal", -60.0),
        ("temperature", 0.0),
    ];
    draw("propagation", values).unwrap();
}
