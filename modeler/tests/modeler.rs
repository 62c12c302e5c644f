//! The tests of the modeler, one binary.

mod numbers;
mod reading;
