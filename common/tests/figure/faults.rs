//! Figures that can't be drawn are refused, in words that lead to the fault.

use common::figure::{
    Anchor, Animation, Axis, ColourMap, Figure, FigureError, Handle, Layer, Mark, Orientation,
    Panel, Quantity, Role,
};

fn panel() -> Panel {
    Panel::new(
        "voltage",
        Axis::new("time", "t", "ms"),
        Axis::new("potential", "V", "mV"),
    )
}

fn fault(figure: &Figure) -> FigureError {
    figure.check("spike").unwrap_err()
}

fn of_layer(layer: Layer) -> String {
    fault(&Figure::new().panel(panel().layer(layer))).to_string()
}

/// Catches a NaN that becomes a gap, and a message that does not say where it is.
#[test]
fn a_number_that_is_not_finite_is_named_with_figure_and_series() {
    let line = |y| Layer::line("membrane potential", Role::Voltage, vec![0.0, 1.0, 2.0], y);
    assert_eq!(
        of_layer(line(vec![0.0, 1.0, f64::NAN])),
        "figure spike, series voltage/membrane potential: y, entry 2, is NaN, which can't be drawn"
    );
    assert!(of_layer(line(vec![f64::NEG_INFINITY, 1.0, 0.0])).contains("entry 0, is -inf"));
    let rule = Layer::rule(Role::Theory, Orientation::Vertical, f64::NAN);
    assert!(of_layer(rule).contains("layer 0 of panel voltage"));
}

/// Catches series that pandas would read as ragged columns.
#[test]
fn lists_of_unequal_lengths_and_empty_series_are_refused() {
    assert_eq!(
        of_layer(Layer::line("v", Role::Voltage, vec![0.0, 1.0], vec![0.0])),
        "figure spike, series voltage/v: 2 x, but 1 y"
    );
    let points = Layer::points("v", Role::Voltage, vec![0.0], vec![0.0]);
    assert!(of_layer(points.clone().y_error(vec![1.0, 2.0])).contains("1 x, but 2 y_error"));
    assert!(of_layer(points.y_error(vec![-1.0])).contains("y_error, entry 0, is -1"));
    assert!(of_layer(Layer::line("v", Role::Voltage, vec![], vec![])).ends_with("is empty"));
    let map = Mark::HeatMap {
        x: (0.0, 1.0),
        y: (0.0, 1.0),
        values: vec![vec![1.0, 2.0], vec![1.0]],
        map: ColourMap::Sequential,
        range: None,
        quantity: Quantity::new("", "", ""),
    };
    assert!(
        of_layer(Layer::new("map", Role::Theory, map))
            .contains("row 1 has 1 values, the first has 2")
    );
    let image = Mark::Image {
        x: (0.0, 1.0),
        y: (0.0, 1.0),
        columns: 2,
        pixels: vec![0; 3],
    };
    assert!(of_layer(Layer::new("image", Role::Theory, image)).contains("row 1 has 1 values"));
}

/// Catches a logarithm of zero.
#[test]
fn logarithmic_axes_want_positive_numbers() {
    let axis = || Axis::new("f", "", "Hz").logarithmic();
    let figure = |layer| Figure::new().panel(Panel::new("p", axis(), axis()).layer(layer));
    let line = Layer::line("law", Role::Theory, vec![1.0, 2.0], vec![1.0, 0.0]);
    let message = fault(&figure(line)).to_string();
    assert!(message.contains("y, entry 1, is 0, but must be positive on a logarithmic axis"));
    let text = Layer::text(Role::Theory, (-1.0, 1.0), Anchor::Start, "here");
    assert!(
        fault(&figure(text))
            .to_string()
            .contains("x of its position")
    );
}

/// Catches names that would overwrite each other in tables, and references to nothing.
#[test]
fn names_are_distinct_and_known() {
    assert!(matches!(
        fault(&Figure::new().panel(panel()).panel(panel())),
        FigureError::DuplicateName { .. }
    ));
    let layer = || Layer::line("v", Role::Voltage, vec![0.0], vec![0.0]);
    let twice = Figure::new().panel(panel().layer(layer()).layer(layer()));
    assert!(matches!(fault(&twice), FigureError::DuplicateName { .. }));
    let handle = Handle::along_x("volts", (0.0, 0.0), "v", "drag");
    let message = fault(&Figure::new().panel(panel()).handle(handle)).to_string();
    assert!(
        message.contains("“volts”, which is not one of: voltage"),
        "{message}"
    );
    let animation = Animation {
        quantity: Quantity::new("", "", ""),
        frames: vec![],
        printed: 0,
    };
    assert!(matches!(
        fault(&Figure::new().animation(animation)),
        FigureError::UnknownFrame { .. }
    ));
    let backwards = Panel::new(
        "p",
        Axis::new("", "", "").range(1.0, 0.0),
        Axis::new("", "", ""),
    );
    assert!(matches!(
        fault(&Figure::new().panel(backwards)),
        FigureError::EmptyRange { .. }
    ));
    let nowhere = Handle::along_x("voltage", (0.0, 0.0), "v", "drag").within(2.0, 1.0);
    let message = fault(&Figure::new().panel(panel()).handle(nowhere)).to_string();
    assert!(
        message.contains("handle “drag”: the range runs from 2 to 1"),
        "{message}"
    );
}
