//! Numbers: around zero, around the powers of ten, and at the ends.

use tablewright_modeler::model::{Facts, Type};

use super::needs::Needs;
use crate::{random::Random, values::Value};

/// Candidates for a number type; the caller drops what the facts forbid.
pub(super) fn candidates(
    kind: &Type,
    facts: &Facts,
    needs: &Needs,
    random: &mut Random,
) -> Vec<Value> {
    let mut all: Vec<String> = ["0", "1", "2", "9", "10", "11", "99", "100", "1000"]
        .map(str::to_owned)
        .into();
    let ends = [facts.min, facts.max].into_iter().flatten();
    all.extend(
        ends.flat_map(|end| [end, end.saturating_add(1), end.saturating_sub(1)])
            .map(|n| n.to_string()),
    );
    if let Some(width) = needs.pad {
        all.push("9".repeat(usize::from(width)));
        all.push(format!(
            "1{}",
            "0".repeat(usize::from(width).saturating_sub(1))
        ));
    }
    if *kind != Type::Counter && *kind != Type::Epoch {
        all.extend(["-1", "-10", "-9"].map(str::to_owned));
    }
    if *kind == Type::Epoch {
        all = epochs(needs).map(|seconds| seconds.to_string()).into();
    } else if !needs.counted {
        all.extend(extremes(kind).iter().map(|text| (*text).to_owned()));
    }
    let (low, high) = (facts.min.unwrap_or(0), facts.max.unwrap_or(100_000));
    let span = usize::try_from(high.saturating_sub(low))
        .unwrap_or(0)
        .saturating_add(1);
    for _ in 0..12 {
        let step = random.below(span.min(1_000_000)) as i64;
        all.push(match kind {
            Type::Epoch => (epochs(needs)[2] + step * 60).to_string(),
            Type::Decimal | Type::Float => {
                format!("{}.{}", low.saturating_add(step), random.below(100))
            }
            _ => low.saturating_add(step).to_string(),
        });
    }
    all.iter()
        .filter_map(|text| Some(Value::Number(text.parse().ok()?)))
        .collect()
}

/// Whole seconds. The far ones are beyond any time to live.
fn epochs(needs: &Needs) -> [i64; 6] {
    let base = if needs.future { 4_102_444_800 } else { 0 };
    [
        base,
        base + 1,
        base + 999_999_999,
        base + 1_000_000_000,
        base + 1_795_504_509,
        base + 9_999_999_999,
    ]
}

/// The ends of a type. A float keeps to what the database stores: magnitudes up to 10^125.
fn extremes(kind: &Type) -> &'static [&'static str] {
    match kind {
        Type::Int => &[
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775806",
        ],
        Type::Decimal => &[
            "12345678901234567890123456789012345678",
            "-99999999999999999999999999999999999999",
            "0.00000000000000000000000000000000000001",
            "-0.5",
            "0.1",
            "1.10",
        ],
        Type::Float => &[
            "0.1",
            "-0.5",
            "1e20",
            "1.7976931348623157e100",
            "5e-100",
            "0.30000000000000004",
        ],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::candidates;
    use crate::{generate::needs::Needs, random::Random, values::Value};
    use tablewright_modeler::model::{Facts, Type};

    #[test]
    fn the_ends_are_there() {
        let facts = Facts {
            min: Some(1),
            max: Some(999),
            ..Facts::default()
        };
        let all = candidates(
            &Type::Int,
            &facts,
            &Needs::default(),
            &mut Random::new(1, ""),
        );
        for end in [1, 999, i64::MAX, i64::MIN] {
            assert!(all.contains(&Value::int(end)), "{end}");
        }
    }
}
