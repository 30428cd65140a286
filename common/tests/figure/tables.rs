//! The numbers behind a figure: CSV, JSON and the thinned form.

use crate::gallery;
use common::figure::{Axis, Figure, FigureData, Layer, Mark, Orientation, Panel, Provenance, Role};
use serde_json::json;

fn provenance() -> Provenance {
    Provenance {
        chapter: "hodgkin-huxley".into(),
        figure: "spike".into(),
        parameters: vec![
            ("current".into(), json!(10.0), "µA/cm²".into()),
            ("seed".into(), json!("7"), String::new()),
        ],
    }
}

fn panel(name: &str) -> Panel {
    Panel::new(
        name,
        Axis::new("time", "t", "ms"),
        Axis::new("membrane potential", "V", "mV"),
    )
}

fn line(name: &str, x: &[f64], y: &[f64]) -> Layer {
    Layer::line(name, Role::Voltage, x.to_vec(), y.to_vec())
}

/// Splits a line of CSV as RFC 4180 has it.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

/// Catches a table without its parameters, without units, or whose numbers have lost digits.
#[test]
fn the_table_has_parameters_units_and_all_digits() {
    let (x, y) = ([0.0, 0.1, 0.30000000000000004], [-65.0, 1e-7, 1.0 / 3.0]);
    let figure = Figure::new().panel(panel("voltage").layer(line("v", &x, &y)));
    let csv = figure.csv(&provenance());
    let mut lines = csv.lines();
    let comments: Vec<&str> = lines.by_ref().take(4).collect();
    assert_eq!(
        comments,
        [
            "# figure: spike",
            "# chapter: hodgkin-huxley",
            "# current: 10.0 µA/cm²",
            "# seed: 7"
        ]
    );
    assert_eq!(lines.next(), Some("time t (ms),membrane potential V (mV)"));
    let read: Vec<Vec<f64>> = lines
        .map(|line| {
            fields(line)
                .iter()
                .map(|field| field.parse().unwrap())
                .collect()
        })
        .collect();
    assert_eq!(
        read,
        [[0.0, -65.0], [0.1, 1e-7], [0.30000000000000004, 1.0 / 3.0]]
    );
}

/// Catches abscissae that are repeated needlessly, or shared by series that differ in them.
#[test]
fn series_share_their_abscissae_where_these_are_the_same() {
    let figure = Figure::new()
        .panel(
            panel("a")
                .layer(line("V", &[0.0, 1.0], &[1.0, 2.0]))
                .layer(line("other, slower", &[0.0, 2.0, 4.0], &[3.0, 4.0, 5.0]))
                .layer(line("m", &[0.0, 1.0], &[5.0, 6.0]).quantity("gate", "m", "")),
        )
        .panel(
            panel("b").layer(
                Layer::points("V", Role::Simulation, vec![0.0, 1.0], vec![7.0, 8.0])
                    .y_error(vec![0.5, 0.25]),
            ),
        );
    let csv = figure.csv(&provenance());
    let table: Vec<Vec<String>> = csv.lines().skip(4).map(fields).collect();
    assert_eq!(
        table[0],
        [
            "V: time t (ms)",
            "a / V: membrane potential V (mV)",
            "gate m",
            "b / V: membrane potential V (mV)",
            "standard error of membrane potential V (mV)",
            "other, slower: time t (ms)",
            "other, slower: membrane potential V (mV)",
        ]
    );
    assert_eq!(table[1], ["0", "1", "5", "7", "0.5", "0", "3"]);
    assert_eq!(table[3], ["", "", "", "", "", "4", "5"]);
    assert_eq!(figure.csv_columns(), table[0]);
}

/// Catches headings that are not distinct, rows of unequal length, and marks that no table holds.
#[test]
fn every_figure_of_the_gallery_becomes_a_table() {
    for (name, figure) in gallery::all() {
        let csv = figure.csv(&provenance());
        let table: Vec<Vec<String>> = csv
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(fields)
            .collect();
        let mut headings = table[0].clone();
        headings.sort();
        headings.dedup();
        assert_eq!(headings.len(), table[0].len(), "{name}");
        assert!(
            table.iter().all(|row| row.len() == headings.len()),
            "{name}"
        );
        let layers = figure.panels.iter().flat_map(|panel| &panel.layers);
        assert!(headings.len() > layers.filter(|layer| !layer.name.is_empty()).count());
        // A comment sign anywhere else would cut the line.
        assert!(!table.iter().flatten().any(|field| field.contains('#')));
    }
}

/// Catches a picture whose cells are listed upside down.
#[test]
fn cells_are_listed_with_their_centres() {
    let image = Mark::Image {
        x: (0.0, 2.0),
        y: (0.0, 2.0),
        columns: 2,
        pixels: vec![1, 2, 3, 4],
    };
    let figure = Figure::new().panel(panel("p").layer(Layer::new("image", Role::Theory, image)));
    let csv = figure.csv(&Provenance::default());
    assert!(
        csv.ends_with("0.5,1.5,1\n1.5,1.5,2\n0.5,0.5,3\n1.5,0.5,4\n"),
        "{csv}"
    );
    let rule = Layer::rule(Role::Theory, Orientation::Vertical, 3.5).named("onset");
    let csv = Figure::new()
        .panel(panel("p").layer(rule))
        .csv(&Provenance::default());
    assert!(csv.ends_with("time t (ms)\n3.5\n"), "{csv}");
}

/// Catches numbers that lose digits in JSON, and parameters that are not there.
#[test]
fn json_holds_everything_in_full_precision() {
    let figure = Figure::new().panel(panel("voltage").layer(line("v", &[1.0 / 3.0], &[-1e-300])));
    let text = figure.json(&provenance());
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        value["parameters"][0],
        json!({"name": "current", "value": 10.0, "unit": "µA/cm²"})
    );
    let layer = &value["data"]["panels"][0]["layers"][0];
    assert_eq!(
        (layer["x"][0].as_f64(), layer["y"][0].as_f64()),
        (Some(1.0 / 3.0), Some(-1e-300))
    );
    let data = FigureData {
        provenance: provenance(),
        data: figure,
    };
    assert_eq!(data.to_json(), text);
}

/// Catches a thinned series that is too long, or that has lost an end or a peak.
#[test]
fn thinned_series_keep_their_ends_and_extremes() {
    let x: Vec<f64> = (0..10_001).map(f64::from).collect();
    let mut y: Vec<f64> = x.iter().map(|x| libm::sin(x / 300.0)).collect();
    (y[1234], y[8765]) = (5.0, -5.0);
    let figure = Figure::new().panel(panel("p").layer(line("v", &x, &y)));
    let thinned = figure.thinned(200);
    let Mark::Line { x: kept, y: values } = &thinned.panels[0].layers[0].mark else {
        panic!()
    };
    assert!(kept.len() <= 200 && kept.len() > 150, "{}", kept.len());
    assert_eq!((kept.first(), kept.last()), (Some(&0.0), Some(&10_000.0)));
    assert!(values.contains(&5.0) && values.contains(&-5.0));
    assert_eq!(thinned, figure.thinned(200));
    assert_eq!(figure.thinned(20_000), figure);
    for (name, figure) in gallery::all() {
        let thinned = figure.thinned(100);
        thinned.check(name).unwrap();
        assert!(thinned.json(&provenance()).len() < 200_000, "{name}");
    }
}
