//! Peapod.
