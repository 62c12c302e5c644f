use std::fmt::{Debug, Display};

use super::{Average, Bytes, Count, Duration, Per, Quantity, Rate, Share};

fn read<Q: Quantity + Debug>(text: &str) -> Q {
    Q::parse(text).unwrap_or_else(|complaint| panic!("{text}: {complaint:?}"))
}

fn wrong<Q: Quantity + Debug>(text: &str) -> String {
    match Q::parse(text) {
        Ok(read) => panic!("{text} was read as {read:?}"),
        Err(complaint) => format!("{}: {}", &text[complaint.at], complaint.message),
    }
}

#[test]
fn quantities_are_exact() {
    assert_eq!(read::<Count>("2M"), Count(2_000_000));
    assert_eq!(read::<Count>("1.5B"), Count(1_500_000_000));
    assert_eq!(read::<Count>("40_000"), Count(40_000));
    assert_eq!(read::<Bytes>("4 KB"), Bytes(4_096));
    assert_eq!(read::<Bytes>("1.5KB"), Bytes(1_536));
    assert_eq!(read::<Bytes>("254"), Bytes(254));
    assert_eq!(read::<Share>("15%"), read::<Share>("0.15"));
    assert_eq!(read::<Share>("15%").fraction(), 0.15);
    assert_eq!(read::<Duration>("90 days"), Duration(7_776_000));
    assert_eq!(read::<Duration>("1.5 h"), Duration(5_400));
    assert_eq!(read::<Average>("4.5").0, 4.5);
}

#[test]
fn rates_have_a_unit_of_time() {
    assert_eq!(read::<Rate>("500/s").per_second(), 500.0);
    assert_eq!(read::<Rate>("30/min").per_second(), 0.5);
    assert_eq!(read::<Rate>("2k / h").per_second(), 2_000.0 / 3_600.0);
    assert_eq!(read::<Rate>("86.4k/day").per_second(), 1.0);
    assert_eq!(read::<Rate>("20").per_second(), 20.0);
    assert_eq!(read::<Rate>("1M/day").per(), Per::Day);
}

#[test]
fn a_complaint_points_at_what_is_wrong() {
    assert_eq!(
        wrong::<Rate>("5/week"),
        "week: `week` is not a unit of time"
    );
    assert_eq!(wrong::<Rate>("5/"), "/: `` is not a unit of time");
    assert_eq!(wrong::<Rate>("5K/s"), "K: `K` is not a suffix of a rate");
    assert_eq!(wrong::<Count>("1.5"), "1.5: a count is a whole number");
    assert_eq!(wrong::<Count>("2m"), "m: `m` is not a suffix of a count");
    assert_eq!(wrong::<Count>("-2"), "-2: a count is never negative");
    assert_eq!(wrong::<Bytes>("4 KiB"), "KiB: `KiB` is not a unit of size");
    assert_eq!(
        wrong::<Bytes>("0.5"),
        "0.5: a size is a whole number of bytes"
    );
    assert_eq!(wrong::<Share>("101%"), "101%: a share is at most 100%");
    assert_eq!(wrong::<Share>("15"), "15: a share is at most 100%");
    assert_eq!(wrong::<Share>("1"), "1: `1` could be `1%` or `100%`");
    assert_eq!(wrong::<Duration>("90"), "90: a duration needs a unit");
    assert_eq!(
        wrong::<Duration>("1.2.3 s"),
        "1.2.3: `1.2.3` is not a number"
    );
    assert_eq!(wrong::<Duration>(""), ": a duration is missing here");
}

#[test]
fn what_is_too_large_is_said() {
    assert_eq!(
        wrong::<Count>("99999999999B"),
        "99999999999B: a count is too large"
    );
    assert!(wrong::<Bytes>("999999999999999999999 MB").ends_with("a size is too large"));
    assert!(wrong::<Duration>("999999999999999999 days").ends_with("a duration is too long"));
    assert!(wrong::<Count>(&"9".repeat(400)).ends_with("is not a number"));
    assert!(read::<Rate>("999999999999999B/s").per_second().is_finite());
}

#[test]
fn shares_add_up_exactly() {
    let thirds = ["33.3%", "33.3%", "33.4%"].map(read::<Share>);
    assert!(!Share::exceed(thirds));
    assert!(Share::exceed(
        thirds.into_iter().chain([read("0.0000000001%")])
    ));
}

fn round_trip<Q: Quantity + PartialEq + Debug + Display>(text: &str) {
    if let Ok(read) = Q::parse(text) {
        let again = Q::parse(&read.to_string());
        assert_eq!(again.ok().as_ref(), Some(&read), "{text} as {read}");
    }
}

/// Every text gets an answer, and what is read is the same after it has been written.
#[test]
fn any_text_gets_an_answer() {
    const PIECES: [&str; 24] = [
        "0",
        "1",
        "7",
        "10",
        "000",
        "99",
        ".",
        "_",
        "-",
        " ",
        "k",
        "M",
        "B",
        "KB",
        "MB",
        "/",
        "s",
        "min",
        "h",
        "day",
        "days",
        "%",
        "é",
        "18446744073709551615",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for _ in 0..20_000 {
        let length = next() % 6;
        let pick = |n: u64| PIECES[usize::try_from(n % PIECES.len() as u64).unwrap_or(0)];
        let text: String = (0..length).map(|_| pick(next())).collect();
        round_trip::<Count>(&text);
        round_trip::<Average>(&text);
        round_trip::<Bytes>(&text);
        round_trip::<Rate>(&text);
        round_trip::<Share>(&text);
        round_trip::<Duration>(&text);
        for complaint in [
            Count::parse(&text).err(),
            Rate::parse(&text).err(),
            Share::parse(&text).err(),
        ] {
            assert!(complaint.is_none_or(|c| text.get(c.at).is_some()), "{text}");
        }
    }
}
