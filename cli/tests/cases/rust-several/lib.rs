use tablewright::table;
#[table(partition = PK)]
mod a {}
mod inner {
    #[tablewright::table(partition = PK)]
    mod b {}
}
