// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `page_views.yaml`.

/// Pages, how often each is viewed today, and how often it was viewed on every day before.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    ttl = expires_at,
    capacity = on-demand,
    warm(read = 15k, write = 24k),
)]
pub mod page_views {
    use tablewright::Entity;
    use tablewright::jiff::Timestamp;
    use tablewright::time::Date;

    /// Something to read. Served from a cache, so the table hardly sees who reads it.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PAGE#{slug}", sort = PAGE)]
    #[entity(volume = 20k)]
    pub struct Page {
        #[entity(matches = "[a-z0-9-]{1,80}", distinct = 20k, hottest = 30%)]
        pub slug: String,
        #[entity(max_size = 300 B)]
        pub title: String,
        pub published_at: Timestamp,
    }

    /// One page's views on one day, in ten parts. Whoever counts takes any part; whoever reads takes all.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "VIEWS#{slug}#{day}#{shard}", sort = VIEWS, shards(count = 10, by = random))]
    #[entity(derived(expires_at(type = epoch, from = day, plus = 40 days)))]
    pub struct Views {
        #[entity(same_as = Page.slug)]
        pub slug: String,
        pub day: Date,
        #[entity(type = counter)]
        pub views: i64,
        #[entity(type = counter)]
        pub from_search: i64,
        pub shard: Option<u32>,
    }

    /// What the ten parts came to, written once when the day is over.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PAGE#{slug}", sort = "DAY#{day}")]
    #[entity(identity(slug, day), volume(each = slug, average = 700))]
    pub struct DayTotal {
        #[entity(same_as = Page.slug)]
        pub slug: String,
        pub day: Date,
        pub views: i64,
        pub from_search: i64,
    }

    #[put(Page, if = absent, rate = 20/h)]
    fn publish();

    #[update(Page, given(slug), set(title), rate = 20/h)]
    fn retitle();

    #[read(Page, given(slug), rate = 100/s)]
    fn get_page();

    /// Adds to one of the ten. A repeated request counts twice, which for views is near enough.
    #[upsert(Views, given(slug, day), add(views = 1), rate(peak = 12k/s, average = 4k/s))]
    fn view();

    #[upsert(
        Views,
        given(slug, day),
        add(views = 1, from_search = 1),
        rate(peak = 1k/s, average = 300/s),
    )]
    fn view_from_search();

    /// Ten small reads and a sum; ask rarely, or keep the answer for a minute.
    #[read(Views, given(slug, day), rate = 50/s)]
    fn views_so_far();

    #[put(DayTotal, rate = 20k/day)]
    fn close_day();

    #[read(
        DayTotal,
        given(slug),
        range(day = between),
        order(day = ascending),
        limit = 400,
        rate = 5/s,
    )]
    fn views_by_day();

    /// The page and its last days in one request; PAGE sorts after every DAY, so reading backwards meets it first.
    #[read(Page, DayTotal, given(slug), order(day = descending), limit = 31, rate = 20/s)]
    fn page_with_last_month();
}
