//! Documents whose parts are known.

use super::{crate_of, file, has};

const PLACES: &str = r##"
model: places
table: { partition: PK, sort: SK }
types:
  Place:
    street: { type: string, max_size: 20 B }
    floor:  { type: int, min: 0, max: 99, optional: true }
    since:  timestamp
    until:  { type: epoch, optional: true }
    inside: { type: list, of: Room }
    mood:   { type: enum, values: [quiet, loud] }
  Room: { name: { type: string, matches: "[a-z]+" }, tags: { type: set, of: string } }
entities:
  Shop:
    attributes:
      id:     string
      place:  { type: Place, optional: true }
      rooms:  { type: map, of: Room }
    key: { partition: "SHOP#{id}", sort: SHOP }
access_patterns:
  open:   { put: Shop, set: [place] }
  move:   { update: Shop, given: [id], set: [place], if: "place.floor < :floor AND place.inside[0].name = :name" }
  calm:   { update: Shop, given: [id], remove: [place], if: "place.mood = :mood" }
  extend: { update: Shop, given: [id], append: { place.inside: ":room" } }
"##;

#[test]
fn a_struct_is_stored_as_a_map_and_read_back() {
    let made = crate_of(PLACES);
    let types = file(&made, "src/types.rs");
    has(
        types,
        "
pub struct Place {
    /// Text of at most 20 bytes.
    pub street: String,
    /// A whole number from 0 to 99.
    pub floor: Option<i64>,
    /// A time, kept to the millisecond.
    pub since: Timestamp,
    /// A time, kept as seconds since 1970.
    pub until: Option<Timestamp>,
    /// A list; each item is a `Room`.
    pub inside: Vec<Room>,
    /// One of `quiet`, `loud`.
    pub mood: Mood,
}",
    );
    has(types, r#"out.put("since", Millis(self.since))?;"#);
    has(
        types,
        r#"out.put_optional("until", self.until.map(Epoch))?;"#,
    );
    has(
        types,
        r#"until: fields.optional::<Epoch>("until")?.map(|at| at.0),"#,
    );
    has(types, r#"tags: fields.or_default("tags")?,"#);
    has(types, "pub enum Mood {");
    has(types, r#"out.put("mood", &self.mood)?;"#);
    has(types, "Ok(out.into_value())");
    has(types, r#"let fields = Fields::of("Place", value)?;"#);
    has(file(&made, "src/lib.rs"), "pub mod types;");
    has(file(&made, "src/lib.rs"), "pub use types::{Place, Room};");
}

#[test]
fn the_fields_of_a_struct_are_checked() {
    let made = crate_of(PLACES);
    let types = file(&made, "src/types.rs");
    has(types, r#"check::bytes("street", &self.street, 20)?;"#);
    has(
        types,
        r#"
        if let Some(floor) = self.floor {
            check::within("floor", &floor, &0, &99)?;
        }"#,
    );
    has(types, r#"ROOM_NAME_FORM.check("name", &self.name)?;"#);
}

#[test]
fn structs_are_lent_to_patterns_and_conditions_look_into_them() {
    let made = crate_of(PLACES);
    has(
        file(&made, "src/shop.rs"),
        r#"out.put_optional("place", self.place.as_ref())?;"#,
    );
    has(
        file(&made, "src/shop.rs"),
        "pub rooms: BTreeMap<String, Room>,",
    );
    let patterns = file(&made, "src/patterns/shop.rs");
    has(patterns, "place: Some(place.clone()),");
    has(patterns, r#".set("place", place)"#);
    has(patterns, r#"path("place.floor").lt(floor)"#);
    has(patterns, r#"path("place.inside[0].name").eq(name)"#);
    has(
        patterns,
        "pub fn extend(&self, id: &str, room: &Room) -> Update {",
    );
    has(patterns, r#".append("place.inside", room)"#);
    has(
        patterns,
        "pub fn calm(&self, id: &str, mood: &types::Mood) -> Update {",
    );
}
