//! Files in, models out.

mod round;
mod shop;
mod templates;
mod workbench;
