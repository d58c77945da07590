//! Escapes of addresses and of HTML, both ways.

pub mod html;
pub mod url;
