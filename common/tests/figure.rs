//! The figure's renderer and tables, on a gallery of every mark.

#[path = "figure/faults.rs"]
mod faults;
#[path = "figure/gallery.rs"]
mod gallery;
#[path = "figure/layout.rs"]
mod layout;
#[path = "figure/tables.rs"]
mod tables;

use common::figure::{Axis, Figure, Layer, Panel, Role};

/// Catches XML that no parser accepts, and letters that the shipped fonts lack a file for. Writes
/// the gallery as files, if `FIGURE_GALLERY` names a folder for them, to be looked at.
#[cfg(feature = "png")]
#[test]
fn the_gallery_can_be_drawn_as_pictures() {
    for (name, figure) in gallery::all() {
        figure.check(name).unwrap();
        for (suffix, figure) in [("", figure.clone()), ("-phone", figure.narrow(340.0))] {
            let picture = figure.png(2.0).unwrap();
            if let Ok(folder) = std::env::var("FIGURE_GALLERY") {
                let path = std::path::Path::new(&folder).join(format!("{name}{suffix}"));
                std::fs::write(path.with_extension("png"), picture).unwrap();
                std::fs::write(path.with_extension("svg"), figure.svg()).unwrap();
            }
        }
    }
}

/// Catches anything in a drawing that depends on more than its figure.
#[test]
fn a_figure_gives_the_same_bytes_twice() {
    for (_, figure) in gallery::all() {
        assert_eq!(figure.svg(), figure.clone().svg());
    }
}

/// Catches what would break a page that holds the drawing: ids that the print page renames, blank
/// lines that end the HTML block in Markdown, a text that ends the drawing early.
#[test]
fn a_drawing_can_stand_in_a_page() {
    for (name, figure) in gallery::all() {
        let svg = figure.svg();
        assert!(
            !svg.contains(" id=") && !svg.contains("<style") && !svg.contains("\n\n"),
            "{name}"
        );
        assert_eq!(
            (svg.matches("<svg").count(), svg.matches("</svg>").count()),
            (1, 1)
        );
    }
    let svg = gallery::traces().svg();
    assert!(svg.contains(
        "aria-label=\"Three traces, &quot;one&quot; of them &lt; the others &amp; so on.\""
    ));
}

/// Catches paths that are not simplified: a trace of 10,001 points is to take about 10 kB.
#[test]
fn a_long_trace_stays_small() {
    let t: Vec<f64> = (0..10_001).map(|k| f64::from(k) * 0.01).collect();
    let v = t
        .iter()
        .map(|t| 40.0 * libm::exp(3.0 * libm::sin(*t)) - 65.0)
        .collect();
    let trace = Layer::line("membrane potential", Role::Voltage, t, v);
    let panel = Panel::new(
        "trace",
        Axis::new("time", "t", "ms"),
        Axis::new("V", "", "mV"),
    );
    let size = Figure::new().panel(panel.layer(trace)).svg().len();
    assert!((4_000..14_000).contains(&size), "{size} bytes");
}

/// Catches a mark outside its panel: no path may leave the drawing.
#[test]
fn data_outside_a_fixed_range_are_clipped() {
    let x: Vec<f64> = (0..100).map(f64::from).collect();
    let y = x.iter().map(|x| 1000.0 * libm::sin(*x)).collect();
    let axis = || Axis::new("x", "", "").range(20.0, 30.0);
    let panel = Panel::new("p", axis(), Axis::new("y", "", "").range(-10.0, 10.0));
    let figure = Figure::new().panel(
        panel
            .layer(Layer::line("wild", Role::Accent, x.clone(), y))
            .layer(Layer::band(
                "band",
                Role::Simulation,
                x.clone(),
                x.iter().map(|x| -x).collect(),
                x,
            )),
    );
    let svg = figure.svg();
    for path in svg.lines().filter(|line| line.starts_with("<path")) {
        for start in path.split('M').skip(1) {
            let numbers: Vec<f64> = start
                .split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'))
                .filter_map(|number| number.parse().ok())
                .take(2)
                .collect();
            assert!((0.0..=680.0).contains(&numbers[0]) && (0.0..=300.0).contains(&numbers[1]));
        }
    }
}

/// Catches an animation that always shows the same frame.
#[test]
fn another_frame_is_another_drawing_of_the_same_panel() {
    let figure = gallery::fields();
    let (one, other) = (figure.svg(), figure.at_frame(7).svg());
    assert_ne!(one, other);
    assert_eq!(one.lines().count(), other.lines().count());
    assert_eq!(figure.at_frame(99).svg(), one);
}
