//! DynamoDB's error for a request that the engine could not read.
//!
//! The engine checks some values while it decodes them, as an empty set or a `NULL` that is
//! false, and marks the decoder's message with the error it stands for. Its HTTP server
//! turns the mark into the error; that part is private to it, so it is done here again.

use dynoxide::DynoxideError;

/// What a mark stands for.
#[derive(Clone, Copy)]
enum Class {
    /// A `ValidationException`, as it is.
    Plain,
    /// A `ValidationException` that the single-item writes put an envelope around.
    Enveloped,
    /// A `SerializationException`.
    Serialization,
}

/// The engine's marks.
const MARKS: [(&str, Class); 5] = [
    ("VALIDATION_REQUEST:", Class::Enveloped),
    ("VALIDATION_AS_READ:", Class::Plain),
    ("VALIDATION:", Class::Plain),
    ("SERIALIZATION_AS_READ:", Class::Serialization),
    ("SERIALIZATION:", Class::Serialization),
];

/// What a decoder says of a request that lacks something; of any other it complains of a type.
const LACKING: [&str; 4] = [
    "missing field",
    "unknown variant",
    "invalid type: null",
    "AttributeValue",
];

/// The error for a body of `operation` that could not be read.
pub(crate) fn of_unreadable(operation: &str, error: &serde_json::Error) -> DynoxideError {
    let message = error.to_string();
    let message = without_position(&message);
    let marked = MARKS
        .iter()
        .find_map(|(mark, class)| Some((message.strip_prefix(mark)?.to_owned(), *class)));
    match marked {
        Some((message, Class::Plain)) => DynoxideError::ValidationException(message),
        Some((message, Class::Serialization)) => DynoxideError::SerializationException(message),
        Some((message, Class::Enveloped)) => match operation {
            "PutItem" | "UpdateItem" | "DeleteItem" => DynoxideError::ValidationException(format!(
                "1 validation error detected: {message}"
            )),
            _ => DynoxideError::ValidationException(message),
        },
        None if LACKING.iter().any(|lacking| message.contains(lacking)) => {
            DynoxideError::ValidationException(message.to_owned())
        }
        None => DynoxideError::SerializationException(message.to_owned()),
    }
}

/// A decoder's message without the place in a body that no user has seen.
fn without_position(message: &str) -> &str {
    match message.rfind(" at line ") {
        Some(end) => &message[..end],
        None => message,
    }
}
