//! What can be sent to another thread: everything. The compiler is the test.

use tablewright::{
    Condition, Cursor, Delete, Error, Get, Items, Key, Page, Put, Query, Scan, Table, Update,
};

use crate::shop::Order;

fn travels<T: Send + 'static>(_: T) {}
fn shared<T: Send + Sync + 'static>() {}

#[test]
fn types_are_shared_between_threads() {
    shared::<Table>();
    shared::<Error>();
    shared::<Cursor>();
    shared::<Key>();
    shared::<Condition>();
    shared::<Get<Order>>();
    shared::<Query<Order>>();
    shared::<Scan<Order>>();
    shared::<Put<Option<Order>>>();
    shared::<Update<Order>>();
    shared::<Delete>();
}

/// Never run: that it compiles says that the futures may be spawned.
#[expect(dead_code, reason = "the compiler is the test")]
fn futures_travel(get: Get<Order>, query: Query<Order>, put: Put, update: Update<Order>) {
    travels(get.clone().send());
    travels(get.into_future());
    travels(query.clone().page());
    travels(query.clone().all());
    travels(query.clone().first());
    travels::<Items<Page<Order>>>(query.clone().pages());
    travels::<Items<Order>>(query.stream());
    travels(put.send());
    travels(update.into_future());
}
