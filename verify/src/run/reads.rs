//! Reads: GetItem, Query and Scan.

use std::sync::Arc;

use tablewright::{
    BatchGet, Condition, Cursor, DecodeError, Error, Get, ItemRef, Key, Page, Query, Scan, Scatter,
    Table, read::Listing,
};
use tablewright_modeler::{
    model::{AttributeRef, Carries, EntityId, IndexId, Order, ParameterId, Read},
    plan::{self, Operation, SortCondition},
};

use super::{
    keys::{carries, conditions, cursor_keys, key, keys, marker_key, partition},
    recognise::{Recogniser, read_item},
    sort::{equals, sort_key},
    terms::Call,
};
use crate::{
    item::{Arguments, Item},
    oracle::{Scope, holds},
    shards,
};

/// What a read gave: its pages.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) pages: Vec<Vec<Item>>,
}

/// A stored item and what it is.
type Found = (EntityId, tablewright::Item);

/// More pages than any run has items: a cursor that does not advance ends there.
const MOST_PAGES: usize = 2000;

/// One read of one call.
struct Reading<'a> {
    call: Call<'a>,
    table: &'a Table,
    recogniser: Arc<Recogniser>,
    only: Option<&'a [AttributeRef]>,
}

/// Sends a read; `limit` takes the place of the plan's own.
pub(crate) async fn read(
    call: Call<'_>,
    table: &Table,
    operation: &Operation,
    read: &Read,
    limit: Option<u32>,
) -> Result<Answer, String> {
    let only = read
        .attributes
        .as_ref()
        .map(|projection| projection.attributes.as_slice());
    let recogniser = Arc::new(Recogniser::new(call.model, &read.entities));
    let reading = Reading {
        call,
        table,
        recogniser,
        only,
    };
    let pages = match operation {
        Operation::Get(get) if !get.lists.is_empty() => {
            let calls = narrowed(call.arguments, &get.lists);
            let found = batch_get(call, table, get, read, &calls).await?;
            let found: Vec<Item> = found.into_iter().flatten().collect();
            let found = match get.sum {
                true => shards::summed(call.model, &found),
                false => found,
            };
            return Ok(Answer { pages: vec![found] });
        }
        Operation::Get(get) => vec![reading.get(get).await.map_err(words)?.into_iter().collect()],
        Operation::Query(query) if !query.lists.is_empty() => {
            walk(reading.scatter(query, &read.order), limit).await?
        }
        Operation::Query(query) => walk(reading.query_request(query), limit).await?,
        Operation::Scan(scan) => walk(reading.scan_request(scan), limit).await?,
        Operation::Lookup(lookup) => vec![reading.lookup(lookup).await?.into_iter().collect()],
        Operation::Write(_) | Operation::Transact(_) | Operation::Outside => {
            return Err("the plan of a read is none".to_owned());
        }
    };
    let pages = pages
        .iter()
        .map(|page| page.iter().map(|found| reading.item(found)).collect());
    Ok(Answer {
        pages: pages.collect::<Result<_, _>>()?,
    })
}

/// The call, once for each value of its lists.
fn narrowed(arguments: &Arguments, lists: &[ParameterId]) -> Vec<Arguments> {
    lists.iter().fold(vec![arguments.clone()], |calls, list| {
        calls.iter().flat_map(|call| call.each(*list)).collect()
    })
}

/// Reads many keys at once; each call is one of them.
pub(crate) async fn batch_get(
    call: Call<'_>,
    table: &Table,
    get: &plan::Get,
    read: &Read,
    calls: &[Arguments],
) -> Result<Vec<Option<Item>>, String> {
    let only = read
        .attributes
        .as_ref()
        .map(|projection| projection.attributes.as_slice());
    let recogniser = Arc::new(Recogniser::new(call.model, &read.entities));
    let reading = Reading {
        call,
        table,
        recogniser,
        only,
    };
    let keys = calls.iter().map(|arguments| {
        let tries = get.tries.map(|list| arguments.each(list));
        let tries = tries.unwrap_or_else(|| vec![arguments.clone()]);
        let key = |arguments: &Arguments| {
            let call = Call { arguments, ..call };
            key(call, &get.partition, get.sort.as_ref())
        };
        tries.iter().map(key).collect::<Vec<_>>()
    });
    let name = &call.pattern.name;
    let keys: Vec<_> = keys.collect();
    let mut request = BatchGet::in_shards(table, name, keys, reading.decode());
    if get.consistent {
        request = request.consistent();
    }
    if let Some(names) = reading.project(None) {
        request = request.project(names);
    }
    let answers = request.send().await.map_err(words)?;
    let items = answers
        .iter()
        .map(|found| found.as_ref().map(|found| reading.item(found)).transpose());
    items.collect()
}

/// How many items a read finds; what else lies there is told apart by the tag.
pub(crate) async fn count(
    call: Call<'_>,
    table: &Table,
    operation: &Operation,
) -> Result<u64, String> {
    let entities = match operation {
        Operation::Query(query) => &query.entities,
        Operation::Scan(scan) => &scan.entities,
        _ => return Err("the plan of a count is none".to_owned()),
    };
    let recogniser = Arc::new(Recogniser::new(call.model, entities));
    // An index of keys does not carry the tag; what else lies there is an error of the model.
    let carried = match operation {
        Operation::Query(query) => query
            .index
            .is_none_or(|index| call.model.index(index).carries != Carries::Keys),
        _ => true,
    };
    let tag = call.table().tag.as_ref().filter(|_| carried);
    let tagged = tag.map(|tag| {
        let names = entities
            .iter()
            .map(|id| call.model.entity(*id).name.clone());
        let tag = tablewright::Path::name(tag);
        Condition::any(names.map(|name| tag.clone().eq(name)).collect::<Vec<_>>())
    });
    let reading = Reading {
        call,
        table,
        recogniser,
        only: None,
    };
    let count = match operation {
        Operation::Query(query) if query.lists.is_empty() => {
            let request = reading.query_request(query);
            match tagged {
                Some(tagged) => request.filter(tagged).count().await,
                None => request.count().await,
            }
        }
        Operation::Query(query) => {
            let request = reading.scatter(query, &[]);
            match tagged {
                Some(tagged) => request.filter(tagged).count().await,
                None => request.count().await,
            }
        }
        Operation::Scan(scan) => {
            let request = reading.scan_request(scan);
            match tagged {
                Some(tagged) => request.filter(tagged).count().await,
                None => request.count().await,
            }
        }
        _ => return Err("the plan of a count is none".to_owned()),
    };
    count.map_err(words)
}

impl Reading<'_> {
    /// One Query for each value of the lists: merged where an order is wanted, but stretches of time come one
    /// behind the other.
    fn scatter(&self, query: &plan::Query, order: &[Order]) -> Scatter<Found> {
        let (call, name) = (self.call, &self.call.pattern.name);
        let (_, sort) = keys(call, query.index);
        let sort = sort.iter().skip(query.leading.len());
        let by: Vec<&str> = sort.map(|key| key.name.as_str()).collect();
        let by = if order.is_empty() { &[] } else { by.as_slice() };
        let buckets = query.buckets.as_ref().map(|buckets| buckets.parameter);
        let within: Vec<ParameterId> = query
            .lists
            .iter()
            .copied()
            .filter(|list| buckets != Some(*list))
            .collect();
        let by = if within.is_empty() { &[] } else { by };
        let mut stretches = match buckets {
            Some(list) => call.arguments.each(list),
            None => vec![call.arguments.clone()],
        };
        if !query.forward {
            stretches.reverse();
        }
        let mut scatter = Scatter::merged(self.table, name, by);
        for stretch in &stretches {
            let calls = narrowed(stretch, &within);
            let queries = calls.iter().map(|arguments| {
                let one = self.with(arguments);
                one.query_request(query)
            });
            scatter = scatter.of(queries.collect::<Vec<_>>());
        }
        scatter
    }

    /// The same reading with other arguments.
    fn with<'b>(&'b self, arguments: &'b Arguments) -> Reading<'b> {
        Reading {
            call: Call {
                arguments,
                ..self.call
            },
            table: self.table,
            recogniser: Arc::clone(&self.recogniser),
            only: self.only,
        }
    }

    /// The item that holds a unique value: the marker says where it is.
    async fn lookup(&self, lookup: &plan::Lookup) -> Result<Option<Found>, String> {
        let (model, name) = (self.call.model, &self.call.pattern.name);
        let raw = |item: ItemRef<'_>| Ok(Some(item.to_item()));
        let mut request = Get::new(
            self.table,
            name,
            marker_key(self.call, self.call.pieces(&lookup.marker)),
            raw,
        );
        if lookup.consistent {
            request = request.consistent();
        }
        let Some(marker) = request.send().await.map_err(words)? else {
            return Ok(None);
        };
        let mut names = self.call.table().key_names();
        let owner = |name: &str| {
            marker
                .get(&format!("owner_{name}"))
                .cloned()
                .ok_or("no owner")
        };
        let mut key = match names.next() {
            Some(name) => Key::value(name, Ok(owner(name)?)),
            None => return Err("no key".to_owned()),
        };
        for name in names {
            key = key.and_value(name, Ok(owner(name)?));
        }
        let mut request = Get::new(self.table, name, key, self.decode());
        if lookup.consistent {
            request = request.consistent();
        }
        let found = request.send().await.map_err(words)?;
        // The value may have changed in between; generated code compares the attributes that it has read.
        let scope = Scope::of(model, self.call.pattern, self.call.arguments);
        let Some((entity, stored)) = found else {
            return Ok(None);
        };
        let item = read_item(model, entity, &stored, None)?;
        let holds = lookup
            .filter
            .iter()
            .all(|filter| holds(scope, filter, &item));
        Ok(holds.then_some((entity, stored)))
    }

    fn item(&self, (entity, stored): &Found) -> Result<Item, String> {
        read_item(self.call.model, *entity, stored, self.only)
    }

    fn decode(&self) -> impl Fn(ItemRef<'_>) -> Result<Option<Found>, DecodeError> + use<> {
        let recogniser = Arc::clone(&self.recogniser);
        move |item| {
            let item = item.to_item();
            Ok(recogniser.entity(&item).map(|entity| (entity, item)))
        }
    }

    async fn get(&self, get: &plan::Get) -> Result<Option<Found>, Error> {
        let tries = get.tries.map(|list| self.call.arguments.each(list));
        let tries = tries.unwrap_or_else(|| vec![self.call.arguments.clone()]);
        let keys = tries
            .iter()
            .map(|arguments| key(self.with(arguments).call, &get.partition, get.sort.as_ref()));
        let name = &self.call.pattern.name;
        let mut request = Get::in_shards(self.table, name, keys, self.decode());
        if get.consistent {
            request = request.consistent();
        }
        if let Some(names) = self.project(None) {
            request = request.project(names);
        }
        request.send().await
    }

    fn query_request(&self, query: &plan::Query) -> Query<Found> {
        let (call, model) = (self.call, self.call.model);
        let name = &call.pattern.name;
        let (partition_of, sort_of) = keys(call, query.index);
        let partition = partition(call, partition_of, &query.partition);
        let mut request = match query.index {
            None => Query::on_table(self.table, name, partition, self.decode()),
            Some(index) => {
                let index = &model.index(index).name;
                Query::on_index(self.table, name, index, partition, self.decode())
            }
        };
        for (key, value) in sort_of.iter().zip(&query.leading) {
            request = request.sort(&key.name, equals(call, value));
        }
        if let Some(sort) = sort_of.get(query.leading.len()) {
            request = request.sort(&sort.name, sort_key(call, &query.sort));
        }
        if let SortCondition::Prefix(pieces) | SortCondition::TextRange { prefix: pieces, .. } =
            &query.sort
        {
            request = request.ranked_behind(call.pieces(pieces));
        }
        request = if query.forward {
            request.ascending()
        } else {
            request.descending()
        };
        match conditions(call, &query.filter) {
            Ok(Some(filter)) => request = request.filter(filter),
            Ok(None) => {}
            Err(invalid) => request = request.check(Err(invalid)),
        }
        if query.consistent {
            request = request.consistent();
        }
        if query.fetches {
            request = request.fetching();
        } else if let Some(names) = self.project(query.index) {
            request = request.project(names);
        }
        request.cursor_keys(&cursor_keys(call, query.index))
    }

    fn scan_request(&self, scan: &plan::Scan) -> Scan<Found> {
        let mut request = Scan::of_table(self.table, &self.call.pattern.name, self.decode());
        match conditions(self.call, &scan.filter) {
            Ok(Some(filter)) => request = request.filter(filter),
            Ok(None) => {}
            Err(invalid) => request = request.check(Err(invalid)),
        }
        if scan.consistent {
            request = request.consistent();
        }
        if let Some(names) = self.project(None) {
            request = request.project(names);
        }
        request.cursor_keys(&cursor_keys(self.call, None))
    }

    /// The physical names that a projected read asks for: what is wanted, and what tells entities apart. What
    /// an index does not carry is in its keys.
    fn project(&self, index: Option<IndexId>) -> Option<Vec<String>> {
        let (model, table) = (self.call.model, self.call.table());
        let wanted = self.only?.iter().map(|of| &model.attribute(*of).physical);
        let mut names: Vec<String> = wanted.chain(&table.tag).cloned().collect();
        if let Some(index) = index {
            names.retain(|name| carries(self.call, index, name));
        }
        let keys = cursor_keys(self.call, index).into_iter();
        names.extend(keys.map(str::to_owned));
        names.sort();
        names.dedup();
        Some(names)
    }
}

/// A read that is walked through.
trait Walk: Clone {
    async fn everything(self) -> Result<Vec<Found>, Error>;
    async fn page(self, limit: usize, after: Option<Cursor>) -> Result<Page<Found>, Error>;
}

impl<K> Walk for Listing<Found, K> {
    async fn everything(self) -> Result<Vec<Found>, Error> {
        self.all().await
    }

    async fn page(self, limit: usize, after: Option<Cursor>) -> Result<Page<Found>, Error> {
        self.limit(limit).after(after).page().await
    }
}

impl Walk for Scatter<Found> {
    async fn everything(self) -> Result<Vec<Found>, Error> {
        self.all().await
    }

    async fn page(self, limit: usize, after: Option<Cursor>) -> Result<Page<Found>, Error> {
        self.limit(limit).after(after).page().await
    }
}

/// Reads everything: in one go where there is no limit, else page after page. A cursor goes through its text
/// in between, as it does on its way to a browser and back.
async fn walk(request: impl Walk, limit: Option<u32>) -> Result<Vec<Vec<Found>>, String> {
    let Some(limit) = limit else {
        return Ok(vec![request.everything().await.map_err(words)?]);
    };
    let mut pages = Vec::new();
    let mut next: Option<Cursor> = None;
    loop {
        let page = request.clone().page(limit as usize, next);
        let page = page.await.map_err(words)?;
        pages.push(page.items);
        let Some(cursor) = page.cursor else {
            return Ok(pages);
        };
        let text = cursor.to_string();
        next = Some(
            text.parse()
                .map_err(|_| format!("the cursor {text} cannot be read"))?,
        );
        if pages.len() > MOST_PAGES {
            return Err("the pages do not end".to_owned());
        }
    }
}

/// An error in words; its kind says what the message must not.
pub(crate) fn words(error: Error) -> String {
    format!("{error}: {:?}", error.kind())
}
