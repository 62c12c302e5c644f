//! What is typed halfway never brings the macros down: an editor expands it at every stroke.

use proc_macro2::{Group, TokenStream, TokenTree};

use crate::{alone, table};

const SHOP: &str = include_str!("../../goldens/twins/src/models/shop.rs");
const SAAS: &str = include_str!("../../goldens/twins/src/models/saas.rs");
/// How many tokens are taken out of each source, one at a time.
const CASES: usize = 400;

/// The arguments of `#[tablewright::table(…)]`, and the module with what else stands on it.
fn parts(source: &str) -> (TokenStream, TokenStream) {
    let file: syn::File = syn::parse_str(source).expect("a twin is Rust");
    let Some(syn::Item::Mod(mut module)) = file.items.into_iter().next() else {
        panic!("a twin is a module");
    };
    let is_table = |one: &syn::Attribute| {
        one.path()
            .segments
            .last()
            .is_some_and(|last| last.ident == "table")
    };
    let at = module.attrs.iter().position(is_table).expect("a table");
    let table = module.attrs.remove(at);
    let arguments = table.parse_args().unwrap_or_default();
    (arguments, quote::quote!(#module))
}

fn count(tokens: &TokenStream) -> usize {
    let inside = |token: TokenTree| match token {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        _ => 1,
    };
    tokens.clone().into_iter().map(inside).sum()
}

/// The tokens without the one at a place, counted through all groups; with `cut`, without all behind it
/// as well.
fn without(tokens: &TokenStream, at: &mut usize, cut: bool) -> TokenStream {
    let mut kept = Vec::new();
    for token in tokens.clone() {
        if *at == 0 {
            *at = usize::MAX;
            if cut {
                break;
            }
            continue;
        }
        *at = at.saturating_sub(1);
        kept.push(match token {
            TokenTree::Group(group) if *at < usize::MAX / 2 => {
                let inside = without(&group.stream(), at, cut);
                let mut changed = Group::new(group.delimiter(), inside);
                changed.set_span(group.span());
                TokenTree::Group(changed)
            }
            token => token,
        });
    }
    kept.into_iter().collect()
}

fn holds_up(source: &str, cut: bool) {
    let (arguments, module) = parts(source);
    let tokens = count(&module);
    for case in 0..CASES {
        // Neighbours in the source are far apart in the cases.
        let mut at = case * 7919 % tokens;
        let broken = without(&module, &mut at, cut);
        let expanded = table::expand(arguments.clone(), broken);
        assert!(!expanded.is_empty());
    }
}

#[test]
fn a_model_without_one_of_its_tokens_expands() {
    holds_up(SHOP, false);
    holds_up(SAAS, false);
}

#[test]
fn a_model_that_ends_early_expands() {
    holds_up(SHOP, true);
    holds_up(SAAS, true);
}

#[test]
fn a_whole_model_has_no_error() {
    for source in [SHOP, SAAS] {
        let (arguments, module) = parts(source);
        let expanded = table::expand(arguments, module).to_string();
        assert!(!expanded.contains("compile_error"), "{expanded}");
    }
}

#[test]
fn a_mistake_in_a_fact_takes_nothing_from_the_application() {
    let misspelt = SHOP.replacen("distinct = 2M", "distict = 2M", 1);
    let (arguments, module) = parts(&misspelt);
    let expanded = table::expand(arguments, module).to_string();
    assert_eq!(expanded.matches("compile_error").count(), 1);
    for method in ["fn create_table", "fn get_customer", "fn place_order"] {
        assert!(expanded.contains(method), "{method}");
    }
}

#[test]
fn the_same_model_expands_to_the_same_tokens() {
    let once = || {
        let (arguments, module) = parts(SAAS);
        table::expand(arguments, module).to_string()
    };
    assert_eq!(once(), once());
}

#[test]
fn a_struct_without_one_of_its_tokens_expands() {
    let whole: TokenStream = r##"
        #[key(partition = "TOY#{toy_id}#{shard}", sort = TOY, shards(count = 3, by = toy_id))]
        #[index(GSI1, partition = "MAKER#{maker}", when = "size = 'small'")]
        #[entity(unique(maker = "MAKER#{maker}"), table(partition = PK, sort = SK))]
        struct Toy {
            toy_id: Ulid,
            #[entity(case = lower, mix(a = 3%))]
            maker: Option<Vec<Size>>,
            shard: Option<u32>,
        }
    "##
    .parse()
    .expect("tokens");
    for place in 0..count(&whole) {
        for cut in [false, true] {
            let mut at = place;
            let broken = without(&whole, &mut at, cut);
            alone::entity(broken.clone());
            alone::value(broken);
        }
    }
}
