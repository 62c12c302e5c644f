//! The modules of the models that are written in Rust, in the same tests as the generated crates.

mod alone;
mod bare;
mod parameters;
#[path = "../goldens/tests.rs"]
mod tests;
mod types;

/// The modules. A generated crate has an enum beside the entity whose attribute it is, and here it stands where
/// the model has it.
mod made {
    /// A model whose enums are looked for in the modules of its entities.
    macro_rules! enums {
        ($model:ident: $($entity:ident { $($name:ident = $enum:ident),+ }),+) => {
            pub(crate) mod $model {
                pub(crate) use twins::$model::*;
                $(pub(crate) mod $entity {
                    #[allow(unused_imports)]
                    pub(crate) use twins::$model::{$entity::*, $($enum as $name),+};
                })+
            }
        };
    }

    pub(crate) use twins::{
        accounts, courses, events, inbox, leaderboard, ledger, offices, page_views, rate_limiter,
        sensors, sessions, social,
    };
    enums!(corners: book { Genres = Genres }, doc { State = State }, note { Mood = Mood });
    enums!(documents: block { Kind = Kind });
    enums!(feed: person { Reach = Reach });
    enums!(github: issue { State = State }, pull_request { State = PullRequestState });
    enums!(idempotency: request { State = State });
    enums!(saas: member { Role = Role }, tenant { Plan = Plan }, ticket { Status = Status });
    enums!(shipped_today: order { Status = Status });
    enums!(shop: member { Role = Role }, order { Status = Status });
    enums!(trades: trade { Side = Side, State = State });
}
