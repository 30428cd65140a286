//! Clipping to a panel by geometry, since an SVG without ids can refer to no clip path.

/// A point in an axis' own coordinates.
pub(super) type Point = (f64, f64);

/// A rectangle: lower and upper bound along x and y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub x: (f64, f64),
    pub y: (f64, f64),
}

impl Bounds {
    /// Whether a point lies within, edges included.
    pub(super) fn contain(&self, (x, y): Point) -> bool {
        (self.x.0..=self.x.1).contains(&x) && (self.y.0..=self.y.1).contains(&y)
    }

    /// The parts of a line within, each as a run of points.
    pub(super) fn line(&self, points: &[Point]) -> Vec<Vec<Point>> {
        let mut runs: Vec<Vec<Point>> = Vec::new();
        for ends in points.windows(2) {
            let Some((from, to)) = self.segment(ends[0], ends[1]) else {
                continue;
            };
            match runs.last_mut() {
                Some(run) if run.last() == Some(&from) && from == ends[0] => run.push(to),
                _ => runs.push(vec![from, to]),
            }
        }
        runs
    }

    /// The part of a segment within.
    ///
    /// # Source
    /// Liang and Barsky (1984).
    pub(super) fn segment(&self, from: Point, to: Point) -> Option<(Point, Point)> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let sides = [
            (-dx, from.0 - self.x.0),
            (dx, self.x.1 - from.0),
            (-dy, from.1 - self.y.0),
            (dy, self.y.1 - from.1),
        ];
        for (outwards, room) in sides {
            if outwards == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if outwards < 0.0 {
                enter = enter.max(room / outwards);
            } else {
                leave = leave.min(room / outwards);
            }
        }
        if enter > leave {
            return None;
        }
        let at = |t: f64| (from.0 + t * dx, from.1 + t * dy);
        Some((
            if enter > 0.0 { at(enter) } else { from },
            if leave < 1.0 { at(leave) } else { to },
        ))
    }

    /// The part of a filled polygon within.
    ///
    /// # Source
    /// Sutherland and Hodgman (1974).
    pub(super) fn polygon(&self, points: &[Point]) -> Vec<Point> {
        // Room to each side; negative outside.
        let sides: [fn(&Self, Point) -> f64; 4] = [
            |bounds, p| p.0 - bounds.x.0,
            |bounds, p| bounds.x.1 - p.0,
            |bounds, p| p.1 - bounds.y.0,
            |bounds, p| bounds.y.1 - p.1,
        ];
        let mut polygon = points.to_vec();
        for room in sides {
            let mut kept = Vec::with_capacity(polygon.len());
            for index in 0..polygon.len() {
                let (from, to) = (polygon[index], polygon[(index + 1) % polygon.len()]);
                let (a, b) = (room(self, from), room(self, to));
                if a >= 0.0 {
                    kept.push(from);
                }
                if (a >= 0.0) != (b >= 0.0) {
                    let t = a / (a - b);
                    kept.push((from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1)));
                }
            }
            polygon = kept;
        }
        polygon
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Bounds = Bounds {
        x: (0.0, 1.0),
        y: (0.0, 1.0),
    };

    /// Catches a line that is drawn outside its panel, or broken where it only touches the edge.
    #[test]
    fn lines_are_cut_where_they_leave() {
        let zigzag = [(-1.0, 0.5), (0.5, 0.5), (0.5, 2.0), (0.75, 0.5), (0.8, 0.5)];
        let runs = UNIT.line(&zigzag);
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[0], [(0.0, 0.5), (0.5, 0.5), (0.5, 1.0)]);
        assert_eq!(runs[1].last(), Some(&(0.8, 0.5)));
        assert!(runs.iter().flatten().all(|point| UNIT.contain(*point)));
        assert_eq!(UNIT.line(&[(0.0, 0.0), (0.5, 1.0), (1.0, 0.0)]).len(), 1);
        assert!(UNIT.line(&[(2.0, 0.0), (2.0, 1.0)]).is_empty());
    }

    /// Catches an area that loses the corner of its panel.
    #[test]
    fn polygons_keep_the_corners_of_their_panel() {
        let large = [(-1.0, -1.0), (2.0, -1.0), (2.0, 2.0), (-1.0, 2.0)];
        let mut corners = UNIT.polygon(&large);
        corners.sort_by(|a, b| a.partial_cmp(b).unwrap());
        assert_eq!(corners, [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]);
        assert!(
            UNIT.polygon(&[(2.0, 2.0), (3.0, 2.0), (3.0, 3.0)])
                .is_empty()
        );
    }
}
