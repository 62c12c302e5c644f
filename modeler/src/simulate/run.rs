//! A run: second after second, for every table and index, seed after seed.

use super::{
    Parameters,
    keys::{PathLoad, Workload},
    partitions::Partitions,
    random::Random,
    scaling::Scaling,
};
use crate::{model::TableId, plan::PathId};

/// What came of all seeds.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// For each table and global index, in the order of the workload.
    pub paths: Vec<PathOutcome>,
}

/// What came of a table or a global index.
#[derive(Debug, Clone)]
pub struct PathOutcome {
    /// Which table.
    pub table: TableId,
    /// The table itself, or which index of it.
    pub path: PathId,
    /// For each minute. Of a table what its indexes push back is in it.
    pub minutes: Vec<Minute>,
    /// Partitions at the end, at least and at most.
    pub partitions: (usize, usize),
}

/// Shares that were refused in a minute: the least, the middle one and the greatest of all seeds.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Minute {
    /// Units a second that were asked, reads and writes.
    pub asked: (f64, f64),
    /// Of the reads.
    pub reads: (f64, f64, f64),
    /// Of the writes.
    pub writes: (f64, f64, f64),
}

/// Runs a workload under every seed.
pub fn simulate(workload: &Workload, parameters: &Parameters) -> Outcome {
    let seeds = u64::from(parameters.seeds.max(1));
    let runs: Vec<Vec<One>> = (1..=seeds)
        .map(|seed| run(workload, parameters, seed))
        .collect();
    let paths = workload.paths.iter().enumerate().map(|(at, path)| {
        let all: Vec<&One> = runs.iter().filter_map(|run| run.get(at)).collect();
        let minutes = (0..parameters.minutes as usize).map(|minute| over_seeds(&all, minute));
        let counts = || all.iter().map(|one| one.partitions);
        PathOutcome {
            table: path.table,
            path: path.path,
            minutes: minutes.collect(),
            partitions: (counts().min().unwrap_or(0), counts().max().unwrap_or(0)),
        }
    });
    Outcome {
        paths: paths.collect(),
    }
}

/// What one seed did to a table or index: asked and given in each minute.
#[derive(Default)]
struct One {
    minutes: Vec<Sum>,
    partitions: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    asked: (f64, f64),
    given: (f64, f64),
}

fn over_seeds(all: &[&One], minute: usize) -> Minute {
    let sums: Vec<Sum> = all
        .iter()
        .filter_map(|one| one.minutes.get(minute).copied())
        .collect();
    let asked = sums
        .first()
        .map_or((0.0, 0.0), |sum| (sum.asked.0 / 60.0, sum.asked.1 / 60.0));
    let spread = |of: &dyn Fn(&Sum) -> (f64, f64)| {
        let mut shares: Vec<f64> = sums
            .iter()
            .map(|sum| {
                let (asked, given) = of(sum);
                if asked > 0.0 {
                    ((asked - given) / asked).max(0.0)
                } else {
                    0.0
                }
            })
            .collect();
        shares.sort_by(f64::total_cmp);
        let at = |at: usize| shares.get(at).copied().unwrap_or(0.0);
        (
            at(0),
            at(shares.len() / 2),
            at(shares.len().saturating_sub(1)),
        )
    };
    Minute {
        asked,
        reads: spread(&|sum| (sum.asked.0, sum.given.0)),
        writes: spread(&|sum| (sum.asked.1, sum.given.1)),
    }
}

/// A table or an index in a run.
struct Running<'w> {
    of: &'w PathLoad,
    partitions: Partitions,
    /// What is provisioned now, for reads and for writes.
    provisioned: Option<(Scaling, Scaling)>,
    /// Provisioned units that are left over, reads and writes.
    saved: (f64, f64),
    one: One,
}

fn run(workload: &Workload, parameters: &Parameters, seed: u64) -> Vec<One> {
    let mut random = Random::new(seed);
    let running = |of| Running {
        of,
        partitions: Partitions::new(of, &mut random),
        provisioned: of
            .provisioned
            .map(|(reads, writes)| (Scaling::new(reads), Scaling::new(writes))),
        saved: (0.0, 0.0),
        one: One::default(),
    };
    let mut all: Vec<Running<'_>> = workload.paths.iter().map(running).collect();
    let seconds = parameters.minutes * 60;
    for second in 0..seconds {
        if second % 60 == 0 {
            all.iter_mut().for_each(|one| one.minute(parameters));
        }
        let moment = (f64::from(second) + 0.5) / f64::from(seconds);
        let mut sums: Vec<Sum> = Vec::with_capacity(all.len());
        for one in &mut all {
            let load = one.of.load;
            let peak = load.peak_reads + load.peak_writes;
            let average = if peak > 0.0 {
                (load.reads + load.writes) / peak
            } else {
                1.0
            };
            let factor = parameters.shape.factor(moment, average);
            sums.push(one.second(factor, second, parameters));
        }
        push_back(workload, &mut sums);
        for (one, sum) in all.iter_mut().zip(sums) {
            if let Some(minute) = one.one.minutes.last_mut() {
                minute.asked = (minute.asked.0 + sum.asked.0, minute.asked.1 + sum.asked.1);
                minute.given = (minute.given.0 + sum.given.0, minute.given.1 + sum.given.1);
            }
        }
    }
    let finish = |running: Running<'_>| One {
        partitions: running.partitions.count(),
        ..running.one
    };
    all.into_iter().map(finish).collect()
}

impl Running<'_> {
    /// A minute begins; capacity follows what was consumed in the one before.
    fn minute(&mut self, parameters: &Parameters) {
        if let (Some((reads, writes)), Some(last)) =
            (&mut self.provisioned, self.one.minutes.last())
        {
            reads.minute(last.given.0 / 60.0, parameters.scaling_takes);
            writes.minute(last.given.1 / 60.0, parameters.scaling_takes);
        }
        self.one.minutes.push(Sum::default());
    }

    fn second(&mut self, factor: f64, second: u32, parameters: &Parameters) -> Sum {
        let given = self.partitions.second(factor, parameters);
        let (reads, writes) = match &mut self.provisioned {
            Some((reads, writes)) => {
                reads.second();
                writes.second();
                let (reads, writes) = (reads.now, writes.now);
                let most = |rate: f64| rate * (parameters.burst + 1.0);
                self.saved.0 = (self.saved.0 + reads).min(most(reads));
                self.saved.1 = (self.saved.1 + writes).min(most(writes));
                self.saved
            }
            // An on-demand table doubles in half an hour.
            None => {
                let doublings = f64::from(second / 1_800);
                let grown = f64::powf(2.0, doublings);
                let (reads, writes) = (self.of.at_once.0 * grown, self.of.at_once.1 * grown);
                (reads.min(self.of.caps.0), writes.min(self.of.caps.1))
            }
        };
        let given_now = (given.given.0.min(reads), given.given.1.min(writes));
        if self.provisioned.is_some() {
            self.saved = (self.saved.0 - given_now.0, self.saved.1 - given_now.1);
        }
        Sum {
            asked: given.asked,
            given: given_now,
        }
    }
}

/// A global index that does not keep up holds the writes of its table back, all of them in the same part.
fn push_back(workload: &Workload, sums: &mut [Sum]) {
    for at in 0..sums.len() {
        let path = &workload.paths[at];
        if path.path != PathId::Table {
            continue;
        }
        let behind = workload.paths.iter().zip(sums.iter());
        let indexes = behind.filter(|(other, sum)| {
            other.table == path.table && other.path != PathId::Table && sum.asked.1 > 0.0
        });
        let least = indexes
            .map(|(_, sum)| sum.given.1 / sum.asked.1)
            .fold(1.0, f64::min);
        let most = sums[at].asked.1 * least;
        sums[at].given.1 = sums[at].given.1.min(most);
    }
}
