#[tablewright::table(partition = PK)] mod a { struct }
