//! `models/sensors.yaml`: readings in a partition for each day, read as one.

use crate::made::sensors::{Device, DeviceWithOutages, Outage, Reading, Sensors, reading};
use tablewright::{
    Epoch, ErrorKind,
    jiff::{SignedDuration, Timestamp},
    ulid::Ulid,
    uuid::Uuid,
};
use tablewright_local::engines;

use super::{Result, paged};

const DEVICE: Uuid = Uuid::from_u128(7);

/// The tests' times are in years to come, or around now: an engine may delete what has expired.
fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn days(number: i64) -> SignedDuration {
    SignedDuration::from_hours(number * 24)
}

fn device(number: u128, site: &str) -> Device {
    Device {
        device_id: Uuid::from_u128(number),
        site: site.to_owned(),
        label: format!("Box {number}"),
        last_at: None,
        last_value: None,
    }
}

fn reading(at: Timestamp) -> Reading {
    Reading {
        device_id: DEVICE,
        at,
        value: "-0.25".parse().expect("a decimal"),
        battery: 90,
    }
}

fn outage(number: u64) -> Outage {
    Outage {
        device_id: DEVICE,
        outage_id: Ulid::from_parts(1_700_000_000_000 + number, number.into()),
        ended_at: None,
    }
}

#[tokio::test]
async fn a_site_shows_the_last_reading_of_its_devices() -> Result {
    for engine in engines::all() {
        let sensors = Sensors::create_table(engine.client, "sensors-site").await?;
        let mut one = device(7, "zrh-1");
        for number in [9, 7, 8] {
            sensors.install(&device(number, "zrh-1")).await?;
        }
        for (number, neighbour) in [(1, "zrh"), (2, "zrh-10"), (3, "zrh-2")] {
            sensors.install(&device(number, neighbour)).await?;
        }
        let error = sensors.install(&device(7, "ber")).await;
        let error = error.expect_err("it is installed");
        assert!(error.is_condition_failed(), "{error}");
        assert_eq!(error.existing::<Device>()?, Some(one.clone()));

        let noon = at("2090-01-31T12:00:00Z");
        let minutes = SignedDuration::from_mins;
        sensors.keep_last(DEVICE, noon, "21.50".parse()?).await?;
        for late in [noon - minutes(5), noon] {
            let kept = sensors.keep_last(DEVICE, late, "99".parse()?).await;
            let error = kept.expect_err("it is not newer than the last");
            assert!(error.is_condition_failed(), "{error}");
        }
        one.last_at = Some(noon);
        one.last_value = Some("21.5".parse()?);
        assert_eq!(sensors.device(DEVICE).await?, Some(one.clone()));
        let later = noon + minutes(5);
        sensors.keep_last(DEVICE, later, "-0.25".parse()?).await?;
        sensors.relabel(DEVICE, "Stairs").await?;
        one.last_at = Some(later);
        one.last_value = Some("-0.25".parse()?);
        one.label = "Stairs".to_owned();

        let pages = paged(sensors.devices_of_site("zrh-1"), 2).await?;
        let wanted = [one.clone(), device(8, "zrh-1"), device(9, "zrh-1")];
        assert_eq!(pages, [&wanted[..2], &wanted[2..]], "{}", engine.name);
        assert_eq!(sensors.device(DEVICE).await?, Some(one));

        let nobody = Uuid::from_u128(99);
        let kept = sensors.keep_last(nobody, noon, "1".parse()?).await;
        let error = kept.expect_err("there is no such device");
        assert!(error.is_condition_failed(), "{error}");
        let error = sensors.relabel(nobody, "Stairs").await;
        let error = error.expect_err("there is no such device");
        assert!(error.is_condition_failed(), "{error}");
        assert!(sensors.device(nobody).await?.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn a_chart_goes_on_across_midnight() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let sensors = Sensors::create_table(engine.client, "sensors-chart").await?;
        let wanted: Vec<Reading> = [
            "2090-01-30T23:59:50Z",
            "2090-01-31T00:00:00Z",
            "2090-01-31T23:59:50Z",
            "2090-02-01T00:00:00Z",
            "2090-02-01T00:00:10Z",
        ]
        .map(|time| reading(at(time)))
        .into();
        let outside = ["2090-01-30T23:59:40Z", "2090-02-01T00:00:20Z"];
        let outside = outside.map(|time| reading(at(time)));
        let of_another = Reading {
            device_id: Uuid::from_u128(8),
            ..reading(at("2090-01-31T12:00:00Z"))
        };
        let mut sent = wanted.clone();
        sent.reverse();
        sent.extend(outside);
        sent.push(of_another);
        sensors.record(&sent).await?;

        let (from, until) = (wanted[0].at, wanted[4].at);
        let chart = sensors.readings_between(DEVICE, from, until);
        let pages = paged(chart.clone(), 2).await?;
        let found = [&wanted[..2], &wanted[2..4], &wanted[4..]];
        assert_eq!(pages, found, "{}", engine.name);
        calls.clear();
        assert_eq!(chart.clone().all().await?, wanted);
        assert_eq!(calls.operations(), ["Query"; 3], "one for each day");
        assert_eq!(chart.clone().count().await?, 5);
        assert_eq!(chart.first().await?.as_ref(), Some(&wanted[0]));

        calls.clear();
        let backwards = sensors.readings_between(DEVICE, until, from);
        assert!(backwards.all().await?.is_empty());
        let second = SignedDuration::from_secs(1);
        let longest = from + days(31);
        let too_far = sensors.readings_between(DEVICE, from, longest + second);
        for read in [too_far.clone().limit(2), too_far] {
            let error = read.await.expect_err("it reaches too far");
            assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        }
        assert!(calls.operations().is_empty());
        let found = sensors.readings_between(DEVICE, from, longest).all();
        assert_eq!(found.await?.len(), 6);
    }
    Ok(())
}

#[tokio::test]
async fn a_reading_that_is_sent_again_is_still_one() -> Result {
    for engine in engines::all() {
        let (calls, faults) = (engine.calls.clone(), engine.faults.clone());
        let sensors = Sensors::create_table(engine.client, "sensors-again").await?;
        let start = at("2090-01-31T12:00:00Z");
        let seconds = SignedDuration::from_secs;
        let mut readings: Vec<Reading> = (0..30)
            .map(|number| reading(start + seconds(10 * number)))
            .collect();
        sensors.record(&readings).await?;
        calls.clear();
        faults.unprocessed_next(1);
        sensors.record(&readings).await?;
        // Of 25 at a time, and half of the first once more.
        assert_eq!(calls.count_of("BatchWriteItem"), 3, "{}", engine.name);

        // Within the same second it is the same reading.
        let corrected = Reading {
            at: start + SignedDuration::from_millis(900),
            value: "21.5".parse()?,
            ..reading(start)
        };
        sensors.record(&[corrected]).await?;
        readings[0].value = "21.5".parse()?;
        let wrong = [
            reading(start + seconds(1)),
            Reading {
                battery: 101,
                ..reading(start + seconds(2))
            },
        ];
        let error = sensors.record(&wrong).await;
        let error = error.expect_err("no battery holds so much");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        sensors.record(&[]).await?;

        let chart = sensors.readings_between(DEVICE, start, start + seconds(300));
        assert_eq!(chart.clone().all().await?, readings);
        let expires = readings[3].at + days(90);
        assert_eq!(readings[3].expires_at()?, expires);
        let expiring = chart.filter(reading::EXPIRES_AT.eq(Epoch(expires)));
        assert_eq!(expiring.all().await?, readings[3..4]);
    }
    Ok(())
}

#[tokio::test]
async fn the_newest_readings_are_looked_for_in_the_last_week() -> Result {
    for engine in engines::all() {
        let sensors = Sensors::create_table(engine.client, "sensors-newest").await?;
        assert!(sensors.newest_readings(DEVICE).all().await?.is_empty());
        let now = Timestamp::from_second(Timestamp::now().as_second())?;
        let mut wanted: Vec<Reading> = (0..40)
            .map(|number| reading(now - SignedDuration::from_secs(10 * number)))
            .collect();
        wanted.push(reading(now - days(2)));
        wanted.push(reading(now - days(6)));
        sensors.record(&wanted).await?;
        sensors.record(&[reading(now - days(9))]).await?;

        let newest = sensors.newest_readings(DEVICE);
        let page = newest.clone().await?;
        assert_eq!(page.items, wanted[..30], "{}", engine.name);
        let rest = newest.clone().after(page.cursor).await?;
        assert_eq!(rest.items, wanted[30..]);
        assert!(rest.cursor.is_none());
        assert_eq!(newest.clone().all().await?, wanted);
        let pages = paged(newest, 2).await?;
        assert_eq!(pages.len(), 21);
        assert_eq!(pages.concat(), wanted);
    }
    Ok(())
}

#[tokio::test]
async fn an_outage_ends_once_and_is_listed_behind_its_device() -> Result {
    for engine in engines::all() {
        let sensors = Sensors::create_table(engine.client, "sensors-outages").await?;
        let one = device(7, "zrh-1");
        sensors.install(&one).await?;
        let mut outages: Vec<Outage> = (1..=22).map(outage).collect();
        for outage in outages.iter().rev() {
            sensors.begin_outage(outage).await?;
        }
        let error = sensors.begin_outage(&outages[0]).await;
        let error = error.expect_err("it has begun");
        assert!(error.is_condition_failed(), "{error}");

        let ended_at = at("2090-01-31T12:00:00.123Z");
        let id = outages[1].outage_id;
        sensors.end_outage(DEVICE, id, ended_at).await?;
        let again = ended_at + SignedDuration::from_secs(1);
        for (id, why) in [
            (id, "it has ended"),
            (outage(23).outage_id, "there is no such outage"),
        ] {
            let error = sensors.end_outage(DEVICE, id, again).await.expect_err(why);
            assert!(error.is_condition_failed(), "{error}");
        }
        outages[1].ended_at = Some(ended_at);

        let page = sensors.device_with_outages(DEVICE).await?;
        assert_eq!(page.items.len(), 21, "{}", engine.name);
        assert_eq!(page.items[0], DeviceWithOutages::Device(one.clone()));
        let next = sensors.device_with_outages(DEVICE).after(page.cursor);
        let next = next.await?;
        assert!(next.cursor.is_none());
        let all: Vec<DeviceWithOutages> = page.items.into_iter().chain(next.items).collect();
        assert_eq!(
            paged(sensors.device_with_outages(DEVICE), 2)
                .await?
                .concat(),
            all
        );
        let grouped = DeviceWithOutages::grouped(all);
        assert_eq!(grouped.devices, [one]);
        assert_eq!(grouped.outages, outages);
    }
    Ok(())
}
