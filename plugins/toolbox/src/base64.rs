//! Base64, both ways.

pub mod content;
pub mod decode;
pub mod encode;
