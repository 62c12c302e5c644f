//! Access patterns.

use super::{
    AttributeId, AttributeRef, Condition, EntityId, IndexId, Literal, Load, ParameterId, Path,
    Reach, Shard, Times, Type,
};
use crate::source::Span;

/// An access pattern: intent, not mechanics.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub about: Option<String>,
    /// What it does.
    pub verb: Verb,
    /// Its parameters, in the order of their first use. Indexed by [`ParameterId`].
    pub parameters: Vec<Parameter>,
    /// How often it is called and how much it finds.
    pub load: Load,
    /// Where its name stands.
    pub span: Span,
    /// Where all of it stands.
    pub whole: Span,
}

/// What a pattern does.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant)] // Most patterns are reads.
pub enum Verb {
    /// A read of one entity or several.
    Read(Read),
    /// How many items a read would find.
    Count(Read),
    /// A write of one item.
    Write(Write),
    /// Several steps, all of them or none.
    Transact(Vec<TransactStep>),
    /// Answered or written by another system.
    Outside(Outside),
}

/// A step of a transaction.
#[derive(Debug, Clone)]
pub struct TransactStep {
    /// What it does.
    pub action: Action,
    /// How often it is done in one transaction, with other values each time; once when absent.
    pub times: Option<Times>,
    /// Where it stands.
    pub span: Span,
}

/// What a step of a transaction does.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant)] // There are few of either.
pub enum Action {
    /// Reads one item.
    Read(Read),
    /// Writes or checks one item.
    Write(Write),
}

/// What another system does.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// Which system.
    pub by: Option<String>,
    /// How it learns of changes: `stream`, an export, …
    pub through: Option<String>,
    /// The entities that it reads.
    pub reads: Vec<EntityId>,
    /// The entities that it writes.
    pub writes: Vec<EntityId>,
}

impl Parameter {
    /// Whether no caller gives it: the code finds it by itself.
    pub fn is_hidden(&self) -> bool {
        self.shard.is_some() || self.bucket
    }
}

impl Pattern {
    /// Its reads: its own, or those of its steps.
    pub fn reads(&self) -> impl Iterator<Item = &Read> {
        let (own, steps) = match &self.verb {
            Verb::Read(read) | Verb::Count(read) => (Some(read), &[][..]),
            Verb::Transact(steps) => (None, steps.as_slice()),
            Verb::Write(_) | Verb::Outside(_) => (None, &[][..]),
        };
        own.into_iter()
            .chain(steps.iter().filter_map(|step| match &step.action {
                Action::Read(read) => Some(read),
                Action::Write(_) => None,
            }))
    }

    /// Its writes, checks among them: its own, or those of its steps.
    pub fn writes(&self) -> impl Iterator<Item = &Write> {
        let (own, steps) = match &self.verb {
            Verb::Write(write) => (Some(write), &[][..]),
            Verb::Transact(steps) => (None, steps.as_slice()),
            Verb::Read(_) | Verb::Count(_) | Verb::Outside(_) => (None, &[][..]),
        };
        own.into_iter()
            .chain(steps.iter().filter_map(|step| match &step.action {
                Action::Write(write) => Some(write),
                Action::Read(_) => None,
            }))
    }
}

impl Pattern {
    /// Its conditions: what its writes demand, and what its reads keep.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let demanded = self.writes().flat_map(Write::conditions);
        demanded.chain(self.reads().filter_map(|read| read.filter.as_ref()))
    }
}

impl Write {
    /// What it demands of its item, beside that it is there or absent and its version.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.guards.iter().filter_map(|guard| match guard {
            Guard::Condition(condition, _) => Some(condition),
            _ => None,
        })
    }
}

/// A parameter: one value for each call.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name, without the colon.
    pub name: String,
    /// Its type.
    pub kind: Type,
    /// The attribute it is a value of, where it is: brings `matches`, `case` and the physical type.
    pub attribute: Option<AttributeRef>,
    /// Whether the caller gives a list of values.
    pub list: bool,
    /// Whether it has another value in each repetition of the steps that use it.
    pub repeated: bool,
    /// The code finds it by itself: it is a write shard.
    pub shard: Option<Shard>,
    /// The code finds it by itself: it is the times whose partitions are asked.
    pub bucket: bool,
    /// Where it is first used.
    pub span: Span,
}

/// A value in a term or a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// What the caller gives.
    Parameter(ParameterId),
    /// One of the values of a list that the caller gives.
    OneOf(ParameterId),
    /// A constant.
    Literal(Literal),
}

/// A read.
#[derive(Debug, Clone)]
pub struct Read {
    /// The wanted entities, one or more.
    pub entities: Vec<EntityId>,
    /// What is known exactly.
    pub given: Vec<Given>,
    /// One more attribute, bounded by the caller.
    pub range: Option<Range>,
    /// The wanted order.
    pub order: Vec<Order>,
    /// Items in a page.
    pub limit: Option<Bound>,
    /// A condition on what was read.
    pub filter: Option<Condition>,
    /// Where the filter stands.
    pub filter_span: Span,
    /// Only these are wanted; everything when absent.
    pub attributes: Option<Projection>,
    /// Whether it must be strongly consistent, and where that is said.
    pub strong: Option<Span>,
    /// The pinned path.
    pub via: Option<(Via, Span)>,
    /// Many complete keys at once.
    pub batch: Option<Bound>,
    /// How far it reaches over partitions of a coarser time.
    pub reach: Option<Reach>,
}

/// A number with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// The number.
    pub value: u32,
    /// Where it stands.
    pub span: Span,
}

/// A known term.
#[derive(Debug, Clone)]
pub struct Given {
    /// The attribute in each entity of the pattern that it fixes; the first is the one that was named.
    pub attributes: Vec<AttributeRef>,
    /// Its value.
    pub value: Value,
    /// Nobody wrote it: it is the write shard of a key, which the code finds by itself.
    pub automatic: bool,
    /// Where it stands.
    pub span: Span,
}

/// A range.
#[derive(Debug, Clone)]
pub struct Range {
    /// The attribute in each entity that has it.
    pub attributes: Vec<AttributeRef>,
    /// The form.
    pub form: RangeForm,
    /// Where it stands.
    pub span: Span,
}

/// The form of a range. `between`, `from` and `until` include their ends, `after` and `before` do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeForm {
    /// Left to the caller, also none. The parameter is the whole range.
    Any(ParameterId),
    /// Both ends.
    Between(ParameterId, ParameterId),
    /// From a value on.
    From(ParameterId),
    /// Up to a value.
    Until(ParameterId),
    /// Beyond a value.
    After(ParameterId),
    /// Below a value.
    Before(ParameterId),
    /// Texts that start so.
    StartsWith(ParameterId),
}

/// A part of the wanted order.
#[derive(Debug, Clone)]
pub struct Order {
    /// The attribute in each entity that has it.
    pub attributes: Vec<AttributeRef>,
    /// Which way.
    pub direction: Direction,
    /// Where it stands.
    pub span: Span,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Greatest first.
    Descending,
}

/// Wanted attributes.
#[derive(Debug, Clone)]
pub struct Projection {
    /// For each entity of the read those that it has.
    pub attributes: Vec<AttributeRef>,
    /// Where it stands.
    pub span: Span,
}

/// A pinned path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// The table.
    Table,
    /// An index.
    Index(IndexId),
    /// A Scan, accepted.
    Scan,
}

/// A write of one item.
#[derive(Debug, Clone)]
pub struct Write {
    /// The entity.
    pub entity: EntityId,
    /// What kind.
    pub kind: WriteKind,
    /// What is known exactly. Empty for a put, whose argument is the whole item.
    pub given: Vec<Given>,
    /// What changes; for a put, what the new item always has.
    pub changes: Vec<Change>,
    /// Under which conditions.
    pub guards: Vec<Guard>,
    /// What is handed back.
    pub returns: Option<Returns>,
    /// Many items at once.
    pub batch: Option<Bound>,
}

/// The kind of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteKind {
    /// Writes a whole item.
    Put,
    /// Changes an item that is there.
    Update,
    /// Changes an item, or creates it.
    Upsert,
    /// Deletes an item.
    Delete,
    /// Changes nothing, and lets the transaction happen only if its conditions hold.
    Check,
}

/// One change of an attribute.
#[derive(Debug, Clone)]
pub struct Change {
    /// The attribute, or a part of a document.
    pub path: Path,
    /// What happens to it.
    pub kind: ChangeKind,
    /// Where it stands.
    pub span: Span,
}

/// What happens to an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum ChangeKind {
    /// It becomes this.
    Set(Value),
    /// A number grows by this; a set gains these.
    Add(Value),
    /// A number shrinks by this.
    Subtract(Value),
    /// It goes.
    Remove,
    /// A list gains this at its end.
    Append(Value),
}

/// A condition of a write.
#[derive(Debug, Clone)]
pub enum Guard {
    /// No such item yet.
    Absent(Span),
    /// The item is there.
    Present(Span),
    /// The item's optimistic lock is as the caller believes: this parameter, or for a put what its item
    /// says.
    Version(Option<ParameterId>, Span),
    /// A condition on the item.
    Condition(Condition, Span),
}

/// Which values a write hands back.
#[derive(Debug, Clone)]
pub struct Returns {
    /// From before or after.
    pub side: Side,
    /// These attributes; the whole entity when empty.
    pub attributes: Vec<AttributeId>,
    /// Where it stands.
    pub span: Span,
}

/// Before or after a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before.
    Old,
    /// After.
    New,
}
