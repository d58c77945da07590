use std::collections::HashMap;
use std::sync::LazyLock;

/// The parameters of a call that its method does not have: Telegram passes over them in silence, and so does the world,
/// but a misspelt name should not stay unseen.
pub fn unknown<'a>(method: &str, given: impl Iterator<Item = &'a str>) -> Option<String> {
    static KNOWN: LazyLock<HashMap<String, Vec<&str>>> = LazyLock::new(|| {
        let split = |line: &'static str| {
            let (method, names) = line.split_once(':')?;
            Some((method.trim().to_ascii_lowercase(), names.split_ascii_whitespace().collect()))
        };
        PARAMETERS.split(';').filter_map(split).collect()
    });
    let known = KNOWN.get(&method.to_ascii_lowercase())?;
    let strange: Vec<&str> = given.filter(|name| *name != "method" && !known.contains(name)).collect();
    (!strange.is_empty()).then(|| format!("{method} has no parameter {}", strange.join(", ")))
}

/// Every emulated method and its parameters in Bot API 10.3, with the older names that still work.
const PARAMETERS: &str = "\
getUpdates: offset limit timeout allowed_updates; \
sendMessage: business_connection_id chat_id message_thread_id direct_messages_topic_id text parse_mode \
entities link_preview_options disable_notification protect_content allow_paid_broadcast message_effect_id \
suggested_post_parameters reply_parameters reply_markup reply_to_message_id allow_sending_without_reply \
receiver_user_id callback_query_id ephemeral_message_parameters disable_web_page_preview; \
editMessageText: business_connection_id chat_id message_id inline_message_id text parse_mode entities \
link_preview_options rich_message reply_markup disable_web_page_preview; \
answerCallbackQuery: callback_query_id text show_alert url cache_time; \
editMessageReplyMarkup: business_connection_id chat_id message_id inline_message_id reply_markup; \
sendChatAction: business_connection_id chat_id message_thread_id action; \
sendDocument: business_connection_id chat_id message_thread_id direct_messages_topic_id document thumbnail \
caption parse_mode caption_entities disable_content_type_detection disable_notification protect_content \
allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup \
reply_to_message_id allow_sending_without_reply receiver_user_id callback_query_id \
ephemeral_message_parameters; \
sendPhoto: business_connection_id chat_id message_thread_id direct_messages_topic_id photo caption \
parse_mode caption_entities show_caption_above_media has_spoiler disable_notification protect_content \
allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup \
reply_to_message_id allow_sending_without_reply receiver_user_id callback_query_id \
ephemeral_message_parameters; \
sendVideo: business_connection_id chat_id message_thread_id direct_messages_topic_id video duration width \
height thumbnail cover start_timestamp caption parse_mode caption_entities show_caption_above_media \
has_spoiler supports_streaming disable_notification protect_content allow_paid_broadcast message_effect_id \
suggested_post_parameters reply_parameters reply_markup reply_to_message_id allow_sending_without_reply \
receiver_user_id callback_query_id ephemeral_message_parameters; \
sendAudio: business_connection_id chat_id message_thread_id direct_messages_topic_id audio caption \
parse_mode caption_entities duration performer title thumbnail disable_notification protect_content \
allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_markup \
reply_to_message_id allow_sending_without_reply receiver_user_id callback_query_id \
ephemeral_message_parameters; \
sendAnimation: business_connection_id chat_id message_thread_id direct_messages_topic_id animation duration \
width height thumbnail caption parse_mode caption_entities show_caption_above_media has_spoiler \
disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters \
reply_parameters reply_markup reply_to_message_id allow_sending_without_reply receiver_user_id \
callback_query_id ephemeral_message_parameters; \
sendVoice: business_connection_id chat_id message_thread_id direct_messages_topic_id voice caption \
parse_mode caption_entities duration disable_notification protect_content allow_paid_broadcast \
message_effect_id suggested_post_parameters reply_parameters reply_markup reply_to_message_id \
allow_sending_without_reply receiver_user_id callback_query_id ephemeral_message_parameters; \
sendMediaGroup: business_connection_id chat_id message_thread_id direct_messages_topic_id media \
disable_notification protect_content allow_paid_broadcast message_effect_id reply_parameters \
reply_to_message_id allow_sending_without_reply receiver_user_id callback_query_id \
ephemeral_message_parameters; \
getFile: file_id; \
editMessageCaption: business_connection_id chat_id message_id inline_message_id caption parse_mode \
caption_entities show_caption_above_media reply_markup; \
editMessageMedia: business_connection_id chat_id message_id inline_message_id media reply_markup; \
deleteMessage: chat_id message_id; \
deleteMessages: chat_id message_ids; \
copyMessage: chat_id message_thread_id direct_messages_topic_id from_chat_id message_id \
video_start_timestamp caption parse_mode caption_entities show_caption_above_media disable_notification \
protect_content allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters \
reply_markup; \
forwardMessage: chat_id message_thread_id direct_messages_topic_id from_chat_id video_start_timestamp \
disable_notification protect_content message_effect_id suggested_post_parameters message_id; \
copyMessages: chat_id message_thread_id direct_messages_topic_id from_chat_id message_ids disable_notification \
protect_content remove_caption; \
forwardMessages: chat_id message_thread_id direct_messages_topic_id from_chat_id message_ids \
disable_notification protect_content; \
pinChatMessage: business_connection_id chat_id message_id disable_notification; \
unpinChatMessage: business_connection_id chat_id message_id; \
unpinAllChatMessages: chat_id; \
setMessageReaction: chat_id message_id reaction is_big; \
answerInlineQuery: inline_query_id results cache_time is_personal next_offset button switch_pm_text \
switch_pm_parameter; \
getMe: ; \
setMyCommands: commands scope language_code; \
getMyCommands: scope language_code; \
deleteMyCommands: scope language_code; \
setMyName: name language_code; \
getMyName: language_code; \
setMyDescription: description language_code; \
getMyDescription: language_code; \
setMyShortDescription: short_description language_code; \
getMyShortDescription: language_code; \
setChatMenuButton: chat_id menu_button; \
getChatMenuButton: chat_id; \
close: ; \
logOut: ; \
setWebhook: url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token; \
deleteWebhook: drop_pending_updates; \
getWebhookInfo: ; \
getChat: chat_id; \
getChatMember: chat_id user_id; \
getChatAdministrators: chat_id return_bots; \
getChatMemberCount: chat_id; \
getChatMembersCount: chat_id; \
leaveChat: chat_id; \
createForumTopic: chat_id name icon_color icon_custom_emoji_id; \
editForumTopic: chat_id message_thread_id name icon_custom_emoji_id; \
closeForumTopic: chat_id message_thread_id; \
reopenForumTopic: chat_id message_thread_id; \
deleteForumTopic: chat_id message_thread_id; \
editGeneralForumTopic: chat_id name; \
closeGeneralForumTopic: chat_id; \
reopenGeneralForumTopic: chat_id; \
hideGeneralForumTopic: chat_id; \
unhideGeneralForumTopic: chat_id; \
sendMessageDraft: chat_id message_thread_id draft_id text parse_mode entities can_stop keep_on_stop; \
sendRichMessage: business_connection_id chat_id message_thread_id direct_messages_topic_id rich_message \
disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters \
reply_parameters reply_markup reply_to_message_id allow_sending_without_reply receiver_user_id \
callback_query_id ephemeral_message_parameters; \
sendRichMessageDraft: chat_id message_thread_id draft_id rich_message can_stop keep_on_stop; \
editEphemeralMessageText: chat_id receiver_user_id ephemeral_message_id text parse_mode entities \
link_preview_options reply_markup rich_message; \
editEphemeralMessageCaption: chat_id receiver_user_id ephemeral_message_id caption parse_mode \
caption_entities show_caption_above_media reply_markup; \
editEphemeralMessageMedia: chat_id receiver_user_id ephemeral_message_id media reply_markup; \
editEphemeralMessageReplyMarkup: chat_id receiver_user_id ephemeral_message_id reply_markup; \
deleteEphemeralMessage: chat_id receiver_user_id ephemeral_message_id;";
