//! The tests of the modeler, one binary.

mod advice;
mod numbers;
mod reading;
