//! `models/saas.yaml`: a shard count for each tenant, which grows while tickets stay where they are.

use std::time::Duration;

use crate::made::saas::{
    Member, Saas, Tenant, TenantWithMembers, Ticket, member::Role, tenant::Plan, ticket::Status,
};
use tablewright::{Entity, Error, ErrorKind, ulid::Ulid, uuid::Uuid};
use tablewright_local::engines;

use super::{Result, paged};

fn tenant(tenant_id: &str) -> Tenant {
    Tenant {
        tenant_id: tenant_id.to_owned(),
        name: "Acme".to_owned(),
        plan: Plan::Team,
        shard_count: 6,
    }
}

fn ticket(tenant_id: &str, number: u64) -> Ticket {
    Ticket {
        tenant_id: tenant_id.to_owned(),
        ticket_id: Ulid::from_parts(1_700_000_000_000 + number, u128::from(number) << 40),
        status: Status::Open,
        subject: format!("Ticket {number}"),
        body: "It does not work.".to_owned(),
        shard: None,
        gsi1_shard: None,
    }
}

fn subjects(tickets: &[Ticket]) -> Vec<&str> {
    tickets
        .iter()
        .map(|ticket| ticket.subject.as_str())
        .collect()
}

async fn open(
    saas: &Saas,
    tenant_id: &str,
    numbers: std::ops::Range<u64>,
) -> std::result::Result<(), Error> {
    for number in numbers {
        saas.open_ticket(&ticket(tenant_id, number)).await?;
    }
    Ok(())
}

#[tokio::test]
async fn tickets_stay_found_while_a_tenant_grows() -> Result {
    for engine in engines::all() {
        let saas = Saas::create_table(engine.client, "saas-grows").await?;
        for id in ["acme", "tiny"] {
            saas.add_tenant(&tenant(id)).await?;
        }
        let added = saas.get_tenant("acme").await?.ok_or("not found")?;
        assert_eq!(added.shard_count, 1, "whatever was said");
        open(&saas, "acme", 0..6).await?;
        saas.grow_tenant("acme", 3).await?;
        open(&saas, "acme", 6..12).await?;
        saas.grow_tenant("acme", 6).await?;
        open(&saas, "acme", 12..18).await?;
        let shrunk = saas.grow_tenant("acme", 3).await.expect_err("it has six");
        assert!(shrunk.is_condition_failed());
        let unlisted = saas.grow_tenant("acme", 4).await.expect_err("not in `was`");
        assert!(
            unlisted.to_string().contains("none of 1, 3, 6"),
            "{unlisted}"
        );
        open(&saas, "tiny", 100..102).await?;

        let mut wanted: Vec<String> = (0..18).map(|number| format!("Ticket {number}")).collect();
        wanted.reverse();
        let newest = saas.newest_tickets("acme").await?.all().await?;
        assert_eq!(subjects(&newest), wanted, "{}", engine.name);
        let shards: std::collections::BTreeSet<_> = newest.iter().map(|one| one.shard).collect();
        assert!(shards.len() > 3, "{shards:?}");
        for number in 0..18 {
            let one = ticket("acme", number);
            let found = saas
                .get_ticket("acme", one.ticket_id)
                .await?
                .ok_or("not found")?;
            assert_eq!(found.subject, one.subject);
            let twice = saas.open_ticket(&one).await.expect_err("it is open");
            assert!(twice.is_condition_failed(), "{twice}");
        }
        assert_eq!(saas.newest_tickets("acme").await?.count().await?, 18);
        let tiny = saas.newest_tickets("tiny").await?.await?;
        assert_eq!(subjects(&tiny.items), ["Ticket 101", "Ticket 100"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_status_is_one_list_page_by_page() -> Result {
    for engine in engines::all() {
        let saas = Saas::create_table(engine.client, "saas-status").await?;
        saas.add_tenant(&tenant("acme")).await?;
        saas.grow_tenant("acme", 3).await?;
        open(&saas, "acme", 0..10).await?;
        for one in saas.newest_tickets("acme").await?.all().await? {
            let number: u64 = one.subject.trim_start_matches("Ticket ").parse()?;
            let shard = one.shard.ok_or("it was read")?;
            if number.is_multiple_of(2) {
                saas.set_status("acme", one.ticket_id, shard, &Status::Closed)
                    .await?;
                let reopened = saas
                    .set_status("acme", one.ticket_id, shard, &Status::Open)
                    .await;
                assert!(reopened.expect_err("it is closed").is_condition_failed());
            }
        }
        let open = saas.tickets_by_status("acme", &Status::Open).await?;
        let found = paged(open, 2).await?.concat();
        let found: Vec<_> = found.into_iter().map(|ticket| ticket.subject).collect();
        let wanted = [9, 7, 5, 3, 1].map(|number| format!("Ticket {number}"));
        assert_eq!(found, wanted, "{}", engine.name);
        let closed = saas.tickets_by_status("acme", &Status::Closed).await?;
        assert_eq!(closed.count().await?, 5);

        let elsewhere = saas.set_status("acme", ticket("acme", 1).ticket_id, 5, &Status::Waiting);
        let refused = elsewhere.await;
        assert!(refused.is_err(), "it lies in a shard of four");
        let beyond = saas.set_status("acme", ticket("acme", 1).ticket_id, 6, &Status::Waiting);
        let error = beyond.await.expect_err("there are six at most");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
    }
    Ok(())
}

#[tokio::test]
async fn what_was_read_is_put_back_where_it_lies() -> Result {
    for engine in engines::all() {
        let saas = Saas::create_table(engine.client, "saas-put").await?;
        saas.add_tenant(&tenant("acme")).await?;
        let new = ticket("acme", 1);
        let unknown = new
            .to_item()
            .expect_err("nobody said how many shards there are");
        assert_eq!(
            unknown.to_string(),
            "`shard` is not known: it takes a pattern to find it"
        );
        open(&saas, "acme", 1..2).await?;
        let read = saas
            .get_ticket("acme", new.ticket_id)
            .await?
            .ok_or("not found")?;
        assert_eq!(
            (read.shard, read.gsi1_shard),
            (Some(0), Some(0)),
            "{}",
            engine.name
        );
        assert!(read.to_item().is_ok());
    }
    Ok(())
}

#[tokio::test]
async fn a_count_is_remembered_for_as_long_as_is_said() -> Result {
    for engine in engines::all() {
        let saas = Saas::create_table(engine.client, "saas-believes").await?;
        saas.add_tenant(&tenant("acme")).await?;
        let believing = saas.clone().believe_shard_counts(Duration::from_secs(3600));
        assert_eq!(believing.newest_tickets("acme").await?.count().await?, 0);
        saas.grow_tenant("acme", 6).await?;
        open(&saas, "acme", 0..20).await?;
        // It believes in one shard, and asks three because there were three once.
        let believed = believing.newest_tickets("acme").await?.count().await?;
        assert!(believed < 20, "{believed}");
        assert_eq!(saas.newest_tickets("acme").await?.count().await?, 20);
    }
    Ok(())
}

#[tokio::test]
async fn a_tenant_comes_before_its_members() -> Result {
    for engine in engines::all() {
        let saas = Saas::create_table(engine.client, "saas-members").await?;
        saas.add_tenant(&tenant("acme")).await?;
        let member = |number: u128| Member {
            tenant_id: "acme".to_owned(),
            member_id: Uuid::from_u128(number),
            email: "ada@example.com".to_owned(),
            role: Role::Agent,
        };
        for number in 1..=3 {
            saas.add_member(&member(number)).await?;
        }
        saas.remove_member("acme", Uuid::from_u128(2)).await?;
        let all = saas.tenant_with_members("acme").await?.items;
        let wanted = [
            TenantWithMembers::Tenant(Tenant {
                shard_count: 1,
                ..tenant("acme")
            }),
            TenantWithMembers::Member(member(3)),
            TenantWithMembers::Member(member(1)),
        ];
        assert_eq!(all, wanted, "{}", engine.name);
    }
    Ok(())
}
