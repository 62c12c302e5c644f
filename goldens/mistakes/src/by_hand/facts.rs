#[tablewright::table(partition = PK, sort = SK)]
mod facts {
    use tablewright::{Entity, Value, ulid::Ulid};

    #[derive(Value, Debug, Clone, PartialEq)]
    struct Slug(String);

    #[derive(Value, Debug, Clone, PartialEq)]
    enum Kind {
        Plain,
        #[cfg(feature = "odd")]
        Odd,
    }

    enum Bare {
        A,
    }

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "A#{id}", sort = A)]
    struct A {
        id: Ulid,
        #[entity(max = 100_000, min = -1)]
        size: u16,
        #[entity(case = lower, max_size = 5 B)]
        slug: Slug,
        #[cfg(feature = "odd")]
        odd: i64,
        #[key(partition = "A")]
        keyed: String,
        big: u64,
        map: HashMap<String, String>,
        lent: &'static str,
        bare: Bare,
        kind: Kind,
    }

    #[raed(A, given(id))]
    fn misspelt();

    #[read(A, given(id) limit = 4)]
    fn no_comma();

    #[read(A, given(id))]
    async fn awaited() -> u8;

    #[put(A)]
    #[cfg(feature = "odd")]
    fn conditional();

    #[put(A, set(size = 70_000))]
    fn too_large();

    #[read(A, given(id in :ids), batch = 10)]
    fn twice();
}
