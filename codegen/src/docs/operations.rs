//! Requests in words: which operation, on what, under which key condition.

use tablewright_modeler::{
    model::{
        Entity, EntityId, Literal, Model, ParameterId, Part, Pattern, RangeForm, ShardChoice,
        ShardCount, Template, Type, Value,
    },
    plan::{Get, KeyPiece, KeyValue, Lookup, Operation, Query, SortCondition},
};

use super::{code, condition};

/// A template as it is written in a model.
pub(crate) fn template(entity: &Entity, template: &Template) -> String {
    let parts = template.parts.iter().map(|part| match part {
        Part::Literal(text) => text.clone(),
        Part::Attribute {
            attribute,
            pad,
            cut,
            ..
        } => {
            let name = &entity.attributes[attribute.index()].name;
            placeholder(name, *pad, cut.as_ref())
        }
    });
    parts.collect()
}

/// `{name}`, `{name:08}` or `{name:date}`.
fn placeholder(name: &str, pad: Option<u8>, cut: Option<&Type>) -> String {
    let form = match (pad, cut) {
        (Some(width), _) => format!(":{width:02}"),
        (None, Some(cut)) => [":", cut.word()].concat(),
        (None, None) => String::new(),
    };
    ["{", name, &form, "}"].concat()
}

/// What the request of a pattern is.
pub(crate) fn operation(model: &Model, pattern: &Pattern, operation: &Operation) -> Vec<String> {
    let words = Words { model, pattern };
    match operation {
        Operation::Get(get) => words.get(get),
        Operation::Query(query) => words.query(query),
        Operation::Scan(scan) => {
            let page = words.page(scan.limit);
            let text = [
                "`Scan`: reads all of ",
                &words.table(scan.entities[0]),
                words.strongly(scan.consistent),
                &page,
                ".",
            ];
            [vec![text.concat()], words.filter(&scan.filter)].concat()
        }
        Operation::Write(write) => words.write(write),
        Operation::Lookup(lookup) => words.lookup(lookup),
        Operation::Transact(steps) => words.transaction(steps),
        Operation::Outside => Vec::new(),
    }
}

/// The value of a key attribute, with its parameters in braces.
fn key_value(model: &Model, pattern: &Pattern, value: &KeyValue) -> String {
    let words = |value: &Value, kind: &Type, pad: Option<u8>| match value {
        Value::Parameter(id) | Value::OneOf(id) => {
            let parameter = &pattern.parameters[id.index()];
            let cut = (kind.fineness() < parameter.kind.fineness()).then_some(kind);
            let of = parameter.attribute.filter(|_| parameter.bucket);
            let name = of.map_or(&parameter.name, |of| &model.attribute(of).name);
            placeholder(name, pad, cut)
        }
        Value::Literal(Literal::Text(text)) => text.clone(),
        Value::Literal(literal) => literal.to_string(),
    };
    match value {
        KeyValue::Own { attribute, value } => words(value, &model.attribute(*attribute).kind, None),
        KeyValue::Text(pieces) => pieces
            .iter()
            .map(|piece| match piece {
                KeyPiece::Literal(text) => text.clone(),
                KeyPiece::Value {
                    attribute,
                    value,
                    cut,
                    pad,
                } => words(
                    value,
                    cut.as_ref().unwrap_or(&model.attribute(*attribute).kind),
                    *pad,
                ),
            })
            .collect(),
    }
}

/// A pattern that is put into words.
pub(super) struct Words<'a> {
    pub(super) model: &'a Model,
    pub(super) pattern: &'a Pattern,
}

impl Words<'_> {
    pub(super) fn get(&self, get: &Get) -> Vec<String> {
        let key = self.key(get.entity, &get.partition, get.sort.as_ref());
        let lists: Vec<String> = get.lists.iter().map(|id| self.list(*id)).collect();
        let tried = get.tries.map(|id| self.tried(id)).unwrap_or_default();
        let (name, each) = match (get.batch, lists.as_slice()) {
            (None, []) if get.tries.is_some() => ("`GetItem`", tried),
            (Some(_), _) => ("`BatchGetItem`", ", for each of the keys".to_owned()),
            (None, []) => ("`GetItem`", String::new()),
            (None, lists) => (
                "`BatchGetItem`",
                [", for each ", &super::listed(lists)].concat(),
            ),
        };
        let text = [
            name,
            self.strongly(get.consistent),
            " of ",
            &key,
            &each,
            ".",
        ];
        vec![text.concat()]
    }

    fn lookup(&self, lookup: &Lookup) -> Vec<String> {
        let marker = KeyValue::Text(lookup.marker.clone());
        let table = self.model.table_of(lookup.entity);
        let sort = table.sort.as_ref().map(|_| &marker);
        let text = [
            "`GetItem`",
            self.strongly(lookup.consistent),
            " of the marker ",
            &self.key(lookup.entity, &marker, sort),
            ", then `Query` of the item that it names.",
        ];
        [vec![text.concat()], self.filter(&lookup.filter)].concat()
    }

    fn query(&self, query: &Query) -> Vec<String> {
        let index = query.index.map(|index| self.model.index(index));
        let place = index.map_or_else(|| self.table(query.entities[0]), |index| code(&index.name));
        let names: Vec<&str> = match index {
            Some(index) => index.key_names().collect(),
            None => self.model.table_of(query.entities[0]).key_names().collect(),
        };
        let mut terms: Vec<String> = query
            .partition
            .iter()
            .chain(&query.leading)
            .zip(&names)
            .map(|(value, name)| {
                code(&[name, " = ", &key_value(self.model, self.pattern, value)].concat())
            })
            .collect();
        if let Some(name) = names.get(query.partition.len() + query.leading.len()) {
            terms.extend(self.sort(name, &query.sort));
        }
        let order = if query.forward {
            ""
        } else {
            ", greatest first"
        };
        let name = match query.count {
            true => "`Query` that only counts,",
            false => "`Query`",
        };
        let text = [
            name,
            self.strongly(query.consistent),
            " on ",
            &place,
            ": ",
            &super::listed(&terms),
            order,
            &self.page(query.limit),
            ".",
        ];
        let fetches = query.fetches.then(|| {
            "The index does not carry all attributes, so each item is fetched from the table and paid for again.".to_owned()
        });
        [
            vec![text.concat()],
            fetches.into_iter().collect(),
            self.scattered(query),
            self.filter(&query.filter),
        ]
        .concat()
    }

    /// The table of an entity, by its name where there are several.
    fn table(&self, entity: EntityId) -> String {
        match self.model.tables.len() {
            1 => "the table".to_owned(),
            _ => code(&self.model.table_of(entity).name),
        }
    }

    /// What is asked once for each value of a list.
    fn list(&self, id: ParameterId) -> String {
        let parameter = &self.pattern.parameters[id.index()];
        let Some(shard) = parameter.shard else {
            return ["of ", &code(&parameter.name)].concat();
        };
        let of = &self.model.entity(shard.entity).shards[shard.shards];
        let name = code(&parameter.name);
        match (shard.choice, of.count) {
            (ShardChoice::Each, ShardCount::Kept { of, .. }) => {
                let keeper = &self.model.entity(of.entity).name;
                let count = [keeper, ".", &self.model.attribute(of).name].concat();
                [&name, " that ", &code(&count), " counts"].concat()
            }
            (ShardChoice::Each, ShardCount::Fixed(_)) => {
                [&name, " from 0 to ", &(of.most() - 1).to_string()].concat()
            }
            _ => name,
        }
    }

    /// One query after the other, or several merged.
    fn scattered(&self, query: &Query) -> Vec<String> {
        let lists = query.lists.iter().map(|id| match &query.buckets {
            Some(buckets) if buckets.parameter == *id => {
                [buckets.kind.word(), " that is reached"].concat()
            }
            _ => self.list(*id),
        });
        let lists: Vec<String> = lists.collect();
        if lists.is_empty() {
            return Vec::new();
        }
        let ordered = self.pattern.reads().any(|read| !read.order.is_empty());
        let alone = query.buckets.is_some() && lists.len() == 1;
        let how = match (query.count, ordered && !alone) {
            (true, _) => "; the numbers are added up.",
            (false, true) => "; the answers are merged in their order.",
            (false, false) => ", one after the other.",
        };
        vec![["Asked once for each ", &super::listed(&lists), how].concat()]
    }

    /// Where an item is looked for that may lie in several shards.
    pub(super) fn tried(&self, id: ParameterId) -> String {
        let parameter = &self.pattern.parameters[id.index()];
        let earlier = parameter.shard.map_or(String::new(), |shard| {
            let of = &self.model.entity(shard.entity).shards[shard.shards];
            let was: Vec<String> = of.was.iter().map(u32::to_string).collect();
            super::listed(&was)
        });
        [
            " (or with the ",
            &code(&parameter.name),
            " of an earlier count, ",
            &earlier,
            ")",
        ]
        .concat()
    }

    fn sort(&self, name: &str, sort: &SortCondition) -> Option<String> {
        let text = |pieces: &[KeyPiece]| {
            key_value(self.model, self.pattern, &KeyValue::Text(pieces.to_vec()))
        };
        Some(match sort {
            SortCondition::All => return None,
            SortCondition::Equals(value) => {
                code(&[name, " = ", &key_value(self.model, self.pattern, value)].concat())
            }
            SortCondition::Prefix(pieces) => {
                [&code(name), " begins with ", &code(&text(pieces))].concat()
            }
            SortCondition::TextRange { prefix, form, .. } => self.range(name, &text(prefix), *form),
            SortCondition::OwnRange { form, .. } => self.range(name, "", *form),
            SortCondition::Cover { low, high } => [
                &code(name),
                " from ",
                &code(&text(low)),
                " to ",
                &code(&text(high)),
            ]
            .concat(),
        })
    }

    fn range(&self, name: &str, prefix: &str, form: RangeForm) -> String {
        let at = |id: ParameterId| {
            code(&[prefix, "{", &self.pattern.parameters[id.index()].name, "}"].concat())
        };
        let name = code(name);
        match form {
            RangeForm::Any(range) => [&name, " within ", &at(range)].concat(),
            RangeForm::Between(low, high) => {
                [&name, " from ", &at(low), " to ", &at(high)].concat()
            }
            RangeForm::From(low) => [&name, " from ", &at(low), " on"].concat(),
            RangeForm::Until(high) => [&name, " up to ", &at(high)].concat(),
            RangeForm::After(low) => [&name, " after ", &at(low)].concat(),
            RangeForm::Before(high) => [&name, " before ", &at(high)].concat(),
            RangeForm::StartsWith(start) => [&name, " begins with ", &at(start)].concat(),
        }
    }

    pub(super) fn key(
        &self,
        entity: EntityId,
        partition: &KeyValue,
        sort: Option<&KeyValue>,
    ) -> String {
        let values = std::iter::once(partition).chain(sort);
        let terms: Vec<String> = self
            .model
            .table_of(entity)
            .key_names()
            .zip(values)
            .map(|(name, value)| {
                code(&[name, " = ", &key_value(self.model, self.pattern, value)].concat())
            })
            .collect();
        super::listed(&terms)
    }

    fn filter(&self, filter: &[tablewright_modeler::model::Condition]) -> Vec<String> {
        let all: Vec<String> = filter
            .iter()
            .map(|one| code(&condition(self.model, self.pattern, one)))
            .collect();
        if all.is_empty() {
            Vec::new()
        } else {
            vec![["Keeps only ", &super::listed(&all), "."].concat()]
        }
    }

    fn page(&self, limit: Option<u32>) -> String {
        limit.map_or(String::new(), |limit| {
            [", ", &limit.to_string(), " in a page"].concat()
        })
    }

    pub(super) fn strongly(&self, consistent: bool) -> &'static str {
        if consistent {
            ", strongly consistent,"
        } else {
            ""
        }
    }
}
