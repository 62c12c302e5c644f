//! Every request is a span: with the pattern, the index and the units, and without data.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tablewright::{Entity, Put, Transaction};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::shop::{Shop, order};

/// The fields of each span of ours, in the order of the spans.
#[derive(Clone, Default)]
struct Heard {
    next: Arc<AtomicU64>,
    spans: Arc<Mutex<Vec<(u64, String)>>>,
}

impl Heard {
    fn all(&self) -> Vec<String> {
        let mut spans = self.spans.lock().unwrap();
        spans.drain(..).map(|(_, fields)| fields).collect()
    }
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!("{}={value:?} ", field.name()));
    }
}

impl Subscriber for Heard {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "tablewright"
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let mut fields = String::new();
        attributes.record(&mut Fields(&mut fields));
        self.spans.lock().unwrap().push((id, fields));
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.spans.lock().unwrap();
        if let Some((_, fields)) = spans.iter_mut().find(|(id, _)| *id == span.into_u64()) {
            values.record(&mut Fields(fields));
        }
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_request_says_its_pattern_and_what_it_consumes() {
    let shop = Shop::open().await;
    let put = || Put::new(&shop.table, "place_order", order("7", 1, "new").to_item());
    // Nobody listens: nothing is asked for.
    put().await.unwrap();
    let request = shop.local.calls().of("PutItem")[0].request();
    assert_eq!(request.get("ReturnConsumedCapacity"), None);

    let heard = Heard::default();
    // With one subscriber alone, whichever thread comes first to a span decides for all whether anybody listens,
    // and those of other tests do not. With two, all subscribers are asked.
    let _second = tracing::Dispatch::new(Heard::default());
    let listening = tracing::subscriber::set_default(heard.clone());
    tracing::callsite::rebuild_interest_cache();
    put().await.unwrap();
    shop.get_order("7", 1).await.unwrap();
    shop.orders_to_ship("ber").await.unwrap();
    Transaction::new(&shop.table, "place_two")
        .put(put())
        .await
        .unwrap();
    shop.local.faults().fail_next(10);
    put().await.unwrap_err();
    shop.local.faults().clear();
    drop(listening);
    let spans = heard.all();
    let wanted = [
        "operation=\"PutItem\" pattern=\"place_order\" table=\"shop\" units=1.0 ",
        "operation=\"GetItem\" pattern=\"get_order\" table=\"shop\" units=1.0 ",
        "operation=\"Query\" pattern=\"orders_to_ship\" table=\"shop\" index=\"GSI1\" units=0.5 ",
        "operation=\"TransactWriteItems\" pattern=\"place_two\" table=\"shop\" units=2.0 ",
        "operation=\"PutItem\" pattern=\"place_order\" table=\"shop\" error=true ",
    ];
    assert_eq!(spans, wanted);
}
