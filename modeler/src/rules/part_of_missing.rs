use super::{Check, Context, declare_rule};
use crate::{
    findings::Findings,
    model::{
        Comparison, Condition, Facts, Model, Operand, Path, PatternId, Step, Type, Write, WriteKind,
    },
    words,
};

declare_rule! {
    /// # A part of something that may be missing
    ///
    /// The write changes a part of a document, and the document itself may not be there: it is optional, or has a
    /// `default`, which is not stored. DynamoDB makes no document on the way to its part; it refuses the request
    /// ("The document path provided in the update expression is invalid").
    ///
    /// Demand it (`if: "attribute_exists(address)"`), set the whole of it, or let every item have one.
    ///
    /// ```yaml,fires
    /// model: people
    /// table: { partition: PK }
    /// types:
    ///   Address: { street: string, city: string }
    /// entities:
    ///   Person:
    ///     attributes: { person: ulid, address: { type: Address, optional: true } }
    ///     key: { partition: "PERSON#{person}" }
    /// access_patterns:
    ///   add: { put: Person, if: absent }
    ///   person: { read: Person, given: [person] }
    ///   move: { update: Person, given: [person], set: [address.street] }
    /// ```
    ///
    /// ```yaml,clean
    /// model: people
    /// table: { partition: PK }
    /// types:
    ///   Address: { street: string, city: string }
    /// entities:
    ///   Person:
    ///     attributes: { person: ulid, address: { type: Address, optional: true } }
    ///     key: { partition: "PERSON#{person}" }
    /// access_patterns:
    ///   add: { put: Person, if: absent }
    ///   person: { read: Person, given: [person] }
    ///   move: { update: Person, given: [person], set: [address.street], if: "attribute_exists(address)" }
    /// ```
    pub RULE = "part-of-missing", Info, "a change of a part whose whole may be missing",
    Check::Pattern(check)
}

fn check(context: &Context<'_>, id: PatternId, findings: &mut Findings) {
    let model = context.model;
    let pattern = model.pattern(id);
    for write in pattern.writes() {
        let mut said: Vec<String> = Vec::new();
        for change in &write.changes {
            let Some(whole) = missing(model, write, &change.path) else {
                continue;
            };
            let attribute = model.attribute(whole.attribute);
            let name = words::path(model, &whole);
            if said.contains(&name) {
                continue;
            }
            let part = words::path(model, &change.path);
            let why = match write.kind {
                WriteKind::Upsert => "a new item has none",
                _ => "it may be absent",
            };
            findings.push(
                RULE.at(
                    change.span,
                    format!("DynamoDB refuses to change `{part}` where there is no `{name}`"),
                )
                .label(format!("a part of `{name}`"))
                .related(attribute.span, why)
                .help(format!(
                    "demand it with `if: \"attribute_exists({name})\"`, or set all of it"
                ))
                .entity(&model.entity(write.entity).name)
                .pattern(&pattern.name),
            );
            said.push(name);
        }
    }
}

/// The first whole on the way to a part that may not be there, and that the write does not demand.
fn missing(model: &Model, write: &Write, path: &Path) -> Option<Path> {
    let attribute = model.attribute(path.attribute);
    let mut kind = &attribute.kind;
    let mut may_lack = lacks(&attribute.facts) || write.kind == WriteKind::Upsert;
    for (at, step) in path.steps.iter().enumerate() {
        let whole = Path {
            attribute: path.attribute,
            steps: path.steps[..at].to_vec(),
        };
        if may_lack && !is_demanded(write, &whole) {
            return Some(whole);
        }
        (kind, may_lack) = match (kind, step) {
            (Type::Struct(of), Step::Field(name)) => {
                let field = of.stored(name)?;
                (&field.kind, lacks(&field.facts))
            }
            // Whether a map has a key is the caller's to know, and what is behind it, too.
            (Type::Map(element), _) | (Type::List(element), Step::Item(_)) => {
                (&element.kind, false)
            }
            _ => return None,
        };
    }
    None
}

fn lacks(facts: &Facts) -> bool {
    facts.optional || facts.default.is_some()
}

/// Whether a condition of the write holds only where something is there, or something inside it.
fn is_demanded(write: &Write, whole: &Path) -> bool {
    let inside =
        |path: &Path| path.attribute == whole.attribute && path.steps.starts_with(&whole.steps);
    let conditions = write.conditions();
    let mut tests = conditions.flat_map(Condition::conjuncts);
    tests.any(|test| match test {
        Condition::Exists(path)
        | Condition::HasType(path, _)
        | Condition::BeginsWith(path, _)
        | Condition::Contains(path, _) => inside(path),
        Condition::Compare(a, sign, b) if *sign != Comparison::NotEqual => {
            [a, b].into_iter().any(|one| of(one).is_some_and(inside))
        }
        Condition::Between(a, ..) | Condition::In(a, _) => of(a).is_some_and(inside),
        _ => false,
    })
}

fn of(operand: &Operand) -> Option<&Path> {
    match operand {
        Operand::Path(path) | Operand::Size(path) => Some(path),
        Operand::Value(_) => None,
    }
}
