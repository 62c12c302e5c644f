//! What a load costs in a month.

use super::prices::{
    ClassPrices, GIGABYTE, HOURS, Prices, REPLICATED_OVERHEAD, RESERVED, RESERVED_THREE_YEARS,
    SECONDS, STORED_OVERHEAD, STREAM_POLLS, TARGET,
};
use crate::{
    limits::{PARTITION_READS, PARTITION_WRITES},
    model::{Capacity, Class, IndexKind, Table},
};

/// Units a second of a table or an index.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Throughput {
    /// Read units a second, at the peak.
    pub peak_reads: f64,
    /// Write units a second, at the peak.
    pub peak_writes: f64,
    /// Read units a second, on average.
    pub reads: f64,
    /// Write units a second, on average.
    pub writes: f64,
    /// What of them is of checks in transactions, which no other region hears of.
    pub checks: f64,
}

impl Throughput {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            peak_reads: self.peak_reads + other.peak_reads,
            peak_writes: self.peak_writes + other.peak_writes,
            reads: self.reads + other.reads,
            writes: self.writes + other.writes,
            checks: self.checks + other.checks,
        }
    }
}

/// What a table or an index costs, in US dollars a month.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cost {
    /// Of requests, or of provisioned capacity.
    pub throughput: f64,
    /// Of what is stored.
    pub storage: f64,
    /// Of restoring to a point in time, and of backups that are kept.
    pub backup: f64,
    /// Of those who read its stream.
    pub stream: f64,
    /// Of the deletion of what has expired, in other regions.
    pub expiry: f64,
}

impl Cost {
    /// All of it.
    pub fn total(self) -> f64 {
        self.throughput + self.storage + self.backup + self.stream + self.expiry
    }
}

/// The same throughput, paid for in each way. US dollars a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Modes {
    /// For each request.
    pub on_demand: f64,
    /// For each hour, with auto scaling that follows the load.
    pub provisioned: f64,
    /// The same, reserved; none where capacity cannot be.
    pub reserved: Option<Reserved>,
    /// The part of provisioned capacity that has to be in use for both to cost the same.
    pub break_even: f64,
}

/// Provisioned throughput that is reserved: of tables of the standard class, in one region. US dollars a month. Developer
/// guide, "Reserved capacity".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reserved {
    /// For a year.
    pub one_year: f64,
    /// For three.
    pub three_years: f64,
}

/// What a table is, as far as its bill depends on it.
#[derive(Debug, Clone, Copy)]
pub struct Bill<'a> {
    prices: &'a Prices,
    table: &'a Table,
}

impl<'a> Bill<'a> {
    /// Of a table, at some prices.
    pub fn new(prices: &'a Prices, table: &'a Table) -> Self {
        Self { prices, table }
    }

    fn class(self) -> ClassPrices {
        self.of(self.table.settings.class)
    }

    fn of(self, class: Class) -> ClassPrices {
        match class {
            Class::Standard => self.prices.standard,
            Class::InfrequentAccess => self.prices.infrequent,
        }
    }

    /// Regions that hold the table; at least one.
    fn regions(self) -> f64 {
        crate::known::float(self.table.settings.regions.len()).max(1.0)
    }

    /// What so many units a second cost on demand.
    pub fn on_demand(self, reads: f64, writes: f64) -> f64 {
        let load = Throughput {
            reads,
            writes,
            ..Throughput::default()
        };
        self.requests(self.class(), load)
    }

    fn requests(self, class: ClassPrices, load: Throughput) -> f64 {
        let written = match self.regions() > 1.0 {
            true => class.replicated_writes * self.regions(),
            false => class.write_requests,
        };
        let writes = (load.writes - load.checks) * written + load.checks * class.write_requests;
        (load.reads * class.read_requests + writes) * SECONDS / 1e6
    }

    /// What so many write units a second cost in all regions but one.
    pub(super) fn replicated(self, writes: f64) -> f64 {
        let others = self.regions() - 1.0;
        writes * self.class().replicated_writes * others * SECONDS / 1e6
    }

    fn hours(self, class: ClassPrices, reads: f64, writes: f64) -> f64 {
        (reads * class.read_hour + writes * class.write_hour * self.regions()) * HOURS
    }

    /// What a throughput of the table, or of an index, costs as the table is set to. A global index is given as much
    /// as the table, and a local one has its part of what the table has.
    pub fn throughput(self, load: Throughput, index: Option<IndexKind>) -> f64 {
        self.throughput_in(self.class(), load, index)
    }

    fn throughput_in(self, class: ClassPrices, load: Throughput, index: Option<IndexKind>) -> f64 {
        let Capacity::Provisioned {
            read,
            write,
            autoscale,
        } = self.table.settings.capacity
        else {
            return self.requests(class, load);
        };
        if index == Some(IndexKind::Local) {
            return 0.0;
        }
        let (reads, writes) = match autoscale {
            Some(scale) => {
                let target = scale.target.fraction().max(0.01);
                let (min, max) = (scale.min.float(), scale.max.float());
                let held = |units: f64| (units / target).max(min).min(max.max(min));
                (held(load.reads), held(load.writes))
            }
            None => (read.float(), write.float()),
        };
        self.hours(class, reads, writes)
    }

    /// What capacity for the peak costs, provisioned all the time.
    pub fn for_peak(self, load: Throughput) -> f64 {
        self.hours(
            self.class(),
            load.peak_reads.ceil(),
            load.peak_writes.ceil(),
        )
    }

    /// What a part of a throughput costs: its requests on demand; its hours at the usual use of what is
    /// provisioned otherwise.
    pub fn share(self, load: Throughput) -> f64 {
        match self.table.settings.capacity {
            Capacity::OnDemand => self.requests(self.class(), load),
            Capacity::Provisioned { autoscale, .. } => {
                let target = autoscale.map_or(TARGET, |scale| scale.target.fraction().max(0.01));
                self.hours(self.class(), load.reads, load.writes) / target
            }
        }
    }

    /// Whether its capacity can be reserved.
    fn is_reservable(self) -> bool {
        self.table.settings.class == Class::Standard && self.table.settings.regions.is_empty()
    }

    /// What a throughput costs in each mode.
    pub fn modes(self, load: Throughput) -> Modes {
        let class = self.class();
        let on_demand = self.requests(class, load);
        let full = self.hours(class, load.reads, load.writes);
        let provisioned = full / TARGET;
        Modes {
            on_demand,
            provisioned,
            reserved: self.is_reservable().then_some(Reserved {
                one_year: provisioned * RESERVED,
                three_years: provisioned * RESERVED_THREE_YEARS,
            }),
            break_even: if on_demand > 0.0 {
                full / on_demand
            } else {
                0.0
            },
        }
    }

    /// What a table or index of so many items of so many bytes takes and costs.
    pub fn stored(self, items: f64, bytes: f64) -> f64 {
        let replicated = if self.regions() > 1.0 {
            REPLICATED_OVERHEAD
        } else {
            0.0
        };
        bytes + items * (STORED_OVERHEAD + replicated)
    }

    /// What a table or an index costs in a month. Backups hold the table and its local indexes, once and not for each
    /// region; what is in a global index can be made again.
    pub fn cost(self, load: Throughput, stored: f64, index: Option<IndexKind>) -> Cost {
        self.cost_in(self.table.settings.class, load, stored, index)
    }

    /// The same, were the table of another class.
    pub fn cost_in(
        self,
        class: Class,
        load: Throughput,
        stored: f64,
        index: Option<IndexKind>,
    ) -> Cost {
        let class = self.of(class);
        let gigabytes = stored / GIGABYTE;
        let backup = match index {
            Some(IndexKind::Global) => 0.0,
            Some(IndexKind::Local) | None => gigabytes * self.backups(),
        };
        Cost {
            throughput: self.throughput_in(class, load, index),
            storage: gigabytes * class.storage * self.regions(),
            backup,
            stream: 0.0,
            expiry: 0.0,
        }
    }

    /// What a GB of backups costs in a month.
    fn backups(self) -> f64 {
        let settings = &self.table.settings;
        let continuous = match settings.point_in_time {
            true => self.prices.point_in_time,
            false => 0.0,
        };
        continuous + settings.backups.float() * self.prices.backup
    }

    /// What so many readers of the stream of so many partitions cost in a month.
    pub fn stream(self, readers: usize, partitions: f64) -> f64 {
        let requests = crate::known::float(readers) * partitions * STREAM_POLLS * SECONDS;
        requests * self.prices.stream_reads / 1e6
    }
}

/// Over how many partitions so many GB and so many units a second are spread at least.
///
/// Each holds 10 GB and gives 1,000 write and 3,000 read units a second (developer guide, "Partitions and data distribution").
pub fn partitions(gigabytes: f64, writes: f64, reads: f64) -> f64 {
    let space = gigabytes / PARTITION_GIGABYTES;
    let units = (writes / PARTITION_WRITES).max(reads / PARTITION_READS);
    space.max(units).ceil().max(1.0)
}

/// GB of a partition.
const PARTITION_GIGABYTES: f64 = 10.0;
