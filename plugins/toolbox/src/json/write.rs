//! From a tree to JSON text.

use std::io::Write;

use struson::writer::{JsonStreamWriter, JsonWriter, WriterSettings};

use super::tree::Json;
use crate::bounded::{Bounded, TooLarge};

/// How the text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One value a line, two spaces a level.
    Pretty,
    Compact,
}

pub fn to_text(json: &Json, layout: Layout) -> Result<String, TooLarge> {
    let mut out = Bounded::new();
    let mut writer = writer(&mut out, layout);
    value(&mut writer, json)?;
    writer.finish_document()?;
    Ok(out.into_text())
}

/// A writer for those who work without a tree.
pub(crate) fn writer<W: Write>(out: W, layout: Layout) -> JsonStreamWriter<W> {
    let settings = WriterSettings { pretty_print: layout == Layout::Pretty, ..WriterSettings::default() };
    JsonStreamWriter::new_custom(out, settings)
}

/// Recursion here is as deep as the tree, and trees are made only by readers that limit the depth.
fn value(out: &mut impl JsonWriter, json: &Json) -> std::io::Result<()> {
    match json {
        Json::Null => out.null_value(),
        Json::Bool(yes) => out.bool_value(*yes),
        Json::Number(number) => out.number_value_from_string(number).map_err(std::io::Error::other),
        Json::Text(text) => out.string_value(text),
        Json::List(items) => {
            out.begin_array()?;
            items.iter().try_for_each(|item| value(out, item))?;
            out.end_array()
        }
        Json::Object(object) => {
            out.begin_object()?;
            for (name, member) in object.iter() {
                out.name(name)?;
                value(out, member)?;
            }
            out.end_object()
        }
    }
}
