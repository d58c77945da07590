use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::chat::ChatKey;
use super::super::journal::Event;
use super::super::spec::{ChatKind, Status};
use super::super::view::{MessageView, chat_fields, no_gifts};
use super::super::{World, act};
use super::access::Access;

const ACTIONS: [&str; 15] = [
    "cancel",
    "typing",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "record_audio",
    "upload_audio",
    "upload_photo",
    "upload_document",
    "choose_sticker",
    "find_location",
    "pick_up_location",
    "record_video_note",
    "upload_video_note",
];

/// `sendChatAction`: shown for five seconds.
pub fn send_chat_action(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let action = cx.params.get("action").to_ascii_lowercase();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(Fail::bad("Wrong parameter action in request"));
    }
    cx.no_business()?;
    let chat = cx.chat(Access::Write)?;
    cx.is_let_in_to_act(chat)?;
    let thread = Some(cx.params.int("message_thread_id")).filter(|thread| *thread > 0);
    cx.world.emit(Event::Action { chat, thread, action });
    Ok(Reply::yes())
}

struct FullChat<'a> {
    world: &'a World,
    key: ChatKey,
}

impl Serialize for FullChat<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let world = self.world;
        let Some(chat) = world.chats.get(&self.key) else { return map.end() };
        chat_fields(&mut map, world, self.key)?;
        if chat.is_private() {
            let person = world.people.get(&self.key.id);
            if let Some(name) = person.and_then(|person| person.spec.username.as_ref()) {
                map.serialize_entry("active_usernames", &[name])?;
            }
            map.serialize_entry("accepted_gift_types", &no_gifts())?;
        } else {
            if !chat.description.is_empty() {
                map.serialize_entry("description", &chat.description)?;
            }
            if chat.kind != ChatKind::Channel {
                map.serialize_entry("permissions", &permissions(true))?;
            }
        }
        if matches!(chat.kind, ChatKind::Supergroup | ChatKind::Channel) {
            if let Some(name) = &chat.username {
                map.serialize_entry("active_usernames", &[name])?;
            }
            map.serialize_entry("accepted_gift_types", &no_gifts())?;
        }
        if let Some(pinned) = chat.pinned.last().and_then(|id| chat.message(*id)) {
            map.serialize_entry("pinned_message", &MessageView::new(world, pinned))?;
        }
        map.serialize_entry("max_reaction_count", &11)?;
        map.serialize_entry("accent_color_id", &self.key.id.rem_euclid(7))?;
        map.end()
    }
}

/// `getChat`.
pub fn get_chat(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = cx.chat(Access::Read)?;
    Ok(Reply::of(&FullChat { world: cx.world, key }))
}

/// What members may do, all of it or nothing.
fn permissions(all: bool) -> Value {
    let names = [
        "can_send_messages",
        "can_send_media_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
        "can_react_to_messages",
        "can_edit_tag",
        "can_change_info",
        "can_invite_users",
        "can_pin_messages",
        "can_manage_topics",
    ];
    names.into_iter().map(|name| (name.to_owned(), json!(all))).collect::<Map<_, _>>().into()
}

impl World {
    /// A `ChatMember`.
    pub(in crate::world) fn member_json(&self, key: ChatKey, user: i64, status: Status) -> Value {
        let mut fields = Map::new();
        fields.insert("user".to_owned(), self.user_json(user));
        fields.insert("status".to_owned(), json!(status));
        match status {
            Status::Creator => {
                fields.insert("is_anonymous".to_owned(), json!(false));
            }
            Status::Administrator => {
                fields.insert("can_be_edited".to_owned(), json!(false));
                if let Value::Object(rights) = self.rights(key) {
                    fields.extend(rights);
                }
                fields.insert("can_manage_voice_chats".to_owned(), json!(false));
            }
            Status::Restricted => {
                fields.insert("until_date".to_owned(), json!(0));
                if let Value::Object(nothing) = permissions(false) {
                    fields.extend(nothing);
                }
                fields.insert("is_member".to_owned(), json!(true));
            }
            Status::Kicked => {
                fields.insert("until_date".to_owned(), json!(0));
            }
            Status::Member | Status::Left => {}
        }
        Value::Object(fields)
    }

    /// What an administrator may do: what belongs to messages and members, and nothing of calls and stories.
    fn rights(&self, key: ChatKey) -> Value {
        let chat = self.chats.get(&key);
        let kind = chat.map_or(ChatKind::Group, |chat| chat.kind);
        let is_forum = chat.is_some_and(|chat| chat.is_forum);
        let (is_channel, is_supergroup) = (kind == ChatKind::Channel, kind == ChatKind::Supergroup);
        let rights = [
            ("can_manage_chat", true, true),
            ("can_change_info", true, true),
            ("can_post_messages", is_channel, true),
            ("can_edit_messages", is_channel, true),
            ("can_delete_messages", true, true),
            ("can_invite_users", true, true),
            ("can_restrict_members", true, true),
            ("can_pin_messages", !is_channel, true),
            ("can_manage_topics", is_supergroup, is_forum),
            ("can_promote_members", true, false),
            ("can_manage_video_chats", true, false),
            ("can_post_stories", true, false),
            ("can_edit_stories", true, false),
            ("can_delete_stories", true, false),
            ("can_manage_direct_messages", is_channel, false),
            ("can_manage_tags", !is_channel, false),
            ("can_send_welcome_messages", true, false),
            ("is_anonymous", true, false),
        ];
        let shown = rights.into_iter().filter(|(_, shown, _)| *shown);
        shown.map(|(name, _, value)| (name.to_owned(), json!(value))).collect::<Map<_, _>>().into()
    }

    /// Whether a bot and a person are in one group.
    pub(in crate::world) fn share_a_group(&self, bot: i64, user: i64) -> bool {
        let is_in = |chat: &super::super::Chat, id: i64| chat.status(id).is_some_and(Status::is_in);
        self.chats.values().any(|chat| is_in(chat, bot) && is_in(chat, user))
    }
}

/// `getChatMember`.
pub fn get_member(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let user = cx.params.long("user_id").max(0);
    if user == 0 {
        return Err(Fail::bad("Invalid user_id specified"));
    }
    let key = cx.chat(if user == cx.bot { Access::Read } else { Access::ReadMembers })?;
    let chat = cx.chat_of(key)?;
    if user != cx.bot {
        members_are_shown(cx, key)?;
    }
    if !cx.world.people.contains_key(&user) && !cx.world.bots.contains_key(&user) {
        let by_servers = matches!(chat.kind, ChatKind::Supergroup | ChatKind::Channel);
        return Err(Fail::bad(if by_servers { "PARTICIPANT_ID_INVALID" } else { "member not found" }));
    }
    let status = if chat.is_private() {
        let is_here = user == key.id || user == cx.bot;
        if is_here { Status::Member } else { return Err(Fail::bad("member not found")) }
    } else {
        chat.status(user).unwrap_or(Status::Left)
    };
    Ok(Reply::of(&cx.world.member_json(key, user, status)))
}

/// Who reads a channel is told to its administrators only.
fn members_are_shown(cx: &Cx<'_>, key: ChatKey) -> Result<(), Fail> {
    let is_channel = cx.chat_of(key)?.kind == ChatKind::Channel;
    if is_channel && !cx.is_admin(key) { Err(Fail::bad("member list is inaccessible")) } else { Ok(()) }
}

/// `getChatAdministrators`, without other bots.
pub fn get_administrators(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = cx.chat(Access::ReadMembers)?;
    let chat = cx.chat_of(key)?;
    if chat.is_private() {
        return Err(Fail::bad("there are no administrators in the private chat"));
    }
    members_are_shown(cx, key)?;
    let admins = chat.members.iter().filter(|(user, status)| {
        status.is_admin() && (**user == cx.bot || !cx.world.bots.contains_key(user))
    });
    let list: Vec<Value> = admins.map(|(user, status)| cx.world.member_json(key, *user, *status)).collect();
    Ok(Reply::of(&list))
}

/// `getChatMemberCount`.
pub fn get_member_count(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = cx.chat(Access::ReadMembers)?;
    Ok(Reply::of(&cx.chat_of(key)?.member_count()))
}

/// `leaveChat`.
pub fn leave(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let key = cx.chat(Access::Read)?;
    if key.bot != 0 {
        return Err(Fail::bad("can't leave private chats"));
    }
    let bot = cx.bot;
    cx.world.change_member(act::Membership { chat: key, who: bot, by: bot, status: Status::Left });
    Ok(Reply::yes())
}
