// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `sensors.yaml`.

/// Devices at their sites, what they measure, and what each measured last.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    ttl = expires_at,
    stream = new-image,
    capacity = on-demand,
    warm(read = 15k, write = 12k),
)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
pub mod sensors {
    use tablewright::{Decimal, Entity};
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    /// A box on a wall, with its last reading, so that a dashboard never looks into the readings.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "DEVICE#{device_id}", sort = DEVICE)]
    #[index(GSI1, partition = "SITE#{site}", sort = "{device_id}")]
    #[entity(volume(each = site, average = 55, max = 2k))]
    pub struct Device {
        #[entity(distinct = 50k)]
        pub device_id: Uuid,
        #[entity(matches = "[a-z0-9-]{2,20}", distinct = 900)]
        pub site: String,
        #[entity(max_size = 80 B)]
        pub label: String,
        pub last_at: Option<Timestamp>,
        pub last_value: Option<Decimal>,
    }

    /// What one device measured at one moment, every ten seconds.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "READINGS#{device_id}#{at:date}", sort = "{at}")]
    #[entity(derived(expires_at(type = epoch, from = at, plus = 90 days)), identity(device_id, at))]
    pub struct Reading {
        #[entity(same_as = Device.device_id)]
        pub device_id: Uuid,
        #[entity(precision = s)]
        pub at: Timestamp,
        pub value: Decimal,
        #[entity(min = 0, max = 100)]
        pub battery: i64,
    }

    /// A stretch in which a device was silent.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "DEVICE#{device_id}", sort = "OUTAGE#{outage_id}")]
    #[entity(volume(each = device_id, average = 3))]
    pub struct Outage {
        #[entity(same_as = Device.device_id)]
        pub device_id: Uuid,
        pub outage_id: Ulid,
        pub ended_at: Option<Timestamp>,
    }

    #[put(Device, if = absent, rate = 20/h)]
    fn install();

    #[read(Device, given(device_id), rate = 100/s)]
    fn device();

    #[update(Device, given(device_id), set(label), rate = 5/h)]
    fn relabel();

    #[read(Device, given(site), order(device_id = ascending), limit = 100, rate = 10/s)]
    fn devices_of_site();

    /// Devices send what they have in batches; what was not acknowledged is sent again.
    #[put(Reading, batch = 25, rate(peak = 6k/s, average = 5k/s))]
    fn record();

    /// Every five minutes; the stream may deliver late, and an older reading does not replace a newer one.
    #[update(
        Device,
        given(device_id),
        set(last_at, last_value),
        if = "attribute_not_exists(last_at) OR last_at < :last_at",
        after = record,
        through = stream,
        times(average = 0.03, max = 1),
    )]
    fn keep_last();

    /// A chart. One Query for each day that it covers, in order.
    #[read(
        Reading,
        given(device_id),
        range(at = between),
        span(average = 1 day, max = 31 days),
        order(at = ascending),
        limit = 1000,
        rate = 20/s,
    )]
    fn readings_between();

    /// The last thirty, looking back no further than a week.
    #[read(
        Reading,
        given(device_id),
        span(average = 1 h, max = 7 days),
        order(at = descending),
        limit = 30,
        rate = 50/s,
    )]
    fn newest_readings();

    #[put(Outage, if = absent, rate = 1/min)]
    fn begin_outage();

    #[update(
        Outage,
        given(device_id, outage_id),
        set(ended_at),
        if = "attribute_not_exists(ended_at)",
        rate = 1/min,
    )]
    fn end_outage();

    /// DEVICE sorts before OUTAGE, so the device comes first and then its outages from the oldest on.
    #[read(Device, Outage, given(device_id), order(outage_id = ascending), limit = 21, rate = 5/s)]
    fn device_with_outages();
}
