//! Objects, lists and texts in JSON, with the path to each; values in DynamoDB's JSON.

use serde_json::{Map, Value as Json};

use crate::{
    ImportError,
    source::{Row, Scalar, Value},
};

/// A place in the file.
pub(crate) struct At<'j> {
    pub(crate) path: String,
    pub(crate) json: &'j Json,
}

/// An object, and where it is.
pub(crate) struct Object<'j> {
    pub(crate) path: String,
    pub(crate) json: &'j Map<String, Json>,
}

impl<'j> At<'j> {
    pub(crate) fn root(json: &'j Json) -> Self {
        Self {
            path: String::new(),
            json,
        }
    }

    pub(crate) fn object(&self) -> Result<Object<'j>, ImportError> {
        match self.json {
            Json::Object(json) => Ok(Object {
                path: self.path.clone(),
                json,
            }),
            _ => Err(ImportError::new(&self.path, "an object is expected here")),
        }
    }
}

impl<'j> Object<'j> {
    pub(crate) fn inside(&self, name: &str) -> String {
        match self.path.is_empty() {
            true => name.to_owned(),
            false => format!("{}.{name}", self.path),
        }
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.json.get(name)?.as_str().map(str::to_owned)
    }

    pub(crate) fn needed(&self, name: &str) -> Result<String, ImportError> {
        let missing = || ImportError::new(self.inside(name), "a text is missing here");
        self.text(name)
            .filter(|text| !text.is_empty())
            .ok_or_else(missing)
    }

    pub(crate) fn object(&self, name: &str) -> Option<Object<'j>> {
        let json = self.json.get(name)?.as_object()?;
        Some(Object {
            path: self.inside(name),
            json,
        })
    }

    /// A list that there must be.
    pub(crate) fn list(&self, name: &str) -> Result<Vec<At<'j>>, ImportError> {
        let missing = || ImportError::new(self.inside(name), "a list is missing here");
        self.json
            .get(name)
            .and_then(Json::as_array)
            .ok_or_else(missing)?;
        Ok(self.optional_list(name))
    }

    pub(crate) fn optional_list(&self, name: &str) -> Vec<At<'j>> {
        let all = self.json.get(name).and_then(Json::as_array);
        let all = all.into_iter().flatten().enumerate();
        let path = self.inside(name);
        let at = |(number, json)| At {
            path: format!("{path}[{number}]"),
            json,
        };
        all.map(at).collect()
    }
}

/// How an attribute of a key is stored.
pub(crate) fn scalar(word: &str) -> Scalar {
    match word {
        "S" => Scalar::Text,
        "N" => Scalar::Number,
        "B" => Scalar::Binary,
        _ => Scalar::Other,
    }
}

/// Items, of a kind.
pub(crate) fn rows(all: &[At<'_>], kind: Option<usize>) -> Result<Vec<Row>, ImportError> {
    let row = |at: &At<'_>| {
        let object = at.object()?;
        let fields = object.json.iter();
        let item =
            fields.map(|(name, json)| Ok((name.clone(), value(&object.inside(name), json)?)));
        Ok(Row {
            kind,
            item: item.collect::<Result<_, ImportError>>()?,
        })
    };
    all.iter().map(row).collect()
}

/// A value in DynamoDB's JSON.
pub(crate) fn value(path: &str, json: &Json) -> Result<Value, ImportError> {
    let odd = || {
        ImportError::new(
            path,
            "not a value in DynamoDB's JSON, such as `{\"S\": \"a\"}`",
        )
    };
    let Some((kind, json)) = json
        .as_object()
        .filter(|json| json.len() == 1)
        .and_then(|json| json.iter().next())
    else {
        return Err(odd());
    };
    let texts = || {
        json.as_array()
            .map(|all| all.iter().map(plain).collect::<Vec<_>>())
            .ok_or_else(odd)
    };
    Ok(match kind.as_str() {
        "S" => Value::Text(json.as_str().ok_or_else(odd)?.to_owned()),
        "N" => Value::Number(plain(json)),
        "B" => Value::Binary,
        "BOOL" => Value::Bool,
        "NULL" => Value::Null,
        "SS" => Value::Texts,
        "BS" => Value::Binaries,
        "NS" => Value::Numbers(texts()?),
        "L" => {
            let members = json.as_array().ok_or_else(odd)?.iter().enumerate();
            let members = members.map(|(number, json)| value(&format!("{path}[{number}]"), json));
            Value::List(members.collect::<Result<_, _>>()?)
        }
        "M" => {
            let fields = json.as_object().ok_or_else(odd)?.iter();
            let fields = fields
                .map(|(name, json)| Ok((name.clone(), value(&format!("{path}.{name}"), json)?)));
            Value::Map(fields.collect::<Result<_, ImportError>>()?)
        }
        _ => return Err(odd()),
    })
}

/// A text, or a number that is written as one.
fn plain(json: &Json) -> String {
    json.as_str()
        .map_or_else(|| json.to_string(), str::to_owned)
}

/// What stands at the end of a path.
pub(crate) fn find<'j>(json: &'j Map<String, Json>, path: &str) -> Option<&'j Json> {
    let mut steps = path.split('/');
    let first = json.get(steps.next()?)?;
    steps.try_fold(first, |json, step| json.get(step))
}
