//! Enums of values, which keep a value that is not declared.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use tablewright_modeler::model::AttributeRef;

use crate::{bound::BoundEnum, docs, file::File, names};

/// The enum of an attribute, and how it is stored, read and written in a key.
pub(crate) fn emit(file: &File<'_>, of: AttributeRef, name: &Ident) -> Vec<TokenStream> {
    let attribute = file.attribute(of);
    let values = names::values(&attribute.kind).unwrap_or_default();
    of_values(file, &attribute.name, values, name)
}

/// The enum of values that go by a name.
pub(crate) fn of_values(
    file: &File<'_>,
    of: &str,
    values: &[String],
    name: &Ident,
) -> Vec<TokenStream> {
    let variants = names::variants(values);
    vec![
        shape(file, name, of, values, &variants),
        text(name, values, &variants),
        from_text(name, values, &variants),
        display(file, name),
        stored(file, name),
    ]
}

/// How an enum that is there already is stored, read and written in a key.
pub(crate) fn of_theirs(file: &File<'_>, theirs: &BoundEnum) -> TokenStream {
    let name = file.theirs(&theirs.name);
    let mismatch = file.runtime("Mismatch");
    let known = theirs.variants.iter().map(|(variant, _)| variant);
    let texts = || theirs.variants.iter().map(|(_, value)| value);
    let (shown, read, all) = (texts(), texts(), texts());
    let listed = file.runtime_in("value", "Listed");
    let variants = known.clone();
    let kept = theirs
        .other
        .iter()
        .map(|other| quote!(#name::#other(text) => text,));
    let unlisted = match &theirs.other {
        Some(other) => quote!(other => Ok(Self::#other(other.into()))),
        None => {
            let listed: Vec<String> = texts().map(|value| docs::code(value)).collect();
            let why = ["is none of ", &listed.join(", ")].concat();
            quote!(_ => Err(#mismatch::new(#why)))
        }
    };
    let stored = Stored {
        to_value: quote!(text(self).to_value()),
        from_value: quote! {
            match value.as_text()? {
                #(#read => Ok(Self::#variants),)*
                #unlisted,
            }
        },
        write_key: Some(quote!(text(self).write_key(out))),
    };
    let stored = stored.emit(file, &name);
    quote! {
        fn text(of: &#name) -> &str {
            match of {
                #(#name::#known => #shown,)*
                #(#kept)*
            }
        }
        #stored
        impl #listed for #name {
            const VALUES: &'static [&'static str] = &[#(#all),*];
        }
    }
}

/// A struct around one value is stored as that.
pub(crate) fn of_newtype(file: &File<'_>, name: &Ident, keyed: bool) -> TokenStream {
    let name = file.theirs(name);
    let (to, from) = (file.runtime("ToValue"), file.runtime("FromValue"));
    let stored = Stored {
        to_value: quote!(#to::to_value(&self.0)),
        from_value: quote!(#from::from_value(value).map(Self)),
        write_key: keyed.then(|| {
            let key = file.runtime("KeyText");
            quote!(#key::write_key(&self.0, out))
        }),
    };
    stored.emit(file, &name)
}

/// The bodies of the traits by which a type is stored, read and written in a key.
struct Stored {
    to_value: TokenStream,
    from_value: TokenStream,
    /// None where it stands in no key.
    write_key: Option<TokenStream>,
}

impl Stored {
    fn emit(&self, file: &File<'_>, name: &TokenStream) -> TokenStream {
        let (to, from) = (file.runtime("ToValue"), file.runtime("FromValue"));
        let (value, seen) = (file.runtime("AttributeValue"), file.runtime("ValueRef"));
        let (invalid, mismatch) = (file.runtime("Invalid"), file.runtime("Mismatch"));
        let result = file.prelude("result", "Result");
        let (to_value, from_value) = (&self.to_value, &self.from_value);
        let key = self.write_key.as_ref().map(|write_key| {
            let (key, string) = (file.runtime("KeyText"), file.prelude("string", "String"));
            quote! {
                impl #key for #name {
                    fn write_key(&self, out: &mut #string) -> #result<(), #invalid> {
                        #write_key
                    }
                }
            }
        });
        quote! {
            impl #to for #name {
                fn to_value(&self) -> #result<#value, #invalid> {
                    #to_value
                }
            }
            impl #from for #name {
                fn from_value(value: #seen<'_>) -> #result<Self, #mismatch> {
                    #from_value
                }
            }
            #key
        }
    }
}

fn shape(
    file: &File<'_>,
    name: &Ident,
    attribute: &str,
    values: &[String],
    variants: &names::Variants,
) -> TokenStream {
    let string = file.prelude("string", "String");
    let docs = docs::sentence(["What ", &docs::code(attribute), " may be."].concat());
    let known = values.iter().zip(&variants.known).map(|(value, variant)| {
        let docs = docs::sentence([docs::code(value), ".".to_owned()].concat());
        quote!(#docs #variant)
    });
    let unknown = &variants.unknown;
    let kept = docs::sentence("A value that the model does not list, kept as it is.");
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum #name { #(#known,)* #kept #unknown(#string) }
    }
}

fn text(name: &Ident, values: &[String], variants: &names::Variants) -> TokenStream {
    let (known, unknown) = (&variants.known, &variants.unknown);
    quote! {
        impl #name {
            #[doc = " The text that is stored."]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#known => #values,)*
                    Self::#unknown(text) => text,
                }
            }
        }
    }
}

fn from_text(name: &Ident, values: &[String], variants: &names::Variants) -> TokenStream {
    let (known, unknown) = (&variants.known, &variants.unknown);
    quote! {
        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#values => Self::#known,)*
                    other => Self::#unknown(other.to_owned()),
                }
            }
        }
    }
}

fn display(file: &File<'_>, name: &Ident) -> TokenStream {
    let fmt = file.std_module("fmt");
    quote! {
        impl #fmt::Display for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}

fn stored(file: &File<'_>, name: &Ident) -> TokenStream {
    let stored = Stored {
        to_value: quote!(self.as_str().to_value()),
        from_value: quote!(value.as_text().map(Self::from)),
        write_key: Some(quote!(self.as_str().write_key(out))),
    };
    stored.emit(file, &quote!(#name))
}
