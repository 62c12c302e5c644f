#[tablewright::table(partition = PK)]
mod fields {
    use tablewright::{Entity, Value};

    #[derive(Entity)]
    #[key(partition = "A#{id}")]
    struct A<'a> {
        id: u16,
        lent: &'a str,
        map: HashMap<String, String>,
        pair: (String, String),
        id2: Ulidd,
        nested: Vec<Option<String>>,
        kind: Kind,
        hidden: Hidden,
    }

    #[derive(Value)]
    enum Kind {
        Plain,
        #[entity(name = "with dash", max = 5)]
        Dashed,
        Full { a: String },
        Other(String),
    }

    struct Hidden(String);

    #[derive(Entity)]
    struct Tuple(String, i64);
}
