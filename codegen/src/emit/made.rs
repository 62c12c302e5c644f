//! An expression that is a value, or that may refuse to be one.

use proc_macro2::TokenStream;
use quote::quote;

/// An expression.
#[derive(Debug, Clone)]
pub(crate) enum Made {
    /// Of the type itself.
    Plain(TokenStream),
    /// Of `Result<_, Invalid>`.
    Fallible(TokenStream),
}

impl Made {
    /// Given to a function that cannot fail.
    pub(crate) fn wrapped(self, function: &TokenStream) -> Self {
        match self {
            Self::Plain(value) => Self::Plain(quote!(#function(#value))),
            Self::Fallible(value) => Self::Fallible(quote!(#value.map(#function))),
        }
    }

    /// Given to a function that may fail.
    pub(crate) fn then(self, function: &TokenStream) -> Self {
        match self {
            Self::Plain(value) => Self::Fallible(quote!(#function(#value))),
            Self::Fallible(value) => Self::Fallible(quote!(#value.and_then(#function))),
        }
    }

    /// After a method without arguments that cannot fail.
    pub(crate) fn method(self, name: &TokenStream) -> Self {
        match self {
            Self::Plain(value) => Self::Plain(quote!(#value.#name())),
            Self::Fallible(value) => Self::Fallible(quote!(#value.map(|value| value.#name()))),
        }
    }

    /// What a struct is around.
    pub(crate) fn inner(self) -> Self {
        match self {
            Self::Plain(value) => Self::Plain(quote!(#value.0)),
            Self::Fallible(value) => Self::Fallible(quote!(#value.map(|value| value.0))),
        }
    }

    /// As it is: the runtime takes both.
    pub(crate) fn either(self) -> TokenStream {
        match self {
            Self::Plain(value) | Self::Fallible(value) => value,
        }
    }

    /// In a function that answers `Result<_, Invalid>`.
    pub(crate) fn tried(self) -> TokenStream {
        match self {
            Self::Plain(value) => value,
            Self::Fallible(value) => quote!(#value?),
        }
    }

    /// As a whole result.
    pub(crate) fn result(self) -> TokenStream {
        match self {
            Self::Plain(value) => quote!(Ok(#value)),
            Self::Fallible(value) => value,
        }
    }
}
