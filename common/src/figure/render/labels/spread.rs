//! Moves labels apart, as little as possible.

use super::{EndLabel, LABEL, LEADER, NEAR, PITCH};

/// Spreads labels that stand above one another between two bounds; where one moves far, its group is
/// set off to the right, to make room for the lines that lead to them.
pub(super) fn apart(labels: &mut [EndLabel], bounds: (f64, f64)) {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|a, b| labels[*a].from.1.total_cmp(&labels[*b].from.1));
    let mut seen = vec![false; labels.len()];
    for start in 0..order.len() {
        if seen[start] {
            continue;
        }
        // All labels that overlap sideways with one of the group belong to it.
        let mut group = vec![start];
        seen[start] = true;
        let mut next = 0;
        while let Some(&member) = group.get(next) {
            for other in 0..order.len() {
                if !seen[other] && overlap(&labels[order[member]], &labels[order[other]]) {
                    seen[other] = true;
                    group.push(other);
                }
            }
            next += 1;
        }
        group.sort_unstable();
        let wanted: Vec<f64> = group
            .iter()
            .map(|member| labels[order[*member]].from.1)
            .collect();
        let placed = spread(&wanted, PITCH, bounds);
        let far = wanted
            .iter()
            .zip(&placed)
            .any(|(from, to)| (from - to).abs() > NEAR);
        for (member, middle) in group.iter().zip(placed) {
            let label = &mut labels[order[*member]];
            label.at.1 = middle;
            // All of a group step aside, so that no line crosses a label.
            if far {
                label.at.0 += LEADER;
            }
        }
    }
}

fn overlap(one: &EndLabel, other: &EndLabel) -> bool {
    let end = |label: &EndLabel| label.at.0 + LEADER + LABEL.width(&label.text);
    one.at.0 <= end(other) && other.at.0 <= end(one)
}

/// The positions nearest to those wanted (in least squares) that are at least `pitch` apart and
/// within the bounds; `wanted` must be in ascending order.
///
/// # Source
/// Isotonic regression by pooling adjacent violators (Barlow et al., 1972), after the distances have
/// been subtracted.
fn spread(wanted: &[f64], pitch: f64, bounds: (f64, f64)) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (index, position) in wanted.iter().enumerate() {
        let mut pool = (position - index as f64 * pitch, 1);
        while let Some(&(sum, count)) = pools.last() {
            if sum / count as f64 <= pool.0 / pool.1 as f64 {
                break;
            }
            pool = (pool.0 + sum, pool.1 + count);
            pools.pop();
        }
        pools.push(pool);
    }
    let length = wanted.len().saturating_sub(1) as f64 * pitch;
    let low = bounds.0;
    let high = (bounds.1 - length).max(low);
    let pooled = pools.iter().flat_map(|(sum, count)| {
        std::iter::repeat_n((sum / *count as f64).clamp(low, high), *count)
    });
    pooled
        .enumerate()
        .map(|(index, position)| position + index as f64 * pitch)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches labels that overlap, leave the panel, swap their order, or move without need.
    #[test]
    fn labels_move_apart_and_no_farther() {
        let bounds = (0.0, 100.0);
        assert_eq!(
            spread(&[10.0, 50.0, 90.0], 15.0, bounds),
            [10.0, 50.0, 90.0]
        );
        assert_eq!(spread(&[50.0, 50.0], 15.0, bounds), [42.5, 57.5]);
        assert_eq!(
            spread(&[98.0, 99.0, 100.0], 15.0, bounds),
            [70.0, 85.0, 100.0]
        );
        let crowd: Vec<f64> = (0..7).map(|k| 40.0 + f64::from(k * k)).collect();
        let placed = spread(&crowd, 14.0, bounds);
        assert!(placed.windows(2).all(|two| two[1] - two[0] >= 14.0 - 1e-9));
        assert!(placed[0] >= 0.0 && placed[6] <= 100.0);
    }
}
