//! Moments: neighbours in one bucket, on both sides of its ends, and far away.

use tablewright_modeler::model::Type;

use crate::{
    random::Random,
    values::{Value, floor, ulid},
};

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// 2026-11-24T07:15:09.123456Z, and the same of a year that no clock reaches soon.
const NOW: i64 = 1_795_504_509_123_456;
const LATER: i64 = NOW + 36_525 * DAY;

/// Moments of a type, each cut to what the type keeps.
pub(super) fn candidates(kind: &Type, future: bool, random: &mut Random) -> Vec<Value> {
    let mut all: Vec<i64> = moments(future, random)
        .iter()
        .map(|at| floor(*at, kind))
        .collect();
    all.dedup();
    all.into_iter().map(Value::Time).collect()
}

fn moments(future: bool, random: &mut Random) -> Vec<i64> {
    let now = if future { LATER } else { NOW };
    let midnight = floor(now, &Type::Date);
    let mut all = vec![
        now,
        now + 1,
        now + 1000,
        now + SECOND,
        midnight,
        midnight - 1,
        midnight + DAY,
    ];
    all.extend([
        floor(now, &Type::Month),
        floor(now, &Type::Month) - 1,
        floor(now, &Type::Year) - 1,
    ]);
    if !future {
        // The first day and the last year that the text has room for, and before the epoch.
        all.extend([0, -1, -62_135_596_800 * SECOND, 253_370_764_800 * SECOND]);
    }
    for _ in 0..10 {
        all.push(now + random.below(400) as i64 * DAY / 4);
        all.push(midnight + random.below(86_400) as i64 * SECOND);
    }
    all
}

/// Ulids: of one millisecond, of neighbouring ones, and of other days.
pub(super) fn ulids(future: bool, random: &mut Random) -> Vec<Value> {
    let moments = moments(future, random);
    let millis = moments
        .iter()
        .map(|at| at.div_euclid(1000))
        .filter(|at| (0..1 << 48).contains(at));
    let millis: Vec<i64> = millis.collect();
    let mut all = Vec::new();
    for at in millis {
        let chance = (u128::from(random.next()) << 64) | u128::from(random.next());
        all.push(Value::Text(ulid(at, chance)));
        if random.once_in(3) {
            all.push(Value::Text(ulid(at, chance.wrapping_add(1))));
        }
    }
    all
}

/// A finer moment within the period of a coarser one: what a caller gives where it is cut.
pub(super) fn within(start: i64, kind: &Type, random: &mut Random) -> i64 {
    let step = match kind {
        Type::Year => 300 * DAY,
        Type::Month => 27 * DAY,
        Type::Date => DAY - 1,
        Type::Hour => 3600 * SECOND - 1,
        Type::Minute => 60 * SECOND - 1,
        Type::Epoch => SECOND - 1,
        _ => 0,
    };
    start + random.below(usize::try_from(step).unwrap_or(0) + 1) as i64
}
