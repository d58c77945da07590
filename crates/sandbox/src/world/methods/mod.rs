//! The methods of the Bot API, by what they are about.

mod about;
mod access;
mod callback;
mod chats;
mod commands;
mod copy;
mod delete;
mod drafts;
mod edit;
mod ephemeral;
mod inline_button;
mod inline_content;
mod inline_result;
mod input_media;
mod keyboard;
mod markup;
mod media;
mod message;
mod options;
mod pins;
mod reactions;
mod reply;
mod rich;
mod send;
mod topics;
pub mod updates;
mod webhook;
mod webhook_url;

use super::call::Method;

pub use drafts::Draft;
pub use markup::buttons;
pub use reactions::is_known;
pub use send::MAX_TEXT;
pub use webhook::{Delivery, Undelivered};

/// Every emulated method, the frequent ones first.
pub const ALL: [(&str, Method); 68] = [
    ("getUpdates", updates::get_updates),
    ("sendMessage", message::send_message),
    ("editMessageText", edit::text),
    ("answerCallbackQuery", callback::answer_callback_query),
    ("editMessageReplyMarkup", edit::reply_markup),
    ("sendChatAction", chats::send_chat_action),
    ("sendDocument", media::send_document),
    ("sendPhoto", media::send_photo),
    ("sendVideo", media::send_video),
    ("sendAudio", media::send_audio),
    ("sendAnimation", media::send_animation),
    ("sendVoice", media::send_voice),
    ("sendMediaGroup", media::send_media_group),
    ("getFile", media::get_file),
    ("editMessageCaption", edit::caption),
    ("editMessageMedia", edit::media),
    ("deleteMessage", delete::one),
    ("deleteMessages", delete::many),
    ("copyMessage", copy::copy_message),
    ("copyMessages", copy::copy_messages),
    ("forwardMessage", copy::forward_message),
    ("forwardMessages", copy::forward_messages),
    ("pinChatMessage", pins::pin),
    ("unpinChatMessage", pins::unpin),
    ("unpinAllChatMessages", pins::unpin_all),
    ("setMessageReaction", reactions::set_message_reaction),
    ("answerInlineQuery", callback::answer_inline_query),
    ("getMe", about::get_me),
    ("setMyCommands", commands::set),
    ("getMyCommands", commands::get),
    ("deleteMyCommands", commands::delete),
    ("setMyName", about::set_name),
    ("getMyName", about::get_name),
    ("setMyDescription", about::set_description),
    ("getMyDescription", about::get_description),
    ("setMyShortDescription", about::set_short_description),
    ("getMyShortDescription", about::get_short_description),
    ("setChatMenuButton", about::set_menu_button),
    ("getChatMenuButton", about::get_menu_button),
    ("close", about::close),
    ("logOut", about::log_out),
    ("setWebhook", webhook::set),
    ("deleteWebhook", webhook::delete),
    ("getWebhookInfo", webhook::info),
    ("getChat", chats::get_chat),
    ("getChatMember", chats::get_member),
    ("getChatAdministrators", chats::get_administrators),
    ("getChatMemberCount", chats::get_member_count),
    // As it was called before; Telegram still answers to it.
    ("getChatMembersCount", chats::get_member_count),
    ("leaveChat", chats::leave),
    ("createForumTopic", topics::create),
    ("editForumTopic", topics::edit),
    ("closeForumTopic", topics::close),
    ("reopenForumTopic", topics::reopen),
    ("deleteForumTopic", topics::delete),
    ("editGeneralForumTopic", topics::edit_general),
    ("closeGeneralForumTopic", topics::close_general),
    ("reopenGeneralForumTopic", topics::reopen_general),
    ("hideGeneralForumTopic", topics::hide_general),
    ("unhideGeneralForumTopic", topics::unhide_general),
    ("sendMessageDraft", drafts::send_message_draft),
    ("sendRichMessage", rich::send_rich_message),
    ("sendRichMessageDraft", drafts::send_rich_message_draft),
    ("editEphemeralMessageText", ephemeral::edit_text),
    ("editEphemeralMessageCaption", ephemeral::edit_caption),
    ("editEphemeralMessageMedia", ephemeral::edit_media),
    ("editEphemeralMessageReplyMarkup", ephemeral::edit_reply_markup),
    ("deleteEphemeralMessage", ephemeral::delete),
];
