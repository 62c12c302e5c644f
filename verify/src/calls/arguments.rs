//! Arguments that suit an item.

use tablewright_modeler::model::{AttributeRef, Given, Model, ParameterId, Pattern, Value as Term};

use super::compared;
use crate::{
    generate::Pools,
    item::{Argument, Arguments, Item},
    random::Random,
    shards,
    values::Value,
};

/// What calls are made from.
pub(crate) struct Maker<'a> {
    pub(crate) model: &'a Model,
    pub(crate) pattern: &'a Pattern,
    pub(crate) pools: &'a Pools<'a>,
    pub(crate) random: Random,
}

impl Maker<'_> {
    /// Gives each parameter of the known terms the value that the item has; any where it has none.
    pub(super) fn known(
        &mut self,
        arguments: &mut Arguments,
        given: &[Given],
        item: Option<&Item>,
    ) {
        for term in given.iter().filter(|term| !term.automatic) {
            let (Term::Parameter(id) | Term::OneOf(id)) = term.value else {
                continue;
            };
            if arguments.0[id.index()].is_some() {
                continue;
            }
            if let Term::OneOf(_) = term.value {
                let list = self.list(term, id, item);
                arguments.set(id, Argument::Many(list));
                continue;
            }
            let own = item.and_then(|item| item.find(&term.attributes));
            let of = own.map_or(term.attributes[0], |(of, _)| of);
            let value = own
                .and_then(|(_, value)| value.cloned())
                .or_else(|| self.any(of));
            if let Some(value) = value {
                let parameter = &self.pattern.parameters[id.index()].kind;
                let kind = &self.model.attribute(of).kind;
                let value = self.pools.finer(&value, kind, parameter, &mut self.random);
                let value = self.other_case(of, value);
                arguments.set(id, Argument::One(value));
            }
        }
    }

    /// A list: what the item has, what others have, what none has; none of them twice.
    fn list(&mut self, term: &Given, id: ParameterId, item: Option<&Item>) -> Vec<Value> {
        let own = item.and_then(|item| item.find(&term.attributes)?.1.cloned());
        let of = term.attributes[0];
        let more = self.random.below(4);
        let others: Vec<Value> = (0..more).filter_map(|_| self.any(of)).collect();
        let kind = &self.model.attribute(of).kind;
        let wanted = &self.pattern.parameters[id.index()].kind;
        let mut list: Vec<Value> = Vec::new();
        for value in own.into_iter().chain(others) {
            let value = self.pools.finer(&value, kind, wanted, &mut self.random);
            if !list.contains(&value) {
                list.push(value);
            }
        }
        list
    }

    /// Gives the parameters that have no value yet one: the item's own half of the time.
    pub(super) fn rest(&mut self, arguments: &mut Arguments, item: Option<&Item>) {
        for at in 0..self.pattern.parameters.len() {
            let id = ParameterId::new(at);
            if arguments.0[at].is_some() || self.pattern.parameters[at].is_hidden() {
                continue;
            }
            let parameter = &self.pattern.parameters[at];
            let of = parameter
                .attribute
                .or_else(|| compared::with(self.pattern, id));
            let value = match of {
                Some(of) => {
                    let own = item.filter(|item| item.entity == of.entity);
                    let own = own.and_then(|item| item.get(of.attribute)).cloned();
                    let own = own.filter(|_| self.random.once_in(2));
                    let value = own.or_else(|| self.any(of));
                    let kind = &self.model.attribute(of).kind;
                    // The element of a list is no value of the list.
                    let fits = *kind == parameter.kind || kind.fineness().is_some();
                    let finer = |value: Value, random: &mut Random| {
                        self.pools.finer(&value, kind, &parameter.kind, random)
                    };
                    value
                        .filter(|_| fits)
                        .map(|value| finer(value, &mut self.random))
                }
                None => None,
            };
            let value = value.or_else(|| self.pools.free(&parameter.kind, &mut self.random));
            if let Some(value) = value {
                arguments.set(id, Argument::One(value));
            }
        }
    }

    /// Gives the call the shards that the code would find.
    pub(super) fn shards(&mut self, arguments: &mut Arguments, items: &[Item]) {
        shards::find(self.model, self.pattern, items, arguments, &mut self.random);
    }

    /// Any value of an attribute; now and then one that no item has.
    pub(super) fn any(&mut self, of: AttributeRef) -> Option<Value> {
        let (known, unknown) = (self.pools.known(of), self.pools.unknown(of));
        let pool = if unknown.is_empty() || !self.random.once_in(6) {
            known
        } else {
            unknown
        };
        self.random.pick(pool).cloned()
    }

    /// A value that no item has; any where there is none.
    pub(super) fn strange(&mut self, of: AttributeRef) -> Option<Value> {
        let unknown = self.pools.unknown(of);
        self.random.pick(unknown).cloned().or_else(|| self.any(of))
    }

    /// A caller may write letters in another case where they are lowered in keys.
    pub(super) fn other_case(&mut self, of: AttributeRef, value: Value) -> Value {
        match value {
            Value::Text(text) if self.model.attribute(of).facts.lower && self.random.once_in(2) => {
                // Only where it comes back: some letters have no single upper case.
                let upper = text.to_uppercase();
                Value::Text(if upper.to_lowercase() == text {
                    upper
                } else {
                    text
                })
            }
            other => other,
        }
    }
}
