//! Numbers that were measured or worked out elsewhere (`estimate/golden_vectors.json`), each compared with what is said here.

use serde_json::Value;
use tablewright_modeler::{
    estimate::{
        Prices, advised, partitions,
        units::{Consistency, EntryChange, TRANSACTION, index_write, read, write},
        zipf,
    },
    size,
};

fn vectors() -> Value {
    serde_json::from_str(include_str!("../estimate/golden_vectors.json")).expect("JSON")
}

fn all(name: &str) -> Vec<Value> {
    let all = vectors().pointer(name).and_then(Value::as_array).cloned();
    all.filter(|all| !all.is_empty()).expect("some vectors")
}

fn float(of: &Value) -> f64 {
    of.as_f64().expect("a number")
}

#[track_caller]
fn equal(found: f64, wanted: &Value, case: &Value) {
    let wanted = float(wanted);
    assert!(
        (found - wanted).abs() <= wanted.abs() * 1e-4 + 1e-9,
        "{found} and not {wanted}: {case}"
    );
}

#[test]
fn numbers_have_their_bytes() {
    for case in all("/number_size") {
        let bytes = size::number(case["n"].as_str().expect("digits"));
        assert_eq!(Some(bytes), case["bytes"].as_u64(), "{case}");
    }
}

#[test]
fn reads_have_their_units() {
    for case in all("/read_units") {
        let consistency = match case["mode"].as_str().expect("a mode") {
            "ec" | "query_ec_total" | "scan_ec" => Consistency::Eventual,
            "sc" | "scan_sc" => Consistency::Strong,
            "tx" => Consistency::Transaction,
            other => panic!("{other}"),
        };
        equal(read(float(&case["bytes"]), consistency), &case["ru"], &case);
    }
}

#[test]
fn writes_have_their_units() {
    for case in all("/write_units") {
        let bytes = |name: &str| case[name].as_f64().unwrap_or(0.0);
        let larger = bytes("old").max(bytes("new"));
        match case["op"].as_str().expect("an operation") {
            // A repetition with the same token is a read of what was written.
            "tx_replay_read_units" => {
                let units = read(float(&case["max_image"]), Consistency::Transaction);
                equal(units, &case["ru"], &case);
            }
            op if op.starts_with("tx_") => equal(TRANSACTION * write(larger), &case["wu"], &case),
            _ => equal(write(larger), &case["wu"], &case),
        }
    }
}

#[test]
fn entries_have_their_units() {
    for case in all("/index_write_units") {
        let flag = |name: &str| case[name].as_bool().unwrap_or(false);
        let change = match (flag("key_changed"), flag("projection_changed")) {
            (true, _) => EntryChange::Place,
            (false, true) => EntryChange::Content,
            (false, false) if case["old"].is_null() || case["new"].is_null() => {
                EntryChange::Content
            }
            (false, false) => EntryChange::Nothing,
        };
        let units = index_write(case["old"].as_f64(), case["new"].as_f64(), change);
        equal(units, &case["wu"], &case);
    }
}

/// Only the table's part of a transaction is doubled.
#[test]
fn transactions_have_their_units() {
    let cases = all("/transaction_totals");
    let sizes = [
        (300.0, index_write(None, Some(300.0), EntryChange::Content)),
        (
            1_500.0,
            index_write(Some(1_517.0), Some(1_517.0), EntryChange::Place),
        ),
        (
            3_000.0,
            index_write(Some(3_000.0), Some(3_000.0), EntryChange::Nothing),
        ),
    ];
    assert_eq!(cases.len(), sizes.len());
    for (case, (item, entry)) in cases.iter().zip(sizes) {
        let table = TRANSACTION * write(item);
        equal(table, &case["table"], case);
        equal(entry, &case["gsi"], case);
        equal(table + entry, &case["total"], case);
    }
}

#[test]
fn prices_are_those_of_the_offer() {
    let (prices, all) = (Prices::default(), vectors());
    let of = |name: &str| all["prices_us_east_1"][name].clone();
    for (found, name) in [
        (prices.standard.write_requests, "wru_per_m"),
        (prices.standard.read_requests, "rru_per_m"),
        (prices.standard.replicated_writes, "rwru_per_m"),
        (prices.standard.write_hour, "wcu_h"),
        (prices.standard.read_hour, "rcu_h"),
        (prices.standard.storage, "storage_gb"),
        (prices.infrequent.write_requests, "ia_wru_per_m"),
        (prices.infrequent.read_requests, "ia_rru_per_m"),
        (prices.infrequent.write_hour, "ia_wcu_h"),
        (prices.infrequent.read_hour, "ia_rcu_h"),
        (prices.infrequent.storage, "ia_storage_gb"),
        (prices.point_in_time, "pitr_gb"),
        (prices.backup, "backup_gb"),
        (prices.restored, "restore_gb"),
        (prices.exported.expect("a price"), "export_gb"),
        (prices.imported.expect("a price"), "import_gb"),
        (prices.stream_reads, "streams_per_m"),
    ] {
        equal(found, &of(name), &of(name));
    }
    let full = prices.standard.write_hour / 3_600.0 * 1e6;
    let ratios = &all["ratios"];
    equal(
        prices.standard.write_requests / full,
        &ratios["od_over_prov_100"],
        ratios,
    );
    equal(
        0.7 * prices.standard.write_requests / full,
        &ratios["od_over_prov_70"],
        ratios,
    );
    equal(
        full / prices.standard.write_requests,
        &ratios["breakeven_util"],
        ratios,
    );
}

#[test]
fn heat_is_shared_out_as_worked_out() {
    for case in all("/heat/zipf_p1") {
        // These are written with five places.
        let share = (zipf(float(&case["n"]), float(&case["s"])) * 1e5).round() / 1e5;
        equal(share, &case["p1"], &case);
    }
    // What is advised leaves as much room again.
    for case in all("/heat/shards")
        .iter()
        .filter(|case| float(&case["h"]) == 2.0)
    {
        equal(advised(float(&case["wu"]), 1_000.0), &case["n"], case);
    }
    for case in all("/heat/gsi_limit") {
        let rate = 1_000.0 / (float(&case["share"]) * float(&case["wu"]));
        equal(rate, &case["max_base_wps"], &case);
    }
    for case in all("/heat/partitions") {
        let of = |name: &str| float(&case[name]);
        equal(
            partitions(of("gb"), of("wcu"), of("rcu")),
            &case["p"],
            &case,
        );
    }
    let heat = vectors()["heat"].clone();
    let names = heat
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str());
    let known = ["zipf_p1", "shards", "partitions", "gsi_limit"];
    for name in names {
        assert!(known.contains(&name), "{name}");
    }
}
