// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `corners.yaml`.

#[tablewright::table(main, partition = PK, sort = SK, tag = type)]
#[index(GSI1, partition = GSI1PK, sort = GSI1SK)]
#[index(GSI2, partition = GSI2PK, sort = GSI2SK, project(type, size))]
#[tablewright::table(side, partition = id)]
#[tablewright::table(shelves, partition = PK, sort = SK, tag = type)]
#[index(by_year, kind = local, sort = year, project = keys)]
pub mod corners {
    use tablewright::{Decimal, Entity, Value};
    use tablewright::jiff::Timestamp;
    use tablewright::time::Date;
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Genres {
        Novel,
        Essay,
        Verse,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Mood {
        Good,
        Bad,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum State {
        Open,
        Done,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq)]
    pub struct Review {
        #[entity(name = b, max_size = 60 B, sensitive)]
        pub by: String,
        #[entity(min = 1, max = 5, default = 3)]
        pub stars: i64,
        pub on: Option<Date>,
        #[entity(of(min = 2), default(none, yet), max_items = 3)]
        pub tags: Vec<String>,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "SHELF#{shelf}", sort = "BOOK#{book_id}")]
    #[entity(table = shelves, volume(each = shelf, average = 40, max = 200))]
    pub struct Book {
        #[entity(matches = "[a-z]{1,20}")]
        pub shelf: String,
        pub book_id: Ulid,
        #[entity(min = 1, max = 9999)]
        pub year: i64,
        pub title: String,
        pub pages: Option<i64>,
        #[entity(max_items = 3)]
        pub genres: Option<std::collections::BTreeSet<Genres>>,
        #[entity(of(matches = "[0-9]{10}|[0-9]{13}"), default(), max_items = 4)]
        pub isbns: Vec<String>,
        #[entity(of(of(min = 0, max = 99), max_items = 3), default = [[1, 2], []], max_items = 3)]
        pub rows: Vec<Vec<i64>>,
        #[entity(of(min = 0), default(eur = 10.5))]
        pub prices: std::collections::BTreeMap<String, Decimal>,
        #[entity(default("2026-01-02", "2026-01-01"), max_items = 9)]
        pub seen: Vec<Date>,
        #[entity(default(by = nobody, on = "2026-02-03"))]
        pub review: Review,
        #[entity(default(first(by = x, tags(abc))))]
        pub notes: std::collections::BTreeMap<String, Review>,
        #[entity(default = [(by = y, stars = 1), (by = z)], max_items = 20)]
        pub reviews: Vec<Review>,
        #[entity(default(a(1, two, true, "3"), b = [(c = 0.5, d())]))]
        pub extra: tablewright::serde_json::Value,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[entity(table = side)]
    pub struct Tenant {
        #[entity(distinct = 1k)]
        pub id: Uuid,
        #[entity(min = 1, max = 8)]
        pub shard_count: Option<i64>,
        #[entity(min = 1, max = 4)]
        pub owner_count: i64,
    }

    /// Its key and its entry have counts of their own.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(
        partition = "DOCS#{id}#{shard}",
        sort = "{doc_id}",
        shards(count(from = Tenant.shard_count, typical = 2, max = 8), by = doc_id, was(1, 2, 3, 5)),
    )]
    #[index(
        GSI1,
        partition = "OWNED#{id}#{owner}#{shard}",
        sort = "{state}#{doc_id}",
        shards(count(from = Tenant.owner_count, typical = 1, max = 4), by(doc_id, owner)),
    )]
    #[entity(table = main, allow(lost-shards = the tests choose every count themselves))]
    pub struct Doc {
        #[entity(same_as = Tenant.id)]
        pub id: Uuid,
        pub doc_id: Ulid,
        pub state: State,
        #[entity(case = lower, max_size = 100 B)]
        pub owner: String,
        pub shard: Option<u32>,
        pub gsi1_shard: Option<u32>,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(
        partition = "CLICKS#{id}#{at:hour}#{shard:02}",
        sort = "{at}#{click_id}",
        shards(count = 4, by = random),
    )]
    #[entity(table = main, identity(id, at, click_id))]
    pub struct Click {
        #[entity(same_as = Tenant.id)]
        pub id: Uuid,
        #[entity(precision = s)]
        pub at: Timestamp,
        pub click_id: Uuid,
        pub shard: Option<u32>,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "HITS#{id}#{page}#{shard}", sort = HITS, shards(count = 5, by = random))]
    #[entity(table = main)]
    pub struct Hits {
        #[entity(same_as = Tenant.id)]
        pub id: Uuid,
        #[entity(matches = "[a-z]{1,20}")]
        pub page: String,
        #[entity(type = counter)]
        pub hits: i64,
        #[entity(type = counter)]
        pub fails: Option<i64>,
        pub shard: Option<u32>,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(
        partition = "NOTES#{id}#{shard}",
        sort = "NOTE#{note_id}",
        shards(count = 3, by = note_id, was(2)),
    )]
    #[entity(table = main)]
    pub struct Note {
        #[entity(same_as = Tenant.id)]
        pub id: Uuid,
        pub note_id: Ulid,
        pub text: String,
        pub mood: Option<Mood>,
        pub shard: Option<u32>,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "FLAGS#{id}#{kind}", sort = "{at}")]
    #[entity(table = main, allow(overwriting-key = one flag of a moment is enough))]
    pub struct Flag {
        #[entity(same_as = Tenant.id)]
        pub id: Uuid,
        #[entity(matches = "[a-z]{1,20}")]
        pub kind: String,
        pub at: Timestamp,
    }

    /// Its attributes are called as functions are, and some are told by the key alone.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "FILES#{id}", sort = "{path}")]
    #[index(GSI2, partition = "SIZES#{id}", sort = "{size}")]
    #[entity(table = main)]
    pub struct File {
        #[entity(same_as = Tenant.id)]
        pub id: Uuid,
        #[entity(case = lower, max_size = 200 B)]
        pub path: String,
        pub size: i64,
    }

    /// Its partitions are of an hour and one of a number of shards that is kept.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(
        partition = "LOGS#{id}#{log_id:hour}#{shard}",
        sort = "{log_id}",
        shards(count(from = Tenant.shard_count, typical = 2, max = 8), by = random),
    )]
    #[entity(table = main, allow(lost-shards = the tests choose every count themselves))]
    pub struct Log {
        #[entity(same_as = Tenant.id)]
        pub id: Uuid,
        pub log_id: Ulid,
        pub shard: Option<u32>,
    }

    #[put(Tenant)]
    fn add_tenant();

    #[update(Tenant, given(id), set(shard_count, owner_count))]
    fn set_counts();

    #[put(Doc, if = absent)]
    fn add_doc();

    #[put(Doc, returns = old)]
    fn put_doc();

    #[read(Doc, given(id, doc_id))]
    fn get_doc();

    #[read(Doc, given(id), order(doc_id = descending), limit = 10)]
    fn docs();

    #[read(Doc, given(id), range = doc_id, order(doc_id = ascending), limit = 10)]
    fn docs_within();

    #[read(Doc, given(id, owner, state = "open"), order(doc_id = ascending), limit = 10)]
    fn docs_of_owner();

    #[update(
        Doc,
        given(id, doc_id, owner),
        set(state = "done"),
        if = "state = 'open'",
        returns = new,
    )]
    fn finish_doc();

    #[delete(Doc, given(id, doc_id))]
    fn delete_doc();

    #[delete(Doc, given(id, doc_id), if = present, returns = old)]
    fn remove_doc();

    #[count(Doc, given(id))]
    fn count_docs();

    #[transact(put(Doc, if = absent), put(Flag))]
    fn add_with_flag();

    #[transact(
        update(Doc, given(id, doc_id, owner), set(state = "done"), if = "state = 'open'"),
        put(Flag),
    )]
    fn finish_with_flag();

    #[put(Click)]
    fn click();

    #[read(
        Click,
        given(id),
        range(at = between),
        span(max = 3 h),
        order(at = ascending),
        limit = 20,
    )]
    fn clicks_between();

    #[read(Click, given(id), range = at, span(max = 3 h), order(at = descending), limit = 2)]
    fn clicks_within();

    #[read(Click, given(id), span(max = 3 h))]
    fn clicks_lately();

    #[put(Book)]
    fn add_book();

    #[read(Book, given(shelf, book_id))]
    fn get_book();

    #[update(Book, given(shelf, book_id), set(review.stars, review.by = "us", title))]
    fn rate_book();

    #[update(
        Book,
        given(shelf, book_id),
        set(prices.eur = :price, rows[0] = :row),
        if = "attribute_exists(prices)",
    )]
    fn price_book();

    #[update(Book, given(shelf, book_id), append(isbns = ":isbn"))]
    fn add_isbn();

    #[read(Book, given(shelf), range = year, order(year = descending), limit = 2)]
    fn books_by_year();

    #[read(Book, given(shelf), range(year = from), attributes(title, year), consistency = strong)]
    fn titles_since();

    #[read(Book, given(shelf, year), attributes(book_id), limit = 10)]
    fn book_ids();

    #[count(Book, given(shelf, year))]
    fn books_of_year();

    #[upsert(Hits, given(id, page), add(hits = 1))]
    fn hit();

    #[upsert(Hits, given(id, page), add(hits = 1, fails = ":failed"))]
    fn fail();

    #[read(Hits, given(id, page), consistency = strong)]
    fn hits();

    #[put(Note)]
    fn put_note();

    #[read(Note, given(id, note_id))]
    fn get_note();

    #[read(Note, given(id, note_id), batch = 50)]
    fn get_notes();

    #[read(Note, given(id in :ids, note_id))]
    fn same_note();

    #[update(Note, given(id, note_id), set(text, mood))]
    fn edit_note();

    #[delete(Note, given(id, note_id))]
    fn delete_note();

    #[upsert(Note, given(id, note_id), set(text))]
    fn upsert_note();

    #[put(Note, batch = 25)]
    fn put_notes();

    #[delete(Note, given(id, note_id), batch = 25)]
    fn drop_notes();

    #[read(Note, given(id), order(note_id = descending), limit = 5, filter = "mood = :mood")]
    fn notes_so();

    #[read(Note, given(id in :ids), order(note_id = descending), limit = 5)]
    fn notes_of();

    #[transact(
        put(Note, if = absent),
        put(Tenant),
        update(Note, given(id = :other, note_id = :other_note), set(text = :changed)),
    )]
    fn note_and_tenant();

    #[transact(check(Note, given(id, note_id), if = "text = :believed"), put(Log))]
    fn log_on_note();

    #[put(Flag)]
    fn raise_flag();

    #[put(Flag, batch = 25)]
    fn raise_flags();

    #[delete(Flag, given(id, kind, at), batch = 25)]
    fn drop_flags();

    #[read(Flag, given(id, kind in :kinds), range = at, order(at = descending), limit = 3)]
    fn flags();

    #[read(Flag, given(id in :ids, kind in :kinds), attributes(kind, at), limit = 3)]
    fn flags_of();

    #[count(Flag, given(id in :ids, kind = "x"))]
    fn count_flags();

    #[read(Flag, given(id, kind, at in :times))]
    fn flags_at();

    #[transact(read(Tenant, given(id)), read(Flag, given(id, kind, at)))]
    fn tenant_and_flag();

    #[put(File, if = absent)]
    fn add_file();

    #[update(File, given(id, path), set(size), if = "size < :size")]
    fn resize();

    #[read(File, given(id), range(path = starts-with), order(path = ascending), limit = 5)]
    fn files_like();

    #[read(File, given(id), range = path, order(path = ascending), limit = 5)]
    fn files_within();

    #[read(File, given(id), order(size = descending), limit = 5)]
    fn largest_files();

    #[put(Log)]
    fn log();

    #[read(Log, given(id), span(max = 3 h), order(log_id = descending), limit = 4)]
    fn logged_lately();
}
