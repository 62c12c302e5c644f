//! The model: what is stored, and what is asked of it.
//!
//! `model-lint check examples/page_views` says what the compiler says, and more; `estimate` and `plan` take this
//! file as well.

/// Pages, how often each is viewed today, and how often it was viewed on every day before.
#[tablewright::table(partition = PK, sort = SK, tag = type, ttl = expires_at, warm(read = 15k, write = 24k))]
pub(crate) mod page_views {
    use tablewright::{Entity, jiff::Timestamp, time::Date};

    /// Something to read. Served from a cache, so the table hardly sees who reads it.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PAGE#{slug}", sort = PAGE)]
    #[entity(volume = 20k)]
    pub(crate) struct Page {
        #[entity(matches = "[a-z0-9-]{1,80}", distinct = 20k, hottest = 30%)]
        pub(crate) slug: String,
        #[entity(max_size = 300 B)]
        pub(crate) title: String,
        pub(crate) published_at: Timestamp,
    }

    /// One page's views on one day, in ten parts. Whoever counts takes any part; whoever reads takes all.
    ///
    /// 12,000 views a second, a third of them of one page, are 3,600: more than one item takes, and 360 for each of ten.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "VIEWS#{slug}#{day}#{shard}", sort = VIEWS, shards(count = 10, by = random))]
    #[entity(derived(expires_at(type = epoch, from = day, plus = 40 days)))]
    pub(crate) struct Views {
        #[entity(same_as = Page.slug)]
        pub(crate) slug: String,
        pub(crate) day: Date,
        #[entity(type = counter)]
        pub(crate) views: i64,
        #[entity(type = counter)]
        pub(crate) from_search: i64,
        pub(crate) shard: Option<u32>,
    }

    /// What the ten parts came to, written once when the day is over.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PAGE#{slug}", sort = "DAY#{day}")]
    #[entity(identity(slug, day), volume(each = slug, average = 700))]
    pub(crate) struct DayTotal {
        #[entity(same_as = Page.slug)]
        pub(crate) slug: String,
        pub(crate) day: Date,
        pub(crate) views: i64,
        pub(crate) from_search: i64,
    }

    #[put(Page, if = absent, rate = 20/h)]
    fn publish();

    /// Adds to one of the ten. A repeated request counts twice, which for views is near enough.
    #[upsert(Views, given(slug, day), add(views = 1), rate(peak = 12k/s, average = 4k/s))]
    fn view();

    #[upsert(Views, given(slug, day), add(views = 1, from_search = 1), rate(peak = 1k/s, average = 300/s))]
    fn view_from_search();

    /// Ten small reads and a sum; ask rarely, or keep the answer for a minute.
    #[read(Views, given(slug, day), rate = 50/s)]
    fn views_so_far();

    #[put(DayTotal, rate = 20k/day)]
    fn close_day();

    /// The page and its last days in one request; PAGE sorts after every DAY, so reading backwards meets it first.
    #[read(Page, DayTotal, given(slug), order(day = descending), limit = 31, rate = 20/s)]
    fn page_with_last_month();
}
