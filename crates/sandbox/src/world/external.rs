use serde::ser::{Serialize, SerializeMap, Serializer};

use super::World;
use super::message::{Body, Forward, Message};
use super::spec::ChatKind;
use super::view::{ChatView, MediaView, Origin};

/// Where a message comes from, for those who see it somewhere else.
pub fn origin_of(world: &World, message: &Message) -> Forward {
    let chat = world.chats.get(&message.chat);
    let post = chat.filter(|chat| chat.kind == ChatKind::Channel).map(|chat| (chat.key, message.id));
    let origin = Forward { from: message.from, date: message.date, post };
    message.forward.clone().unwrap_or(origin)
}

/// An `ExternalReplyInfo`: a message of another chat or topic that is answered.
pub struct ExternalReply<'a> {
    pub world: &'a World,
    pub message: &'a Message,
}

impl Serialize for ExternalReply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (world, message) = (self.world, self.message);
        let mut map = serializer.serialize_map(None)?;
        let forward = &origin_of(world, message);
        map.serialize_entry("origin", &Origin { world, forward })?;
        let kind = world.chats.get(&message.chat).map(|chat| chat.kind);
        if matches!(kind, Some(ChatKind::Supergroup | ChatKind::Channel)) {
            map.serialize_entry("chat", &ChatView { world, key: message.chat })?;
            map.serialize_entry("message_id", &message.id)?;
        }
        match &message.body {
            Body::Text { preview: Some(preview), .. } => {
                map.serialize_entry("link_preview_options", preview)?;
            }
            Body::Media { media, spoiler, .. } => {
                map.serialize_entry(media.kind.name(), &MediaView(media))?;
                if *spoiler {
                    map.serialize_entry("has_media_spoiler", &true)?;
                }
            }
            _ => {}
        }
        map.end()
    }
}
