//! Takes the words out of a PHP or HTML file and puts others in; every other byte stays where it was.
//!
//! ```
//! let page = br#"<p title="A hint">Hello, <b><?= $name ?></b>!</p>"#;
//! let document = translate::open("index.php", page, &translate::Options::default()).unwrap();
//! let texts: Vec<_> = document.segments().iter().map(|segment| segment.text.as_str()).collect();
//! assert_eq!(texts, ["A hint", "Hello, <g1><x2/></g1>!"]);
//!
//! let german = document.translate(|segment| match segment.id {
//!     0 => Some("Ein Hinweis"),
//!     _ => Some("Hallo <g1><x2/></g1>!"),
//! });
//! assert_eq!(german.bytes, br#"<p title="Ein Hinweis">Hallo <b><?= $name ?></b>!</p>"#);
//! assert!(german.fault.is_none());
//! ```
//!
//! Pure functions over bytes: no files, no network, no chat. Time and memory are proportional to the file.

mod source;

mod charset;
mod element;
mod entity;
mod island;
mod preamble;
mod token;

mod code;
mod context;
mod segment;

mod escape;
mod gate;
mod write;

mod analysis;
mod document;
pub mod layers;
mod leftover;
mod localize;
mod options;
mod pseudo;
mod reasons;
mod skip;

pub mod batch;
pub mod repair;
pub mod reply;
pub mod validate;

pub use charset::{Candidate, Charset, Converted, Evidence, to_utf8};
pub use code::{Code, CodeClass, CodeFault, Form, Part};
pub use document::{Document, LIMIT, Translated, open};
pub use encoding_rs::{Encoding, UTF_8};
pub use gate::{DomCheck, Fault};
pub use island::{Class, Dialect, Dialects, Island};
pub use leftover::{Found, Leftovers};
pub use localize::{Change, Localize, localize};
pub use options::{Options, Parts, What};
pub use pseudo::pseudo;
pub use segment::{Kind, Segment};
pub use skip::{Hint, Note, Skip};
pub use source::Span;
pub use write::Refusal;
