// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
#[index(
    by_maker,
    partition = maker,
    project(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u),
)]
pub mod shop {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "PART#{part_id}")]
    pub struct Part {
        pub part_id: Ulid,
        pub maker: Ulid,
        pub a: i64,
        pub b: i64,
        pub c: i64,
        pub d: i64,
        pub e: i64,
        pub f: i64,
        pub g: i64,
        pub h: i64,
        pub i: i64,
        pub j: i64,
        pub k: i64,
        pub l: i64,
        pub m: i64,
        pub n: i64,
        pub o: i64,
        pub p: i64,
        pub q: i64,
        pub r: i64,
        pub s: i64,
        pub t: i64,
        pub u: i64,
    }

    #[put(Part, if = absent)]
    fn add_part();

    #[read(Part, given(maker))]
    fn of_maker();
}
