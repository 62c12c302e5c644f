//! Key conditions: `PK = CUSTOMER#{customer_id} AND SK BEGINS_WITH ORDER#`.
//!
//! A `…` at the end of an upper bound stands for everything that starts so; a range that the caller may
//! leave out stands in brackets.

use crate::{
    estimate::{Hot, KeySpace},
    model::{
        AttributeRef, Literal, Model, ParameterId, Pattern, RangeForm, ShardChoice, Table, Type,
        Value,
    },
    plan::{Get, KeyPiece, KeyValue, Operation, Query, SortCondition, WritePlan},
};

use super::template::{filled, placeholder, template};

/// The key condition of an operation, or the key of the item that it touches. Empty for a Scan.
pub fn key_condition(model: &Model, pattern: &Pattern, operation: &Operation) -> String {
    let key = Keys { model, pattern };
    match operation {
        Operation::Get(get) => key.get(get),
        Operation::Query(query) => key.query(query),
        Operation::Scan(_) | Operation::Outside => String::new(),
        Operation::Lookup(lookup) => {
            let marker = key.pieces(&lookup.marker);
            let table = model.table_of(lookup.entity);
            let sort = table.sort.as_ref().map(|_| marker.clone());
            key.table_key(table, &marker, sort)
        }
        Operation::Write(write) => key.write(write),
        Operation::Transact(steps) => {
            let steps = steps.iter().filter_map(|step| step.operation.as_ref());
            let keys = steps.map(|step| key_condition(model, pattern, step));
            keys.collect::<Vec<_>>().join("; ")
        }
    }
}

/// The value of one key attribute: `CUSTOMER#{customer_id}`, with the names of the parameters.
pub fn key_value(model: &Model, pattern: &Pattern, value: &KeyValue) -> String {
    Keys { model, pattern }.value(value)
}

/// The partition key that is the hottest of its kind, with the values that are known:
/// `STATUS#shipped`, `CUSTOMER#{customer_id}`.
pub fn hot_key(model: &Model, space: &KeySpace, hot: &Hot) -> String {
    let Some(entity) = space.entities.first().map(|id| model.entity(*id)) else {
        return String::new();
    };
    let templates = space.templates(entity);
    let mut values = hot.values.iter();
    let mut value = || match values.next()?.as_ref()? {
        Literal::Text(text) | Literal::Number(text) => Some(text.clone()),
        Literal::Bool(value) => Some(value.to_string()),
    };
    let keys = templates.iter().map(|one| filled(entity, one, &mut value));
    keys.collect::<Vec<_>>().join(" / ")
}

struct Keys<'a> {
    model: &'a Model,
    pattern: &'a Pattern,
}

impl Keys<'_> {
    fn get(&self, get: &Get) -> String {
        self.table_key(
            self.model.table_of(get.entity),
            &self.value(&get.partition),
            get.sort.as_ref().map(|sort| self.value(sort)),
        )
    }

    /// A put has no key of its own: the key is in its item, and reads like the entity's templates.
    fn write(&self, write: &WritePlan) -> String {
        let entity = self.model.entity(write.entity);
        let partition = match &write.partition {
            Some(partition) => self.value(partition),
            None => template(entity, &entity.key.partition),
        };
        let sort = match (&write.sort, &write.partition) {
            (Some(sort), _) => Some(self.value(sort)),
            (None, Some(_)) => None,
            (None, None) => entity.key.sort.as_ref().map(|sort| template(entity, sort)),
        };
        self.table_key(self.model.table(entity.table), &partition, sort)
    }

    fn table_key(&self, table: &Table, partition: &str, sort: Option<String>) -> String {
        let mut text = format!("{} = {partition}", table.partition.name);
        if let (Some(attribute), Some(sort)) = (&table.sort, sort) {
            text.push_str(&format!(" AND {} = {sort}", attribute.name));
        }
        text
    }

    fn query(&self, query: &Query) -> String {
        let names = self.partition_names(query);
        let equals = |(value, name)| format!("{name} = {}", self.value(value));
        let mut parts: Vec<String> = query.partition.iter().zip(names).map(equals).collect();
        for (at, value) in query.leading.iter().enumerate() {
            let name = self.sort_name(query, at);
            parts.push(format!("{name} = {}", self.value(value)));
        }
        let sort = self.sort(&query.sort, &self.sort_name(query, query.leading.len()));
        parts.extend(sort.always);
        let mut text = parts.join(" AND ");
        if let Some(optional) = sort.optional {
            text.push_str(&format!(" [AND {optional}]"));
        }
        text
    }

    fn table(&self, query: &Query) -> &Table {
        self.model.table(self.model.shared_table(&query.entities))
    }

    fn partition_names(&self, query: &Query) -> Vec<&str> {
        match query.index {
            Some(id) => self
                .model
                .index(id)
                .partition
                .iter()
                .map(|key| key.name.as_str())
                .collect(),
            None => vec![self.table(query).partition.name.as_str()],
        }
    }

    fn sort_name(&self, query: &Query, at: usize) -> String {
        let key = match query.index {
            Some(id) => self.model.index(id).sort.get(at),
            None => self.table(query).sort.as_ref(),
        };
        key.map(|key| key.name.clone()).unwrap_or_default()
    }

    fn sort(&self, condition: &SortCondition, name: &str) -> Sort {
        match condition {
            SortCondition::All => Sort::default(),
            SortCondition::Equals(value) => Sort::always(format!("{name} = {}", self.value(value))),
            SortCondition::Prefix(pieces) => {
                Sort::always(format!("{name} BEGINS_WITH {}", self.pieces(pieces)))
            }
            SortCondition::Cover { low, high } => {
                let (low, high) = (self.pieces(low), self.pieces(high));
                Sort::always(format!("{name} BETWEEN {low} AND {high}…"))
            }
            SortCondition::OwnRange { form, .. } => self.range(name, "", *form, None, ""),
            SortCondition::TextRange {
                prefix,
                form,
                pad,
                follows,
                ..
            } => {
                let behind = follows.map_or("", |_| "…");
                self.range(name, &self.pieces(prefix), *form, *pad, behind)
            }
        }
    }

    /// A range behind a prefix, which is empty where the ranged part stands first. `behind` marks an end that takes in whatever
    /// begins with it, where the key goes on.
    fn range(
        &self,
        name: &str,
        prefix: &str,
        form: RangeForm,
        pad: Option<u8>,
        behind: &str,
    ) -> Sort {
        let end =
            |id: ParameterId| format!("{prefix}{}", placeholder(self.parameter(id), pad, None));
        let open = prefix.is_empty();
        Sort::always(match form {
            RangeForm::Any(id) => return self.any(name, prefix, id),
            RangeForm::Between(low, high) => {
                format!("{name} BETWEEN {} AND {}{behind}", end(low), end(high))
            }
            RangeForm::StartsWith(start) => format!("{name} BEGINS_WITH {}", end(start)),
            RangeForm::From(low) if open => format!("{name} >= {}", end(low)),
            RangeForm::Until(high) if open => format!("{name} <= {}{behind}", end(high)),
            RangeForm::After(low) if open => format!("{name} > {}", end(low)),
            RangeForm::Before(high) if open => format!("{name} < {}", end(high)),
            RangeForm::From(low) => format!("{name} BETWEEN {} AND {prefix}…", end(low)),
            RangeForm::Until(high) => format!("{name} BETWEEN {prefix} AND {}{behind}", end(high)),
            RangeForm::After(low) => format!("{name} BETWEEN past {} AND {prefix}…", end(low)),
            RangeForm::Before(high) => format!("{name} BETWEEN {prefix} AND before {}", end(high)),
        })
    }

    /// The range that the caller may leave out.
    fn any(&self, name: &str, prefix: &str, id: ParameterId) -> Sort {
        let range = self.parameter(id);
        let bounds =
            format!("{name} BETWEEN {prefix}{{{range} from}} AND {prefix}{{{range} until}}");
        let always = (!prefix.is_empty()).then(|| format!("{name} BEGINS_WITH {prefix}"));
        Sort {
            always,
            optional: Some(bounds),
        }
    }

    fn value(&self, value: &KeyValue) -> String {
        match value {
            KeyValue::Text(pieces) => self.pieces(pieces),
            KeyValue::Own { attribute, value } => self.piece(*attribute, value, None, None),
        }
    }

    fn pieces(&self, pieces: &[KeyPiece]) -> String {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                KeyPiece::Literal(literal) => text.push_str(literal),
                KeyPiece::Value {
                    attribute,
                    value,
                    pad,
                    cut,
                } => {
                    text.push_str(&self.piece(*attribute, value, *pad, cut.as_ref()));
                }
            }
        }
        text
    }

    fn piece(
        &self,
        of: AttributeRef,
        value: &Value,
        pad: Option<u8>,
        cut: Option<&Type>,
    ) -> String {
        match value {
            Value::Parameter(id) => placeholder(self.parameter(*id), pad, cut),
            // One of several that are tried until the item is there.
            Value::OneOf(id) if self.is_calculated(*id) => {
                placeholder(self.parameter(*id), pad, cut)
            }
            Value::OneOf(id) => placeholder(&format!("each of {}", self.parameter(*id)), pad, cut),
            Value::Literal(Literal::Text(text)) => {
                let lower = self.model.attribute(of).facts.lower;
                shortened(
                    if lower {
                        text.to_lowercase()
                    } else {
                        text.clone()
                    },
                    cut,
                )
            }
            Value::Literal(Literal::Number(digits)) => padded(digits, pad),
            Value::Literal(Literal::Bool(truth)) => truth.to_string(),
        }
    }

    fn is_calculated(&self, id: ParameterId) -> bool {
        let shard = self
            .pattern
            .parameters
            .get(id.index())
            .and_then(|of| of.shard);
        shard.is_some_and(|shard| shard.choice == ShardChoice::Calculated)
    }

    fn parameter(&self, id: ParameterId) -> &str {
        self.pattern
            .parameters
            .get(id.index())
            .map_or("?", |parameter| &parameter.name)
    }
}

/// The condition on a sort key: what always holds, and what the caller may add.
#[derive(Default)]
struct Sort {
    always: Option<String>,
    optional: Option<String>,
}

impl Sort {
    fn always(text: String) -> Self {
        Self {
            always: Some(text),
            optional: None,
        }
    }
}

/// A time cut to a coarser one: their spellings begin alike.
fn shortened(mut text: String, cut: Option<&Type>) -> String {
    let length = match cut {
        Some(Type::Year) => 4,
        Some(Type::Month) => 7,
        Some(Type::Date) => 10,
        Some(Type::Hour) => 13,
        Some(Type::Minute) => 16,
        _ => return text,
    };
    if text.is_char_boundary(length) {
        text.truncate(length);
    }
    text
}

fn padded(digits: &str, pad: Option<u8>) -> String {
    format!("{digits:0>width$}", width = usize::from(pad.unwrap_or(0)))
}
