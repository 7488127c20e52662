//! Columns and fields, each at most once: the assignment with the greatest total.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;

/// Below this score a column is not read.
pub(super) const THRESHOLD: f32 = 6.0;

/// The field of each column, by their places in the rows of scores; `None` where no field is worth it.
pub(super) fn assigned(scores: &[Vec<f32>]) -> Vec<Option<usize>> {
    let fields = scores.first().map_or(0, Vec::len);
    // Behind the fields each column has a place of its own, for being left alone.
    let weights = Matrix::from_rows(scores.iter().map(|row| {
        let alone = std::iter::repeat_n(points(THRESHOLD), scores.len());
        row.iter().map(|score| points(*score)).chain(alone).collect::<Vec<i64>>()
    }));
    let Ok(weights) = weights else { return vec![None; scores.len()] };
    let (_, places) = kuhn_munkres(&weights);
    places.into_iter().map(|place| (place < fields).then_some(place)).collect()
}

/// A score in whole thousandths: the assignment compares sums exactly.
#[expect(clippy::cast_possible_truncation, reason = "scores are small")]
fn points(score: f32) -> i64 {
    (score * 1000.0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_total_wins_over_the_greatest_single_score() {
        let scores = vec![vec![8.0, 7.9], vec![8.0, 0.0], vec![5.0, 5.0]];
        assert_eq!(assigned(&scores), [Some(1), Some(0), None]);
        assert!(assigned(&[]).is_empty());
    }
}
