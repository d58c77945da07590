use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A text and what is special in it, in order of appearance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// The text without markup.
    pub text: String,
    /// Sorted by offset, longer ones first.
    pub entities: Vec<Entity>,
}

/// A stretch of a text. Offset and length count UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Where it begins.
    pub offset: usize,
    /// How long it is.
    pub length: usize,
    /// What it is.
    pub kind: Kind,
}

/// What an entity says about its stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Mention,
    Hashtag,
    Cashtag,
    BotCommand,
    Url,
    Email,
    Phone,
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Spoiler,
    BlockQuote,
    ExpandableBlockQuote,
    Code,
    Pre,
    /// A block of code in a named language.
    PreCode(String),
    TextUrl(String),
    /// A person without a username, by id.
    TextMention(i64),
    CustomEmoji(i64),
    /// A moment in Unix seconds, and how to show it.
    Date(i64, String),
    /// What cannot be an entity, and why; said once everything else was looked at.
    Unfit(String),
}

impl Entity {
    pub fn new(kind: Kind, offset: usize, length: usize) -> Self {
        Self { offset, length, kind }
    }

    pub fn end(&self) -> usize {
        self.offset + self.length
    }

    /// Entities are kept by offset; of those with one offset the longer is outside, then the kind decides.
    pub fn order(&self) -> (usize, std::cmp::Reverse<usize>, u8) {
        (self.offset, std::cmp::Reverse(self.length), self.kind.priority())
    }
}

impl Kind {
    /// Bold and its like may be cut in pieces at the borders of other entities.
    pub fn splittable(&self) -> Option<usize> {
        match self {
            Self::Bold => Some(0),
            Self::Italic => Some(1),
            Self::Underline => Some(2),
            Self::Strikethrough => Some(3),
            Self::Spoiler => Some(4),
            _ => None,
        }
    }

    pub fn is_blockquote(&self) -> bool {
        matches!(self, Self::BlockQuote | Self::ExpandableBlockQuote)
    }

    /// Code and its like can hold no other entity.
    pub fn is_pre(&self) -> bool {
        matches!(self, Self::Code | Self::Pre | Self::PreCode(_) | Self::Date(..))
    }

    /// The name in `MessageEntity.type`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Hashtag => "hashtag",
            Self::Cashtag => "cashtag",
            Self::BotCommand => "bot_command",
            Self::Url => "url",
            Self::Email => "email",
            Self::Phone => "phone_number",
            Self::Bold => "bold",
            Self::Italic => "italic",
            Self::Underline => "underline",
            Self::Strikethrough => "strikethrough",
            Self::Spoiler => "spoiler",
            Self::BlockQuote => "blockquote",
            Self::ExpandableBlockQuote => "expandable_blockquote",
            Self::Code => "code",
            Self::Pre | Self::PreCode(_) => "pre",
            Self::TextUrl(_) => "text_link",
            Self::TextMention(_) => "text_mention",
            Self::CustomEmoji(_) => "custom_emoji",
            Self::Date(..) => "date_time",
            Self::Unfit(_) => "",
        }
    }

    fn priority(&self) -> u8 {
        match self {
            Self::BlockQuote | Self::ExpandableBlockQuote => 0,
            Self::PreCode(_) => 10,
            Self::Pre => 11,
            Self::Code | Self::Date(..) => 20,
            Self::TextUrl(_) | Self::TextMention(_) => 49,
            Self::Bold => 90,
            Self::Italic => 91,
            Self::Underline => 92,
            Self::Strikethrough => 93,
            Self::Spoiler => 94,
            Self::CustomEmoji(_) => 99,
            _ => 50,
        }
    }
}

impl Serialize for Entity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("offset", &self.offset)?;
        map.serialize_entry("length", &self.length)?;
        map.serialize_entry("type", self.kind.name())?;
        match &self.kind {
            Kind::PreCode(language) => map.serialize_entry("language", language)?,
            Kind::TextUrl(url) => map.serialize_entry("url", url)?,
            // Who it is belongs to the world; the message's own view replaces this with the whole user where it can.
            Kind::TextMention(id) => map.serialize_entry("user", &serde_json::json!({ "id": id }))?,
            Kind::CustomEmoji(id) => map.serialize_entry("custom_emoji_id", &id.to_string())?,
            Kind::Date(unix, format) => {
                map.serialize_entry("unix_time", unix)?;
                map.serialize_entry("date_time_format", format)?;
            }
            _ => {}
        }
        map.end()
    }
}
