use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{PatternId, Verb, WriteKind},
};

declare_rule! {
    /// # An update that may be lost
    ///
    /// The caller reads an item and writes the whole of it back. Of two that do so at the same time, the second
    /// overwrites what the first has changed.
    ///
    /// Write only what changes (`update`), or let the write demand what was read: `optimistic_lock` and `if: version`, or
    /// a condition.
    ///
    /// ```yaml,fires
    /// model: carts
    /// table: { partition: PK }
    /// entities:
    ///   Cart:
    ///     attributes: { cart_id: ulid, lines: { type: list, of: string, max_items: 50 } }
    ///     key: { partition: "CART#{cart_id}" }
    /// access_patterns:
    ///   cart: { read: Cart, given: [cart_id] }
    ///   store_cart: { put: Cart, after: cart }
    /// ```
    ///
    /// ```yaml,clean
    /// model: carts
    /// table: { partition: PK }
    /// entities:
    ///   Cart:
    ///     attributes: { cart_id: ulid, revision: int, lines: { type: list, of: string, max_items: 50 } }
    ///     key: { partition: "CART#{cart_id}" }
    ///     optimistic_lock: revision
    /// access_patterns:
    ///   cart: { read: Cart, given: [cart_id] }
    ///   store_cart: { put: Cart, if: version, after: cart }
    /// ```
    pub RULE = "lost-update", Info, "a whole item that is read and written back unguarded",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let (Verb::Write(write), Some(after)) = (&pattern.verb, pattern.load.after) else {
        return;
    };
    let before = model.pattern(after.pattern);
    let Verb::Read(read) = &before.verb else {
        return;
    };
    let unguarded = write.kind == WriteKind::Put && write.guards.is_empty();
    if !unguarded || !read.entities.contains(&write.entity) || read.attributes.is_some() {
        return;
    }
    let entity = &model.entity(write.entity).name;
    let message = format!(
        "`{}` writes back the `{entity}` that `{}` has read, whatever has changed between",
        pattern.name, before.name
    );
    findings.push(
        RULE.at(pattern.span, message)
            .label("overwrites what others have written")
            .related(before.span, "read here")
            .help("change only what changes (`update`), or demand what was read (`optimistic_lock` and `if: version`)")
            .entity(entity)
            .pattern(&pattern.name),
    );
}
