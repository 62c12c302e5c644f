//! Rules that need numbers: where they speak and where they are silent.

use tablewright_modeler::check;

/// A model with one table, two indexes and what is given; tells the findings that are not about itself.
fn said(entities: &str, patterns: &str) -> Vec<String> {
    let model = format!(
        "model: shop\ntable:\n  partition: PK\n  sort: SK\n  tag: type\n  indexes:\n    \
         GSI1: {{ partition: GSI1PK, sort: GSI1SK }}\nentities:\n{entities}access_patterns:\n{patterns}"
    );
    let checked = check("shop.yaml", model.as_bytes());
    let speak = checked
        .findings
        .iter()
        .filter(|f| f.rule.id != "reserved-name");
    speak
        .map(|f| format!("{} {}", f.level.name(), f.rule.id))
        .collect()
}

fn task(attribute: &str, entry: &str, more: &str) -> String {
    format!(
        "  Task:\n    attributes: {{ id: ulid, at: timestamp, x: {attribute} }}\n    key: {{ partition: \"T#{{id}}\", \
         sort: T }}\n    indexes: {{ GSI1: {{ {entry} }} }}\n{more}"
    )
}

const TASKS: &str =
    "  add: { put: Task, if: absent }\n  list: { read: Task, given: [x], limit: 9 }\n";

#[test]
fn few_partitions_of_an_index() {
    let by_x = "partition: \"X#{x}\", sort: \"{at}\"";
    let warn = ["warn low-cardinality-index"];
    let silent: [&str; 0] = [];
    assert_eq!(
        said(&task("{ type: enum, values: [a, b] }", by_x, ""), TASKS),
        warn
    );
    assert_eq!(
        said(&task("{ type: string, distinct: 99 }", by_x, ""), TASKS),
        warn
    );
    assert_eq!(
        said(&task("{ type: string, distinct: 100 }", by_x, ""), TASKS),
        silent
    );
    assert_eq!(said(&task("string", by_x, ""), TASKS), silent);
    // Sparse: an optional attribute that is not said to be there often.
    let values = "type: enum, values: [a], optional: true";
    assert_eq!(
        said(&task(&format!("{{ {values} }}"), by_x, ""), TASKS),
        silent
    );
    assert_eq!(
        said(
            &task(&format!("{{ {values}, present: 2% }}"), by_x, ""),
            TASKS
        ),
        silent
    );
    assert_eq!(
        said(
            &task(&format!("{{ {values}, present: 80% }}"), by_x, ""),
            TASKS
        ),
        warn
    );
    let sparse = "partition: OPEN, sort: \"{at}\", when: \"x = 'a'\"";
    let open =
        "  add: { put: Task, if: absent }\n  list: { read: Task, given: [x = 'a'], limit: 9 }\n";
    assert_eq!(
        said(&task("{ type: enum, values: [a, b] }", sparse, ""), open),
        silent
    );
}

#[test]
fn few_partitions_do_no_harm_when_little_happens() {
    let constant = "partition: ALL, sort: \"{at}\"";
    let list = |rate: &str| {
        format!(
            "  add: {{ put: Task, if: absent{rate} }}\n  list: {{ read: Task, limit: 9{rate} }}\n"
        )
    };
    let warn = ["warn low-cardinality-index"];
    let silent: [&str; 0] = [];
    assert_eq!(said(&task("int", constant, ""), &list("")), warn);
    assert_eq!(
        said(&task("int", constant, ""), &list(", rate: 2/s")),
        silent
    );
    assert_eq!(
        said(&task("int", constant, ""), &list(", rate: 2k/s")),
        [
            "error hot-index-key",
            "warn low-cardinality-index",
            "warn rising-sort-key"
        ]
    );
    assert_eq!(
        said(&task("int", constant, "    volume: 300\n"), &list("")),
        silent
    );
}

fn keyed(attributes: &str, partition: &str, more: &str) -> String {
    format!(
        "  A:\n    attributes: {{ id: ulid, {attributes} }}\n    key: {{ partition: {partition}, sort: \
         \"{{id}}\" }}\n{more}"
    )
}

/// What is said of a key besides the index that nobody needs.
fn of_key(entities: &str, patterns: &str) -> Vec<String> {
    let mut said = said(entities, patterns);
    said.retain(|one| one != "warn unused-index");
    said
}

#[test]
fn few_partitions_of_a_table() {
    let put = "  add: { put: A, if: absent }\n";
    let regions = "region: { type: enum, values: [eu, us] }";
    let by_region = "\"R#{region}\"";
    let silent: [&str; 0] = [];
    assert_eq!(
        of_key(&keyed(regions, by_region, ""), put),
        ["warn low-cardinality-key"]
    );
    let much = "  add: { put: A, if: absent, rate: 3k/s }\n";
    assert_eq!(
        of_key(&keyed(regions, by_region, ""), much),
        [
            "error hot-write-key",
            "error low-cardinality-key",
            "warn rising-sort-key"
        ]
    );
    let little = "  add: { put: A, if: absent, rate: 3/s }\n";
    assert_eq!(
        of_key(&keyed(regions, by_region, ""), little),
        ["warn low-cardinality-key"]
    );
    assert_eq!(
        of_key(&keyed(regions, by_region, "    volume: 9k\n"), little),
        silent
    );
    assert_eq!(
        of_key(&keyed("n: int", "ALL", ""), put),
        ["warn constant-key"]
    );
    assert_eq!(
        of_key(&keyed("n: int", "ALL", "    volume: 9k\n"), little),
        silent
    );
    // Nothing adds to it.
    let change = "  change: { update: A, given: [id], set: [n] }\n";
    assert_eq!(of_key(&keyed("n: int", "ALL", ""), change), silent);
    assert_eq!(
        of_key(&keyed("day: date", "\"D#{day}\"", ""), put),
        ["warn time-partition-key"]
    );
    assert_eq!(
        of_key(&keyed("at: timestamp", "\"D#{at:hour}\"", ""), put),
        ["warn time-partition-key"]
    );
    assert_eq!(
        of_key(&keyed("at: timestamp", "\"D#{at}\"", ""), put),
        silent
    );
    assert_eq!(
        of_key(&keyed("day: date, n: int", "\"D#{n}#{day}\"", ""), put),
        silent
    );
}

#[test]
fn large_items() {
    let put = "  add: { put: A, if: absent }\n";
    let sized = |size: &str, more: &str| {
        let attributes = format!("text: {{ type: string, max_size: {size} }}{more}");
        of_key(&keyed(&attributes, "\"A#{id}\"", ""), put)
    };
    let silent: [&str; 0] = [];
    assert_eq!(sized("300 KB", ""), silent);
    assert_eq!(sized("380 KB", ""), ["warn item-too-large"]);
    assert_eq!(sized("380 KB", ", note: string"), silent);
    assert_eq!(sized("410 KB", ", note: string"), ["error item-too-large"]);
    assert_eq!(
        sized("200 KB", ", more: { type: string, max: 60k }"),
        ["error item-too-large"]
    );
    assert_eq!(sized("18446744073709551615", ""), ["error item-too-large"]);
}

#[test]
fn collections_with_a_local_index() {
    let said = |volume: &str| {
        let model = format!(
            "model: logs\ntable: {{ partition: PK, sort: SK, indexes: {{ by_level: {{ kind: local, sort: level }} }} }}\n\
             entities:\n  Entry:\n    attributes: {{ app: ulid, id: ulid, level: int, text: {{ type: string, size: 1 KB }} }}\n    \
             key: {{ partition: \"APP#{{app}}\", sort: \"{{id}}\" }}\n{volume}access_patterns:\n  \
             log: {{ put: Entry, if: absent }}\n  by_level: {{ read: Entry, given: [app, level], limit: 9 }}\n"
        );
        let checked = check("logs.yaml", model.as_bytes());
        let own = checked
            .findings
            .iter()
            .find(|f| f.rule.id == "local-index-size");
        own.map(|f| f.level.name())
    };
    assert_eq!(said(""), None);
    assert_eq!(said("    volume: 40M\n"), None);
    assert_eq!(
        said("    volume: { each: app, average: 20 }\n"),
        Some("warn")
    );
    assert_eq!(
        said("    volume: { each: app, average: 20, max: 1k }\n"),
        None
    );
    assert_eq!(
        said("    volume: { each: app, average: 20, max: 9M }\n"),
        Some("error")
    );
}

#[test]
fn endless_reads() {
    let by_author = "  Post:\n    attributes: { id: ulid, author: uuid, email: { type: string, case: lower } }\n    key: { partition: \"P#{id}\", \
        sort: P }\n    indexes: { GSI1: { partition: \"A#{author}\", sort: \"{id}\" } }\n    volume: 2M\n";
    let read = |more: &str| {
        format!(
            "  add: {{ put: Post, if: absent }}\n  read: {{ read: Post, given: [author]{more} }}\n"
        )
    };
    let silent: [&str; 0] = [];
    assert_eq!(said(by_author, &read("")), ["warn unbounded-collection"]);
    assert_eq!(said(by_author, &read(", limit: 9")), silent);
    assert_eq!(said(by_author, &read(", range: id")), silent);
    // A complete index key that tells items apart is one item's.
    let by_email = by_author.replace(
        "A#{author}\", sort: \"{id}\"",
        "E#{email}\", sort: \"{email}\"",
    );
    assert_eq!(
        said(&by_email, &read("").replace("author", "email")),
        silent
    );
    assert_eq!(
        said(&by_author.replace("volume: 2M", "volume: 300"), &read("")),
        silent
    );
    assert_eq!(
        said(&by_author.replace("    volume: 2M\n", ""), &read("")),
        silent
    );
}
