//! The tests of the modeler, one binary.

mod reading;
