//! One program for all tests of this package, since each program links the SDK.

mod engine {
    mod batches;
    mod capacity;
    mod faults;
    mod items;
    mod paging;
    mod refusals;
    mod support;
    mod tables;
    mod transactions;
}
