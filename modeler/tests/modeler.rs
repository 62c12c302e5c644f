//! The tests of the modeler, one binary.

mod advice;
mod reading;
