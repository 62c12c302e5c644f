//! The rules' own examples are executed, and the ids that others rely on are there.

use std::collections::BTreeSet;

use tablewright_modeler::{
    check,
    rules::{RULES, find},
};

/// The examples of a page that carry a mark.
fn examples(docs: &str, mark: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut lines = docs
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    while let Some(line) = lines.next() {
        if line == format!("```yaml,{mark}") {
            let model: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            all.push(model.join("\n") + "\n");
        }
    }
    all
}

fn found(model: &str) -> Vec<String> {
    let checked = check("example.yaml", model.as_bytes());
    let ids = checked
        .findings
        .iter()
        .map(|f| format!("{}: {}", f.rule.id, f.message));
    ids.collect()
}

#[test]
fn what_a_rule_says_it_finds_it_finds_and_nothing_else() {
    for rule in RULES {
        let fires = examples(rule.docs, "fires");
        assert!(!fires.is_empty(), "{} has no example that fires", rule.id);
        for model in fires {
            let found = found(&model);
            let own = found
                .iter()
                .filter(|one| one.starts_with(&format!("{}:", rule.id)))
                .count();
            assert_eq!(own, 1, "{} finds {found:#?} in\n{model}", rule.id);
        }
    }
}

#[test]
fn what_a_rule_says_is_fine_is_fine() {
    for rule in RULES {
        let clean = examples(rule.docs, "clean");
        assert!(!clean.is_empty(), "{} has no clean example", rule.id);
        for model in clean {
            let found = found(&model);
            let own = found
                .iter()
                .any(|one| one.starts_with(&format!("{}:", rule.id)));
            assert!(!own, "{} finds {found:#?} in\n{model}", rule.id);
        }
    }
}

#[test]
fn ids_are_unique_and_summaries_short() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    for rule in RULES {
        assert!(
            rule.summary.len() < 80 && !rule.summary.ends_with('.'),
            "{}",
            rule.id
        );
    }
}

/// The ids of the contract.
const CONTRACT: &[&str] = &[
    "accidental-member",
    "ambiguous-key",
    "ambiguous-name",
    "capacity-mode",
    "churning-index-key",
    "cold-start",
    "collection-overlap",
    "condition-on-missing",
    "constant-key",
    "count-reads-everything",
    "duplicate-index",
    "duplicate-name",
    "filter-not-key",
    "hot-attribute-projected",
    "hot-index-key",
    "hot-item",
    "hot-read-key",
    "hot-write-key",
    "incomplete-key",
    "index-key-not-updatable",
    "invalid-key-type",
    "invalid-name",
    "invalid-template",
    "invalid-value",
    "item-too-large",
    "key-collision",
    "key-too-long",
    "large-read",
    "literal-is-attribute",
    "local-index-size",
    "low-cardinality-index",
    "low-cardinality-key",
    "missing-field",
    "missing-reason",
    "missing-ttl",
    "multi-attribute-key",
    "mutable-key",
    "not-a-key-lookup",
    "optional-in-key",
    "order-not-served",
    "over-projected-index",
    "overwriting-key",
    "projection-limit",
    "projection-miss",
    "range-not-served",
    "reserved-name",
    "rising-sort-key",
    "scan",
    "size-step",
    "stale-read",
    "strong-read-on-index",
    "syntax",
    "table-class",
    "time-partition-key",
    "too-few-shards",
    "too-many-indexes",
    "too-many-shards",
    "transaction-overuse",
    "ttl-type",
    "type-mismatch",
    "unbounded-collection",
    "unbounded-item",
    "unknown-field",
    "unknown-name",
    "unpadded-number",
    "unquoted-template",
    "unserved-pattern",
    "unsortable-time",
    "unused-allow",
    "unused-entity",
    "unused-index",
    "unwritten-entity",
];

#[test]
fn the_ids_of_the_contract_are_there() {
    for id in CONTRACT {
        assert!(find(id).is_some(), "{id}");
    }
}

#[test]
fn a_large_model_is_proved_to_its_end() {
    use std::fmt::Write;
    let mut model =
        String::from("model: large\ntable: { partition: PK, sort: SK, tag: type }\nentities:\n");
    let mut patterns = String::from("access_patterns:\n");
    for n in 0..1_000 {
        let _ = write!(
            model,
            "  E{n}:\n    attributes: {{ tenant: ulid, id: string }}\n    key: {{ partition: \"T#{{tenant}}\", sort: \"E{n}#{{id}}\" }}\n"
        );
        let _ = write!(
            patterns,
            "  add{n}: {{ put: E{n}, if: absent }}\n  all{n}: {{ read: E{n}, given: [tenant] }}\n"
        );
    }
    let found = found(&(model + &patterns));
    assert!(found.is_empty(), "{found:#?}");
}

/// Designs that look odd and are good: a settings item that is alone, a flag that only some items have, an
/// index on the swapped keys, nodes and edges in one partition.
const GOOD: &str = r#"
model: good
table:
  partition: PK
  sort: SK
  tag: type
  indexes:
    inverted: { partition: SK, sort: PK }
    flagged: { partition: flag, sort: opened_at }
entities:
  Settings:
    attributes: { theme: string }
    key: { partition: SETTINGS, sort: SETTINGS }
  Ticket:
    attributes:
      ticket_id: ulid
      opened_at: timestamp
      flag: { type: string, optional: true }
    key: { partition: "TICKET#{ticket_id}", sort: TICKET }
  Node:
    attributes: { node_id: uuid, title: string }
    key: { partition: "NODE#{node_id}", sort: "NODE#{node_id}" }
  Edge:
    attributes:
      start_id: { same_as: Node.node_id }
      end_id: { same_as: Node.node_id }
    key: { partition: "NODE#{start_id}", sort: "NODE#{end_id}" }
access_patterns:
  settings: { read: Settings }
  change_settings: { put: Settings }
  open: { put: Ticket, if: absent }
  flagged: { read: Ticket, given: [flag], order: { opened_at: descending }, limit: 20 }
  add_node: { put: Node, if: absent }
  node: { read: Node, given: [node_id] }
  connect: { put: Edge }
  leads_to: { read: Edge, given: [start_id] }
  comes_from: { read: Edge, given: [end_id] }
"#;

#[test]
fn good_designs_get_silence() {
    let found = found(GOOD);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn limits_count_everything() {
    use std::fmt::Write;
    let mut model = String::from("model: s h\ntable:\n  partition: PK\n  indexes:\n");
    for n in 0..21 {
        let names: Vec<String> = (0..5).map(|at| format!("x{n}_{at}")).collect();
        let _ = writeln!(
            model,
            "    GSI{n}: {{ partition: GSI{n}PK, project: [{}] }}",
            names.join(", ")
        );
    }
    model.push_str("entities:\n  A:\n    attributes: { id: ulid, size: int }\n");
    model.push_str(
        "    key: { partition: \"A#{id}\" }\n    indexes: { GSI0: { partition: \"{id}\" } }\n",
    );
    model.push_str(
        "  B:\n    attributes: { id: ulid, size: int }\n    key: { partition: \"B#{id}\" }\n",
    );
    model.push_str("    indexes: { GSI0: { partition: \"{size}\" } }\n");
    let found = found(&model);
    for id in [
        "invalid-name",
        "too-many-indexes",
        "projection-limit",
        "invalid-key-type",
    ] {
        let own = found
            .iter()
            .filter(|one| one.starts_with(&format!("{id}:")))
            .count();
        assert_eq!(own, 1, "{id} in {found:#?}");
    }
}

#[test]
fn the_corpus_is_clean() {
    for name in ["shop", "social", "events", "idempotency"] {
        let path = format!("{}/../models/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
        let mut found = found(&std::fs::read_to_string(path).expect("a model"));
        // An info about names that need an alias in expressions written by hand: nothing to do.
        found.retain(|one| !one.starts_with("reserved-name:"));
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

/// Two tables whose entities have the same keys, whose indexes have the same names and keys, and that would
/// be refused if they were one.
fn two_tables() -> String {
    use std::fmt::Write;
    let mut model = String::from("model: two\ntables:\n");
    let mut entities = String::from("entities:\n");
    let mut patterns = String::from("access_patterns:\n");
    for (table, entity) in [("left", "One"), ("right", "Two")] {
        let _ = write!(
            model,
            "  {table}:\n    partition: PK\n    sort: SK\n    indexes:\n"
        );
        let _ = write!(
            entities,
            "  {entity}:\n    table: {table}\n    attributes: {{ id: ulid, part: ulid, expires: epoch"
        );
        for n in 0..18 {
            let _ = writeln!(model, "      by_a{n}: {{ partition: a{n} }}");
            let _ = write!(entities, ", a{n}: uuid");
            let _ = writeln!(
                patterns,
                "  {table}_{n}: {{ read: {entity}, given: [a{n}] }}"
            );
        }
        let _ = writeln!(
            entities,
            " }}\n    key: {{ partition: \"ID#{{id}}\", sort: \"PART#{{part}}\" }}"
        );
        let _ = writeln!(patterns, "  put_{table}: {{ put: {entity}, if: absent }}");
        let _ = writeln!(patterns, "  all_{table}: {{ read: {entity}, given: [id] }}");
    }
    model + &entities + &patterns
}

#[test]
fn what_is_in_another_table_is_no_trouble() {
    let ttl = |table: &str| format!("missing-ttl: `expires` of `{table}` is an expiry");
    let all = found(&two_tables());
    let others: Vec<_> = all
        .iter()
        .filter(|one| !one.starts_with(&ttl("One")) && !one.starts_with(&ttl("Two")))
        .collect();
    assert!(others.is_empty() && all.len() == 2, "{all:#?}");
    // The same in one table.
    let together = two_tables().replace("table: right", "table: left");
    let all = found(&together);
    for id in ["key-collision:", "collection-overlap:", "unused-index:"] {
        assert!(all.iter().any(|one| one.starts_with(id)), "{id} {all:#?}");
    }
}

#[test]
fn a_finding_says_whose_index_it_is() {
    let model = two_tables().replace("  right_7:", "  # right_7:");
    let of_right = |model: &str| {
        let checked = check("two.yaml", model.as_bytes());
        let findings = checked.findings.into_iter();
        let unused = findings.filter(|one| one.rule.id == "unused-index");
        unused
            .map(|one| (one.subject.table, one.subject.index))
            .collect::<Vec<_>>()
    };
    let right = (Some("right".to_owned()), Some("by_a7".to_owned()));
    assert_eq!(of_right(&model), std::slice::from_ref(&right));
    // An exception is about the index of its own table.
    let index = "by_a7: { partition: a7 }";
    let allowed = "by_a7: { partition: a7, allow: { unused-index: \"later\" } }";
    assert_eq!(of_right(&model.replacen(index, allowed, 1)), [right]);
    assert_eq!(of_right(&model.replace(index, allowed)), []);
}

/// A change of the two tables, and what is said of it.
const NOT_THERE: &[(&str, &str, &[&str])] = &[
    (
        "table: right\n",
        "about: nowhere\n",
        &["missing-field: `Two` does not say its `table`"],
    ),
    (
        "table: right\n",
        "table: rigth\n",
        &["unknown-name: there is no table `rigth`"],
    ),
    (
        "all_right: { read: Two,",
        "all_right: { read: [One, Two],",
        &["invalid-value: `One` and `Two` are in different tables"],
    ),
    (
        "right_7: { read: Two, given: [a7] }",
        "right_7: { read: Two, given: [a7], via: by_left }",
        &["unknown-name: there is no index of `right` called `by_left`"],
    ),
];

#[test]
fn a_table_that_is_not_there() {
    for (old, new, said) in NOT_THERE {
        let mut found = found(&two_tables().replacen(old, new, 1));
        found.retain(|one| {
            !one.starts_with("missing-ttl") && !one.contains("there is no entity `Two`")
        });
        assert_eq!(&found, said, "{new}");
    }
}

#[test]
fn one_table_has_one_name() {
    let model = |table: &str| {
        format!(
            "model: shop\n{table}\nentities:\n  A: {{ table: shop, attributes: {{ PK: ulid }} }}\n\
             access_patterns:\n  put: {{ put: A, if: absent }}\n  get: {{ read: A, given: [PK] }}\n"
        )
    };
    assert_eq!(found(&model("table: { partition: PK }")), [""; 0]);
    let other = found(&model("tables: { store: { partition: PK } }"));
    assert_eq!(other[0], "unknown-name: there is no table `shop`");
    let twice = "table: { partition: PK }\ntables: { shop: { partition: PK } }";
    assert_eq!(
        found(&model(twice)),
        ["duplicate-name: the table `shop` is declared twice"]
    );
}
