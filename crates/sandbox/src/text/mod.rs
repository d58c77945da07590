//! Text with entities, parsed the way Telegram parses it.
//!
//! [`parse`] takes what a bot sent (a text, a `parse_mode`, `entities`) and [`fix`] makes of it what a chat shows:
//! trimmed, without empty or crossing entities, with mentions, commands and links found in it. Offsets in the result are
//! UTF-16 units; offsets in error messages are bytes of the source.

mod clean;
mod date;
mod entity;
mod find;
mod find_tg;
mod find_url;
mod first_url;
mod fix;
mod given;
mod html;
mod html_tag;
mod links;
mod markdown;
mod markdown_v2;
mod source;
mod split;
mod tlds;
mod url;

pub use clean::clean_name;
pub use entity::{Entity, Formatted, Kind};
pub use first_url::has_preview;
pub use fix::fix;
pub use given::parse;
pub use links::{Takes, check_link, checked_link, link_user_id};
pub use url::Url;
