//! `models/accounts.yaml`: values that nobody else has, versions, and documents inside of attributes.

use crate::made::accounts::{Account, Accounts, Address, Credential, account};
use tablewright::{AttributeValue, ErrorKind, Fields, ToValue, ulid::Ulid};
use tablewright_local::engines;

use super::Result;

fn account(number: u64, email: &str, user_name: &str) -> Account {
    Account {
        account_id: Ulid::from_parts(1_700_000_000_000 + number, number.into()),
        email: email.to_owned(),
        user_name: user_name.to_owned(),
        full_name: None,
        address: None,
        language: "en".to_owned(),
        revision: 0,
    }
}

fn credential(of: &Account) -> Credential {
    Credential {
        account_id: of.account_id,
        password_hash: "argon2".to_owned(),
        changed_at: "2026-11-24T07:00:00Z".parse().expect("a time"),
        failures: 0,
    }
}

async fn sign_up(accounts: &Accounts, of: &Account) -> std::result::Result<(), ErrorKind> {
    let signed_up = accounts.sign_up(of, &credential(of)).await;
    signed_up.map_err(tablewright::Error::into_kind)
}

#[tokio::test]
async fn a_taken_address_refuses_the_whole_sign_up() -> Result {
    for engine in engines::all() {
        let accounts = Accounts::create_table(engine.client, "accounts-taken").await?;
        let ada = account(1, "Ada@Example.com", "ada");
        accounts.sign_up(&ada, &credential(&ada)).await?;
        let other = account(2, "ada@example.COM", "countess");
        let error = sign_up(&accounts, &other).await.expect_err("it is taken");
        let ErrorKind::Cancelled(cancelled) = &error else {
            panic!("{}: {error:?}", engine.name);
        };
        assert!(cancelled.is_condition_failed());

        assert!(accounts.account(other.account_id).await?.is_none());
        assert!(accounts.credential(other.account_id).await?.is_none());
        assert!(accounts.by_user_name("countess").await?.is_none());
        let settings = accounts.account_settings(ada.account_id).await?;
        assert_eq!(settings.account.map(|found| found.revision), Some(1));
        assert_eq!(settings.credential, Some(credential(&ada)));
        let nobody = accounts.account_settings(other.account_id).await?;
        assert!(nobody.account.is_none() && nobody.credential.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn an_account_is_found_by_what_only_it_has() -> Result {
    for engine in engines::all() {
        let accounts = Accounts::create_table(engine.client, "accounts-found").await?;
        let ada = account(1, "Ada@Example.com", "Ada");
        accounts.sign_up(&ada, &credential(&ada)).await?;
        let found = accounts.by_email("ADA@example.com").await?;
        assert_eq!(found.map(|found| found.account_id), Some(ada.account_id));
        let found = accounts.by_user_name("ada").await?;
        assert_eq!(found.map(|found| found.account_id), Some(ada.account_id));
        assert!(accounts.by_email("nobody@example.com").await?.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn a_changed_address_frees_the_old_one() -> Result {
    for engine in engines::all() {
        let accounts = Accounts::create_table(engine.client, "accounts-changed").await?;
        let ada = account(1, "ada@example.com", "ada");
        accounts.sign_up(&ada, &credential(&ada)).await?;
        accounts
            .change_email(ada.account_id, "ada@example.com", "countess@example.com", 1)
            .await?;
        assert!(accounts.by_email("ada@example.com").await?.is_none());
        let found = accounts.by_email("countess@example.com").await?;
        assert_eq!(found.map(|found| found.revision), Some(2));

        let charles = account(2, "ada@example.com", "charles");
        accounts.sign_up(&charles, &credential(&charles)).await?;
        let error = accounts
            .change_email(ada.account_id, "countess@example.com", "ada@example.com", 2)
            .await
            .expect_err("it is taken again");
        assert!(error.is_condition_failed(), "{error}");
        assert!(accounts.by_email("countess@example.com").await?.is_some());

        // Another spelling of the same address keeps its marker.
        accounts
            .change_email(charles.account_id, "ada@example.com", "ADA@example.com", 1)
            .await?;
        let found = accounts.by_email("ada@example.com").await?;
        assert_eq!(
            found.map(|found| found.account_id),
            Some(charles.account_id)
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_old_address_or_a_stale_version_changes_nothing() -> Result {
    for engine in engines::all() {
        let accounts = Accounts::create_table(engine.client, "accounts-stale").await?;
        let ada = account(1, "ada@example.com", "ada");
        accounts.sign_up(&ada, &credential(&ada)).await?;
        let error = accounts
            .change_email(ada.account_id, "somebody@example.com", "new@example.com", 1)
            .await
            .expect_err("that was not the address");
        assert!(error.is_condition_failed(), "{error}");
        assert!(accounts.by_email("new@example.com").await?.is_none());

        let address = Address {
            street: "12 St James's Square".to_owned(),
            city: "London".to_owned(),
            postcode: "SW1Y 4JH".to_owned(),
            country: "GB".to_owned(),
        };
        let change = |name, revision| {
            accounts.change_profile(ada.account_id, name, &address, "en", revision)
        };
        change("Ada King", 1).await?;
        let error = change("Ada Byron", 1).await.expect_err("it is stale");
        assert!(error.is_condition_failed(), "{error}");
        let found = accounts.account(ada.account_id).await?.expect("is there");
        assert_eq!(found.full_name.as_deref(), Some("Ada King"));
        assert_eq!((found.address, found.revision), (Some(address), 2));
    }
    Ok(())
}

#[tokio::test]
async fn a_closed_account_leaves_nothing() -> Result {
    for engine in engines::all() {
        let accounts = Accounts::create_table(engine.client, "accounts-closed").await?;
        let ada = account(1, "ada@example.com", "ada");
        accounts.sign_up(&ada, &credential(&ada)).await?;
        let error = accounts
            .close(ada.account_id, "other@example.com", "ada")
            .await
            .expect_err("that was not the address");
        assert!(error.is_condition_failed(), "{error}");
        accounts
            .close(ada.account_id, "ada@example.com", "ada")
            .await?;
        let table = accounts.table();
        let left = table
            .client()
            .scan()
            .table_name(table.name())
            .send()
            .await?;
        assert_eq!(left.count(), 0, "{}", engine.name);
        accounts.sign_up(&ada, &credential(&ada)).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_marker_says_whose_value_it_keeps() -> Result {
    for engine in engines::all() {
        let accounts = Accounts::create_table(engine.client, "accounts-marker").await?;
        let ada = account(1, "Ada@example.com", "ada");
        accounts.sign_up(&ada, &credential(&ada)).await?;
        let key = account::email_marker_key("ada@EXAMPLE.com").into_parts()?;
        let table = accounts.table();
        let request = table.client().get_item().table_name(table.name());
        let found = request
            .set_key(Some(key.into_iter().collect()))
            .send()
            .await?;
        let marker = found.item.expect("is there");
        let fields = Fields::new("marker", &marker);
        assert_eq!(marker.len(), 5, "{marker:?}");
        assert_eq!(fields.text("PK")?, "EMAIL#ada@example.com");
        assert_eq!(fields.text("SK")?, "EMAIL#ada@example.com");
        assert_eq!(fields.text("type")?, "Account.email");
        assert_eq!(
            fields.text("owner_PK")?,
            format!("ACCOUNT#{}", ada.account_id)
        );
        assert_eq!(fields.text("owner_SK")?, "ACCOUNT");
    }
    Ok(())
}

#[test]
fn a_document_is_checked_before_it_is_stored() {
    let mut address = Address {
        street: "Street".to_owned(),
        city: "Berlin".to_owned(),
        postcode: "10115".to_owned(),
        country: "DE".to_owned(),
    };
    assert!(matches!(address.to_value(), Ok(AttributeValue::M(_))));
    address.country = "Germany".to_owned();
    let mut of = account(1, "ada@example.com", "ada");
    of.address = Some(address);
    let refused = tablewright::Entity::to_item(&of).expect_err("no country code");
    assert!(refused.to_string().contains("address.country"), "{refused}");
}
