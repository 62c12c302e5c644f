//! The template of one key of an entity: from the items, from what the file writes itself, or from an alias.

use super::{Entity, Origin};
use crate::{
    infer::{
        Piece, Template,
        fit::{self, Column, Part},
        kinds, names,
    },
    source::{Key, Scalar, Value},
};

impl Entity<'_> {
    /// The template of a key; `place` is 0 for the table's partition, 1 for its sort key, 2 for an index.
    pub(super) fn template(&mut self, key: &Key, place: usize) -> Template {
        let rows: Vec<(usize, &str)> = self
            .rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| match row.item.get(&key.name)? {
                Value::Text(text) => Some((at, text.as_str())),
                _ => None,
            })
            .collect();
        if key.scalar != Scalar::Text {
            return self.own(key);
        }
        if let Some(template) = self.by_schema(key, &rows) {
            return template;
        }
        if rows.is_empty() {
            return self.by_alias(key, place);
        }
        let parts = fit::fit(&rows, &self.columns, self.delimiter);
        if let [Part::New(..)] = parts.as_slice()
            && !names::is_key_like(&key.name)
        {
            return self.own(key);
        }
        let aliases = self.aliases(key, place, &parts);
        let mut template = Template::new();
        let mut attribute = 0;
        for part in parts {
            let piece = match part {
                Part::Literal(text) => Piece::Literal(text),
                Part::Column(column, form) => self.piece(column, form),
                Part::New(word, texts) => {
                    let alias = aliases.as_ref().map(|names| names[attribute].clone());
                    let name = alias.unwrap_or_else(|| self.name(key, place, &word, &texts));
                    let column = self.invent((name, word), key, &rows, texts);
                    self.piece(column, None)
                }
            };
            attribute += usize::from(!matches!(piece, Piece::Literal(_)));
            template.push(piece);
        }
        template
    }

    /// Adds an attribute that stands in keys only.
    fn invent(
        &mut self,
        (name, behind): (String, String),
        key: &Key,
        rows: &[(usize, &str)],
        texts: Vec<String>,
    ) -> usize {
        let mut all = vec![None; self.rows.len()];
        for ((row, _), text) in rows.iter().zip(texts) {
            all[*row] = Some(text);
        }
        let column = Column {
            name,
            texts: all,
            number: false,
            behind: Some(behind),
            in_key: true,
        };
        self.add(column, Origin::InKey(key.name.clone()))
    }

    /// What a value is called that no attribute has.
    fn name(&self, key: &Key, place: usize, word: &str, texts: &[String]) -> String {
        let kind = kinds::of_texts("", texts.iter().map(String::as_str)).name;
        let moment = texts.iter().all(|text| kinds::is_moment(text));
        match kind.as_str() {
            _ if moment => "at".to_owned(),
            _ if self.ids.contains_key(word) => self.ids[word].clone(),
            "date" => "day".to_owned(),
            "month" => "month".to_owned(),
            _ if !word.is_empty() => format!("{}_id", names::snake(word)),
            _ if place == 0 => format!("{}_id", names::snake(&self.group.name)),
            _ => format!("{}_value", names::snake(&key.name)),
        }
    }

    /// The words of an alias such as `SubId#SKU`, where there is one for each attribute of the key.
    fn aliases(&self, key: &Key, place: usize, parts: &[Part]) -> Option<Vec<String>> {
        let literals = parts.iter().filter_map(|part| match part {
            Part::Literal(text) => Some(names::snake(text)),
            _ => None,
        });
        let literals: Vec<String> = literals.collect();
        let words = self.alias_words(key, place)?.into_iter();
        let words: Vec<String> = words.filter(|word| !literals.contains(word)).collect();
        let attributes = parts
            .iter()
            .filter(|part| !matches!(part, Part::Literal(_)));
        (words.len() == attributes.count()).then_some(words)
    }

    fn alias_words(&self, key: &Key, place: usize) -> Option<Vec<String>> {
        let alias = self.kind()?.aliases.get(place)?.as_ref()?;
        if alias == &key.name {
            return None;
        }
        let words = alias.split(['#', '|', '~', '/', ':', ' ']);
        let words: Vec<String> = words
            .filter_map(|word| names::identifier(word.trim()))
            .collect();
        (!words.is_empty()).then_some(words)
    }

    /// The template that the file itself writes (`${a}#${b}`), if the items agree with it.
    fn by_schema(&mut self, key: &Key, rows: &[(usize, &str)]) -> Option<Template> {
        let text = self.kind()?.templates.get(&key.name)?.clone();
        let pieces = placeholders(&text);
        match (rows.is_empty(), self.rows.is_empty()) {
            // Other items are there, and none has this key.
            (true, false) => return None,
            (true, true) => {}
            (false, _) if !self.agrees(&pieces, rows) => {
                let name = &key.name;
                self.remarks.push(format!(
                    "the file says that {name} is `{text}`, and its sample items are otherwise"
                ));
                return None;
            }
            (false, _) if !pieces.iter().all(|piece| self.is_stored(piece)) => return None,
            (false, _) => {}
        }
        let template = pieces.into_iter().map(|piece| match piece {
            Ok(text) => Piece::Literal(text),
            Err(name) => {
                let column = self.store(&name);
                self.piece(column, None)
            }
        });
        Some(template.collect())
    }

    /// Whether a template gives the text of each item.
    fn agrees(&self, pieces: &[Placeholder], rows: &[(usize, &str)]) -> bool {
        let made = |row: usize| -> Option<String> {
            let parts = pieces.iter().map(|piece| match piece {
                Ok(text) => Some(text.as_str()),
                Err(name) => self.rows[row].item.get(name)?.text(),
            });
            parts.collect()
        };
        rows.iter()
            .all(|(row, text)| made(*row).as_deref() == Some(*text))
    }

    /// Whether what stands in a placeholder is an attribute of its own.
    fn is_stored(&self, piece: &Placeholder) -> bool {
        match piece {
            Ok(_) => true,
            Err(name) => self.origins.contains(&Origin::Stored(name.clone())),
        }
    }

    /// Without an item, an alias says what is in the key.
    fn by_alias(&mut self, key: &Key, place: usize) -> Template {
        let Some(words) = self.alias_words(key, place) else {
            return self.own(key);
        };
        let mut template = Template::new();
        for word in words {
            if !template.is_empty() {
                template.push(Piece::Literal("#".to_owned()));
            }
            let column = self
                .named(&word)
                .unwrap_or_else(|| self.invent((word, String::new()), key, &[], Vec::new()));
            template.push(self.piece(column, None));
        }
        template
    }
}

/// A literal, or else a name in `${…}`.
type Placeholder = Result<String, String>;

/// Takes a template of the file apart.
fn placeholders(text: &str) -> Vec<Placeholder> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("${") {
        if !before.is_empty() {
            all.push(Ok(before.to_owned()));
        }
        let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
        all.push(Err(name.to_owned()));
        rest = behind;
    }
    if !rest.is_empty() {
        all.push(Ok(rest.to_owned()));
    }
    all
}
