//! Rules that weigh calls against each other.

use tablewright_modeler::check;

/// The findings of one rule in a model of scores, whose index entry is as given.
fn found(rule: &str, entry: &str, patterns: &str) -> Vec<String> {
    let model = format!(
        "model: game\ntable:\n  partition: PK\n  indexes: {{ GSI1: {{ partition: GSI1PK, sort: GSI1SK }} }}\nentities:\n  \
         Score:\n    attributes:\n      player: uuid\n      league: uuid\n      points: int\n      at: timestamp\n      \
         state: {{ type: enum, values: [in, out] }}\n      bonus: {{ type: int, optional: true }}\n    \
         key: {{ partition: \"P#{{player}}\" }}\n    indexes: {{ GSI1: {{ {entry} }} }}\naccess_patterns:\n  \
         enter: {{ put: Score, if: absent, rate: 100/s }}\n{patterns}"
    );
    let checked = check("game.yaml", model.as_bytes());
    assert!(!checked.model.incomplete, "{:#?}", checked.findings);
    let own = checked.findings.iter().filter(|f| f.rule.id == rule);
    own.map(|f| f.message.clone()).collect()
}

const BY_POINTS: &str = "partition: \"L#{league}\", sort: \"{points}\"";
const BEST: &str = "  best: { read: Score, given: [league], order: { points: descending }, limit: 10, rate: 5/s }\n";

fn churn(entry: &str, patterns: &str) -> usize {
    found("churning-index-key", entry, patterns).len()
}

#[test]
fn entries_that_move_more_often_than_they_are_read() {
    let win = "  win: { update: Score, given: [player, league], set: [points], rate: 60/s }\n";
    assert_eq!(churn(BY_POINTS, &format!("{win}{BEST}")), 1);
    let slower = win.replace("60/s", "40/s");
    assert_eq!(churn(BY_POINTS, &format!("{slower}{BEST}")), 0);
    // The rate follows from another pattern.
    let follows = win.replace("rate: 60/s", "after: enter, times: 0.6");
    assert_eq!(churn(BY_POINTS, &format!("{follows}{BEST}")), 1);
    // One of the readers is of unknown rate, or finds an unknown number.
    let unknown = BEST.replace(", rate: 5/s", "");
    assert_eq!(churn(BY_POINTS, &format!("{win}{unknown}")), 0);
    let endless = BEST.replace("limit: 10, ", "");
    assert_eq!(churn(BY_POINTS, &format!("{win}{endless}")), 0);
    let finds = BEST.replace("limit: 10", "finds: 10");
    assert_eq!(churn(BY_POINTS, &format!("{win}{finds}")), 1);
}

#[test]
fn entering_and_leaving_is_no_move() {
    let sparse = "when: \"state = 'in'\", partition: \"L#{league}\", sort: \"{at}\"";
    let read = "  best: { read: Score, given: [league, state = 'in'], limit: 10, rate: 5/s }\n";
    let pass = "  pass: { update: Score, given: [player, league, at], set: [state = 'in'], rate: 500/s }\n";
    assert_eq!(churn(sparse, &format!("{pass}{read}")), 0);
    let touch = "  touch: { update: Score, given: [player, league], set: [at], if: \"state = 'in'\", rate: 500/s }\n";
    assert_eq!(churn(sparse, &format!("{touch}{read}")), 1);
    let coarse = "partition: \"L#{league}\", sort: \"{at:date}\"";
    let read = "  best: { read: Score, given: [league], limit: 10, rate: 5/s }\n";
    let touch = "  touch: { update: Score, given: [player, league], set: [at], rate: 500/s }\n";
    assert_eq!(churn(coarse, &format!("{touch}{read}")), 0);
}

#[test]
fn reads_right_after_a_write() {
    let stale = |more: &str| {
        let best = format!("  best: {{ read: Score, given: [league], limit: 9{more} }}\n");
        found("stale-read", BY_POINTS, &best)
    };
    assert_eq!(
        stale(", after: enter"),
        ["`best` reads `Score` through `GSI1` right after `enter` has written it"]
    );
    assert_eq!(stale(", after: enter, through: stream").len(), 0);
    assert_eq!(stale(", after: enter, consistency: eventual").len(), 0);
    assert_eq!(stale("").len(), 0);
    let get = "  get: { read: Score, given: [player], after: enter }\n";
    assert_eq!(found("stale-read", BY_POINTS, get).len(), 0);
}
