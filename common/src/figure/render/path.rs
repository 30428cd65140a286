//! Numbers and paths in as few bytes as they need.

use plotters_backend::BackendCoord;

/// Units of the canvas in a pixel.
pub(super) const UNITS: i32 = 100;
/// How far a simplified path may stray from its points: a twentieth of a pixel.
pub(super) const TOLERANCE: f64 = 5.0;

/// Pixels as units of the canvas.
pub(super) fn units(pixels: f64) -> i32 {
    libm::round(pixels * f64::from(UNITS)) as i32
}

/// Writes units of the canvas as pixels: 1250 as `12.5`.
pub(super) fn number(out: &mut String, units: i32) {
    if units < 0 {
        out.push('-');
    }
    let (whole, part) = (units.unsigned_abs() / 100, units.unsigned_abs() % 100);
    if whole > 0 || part == 0 {
        out.push_str(&whole.to_string());
    }
    if part > 0 {
        out.push('.');
        out.push(char::from(b'0' + (part / 10) as u8));
        if part % 10 > 0 {
            out.push(char::from(b'0' + (part % 10) as u8));
        }
    }
}

/// Writes a number after another one, with the blank that it needs unless its sign separates them.
fn next(out: &mut String, units: i32) {
    if units >= 0 {
        out.push(' ');
    }
    number(out, units);
}

/// Writes path data: one open or closed run of straight lines.
pub(super) fn lines(out: &mut String, points: &[BackendCoord], closed: bool) {
    let Some((&(mut x, mut y), rest)) = points.split_first() else {
        return;
    };
    out.push('M');
    number(out, x);
    next(out, y);
    let mut command = ' ';
    for &(to_x, to_y) in rest {
        let (dx, dy) = (to_x - x, to_y - y);
        match (dx, dy) {
            (_, 0) => {
                out.push('h');
                number(out, dx);
                command = 'h';
            }
            (0, _) => {
                out.push('v');
                number(out, dy);
                command = 'v';
            }
            _ => {
                if command == 'l' {
                    next(out, dx);
                } else {
                    out.push('l');
                    number(out, dx);
                }
                next(out, dy);
                command = 'l';
            }
        }
        (x, y) = (to_x, to_y);
    }
    if closed {
        out.push('z');
    }
}

/// Leaves out points that lie within a tolerance (in units) of the line through those that stay.
///
/// # Source
/// Ramer (1972); Douglas and Peucker (1973); iterative, with the distance to the segment.
pub(super) fn simplified(points: &[BackendCoord], tolerance: f64) -> Vec<BackendCoord> {
    let mut distinct: Vec<BackendCoord> = points.to_vec();
    distinct.dedup();
    if distinct.len() < 3 {
        return distinct;
    }
    let mut keep = vec![false; distinct.len()];
    keep[0] = true;
    keep[distinct.len() - 1] = true;
    let mut open = vec![(0, distinct.len() - 1)];
    while let Some((from, to)) = open.pop() {
        let mut farthest = (tolerance * tolerance, None);
        for index in from + 1..to {
            let distance = squared_distance(distinct[index], distinct[from], distinct[to]);
            if distance > farthest.0 {
                farthest = (distance, Some(index));
            }
        }
        if let Some(index) = farthest.1 {
            keep[index] = true;
            open.push((from, index));
            open.push((index, to));
        }
    }
    distinct
        .into_iter()
        .zip(keep)
        .filter_map(|(point, kept)| kept.then_some(point))
        .collect()
}

/// Squared distance of a point from a segment.
fn squared_distance(point: BackendCoord, from: BackendCoord, to: BackendCoord) -> f64 {
    let difference = |a: BackendCoord, b: BackendCoord| {
        (
            f64::from(a.0) - f64::from(b.0),
            f64::from(a.1) - f64::from(b.1),
        )
    };
    let (dx, dy) = difference(to, from);
    let (ex, ey) = difference(point, from);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        ((ex * dx + ey * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (rx, ry) = (ex - along * dx, ey - along * dy);
    rx * rx + ry * ry
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a path that strays farther from its points than the tolerance, on curves of many kinds.
    #[test]
    fn simplified_paths_stay_within_their_tolerance() {
        let mut state = 1_u64;
        let mut random = || {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 40) as i32
        };
        for kind in 0..60 {
            let wild = 1 + 7 * kind;
            let mut point = (0, 0);
            let points: Vec<BackendCoord> = (0..400)
                .map(|_| {
                    point = (
                        point.0 + random() % 40,
                        point.1 + random() % wild - wild / 2,
                    );
                    point
                })
                .collect();
            let kept = simplified(&points, TOLERANCE);
            assert_eq!((kept.first(), kept.last()), (points.first(), points.last()));
            for &point in &points {
                let nearest = kept
                    .windows(2)
                    .map(|ends| squared_distance(point, ends[0], ends[1]))
                    .fold(f64::INFINITY, f64::min);
                assert!(
                    nearest <= TOLERANCE * TOLERANCE,
                    "{point:?} is {nearest} off"
                );
            }
        }
    }

    /// Catches lost zeros and signs in the shortened numbers.
    #[test]
    fn numbers_are_short_and_right() {
        for (units, expected) in [
            (0, "0"),
            (5, ".05"),
            (-5, "-.05"),
            (50, ".5"),
            (100, "1"),
            (-1230, "-12.3"),
            (101, "1.01"),
        ] {
            let mut out = String::new();
            number(&mut out, units);
            assert_eq!(out, expected);
            assert_eq!(out.parse::<f64>().unwrap(), f64::from(units) / 100.0);
        }
    }

    /// Catches two numbers that run into one.
    #[test]
    fn path_data_separates_its_numbers() {
        let mut out = String::new();
        lines(
            &mut out,
            &[
                (0, 0),
                (150, 150),
                (250, 150),
                (250, 50),
                (200, 75),
                (210, 95),
            ],
            false,
        );
        assert_eq!(out, "M0 0l1.5 1.5h1v-1l-.5 .25 .1 .2");
    }
}
