//! XML and JSON, each made from the other as Python's xmltodict does it.
//!
//! Attributes are `@name`, the words of an element that has more than words are `#text`, an element that comes again
//! makes a list, an empty one is null. White space around words is dropped, namespaces stay as written, comments and
//! processing instructions are left out.

pub mod parse;
pub mod write;

mod attributes;
mod declaration;
mod doctype;
mod encoding;
mod escape;
pub mod fault;
mod name;
mod reference;

pub use parse::{from_bytes, from_text};
pub use write::to_text;
