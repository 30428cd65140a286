//! Which columns a figure's layers fill.

use crate::figure::render::plain;
use crate::figure::{Figure, Layer, Mark, Orientation, Panel, Quantity};

/// An entry of the table.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// A whole number: of a train, a row.
    Count(usize),
    /// A number.
    Real(f64),
    /// A word.
    Word(String),
}

/// One column, with all that may become part of its heading.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// Its panel's name.
    pub panel: String,
    /// Its layer's name.
    pub layer: String,
    /// What stands before the quantity: "standard error of ", or nothing.
    pub prefix: &'static str,
    /// What its numbers are.
    pub quantity: Quantity,
    /// Whether other columns may share it.
    pub abscissa: bool,
    /// Its numbers.
    pub cells: Vec<Cell>,
}

/// The columns of a figure, in the order of panels and layers.
pub(super) fn of(figure: &Figure) -> Vec<Column> {
    let mut columns = Vec::new();
    for panel in &figure.panels {
        for layer in panel.layers.iter().filter(|layer| !layer.name.is_empty()) {
            add(&mut columns, columns_of(panel, layer));
        }
        for group in animated(figure, panel) {
            add(&mut columns, group);
        }
    }
    columns
}

/// Appends a group of columns: beside the group that has the same abscissae, or at the end.
fn add(columns: &mut Vec<Column>, mut group: Vec<Column>) {
    let shared = group
        .first()
        .filter(|first| first.abscissa)
        .and_then(|first| {
            columns.iter().position(|column| {
                column.abscissa && column.quantity == first.quantity && column.cells == first.cells
            })
        });
    let Some(start) = shared else {
        columns.append(&mut group);
        return;
    };
    let after = &columns[start + 1..];
    let end = after
        .iter()
        .position(|column| column.abscissa)
        .map_or(columns.len(), |n| start + 1 + n);
    columns.splice(end..end, group.drain(1..));
}

/// The columns of the layers that an animation draws in a panel: all frames below one another, the
/// moment of each row in the first column.
fn animated(figure: &Figure, panel: &Panel) -> Vec<Vec<Column>> {
    let Some(animation) = &figure.animation else {
        return Vec::new();
    };
    let mut groups: Vec<Vec<Column>> = Vec::new();
    for frame in &animation.frames {
        let here = frame
            .layers
            .iter()
            .filter(|(name, layer)| *name == panel.name && !layer.name.is_empty());
        for (_, layer) in here {
            let mut group = columns_of(panel, layer);
            let rows = group
                .iter()
                .map(|column| column.cells.len())
                .max()
                .unwrap_or(0);
            let moment = Column {
                quantity: animation.quantity.clone(),
                prefix: "",
                abscissa: true,
                cells: vec![Cell::Real(frame.at); rows],
                panel: panel.name.clone(),
                layer: layer.name.clone(),
            };
            for column in &mut group {
                column.abscissa = false;
            }
            group.insert(0, moment);
            match groups.iter_mut().find(|known| known[0].layer == layer.name) {
                Some(known) => {
                    for (known, new) in known.iter_mut().zip(group) {
                        known.cells.extend(new.cells);
                    }
                }
                None => groups.push(group),
            }
        }
    }
    groups
}

fn reals(values: &[f64]) -> Vec<Cell> {
    values.iter().map(|value| Cell::Real(*value)).collect()
}

/// Makes the columns of one layer.
struct Maker<'a> {
    panel: &'a Panel,
    layer: &'a Layer,
}

impl Maker<'_> {
    fn column(&self, prefix: &'static str, quantity: &Quantity, cells: Vec<Cell>) -> Column {
        Column {
            panel: self.panel.name.clone(),
            layer: self.layer.name.clone(),
            prefix,
            quantity: quantity.clone(),
            abscissa: false,
            cells,
        }
    }

    /// Abscissae, which other layers may share.
    fn x(&self, values: &[f64]) -> Column {
        Column {
            abscissa: true,
            ..self.along_x("", values)
        }
    }

    fn along_x(&self, prefix: &'static str, values: &[f64]) -> Column {
        self.column(prefix, &self.panel.x.quantity, reals(values))
    }

    fn y(&self, prefix: &'static str, values: &[f64]) -> Column {
        let quantity = self
            .layer
            .quantity
            .as_ref()
            .unwrap_or(&self.panel.y.quantity);
        self.column(prefix, quantity, reals(values))
    }

    /// Values across a rule or a span.
    fn across(&self, orientation: Orientation, prefix: &'static str, values: &[f64]) -> Column {
        match orientation {
            Orientation::Horizontal => self.y(prefix, values),
            Orientation::Vertical => self.along_x(prefix, values),
        }
    }

    /// A grid as a long table: the cells' centres and what each holds.
    fn grid(&self, [xs, ys]: [Vec<f64>; 2], quantity: &Quantity, held: Vec<Cell>) -> Vec<Column> {
        let centre = self.column("", &self.panel.y.quantity, reals(&ys));
        vec![self.x(&xs), centre, self.column("", quantity, held)]
    }
}

/// The columns of one layer, abscissae first.
fn columns_of(panel: &Panel, layer: &Layer) -> Vec<Column> {
    let make = Maker { panel, layer };
    let word = |name: &str| Quantity::new(name, "", "");
    match &layer.mark {
        Mark::Line { x, y } | Mark::Step { x, y, .. } | Mark::Area { x, y } => {
            vec![make.x(x), make.y("", y)]
        }
        Mark::Points {
            x,
            y,
            y_error,
            x_error,
            ..
        } => {
            let mut columns = vec![make.x(x), make.y("", y)];
            if !y_error.is_empty() {
                columns.push(make.y("standard error of ", y_error));
            }
            if !x_error.is_empty() {
                columns.push(make.along_x("standard error of ", x_error));
            }
            columns
        }
        Mark::Band { x, lower, upper } => {
            vec![make.x(x), make.y("lower ", lower), make.y("upper ", upper)]
        }
        Mark::Rule { orientation, at } => vec![make.across(*orientation, "", &[*at])],
        Mark::Span {
            orientation,
            from,
            to,
        } => {
            vec![make.across(*orientation, "edges of ", &[*from, *to])]
        }
        Mark::Raster { trains } => {
            let numbers = trains.iter().enumerate();
            let numbers = numbers.flat_map(|(row, train)| vec![Cell::Count(row); train.len()]);
            let numbers = make.column("", &word("train"), numbers.collect());
            vec![
                Column {
                    abscissa: true,
                    ..numbers
                },
                make.along_x("", &trains.concat()),
            ]
        }
        Mark::HeatMap {
            x,
            y,
            values,
            quantity,
            ..
        } => {
            let columns = values.first().map_or(0, Vec::len);
            let held = reals(&values.concat());
            make.grid(
                centres(*x, *y, values.len(), columns, false),
                quantity,
                held,
            )
        }
        Mark::Image {
            x,
            y,
            columns,
            pixels,
        } => {
            let rows = pixels.len().checked_div(*columns).unwrap_or(0);
            let grey = pixels
                .iter()
                .map(|grey| Cell::Count(usize::from(*grey)))
                .collect();
            let quantity = word("grey value (0 to 255)");
            make.grid(centres(*x, *y, rows, *columns, true), &quantity, grey)
        }
        Mark::Arrow { from, to } => vec![make.x(&[from.0, to.0]), make.y("", &[from.1, to.1])],
        Mark::Text { at, text, .. } => {
            let said = vec![Cell::Word(plain(text))];
            vec![
                make.x(&[at.0]),
                make.y("", &[at.1]),
                make.column("", &word("text"), said),
            ]
        }
    }
}

/// The centres of a grid's cells, row by row; `down` if the first row is the topmost.
fn centres(x: (f64, f64), y: (f64, f64), rows: usize, columns: usize, down: bool) -> [Vec<f64>; 2] {
    let centre = |(low, high): (f64, f64), index: usize, count: usize| {
        low + (high - low) * (index as f64 + 0.5) / count as f64
    };
    let cells = || (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let row_of = |row: usize| if down { rows - 1 - row } else { row };
    [
        cells()
            .map(|(_, column)| centre(x, column, columns))
            .collect(),
        cells()
            .map(|(row, _)| centre(y, row_of(row), rows))
            .collect(),
    ]
}
