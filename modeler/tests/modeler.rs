//! The tests of the modeler, one binary.

mod advice;
mod corpus;
mod numbers;
mod reading;
mod verdicts;
