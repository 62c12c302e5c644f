//! Several steps at once, and values that nobody else has.

use super::{crate_of, file, has};

const CLUB: &str = r##"
model: club
table: { partition: PK, sort: SK, tag: type }
entities:
  Member:
    attributes:
      id:    ulid
      email: { type: string, case: lower }
      phone: { type: string, optional: true }
      club:  string
      badge: { type: int, min: 0, max: 999 }
      debt:  int
    key: { partition: "MEMBER#{id}", sort: MEMBER }
    unique: { email: "EMAIL#{email}", phone: "PHONE#{phone}", badge: "BADGE#{club}#{badge:03}" }
  Visit:
    attributes: { id: { same_as: Member.id }, at: timestamp, price: int }
    key: { partition: "MEMBER#{id}", sort: "VISIT#{at}" }
access_patterns:
  join:     { put: Member, if: absent }
  move:     { update: Member, given: [id, email = :old_email], set: [email] }
  leave:    { delete: Member, given: [id, email, phone, club, badge] }
  by_email: { read: Member, given: [email], consistency: strong }
  by_badge: { read: Member, given: [club, badge] }
  visit:
    transact:
      - { put: Visit, if: absent }
      - { update: Member, given: [id], add: { debt: ":price" }, if: "debt < 100" }
  import:
    transact:
      - { put: Visit, set: [price = :discounted], times: { average: 5, max: 40 } }
      - { check: Member, given: [id], if: "debt < :most", times: { average: 5, max: 40 } }
      - { delete: Visit, given: [id = :who, at], times: { average: 5, max: 10 } }
  both:
    transact:
      - { read: Member, given: [id] }
      - { read: Visit, given: [id, at] }
"##;

#[test]
fn a_transaction_takes_its_items_and_then_its_parameters() {
    let made = crate_of(CLUB);
    let visit = file(&made, "src/patterns/visit_transaction.rs");
    has(
        visit,
        "pub fn visit(&self, visit: &Visit, price: i64) -> Transaction {
        let id: Ulid = visit.id;",
    );
    has(
        visit,
        r#"
        Transaction::new(&self.table, "visit").put(put_visit).update(update_member)"#,
    );
    has(
        visit,
        "/// - `Member`: Adds `:price` to `debt`. `UpdateItem` of `PK = MEMBER#{id}` and `SK = MEMBER`,\n///   which must be there, if `debt < 100`.",
    );
}

#[test]
fn a_repeated_step_takes_a_slice_of_what_differs() {
    let made = crate_of(CLUB);
    let import = file(&made, "src/patterns/import.rs");
    has(
        import,
        "
    pub fn import(
        &self,
        visits: &[ImportVisit<'_>],
        members: &[ImportMember],
        deleted_visits: &[ImportDeletedVisit],
    ) -> Transaction {",
    );
    has(
        import,
        "
        for &ImportVisit { visit, discounted } in visits {
            let visit = Visit {
                price: discounted,
                ..visit.clone()
            };",
    );
    has(
        import,
        "
pub struct ImportVisit<'a> {
    /// A `Visit`.
    pub visit: &'a Visit,",
    );
    has(import, "transaction = transaction.check(check_member);");
    has(
        file(&made, "src/lib.rs"),
        "ImportDeletedVisit, ImportMember, ImportVisit",
    );
}

#[test]
fn several_reads_at_one_moment_are_one_struct() {
    let made = crate_of(CLUB);
    let both = file(&made, "src/patterns/both.rs");
    has(
        both,
        "pub async fn both(&self, id: Ulid, at: Timestamp) -> Result<Both, Error> {",
    );
    has(
        both,
        "
    pub member: Option<Member>,
    /// The `Visit`, if it is there.
    pub visit: Option<Visit>,",
    );
    has(
        both,
        "member: item(0).map(Member::from_item).transpose()?.flatten(),",
    );
}

#[test]
fn a_unique_value_is_taken_by_a_marker() {
    let made = crate_of(CLUB);
    let member = file(&made, "src/member.rs");
    has(
        member,
        r##"
pub fn email_marker_key(email: &str) -> Key {
    Key::text("PK", key::text(&[&"EMAIL#", &valid_email(email)]))
        .and_text("SK", key::text(&[&"EMAIL#", &valid_email(email)]))
}"##,
    );
    has(member, r#"out.put("type", "Member.email")?;"#);
    has(member, r#"out.put(&["owner_", &name].concat(), value)?;"#);
    let patterns = file(&made, "src/patterns/member.rs");
    has(
        patterns,
        r#"
        let take_email = Put::new(&self.table, "join", marker_email)
            .condition(Condition::missing("PK"));"#,
    );
    has(patterns, "if let Some(phone) = member.phone.as_deref() {");
    has(
        patterns,
        "member::badge_marker_key(&member.club, member.badge),",
    );
    has(
        patterns,
        "/// Takes the markers of `email`, `phone` and `badge`, in one transaction.",
    );
}

#[test]
fn a_changed_value_frees_its_marker_and_the_same_value_keeps_it() {
    let made = crate_of(CLUB);
    let patterns = file(&made, "src/patterns/member.rs");
    has(
        patterns,
        "
        let freed_email = member::email_marker_key(old_email);
        let taken_email = member::email_marker_key(email);
        if taken_email != freed_email {",
    );
    has(
        patterns,
        "transaction = transaction.put(take_email).delete(free_email);",
    );
    has(
        patterns,
        "
            .delete(delete_member)
            .delete(free_email)
            .delete(free_phone)
            .delete(free_badge)",
    );
}

#[test]
fn a_read_by_a_unique_value_goes_through_its_marker() {
    let made = crate_of(CLUB);
    let patterns = file(&made, "src/patterns/member.rs");
    has(
        patterns,
        "pub async fn by_email(&self, email: &str) -> Result<Option<Member>, Error> {",
    );
    has(
        patterns,
        "let Some((partition, sort)) = marker.await? else {\nreturn Ok(None);\n};",
    );
    has(
        patterns,
        r#"
            .sort("SK", SortKey::value(sort))
            .filter(path("email").eq(check::lower(email)))
            .consistent()
            .first()
            .await"#,
    );
    has(patterns, "member::badge_marker_key(club, badge)");
}
