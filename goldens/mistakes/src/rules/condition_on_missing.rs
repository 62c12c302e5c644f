// Written by `cargo xtask mistakes` from the page of the rule.

#[tablewright::table(partition = PK)]
pub mod jobs {
    use tablewright::Entity;
    use tablewright::ulid::Ulid;

    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "JOB#{job_id}")]
    pub struct Job {
        pub job_id: Ulid,
        pub tries: Option<i64>,
        pub worker: String,
    }

    #[put(Job, if = absent)]
    fn add_job();

    #[read(Job, given(job_id))]
    fn get_job();

    #[update(Job, given(job_id), set(worker), if = "tries < 3")]
    fn claim();
}
