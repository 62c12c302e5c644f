//! How often each pattern is called, by what is said of it and of the patterns it comes after.

use super::{Load, Model, PatternId};

/// Calls in a second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatternRate {
    /// At the worst time of the day.
    pub peak: f64,
    /// On average. The peak where no average is said, so that it is never too low.
    pub average: f64,
}

/// The rates of all patterns, in their order; none where nothing is known.
///
/// A pattern without a rate of its own that is `after` another has that one's rates, times the average
/// of its `times`. The peak too: the greatest number of `times` is that of one call, and over all the
/// calls of a second it evens out.
pub fn rates(model: &Model) -> Vec<Option<PatternRate>> {
    model.pattern_ids().map(|id| rate(model, id)).collect()
}

fn rate(model: &Model, id: PatternId) -> Option<PatternRate> {
    let mut factor = 1.0;
    let mut at = id;
    // There are no cycles in a model; the bound keeps a model that was made otherwise from hanging.
    for _ in 0..=model.patterns.len() {
        let load = &model.pattern(at).load;
        if let Some(own) = own(load) {
            return Some(PatternRate {
                peak: own.peak * factor,
                average: own.average * factor,
            });
        }
        factor *= load.times.map_or(1.0, |times| times.average.0);
        at = load.after?.pattern;
    }
    None
}

fn own(load: &Load) -> Option<PatternRate> {
    let rate = load.rate?;
    let peak = rate.peak.per_second();
    let average = rate.average.map_or(peak, crate::quantity::Rate::per_second);
    Some(PatternRate { peak, average })
}

#[cfg(test)]
mod tests {
    use super::{PatternRate, rates};

    #[test]
    fn rates_follow_the_pattern_before() {
        let model = "model: m\ntable: { partition: PK }\nentities:\n  A:\n    attributes: { id: ulid }\n    \
            key: { partition: \"A#{id}\" }\naccess_patterns:\n  \
            spread: { put: A, after: copy, times: { average: 2.5, max: 9 } }\n  \
            add: { put: A, rate: { peak: 600/min, average: 2/s } }\n  \
            copy: { put: A, after: add, through: stream, times: 4 }\n  \
            own: { put: A, after: add, rate: 7/s }\n  \
            unknown: { read: A, given: [id] }\n  \
            later: { read: A, given: [id], after: unknown }\n";
        let checked = crate::check("m.yaml", model.as_bytes());
        let found = rates(&checked.model);
        let rate = |peak, average| Some(PatternRate { peak, average });
        assert_eq!(
            found,
            [
                rate(100.0, 20.0),
                rate(10.0, 2.0),
                rate(40.0, 8.0),
                rate(7.0, 7.0),
                None,
                None
            ]
        );
    }
}
