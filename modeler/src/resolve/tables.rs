//! Tables and their indexes. How keys are stored is known only once the entities are.

use super::{Sink, settings};
use crate::{
    draft::{self, Draft, Projection},
    findings::nearest,
    model::{Carries, Index, IndexKind, KeyAttribute, Model, Scalar, Stream, Table, TableId},
    rules::{duplicate_name, invalid_value, missing_field},
    source::Text,
};

/// The tables of the model and their indexes; a table without a name where none was written.
pub(super) fn tables(draft: &Draft, model: &mut Model, sink: &mut Sink<'_>) {
    for written in &draft.tables {
        let name = written
            .name
            .as_ref()
            .map_or(&model.name, |name| &name.value);
        if let Some(first) = model.tables.iter().find(|table| table.name == *name) {
            let message = format!("the table `{name}` is declared twice");
            let finding = duplicate_name::RULE.at(written.span, message);
            sink.report(
                finding
                    .related(first.span, "first declared here")
                    .table(name),
            );
            continue;
        }
        let table = table(written, name.clone(), draft, sink);
        let id = TableId::new(model.tables.len());
        let start = model.indexes.len();
        for index in &written.indexes {
            let resolved = self::index(index, &table, id, &model.indexes[start..], sink);
            model.indexes.extend(resolved);
        }
        model.tables.push(table);
    }
    if model.tables.is_empty() {
        model.tables.push(Table::default());
    }
}

/// What to call an index of a table that is not there.
pub(super) fn index_of(model: &Model, id: TableId) -> String {
    match model.tables.len() {
        1 => "index".to_owned(),
        _ => format!("index of `{}` called", model.table(id).name),
    }
}

fn table(written: &draft::Table, name: String, draft: &Draft, sink: &mut Sink<'_>) -> Table {
    let partition = match &written.partition {
        Some(partition) => key(partition),
        None => {
            if !draft.incomplete {
                let finding = missing_field::RULE.at(written.span, "the table has no `partition`");
                sink.report(finding.help("name the attribute that is its partition key"));
            }
            KeyAttribute {
                name: String::new(),
                scalar: Scalar::S,
                span: written.span,
            }
        }
    };
    let settings = settings::settings(written, sink);
    Table {
        name,
        partition,
        sort: written.sort.as_ref().map(key),
        tag: written.tag.as_ref().map(|tag| tag.value.clone()),
        ttl: written.ttl.as_ref().map(|ttl| ttl.value.clone()),
        stream: stream(written.stream.as_ref(), &settings.regions, sink),
        settings,
        span: written.span,
    }
}

fn key(name: &Text) -> KeyAttribute {
    KeyAttribute {
        name: name.value.clone(),
        scalar: Scalar::S,
        span: name.span,
    }
}

/// What the stream carries. Replicas are made from a stream of both images, so that a replicated table has that one,
/// said or not.
fn stream(written: Option<&Text>, regions: &[String], sink: &mut Sink<'_>) -> Option<Stream> {
    let said = written.and_then(|stream| stream_kind(stream, sink));
    if regions.is_empty() {
        return said;
    }
    if let (Some(text), Some(_)) = (
        written,
        said.filter(|said| *said != Stream::NewAndOldImages),
    ) {
        let finding = invalid_value::RULE.at(
            text.span,
            "a table with `regions` is replicated by a stream of both images",
        );
        sink.report(
            finding.help("write `stream: new-and-old-images`, or leave it out, which is the same"),
        );
    }
    Some(Stream::NewAndOldImages)
}

fn stream_kind(text: &Text, sink: &mut Sink<'_>) -> Option<Stream> {
    const WORDS: [(&str, Stream); 4] = [
        ("keys-only", Stream::KeysOnly),
        ("new-image", Stream::NewImage),
        ("old-image", Stream::OldImage),
        ("new-and-old-images", Stream::NewAndOldImages),
    ];
    word(text, &WORDS, "what a stream carries", sink)
}

/// The meaning of one of a few words.
pub(super) fn word<T: Copy>(
    text: &Text,
    words: &[(&str, T)],
    what: &str,
    sink: &mut Sink<'_>,
) -> Option<T> {
    let found = words.iter().find(|(word, _)| *word == text.as_str());
    if found.is_none() {
        let list: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        let help = match nearest(text, words.iter().map(|(word, _)| *word)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it is one of {}", list.join(", ")),
        };
        let message = format!("`{}` is not {what}", text.as_str());
        sink.report(invalid_value::RULE.at(text.span, message).help(help));
    }
    found.map(|(_, meaning)| *meaning)
}

fn index(
    written: &draft::Index,
    table: &Table,
    id: TableId,
    before: &[Index],
    sink: &mut Sink<'_>,
) -> Option<Index> {
    if let Some(first) = before.iter().find(|index| index.name == written.name.value) {
        let message = format!("the index `{}` is declared twice", first.name);
        let finding = duplicate_name::RULE.at(written.name.span, message);
        sink.report(finding.related(first.span, "first declared here"));
        return None;
    }
    const KINDS: [(&str, IndexKind); 2] =
        [("global", IndexKind::Global), ("local", IndexKind::Local)];
    let kind = match &written.kind {
        Some(kind) => word(kind, &KINDS, "a kind of index", sink)?,
        None => IndexKind::Global,
    };
    let name = written.name.as_str();
    if kind == IndexKind::Local && table.sort.is_none() {
        let message = format!("`{name}` is local, and its table has no sort key");
        let finding = missing_field::RULE.at(written.name.span, message);
        let finding = finding.help("give the table a `sort`, or leave `kind: local` out");
        sink.report(finding.index(name));
        return None;
    }
    let partition = match kind {
        IndexKind::Local => vec![table.partition.clone()],
        IndexKind::Global => written.partition.iter().map(key).collect(),
    };
    let sort: Vec<_> = written.sort.iter().map(key).collect();
    if partition.is_empty() || (kind == IndexKind::Local && sort.is_empty()) {
        let lacks = if partition.is_empty() {
            "partition"
        } else {
            "sort"
        };
        let message = format!("the index `{name}` has no `{lacks}`");
        sink.report(
            missing_field::RULE
                .at(written.name.span, message)
                .index(name),
        );
        return None;
    }
    if kind == IndexKind::Local && !written.partition.is_empty() {
        let message = format!("the local index `{name}` has the table's own partition key");
        let finding = invalid_value::RULE.at(written.partition[0].span, message);
        sink.report(finding.help("leave `partition` out").index(name));
        return None;
    }
    if let Some(twice) = sort
        .iter()
        .find(|sort| partition.iter().any(|p| p.name == sort.name))
    {
        let message = format!("`{}` stands twice in the key of `{name}`", twice.name);
        sink.report(duplicate_name::RULE.at(twice.span, message).index(name));
        return None;
    }
    let carries = carries(written.project.as_ref(), table, sink);
    Some(Index {
        name: name.to_owned(),
        table: id,
        kind,
        partition,
        sort,
        carries,
        span: written.name.span,
    })
}

/// A list of attributes always carries the tag too: without it nobody could tell whose item it is.
fn carries(project: Option<&Projection>, table: &Table, sink: &mut Sink<'_>) -> Carries {
    match project {
        None => Carries::All,
        Some(Projection::Word(text)) => {
            match word(
                text,
                &[("all", true), ("keys", false)],
                "what an index carries",
                sink,
            ) {
                Some(false) => Carries::Keys,
                _ => Carries::All,
            }
        }
        Some(Projection::Attributes(names, _)) => {
            let mut carried: Vec<String> = names.iter().map(|name| name.value.clone()).collect();
            carried.extend(table.tag.clone().filter(|tag| !carried.contains(tag)));
            Carries::Attributes(carried)
        }
    }
}
