//! The first request of a listing, to look at.

use aws_sdk_dynamodb::operation::query::QueryInput;
use aws_sdk_dynamodb::operation::scan::ScanInput;

use crate::error::{Error, ErrorKind};
use crate::item::Item;
use crate::read::fetch::{query_request, scan_request, wanted};
use crate::read::listing::{Query, Read, Scan};
use crate::read::pager::Pager;
use crate::read::prepare::{Prepared, prepare};
use crate::write::terms::built;

/// What a first request is made of: the expressions, where it starts, and how many items it looks at.
type First = (Prepared, Option<Item>, Option<i32>);

fn first<T>(query: &Read<T>) -> Result<First, ErrorKind> {
    let (prepared, start) = prepare(query)?;
    let looks_at = query
        .limit
        .map(|limit| Pager::first_look(query, &prepared, limit));
    Ok((prepared, start, looks_at))
}

impl<T> Query<T> {
    /// The first request as it would be sent, to look at: nothing is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] and [`ErrorKind::Cursor`] where an argument is refused.
    pub fn input(&self) -> Result<QueryInput, Error> {
        let read = &self.read;
        let input = first(read).and_then(|(prepared, start, looks_at)| {
            let request = query_request(read, &prepared, start, looks_at, wanted(read));
            built(request.as_input().clone().build())
        });
        input.map_err(|kind| Error::new(&read.table, &read.pattern, read.index.as_deref(), kind))
    }
}

impl<T> Scan<T> {
    /// The first request as it would be sent, to look at: nothing is sent.
    ///
    /// # Errors
    ///
    /// As [`Query::input`](Query::input).
    pub fn input(&self) -> Result<ScanInput, Error> {
        let read = &self.read;
        let input = first(read).and_then(|(prepared, start, looks_at)| {
            let request = scan_request(read, &prepared, start, looks_at, None);
            built(request.as_input().clone().build())
        });
        input.map_err(|kind| Error::new(&read.table, &read.pattern, read.index.as_deref(), kind))
    }
}
