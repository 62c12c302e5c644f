use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{Change, ChangeKind, Guard, Pattern, PatternId, Type, WriteKind},
};

declare_rule! {
    /// # What is added may be added twice
    ///
    /// Streams and queues hand over what has happened at least once. A number that grows each time then counts some of it
    /// twice, and nothing tells.
    ///
    /// Keep what has been counted beside the number, in one transaction: a put of a marker with `if: absent` refuses the
    /// second time. Or compute the number anew from what it counts.
    ///
    /// ```yaml,fires
    /// model: likes
    /// table: { partition: PK, sort: SK, tag: type, stream: new-image }
    /// entities:
    ///   Post:
    ///     attributes: { post_id: ulid, likes: counter }
    ///     key: { partition: "POST#{post_id}", sort: POST }
    ///   Like:
    ///     attributes: { post_id: { same_as: Post.post_id }, person: ulid }
    ///     key: { partition: "POST#{post_id}", sort: "LIKE#{person}" }
    ///     volume: { each: post_id, average: 9 }
    /// access_patterns:
    ///   publish: { put: Post, if: absent }
    ///   post: { read: Post, given: [post_id] }
    ///   like: { put: Like, if: absent }
    ///   likes_of: { read: Like, given: [post_id], limit: 50 }
    ///   count_like: { update: Post, given: [post_id], add: { likes: 1 }, after: like, through: stream }
    /// ```
    ///
    /// ```yaml,clean
    /// model: likes
    /// table: { partition: PK, sort: SK, tag: type }
    /// entities:
    ///   Post:
    ///     attributes: { post_id: ulid, likes: counter }
    ///     key: { partition: "POST#{post_id}", sort: POST }
    ///   Like:
    ///     attributes: { post_id: { same_as: Post.post_id }, person: ulid }
    ///     key: { partition: "POST#{post_id}", sort: "LIKE#{person}" }
    ///     volume: { each: post_id, average: 9 }
    /// access_patterns:
    ///   publish: { put: Post, if: absent }
    ///   post: { read: Post, given: [post_id] }
    ///   likes_of: { read: Like, given: [post_id], limit: 50 }
    ///   like:
    ///     transact:
    ///       - { put: Like, if: absent }
    ///       - { update: Post, given: [post_id], add: { likes: 1 } }
    /// ```
    pub RULE = "repeated-add", Info, "a number that grows again when its message is handed over again",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    let (Some(through), Some(after)) = (&pattern.load.through, pattern.load.after) else {
        return;
    };
    if refuses_again(pattern) {
        return;
    }
    let writes = pattern.writes();
    let grown = writes.flat_map(|write| &write.changes).find(|change| {
        let kind = &model.attribute(change.path.attribute).kind;
        grows(change) && !matches!(kind, Type::Set(_))
    });
    let Some(change) = grown else { return };
    let name = &model.attribute(change.path.attribute).name;
    let message = format!("`{name}` counts a message of the {through} again when it comes again");
    findings.push(
        RULE.at(change.span, message)
            .label("handed over at least once")
            .related(after.span, "because of this")
            .help("put a marker for the message with `if: absent` in the same transaction")
            .entity(&model.entity(change.path.attribute.entity).name)
            .pattern(&pattern.name),
    );
}

fn grows(change: &Change) -> bool {
    matches!(
        change.kind,
        ChangeKind::Add(_) | ChangeKind::Subtract(_) | ChangeKind::Append(_)
    )
}

/// Whether the second time fails: something must not be there yet, must still be there, or must be as it was.
fn refuses_again(pattern: &Pattern) -> bool {
    let mut writes = pattern.writes();
    writes.any(|write| {
        let mut guards = write.guards.iter();
        guards.any(|guard| match guard {
            Guard::Absent(_) | Guard::Version(..) | Guard::Condition(..) => true,
            Guard::Present(_) => write.kind == WriteKind::Delete,
        })
    })
}
