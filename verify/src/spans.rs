//! Reads over time: the partitions that a call asks, found from its range or back from some moment.

use tablewright_modeler::{
    model::{Model, Pattern, RangeForm, Reach, Read, Type},
    plan::{Buckets, Operation},
};

use crate::{
    item::{Argument, Arguments, Bounds, Item},
    oracle::Scope,
    random::Random,
    values::{Value, floor, ulid},
};

const SECOND: i64 = 1_000_000;

/// What a read over time asks.
pub(crate) struct Span<'a> {
    pub(crate) model: &'a Model,
    pub(crate) pattern: &'a Pattern,
    pub(crate) read: &'a Read,
    pub(crate) reach: &'a Reach,
    pub(crate) buckets: &'a Buckets,
}

impl<'a> Span<'a> {
    /// Of a read that has one.
    pub(crate) fn of(
        model: &'a Model,
        pattern: &'a Pattern,
        read: &'a Read,
        operation: &'a Operation,
    ) -> Option<Self> {
        let Operation::Query(query) = operation else {
            return None;
        };
        Some(Self {
            model,
            pattern,
            read,
            reach: read.reach.as_ref()?,
            buckets: query.buckets.as_ref()?,
        })
    }

    /// The call with the times whose partitions it asks; nothing where it reaches too far, which generated
    /// code refuses.
    pub(crate) fn find(
        &self,
        items: &[Item],
        arguments: &Arguments,
        random: &mut Random,
    ) -> Option<Arguments> {
        let (low, high) = match self.read.range.as_ref().map(|range| range.form) {
            Some(form) => self.ends(form, arguments, items, random)?,
            None => self.back(items, random)?,
        };
        if high.checked_sub(low)? > self.reach.max * SECOND {
            return None;
        }
        let mut starts = Vec::new();
        let mut at = floor(low, &self.buckets.kind);
        while at <= high {
            starts.push(self.value(at));
            at = next(at, &self.buckets.kind)?;
        }
        let mut found = arguments.clone();
        found.set(self.buckets.parameter, Argument::Many(starts));
        Some(found)
    }

    fn ends(
        &self,
        form: RangeForm,
        arguments: &Arguments,
        items: &[Item],
        random: &mut Random,
    ) -> Option<(i64, i64)> {
        let max = self.reach.max * SECOND;
        let scope = Scope::of(self.model, self.pattern, arguments);
        let kind = &self.model.attribute(self.reach.attributes[0]).kind;
        let one = |value: Value| value.moment(kind);
        let of = |id| scope.argument(id).and_then(one);
        Some(match form {
            RangeForm::Between(low, high) => (of(low)?, of(high)?),
            RangeForm::From(low) | RangeForm::After(low) => (of(low)?, of(low)?.checked_add(max)?),
            RangeForm::Until(high) | RangeForm::Before(high) => {
                (of(high)?.checked_sub(max)?, of(high)?)
            }
            RangeForm::StartsWith(_) => return None,
            RangeForm::Any(id) => match arguments.range(id)?.clone() {
                Bounds::All => self.back(items, random)?,
                Bounds::Between(low, high) => (one(low)?, one(high)?),
                Bounds::From(low) | Bounds::After(low) => {
                    let low = one(low)?;
                    (low, low.checked_add(max)?)
                }
                Bounds::Until(high) | Bounds::Before(high) => {
                    let high = one(high)?;
                    (high.checked_sub(max)?, high)
                }
                Bounds::StartsWith(_) => return None,
            },
        })
    }

    /// Back from a moment that some item has.
    fn back(&self, items: &[Item], random: &mut Random) -> Option<(i64, i64)> {
        let kind = |item: &Item| {
            let (of, value) = item.find(&self.reach.attributes)?;
            value?.moment(&self.model.attribute(of).kind)
        };
        let moments: Vec<i64> = items.iter().filter_map(kind).collect();
        let now = *random.pick(&moments)?;
        Some((now.checked_sub(self.reach.max * SECOND)?, now))
    }

    fn value(&self, at: i64) -> Value {
        match &self.model.attribute(self.reach.attributes[0]).kind {
            Type::Ulid => Value::Text(ulid(at.div_euclid(1_000), 0)),
            Type::Epoch => Value::int(at.div_euclid(SECOND)),
            _ => Value::Time(at),
        }
    }

    /// Whether an item lies in one of the partitions that are asked.
    pub(crate) fn holds(&self, arguments: &Arguments, item: &Item) -> bool {
        let Some((of, Some(value))) = item.find(&self.reach.attributes) else {
            return false;
        };
        let moment = |value: &Value| {
            let at = value.moment(&self.model.attribute(of).kind)?;
            Some(floor(at, &self.buckets.kind))
        };
        let own = moment(value);
        let asked = arguments.values(self.buckets.parameter);
        own.is_some() && asked.iter().any(|start| moment(start) == own)
    }
}

/// The start of the next partition.
fn next(at: i64, kind: &Type) -> Option<i64> {
    let days = 86_400 * SECOND;
    let later = match kind {
        // Longer than any, and shorter than two.
        Type::Year => 367 * days,
        Type::Month => 32 * days,
        other => other.seconds()? * SECOND,
    };
    Some(floor(at.checked_add(later)?, kind))
}
