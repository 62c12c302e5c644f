// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `offices.yaml`.

/// A company's offices, where they are and what one can do there.
#[tablewright::table(partition = office_id, capacity = on-demand)]
#[index(by_place, partition = country, sort(state, city, office_id), project(name, phone))]
pub mod offices {
    use tablewright::{Entity, Value};
    use tablewright::uuid::Uuid;

    #[derive(Value, Debug, Clone, PartialEq)]
    pub struct Address {
        #[entity(max_size = 200 B)]
        pub street: String,
        #[entity(max_size = 12 B)]
        pub postcode: String,
    }

    #[derive(Value, Debug, Clone, PartialEq)]
    pub struct Hours {
        #[entity(matches = "[0-2][0-9]:[0-5][0-9]")]
        pub opens: String,
        #[entity(matches = "[0-2][0-9]:[0-5][0-9]")]
        pub closes: String,
    }

    /// A place with a door.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[entity(volume = 30k)]
    pub struct Office {
        #[entity(distinct = 30k)]
        pub office_id: Uuid,
        #[entity(matches = "[A-Z]{2}", distinct = 140, hottest = 25%)]
        pub country: String,
        #[entity(max_size = 80 B)]
        pub state: String,
        #[entity(max_size = 120 B)]
        pub city: String,
        #[entity(max_size = 200 B, size = 30 B)]
        pub name: String,
        #[entity(max_size = 20 B)]
        pub phone: Option<String>,
        pub address: Address,
        pub hours: std::collections::BTreeMap<String, Hours>,
        #[entity(items = 5, max_items = 40)]
        pub services: Option<std::collections::BTreeSet<String>>,
    }

    #[put(Office, if = absent, rate = 5/day)]
    fn open_office();

    #[read(Office, given(office_id), rate = 200/s)]
    fn office();

    /// The index follows by itself, whatever part of the place changes.
    #[update(Office, given(office_id), set(country, state, city, address), rate = 5/day)]
    fn relocate();

    #[update(Office, given(office_id), set(hours), rate = 50/day)]
    fn change_hours();

    #[update(Office, given(office_id), add(services = ":offered"), rate = 20/day)]
    fn offer();

    #[delete(Office, given(office_id), rate = 2/day)]
    fn close_office();

    /// In the order of the index, which is by state and then by city.
    #[read(
        Office,
        given(country),
        attributes(office_id, state, city, name),
        order(state = ascending),
        limit = 100,
        rate = 5/s,
    )]
    fn offices_in_country();

    #[read(
        Office,
        given(country, state),
        attributes(office_id, city, name),
        order(city = ascending),
        limit = 100,
        rate = 10/s,
    )]
    fn offices_in_state();

    #[read(
        Office,
        given(country, state, city),
        attributes(office_id, name, phone),
        limit = 50,
        rate = 40/s,
    )]
    fn offices_in_city();

    /// While somebody types the name of a city.
    #[read(
        Office,
        given(country, state),
        range(city = starts-with),
        attributes(office_id, city, name),
        order(city = ascending),
        limit = 20,
        rate = 20/s,
    )]
    fn cities_like();

    /// For the printed directory.
    #[read(
        Office,
        via = scan,
        limit = 500,
        rate = 1/day,
        allow(scan = "Every office is wanted, once in a night, and 30,000 of them are 25 MB."),
    )]
    fn all_offices();
}
