// Written by `cargo xtask goldens` from the models in YAML.
//! The twin of `courses.yaml`.

/// Who takes which course, and whether there is a seat left.
#[tablewright::table(partition = PK, sort = SK, tag = type, capacity = on-demand)]
#[index(inverted, partition = SK, sort = PK, project(enrolled_at, grade))]
pub mod courses {
    use tablewright::{Decimal, Entity};
    use tablewright::jiff::Timestamp;

    /// Somebody who studies here.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "STUDENT#{student_id}", sort = "STUDENT#{student_id}")]
    #[entity(volume = 40k)]
    pub struct Student {
        #[entity(matches = "[0-9]{8}", distinct = 40k)]
        pub student_id: String,
        #[entity(max_size = 200 B)]
        pub name: String,
        #[entity(case = lower, max_size = 254 B)]
        pub email: String,
        pub enrolled: bool,
    }

    /// Something to learn in one term.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "COURSE#{course_id}", sort = "COURSE#{course_id}")]
    #[entity(volume = 9k)]
    pub struct Course {
        #[entity(matches = "[A-Z]{2,4}[0-9]{3}-[0-9]{4}[sw]", distinct = 9k)]
        pub course_id: String,
        #[entity(max_size = 200 B)]
        pub title: String,
        #[entity(min = 0, max = 400)]
        pub seats_left: i64,
    }

    /// A student takes a course.
    #[derive(Entity, Debug, Clone, PartialEq)]
    #[key(partition = "STUDENT#{student_id}", sort = "COURSE#{course_id}")]
    #[entity(volume(each = student_id, average = 30, max = 120))]
    pub struct Enrolment {
        #[entity(same_as = Student.student_id)]
        pub student_id: String,
        #[entity(same_as = Course.course_id)]
        pub course_id: String,
        pub enrolled_at: Timestamp,
        pub grade: Option<Decimal>,
    }

    #[put(Student, if = absent, rate = 1/min)]
    fn admit();

    #[read(Student, given(student_id), rate = 50/s)]
    fn student();

    #[put(Course, if = absent, rate = 1/min)]
    fn offer();

    #[read(Course, given(course_id), rate = 100/s)]
    fn course();

    #[update(Student, given(student_id), set(enrolled = false), rate = 10/day)]
    fn drop_student();

    /// The edge, the seat and the right to it, or nothing. Who asks twice gets one seat.
    #[transact(
        put(Enrolment, if = absent),
        update(Course, given(course_id), add(seats_left = "-1"), if = "seats_left > 0"),
        check(Student, given(student_id), if = "enrolled = true"),
        rate(peak = 200/s, average = 1/s),
    )]
    fn enrol();

    #[transact(
        delete(Enrolment, given(student_id, course_id), if = "attribute_not_exists(grade)"),
        update(Course, given(course_id), add(seats_left = 1)),
        rate = 5/s,
    )]
    fn leave();

    #[update(Enrolment, given(student_id, course_id), set(grade), rate = 10/s)]
    fn grade();

    /// The table's own direction, so it may be read strongly, right after enrolling.
    #[read(
        Enrolment,
        given(student_id),
        order(course_id = ascending),
        consistency = strong,
        rate = 50/s,
    )]
    fn courses_of_student();

    /// COURSE sorts before STUDENT; read backwards, the student comes first.
    #[read(
        Student,
        Enrolment,
        given(student_id),
        order(course_id = descending),
        limit = 121,
        rate = 20/s,
    )]
    fn student_with_courses();

    /// The other direction, through the inverted index.
    #[read(Enrolment, given(course_id), order(student_id = ascending), limit = 100, rate = 10/s)]
    fn students_of_course();

    /// Once in a term for each course, to see whether `seats_left` is right.
    #[count(Enrolment, given(course_id), finds = 60, rate = 9k/day)]
    fn how_many_students();

    /// What was learned and with which grade, as of one moment.
    #[transact(
        read(Student, given(student_id)),
        read(Course, given(course_id)),
        read(Enrolment, given(student_id, course_id)),
        rate = 1/s,
    )]
    fn certificate();
}
