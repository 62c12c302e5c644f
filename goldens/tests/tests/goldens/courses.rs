//! `models/courses.yaml`: transactions that keep a number right, and a count.

use crate::made::courses::{Course, Courses, Enrolment, Student};
use tablewright::ErrorKind;
use tablewright_local::engines;

use super::Result;

const COURSE: &str = "CS101-2026w";

async fn with_course(
    client: tablewright::aws_sdk_dynamodb::Client,
    table: &str,
    seats_left: i64,
) -> std::result::Result<Courses, tablewright::Error> {
    let courses = Courses::create_table(client, table).await?;
    let course = Course {
        course_id: COURSE.to_owned(),
        title: "Analytical engines".to_owned(),
        seats_left,
    };
    courses.offer(&course).await?;
    for (student_id, enrolled) in [("00000001", true), ("00000002", true), ("00000003", false)] {
        let student = Student {
            student_id: student_id.to_owned(),
            name: "Somebody".to_owned(),
            email: "somebody@example.com".to_owned(),
            enrolled,
        };
        courses.admit(&student).await?;
    }
    Ok(courses)
}

fn enrolment(student_id: &str) -> Enrolment {
    Enrolment {
        student_id: student_id.to_owned(),
        course_id: COURSE.to_owned(),
        enrolled_at: "2026-11-24T07:00:00Z".parse().expect("a time"),
        grade: None,
    }
}

#[tokio::test]
async fn a_seat_is_taken_with_the_enrolment_or_not_at_all() -> Result {
    for engine in engines::all() {
        let courses = with_course(engine.client, "courses-seats", 1).await?;
        let enrol = |student: &'static str| courses.enrol(&enrolment(student));
        let error = enrol("00000003").await.expect_err("has no right to it");
        let ErrorKind::Cancelled(cancelled) = error.kind() else {
            panic!("{}: {error}", engine.name);
        };
        assert_eq!(cancelled.reasons().len(), 3);
        enrol("00000001").await?;
        enrol("00000001").await.expect_err("is enrolled already");
        enrol("00000002").await.expect_err("no seat is left");

        let left = courses
            .course(COURSE)
            .await?
            .map(|course| course.seats_left);
        assert_eq!(left, Some(0));
        assert_eq!(courses.how_many_students(COURSE).await?, 1);
        let found = courses.courses_of_student("00000001").all().await?;
        assert_eq!(found, [enrolment("00000001")]);

        courses.leave("00000001", COURSE).await?;
        let left = courses
            .course(COURSE)
            .await?
            .map(|course| course.seats_left);
        assert_eq!(
            (left, courses.how_many_students(COURSE).await?),
            (Some(1), 0)
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_certificate_is_read_as_of_one_moment() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let courses = with_course(engine.client, "courses-certificate", 5).await?;
        courses.enrol(&enrolment("00000001")).await?;
        courses.grade("00000001", COURSE, 2.into()).await?;
        calls.clear();
        let found = courses.certificate("00000001", COURSE).await?;
        assert_eq!(calls.operations(), ["TransactGetItems"], "{}", engine.name);
        assert!(found.student.is_some() && found.course.is_some());
        let grade = found.enrolment.and_then(|enrolment| enrolment.grade);
        assert_eq!(grade, Some(2.into()));
        let none = courses.certificate("00000002", COURSE).await?;
        assert!(none.student.is_some() && none.enrolment.is_none());
    }
    Ok(())
}

#[tokio::test]
async fn an_argument_that_is_wrong_is_refused_before_a_request() -> Result {
    for engine in engines::all() {
        let calls = engine.calls.clone();
        let courses = with_course(engine.client, "courses-wrong", 5).await?;
        calls.clear();
        let error = courses.enrol(&enrolment("1")).await;
        let error = error.expect_err("that is no number of a student");
        assert!(matches!(error.kind(), ErrorKind::Invalid(_)), "{error}");
        let error = courses.how_many_students("CS").await;
        error.expect_err("that is no number of a course");
        assert!(calls.operations().is_empty());
    }
    Ok(())
}
