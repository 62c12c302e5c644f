//! Creating tables.

use tablewright::table::{
    Capacity, IndexSpec, KeyAttribute, Projection, StreamView, TableClass, TableSpec,
};
use tablewright::{Bounds, ErrorKind, ItemRef, Partition, Query, SortKey};
use tablewright_local::Local;

fn spec() -> TableSpec {
    TableSpec::new(KeyAttribute::text("device"))
        .sort(KeyAttribute::number("at"))
        .index(IndexSpec::local("by_kind", KeyAttribute::text("kind")).project(Projection::Keys))
        .index(
            IndexSpec::global(
                "by_place",
                [KeyAttribute::text("place"), KeyAttribute::text("kind")],
                [KeyAttribute::number("at")],
            )
            .project(Projection::Include(vec!["reading".into()])),
        )
        .stream(StreamView::NewAndOld)
        .ttl("expires")
        .recovery()
}

#[tokio::test]
async fn everything_that_was_asked_for_is_there() {
    let local = Local::start().unwrap();
    let client = local.client();
    spec().create(&client, "readings").await.unwrap();

    let described = client
        .describe_table()
        .table_name("readings")
        .send()
        .await
        .unwrap();
    let table = described.table().unwrap();
    assert_eq!(table.attribute_definitions().len(), 4);
    assert_eq!(table.key_schema().len(), 2);
    assert_eq!(table.local_secondary_indexes().len(), 1);
    let index = &table.global_secondary_indexes()[0];
    assert_eq!(index.key_schema().len(), 3);
    assert_eq!(
        index.projection().unwrap().non_key_attributes(),
        ["reading"]
    );
    assert!(table.stream_specification().unwrap().stream_enabled());
    let ttl = client
        .describe_time_to_live()
        .table_name("readings")
        .send()
        .await
        .unwrap();
    let ttl = ttl.time_to_live_description().unwrap();
    assert_eq!(ttl.attribute_name(), Some("expires"));
}

#[tokio::test]
async fn a_table_is_created_once() {
    let local = Local::start().unwrap();
    let client = local.client();
    spec().create(&client, "readings").await.unwrap();
    let error = spec().create(&client, "readings").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::AlreadyExists));
    assert_eq!(
        error.to_string(),
        "`create_table` on table `readings`: the table exists already"
    );
}

#[tokio::test]
async fn capacity_may_be_provisioned() {
    let local = Local::start().unwrap();
    let client = local.client();
    let spec = spec()
        .capacity(Capacity::Provisioned { read: 5, write: 2 })
        .class(TableClass::InfrequentAccess);
    spec.create(&client, "readings").await.unwrap();
    let described = client
        .describe_table()
        .table_name("readings")
        .send()
        .await
        .unwrap();
    let table = described.table().unwrap();
    let throughput = table.provisioned_throughput().unwrap();
    assert_eq!(throughput.read_capacity_units(), Some(5));
    let index = &table.global_secondary_indexes()[0];
    assert_eq!(
        index
            .provisioned_throughput()
            .unwrap()
            .write_capacity_units(),
        Some(2)
    );
}

#[tokio::test]
async fn keys_of_several_attributes_and_of_numbers_are_queried() {
    let local = Local::start().unwrap();
    let client = local.client();
    let table = spec().create(&client, "readings").await.unwrap();
    for at in [1, 2, 10] {
        let mut out = tablewright::Writer::new();
        out.put("device", "d1").unwrap().put("at", at).unwrap();
        out.put("place", "roof")
            .unwrap()
            .put("kind", "wind")
            .unwrap();
        let put = client
            .put_item()
            .table_name("readings")
            .set_item(Some(out.finish()));
        put.send().await.unwrap();
    }
    let at = |item: ItemRef<'_>| {
        let at = item.get("at").and_then(|at| at.as_number().ok());
        Ok(at.map(str::to_owned))
    };
    let partition = Partition::value("place", "roof").and_value("kind", "wind");
    let query = Query::on_index(&table, "windy", "by_place", partition, at)
        .sort("at", SortKey::number_range(Bounds::From(2)))
        .cursor_keys(&["device", "at", "place", "kind"])
        .limit(1);
    let page = query.clone().await.unwrap();
    assert_eq!(page.items, ["2"]);
    let page = query.after(page.cursor).await.unwrap();
    assert_eq!((page.items, page.cursor), (vec!["10".to_owned()], None));
}
