//! Which items are of one kind.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::{
    fit, kinds,
    names::{self, Taken},
};
use crate::source::{Index, Row, Table};

/// Items of one kind.
#[derive(Debug)]
pub(super) struct Group {
    /// What the entity is called.
    pub(super) name: String,
    /// What the file calls it, where that is no name for an entity.
    pub(super) called: Option<String>,
    /// Of the kinds that the file names.
    pub(super) kind: Option<usize>,
    /// The items, by their numbers.
    pub(super) rows: Vec<usize>,
    /// The words that the two keys start with.
    pub(super) leads: [Option<String>; 2],
}

impl Group {
    /// Whether there is one of it for a partition: its sort key is a constant, or says what the partition says.
    pub(super) fn is_root(&self, table: &Table) -> bool {
        let Some(sort) = &table.sort else {
            return true;
        };
        let text = |row: &usize, name: &str| text(&table.rows[*row], name).map(str::to_owned);
        let sorts: Vec<_> = self.rows.iter().map(|row| text(row, &sort.name)).collect();
        let partitions: Vec<_> = self
            .rows
            .iter()
            .map(|row| text(row, &table.partition.name))
            .collect();
        let constant = sorts.windows(2).all(|two| two[0] == two[1]) && self.leads[1].is_none();
        !sorts.is_empty() && (constant || sorts == partitions)
    }
}

/// The kinds of a table's items, and the attribute that tells them apart.
pub(super) struct Grouped {
    pub(super) groups: Vec<Group>,
    pub(super) tag: Option<String>,
}

/// Finds them.
pub(super) fn of(table: &Table, taken: &mut Taken) -> Grouped {
    let delimiter = delimiter(table);
    let leads = |row: &Row| leads(table, row, delimiter);
    let tag = tag(table, &leads);
    let mut found: IndexMap<String, (Option<usize>, Vec<usize>)> = IndexMap::new();
    let by_shape = shapes(table, &leads);
    for (number, row) in table.rows.iter().enumerate() {
        let tagged = tag.as_ref().and_then(|tag| text(row, tag));
        let kind = row.kind.or_else(|| kind_of(table, tagged?));
        let name = match (kind, tagged) {
            (Some(kind), _) => table.kinds[kind].name.clone(),
            (None, Some(tagged)) => tagged.to_owned(),
            (None, None) => by_shape[number].clone(),
        };
        let group = found.entry(name).or_insert((kind, Vec::new()));
        group.1.push(number);
    }
    for (number, kind) in table.kinds.iter().enumerate() {
        found
            .entry(kind.name.clone())
            .or_insert((Some(number), Vec::new()));
    }
    if found.is_empty() {
        found.insert(names::singular(&table.name), (None, Vec::new()));
    }
    let groups = found.into_iter().map(|(called, (kind, rows))| {
        let name = taken.unique(&names::entity(&called));
        let all: Vec<_> = rows.iter().map(|row| leads(&table.rows[*row])).collect();
        let shared = |at: usize| {
            let first = all.first()?[at].clone()?;
            let same = all.iter().all(|one| one[at].as_ref() == Some(&first));
            (same && first.delimited).then_some(first.word)
        };
        Group {
            leads: [shared(0), shared(1)],
            called: (called != name).then_some(called),
            name,
            kind,
            rows,
        }
    });
    let groups: Vec<Group> = groups.collect();
    // A tag holds the names of the entities, and so must be able to.
    let tag = tag.filter(|_| groups.iter().all(|group| group.called.is_none()));
    Grouped { groups, tag }
}

fn kind_of(table: &Table, name: &str) -> Option<usize> {
    table
        .kinds
        .iter()
        .position(|kind| kind.name.eq_ignore_ascii_case(name))
}

/// The characters of an attribute that may be in a key.
pub(super) fn text<'r>(row: &'r Row, name: &str) -> Option<&'r str> {
    row.item.get(name)?.text()
}

/// What divides the parts of keys, in most of the items.
pub(super) fn delimiter(table: &Table) -> Option<char> {
    let has = |row: &Row, letter: char| {
        let names = table.keys();
        let mut texts = names.filter_map(|key| text(row, &key.name));
        texts.any(|text| kinds::without_times(text).contains(letter))
    };
    ['#', '|', '~', '/', ':', '_'].into_iter().find(|letter| {
        let with = table.rows.iter().filter(|row| has(row, *letter)).count();
        // Some of these stand in values as well, so most keys have to have them.
        let share = if matches!(letter, '#' | '|' | '~') {
            4
        } else {
            2
        };
        with > 0 && share * with >= table.rows.len()
    })
}

/// The word that a key starts with, or is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Lead {
    pub(super) word: String,
    /// Something follows.
    delimited: bool,
}

fn leads(table: &Table, row: &Row, delimiter: Option<char>) -> [Option<Lead>; 2] {
    let of = |name: &str| lead(text(row, name)?, delimiter);
    [
        of(&table.partition.name),
        table.sort.as_ref().and_then(|sort| of(&sort.name)),
    ]
}

fn lead(text: &str, delimiter: Option<char>) -> Option<Lead> {
    let parts = delimiter.and_then(|delimiter| text.split_once(delimiter));
    let (word, delimited) = parts.map_or((text, false), |(word, _)| (word, true));
    fit::is_word(word).then(|| Lead {
        word: word.to_owned(),
        delimited,
    })
}

/// The attribute that names the kind of each item.
fn tag(table: &Table, leads: &impl Fn(&Row) -> [Option<Lead>; 2]) -> Option<String> {
    let first = table.rows.first()?;
    let value = |row: &'_ Row, name: &str| text(row, name).map(str::to_owned);
    let everywhere = |name: &&String| {
        let fits = |row: &Row| value(row, name).is_some_and(|value| names::is_identifier(&value));
        !is_key(table, name) && table.rows.iter().all(fits)
    };
    let by_facet = |name: &&String| {
        table.rows.iter().all(|row| {
            let kind = row.kind.map(|kind| &table.kinds[kind].name);
            kind.is_some() && kind == value(row, name).as_ref()
        })
    };
    let by_name = |name: &&String| {
        let plain = names::snake(name).replace('_', "");
        let sure = [
            "entitytype",
            "itemtype",
            "recordtype",
            "typename",
            "et",
            "entity",
        ];
        let maybe = ["type", "kind", "objecttype"];
        let word =
            |lead: Option<Lead>| lead.filter(|lead| lead.delimited || is_general(&lead.word));
        let shapes = table
            .rows
            .iter()
            .map(|row| (value(row, name), leads(row).map(word)));
        // One of each kind says it all.
        let shapes: HashSet<_> = shapes.collect();
        let differ = || {
            shapes.iter().any(|(tag, lead)| {
                shapes
                    .iter()
                    .any(|(other, other_lead)| tag != other && lead != other_lead)
            })
        };
        // In a table of one kind, a `type` is an attribute like others.
        let apart = || {
            shapes.iter().all(|(tag, lead)| {
                shapes
                    .iter()
                    .all(|(other, of)| lead != of || tag == other || !is_told(lead))
            })
        };
        let facets = table.rows.iter().any(|row| row.kind.is_some());
        !facets
            && (sure.contains(&plain.as_str())
                || (maybe.contains(&plain.as_str()) && differ() && apart()))
    };
    let by_kind = |name: &&String| {
        let known =
            |row: &Row| value(row, name).is_some_and(|value| kind_of(table, &value).is_some());
        table.rows.iter().all(known)
    };
    let names = || first.item.keys().filter(everywhere);
    let found = names()
        .find(by_facet)
        .or_else(|| names().find(by_kind))
        .or_else(|| names().find(by_name));
    found.cloned()
}

/// Whether words at the start of keys say anything of the kind.
fn is_told(leads: &[Option<Lead>; 2]) -> bool {
    leads.iter().flatten().any(|lead| lead.delimited)
}

fn is_key(table: &Table, name: &str) -> bool {
    let of_indexes = table.indexes.iter().flat_map(Index::keys);
    table.keys().chain(of_indexes).any(|key| key.name == name)
}

/// A name for the kind of each item, by how its keys start.
fn shapes(table: &Table, leads: &impl Fn(&Row) -> [Option<Lead>; 2]) -> Vec<String> {
    let all: Vec<_> = table.rows.iter().map(leads).collect();
    let known = Known::new(table, &all);
    let words: Vec<[Option<String>; 2]> =
        (0..all.len()).map(|row| told(&known, &all, row)).collect();
    let mut distinct = words.clone();
    distinct.sort();
    distinct.dedup();
    if distinct.len() < 2 {
        return vec![names::singular(&table.name); all.len()];
    }
    let mut of_partition: HashMap<&Option<String>, usize> = HashMap::new();
    for one in &distinct {
        *of_partition.entry(&one[0]).or_default() += 1;
    }
    let only = |row: usize| of_partition[&words[row][0]] == 1;
    let name = |row: usize| {
        let [partition, sort] = &words[row];
        let part = |word: &Option<String>| word.as_deref().map(word_name).unwrap_or_default();
        let delimited = all[row][1].as_ref().is_some_and(|lead| lead.delimited);
        let general = sort.as_deref().is_some_and(is_general);
        match (partition, sort) {
            (_, None) => part(partition),
            (None, Some(_)) => part(sort),
            (Some(one), Some(other)) if one == other || general || only(row) => part(partition),
            (Some(_), Some(_)) if delimited => part(sort),
            _ => part(partition) + &part(sort),
        }
    };
    let named = (0..all.len()).map(|row| (words[row].clone(), name(row)));
    let named: Vec<_> = named.collect();
    let fallback = names::singular(&table.name);
    let mut by_name: HashMap<&str, HashSet<&[Option<String>; 2]>> = HashMap::new();
    for (words, name) in &named {
        by_name.entry(name).or_default().insert(words);
    }
    let named = named.iter().map(|(words, name)| {
        let general = words[1].as_deref().is_some_and(is_general);
        let clash = by_name[name.as_str()].len() > 1;
        match (name.is_empty(), clash && !general) {
            (true, _) => fallback.clone(),
            (false, false) => name.clone(),
            // Two kinds with one name are told apart by all that is known of them.
            (false, true) => match words
                .iter()
                .flatten()
                .map(|word| word_name(word))
                .collect::<String>()
            {
                all if all == *name => all + "Item",
                all => all,
            },
        }
    });
    named.collect()
}

fn word_name(word: &str) -> String {
    let all_upper = word.chars().all(|c| !c.is_ascii_lowercase());
    names::camel(&match all_upper {
        true => word.to_ascii_lowercase(),
        false => word.to_owned(),
    })
}

/// A sort key that says no more than that there is one.
fn is_general(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    matches!(
        word.as_str(),
        "a" | "meta"
            | "metadata"
            | "info"
            | "profile"
            | "data"
            | "details"
            | "detail"
            | "root"
            | "self"
            | "summary"
            | "main"
    )
}

/// The words of an item's keys that tell its kind: not those that are a value of it.
fn told(known: &Known<'_>, all: &[[Option<Lead>; 2]], row: usize) -> [Option<String>; 2] {
    let [partition, sort] = &all[row];
    let sort = sort.as_ref().filter(|lead| {
        if known.is_value(row) {
            return false;
        }
        let upper = lead.word.chars().all(|c| !c.is_ascii_lowercase());
        lead.delimited || known.again.contains(lead) || upper || is_general(&lead.word)
    });
    let partition = partition.as_ref().filter(|lead| lead.delimited);
    [partition, sort].map(|lead| lead.map(|lead| lead.word.clone()))
}

/// What is known of all items together; each is looked at once, for there may be many.
struct Known<'t> {
    /// What sort keys start with in several partitions.
    again: HashSet<&'t Lead>,
    /// For each item the number of its make.
    makes: Vec<usize>,
    /// For each make, whether the first word of its sort keys is what an attribute says.
    values: Vec<bool>,
}

/// What items have in common: the word before their partition, and their attributes.
type Make<'t> = (Option<&'t str>, Vec<&'t str>);

impl<'t> Known<'t> {
    fn new(table: &'t Table, all: &'t [[Option<Lead>; 2]]) -> Self {
        let mut partitions: HashMap<&Lead, Option<&str>> = HashMap::new();
        let mut again = HashSet::new();
        let mut makes: IndexMap<Make<'_>, bool> = IndexMap::new();
        let mut numbers = Vec::with_capacity(all.len());
        for (row, leads) in table.rows.iter().zip(all) {
            let partition = text(row, &table.partition.name);
            if let Some(lead) = &leads[1]
                && *partitions.entry(lead).or_insert(partition) != partition
            {
                again.insert(lead);
            }
            let mut names: Vec<&str> = row.item.keys().map(String::as_str).collect();
            names.sort_unstable();
            let make = makes.entry((delimited(&leads[0]), names));
            numbers.push(make.index());
            *make.or_default() |= leads[1]
                .as_ref()
                .is_some_and(|lead| stands(table, row, lead));
        }
        let value = |(word, names): &Make<'_>| {
            let mut others = makes.iter().filter(|(_, stands)| **stands);
            others.any(|((other, of), _)| other == word && alike(names, of))
        };
        Self {
            again,
            makes: numbers,
            values: makes.keys().map(value).collect(),
        }
    }

    /// Whether the first word of an item's sort key is what an attribute says, in this item or one that has the same
    /// attributes.
    fn is_value(&self, row: usize) -> bool {
        self.values[self.makes[row]]
    }
}

fn delimited(lead: &Option<Lead>) -> Option<&str> {
    let lead = lead.as_ref().filter(|lead| lead.delimited)?;
    Some(&lead.word)
}

/// Whether the first word of an item's sort key is what another of its attributes says.
fn stands(table: &Table, row: &Row, lead: &Lead) -> bool {
    let sort = table.sort.as_ref().map(|sort| sort.name.as_str());
    let others = row
        .item
        .iter()
        .filter(|(name, _)| Some(name.as_str()) != sort && **name != table.partition.name);
    let mut texts = others.filter_map(|(_, value)| value.text());
    texts.any(|text| text == lead.word)
}

/// Whether most of the attributes are the same; both are sorted.
fn alike(one: &[&str], other: &[&str]) -> bool {
    let both = one.iter().filter(|name| other.binary_search(name).is_ok());
    5 * both.count() >= 4 * one.len().max(other.len())
}
