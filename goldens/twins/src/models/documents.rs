// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `documents.yaml`.

/// Documents, their blocks in order, and who changed what.
#[tablewright::table(
    partition = PK,
    sort = SK,
    tag = type,
    capacity = on-demand,
    recovery = point-in-time,
)]
#[index(by_parent, partition = parent_id, sort(position, block_id))]
pub mod documents {
    use tablewright::{Entity, Value};
    use tablewright::jiff::Timestamp;
    use tablewright::ulid::Ulid;
    use tablewright::uuid::Uuid;

    #[derive(Value, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
    pub enum Kind {
        Paragraph,
        Heading,
        List,
        Table,
        Image,
        Other(String),
    }

    #[derive(Value, Debug, Clone, PartialEq)]
    pub struct Change {
        pub by: Uuid,
        pub at: Timestamp,
        #[entity(max_size = 200 B)]
        pub what: String,
    }

    /// The title page, with the last hundred changes. Older ones are in the audit log.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "DOCUMENT#{document_id}", sort = DOCUMENT)]
    #[entity(volume = 4M)]
    pub struct Document {
        #[entity(distinct = 4M)]
        pub document_id: Uuid,
        #[entity(max_size = 500 B)]
        pub title: String,
        #[entity(items = 3, max_items = 200)]
        pub editors: Option<std::collections::BTreeSet<String>>,
        #[entity(items = 20, max_items = 100)]
        pub changes: Vec<Change>,
    }

    /// A piece of a document.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "DOCUMENT#{document_id}", sort = "BLOCK#{block_id}")]
    #[entity(optimistic_lock = revision, volume(each = document_id, average = 75, max = 10k))]
    pub struct Block {
        #[entity(same_as = Document.document_id)]
        pub document_id: Uuid,
        #[entity(distinct = 300M)]
        pub block_id: Ulid,
        #[entity(matches = "[0-9A-Za-z-]{26,36}", distinct = 20M)]
        pub parent_id: String,
        #[entity(matches = "[a-z]{0,39}[b-z]")]
        pub position: String,
        pub kind: Kind,
        #[entity(max_size = 64 KB, size = 400 B)]
        pub content: tablewright::serde_json::Value,
        pub revision: i64,
    }

    #[put(Document, if = absent, rate = 5/s)]
    fn create();

    #[read(Document, given(document_id), rate = 300/s)]
    fn document();

    #[update(Document, given(document_id), set(title), rate = 1/s)]
    fn retitle();

    #[update(Document, given(document_id), add(editors = ":invited"), rate = 1/s)]
    fn invite();

    /// Refused when the list is full; then `shorten_changes` comes first.
    #[update(
        Document,
        given(document_id),
        append(changes = ":change"),
        if = "size(changes) < 100",
        rate = 20/s,
    )]
    fn note_change();

    #[update(
        Document,
        given(document_id),
        set(changes),
        if = "size(changes) >= 100",
        rate = 12/min,
    )]
    fn shorten_changes();

    #[put(Block, if = absent, rate = 60/s)]
    fn add_block();

    /// A pasted page, all of it or nothing. Fifty of the largest blocks are still under the 4 MB of a transaction.
    #[transact(
        put(Block, if = absent, times(average = 12, max = 50)),
        check(Document, given(document_id), if = present),
        rate = 1/s,
    )]
    fn add_blocks();

    #[update(Block, given(document_id, block_id), set(content), if = version, rate = 200/s)]
    fn edit_block();

    #[update(
        Block,
        given(document_id, block_id),
        set(parent_id, position),
        if = version,
        rate = 10/s,
    )]
    fn move_block();

    #[delete(Block, given(document_id, block_id), rate = 10/s)]
    fn delete_block();

    /// What a reader sees, in order; the document's own id gives its top level.
    #[read(Block, given(parent_id), order(position = ascending), limit = 200, rate = 400/s)]
    fn blocks_under();

    /// Everything, for an editor that sorts the blocks itself. It reads the table, and sees what was just written.
    #[read(Document, Block, given(document_id), consistency = strong, limit = 500, rate = 40/s)]
    fn document_with_blocks();

    #[read(Block, given(document_id, block_id), batch = 50, rate = 100/s)]
    fn blocks_by_id();
}
