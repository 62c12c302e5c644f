//! What AWS asks for, in US dollars.

/// The prices of one region.
#[derive(Debug, Clone, PartialEq)]
pub struct Prices {
    /// The region: `us-east-1`.
    pub region: String,
    /// When AWS published them: `2026-09-11`.
    pub as_of: String,
    /// Of tables of the standard class.
    pub standard: ClassPrices,
    /// Of tables of the class for infrequent access.
    pub infrequent: ClassPrices,
    /// Restoring to any point in time, for a GB a month.
    pub point_in_time: f64,
    /// A backup that was asked for, for a GB a month.
    pub backup: f64,
    /// A GB that is restored from either.
    pub restored: f64,
    /// A GB of a table that is exported to S3; none where the price list has none.
    pub exported: Option<f64>,
    /// A GB that is imported from S3.
    pub imported: Option<f64>,
    /// A million requests for records of a stream, but for those of AWS Lambda and of replication.
    pub stream_reads: f64,
}

/// The prices of one table class.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassPrices {
    /// A million write units, on demand.
    pub write_requests: f64,
    /// A million read units, on demand.
    pub read_requests: f64,
    /// A million write units in each further region, on demand.
    pub replicated_writes: f64,
    /// A provisioned write unit for an hour.
    pub write_hour: f64,
    /// A provisioned read unit for an hour.
    pub read_hour: f64,
    /// A GB for a month.
    pub storage: f64,
}

impl Default for Prices {
    /// Those of us-east-1, from AWS's price list offer `AmazonDynamoDB` of 2026-09-11. The free tier is left
    /// out, for it belongs to an account and not to a table.
    fn default() -> Self {
        Self {
            region: "us-east-1".to_owned(),
            as_of: "2026-09-11".to_owned(),
            standard: ClassPrices {
                write_requests: 0.625,
                read_requests: 0.125,
                replicated_writes: 0.625,
                write_hour: 0.000_65,
                read_hour: 0.000_13,
                storage: 0.25,
            },
            infrequent: ClassPrices {
                write_requests: 0.78,
                read_requests: 0.155,
                replicated_writes: 0.78,
                write_hour: 0.000_81,
                read_hour: 0.000_16,
                storage: 0.10,
            },
            point_in_time: 0.20,
            backup: 0.10,
            restored: 0.15,
            exported: Some(0.10),
            imported: Some(0.15),
            stream_reads: 0.20,
        }
    }
}

/// Hours of a month, as AWS's calculators count.
pub const HOURS: f64 = 730.0;

/// Seconds of a month.
pub const SECONDS: f64 = HOURS * 3_600.0;

/// Bytes of a GB that is stored: storage is counted in binary units.
pub const GIGABYTE: f64 = 1_073_741_824.0;

/// What each item and each index entry takes beside its own bytes where storage is paid for. Developer
/// guide, "Understanding billing".
pub const STORED_OVERHEAD: f64 = 100.0;

/// What each item of a table in several regions takes besides. Developer guide, "Global tables billing".
pub const REPLICATED_OVERHEAD: f64 = 48.0;

/// Requests a second with which a reader asks each shard of a stream: what the Kinesis Client Library does where it is not
/// told otherwise (`idleTimeBetweenReadsInMillis`).
pub const STREAM_POLLS: f64 = 1.0;

/// The part of provisioned capacity that auto scaling keeps in use where nothing else is said. Developer
/// guide, "Managing throughput capacity with auto scaling".
pub const TARGET: f64 = 0.7;

/// What a unit-hour of capacity reserved in us-east-1 for a year costs, as a part of one that is not. Price
/// list of 2026-09: $150 and $0.0128 an hour for 100 write units.
pub const RESERVED: f64 = (150.0 / 8_760.0 + 0.0128) / 100.0 / 0.000_65;

/// The same for three years: $180 and $0.0081 an hour for 100 write units.
pub const RESERVED_THREE_YEARS: f64 = (180.0 / 26_280.0 + 0.0081) / 100.0 / 0.000_65;
