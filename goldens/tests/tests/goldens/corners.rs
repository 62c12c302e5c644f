//! `goldens/models/corners.yaml`: what no model of the corpus has.

use crate::made::corners::{
    Book, Click, Corners, Doc, File, Flag, Log, Note, Review, TableNames, Tenant,
    book::Genres,
    doc::State,
    note::{self, Mood},
};
use std::collections::{BTreeMap, BTreeSet};
use tablewright::{
    AttributeValue, Bounds, Decimal, Entity as _, ErrorKind, Item, Page,
    jiff::{SignedDuration, Timestamp},
    serde_json::{Value, json},
    ulid::Ulid,
    uuid::Uuid,
};
use tablewright_local::engines::{self, Engine};

use super::{Result, paged};

const ONE: Uuid = Uuid::from_u128(1);
const TWO: Uuid = Uuid::from_u128(2);

async fn open(engine: Engine, name: &str) -> std::result::Result<Corners, tablewright::Error> {
    let side = format!("{name}-side");
    let shelves = format!("{name}-shelves");
    let names = TableNames {
        main: name,
        side: &side,
        shelves: &shelves,
    };
    Corners::create_tables(engine.client, names).await
}

fn id(number: u64) -> Ulid {
    Ulid::from_parts(1_700_000_000_000 + number, u128::from(number) << 30)
}

fn doc(number: u64, owner: &str) -> Doc {
    Doc {
        id: ONE,
        doc_id: id(number),
        state: State::Open,
        owner: owner.to_owned(),
        shard: None,
        gsi1_shard: None,
    }
}

fn note(of: Uuid, number: u64, mood: Option<Mood>) -> Note {
    Note {
        id: of,
        note_id: id(number),
        text: format!("note {number}"),
        mood,
        shard: None,
    }
}

fn numbers(docs: &[Doc]) -> Vec<u64> {
    let number = |doc: &Doc| doc.doc_id.timestamp_ms() - 1_700_000_000_000;
    docs.iter().map(number).collect()
}

#[tokio::test]
async fn counts_of_shards_are_kept_in_another_table() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-docs").await?;
        // Without a tenant there are as many as is typical.
        corners.add_doc(&doc(0, "Ada")).await?;
        let tenant = Tenant {
            id: ONE,
            shard_count: Some(2),
            owner_count: 1,
        };
        corners.add_tenant(&tenant).await?;
        for number in 1..10 {
            corners
                .add_doc(&doc(number, if number % 2 == 0 { "Ada" } else { "bob" }))
                .await?;
        }
        corners.set_counts(ONE, 2, 4).await?;
        for number in 10..20 {
            corners.add_doc(&doc(number, "ada")).await?;
        }
        assert_eq!(corners.count_docs(ONE).await?, 20);
        let newest = corners.docs(ONE).await?.limit(3).await?;
        assert_eq!(numbers(&newest.items), [19, 18, 17]);
        let next = corners
            .docs(ONE)
            .await?
            .limit(3)
            .after(newest.cursor)
            .await?;
        assert_eq!(numbers(&next.items), [16, 15, 14]);
        let within = corners.docs_within(ONE, id(3)..=id(6)).await?.await?;
        assert_eq!(numbers(&within.items), [3, 4, 5, 6]);
        let all = corners.docs_within(ONE, ..).await?.all().await?;
        assert_eq!(all.len(), 20);
        // Letters are lowered before they enter the key and before the shard is calculated.
        let owned = corners.docs_of_owner(ONE, "ADA").await?.all().await?;
        assert_eq!(
            numbers(&owned),
            [0, 2, 4, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]
        );

        let done = corners.finish_doc(ONE, id(4), "Ada").await?;
        assert_eq!((done.state, done.owner.as_str()), (State::Done, "ada"));
        let again = corners
            .finish_doc(ONE, id(4), "Ada")
            .await
            .expect_err("it is done");
        assert!(again.is_condition_failed());
        let owned = corners.docs_of_owner(ONE, "ada").await?.count().await?;
        assert_eq!(owned, 14);

        let old = corners.put_doc(&doc(5, "eve")).await?;
        assert_eq!(old.map(|doc| doc.owner), Some("bob".to_owned()));
        let removed = corners.remove_doc(ONE, id(6)).await?;
        assert_eq!(removed.map(|doc| doc.doc_id), Some(id(6)));
        let again = corners
            .remove_doc(ONE, id(6))
            .await
            .expect_err("it is gone");
        assert!(again.is_condition_failed());
        corners.delete_doc(ONE, id(7)).await?;
        corners.delete_doc(ONE, id(7)).await?;
        assert_eq!(corners.get_doc(ONE, id(7)).await?, None);
        assert_eq!(corners.count_docs(ONE).await?, 18);
    }
    Ok(())
}

#[tokio::test]
async fn what_lies_in_a_shard_of_an_earlier_count_is_changed_there() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-notes").await?;
        let shard = |number: u64, count: u32| note::SHARDS.with(count).of(&[&id(number)]);
        let moved = (0..).find(|number| shard(*number, 2) != shard(*number, 3));
        let number = moved.ok_or("no shard differs")?;
        let old = Note {
            shard: Some(shard(number, 2)),
            ..note(ONE, number, None)
        };
        corners.put_note(&old).await?;
        // Put again by somebody who does not know where it lies.
        corners
            .put_note(&note(ONE, number, Some(Mood::Good)))
            .await?;
        let found = corners
            .get_note(ONE, id(number))
            .await?
            .ok_or("not found")?;
        assert_eq!((found.shard, found.mood), (old.shard, Some(Mood::Good)));
        corners
            .edit_note(ONE, id(number), "changed", &Mood::Bad)
            .await?;
        let found = corners.notes_so(ONE, &Mood::Bad).await?.items;
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].text.as_str(), found[0].shard),
            ("changed", old.shard)
        );

        let other = note(TWO, number + 1, None);
        let tenant = Tenant {
            id: TWO,
            shard_count: None,
            owner_count: 1,
        };
        corners
            .note_and_tenant(&other, &tenant, ONE, id(number), "twice")
            .await?;
        let found = corners
            .get_note(ONE, id(number))
            .await?
            .ok_or("not found")?;
        assert_eq!((found.text.as_str(), found.shard), ("twice", old.shard));
        let again = corners
            .note_and_tenant(&other, &tenant, ONE, id(number), "thrice")
            .await;
        assert!(again.expect_err("the note is there").is_condition_failed());
        let both = corners.notes_of(&[TWO, ONE, TWO]).await?;
        let texts: Vec<_> = both.items.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(texts, [other.text.as_str(), "twice"]);
        assert_eq!(corners.notes_of(&[]).await?, Page::empty());
        let log = Log {
            id: ONE,
            log_id: id(1),
            shard: None,
        };
        corners.log_on_note(&log, id(number), "twice").await?;
        let unlike = corners.log_on_note(&log, id(number), "once").await;
        assert!(unlike.expect_err("it says twice").is_condition_failed());
        corners.delete_note(ONE, id(number)).await?;
        assert_eq!(corners.get_note(ONE, id(number)).await?, None);
        let gone = corners.log_on_note(&log, id(number), "twice").await;
        assert!(gone.expect_err("it is gone").is_condition_failed());
    }
    Ok(())
}

#[tokio::test]
async fn many_gets_find_what_lies_in_a_shard_of_an_earlier_count() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-many").await?;
        let shard = |number: u64, count: u32| note::SHARDS.with(count).of(&[&id(number)]);
        let moved = (0..).find(|number| shard(*number, 2) != shard(*number, 3));
        let number = moved.ok_or("no shard differs")?;
        let old = Note {
            shard: Some(shard(number, 2)),
            text: "old".to_owned(),
            ..note(ONE, number, None)
        };
        let other = note(TWO, number + 1, None);
        corners.put_note(&old).await?;
        corners.put_note(&other).await?;
        let keys = [
            (ONE, id(number)),
            (ONE, id(number + 9)),
            (TWO, other.note_id),
            (ONE, id(number)),
        ];
        let many = corners.get_notes(&keys).send().await?;
        let texts = many.iter().map(|note| Some(note.as_ref()?.text.as_str()));
        let texts: Vec<_> = texts.collect();
        let wanted = [Some("old"), None, Some(other.text.as_str()), Some("old")];
        assert_eq!(texts, wanted);
        let same = corners.same_note(&[TWO, ONE], id(number)).send().await?;
        let shards: Vec<_> = same
            .iter()
            .map(|note| note.as_ref().map(|note| note.shard))
            .collect();
        assert_eq!(shards, [None, Some(old.shard)]);
    }
    Ok(())
}

#[tokio::test]
async fn batches_and_upserts_go_where_their_items_lie() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-batches").await?;
        let shard = |number: u64, count: u32| note::SHARDS.with(count).of(&[&id(number)]);
        let moved: Vec<u64> = (0..20).filter(|n| shard(*n, 2) != shard(*n, 3)).collect();
        for number in &moved {
            let old = Note {
                shard: Some(shard(*number, 2)),
                ..note(ONE, *number, None)
            };
            corners.put_note(&old).await?;
        }
        let again: Vec<Note> = (0..30)
            .map(|number| note(ONE, number, Some(Mood::Good)))
            .collect();
        corners.put_notes(&again).await?;
        let all = corners.notes_of(&[ONE]).all().await?;
        assert_eq!(all.len(), 30, "none lies in two shards");
        assert!(all.iter().all(|note| note.mood == Some(Mood::Good)));
        for number in &moved {
            corners.upsert_note(ONE, id(*number), "upserted").await?;
        }
        corners.upsert_note(TWO, id(1), "new").await?;
        let created = corners.get_note(TWO, id(1)).await?.ok_or("not found")?;
        assert_eq!(created.shard, Some(shard(1, 3)));
        let all = corners.notes_of(&[ONE]).all().await?;
        let upserted = all.iter().filter(|note| note.text == "upserted");
        assert_eq!((all.len(), upserted.count()), (30, moved.len()));
        let keys: Vec<_> = (0..29).map(|number| (ONE, id(number))).collect();
        corners.drop_notes(&keys).await?;
        let left = corners.notes_of(&[ONE]).all().await?;
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].note_id, id(29));
    }
    Ok(())
}

#[tokio::test]
async fn a_transaction_finds_a_shard_by_its_kept_count() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-with-flag").await?;
        let tenant = Tenant {
            id: ONE,
            shard_count: Some(3),
            owner_count: 2,
        };
        corners.add_tenant(&tenant).await?;
        let flag = Flag {
            id: ONE,
            kind: "x".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        corners.add_with_flag(&doc(1, "ada"), &flag).await?;
        corners.set_counts(ONE, 5, 2).await?;
        let again = corners.add_with_flag(&doc(1, "ada"), &flag).await;
        assert!(again.expect_err("it is there").is_condition_failed());
        corners.finish_with_flag(&flag, id(1), "ada").await?;
        let found = corners.get_doc(ONE, id(1)).await?.ok_or("not found")?;
        assert_eq!(found.state, State::Done);
        let again = corners.finish_with_flag(&flag, id(1), "ada").await;
        assert!(again.expect_err("it is done").is_condition_failed());
        assert_eq!(corners.count_docs(ONE).await?, 1);
    }
    Ok(())
}

#[tokio::test]
async fn clicks_come_in_order_over_hours_and_shards() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-clicks").await?;
        let start: Timestamp = "2026-05-01T22:30:00Z".parse()?;
        let at = |minutes: i64| start + SignedDuration::from_mins(minutes);
        for number in 0..20_u32 {
            let click = Click {
                id: ONE,
                at: at(i64::from(number) * 8),
                click_id: Uuid::from_u128(number.into()),
                shard: None,
            };
            corners.click(&click).await?;
        }
        let minutes = |clicks: &[Click]| -> Vec<i64> {
            clicks
                .iter()
                .map(|click| (click.at - start).as_mins())
                .collect()
        };
        let between = corners.clicks_between(ONE, at(16), at(120)).all().await?;
        assert_eq!(
            minutes(&between),
            (2..=15).map(|n| n * 8).collect::<Vec<_>>()
        );
        let found = paged(corners.clicks_within(ONE, at(16)..=at(120)), 2).await?;
        assert_eq!(
            minutes(&found.concat()),
            (2..=15).rev().map(|n| n * 8).collect::<Vec<_>>()
        );
        let after = corners
            .clicks_within(ONE, Bounds::After(at(144)))
            .all()
            .await?;
        assert_eq!(minutes(&after), [152]);
        let far = corners.clicks_between(ONE, at(0), at(200)).await;
        let error = far.expect_err("three hours are the most");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");

        assert_eq!(corners.clicks_lately(ONE).all().await?, []);
        let now = Click {
            id: ONE,
            // Cut, not rounded: half a second ahead may be the next hour, which nobody reads yet.
            at: Timestamp::from_second(Timestamp::now().as_second())?,
            click_id: ONE,
            shard: Some(3),
        };
        corners.click(&now).await?;
        assert_eq!(corners.clicks_lately(ONE).all().await?, [now]);
    }
    Ok(())
}

fn book(number: u64, year: i64) -> Book {
    Book {
        shelf: "prose".to_owned(),
        book_id: Ulid::from_parts(number, 1),
        year,
        title: format!("Volume {number}"),
        pages: number.is_multiple_of(2).then_some(100),
        genres: Some(BTreeSet::from([
            Genres::Novel,
            Genres::Other("diary".to_owned()),
        ])),
        isbns: vec!["1234567890".to_owned()],
        rows: vec![vec![7, 8], vec![]],
        prices: BTreeMap::new(),
        seen: Vec::new(),
        review: review("me", 5),
        notes: BTreeMap::from([("one".to_owned(), review("you", 1))]),
        reviews: Vec::new(),
        extra: Value::Null,
    }
}

fn review(by: &str, stars: i64) -> Review {
    Review {
        by: by.to_owned(),
        stars,
        on: None,
        tags: vec!["fine".to_owned()],
    }
}

#[tokio::test]
async fn what_a_document_holds_keeps_to_its_facts() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-facts").await?;
        let one = book(1, 1990);
        corners.add_book(&one).await?;
        let read = corners.get_book("prose", one.book_id).await?;
        assert_eq!(read.as_ref(), Some(&one));

        type Spoil = fn(&mut Book);
        let spoilt: [(&str, Spoil); 7] = [
            ("genres", |book| {
                book.genres = Some(
                    ["a", "b", "c", "d"]
                        .map(|name| Genres::Other(name.to_owned()))
                        .into(),
                );
            }),
            ("isbns", |book| book.isbns.push("123".to_owned())),
            ("rows", |book| book.rows.push(vec![100])),
            ("rows", |book| book.rows.push(vec![1, 2, 3, 4])),
            ("stars", |book| book.review.stars = 6),
            ("tags", |book| book.review.tags.push("x".to_owned())),
            ("stars", |book| book.reviews.push(review("me", 0))),
        ];
        for (named, spoil) in spoilt {
            let mut spoilt = one.clone();
            spoil(&mut spoilt);
            let error = corners.add_book(&spoilt).await.expect_err(named);
            assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error:?}");
            assert!(error.to_string().contains(named), "{error}");
        }
        corners.rate_book("prose", one.book_id, 2, "Again").await?;
        let price = Decimal::from(3);
        corners
            .price_book("prose", one.book_id, price, &[9])
            .await?;
        let read = corners
            .get_book("prose", one.book_id)
            .await?
            .ok_or("no book")?;
        assert_eq!(
            (read.review.stars, &*read.review.by, &*read.title),
            (2, "us", "Again")
        );
        assert_eq!(read.prices["eur"], Decimal::from(3));
        assert_eq!(read.rows, [vec![9], vec![]]);
        let add = |isbn: &'static str| corners.add_isbn("prose", one.book_id, isbn);
        let error = add("12").await.expect_err("not an ISBN");
        assert!(error.to_string().contains("isbns"), "{error}");
        add("9781234567897").await?;
        let read = corners.get_book("prose", one.book_id).await?;
        let isbns = read.map(|read| read.isbns).unwrap_or_default();
        assert_eq!(isbns, ["1234567890", "9781234567897"]);
    }
    Ok(())
}

#[test]
fn what_is_missing_reads_as_its_default() -> Result {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let item = Item::from([
        ("type".to_owned(), text("Book")),
        ("shelf".to_owned(), text("prose")),
        ("book_id".to_owned(), text("01JT5K4R800000000000000000")),
        ("year".to_owned(), AttributeValue::N("1990".to_owned())),
        ("title".to_owned(), text("Old")),
    ]);
    let book = Book::from_item((&item).into())?.ok_or("no book")?;
    assert_eq!(book.rows, [vec![1, 2], vec![]]);
    assert_eq!(book.prices["eur"].to_string(), "10.5");
    let seen: Vec<String> = book.seen.iter().map(ToString::to_string).collect();
    assert_eq!(seen, ["2026-01-02", "2026-01-01"]);
    assert_eq!(book.isbns, Vec::<String>::new());
    assert_eq!((book.review.by.as_str(), book.review.stars), ("nobody", 3));
    assert_eq!(book.review.tags, ["none", "yet"]);
    assert_eq!(
        book.review.on.map(|on| on.to_string()).as_deref(),
        Some("2026-02-03")
    );
    assert_eq!(book.notes["first"].tags, ["abc"]);
    let reviews: Vec<(&str, i64)> = book
        .reviews
        .iter()
        .map(|one| (&*one.by, one.stars))
        .collect();
    assert_eq!(reviews, [("y", 1), ("z", 3)]);
    let extra = json!({ "a": [1, "two", true, "3"], "b": [{ "c": 0.5, "d": [] }] });
    assert_eq!(book.extra, extra);
    Ok(())
}

#[tokio::test]
async fn a_local_index_fetches_what_it_does_not_carry() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-books").await?;
        let books: Vec<Book> = [1990, 1985, 2004, 1985, 2020]
            .into_iter()
            .zip(1..)
            .map(|(year, number)| book(number, year))
            .collect();
        for one in &books {
            corners.add_book(one).await?;
        }
        let pages = paged(corners.books_by_year("prose", 1985..=2010), 2).await?;
        assert_eq!(
            pages.concat(),
            [&books[2], &books[0], &books[3], &books[1]].map(Clone::clone)
        );
        let titles = corners.titles_since("prose", 2000).all().await?;
        let titles: Vec<(&str, i64)> = titles.iter().map(|one| (&*one.title, one.year)).collect();
        assert_eq!(titles, [("Volume 3", 2004), ("Volume 5", 2020)]);
        let ids = corners.book_ids("prose", 1985).all().await?;
        let ids: Vec<Ulid> = ids.iter().map(|one| one.book_id).collect();
        assert_eq!(ids, [books[1].book_id, books[3].book_id]);
        assert_eq!(corners.books_of_year("prose", 1985).await?, 2);
    }
    Ok(())
}

#[tokio::test]
async fn a_sum_has_what_any_part_has() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-hits").await?;
        assert_eq!(corners.hits(ONE, "home").await?, None);
        for _ in 0..12 {
            corners.hit(ONE, "home").await?;
        }
        let sum = corners
            .hits(ONE, "home")
            .await?
            .ok_or("nothing was counted")?;
        assert_eq!((sum.hits, sum.fails, sum.shard), (12, None, None));
        for failed in 1..=4 {
            corners.fail(ONE, "home", failed).await?;
        }
        let sum = corners
            .hits(ONE, "home")
            .await?
            .ok_or("nothing was counted")?;
        assert_eq!((sum.hits, sum.fails), (16, Some(10)));
    }
    Ok(())
}

#[tokio::test]
async fn lists_of_lists_are_all_asked() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-flags").await?;
        let start: Timestamp = "2026-05-01T00:00:00Z".parse()?;
        let at = |hours: i64| start + SignedDuration::from_hours(hours);
        let mut hours = 0;
        for id in [ONE, TWO] {
            for kind in ["x", "y", "z"] {
                for _ in 0..2 {
                    let flag = Flag {
                        id,
                        kind: kind.to_owned(),
                        at: at(hours),
                    };
                    corners.raise_flag(&flag).await?;
                    hours += 1;
                }
            }
        }
        let told = |flags: &[Flag]| -> Vec<String> {
            flags.iter().map(|flag| flag.kind.clone()).collect()
        };
        let some = corners
            .flags(ONE, &["x", "z"], Bounds::Until(at(4)))
            .await?;
        assert_eq!(told(&some.items), ["z", "x", "x"]);
        assert_eq!(some.cursor, None);
        let all = corners.flags_of(&[ONE, TWO], &["x", "y"]).all().await?;
        assert_eq!(all.len(), 8);
        assert_eq!(corners.count_flags(&[ONE, TWO, ONE]).await?, 4);
        let found = corners.flags_at(ONE, "y", &[at(3), at(9), at(2)]).await?;
        let found: Vec<_> = found
            .into_iter()
            .map(|flag| flag.map(|flag| flag.at))
            .collect();
        assert_eq!(found, [Some(at(3)), None, Some(at(2))]);

        let tenant = Tenant {
            id: ONE,
            shard_count: None,
            owner_count: 2,
        };
        corners.add_tenant(&tenant).await?;
        let both = corners.tenant_and_flag(ONE, "y", at(3)).await?;
        assert_eq!(both.tenant, Some(tenant));
        assert_eq!(both.flag.map(|flag| flag.at), Some(at(3)));
    }
    Ok(())
}

#[tokio::test]
async fn files_are_found_as_their_paths_are_stored() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-files").await?;
        let file = |path: &str, size| File {
            id: ONE,
            path: path.to_owned(),
            size,
        };
        for (path, size) in [("Src/main.rs", 20), ("src/LIB.rs", 10), ("docs/a.md", 30)] {
            corners.add_file(&file(path, size)).await?;
        }
        let paths = |page: Page<File>| -> Vec<String> {
            page.items.into_iter().map(|file| file.path).collect()
        };
        let like = corners.files_like(ONE, "SRC/").await?;
        assert_eq!(paths(like), ["src/lib.rs", "src/main.rs"]);
        let within = corners
            .files_within(ONE, Bounds::StartsWith("Docs".to_owned()))
            .await?;
        assert_eq!(paths(within), ["docs/a.md"]);
        let within = corners.files_within(ONE, Bounds::From("SRC/M")).await?;
        assert_eq!(paths(within), ["src/main.rs"]);
        corners.resize(ONE, "SRC/lib.rs", 40).await?;
        let smaller = corners.resize(ONE, "SRC/lib.rs", 5).await;
        assert!(smaller.expect_err("it is smaller").is_condition_failed());
        // The index carries no path.
        let largest = corners.largest_files(ONE).await?;
        assert_eq!(largest.items[0], file("src/lib.rs", 40));
        assert_eq!(largest.items.len(), 3);
    }
    Ok(())
}

#[tokio::test]
async fn logs_come_in_order_over_hours_and_kept_shards() -> Result {
    for engine in engines::all() {
        let corners = open(engine, "corners-logs").await?;
        corners
            .add_tenant(&Tenant {
                id: ONE,
                shard_count: Some(3),
                owner_count: 1,
            })
            .await?;
        let now = Timestamp::now().as_millisecond();
        let at = |minutes: i64| {
            let moment = u64::try_from(now - minutes * 60_000).expect("after 1970");
            Ulid::from_parts(moment, 1)
        };
        for minutes in [100, 5, 70, 30, 1] {
            let log = Log {
                id: ONE,
                log_id: at(minutes),
                shard: None,
            };
            corners.log(&log).await?;
        }
        let page = corners.logged_lately(ONE).await?.await?;
        let ids: Vec<Ulid> = page.items.iter().map(|log| log.log_id).collect();
        assert_eq!(ids, [1, 5, 30, 70].map(at));
        let page = corners.logged_lately(ONE).await?.after(page.cursor).await?;
        assert_eq!(page.items[0].log_id, at(100));
    }
    Ok(())
}
