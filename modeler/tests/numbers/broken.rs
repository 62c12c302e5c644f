//! What is wrong with facts and units is said once, at its place.

use tablewright_modeler::check;

use super::GOOD;

/// A change of the good model, and what is said of it: rule, place, message.
const BROKEN: &[(&str, &str, &str)] = &[
    (
        "size: 1.5 KB",
        "size: 1.5 KB, max_size: 1 KB",
        "invalid-value `1.5 KB` more on average than the 1 KB at most",
    ),
    (
        "read: 500,",
        "read: 5x,",
        "invalid-value `x` `5x` is not a count: `x` is not a suffix of a count",
    ),
    (
        "read: 500,",
        "red: 500,",
        "unknown-field `red` unknown field `red` in a capacity",
    ),
    (
        "max: 4k } }",
        "max: 10 } }",
        "invalid-value `100` more than the 10 at most",
    ),
    (
        "class: infrequent-access",
        "class: slow",
        "invalid-value `slow` `slow` is not a table class",
    ),
    (
        "us-gov-east-1]",
        "mars]",
        "invalid-value `mars` `mars` is not a region",
    ),
    (
        "us-gov-east-1]",
        "eu-west-1]",
        "duplicate-name `eu-west-1` the region `eu-west-1` stands twice",
    ),
    (
        "new: true",
        "new: perhaps",
        "invalid-value `perhaps` `perhaps` is not `true` or `false`",
    ),
    (
        "distinct: 2M",
        "distinct: 2m",
        "invalid-value `m` `2m` is not a count: `m` is not a suffix of a count",
    ),
    (
        "zipf(1.1)",
        "zipf(0)",
        "invalid-value `0` the exponent of `zipf` is a number above 0 and up to 10",
    ),
    (
        "zipf(1.1)",
        "steep",
        "invalid-value `steep` `steep` is not a skew",
    ),
    (
        "distinct: 2M, skew: zipf(1.1)",
        "distinct: 4, hottest: 1%",
        "invalid-value `1%` with 4 values the most frequent one has more than 1%",
    ),
    (
        "open: 2.5%, paid",
        "opn: 2.5%, paid",
        "invalid-value `opn` `opn` is not one of its values",
    ),
    (
        "open: 2.5%",
        "open: 25%",
        "invalid-value `{ open: 25%, paid: 0.9 }` these shares are more than 100% together",
    ),
    (
        "present: 4%",
        "present: 4%, optional: false",
        "invalid-value `4%` `present` is for an attribute that may be absent",
    ),
    (
        "size: 1.5 KB",
        "size: 1.5 KiB",
        "invalid-value `KiB` `1.5 KiB` is not a size: `KiB` is not a unit of size",
    ),
    (
        "size: 1.5 KB",
        "items: 2",
        "type-mismatch `items` `items` is for lists, maps and sets, and this is `string`",
    ),
    (
        "items: 2.5,",
        "items: 12,",
        "invalid-value `12` more on average than the 10 at most",
    ),
    (
        "each: customer_id,",
        "each: custmer_id,",
        "unknown-name `custmer_id` there is no attribute of `Order` called `custmer_id`",
    ),
    (
        "average: 20, max: 4k",
        "mean: 20, max: 4k",
        "unknown-field `mean` unknown field `mean` in a volume",
    ),
    (
        "86.4k/day",
        "5/week",
        "invalid-value `week` `5/week` is not a rate: `week` is not a unit of time",
    ),
    (
        "peak: 40/s, average",
        "average",
        "missing-field `{ average: 600/min }` a rate has no `peak`",
    ),
    (
        "average: 600/min",
        "average: 50/s",
        "invalid-value `50/s` more on average than at the peak, 40/s",
    ),
    (
        "keeps: 2.5%",
        "keeps: 1",
        "invalid-value `1` `1` is not a share: `1` could be `1%` or `100%`",
    ),
    (
        "finds: 20, after: place",
        "finds: 20, after: plce",
        "unknown-name `plce` there is no access pattern `plce`",
    ),
    (
        "finds: 20, after: place",
        "finds: 20",
        "missing-field `times` `times` says how often for each call of another pattern",
    ),
    (
        "finds: 20, after: place",
        "after: orders",
        "invalid-value `orders` `orders` would happen because of itself",
    ),
    (
        "times: { average: 1.5,",
        "times: { average: 15,",
        "invalid-value `15` more on average than the 3 at most",
    ),
];

#[test]
fn what_is_wrong_is_said_once_at_its_place() {
    for (from, to, expected) in BROKEN {
        assert!(GOOD.contains(from), "{from}");
        let checked = check("shop.yaml", GOOD.replacen(from, to, 1).as_bytes());
        let said: Vec<String> = checked
            .findings
            .iter()
            .filter(|f| f.level == tablewright_modeler::findings::Level::Error)
            .map(|f| {
                let place = checked.source.slice(f.primary.span);
                format!("{} `{place}` {}", f.rule.id, f.message)
            })
            .collect();
        assert_eq!(said, [*expected], "{to}");
        assert!(checked.model.incomplete, "{to}");
    }
}

/// Pieces of text in all sorts of places, and the whole way through the rules: nothing panics.
#[test]
fn any_number_anywhere_gets_an_answer() {
    const PIECES: [&str; 14] = [
        "0",
        "-1",
        "99999999999999999999999999",
        "1e9",
        "0%",
        "100%",
        "18446744073709551615",
        "2B",
        "[1, 2]",
        "{ a: 1 }",
        "\"\"",
        "~",
        "zipf()",
        "é",
    ];
    let places: Vec<(usize, usize)> = GOOD
        .match_indices(": ")
        .map(|(at, _)| {
            let start = at + 2;
            let rest = &GOOD[start..];
            let length = rest.find([',', '}', '\n']).unwrap_or(rest.len());
            (start, start + length)
        })
        .collect();
    for (start, end) in places {
        for piece in PIECES {
            let model = format!("{}{piece}{}", &GOOD[..start], &GOOD[end..]);
            let checked = check("shop.yaml", model.as_bytes());
            assert!(checked.findings.len() < 1_000, "{model}");
        }
    }
}
