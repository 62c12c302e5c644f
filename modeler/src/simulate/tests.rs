use super::{
    Following, KeyLoad, Parameters, PathLoad, Provisioned, Shape, Workload, simulate, workload,
};
use crate::{check, estimate::Throughput, model::TableId, plan::PathId};

/// A table whose writes go to keys, by their shares of the load.
fn table(load: f64, shares: &[f64], partitions: f64, splits: bool) -> Workload {
    let keys = shares.iter().map(|share| KeyLoad {
        reads: 0.0,
        writes: load * share,
        splits,
    });
    Workload {
        paths: vec![PathLoad {
            table: TableId::new(0),
            path: PathId::Table,
            load: Throughput {
                peak_writes: load,
                writes: load,
                ..Throughput::default()
            },
            keys: keys.collect(),
            provisioned: None,
            at_once: (0.0, partitions * 1_000.0),
            caps: (f64::INFINITY, f64::INFINITY),
        }],
    }
}

fn fixed(units: f64) -> Provisioned {
    Provisioned {
        units,
        follows: None,
    }
}

/// The share of writes that is refused in the first and in the last minute, in the middle of all seeds.
fn refused(workload: &Workload, minutes: u32) -> (f64, f64) {
    let parameters = Parameters {
        minutes,
        ..Parameters::default()
    };
    let outcome = simulate(workload, &parameters);
    let minutes = &outcome.paths[0].minutes;
    let of = |at: usize| minutes[at].writes.1;
    (of(0), of(minutes.len() - 1))
}

fn zipf(values: u32, exponent: f64) -> Vec<f64> {
    let weight = |rank: u32| f64::powf(f64::from(rank), -exponent);
    let all: f64 = (1..=values).map(weight).sum();
    (1..=values).map(|rank| weight(rank) / all).collect()
}

#[test]
fn one_key_takes_what_a_partition_takes() {
    let (first, last) = refused(&table(2_500.0, &[1.0], 4.0, false), 10);
    assert!(
        (first - 0.6).abs() < 1e-9 && (last - 0.6).abs() < 1e-9,
        "{first} {last}"
    );
    // Between its sort keys it can be split, and again.
    let (first, last) = refused(&table(2_500.0, &[1.0], 4.0, true), 30);
    assert!((first - 0.6).abs() < 1e-9 && last < 1e-9, "{first} {last}");
}

#[test]
fn what_stays_refused_is_the_closed_form() {
    // The days of a week: each takes 1,000 of 1,143.
    let (_, last) = refused(&table(8_000.0, &[1.0 / 7.0; 7], 8.0, false), 60);
    assert!((last - 0.125).abs() < 1e-6, "{last}");
    // The share of all that is over 1,000 on its key: 0.44 % of the writes of 1,000 tenants, 9.7 % of 2,000.
    for (values, exponent) in [(1_000, 0.99), (2_000, 1.2)] {
        let shares = zipf(values, exponent);
        let over: f64 = shares
            .iter()
            .map(|share| (share * 8_000.0 - 1_000.0).max(0.0))
            .sum();
        let (first, last) = refused(&table(8_000.0, &shares, 8.0, false), 60);
        assert!(
            (last - over / 8_000.0).abs() < 3e-3,
            "{values}: {last} and {}",
            over / 8_000.0
        );
        assert!(first > last, "{values}: {first} {last}");
    }
}

#[test]
fn an_even_load_settles() {
    let (first, last) = refused(&table(3_500.0, &[], 4.0, false), 10);
    assert!(first < 1e-9 && last < 1e-9, "{first} {last}");
    let (first, last) = refused(&table(2_500.0, &[1.0 / 3.0; 3], 4.0, false), 20);
    assert!(first > 0.0 && last < 1e-9, "{first} {last}");
}

#[test]
fn what_is_above_a_cap_is_refused() {
    let mut capped = table(3_000.0, &[], 4.0, false);
    capped.paths[0].caps.1 = 750.0;
    let (first, last) = refused(&capped, 10);
    assert!(
        (first - 0.75).abs() < 1e-9 && (last - 0.75).abs() < 1e-9,
        "{first} {last}"
    );
}

#[test]
fn billions_of_units_are_no_more_work() {
    let (first, last) = refused(&table(4e9, &[1e-7, 2e-7], 4.0, false), 10);
    assert!(first > 0.9 && last > 0.9, "{first} {last}");
    let (first, last) = refused(&table(4e9, &[], 4e6, false), 10);
    assert!(first < 1e-9 && last < 1e-9, "{first} {last}");
}

#[test]
fn provisioned_capacity_bursts_for_so_long() {
    // 100 provisioned, 300 s of them saved, 700 asked: 300 x 100 / 600 = 50 s.
    let mut spike = table(700.0, &[], 1.0, false);
    spike.paths[0].provisioned = Some((fixed(0.0), fixed(100.0)));
    let parameters = Parameters {
        minutes: 20,
        shape: Shape::FlashSale,
        ..Parameters::default()
    };
    let outcome = simulate(&spike, &parameters);
    let refused: Vec<f64> = outcome.paths[0]
        .minutes
        .iter()
        .map(|minute| minute.writes.1)
        .collect();
    // Four minutes of 70 a second save 4 x 60 x 30 units; they last 12 s, and then 600 of 700 are refused.
    assert!(
        refused[..4].iter().all(|share| *share < 1e-9),
        "{refused:?}"
    );
    let fifth = 1.0 - (60.0 * 100.0 + 4.0 * 60.0 * 30.0) / (60.0 * 700.0);
    assert!((refused[4] - fifth).abs() < 0.02, "{refused:?} {fifth}");
    assert!((refused[5] - 6.0 / 7.0).abs() < 1e-6, "{refused:?}");
}

const STATUS: &str = r#"
model: shop
table:
  partition: PK
  indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK, project: keys } }
entities:
  Order:
    attributes:
      order_id: ulid
      status: { type: enum, values: [active, closed], mix: { active: 80%, closed: 20% } }
    key: { partition: "ORDER#{order_id}" }
    indexes: { GSI1: { partition: "STATUS#{status}", sort: "{order_id}" } }
    volume: 40M
access_patterns:
  add_order: { put: Order, if: absent, rate: 5k/s }
  with_status: { read: Order, given: [status], attributes: [order_id], limit: 20, rate: 1/s }
"#;

#[test]
fn an_index_pushes_back_and_shards_mend_it() {
    let checked = check("shop.yaml", STATUS.as_bytes());
    let run = |sharded| {
        let workload = workload(&checked.model, &checked.estimate, sharded);
        simulate(&workload, &Parameters::default())
    };
    let before = run(false);
    // Of 4,000 writes on one key of the index 1,000 pass, so 2,000 of 5,000 do in all, and the table follows.
    for path in &before.paths {
        assert!((path.minutes[9].writes.1 - 0.6).abs() < 0.01, "{path:?}");
    }
    let after = run(true);
    assert!(
        after
            .paths
            .iter()
            .all(|path| path.minutes[9].writes.1 < 1e-9),
        "{after:?}"
    );
}

#[test]
fn the_same_seeds_give_the_same() {
    let load = table(8_000.0, &zipf(100, 1.0), 8.0, false);
    let run = || format!("{:?}", simulate(&load, &Parameters::default()));
    assert_eq!(run(), run());
}

#[test]
fn loads_come_in_shapes() {
    let mean = |shape: Shape| {
        (0..1_000)
            .map(|at| shape.factor(f64::from(at) / 1e3, 0.7))
            .sum::<f64>()
            / 1e3
    };
    assert!((mean(Shape::Constant) - 1.0).abs() < 1e-9);
    assert!((mean(Shape::Ramp) - 0.5).abs() < 1e-3);
    assert!((mean(Shape::Daily) - 0.7).abs() < 1e-3);
    assert!(Shape::FlashSale.factor(0.1, 1.0) < Shape::FlashSale.factor(0.3, 1.0));
}

#[test]
fn auto_scaling_follows_minutes_later() {
    // 100 on average and 500 at the peak, of at most 1,000 with 50 % in use: 200 to begin with, of which 300 s are saved
    // as they come.
    let mut sale = table(500.0, &[], 1.0, false);
    sale.paths[0].load.writes = 100.0;
    let scaled = Provisioned {
        units: 200.0,
        follows: Some(Following {
            min: 10.0,
            max: 1_000.0,
            target: 0.5,
        }),
    };
    sale.paths[0].provisioned = Some((fixed(0.0), scaled));
    let parameters = Parameters {
        minutes: 8,
        ..Parameters::default()
    };
    let outcome = simulate(&sale, &parameters);
    let refused: Vec<f64> = outcome.paths[0]
        .minutes
        .iter()
        .map(|one| one.writes.1)
        .collect();
    // Three of five are refused until two minutes have told it and one has passed; 200 a second that were used ask for 400,
    // and those for 800.
    let expected = [0.6, 0.6, 0.6, 0.2, 0.2, 0.0, 0.0, 0.0];
    for (found, expected) in refused.iter().zip(expected) {
        assert!((found - expected).abs() < 0.01, "{refused:?}");
    }
}
