use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{Attribute, AttributeId, Entity, EntityId, Entry, Type},
};

declare_rule! {
    /// # A key that hears capitals
    ///
    /// People write the same address or name with and without capitals, and a key takes the two for different ones: the
    /// read finds nothing, and a `unique` value is taken twice.
    ///
    /// Say `case: lower`, which stores and looks for it in lower case, or a `matches` that has no capitals. Keep what the person
    /// wrote in another attribute where it is shown.
    ///
    /// ```yaml,fires
    /// model: accounts
    /// table: { partition: PK }
    /// entities:
    ///   Account:
    ///     attributes: { email: { type: string, max_size: 254 B }, name: string }
    ///     key: { partition: "ACCOUNT#{email}" }
    /// access_patterns:
    ///   sign_up: { put: Account, if: absent }
    ///   account: { read: Account, given: [email] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: accounts
    /// table: { partition: PK }
    /// entities:
    ///   Account:
    ///     attributes: { email: { type: string, case: lower, max_size: 254 B }, name: string }
    ///     key: { partition: "ACCOUNT#{email}" }
    /// access_patterns:
    ///   sign_up: { put: Account, if: absent }
    ///   account: { read: Account, given: [email] }
    /// ```
    pub RULE = "case-sensitive-key", Info, "a name that people write, in a key that hears capitals",
    Check::Entity(check)
}

/// What such attributes are called, alone or after other words: `customer_email`.
const NAMES: [&str; 9] = [
    "email",
    "mail",
    "username",
    "nickname",
    "login",
    "handle",
    "domain",
    "subdomain",
    "hostname",
];

/// The same in two words, the last of which alone says nothing: `login_name`.
const PAIRS: [[&str; 2]; 7] = [
    ["email", "address"],
    ["mail", "address"],
    ["user", "name"],
    ["nick", "name"],
    ["login", "name"],
    ["domain", "name"],
    ["host", "name"],
];

fn check(context: &Context<'_>, id: EntityId, findings: &mut Findings) {
    let entity = context.model.entity(id);
    for id in entity.attribute_ids() {
        let attribute = &entity.attributes[id.index()];
        if attribute.joined || !is_written_by_people(attribute) || !in_keys(entity, id) {
            continue;
        }
        let name = &attribute.name;
        let message = format!("a key takes `{name}` with capitals for another one");
        findings.push(
            RULE.at(attribute.span, message)
                .label("as somebody writes it")
                .help("say `case: lower`, and keep what was written in another attribute if it is shown")
                .entity(&entity.name),
        );
    }
}

fn is_written_by_people(attribute: &Attribute) -> bool {
    let facts = &attribute.facts;
    let settled = facts.lower || facts.matches.is_some();
    attribute.kind == Type::String && !settled && is_such_a_name(&attribute.name)
}

fn is_such_a_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let words: Vec<&str> = name
        .split(|sign: char| !sign.is_ascii_alphabetic())
        .collect();
    match words.as_slice() {
        [.., first, last] => PAIRS.contains(&[*first, *last]) || NAMES.contains(last),
        [one] => NAMES.contains(one) || PAIRS.iter().any(|pair| pair.concat() == *one),
        [] => false,
    }
}

/// Whether an attribute stands in a key, in an entry of an index, or in a marker.
fn in_keys(entity: &Entity, id: AttributeId) -> bool {
    let entries = entity.entries.iter().flat_map(Entry::attributes);
    let markers = entity.unique.iter();
    let markers = markers.flat_map(|unique| unique.template.attributes());
    let mut all = entity.key.attributes().chain(entries).chain(markers);
    all.any(|of| of == id)
}
