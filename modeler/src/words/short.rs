//! What of a load its provisioned capacity does not cover.

use super::number;
use crate::{estimate::Throughput, model::Capacity};

/// That less is provisioned than a load takes at its peak, so that the bill is of less than the load; none where it
/// is not so.
pub fn short(capacity: Capacity, load: Throughput) -> Option<String> {
    let (reads, writes) = capacity.most()?;
    let of = |(word, peak, most): (&str, f64, f64)| {
        (peak > most).then(|| format!("{} of {} {word} units a second", number(most), number(peak)))
    };
    let all = [
        ("read", load.peak_reads, reads),
        ("write", load.peak_writes, writes),
    ];
    let all: Vec<String> = all.into_iter().filter_map(of).collect();
    (!all.is_empty()).then(|| {
        format!(
            "provisioned for {}; the bill does not cover the rest",
            all.join(" and ")
        )
    })
}
