//! Reads: GetItem, Query and Scan.

use std::sync::Arc;

use tablewright::{Cursor, DecodeError, Error, Get, Query, Scan, Table, read::Listing};
use tablewright_modeler::{
    model::{AttributeRef, EntityId, Read},
    plan::{self, Operation, SortCondition},
};

use super::{
    keys::{conditions, cursor_keys, key, keys, partition},
    recognise::{Recogniser, read_item},
    sort::sort_key,
    terms::Call,
};
use crate::item::Item;

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
        // A GetItem has no filter; a Query of the one item does.
        Operation::Get(get) if !get.filter.is_empty() => {
            walk(reading.query_request(&as_query(get)), None).await?
        }
        Operation::Get(get) => vec![reading.get(get).await.map_err(words)?.into_iter().collect()],
        Operation::Query(query) => walk(reading.query_request(query), limit).await?,
        Operation::Scan(scan) => walk(reading.scan_request(scan), limit).await?,
        Operation::Write(_) => return Err("the plan of a read is a write".to_owned()),
    };
    let pages = pages
        .iter()
        .map(|page| page.iter().map(|found| reading.item(found)).collect());
    Ok(Answer {
        pages: pages.collect::<Result<_, _>>()?,
    })
}

impl Reading<'_> {
    fn item(&self, (entity, stored): &Found) -> Result<Item, String> {
        read_item(self.call.model, *entity, stored, self.only)
    }

    fn decode(&self) -> impl Fn(&tablewright::Item) -> Result<Option<Found>, DecodeError> + use<> {
        let recogniser = Arc::clone(&self.recogniser);
        move |item| Ok(recogniser.entity(item).map(|entity| (entity, item.clone())))
    }

    async fn get(&self, get: &plan::Get) -> Result<Option<Found>, Error> {
        let key = key(self.call, &get.partition, get.sort.as_ref());
        let mut request = Get::new(self.table, &self.call.pattern.name, key, self.decode());
        if get.consistent {
            request = request.consistent();
        }
        if let Some(names) = self.project() {
            request = request.project(names);
        }
        request.send().await
    }

    fn query_request(&self, query: &plan::Query) -> Query<Found> {
        let (call, model) = (self.call, self.call.model);
        let name = &call.pattern.name;
        let (partition_of, sort_of) = keys(model, query.index);
        let partition = partition(call, partition_of, &query.partition);
        let mut request = match query.index {
            None => Query::on_table(self.table, name, partition, self.decode()),
            Some(index) => {
                let index = &model.index(index).name;
                Query::on_index(self.table, name, index, partition, self.decode())
            }
        };
        if let Some(sort) = sort_of.first() {
            request = request.sort(&sort.name, sort_key(call, &query.sort));
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
        if let Some(names) = self.project() {
            request = request.project(names);
        }
        request.cursor_keys(&cursor_keys(model, query.index))
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
        if let Some(names) = self.project() {
            request = request.project(names);
        }
        request.cursor_keys(&cursor_keys(self.call.model, None))
    }

    /// The physical names that a projected read asks for: what is wanted, and what tells entities apart.
    fn project(&self) -> Option<Vec<String>> {
        let model = self.call.model;
        let wanted = self
            .only?
            .iter()
            .map(|of| model.attribute(*of).physical.clone());
        let keys = model.table.key_names().map(str::to_owned);
        let mut names: Vec<String> = wanted.chain(keys).chain(model.table.tag.clone()).collect();
        names.sort();
        names.dedup();
        Some(names)
    }
}

fn as_query(get: &plan::Get) -> plan::Query {
    plan::Query {
        entities: vec![get.entity],
        index: None,
        partition: vec![get.partition.clone()],
        sort: get
            .sort
            .clone()
            .map_or(SortCondition::All, SortCondition::Equals),
        filter: get.filter.clone(),
        forward: true,
        limit: None,
        consistent: get.consistent,
    }
}

/// Reads everything: in one go where there is no limit, else page after page. A cursor goes through its text
/// in between, as it does on its way to a browser and back.
async fn walk<K>(
    request: Listing<Found, K>,
    limit: Option<u32>,
) -> Result<Vec<Vec<Found>>, String> {
    let Some(limit) = limit else {
        return Ok(vec![request.all().await.map_err(words)?]);
    };
    let request = request.limit(limit as usize);
    let mut pages = Vec::new();
    let mut next: Option<Cursor> = None;
    loop {
        let page = request.clone().after(next).page().await.map_err(words)?;
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
