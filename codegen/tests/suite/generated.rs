//! What becomes of the parts of a model.

use super::{crate_of, file, has};

const DEVICES: &str = r##"
model: devices
table: { partition: PK, sort: SK, tag: kind, ttl: expires, indexes: { GSI1: { partition: GSI1PK, sort: GSI1SK } } }
entities:
  Reading:
    about: What a device measured.
    attributes:
      device:  { type: string, case: lower, matches: "[a-z]{3}" }
      at:      timestamp
      day:     { type: date, from: at }
      expires: { type: epoch, from: at, plus: 90 days }
      state:   { type: enum, values: [fresh, seen], default: fresh }
      owner:   { type: string, optional: true, sensitive: true }
      level:   { type: int, min: 0, max: 100 }
      tags:    { type: set, of: string }
    key: { partition: "DEVICE#{device}", sort: "{day}#{at}" }
    indexes:
      GSI1: { when: "state = 'fresh'", partition: "OWNER#{owner}", sort: "{level:03}#{at}" }
access_patterns:
  add: { put: Reading, set: [state = 'fresh'], if: absent }
  one: { read: Reading, given: [device, at] }
  days: { read: Reading, given: [device], range: day, order: { day: descending }, limit: 10 }
  of_owner: { read: Reading, given: [owner, state = 'fresh'], range: { level: between }, filter: "contains(tags, :tag) OR size(tags) = 0" }
  mark: { update: Reading, given: [device, at, owner, level], set: [state], returns: [state] }
  tag: { update: Reading, given: [device, at], add: { tags: :tags }, returns: old }
  levels: { read: Reading, given: [device], attributes: [at, level] }
  drop: { delete: Reading, given: [device, at], if: "level < :below AND state <> 'seen'" }
"##;

#[test]
fn the_same_model_gives_the_same_bytes() {
    assert_eq!(crate_of(DEVICES), crate_of(DEVICES));
}

#[test]
fn an_entity_is_written_with_its_keys_and_what_follows() {
    let made = crate_of(DEVICES);
    let reading = file(&made, "src/reading.rs");
    has(reading, "out.key(key(&self.device, self.at))?;");
    has(
        reading,
        r##".and_text("SK", key::text(&[&derive_day(at), &"#", &Millis(at)]))"##,
    );
    has(
        reading,
        r#"out.put("device", valid_device(&self.device))?;"#,
    );
    has(reading, r#"out.put("day", self.day())?;"#);
    has(
        reading,
        r#"out.put("expires", self.expires().map(Epoch))?;"#,
    );
    has(
        reading,
        "if self.state == State::Fresh && let Some(owner) = self.owner.as_deref() {",
    );
    has(reading, r#".field("owner", &format_args!("<sensitive>"))"#);
    has(reading, r#"state: fields.or("state", State::Fresh)?,"#);
    has(reading, r#"tags: fields.or_default("tags")?,"#);
    has(reading, "time::plus_seconds(at, 7776000)");
    assert!(
        !reading.contains("pub day:")
            && !reading.contains("derive(Debug, Clone, PartialEq)]\npub struct Reading")
    );
}

#[test]
fn values_are_checked_where_they_are_stored_and_where_they_enter_a_key() {
    let made = crate_of(DEVICES);
    let reading = file(&made, "src/reading.rs");
    has(
        reading,
        r#"
        pub(crate) fn valid_device(device: &str) -> Result<String, Invalid> {
            let device = check::lower(device);
            DEVICE_FORM.check("device", &device)?;
            Ok(device)
        }"#,
    );
    has(reading, r#"check::within("level", &level, &0, &100)?;"#);
    has(
        reading,
        r#"Key::text("PK", key::text(&[&"DEVICE#", &valid_device(device)]))"#,
    );
}

#[test]
fn reads_ask_for_a_range_of_the_sort_key() {
    let made = crate_of(DEVICES);
    let patterns = file(&made, "src/patterns/reading.rs");
    has(
        patterns,
        "pub fn days(&self, device: &str, day: impl Into<Bounds<Date>>) -> Query<Reading> {",
    );
    has(
        patterns,
        r#".sort("SK", SortKey::text_range("", day.into(), Some('#')))"#,
    );
    has(patterns, ".descending()");
    has(
        patterns,
        "Bounds::Between(level_from, level_until)\n.map(|number| Padded(number, 3)),",
    );
    has(
        patterns,
        r#"Get::new(&self.table, "one", reading::key(device, at), Reading::from_item)"#,
    );
    has(
        patterns,
        r#"Condition::any([path("tags").contains(tag), size("tags").eq(0)])"#,
    );
    has(
        patterns,
        r#".cursor_keys(&["PK", "SK", "GSI1PK", "GSI1SK"])"#,
    );
}

#[test]
fn a_part_of_an_entity_is_a_struct_of_its_own() {
    let made = crate_of(DEVICES);
    let patterns = file(&made, "src/patterns/reading.rs");
    has(patterns, "pub struct Levels {");
    has(patterns, r#".project(["kind", "at", "level"])"#);
    has(file(&made, "src/lib.rs"), "pub use patterns::Levels;");
}

#[test]
fn an_update_keeps_its_entry_current() {
    let made = crate_of(DEVICES);
    let patterns = file(&made, "src/patterns/reading.rs");
    has(
        patterns,
        "let update = if *state == reading::State::Fresh {",
    );
    has(patterns, r#"update.remove("GSI1PK").remove("GSI1SK")"#);
    has(patterns, ") -> Update<reading::State> {");
    has(patterns, ") -> Update<Option<Reading>> {");
    has(patterns, r#".add("tags", tags)"#);
    has(patterns, r#"Condition::exists("PK")"#);
}

#[test]
fn a_put_says_what_it_overrides() {
    let made = crate_of(DEVICES);
    let patterns = file(&made, "src/patterns/reading.rs");
    has(
        patterns,
        "/// Whatever `reading` says, `state` becomes `'fresh'`.",
    );
    has(
        patterns,
        "
        let reading = Reading {
            state: reading::State::Fresh,
            ..reading.clone()
        };",
    );
}

#[test]
fn a_collection_is_an_enum() {
    let made = crate_of(
        r##"
model: shop
table: { partition: PK, sort: SK }
entities:
  Customer: { attributes: { id: ulid }, key: { partition: "C#{id}", sort: PROFILE } }
  Company: { attributes: { id: { same_as: Customer.id }, at: timestamp }, key: { partition: "C#{id}", sort: "COMPANY#{at}" } }
access_patterns:
  customer: { read: [Customer, Company], given: [id], limit: 5 }
"##,
    );
    let patterns = file(&made, "src/patterns/customer_collection.rs");
    has(
        patterns,
        "pub fn customer(&self, id: Ulid) -> Query<CustomerItem> {",
    );
    has(patterns, "pub companies: Vec<Company>,");
    has(
        patterns,
        "pub fn grouped(items: impl IntoIterator<Item = Self>) -> CustomerGrouped {",
    );
    // Without a tag the keys tell them apart.
    has(
        file(&made, "src/company.rs"),
        r#"text.starts_with("COMPANY#")"#,
    );
    has(
        file(&made, "src/customer.rs"),
        r#"fields.text("SK").is_ok_and(|text| text == "PROFILE")"#,
    );
}

const SPARSE: &str = r##"
model: hosts
table: { partition: PK, tag: kind, indexes: { GSI1: { partition: GSI1PK } } }
entities:
  Host:
    attributes:
      id:    ulid
      zone:  { type: string, case: lower, max_size: 9 B }
      state: { type: string, case: lower, optional: true }
    key: { partition: "HOST#{id}" }
    indexes: { GSI1: { when: "zone = 'eu' AND state = 'up'", partition: "UP#{zone}" } }
access_patterns:
  add: { put: Host }
  move: { update: Host, given: [id], set: [zone, state] }
  up: { read: Host, given: [zone = 'eu', state = 'up'] }
"##;

#[test]
fn an_entry_follows_the_letters_that_are_stored() {
    let made = crate_of(SPARSE);
    has(
        file(&made, "src/host.rs"),
        r#"if check::lower(&self.zone) == "eu"
            && self.state.as_deref().map(check::lower).as_deref() == Some("up")"#,
    );
    has(
        file(&made, "src/patterns/host.rs"),
        r#"if check::lower(zone) == "eu" && check::lower(state) == "up" {"#,
    );
}
