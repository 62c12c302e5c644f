#[tablewright::table(partition = PK)]
mod patterns {
    use tablewright::{Entity, Value};

    #[derive(Entity)]
    #[key(partition = "A#{id}")]
    struct A {
        id: String,
    }

    fn nothing();

    #[read(given(id))]
    fn of_what();

    #[read(A, given(id))]
    fn takes(id: &str);

    #[read(A, given(id))]
    fn has_a_body() {}

    #[read(A, gven(id), limit = 20,)]
    fn misspelt();

    #[read(A, given(id), put(A))]
    fn two_verbs();

    #[put(A)]
    #[delete(A, given(id))]
    fn two_attributes();

    #[transact(putt(A), check(A, given(id), if = present))]
    fn no_such_step();

    #[outside(by = OpenSearch, trough = stream, reads(A))]
    fn search();

    #[read(A, given(id == 5))]
    fn odd_term();
}
